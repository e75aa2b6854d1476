package indicator

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
	HeadGrade      = "等次"
	HeadAtLeast    = "下限"
	HeadSource     = "依据"
	HeadUnit       = "被考核单位"

	LabelFull = "满分" // of the cell before what the scored criteria add up to; also the only rule for 不涉及
)

const full100 Points = 100_00 // what they add up to where no cell says it

// The headings of each part that must be there, and those that may.
var (
	criteriaHeads = [...]string{HeadCategory, HeadItem, HeadCriterion, HeadDepartment}
	moreHeads     = [...]string{HeadNote, HeadCode, HeadPoints, HeadNA}
	gradeHeads    = [...]string{HeadGrade, HeadAtLeast}
	unitHeads     = [...]string{HeadUnit}
)

// Parse makes a Table of what is written down. The list has everything that is wrong
// with it, each with its cell; the table is nil if anything there is an error. The
// roster may be missing, and the table then has none.
func Parse(s Source) (*Table, diag.List) {
	p := &parser{table: &Table{}, full: full100, fullAt: s.Criteria.At}
	p.grades(s.Grades)
	p.criteria(s.Criteria)
	if len(s.Units.Rows) > 0 {
		p.units(s.Units)
	}
	p.whole()
	if p.list.Worst(false) > diag.Warning {
		return nil, p.list
	}
	return p.table, p.list
}

type parser struct {
	table  *Table
	list   diag.List
	heads  map[string]int // the one-based columns of the part that is being read
	headed map[int]bool   // the columns with any heading

	departments []Cell // where each is named first
	bounds      []Cell // of the grades that have one
	full        Points // what the scored criteria are to add up to
	fullAt      diag.Position
	unsure      bool // of the points of a criterion
}

// header finds a part's row of headings, which is the first that has two of them (or
// the only one), and returns the rows above and below it.
func (p *parser) header(g Grid, required, optional []string) (above, below [][]Cell, ok bool) {
	at := slices.IndexFunc(g.Rows, func(row []Cell) bool {
		found := 0
		for _, c := range row {
			if slices.Contains(required, Fold(c.Text)) {
				found++
			}
		}
		return found >= min(2, len(required))
	})
	if at < 0 {
		p.list.Add(diag.NoTablePart, g.At, "heads", strings.Join(required, "、"))
		return nil, nil, false
	}
	p.heads, p.headed = map[string]int{}, map[int]bool{}
	for _, c := range g.Rows[at] {
		p.heading(c, required, optional)
	}
	for _, head := range required {
		if p.heads[head] == 0 {
			p.list.Add(diag.NoTableHeading, g.Rows[at][0].At, "head", head)
			ok = true
		}
	}
	return g.Rows[:at], g.Rows[at+1:], !ok
}

