package indicator

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// criteria reads the published shape: an empty category, item or department
// cell continues the one above, and a cell that holds several marks of points
// on several lines holds as many criteria.
func (p *parser) criteria(g Grid) {
	above, below, ok := p.header(g, criteriaHeads[:], moreHeads[:])
	if !ok {
		return
	}
	p.table.Title = titleIn(above)
	if p.table.Title == "" {
		p.list.Add(diag.NoTitle.At(g.At))
	}
	r := criteriaReader{parser: p, first: map[string]diag.Position{}, codes: map[string]diag.Position{}}
	r.mergesDepartments = slices.ContainsFunc(below, func(row []Cell) bool { return r.cell(row, HeadDepartment).Rows > 1 })
	for _, row := range below {
		if !isBlank(row) && !r.passedOver(row) {
			r.row(row)
		}
		if len(p.table.Criteria) > MaxCriteria {
			p.list.Add(diag.LongTable.At(row[0].At, msg.LongCriteria(MaxCriteria)))
			return
		}
	}
	p.categorySums()
	if len(p.table.Criteria) == 0 && p.list.Worst(false) == diag.Warning { // an error says more
		p.list.Add(diag.EmptyPart.At(g.At))
	}
}

// categorySums compares the points that categories are marked with, as criteria are,
// to what they come to.
func (p *parser) categorySums() {
	for _, kind := range Kinds {
		for _, c := range p.table.Categories(kind) {
			for _, mark := range marksIn(c.Name) {
				if want, err := ParsePoints(mark); err != nil || want != p.table.CategoryPoints(c.Code) {
					p.list.Add(diag.CategorySum.At(p.categoryAt[c.Code], c.Name, p.table.CategoryPoints(c.Code)))
				}
			}
		}
	}
}

// titleIn is the title among the texts above the headings, where 附件1 and the like may
// stand too: the first that speaks of what it is, or else the first.
func titleIn(rows [][]Cell) string {
	title := ""
	for _, row := range rows {
		for _, c := range row {
			text := oneLine(c.Text)
			if titleWord.MatchString(text) {
				return text
			}
			title = cmp.Or(title, text)
		}
	}
	return title
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
	merged                    int // the last row of the cells that are merged over several, so far

	departmentTo      int  // the last row of the department's cell
	mergesDepartments bool // some department's cell is merged over several rows
}

// passedOver reports whether a row is none of the table's own: its sum, a note below
// it, or its headings again as they stand on a document's next page. What stands where
// criteria do might be one that begins like a sum, so that it is told.
func (r *criteriaReader) passedOver(row []Cell) bool {
	c := r.cell(row, HeadCriterion)
	text, lead := Fold(c.Text), ""
	for _, c := range row {
		lead = cmp.Or(lead, Fold(c.Text))
	}
	switch {
	case text == HeadCriterion:
		return true
	case !footing.MatchString(lead) || text != "" && text != lead || c.At.Row <= r.merged:
		return false
	case text != "":
		r.list.Add(diag.PassedOverRow.At(c.At, brief(c.Text)))
	}
	return true
}

