package report

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// The worksheets of a report and their own words.
const (
	summaryName = "汇总"
	detailName  = "得分明细"

	headRank     = "名次"
	headUnitName = "单位"
	headScored   = "得分"
	headDeducted = "减分"
	headTotal    = "总分"
	headVeto     = "否决情形"
	subtotal     = "小计"
)

// FileName is the report's default name.
func FileName(table *indicator.Table) string { return table.Name() + summaryName + ".xlsx" }

// Workbook writes the consolidated report: the ranking, and every score behind
// it.
func Workbook(result *assess.Result) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := &writer{file: f, table: result.Table, units: result.Units, rows: map[string]int{}}
	err := errors.Join(
		f.SetSheetName("Sheet1", summaryName),
		scoresheet.OtherMeta("report", result.Table).Write(f),
		w.defineStyles(),
	)
	if err != nil {
		return nil, err
	}
	detail, err := w.detail()
	if err != nil {
		return nil, err
	}
	summary, err := w.summary()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(summary.Flush(), detail.Flush()); err != nil {
		return nil, err
	}
	return workbook.Encode(f, w.table.Name()+"得分汇总表")
}

type writer struct {
	file  *excelize.File
	table *indicator.Table
	units []assess.Unit
	rows  map[string]int // rows of 得分明细, by code of a criterion or a category, or by heading
	style struct {
		title, head, cell, text, score, aside, asideCell, asideText, sum, sumText, note int
	}
}

func (w *writer) defineStyles() error {
	const two = "0.00"
	s := &w.style
	return workbook.Define(w.file, []workbook.StyleOf{
		{ID: &s.title, Look: workbook.Look{Size: 18, Bold: true}},
		{ID: &s.head, Look: workbook.Look{Bold: true, Fill: workbook.FillHead, Frame: true}},
		{ID: &s.cell, Look: workbook.Look{Frame: true}},
		{ID: &s.text, Look: workbook.Look{Align: "left", Frame: true}},
		{ID: &s.score, Look: workbook.Look{Frame: true, Format: two}},
		{ID: &s.aside, Look: workbook.Look{Frame: true, Fill: workbook.FillAside, Format: two}},
		{ID: &s.asideCell, Look: workbook.Look{Frame: true, Fill: workbook.FillAside}},
		{ID: &s.asideText, Look: workbook.Look{Align: "left", Frame: true, Fill: workbook.FillAside}},
		{ID: &s.sum, Look: workbook.Look{Bold: true, Fill: workbook.FillFixed, Frame: true, Format: two}},
		{ID: &s.sumText, Look: workbook.Look{Bold: true, Fill: workbook.FillFixed, Frame: true}},
		{ID: &s.note, Look: workbook.Look{Align: "left"}},
	})
}

// The one-based columns of 得分明细 before the units.
const detailLead = 6

func (w *writer) unitCol(i int) int { return detailLead + 1 + i }

// detail writes the worksheet 得分明细: a row for every criterion, subtotals by
// category, and each unit's result.
func (w *writer) detail() (*workbook.Page, error) {
	widths := []float64{9, 13, 18, 44, 8, 20}
	for range w.units {
		widths = append(widths, 8.5)
	}
	const headings = 2
	scored := w.table.Categories(indicator.Score)
	rows := headings + len(w.table.Criteria) + len(scored) + resultRows
	p, err := workbook.NewPage(w.file, detailName, widths, rows, headings, detailLead)
	if err != nil {
		return nil, err
	}
	errs := []error{p.Across(32, workbook.Cells(w.style.title, w.table.Name()+detailName)...)}
	heads := []any{
		indicator.HeadCode, indicator.HeadCategory, indicator.HeadItem, indicator.HeadCriterion,
		indicator.HeadPoints, indicator.HeadDepartment,
	}
	for _, u := range w.units {
		heads = append(heads, u.Name)
	}
	_, err = p.Add(34, workbook.Cells(w.style.head, heads...)...)
	errs = append(errs, err)
	for k, c := range w.table.Criteria {
		errs = append(errs, w.criterion(p, k))
		if last := k+1 == len(w.table.Criteria) || w.table.Criteria[k+1].Category != c.Category; last && c.Kind() == indicator.Score {
			errs = append(errs, w.subtotal(p, c.Category))
		}
	}
	errs = append(errs, w.results(p))
	return p, errors.Join(errs...)
}

