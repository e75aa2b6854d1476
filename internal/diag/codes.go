package diag

import (
	"slices"

	"qeval/internal/msg"
)

// Code names one kind of problem for good: "Q304". The first digit tells
// what is at fault: 0 the command or the system, 1 a workbook, 2 a sheet, 3 a
// cell, 4 the sheets together, 5 a report, 6 an indicator table.
type Code string

// The codes. Their sentences are in package msg: the title "Q304.title", the
// meaning "Q304.about", and what a diagnostic says, "Q304.message" and
// "Q304.hint".
const (
	Usage         Code = "Q001"
	CannotOpen    Code = "Q002"
	CannotWrite   Code = "Q003"
	OutputExists  Code = "Q004"
	OutputIsInput Code = "Q005"
	NothingToRead Code = "Q006"
	Internal      Code = "Q009"

	NotWorkbook    Code = "Q101"
	Protected      Code = "Q102"
	Damaged        Code = "Q103"
	TooLarge       Code = "Q104"
	NoScoreSheet   Code = "Q105"
	TwoScoreSheets Code = "Q106"
	OtherFormat    Code = "Q107"
	CannotAnnotate Code = "Q108"
	MoreAlike      Code = "Q109"

	NoDepartment      Code = "Q201"
	UnknownDepartment Code = "Q202"
	OtherTable        Code = "Q203"
	NoMeta            Code = "Q204"
	UnknownUnit       Code = "Q205"
	RepeatedHeading   Code = "Q206"
	UnitAlias         Code = "Q207"
	UnknownCriterion  Code = "Q208"
	ForeignCriterion  Code = "Q209"
	RepeatedCriterion Code = "Q210"
	AlteredText       Code = "Q211"
	AlteredPoints     Code = "Q212"
	SelfScoreColumn   Code = "Q213"
	RepeatedUnit      Code = "Q214"
	HiddenSheet       Code = "Q215"
	OtherLayout       Code = "Q216"
	AlteredDepartment Code = "Q217"
	NoCode            Code = "Q218"
	NoHeading         Code = "Q219"
	AlteredSubtotal   Code = "Q220"
	ReasonUnit        Code = "Q221"
	ReasonCriterion   Code = "Q222"
	IncompleteReason  Code = "Q223"
	NoReasonHeading   Code = "Q224"
	OtherYear         Code = "Q225"
	UnusedWords       Code = "Q226"
	UnclearLabel      Code = "Q227"
	MergedHeading     Code = "Q228"
	SecondHeadings    Code = "Q229"
	OtherWorksheet    Code = "Q230"

	NotNumber      Code = "Q301"
	Negative       Code = "Q302"
	AbovePoints    Code = "Q303"
	Blank          Code = "Q304"
	TooPrecise     Code = "Q305"
	NotYesNo       Code = "Q306"
	NotApplicable  Code = "Q307"
	ErrorValue     Code = "Q308"
	NotCalculated  Code = "Q309"
	DateValue      Code = "Q310"
	PercentValue   Code = "Q311"
	DisguisedValue Code = "Q312"
	StruckValue    Code = "Q313"
	HiddenValue    Code = "Q314"
	MergedValue    Code = "Q315"
	NumberAsText   Code = "Q321"
	FormulaValue   Code = "Q322"
	Spaces         Code = "Q323"

	MissingDepartment Code = "Q401"
	MissingCriterion  Code = "Q402"
	MissingUnit       Code = "Q403"
	RepeatedScore     Code = "Q404"
	UnscoredUnits     Code = "Q405"
	SameDeduction     Code = "Q406"
	MissingScore      Code = "Q407"
	NoUnits           Code = "Q408"
	NoReason          Code = "Q409"
	ReasonRequired    Code = "Q410"
	ReasonNames       Code = "Q411"
	SameContent       Code = "Q412"
	Unfinished        Code = "Q413"
	UnexplainedNA     Code = "Q414"
	TooManyWords      Code = "Q415"

	NotReport      Code = "Q501"
	OtherReport    Code = "Q502"
	ReportTable    Code = "Q503"
	BadReport      Code = "Q504"
	OtherVersion   Code = "Q506"
	Incomplete     Code = "Q507"
	InputMissing   Code = "Q511"
	InputChanged   Code = "Q512"
	InputExtra     Code = "Q513"
	InputRenamed   Code = "Q514"
	OtherValue     Code = "Q521"
	OtherFormula   Code = "Q522"
	OtherSheets    Code = "Q523"
	FollowingValue Code = "Q524"
	NoStoredValue  Code = "Q525"

	NoTablePart        Code = "Q601"
	NoTableHeading     Code = "Q602"
	TableHeadingTwice  Code = "Q603"
	NoTitle            Code = "Q604"
	TableCell          Code = "Q605"
	IncompleteRow      Code = "Q606"
	ScatteredRows      Code = "Q607"
	AmbiguousKind      Code = "Q608"
	ManyCategories     Code = "Q609"
	EmptyPart          Code = "Q610"
	NoPoints           Code = "Q611"
	SeveralPoints      Code = "Q612"
	BadPoints          Code = "Q613"
	OtherPoints        Code = "Q614"
	PointsSum          Code = "Q615"
	BadFull            Code = "Q616"
	CategorySum        Code = "Q617"
	SeveralDepartments Code = "Q621"
	AlikeDepartments   Code = "Q622"
	BadDepartment      Code = "Q623"
	BadTableCode       Code = "Q631"
	RepeatedTableCode  Code = "Q632"
	BadNARule          Code = "Q641"
	AssumedCap         Code = "Q643"
	UnknownCap         Code = "Q642"
	BadBound           Code = "Q651"
	BoundOrder         Code = "Q652"
	BadGrade           Code = "Q653"
	UnreachedGrade     Code = "Q654"
	BadUnit            Code = "Q661"
	NoRoster           Code = "Q662"
	UnknownColumn      Code = "Q671"
	PassedOverRow      Code = "Q672"
	AssumedDepartment  Code = "Q673"
	LongTable          Code = "Q681"
)