func (r *criteriaReader) row(row []Cell) {
	r.unheaded(row)
	r.levels(row)
	text := r.cell(row, HeadCriterion)
	if Fold(text.Text) == "" {
		r.list.Add(diag.IncompleteRow.At(text.At, HeadCriterion, msg.Text{}))
		r.unsure = true
		return
	}
	code, points, rule := r.cell(row, HeadCode), r.cell(row, HeadPoints), r.cell(row, HeadNA)
	for _, c := range []Cell{code, points, rule, r.cell(row, HeadRule)} {
		if c.Rows > 1 {
			r.list.Add(diag.TableCell.At(c.At, msg.CellMergedRows(c.Rows)))
			r.unsure = true
		}
	}
	texts := []string{strings.TrimSpace(text.Text)}
	if Fold(points.Text) == "" && r.category.Kind != Veto {
		texts = splitCriteria(texts[0])
	}
	if Fold(code.Text) != "" && len(texts) > 1 {
		r.list.Add(diag.BadTableCode.At(code.At, code.Text, msg.CodeSeveral(len(texts))))
	}
	for _, one := range texts {
		r.number++
		c := Criterion{
			Code: r.item.Code + "." + strconv.Itoa(r.number), Category: r.category, Item: r.item,
			Text: one, Department: r.department, Note: strings.TrimSpace(r.cell(row, HeadNote).Text),
			Rule: strings.TrimSpace(r.cell(row, HeadRule).Text),
		}
		r.code(&c, code, text)
		if c.Kind() == Veto {
			r.cap(&c, text, points)
		} else {
			r.points(&c, text, points)
		}
		r.notApplicable(&c, rule)
		r.table.Criteria = append(r.table.Criteria, c)
	}
}

// unheaded warns of what stands in a column without a heading, once a column.
func (r *criteriaReader) unheaded(row []Cell) {
	for _, c := range row {
		if !r.headed[c.At.Col] && Fold(c.Text) != "" {
			r.headed[c.At.Col] = true
			r.list.Add(diag.UnknownColumn.At(c.At, brief(c.Text), strings.Join(moreHeads[:], "、")))
		}
	}
}

// levels reads a row's category, item and department. One that is the same as above
// goes on like an empty one.
func (r *criteriaReader) levels(row []Cell) {
	for _, head := range []string{HeadCategory, HeadItem, HeadDepartment} {
		if c := r.cell(row, head); Fold(c.Text) != "" {
			r.merged = max(r.merged, c.At.Row+c.Rows-1)
		}
	}
	category := r.level(row, HeadCategory, r.category.Name)
	if category != r.category.Name {
		r.category = Category{Code: string(rune('A' + r.categories)), Name: category, Kind: r.kind(category, r.cell(row, HeadCategory))}
		if r.categories++; r.categories > 26 {
			r.list.Add(diag.ManyCategories.At(r.cell(row, HeadCategory).At))
		}
		r.categoryAt[r.category.Code] = r.cell(row, HeadCategory).At
		r.item, r.items = Item{}, 0
	}
	if item := r.level(row, HeadItem, r.item.Name); item != r.item.Name {
		r.items++
		r.item, r.number = Item{Code: r.category.Code + strconv.Itoa(r.items), Name: item}, 0
	}
	r.levelDepartment(r.cell(row, HeadDepartment))
}

// levelDepartment reads a row's department. Where cells of one department are merged,
// an empty one that is not may have been forgotten.
func (r *criteriaReader) levelDepartment(c Cell) {
	name := r.departmentIn(c)
	switch {
	case name != "":
		r.department, r.departmentTo = name, c.At.Row+c.Rows-1
	case r.department == "":
		r.list.Add(diag.IncompleteRow.At(c.At, HeadDepartment, msg.RowNoneAbove))
		r.department = unknown
	case r.mergesDepartments && c.At.Row > r.departmentTo && r.department != unknown:
		r.list.Add(diag.AssumedDepartment.At(c.At, r.department))
	}
}

// unknown stands for a name that is missing, so that this is said once.
const unknown = "？"

// level is the name of a row's category or item, current if the cell is empty.
func (r *criteriaReader) level(row []Cell, head, current string) string {
	c := r.cell(row, head)
	name := oneLine(c.Text)
	if name == "" || Fold(name) == Fold(current) {
		name = current
	}
	if name == "" {
		r.list.Add(diag.IncompleteRow.At(c.At, head, msg.RowNoneAbove))
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
		r.list.Add(diag.ScatteredRows.At(c.At, head, name, at.Cell()))
	}
	r.first[key] = c.At
	return name
}

