package report

import (
	"slices"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/workbook"
)

const headDistance = "距上一等次差（分）"

// analysis writes the worksheet 分析: what each unit's total is made of, as a
// chart too, and how far it is from the next better grade.
func (w *reportWriter) analysis() {
	p := w.table(analysisName, bookwriter.Layout{Name: analysisName, Fixed: 2, OnePage: len(w.Units) <= maxBars}, slices.Concat(
		[]column{{headRank, 7}, {headUnitName, 14}}, columnsOf(w.Units[0].Categories, 14, partName),
		heads(w.beside()), []column{{headTotal, 10}, {indicator.HeadGrade, 10}, {headDistance, 17}},
	)...)
	for i := range w.Units {
		p.AddText(w.analysed(i)...)
	}
	w.means(p, headings+1, p.Next()-1)
	p.Across(0, bookwriter.Cells(w.style.note, headDeducted+"以负数表示。"+headDistance+"：总分再加多少分达到上一等次的下限；最高等次和有否决情形的单位不列。")...)
	p.Add(12)
	w.bars(p, headings+1)
}

// analysed is one unit's row.
func (w *reportWriter) analysed(i int) []any {
	u := w.Units[i]
	r := w.row(plain).live(centred, w.result(headRank, i), u.Rank.Value()).add(centred, u.Name)
	for _, c := range u.Categories {
		r.live(number, w.category(c.Code, i), c.Scored)
	}
	r.shaded(aside)
	for _, a := range w.beside() {
		formula := w.result(a.head.head, i)
		if a.kind.Sign() < 0 {
			formula = difference("0", formula)
		}
		r.live(number, formula, a.effect(u))
	}
	r.shaded(sum).live(number, w.result(headTotal, i), u.Total.Value())
	r.shaded(plain).live(centred, w.result(indicator.HeadGrade, i), w.Table.Grades[u.Grade.Value()].Name)
	var vetoes []string
	for _, c := range w.Table.OfKind(indicator.Veto) {
		vetoes = append(vetoes, w.score(c.Code, i))
	}
	var distance any = ""
	if d, ok := w.Distance(u); ok {
		distance = d
	}
	return r.live(number, distanceOf(w.Table, w.result(indicator.HeadGrade, i), w.result(headTotal, i), vetoes), distance).cells
}

// means closes the table with the mean of each column of points.
func (w *reportWriter) means(p *bookwriter.Page, from, to int) {
	r := w.row(sum).add(centred, nil, headMean)
	column := func(of func(assess.Unit) indicator.Points) {
		col := len(r.cells) + 1
		r.live(mean, meanOf(workbook.Span(col, from, col, to)), w.Spread(of).Mean())
	}
	for n := range w.Units[0].Categories {
		column(func(u assess.Unit) indicator.Points { return u.Categories[n].Scored })
	}
	for _, a := range w.beside() {
		column(a.effect)
	}
	column(func(u assess.Unit) indicator.Points { return u.Total.Value() })
	p.Add(24, r.blank(2).cells...)
}

// barColours alternate between dark and light, so that neighbours differ in a
// black-and-white print too.
var barColours = [...]string{"1F4E79", "9DC3E6", "2E75B6", "BDD7EE", "5B7F95", "C9D3DC", "44546A"}

// bars draws the stacked bars of the table's rows, the first of which is from.
func (w *reportWriter) bars(p *bookwriter.Page, from int) {
	if len(w.Units) > maxBars {
		return
	}
	c := newCharted(analysisName, 2, from, each(w.Units, func(u assess.Unit) any { return u.Name }))
	for n, category := range w.Units[0].Categories {
		c.add(3+n, category.Name, barColours[n%len(barColours)], each(w.Units, func(u assess.Unit) any { return u.Categories[n].Scored }))
	}
	for n, a := range w.beside() {
		c.add(3+len(w.Units[0].Categories)+n, a.head.head, a.colour, each(w.Units, func(u assess.Unit) any { return a.effect(u) }))
	}
	c.Title = "各单位得分构成与" + w.besideHeads()
	c.Alternative = "各单位各类别的得分与" + w.besideHeads() + "，堆积条形图"
	c.Height = uint(140 + 24*len(w.Units))
	p.Chart(workbook.Ref(1, p.Next()), c.Chart)
}