func (w *writer) criterion(p *workbook.Page, k int) error {
	c := w.table.Criteria[k]
	fixed, text, score := w.style.cell, w.style.text, w.style.score
	if c.Kind() != indicator.Score {
		fixed, text, score = w.style.asideCell, w.style.asideText, w.style.aside
	}
	var points any
	if c.Kind() != indicator.Veto {
		points = workbook.Stored(c.Points)
	}
	cells := slices.Concat(
		workbook.Cells(fixed, c.Code, c.Category.Name, c.Item.Name),
		workbook.Cells(text, c.Text),
		workbook.Cells(fixed, points, c.Department),
	)
	for _, u := range w.units {
		cell := excelize.Cell{StyleID: score, Value: workbook.Stored(u.Scores[k].Points)}
		if c.Kind() == indicator.Veto {
			cell.Value = indicator.Answer(u.Scores[k].Veto)
		}
		cells = append(cells, cell)
	}
	w.rows[c.Code] = p.Next()
	_, err := p.AddText(cells...)
	return err
}

// subtotal closes a category. Like every sum in the report it is rounded, so
// that no binary fraction ever decides a grade or a rank.
func (w *writer) subtotal(p *workbook.Page, category indicator.Category) error {
	var first, last int
	for _, c := range w.table.Criteria {
		if c.Category == category {
			last = w.rows[c.Code]
			if first == 0 {
				first = last
			}
		}
	}
	return w.figures(p, category.Code, category.Name+subtotal, w.table.CategoryPoints(category.Code), func(i int) excelize.Cell {
		var value indicator.Points
		for _, c := range w.units[i].Categories {
			if c.Category == category {
				value = c.Scored
			}
		}
		col := w.unitCol(i)
		return excelize.Cell{
			StyleID: w.style.sum, Value: workbook.Stored(value),
			Formula: fmt.Sprintf("ROUND(SUM(%s:%s),2)", workbook.Ref(col, first), workbook.Ref(col, last)),
		}
	})
}

// figures writes a row of one figure a unit under a label, and remembers it
// under key.
func (w *writer) figures(p *workbook.Page, key, label string, points indicator.Points, cell func(i int) excelize.Cell) error {
	lead := make([]any, detailLead)
	lead[0] = label
	if points != 0 {
		lead[4] = workbook.Stored(points)
	}
	cells := workbook.Cells(w.style.sumText, lead...)
	for i := range w.units {
		cells = append(cells, cell(i))
	}
	w.rows[key] = p.Next()
	row, err := p.Add(24, cells...)
	return errors.Join(err, p.Merge(row, 1, 4))
}

// resultRows is how many rows results writes.
const resultRows = 5

