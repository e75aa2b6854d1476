package report

import (
	"fmt"
	"sync"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/sanitize"
	"qeval/internal/scoresheet"
	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// Report is a result together with what its documents tell beside it.
type Report struct {
	*assess.Result
	Sheets      []*scoresheet.Sheet      // that the result comes from
	Departments []scoresheet.Submission  // how far each has come; needed as long as scores are missing
	Name        func(file string) string // how documents name an input
	Date        string                   // as documents show it; may be empty
	Draft       bool                     // the documents ask for opinions before anything is decided
	Given       bool                     // the roster was given rather than found in the sheets
	Version     string                   // of the program

	once  sync.Once
	found mentions
}

// The worksheets of the report and their own words.
const (
	summaryName    = "汇总"
	detailName     = "得分明细"
	departmentName = "部门评分情况"
	ledgerName     = "失分与减分明细"
	analysisName   = "分析"
	sourcesName    = "数据来源"

	summaryTitle = "得分汇总表"

	headRank     = "名次"
	headUnitName = "单位"
	headScored   = "得分"
	headAdded    = "加分"
	headDeducted = "减分"
	headTotal    = "总分"
	headVeto     = "否决情形"
	headMean     = "平均分"
	headRate     = "得分率"
	headHighest  = "最高分"
	headLowest   = "最低分"
	headRange    = "极差"
	subtotal     = "小计"
)

// ProvisionalMark stands wherever a result is shown that lacks scores.
const ProvisionalMark = "阶段性结果（评分未齐，非最终结果）"

// mark is what a document says that cannot be taken for the result: in its title,
// above every page that is printed, and in its file's name.
type mark struct{ title, page, file string }

func markOf(draft, provisional bool) mark {
	const asked, open = "征求意见稿", "（评分未齐）"
	switch {
	case provisional:
		return mark{"　" + ProvisionalMark, ProvisionalMark, open}
	case draft:
		return mark{"（" + asked + "）", asked, "（" + asked + "）"}
	}
	return mark{}
}

func (r *Report) mark() mark { return markOf(r.Draft, !r.Complete()) }

// FileName is the default name of the report.
func FileName(table *indicator.Table, draft, provisional bool) string {
	return sanitize.FileName(table.Name()) + summaryName + markOf(draft, provisional).file + ".xlsx"
}

// Workbook writes the report, as a provisional one if scores are missing.
func (r *Report) Workbook() ([]byte, error) {
	w := r.consolidate()
	data, err := w.encodeUnread(w.title())
	if err != nil {
		return nil, err
	}
	if err := workbook.Outlined(data); err != nil { // it may hold more than other documents
		return nil, fmt.Errorf("what is written cannot be read: %w", err)
	}
	return data, nil
}

// consolidate writes all worksheets of Workbook.
func (r *Report) consolidate() *reportWriter {
	complete, kind := r.Complete(), docmeta.Report
	if !complete {
		kind = docmeta.Provisional
	}
	b := r.newBook(kind, summaryName)
	w := &reportWriter{book: b, complete: complete, rows: map[line]int{}}
	w.layOut()
	// The formulas of all other worksheets lead to 得分明细, so it is laid out first.
	w.detail()
	if w.complete {
		w.summary()
		w.departments()
		w.ledger()
		w.analysis()
	} else {
		w.possible()
		w.submissions()
		w.ledger()
	}
	w.sources()
	return w
}

func (w *reportWriter) title() string { return w.Table.Name() + summaryTitle }

// documentWriter is a document that is being written, whatever it shows.
type documentWriter struct {
	*bookwriter.Book
	kind    docmeta.Kind
	subject string // what is assessed, which begins every title
	marked  mark
	style   styles
}

// newDocumentWriter begins a document with its hidden worksheet. first is the name of its
// first worksheet.
func newDocumentWriter(kind docmeta.Kind, first string, table *indicator.Table, marked mark) *documentWriter {
	d := &documentWriter{Book: bookwriter.New(first, docmeta.New(kind, table).Meta()), kind: kind, subject: table.Name(), marked: marked}
	d.defineStyles(table)
	return d
}

// page adds a worksheet.
func (d *documentWriter) page(layout bookwriter.Layout) *bookwriter.Page {
	layout.Mark = d.marked.page
	return d.Page(layout)
}

// heading begins a page with its title.
func (d *documentWriter) heading(p *bookwriter.Page, title string) {
	p.Across(36, bookwriter.Cells(d.style.title, title+d.marked.title)...)
}

// encode ends the document; encodeUnread does for those who read it themselves.
func (d *documentWriter) encode(title string) ([]byte, error) {
	return d.Encode(title + d.marked.title)
}

func (d *documentWriter) encodeUnread(title string) ([]byte, error) {
	return d.EncodeUnread(title + d.marked.title)
}

// book is a document of a report that is being written.
type book struct {
	*Report
	*documentWriter
}

// newBook begins a document of the report; see [newDocumentWriter].
func (r *Report) newBook(kind docmeta.Kind, first string) *book {
	return &book{r, newDocumentWriter(kind, first, r.Table, r.mark())}
}

// none stands where there is nothing to name.
const none = "无"

// listed joins names behind a label to lines that fit a width in characters, so
// that no name is broken and no list is higher than a page.
func listed(label string, names []string, width float64) []string {
	lines := []string{label + names[0]}
	for _, name := range names[1:] {
		last := &lines[len(lines)-1]
		*last += "、"
		if typeset.Lines(*last+name+"、", width) == 1 {
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
