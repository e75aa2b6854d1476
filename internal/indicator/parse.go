package indicator

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// The headings of the published table and of the two lists beside it. They
// are also the headings of everything that this program prints of the table.
const (
	HeadCategory   = "考核类别"
	HeadItem       = "考核项目"
	HeadCriterion  = "评分标准"
	HeadDepartment = "考核部门"
	HeadNote       = "备注"
	HeadCode       = "指标编号"
	HeadPoints     = "分值"
	HeadNA         = "不涉及时"
	HeadRule       = "评分细则"
	HeadGrade      = "等次"
	HeadAtLeast    = "下限"
	HeadSource     = "依据"
	HeadUnit       = "被考核单位"

	// The labels of cells, each before the one that is meant.
	LabelFull      = "满分" // what the scored criteria add up to; also the only rule for 不涉及
	LabelOrganizer = "主办单位"
)

const full100 Points = 100_00 // what they add up to where no cell says it

// The headings of each part that must be there, and those that may.
var (
	criteriaHeads = [...]string{HeadCategory, HeadItem, HeadCriterion, HeadDepartment}
	moreHeads     = [...]string{HeadNote, HeadCode, HeadPoints, HeadNA, HeadRule}
	gradeHeads    = [...]string{HeadGrade, HeadAtLeast}
	unitHeads     = [...]string{HeadUnit}
)

// Parse makes a Table of what is written down. The list has everything that is wrong
// with it, each with its cell; the table is nil if anything there is an error. The
// roster may be missing, and the table then has none.
func Parse(s Source) (*Table, diag.List) {
	p := &parser{table: &Table{}, levelAt: map[string]diag.Position{}, doubted: map[string]bool{}, full: full100, fullAt: s.Criteria.At}
	p.grades(s.Grades)
	p.criteria(s.Criteria)
	if !slices.ContainsFunc(s.Units.Rows, func(row []Cell) bool { return !isBlank(row) }) {
		p.list.Add(diag.NoRoster.At(s.Units.At))
	} else {
		p.units(s.Units)
	}
	p.whole(s)
	if p.list.Worst(false) > diag.Warning {
		return nil, p.list
	}
	p.table.hash, p.table.byCode = p.table.Hash(), map[string]int{}
	for i, c := range p.table.Criteria {
		p.table.byCode[c.Code] = i
	}
	return p.table, p.list
}

type parser struct {
	table   *Table
	list    diag.List
	heads   map[string]int // the one-based columns of the part that is being read
	known   map[int]bool   // those columns
	headed  map[int]bool   // the columns with any heading
	ignored map[int]bool   // those that do not matter

	departments []Cell                   // where each is named first
	levelAt     map[string]diag.Position // of each category and item, by its code
	bounds      []bound
	full        Points // what the scored criteria are to add up to
	fullAt      diag.Position
	organizerAt diag.Position   // where it is named first
	doubted     map[string]bool // the categories and items with a criterion whose points are not understood, by their codes
}

