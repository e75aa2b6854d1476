package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// The kinds of lines in a ledger.
const (
	kindLost     = headLost
	kindAdded    = headAdded
	kindDeducted = headDeducted
	kindVeto     = "否决"
	kindNA       = indicator.NA
	kindRemark   = "情况说明"
	kindMore     = "续"
	kindOpen     = unscored

	headLost   = "失分"
	headKind   = "类型"
	headSource = "来源"
)

// kindOf says what a line of a ledger is about.
func kindOf(c indicator.Criterion, e scores.Entry, lost indicator.Points) string {
	switch {
	case e.Veto:
		return kindVeto
	case e.NA:
		return kindNA
	case c.Kind() == indicator.Bonus && e.Points > 0:
		return kindAdded
	case lost == 0:
		return kindRemark
	case c.Kind() == indicator.Deduction:
		return kindDeducted
	}
	return kindLost
}

// ledger writes the worksheet 失分与减分明细: where each unit's points have gone,
// and why. Together with its total they are the table's points.
func (w *reportWriter) ledger() {
	p := w.table(ledgerName, bookwriter.Layout{Name: ledgerName, Fixed: ledgerLead + 1}, slices.Concat(
		[]column{{headUnitName, 10}, {headKind, 8}}, ledgerColumns[:], []column{{headSource, 38}},
	)...)
	for i, u := range w.Units {
		lines, next := w.layLines(u, p.Next()+1, func(e scores.Entry) scores.Entry { return e })
		w.account(p, i, lines, next-1)
		for _, l := range lines {
			for n := range l.texts {
				r := w.row(shadeOf(l.criterion)).add(centred, u.Name, l.kindIn(n))
				w.addLine(r, l, n, w.score(l.criterion.Code, i))
				p.AddText(r.add(left, sourceOf(l.entry, w.Name)).cells...)
			}
		}
		if len(u.Open) > 0 {
			w.openLine(p, i)
		}
	}
	p.Filter(headings, p.Next()-1)
	parts, listed := "", "未列出的评分标准"
	for _, s := range w.rest(0, "") {
		word, _ := s.behind()
		parts += word + s.name
	}
	if !w.complete {
		parts, listed = parts+"的分值", "已评而未列出的评分标准"
	}
	p.Across(0, bookwriter.Cells(w.style.note, "每个单位："+headLost+parts+"＝"+w.Table.Points().String()+"分。写出本表时，"+listed+w.unlisted()+legend(w.Table))...)
}

// unlisted says what is true of the criteria that a ledger does not list.
func (r *Report) unlisted() string {
	return "得分为满分，没有" + r.besideHeads() + "和否决。"
}

// openLine completes a unit's ledger with what has not been scored yet.
func (w *reportWriter) openLine(p *bookwriter.Page, i int) {
	u := w.Units[i]
	most := workbook.In(detailName, workbook.Absolute(pointsCol, w.rows[line{ofResult, headAssessed}]))
	for n, texts := range inRows(ledgerColumns[explaining:], w.openIn(u), "", "") {
		kind := kindOpen
		if n > 0 {
			kind = kindMore
		}
		r := w.row(open).add(centred, u.Name, kind).blank(3)
		if n == 0 {
			r.live(number, difference(most, w.result(headAssessed, i)), w.Table.Points()-u.Assessed)
		} else {
			r.blank(1)
		}
		p.AddText(r.blank(3).add(left, texts[0], texts[1], texts[2]).blank(1).cells...)
	}
}

// openIn lists what has not been scored of a unit, department by department.
func (w *reportWriter) openIn(u assess.Unit) string {
	criteria := map[string][]string{}
	for _, k := range u.Open {
		c := w.Table.Criteria[k]
		criteria[c.Department] = append(criteria[c.Department], c.Code+" "+c.Item.Name)
	}
	var lines []string
	for _, department := range w.Table.Departments() {
		if open := criteria[department]; len(open) > 0 {
			lines = append(lines, department+"："+strings.Join(open, "、"))
		}
	}
	return strings.Join(lines, "\n")
}

