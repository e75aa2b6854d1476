package diag

import "qeval/internal/msg"

// What is wrong with a cell for a score. What is allowed there and what to enter
// depend on the kind of the criterion: see [Value].

var NotNumber = declareValue(Kind{
	Code: "Q301", Level: Error,
	Title:   both{"不是数", "not a number"},
	Meaning: both{"得分和减分必须是数字，如 4.5；末尾的“分”可以有。", "A score or a deduction must be a number such as 4.5; a 分 behind it does no harm."},
	Message: both{"{unit} {code}（{item}）：“{found}”不是数；{allowed}", "{unit} {code} ({item}): “{found}” is not a number; {allowed}"},
	Hint:    both{"改为数字，不要带文字；{fix}", "enter a plain number; {fix}"},
}, Value{Found: "优"})

var Negative = declareValue(Kind{
	Code: "Q302", Level: Error,
	Title:   both{"负数", "negative"},
	Meaning: both{"得分和减分都不小于0。减分按正数填写，计算时再减去。", "Neither a score nor a deduction is below 0. A deduction is entered as a positive number, and subtracted later."},
	Message: both{"{unit} {code}（{item}）：“{found}”是负数；{allowed}", "{unit} {code} ({item}): “{found}” is negative; {allowed}"},
	Hint:    both{"去掉负号并核对；{fix}", "check it and take the sign away; {fix}"},
}, Value{Found: "-0.5"})

var AbovePoints = declareValue(Kind{
	Code: "Q303", Level: Error,
	Title:   both{"超过分值", "above the points"},
	Meaning: both{"得分或减分大于这一条的分值。程序不会替人改成满分。", "The score or the deduction exceeds the criterion's points. The program does not cut it down by itself."},
	Message: both{"{unit} {code}（{item}）：“{found}”超过分值；{allowed}", "{unit} {code} ({item}): “{found}” is above the points; {allowed}"},
	Hint:    both{"改为不超过分值的数", "enter a number within the points"},
}, Value{Found: "5.5"})

var Blank = declareValue(Kind{
	Code: "Q304", Level: Error, Outstanding: true,
	Title:   both{"没有填", "blank"},
	Meaning: both{"空格表示还没有评，不等于0，也不等于“否”。得分为0的填0；减分没有发生的填0；否决情形没有发生的填“否”。", "A blank cell is a score still missing. It is neither 0 nor 否. Enter 0 for no points, 0 for a deduction and 否 for a veto that did not happen."},
	Message: both{"{unit} {code}（{item}）：没有填；{allowed}", "{unit} {code} ({item}): blank; {allowed}"},
	Hint:    both{"{fix}", "{fix}"},
}, Value{Found: ""})

var TooPrecise = declareValue(Kind{
	Code: "Q305", Level: Error,
	Title:   both{"小数太多", "too many decimals"},
	Meaning: both{"最多两位小数。看到的可能已经四舍五入，存储的却是更长的小数，合计时会差一点。程序不替人四舍五入。", "Two decimals at most. What is seen may be rounded while more is stored, and totals would be off. The program does not round by itself."},
	Message: both{"{unit} {code}（{item}）：存储的值“{found}”{shown}多于两位小数；{allowed}，最多两位小数", "{unit} {code} ({item}): the stored value “{found}”{shown} has more than two decimals; {allowed}, with two decimals at most"},
	Hint:    both{"改为最多两位小数的数，或用公式 {formula}", "enter two decimals at most, or the formula {formula}"},
}, Value{Found: "4.3333", Shown: msg.ShownAs("4.33"), Formula: "=ROUND(4.3333,2)"})

var NotYesNo = declareValue(Kind{
	Code: "Q306", Level: Error,
	Title:   both{"不是“是”或“否”", "neither 是 nor 否"},
	Meaning: both{"否决项只能填“是”或“否”。", "A veto is answered by 是 or 否 alone."},
	Message: both{"{unit} {code}（{item}）：“{found}”看不出是哪一种；{allowed}", "{unit} {code} ({item}): “{found}” is no answer; {allowed}"},
	Hint:    both{"只填一个字；{fix}", "enter that one character; {fix}"},
}, Value{Found: "没有", Allowed: msg.AllowedVeto, Fix: msg.FixVeto})

var NotApplicable = declareValue(Kind{
	Code: "Q307", Level: Error,
	Title:   both{"不涉及", "not applicable"},
	Meaning: both{"指标表对不涉及的情形没有规定，填0还是满分要由主办单位答复，不能由程序猜。指标表规定不涉及时计满分的，写“不涉及”或“不适用”。减分项、否决项没有发生的，填0或“否”。", "The table has no rule for what does not apply: whether it earns nothing or full points is for whoever holds the assessment to say, not for the program to guess. Where the table says full points, 不涉及 alone says so. A deduction or a veto that did not happen is 0 or 否."},
	Message: both{"{unit} {code}（{item}）：“{found}”：{rule}；{allowed}", "{unit} {code} ({item}): “{found}”: {rule}; {allowed}"},
	Hint:    both{"{ask}", "{ask}"},
}, Value{Found: "不涉及"})

