package report

import (
	"slices"
	"strconv"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/workbook"
)

// consolidated is the report that is being written.
type consolidated struct {
	*book
	rows map[line]int // of 得分明细
}

// line names a row of 得分明细: that of a criterion or a category by its code,
// of a department by its name, or of a result by its heading.
type line struct {
	of   string
	name string
}

const (
	ofCriterion  = "criterion"
	ofCategory   = "category"
	ofDepartment = "department"
	ofResult     = "result"
)

// The one-based columns of 得分明细 before the units.
const (
	itemCol    = 3
	pointsCol  = 6
	detailLead = pointsCol
)

func (w *consolidated) unitCol(i int) int { return detailLead + 1 + i }
func (w *consolidated) lastUnitCol() int  { return w.unitCol(len(w.Units) - 1) }

// at is a unit's cell in a row of 得分明细, and in the same as other worksheets
// refer to it.
func (w *consolidated) at(l line, i int) string { return workbook.Ref(w.unitCol(i), w.rows[l]) }
func (w *consolidated) in(l line, i int) string { return workbook.In(detailName, w.at(l, i)) }

// across are the cells of all units in a row of 得分明细.
func (w *consolidated) across(row int) string { return span(row, w.unitCol(0), w.lastUnitCol()) }

// fixed is across for a formula that stands in several columns.
func (w *consolidated) fixed(l line) string {
	row := "$" + strconv.Itoa(w.rows[l])
	return "$" + diag.Column(w.unitCol(0)) + row + ":$" + diag.Column(w.lastUnitCol()) + row
}

// mostLinks is how many links a worksheet gets. Excel would take three times as
// many, but the library looks through all of them for each.
const mostLinks = 20000

// detail writes the worksheet 得分明细: a row for every criterion, subtotals by
// category and department, and each unit's result.
func (w *consolidated) detail() {
	p := w.table(detailName, workbook.Layout{Name: detailName, Fixed: detailLead}, slices.Concat([]column{
		{indicator.HeadCode, 8.5}, {indicator.HeadCategory, 11}, {indicator.HeadItem, 15}, {indicator.HeadCriterion, 36},
		{indicator.HeadDepartment, 15}, {indicator.HeadPoints, 7.5},
	}, columnsOf(w.Units, 8.6, unitName), []column{{headMean, 9}, {headRate, 9}})...)
	for k, c := range w.Table.Criteria {
		w.criterion(p, k)
		if last := k+1 == len(w.Table.Criteria) || w.Table.Criteria[k+1].Category != c.Category; last && c.Kind() == indicator.Score {
			w.categorySum(p, c.Category)
		}
	}
	for d := range w.Units[0].Departments {
		w.departmentSum(p, d)
	}
	p.Filter(headings, p.Next()-1)
	w.results(p)
	p.Scale(workbook.Ref(w.lastUnitCol()+2, headings+1) + ":" + workbook.Ref(w.lastUnitCol()+2, p.Next()-1))
	p.Across(0, workbook.Cells(w.style.note, "点一个得分，跳到它在“"+sourcesName+"”中的一行。改动一个得分，各工作表的合计、等次、名次等随之变化；排列的先后、各名单、“"+
		ledgerName+"”有哪些行和“"+sourcesName+"”不变。")...)
}

func (w *consolidated) criterion(p *workbook.Page, k int) {
	c := w.Table.Criteria[k]
	at := line{ofCriterion, c.Code}
	w.rows[at] = p.Next()
	r := w.row(shadeOf(c)).add(centred, c.Code, c.Category.Name, c.Item.Name).add(left, c.Text).add(centred, c.Department).most(c.Points)
	for _, u := range w.Units {
		if c.Kind() == indicator.Veto {
			r.add(centred, indicator.Answer(u.Scores[k].Veto))
		} else {
			r.points(u.Scores[k].Points)
		}
	}
	switch spread := w.Spread(func(u assess.Unit) indicator.Points { return u.Scores[k].Points }); c.Kind() {
	case indicator.Score:
		w.spread(r, p.Next(), c.Points, spread)
	case indicator.Deduction:
		w.spread(r, p.Next(), 0, spread)
	case indicator.Veto:
		r.blank(2)
	}
	p.AddText(r.cells...)
	if len(w.Units)*len(w.Table.Criteria) <= mostLinks {
		for i, u := range w.Units {
			p.Link(w.at(at, i), sourcesName, workbook.Ref(1, w.sourceRow(u, k)))
		}
	}
}

// spread closes a row with the mean and, if there are points to reach, the rate.
func (w *consolidated) spread(r *row, number int, most indicator.Points, s assess.Spread) {
	cells := w.across(number)
	r.live(mean, meanOf(cells), s.Mean())
	if most == 0 {
		r.blank(1)
	} else {
		r.live(rate, rateOf(cells, workbook.Ref(pointsCol, number)), s.Rate(most))
	}
}