// results writes each unit's 得分, 减分, 总分, 等次 and 名次.
func (w *writer) results(p *workbook.Page) error {
	sum := func(refs []string) string { return "ROUND(" + strings.Join(refs, "+") + ",2)" }
	number := func(formula string, value indicator.Points) excelize.Cell {
		return excelize.Cell{StyleID: w.style.sum, Formula: formula, Value: workbook.Stored(value)}
	}
	return errors.Join(
		w.figures(p, headScored, headScored, w.table.Points(), func(i int) excelize.Cell {
			var refs []string
			for _, c := range w.table.Categories(indicator.Score) {
				refs = append(refs, w.at(c.Code, i))
			}
			return number(sum(refs), w.units[i].Scored)
		}),
		w.figures(p, headDeducted, headDeducted, 0, func(i int) excelize.Cell {
			refs := []string{"0"} // a table may have no deductions
			for _, c := range w.table.Criteria {
				if c.Kind() == indicator.Deduction {
					refs = append(refs, w.at(c.Code, i))
				}
			}
			return number(sum(refs), w.units[i].Deducted)
		}),
		w.figures(p, headTotal, headTotal, 0, func(i int) excelize.Cell {
			return number(fmt.Sprintf("ROUND(%s-%s,2)", w.at(headScored, i), w.at(headDeducted, i)), w.units[i].Total)
		}),
		w.figures(p, indicator.HeadGrade, indicator.HeadGrade, 0, func(i int) excelize.Cell {
			return excelize.Cell{
				StyleID: w.style.sumText, Formula: w.gradeFormula(i), Value: w.table.Grades[w.units[i].Grade].Name,
			}
		}),
		w.figures(p, headRank, headRank, 0, func(i int) excelize.Cell {
			return excelize.Cell{StyleID: w.style.sumText, Formula: w.rankFormula(i), Value: w.units[i].Rank}
		}),
	)
}

// gradeFormula picks the worse of the grade that the total earns and those
// that the vetoes cap at, counting grades from 1, best first.
func (w *writer) gradeFormula(i int) string {
	earned, names, open := "", "", 0
	for n, g := range w.table.Grades {
		if !g.Open {
			open++
			earned += fmt.Sprintf("IF(ROUND(%s,2)>=%s,%d,", w.at(headTotal, i), g.AtLeast, n+1)
		}
		names += "," + quote(g.Name)
	}
	n := len(w.table.Grades)
	worst := earned + strconv.Itoa(n) + strings.Repeat(")", open)
	for _, c := range w.table.Criteria {
		if c.Kind() == indicator.Veto {
			worst += fmt.Sprintf(",IF(%s=%s,%d,1)", w.at(c.Code, i), quote(indicator.Yes), c.Cap+1)
		}
	}
	return "CHOOSE(MAX(" + worst + ")" + names + ")"
}

// rankFormula counts the units with a better grade, or with the same grade and
// a higher total.
func (w *writer) rankFormula(i int) string {
	row := func(key string) string {
		r := strconv.Itoa(w.rows[key])
		return "$" + diag.Column(w.unitCol(0)) + "$" + r + ":$" + diag.Column(w.unitCol(len(w.units)-1)) + "$" + r
	}
	var names []string
	for _, g := range w.table.Grades {
		names = append(names, quote(g.Name))
	}
	order := "{" + strings.Join(names, ",") + "}"
	grades := fmt.Sprintf("MATCH(%s,%s,0)", row(indicator.HeadGrade), order)
	own := fmt.Sprintf("MATCH(%s,%s,0)", w.at(indicator.HeadGrade, i), order)
	return fmt.Sprintf("1+SUMPRODUCT((%[1]s<%[2]s)+(%[1]s=%[2]s)*(ROUND(%[3]s,2)>ROUND(%[4]s,2)))",
		grades, own, row(headTotal), w.at(headTotal, i))
}