// departmentIn is the department that a cell names, "" if it is empty. Lines and
// spaces may divide one name, or several.
func (r *criteriaReader) departmentIn(c Cell) string {
	name := Fold(c.Text)
	switch {
	case name == "":
		return ""
	case severalOffices(c.Text):
		r.list.Add(diag.SeveralDepartments.At(c.At, brief(c.Text)))
	case !letter.MatchString(name) || noOffice.MatchString(name) || utf8.RuneCountInString(name) > MaxName:
		r.list.Add(diag.BadDepartment.At(c.At, brief(name)))
		return unknown
	}
	if !slices.ContainsFunc(r.departments, func(d Cell) bool { return Fold(d.Text) == name }) {
		r.departments = append(r.departments, c)
	}
	return name
}

// severalOffices reports whether a cell names more than one department: with a mark
// between them or, if each part looks like one, with a word or nothing but space.
func severalOffices(text string) bool {
	if len(strings.FieldsFunc(text, func(x rune) bool { return strings.ContainsRune("、，,；;／/", x) })) > 1 {
		return true
	}
	offices := 0
	for _, part := range between.Split(text, -1) {
		if officeName.MatchString(Fold(part)) {
			offices++
		}
	}
	return offices > 1
}

// kindWords are the words in a category's name by which its criteria are no scores.
// Those without a kind mean one too, but which is not for the program to guess.
var kindWords = [...]struct {
	word string
	kind Kind
}{{"减分", Deduction}, {"加分", Bonus}, {"否决", Veto}, {"加减", ""}, {"扣分", ""}, {"倒扣", ""}, {"奖励分", ""}, {"奖励项", ""}, {"奖分", ""}}

// kind is what a category's name says that its criteria do.
func (r *criteriaReader) kind(category string, at Cell) Kind {
	var kinds []Kind
	for _, w := range kindWords {
		if strings.Contains(Fold(category), w.word) {
			kinds = append(kinds, w.kind)
		}
	}
	switch {
	case len(kinds) == 0:
		return Score
	case len(kinds) == 1 && kinds[0] != "":
		return kinds[0]
	}
	r.list.Add(diag.AmbiguousKind.At(at.At, category))
	r.unsure = true
	return Deduction
}

// code takes the code that a cell gives a criterion, if it does.
func (r *criteriaReader) code(c *Criterion, given, text Cell) {
	at := text.At
	if code := strings.ToUpper(FoldText(given.Text)); code != "" {
		c.Code, at = code, given.At
		switch {
		case diagnosticCode.MatchString(code):
			r.list.Add(diag.BadTableCode.At(at, given.Text, msg.CodeDiagnostic))
		case !plainCode.MatchString(code) || !strings.ContainsAny(code, "0123456789"): // without any it may be a label
			r.list.Add(diag.BadTableCode.At(at, given.Text, msg.CodeForm))
		case fraction.MatchString(code):
			r.list.Add(diag.BadTableCode.At(at, given.Text, msg.CodeNumber))
		}
	}
	if first, again := r.codes[c.Code]; again && first != at { // a code for several is a problem of its own
		r.list.Add(diag.RepeatedTableCode.At(at, c.Code, first.Cell()))
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
		r.list.Add(diag.NoPoints.At(text.At, brief(c.Text)))
		r.unsure = true
		return
	case own == "" && len(marks) > 1:
		r.list.Add(diag.SeveralPoints.At(text.At, brief(c.Text), strings.Join(marks, "、")))
		r.unsure = true
		return
	case own == "":
		own, given = marks[0], text
	}
	points, err := ParsePoints(own)
	if err != nil || points <= 0 {
		r.list.Add(diag.BadPoints.At(given.At, own))
		r.unsure = true
		return
	}
	c.Points = points
	var marked Points
	for _, mark := range marks {
		one, _ := ParsePoints(mark) // what cannot be read differs
		marked += one
	}
	if len(marks) > 0 && marked != points {
		r.list.Add(diag.OtherPoints.At(given.At, points, brief(c.Text), strings.Join(marks, "、")))
	}
}