// figure is something that each unit has: how a formula comes to it, and what it
// is.
type figure struct {
	formula func(i int) string
	of      func(assess.Unit) indicator.Points
}

// each adds a figure of each unit to a row.
func (w *consolidated) each(r *row, f figure) {
	for i, u := range w.Units {
		r.live(number, f.formula(i), f.of(u))
	}
}

// sumRow writes a row of one sum a unit and remembers it.
func (w *consolidated) sumRow(p *workbook.Page, l line, lead []any, most indicator.Points, f figure) {
	w.rows[l] = p.Next()
	r := w.row(sum).add(centred, lead...).most(most)
	w.each(r, f)
	w.spread(r, p.Next(), most, w.Spread(f.of))
	p.AddText(r.cells...)
	if l.of == ofResult {
		p.Merge(w.rows[l], 1, pointsCol-1)
	}
}

// categorySum closes a category.
func (w *consolidated) categorySum(p *workbook.Page, category indicator.Category) {
	at := 0
	for n, c := range w.Units[0].Categories {
		if c.Code == category.Code {
			at = n
		}
	}
	w.sumRow(p, line{ofCategory, category.Code}, []any{nil, category.Name, nil, category.Name + subtotal, nil}, w.Table.CategoryPoints(category.Code), figure{
		func(i int) string {
			return w.sumOf(i, func(c indicator.Criterion) bool { return c.Category == category })
		},
		func(u assess.Unit) indicator.Points { return u.Categories[at].Scored },
	})
}

// departmentSum is what a department has scored in all categories.
func (w *consolidated) departmentSum(p *workbook.Page, d int) {
	department := w.Units[0].Departments[d]
	w.sumRow(p, line{ofDepartment, department.Name}, []any{nil, nil, nil, headScored + subtotal, department.Name}, department.Points, figure{
		func(i int) string {
			return w.sumOf(i, func(c indicator.Criterion) bool { return isScore(c) && c.Department == department.Name })
		},
		func(u assess.Unit) indicator.Points { return u.Departments[d].Scored },
	})
}

// sumOf adds up a unit's cells of some criteria.
func (w *consolidated) sumOf(i int, of func(indicator.Criterion) bool) string {
	var cells []string
	for _, c := range w.Table.Criteria {
		if of(c) {
			cells = append(cells, w.at(line{ofCriterion, c.Code}, i))
		}
	}
	return total(cells)
}

// results writes each unit's 得分, 减分, 总分, 等次, 名次 and 得分率.
func (w *consolidated) results(p *workbook.Page) {
	result := func(name string) line { return line{ofResult, name} }
	lead := func(name string) []any { return []any{name, nil, nil, nil, nil} }
	w.sumRow(p, result(headScored), lead(headScored), w.Table.Points(), figure{func(i int) string {
		var cells []string
		for _, c := range w.Units[i].Categories {
			cells = append(cells, w.at(line{ofCategory, c.Code}, i))
		}
		return total(cells)
	}, func(u assess.Unit) indicator.Points { return u.Scored }})
	w.sumRow(p, result(headDeducted), lead(headDeducted), 0, figure{func(i int) string {
		return w.sumOf(i, isDeduction)
	}, func(u assess.Unit) indicator.Points { return u.Deducted }})
	w.sumRow(p, result(headTotal), lead(headTotal), 0, figure{func(i int) string {
		return difference(w.at(result(headScored), i), w.at(result(headDeducted), i))
	}, func(u assess.Unit) indicator.Points { return u.Total }})

	w.textRow(p, indicator.HeadGrade, centred, func(i int) (string, any) {
		veto := func(c indicator.Criterion) string { return w.at(line{ofCriterion, c.Code}, i) }
		return gradeOf(w.Table, w.at(result(headTotal), i), veto), w.Table.Grades[w.Units[i].Grade].Name
	})
	w.textRow(p, headRank, centred, func(i int) (string, any) {
		return rankOf(w.Table, w.at(result(indicator.HeadGrade), i), w.at(result(headTotal), i),
			w.fixed(result(indicator.HeadGrade)), w.fixed(result(headTotal))), w.Units[i].Rank
	})
	most := "$" + diag.Column(pointsCol) + "$" + strconv.Itoa(w.rows[result(headScored)])
	w.textRow(p, headRate, rate, func(i int) (string, any) {
		return round4(w.at(result(headScored), i) + "/" + most), indicator.Rate(w.Units[i].Scored, w.Table.Points())
	})
	p.Scale(w.across(w.rows[result(headRate)]))
}

// textRow writes a row of one thing a unit that is not added up, and remembers
// it.
func (w *consolidated) textRow(p *workbook.Page, name string, l look, of func(i int) (formula string, value any)) {
	r := w.row(sum).add(centred, name).blank(pointsCol - 1)
	for i := range w.Units {
		formula, value := of(i)
		r.live(l, formula, value)
	}
	at := p.AddText(r.blank(2).cells...)
	w.rows[line{ofResult, name}] = at
	p.Merge(at, 1, pointsCol-1)
}
