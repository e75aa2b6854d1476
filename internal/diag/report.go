package diag

import "qeval/internal/msg"

// What is wrong with a report that is verified or compared.

var NotReport = declare1(Kind{
	Code: "Q501", Level: Error, Where: file,
	Title:   both{"不是汇总表", "not a report"},
	Meaning: both{"要核对的文件不是 qeval score 写出的汇总表。", "The file to verify is no report of qeval score."},
	Message: both{"这是{found}，不是 qeval 写出的汇总表", "it is {found}, no report that qeval wrote"},
	Hint:    both{"指定 qeval score 写出的汇总表", "name the report that qeval score wrote"},
}, blank("found", msg.WorkbookScoresheet))

var OtherReport = declare3(Kind{
	Code: "Q502", Level: Error, Where: published,
	Title:   both{"别的格式的汇总表", "a report of another format"},
	Meaning: both{"汇总表由另一版本的程序写出，格式不同，不能逐格核对。", "The report was written by a version of the program with another format, and cannot be compared cell by cell."},
	Message: both{"汇总表的格式是“{found}”，本程序核对的是“{want}”", "the report has the format {found}; this program verifies {want}"},
	Hint:    both{"用写出它的那一版程序（{program}）核对", "verify it with the version of the program that wrote it: {program}"},
}, blank("found", "1"), blank("want", "2"), blank("program", "qeval v0.0.0-20230301080000-0123456789ab"))

var ReportTable = declare4(Kind{
	Code: "Q503", Level: Error, Where: published,
	Title:   both{"别的指标表的汇总表", "a report by another table"},
	Meaning: both{"汇总表是按另一年度或另一版本的指标表计算的。", "The report was computed by the table of another year or edition."},
	Message: both{"汇总表按《{found}》（{hash}）计算，现用的是《{want}》（{wanthash}）", "the report was computed by {found} ({hash}); the table in force is {want} ({wanthash})"},
	Hint:    both{"用当时的指标表核对", "verify it with that table"},
}, blank("found", "2021年质量工作考核指标"), blank("hash", "5f0c1d2e"), blank("want", "2022年质量工作考核指标"), blank("wanthash", "9a8b7c6d"))

var BadReport = declare2(Kind{
	Code: "Q504", Level: Error, Where: Position{published.File, "数据来源", 5, 30},
	Title:   both{"数据来源不能读取", "数据来源 cannot be read"},
	Meaning: both{"工作表“数据来源”记录日期、名单、每个评分表，以及每个单位、每条评分标准的评分，各占一行，按名单和指标表的顺序。有的格被改动，或有的行被插入、删去了。", "The worksheet 数据来源 records the date, the roster, each sheet, and the score of each unit and criterion, a row each, in the order of roster and table. A cell was altered, or a row inserted or deleted."},
	Message: both{"汇总表的记录被改动：这里是“{found}”，应为 {want}", "the report's record was altered: this is “{found}”, it should be {want}"},
	Hint:    both{"换一份没有改动过的汇总表，或由评分表重新计算", "take a copy of the report that nobody has altered, or compute it anew from the sheets"},
}, blank[any]("found", "C1.7"), blank[any]("want", "C1.8"))

var OtherVersion = declare2(Kind{
	Code: "Q506", Level: Warning, Where: published,
	Title:   both{"别的版本的程序", "another version of the program"},
	Meaning: both{"汇总表由另一版本的程序写出，但格式相同，可以核对。", "The report was written by another version of the program, but in the same format, so that it can be verified."},
	Message: both{"汇总表由 qeval {found} 写出，现用的是 {want}；格式相同", "the report was written by qeval {found}, this is {want}; the format is the same"},
	Hint:    both{"不必理会", "nothing to do"},
}, blank("found", "v1.0.0"), blank("want", "v1.1.0"))

var Incomplete = declare0(Kind{
	Code: "Q507", Level: Error, Where: published,
	Title:   both{"阶段性汇总表不能比较", "a provisional report"},
	Meaning: both{"qeval diff 比较两个结果，评分没有齐的汇总表还没有结果。", "qeval diff compares two results, and a report that lacks scores has none yet."},
	Message: both{"这是阶段性汇总表，评分没有齐，不能比较", "this is a provisional report, and lacks scores"},
	Hint:    both{"评分齐全后重新计算，再比较", "compute it anew when all scores are there"},
})

var InputMissing = declare2(Kind{
	Code: "Q511", Level: Error, Where: published,
	Title:   both{"缺少汇总表所用的评分表", "an input is missing"},
	Meaning: both{"给出的路径中，没有一个文件是汇总表所记的这个评分表。", "None of the files is the one that the report was made from."},
	Message: both{"没有汇总表所用的评分表 {name}（SHA-256 {hash}…）", "the sheet {name} that the report was made from (SHA-256 {hash}…) is not there"},
	Hint:    both{"给出计算时用的全部评分表", "name all the sheets that it was made from"},
}, blank("name", "市水利局.xlsx"), blank("hash", "5f0c1d2e"))

