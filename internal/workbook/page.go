package workbook

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
)

// Page is a worksheet that is written row by row, ready for the printer: A4
// landscape, one page wide, its heading rows on every page.
type Page struct {
	*excelize.StreamWriter
	Name   string
	Widths []float64 // of the columns, in characters
	file   *excelize.File
	next   int // one-based
}

// NewPage adds a worksheet with columns of these widths and, as far as is
// known beforehand, this many rows. headings is the one-based row that ends
// the part repeated on every page; fixed is the number of columns that stay
// when the rest is scrolled.
func NewPage(f *excelize.File, name string, widths []float64, rows, headings, fixed int) (*Page, error) {
	if _, err := f.NewSheet(name); err != nil {
		return nil, err
	}
	a4, landscape, one, any, yes := 9, "landscape", 1, 0, true
	side, foot, line := 0.5, 0.7, 0.3 // inches
	err := errors.Join(
		f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &any}),
		f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
			Left: &side, Right: &side, Top: &side, Bottom: &foot, Footer: &line, Horizontally: &yes,
		}),
		f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C第&P页　共&N页"}),
		f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", name, headings, headings), Scope: name,
		}),
		f.SetSheetDimension(name, "A1:"+Ref(len(widths), rows)),
	)
	if err != nil {
		return nil, err
	}
	stream, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	// In runs of equal columns: the library takes quadratic time for single ones.
	for first, last := 0, 0; first < len(widths); first = last {
		for last = first; last < len(widths) && widths[last] == widths[first]; last++ {
		}
		if err := stream.SetColWidth(first+1, last, widths[first]); err != nil {
			return nil, err
		}
	}
	pane := "bottomRight"
	if fixed == 0 {
		pane = "bottomLeft"
	}
	return &Page{stream, name, widths, f, 1}, stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: fixed, YSplit: headings, TopLeftCell: Ref(fixed+1, headings+1), ActivePane: pane,
	})
}

// Ref is the name of the cell at a one-based column and row.
func Ref(col, row int) string {
	return diag.Position{Col: col, Row: row}.Cell()
}

// Place is the one-based column and row of a cell's name.
func Place(cell string) (col, row int, err error) { return excelize.CellNameToCoordinates(cell) }

// Next is the one-based number of the row that Add will write.
func (p *Page) Next() int { return p.next }

// Add writes the next row, of a height in points, and returns its number. Each
// cell is a value or an [excelize.Cell].
func (p *Page) Add(height float64, cells ...any) (int, error) {
	row := p.next
	p.next++
	return row, p.SetRow(Ref(1, row), cells, excelize.RowOpts{Height: height})
}

// AddText is Add for a row that is as high as its wrapped text needs.
func (p *Page) AddText(cells ...any) (int, error) {
	return p.Add(p.height(cells), cells...)
}

// mostAcross is how many columns a text spans at the most: on a wider page it
// would be centred out of sight.
const mostAcross = 26

// Across adds a row whose first cell spans the page. A height of 0 is what the
// cell's text needs.
func (p *Page) Across(height float64, cells ...any) error {
	if first, ok := cells[0].(excelize.Cell); ok && height == 0 {
		width := 0.0
		for _, w := range p.Widths[:min(len(p.Widths), mostAcross)] {
			width += w
		}
		text, _ := first.Value.(string)
		height = float64(Lines(text, width))*lineHeight + 3
	}
	row, err := p.Add(height, cells...)
	return errors.Join(err, p.Merge(row, 1, min(len(p.Widths), mostAcross)))
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
func (p *Page) Merge(row, from, to int) error {
	if from == to {
		return nil
	}
	return p.MergeCell(Ref(from, row), Ref(to, row))
}

// lineHeight is the height of a line of body text, in points.
const lineHeight = 15

// height is what the longest text of a row needs when it is wrapped.
func (p *Page) height(cells []any) float64 {
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
