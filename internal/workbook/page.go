package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
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
//
// Its methods return no errors. As soon as one has occurred nothing more is
// written, and [Page.Flush] returns it.
type Page struct {
	Layout
	stream *excelize.StreamWriter
	file   *excelize.File
	next   int // one-based
	err    error
}

// NewPage adds a worksheet to a workbook, or goes on with an empty one of that
// name.
func NewPage(f *excelize.File, layout Layout) *Page {
	p := &Page{Layout: layout, file: f, next: 1}
	if _, err := f.NewSheet(p.Name); err != nil {
		p.err = err
		return p
	}
	p.setUp()
	stream, err := f.NewStreamWriter(p.Name)
	if p.stream = stream; p.Fail(err) {
		return p
	}
	// In runs of equal columns: the library takes quadratic time for single ones.
	for first, last := 0, 0; first < len(p.Widths); first = last {
		for last = first; last < len(p.Widths) && p.Widths[last] == p.Widths[first]; last++ {
		}
		p.Fail(stream.SetColWidth(first+1, last, p.Widths[first]))
	}
	if p.Headings > 0 {
		pane := "bottomRight"
		if p.Fixed == 0 {
			pane = "bottomLeft"
		}
		p.Fail(stream.SetPanes(&excelize.Panes{
			Freeze: true, XSplit: p.Fixed, YSplit: p.Headings, TopLeftCell: Ref(p.Fixed+1, p.Headings+1), ActivePane: pane,
		}))
	}
	return p
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
	p.Fail(errors.Join(
		p.file.SetSheetProps(p.Name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		p.file.SetPageLayout(p.Name, &excelize.PageLayoutOptions{
			Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
		}),
		p.file.SetPageMargins(p.Name, margins),
		p.file.SetHeaderFooter(p.Name, &excelize.HeaderFooterOptions{OddHeader: header, OddFooter: "&C第&P页　共&N页"}),
		p.file.SetSheetDimension(p.Name, Span(1, 1, len(p.Widths), 1)), // which Encode completes
	))
	if p.Headings > 0 {
		p.Fail(p.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: In(p.Name, fmt.Sprintf("$%[1]d:$%[1]d", p.Headings)), Scope: p.Name,
		}))
	}
}

// Fail notes an error, of which the first is kept, and reports whether there is
// any.
func (p *Page) Fail(err error) bool {
	if p.err == nil {
		p.err = err
	}
	return p.err != nil
}

// Flush ends the worksheet.
func (p *Page) Flush() error {
	if p.err == nil {
		p.err = p.stream.Flush()
	}
	return p.err
}

// Ref is the name of the cell at a one-based column and row.
func Ref(col, row int) string {
	return diag.Position{Col: col, Row: row}.Cell()
}

// Span is the name of the range from one cell to another: "A1:B2".
func Span(firstCol, firstRow, lastCol, lastRow int) string {
	return Ref(firstCol, firstRow) + ":" + Ref(lastCol, lastRow)
}

// Absolute is the name of a cell that stays the same wherever its formula is:
// "$A$1".
func Absolute(col, row int) string { return fmt.Sprintf("$%s$%d", diag.Column(col), row) }

// Place is the one-based column and row of a cell's name.
func Place(cell string) (col, row int, err error) { return excelize.CellNameToCoordinates(cell) }

// Next is the one-based number of the row that Add will write.
func (p *Page) Next() int { return p.next }

// Add writes the next row, of a height in points, and returns its number. Each
// cell is a value or an [excelize.Cell].
func (p *Page) Add(height float64, cells ...any) int {
	row := p.next
	p.next++
	if p.err == nil {
		p.Fail(p.stream.SetRow(Ref(1, row), cells, excelize.RowOpts{Height: min(height, mostHeight)}))
	}
	return row
}

// AddText is Add for a row that is as high as its wrapped text needs.
func (p *Page) AddText(cells ...any) int { return p.Add(p.Height(cells), cells...) }

const (
	mostHeight = 409 // of a row, in points: more cannot be set
	mostAcross = 26  // columns that a text spans: on a wider page it would be centred out of sight
)

// Width is how many characters wide a text across the page can be.
func (p *Page) Width() float64 {
	width := 0.0
	for _, w := range p.Widths[:min(len(p.Widths), mostAcross)] {
		width += w
	}
	return width
}

// Across adds a row whose first cell spans the page. A height of 0 is what the
// cell's text needs.
func (p *Page) Across(height float64, cells ...any) int {
	if first, ok := cells[0].(excelize.Cell); ok && height == 0 {
		text, _ := first.Value.(string)
		height = float64(Lines(text, p.Width()))*lineHeight + 3
	}
	row := p.Add(height, cells...)
	p.Merge(row, 1, min(len(p.Widths), mostAcross))
	return row
}

// Cells are cells of one style with these values.
func Cells(style int, values ...any) []any {
	cells := make([]any, len(values))
	for i, value := range values {
		cells[i] = excelize.Cell{StyleID: style, Value: value}
	}
	return cells
}

