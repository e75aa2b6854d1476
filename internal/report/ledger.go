package report

import (
	"strings"

	"qeval/internal/assess"
	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// The kinds of lines in a ledger.
const (
	kindLost     = "失分"
	kindDeducted = "减分"
	kindVeto     = "否决"
	kindRemark   = "情况说明"

	headKind   = "类型"
	headSource = "来源"
)

// kindOf says what a line of a ledger is about.
func (r *Report) kindOf(u assess.Unit, l assess.Line) string {
	switch c := r.Table.Criteria[l.Criterion]; {
	case c.Kind() == indicator.Veto && u.Scores[l.Criterion].Veto:
		return kindVeto
	case l.Lost == 0:
		return kindRemark
	case c.Kind() == indicator.Deduction:
		return kindDeducted
	}
	return kindLost
}

// ledger writes the worksheet 失分与减分明细: where each unit's points have gone,
// and why. Together with its total they are the table's points.
func (w *consolidated) ledger() {
	heads := append([]string{headUnitName, headKind}, ledgerHeads...)
	p := w.page(workbook.Layout{
		Name: ledgerName, Widths: append([]float64{10, 8}, append(ledgerWidths, 38)...), Rows: 2, Headings: 2, Fixed: ledgerLead + 1,
	})
	w.heading(p, w.Table.Name()+ledgerName)
	p.Add(34, w.heads(append(heads, headSource)...)...)
	for i, u := range w.Units {
		w.account(p, i)
		for _, l := range w.Ledger(u) {
			c, e := w.Table.Criteria[l.Criterion], u.Scores[l.Criterion]
			cells := w.cells(shadeOf(c), centred, u.Name, w.kindOf(u, l))
			cells = append(cells, w.ledgerLine(l, e, p.Next(), w.in(line{ofCriterion, c.Code}, i))...)
			p.AddText(append(cells, w.cells(shadeOf(c), left, w.Name(e.At.File)+"\n"+e.At.Worksheet+"!"+e.At.Cell())...)...)
		}
	}
	p.Filter(2, p.Next()-1)
	p.Across(0, workbook.Cells(w.style.note, "每个单位：失分＋减分＋总分＝"+w.Table.Points().String()+"分。未列出的评分标准，得分为满分，没有减分和否决。")...)
}

// account is the line that a unit's ledger begins with: what was lost and taken
// off, and that with the total it comes to the table's points.
func (w *consolidated) account(p *workbook.Page, i int) {
	u, row := w.Units[i], p.Next()
	lostAt, deductedAt := workbook.Ref(ledgerLost, row), workbook.Ref(ledgerDeducted, row)
	totalAt := w.in(line{ofResult, headTotal}, i)
	check := `"失分"&` + twoDecimals(lostAt) + `&"＋减分"&` + twoDecimals(deductedAt) + `&"＋总分"&` + twoDecimals(totalAt) +
		`&"＝"&` + twoDecimals(round2(lostAt+"+"+deductedAt+"+"+totalAt))
	lostPoints := w.Table.Points() - u.Scored
	cells := w.cells(sum, centred, u.Name, "合计", nil)
	cells = append(cells, w.cells(sum, left, nil, nil)...)
	cells = append(cells, w.cells(sum, number, points(w.Table.Points()))...)
	cells = append(cells,
		w.live(sum, number, w.in(line{ofResult, headScored}, i), points(u.Scored)),
		w.live(sum, number, difference(workbook.Ref(ledgerPoints, row), workbook.Ref(ledgerScored, row)), points(lostPoints)),
		w.live(sum, number, w.in(line{ofResult, headDeducted}, i), points(u.Deducted)),
		w.live(sum, left, check, "失分"+lostPoints.Fixed()+"＋减分"+u.Deducted.Fixed()+"＋总分"+u.Total.Fixed()+"＝"+(lostPoints+u.Deducted+u.Total).Fixed()),
	)
	p.AddText(append(cells, w.cells(sum, left, nil, nil, nil)...)...)
}

// The columns that the ledgers of the report and of a unit share.
var (
	ledgerHeads = []string{
		indicator.HeadCode, indicator.HeadCriterion, indicator.HeadDepartment, indicator.HeadPoints,
		headScored, kindLost, kindDeducted, scoresheet.HeadReason, scoresheet.HeadEvidence, indicator.HeadNote,
	}
	ledgerWidths = []float64{9, 40, 15, 9, 8, 8, 8, 40, 18, 12}
)

// The one-based columns of a ledger. Before those that both ledgers share each
// has two of its own.
const (
	ledgerLead   = 2
	ledgerPoints = ledgerLead + 3 + iota
	ledgerScored
	ledgerLost
	ledgerDeducted
)

// ledgerLine are the shared cells of one line, in this row. live is the formula
// of the score, if there is one.
func (b *book) ledgerLine(l assess.Line, e scoresheet.Entry, row int, live string) []any {
	c := b.Table.Criteria[l.Criterion]
	s := shadeOf(c)
	cells := b.cells(s, centred, c.Code)
	cells = append(cells, b.cells(s, left, c.Text)...)
	cells = append(cells, b.cells(s, centred, c.Department)...)
	switch c.Kind() {
	case indicator.Score:
		cells = append(cells, b.cells(s, number, points(c.Points))...)
		cells = append(cells, b.value(s, number, live, points(e.Points)))
		lost := difference(workbook.Ref(ledgerPoints, row), workbook.Ref(ledgerScored, row))
		cells = append(cells, b.live(s, number, lost, points(l.Lost)))
		cells = append(cells, b.cells(s, number, nil)...)
	case indicator.Deduction:
		cells = append(cells, b.cells(s, centred, scoresheet.PointsCell(c), nil, nil)...)
		cells = append(cells, b.value(s, number, live, points(e.Points)))
	case indicator.Veto:
		cells = append(cells, b.cells(s, centred, scoresheet.PointsCell(c))...)
		cells = append(cells, b.value(s, centred, live, indicator.Answer(e.Veto)))
		cells = append(cells, b.cells(s, number, nil, nil)...)
	}
	var reasons, evidence []string
	for _, r := range e.Reasons {
		if r.Text != "" {
			reasons = append(reasons, r.Text)
		}
		if r.Evidence != "" {
			evidence = append(evidence, r.Evidence)
		}
	}
	return append(cells, b.cells(s, left, strings.Join(reasons, "\n"), strings.Join(evidence, "\n"), e.Note)...)
}

// value is a cell that shows what a formula leads to, or just the value.
func (b *book) value(s shade, l look, formula string, value any) any {
	if formula == "" {
		return b.cells(s, l, value)[0]
	}
	return b.live(s, l, formula, value)
}
