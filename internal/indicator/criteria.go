package indicator

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

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
	p.title(g.At, above)
	p.organizer(above)
	below = p.withoutNumbers(below)
	r := criteriaReader{parser: p, rows: below, first: map[string]diag.Position{}, codes: map[string]diag.Position{}}
	asides := newAsides(p, below)
	r.mergesDepartments = slices.ContainsFunc(below, func(row []Cell) bool { return r.cell(row, HeadDepartment).Rows > 1 })
	for _, row := range below {
		switch {
		case isBlank(row):
		case r.isSum(row):
			r.sum(row)
		case asides.passedOver(row, r.merged), r.wideCategory(row):
		default:
			r.row(row)
		}
		if len(p.table.Criteria) > MaxCriteria {
			p.list.Add(diag.LongTable.At(row[0].At, msg.LongCriteria(MaxCriteria)))
			return
		}
	}
	p.sums(r.sumRows)
	if len(p.table.Criteria) == 0 && p.list.Worst(false) == diag.Warning { // an error says more
		p.list.Add(diag.EmptyPart.At(g.At))
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
	unknownKind               bool // of the category
	item                      Item
	department                string
	shares                    []share // of the points, if several departments score
	categories, items, number int     // so far: of the table, of the category, of the item
	merged                    int     // the last row of the cells that are merged over several, so far
	sumRows                   []sumRow
	rows                      [][]Cell // all of them

	text     Cell   // that of the criterion that was read last
	textOf   string // its department
	pointsTo int    // the last row of points that are merged over several criteria
	pending  Cell   // a category over the whole width that has no criterion so far

	departmentTo      int  // the last row of the department's cell
	mergesDepartments bool // some department's cell is merged over several rows
}

// doubt notes that the points of a criterion are not understood. What those of its
// category and its item add up to says nothing then.
func (r *criteriaReader) doubt() {
	r.doubted[r.category.Code], r.doubted[r.item.Code] = true, true
}

func (r *criteriaReader) row(row []Cell) {
	r.unheaded(row)
	for _, c := range row {
		if r.known[c.At.Col] {
			r.formulas(c)
		}
	}
	text := r.cell(row, HeadCriterion)
	if (filled(row) > 1 || !wordless(text.Text)) && r.mergedAcross(row) { // else it heads others
		r.begin(row)
		return
	}
	if wordless(text.Text) {
		r.noCriterion(row, text)
		return
	}
	r.levels(row)
	if anyRefused(row) {
		r.doubt()
	}
	r.text, r.textOf, r.pending = text, r.department, Cell{}
	r.mergedOver(row)
	for _, head := range []string{HeadCriterion, HeadNote, HeadRule} {
		r.refusedBy(r.cell(row, head), missing, weightText)
	}
	code, points, rule := r.cell(row, HeadCode), r.cell(row, HeadPoints), r.cell(row, HeadNA)
	texts := r.texts(text, points)
	if Fold(code.Text) != "" && len(texts) > 1 {
		r.list.Add(diag.BadTableCode.At(code.At, code.Text, msg.CodeSeveral(len(texts))))
	}
	departments := r.cell(row, HeadDepartment)
	if len(texts) > 1 && len(r.shares) > 0 {
		r.badShares(departments, msg.SharesOfSeveral(len(texts)))
		r.shares = nil
		r.doubt()
	}
	for _, one := range texts {
		r.number++
		c := Criterion{
			Code: r.nextCode(), Category: r.category, Item: r.item,
			Text: one, Department: r.department, Note: strings.TrimSpace(r.cell(row, HeadNote).Text),
			Rule: strings.TrimSpace(r.cell(row, HeadRule).Text),
		}
		r.code(&c, code, text)
		if c.Kind() == Veto {
			r.cap(&c, text, points)
		} else if text.At.Row > r.pointsTo {
			r.points(&c, text, points, len(texts) == 1 && filled(row) == 1)
		}
		r.notApplicable(&c, rule)
		r.questionKind(one, c, text.At)
		r.questionKind(c.Rule, c, r.cell(row, HeadRule).At)
		r.questionKind(c.Note, c, r.cell(row, HeadNote).At)
		if n := len(utf16.Encode([]rune(c.Described()))); n > maxCell {
			r.list.Add(diag.LongCriterion.At(text.At, n, maxCell))
		}
		r.table.Criteria = append(r.table.Criteria, r.shared(c, departments, code)...)
	}
}