var ErrorValue = declareValue(Kind{
	Code: "Q308", Level: Error,
	Title:   both{"错误值", "an error value"},
	Meaning: both{"单元格中的公式算出了错误，如除数为0（#DIV/0!）或引用的格被删（#REF!）。", "The cell's formula failed, for example by dividing by 0 (#DIV/0!) or over a deleted cell (#REF!)."},
	Message: both{"{unit} {code}（{item}）：公式出错“{found}”；{allowed}", "{unit} {code} ({item}): the formula failed with “{found}”; {allowed}"},
	Hint:    both{"改正公式，或直接填数", "mend the formula, or enter the number"},
}, Value{Found: "#DIV/0!"})

var NotCalculated = declareValue(Kind{
	Code: "Q309", Level: Error,
	Title:   both{"没有计算过的公式", "a formula never calculated"},
	Meaning: both{"公式由别的程序写入，还没有计算过，没有值。qeval 不替 Excel 计算。", "The formula was written by some program and never calculated. qeval does not calculate in Excel's place."},
	Message: both{"{unit} {code}（{item}）：公式没有计算过，没有值；{allowed}", "{unit} {code} ({item}): a formula that was never calculated has no value; {allowed}"},
	Hint:    both{"在 Excel 或 WPS 中打开并保存，或直接填数", "open the sheet in Excel or WPS and save it, or enter the number"},
}, Value{Found: ""})

var DateValue = declareValue(Kind{
	Code: "Q310", Level: Error,
	Title:   both{"日期", "a date"},
	Meaning: both{"Excel 常把 3-1、1/2 之类的输入改成日期，存储的是一个天数，不是得分。", "Excel turns entries such as 3-1 or 1/2 into dates. What is stored is a number of days, not a score."},
	Message: both{"{unit} {code}（{item}）：单元格显示为日期或时间，存储的值是“{found}”{shown}；{allowed}", "{unit} {code} ({item}): the cell is shown as a date or time, its stored value is “{found}”{shown}; {allowed}"},
	Hint:    both{"多半是输入了 1-5、1/5 之类被改成日期的；在“开始”的数字格式中选“常规”，再重新填数；改不了时先在“审阅”中撤销工作表保护（没有密码）", "entries such as 1-5 or 1/5 are made dates; choose General under number format, then enter the number again; if that cannot be done, unprotect the sheet under Review (there is no password)"},
}, Value{Found: "44931", Shown: msg.ShownAs("2023-01-05")})

var PercentValue = declareValue(Kind{
	Code: "Q311", Level: Error,
	Title:   both{"百分数", "a percentage"},
	Meaning: both{"显示为85%的格存储的是0.85，不知道指的是85分、0.85分还是分值的85%。", "A cell that shows 85% stores 0.85. Whether 85 points, 0.85 points or 85% of the points are meant is not clear."},
	Message: both{"{unit} {code}（{item}）：单元格显示为百分数，存储的值是“{found}”；{allowed}", "{unit} {code} ({item}): the cell is shown as a percentage, its stored value is “{found}”; {allowed}"},
	Hint:    both{"在“开始”的数字格式中选“常规”，再重新填分数；改不了时先在“审阅”中撤销工作表保护（没有密码）", "choose General under number format, then enter the points again; if that cannot be done, unprotect the sheet under Review (there is no password)"},
}, Value{Found: "0.85"})

var ShownDifferently = declareValue(Kind{
	Code: "Q312", Level: Error,
	Title:   both{"显示的不是存储的", "shown as something else"},
	Meaning: both{"数字格式、“填充”对齐方式或太窄的列使人看到的数与存储的数不同，打印件与文件就对不上：列太窄时，4.15会显示成4.2。", "The number format, the Fill alignment or a narrow column makes people see another number than is stored, so print and file do not agree: a narrow column shows 4.15 as 4.2."},
	Message: both{"{unit} {code}（{item}）：存储的值是“{found}”，但单元格的格式或列宽使它{shown}；{allowed}", "{unit} {code} ({item}): the stored value is “{found}”, but the cell's format or width {shown}; {allowed}"},
	Hint:    both{"加宽这一列，在“开始”的数字格式中选“常规”，核对后重新填数；改不了时先在“审阅”中撤销工作表保护（没有密码）", "widen the column, choose General under number format, check the number and enter it again; if that cannot be done, unprotect the sheet under Review (there is no password)"},
}, Value{Found: "4.5", Shown: msg.ShownOtherwise("5")})

var StruckValue = declareValue(Kind{
	Code: "Q313", Level: Error,
	Title:   both{"带删除线", "struck out"},
	Meaning: both{"带删除线的值，可能有效，也可能作废。", "A value that is struck out may count or not."},
	Message: both{"{unit} {code}（{item}）：“{found}”带删除线，不知道是否有效；{allowed}", "{unit} {code} ({item}): “{found}” is struck out, and it is not clear whether it counts; {allowed}"},
	Hint:    both{"有效的去掉删除线，无效的改填正确的值；改不了时先在“审阅”中撤销工作表保护（没有密码）", "remove the strike-through if it counts, else enter the right value; if that cannot be done, unprotect the sheet under Review (there is no password)"},
}, Value{Found: "4.5"})

