package report

import (
	"sync"

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
	Given   bool                     // the roster was given rather than found in the sheets
	Version string                   // of the program

	once  sync.Once
	found mentions
}

// format is the version of the documents' format: what is where in them.
const format = "2"

// The kinds of documents, as their hidden worksheets say.
const (
	kindReport   = "report"
	kindFeedback = "feedback"
	kindCircular = "circular"
)

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
	w.layOut()
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
