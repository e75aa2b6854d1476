package scoresheet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/workbook"
)

// Unexplained lists what costs a unit points without a reason in 扣分说明:
// deductions and vetoes, which is doubted; or if reasons are required whatever
// is lost, which is an error.
func (s *Set) Unexplained(table *indicator.Table, required bool) diag.List {
	kind := diag.NoReason
	if required {
		kind = diag.ReasonRequired
	}
	if s.cut {
		return nil
	}
	var list diag.List
	for _, entries := range s.Scores {
		for k, e := range entries {
			c := table.Criteria[k]
			lost, ok := lost(&e, c)
			if !ok || e.Explained() || c.Kind() == indicator.Score && !required {
				continue
			}
			list.Add(kind.At(e.At, e.Unit, c.Code, c.Item.Name, lost))
		}
	}
	return list
}

// lost says what an entry costs its unit. ok is false if that is nothing, or
// not known.
func lost(e *scores.Entry, c indicator.Criterion) (lost msg.Text, ok bool) {
	switch {
	case e.State != scores.Valid || c.Kind() == indicator.Bonus: // nobody is owed a bonus
		return msg.Text{}, false
	case c.Kind() == indicator.Veto:
		return msg.LossVeto, e.Veto
	case c.Kind() == indicator.Deduction:
		return msg.LossDeduction(e.Points), e.Points > 0
	}
	points := c.Points - e.Points
	return msg.LossScore(points), points > 0
}

// reasonRow is a row of 扣分说明 that can be used.
type reasonRow struct {
	scores.Reason
	criteria []int         // by their index in the table
	units    workbook.Cell // whose names are known only when all sheets are there
}

// The columns of 扣分说明, what their headings begin with, and the headings as the
// program writes them. The last one may be missing.
const (
	codesOf = iota
	unitsOf
	textOf
	evidenceOf
)

var reasonHeads = [...]string{codesOf: indicator.HeadCode, unitsOf: indicator.HeadUnit, textOf: reasonHead, evidenceOf: evidenceHead}

var writtenHeads = [len(reasonHeads)]string{codesOf: indicator.HeadCode, unitsOf: indicator.HeadUnit, textOf: HeadReason, evidenceOf: HeadEvidence}

// headCells are the headings of a row that may be those of 扣分说明, column by column.
type headCells [len(reasonHeads)][]workbook.Cell

// reasonColumns finds the columns of 扣分说明 if a row heads one. A heading that only
// begins like one, as 扣分原因类别 does, is something else beside one that is it.
func reasonColumns(row workbook.Row) (heads headCells, ok bool) {
	var exact [len(reasonHeads)]bool
	for _, cell := range row.Cells {
		heading := text(cell)
		for i, head := range reasonHeads {
			if !strings.HasPrefix(heading, head) {
				continue
			}
			is := heading == head || heading == writtenHeads[i]
			if is && !exact[i] {
				heads[i], exact[i] = nil, true
			}
			if is == exact[i] {
				heads[i] = append(heads[i], cell)
			}
		}
	}
	return heads, !slices.ContainsFunc(heads[:evidenceOf], func(cells []workbook.Cell) bool { return len(cells) == 0 })
}

// reasons reads every worksheet that is headed as 扣分说明 is, and warns of others that
// look as if they were meant to be.
func (p *parser) reasons() {
	for _, grid := range p.book.Sheets {
		if !p.reasonsIn(grid) && grid.Name != p.grid.Name && looksLikeReasons(grid) {
			p.list.Add(diag.NoReasonHeading.At(diag.Position{File: p.book.File, Worksheet: grid.Name}, strings.Join(reasonHeads[:evidenceOf], "、")))
		}
	}
}

// looksLikeReasons reports whether somebody sees reasons in a worksheet, by its name or
// a heading.
func looksLikeReasons(grid workbook.Sheet) bool {
	if grid.Hidden || isBlank(grid) {
		return false
	}
	return reasonsTitle.MatchString(indicator.Fold(grid.Name)) || slices.ContainsFunc(grid.Rows, func(row workbook.Row) bool {
		return slices.ContainsFunc(row.Cells, func(c workbook.Cell) bool { return strings.HasPrefix(text(c), reasonHead) })
	})
}

var reasonsTitle = regexp.MustCompile(`扣分|原因`)

