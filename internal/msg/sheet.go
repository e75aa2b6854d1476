package msg

// What is said of score sheets.
var (
	ForeignEmpty        = plain("空文件", "an empty file")
	ForeignXLS          = plain("旧版 Excel（.xls）或 WPS（.et）文件", "a file of old Excel (.xls) or of WPS (.et)")
	ForeignXLSB         = plain("Excel 二进制工作簿（.xlsb）", "a binary Excel workbook (.xlsb)")
	ForeignWord         = plain("Word 文档", "a Word document")
	ForeignOpendocument = plain("OpenDocument 文件（.ods 等）", "an OpenDocument file (.ods or the like)")
	ForeignZip          = plain("别的压缩文件", "some other zip archive")
	ForeignOffice       = plain("别的办公文档", "another kind of office document")
	ForeignPDF          = plain("PDF 文档", "a PDF document")
	ForeignOther        = plain("别的文件", "some other file")

	OtherSpreadsheet = plain("别种格式的表格", "a spreadsheet of another format")
	OtherDocument    = plain("文档", "a document")
	OtherArchive     = plain("压缩包", "an archive")
	OtherDownload    = plain("没有下载完的文件", "a download that has not finished")

	BlankCell = plain("（空）", "(blank)")

	DidYouMean = say1[string]("near", "（是不是“{near}”？）", " (did you mean {near}?)")

	LooksLike = say2[string, string]("near characters", "（与“{near}”只是看起来一样：{characters}）", " (it only looks like {near}: {characters})")

	RosterSheet = plain("这个评分表的单位", "the units that this sheet is for")
	RosterGiven = plain("名单（--units 或指标表）的单位", "those of the roster (--units, or the table)")
	RosterTable = plain("指标表的单位", "those of the table")

	CodesTable      = plain("指标表中的编号", "of the indicator table's")
	CodesDepartment = say1[string]("department", "{department}评分的编号", "of those that {department} scores")

	ReasonLacks   = say1[string]("heads", "缺少{heads}", "it lacks {heads}")
	ReasonStruck  = plain("有内容带删除线", "something is struck out")
	ReasonHidden  = say1[string]("cell", "{cell} 在隐藏的行、列或工作表中，要公开的取消隐藏或筛选", "{cell} is in a hidden row, column or worksheet; show it if it may be published")
	ReasonUnclear = say2[string, Text]("cell why", "{cell} {why}", "{cell} {why}")
	ReasonDitto   = say1[string]("found", "“{found}”在反馈中看不出指什么，要写出原因", "in a feedback nobody can tell what “{found}” means; write the reason out")
	ReasonColumn  = say2[string, string]("cell first", "{cell} 的“{first}”已经作为这一列读取", "{first} at {cell} is read as that column")
	ReasonError   = plain("有一格是错误值", "a cell is an error value")
	ReasonPicture = say1[string]("cell", "{cell} 里是图片，不是文字", "{cell} holds a picture instead of words")

	WordsNote   = plain("备注", "the note")
	WordsHeaded = say1[string]("heading", "“{heading}”", "what stands under {heading}")
	WordsColumn = say1[string]("heading", "“{heading}”这一列", "the column {heading}")

	UnitWithout = say1[Text]("units", "；没有列的单位有{units}", "; without a column there is {units}")

	UnclearStruck           = plain("带删除线", "is struck out")
	UnclearHidden           = plain("在隐藏的行或列中", "is in a hidden row or column")
	UnclearFaint            = plain("的颜色与底色几乎相同", "is nearly of the colour that it stands on")
	UnclearNoRoom           = plain("所在的列太窄，显示为 ###", "is in too narrow a column and shows as ###")
	UnclearLow              = plain("所在的行太矮", "is in too low a row")
	UnclearTiny             = plain("的字太小", "is in too small a font")
	UnclearSymbols          = plain("的字体显示的是符号，不是数字和文字", "is in a font of symbols, which shows no digits and letters")
	UnclearRaised           = plain("中有上标或下标", "has raised or lowered characters")
	UnclearCrossed          = plain("被斜线划过", "is crossed by a diagonal line")
	UnclearConditional      = plain("受条件格式影响，可能显示成别的或看不见", "is under a conditional format, which may show something else or hide it")
	UnclearTurned           = plain("含有改变文字方向的字符", "has characters that change the direction of text")
	UnclearShownDifferently = plain("显示的是别的内容", "is shown as something else")

	AllowedScore    = say1[string]("points", "应为0至{points}", "0 to {points} is allowed")
	AllowedPositive = say1[string]("points", "应为0至{points}，按正数填写", "0 to {points}, without a sign, is allowed")
	AllowedNA       = say1[Text]("allowed", "{allowed}，或填“不涉及”（计满分，要写明原因）", "{allowed}, or 不涉及, which counts the full points and needs a reason")
	AllowedVeto     = plain("应为“是”或“否”", "是 or 否 is allowed")

	ShownAs          = say1[string]("shown", "（显示为“{shown}”）", " (shown as “{shown}”)")
	ShownOtherwise   = say1[string]("shown", "显示成“{shown}”", "shows “{shown}”")
	DrawingSays      = say1[Text]("texts", "，写着{texts}", ", saying {texts}")
	FormulaElsewhere = plain("（引用别的工作簿）", " (it refers to another workbook)")

	ShownUnknown = plain("显示成别的", "shows something else")

	RuleNone    = plain("指标表对不涉及的情形没有规定", "the table has no rule for what does not apply")
	RuleNA      = plain("没有适用情形的要写明“不涉及”", "what does not apply is to be entered as 不涉及")
	RuleNothing = plain("没有发生的，减分填0，否决填“否”", "where nothing happened, a deduction is 0 and a veto 否")

	RepeatedCounts  = say4[int, int, int, Text]("count same different list", "{count}个评分两份都有，{same}个相同，{different}个不同{list}", "scores in both: {count}, the same: {same}, different: {different}{list}")
	RepeatedDates   = say2[any, any]("date firstdate", "填报日期本份{date}，另一份{firstdate}", "填报日期 here {date}, there {firstdate}")
	RepeatedList    = say1[Text]("list", "（{list}）", " ({list})")
	RepeatedScore   = say7[string, string, string, string, any, string, any]("unit code item cell found firstcell firstfound", "{unit} {code}（{item}）本份 {cell}“{found}”、另一份 {firstcell}“{firstfound}”", "{unit} {code} ({item}) here {cell} “{found}”, there {firstcell} “{firstfound}”")
	RepeatedRest    = say1[int]("count", "另有{count}个", "and {count} more")
	RepeatedUndated = plain("未填", "none")

	WhichUnknown = plain("确认哪一份有效后去掉另一份", "find out which one holds, and leave the other out")
	WhichCopy    = say1[any]("file", "{file} 是校验时写出的标注副本：如果改正填在副本里，就去掉原文件，否则去掉副本", "{file} is the annotated copy: if the corrections were made in it, leave out the original, else the copy")

	LossScore     = say1[any]("points", "失{points}分", "points lost: {points}")
	LossDeduction = say1[any]("points", "减{points}分", "points taken off: {points}")
	LossVeto      = plain("否决项为“是”", "the veto is 是")

	CellUnclear     = say2[string, Text]("found why", "“{found}”{why}", "{found} {why}")
	CellOtherwise   = plain("这一格显示的与存下的不同", "the cell is shown as something else than it stores")
	CellError       = plain("这一格是错误值", "the cell has an error")
	CellStale       = say2[string, string]("formula stored", "这一格的公式是“={formula}”，存下的结果却是“{stored}”", "the cell's formula is “={formula}”, but the result stored with it is “{stored}”")
	CellPicture     = plain("这一格里是图片，不是文字", "the cell holds a picture instead of words")
	CellUncomputed  = plain("这一格的公式没有算出结果", "the cell's formula has no result")
	CellHiddenSheet = plain("这个工作表被隐藏", "the worksheet is hidden")
	CellTwoSheets   = say1[string]("first", "有两个这样的工作表：{first}", "there are two such worksheets: {first}")

	UnitTwice    = say2[string, string]("first unit", "与 {first} 的“{unit}”是同一个", "is the same as {unit} at {first}")
	UnitReserved = plain("与评分表的表头相同", "is a heading of the sheets")
	UnitLong     = say1[int]("most", "超过{most}个字", "has more than {most} characters")
	UnitRemark   = plain("像是说明或合计，不是名称", "looks like a remark or a sum rather than a name")
	UnitNumbered = plain("带有序号：只写单位的名称，标题不写", "has a number before it: give the unit's name alone, and no headings")
	UnitSeveral  = plain("不止一个单位：一格写一个", "is more than one: each has its own cell")

	CellShown            = say2[string, string]("value shown", "{value}（显示为{shown}）", "{value} (shown as {shown})")
	CellHidden           = say1[string]("value", "{value}（被隐藏）", "{value} (hidden)")
	CellStruck           = say1[string]("value", "{value}（有删除线）", "{value} (struck out)")
	CellShownDifferently = say1[string]("value", "{value}（显示成别的样子）", "{value} (shown as something else)")
	CellPercent          = say1[string]("value", "{value}（显示成百分数）", "{value} (shown as a percentage)")
	CellDate             = say1[string]("value", "{value}（显示成日期）", "{value} (shown as a date)")
	CellText             = say1[string]("value", "{value}（文本）", "{value} (text)")

	AnnotateLost = say2[string, Text]("file what", "{file}：{what}", "{file}: {what}")

	LostSignature = plain("数字签名不再有效，因为内容有改动", "the digital signature does not hold for the changed file")
	LostGradient  = plain("标注盖住了渐变底色，去掉标注时不能恢复", "a mark covers a gradient, which will not come back when the mark is taken off")
	LostThread    = plain("有的错格带有对话，Excel 只显示对话；说明见第一个工作表", "some of the wrong cells have a thread, which is all that Excel shows; see the first worksheet")
)
