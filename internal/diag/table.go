package diag

import "qeval/internal/msg"

// What is wrong with an indicator table.

var NoTablePart = declare2(Kind{
	Code: "Q601", Level: Error, Where: tablePart("等次", 0, 0),
	Title:   both{"缺少指标表的一部分", "a part of the table is missing"},
	Meaning: both{"指标表工作簿有三个工作表：指标表、等次、被考核单位（可以没有）。每个工作表有一行表头，其中至少有两个名称与程序写出的相同。", "A table's workbook has three worksheets: 指标表, 等次, and 被考核单位, which may be missing. Each has a row of headings, of which at least two have the names that the program writes."},
	Message: both{"{why}", "{why}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("why", msg.PartMissing("Sheet1、说明")), blank("fix", msg.FixRename("Sheet1", "指标表")))

var NoTableHeading = declare2(Kind{
	Code: "Q602", Level: Error, Where: tablePart("指标表", 1, 2),
	Title:   both{"指标表缺少一列", "a column of the table is missing"},
	Meaning: both{"这一列必须有，表头应与公布的指标表一致。", "The column must be there, under the heading of the published table."},
	Message: both{"表头中没有“{head}”，有的是：{found}", "no column is headed {head}; there are: {found}"},
	Hint:    both{"补上这一列，或把其中意思相同的表头改为“{head}”", "add the column, or rename the one that means the same to {head}"},
}, blank("head", "考核部门"), blank("found", "考核类别、考核项目、评分标准、责任单位"))

var TableHeadingTwice = declare2(Kind{
	Code: "Q603", Level: Error, Where: tablePart("指标表", 6, 2),
	Title:   both{"指标表的表头重复", "a heading of the table twice"},
	Meaning: both{"两列的表头相同，不知道以哪一列为准。", "Two columns have the same heading, and nothing says which one holds."},
	Message: both{"“{head}”在{first}列已经有了", "{head} is the heading of column {first} already"},
	Hint:    both{"删去一列，或改正表头", "delete one, or mend its heading"},
}, blank("head", "备注"), blank("first", "E"))

var NoTitle = declare0(Kind{
	Code: "Q604", Level: Error, Where: tablePart("指标表", 0, 0),
	Title:   both{"指标表没有标题", "no title"},
	Meaning: both{"表头之上应有标题，如“2023年质量工作考核指标”：各种文件的标题和文件名由它而来。", "Above the headings there is a title, such as 2023年质量工作考核指标: the titles and names of all documents come from it."},
	Message: both{"表头之上没有标题", "there is no title above the headings"},
	Hint:    both{"在第一行写上标题", "write one into the first row"},
})

var TableCell = declare1(Kind{
	Code: "Q605", Level: Error, Where: tablePart("指标表", 7, 9),
	Title:   both{"指标表的一格不能读取", "a cell of the table cannot be read"},
	Meaning: both{"有删除线、被隐藏、颜色与底色几乎相同、显示成别的样子、出错或没有算出结果的格，看到的与存下的不同，不知道以哪个为准。", "Cells that are struck out, hidden, of the colour that they stand on, shown as something else, in error or not calculated store something else than what is seen, and nothing says which one holds."},
	Message: both{"{why}", "{why}"},
	Hint:    both{"改正这一格；没有算出结果的，用 Excel 或 WPS 打开、保存", "mend the cell; if it was not calculated, open and save it in Excel or WPS"},
}, blank("why", msg.CellError))

var TableFormula = declare3(Kind{
	Code: "Q618", Level: Warning, Grouping: ByCell, Where: tablePart("指标表", 7, 9),
	Title:   both{"指标表中的公式", "a formula in the table"},
	Meaning: both{"这一格的内容由公式算出，已按保存时的结果读取。如果公式引用别的格或别的文件，结果会随之改变。", "The cell's content comes from a formula and was read as it was saved. If the formula refers to other cells or files, it changes with them."},
	Message: both{"“{found}”由公式“={formula}”算出{elsewhere}", "{found} comes from the formula “={formula}”{elsewhere}"},
	Hint:    both{"请核对；最好直接填写", "check it; better enter it plainly"},
}, blank("found", "农产品质量"), blank("formula", "[1]Sheet1!B3"), blank("elsewhere", msg.FormulaElsewhere))

var IncompleteRow = declare3(Kind{
	Code: "Q606", Level: Error, Where: tablePart("指标表", 3, 9),
	Title:   both{"指标表的一行不完整", "an incomplete row of the table"},
	Meaning: both{"每条评分标准有考核类别、考核项目、评分标准、考核部门；除评分标准外，空格沿用上一行的。“-”之类没有文字的格不是评分标准。", "Each criterion has a category, an item, a text and a department; but for the text, an empty cell continues the one above. A cell without words, such as “-”, is no criterion."},
	Message: both{"缺少{head}{above}", "there is no {head}{above}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("head", "评分标准"), blank("above", msg.Text{}), blank("fix", msg.FixDown("考核类别")))

var MergedCriterion = declare3(Kind{
	Code: "Q634", Level: Error, Where: tablePart("指标表", 3, 9),
	Title:   both{"一条评分标准合并了几行", "a criterion merged over several rows"},
	Meaning: both{"评分标准的一格合并了几行，而这几行各有部门、分值或项目，不知道是一条还是几条。", "A criterion's cell is merged over rows that have departments, points or items of their own, so that it may be one or several."},
	Message: both{"这一行在 {first} 的评分标准“{text}”合并的格之内，却另有{heads}", "this row is within the merged cell {first} of the criterion “{text}”, but has {heads} of its own"},
	Hint:    both{"取消合并，在这一行也写上评分标准、它自己的分值和部门；本来是一条的，把这一行的内容并入第一行", "split the cell, and give this row its own text, points and department; if it is one criterion, move what this row has into the first"},
}, blank("text", "开展联合执法"), blank("first", "C8"), blank("heads", "考核部门、分值"))

var MergedCell = declare4(Kind{
	Code: "Q635", Level: Error, Where: tablePart("指标表", 7, 9),
	Title:   both{"几条评分标准合并了一格", "a cell merged over several criteria"},
	Meaning: both{"分值、指标编号、评分细则、不涉及时的规则各条有各条的。合并了几行的，不知道是每条的还是几条合计的。", "Points, codes, 评分细则 and the rule for what does not apply are those of one criterion. Merged over several, they may be meant for each or for all together."},
	Message: both{"{head}“{found}”合并了{rows}行，不知道是每条的还是几条合计的", "{head} {found} is merged over {rows} rows, and may be meant for each or for all together"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("head", "分值"), blank("found", "10"), blank[any]("rows", 3), blank("fix", msg.FixSplit("分值")))

var EmptyCategory = declare1(Kind{
	Code: "Q636", Level: Error, Where: tablePart("指标表", 1, 9),
	Title:   both{"类别之下没有评分标准", "a category without criteria"},
	Meaning: both{"占整行的文字当作考核类别，它下面应有评分标准。紧接着又是一个类别的，不知道它是什么。", "A text over the whole width is a category, with criteria below it. Where another category follows at once, it could be anything."},
	Message: both{"“{text}”占整行，当作考核类别，但下面没有评分标准", "“{text}” stands over the whole width and is taken for a category, but has no criteria"},
	Hint:    both{"是说明的，移到标题之下、表头之上；是更上一级的名称，并入下面各个考核类别的名称", "move it between the title and the headings if it is a note; if it is a level above the categories, make it part of their names"},
}, blank("text", "共性指标"))

var ReadAsCategory = declare1(Kind{
	Code: "Q679", Level: Note, Where: tablePart("指标表", 1, 9),
	Title:   both{"占整行的类别", "a category over the whole width"},
	Meaning: both{"占整行的文字当作考核类别，用于它下面的各行。", "A text over the whole width is the category of the rows below it."},
	Message: both{"“{text}”占整行，当作考核类别", "“{text}” stands over the whole width and is read as a category"},
	Hint:    both{"不是类别的，移到表的下面；是的，不必理会", "if it is none, move it below the table; else there is nothing to do"},
}, blank("text", "二、质量监管（40分）"))

var ScatteredRows = declare3(Kind{
	Code: "Q607", Level: Error, Where: tablePart("指标表", 1, 20),
	Title:   both{"同一类别或项目的行分散", "scattered rows"},
	Meaning: both{"同一考核类别、同一考核项目的行应当相连，编号由次序而来。", "The rows of a category, and those of an item, stand together, since the codes follow from their order."},
	Message: both{"{head}“{name}”在 {first} 已经有了，中间隔着别的", "{head} {name} began at {first} already, and something else stands between"},
	Hint:    both{"把相同的行移到一起，或改名", "move the rows together, or give it another name"},
}, blank("head", "考核类别"), blank("name", "质量安全监管"), blank("first", "A3"))

var MergedAcross = declare2(Kind{
	Code: "Q637", Level: Error, Where: tablePart("指标表", 2, 9),
	Title:   both{"合并了几列", "a cell merged over several columns"},
	Meaning: both{"合并的格只算在它的第一列，其余各列是空的：考核类别、考核项目、考核部门会沿用上面的，评分标准、分值会缺。", "A merged cell counts in its first column, and the others are empty: they would go on with what is above, or lack a criterion or its points."},
	Message: both{"“{found}”的格合并了{heads}这几列", "the cell of “{found}” is merged over the columns {heads}"},
	Hint:    both{"取消合并，各列分别填写", "split the cell, and fill in each column"},
}, blank("found", "获省级表彰"), blank("heads", "评分标准"))

var AmbiguousKind = declare1(Kind{
	Code: "Q608", Level: Error, Where: tablePart("指标表", 1, 44),
	Title:   both{"类别的性质不明", "an ambiguous category"},
	Meaning: both{"名称中有“减分”“加分”“否决”的类别，分别是减分项、加分项、否决项；有两个以上的，或写作“扣分”“奖励分”“附加项”的，不知道是哪一种。", "A category whose name has 减分, 加分 or 否决 in it is one of deductions, bonuses or vetoes; with two of them, or with words such as 扣分, it could be either."},
	Message: both{"“{found}”是得分项、减分项还是加分项，不明确", "{found} does not say clearly whether it adds or takes off"},
	Hint:    both{"名称中只用“减分”“加分”“否决”中的一个；几种都有的分成几个类别", "use one of the words 减分, 加分, 否决; divide it if it has several"},
}, blank("found", "加减分项"))

var ManyCategories = declare0(Kind{
	Code: "Q609", Level: Error, Where: tablePart("指标表", 1, 99),
	Title:   both{"类别太多", "too many categories"},
	Meaning: both{"指标编号以一个字母开头，最多26个类别。", "Codes begin with a letter, so that there are at most 26 categories."},
	Message: both{"超过26个考核类别", "more than 26 categories"},
	Hint:    both{"合并类别", "put some of them together"},
})

var EmptyPart = declare0(Kind{
	Code: "Q610", Level: Error, Where: tablePart("指标表", 0, 0),
	Title:   both{"指标表没有内容", "an empty table"},
	Meaning: both{"表头之下没有一条评分标准，或没有一个等次。", "There is no criterion, or no grade, below the headings."},
	Message: both{"表头之下没有内容", "there is nothing below the headings"},
	Hint:    both{"从表头的下一行起填写", "fill them in from the row below the headings"},
})

var NoPoints = declare2(Kind{
	Code: "Q611", Level: Error, Where: tablePart("指标表", 3, 9),
	Title:   both{"没有分值", "no points"},
	Meaning: both{"每条评分标准的分值由文字中的“（N分）”或“分值”列得出，否决项除外。", "A criterion's points are the （N分） in its text or stand in the column 分值; only vetoes have none."},
	Message: both{"“{text}”没有“（N分）”", "“{text}” has no （N分）"},
	Hint:    both{"在文字末尾写上“（N分）”，或在“分值”列填写{part}", "add （N分） to its text, or fill in the column 分值{part}"},
}, blank("text", "完善网络交易监管制度。"), blank("part", msg.Text{}))

var SeveralPoints = declare2(Kind{
	Code: "Q612", Level: Error, Where: tablePart("指标表", 3, 9),
	Title:   both{"一行有几个分值", "several points in one line"},
	Meaning: both{"一格中分行写的几个“（N分）”是几条评分标准；写在同一行的，不知道是一条还是几条。", "Several （N分） on lines of their own are as many criteria; on one line they could be one or several."},
	Message: both{"“{text}”中有几个分值：{marks}", "“{text}” has several points: {marks}"},
	Hint:    both{"几条的分行写，一条的在“分值”列写明", "put each criterion on its own line, or say the points of the one in the column 分值"},
}, blank("text", "开展宣传（1分）、培训（2分）。"), blank("marks", "1、2"))

var UnclearLine = declare3(Kind{
	Code: "Q619", Level: Error, Where: tablePart("指标表", 3, 9),
	Title:   both{"一格中的一行属于哪一条不明", "a line of a cell that may be another criterion"},
	Meaning: both{"一格中分行写的几个“（N分）”是几条评分标准。有编号却没有“（N分）”的行，和括号里写着“3分，少一次扣1分”“20”“6分/项”之类的行，不知道是单独一条，还是上面或下面一条的。", "Several （N分） on lines of their own are as many criteria. A numbered line without one, or one with brackets such as （3分，少一次扣1分）, （20） or (6 分/项), could be another, or belong to the one above or below."},
	Message: both{"这一格第{line}行“{text}”{why}，不知道属于哪一条", "line {line} of the cell, “{text}”, {why}, so that nobody knows which criterion it belongs to"},
	Hint:    both{"单独一条的，写上“（N分）”，如把“（3分，少一次扣1分）”改为“（3分），少一次扣1分”；不是的，删去换行，与它所属的那一行连成一行", "if it is one of its own, mark it with （N分）, as in “（3分），少一次扣1分” for “（3分，少一次扣1分）”; if not, join it with the line that it belongs to"},
}, blank("line", 2), blank("text", "2.年内至少3次（3分，少一次扣1分）。"), blank("why", msg.LineAmount("（3分，少一次扣1分）")))

var UnclearPoints = declare2(Kind{
	Code: "Q620", Level: Error, Where: tablePart("指标表", 3, 9),
	Title:   both{"括号里的数是不是分值不明", "an amount in brackets that may be points"},
	Meaning: both{"分值写作“（N分）”，括号里没有别的。“（3分，少一次扣1分）”“（20）”“（6分/项）”可能是分值，也可能不是。", "Points are written （N分）, with nothing else in the brackets. （3分，少一次扣1分）, （20） or （6分/项） may be points or not."},
	Message: both{"“{text}”中的“{amount}”是不是分值不明", "“{text}” has {amount}, which may be its points or not"},
	Hint:    both{"是分值的，括号里只写“N分”，如“（3分），少一次扣1分”；不是的，在“分值”列写明这一条的分值", "if it is, leave nothing but N分 in the brackets, as in “（3分），少一次扣1分”; if not, say the points of the criterion in the column 分值"},
}, blank("text", "年内至少3次（3分，少一次扣1分）。"), blank("amount", "（3分，少一次扣1分）"))

var BadPoints = declare1(Kind{
	Code: "Q613", Level: Error, Where: tablePart("指标表", 7, 9),
	Title:   both{"分值有误", "wrong points"},
	Meaning: both{"分值是大于0、最多两位小数的数；否决项没有分值。", "Points are a number above 0 with at most two decimals; a veto has none."},
	Message: both{"分值“{found}”不是大于0、最多两位小数的数（否决项没有分值）", "{found} is no number of points above 0 with at most two decimals (a veto has none)"},
	Hint:    both{"改为这样的数，减分项也不写负号；否决项留空", "make it one, without a sign for a deduction too, or leave it empty for a veto"},
}, blank("found", "2.555"))

var OtherPoints = declare3(Kind{
	Code: "Q614", Level: Warning, Where: tablePart("指标表", 7, 9),
	Title:   both{"分值与文字不一致", "points differ from the text"},
	Meaning: both{"以“分值”列为准，但评分表上的文字写的是另一个数，填表人会弄错。", "The column 分值 holds, but the text that the sheets show says something else, which will mislead whoever fills them in."},
	Message: both{"按“分值”列是{points}分，文字“{text}”中是{mark}分", "it is {points} by the column 分值, and {mark} in the text “{text}”"},
	Hint:    both{"使两处一致", "make them agree"},
}, blank[any]("points", "3"), blank("text", "完善网络交易监管制度。（2分）"), blank("mark", "2"))

var PointsSum = declare3(Kind{
	Code: "Q615", Level: Error, Where: tablePart("等次", 2, 7),
	Title:   both{"总分不对", "the points do not add up"},
	Meaning: both{"得分项的分值之和应为100，或“等次”工作表中“满分”右边的数；减分项、加分项不计在内。", "The points of the scored criteria add up to 100, or to what stands right of 满分 on the worksheet 等次; deductions and bonuses do not count."},
	Message: both{"得分项的分值之和是{found}，应为{want}（{parts}）", "the scored criteria add up to {found}, not to {want} ({parts})"},
	Hint:    both{"改正分值，或在“等次”工作表写明满分", "mend the points, or declare 满分 on the worksheet 等次"},
}, blank[any]("found", "98"), blank[any]("want", "100"), blank("parts", msg.PointsPart("质量水平状况", "9")))

var BadFull = declare1(Kind{
	Code: "Q616", Level: Error, Where: tablePart("等次", 2, 7),
	Title:   both{"满分有误", "a wrong declaration of the points"},
	Meaning: both{"“满分”右边的一格是得分项的分值之和。“满分”只能写一处，也不能是一个等次的依据。", "The cell right of 满分 is what the scored criteria add up to. 满分 may stand there once, and not as the source of a grade."},
	Message: both{"{why}", "{why}"},
	Hint:    both{"“满分”只写一处，右边填数，如100", "declare 满分 once, with the number right of it, for example 100"},
}, blank("why", msg.FullNumber("一百")))

var CategorySum = declare3(Kind{
	Code: "Q617", Level: Error, Where: tablePart("指标表", 1, 3),
	Title:   both{"类别或项目的分值不对", "a category or an item does not add up"},
	Meaning: both{"类别、项目名称中写了分值的，应等于其中各条分值之和。上限（最多加几分）程序不计算。", "Where the name of a category or an item has points, they are what its criteria add up to. A limit to what may be added or taken off is not computed."},
	Message: both{"{head}“{name}”中各条的分值之和是{found}", "the criteria of the {head} {name} add up to {found}"},
	Hint:    both{"改正分值或名称；有上限的，由评分的部门在上限之内评分", "mend the points or the name; if it is a limit, the department must keep to it when it scores"},
}, blank("head", "考核类别"), blank("name", "质量水平状况（12分）"), blank[any]("found", "11"))

var KindAsItem = declare3(Kind{
	Code: "Q633", Level: Error, Where: tablePart("指标表", 2, 44),
	Title:   both{"加分项、减分项、否决项写成了项目", "a kind of criteria as an item"},
	Meaning: both{"是加分、减分还是否决，由考核类别的名称决定。写成考核项目的，分值照它所在类别的性质计算，该减的就成了加。", "Whether criteria add, take off or veto follows from the name of their category. Under an item of that name they count as the category's others do, so that what is to be taken off would be added."},
	Message: both{"考核项目“{item}”在类别“{category}”之下，会当作{kind}计算", "the item {item} is in the category {category}, where it would count as {kind}"},
	Hint:    both{"把“{item}”写在考核类别一列，自成一类，项目另写名称；本来就是{kind}的，给项目改名", "write {item} into the column 考核类别, as a category of its own, and give the item another name; if it is meant as {kind}, rename the item"},
}, blank("item", "减分项"), blank("category", "其他事项"), blank("kind", msg.KindScore))

var KindInText = declare4(Kind{
	Code: "Q677", Level: Warning, Where: tablePart("指标表", 3, 9),
	Title:   both{"文字说的性质与类别不同", "a text of another kind than its category"},
	Meaning: both{"评分标准的文字说到加分项、减分项、一票否决等，但它的类别是另一种。程序按类别计算：得分项只加不减，也不影响等次。", "A criterion's text speaks of 加分项, 减分项, 一票否决 and the like, but its category is of another kind, and that is what counts: a score is added, is never below 0, and does not touch the grade."},
	Message: both{"“{text}”说到“{word}”，但类别“{category}”当作{kind}计算", "“{text}” speaks of {word}, but counts as {kind}, as all of the category {category}"},
	Hint:    both{"是加分、减分或否决的，移到名称中有“加分”“减分”“否决”的类别；不是的，不必理会", "if it adds, takes off or vetoes, move it to a category whose name has 加分, 减分 or 否决 in it; if not, there is nothing to do"},
}, blank("text", "减分项：发生较大事故的扣5分。（5分）"), blank("word", "减分项"), blank("category", "其他事项"), blank("kind", msg.KindScore))

var BadShares = declare2(Kind{
	Code: "Q626", Level: Error, Where: tablePart("指标表", 4, 9),
	Title:   both{"几个部门各自的分值有误", "wrong points of several departments"},
	Meaning: both{"几个部门各评一部分的评分标准，读作每个部门一条，分值是部门后面括号里的，加起来应等于这条评分标准的分值。", "A criterion of which several departments score a part is read as one for each of them, with the points that follow its name. They add up to the points of the criterion."},
	Message: both{"“{found}”：{why}", "“{found}”: {why}"},
	Hint:    both{"改正各部门的分值，或者分成几行，各写评分标准、分值和部门", "mend the points of the departments, or give each a row with its text, points and department"},
}, blank("found", "县农业农村局（3分）、县水利局（2分）"), blank("why", msg.SharesSum("5", "6")))

var ReadAsSeveral = declare4(Kind{
	Code: "Q627", Level: Note, Where: tablePart("指标表", 4, 9),
	Title:   both{"几个部门评同一条", "a criterion of several departments"},
	Meaning: both{"几个部门各评一部分的评分标准，读作每个部门一条，各有编号和分值。", "A criterion of which several departments score a part is read as one for each of them, each with a code and points."},
	Message: both{"“{text}”由{shares}评分，读作{count}条：{codes}", "“{text}” is scored by {shares}, and read as {count} criteria: {codes}"},
	Hint:    both{"核对各部门的分值", "check the points of each department"},
}, blank("text", "农产品质量安全（5分）"), blank("count", 2), blank("shares", "县农业农村局（3分）、县水利局（2分）"), blank("codes", "B2.1、B2.2"))

var SeveralDepartments = declare1(Kind{
	Code: "Q621", Level: Error, Where: tablePart("指标表", 4, 9),
	Title:   both{"几个部门", "several departments"},
	Meaning: both{"每条评分标准由一个部门评分。写了几个部门的，不知道由谁评。", "Each criterion is scored by one department. Where several are named, nobody knows who scores."},
	Message: both{"“{found}”不止一个部门，不知道由谁评分", "“{found}” is more than one department, so that nobody knows which one scores"},
	Hint:    both{"只写评分的部门，其余的写在备注中；各评一部分的，写明各自的分值，如“甲局（3分）、乙局（2分）”", "name the one that scores, and the others in 备注; if each scores a part, give the points of each, as in 甲局（3分）、乙局（2分）"},
}, blank("found", "市住建局、市交通局"))

var UnclearDepartment = declare2(Kind{
	Code: "Q625", Level: Error, Where: tablePart("指标表", 4, 9),
	Title:   both{"一个部门还是几个部门不明", "one department or several"},
	Meaning: both{"部门名称因列窄而分成几行的，是一个部门；一行一个的，是几个部门。这一格两样都说得通。", "A name that is broken into lines is one department; with one name in each line they are several. This cell can be read either way."},
	Message: both{"“{one}”一个部门，还是{several}几个部门，分不清", "this is either the one department {one}, or {several}"},
	Hint:    both{"是一个部门的，写在一行，去掉其中的空格和括号；是几个的，只写评分的部门，其余的写在备注中", "if it is one, write it on one line without spaces and brackets; if there are several, name the one that scores, and the others in 备注"},
}, blank("one", "县公安局交警大队"), blank("several", "县公安局、交警大队"))

var AlikeDepartments = declare3(Kind{
	Code: "Q622", Level: Warning, Where: tablePart("指标表", 4, 20),
	Title:   both{"部门名称相近", "alike departments"},
	Meaning: both{"两个名称可能是同一个部门。不同的名称各有一份评分表。", "Two names may be one department. Each name gets a sheet of its own."},
	Message: both{"“{found}”可能与 {first} 的“{other}”是同一个部门", "{found} may be the same department as {other} at {first}"},
	Hint:    both{"是的，改为同一个名称；不是的，不必理会", "if so, write both alike; if not, there is nothing to do"},
}, blank("found", "市场监管局"), blank("first", "D3"), blank("other", "市市场监管局"))

var BadDepartment = declare1(Kind{
	Code: "Q623", Level: Error, Where: tablePart("指标表", 4, 9),
	Title:   both{"不是部门的名称", "no department's name"},
	Meaning: both{"考核部门是一个部门的名称，有一份自己的评分表。“同上”留空即可；“各有关部门”不知道由谁评。", "A department is named, since it gets a sheet of its own. For 同上 leave the cell empty; 各有关部门 does not say who scores."},
	Message: both{"“{found}”不是一个部门的名称", "“{found}” is no department's name"},
	Hint:    both{"写上评分的部门；与上一行相同的留空", "name the department that scores, or leave the cell empty if it is the one above"},
}, blank("found", "同上"))

var BadTableCode = declare2(Kind{
	Code: "Q631", Level: Error, Where: tablePart("指标表", 6, 9),
	Title:   both{"指标编号有误", "a wrong code"},
	Meaning: both{"指标编号由字母、数字、点和连字符组成，其中有数字，最多20个字符，不能与问题编号（Q304）或带小数的数混淆；一格分成几条评分标准的，不能用一个编号。", "A code is made of letters, digits, dots and hyphens, with a digit and at most 20 of them, and cannot be taken for that of a problem (Q304) or for a number; a cell that makes several criteria cannot have one code."},
	Message: both{"指标编号“{found}”{why}", "the code {found} {why}"},
	Hint:    both{"改正，或留空由程序编号", "mend it, or leave it empty to have one made"},
}, blank("found", "Q304"), blank("why", msg.CodeDiagnostic))

var RepeatedTableCode = declare2(Kind{
	Code: "Q632", Level: Error, Where: tablePart("指标表", 6, 20),
	Title:   both{"指标编号重复", "a code twice"},
	Meaning: both{"各条评分标准的编号不能相同，也不能与由次序得出的编号相同。", "No two criteria have the same code, be it given or derived from their order."},
	Message: both{"指标编号 {code} 在 {first} 已经有了", "the code {code} is that of {first} already"},
	Hint:    both{"改正一个", "change one of them"},
}, blank("code", "B2.1"), blank("first", "F9"))

var BadNARule = declare2(Kind{
	Code: "Q641", Level: Error, Where: tablePart("指标表", 8, 9),
	Title:   both{"不涉及时的规则", "a rule for what does not apply"},
	Meaning: both{"“不涉及时”只能留空或填“满分”（得分项不涉及的，按满分计）。别的规则（如按比例折算）程序不计算。", "The column 不涉及时 is empty or says 满分: a scored criterion that does not apply counts its full points. No other rule (such as rescaling) is computed."},
	Message: both{"“不涉及时”的“{found}”{why}", "“{found}” under 不涉及时 {why}"},
	Hint:    both{"留空；只有得分项可以填“满分”", "leave it empty; scored criteria may have 满分"},
}, blank("found", "按比例折算"), blank("why", msg.NARule))

var UnknownCap = declare2(Kind{
	Code: "Q642", Level: Error, Where: tablePart("指标表", 3, 45),
	Title:   both{"否决项的等次", "the grade of a veto"},
	Meaning: both{"否决项文字中“一律为……等次”所写的等次，应在等次之中，并且只有一个。只写不得评为、取消、下降的，结果是哪个等次要看总分，程序不计算。", "The grade in a veto's 一律为…等次 is one of the grades, and the only one. Where the text only bars from a grade (不得), cancels (取消) or lowers (降), the outcome depends on the total, which is not computed."},
	Message: both{"否决项{why}，等次只有{grades}", "the veto {why}; the grades are {grades}"},
	Hint:    both{"在文字中写明“一律为……等次”，并且是其中一个等次", "write 一律为…等次 into its text, with one of these grades"},
}, blank("why", msg.CapUnknown("中等")), blank("grades", "优秀、良好、合格、较差"))

var NotComputed = declare3(Kind{
	Code: "Q645", Level: Error, Where: tablePart("等次", 2, 2),
	Title:   both{"程序不计算的规则", "a rule that is not computed"},
	Meaning: both{"程序按下限定等次，把各条得分照原样相加。按名次、名额、比例定等次的，缺项或得分率折算的，乘权重的，表中写了程序也不会照着算，所以不接受。", "Grades follow from their bounds, and scores are added as they are. Quotas of grades, rescaling and weights would be left out of the result, so that a table with them is refused."},
	Message: both{"“{found}”说的是{rule}，程序不计算", "“{found}” means {rule}, which is not computed"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("found", "前6名"), blank("rule", msg.RuleQuota), blank("fix", msg.FixQuota))

var AssumedCap = declare2(Kind{
	Code: "Q643", Level: Warning, Where: tablePart("指标表", 3, 45),
	Title:   both{"否决后的等次没有写明", "a veto that does not say its grade"},
	Meaning: both{"否决项的文字没有写“一律为……等次”，按最差的等次处理。", "The veto's text does not say 一律为…等次, so that it caps at the worst grade."},
	Message: both{"“{text}”没有写明“一律为……等次”，否决后按最差的“{grade}”处理", "“{text}” does not say 一律为…等次; it caps at the worst grade, {grade}"},
	Hint:    both{"不是这个等次的，在文字中写明“一律为……等次”", "if that is not meant, write 一律为…等次 into its text"},
}, blank("text", "考核中弄虚作假的。"), blank("grade", "较差"))

var BadBound = declare3(Kind{
	Code: "Q651", Level: Error, Where: tablePart("等次", 2, 3),
	Title:   both{"下限有误", "a wrong bound"},
	Meaning: both{"等次由好到差排列，除最差的以外各有下限，最差的没有。", "The grades stand from best to worst; each but the worst has a bound."},
	Message: both{"等次“{grade}”的下限是“{found}”，应为{want}", "the bound of {grade} is “{found}”; it should be {want}"},
	Hint:    both{"改正下限", "mend it"},
}, blank("grade", "良好"), blank("found", "八十"), blank("want", msg.BoundNumber))

var BoundOrder = declare4(Kind{
	Code: "Q652", Level: Error, Where: tablePart("等次", 2, 3),
	Title:   both{"下限的次序", "bounds out of order"},
	Meaning: both{"等次由好到差排列，下限依次降低。", "The grades stand from best to worst, and their bounds descend."},
	Message: both{"等次“{grade}”的下限{bound}不低于“{above}”的{least}", "the bound of {grade}, {bound}, is not below that of {above}, {least}"},
	Hint:    both{"由好到差排列，改正下限", "put the grades in order, or mend the bound"},
}, blank("grade", "良好"), blank[any]("bound", "90"), blank("above", "优秀"), blank[any]("least", "90"))

var BadGrade = declare3(Kind{
	Code: "Q653", Level: Error, Where: tablePart("等次", 1, 3),
	Title:   both{"等次有误", "a wrong grade"},
	Meaning: both{"等次有名称，各不相同（不分大小写、全角半角），其中没有 * ? ~：Excel 比较文字时会弄错。下限不写在名称中，等次的下面不写别的。", "Grades have names that differ in more than case and width and have no * ? ~ in them, which mislead Excel when it compares texts. They hold no bound, and nothing else stands below them."},
	Message: both{"等次“{found}”{why}", "the grade {found} {why}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("found", "优秀"), blank("why", msg.GradeTwice), blank("fix", msg.FixGradeName))

var UnreachedGrade = declare3(Kind{
	Code: "Q654", Level: Warning, Where: tablePart("等次", 2, 2),
	Title:   both{"达不到的等次", "a grade out of reach"},
	Meaning: both{"等次的下限高于满分（加上加分项），没有单位能够达到。", "The bound is above all points, bonuses included, so that no unit can earn the grade."},
	Message: both{"等次“{grade}”的下限是{bound}，最多只能得{most}分", "the bound of {grade} is {bound}; no unit can have more than {most}"},
	Hint:    both{"核对下限和满分", "check the bound and the points"},
}, blank("grade", "优秀"), blank[any]("bound", "120"), blank[any]("most", "105"))

var BadOrganizer = declare1(Kind{
	Code: "Q655", Level: Error, Where: tablePart("等次", 2, 8),
	Title:   both{"主办单位有误", "a wrong organizer"},
	Meaning: both{"“主办单位”右边的一格是主办考核的单位，各种文件以它的名义询问和答复。可以不写，只能写一处。", "The cell right of 主办单位 names who holds the assessment; documents name it as the office that asks and answers. It may be left out, and stand there once."},
	Message: both{"{why}", "{why}"},
	Hint:    both{"“主办单位”只写一处，右边写单位名称", "give 主办单位 once, with the name right of it"},
}, blank("why", msg.LabelTwice("主办单位", "B7")))

var BadUnit = declare2(Kind{
	Code: "Q661", Level: Error, Where: tablePart("被考核单位", 1, 5),
	Title:   both{"被考核单位有误", "a wrong unit"},
	Meaning: both{"一格一个单位，不重复，不与评分表自己的表头相同。", "Each cell has one unit, none of them twice, and none named like a heading of the sheets."},
	Message: both{"单位“{found}”{why}", "the unit {found} {why}"},
	Hint:    both{"改正或删去", "mend or delete it"},
}, blank("found", "永济市"), blank("why", msg.UnitTwice("A3", "永济市")))

var NoRoster = declare0(Kind{
	Code: "Q662", Level: Warning, Where: tablePart("被考核单位", 0, 0),
	Title:   both{"没有名单", "no roster"},
	Meaning: both{"指标表没有被考核单位。生成空白表时要用 --units 给出，计算时以评分表为准。", "The table lists no units. Blank sheets need --units then, and results take the units of the sheets."},
	Message: both{"没有被考核单位的名单", "there is no list of units"},
	Hint:    both{"填在工作表“被考核单位”中，或各命令都加 --units", "fill in the worksheet 被考核单位, or give every command --units"},
})

var UnknownColumn = declare2(Kind{
	Code: "Q671", Level: Warning, Where: tablePart("指标表", 6, 2),
	Title:   both{"没有用到的列", "a column that is not used"},
	Meaning: both{"指标表或等次中的这一列不是程序认得的，没有读取。", "The column is none that the program knows, and was not read."},
	Message: both{"没有读取“{found}”所在的列：它的表头不是程序认得的；可选的列有{heads}", "the column of “{found}” was not read, since its heading is none that the program knows; columns that may be added are {heads}"},
	Hint:    both{"表头写错的改正，其余不必理会", "mend its heading if it is wrong; else there is nothing to do"},
}, blank("found", "序号"), blank("heads", "备注、指标编号、分值、不涉及时"))

var IgnoredColumn = declare1(Kind{
	Code: "Q678", Level: Note, Where: tablePart("指标表", 1, 2),
	Title:   both{"不影响结果的列", "a column that does not matter"},
	Meaning: both{"“序号”之类的列没有读取，也不影响结果。", "A column such as 序号 is not read, and does not matter for the result."},
	Message: both{"“{found}”一列没有读取，也不影响结果", "the column {found} was not read, and does not matter"},
	Hint:    both{"不必理会", "there is nothing to do"},
}, blank("found", "序号"))

var PassedOverRow = declare1(Kind{
	Code: "Q672", Level: Warning, Where: tablePart("指标表", 3, 46),
	Title:   both{"没有用到的行", "a row that is not used"},
	Meaning: both{"只在“评分标准”一列有文字、以“合计”“小计”“总分”“注：”等开头的行，当作表下的合计或说明，没有读取；合并的单元格之内的行除外。占整行的合计也没有读取。", "A row with nothing but a text under 评分标准 that begins with 合计, 小计, 总分, 注： and the like is taken for a sum or a note below the table, unless it is within a merged cell. A sum over the whole width is not read either."},
	Message: both{"“{text}”当作合计或说明，没有读取", "“{text}” was taken for a sum or a note, and not read"},
	Hint:    both{"是一条评分标准的，在这一行也写上考核类别；否则不必理会", "if it is a criterion, write its 考核类别 in the row too; else there is nothing to do"},
}, blank("text", "合计减分超过3分的，另减1分。（1分）"))

var RuleBeside = declare1(Kind{
	Code: "Q676", Level: Warning, Where: tablePart("指标表", 1, 47),
	Title:   both{"说明中的规则没有用到", "a rule in a note"},
	Meaning: both{"表上、表下的说明和名单之外的文字提到否决、判定、一律、加分、减分、扣、上限、名额等，程序不照它计算，只按各条评分标准和等次计算。", "A note above or below a table speaks of 否决, 判定, 一律, 加分, 减分, 扣, 上限, 名额 and the like. Notes are not computed: only the criteria and the grades are."},
	Message: both{"程序不照这一句计算：“{text}”", "this is not computed: “{text}”"},
	Hint:    both{"要计算的写进表中：作为加分项、减分项、否决项的评分标准；由部门评分时掌握的，不必理会", "put what is to be computed into the table, as a criterion of a bonus (加分项), a deduction (减分项) or a veto (否决项); leave what departments keep to when they score"},
}, blank("text", "发生重大火灾事故的，考评结果直接判定为不合格"))

var AssumedDepartment = declare1(Kind{
	Code: "Q673", Level: Warning, Grouping: ByCell, Where: tablePart("指标表", 4, 9),
	Title:   both{"沿用上一行的部门", "a department taken from above"},
	Meaning: both{"“考核部门”一列中别处用合并单元格表示几行同一个部门，这一格却是空的，又不在合并单元格之内。空着沿用上面的部门；也可能是漏填。", "Elsewhere in the column 考核部门 cells are merged where several rows have one department. This one is empty and not merged, and goes on with the department above; it may have been forgotten."},
	Message: both{"考核部门空着，按上面的“{department}”读取", "there is no 考核部门 here; it was read as the one above, {department}"},
	Hint:    both{"在这一格写上考核部门，或与上面的合并", "write the department here, or merge the cell with that above"},
}, blank("department", "市市场监管局"))

var LongCriterion = declare2(Kind{
	Code: "Q682", Level: Error, Where: tablePart("指标表", 3, 9),
	Title:   both{"评分标准太长", "a criterion too long"},
	Meaning: both{"评分标准和它的评分细则、备注印在评分表的一格中，一格放不下更多的字。", "A criterion, its 评分细则 and its 备注 stand in one cell of the score sheet, which has no room for more."},
	Message: both{"评分标准连同评分细则、备注有{count}个字，评分表的一格最多{most}个", "the criterion with its 评分细则 and 备注 has {count} characters; a cell of the score sheet has room for {most}"},
	Hint:    both{"写短一些，或分成几条", "shorten it, or divide it"},
}, blank("count", 40017), blank("most", 32700))

var LongTable = declare1(Kind{
	Code: "Q681", Level: Error, Where: tablePart("指标表", 0, 0),
	Title:   both{"指标表太长", "a table too long"},
	Meaning: both{"指标表的行数超过了能读的；多出来的多半是空行或别的内容。", "The table has more rows than are read; what is more is most often empty rows or something else."},
	Message: both{"{why}", "{why}"},
	Hint:    both{"删去不属于指标表的行", "delete the rows that are none of the table's"},
}, blank("why", msg.LongRows(2004, 1000)))