// reasonsIn reads what stands below a heading row of 扣分说明, which may be
// repeated. It reports whether there is one.
func (p *parser) reasonsIn(grid workbook.Sheet) bool {
	var cols [len(reasonHeads)]int
	found := false
	for _, row := range grid.Rows {
		if heads, ok := reasonColumns(row); ok {
			cols, found = p.columnsOf(heads), true
		} else if found && !p.reasonRow(grid, row, cols) {
			p.cut(row.Cells[0].At)
			break
		}
	}
	return found
}

// columnsOf takes the first column of each heading, and warns of what others hold.
func (p *parser) columnsOf(heads headCells) (cols [len(reasonHeads)]int) {
	for i, cells := range heads {
		for k, cell := range cells {
			if k == 0 {
				cols[i] = cell.At.Col
			} else {
				p.list.Add(diag.UnusedWords.At(cell.At, msg.WordsColumn(abbreviate(cell.Text)), msg.ReasonColumn(cells[0].At.Cell(), abbreviate(cells[0].Text))))
			}
		}
	}
	return cols
}

// note is the cell under 备注 that holds for a row, unless it is not clear that it does.
func (p *parser) note(row workbook.Row) workbook.Cell {
	note := shownAt(p.grid, row, p.heads[indicator.HeadNote])
	if why, ok := doubtful(note); ok {
		p.list.Add(diag.UnusedWords.At(note.At, msg.WordsNote, why))
		return workbook.Cell{}
	}
	if !p.written.Take(len(note.Text)) {
		p.cut(note.At)
		return workbook.Cell{}
	}
	return note
}

// cut says, once, that a sheet has more of them than are read.
func (p *parser) cut(at diag.Position) {
	if !p.sheet.cut {
		p.list.Add(diag.TooManyWords.At(at))
	}
	p.sheet.cut = true
}

func isBlank(grid workbook.Sheet) bool {
	return !slices.ContainsFunc(grid.Rows, func(row workbook.Row) bool { return slices.ContainsFunc(row.Cells, saysAnything) })
}

// reasonRow reads a row of 扣分说明. It reports false if there is no room for it.
func (p *parser) reasonRow(grid workbook.Sheet, row workbook.Row, cols [len(reasonHeads)]int) bool {
	first := slices.IndexFunc(row.Cells, func(c workbook.Cell) bool {
		return saysAnything(c) && slices.Contains(cols[:], c.At.Col)
	})
	if first < 0 {
		return true // it is empty, but for what is merged down to it
	}
	var cells [len(reasonHeads)]workbook.Cell
	for i, col := range cols {
		cells[i] = shownAt(grid, row, col)
		if grid.Hidden {
			cells[i].Doubts |= workbook.Hidden
		}
	}
	p.dropPictures(&cells)
	at := row.Cells[first].At
	if isNothing(cells[textOf]) && words(cells[evidenceOf]) == "" {
		return p.written.Take(leastSize) // somebody says that there is nothing to explain
	}
	if why, ok := unusable(cells); ok {
		p.list.Add(diag.IncompleteReason.At(at, why))
		return p.written.Take(leastSize)
	}
	reason := scores.Reason{Text: words(cells[textOf]), Evidence: words(cells[evidenceOf]), At: at}
	if reason.Text != "" {
		reason.At = cells[textOf].At
	}
	p.sheet.reasons = append(p.sheet.reasons, reasonRow{reason, p.criteriaIn(cells[codesOf]), cells[unitsOf]})
	return p.written.Take(sizeOf(reason))
}

// dropPictures warns of a picture that stands in place of the reason or of its evidence
// where the other one says enough.
func (p *parser) dropPictures(cells *[len(reasonHeads)]workbook.Cell) {
	for _, pair := range [][2]int{{textOf, evidenceOf}, {evidenceOf, textOf}} {
		if c := cells[pair[0]]; c.Kind == workbook.Picture && words(cells[pair[1]]) != "" {
			p.list.Add(diag.UnusedWords.At(c.At, msg.WordsHeaded(reasonHeads[pair[0]]), msg.ReasonPicture(c.At.Cell())))
			cells[pair[0]] = workbook.Cell{At: c.At}
		}
	}
}

// unusable says why nothing can be made of a row, if so. A unit is told of its own
// reasons only, and not of those that stand above.
func unusable(cells [len(reasonHeads)]workbook.Cell) (why msg.Text, ok bool) {
	var missing []string
	for i, head := range reasonHeads[:evidenceOf] {
		if words(cells[i]) == "" && (i != textOf || words(cells[evidenceOf]) == "") {
			missing = append(missing, head)
		}
	}
	if why, ok := doubtful(cells[:]...); ok {
		return why, true
	}
	if slices.Contains(dittos[:], strings.Trim(text(cells[textOf]), "“”\"。")) {
		return msg.ReasonDitto(text(cells[textOf])), true
	}
	return msg.ReasonLacks(strings.Join(missing, "、")), len(missing) > 0
}