func (p *parser) heading(c Cell, required, optional []string) {
	head := Fold(c.Text)
	p.headed[c.At.Col] = head != ""
	switch known := slices.Contains(required, head) || slices.Contains(optional, head); {
	case known && p.heads[head] != 0:
		p.list.Add(diag.TableHeadingTwice, c.At, "head", head, "first", diag.Column(p.heads[head]))
	case known:
		p.heads[head] = c.At.Col
	case head != "" && required[0] == HeadCategory: // beside the lists there may be anything
		p.list.Add(diag.UnknownColumn, c.At, "found", head, "heads", strings.Join(optional, "、"))
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

// grades reads the grades, best first, and what the scored criteria are to add up to.
func (p *parser) grades(g Grid) {
	p.declared(g)
	_, below, ok := p.header(g, gradeHeads[:], []string{HeadSource})
	if !ok {
		return
	}
	rows := slices.DeleteFunc(slices.Clone(below), func(row []Cell) bool {
		name := p.cell(row, HeadGrade)
		return isFull(name) || Fold(name.Text+p.cell(row, HeadAtLeast).Text) == ""
	})
	if len(rows) == 0 {
		p.list.Add(diag.BadGrade, g.At, "found", "", "why", msg.New("grade.none"))
	}
	for i, row := range rows {
		p.grade(row, i == len(rows)-1)
	}
}

func (p *parser) grade(row []Cell, worst bool) {
	name, bound := p.cell(row, HeadGrade), p.cell(row, HeadAtLeast)
	grade := Grade{Name: Fold(name.Text), Open: worst, Source: strings.TrimSpace(p.cell(row, HeadSource).Text)}
	if why := p.badGrade(grade.Name); why != "" {
		p.list.Add(diag.BadGrade, name.At, "found", grade.Name, "why", msg.New(why))
	}
	blank, above := Fold(bound.Text) == "", len(p.bounds)-1
	points, err := ParsePoints(number(bound.Text))
	switch {
	case worst && !blank:
		p.list.Add(diag.BadBound, bound.At, "grade", grade.Name, "found", bound.Text, "want", msg.New("bound.worst"))
	case worst:
	case err != nil || points < 0:
		p.list.Add(diag.BadBound, bound.At, "grade", grade.Name, "found", bound.Text, "want", msg.New("bound.number"))
	case above >= 0 && points >= p.table.Grades[above].AtLeast:
		p.list.Add(diag.BoundOrder, bound.At, "grade", grade.Name, "bound", points, "above", p.table.Grades[above].Name, "least", p.table.Grades[above].AtLeast)
	}
	grade.AtLeast = points
	if !worst {
		p.bounds = append(p.bounds, bound)
	}
	p.table.Grades = append(p.table.Grades, grade)
}

// badGrade is the key of what is wrong with a grade's name, or "". Excel takes names
// that differ in nothing but their case for the same, and *, ? and ~ for wildcards.
func (p *parser) badGrade(name string) string {
	switch {
	case name == "":
		return "grade.noname"
	case strings.ContainsAny(name, "*?~"):
		return "grade.wildcard"
	case slices.ContainsFunc(p.table.Grades, func(g Grade) bool { return strings.EqualFold(FoldText(g.Name), FoldText(name)) }):
		return "grade.twice"
	}
	return ""
}

// declared reads the points behind the label 满分, if there is one.
func (p *parser) declared(g Grid) {
	for _, row := range g.Rows {
		for _, label := range row {
			if !isFull(label) {
				continue
			}
			value := in(row, label.At.Col+1)
			points, err := ParsePoints(number(value.Text))
			if err != nil || points <= 0 {
				p.list.Add(diag.BadFull, value.At, "found", value.Text)
				continue
			}
			p.full, p.fullAt = points, value.At
		}
	}
}

func isFull(c Cell) bool { return strings.TrimRight(Fold(c.Text), "：:") == LabelFull }

// number is an amount of points as it may be written down, without its 分 and in half
// width.
func number(text string) string {
	return strings.TrimSuffix(FoldText(text), "分")
}

// units reads the roster.
func (p *parser) units(g Grid) {
	_, below, ok := p.header(g, unitHeads[:], nil)
	if !ok {
		return
	}
	first := map[string]diag.Position{}
	for _, row := range below {
		c := p.cell(row, HeadUnit)
		name := Fold(c.Text)
		at, twice := first[name]
		switch {
		case name == "":
			continue
		case twice:
			p.list.Add(diag.BadUnit, c.At, "found", name, "why", msg.New("unit.twice", "first", at.Cell()))
		case Reserved(name):
			p.list.Add(diag.BadUnit, c.At, "found", name, "why", msg.New("unit.reserved"))
		case strings.ContainsAny(name, ",，、;；"):
			p.list.Add(diag.BadUnit, c.At, "found", name, "why", msg.New("unit.several"))
		}
		first[name] = c.At
		p.table.Units = append(p.table.Units, name)
	}
}

// Reserved reports whether a score sheet would take a name for one of its own
// headings, so that no unit can have it.
func Reserved(name string) bool {
	return slices.Contains([]string{HeadCode, HeadCategory, HeadItem, HeadCriterion, HeadPoints, HeadNote}, name) ||
		strings.Contains(name, HeadSelf)
}

// HeadSelf is part of the heading of a column in which units score themselves.
const HeadSelf = "自评"

// whole checks what no single row shows.
func (p *parser) whole() {
	sure, reach := !p.unsure && len(p.table.Criteria) > 0, p.table.Points()
	if reach != p.full && sure {
		p.list.Add(diag.PointsSum, p.fullAt, "found", reach, "want", p.full, "parts", p.parts())
	}
	for _, c := range p.table.OfKind(Bonus) {
		reach += c.Points
	}
	for i, c := range p.bounds {
		if bound := p.table.Grades[i].AtLeast; bound > reach && sure {
			p.list.Add(diag.UnreachedGrade, c.At, "grade", p.table.Grades[i].Name, "bound", bound, "most", reach)
		}
	}
	for i, c := range p.departments {
		for _, other := range p.departments[:i] {
			if mayBeSame(Fold(c.Text), Fold(other.Text)) {
				p.list.Add(diag.AlikeDepartments, c.At, "found", Fold(c.Text), "other", Fold(other.Text), "first", other.At.Cell())
			}
		}
	}
}

// parts is what the points of the table are made of, category by category.
func (p *parser) parts() msg.Text {
	var parts []msg.Text
	for _, c := range p.table.Categories(Score) {
		parts = append(parts, msg.New("points.part", "category", c.Name, "points", p.table.CategoryPoints(c.Code)))
	}
	return msg.Join(parts)
}

// mayBeSame reports whether two names may well mean one department: one is the other
// with some characters left out (市场监管局 for 市市场监督管理局), or both are long and
// differ by one character.
func mayBeSame(a, b string) bool {
	long, short := []rune(FoldText(a)), []rune(FoldText(b))
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

// criteria reads the published shape: an empty category, item or department
// cell continues the one above, and a cell that holds several marks of points
// on several lines holds as many criteria (design rule 1).
func (p *parser) criteria(g Grid) {
	above, below, ok := p.header(g, criteriaHeads[:], moreHeads[:])
	if !ok {
		return
	}
	for _, row := range above {
		for _, c := range row {
			p.table.Title = cmp.Or(p.table.Title, oneLine(c.Text))
		}
	}
	if p.table.Title == "" {
		p.list.Add(diag.NoTitle, g.At)
	}
	r := criteriaReader{parser: p, first: map[string]diag.Position{}, codes: map[string]diag.Position{}}
	for _, row := range below {
		if !isBlank(row) && !r.passedOver(row) {
			r.row(row)
		}
	}
	if len(p.table.Criteria) == 0 && len(p.list) == 0 {
		p.list.Add(diag.NoCriteria, g.At)
	}
}

// oneLine is a name that somebody may have broken into lines.
func oneLine(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String()
}

// criteriaReader reads the rows of the criteria. It holds what empty cells continue.
type criteriaReader struct {
	*parser
	first map[string]diag.Position // of each category and item
	codes map[string]diag.Position // of each code

	category                  Category
	item                      Item
	department                string
	categories, items, number int // so far: of the table, of the category, of the item
}

// passedOver reports whether a row is none of the table's own: its sum, a note below
// it, or its headings again as they stand on a document's next page.
func (r *criteriaReader) passedOver(row []Cell) bool {
	text, lead := Fold(r.cell(row, HeadCriterion).Text), ""
	for _, c := range row {
		lead = cmp.Or(lead, Fold(c.Text))
	}
	return text == HeadCriterion || text == "" && footing.MatchString(lead)
}

func (r *criteriaReader) row(row []Cell) {
	r.unheaded(row)
	r.levels(row)
	text := r.cell(row, HeadCriterion)
	if Fold(text.Text) == "" {
		r.list.Add(diag.IncompleteRow, text.At, "head", HeadCriterion)
		return
	}
	code, points := r.cell(row, HeadCode), r.cell(row, HeadPoints)
	texts := []string{strings.TrimSpace(text.Text)}
	if Fold(points.Text) == "" && r.category.Kind != Veto {
		texts = splitCriteria(texts[0])
	}
	if Fold(code.Text) != "" && len(texts) > 1 {
		r.list.Add(diag.BadTableCode, code.At, "found", code.Text, "why", msg.New("code.several", "count", len(texts)))
	}
	for _, one := range texts {
		r.number++
		c := Criterion{
			Code: r.item.Code + "." + strconv.Itoa(r.number), Category: r.category, Item: r.item,
			Text: one, Department: r.department, Note: strings.TrimSpace(r.cell(row, HeadNote).Text),
		}
		r.code(&c, code, text)
		if c.Kind() == Veto {
			r.cap(&c, text, points)
		} else {
			r.points(&c, text, points)
		}
		r.notApplicable(&c, r.cell(row, HeadNA))
		r.table.Criteria = append(r.table.Criteria, c)
	}
}

// unheaded warns of what stands in a column without a heading, once a column.
func (r *criteriaReader) unheaded(row []Cell) {
	for _, c := range row {
		if !r.headed[c.At.Col] && Fold(c.Text) != "" {
			r.headed[c.At.Col] = true
			r.list.Add(diag.UnknownColumn, c.At, "found", brief(c.Text), "heads", strings.Join(moreHeads[:], "、"))
		}
	}
}

// levels reads a row's category, item and department. One that is the same as above
// goes on like an empty one.
func (r *criteriaReader) levels(row []Cell) {
	category := r.level(row, HeadCategory, r.category.Name)
	if category != r.category.Name {
		r.category = Category{Code: string(rune('A' + r.categories)), Name: category, Kind: r.kind(category, r.cell(row, HeadCategory))}
		if r.categories++; r.categories > 26 {
			r.list.Add(diag.ManyCategories, r.cell(row, HeadCategory).At)
		}
		r.item, r.items = Item{}, 0
	}
	if item := r.level(row, HeadItem, r.item.Name); item != r.item.Name {
		r.items++
		r.item, r.number = Item{Code: r.category.Code + strconv.Itoa(r.items), Name: item}, 0
	}
	r.department = cmp.Or(r.departmentIn(r.cell(row, HeadDepartment)), r.department)
	if r.department == "" {
		r.list.Add(diag.IncompleteRow, r.cell(row, HeadDepartment).At, "head", HeadDepartment)
		r.department = unknown
	}
}

// unknown stands for a name that is missing, so that this is said once.
const unknown = "？"

// level is the name of a row's category or item, current if the cell is empty.
func (r *criteriaReader) level(row []Cell, head, current string) string {
	c := r.cell(row, head)
	name := cmp.Or(oneLine(c.Text), current)
	if name == "" {
		r.list.Add(diag.IncompleteRow, c.At, "head", head)
		return unknown
	}
	if name == current {
		return name
	}
	key := head + "\n" + Fold(name)
	if head == HeadItem {
		key += "\n" + r.category.Code
	}
	if at, again := r.first[key]; again {
		r.list.Add(diag.ScatteredRows, c.At, "head", head, "name", name, "first", at.Cell())
	}
	r.first[key] = c.At
	return name
}

// departmentIn is the department that a cell names, "" if it is empty. Lines and
// spaces may divide one name, or several.
func (r *criteriaReader) departmentIn(c Cell) string {
	name := Fold(c.Text)
	parts := strings.FieldsFunc(c.Text, func(x rune) bool { return strings.ContainsRune("、，,；;／/", x) })
	if len(parts) == 1 {
		parts = strings.Fields(c.Text)
		if slices.ContainsFunc(parts, func(part string) bool { return !officeName.MatchString(part) }) {
			parts = parts[:1]
		}
	}
	if len(parts) > 1 {
		r.list.Add(diag.SeveralDepartments, c.At, "found", oneLine(c.Text))
	}
	if name != "" && !slices.ContainsFunc(r.departments, func(d Cell) bool { return Fold(d.Text) == name }) {
		r.departments = append(r.departments, c)
	}
	return name
}

// kindMarks are the words in a category's name by which its criteria are no scores.
var kindMarks = []struct {
	word string
	kind Kind
}{{"减分", Deduction}, {"加分", Bonus}, {"否决", Veto}}

// kind is what a category's name says that its criteria do.
func (r *criteriaReader) kind(category string, at Cell) Kind {
	kinds := []Kind{}
	for _, mark := range kindMarks {
		if strings.Contains(strings.ReplaceAll(category, "加减分", "加分减分"), mark.word) {
			kinds = append(kinds, mark.kind)
		}
	}
	switch len(kinds) {
	case 0:
		return Score
	case 1:
		return kinds[0]
	}
	r.list.Add(diag.AmbiguousKind, at.At, "found", category)
	r.unsure = true
	return kinds[0]
}

// code takes the code that a cell gives a criterion, if it does.
func (r *criteriaReader) code(c *Criterion, given, text Cell) {
	at := text.At
	if code := strings.ToUpper(FoldText(given.Text)); code != "" {
		c.Code, at = code, given.At
		switch {
		case diagnosticCode.MatchString(code):
			r.list.Add(diag.BadTableCode, at, "found", given.Text, "why", msg.New("code.diagnostic"))
		case !plainCode.MatchString(code):
			r.list.Add(diag.BadTableCode, at, "found", given.Text, "why", msg.New("code.form"))
		}
	}
	if first, again := r.codes[c.Code]; again && first != at { // a code for several is a problem of its own
		r.list.Add(diag.RepeatedTableCode, at, "code", c.Code, "first", first.Cell())
	}
	r.codes[c.Code] = at
}

// points takes a criterion's points from their own cell or, if that is empty, from
// the mark in its text.
func (r *criteriaReader) points(c *Criterion, text, given Cell) {
	marks := marksIn(c.Text)
	own := number(given.Text)
	switch {
	case own == "" && len(marks) == 0:
		r.list.Add(diag.NoPoints, text.At, "text", brief(c.Text))
		r.unsure = true
		return
	case own == "" && len(marks) > 1:
		r.list.Add(diag.SeveralPoints, text.At, "text", brief(c.Text), "marks", strings.Join(marks, "、"))
		r.unsure = true
		return
	case own == "":
		own, given = marks[0], text
	}
	points, err := ParsePoints(own)
	if err != nil || points <= 0 {
		r.list.Add(diag.BadPoints, given.At, "found", own)
		r.unsure = true
		return
	}
	c.Points = points
	if marked, err := ParsePoints(slices.Concat(marks, []string{own})[0]); len(marks) == 1 && (err != nil || marked != points) {
		r.list.Add(diag.OtherPoints, given.At, "points", points, "mark", marks[0], "text", brief(c.Text))
	}
}

// cap takes the grade that a veto caps at from its text: the worst unless that names
// another.
func (r *criteriaReader) cap(c *Criterion, text, points Cell) {
	if given := Fold(points.Text); given != "" && given != Yes+"/"+No {
		r.list.Add(diag.BadPoints, points.At, "found", points.Text)
	}
	c.Cap = max(0, len(r.table.Grades)-1)
	var named []string
	for _, m := range capMark.FindAllStringSubmatch(quotes.Replace(Fold(c.Text)), -1) {
		if !slices.Contains(named, m[1]) {
			named = append(named, m[1])
		}
	}
	if len(named) == 0 || len(r.table.Grades) == 0 {
		return
	}
	i := slices.IndexFunc(r.table.Grades, func(g Grade) bool { return g.Name == named[0] })
	if i < 0 || len(named) > 1 {
		var grades []string
		for _, g := range r.table.Grades {
			grades = append(grades, g.Name)
		}
		r.list.Add(diag.UnknownCap, text.At, "found", strings.Join(named, "、"), "grades", strings.Join(grades, "、"))
		return
	}
	c.Cap = i
}

// notApplicable takes the rule for a criterion that does not apply to a unit.
func (r *criteriaReader) notApplicable(c *Criterion, rule Cell) {
	switch found := Fold(rule.Text); {
	case found == "":
	case found != LabelFull:
		r.list.Add(diag.BadNARule, rule.At, "found", rule.Text, "why", msg.New("na.rule"))
	case c.Kind() != Score:
		r.list.Add(diag.BadNARule, rule.At, "found", rule.Text, "why", msg.New("na.kind"))
	default:
		c.FullIfNA = true
	}
}

var (
	pointsMark     = regexp.MustCompile(`\(\s*([0-9]{1,4}(?:\.[0-9]+)?)\s*分\s*\)`) // in half width
	capMark        = regexp.MustCompile(`一律为([^，。；,;]{1,12}?)等次`)
	quotes         = strings.NewReplacer("“", "", "”", "", `"`, "", "「", "", "」", "")
	footing        = regexp.MustCompile(`^(合计|总计|总分|小计|注[:：0-9１]|备注[:：]|说明[:：])`)
	plainCode      = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}.\-]{0,19}$`)
	diagnosticCode = regexp.MustCompile(`^Q?[0-9]{3}$`) // explain takes 304 for Q304
	officeName     = regexp.MustCompile(`(局|委|委员会|办|办公室|中心|院|厅|处|队|站|所|会|部|关|行|公司|政府)$`)
)

// marksIn lists the amounts of points that a text is marked with.
func marksIn(text string) []string {
	var marks []string
	for _, m := range pointsMark.FindAllStringSubmatch(width.Fold.String(text), -1) {
		marks = append(marks, m[1])
	}
	return marks
}

// splitCriteria cuts a cell at the line ends behind a mark of points. A line
// without a mark belongs to the criterion that its neighbours make.
func splitCriteria(cell string) []string {
	var list []string
	var open []string
	for line := range strings.SplitSeq(cell, "\n") {
		open = append(open, line)
		if len(marksIn(line)) > 0 {
			list, open = append(list, strings.Join(open, "\n")), nil
		}
	}
	if rest := strings.Join(open, "\n"); len(list) == 0 {
		return []string{rest}
	} else if len(open) > 0 {
		list[len(list)-1] += "\n" + rest
	}
	return list
}

// brief is as much of a criterion's text as a message needs.
func brief(text string) string {
	const most = 20
	if runes := []rune(oneLine(text)); len(runes) > most {
		return string(runes[:most]) + "……"
	}
	return oneLine(text)
}
