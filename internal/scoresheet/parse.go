package scoresheet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/workbook"
)

// Sheet is what one score sheet says.
type Sheet struct {
	At         diag.Position // of the header row
	SHA256     string        // of the file
	Department string        // "" if the sheet tells of none that the table knows
	Date       string        // when it was filled in, as it says itself; may be empty
	Units      []string      // those that it was made for and those that it has a column for
	Entries    []scores.Entry

	madeFor []string // the units that it was made for; none if it does not tell
	columns []column // the units that it has a column for, from the first one on
	guessed []string // the units that its refused headings may have meant
	listed  []int    // the criteria that it has a row for, by their index in the table
	refused []int    // those of them whose row could not be read
	reasons []reasonRow

	cut       bool // it has more reasons and notes than have been read
	annotated bool // it is an annotated copy of what somebody sent
}

// Parse reads a score sheet. roster is the one that the user has given, or nil.
// The sheet is nil if the workbook holds none that can be read.
func Parse(book *workbook.Book, table *indicator.Table, roster []string) (*Sheet, diag.List) {
	p := &parser{book: book, table: table, roster: roster, compared: limitCompared.Budget(), written: limitWritten.Budget()}
	if !p.findHeader() {
		return nil, p.list
	}
	if !p.checkMeta() {
		return nil, p.list
	}
	if units := p.meta.Units; len(units) > MaxUnits || slices.ContainsFunc(units, tooLong) {
		p.list.Add(diag.TooLarge.At(diag.Position{File: p.book.File, Worksheet: workbook.MetaSheet}))
		return nil, p.list
	}
	p.department()
	p.date()
	p.ofTheYear()
	p.columns()
	if named := len(strings.Join(p.sheet.Units, "")); named > limitNamed.Max {
		p.list.Add(diag.TooLarge.At(p.sheet.At))
		return nil, p.list
	}
	p.otherSheets()
	p.rows()
	p.subtotals()
	p.reasons()
	p.sheet.SHA256 = book.SHA256
	p.sheet.annotated = IsCopy(book)
	sheet := p.sheet // by itself, since the parser holds all the file's cells
	return &sheet, p.list
}

type parser struct {
	book   *workbook.Book
	table  *indicator.Table
	roster []string
	list   diag.List
	sheet  Sheet

	grid     workbook.Sheet
	header   workbook.Row
	meta     docmeta.Document         // the zero one if the sheet tells nothing, or nothing that can be used
	heads    map[string]int           // the columns of the sheet's own headings
	headed   map[string]diag.Position // the units that have a column, and where it is headed
	heading  map[string]bool          // the texts of the header row; nil as long as nobody asks
	byText   map[string]int           // the criteria by their texts; nil as long as nobody asks
	compared budget.Budget            // units that unknown headings have been compared to
	written  budget.Budget            // bytes of reasons and notes
	foot     []workbook.Row           // the rows that begin with a label of the sheet's own
}

// column is a unit's column.
type column struct {
	col  int
	unit string
}

// text is a cell's text in the form in which labels and names are compared.
func text(c workbook.Cell) string { return indicator.Fold(c.Text) }

// findHeader finds the one row that heads a score sheet.
func (p *parser) findHeader() bool {
	file := diag.Position{File: p.book.File}
	for _, grid := range p.book.Sheets {
		for _, row := range grid.Rows {
			if !isHeader(row) {
				continue
			}
			if at := row.Cells[0].At; p.sheet.At == (diag.Position{}) {
				p.grid, p.header, p.sheet.At = grid, row, at
			} else {
				p.list.Add(diag.TwoScoreSheets.At(file, place(p.sheet.At), place(at)))
				return false
			}
		}
	}
	switch {
	case p.sheet.At == (diag.Position{}):
		p.list.Add(diag.NoScoreSheet.At(p.halfHeader(), indicator.HeadCode, indicator.HeadPoints))
		return false
	case p.grid.Hidden:
		p.list.Add(diag.HiddenSheet.At(p.sheet.At))
	}
	return true
}

// halfHeader is the place of one of the headings by which a score sheet is
// known, or the file.
func (p *parser) halfHeader() diag.Position {
	for _, grid := range p.book.Sheets {
		for _, row := range grid.Rows {
			for _, cell := range row.Cells {
				if head := text(cell); head == indicator.HeadPoints || head == indicator.HeadCode && grid.Name != reasonsName {
					return cell.At
				}
			}
		}
	}
	return diag.Position{File: p.book.File}
}

