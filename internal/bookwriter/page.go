package bookwriter

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/typeset"
	"qeval/internal/workbook"

	"github.com/xuri/excelize/v2"
)

// Layout is how a worksheet is scrolled and printed.
type Layout struct {
	Name     string
	Widths   []float64 // of the columns, in characters
	Headings int       // the one-based row that ends the part that stays and is repeated on every page; 0 for none
	Fixed    int       // the columns that stay when the rest is scrolled
	Portrait bool
	OnePage  bool   // is shrunk until it fits
	Mark     string // what is printed above every page
}

// Page is a worksheet that is written row by row, ready for the printer: on A4,
// one page wide.
type Page struct {
	Layout
	*Book
	stream *excelize.StreamWriter
	next   int // one-based
}

// Page adds a worksheet to the workbook, or goes on with the first one.
func (b *Book) Page(layout Layout) *Page {
	p := &Page{Layout: layout, Book: b, next: 1}
	if _, err := b.file.NewSheet(p.Name); b.fail(err) {
		return p
	}
	p.setUp()
	stream, err := b.file.NewStreamWriter(p.Name)
	if p.fail(err) {
		return p
	}
	p.stream, b.pages = stream, append(b.pages, p)
	p.setWidths()
	if p.Headings > 0 {
		pane := "bottomRight"
		if p.Fixed == 0 {
			pane = "bottomLeft"
		}
		p.fail(stream.SetPanes(&excelize.Panes{
			Freeze: true, XSplit: p.Fixed, YSplit: p.Headings, TopLeftCell: workbook.Ref(p.Fixed+1, p.Headings+1), ActivePane: pane,
		}))
	}
	return p
}

// setWidths sets them in runs of equal columns, since the library takes quadratic time
// for single ones, and the last run first, since it writes each in front of the others.
func (p *Page) setWidths() {
	for first, last := 0, len(p.Widths); last > 0; last = first {
		for first = last - 1; first > 0 && p.Widths[first-1] == p.Widths[last-1]; first-- {
		}
		p.fail(p.stream.SetColWidth(first+1, last, p.Widths[first]))
	}
}

// setUp sets what concerns the whole worksheet, which must come before its rows.
func (p *Page) setUp() {
	a4, orientation, wide, high, yes := 9, "landscape", 1, 0, true
	if p.Portrait {
		orientation = "portrait"
	}
	if p.OnePage {
		high = 1
	}
	side, top, foot, line := 0.5, 0.5, 0.7, 0.3 // inches
	margins := &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &foot, Footer: &line, Horizontally: &yes,
	}
	header := ""
	if p.Mark != "" {
		header = "&C" + strings.ReplaceAll(p.Mark, "&", "&&")
		margins.Top, margins.Header = &foot, &line
	}
	p.fail(errors.Join(
		p.file.SetSheetProps(p.Name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		p.file.SetPageLayout(p.Name, &excelize.PageLayoutOptions{
			Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
		}),
		p.file.SetPageMargins(p.Name, margins),
		p.file.SetHeaderFooter(p.Name, &excelize.HeaderFooterOptions{OddHeader: header, OddFooter: "&C第&P页　共&N页"}),
		p.file.SetSheetDimension(p.Name, workbook.Span(1, 1, len(p.Widths), 1)), // which stableZip completes
	))
	if p.Headings > 0 {
		p.fail(p.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: workbook.In(p.Name, fmt.Sprintf("$%[1]d:$%[1]d", p.Headings)), Scope: p.Name,
		}))
	}
}

// flush ends the worksheet.
func (p *Page) flush() {
	if p.err == nil {
		p.fail(p.stream.Flush())
	}
}

// Next is the one-based number of the row that Add will write.
func (p *Page) Next() int { return p.next }

// Cell is a cell with a style: its StyleID, see [Book.AddStyle], its Formula if it has
// one, and its Value, which is the one that the formula has now.
type Cell = excelize.Cell

// Add writes the next row, of a height in points, and returns its number. Each
// cell is a value or a [Cell].
func (p *Page) Add(height float64, cells ...any) int {
	row := p.next
	p.next++
	if p.err == nil {
		p.fail(p.stream.SetRow(workbook.Ref(1, row), p.styled(cells), excelize.RowOpts{Height: min(height, typeset.MaxRowHeight)}))
	}
	return row
}

// styled are cells with the library's numbers of their styles.
func (p *Page) styled(cells []any) []any {
	out := slices.Clone(cells)
	for i, cell := range out {
		if cell, ok := cell.(Cell); ok && cell.StyleID > 0 {
			cell.StyleID = p.styles[cell.StyleID-1].number(p.Book)
			out[i] = cell
		}
	}
	return out
}

// AddText is Add for a row that is as high as its wrapped text needs.
func (p *Page) AddText(cells ...any) int { return p.Add(p.Height(cells), cells...) }

// maxAcross is how many columns a text spans: on a wider page it would be centred out
// of sight.
const maxAcross = 26

// Width is how many characters wide a text across the page can be.
func (p *Page) Width() float64 {
	width := 0.0
	for _, w := range p.Widths[:min(len(p.Widths), maxAcross)] {
		width += w
	}
	return width
}

