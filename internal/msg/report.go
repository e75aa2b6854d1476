package msg

// What is said of reports, of what was verified and of what has changed.
var (
	WorkbookScoresheet = plain("评分表", "a score sheet")
	WorkbookReport     = plain("汇总表", "a report")
	WorkbookFeedback   = plain("反馈表", "a feedback")
	WorkbookCircular   = plain("通报", "a circular")
	WorkbookChanges    = plain("更正情况", "the attachment to a correction")
	WorkbookTable      = plain("指标表", "an indicator table")
	WorkbookOther      = plain("别的工作簿（没有 qeval 的隐藏工作表，或被删去了）", "some other workbook (it lacks qeval's hidden worksheet, or that was deleted)")

	RecordRows     = say1[int]("count", "{count}行评分", "{count} rows of scores")
	RecordMultiple = say1[int]("count", "每个单位{count}行", "{count} rows for each unit")
	RecordDate     = plain("YYYY年M月D日形式的日期或“—”", "a date such as 2023年3月1日, or —")
	RecordVersion  = plain("qeval 和它的版本号", "qeval and its version")
	RecordFile     = plain("上面所列的评分表之一", "one of the sheets listed above")

	SheetMissing = plain("没有这个工作表", "this worksheet is missing")
	SheetExtra   = plain("不应有这个工作表", "this worksheet does not belong here")
	SheetHidden  = plain("这个工作表被隐藏了", "this worksheet is hidden")
	SheetMoved   = plain("这个工作表的次序被改动了", "this worksheet was moved")
	SheetMeta    = plain("程序的隐藏工作表被改动了", "the program's hidden worksheet was altered")

	ExtraPageText   = plain("页眉、页脚", "headers and footers")
	ExtraTitleRows  = plain("打印标题行", "title rows")
	ExtraPrintArea  = plain("打印区域", "print areas")
	ExtraLink       = plain("链接", "links")
	ExtraChart      = plain("图表的引用、标题、坐标轴界限", "references, titles and axis bounds of charts")
	ExtraPrompt     = plain("数据有效性提示", "validation messages")
	ExtraShape      = plain("图形、图片", "drawings and pictures")
	ExtraNote       = plain("批注", "comments")
	ExtraName       = plain("定义的名称", "defined names")
	ExtraEmbedded   = plain("嵌入的对象", "embedded objects")
	ExtraUnreadable = plain("不能识别的内容", "content that cannot be understood")
	ExtraNone       = plain("没有", "none")

	BasisSheets       = plain("评分表", "the sheets")
	BasisOtherSheets  = plain("现在的评分表", "the sheets as they are now")
	BasisReportItself = plain("汇总表自己的评分", "the report's own scores")

	ComesFrom = say1[any]("at", "（{at}）", " ({at})")

	FormulaNone = plain("没有公式", "none")

	VerifyClean     = say5[string, int, int, int, Text]("file worksheets cells inputs bytes", "{file}  核对无误：{worksheets}个工作表的{cells}格、{inputs}个评分表都相符；{bytes}", "{file}  verified: {cells} cells in {worksheets} worksheets and {inputs} sheets agree; {bytes}")
	VerifyItself    = say4[string, int, int, Text]("file worksheets cells bytes", "{file}  自身相符：{worksheets}个工作表的{cells}格都由它自己的评分得出，没有与评分表核对；{bytes}", "{file}  agrees with itself: {cells} cells in {worksheets} worksheets follow from its own scores; not compared with the sheets; {bytes}")
	VerifyIdentical = plain("与程序写出的文件逐字节相同", "byte for byte the file that the program wrote")
	VerifyResaved   = say2[Text, Text]("compared absent", "文件另存过：值、公式和显示，{compared}都相符；{absent}看得清的颜色、边框和对齐，页面和窗口设置，图表的其余部分，文件属性和宏没有核对", "saved again since: values, formulas, what cells show, {compared} agree; {absent}colours, borders and alignment that can be read, page and window settings, the rest of charts, document properties and macros were not compared")
	VerifyAbsent    = say1[Text]("kinds", "文件中没有{kinds}，因而没有核对；", "the file has none of these, so that they were not compared: {kinds}; ")
	VerifyDiffers   = say4[string, int, int, int]("file worksheets cells count", "{file}  核对了{worksheets}个工作表的{cells}格，有{count}处不符", "{file}  does not agree: compared {cells} cells in {worksheets} worksheets; differences: {count}")
	VerifyNot       = say1[string]("file", "{file}  没有核对：见上面的问题", "{file}  was not verified: see the problems above")

	MoveOwn     = say6[string, Text, Text, Text, Text, Text]("unit rank changes total grade others", "{unit}{rank}：{changes}，{total}{grade}{others}", "{unit} {rank}: {changes}; {total}{grade}{others}")
	MovePassive = say3[string, Text, Text]("unit rank others", "{unit}{rank}：得分没有变化{others}", "{unit} {rank}: its scores are the same{others}")
	MoveAdded   = say2[string, Text]("unit rank", "{unit}是新增单位，{rank}", "{unit} is new, at {rank}")
	MoveRemoved = say1[string]("unit", "{unit}不再列入", "{unit} is no longer listed")

	RankUp   = say2[Text, Text]("old new", "由{old}升至{new}", "rises from {old} to {new}")
	RankDown = say2[Text, Text]("old new", "由{old}降至{new}", "falls from {old} to {new}")
	RankSame = say1[Text]("rank", "仍为{rank}", "stays at {rank}")
	RankTie  = say2[Text, Text]("old new", "由{old}变为{new}", "is at {new}, was at {old}")

	PlaceOf   = say1[int]("rank", "第{rank}名", "rank {rank}")
	PlaceTied = say1[int]("rank", "并列第{rank}名", "joint rank {rank}")

	ChangeScore     = say5[string, string, string, string, string]("department code item old new", "{department}将{code}（{item}）由{old}分更正为{new}分", "{department} corrected {code} ({item}) from {old} to {new}")
	ChangeBonus     = say5[string, string, string, string, string]("department code item old new", "{department}将{code}（{item}）由加{old}分更正为加{new}分", "{department} corrected the bonus {code} ({item}) from {old} to {new}")
	ChangeDeduction = say5[string, string, string, string, string]("department code item old new", "{department}将{code}（{item}）由减{old}分更正为减{new}分", "{department} corrected the deduction {code} ({item}) from {old} to {new}")
	ChangeAnswer    = say5[string, string, string, string, string]("department code item old new", "{department}将{code}（{item}）由“{old}”更正为“{new}”", "{department} corrected {code} ({item}) from {old} to {new}")

	TotalUp   = say1[string]("points", "总分增加{points}分", "its total rises by {points}")
	TotalDown = say1[string]("points", "总分减少{points}分", "its total falls by {points}")
	TotalSame = plain("总分不变", "its total stays the same")

	OthersMoved  = say3[Text, Text, Text]("ahead behind tied", "{ahead}{behind}{tied}", "{ahead}{behind}{tied}")
	OthersAhead  = say1[string]("list", "，{list}现排在它前面", ", now ahead of it: {list}")
	OthersBehind = say1[string]("list", "，{list}不再排在它前面", ", no longer ahead of it: {list}")
	OthersTied   = say1[string]("list", "，与{list}并列", ", level with {list}")

	DiffNone     = say2[int, int]("units scores", "没有变化：{units}个单位的{scores}个评分，以及总分、等次、名次都相同。", "no change: {scores} scores of {units} units, and their totals, grades and ranks, are the same")
	DiffScore    = say6[string, string, string, string, string, string]("unit code item department old new", "{unit}  {code} {item}（{department}）：{old} → {new}", "{unit}  {code} {item} ({department}): {old} -> {new}")
	DiffOld      = say1[any]("at", "原  {at}", "old  {at}")
	DiffNew      = say1[any]("at", "现  {at}", "new  {at}")
	DiffReasons  = say1[string]("reasons", "原因：{reasons}", "why: {reasons}")
	DiffReworded = say2[int, Text]("count list", "评分相同、扣分原因或备注不同的有{count}处：{list}", "scores that are the same with other reasons or notes: {count} ({list})")

	Compared = say2[Text, Text]("old new", "原：{old}；更正后：{new}。", "before: {old}; after: {new}.")

	SideReport = say2[string, string]("path hash", "{path}（SHA-256 {hash}）", "{path} (SHA-256 {hash})")
	SideSheets = say1[string]("path", "{path}（评分表）", "{path} (score sheets)")
)
