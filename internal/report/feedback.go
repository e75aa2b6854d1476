package report

import (
	"fmt"
	"slices"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/sanitize"
	"qeval/internal/workbook"
)

// The worksheets of a feedback, beside the ledger, and their own words.
const (
	resultName = "考核结果"
	appealName = "复核申请"

	feedbackTitle = "反馈"
	feedbackOf    = indicator.HeadUnit + "：" // stands before the unit's name
)

// Feedback writes what one unit is told: its result, each category against the
// mean and the best of all units, where its points have gone and why, and a
// form to ask for a review. It names no other unit. A draft leaves out whatever
// depends on the others: rank, grade and comparison.
func (r *Report) Feedback(u assess.Unit) ([]byte, error) {
	b := r.newBook(docmeta.Feedback, resultName)
	w := &feedback{book: b, unit: u}
	w.lines, _ = b.layLines(u, headings+1, r.mentions().entry)
	w.result()
	w.ledger()
	w.appeal()
	return b.encode(r.Table.Name() + feedbackTitle + "　" + u.Name)
}

type feedback struct {
	*book
	unit  assess.Unit
	lines []ledgerLine            // of its ledger
	rates [len(rateColumns)][]any // of the categories, as the chart shows them
}

// rateColumns are the one-based columns of the rates: of the unit, of the mean
// and of the best.
var rateColumns = [...]int{4, 8, 9}

// resultHeads are the columns of the table on the first page. A draft has those
// that depend on nobody else.
var resultHeads = [...]string{
	indicator.HeadCategory, indicator.HeadPoints, headScored, headRate,
	"各单位" + headMean, "各单位" + headHighest, "与" + headMean + "之差", "平均" + headRate, "最高" + headRate,
}

const ownColumns = 4

// result writes the first page.
func (w *feedback) result() {
	heads, widths := resultHeads[:], []float64{15, 8, 9, 10, 11, 11, 11, 10, 10}
	if w.Draft {
		heads, widths = heads[:ownColumns], []float64{30, 20, 20, 20}
	}
	p := w.page(bookwriter.Layout{Name: resultName, Widths: widths, Portrait: true, OnePage: true})
	w.heading(p, w.Table.Name()+"结果"+feedbackTitle)
	p.Across(26, bookwriter.Cells(w.style.strong, feedbackOf+w.unit.Name)...)
	first := p.Next() + 2
	last := first + len(w.unit.Categories) - 1
	amounts := w.amounts()
	w.verdict(p, workbook.Ref(3, last+len(amounts)+1))
	p.Add(38, w.heads(heads...)...)
	for n, c := range w.unit.Categories {
		lost := w.inLedger(ledgerLost, func(l ledgerLine) bool { return l.criterion.Category.Code == c.Code })
		w.compared(p, comparison{
			label: c.Name, most: c.Points, formula: round2(strings.Join(append([]string{workbook.Ref(2, p.Next())}, lost...), "-")),
			of: func(u assess.Unit) indicator.Points { return u.Categories[n].Scored },
		})
	}
	cells := map[indicator.Kind]string{}
	for _, a := range amounts {
		cells[a.kind] = workbook.Ref(3, p.Next())
		c := comparison{shade: aside, label: a.head.head, most: a.most(w.Table), of: a.of, cost: a.kind.Sign() < 0}
		if a.kind == indicator.Score {
			c.shade, c.formula = sum, round2("SUM("+workbook.Span(3, first, 3, last)+")")
		} else {
			c.formula = total(w.inLedger(ledgerColumn[a.kind], func(l ledgerLine) bool { return a.has(l.criterion) }))
		}
		w.compared(p, c)
	}
	w.compared(p, comparison{
		shade: sum, label: headTotal, formula: w.totalFrom(func(a amount) string { return cells[a.kind] }),
		of: func(u assess.Unit) indicator.Points { return u.Total.Value() },
	})
	for _, note := range w.explained() {
		p.Across(0, bookwriter.Cells(w.style.note, note)...)
	}
	if w.Date != "" {
		p.Across(26, bookwriter.Cells(w.style.date, w.Date)...)
	}
	if !w.Draft {
		p.Add(12)
		w.columns(p, first)
	}
}