// nextCode is the code that follows from a criterion's place in its item.
func (r *criteriaReader) nextCode() string { return r.item.Code + "." + strconv.Itoa(r.number) }

// texts are those of the criteria in a cell, none if they cannot be told apart.
func (r *criteriaReader) texts(c, points Cell) []string {
	cell := strings.TrimSpace(c.Text)
	if Fold(points.Text) != "" || r.category.Kind == Veto {
		return []string{cell}
	}
	texts := splitCriteria(cell)
	n, line, why := badLine(cell, r.category.Kind)
	switch {
	case n > 0:
		r.list.Add(diag.UnclearLine.At(c.At, n, brief(line), why))
	case slices.ContainsFunc(texts, wordless):
		r.incomplete(c, HeadCriterion, msg.Text{}, msg.FixFill(HeadCriterion))
	default:
		return texts
	}
	r.doubt()
	return nil
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
	for _, head := range criteriaHeads {
		if c := r.cell(row, head); Fold(c.Text) != "" {
			r.merged = max(r.merged, c.At.Row+c.Rows-1)
		}
	}
	r.levelCategory(r.cell(row, HeadCategory))
	r.levelItem(r.cell(row, HeadItem))
	r.levelDepartment(r.cell(row, HeadDepartment))
}

// levelItem reads a row's item.
func (r *criteriaReader) levelItem(c Cell) {
	if item := r.level(c, HeadItem, r.item.Name); item != r.item.Name {
		r.items++
		r.item, r.number = Item{Code: r.category.Code + strconv.Itoa(r.items), Name: item}, 0
		r.levelAt[r.item.Code] = c.At
		r.kindAsItem()
	}
}

// levelCategory reads a row's category.
func (r *criteriaReader) levelCategory(c Cell) {
	category := r.level(c, HeadCategory, r.category.Name)
	if category == r.category.Name {
		return
	}
	if r.pending.Text != "" {
		r.list.Add(diag.EmptyCategory.At(r.pending.At, brief(r.pending.Text)))
		r.pending = Cell{}
	}
	r.unknownKind = false
	r.category = Category{Code: string(rune('A' + r.categories)), Name: category, Kind: r.kind(category, c)}
	if r.categories++; r.categories > 26 {
		r.list.Add(diag.ManyCategories.At(c.At))
	}
	r.levelAt[r.category.Code] = c.At
	r.item, r.items = Item{}, 0
}

// levelDepartment reads a row's department. Where cells of one department are merged,
// an empty one that is not may have been forgotten.
func (r *criteriaReader) levelDepartment(c Cell) {
	if shares := sharesIn(c.Text); shares != nil {
		r.levelShares(c, shares)
		return
	}
	name := r.departmentIn(c)
	switch {
	case name != "":
		r.department, r.shares, r.departmentTo = name, nil, c.At.Row+c.Rows-1
	case len(r.shares) > 0:
		r.incomplete(c, HeadDepartment, msg.RowSharesAbove, msg.FixFill(HeadDepartment))
		r.department, r.shares = unknown, nil
	case r.department == "":
		r.incomplete(c, HeadDepartment, msg.RowNoneAbove, msg.FixFill(HeadDepartment))
		r.department = unknown
	case r.mergesDepartments && c.At.Row > r.departmentTo && r.department != unknown:
		r.list.Add(diag.AssumedDepartment.At(c.At, r.department))
	}
}

// unknown stands for a name that is missing, so that this is said once.
const unknown = "？"

// level is the name of the category or item in a cell, current if that is empty.
func (r *criteriaReader) level(c Cell, head, current string) string {
	name := oneLine(c.Text)
	if whole := continuedName(name); whole != name {
		if _, begun := r.first[r.levelKey(head, whole)]; begun {
			name = whole
		}
	}
	if ditto.MatchString(Fold(name)) {
		r.incomplete(c, head, msg.RowDitto(brief(name)), msg.FixFillOrGoOn(head))
		return cmp.Or(current, unknown)
	}
	if name == "" || FoldText(name) == FoldText(current) {
		name = current
	}
	if name == "" {
		r.incomplete(c, head, msg.RowNoneAbove, msg.FixFill(head))
		return unknown
	}
	if name == current {
		return name
	}
	r.refusedBy(c, weightName)
	key := r.levelKey(head, name)
	if at, again := r.first[key]; again {
		r.list.Add(diag.ScatteredRows.At(c.At, head, name, at.Cell()))
	}
	r.first[key] = c.At
	return name
}