// dittos are the words for what stands above.
var dittos = [...]string{"同上", "同前", "〃"}

// unseenWords are the doubts for which nobody reads a text; a raised character, a line
// through a corner or a narrow column hide none.
const unseenWords = workbook.Faint | workbook.Low | workbook.Tiny | workbook.Symbols | workbook.Conditional

// doubtful says why it is not clear that what stands in some cells holds, if so. What is
// struck out in part may mean anything, and what nobody sees may be a draft.
func doubtful(cells ...workbook.Cell) (why msg.Text, ok bool) {
	for _, c := range cells {
		switch {
		case !saysAnything(c) || isNothing(c):
		case c.Doubts.Has(workbook.Struck):
			return msg.ReasonStruck, true
		case c.Kind == workbook.Error:
			return msg.ReasonError, true
		case c.Kind == workbook.Picture:
			return msg.ReasonPicture(c.At.Cell()), true
		case c.Doubts.Has(workbook.Hidden):
			return msg.ReasonHidden(c.At.Cell()), true
		case c.Doubts.Has(unseenWords):
			return msg.ReasonUnclear(c.At.Cell(), (c.Doubts & unseenWords).Why()), true
		}
	}
	return msg.Text{}, false
}

// criteriaIn finds the department's criteria that a cell names by their codes.
func (p *parser) criteriaIn(cell workbook.Cell) []int {
	var found []int
	known := func(name string) bool { return p.table.Index(asCode(name)) >= 0 }
	for _, name := range names(cell.Text, known) {
		code := asCode(name)
		k := p.table.Index(code)
		if k < 0 || p.sheet.Department != "" && p.table.Criteria[k].Department != p.sheet.Department {
			p.unknownInReason(cell, code, k >= 0)
			p.written.Take(leastSize)
		} else {
			found = append(found, k)
		}
	}
	return found
}

// unknownInReason warns of a code that is none of the department's. One that
// the table has is no slip of the pen.
func (p *parser) unknownInReason(cell workbook.Cell, code string, inTable bool) {
	criteria, list := p.table.Criteria, msg.CodesTable
	if p.sheet.Department != "" {
		criteria, list = p.table.Of(p.sheet.Department), msg.CodesDepartment(p.sheet.Department)
	}
	var codes []string
	for _, c := range criteria {
		codes = append(codes, c.Code)
	}
	near := msg.Text{}
	if !inTable {
		near = Suggestion(code, codes)
	}
	p.list.Add(diag.ReasonCriterion.At(cell.At, abbreviate(code), list, near))
}

// leastSize is what a row of reasons is counted as, in bytes, however little it says;
// and so is a name in it that is none, of which one cell may have thousands.
const leastSize = 16

// sizeOf is what a reason takes, in bytes.
func sizeOf(r scores.Reason) int { return len(r.Text) + len(r.Evidence) + leastSize }

// explain gives the entries the reasons of all sheets. One that stands in one
// workbook may concern an entry in another.
func (c *checker) explain(sheets []*Sheet) {
	for _, sheet := range sheets {
		for _, row := range sheet.reasons {
			if !c.explained(row, c.unitsIn(row.units, sheet)) {
				c.cut(row.units.At)
				return
			}
		}
	}
}

// explained gives the entries of some units a reason. It reports whether there is room
// for it.
func (c *checker) explained(row reasonRow, units []int) bool {
	if !c.told.Take(sizeOf(row.Reason)*len(units)*len(row.criteria)) || c.looked.Exceeded() {
		return false
	}
	for _, i := range units {
		for _, k := range row.criteria {
			e := &c.set.Scores[i][k]
			if e.Explain(row.Reason); len(e.Reasons) > limitReasonsOf.Max {
				return false
			}
		}
	}
	return true
}