var InputChanged = declare3(Kind{
	Code: "Q512", Level: Error, Where: file,
	Title:   both{"评分表后来有改动", "an input was changed"},
	Meaning: both{"文件名与汇总表所记的相同，内容不同。", "The file has the name that the report records, but other content."},
	Message: both{"与汇总表所用的 {name} 不同：SHA-256 是 {hash}…，汇总表所记的是 {want}…", "it is not the {name} that the report was made from: its SHA-256 is {hash}…, the report records {want}…"},
	Hint:    both{"找出计算时的那一份；qeval diff 说明改动的影响", "find the one that it was made from; qeval diff shows what the change does"},
}, blank("name", "市水利局.xlsx"), blank("hash", "9a8b7c6d"), blank("want", "5f0c1d2e"))

var InputExtra = declare1(Kind{
	Code: "Q513", Level: Error, Where: file,
	Title:   both{"汇总表没有用到的评分表", "a sheet that is no input"},
	Meaning: both{"这个评分表不在汇总表所记的评分表之中。", "The sheet is not among those that the report records."},
	Message: both{"汇总表没有用到这个评分表（SHA-256 {hash}…）", "the report was not made from this sheet (SHA-256 {hash}…)"},
	Hint:    both{"查明为什么没有用到；不该有的去掉", "find out why, or leave it out"},
}, blank("hash", "9a8b7c6d"))

var InputRenamed = declare1(Kind{
	Code: "Q514", Level: Warning, Where: Position{File: "评分表/市水利局（新）.xlsx"},
	Title:   both{"评分表改过名", "an input was renamed"},
	Meaning: both{"内容与汇总表所用的评分表相同，文件名不同：文件后来改过名，或者汇总表所记的文件名被改动。", "The content is that of a sheet that the report was made from, the name is another: the file was renamed since, or the name in the report was altered."},
	Message: both{"内容与汇总表所用的相同，汇总表所记的文件名是 {name}", "its content is what the report was made from; the report has it under the name {name}"},
	Hint:    both{"查明是否改过名", "find out whether it was renamed"},
}, blank("name", "市水利局.xlsx"))