// verdict is the line of the total, and of grade and rank unless it is a draft.
func (w *feedback) verdict(p *bookwriter.Page, totalAt string) {
	r := w.row(plain).head(headTotal).live(number, totalAt, w.unit.Total.Value())
	if w.Draft {
		p.Add(28, r.cells...)
		return
	}
	r.head(indicator.HeadGrade).live(centred, gradeOf(w.Table, totalAt, w.vetoed), w.Table.Grades[w.unit.Grade.Value()].Name)
	p.Merge(p.Add(28, r.head(headRank).add(centred, w.rank()).blank(3).cells...), 6, len(p.Widths))
}

// rank is the unit's rank in words.
func (w *feedback) rank() string {
	tie := ""
	if n := count(w.Units, func(u assess.Unit) bool { return u.Rank == w.unit.Rank }); n > 1 {
		tie = "并列"
	}
	return fmt.Sprintf("%s第%d名（共%d个单位）", tie, w.unit.Rank.Value(), len(w.Units))
}

// comparison is a row of the table.
type comparison struct {
	shade   shade
	label   string
	most    indicator.Points // without any there are no rates
	formula string           // of what the unit has
	of      func(assess.Unit) indicator.Points
	cost    bool // less of it is better
}

// compared writes what the unit has, and how the others did.
func (w *feedback) compared(p *bookwriter.Page, c comparison) {
	own, spread, most := c.of(w.unit), w.Spread(c.of), c.most
	at := func(col int) string { return workbook.Ref(col, p.Next()) }
	r := w.row(c.shade).add(left, c.label).most(most).live(number, c.formula, own)
	var rates []indicator.Quotient
	if most > 0 {
		rates = []indicator.Quotient{indicator.Rate(own, most), spread.Rate(most), indicator.Rate(spread.Highest, most)}
		r.live(rate, round4(at(3)+"/"+at(2)), rates[0])
	} else {
		r.blank(1)
	}
	if c.shade == plain {
		for n, q := range rates {
			w.rates[n] = append(w.rates[n], q)
		}
	}
	if w.Draft {
		p.Add(24, r.cells...)
		return
	}
	r.value(mean, spread.Mean())
	if c.cost {
		r.blank(2) // the highest deduction is not the best, and above the mean is not better
	} else {
		r.points(spread.Highest).live(number, round2(round4(at(3)+"-"+at(5))), own.Above(spread.Mean()))
	}
	if most > 0 {
		r.value(rate, rates[1]).live(rate, round4(at(6)+"/"+at(2)), rates[2])
	} else {
		r.blank(2)
	}
	p.Add(24, r.cells...)
}

// explained are the lines below the table.
func (w *feedback) explained() []string {
	notes := []string{"各项失分、" + w.besideHeads() + "及其原因见工作表“" + ledgerName + "”。对评分有异议的，填写工作表“" + appealName + "”。"}
	if w.Draft && w.unit.Vetoed() {
		notes = append(notes, "有"+headVeto+"，见工作表“"+ledgerName+"”。")
	}
	if w.Draft {
		return append(notes, "本反馈用于征求意见，不含等次、名次和比较。")
	}
	for _, name := range w.vetoNames(w.unit) {
		notes = append(notes, headVeto+"："+name)
	}
	return append(notes, w.rules()...)
}

// columns draws each category against the mean and the best of all units, as
// rates, since the categories have different points.
func (w *feedback) columns(p *bookwriter.Page, first int) {
	c := newCharted(resultName, 1, first, each(w.unit.Categories, func(p assess.Part) any { return p.Name }))
	for n, colour := range []string{"1F4E79", "BDD7EE", "5B9BD5"} {
		c.add(rateColumns[n], resultHeads[rateColumns[n]-1], colour, w.rates[n])
	}
	c.Columns, c.Title, c.Alternative, c.Height = true, "各类别得分率", "各类别的得分率与平均、最高得分率，柱形图", 320
	p.Chart(workbook.Ref(1, p.Next()), c.Chart)
}