// header finds a part's row of headings, which is the first that has two of them (or
// the only one), and returns the rows above and below it.
func (p *parser) header(g Grid, required, optional []string) (above, below [][]Cell, ok bool) {
	at := slices.IndexFunc(g.Rows, func(row []Cell) bool { return known(row, required) >= min(2, len(required)) })
	if at < 0 {
		p.noHeader(g, required)
		return nil, nil, false
	}
	p.heads, p.known, p.headed, p.ignored = map[string]int{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	for i, c := range g.Rows[at] {
		if required[0] != HeadGrade || !besideGrades(g.Rows[at], i) {
			p.heading(c, required, optional)
		}
	}
	ok = true
	for _, head := range required {
		if p.heads[head] == 0 {
			p.list.Add(diag.NoTableHeading.At(g.Rows[at][0].At, head, texts(g.Rows[at])))
			ok = false
		}
	}
	return g.Rows[:at], g.Rows[at+1:], ok
}

// known is how many of the headings a row has.
func known(row []Cell, heads []string) int {
	n := 0
	for _, c := range row {
		if slices.Contains(heads, Fold(c.Text)) {
			n++
		}
	}
	return n
}

// HasHeadings reports whether a row has the headings of a part of a table, or two of them.
func HasHeadings(part string, row []Cell) bool {
	heads := map[string][]string{PartCriteria: criteriaHeads[:], PartGrades: gradeHeads[:], PartUnits: unitHeads[:]}[part]
	return known(row, heads) >= min(2, len(heads))
}

// noHeader says what there is in place of a part, or of its headings.
func (p *parser) noHeader(g Grid, required []string) {
	like := slices.MaxFunc(append([][]Cell{{{At: g.At}}}, g.Rows...), func(a, b []Cell) int {
		return cmp.Or(cmp.Compare(known(a, required), known(b, required)), cmp.Compare(filled(a), filled(b)))
	})
	heads := strings.Join(required, "、")
	switch {
	case g.Likely != "":
		p.list.Add(diag.NoTablePart.At(g.At, msg.PartMissing(strings.Join(g.Instead, "、")), msg.FixRename(g.Likely, g.At.Worksheet)))
	case len(g.Instead) > 0:
		p.list.Add(diag.NoTablePart.At(g.At, msg.PartMissing(strings.Join(g.Instead, "、")), msg.FixPart(heads)))
	case filled(like) == 0:
		p.list.Add(diag.NoTablePart.At(g.At, msg.PartEmpty, msg.FixPart(heads)))
	default:
		p.list.Add(diag.NoTablePart.At(like[0].At, msg.PartHeadings(texts(like)), msg.FixHeadings(heads)))
	}
}

// texts are the texts of a row, as far as a message has room for them.
func texts(row []Cell) string {
	const most = 12
	var list []string
	for _, c := range row {
		if Fold(c.Text) != "" && len(list) < most {
			list = append(list, brief(c.Text))
		}
	}
	return strings.Join(list, "、")
}

func (p *parser) heading(c Cell, required, optional []string) {
	head := Fold(c.Text)
	p.headed[c.At.Col] = head != ""
	switch known := slices.Contains(required, head) || slices.Contains(optional, head); {
	case known && p.heads[head] != 0:
		p.list.Add(diag.TableHeadingTwice.At(c.At, head, diag.Column(p.heads[head])))
	case known:
		p.heads[head], p.known[c.At.Col] = c.At.Col, true
	case IsIgnored(head):
		p.ignored[c.At.Col] = true
		p.list.Add(diag.IgnoredColumn.At(c.At, head))
	case required[0] == HeadCategory && p.refusedBy(c, weightColumn, quotaColumn):
	case required[0] == HeadGrade && p.refusedBy(c, quotaColumn, quotaCount):
	case head != "" && required[0] != HeadUnit: // beside that list there may be anything
		p.list.Add(diag.UnknownColumn.At(c.At, head, strings.Join(optional, "、")))
	}
}

// IsIgnored reports whether a text heads a column that does not matter, whatever is below
// it.
func IsIgnored(text string) bool {
	return slices.Contains([]string{"序号", "行号", "行次", "NO", "NO."}, strings.ToUpper(FoldText(text)))
}

// withoutNumbers are rows without their own numbers, which stand in columns that do not
// matter. Other texts there may be a sum, a note, or a category over the whole width.
func (p *parser) withoutNumbers(rows [][]Cell) [][]Cell {
	var without [][]Cell
	for _, row := range rows {
		row = slices.Clone(row)
		for i, c := range row {
			if p.ignored[c.At.Col] && rowNumber.MatchString(FoldText(c.Text)) {
				row[i].Text = ""
			}
		}
		without = append(without, row)
	}
	return without
}

var rowNumber = regexp.MustCompile(`^[(]?(?:[0-9]+|[一二三四五六七八九十]+|[①-⑳]|[A-Z])[)]?[.、]?$`) // in half width

// formulas tells of the formulas behind cells that are read.
func (p *parser) formulas(cells ...Cell) {
	for _, c := range cells {
		if c.Formula != "" && !c.Refused {
			p.list.Add(diag.TableFormula.At(c.At, msg.Brief(c.Text, 40), msg.Brief(c.Formula, 40), c.Elsewhere))
		}
	}
}

// cell is the cell of a row below a heading. A heading that is not there has empty
// cells.
func (p *parser) cell(row []Cell, head string) Cell {
	col, ok := p.heads[head]
	if !ok {
		return Cell{At: row[0].At}
	}
	return in(row, col)
}

// grades reads the grades, best first, what the scored criteria are to add up to, and who
// holds the assessment.
func (p *parser) grades(g Grid) {
	p.declared(g)
	p.organizer(g.Rows)
	above, below, ok := p.header(g, gradeHeads[:], []string{HeadSource})
	if !ok {
		return
	}
	for _, row := range above {
		p.besideGrade(row, false)
	}
	rows, stray := p.gradeRows(below)
	switch {
	case len(rows) == 0 && !stray:
		p.list.Add(diag.EmptyPart.At(g.At))
	case len(rows) > maxGrades:
		p.list.Add(diag.LongTable.At(rows[maxGrades][0].At, msg.LongGrades(maxGrades)))
		return
	}
	for i, row := range rows {
		last := i == len(rows)-1
		p.grade(row, last && (!stray || Fold(p.cell(row, HeadAtLeast).Text) == "")) // a bound above what is no grade is as it should be there
	}
}

func (p *parser) grade(row []Cell, worst bool) {
	name, bound, source := p.cell(row, HeadGrade), p.cell(row, HeadAtLeast), p.cell(row, HeadSource)
	p.formulas(name, bound, source)
	grade := Grade{Name: Fold(name.Text), Open: worst, Source: strings.TrimSpace(source.Text)}
	switch why := p.badGrade(grade.Name); {
	case !why.IsZero():
		grade.Name = brief(grade.Name) // no other will be compared to more of it
		p.list.Add(diag.BadGrade.At(name.At, grade.Name, why, msg.FixGradeName))
	case strings.Contains(strings.TrimSpace(name.Text), "\n"):
		p.list.Add(diag.BadGrade.At(name.At, strings.Join(strings.Fields(name.Text), " "), msg.GradeLines, msg.FixGradeLines))
	}
	if isLabel(source, LabelFull) { // which says of the points of the table what is meant of the grade, or the reverse
		p.list.Add(diag.BadFull.At(source.At, msg.FullSource(grade.Name)))
	}
	switch {
	case p.refusedBy(bound, quotaBound):
	case !worst:
		p.bound(&grade, bound)
	case Fold(bound.Text) != "":
		p.list.Add(diag.BadBound.At(bound.At, grade.Name, bound.Text, msg.BoundWorst))
	}
	p.table.Grades = append(p.table.Grades, grade)
}

// bound reads the bound of a grade, which is below that of the one above it.
func (p *parser) bound(grade *Grade, c Cell) {
	points, err := ParsePoints(number(c.Text))
	if err != nil || points < 0 {
		p.list.Add(diag.BadBound.At(c.At, grade.Name, c.Text, msg.BoundNumber))
		return
	}
	grade.AtLeast = points
	if n := len(p.bounds); n > 0 && points >= p.bounds[n-1].AtLeast {
		above := p.bounds[n-1]
		p.list.Add(diag.BoundOrder.At(c.At, grade.Name, points, above.Name, above.AtLeast))
	}
	p.bounds = append(p.bounds, bound{*grade, c.At})
}

// bound is a grade whose bound can be read, and where that is.
type bound struct {
	Grade
	at diag.Position
}

// badGrade is what is wrong with a grade's name, if anything is. Excel takes names
// that differ in nothing but their case for the same, and *, ? and ~ for wildcards;
// and its formulas, in which the names are, have no room for long texts.
func (p *parser) badGrade(name string) msg.Text {
	const most = 20 // characters; a text in a formula has at most 255
	switch {
	case utf8.RuneCountInString(name) > most:
		return msg.GradeLong
	case name == "":
		return msg.GradeNoName
	case strings.ContainsAny(FoldText(name), "*?~"):
		return msg.GradeWildcard
	case slices.ContainsFunc(p.table.Grades, func(g Grade) bool { return strings.EqualFold(FoldText(g.Name), FoldText(name)) }):
		return msg.GradeTwice
	}
	return msg.Text{}
}

// declared reads the points behind the label 满分, if there is one.
func (p *parser) declared(g Grid) {
	for i, value := range p.labelled(g.Rows, LabelFull) {
		points, err := ParsePoints(number(value.Text))
		switch {
		case i > 0:
			p.list.Add(diag.BadFull.At(value.At, msg.LabelTwice(LabelFull, p.fullAt.Cell())))
		case err != nil || points <= 0:
			p.list.Add(diag.BadFull.At(value.At, msg.FullNumber(value.Text)))
			p.fullAt = value.At
		default:
			p.full, p.fullAt = points, value.At
		}
	}
}

// organizer reads the name behind the label 主办单位, in the same cell or right of it. It may
// be left out, and stands beside the grades or above the criteria.
func (p *parser) organizer(rows [][]Cell) {
	values := p.labelled(rows, LabelOrganizer)
	for _, c := range slices.Concat(rows...) {
		if m := heldBy.FindStringSubmatch(width.Fold.String(c.Text)); m != nil {
			c.Text = m[1]
			values = append(values, c)
		}
	}
	for _, value := range values {
		switch name := Fold(value.Text); {
		case p.organizerAt.Row > 0:
			p.list.Add(diag.BadOrganizer.At(value.At, msg.LabelTwice(LabelOrganizer, p.organizerAt.Worksheet+"!"+p.organizerAt.Cell())))
			return
		case utf8.RuneCountInString(name) > MaxName:
			p.list.Add(diag.BadOrganizer.At(value.At, msg.OrganizerLong(msg.Brief(name, 20), MaxName)))
		default:
			p.table.Organizer = name
		}
		p.organizerAt = value.At
	}
}

var heldBy = regexp.MustCompile(`^\s*主办单位\s*:\s*(\S.*)$`) // in half width

// labelled are the cells right of those that have nothing but a label.
func (p *parser) labelled(rows [][]Cell, label string) []Cell {
	var values []Cell
	for _, row := range rows {
		for _, c := range row {
			if isLabel(c, label) {
				values = append(values, in(row, c.At.Col+max(1, c.Cols)))
			}
		}
	}
	p.formulas(values...)
	return values
}

func isLabel(c Cell, label string) bool { return strings.TrimRight(Fold(c.Text), "：:") == label }

// units reads the roster.
func (p *parser) units(g Grid) {
	_, below, ok := p.header(g, unitHeads[:], nil)
	if !ok {
		return
	}
	first := map[string]diag.Position{}
	for _, row := range below {
		c := p.cell(row, HeadUnit)
		p.beside(row, c)
		name := Fold(c.Text)
		if name == "" || name == HeadUnit || footing.MatchString(FoldText(name)) {
			p.rules(row)
			continue
		}
		p.formulas(c)
		other, match := Resolve(name, p.table.Units)
		switch {
		case match != NoMatch:
			p.list.Add(diag.BadUnit.At(c.At, name, msg.UnitTwice(first[other].Cell(), other)))
		case Reserved(name):
			p.list.Add(diag.BadUnit.At(c.At, name, msg.UnitReserved))
		case utf8.RuneCountInString(name) > MaxName:
			p.list.Add(diag.BadUnit.At(c.At, msg.Brief(name, 20), msg.UnitLong(MaxName)))
		case remark.MatchString(FoldText(name)):
			p.list.Add(diag.BadUnit.At(c.At, msg.Brief(name, 20), msg.UnitRemark))
		case unitNumber.MatchString(FoldText(name)):
			p.list.Add(diag.BadUnit.At(c.At, msg.Brief(name, 20), msg.UnitNumbered))
		case severalUnits(c.Text):
			p.list.Add(diag.BadUnit.At(c.At, msg.Brief(name, 20), msg.UnitSeveral))
		}
		first[name] = c.At
		p.table.Units = append(p.table.Units, name)
	}
	if len(p.table.Units) == 0 {
		p.list.Add(diag.NoRoster.At(g.At))
	}
}

// severalUnits reports whether a cell has the names of several units.
func severalUnits(text string) bool {
	text = strings.TrimSpace(width.Fold.String(text))
	isLong := func(name string) bool { return utf8.RuneCountInString(name) > 1 }
	return strings.ContainsAny(text, ",、;\n") || unitTwice.MatchString(Fold(text)) ||
		countOf(named(strings.Fields(text)), isLong) > 1 ||
		countOf(named(cut(text, dividing)), nameLike.MatchString) > 1 ||
		countOf(named(cut(text, unitJoined)), unitName.MatchString) > 1
}

// How units are named and divided, in half width.
var (
	unitName   = regexp.MustCompile(`.(县|市|区|旗|镇|乡|村|街道|社区|办事处|管委会)$`)
	unitJoined = regexp.MustCompile(`和平|和顺|共和|和田|和林|呼和|([和及与-])`)
	unitTwice  = regexp.MustCompile(`^[^省市区县]+县[^省市区县]+县$|^[^省市区县镇]+镇[^省市区县镇]+镇$|^[^省市区县乡]+乡[^省市区县乡]+乡$`)
	unitNumber = regexp.MustCompile(`^([0-9]+[.、,)]|[①-⒛]|[一二三四五六七八九十]+[、.,])`)
)

// beside warns of what stands beside a unit, where somebody may have gone on with the
// list.
func (p *parser) beside(row []Cell, unit Cell) {
	for _, c := range row {
		if c.At.Col != unit.At.Col && !p.headed[c.At.Col] && Fold(c.Text) != "" {
			p.headed[c.At.Col] = true
			p.list.Add(diag.UnknownColumn.At(c.At, brief(c.Text), HeadUnit))
		}
	}
}

// Reserved reports whether a score sheet would take a name for one of its own
// headings, or for all units, so that no unit can have it.
func Reserved(name string) bool {
	return IsHeading(name) || slices.Contains(EveryUnit[:], name) || strings.Contains(name, HeadSelf)
}

// IsHeading reports whether a name is one of the headings that score sheets share with
// the table.
func IsHeading(name string) bool {
	return slices.Contains([]string{HeadCode, HeadCategory, HeadItem, HeadCriterion, HeadPoints, HeadNote, HeadRule}, name)
}

// EveryUnit are the words for all units of a sheet. The first is the one that people
// are told.
var EveryUnit = [...]string{"全部", "全体", "所有单位", "各单位", "全部单位"}

// HeadSelf is part of the heading of a column in which units score themselves.
const HeadSelf = "自评"

// whole checks what no single row shows.
func (p *parser) whole(s Source) {
	reach := p.table.Points()
	sure := len(p.table.Criteria) > 0 && !slices.ContainsFunc(slices.Concat(s.Criteria.Rows, s.Grades.Rows), anyRefused) &&
		!slices.ContainsFunc(p.list, func(d diag.Diagnostic) bool {
			return d.Level() > diag.Warning && (d.Worksheet == s.Criteria.At.Worksheet || d.Code == diag.BadFull.Code)
		}) // else the sum may be of other criteria than are meant, and nobody is to declare it
	if reach != p.full && sure {
		p.list.Add(diag.PointsSum.At(p.fullAt, reach, p.full, p.parts()))
	}
	for _, c := range p.table.OfKind(Bonus) {
		reach += c.Points
	}
	for _, b := range p.bounds {
		if b.AtLeast > reach && sure {
			p.list.Add(diag.UnreachedGrade.At(b.at, b.Name, b.AtLeast, reach))
		}
	}
	var names []string
	for i, c := range p.departments {
		names = append(names, FoldText(c.Text))
		for j, other := range p.departments[:i] {
			if mayBeSame(names[i], names[j]) {
				p.list.Add(diag.AlikeDepartments.At(c.At, Fold(c.Text), other.At.Cell(), Fold(other.Text)))
			}
		}
	}
}

// parts is what the points of the table are made of, category by category.
func (p *parser) parts() msg.Text {
	var parts []msg.Text
	for _, c := range p.table.Categories(Score) {
		parts = append(parts, msg.PointsPart(c.Name, p.table.CategoryPoints(c.Code)))
	}
	return msg.Join(parts)
}

// mayBeSame reports whether two names may well mean one department: one is the other
// with some characters left out (市场监管局 for 市市场监督管理局), if need be without its
// level (县市场监管局 for 市场监督管理局), or both are long and differ by one character.
func mayBeSame(one, other string) bool {
	levelled := levelOf(one) != ""
	if levelled == (levelOf(other) != "") {
		return mayBeShort([]rune(one), []rune(other))
	}
	if !levelled {
		one, other = other, one
	}
	return mayBeShort([]rune(one), []rune(other)) || mayBeShort([]rune(one)[1:], []rune(other))
}

// mayBeShort is [mayBeSame] for names as they stand there.
func mayBeShort(long, short []rune) bool {
	if len(long) < len(short) {
		long, short = short, long
	}
	left, different := short, 0
	for i, r := range long {
		if len(left) > 0 && left[0] == r {
			left = left[1:]
		}
		if i < len(short) && short[i] != r {
			different++
		}
	}
	return len(left) == 0 && len(short) >= 3 || len(long) == len(short) && len(long) >= 6 && different == 1
}