// Level is how bad a problem is. Its value is the exit status that it causes.
type Level int

// The levels. Fatal is shown as an error too; it is what is wrong with the
// command or the system rather than with the sheets.
const (
	Warning Level = iota
	Error
	Fatal
)

// Name is the word for a level. What is fatal is an error to whoever reads it.
func (l Level) Name(lang msg.Lang) string {
	if l == Warning {
		return msg.New("level.warning").In(lang)
	}
	return msg.New("level.error").In(lang)
}

// Info is what is declared of a code. Its example is a diagnostic as a run may
// show it, so that an explanation never differs from the message explained.
type Info struct {
	Code    Code
	Level   Level
	Example Diagnostic
	Many    Grouping

	Outstanding bool // something is missing that may still come
}

// Grouping says how many diagnostics of a code are shown as one.
type Grouping int

// The groupings.
const (
	Single  Grouping = iota // each says something of its own
	ByCell                  // they differ by nothing but their cells
	ByValue                 // they differ by what was found in each cell, within one limit
	ByUnit                  // they differ by nothing but their units
	First                   // each says something of its own, but of very many the first ones tell enough
)

// Title names the code's problem in a few words.
func (i Info) Title(lang msg.Lang) string { return msg.New(string(i.Code) + ".title").In(lang) }

// About says what the code means, and why it is a problem.
func (i Info) About(lang msg.Lang) string { return msg.New(string(i.Code) + ".about").In(lang) }

// Catalogue lists every code in order.
func Catalogue() []Info { return slices.Clone(catalogue[:]) }

// Lookup finds what is declared of a code.
func Lookup(code Code) (Info, bool) {
	for i := range catalogue { // copying it for every diagnostic would be dear
		if catalogue[i].Code == code {
			return catalogue[i], true
		}
	}
	return Info{}, false
}

// Where the examples stand.
var (
	nowhere = Position{}
	folder  = Position{File: "评分表"}
	file    = Position{File: "评分表/市水利局.xlsx"}
	sheet   = Position{File: "评分表/市水利局.xlsx", Worksheet: "评分表"}
	reasons = Position{File: sheet.File, Worksheet: "扣分说明"}

	published = Position{File: "2022年质量工作考核汇总.xlsx"}
)

// cell is an example's cell.
func cell(col, row int) Position { return Position{sheet.File, sheet.Worksheet, col, row} }

// reason is a cell of an example's row of reasons.
func reason(col int) Position { return Position{reasons.File, reasons.Worksheet, col, 4} }