// inLedger are the cells of a column of the ledger, of such lines, as the first
// page refers to them.
func (w *feedback) inLedger(col int, such func(ledgerLine) bool) []string {
	var cells []string
	for _, l := range w.lines {
		if such(l) {
			cells = append(cells, workbook.In(ledgerName, workbook.Ref(col, l.row)))
		}
	}
	return cells
}

// vetoed is the condition that a veto is answered 是: then it is in the ledger.
func (w *feedback) vetoed(c indicator.Criterion) string {
	if cells := w.inLedger(ledgerScored, func(l ledgerLine) bool { return l.criterion.Code == c.Code }); len(cells) > 0 {
		return cells[0] + "=" + quote(indicator.Yes)
	}
	return quote(indicator.No) + "=" + quote(indicator.Yes)
}

// ledger writes where the unit's points have gone.
func (w *feedback) ledger() {
	p := w.table(ledgerName+"　"+w.unit.Name, bookwriter.Layout{Name: ledgerName, Fixed: ledgerLead + 1}, slices.Concat(
		[]column{{headKind, 8}, {indicator.HeadCategory, 12}}, ledgerColumns[:],
	)...)
	for _, l := range w.lines {
		for n := range l.texts {
			r := w.row(shadeOf(l.criterion)).add(centred, l.kindIn(n), l.criterion.Category.Name)
			w.addLine(r, l, n, "")
			p.AddText(r.cells...)
		}
	}
	if p.Next() == headings+1 {
		p.AddText(w.row(plain).add(centred, none).blank(len(p.Widths) - 1).cells...)
	}
	p.Across(0, bookwriter.Cells(w.style.note, "未列出的评分标准，"+w.unlisted()+legend(w.Table))...)
}

// appeal writes the form to ask for a review.
func (w *feedback) appeal() {
	const rows = 12
	p := w.page(bookwriter.Layout{Name: appealName, Widths: []float64{7, 12, 44, 32}, Portrait: true, OnePage: true})
	w.heading(p, w.Table.Name()+appealName)
	p.Across(26, bookwriter.Cells(w.style.sign, "申请单位（盖章）："+w.unit.Name)...)
	row := p.Add(26, bookwriter.Cells(w.style.sign, "联系人：", nil, "联系电话：", "日期：　　　年　　月　　日")...)
	p.Merge(row, 1, 2)
	p.Add(28, w.heads("序号", indicator.HeadCode, "申请理由", "佐证材料")...)
	from := p.Next()
	for n := range rows {
		p.Add(44, w.row(plain).add(centred, n+1, nil).add(left, nil, nil).cells...)
	}
	w.suggestCodes(p, workbook.Span(2, from, 2, from+rows-1))
	p.Across(0, bookwriter.Cells(w.style.note, "每项一行，指标编号见工作表“"+ledgerName+"”；填好后打印、盖章，连同佐证材料报"+w.Table.Office()+"。")...)
}

// suggestCodes offers the codes of the ledger in some cells. It does not insist:
// there may be something to say of other criteria too.
func (w *feedback) suggestCodes(p *bookwriter.Page, cells string) {
	var list []string
	for _, l := range w.lines {
		list = append(list, l.criterion.Code)
	}
	p.Validate(bookwriter.Validation{Cells: cells, List: list})
}

// FeedbackNames are the file names of the units' feedbacks.
func FeedbackNames(table *indicator.Table, units []string, draft bool) []string {
	return sanitize.FileNames(feedbackPrefix(table)+markOf(draft, false).file+"-", units)
}

func feedbackPrefix(table *indicator.Table) string {
	return sanitize.FileName(table.Name()) + feedbackTitle
}

// IsFeedbackName reports whether a feedback, also a draft of one, may be named so.
func IsFeedbackName(table *indicator.Table, name string) bool {
	return strings.HasPrefix(name, feedbackPrefix(table)) && strings.HasSuffix(name, ".xlsx")
}

// FeedbackUnit is the unit that a feedback is for.
func FeedbackUnit(book *workbook.Book) string {
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			if name, ok := strings.CutPrefix(row.Cells[0].Text, feedbackOf); ok {
				return name
			}
		}
	}
	return ""
}