// unitsIn finds the units that a cell of a sheet names, by their places in the
// set.
func (c *checker) unitsIn(cell workbook.Cell, sheet *Sheet) []int {
	if slices.Contains(indicator.EveryUnit[:], text(cell)) {
		return c.unitsOf(sheet)
	}
	var found []int
	for _, name := range names(cell.Text, func(name string) bool {
		_, match := c.resolve(name)
		return match != indicator.NoMatch
	}) {
		unit, match := c.resolve(name)
		switch match {
		case indicator.NoMatch:
			c.list.Add(diag.ReasonUnit.At(cell.At, abbreviate(name), c.near(name)))
			c.told.Take(leastSize)
			continue
		case indicator.Alike:
			c.list.Add(diag.UnitAlias.At(cell.At, abbreviate(name), unit))
		}
		found = append(found, c.place[unit])
	}
	return found
}

// resolved is what has been found for a name in a reason.
type resolved struct {
	unit      string
	match     indicator.Match
	near      msg.Text // what is suggested for one that is none
	suggested bool
}

// resolve is [indicator.Resolve] among the units of the set, once for each name. There
// is a bound to that, beyond which no name is found and none of it is used.
func (c *checker) resolve(name string) (string, indicator.Match) {
	if _, ok := c.place[indicator.Fold(name)]; ok {
		return indicator.Fold(name), indicator.Same
	}
	found, ok := c.names[name]
	if !ok && c.mayLook(name) {
		found.unit, found.match = indicator.Resolve(name, c.set.Units)
		c.names[name] = found
	}
	return found.unit, found.match
}

// near is the suggestion for a name that is none.
func (c *checker) near(name string) msg.Text {
	found := c.names[name]
	if found.suggested {
		return found.near
	}
	if !c.compared.Take(len(c.set.Units)) || slices.Contains(c.table.Units, name) {
		return msg.Text{} // a name that the table knows is no slip of the pen
	}
	found.near, found.suggested = Suggestion(name, c.set.Units), true
	c.names[name] = found
	return found.near
}

// mayLook reports whether a name may be looked for among all the units.
func (c *checker) mayLook(name string) bool {
	return c.looked.Take(len(c.set.Units)) && utf8.RuneCountInString(name) <= indicator.MaxName
}

// unitsOf are the places of the units that a sheet has columns for, or of all
// if it has none.
func (c *checker) unitsOf(sheet *Sheet) []int {
	var found []int
	for _, column := range sheet.columns {
		if i, ok := c.place[column.unit]; ok {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		for i := range c.set.Units {
			found = append(found, i)
		}
	}
	return found
}

// What stands between names, and what people put where there is nothing to say.
const (
	separators = "、,，;；/／\r\n"
	strokes    = `\-－—–`
)

// saysAnything reports whether a cell holds more than strokes.
func saysAnything(cell workbook.Cell) bool { return strings.Trim(text(cell), separators+strokes) != "" }

// names takes apart what a cell names. Spaces stand between names only where
// that makes each of them a known one, and the whole is none: 夏　县 is 夏县.
func names(text string, known func(name string) bool) []string {
	var names []string
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		whole, parts := indicator.Fold(field), strings.Fields(field)
		switch {
		case whole == "":
		case !known(whole) && !slices.ContainsFunc(parts, func(part string) bool { return !known(part) }):
			names = append(names, parts...)
		default:
			names = append(names, whole)
		}
	}
	return names
}

// isNothing reports whether a cell says that there is nothing. That is no reason.
func isNothing(cell workbook.Cell) bool {
	return slices.Contains([]string{"无", "没有", "暂无"}, text(cell))
}

// words are what somebody has written into a cell, with the line breaks in it;
// of a date, the day that is shown. What is struck out, an error or a picture says
// nothing.
func words(cell workbook.Cell) string {
	if !saysAnything(cell) || isNothing(cell) || cell.Doubts.Has(workbook.Struck) || cell.Kind == workbook.Error || cell.Kind == workbook.Picture {
		return ""
	}
	written := cell.Text
	if cell.Kind == workbook.Date {
		written = cmp.Or(cell.Shown, cell.Text)
	}
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(written))
}

// shownAt is the cell that shows what stands in a row and a column: of those that
// are merged over several rows the one in the first. What is merged over several
// columns stands in the first of them alone.
func shownAt(grid workbook.Sheet, row workbook.Row, col int) workbook.Cell {
	if merged, ok := grid.Merged(diag.Position{Col: col, Row: row.Number}); ok {
		i, found := slices.BinarySearchFunc(grid.Rows, merged.FirstRow, func(r workbook.Row, number int) int {
			return cmp.Compare(r.Number, number)
		})
		if !found {
			return workbook.Cell{}
		}
		row = grid.Rows[i]
	}
	cell, _ := at(row, col)
	return cell
}