// account is the line that a unit's ledger begins with, which ends in the row last:
// what was lost and taken off, and that with the total it comes to the table's
// points. Once somebody has changed a score it tells whether the lines still do.
func (w *reportWriter) account(p *bookwriter.Page, i int, lines []ledgerLine, last int) {
	u, row := w.Units[i], p.Next()
	lostAt, deductedAt := workbook.Ref(ledgerLost, row), workbook.Ref(ledgerDeducted, row)
	listed := round2("0")
	if last > row {
		listed = round2("SUM(" + workbook.Span(ledgerLost, row+1, ledgerDeducted, last) + ")")
	}
	signs := []string{listed + "<>" + round2(lostAt+"+"+deductedAt)}
	for _, a := range w.beside() {
		if ledgerColumn[a.kind] != ledgerDeducted { // which is among those
			signs = append(signs, total(listedOf(a, lines))+"<>"+round2(w.result(w.headOf(a), i)))
		}
	}
	for _, c := range w.Table.OfKind(indicator.Veto) {
		answer := indicator.Answer(slices.Contains(u.Vetoes, c.Code))
		if slices.Contains(u.Unanswered, c.Code) {
			answer = ""
		}
		signs = append(signs, w.score(c.Code, i)+"<>"+quote(answer))
	}
	most, scored, deducted := w.in(line{ofResult, headScored}, pointsCol), w.result(headScored, i), w.result(headDeducted, i)
	if !w.complete {
		most, scored, deducted = w.result(headAssessed, i), w.result(headSoFar, i), w.result(headTaken, i)
	}
	lost := u.Assessed - u.Scored
	check, equation := added(append([]summand{{1, headLost, lostAt, lost}}, w.rest(i, deductedAt)...))
	check += `&IF(OR(` + strings.Join(signs, ",") + `),` + quote("；得分改动后，所列各行已不齐全") + `,"")`
	r := w.row(sum).add(centred, u.Name, "合计").blank(3).live(number, most, u.Assessed)
	r.live(number, scored, u.Scored)
	r.live(number, difference(workbook.Ref(ledgerPoints, row), workbook.Ref(ledgerScored, row)), lost)
	r.live(number, deducted, u.Deducted)
	p.AddText(r.live(left, check, equation).blank(3).cells...)
}

// rest is what comes to the table's points together with what unit i has lost: its
// total without the bonuses, which are outside of them. deductedAt is the cell of what
// was taken off.
func (w *reportWriter) rest(i int, deductedAt string) []summand {
	u := w.Units[i]
	if !w.complete {
		all, assessed := w.in(line{ofResult, headAssessed}, pointsCol), w.result(headAssessed, i)
		return []summand{
			{1, headSoFar, w.result(headSoFar, i), u.Scored}, {1, unscored, difference(all, assessed), w.Table.Points() - u.Assessed},
		}
	}
	rest := []summand{{1, headDeducted, deductedAt, u.Deducted}, {1, headTotal, w.result(headTotal, i), u.Total.Value()}}
	if w.Table.Has(indicator.Bonus) {
		rest = append(rest, summand{-1, headAdded, w.result(headAdded, i), u.Added})
	}
	return rest
}

// listedOf are the cells of an amount in the lines of a ledger.
func listedOf(a amount, lines []ledgerLine) []string {
	var cells []string
	for _, l := range lines {
		if a.has(l.criterion) {
			cells = append(cells, workbook.Ref(ledgerColumn[a.kind], l.row))
		}
	}
	return cells
}

// summand is a part of a sum in words: its sign, what it is called, its cell, and
// its value.
type summand struct {
	sign     indicator.Points
	name, at string
	value    indicator.Points
}

// behind is a summand's sign in words and in formulas, behind another one.
func (s summand) behind() (word, operator string) {
	if s.sign < 0 {
		return "－", "-"
	}
	return "＋", "+"
}

// added writes a sum out in words, as a formula and as it is now.
func added(parts []summand) (formula, text string) {
	var sum string
	var total indicator.Points
	for n, s := range parts {
		word, operator := s.behind()
		if n == 0 {
			word, operator = "", ""
		}
		formula += quote(word+s.name) + "&" + twoDecimals(s.at) + "&"
		text += word + s.name + s.value.Fixed()
		sum, total = sum+operator+s.at, total+s.sign*s.value
	}
	return formula + `"＝"&` + twoDecimals(round2(sum)), text + "＝" + total.Fixed()
}

// ledgerColumns are those that the ledgers of the report and of a unit share.
var ledgerColumns = [...]column{
	{indicator.HeadCode, 9}, {indicator.HeadCriterion, 40}, {indicator.HeadDepartment, 15}, {indicator.HeadPoints, 9},
	{headScored, 8}, {kindLost, 8}, {kindDeducted, 8}, {scoresheet.HeadReason, 40}, {scoresheet.HeadEvidence, 18}, {indicator.HeadNote, 12},
}