// tablePart is a place in an example's table.
func tablePart(worksheet string, col, row int) Position {
	return Position{"2023年指标表.xlsx", worksheet, col, row}
}

func declare(code Code, level Level, at Position, args ...any) Info {
	return Info{Code: code, Level: level, Example: New(code, at, args...)}
}

func many(how Grouping, i Info) Info {
	i.Many = how
	return i
}

// outstanding marks a code as one that says what may still come.
func outstanding(i Info) Info {
	i.Outstanding = true
	return i
}

// value declares a code of a cell for a score: what was found there, and as
// what it was read if it was. Of two arguments of one name the first holds.
func value(code Code, level Level, found, read string, more ...any) Info {
	return many(ByValue, declare(code, level, cell(8, 5), append(more,
		"unit", "河津市", "code", "C1.8", "item", "加大质量监管力度", "found", found, "read", read,
		"allowed", msg.New("allowed.score", "points", "5"), "fix", msg.New("fix.score"), "ask", msg.New("fix.ask"), "rule", msg.New("rule.none"),
	)...))
}

// together declares a code of one score among all.
func together(code Code, level Level, at Position, more ...any) Info {
	return declare(code, level, at, append([]any{
		"unit", "河津市", "code", "C1.8", "item", "加大质量监管力度", "department", "市水利局",
	}, more...)...)
}

