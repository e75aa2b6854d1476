package report

import (
	"slices"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/workbook"
)

// reportWriter is the report that is being written.
type reportWriter struct {
	*book
	complete bool         // no score is missing
	rows     map[line]int // of 得分明细

	// of 数据来源
	facts       [][2]string
	inputs      []input
	firstSource int // the row of the first score
}

// line names a row of 得分明细: that of a criterion or a category by its code, and
// of what has been assessed of it, of a department by its name, or of a result by
// its heading.
type line struct {
	of   string
	name string
}

const (
	ofCriterion  = "criterion"
	ofCategory   = "category"
	ofAssessed   = "assessed"
	ofDepartment = "department"
	ofResult     = "result"
)

// The one-based columns of 得分明细 before the units.
const (
	itemCol    = 3
	pointsCol  = 6
	detailLead = pointsCol
)

func (w *reportWriter) unitCol(i int) int { return detailLead + 1 + i }
func (w *reportWriter) lastUnitCol() int  { return w.unitCol(len(w.Units) - 1) }

// at is a cell of a row of 得分明细, and in the same as other worksheets refer to
// it. The column is that of a unit, or of the points.
func (w *reportWriter) at(l line, col int) string { return workbook.Ref(col, w.rows[l]) }
func (w *reportWriter) in(l line, col int) string { return workbook.In(detailName, w.at(l, col)) }

// result, category and score are a unit's cells in those rows as other worksheets
// refer to them.
func (w *reportWriter) result(name string, i int) string {
	return w.in(line{ofResult, name}, w.unitCol(i))
}
func (w *reportWriter) category(code string, i int) string {
	return w.in(line{ofCategory, code}, w.unitCol(i))
}
func (w *reportWriter) score(code string, i int) string {
	return w.in(line{ofCriterion, code}, w.unitCol(i))
}

// across are the cells of all units in a row of 得分明细.
func (w *reportWriter) across(row int) string {
	return workbook.Span(w.unitCol(0), row, w.lastUnitCol(), row)
}

// fixed is across for a formula that stands in several columns.
func (w *reportWriter) fixed(l line) string {
	return workbook.Absolute(w.unitCol(0), w.rows[l]) + ":" + workbook.Absolute(w.lastUnitCol(), w.rows[l])
}

func (w *reportWriter) linked() bool { return len(w.Units)*len(w.Table.Criteria) <= maxLinks }

// detail writes the worksheet 得分明细: a row for every criterion, subtotals by
// category and department, and each unit's result.
func (w *reportWriter) detail() {
	p := w.table(detailName, bookwriter.Layout{Name: detailName, Fixed: detailLead}, slices.Concat([]column{
		{indicator.HeadCode, 8.5}, {indicator.HeadCategory, 11}, {indicator.HeadItem, 15}, {indicator.HeadCriterion, 36},
		{indicator.HeadDepartment, 15}, {indicator.HeadPoints, 7.5},
	}, columnsOf(w.Units, 8.6, unitName), []column{{headMean, 10}, {headRate, 9}}[:w.tail()])...)
	closed := 0
	for k, c := range w.Table.Criteria {
		w.criterion(p, k)
		if last := k+1 == len(w.Table.Criteria) || w.Table.Criteria[k+1].Category != c.Category; last && isScore(c) {
			w.categorySum(p, closed)
			closed++
		}
	}
	if w.complete {
		for d := range w.Units[0].Departments {
			w.departmentSum(p, d)
		}
	}
	p.Filter(headings, p.Next()-1)
	if w.complete {
		w.results(p)
		rates := len(p.Widths) // the last column
		p.Scale(workbook.Span(rates, headings+1, rates, p.Next()-1))
	} else {
		w.possibleResults(p)
	}
	note := "改动一个得分，各工作表的合计、等次、名次等随之变化；排列的先后、各名单、“" + ledgerName + "”有哪些行和“" + sourcesName + "”不变。"
	if w.linked() {
		note = "点一个得分，跳到它在“" + sourcesName + "”中的一行。" + note
	}
	if !w.complete {
		note += "浅黄色的格未评：填入一个得分，可以试算。"
	}
	p.Across(0, bookwriter.Cells(w.style.note, note+legend(w.Table))...)
}