// isHeader reports whether a row heads a score sheet. 扣分说明 has codes and units
// too, and somebody may have added the points.
func isHeader(row workbook.Row) bool {
	has := func(head string) bool {
		return slices.ContainsFunc(row.Cells, func(c workbook.Cell) bool { return text(c) == head })
	}
	if !has(indicator.HeadCode) || !has(indicator.HeadPoints) {
		return false
	}
	_, reasons := reasonColumns(row)
	return !reasons
}

// place names a cell within its file.
func place(at diag.Position) string { return at.Worksheet + "!" + at.Cell() }

// checkMeta holds the very hidden worksheet against the table in force.
func (p *parser) checkMeta() bool {
	meta := docmeta.Of(p.book)
	at := diag.Position{File: p.book.File, Worksheet: p.grid.Name}
	switch {
	case meta.Kind != docmeta.ScoreSheet:
		p.list.Add(diag.NoMeta.At(at))
		return true
	case meta.Format != meta.Kind.Format():
		p.list.Add(diag.OtherLayout.At(at, meta.Format, meta.Kind.Format()))
		return false
	case meta.Hash != p.table.Hash():
		p.list.Add(diag.OtherTable.At(at, meta.Title, msg.ShortHash(meta.Hash), p.table.Title, msg.ShortHash(p.table.Hash())))
		return false
	}
	p.meta = meta
	return true
}