// continuedName is a name without the words by which it goes on on another page.
func continuedName(name string) string { return continuation.ReplaceAllString(name, "") }

// levelKey tells a category from all others, and an item from those of its category.
func (r *criteriaReader) levelKey(head, name string) string {
	key := head + "\n" + FoldText(name)
	if head == HeadItem {
		key += "\n" + r.category.Code
	}
	return key
}

// wordless reports whether a text says nothing of what is assessed: it is a dash, a
// number, or nothing but points.
func wordless(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && r != '分' })
}

// code takes the code that a cell gives a criterion, if it does.
func (r *criteriaReader) code(c *Criterion, given, text Cell) {
	at := text.At
	if code := strings.ToUpper(FoldText(given.Text)); code != "" {
		c.Code, at = code, given.At
		switch {
		case diagnosticCode.MatchString(code):
			r.list.Add(diag.BadTableCode.At(at, given.Text, msg.CodeDiagnostic))
		case strings.Contains(strings.TrimSpace(given.Text), "\n"), !plainCode.MatchString(code) || !strings.ContainsAny(code, "0123456789"): // without any it may be a label
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
// the mark in its text, which may stand alone in its row.
func (r *criteriaReader) points(c *Criterion, text, given Cell, alone bool) {
	marks := marksIn(c.Text)
	if r.refusedBy(given, weightPoints) {
		r.doubt()
		return
	}
	own := amount(given.Text)
	switch {
	case own == "" && len(marks) == 0 && len(r.shares) > 0:
		c.Points = sumOfShares(r.shares)
		return
	case own == "":
		if why := unmarked(c.Text, marks, text.At, alone); why != nil {
			r.list.Add(*why)
			r.doubt()
			return
		}
		own, given = marks[0], text
	}
	points, err := ParsePoints(own)
	if err != nil || points <= 0 {
		r.list.Add(diag.BadPoints.At(given.At, own))
		r.doubt()
		return
	}
	c.Points = points
	if most := limitAbove(c.Text, points); most != "" {
		r.list.Add(diag.UnclearPoints.At(given.At, brief(c.Text), most))
		r.doubt()
	}
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
	capMark        = regexp.MustCompile(`一律[定评判]?为([^，。；：,;:（(]{1,20})`)
	capBar         = regexp.MustCompile(`不得|取消|下?降`)
	quotes         = strings.NewReplacer("“", "", "”", "", `"`, "", "「", "", "」", "")
	remark         = regexp.MustCompile(`^([(\[【〔]|共计?[0-9一二三四五六七八九十]|以[上下]|上述|其[他余它]|各|第[0-9一二三四五六七八九十]{1,3}[组类片批档]|[县市区乡镇街道()]+$)|[(][^()]*[不未免除暂][^()]*[)]$`) // in a list of units; in half width
	ditto          = regexp.MustCompile(`^(同[上前左右]|仝|[^\p{L}\p{N}]+)$`)
	continuation   = regexp.MustCompile(`\s*[（(\[【]?\s*(?:续|续上?表|续前|续上页|接上[页表]|接前页)\s*[0-9一二三四五]*\s*[）)\]】]?$|^[（(\[【]续[）)\]】]`) // on a document's next page
	plainCode      = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N}.\-]{0,18}[\p{L}\p{N}])?$`)
	fraction       = regexp.MustCompile(`^[0-9]+\.[0-9]+$`) // 1.1 and 1.10 are the same number
	diagnosticCode = regexp.MustCompile(`^Q?[0-9]{3}$`)     // explain takes 304 for Q304
)

// brief is as much of a criterion's text as a message needs.
func brief(text string) string {
	const most = 20
	if runes := []rune(oneLine(text)); len(runes) > most {
		return string(runes[:most]) + "……"
	}
	return oneLine(text)
}
