package report

import (
	"fmt"
	"slices"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/workbook"
)

// departments writes the worksheet 部门评分情况: what each department gave each
// unit, so that one that does not tell them apart is seen.
func (w *reportWriter) departments() {
	p := w.table(departmentName, bookwriter.Layout{Name: departmentName, Fixed: 1}, slices.Concat([]column{
		{indicator.HeadDepartment, 30}, {"条数", 7}, {indicator.HeadPoints, 9},
	}, columnsOf(w.Units, 9, unitName), []column{
		{headMean, 10}, {headHighest, 9}, {headLowest, 9}, {headRange, 9}, {headRate, 10}, {"提示", 16},
	})...)
	parts := w.Units[0].Departments
	for d, part := range parts {
		w.given(p, plain, part.Name, count(w.Table.Of(part.Name), isScore), figure{
			func(col int) string { return w.in(line{ofDepartment, part.Name}, col) },
			func(u assess.Unit) indicator.Points { return u.Departments[d].Scored }, part.Points,
		})
	}
	rates := len(p.Widths) - 1 // the last column but one
	p.Scale(workbook.Span(rates, headings+1, rates, p.Next()-1))
	w.given(p, sum, headScored+"合计", count(w.Table.Criteria, isScore), figure{
		func(col int) string { return w.in(line{ofResult, headScored}, col) },
		func(u assess.Unit) indicator.Points { return u.Scored }, w.Table.Points(),
	})
	for _, a := range w.beside() {
		for d, part := range parts {
			if n := count(w.Table.Of(part.Name), a.has); n > 0 {
				w.given(p, aside, part.Name+"（"+a.head.head+"）", n, figure{
					func(col int) string { return w.amountBy(a, part.Name, col) },
					func(u assess.Unit) indicator.Points { return a.by(u.Departments[d]) }, 0,
				})
			}
		}
	}
	p.Across(0, bookwriter.Cells(w.style.note, "极差＝最高分－最低分。极差为0的部门没有区分各单位。")...)
}

func isScore(c indicator.Criterion) bool { return c.Kind() == indicator.Score }

// amountBy adds up what a unit has of an amount by one department.
func (w *reportWriter) amountBy(a amount, department string, col int) string {
	var cells []string
	for _, c := range w.Table.Of(department) {
		if a.has(c) {
			cells = append(cells, w.in(line{ofCriterion, c.Code}, col))
		}
	}
	return total(cells)
}

// given writes one row: of how many criteria, what each unit was given of how
// many points, and how the units differ.
func (w *reportWriter) given(p *bookwriter.Page, s shade, label string, criteria int, f figure) {
	const most, first = 3, 4 // one-based, of the first unit
	last := first + len(w.Units) - 1
	at := func(col int) string { return workbook.Ref(col, p.Next()) }
	r := w.row(s).add(left, label).add(centred, criteria)
	w.figures(r, f)
	units, spread := workbook.Span(first, p.Next(), last, p.Next()), w.Spread(f.of)
	highest, lowest, gap := at(last+2), at(last+3), at(last+4)
	r.live(mean, meanOf(units), spread.Mean())
	r.live(number, "MAX("+units+")", spread.Highest)
	r.live(number, "MIN("+units+")", spread.Lowest)
	r.live(number, difference(highest, lowest), spread.Range())
	if f.most == 0 {
		p.AddText(r.blank(2).cells...)
		return
	}
	r.live(rate, rateOf(units, at(most)), spread.Rate(f.most))
	if len(w.Units) == 1 { // who is like itself
		r.blank(1)
	} else {
		r.live(centred, hintOf(lowest, gap, at(most)), hint(spread, f.most))
	}
	p.AddText(r.cells...)
}

// What is said of a department that gives everybody the same.
const (
	hintFull = "各单位均为满分"
	hintSame = "各单位分数相同"
)

func hint(s assess.Spread, most indicator.Points) string {
	switch {
	case s.Range() != 0:
		return ""
	case s.Lowest == most:
		return hintFull
	}
	return hintSame
}

func hintOf(lowest, gap, most string) string {
	return fmt.Sprintf(`IF(%s<>0,"",IF(%s=%s,%s,%s))`, round2(gap), round2(lowest), round2(most), quote(hintFull), quote(hintSame))
}
