package scoresheet

import (
	"regexp"
	"slices"
	"strings"

	"qeval/internal/annotate"
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
	OtherYear  bool          // its title names another year than the table's, so that its scores must not count
	Units      []string      // those that it was made for and those that it has a column for
	Entries    []scores.Entry

	madeFor []string // the units that it was made for; none if it does not tell
	columns []column // the units that it has a column for, from the first one on
	guessed []string // the units that its refused headings may have meant
	listed  []int    // the criteria that it has a row for, by their index in the table
	refused []int    // those of them whose row could not be read
	reasons []reasonRow

	cut       bool     // it has more reasons and notes than have been read
	annotated bool     // it is an annotated copy of what somebody sent
	originals []string // the SHA-256 of that, the last one, and of what that was made from
}

// Size is about how many bytes of memory the sheet takes, its part in a [Set] included.
func (s *Sheet) Size() int {
	const sheet, score, reason = 1 << 10, 400, 256
	size := sheet + score*len(s.Entries)
	for _, r := range s.reasons {
		size += reason + len(r.Text) + len(r.Evidence) + len(r.units.Text)
	}
	return size
}

// Parse reads a score sheet. roster is the one that the user has given, or nil.
// The sheet is nil if the workbook holds none that can be read.
func Parse(book *workbook.Book, table *indicator.Table, roster []string) (*Sheet, diag.List) {
	p := &parser{book: book, table: table, roster: roster, years: years(table.Title), compared: limitCompared.Budget(), written: limitWritten.Budget()}
	if !p.findHeader() {
		return nil, p.list
	}
	if !p.checkMeta() {
		return nil, p.list
	}
	if units, at := p.meta.Units, (diag.Position{File: p.book.File, Worksheet: workbook.MetaSheet}); len(units) > MaxUnits {
		p.list.Add(diag.TooLarge.At(at, limitUnits.Text()))
		return nil, p.list
	} else if slices.ContainsFunc(units, tooLong) {
		p.list.Add(diag.TooLarge.At(at, indicator.LimitName.Text()))
		return nil, p.list
	}
	p.department()
	p.date()
	p.ofTheYear()
	p.columns()
	if named := len(strings.Join(p.sheet.Units, "")); named > limitNamed.Max {
		p.list.Add(diag.TooLarge.At(p.sheet.At, limitNamed.Text()))
		return nil, p.list
	}
	p.otherSheets()
	p.rows()
	p.subtotals()
	p.reasons()
	p.beside()
	p.sheet.SHA256 = book.SHA256
	p.sheet.annotated, p.sheet.originals = IsCopy(book), annotate.Originals(book.Meta)
	sheet := p.sheet // by itself, since the parser holds all the file's cells
	return &sheet, p.list
}

type parser struct {
	book   *workbook.Book
	table  *indicator.Table
	roster []string
	years  []string // that the table's title names
	list   diag.List
	sheet  Sheet

	grid         workbook.Sheet
	header       workbook.Row
	meta         docmeta.Document         // the zero one if the sheet tells nothing, or nothing that can be used
	unmade       []string                 // the units that its headings are held against if it does not tell which; may be nil
	heads        map[string]int           // the columns of the sheet's own headings
	headed       map[string]diag.Position // the units that have a column, and where it is headed
	heading      map[string]bool          // the texts of the header row; nil as long as nobody asks
	byText       map[string]int           // the criteria by their texts; nil as long as nobody asks
	compared     budget.Budget            // units that unknown headings have been compared to
	written      budget.Budget            // bytes of reasons and notes
	foot         []workbook.Row           // the rows that begin with a label of the sheet's own
	lastRow      int                      // the number of the last row of a criterion
	ofCriteria   []int                    // the numbers of the rows of criteria that are read
	departmentAt diag.Position            // the cell that names the department
	rest         []workbook.Row           // the rows below the header that are of no criterion
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
	case !meta.Kind.Reads(meta.Format):
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
	for _, row := range p.grid.Rows {
		if row.Number >= p.header.Number {
			break
		}
		for _, cell := range row.Cells {
			if !sheetTitle.MatchString(text(cell)) {
				continue
			}
			if year := p.otherYear(cell.Text); year != "" {
				p.list.Add(diag.OtherYear.At(cell.At, year, p.table.Title))
				p.sheet.OtherYear = true
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
	p.departmentAt = cell.At
	p.unclear(cell)
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
