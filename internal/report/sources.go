package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/typeset"
)

// What 数据来源 calls its facts and its columns, by which [Read] finds them again.
const (
	factProgram = "程序"
	factDate    = "日期"
	factDraft   = "征求意见稿"
	factUnits   = "被考核单位"

	program     = "qeval "
	givenRoster = "由 --units 或指标表给出"

	headFile      = "文件"
	headHash      = "SHA-256"
	headWorksheet = "工作表"
	headCell      = "单元格"
	headScore     = "评分"
)

// The one-based columns of its scores.
const (
	fileCol = 1 + iota
	worksheetCol
	cellCol
	unitOfCol
	codeOfCol
	_
	scoreCol
	noteOfCol
)

// sources writes the worksheet 数据来源: what the report was made from and by,
// every input with its hash, and the cell of every score, so that the report can
// be proved. It has values alone: what was read, whatever becomes of the other
// worksheets.
func (w *reportWriter) sources() {
	p := w.page(bookwriter.Layout{
		Name: sourcesName, Widths: []float64{50, 11, 9, 13, 9, 36, 16, 18},
	})
	w.heading(p, w.Table.Name()+sourcesName)
	for _, fact := range w.facts {
		p.Merge(p.Add(22, w.row(sum).add(left, fact[0]).shaded(plain).add(left, fact[1]).blank(6).cells...), 2, len(p.Widths))
	}
	p.Add(12)
	row := p.Add(26, w.heads(headFile, headHash, "", "", "", indicator.HeadDepartment, headUnitName, "")...)
	p.Merge(row, 2, 5)
	p.Merge(row, 7, 8)
	for _, sheet := range w.inputs {
		cells := w.row(plain).add(left, sheet.name, nil).blank(3).add(left, sheet.Department, sheet.units).blank(1).cells
		height := max(p.Height(cells), typeset.RowHeight(2)) // of the hash, in four columns
		cells[1] = w.row(plain).add(left, sheet.SHA256).cells[0]
		row := p.Add(height, cells...)
		p.Merge(row, 2, 5)
		p.Merge(row, 7, 8)
	}
	p.Add(12)
	p.Add(26, w.heads(headFile, headWorksheet, headCell, indicator.HeadUnit, indicator.HeadCode, indicator.HeadDepartment, headScore, indicator.HeadNote)...)
	for _, u := range w.Roster() {
		for k, c := range w.Table.Criteria {
			w.source(p, u, k, c)
		}
	}
	p.Filter(w.firstSource-1, p.Next()-1)
}

// layOut puts together what stands above the scores, so that their rows are known
// to whatever leads to them.
func (w *reportWriter) layOut() {
	w.facts, w.inputs = w.findFacts(), w.findInputs()
	const title, empty, heads = 1, 2, 2
	w.firstSource = title + len(w.facts) + len(w.inputs) + empty + heads + 1
}

// findFacts lists what the report says of itself.
func (w *reportWriter) findFacts() [][2]string {
	facts := [][2]string{
		{"指标表", w.Table.Title},
		{"指标表SHA-256", w.Table.Hash()},
		{"报告格式", w.kind.Format()},
		{factProgram, program + w.Version},
		{factDate, cmp.Or(w.Date, none)},
		{factDraft, indicator.Answer(w.Draft)},
		{factUnits, fmt.Sprintf("%d个，%s", len(w.Units), map[bool]string{true: givenRoster, false: "由评分表得出"}[w.Given])},
		{"评分表", fmt.Sprintf("%d个文件", len(w.Sheets))},
	}
	if w.Table.MayNotApply() {
		facts = append(facts, [2]string{headScore + markNA, strings.TrimPrefix(legendNA, markNA+"：")})
	}
	if !w.complete {
		facts = append(facts, [2]string{"评分", w.progress()})
	}
	return facts
}

// input is a score sheet as the report lists it.
type input struct {
	*scoresheet.Sheet
	name  string
	units string // that it has scored
}

// findInputs lists the score sheets in the order of their names.
func (w *reportWriter) findInputs() []input {
	scored := map[string][]string{}
	for _, u := range w.Roster() {
		for _, e := range u.Scores {
			if units := scored[e.At.File]; e.State == scores.Valid && (len(units) == 0 || units[len(units)-1] != u.Name) {
				scored[e.At.File] = append(units, u.Name)
			}
		}
	}
	var list []input
	for _, sheet := range w.Sheets {
		units := scored[sheet.At.File]
		names := fmt.Sprintf("%d个：%s", len(units), strings.Join(units, "、"))
		if len(units) == len(w.Units) {
			names = fmt.Sprintf("全部%d个", len(w.Units))
		}
		list = append(list, input{sheet, w.Name(sheet.At.File), names})
	}
	slices.SortFunc(list, func(a, b input) int { return strings.Compare(a.name, b.name) })
	return list
}

// sourceRow is the row of a unit's score for a criterion.
func (w *reportWriter) sourceRow(u assess.Unit, k int) int {
	return w.firstSource + u.Place*len(w.Table.Criteria) + k
}

func (w *reportWriter) source(p *bookwriter.Page, u assess.Unit, k int, c indicator.Criterion) {
	e := u.Scores[k]
	file := ""
	if e.At.File != "" { // where a score is missing, nobody may have sent a cell for it
		file = w.Name(e.At.File)
	}
	r := w.row(plain).add(left, file).add(centred, e.At.Worksheet, e.At.Cell(), u.Name, c.Code, c.Department)
	p.AddText(r.entry(c, e).add(left, e.Note).cells...)
}