// explaining is the first of the last three, which hold what departments have
// written.
const explaining = len(ledgerColumns) - 3

// The one-based columns of a ledger. Before those that both ledgers share each
// has two of its own.
const (
	ledgerLead     = 2
	ledgerPoints   = ledgerLead + 4
	ledgerScored   = ledgerLead + 5
	ledgerLost     = ledgerLead + 6
	ledgerDeducted = ledgerLead + 7
)

// ledgerColumn is the column of what a line of these kinds comes to.
var ledgerColumn = map[indicator.Kind]int{indicator.Bonus: ledgerScored, indicator.Deduction: ledgerDeducted}

// ledgerLine is a line of a ledger as it is written.
type ledgerLine struct {
	assess.Line
	criterion indicator.Criterion
	entry     scores.Entry
	kind      string
	row       int        // the first one
	texts     [][]string // reasons, evidence and note, in as many rows as they need
}

// kindIn is the kind of the n-th row of the line.
func (l ledgerLine) kindIn(n int) string {
	if n > 0 {
		return kindMore
	}
	return l.kind
}

// layLines lays a unit's ledger out from this row on, and returns the row behind
// it. as makes of each entry what is to be read.
func (b *book) layLines(u assess.Unit, row int, as func(scores.Entry) scores.Entry) (lines []ledgerLine, next int) {
	for _, l := range b.Ledger(u) {
		c, e := b.Table.Criteria[l.Criterion], as(u.Scores[l.Criterion])
		reasons, evidence := explained(e.Reasons)
		texts := inRows(ledgerColumns[explaining:], reasons, evidence, e.Note)
		lines = append(lines, ledgerLine{l, c, e, kindOf(c, e, l.Lost), row, texts})
		row += len(texts)
	}
	return lines, row
}

// addLine adds the shared cells of the n-th row of a line. live is the formula
// of the score, if there is one.
func (b *book) addLine(r *row, l ledgerLine, n int, live string) {
	c, e := l.criterion, l.entry
	r.add(centred, c.Code)
	switch {
	case n > 0:
		r.blank(ledgerDeducted - ledgerLead - 1)
	case c.Kind() == indicator.Score:
		lost := difference(workbook.Ref(ledgerPoints, l.row), workbook.Ref(ledgerScored, l.row))
		r.add(left, c.Described()).add(centred, c.Department).points(c.Points).live(lookOf(e), live, e.Points).live(number, lost, l.Lost).blank(1)
	case c.Kind() == indicator.Deduction:
		r.add(left, c.Described()).add(centred, c.Department, scoresheet.PointsCell(c)).blank(2).live(number, live, e.Points)
	case c.Kind() == indicator.Bonus:
		r.add(left, c.Described()).add(centred, c.Department, scoresheet.PointsCell(c)).live(number, live, e.Points).blank(2)
	default:
		r.add(left, c.Described()).add(centred, c.Department, scoresheet.PointsCell(c)).live(centred, live, indicator.Answer(e.Veto)).blank(2)
	}
	r.add(left, l.texts[n][0], l.texts[n][1], l.texts[n][2])
}

// explained are the reasons of an entry and the evidence for each. Several are
// numbered, so that it is seen what belongs together.
func explained(list []scores.Reason) (reasons, evidence string) {
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

// sourceOf is the cell that an entry was read from. name is how its file is named.
func sourceOf(e scores.Entry, name func(file string) string) string {
	return name(e.At.File) + "\n" + e.At.Worksheet + "!" + e.At.Cell()
}

// inRows puts the texts of these columns into rows: no row, and no cell, holds as
// much as somebody may have written.
func inRows(columns []column, texts ...string) [][]string {
	var rows [][]string
	for col, text := range texts {
		for n, piece := range pieces(text, columns[col].width) {
			if n == len(rows) {
				rows = append(rows, make([]string, len(texts)))
			}
			rows[n][col] = piece
		}
	}
	return rows
}

// pieces cuts a text into as much as a row of a column of this width shows. There
// is one at least.
func pieces(text string, width float64) []string {
	const most = 24 // lines
	var list []string
	for runes := []rune(text); len(runes) > 0 || len(list) == 0; {
		window := runes[:min(len(runes), most*int(width))] // which no more than that fits in
		n := sort.Search(len(window), func(n int) bool { return typeset.Lines(string(window[:n+1]), width) > most })
		list, runes = append(list, string(runes[:n])), runes[n:]
	}
	return list
}