// cap takes the grade that a veto caps at from its text: the worst unless that names
// another.
func (r *criteriaReader) cap(c *Criterion, text, points Cell) {
	if given := Fold(points.Text); given != "" && given != Yes+"/"+No {
		r.list.Add(diag.BadPoints.At(points.At, points.Text))
	}
	worst := len(r.table.Grades) - 1
	if c.Cap = max(0, worst); worst < 0 {
		return
	}
	said := quotes.Replace(Fold(c.Item.Name + "。" + c.Text))
	var named []string
	for _, m := range capMark.FindAllStringSubmatch(said, -1) {
		if name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(m[1], "等次"), "等级"), "的"); !slices.Contains(named, name) {
			named = append(named, name)
		}
	}
	i := slices.IndexFunc(r.table.Grades, func(g Grade) bool { return slices.Contains(named, g.Name) })
	bars := capBar.FindString(said)
	switch {
	case len(named) == 1 && i >= 0:
		c.Cap = i
	case len(named) > 0:
		r.unknownCap(text, msg.CapUnknown(strings.Join(named, "、")))
	case bars != "": // what that comes to depends on the total
		r.unknownCap(text, msg.CapBars(bars))
	default:
		r.list.Add(diag.AssumedCap.At(text.At, brief(c.Text), r.table.Grades[worst].Name))
	}
}

// unknownCap refuses a veto of which nobody can tell the grade.
func (r *criteriaReader) unknownCap(text Cell, why msg.Text) {
	var grades []string
	for _, g := range r.table.Grades {
		grades = append(grades, g.Name)
	}
	r.list.Add(diag.UnknownCap.At(text.At, why, strings.Join(grades, "、")))
}

// notApplicable takes the rule for a criterion that does not apply to a unit.
func (r *criteriaReader) notApplicable(c *Criterion, rule Cell) {
	switch found := Fold(rule.Text); {
	case found == "":
	case found != LabelFull:
		r.list.Add(diag.BadNARule.At(rule.At, rule.Text, msg.NARule))
	case c.Kind() != Score:
		r.list.Add(diag.BadNARule.At(rule.At, rule.Text, msg.NAKind))
	default:
		c.FullIfNA = true
	}
}

var (
	pointsMark     = regexp.MustCompile(`[(\[【]\s*(?:满分|最高|共|0\s*[-~–—至到])?\s*([0-9]{1,4}(?:\.[0-9]+)?)\s*分\s*[)\]】]`) // in half width
	capMark        = regexp.MustCompile(`一律[定评判]?为([^，。；：,;:（(]{1,20})`)
	capBar         = regexp.MustCompile(`不得|取消|下?降`)
	quotes         = strings.NewReplacer("“", "", "”", "", `"`, "", "「", "", "」", "")
	footing        = regexp.MustCompile(`^(合计|总计|总分|小计|注[:：0-9１]|备注[:：]|说明[:：])`)
	remark         = regexp.MustCompile(`^([(\[【〔]|共计?[0-9一二三四五六七八九十])`) // below a list of units; in half width
	plainCode      = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N}.\-]{0,18}[\p{L}\p{N}])?$`)
	fraction       = regexp.MustCompile(`^[0-9]+\.[0-9]+$`) // 1.1 and 1.10 are the same number
	diagnosticCode = regexp.MustCompile(`^Q?[0-9]{3}$`)     // explain takes 304 for Q304
	titleWord      = regexp.MustCompile(`指标|考核|评价`)
	between        = regexp.MustCompile(`\s+|和|及|与|会同|[（(）)]`)
	letter         = regexp.MustCompile(`\p{L}`)
	noOffice       = regexp.MustCompile(`^(同上|同前|各|有关|相关)`)
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
			list, open = append(list, strings.TrimSpace(strings.Join(open, "\n"))), nil
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