// Across adds a row whose first cell spans the page. A height of 0 is what the
// cell's text needs.
func (p *Page) Across(height float64, cells ...any) int {
	if first, ok := cells[0].(Cell); ok && height == 0 {
		text, _ := first.Value.(string)
		height = float64(typeset.Lines(text, p.Width()))*typeset.LineHeight + 3
	}
	row := p.Add(height, cells...)
	p.Merge(row, 1, min(len(p.Widths), maxAcross))
	return row
}

// Cells are cells of one style with these values.
func Cells(style int, values ...any) []any {
	cells := make([]any, len(values))
	for i, value := range values {
		cells[i] = Cell{StyleID: style, Value: value}
	}
	return cells
}

// Merge joins the cells of a row from one column to another.
func (p *Page) Merge(row, from, to int) {
	if from < to && p.err == nil {
		p.fail(p.stream.MergeCell(workbook.Ref(from, row), workbook.Ref(to, row)))
	}
}

// MergeDown joins the cells of a one-based column from one row to another.
func (p *Page) MergeDown(col, from, to int) {
	if from < to && p.err == nil {
		p.fail(p.stream.MergeCell(workbook.Ref(col, from), workbook.Ref(col, to)))
	}
}

// Filter lets the rows from one to another be filtered by each of the columns.
// The first one is that of the headings.
func (p *Page) Filter(from, to int) {
	p.fail(p.file.AutoFilter(p.Name, workbook.Span(1, from, len(p.Widths), to), nil))
}

// Link makes a cell lead to another one of the workbook.
func (p *Page) Link(cell, worksheet, to string) {
	p.fail(p.file.SetCellHyperLink(p.Name, cell, workbook.In(worksheet, to), "Location"))
}

// The colours of a range that is coloured by its numbers.
const scaleLow, scaleHigh = "F4A582", "FFFFFF"

// Scale colours the rates of a range, which are 1 at most: the lower, the
// darker, so that a black-and-white print shows it too.
func (p *Page) Scale(cells string) {
	p.fail(p.file.SetConditionalFormat(p.Name, cells, []excelize.ConditionalFormatOptions{{
		Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0.5", MinColor: scaleLow, MaxType: "num", MaxValue: "1", MaxColor: scaleHigh,
	}}))
}

// Height is what the longest text of a row needs when it is wrapped, in points.
func (p *Page) Height(cells []any) float64 {
	most := 1
	for i, value := range cells {
		if cell, ok := value.(Cell); ok {
			value = cell.Value
		}
		if s, ok := value.(string); ok && i < len(p.Widths) {
			most = max(most, typeset.Lines(s, p.Widths[i]))
		}
	}
	return typeset.RowHeight(most)
}

// Rule is a condition on which cells look otherwise: a formula for the first of them,
// or a comparison of each with a value.
type Rule struct {
	Formula         string
	Operator, Value string
	Style           int // see [Book.Fill]
}

// Highlight gives cells a look that depends on what they hold.
func (p *Page) Highlight(cells string, rules ...Rule) {
	var formats []excelize.ConditionalFormatOptions
	for _, r := range rules {
		format := excelize.ConditionalFormatOptions{Type: "cell", Criteria: r.Operator, Value: r.Value, Format: &r.Style}
		if r.Formula != "" {
			format.Type, format.Criteria = "formula", r.Formula
		}
		formats = append(formats, format)
	}
	p.fail(p.file.SetConditionalFormat(p.Name, cells, formats))
}

// Validation is a spreadsheet program's own check of what is entered in cells: one of a
// list, or what a formula for the first of them allows. Without a title it only offers
// the list, and accepts whatever is entered.
type Validation struct {
	Cells         string
	List          []string
	ListFrom      List
	Formula       string
	Title, Prompt string
}

// List is a range that has a list, and the name that it gets: Excel 2007 offers no list
// of another worksheet but by a name.
type List struct{ Name, Range string }

// Validate adds a check. A list that the format has no room for is not offered.
func (p *Page) Validate(v Validation) {
	d := excelize.NewDataValidation(true)
	d.SetSqref(v.Cells)
	switch {
	case v.Formula != "": // which the library writes into the XML as it is
		d.Type, d.Formula1 = "custom", html.EscapeString(v.Formula)
	case v.ListFrom.Name != "":
		p.fail(p.file.SetDefinedName(&excelize.DefinedName{Name: v.ListFrom.Name, RefersTo: v.ListFrom.Range}))
		d.SetSqrefDropList(v.ListFrom.Name)
	case len(v.List) == 0:
		return
	default:
		if err := d.SetDropList(v.List); errors.Is(err, excelize.ErrDataValidationFormulaLength) {
			return
		} else if p.fail(err) {
			return
		}
	}
	if v.Title != "" {
		d.SetInput(v.Title, v.Prompt)
		d.SetError(excelize.DataValidationErrorStyleStop, v.Title, v.Prompt)
	}
	p.fail(p.file.AddDataValidation(p.Name, d))
}

// Protect locks the cells whose look is not open. There is no password: it guards
// against slips, not against people.
func (p *Page) Protect() {
	p.fail(p.file.ProtectSheet(p.Name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	}))
}

// Stored is the form in which the library takes a number. It writes the
// shortest decimal that gives the same float again, and for every amount of
// points that is the decimal it came from.
func Stored(decimal fmt.Stringer) float64 {
	f, _ := strconv.ParseFloat(decimal.String(), 64)
	return f
}