// The titles of score sheets, and years in them: 2022 and 二〇二二 after digits are made
// ASCII. A day or a month (2023年1月10日, 2023-01) is when something is to be done.
var (
	sheetTitle = regexp.MustCompile(`[评得打计]分表`)
	yearOrDay  = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(年[0-9]{1,2}月|[-./][0-9]{1,2}(?:[^0-9]|$))?`)
	digits     = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// years are the years that a title names.
func years(title string) []string {
	var found []string
	for _, m := range yearOrDay.FindAllStringSubmatch(digits.Replace(indicator.FoldText(title)), -1) {
		if m[2] == "" {
			found = append(found, m[1])
		}
	}
	return found
}

// ofTheYear refuses a title above the header row that names another year than the
// table's.
func (p *parser) ofTheYear() {
	want := years(p.table.Title)
	for _, row := range p.grid.Rows {
		if row.Number >= p.header.Number || len(want) == 0 {
			break
		}
		for _, cell := range row.Cells {
			if !sheetTitle.MatchString(text(cell)) {
				continue
			}
			named, ofTable := years(cell.Text), func(year string) bool { return slices.Contains(want, year) }
			if len(named) > 0 && !slices.ContainsFunc(named, ofTable) {
				p.list.Add(diag.OtherYear.At(cell.At, named[0], p.table.Title))
			}
		}
	}
}

// labelled finds a label above the header row, and the cell with what stands
// behind it: the zero Cell if there is nothing before the next label.
func (p *parser) labelled(name string) (label, value workbook.Cell, ok bool) {
	labels := []string{indicator.HeadDepartment, labelFiller, labelPhone, labelDate}
	asLabel := func(c workbook.Cell) string { return strings.TrimRight(text(c), "：:") }
	for _, row := range p.grid.Rows {
		if row.Number >= p.header.Number {
			break
		}
		for i, cell := range row.Cells {
			if asLabel(cell) != name {
				continue
			}
			if behind := row.Cells[i+1:]; len(behind) > 0 && !slices.Contains(labels, asLabel(behind[0])) {
				value = behind[0]
			}
			return cell, value, true
		}
	}
	return label, value, false
}

// department reads the cell behind the label 考核部门 above the header row.
func (p *parser) department() {
	label, value, ok := p.labelled(indicator.HeadDepartment)
	switch {
	case !ok:
		p.noDepartment(p.sheet.At)
	case value.At == diag.Position{}:
		label.At.Col++
		p.noDepartment(label.At)
	default:
		p.departmentCell(value)
	}
}

// date reads the cell behind the label 填报日期.
func (p *parser) date() {
	if _, value, ok := p.labelled(labelDate); ok {
		p.sheet.Date = abbreviate(words(value))
	}
}

// noDepartment goes on with the department that the sheet was made for, so that
// the rest is checked too.
func (p *parser) noDepartment(at diag.Position) {
	p.list.Add(diag.NoDepartment.At(at, indicator.HeadDepartment))
	p.sheet.Department = p.madeFor()
}

// madeFor is the department that the sheet was made for, as far as it is one.
func (p *parser) madeFor() string {
	if name := p.meta.Department; slices.Contains(p.table.Departments(), name) {
		return name
	}
	return ""
}

func (p *parser) departmentCell(cell workbook.Cell) {
	name, known := text(cell), p.table.Departments()
	if !slices.Contains(known, name) {
		p.list.Add(diag.UnknownDepartment.At(cell.At, abbreviate(cell.Text), Suggestion(name, known)))
		p.sheet.Department = p.madeFor() // so that the rest is checked as far as can be
		return
	}
	if madeFor := p.madeFor(); madeFor != "" && madeFor != name {
		p.list.Add(diag.AlteredDepartment.At(cell.At, name, madeFor))
		name = madeFor // whose criteria it has
	}
	p.sheet.Department = name
}

// columns sorts the header row's cells into the sheet's own headings and the
// units.
func (p *parser) columns() {
	p.heads, p.headed = map[string]int{}, map[string]diag.Position{}
	madeFor := p.meta.Units
	p.sheet.madeFor, p.sheet.Units = madeFor, slices.Clone(madeFor)
	var again []repeated
	for _, cell := range p.header.Cells {
		head := text(cell)
		switch {
		case head == "":
		case indicator.IsHeading(head):
			if p.heads[head] != 0 {
				p.list.Add(diag.RepeatedHeading.At(cell.At, head))
			} else {
				p.heads[head] = cell.At.Col
			}
		case strings.Contains(head, indicator.HeadSelf):
			p.list.Add(diag.SelfScoreColumn.At(cell.At, abbreviate(cell.Text)))
		default:
			p.unclear(cell)
			unit, ok := p.unitColumn(cell, madeFor)
			if _, headed := p.headed[unit]; headed {
				again = append(again, repeated{unit, cell.At})
			} else if ok {
				p.addColumn(cell, unit)
			}
		}
	}
	if len(again) == 0 {
		return
	}
	without := p.withoutColumn()
	for _, r := range again {
		p.list.Add(diag.RepeatedUnit.At(r.at, r.unit, p.headed[r.unit].Cell(), without))
	}
}

// repeated is a heading for a unit that has one already.
type repeated struct {
	unit string
	at   diag.Position
}

// unclear refuses what people read differently from what is stored, or not at all:
// whose scores a column has, which criterion a row is of.
func (p *parser) unclear(cell workbook.Cell) {
	var why msg.Text
	switch {
	case cell.Struck:
		why = msg.UnclearStruck
	case cell.Hidden:
		why = msg.UnclearHidden
	case cell.Kind == workbook.ShownDifferently, cell.Shown != "":
		why = msg.UnclearShownDifferently
	default:
		return
	}
	p.list.Add(diag.UnclearLabel.At(cell.At, abbreviate(cell.Text), why))
}

// unitColumn finds out which unit a heading means: one of those that the sheet
// was made for, and of the roster that the user gave. Where there is neither,
// it may be one of the table's units or a unit that the table does not know.
func (p *parser) unitColumn(cell workbook.Cell, madeFor []string) (unit string, ok bool) {
	unit = text(cell)
	if tooLong(unit) {
		p.list.Add(diag.TooLarge.At(cell.At))
		return "", false
	}
	for _, roster := range []struct {
		units     []string
		list, fix msg.Text
	}{
		{madeFor, msg.RosterSheet, msg.FixHeading},
		{p.roster, msg.RosterGiven, msg.FixRoster},
	} {
		if len(roster.units) == 0 {
			continue
		}
		found, ok := p.resolve(cell, unit, roster.units)
		if !ok {
			near := p.nearestUnit(unit, roster.units)
			p.list.Add(diag.UnknownUnit.At(cell.At, abbreviate(cell.Text), roster.list, suggested(near), roster.fix))
			if near != "" {
				p.sheet.guessed = append(p.sheet.guessed, near)
			}
			return "", false
		}
		unit = found
	}
	if len(madeFor)+len(p.roster) == 0 {
		if found, ok := p.resolve(cell, unit, p.table.Units); ok {
			unit = found
		}
	}
	return unit, true
}

// addColumn takes a column for a unit's. A heading over several columns does not say
// which of them has the scores.
func (p *parser) addColumn(cell workbook.Cell, unit string) {
	if merged, ok := p.grid.Merged(cell.At); ok && merged.FirstCol < merged.LastCol {
		p.list.Add(diag.MergedHeading.At(cell.At, unit, merged))
	}
	p.headed[unit] = cell.At
	p.sheet.columns = append(p.sheet.columns, column{cell.At.Col, unit})
	if !slices.Contains(p.sheet.Units, unit) {
		p.sheet.Units = append(p.sheet.Units, unit)
	}
}

// withoutColumn names the units that the sheet was made for and that have no column,
// one of which a repeated heading may have been.
func (p *parser) withoutColumn() msg.Text {
	var units []string
	for _, unit := range p.sheet.madeFor {
		if _, headed := p.headed[unit]; !headed {
			units = append(units, unit)
		}
	}
	if len(units) == 0 {
		return msg.Text{}
	}
	return msg.UnitWithout(msg.Some(units, 3))
}

// headedAgain refuses a row below the header that has headings of its own over some of
// the columns: other units', or what each of several columns is.
func (p *parser) headedAgain(row workbook.Row) {
	for _, cell := range row.Cells {
		unit, ok := p.unitAt(cell.At.Col)
		if !ok {
			continue
		}
		name := text(cell)
		_, other := p.headed[name]
		if own := name == unit; !own && (other || strings.Contains(name, indicator.HeadSelf) || strings.Contains(name, "自报")) {
			p.list.Add(diag.SecondHeadings.At(cell.At, abbreviate(cell.Text), unit, p.headed[unit].Cell()))
			return
		}
	}
}

// otherSheets warns of worksheets that have units and criteria too, but are not headed
// as a score sheet is.
func (p *parser) otherSheets() {
	for _, grid := range p.book.Sheets {
		if grid.Name == p.grid.Name {
			continue
		}
		i := slices.IndexFunc(grid.Rows, func(row workbook.Row) bool {
			units, heading := 0, false
			for _, cell := range row.Cells {
				name := text(cell)
				if _, ok := p.headed[name]; ok {
					units++
				}
				heading = heading || indicator.IsHeading(name)
			}
			return units > 1 && heading
		})
		if i >= 0 {
			p.list.Add(diag.OtherWorksheet.At(grid.Rows[i].Cells[0].At, p.grid.Name))
		}
	}
}

// tooLong reports whether a name is none that a unit can have.
func tooLong(name string) bool { return utf8.RuneCountInString(name) > indicator.MaxName }

// nearestUnit is the unit that a heading may have meant: one that has no other
// column. A name that the table knows is no slip of the pen.
func (p *parser) nearestUnit(name string, known []string) string {
	if !p.compared.Take(len(known)) || slices.Contains(p.table.Units, name) {
		return ""
	}
	if p.heading == nil {
		p.heading = map[string]bool{}
		for _, cell := range p.header.Cells {
			p.heading[text(cell)] = true
		}
	}
	return indicator.Nearest(name, slices.DeleteFunc(slices.Clone(known), func(unit string) bool { return p.heading[unit] }))
}

// resolve is [indicator.Resolve], with its warning.
func (p *parser) resolve(cell workbook.Cell, name string, known []string) (string, bool) {
	found, match := indicator.Resolve(name, known)
	if match == indicator.Alike {
		p.list.Add(diag.UnitAlias.At(cell.At, abbreviate(cell.Text), found))
	}
	return found, match != indicator.NoMatch
}

// asCode is the form in which codes are compared.
func asCode(text string) string { return strings.ToUpper(indicator.FoldText(text)) }

// looksLikeCode matches what somebody may have made of a code.
var looksLikeCode = regexp.MustCompile(`^[A-Z]{1,2}[0-9]+[-_.,·。、][-_.,·。、0-9]*$`)

// rows reads the rows below the header, found by their codes.
func (p *parser) rows() {
	seen := map[string]diag.Position{}
	for _, row := range p.grid.Rows {
		if row.Number <= p.header.Number {
			continue
		}
		cell, ok := at(row, p.heads[indicator.HeadCode])
		if !ok || text(cell) == "" {
			p.headedAgain(row)
			p.withoutCode(row)
			continue
		}
		if isFoot(text(cell)) {
			p.foot = append(p.foot, row)
			continue
		}
		code := asCode(cell.Text)
		index := p.table.Index(code)
		if index < 0 {
			p.headedAgain(row)
			if _, ok := p.firstEntry(row); ok || looksLikeCode.MatchString(code) {
				p.unknownCriterion(row, cell)
			}
			continue
		}
		criterion := p.table.Criteria[index]
		if first, again := seen[code]; again {
			p.list.Add(diag.RepeatedCriterion.At(cell.At, code, first.Cell(), p.refuse(row, index, msg.FixRepeated)))
			continue
		}
		seen[code] = cell.At
		if p.sheet.Department != "" && criterion.Department != p.sheet.Department {
			p.list.Add(diag.ForeignCriterion.At(cell.At, code, criterion.Item.Name, criterion.Department, p.sheet.Department, p.refuse(row, index, msg.FixForeign)))
			continue
		}
		cell.Hidden = false // the criterion's text tells as much, and hidden scores are refused
		p.unclear(cell)
		if (len(p.sheet.listed)+1)*len(p.sheet.columns) > MaxScores {
			p.list.Add(diag.TooLarge.At(cell.At))
			return
		}
		p.sheet.listed = append(p.sheet.listed, index)
		p.unaltered(row, cell.At, criterion)
		p.withoutHeading(row)
		note := p.note(row)
		for _, c := range p.sheet.columns {
			p.entry(row, index, c, note)
		}
	}
}

// unknownCriterion refuses a row, and names the criterion whose text it has.
func (p *parser) unknownCriterion(row workbook.Row, cell workbook.Cell) {
	near := ""
	if i := p.described(row); i >= 0 {
		near = p.table.Criteria[i].Code
		p.refused(i)
	}
	p.list.Add(diag.UnknownCriterion.At(cell.At, abbreviate(cell.Text), suggested(near)))
}

// described is the criterion whose text a row has, by its index in the table, or -1.
func (p *parser) described(row workbook.Row) int {
	if p.byText == nil {
		p.byText = map[string]int{}
		for i, c := range slices.Backward(p.table.Criteria) { // the first of several holds
			p.byText[indicator.FoldText(criterionCell(c))] = i
		}
	}
	cell, _ := at(row, p.heads[indicator.HeadCriterion])
	if i, ok := p.byText[indicator.FoldText(cell.Text)]; ok {
		return i
	}
	return -1
}

// refused notes that a criterion's row could not be read, so that it is not missing too.
func (p *parser) refused(index int) {
	p.sheet.listed = append(p.sheet.listed, index)
	p.sheet.refused = append(p.sheet.refused, index)
}

// refuse refuses a row whose code, that of a criterion of the table, cannot be right. It
// returns what is to be done: to restore the code if the row has the text of another
// criterion that the department scores.
func (p *parser) refuse(row workbook.Row, index int, otherwise msg.Text) msg.Text {
	i := p.described(row)
	if i < 0 || i == index || p.sheet.Department != "" && p.table.Criteria[i].Department != p.sheet.Department {
		return otherwise
	}
	p.refused(i)
	return msg.FixCode(p.table.Criteria[i].Code)
}

// at finds the cell of a row in a column.
func at(row workbook.Row, col int) (workbook.Cell, bool) {
	i, ok := slices.BinarySearchFunc(row.Cells, col, func(c workbook.Cell, col int) int {
		return cmp.Compare(c.At.Col, col)
	})
	if !ok {
		return workbook.Cell{}, false
	}
	return row.Cells[i], true
}

// firstEntry is the first cell of a row in a unit's column that may be a score.
// Anything else there is a remark.
func (p *parser) firstEntry(row workbook.Row) (workbook.Cell, bool) {
	for _, cell := range row.Cells {
		if _, ok := p.unitAt(cell.At.Col); ok && mayBeScore(cell) {
			return cell, true
		}
	}
	return workbook.Cell{}, false
}

// unitAt is the unit that has a column.
func (p *parser) unitAt(col int) (string, bool) {
	i, ok := slices.BinarySearchFunc(p.sheet.columns, col, func(c column, col int) int { return cmp.Compare(c.col, col) })
	if !ok {
		return "", false
	}
	return p.sheet.columns[i].unit, true
}

// withoutCode refuses a row that holds something for a unit but does not say
// for which criterion.
func (p *parser) withoutCode(row workbook.Row) {
	if cell, ok := p.firstEntry(row); ok {
		p.list.Add(diag.NoCode.At(cell.At, abbreviate(cell.Text)))
	}
}

// withoutHeading warns of what stands in a criterion's row but in no column
// that has a heading.
func (p *parser) withoutHeading(row workbook.Row) {
	for _, cell := range row.Cells {
		if head, ok := at(p.header, cell.At.Col); text(cell) != "" && (!ok || text(head) == "") {
			p.list.Add(diag.NoHeading.At(cell.At, abbreviate(cell.Text)))
		}
	}
}

// unaltered holds a row's descriptive cells against the table. A column that
// is gone cannot contradict it.
func (p *parser) unaltered(row workbook.Row, where diag.Position, c indicator.Criterion) {
	altered := func(head, want string) (cell workbook.Cell, is bool) {
		where.Col = p.heads[head]
		cell, _ = at(row, where.Col)
		return cell, where.Col != 0 && !sameText(cell.Text, want)
	}
	if cell, is := altered(indicator.HeadCriterion, criterionCell(c)); is {
		fix := msg.FixCriterionText
		if i := p.described(row); i >= 0 {
			fix = msg.FixTextOrCode(p.table.Criteria[i].Code)
		}
		p.list.Add(diag.AlteredText.At(where, c.Code, foundText(cell), abbreviate(criterionCell(c)), fix))
	}
	if cell, is := altered(indicator.HeadPoints, PointsCell(c)); is {
		p.list.Add(diag.AlteredPoints.At(where, c.Code, foundText(cell), abbreviate(PointsCell(c))))
	}
}

// subtotals warns of a subtotal that somebody has typed over: it will be signed
// and is not what the scores come to. A formula, or the 0 that was pasted for
// it, may not have been calculated since, which is nobody's fault.
func (p *parser) subtotals() {
	sums := map[string]map[string]indicator.Points{} // by the label, then by the unit
	for kind, f := range forms {
		sums[f.subtotal] = p.sums(kind)
	}
	for _, row := range p.foot {
		cell, _ := at(row, p.heads[indicator.HeadCode]) // by which it is known
		label := text(cell)
		for _, cell := range row.Cells {
			unit, _ := p.unitAt(cell.At.Col)
			sum, whole := sums[label][unit]
			if !whole || cell.Kind != workbook.Number || cell.Formula != "" {
				continue
			}
			if typed, err := indicator.ParsePoints(cell.Text); err != nil || typed != sum && typed != 0 {
				p.list.Add(diag.AlteredSubtotal.At(cell.At, unit, label, abbreviate(cell.Text), sum))
			}
		}
	}
}

// sums adds up the points of one kind of the units of which all are valid.
func (p *parser) sums(kind indicator.Kind) map[string]indicator.Points {
	sums := map[string]indicator.Points{}
	for _, c := range p.sheet.columns {
		sums[c.unit] = 0
	}
	for _, e := range p.sheet.Entries {
		if p.table.Criteria[e.Criterion].Kind() == kind && e.State != scores.Valid {
			delete(sums, e.Unit)
		}
	}
	for _, e := range p.sheet.Entries {
		if _, whole := sums[e.Unit]; whole && p.table.Criteria[e.Criterion].Kind() == kind {
			sums[e.Unit] += e.Points
		}
	}
	return sums
}

// sameText compares what describes a criterion: texts without whitespace and
// width, numbers by their value.
func sameText(found, want string) bool {
	if found == want {
		return true
	}
	found, want = indicator.FoldText(found), indicator.FoldText(want)
	is, err := indicator.ParsePoints(withoutUnit(found))
	be, err2 := indicator.ParsePoints(want)
	return found == want || err == nil && err2 == nil && is == be
}

// foundText is a cell's text for a message, in words if there is none.
func foundText(cell workbook.Cell) any {
	if text(cell) == "" {
		return msg.BlankCell
	}
	return abbreviate(cell.Text)
}

func (p *parser) entry(row workbook.Row, index int, c column, note workbook.Cell) {
	e := scores.Entry{Criterion: index, Unit: c.unit, At: p.sheet.At, Note: words(note), NoteAt: note.At}
	e.At.Col, e.At.Row = c.col, row.Number // an empty cell has been read nowhere
	if merged, ok := p.grid.Merged(e.At); ok {
		e.State = scores.Refused
		v := about(&e, p.table.Criteria[index])
		v.Merged = merged.String()
		p.list.Add(diag.MergedValue.At(e.At, v))
	} else if cell, ok := at(row, c.col); ok {
		e.At = cell.At
		readEntry(&e, cell, p.table.Criteria[index], &p.list)
	}
	p.sheet.Entries = append(p.sheet.Entries, e)
}
