package msg

// What is said of indicator tables.
var (
	LongRows     = say2[int, int]("count most", "这个工作表有{count}行，最多{most}行", "the worksheet has {count} rows; {most} are read at most")
	LongGrades   = say1[int]("most", "等次超过{most}个", "there are more than {most} grades")
	LongCriteria = say1[int]("most", "评分标准超过{most}条", "there are more than {most} criteria")

	RowNoneAbove = plain("，上面也没有可以沿用的", ", nor one above to go on with")

	PointsPart = say2[string, any]("category points", "{category} {points}", "{category} {points}")

	FullNumber = say1[string]("found", "“满分”右边应是大于0的数，这里是“{found}”", "right of 满分 there should be a number above 0; this is “{found}”")
	FullSource = say1[string]("grade", "“{grade}”的依据只写着“满分”", "nothing but 满分 is given as the source of “{grade}”")
	FullTwice  = say1[string]("first", "满分在 {first} 已经写明", "满分 is declared at {first} already")

	GradeLong     = plain("名称超过20个字", "has a name of more than 20 characters")
	GradeNoName   = plain("没有名称", "has no name")
	GradeWildcard = plain("含有 * ? ~", "has * ? ~ in it")
	GradeTwice    = plain("重复", "is there twice")

	BoundNumber = plain("0以上、最多两位小数的数", "a number of at least 0 with at most two decimals")
	BoundWorst  = plain("空：最差的等次没有下限", "empty: the worst grade has none")

	CodeSeveral    = say1[int]("count", "只有一个，这一格有{count}条评分标准", "is one, but the cell has {count} criteria")
	CodeDiagnostic = plain("像是问题的编号", "looks like that of a problem")
	CodeForm       = plain("不是由字母、数字、点和连字符组成，没有数字，或超过20个字符", "has other than letters, digits, dots and hyphens, no digit, or more than 20 of them")
	CodeNumber     = plain("像是一个数，Excel 会去掉末尾的0；加上字母，如 A1.1", "looks like a number, of which Excel drops final zeros; add a letter, as in A1.1")

	CapUnknown = say1[string]("found", "的等次是“{found}”", "names {found}")
	CapBars    = say1[string]("found", "写的是“{found}”，没有写明结果是哪个等次", "says {found}, and not what grade that comes to")

	NARule = plain("不是程序计算的规则", "is no rule that is computed")
	NAKind = plain("只用于得分项", "is for scored criteria only")

	GradeChange = say2[string, string]("old new", "，等次由{old}变为{new}", ", its grade changes from {old} to {new}")

	PointsBonus = say1[any]("points", "加{points}", "+{points}")
	PointsMost  = say1[any]("points", "减{points}", "-{points}")
	PointsVeto  = say1[string]("grade", "否决：至多{grade}", "veto: {grade} at best")

	GradesLine  = say1[string]("grades", "等次：{grades}", "grades: {grades}")
	GradesBound = say2[string, any]("grade bound", "{grade} ≥ {bound}", "{grade} ≥ {bound}")
	GradesOpen  = say2[string, any]("grade bound", "{grade} < {bound}", "{grade} < {bound}")

	IndicatorsSum  = say2[int, any]("count points", "共{count}条，满分{points}分", "criteria: {count}, points in all: {points}")
	IndicatorsNext = say1[string]("file", "改好后用 qeval indicators --check {file} 核对，再在各命令后加 --table {file}", "edit it, check it with qeval indicators --check {file}, and then add --table {file} to every command")

	CheckRight = say7[string, string, int, any, int, int, int]("file title criteria points departments grades units", "{file}  可以使用：{title}，{criteria}条评分标准，满分{points}分，{departments}个部门，{grades}个等次，{units}个单位", "{file}  can be used: {title}; criteria: {criteria}, points: {points}, departments: {departments}, grades: {grades}, units: {units}")

	TablesBoth         = say2[string, string]("old new", "{old} → {new}", "{old} -> {new}")
	TablesSame         = plain("没有不同：评分标准、分值、部门、等次、单位都相同（空格、全角半角和依据不计）。", "no difference in criteria, points, departments, grades and units (but for spaces, width and sources)")
	TablesIncompatible = plain("按其中一份做的评分表不能用于另一份。", "The sheets of one cannot be used with the other.")
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
	AspectRule       = say2[string, string]("old new", "评分细则：{old} → {new}", "how it is scored: {old} -> {new}")
)
