package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"qeval/internal/assess"
	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// Report is a result together with what its documents tell beside it.
type Report struct {
	*assess.Result
	Sheets  []*scoresheet.Sheet      // that the result comes from
	Name    func(file string) string // how documents name an input
	Date    string                   // as documents show it; may be empty
	Draft   bool                     // the documents ask for opinions before anything is decided
	Version string                   // of the program
}

// format is the version of the documents' format: what is where in them.
const format = "2"

// The kinds of documents, as their hidden worksheets say.
const (
	kindReport   = "report"
	kindFeedback = "feedback"
	kindCircular = "circular"
)

// draftMark stands on every page of a draft.
const draftMark = "征求意见稿"

// FileName is the default name of the report.
func FileName(table *indicator.Table, draft bool) string {
	return table.Name() + summaryName + draftSuffix(draft) + ".xlsx"
}

func draftSuffix(draft bool) string {
	if draft {
		return "（" + draftMark + "）"
	}
	return ""
}

// Workbook writes the consolidated report.
func (r *Report) Workbook() ([]byte, error) {
	b, err := r.newBook(kindReport, summaryName)
	if err != nil {
		return nil, err
	}
	w := &consolidated{book: b, rows: map[line]int{}}
	// The formulas of all other worksheets lead to 得分明细, so it is laid out first.
	w.detail()
	w.summary()
	w.departments()
	w.ledger()
	w.analysis()
	w.sources()
	return b.encode(r.Table.Name() + summaryTitle)
}

// book is a document that is being written.
type book struct {
	*Report
	file  *excelize.File
	style styles
	pages []*workbook.Page
}

// newBook begins a document with its hidden worksheet. first is the name of its
// first worksheet.
func (r *Report) newBook(kind, first string) (*book, error) {
	b := &book{Report: r, file: excelize.NewFile()}
	if err := b.file.SetSheetName("Sheet1", first); err != nil {
		return nil, err
	}
	if err := scoresheet.OtherMeta(kind, format, r.Table).Write(b.file); err != nil {
		return nil, err
	}
	return b, b.defineStyles()
}

// page adds a worksheet, which encode will end.
func (b *book) page(layout workbook.Layout) *workbook.Page {
	if b.Draft {
		layout.Mark = draftMark
	}
	p := workbook.NewPage(b.file, layout)
	b.pages = append(b.pages, p)
	return p
}

// heading begins a page with its title.
func (b *book) heading(p *workbook.Page, title string) {
	p.Across(36, workbook.Cells(b.style.title, title+draftSuffix(b.Draft))...)
}

// encode ends the document.
func (b *book) encode(title string) ([]byte, error) {
	defer b.file.Close()
	for _, p := range b.pages {
		if err := p.Flush(); err != nil {
			return nil, err
		}
	}
	return workbook.Encode(b.file, title+draftSuffix(b.Draft))
}

// styles are the numbers of a document's cell styles.
type styles struct {
	title, subtitle, head, note, strong, sign, date, grade, names int

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
	mean   // with four
	rate   // as a percentage
	looks
)

const (
	plain shade = iota
	aside       // deductions and vetoes
	sum
	shades
)

func (b *book) defineStyles() error {
	s := &b.style
	list := []workbook.StyleOf{
		{ID: &s.title, Look: workbook.Look{Font: workbook.FontTitle, Size: 18, Bold: true}},
		{ID: &s.head, Look: workbook.Look{Font: workbook.FontTitle, Bold: true, Fill: workbook.FillHead, Frame: true}},
		{ID: &s.note, Look: workbook.Look{Align: "left"}},
		{ID: &s.strong, Look: workbook.Look{Font: workbook.FontTitle, Size: 12, Bold: true, Align: "left"}},
		{ID: &s.subtitle, Look: workbook.Look{Size: 12}},
		{ID: &s.grade, Look: workbook.Look{Font: workbook.FontTitle, Size: 16, Bold: true, Align: "left"}},
		{ID: &s.names, Look: workbook.Look{Size: 16, Align: "left"}},
		{ID: &s.sign, Look: workbook.Look{Size: 12, Align: "left"}},
		{ID: &s.date, Look: workbook.Look{Size: 12, Align: "right"}},
	}
	for shade, behind := range [shades]workbook.Look{
		plain: {}, aside: {Fill: workbook.FillAside}, sum: {Fill: workbook.FillFixed, Bold: true},
	} {
		for look, shown := range [looks]workbook.Look{
			centred: {}, left: {Align: "left"}, number: {Align: "right", Format: "0.00_ "},
			mean: {Align: "right", Format: "0.0000_ "}, rate: {Align: "right", Format: "0.00%_ "},
		} {
			shown.Frame, shown.Fill, shown.Bold = true, behind.Fill, behind.Bold
			list = append(list, workbook.StyleOf{ID: &s.cells[shade][look], Look: shown})
		}
	}
	return workbook.Define(b.file, list)
}

// row puts a row together, cell by cell.
type row struct {
	styles *styles
	shade  shade
	cells  []any
}

func (b *book) row(s shade) *row { return &row{styles: &b.style, shade: s} }

// in changes the shade of what follows.
func (r *row) in(s shade) *row {
	r.shade = s
	return r
}

// add adds cells of one look with these values.
func (r *row) add(l look, values ...any) *row {
	r.cells = append(r.cells, workbook.Cells(r.styles.cells[r.shade][l], values...)...)
	return r
}

// head adds cells with headings.
func (r *row) head(names ...string) *row {
	for _, name := range names {
		r.cells = append(r.cells, workbook.Cells(r.styles.head, name)...)
	}
	return r
}

// blank adds empty cells.
func (r *row) blank(n int) *row { return r.add(centred, make([]any, n)...) }

// points adds cells with points, two decimals each.
func (r *row) points(values ...indicator.Points) *row {
	for _, p := range values {
		r.add(number, workbook.Stored(p))
	}
	return r
}

// most adds a cell with the points that can be reached, empty if there are none.
func (r *row) most(p indicator.Points) *row {
	if p == 0 {
		return r.blank(1)
	}
	return r.points(p)
}

// live adds a cell with a formula and the value that it has now. Without a
// formula it is the value alone.
func (r *row) live(l look, formula string, value any) *row {
	if points, ok := value.(fmt.Stringer); ok {
		value = workbook.Stored(points)
	}
	r.cells = append(r.cells, excelize.Cell{StyleID: r.styles.cells[r.shade][l], Formula: formula, Value: value})
	return r
}

// heads are the cells of a row of headings.
func (b *book) heads(names ...string) []any { return b.row(plain).head(names...).cells }

// none stands where there is nothing to name.
const none = "无"

// listed joins names behind a label to lines that fit a width in characters, so
// that no name is broken and no list is higher than a page.
func listed(label string, names []string, width float64) []string {
	lines := []string{label + names[0]}
	for _, name := range names[1:] {
		last := &lines[len(lines)-1]
		*last += "、"
		if workbook.Lines(*last+name+"、", width) == 1 {
			*last += name
		} else {
			lines = append(lines, name)
		}
	}
	return lines
}

// count is how many of a list are such.
func count[T any](list []T, such func(T) bool) int {
	n := 0
	for _, one := range list {
		if such(one) {
			n++
		}
	}
	return n
}

// shadeOf sets deductions and vetoes apart from the scores.
func shadeOf(c indicator.Criterion) shade {
	if c.Kind() == indicator.Score {
		return plain
	}
	return aside
}