// Merge joins the cells of a row from one column to another.
func (p *Page) Merge(row, from, to int) {
	if from < to && p.err == nil {
		p.Fail(p.stream.MergeCell(Ref(from, row), Ref(to, row)))
	}
}

// MergeDown joins the cells of a one-based column from one row to another.
func (p *Page) MergeDown(col, from, to int) {
	if from < to && p.err == nil {
		p.Fail(p.stream.MergeCell(Ref(col, from), Ref(col, to)))
	}
}

// Filter lets the rows from one to another be filtered by each of the columns.
// The first one is that of the headings.
func (p *Page) Filter(from, to int) {
	p.Fail(p.file.AutoFilter(p.Name, Span(1, from, len(p.Widths), to), nil))
}

// Link makes a cell lead to another one of the workbook.
func (p *Page) Link(cell, worksheet, to string) {
	p.Fail(p.file.SetCellHyperLink(p.Name, cell, In(worksheet, to), "Location"))
}

// In is how formulas and links name a cell or a range of another worksheet.
func In(worksheet, cells string) string {
	return "'" + strings.ReplaceAll(worksheet, "'", "''") + "'!" + cells
}

// Scale colours the rates of a range, which are 1 at most: the lower, the
// darker, so that a black-and-white print shows it too.
func (p *Page) Scale(cells string) {
	p.Fail(p.file.SetConditionalFormat(p.Name, cells, []excelize.ConditionalFormatOptions{{
		Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0.5", MinColor: scaleLow, MaxType: "num", MaxValue: "1", MaxColor: scaleHigh,
	}}))
}

// Strip is a range in one row or column, as charts refer to it, and what its
// cells show.
type Strip struct {
	Cells  string
	Values []any
}

// Chart puts a chart on the worksheet, its upper left corner in this cell. The
// strips are the ranges that it shows. Their values are stored in it, which the
// library does not do, for programs that draw what is stored.
func (p *Page) Chart(cell string, chart *excelize.Chart, strips ...Strip) {
	if p.Fail(p.file.AddChart(p.Name, cell, chart)) {
		return
	}
	var pairs []string
	found := 0
	for _, s := range strips {
		reference := "<f>" + xmlText(s.Cells) + "</f>"
		pairs = append(pairs,
			reference+"<numCache><formatCode></formatCode></numCache>", reference+s.cache("numCache"),
			reference+"</strRef>", reference+s.cache("strCache")+"</strRef>")
	}
	stored := strings.NewReplacer(pairs...)
	p.file.Pkg.Range(func(name, content any) bool {
		if part, ok := content.([]byte); ok && strings.HasPrefix(name.(string), "xl/charts/chart") {
			with := stored.Replace(string(part))
			found += strings.Count(with, "<ptCount ")
			p.file.Pkg.Store(name, []byte(with))
		}
		return true
	})
	if found < len(strips) {
		p.Fail(errors.New("a chart has no place for what it shows"))
	}
}

// cache is the element that stores the values.
func (s Strip) cache(element string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<%s>`, element)
	if element == "numCache" {
		b.WriteString("<formatCode>General</formatCode>")
	}
	fmt.Fprintf(&b, `<ptCount val="%d"></ptCount>`, len(s.Values))
	for i, value := range s.Values {
		fmt.Fprintf(&b, `<pt idx="%d"><v>%s</v></pt>`, i, xmlText(fmt.Sprint(value)))
	}
	return b.String() + "</" + element + ">"
}

// xmlText is a text as the library writes it in XML.
func xmlText(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}

// lineHeight is the height of a line of body text, in points.
const lineHeight = 15

// Height is what the longest text of a row needs when it is wrapped, in points.
func (p *Page) Height(cells []any) float64 {
	most := 1
	for i, value := range cells {
		if cell, ok := value.(excelize.Cell); ok {
			value = cell.Value
		}
		if s, ok := value.(string); ok && i < len(p.Widths) {
			most = max(most, Lines(s, p.Widths[i]))
		}
	}
	return TextHeight(most)
}

// TextHeight is the height of a row of so many lines, in points.
func TextHeight(lines int) float64 { return float64(lines)*lineHeight + 6 }

// Lines is the number of lines that a text takes in a column of this width.
// The factors are measured: LibreOffice and Excel break a little earlier than
// the width in characters says.
func Lines(text string, width float64) int {
	wide := runewidth.Condition{EastAsianWidth: true}
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, int(math.Ceil(float64(wide.StringWidth(line))*1.1/(width-1.5))))
	}
	return lines
}

// Stored is the form in which the library takes a number. It writes the
// shortest decimal that gives the same float again, and for every amount of
// points that is the decimal it came from.
func Stored(decimal fmt.Stringer) float64 {
	f, _ := strconv.ParseFloat(decimal.String(), 64)
	return f
}