func (w *reportWriter) criterion(p *bookwriter.Page, k int) {
	c := w.Table.Criteria[k]
	at := line{ofCriterion, c.Code}
	w.rows[at] = p.Next()
	r := w.row(shadeOf(c)).add(centred, c.Code, c.Category.Name, c.Item.Name).add(left, c.Text).add(centred, c.Department).most(c.Points)
	for _, u := range w.Units {
		r.entry(c, u.Scores[k])
	}
	points := func(u assess.Unit) indicator.Points { return u.Scores[k].Points }
	switch c.Kind() {
	case indicator.Score:
		w.spread(r, p.Next(), c.Points, points)
	case indicator.Veto:
		r.blank(w.tail())
	default:
		w.spread(r, p.Next(), 0, points)
	}
	row := p.AddText(r.cells...)
	if !w.complete {
		w.validate(p, row, k)
	}
	if w.linked() {
		for i, u := range w.Units {
			if u.Scores[k].State != scores.Valid {
				continue // a click is to enter something
			}
			p.Link(w.at(at, w.unitCol(i)), sourcesName, workbook.Ref(1, w.sourceRow(u, k)))
		}
	}
}

// spread closes a row with the mean and, if there are points to reach, the rate.
func (w *reportWriter) spread(r *row, number int, most indicator.Points, of func(assess.Unit) indicator.Points) {
	if !w.complete {
		return
	}
	cells, s := w.across(number), w.Spread(of)
	r.live(mean, meanOf(cells), s.Mean())
	if most == 0 {
		r.blank(1)
	} else {
		r.live(rate, rateOf(cells, workbook.Ref(pointsCol, number)), s.Rate(most))
	}
}

// figure is something that each unit has: how a formula comes to it in the unit's
// column of 得分明细, and what it is; and the most that it can be, to which the
// formula comes in the column of the points, or 0.
type figure struct {
	formula func(col int) string
	of      func(assess.Unit) indicator.Points
	most    indicator.Points
}

// figures adds a figure to a row: the most that it can be, and what each unit has.
func (w *reportWriter) figures(r *row, f figure) {
	if f.most == 0 {
		r.blank(1)
	} else {
		r.live(number, f.formula(pointsCol), f.most)
	}
	for i, u := range w.Units {
		r.live(number, f.formula(w.unitCol(i)), f.of(u))
	}
}

// sumRow writes a row of one sum a unit and remembers it.
func (w *reportWriter) sumRow(p *bookwriter.Page, l line, lead []any, f figure) {
	w.rows[l] = p.Next()
	r := w.row(sum).add(centred, lead...)
	w.figures(r, f)
	w.spread(r, p.Next(), f.most, f.of)
	p.AddText(r.cells...)
	if l.of == ofResult {
		p.Merge(w.rows[l], 1, pointsCol-1)
	}
}

// categorySum closes the n-th category.
func (w *reportWriter) categorySum(p *bookwriter.Page, n int) {
	category := w.Units[0].Categories[n]
	label := subtotal
	if !w.complete {
		label = headSoFar
	}
	w.sumRow(p, line{ofCategory, category.Code}, []any{nil, category.Name, nil, category.Name + label, nil}, figure{
		func(col int) string {
			return w.sumOf(col, func(c indicator.Criterion) bool { return c.Category.Code == category.Code })
		},
		func(u assess.Unit) indicator.Points { return u.Categories[n].Scored }, category.Points,
	})
	if !w.complete {
		w.assessedSum(p, n)
	}
}

