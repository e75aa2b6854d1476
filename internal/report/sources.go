package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// sources writes the worksheet 数据来源: what the report was made from and by,
// every input with its hash, and the cell of every score, so that the report can
// be proved. It has values alone: what was read, whatever becomes of the other
// worksheets.
func (w *consolidated) sources() {
	p := w.page(workbook.Layout{
		Name: sourcesName, Widths: []float64{50, 11, 9, 13, 9, 36, 20},
	})
	w.heading(p, w.Table.Name()+sourcesName)
	for _, fact := range w.facts() {
		p.Merge(p.Add(22, w.row(sum).add(left, fact[0]).in(plain).add(left, fact[1]).blank(5).cells...), 2, len(p.Widths))
	}
	p.Add(12)
	p.Merge(p.Add(26, w.heads("文件", "SHA-256", "", "", "", indicator.HeadDepartment, headUnitName)...), 2, 5)
	for _, sheet := range w.inputs() {
		cells := w.row(plain).add(left, sheet.name, nil).blank(3).add(left, sheet.Department, sheet.units).cells
		height := max(p.Height(cells), workbook.TextHeight(2)) // of the hash, in four columns
		cells[1] = w.row(plain).add(left, sheet.SHA256).cells[0]
		p.Merge(p.Add(height, cells...), 2, 5)
	}
	p.Add(12)
	p.Add(26, w.heads("文件", "工作表", "单元格", indicator.HeadUnit, indicator.HeadCode, indicator.HeadDepartment, "评分")...)
	for _, u := range w.Roster() {
		for k, c := range w.Table.Criteria {
			w.source(p, u, k, c)
		}
	}
	p.Filter(w.firstSource()-1, p.Next()-1)
}

// facts are what the report says of itself.
func (w *consolidated) facts() [][2]string {
	return [][2]string{
		{"指标表", w.Table.Title},
		{"指标表SHA-256", w.Table.Hash()},
		{"报告格式", format},
		{"程序", "qeval " + w.Version},
		{"日期", cmp.Or(w.Date, none)},
		{"征求意见稿", indicator.Answer(w.Draft)},
		{"被考核单位", fmt.Sprintf("%d个", len(w.Units))},
		{"评分表", fmt.Sprintf("%d个文件", len(w.Sheets))},
	}
}

// input is a score sheet as the report lists it.
type input struct {
	*scoresheet.Sheet
	name  string
	units string
}

// inputs are the score sheets in the order of their names.
func (w *consolidated) inputs() []input {
	var list []input
	for _, sheet := range w.Sheets {
		units := fmt.Sprintf("%d个：%s", len(sheet.Units), strings.Join(sheet.Units, "、"))
		if len(sheet.Units) == len(w.Units) {
			units = fmt.Sprintf("全部%d个", len(w.Units))
		}
		list = append(list, input{sheet, w.Name(sheet.At.File), units})
	}
	slices.SortFunc(list, func(a, b input) int { return strings.Compare(a.name, b.name) })
	return list
}

// Roster are the units in the roster's order.
func (r *Report) Roster() []assess.Unit {
	return slices.SortedFunc(slices.Values(r.Units), func(a, b assess.Unit) int { return a.Place - b.Place })
}

// firstSource is the row of the first score: behind the title, the facts, the
// inputs, two empty rows and two of headings.
func (w *consolidated) firstSource() int { return 1 + len(w.facts()) + len(w.Sheets) + 4 + 1 }

// sourceRow is the row of a unit's score for a criterion.
func (w *consolidated) sourceRow(u assess.Unit, k int) int {
	return w.firstSource() + u.Place*len(w.Table.Criteria) + k
}

func (w *consolidated) source(p *workbook.Page, u assess.Unit, k int, c indicator.Criterion) {
	e := u.Scores[k]
	r := w.row(plain).add(left, w.Name(e.At.File)).add(centred, e.At.Worksheet, e.At.Cell(), u.Name, c.Code, c.Department)
	if c.Kind() == indicator.Veto {
		r.add(centred, indicator.Answer(e.Veto))
	} else {
		r.points(e.Points)
	}
	p.AddText(r.cells...)
}
