package report

import (
	"fmt"
	"slices"
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
	p := w.table(ledgerName, workbook.Layout{Name: ledgerName, Fixed: ledgerLead + 1}, slices.Concat(
		[]column{{headUnitName, 10}, {headKind, 8}}, ledgerColumns[:], []column{{headSource, 38}},
	)...)
	for i, u := range w.Units {
		lines := w.Ledger(u)
		w.account(p, i, len(lines))
		for _, l := range lines {
			c, e := w.Table.Criteria[l.Criterion], u.Scores[l.Criterion]
			r := w.row(shadeOf(c)).add(centred, u.Name, w.kindOf(u, l))
			w.ledgerLine(r, l, e, p.Next(), w.in(line{ofCriterion, c.Code}, i))
			p.AddText(r.add(left, w.Name(e.At.File)+"\n"+e.At.Worksheet+"!"+e.At.Cell()).cells...)
		}
	}
	p.Filter(headings, p.Next()-1)
	p.Across(0, workbook.Cells(w.style.note, "每个单位：失分＋减分＋总分＝"+w.Table.Points().String()+"分。写出本表时，未列出的评分标准得分为满分，没有减分和否决。")...)
}

// account is the line that a unit's ledger of so many lines begins with: what was
// lost and taken off, and that with the total it comes to the table's points.
// Once somebody has changed a score it also tells whether the lines still do.
func (w *consolidated) account(p *workbook.Page, i, lines int) {
	u, row := w.Units[i], p.Next()
	lostAt, deductedAt := workbook.Ref(ledgerLost, row), workbook.Ref(ledgerDeducted, row)
	totalAt := w.in(line{ofResult, headTotal}, i)
	check := `"失分"&` + twoDecimals(lostAt) + `&"＋减分"&` + twoDecimals(deductedAt) + `&"＋总分"&` + twoDecimals(totalAt) +
		`&"＝"&` + twoDecimals(round2(lostAt+"+"+deductedAt+"+"+totalAt))
	listed := round2("0")
	if lines > 0 {
		listed = round2("SUM(" + workbook.Ref(ledgerLost, row+1) + ":" + workbook.Ref(ledgerDeducted, row+lines) + ")")
	}
	check += `&IF(` + listed + `=` + round2(lostAt+"+"+deductedAt) + `,"",` + quote("；得分改动后，所列各行已不齐全") + `)`
	lostPoints := w.Table.Points() - u.Scored
	r := w.row(sum).add(centred, u.Name, "合计").blank(3).points(w.Table.Points())
	r.live(number, w.in(line{ofResult, headScored}, i), u.Scored)
	r.live(number, difference(workbook.Ref(ledgerPoints, row), workbook.Ref(ledgerScored, row)), lostPoints)
	r.live(number, w.in(line{ofResult, headDeducted}, i), u.Deducted)
	r.live(left, check, "失分"+lostPoints.Fixed()+"＋减分"+u.Deducted.Fixed()+"＋总分"+u.Total.Fixed()+"＝"+(lostPoints+u.Deducted+u.Total).Fixed())
	p.AddText(r.blank(3).cells...)
}

// ledgerColumns are those that the ledgers of the report and of a unit share.
var ledgerColumns = [...]column{
	{indicator.HeadCode, 9}, {indicator.HeadCriterion, 40}, {indicator.HeadDepartment, 15}, {indicator.HeadPoints, 9},
	{headScored, 8}, {kindLost, 8}, {kindDeducted, 8}, {scoresheet.HeadReason, 40}, {scoresheet.HeadEvidence, 18}, {indicator.HeadNote, 12},
}

// The one-based columns of a ledger. Before those that both ledgers share each
// has two of its own.
const (
	ledgerLead   = 2
	ledgerPoints = ledgerLead + 3 + iota
	ledgerScored
	ledgerLost
	ledgerDeducted
)

// ledgerLine adds the shared cells of one line to the row with this number.
// live is the formula of the score, if there is one.
func (b *book) ledgerLine(r *row, l assess.Line, e scoresheet.Entry, row int, live string) {
	c := b.Table.Criteria[l.Criterion]
	r.add(centred, c.Code).add(left, c.Text).add(centred, c.Department)
	switch c.Kind() {
	case indicator.Score:
		r.points(c.Points).live(number, live, e.Points)
		r.live(number, difference(workbook.Ref(ledgerPoints, row), workbook.Ref(ledgerScored, row)), l.Lost).blank(1)
	case indicator.Deduction:
		r.add(centred, scoresheet.PointsCell(c)).blank(2).live(number, live, e.Points)
	case indicator.Veto:
		r.add(centred, scoresheet.PointsCell(c)).live(centred, live, indicator.Answer(e.Veto)).blank(2)
	}
	reasons, evidence := explained(e.Reasons)
	r.add(left, reasons, evidence, e.Note)
}

// explained are the reasons of an entry and the evidence for each. Several are
// numbered, so that it is seen what belongs together.
func explained(list []scoresheet.Reason) (reasons, evidence string) {
	for i, r := range list {
		number := ""
		if len(list) > 1 {
			number = fmt.Sprintf("%d. ", i+1)
		}
		reasons += onLine(number, r.Text)
		evidence += onLine(number, r.Evidence)
	}
	return strings.TrimSuffix(reasons, "\n"), strings.TrimSuffix(evidence, "\n")
}

// onLine is a numbered text with its end of line, nothing if there is no text.
func onLine(number, text string) string {
	if text == "" {
		return ""
	}
	return number + text + "\n"
}
