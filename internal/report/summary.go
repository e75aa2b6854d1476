package report

import (
	"fmt"
	"slices"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// summary writes the worksheet 汇总, the page that is signed: the ranking, the
// grades, and the rules behind them. Its figures are those of 得分明细.
func (w *reportWriter) summary() {
	columns := slices.Concat(
		[]column{{headRank, 7}, {headUnitName, w.widest()}},
		columnsOf(w.Units[0].Categories, 14, func(p assess.Part) string { return fmt.Sprintf("%s\n（%s分）", p.Name, p.Points) }),
		heads(w.amounts()), []column{{headTotal, 10}, {indicator.HeadGrade, 10}},
	)
	vetoed := slices.ContainsFunc(w.Units, assess.Unit.Vetoed)
	if vetoed {
		columns = append(columns, column{headVeto, 34})
	}
	p := w.table(summaryTitle, bookwriter.Layout{Name: summaryName, Fixed: 2, OnePage: len(w.Units) <= onePage}, columns...)
	room := 4.0
	if len(w.Units) > fewUnits {
		room = -5
	}
	for i := range w.Units {
		cells := w.ranked(i, vetoed)
		p.Add(p.Height(cells)+room, cells...)
	}
	headed := func(head string) int {
		return slices.IndexFunc(columns, func(c column) bool { return c.head == head }) + 1
	}
	stale := w.stale(p.Next()-len(w.Units), p.Next()-1, headed(headTotal), headed(indicator.HeadGrade))
	p.Across(18, bookwriter.Cell{StyleID: w.style.warning, Formula: stale, Value: ""})
	for _, note := range w.notes(p.Width()) {
		p.Across(0, bookwriter.Cells(w.style.note, note)...)
	}
	w.signatures(p)
}

// widest is the width of a column in which each unit's name fits on a line, as
// far as that is reasonable.
func (w *reportWriter) widest() float64 {
	const least, most = 14, 34
	width := float64(least)
	for _, u := range w.Units {
		for width < most && typeset.Lines(u.Name, width) > 1 {
			width++
		}
	}
	return width
}

// stale warns on the page that is signed once a score was changed so that a total is
// another one, the units in these rows are out of order, a grade has not as many units
// as were listed, or a veto is not as it was. total and grade are one-based columns.
func (w *reportWriter) stale(from, to, total, grade int) string {
	cells := func(col, from, to int) string { return workbook.Span(col, from, col, to) }
	var signs []string
	anyOf := func(format string, args ...any) {
		signs = append(signs, fmt.Sprintf("SUMPRODUCT(("+format+")*1)>0", args...))
	}
	if to > from {
		anyOf("%s<%s", cells(1, from+1, to), cells(1, from, to-1))
	}
	for n, g := range w.Table.Grades {
		units := count(w.Units, func(u assess.Unit) bool { return u.Grade.Value() == n })
		signs = append(signs, fmt.Sprintf("SUMPRODUCT((%s=%s)*1)<>%d", cells(grade, from, to), quote(g.Name), units))
	}
	if len(w.Units) > onePage { // no formula has room for what follows
		all := w.Spread(func(u assess.Unit) indicator.Points { return u.Total.Value() }).Sum
		return warnedIf(append(signs, round2("SUM("+cells(total, from, to)+")")+"<>"+all.String()))
	}
	var totals []string
	for _, u := range w.Units {
		totals = append(totals, u.Total.Value().String())
	}
	anyOf("%s<>{%s}", cells(total, from, to), strings.Join(totals, ";"))
	if to > from { // a tie is in the roster's order
		above := w.Units[0]
		swapped := constants(w.Units[1:], ";", func(u assess.Unit) bool {
			before := u.Place < above.Place
			above = u
			return before
		})
		anyOf("(%s=%s)*%s", cells(1, from+1, to), cells(1, from, to-1), swapped)
	}
	for _, c := range w.Table.OfKind(indicator.Veto) {
		vetoed := constants(w.Units, ",", func(u assess.Unit) bool { return slices.Contains(u.Vetoes, c.Code) })
		anyOf("(%s=%s)*1<>%s", workbook.In(detailName, w.across(w.rows[line{ofCriterion, c.Code}])), quote(indicator.Yes), vetoed)
	}
	return warnedIf(signs)
}

// constants are ones and zeros for a formula, as a column or a row.
func constants(units []assess.Unit, separator string, is func(assess.Unit) bool) string {
	var values []string
	for _, u := range units {
		values = append(values, map[bool]string{true: "1", false: "0"}[is(u)])
	}
	return "{" + strings.Join(values, separator) + "}"
}

func warnedIf(signs []string) string {
	const warning = "得分已被改动：上面的总分、先后、否决情形或下面的名单与评分表的不符，应由评分表重新计算，不能签发。"
	return "IF(OR(" + strings.Join(signs, ",") + ")," + quote(warning) + `,"")`
}

// ranked is one unit's row of the ranking.
func (w *reportWriter) ranked(i int, vetoed bool) []any {
	u := w.Units[i]
	r := w.row(plain).live(centred, w.result(headRank, i), u.Rank.Value()).add(centred, u.Name)
	for _, c := range u.Categories {
		r.live(number, w.category(c.Code, i), c.Scored)
	}
	for _, a := range w.amounts() {
		r.live(number, w.result(a.head.head, i), a.of(u))
	}
	r.shaded(sum).live(number, w.result(headTotal, i), u.Total.Value()).live(centred, w.result(indicator.HeadGrade, i), w.Table.Grades[u.Grade.Value()].Name)
	if vetoed {
		shade := plain
		if u.Vetoed() {
			shade = aside
		}
		r.shaded(shade).live(left, w.vetoesOf(i), strings.Join(w.vetoNames(u), "；"))
	}
	return r.cells
}

// vetoesOf joins the names of the vetoes that are answered 是, and of those that
// have no answer, which it says first. The names are those of 得分明细, as a formula's
// own text must not be long.
func (w *reportWriter) vetoesOf(i int) string {
	var parts []string
	for _, c := range w.Table.OfKind(indicator.Veto) {
		l := line{ofCriterion, c.Code}
		name := workbook.In(detailName, workbook.Ref(itemCol, w.rows[l]))
		otherwise := `""`
		if !w.complete {
			otherwise = fmt.Sprintf(`IF(%s="",%s&%s,"")`, w.in(l, w.unitCol(i)), quote("；"+unanswered), name)
		}
		parts = append(parts, fmt.Sprintf(`IF(%s=%s,"；"&%s,%s)`, w.in(l, w.unitCol(i)), quote(indicator.Yes), name, otherwise))
	}
	return "MID(" + strings.Join(parts, "&") + ",2,9999)"
}

// vetoNames are the names of a unit's vetoes as vetoesOf gives them.
func (r *Report) vetoNames(u assess.Unit) []string {
	var names []string
	for _, c := range r.Table.OfKind(indicator.Veto) {
		switch {
		case slices.Contains(u.Vetoes, c.Code):
			names = append(names, c.Item.Name)
		case slices.Contains(u.Unanswered, c.Code):
			names = append(names, unanswered+c.Item.Name)
		}
	}
	return names
}

// notes are the lines below the ranking, which is so many characters wide.
func (r *Report) notes(width float64) []string {
	var notes []string
	for _, g := range r.grades(r.Units) {
		notes = append(notes, listed(g.label+"：", g.names, width)...)
	}
	for _, c := range r.Table.OfKind(indicator.Veto) {
		if slices.ContainsFunc(r.Units, func(u assess.Unit) bool { return slices.Contains(u.Vetoes, c.Code) }) {
			notes = append(notes, fmt.Sprintf("%s（%s）：%s", headVeto, c.Code, c.Text))
		}
	}
	return append(notes, r.rules()...)
}

// graded is a grade, in words, and the names of its units.
type graded struct {
	label string
	names []string
}

// grades lists the grades with their units, in the order of units.
func (r *Report) grades(units []assess.Unit) []graded {
	var list []graded
	for n, g := range r.Table.Grades {
		var names []string
		for _, u := range units {
			if u.Grade.Value() == n {
				names = append(names, u.Name)
			}
		}
		label := fmt.Sprintf("%s%s（%d个）", g.Name, indicator.HeadGrade, len(names))
		if len(names) == 0 {
			names = []string{none}
		}
		list = append(list, graded{label, names})
	}
	return list
}

// rules say how totals, grades and ranks come about, and where the bounds are
// from.
func (r *Report) rules() []string {
	var bounds, sources []string
	for n, g := range r.Table.Grades {
		if g.Open && n > 0 {
			bounds = append(bounds, fmt.Sprintf("%s分以下为%s", r.Table.Grades[n-1].AtLeast, g.Name))
		} else {
			bounds = append(bounds, fmt.Sprintf("%s分及以上为%s", g.AtLeast, g.Name))
		}
		if g.Source != "" && !slices.Contains(sources, g.Source) {
			sources = append(sources, g.Source)
		}
	}
	rules := []string{
		headTotal + "＝" + r.balance("＋", "－", func(a amount) string { return a.head.head }) + "。等次：总分" + strings.Join(bounds, "，") + "。",
		"有否决情形的，按否决项规定的等次与总分对应的等次中较低者确定。",
		"名次：先按等次，同一等次按总分由高到低。等次和总分都相同的名次并列，其后的名次相应空出；并列的按名单顺序排列。",
	}
	if r.Table.MayNotApply() {
		rules = append(rules, "指标表规定"+indicator.NA+"时计满分的评分标准，"+indicator.NA+"的按满分计入得分，得分后标有“"+markNA+"”。")
	}
	if len(sources) > 0 {
		rules = append(rules, "等次的依据："+strings.Join(sources, "；")+"。")
	}
	return rules
}

// signatures closes the page with the places to sign and the date, if there is
// one.
func (w *reportWriter) signatures(p *bookwriter.Page) {
	places := append(bookwriter.Cells(w.style.sign, "制表：", "审核：", "签发："), bookwriter.Cells(w.style.date, w.Date)...)
	cols, row := len(p.Widths), p.Next()
	cells := make([]any, cols)
	for n, place := range places {
		from, to := n*cols/len(places), (n+1)*cols/len(places)
		cells[from] = place
		p.Merge(row, from+1, to)
	}
	p.Add(44, cells...)
}