// departmentSum is what the n-th department has scored in all categories.
func (w *reportWriter) departmentSum(p *bookwriter.Page, n int) {
	department := w.Units[0].Departments[n]
	w.sumRow(p, line{ofDepartment, department.Name}, []any{nil, nil, nil, headScored + subtotal, department.Name}, figure{
		func(col int) string {
			return w.sumOf(col, func(c indicator.Criterion) bool { return isScore(c) && c.Department == department.Name })
		},
		func(u assess.Unit) indicator.Points { return u.Departments[n].Scored }, department.Points,
	})
}

// sumOf adds up the cells of some criteria in a column.
func (w *reportWriter) sumOf(col int, of func(indicator.Criterion) bool) string {
	var cells []string
	for _, c := range w.Table.Criteria {
		if of(c) {
			cells = append(cells, w.at(line{ofCriterion, c.Code}, col))
		}
	}
	return total(cells)
}

// sumOfCategories adds up the cells of all categories in a column.
func (w *reportWriter) sumOfCategories(of string, col int) string {
	var cells []string
	for _, c := range w.Units[0].Categories {
		cells = append(cells, w.at(line{of, c.Code}, col))
	}
	return total(cells)
}

// resultSum writes the row of a result that is a sum.
func (w *reportWriter) resultSum(p *bookwriter.Page, name string, f figure) {
	w.sumRow(p, line{ofResult, name}, []any{name, nil, nil, nil, nil}, f)
}

// sumOfAmount is an amount as 得分明细 comes to it.
func (w *reportWriter) sumOfAmount(a amount) figure {
	formula := func(col int) string { return w.sumOf(col, a.has) }
	if a.kind == indicator.Score {
		formula = func(col int) string { return w.sumOfCategories(ofCategory, col) }
	}
	return figure{formula, a.of, a.most(w.Table)}
}

// results writes the parts of each unit's total, and its 总分, 等次, 名次 and 得分率.
func (w *reportWriter) results(p *bookwriter.Page) {
	result := func(name string) line { return line{ofResult, name} }
	for _, a := range w.amounts() {
		w.resultSum(p, a.head.head, w.sumOfAmount(a))
	}
	w.resultSum(p, headTotal, figure{func(col int) string {
		return w.totalFrom(func(a amount) string { return w.at(result(a.head.head), col) })
	}, func(u assess.Unit) indicator.Points { return u.Total.Value() }, 0})

	w.textRow(p, indicator.HeadGrade, centred, func(i, col int) (string, any) {
		vetoed := func(c indicator.Criterion) string {
			return w.at(line{ofCriterion, c.Code}, col) + "=" + quote(indicator.Yes)
		}
		return gradeOf(w.Table, w.at(result(headTotal), col), vetoed), w.Table.Grades[w.Units[i].Grade.Value()].Name
	})
	w.textRow(p, headRank, centred, func(i, col int) (string, any) {
		return rankOf(w.Table, w.at(result(indicator.HeadGrade), col), w.at(result(headTotal), col),
			w.fixed(result(indicator.HeadGrade)), w.fixed(result(headTotal))), w.Units[i].Rank.Value()
	})
	most := workbook.Absolute(pointsCol, w.rows[result(headScored)])
	w.textRow(p, headRate, rate, func(i, col int) (string, any) {
		return round4(w.at(result(headScored), col) + "/" + most), indicator.Rate(w.Units[i].Scored, w.Table.Points())
	})
	p.Scale(w.across(w.rows[result(headRate)]))
}

// textRow writes a row of one thing a unit that is not added up, and remembers
// it.
func (w *reportWriter) textRow(p *bookwriter.Page, name string, l look, of func(i, col int) (formula string, value any)) {
	r := w.row(sum).add(centred, name).blank(pointsCol - 1)
	for i := range w.Units {
		formula, value := of(i, w.unitCol(i))
		r.live(l, formula, value)
	}
	at := p.AddText(r.blank(w.tail()).cells...)
	w.rows[line{ofResult, name}] = at
	p.Merge(at, 1, pointsCol-1)
}