func quote(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// summary writes the worksheet 汇总: the ranking, and the rules behind it.
func (w *writer) summary() (*workbook.Page, error) {
	heads, keys := []any{headRank, headUnitName}, []string{headRank, ""}
	widths := []float64{7, 14}
	for _, c := range w.table.Categories(indicator.Score) {
		heads = append(heads, fmt.Sprintf("%s\n（%s分）", c.Name, w.table.CategoryPoints(c.Code)))
		keys, widths = append(keys, c.Code), append(widths, 14)
	}
	heads = append(heads, headScored, headDeducted, headTotal, headVeto, indicator.HeadGrade)
	keys = append(keys, headScored, headDeducted, headTotal, headVeto, indicator.HeadGrade)
	widths = append(widths, 10, 10, 10, 11, 10)

	const headings = 2
	notes := w.notes()
	p, err := workbook.NewPage(w.file, summaryName, widths, headings+len(w.units)+len(notes), headings, 2)
	if err != nil {
		return nil, err
	}
	errs := []error{p.Across(36, workbook.Cells(w.style.title, w.table.Name()+"得分汇总表")...)}
	_, err = p.Add(38, workbook.Cells(w.style.head, heads...)...)
	errs = append(errs, err)
	for i := range w.units {
		_, err := p.Add(24, w.ranked(i, keys)...)
		errs = append(errs, err)
	}
	for _, note := range notes {
		errs = append(errs, p.Across(0, workbook.Cells(w.style.note, note)...))
	}
	return p, errors.Join(errs...)
}

// ranked is one unit's row of the ranking. Its figures are those of 得分明细.
func (w *writer) ranked(i int, keys []string) []any {
	u := w.units[i]
	values := []any{u.Rank, u.Name}
	for _, c := range u.Categories {
		values = append(values, workbook.Stored(c.Scored))
	}
	vetoed := ""
	if u.Vetoed() {
		vetoed = indicator.Yes
	}
	values = append(values, workbook.Stored(u.Scored), workbook.Stored(u.Deducted), workbook.Stored(u.Total),
		vetoed, w.table.Grades[u.Grade].Name)
	var cells []any
	for n, value := range values {
		cell := excelize.Cell{StyleID: w.style.score, Value: value}
		switch keys[n] {
		case "":
		case headVeto:
			cell.Formula = w.vetoFormula(i)
		default:
			cell.Formula = w.in(keys[n], i)
		}
		switch value.(type) {
		case int, string:
			cell.StyleID = w.style.cell
		}
		cells = append(cells, cell)
	}
	return cells
}

// at is a unit's cell in 得分明细, in the row that is remembered under key.
func (w *writer) at(key string, i int) string { return workbook.Ref(w.unitCol(i), w.rows[key]) }

// in is the same cell as another worksheet refers to it.
func (w *writer) in(key string, i int) string { return "'" + detailName + "'!" + w.at(key, i) }

func (w *writer) vetoFormula(i int) string {
	var answers []string
	for _, c := range w.table.Criteria {
		if c.Kind() == indicator.Veto {
			answers = append(answers, w.in(c.Code, i)+"="+quote(indicator.Yes))
		}
	}
	if len(answers) == 0 {
		return ""
	}
	return "IF(OR(" + strings.Join(answers, ",") + ")," + quote(indicator.Yes) + `,"")`
}

// notes are the lines below the ranking: what a veto was, and the rules.
func (w *writer) notes() []string {
	var notes []string
	for _, u := range w.units {
		for _, code := range u.Vetoes {
			c := w.table.Criteria[w.table.Index(code)]
			notes = append(notes, fmt.Sprintf("%s：%s %s %s", headVeto, u.Name, code, c.Item.Name))
		}
	}
	var bounds []string
	for n, g := range w.table.Grades {
		if g.Open && n > 0 {
			bounds = append(bounds, fmt.Sprintf("%s分以下为%s", w.table.Grades[n-1].AtLeast, g.Name))
		} else {
			bounds = append(bounds, fmt.Sprintf("%s分及以上为%s", g.AtLeast, g.Name))
		}
	}
	notes = append(notes,
		"总分＝得分－减分。等次：总分"+strings.Join(bounds, "，")+"；有否决情形的，按否决项规定的等次与总分对应的等次中较低者确定。",
		"名次：先按等次，同一等次按总分由高到低。等次和总分都相同的名次并列，其后的名次相应空出。",
	)
	var sources []string
	for _, g := range w.table.Grades {
		if g.Source != "" && !slices.Contains(sources, g.Source) {
			sources = append(sources, g.Source)
		}
	}
	if len(sources) > 0 {
		notes = append(notes, "等次的依据："+strings.Join(sources, "；")+"。")
	}
	return notes
}