var HiddenValue = declareValue(Kind{
	Code: "Q314", Level: Error, Grouping: ByCell,
	Title:   both{"看不见的值", "a hidden value"},
	Meaning: both{"值在隐藏的行或列中，签字盖章的人看不到。", "The value is in a hidden row or column, where those who sign do not see it."},
	Message: both{"{unit} {code}（{item}）：“{found}”在隐藏的行或列中，看表的人看不到；{allowed}", "{unit} {code} ({item}): “{found}” is in a hidden row or column, where nobody sees it; {allowed}"},
	Hint:    both{"取消隐藏，核对这个值", "show the row or column and check the value"},
}, Value{Found: "4.5"})

var MergedValue = declareValue(Kind{
	Code: "Q315", Level: Error, Grouping: ByCell,
	Title:   both{"合并的单元格", "a merged cell"},
	Meaning: both{"几个格合并成了一格，只显示第一格的值，看不出这个值属于哪个单位、哪一条。", "Cells have been merged, and only the first one's value is shown. Which unit or criterion it is for is not clear."},
	Message: both{"{unit} {code}（{item}）：单元格是合并单元格 {merged} 的一部分，看不出其中的值属于谁；{allowed}", "{unit} {code} ({item}): the cell is part of the merged cells {merged}, and it is not clear whom their value is for; {allowed}"},
	Hint:    both{"取消合并，每格分别填写；改不了时先在“审阅”中撤销工作表保护（没有密码）", "unmerge them and fill in each cell; if that cannot be done, unprotect the sheet under Review (there is no password)"},
}, Value{Found: "4.5", Merged: "H5:I5"})

var UnclearValue = declareValue(Kind{
	Code: "Q316", Level: Error, Grouping: ByCell,
	Title:   both{"看不清的值", "an unclear value"},
	Meaning: both{"颜色与底色几乎相同、字太小、行太矮、用符号字体、有上标、有斜线或在会遮盖它的条件格式下的值，看表的人看到的可能不是存储的。程序不计算条件格式。", "Whoever looks may see something else than is stored where a value is of the colour that it stands on, tiny, in a low row, in a font of symbols, partly raised, crossed out, or under a conditional format that can hide it. The program does not evaluate conditional formats."},
	Message: both{"{unit} {code}（{item}）：“{found}”{why}，看到的可能不是它；{allowed}", "{unit} {code} ({item}): “{found}” {why}, so that people may not see it; {allowed}"},
	Hint:    both{"加宽太窄的列、调高太矮的行，清除别的格式和条件格式，核对这个值；改不了时先在“审阅”中撤销工作表保护（没有密码）", "widen a narrow column, heighten a low row, clear other formats, conditional ones included, and check the value; if that cannot be done, unprotect the sheet under Review (there is no password)"},
}, Value{Found: "4.5", Why: msg.UnclearFaint})

var NumberAsText = declareValue(Kind{
	Code: "Q321", Level: Warning,
	Title:   both{"数存为文本", "a number as text"},
	Meaning: both{"数是以文本存储的，或是全角数字，或带“分”。只有一种读法，已经读取；但 Excel 的合计会漏掉它。", "The number is stored as text, full-width or with a 分 behind it. There is one reading, and it was taken; but Excel's sums leave it out."},
	Message: both{"{unit} {code}（{item}）：“{found}”存为文本，按 {read} 读取", "{unit} {code} ({item}): “{found}” is stored as text and was read as {read}"},
	Hint:    both{"请核对；最好直接填数字", "check it; better enter a plain number"},
}, Value{Found: "４．５", Read: "4.5"})

var FormulaValue = declareValue(Kind{
	Code: "Q322", Level: Warning,
	Title:   both{"公式算出的值", "a formula's value"},
	Meaning: both{"值由公式算出，已按保存时的结果读取。如果公式引用别的文件，结果可能是旧的。", "The value comes from a formula, and was read as it was saved. If the formula refers to other files, it may be old."},
	Message: both{"{unit} {code}（{item}）：值由公式算出{why}，按 {read} 读取", "{unit} {code} ({item}): the value comes from a formula{why} and was read as {read}"},
	Hint:    both{"请核对；最好直接填写", "check it; better enter it plainly"},
}, Value{Found: "4.5", Read: "4.5", Why: msg.FormulaElsewhere})

var Spaces = declareValue(Kind{
	Code: "Q323", Level: Warning,
	Title:   both{"多余的空格", "spaces around it"},
	Meaning: both{"值的前后有空格，或其中有看不见的字符，已按没有它们读取。", "There are spaces around the value, or invisible characters in it. It was read without them."},
	Message: both{"{unit} {code}（{item}）：“{found}”带有空格或看不见的字符，按“{read}”读取", "{unit} {code} ({item}): “{found}” has spaces around it or invisible characters in it and was read as {read}"},
	Hint:    both{"请核对；最好重新填", "check it; better enter it again"},
}, Value{Found: "是 ", Read: "是"})