var OtherValue = declare5(Kind{
	Code: "Q521", Level: Error, Grouping: FirstFew, Where: Position{published.File, "得分明细", 9, 20},
	Title:   both{"与计算结果不符", "another value"},
	Meaning: both{"汇总表的这一格，与由评分表（或由汇总表自己的评分）重新算出的不同：有人改过，或者文件有误。", "The cell of the report is not what follows from the sheets, or from the report's own scores: somebody has altered it, or the file is faulty."},
	Message: both{"这里是“{found}”，由{basis}得出的是“{want}”{origin}", "it has “{found}”; from {basis} follows “{want}”{origin}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank[any]("found", "4.5"), blank[any]("want", "4"), blank("basis", msg.BasisSheets), blank("origin", msg.ComesFrom(cell(8, 5))), blank("fix", msg.FixSheets))

var OtherFormula = declare3(Kind{
	Code: "Q522", Level: Error, Grouping: FirstFew, Where: Position{published.File, "汇总", 10, 3},
	Title:   both{"公式被改动", "an altered formula"},
	Meaning: both{"这一格的公式不是程序写出的公式，即使现在的值相同。", "The cell's formula is not the one that the program wrote, even if its value is the same now."},
	Message: both{"公式被改动：现为 {found}，应为 {want}", "the formula was altered: it is {found}, it should be {want}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank[any]("found", msg.FormulaNone), blank[any]("want", "=ROUND(H3-I3,2)"), blank("fix", msg.FixSheets))

var OtherSheets = declare1(Kind{
	Code: "Q523", Level: Error, Where: Position{File: published.File, Worksheet: "汇总"},
	Title:   both{"工作表不符", "another worksheet"},
	Meaning: both{"汇总表多了或少了工作表，或者有工作表被隐藏。", "The report has a worksheet more or less than it should, or one that is hidden."},
	Message: both{"{what}", "{what}"},
	Hint:    both{"用 qeval score 重新计算", "compute the report anew with qeval score"},
}, blank("what", msg.SheetMissing))

var FollowingValue = declare4(Kind{
	Code: "Q524", Level: Error, Grouping: ByValue, Where: Position{published.File, "汇总", 10, 3},
	Title:   both{"值随之不同", "a value that follows"},
	Meaning: both{"这一格的公式没有改动，值与重新算出的不同：它随别的格变化，或者存下的值被改动。", "The cell's formula is as it was, its value is not: it follows from another cell, or the stored value was altered."},
	Message: both{"公式没有改动，值是“{found}”，由{basis}得出的是“{want}”", "its formula is unaltered, its value is “{found}”; from {basis} follows “{want}”"},
	Hint:    both{"{fix}", "{fix}"},
}, blank[any]("found", "94.65"), blank[any]("want", "94.15"), blank("basis", msg.BasisSheets), blank("fix", msg.FixSheets))

var NoStoredValue = declare0(Kind{
	Code: "Q525", Level: Error, Grouping: ByCell, Where: Position{published.File, "汇总", 10, 3},
	Title:   both{"公式没有存值", "a formula without its value"},
	Meaning: both{"文件由不计算公式的程序另存过，公式的结果没有存下来，不能核对。", "The file was saved by a program that does not compute formulas, so that there is nothing to compare."},
	Message: both{"公式没有存下结果，不能核对", "the formula has no stored result to compare"},
	Hint:    both{"用 Excel、WPS 或 LibreOffice 打开、保存后再核对", "open it in Excel, WPS or LibreOffice, save it and verify again"},
})

var OtherExtra = declare3(Kind{
	Code: "Q526", Level: Error, Grouping: FirstFew, Where: Position{File: published.File, Worksheet: "汇总"},
	Title:   both{"单元格之外的内容不符", "something else beside the cells"},
	Meaning: both{"页眉、页脚、打印区域、标题行、链接、图表、数据有效性提示、批注、图形等与程序写出的不同，或者程序没有写过。看表或打印的人会看见它。", "A header, footer, print area, title row, link, chart, validation message, comment, drawing or the like is not what the program wrote, or it wrote none. Whoever looks at the report or prints it sees it."},
	Message: both{"{what}不符：现为“{found}”，应为“{want}”", "{what} differ: it is “{found}”, it should be “{want}”"},
	Hint:    both{"看是谁加的或改的；用 qeval score 重新计算", "find out who added or changed it; compute the report anew with qeval score"},
}, blank("what", msg.ExtraPageText), blank[any]("found", "&C最终结果"), blank[any]("want", "&C第&P页　共&N页"))

var CoveredCell = declare0(Kind{
	Code: "Q527", Level: Error, Grouping: ByCell, Where: Position{published.File, "分析", 3, 5},
	Title:   both{"被图表盖住的格", "a cell under a chart"},
	Meaning: both{"图表被移动或放大，盖住了这一格，看的人看不见它的内容。", "A chart was moved or enlarged and lies over the cell, so that nobody sees what it shows."},
	Message: both{"图表盖住了这一格", "a chart covers the cell"},
	Hint:    both{"把图表移开，或用 qeval score 重新计算", "move the chart away, or compute the report anew with qeval score"},
})

var CutText = declare1(Kind{
	Code: "Q528", Level: Error, Grouping: ByCell, Where: Position{published.File, "汇总", 2, 5},
	Title:   both{"显示不全的格", "a text that is cut off"},
	Meaning: both{"列比原来窄，行比原来低，或者字号比原来大，这一格的文字显示不全。", "The column is narrower, the row lower or the characters larger than they were, so that a part of the text is not seen."},
	Message: both{"列宽、行高或字号被改动，“{found}”显示不全", "its column's width, its row's height or its size was changed, so that “{found}” is cut off"},
	Hint:    both{"加宽列或加高行，保存后再核对", "widen the column or heighten the row, save, and verify again"},
}, blank[any]("found", "盐湖区"))

var MetaShown = declare0(Kind{
	Code: "Q529", Level: Note, Where: Position{File: published.File, Worksheet: "_qeval"},
	Title:   both{"隐藏工作表显示出来了", "the hidden worksheet is visible"},
	Meaning: both{"有的程序另存时会把 qeval 的隐藏工作表显示出来。它的内容没有改动。", "Some programs make qeval's hidden worksheet visible when they save. Its content is as it was."},
	Message: both{"程序的隐藏工作表显示出来了", "the program's hidden worksheet is visible"},
	Hint:    both{"不必理会", "nothing to do"},
})

var LargeReport = declare2(Kind{
	Code: "Q530", Level: Error, Where: published,
	Title:   both{"评分太多的汇总表", "a report of too many scores"},
	Meaning: both{"汇总表（或者给出的评分表）的评分比程序写出的任何汇总表都多。", "The report, or the sheets that it is to be held against, have more scores than any report that the program writes."},
	Message: both{"有{count}个评分，程序写出的汇总表最多有{most}个", "there are {count} scores; a report that the program writes has {most} at most"},
	Hint:    both{"换一份没有改动过的汇总表", "take a copy of the report that nobody has altered"},
}, blank("count", 90300), blank("most", 65536))
