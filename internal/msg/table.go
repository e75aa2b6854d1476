package msg

// What is said of indicator tables.
var (
	LongRows     = say2[int, int]("count most", "这个工作表有{count}行，最多{most}行", "the worksheet has {count} rows; {most} are read at most")
	LongGrades   = say1[int]("most", "等次超过{most}个", "there are more than {most} grades")
	LongCriteria = say1[int]("most", "评分标准超过{most}条", "there are more than {most} criteria")

	LineAmount   = say1[string]("amount", "的“{amount}”不是“（N分）”", "has {amount}, which is no （N分）")
	LinePart     = say1[string]("word", "以“{word}”开头，可能是上一条的一部分", "begins with {word}, and may be a part of the one above")
	LineSum      = say1[string]("found", "写着“{found}”，可能是几条的合计或说明", "says {found}, and may be the sum of several or a note")
	LineBetween  = plain("在两条之间，没有“（N分）”", "stands between two criteria, without （N分）")
	LineNumbered = plain("有编号，没有“（N分）”", "is numbered and has no （N分）")

	RowParagraph    = plain("；是另一格的一段的（从 Word 粘贴会一段一行），并入那一格", "; if it is a paragraph of another cell (pasted from Word, each becomes a row), move it into that")
	RowSharesAbove  = plain("，上面的几个部门各有分值，不能沿用", "; those above have points of their own, which do not go on")
	SharesTwice     = say1[string]("department", "“{department}”写了两次", "{department} is named twice")
	SharesVeto      = plain("否决项没有分值，由一个部门填", "a veto has no points, and one department answers it")
	SharesSum       = say2[any, any]("sum points", "各部门的分值之和是{sum}，这条评分标准是{points}分", "they add up to {sum}, and the criterion has {points} points")
	SharesOfSeveral = say1[int]("count", "这一格有{count}条评分标准，不知道哪个部门评哪一条", "the cell has {count} criteria, so that nobody knows who scores which")
	RowDitto        = say1[string]("found", "，“{found}”不是名称", "; {found} is no name")
	RowNoneAbove    = plain("，上面也没有可以沿用的", ", nor one above to go on with")

	RuleQuota   = plain("按名次、名额或比例定等次", "quotas of grades")
	RuleMissing = plain("缺项折算", "rescaling for what does not apply")
	RuleRate    = plain("得分率折算", "rescaling of scores")
	RuleWeight  = plain("权重", "a weight")
	FixQuota    = plain("等次只按下限定：写明各等次的下限，这里不写名额；名额由领导小组在结果出来后掌握", "grades follow from their bounds alone: give each its bound, and leave quotas out; they are for the leading group to keep to once there is a result")
	FixMissing  = plain("这里不写折算：按满分计的，在“不涉及时”一列填“满分”；按别的办法折算的，由部门折算好再填分", "leave it out: where it counts the full points, write 满分 into the column 不涉及时; else departments rescale before they enter scores")
	FixRate     = plain("这里不写折算：分值写折算后的，由部门折算好再填分", "leave it out: the points are those after rescaling, and departments rescale before they enter scores")
	FixWeight   = plain("这里不写权重：各条的分值写乘过权重的；权重就是分值的，表头改为“分值”", "leave it out: the points are those times the weight; if the weights are the points, rename the heading to 分值")

	PartMissing  = say1[string]("sheets", "没有这个工作表，现有的工作表是：{sheets}", "there is no such worksheet; there are: {sheets}")
	PartEmpty    = plain("这个工作表是空的", "the worksheet is empty")
	PartHeadings = say1[string]("found", "没有表头，最像的一行是：{found}", "there is no row of headings; the one most like it is: {found}")
	FixRename    = say2[string, string]("sheet name", "把工作表“{sheet}”改名为“{name}”", "rename the worksheet {sheet} to {name}")
	FixPart      = say1[string]("heads", "补上，表头是：{heads}；照 qeval indicators -o 写出的样子", "add it, with the headings {heads}, as in what qeval indicators -o writes")
	FixHeadings  = say1[string]("heads", "把表头改为：{heads}；没有表头的，在内容之上加一行", "make the headings {heads}; if there are none, add a row of them above")

	FixFill       = say1[string]("head", "填上{head}", "fill in {head}")
	FixFillOrGoOn = say1[string]("head", "填上{head}，与上一行相同的留空", "fill in {head}, or leave the cell empty if it is the one above")
	FixDown       = say1[string]("heads", "这一行只有{heads}：移到下一行的同一列", "the row has nothing but {heads}: move it to the next row, in the same column")
	FixDownSum    = say1[string]("heads", "这一行只有{heads}和合计的分值：把{heads}移到下一行的同一列，清空这一行的分值", "the row has nothing but {heads} and a sum: move {heads} to the next row, in the same column, and clear the points")
	FixNote       = plain("是说明的，移到表的下面；是考核类别的，写在下一行的考核类别一列", "if it is a note, move it below the table; if it is a category, write it into the column 考核类别 of the next row")
	FixSplit      = say1[string]("head", "取消合并，逐条填写{head}", "split the cell, and fill in {head} for each")
	FixByText     = plain("这几条的文字中都有“（N分）”：清空这一格；各格都这样的，删去“分值”列", "the texts beside it all have （N分）: clear the cell, or delete the column 分值 if all its cells are so")

	PointsPart = say2[string, any]("category points", "{category} {points}", "{category} {points}")

	FullNumber    = say1[string]("found", "“满分”右边应是大于0的数，这里是“{found}”", "right of 满分 there should be a number above 0; this is “{found}”")
	FullSource    = say1[string]("grade", "“{grade}”的依据只写着“满分”", "nothing but 满分 is given as the source of “{grade}”")
	LabelTwice    = say2[string, string]("label first", "{label}在 {first} 已经写明", "{label} is given at {first} already")
	OrganizerLong = say2[string, int]("name most", "“{name}”的字数超过{most}", "“{name}” has more than {most} characters")

	GradeLong     = plain("名称超过20个字", "has a name of more than 20 characters")
	GradeNoName   = plain("没有名称", "has no name")
	GradeWildcard = plain("含有 * ? ~", "has * ? ~ in it")
	GradeTwice    = plain("重复", "is there twice")
	GradeNone     = plain("不是等次的名称", "is no name of a grade")
	GradeLines    = plain("分成几行，可能是几个等次", "has several lines and may be several grades")
	FixGradeName  = plain("改正名称", "mend its name")
	FixGradeNone  = plain("是等次的，名称中只写等次，下限写在“下限”一列；是说明的，写在下面，以“注：”开头；满分写在“满分”右边的一格", "if it is a grade, leave nothing but that in its name, and its bound in the column 下限; put a note below, behind 注：, and the points into the cell right of 满分")
	FixGradeLines = plain("是一个等次的写在一行，是几个的各写一行", "write one grade in one line, and several in rows of their own")

	BoundNumber = plain("0以上、最多两位小数的数", "a number of at least 0 with at most two decimals")
	BoundWorst  = plain("空：最差的等次没有下限", "empty: the worst grade has none")

	CodeSeveral    = say1[int]("count", "只有一个，这一格有{count}条评分标准", "is one, but the cell has {count} criteria")
	CodeDiagnostic = plain("像是问题的编号", "looks like that of a problem")
	CodeForm       = plain("不是由字母、数字、点和连字符组成，没有数字，或超过20个字符", "has other than letters, digits, dots and hyphens, no digit, or more than 20 of them")
	CodeNumber     = plain("像是一个数，Excel 会去掉末尾的0；加上字母，如 A1.1", "looks like a number, of which Excel drops final zeros; add a letter, as in A1.1")

	CapUnknown = say1[string]("found", "的等次是“{found}”", "names {found}")
	CapBars    = say1[string]("found", "写的是“{found}”，没有写明结果是哪个等次", "says {found}, and not what grade that comes to")

	KindScore     = plain("得分项", "a score")
	KindBonus     = plain("加分项", "a bonus")
	KindDeduction = plain("减分项", "a deduction")
	KindVeto      = plain("否决项", "a veto")

	NARule = plain("不是程序计算的规则", "is no rule that is computed")
	NAKind = plain("只用于得分项", "is for scored criteria only")

	GradeChange = say2[string, string]("old new", "，等次由{old}变为{new}", ", its grade changes from {old} to {new}")

	PointsBonus = say1[any]("points", "加{points}", "+{points}")
	PointsMost  = say1[any]("points", "减{points}", "-{points}")
	PointsVeto  = say1[string]("grade", "否决：至多{grade}", "veto: {grade} at best")

	GradesLine  = say1[string]("grades", "等次：{grades}", "grades: {grades}")
	GradesBound = say2[string, any]("grade bound", "{grade} ≥ {bound}", "{grade} ≥ {bound}")
	GradesOpen  = say2[string, any]("grade bound", "{grade} < {bound}", "{grade} < {bound}")

	IndicatorsOrganizer = say1[string]("name", "主办单位：{name}", "organizer: {name}")
	IndicatorsSum       = say2[int, any]("count points", "共{count}条，满分{points}分", "criteria: {count}, points in all: {points}")
	IndicatorsNext      = say1[string]("file", "改好后用 qeval indicators --check {file} 核对，再在各命令后加 --table {file}", "edit it, check it with qeval indicators --check {file}, and then add --table {file} to every command")

	CheckRight = say7[string, string, int, any, int, int, int]("file title criteria points departments grades units", "{file}  可以使用：{title}，{criteria}条评分标准，满分{points}分，{departments}个部门，{grades}个等次，{units}个单位", "{file}  can be used: {title}; criteria: {criteria}, points: {points}, departments: {departments}, grades: {grades}, units: {units}")

	TablesBoth         = say2[string, string]("old new", "{old} → {new}", "{old} -> {new}")
	TablesSame         = plain("没有不同：评分标准、分值、部门、等次、单位都相同（空格、全角半角和依据不计）。", "no difference in criteria, points, departments, grades and units (but for spaces, width and sources)")
	TablesIncompatible = plain("按其中一份做的评分表不能用于另一份。", "The sheets of one cannot be used with the other.")
	TablesOrganizer    = say2[string, string]("old new", "主办单位：{old} → {new}", "organizer: {old} -> {new}")
	TablesOrder        = plain("单位的次序不同", "the units stand in another order")
	TablesOld          = say1[string]("text", "原{text}", "before, {text}")
	TablesNew          = say1[string]("text", "现{text}", "after, {text}")
	TablesAdded        = say1[string]("units", "新增单位：{units}", "units added: {units}")
	TablesRemoved      = say1[string]("units", "不再列入的单位：{units}", "units removed: {units}")

	CriterionAdded   = say4[string, string, string, string]("code text points department", "新增  {code}  {text}  {points}  {department}", "added    {code}  {text}  {points}  {department}")
	CriterionRemoved = say4[string, string, string, string]("code text points department", "删去  {code}  {text}  {points}  {department}", "removed  {code}  {text}  {points}  {department}")
	CriterionChanged = say2[string, string]("code text", "改动  {code}  {text}", "changed  {code}  {text}")

	AspectCode       = say2[string, string]("old new", "编号：{old} → {new}", "code: {old} -> {new}")
	AspectCategory   = say2[string, string]("old new", "类别：{old} → {new}", "category: {old} -> {new}")
	AspectItem       = say2[string, string]("old new", "项目：{old} → {new}", "item: {old} -> {new}")
	AspectText       = say2[string, string]("old new", "文字：{old} → {new}", "text: {old} -> {new}")
	AspectPoints     = say2[string, string]("old new", "分值：{old} → {new}", "points: {old} -> {new}")
	AspectDepartment = say2[string, string]("old new", "部门：{old} → {new}", "department: {old} -> {new}")
	AspectNote       = say2[string, string]("old new", "备注：{old} → {new}", "note: {old} -> {new}")
	AspectGrade      = say2[string, string]("old new", "否决后的等次：{old} → {new}", "grade of the veto: {old} -> {new}")
	AspectNA         = say2[string, string]("old new", "不涉及时：{old} → {new}", "not applicable: {old} -> {new}")
	AspectShares     = say2[string, string]("old new", "分工：{old} → {new}", "shares: {old} -> {new}")
	AspectRule       = say2[string, string]("old new", "评分细则：{old} → {new}", "how it is scored: {old} -> {new}")
)