var catalogue = [...]Info{
	declare(Usage, Fatal, nowhere, "what", msg.New("usage.nopath"), "help", "qeval score --help"),
	declare(CannotOpen, Fatal, file, "why", msg.New("why.notexist")),
	declare(CannotWrite, Fatal, Position{File: "结果/汇总.xlsx"}, "why", msg.New("why.nofolder", "folder", "结果"), "fix", msg.New("fix.cause")),
	declare(OutputExists, Fatal, Position{File: "汇总.xlsx"}, "fix", msg.New("fix.output")),
	declare(OutputIsInput, Fatal, file),
	declare(NothingToRead, Error, folder),
	declare(Internal, Fatal, file, "why", "index out of range"),

	declare(NotWorkbook, Error, Position{File: "评分表/市水利局.et"}, "found", msg.New("foreign.xls")),
	declare(Protected, Error, file),
	declare(Damaged, Error, file, "why", msg.New("why.checksum")),
	declare(TooLarge, Error, file),
	declare(NoScoreSheet, Error, file, "code", "指标编号", "points", "分值"),
	declare(TwoScoreSheets, Error, file, "first", "评分表!A4", "second", "评分表 (2)!A4"),
	declare(OtherFormat, Warning, Position{File: "评分表/市水利局.xls"}),
	declare(CannotAnnotate, Error, file, "why", "xl/styles.xml: unexpected EOF"),
	declare(MoreAlike, Warning, file, "found", "Q301", "count", 12000, "most", 40000),

	declare(NoDepartment, Error, cell(2, 2), "label", "考核部门"),
	declare(UnknownDepartment, Error, cell(2, 2), "found", "水利局", "near", msg.New("suggest", "near", "市水利局")),
	declare(OtherTable, Error, sheet, "found", "2021年质量工作考核指标", "hash", "5f0c1d2e",
		"want", "2022年质量工作考核指标", "wanthash", "9a8b7c6d"),
	declare(NoMeta, Warning, sheet),
	many(ByValue, declare(UnknownUnit, Error, cell(8, 4), "found", "合津市", "near", msg.New("suggest", "near", "河津市"),
		"list", msg.New("roster.sheet"), "fix", msg.New("fix.heading"))),
	declare(RepeatedHeading, Error, cell(20, 4), "heading", "分值"),
	declare(UnitAlias, Warning, cell(6, 4), "found", "运城市盐湖区", "unit", "盐湖区"),
	declare(UnknownCriterion, Error, cell(1, 5), "found", "C1.88", "near", msg.New("suggest", "near", "C1.8")),
	declare(ForeignCriterion, Error, cell(1, 5), "code", "C1.4", "item", "加大质量监管力度",
		"owner", "市农业农村局", "department", "市水利局", "fix", msg.New("fix.foreign")),
	declare(RepeatedCriterion, Error, cell(1, 6), "code", "C1.8", "first", "A5", "fix", msg.New("fix.repeated")),
	declare(AlteredText, Error, cell(4, 5), "code", "C1.8", "found", "开展水利工程监督检查（5分）", "want", "开展水利工程质量监督检查……（5分）", "fix", msg.New("fix.text")),
	declare(AlteredPoints, Error, cell(5, 5), "code", "C1.8", "found", "6", "want", "5"),
	declare(SelfScoreColumn, Warning, cell(19, 4), "heading", "自评得分"),
	declare(RepeatedUnit, Error, cell(9, 4), "unit", "河津市", "first", "H4", "without", msg.New("unit.without", "units", "芮城县")),
	declare(HiddenSheet, Error, cell(1, 4)),
	declare(OtherLayout, Error, sheet, "found", "2", "want", "1"),
	declare(AlteredDepartment, Error, cell(2, 2), "found", "市交通运输局", "want", "市水利局"),
	many(ByCell, declare(NoCode, Error, cell(8, 9), "found", "4.5")),
	many(ByCell, declare(NoHeading, Warning, cell(20, 5), "found", "4.5")),
	many(ByCell, declare(AlteredSubtotal, Warning, cell(8, 6), "unit", "河津市", "label", "得分小计", "found", "99", "want", "4.5")),
	many(ByValue, declare(ReasonUnit, Warning, reason(2), "found", "合津市", "near", msg.New("suggest", "near", "河津市"))),
	many(ByValue, declare(ReasonCriterion, Warning, reason(1), "found", "C1.88", "near", msg.New("suggest", "near", "C1.8"),
		"list", msg.New("codes.department", "department", "市水利局"))),
	many(ByValue, declare(IncompleteReason, Warning, reason(2), "found", msg.New("reason.lacks", "heads", "指标编号"))),
	declare(NoReasonHeading, Warning, reasons, "heads", "指标编号、被考核单位、扣分原因"),
	declare(OtherYear, Error, cell(1, 1), "found", "2021", "want", "2022年质量工作考核指标"),
	many(ByValue, declare(UnusedWords, Warning, cell(19, 5), "what", msg.New("words.note"), "why", msg.New("reason.struck"))),
	declare(UnclearLabel, Error, cell(8, 4), "found", "河津市", "why", msg.New("unclear.struck")),
	declare(MergedHeading, Error, cell(8, 4), "unit", "河津市", "merged", "H4:I4"),
	declare(SecondHeadings, Error, cell(6, 6), "found", "永济市", "unit", "盐湖区", "first", "F4"),
	declare(OtherWorksheet, Warning, Position{File: sheet.File, Worksheet: "定稿", Col: 1, Row: 4}, "read", "评分表"),

	value(NotNumber, Error, "优", ""),
	value(Negative, Error, "-0.5", ""),
	value(AbovePoints, Error, "5.5", ""),
	outstanding(value(Blank, Error, "", "")),
	value(TooPrecise, Error, "4.3333", "", "shown", msg.New("shown.as", "shown", "4.33"), "formula", "=ROUND(4.3333,2)"),
	value(NotYesNo, Error, "没有", "", "allowed", msg.New("allowed.veto"), "fix", msg.New("fix.veto")),
	value(NotApplicable, Error, "不涉及", ""),
	value(ErrorValue, Error, "#DIV/0!", ""),
	value(NotCalculated, Error, "", ""),
	value(DateValue, Error, "44931", "", "shown", msg.New("shown.as", "shown", "2023-01-05")),
	value(PercentValue, Error, "0.85", ""),
	value(DisguisedValue, Error, "4.5", "", "shown", msg.New("shown.otherwise", "shown", "5")),
	value(StruckValue, Error, "4.5", ""),
	many(ByCell, value(HiddenValue, Error, "4.5", "")),
	many(ByCell, value(MergedValue, Error, "4.5", "", "merged", "H5:I5")),
	value(NumberAsText, Warning, "４．５", "4.5"),
	value(FormulaValue, Warning, "4.5", "4.5"),
	value(Spaces, Warning, "是 ", "是"),

	outstanding(declare(MissingDepartment, Error, nowhere, "department", "市水利局", "count", 1)),
	outstanding(together(MissingCriterion, Error, sheet, "text", "开展水利工程质量监督检查……（5分）")),
	outstanding(many(ByUnit, declare(MissingUnit, Error, cell(1, 4), "unit", "河津市", "department", "市水利局", "fix", msg.New("fix.column")))),
	declare(RepeatedScore, Error, sheet, "first", Position{File: "评分表/旧/市水利局.xlsx"}, "count", 13, "same", 12, "different", 1,
		"list", msg.New("repeated.list", "list", msg.New("repeated.score", "unit", "河津市", "code", "C1.8", "item", "加大质量监管力度", "cell", "H5", "found", "4.5", "firstcell", "H5", "firstfound", "4")),
		"date", "2023-01-20", "firstdate", "2023-01-05", "which", msg.New("which.unknown")),
	declare(UnscoredUnits, Warning, nowhere, "units", "绛县、垣曲县"),
	declare(SameDeduction, Warning, cell(6, 8), "code", "F1.1", "item", "重大质量事件", "points", "3", "count", 13),
	outstanding(many(ByUnit, together(MissingScore, Error, sheet))),
	declare(NoUnits, Error, nowhere),
	many(ByCell, declare(NoReason, Warning, cell(8, 8), "unit", "河津市", "code", "F1.1", "item", "重大质量事件",
		"lost", msg.New("loss.deduction", "points", "1.5"))),
	many(ByCell, together(ReasonRequired, Error, cell(8, 5), "lost", msg.New("loss.score", "points", "0.35"))),
	declare(ReasonNames, Warning, reason(3), "units", "夏县", "other", "〔其他单位〕"),
	declare(SameContent, Warning, Position{File: "评分表/旧/市水利局.xlsx"}, "first", file),
	declare(Unfinished, Error, nowhere, "departments", msg.New("unfinished.missing", "list", "市水利局、市公安局"), "fix", msg.New("fix.unfinished")),
	many(ByCell, together(UnexplainedNA, Error, cell(8, 5))),
	declare(TooManyWords, Error, reason(3)),

	declare(NotReport, Error, file, "found", msg.New("workbook.scoresheet")),
	declare(OtherReport, Error, published, "found", "1", "want", "2", "program", "qeval v0.0.0-20230301080000-0123456789ab"),
	declare(ReportTable, Error, published, "found", "2021年质量工作考核指标", "hash", "5f0c1d2e", "want", "2022年质量工作考核指标", "wanthash", "9a8b7c6d"),
	declare(BadReport, Error, Position{published.File, "数据来源", 5, 30}, "found", "C1.7", "want", "C1.8"),
	declare(OtherVersion, Warning, published, "found", "v1.0.0", "want", "v1.1.0"),
	declare(Incomplete, Error, published),
	declare(InputMissing, Error, published, "name", "市水利局.xlsx", "hash", "5f0c1d2e"),
	declare(InputChanged, Error, file, "name", "市水利局.xlsx", "hash", "9a8b7c6d", "want", "5f0c1d2e"),
	declare(InputExtra, Error, file, "hash", "9a8b7c6d"),
	declare(InputRenamed, Warning, Position{File: "评分表/市水利局（新）.xlsx"}, "name", "市水利局.xlsx"),
	many(First, declare(OtherValue, Error, Position{published.File, "得分明细", 9, 20}, "found", "4.5", "want", "4", "basis", msg.New("basis.sheets"),
		"origin", msg.New("origin", "at", cell(8, 5)), "fix", msg.New("fix.sheets"))),
	many(First, declare(OtherFormula, Error, Position{published.File, "汇总", 10, 3}, "found", msg.New("formula.none"), "want", "=ROUND(H3-I3,2)", "fix", msg.New("fix.sheets"))),
	declare(OtherSheets, Error, Position{File: published.File, Worksheet: "汇总"}, "what", msg.New("sheet.missing")),
	many(ByValue, declare(FollowingValue, Error, Position{published.File, "汇总", 10, 3}, "found", "94.65", "want", "94.15", "basis", msg.New("basis.sheets"),
		"fix", msg.New("fix.sheets"))),
	many(ByCell, declare(NoStoredValue, Error, Position{published.File, "汇总", 10, 3})),

	declare(NoTablePart, Error, tablePart("等次", 0, 0), "heads", "等次、下限"),
	declare(NoTableHeading, Error, tablePart("指标表", 1, 2), "head", "考核部门"),
	declare(TableHeadingTwice, Error, tablePart("指标表", 6, 2), "head", "备注", "first", "E"),
	declare(NoTitle, Error, tablePart("指标表", 0, 0)),
	declare(TableCell, Error, tablePart("指标表", 7, 9), "why", msg.New("cell.struckout")),
	declare(IncompleteRow, Error, tablePart("指标表", 3, 9), "head", "评分标准", "above", msg.Text{}),
	declare(ScatteredRows, Error, tablePart("指标表", 1, 20), "head", "考核类别", "name", "质量安全监管", "first", "A3"),
	declare(AmbiguousKind, Error, tablePart("指标表", 1, 44), "found", "加减分项"),
	declare(ManyCategories, Error, tablePart("指标表", 1, 99)),
	declare(EmptyPart, Error, tablePart("指标表", 0, 0)),
	declare(NoPoints, Error, tablePart("指标表", 3, 9), "text", "完善网络交易监管制度。"),
	declare(SeveralPoints, Error, tablePart("指标表", 3, 9), "text", "开展宣传（1分）、培训（2分）。", "marks", "1、2"),
	declare(BadPoints, Error, tablePart("指标表", 7, 9), "found", "2.555"),
	declare(OtherPoints, Warning, tablePart("指标表", 7, 9), "points", "3", "mark", "2", "text", "完善网络交易监管制度。（2分）"),
	declare(PointsSum, Error, tablePart("等次", 2, 7), "found", "98", "want", "100", "parts", msg.New("points.part", "category", "质量水平状况", "points", "9")),
	declare(BadFull, Error, tablePart("等次", 2, 7), "why", msg.New("full.number", "found", "一百")),
	declare(CategorySum, Error, tablePart("指标表", 1, 3), "category", "质量水平状况（12分）", "found", "11"),
	declare(SeveralDepartments, Error, tablePart("指标表", 4, 9), "found", "市住建局、市交通局"),
	declare(AlikeDepartments, Warning, tablePart("指标表", 4, 20), "found", "市场监管局", "other", "市市场监管局", "first", "D3"),
	declare(BadDepartment, Error, tablePart("指标表", 4, 9), "found", "同上"),
	declare(BadTableCode, Error, tablePart("指标表", 6, 9), "found", "Q304", "why", msg.New("code.diagnostic")),
	declare(RepeatedTableCode, Error, tablePart("指标表", 6, 20), "code", "B2.1", "first", "F9"),
	declare(BadNARule, Error, tablePart("指标表", 8, 9), "found", "按比例折算", "why", msg.New("na.rule")),
	declare(UnknownCap, Error, tablePart("指标表", 3, 45), "why", msg.New("cap.unknown", "found", "中等"), "grades", "优秀、良好、合格、较差"),
	declare(AssumedCap, Warning, tablePart("指标表", 3, 45), "text", "考核中弄虚作假的。", "grade", "较差"),
	declare(BadBound, Error, tablePart("等次", 2, 3), "grade", "良好", "found", "八十", "want", msg.New("bound.number")),
	declare(BoundOrder, Error, tablePart("等次", 2, 3), "grade", "良好", "bound", "90", "above", "优秀", "least", "90"),
	declare(BadGrade, Error, tablePart("等次", 1, 3), "found", "优秀", "why", msg.New("grade.twice")),
	declare(UnreachedGrade, Warning, tablePart("等次", 2, 2), "grade", "优秀", "bound", "120", "most", "105"),
	declare(BadUnit, Error, tablePart("被考核单位", 1, 5), "found", "永济市", "why", msg.New("unit.twice", "unit", "永济市", "first", "A3")),
	declare(NoRoster, Warning, tablePart("被考核单位", 0, 0)),
	declare(UnknownColumn, Warning, tablePart("指标表", 6, 2), "found", "序号", "heads", "备注、指标编号、分值、不涉及时"),
	declare(PassedOverRow, Warning, tablePart("指标表", 3, 46), "text", "合计减分超过3分的，另减1分。（1分）"),
	many(ByCell, declare(AssumedDepartment, Warning, tablePart("指标表", 4, 9), "department", "市市场监管局")),
	declare(LongTable, Error, tablePart("指标表", 0, 0), "why", msg.New("long.rows", "count", 2004, "most", 1000)),
}
