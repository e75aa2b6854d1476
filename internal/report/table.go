package report

import (
	"fmt"
	"unicode/utf8"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/typeset"
)

// column is a column of a table: its heading and its width in characters.
type column struct {
	head  string
	width float64
}

// headings is the row of a table's headings, below the title.
const headings = 2

// table adds a worksheet that is one table, with its title and its headings.
func (d *documentWriter) table(title string, layout bookwriter.Layout, columns ...column) *bookwriter.Page {
	var heads []string
	for _, c := range columns {
		heads, layout.Widths = append(heads, c.head), append(layout.Widths, c.width)
	}
	layout.Headings = headings
	p := d.page(layout)
	d.heading(p, d.subject+title)
	cells := d.heads(heads...)
	p.Add(max(38, p.Height(cells)), cells...)
	return p
}

// columnsOf makes a column of each of a list.
func columnsOf[T any](list []T, width float64, head func(T) string) []column {
	var columns []column
	for _, one := range list {
		columns = append(columns, column{head(one), width})
	}
	return columns
}

func unitName(u assess.Unit) string    { return u.Name }
func partName(part assess.Part) string { return part.Name }

// styles are the numbers of a document's cell styles.
type styles struct {
	title, subtitle, head, note, warning, strong, sign, date, grade, names int

	cells [shades][looks]int
}

// A look is how a cell shows its value, a shade what is behind it.
type (
	look  int
	shade int
)

const (
	centred look = iota
	left
	number // with two decimals
	marked // a number that stands for 不涉及; only if the table has that
	mean   // with four
	rate   // as a percentage
	looks
)

const (
	plain shade = iota
	aside       // deductions and vetoes
	sum
	open // a score that is missing
	shades
)

func (d *documentWriter) defineStyles(table *indicator.Table) {
	s := &d.style
	s.title = d.AddStyle(bookwriter.CellStyle{Font: typeset.FontTitle, Size: 18, Bold: true})
	s.head = d.AddStyle(bookwriter.CellStyle{Font: typeset.FontTitle, Bold: true, Fill: typeset.FillHead, Frame: true})
	s.note = d.AddStyle(bookwriter.CellStyle{Align: "left"})
	s.warning = d.AddStyle(bookwriter.CellStyle{Bold: true, Align: "left"})
	s.strong = d.AddStyle(bookwriter.CellStyle{Font: typeset.FontTitle, Size: 12, Bold: true, Align: "left"})
	s.subtitle = d.AddStyle(bookwriter.CellStyle{Size: 12})
	s.grade = d.AddStyle(bookwriter.CellStyle{Font: typeset.FontTitle, Size: 16, Bold: true, Align: "left"})
	s.names = d.AddStyle(bookwriter.CellStyle{Size: 16, Align: "left"})
	s.sign = d.AddStyle(bookwriter.CellStyle{Size: 12, Align: "left"})
	s.date = d.AddStyle(bookwriter.CellStyle{Size: 12, Align: "right"})
	for shade, behind := range [shades]bookwriter.CellStyle{
		plain: {}, aside: {Fill: typeset.FillAside}, sum: {Fill: typeset.FillFixed, Bold: true}, open: {Fill: typeset.FillBlank},
	} {
		for l, shown := range [looks]bookwriter.CellStyle{
			centred: {}, left: {Align: "left"}, number: {Align: "right", Format: "0.00_ "}, marked: {Align: "right", Format: `0.00"` + markNA + `"`},
			mean: {Align: "right", Format: "0.0000_ "}, rate: {Align: "right", Format: "0.00%_ "},
		} {
			if look(l) == marked && !table.MayNotApply() {
				continue
			}
			shown.Frame, shown.Fill, shown.Bold = true, behind.Fill, behind.Bold
			s.cells[shade][l] = d.AddStyle(shown)
		}
	}
}

// row puts a row together, cell by cell.
type row struct {
	styles *styles
	shade  shade
	cells  []any
}

func (d *documentWriter) row(s shade) *row { return &row{styles: &d.style, shade: s} }

// shaded changes the shade of what follows.
func (r *row) shaded(s shade) *row {
	r.shade = s
	return r
}

// add adds cells of one look with these values.
func (r *row) add(l look, values ...any) *row {
	r.cells = append(r.cells, bookwriter.Cells(r.styles.cells[r.shade][l], values...)...)
	return r
}

// head adds cells with headings.
func (r *row) head(names ...string) *row {
	for _, name := range names {
		r.cells = append(r.cells, bookwriter.Cells(r.styles.head, name)...)
	}
	return r
}

// blank adds empty cells.
func (r *row) blank(n int) *row { return r.add(centred, make([]any, n)...) }

// points adds a cell with points.
func (r *row) points(p indicator.Points) *row { return r.value(number, p) }

// value adds a cell with a decimal.
func (r *row) value(l look, decimal fmt.Stringer) *row { return r.add(l, bookwriter.Stored(decimal)) }

// entry adds a cell with a score: empty, and not 0 or 否, if it is missing.
func (r *row) entry(c indicator.Criterion, e scores.Entry) *row {
	switch {
	case e.State != scores.Valid:
		was := r.shade
		return r.shaded(open).blank(1).shaded(was)
	case c.Kind() == indicator.Veto:
		return r.add(centred, indicator.Answer(e.Veto))
	}
	return r.value(lookOf(e), e.Points)
}

// markNA stands behind the points of a score that is 不涉及, so that they can be
// added up all the same.
const markNA = "※"

// legendNA explains it below a table.
const legendNA = markNA + "：评分表填“" + indicator.NA + "”，按指标表的规定计满分。"

// legend is legendNA if the table has that.
func legend(table *indicator.Table) string {
	if table.MayNotApply() {
		return legendNA
	}
	return ""
}

// lookOf is how the points of a score are shown.
func lookOf(e scores.Entry) look {
	if e.NA {
		return marked
	}
	return number
}

// most adds a cell with the points that can be reached, empty if there are none.
func (r *row) most(p indicator.Points) *row {
	if p == 0 {
		return r.blank(1)
	}
	return r.points(p)
}

// live adds a cell with a formula and the value that it has now. Without a
// formula, or with one that is longer than programs take, it is the value alone.
func (r *row) live(l look, formula string, value any) *row {
	if points, ok := value.(fmt.Stringer); ok {
		value = bookwriter.Stored(points)
	}
	if utf8.RuneCountInString(formula) > maxFormula {
		formula = ""
	}
	r.cells = append(r.cells, bookwriter.Cell{StyleID: r.styles.cells[r.shade][l], Formula: formula, Value: value})
	return r
}

// heads are the cells of a row of headings.
func (d *documentWriter) heads(names ...string) []any { return d.row(plain).head(names...).cells }
