package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// A provisional report has what is certain of a result that lacks scores, and what
// is possible. It leaves out means, rates and charts, which would compare units
// that have been scored on different criteria, and the places to sign. What was
// scored never stands without the points that it was scored of.

// Its own words.
const (
	submissionsName = "报送情况"

	headSoFar      = "已评" + headScored
	headAssessed   = "已评分值"
	headGiven      = "已评" + headAdded
	headTaken      = "已评" + headDeducted
	headTotalLow   = "最低" + headTotal
	headTotalHigh  = "最高" + headTotal
	headBestGrade  = "最好" + indicator.HeadGrade
	headLowGrade   = headTotalLow + indicator.HeadGrade // by its points alone
	headWorstGrade = "最差" + indicator.HeadGrade
	headBestRank   = "最好" + headRank
	headWorstRank  = "最差" + headRank
	headGrades     = "可能" + indicator.HeadGrade
	headRanks      = "可能" + headRank
	headCertain    = "已确定"
	unscored       = "未评"
	unanswered     = unscored + "："
)

// tail is how many columns 得分明细 has behind the units: mean and rate, which a
// provisional report has not.
func (w *reportWriter) tail() int {
	if w.complete {
		return 2
	}
	return 0
}

// headOf is what the report calls an amount.
func (w *reportWriter) headOf(a amount) string {
	if w.complete {
		return a.head.head
	}
	return a.soFar.head
}

// assessedSum is the points of the n-th category that have been scored.
func (w *reportWriter) assessedSum(p *bookwriter.Page, n int) {
	category := w.Units[0].Categories[n]
	var rows []int
	for _, c := range w.Table.Criteria {
		if c.Category.Code == category.Code {
			rows = append(rows, w.rows[line{ofCriterion, c.Code}])
		}
	}
	first, last := slices.Min(rows), slices.Max(rows)
	points := workbook.Absolute(pointsCol, first) + ":" + workbook.Absolute(pointsCol, last)
	w.sumRow(p, line{ofAssessed, category.Code}, []any{nil, category.Name, nil, category.Name + headAssessed, nil}, figure{
		func(col int) string {
			return round2(fmt.Sprintf(`SUMIF(%s,">=0",%s)`, workbook.Span(col, first, col, last), points))
		},
		func(u assess.Unit) indicator.Points { return u.Categories[n].Assessed }, category.Points,
	})
}

// known is a sum of what has been scored.
type known struct {
	column
	figure
}

// soFar are the amounts so far, and behind the scores the points that they were
// scored of.
func (w *reportWriter) soFar() []known {
	var list []known
	for _, a := range w.amounts() {
		list = append(list, known{a.soFar, w.sumOfAmount(a)})
		if a.kind == indicator.Score {
			list = append(list, known{column{headAssessed, 11}, figure{
				func(col int) string { return w.sumOfCategories(ofAssessed, col) },
				func(u assess.Unit) indicator.Points { return u.Assessed }, w.Table.Points(),
			}})
		}
	}
	return list
}

// possibleResults writes what is known of each unit and what is possible. If
// somebody fills in an empty cell to try what would be, it follows.
func (w *reportWriter) possibleResults(p *bookwriter.Page) {
	result := func(name string) line { return line{ofResult, name} }
	at := func(name string, col int) string { return w.at(result(name), col) }
	for _, k := range w.soFar() {
		w.resultSum(p, k.head, k.figure)
	}
	w.resultSum(p, headTotalLow, figure{func(col int) string { return w.lowest(col) },
		func(u assess.Unit) indicator.Points { return u.Total.Low }, 0})
	most := workbook.Absolute(pointsCol, w.rows[result(headAssessed)])
	w.resultSum(p, headTotalHigh, figure{func(col int) string { return w.highest(col, most) },
		func(u assess.Unit) indicator.Points { return u.Total.High }, 0})

	veto := func(col int, format string) func(indicator.Criterion) string {
		return func(c indicator.Criterion) string {
			return fmt.Sprintf(format, w.at(line{ofCriterion, c.Code}, col))
		}
	}
	yes, notNo, open := `%s="`+indicator.Yes+`"`, `%s<>"`+indicator.No+`"`, `%s=""`
	name := func(grade int) string { return w.Table.Grades[grade].Name }
	w.textRow(p, headBestGrade, centred, func(i, col int) (string, any) {
		return gradeOf(w.Table, at(headTotalHigh, col), veto(col, yes)), name(w.Units[i].Grade.Best())
	})
	w.textRow(p, headLowGrade, centred, func(i, col int) (string, any) {
		return gradeOf(w.Table, at(headTotalLow, col), nil), name(w.Table.Grade(w.Units[i].Total.Low))
	})
	w.textRow(p, headWorstGrade, centred, func(i, col int) (string, any) {
		return gradeOf(w.Table, at(headTotalLow, col), veto(col, notNo)), name(w.Units[i].Grade.Worst())
	})
	w.textRow(p, headGrades, centred, func(i, col int) (string, any) {
		return choiceOf(w.Table, at(headBestGrade, col), at(headLowGrade, col), veto(col, open)), strings.Join(w.Units[i].Grade.Names(w.Table), "、")
	})
	bests := [2]string{w.fixed(result(headBestGrade)), w.fixed(result(headTotalHigh))}
	worsts := [2]string{w.fixed(result(headWorstGrade)), w.fixed(result(headTotalLow))}
	w.textRow(p, headBestRank, centred, func(i, col int) (string, any) {
		return rankOf(w.Table, at(headBestGrade, col), at(headTotalHigh, col), worsts[0], worsts[1]), w.Units[i].Rank.Low
	})
	w.textRow(p, headWorstRank, centred, func(i, col int) (string, any) {
		itself := fmt.Sprintf("-IF(OR(%s<>%s,%s<>%s),1,0)", at(headBestGrade, col), at(headWorstGrade, col),
			round2(at(headTotalHigh, col)), round2(at(headTotalLow, col)))
		return rankOf(w.Table, at(headWorstGrade, col), at(headTotalLow, col), bests[0], bests[1]) + itself, w.Units[i].Rank.High
	})
}

// lowest is the lowest total that is possible in a column: every open score and
// bonus 0, and every open deduction as high as it can be.
func (w *reportWriter) lowest(col int) string {
	sum := w.balance("+", "-", func(a amount) string { return w.at(line{ofResult, a.soFar.head}, col) })
	return round2(sum + w.open(indicator.Deduction, "-", col))
}

// highest is the highest: every open score and bonus as high as it can be. most is
// the cell of the points of all scores.
func (w *reportWriter) highest(col int, most string) string {
	sum := w.balance("+", "-", func(a amount) string {
		cell := w.at(line{ofResult, a.soFar.head}, col)
		if a.kind == indicator.Score {
			cell += "+" + most + "-" + w.at(line{ofResult, headAssessed}, col)
		}
		return cell
	})
	return round2(sum + w.open(indicator.Bonus, "+", col))
}

// open adds or subtracts the points of all open criteria of a kind in a column.
func (w *reportWriter) open(kind indicator.Kind, sign string, col int) string {
	sum := ""
	for _, c := range w.Table.OfKind(kind) {
		row := w.rows[line{ofCriterion, c.Code}]
		sum += fmt.Sprintf("%sIF(ISNUMBER(%s),0,%s)", sign, workbook.Ref(col, row), workbook.Absolute(pointsCol, row))
	}
	return sum
}

// possible writes the worksheet 汇总 of a provisional report.
func (w *reportWriter) possible() {
	columns := []column{{headRanks, 10}, {headUnitName, w.widest()}}
	for _, k := range w.soFar() {
		columns = append(columns, k.column)
	}
	columns = append(columns, column{headTotalLow, 11}, column{headTotalHigh, 11}, column{headGrades, 26}, column{headCertain, 20})
	if len(w.Table.OfKind(indicator.Veto)) > 0 {
		columns = append(columns, column{headVeto, 26})
	}
	p := w.table(summaryTitle, bookwriter.Layout{Name: summaryName, Fixed: 2, OnePage: len(w.Units) <= onePage}, columns...)
	for i := range w.Units {
		cells := w.possibleRow(i)
		p.Add(p.Height(cells)+4, cells...)
	}
	p.Across(18, bookwriter.Cell{StyleID: w.style.warning, Formula: w.tried(), Value: ""})
	for _, note := range slices.Concat(w.lacking(p.Width()), []string{
		w.progress(),
		w.extremes(),
		"可能等次、可能名次：未评的得分、" + w.besideHeads() + "和否决无论怎样评，等次、名次都在其中。已确定的，不再受未评的影响。单位按可能的最好名次、最差名次排列，都相同的按名单顺序。",
	}, w.rules()) {
		p.Across(0, bookwriter.Cells(w.style.note, note)...)
	}
	if w.Date != "" {
		p.Across(26, bookwriter.Cells(w.style.date, w.Date)...)
	}
}

// extremes says what the extremes of a total suppose of what is open.
func (w *reportWriter) extremes() string {
	low, high := "最低总分：未评的得分按0", "最高总分：未评的得分按满分"
	for _, a := range w.beside() {
		least, most := "、未评的"+a.head.head+"项按0", "、未评的"+a.head.head+"项按最多"
		if a.kind.Sign() < 0 {
			least, most = most, least
		}
		low, high = low+least, high+most
	}
	return low + "计算；" + high + "计算。"
}

// tried says on the first page that somebody has filled in or changed scores:
// what was scored, deducted and answered is not what it was, or the units are out of
// order.
func (w *reportWriter) tried() string {
	var signs []string
	for _, k := range w.soFar() {
		cells := workbook.In(detailName, w.across(w.rows[line{ofResult, k.head}]))
		signs = append(signs, round2("SUM("+cells+")")+"<>"+w.Spread(k.of).Sum.String())
	}
	for _, c := range w.Table.OfKind(indicator.Veto) {
		cells := workbook.In(detailName, w.across(w.rows[line{ofCriterion, c.Code}]))
		yes := count(w.Units, func(u assess.Unit) bool { return slices.Contains(u.Vetoes, c.Code) })
		open := count(w.Units, func(u assess.Unit) bool { return slices.Contains(u.Unanswered, c.Code) })
		signs = append(signs, fmt.Sprintf("COUNTIF(%s,%s)<>%d", cells, quote(indicator.Yes), yes),
			fmt.Sprintf("COUNTBLANK(%s)<>%d", cells, open))
	}
	if last := len(w.Units) - 1; last > 0 {
		span := func(name string, from, to int) string {
			row := w.rows[line{ofResult, name}]
			return workbook.In(detailName, workbook.Span(w.unitCol(from), row, w.unitCol(to), row))
		}
		signs = append(signs, fmt.Sprintf("SUMPRODUCT((%[1]s<%[2]s)+(%[1]s=%[2]s)*(%[3]s<%[4]s))>0",
			span(headBestRank, 1, last), span(headBestRank, 0, last-1), span(headWorstRank, 1, last), span(headWorstRank, 0, last-1)))
	}
	return "IF(OR(" + strings.Join(signs, ",") + ")," +
		quote("得分已被试填或改动：表中是试算的结果，先后、下面的项数和“"+ledgerName+"”有哪些行仍是原来的。") + `,"")`
}

// lacking names the departments that have not sent everything.
func (w *reportWriter) lacking(width float64) []string {
	var names []string
	for _, d := range w.Departments {
		if d.State != scoresheet.Complete {
			names = append(names, d.Department+"（"+d.Summary().In(msg.Chinese)+"）")
		}
	}
	if len(names) == 0 {
		return nil
	}
	return listed("未齐的部门：", names, width)
}

// validate lets only what is allowed be tried in the open cells of a criterion.
func (w *reportWriter) validate(p *bookwriter.Page, row, k int) {
	var cells []string
	for i, u := range w.Units {
		if u.Scores[k].State != scores.Valid {
			cells = append(cells, workbook.Ref(w.unitCol(i), row))
		}
	}
	if len(cells) == 0 {
		return
	}
	c := w.Table.Criteria[k]
	c.FullIfNA = false // what is tried here is added up as it stands
	p.Validate(scoresheet.Validation(c, strings.Join(cells, " "), cells[0]))
}

// progress is how many scores there are.
func (w *reportWriter) progress() string {
	open := 0
	for _, u := range w.Units {
		open += len(u.Open)
	}
	expected := len(w.Units) * len(w.Table.Criteria)
	return fmt.Sprintf("已评%d项，共%d项，还缺%d项，见工作表“%s”。", expected-open, expected, open, submissionsName)
}

// possibleRow is one unit's row.
func (w *reportWriter) possibleRow(i int) []any {
	u := w.Units[i]
	cell := func(name string) string { return w.result(name, i) }
	best, worst := cell(headBestRank), cell(headWorstRank)
	ranks := strconv.Itoa(u.Rank.Low)
	if !u.Rank.Certain() {
		ranks += "～" + strconv.Itoa(u.Rank.High)
	}
	r := w.row(plain).live(centred, fmt.Sprintf(`IF(%[1]s=%[2]s,%[1]s&"",%[1]s&"～"&%[2]s)`, best, worst), ranks).add(centred, u.Name)
	for _, k := range w.soFar() {
		r.live(number, cell(k.head), k.of(u))
	}
	r.shaded(sum).live(number, cell(headTotalLow), u.Total.Low).live(number, cell(headTotalHigh), u.Total.High)
	r.shaded(plain).live(centred, cell(headGrades), strings.Join(u.Grade.Names(w.Table), "、"))
	r.live(left, w.certainOf(i), w.certain(u))
	if len(w.Table.OfKind(indicator.Veto)) > 0 {
		r.live(left, w.vetoesOf(i), strings.Join(w.vetoNames(u), "；"))
	}
	return r.cells
}

// certain names what no outstanding score can change.
func (w *reportWriter) certain(u assess.Unit) string {
	var names []string
	for _, one := range []struct {
		name    string
		certain bool
	}{{headTotal, u.Total.Certain()}, {indicator.HeadGrade, u.Grade.Certain()}, {headRank, u.Rank.Certain()}} {
		if one.certain {
			names = append(names, one.name)
		}
	}
	return strings.Join(names, "、")
}

func (w *reportWriter) certainOf(i int) string {
	var parts []string
	same := func(name, low, high string) {
		parts = append(parts, fmt.Sprintf(`IF(%s=%s,%s,"")`, low, high, quote("、"+name)))
	}
	same(headTotal, round2(w.result(headTotalLow, i)), round2(w.result(headTotalHigh, i)))
	same(indicator.HeadGrade, w.result(headBestGrade, i), w.result(headWorstGrade, i))
	same(headRank, w.result(headBestRank, i), w.result(headWorstRank, i))
	return "MID(" + strings.Join(parts, "&") + ",2,9999)"
}

// submissions writes the worksheet 报送情况: how far each department has come.
func (w *reportWriter) submissions() {
	p := w.table(submissionsName, bookwriter.Layout{Name: submissionsName},
		column{indicator.HeadDepartment, 34}, column{"状态", 34}, column{"还缺", 60}, column{"文件", 50})
	for _, d := range w.Departments {
		var files []string
		for _, file := range d.Files {
			files = append(files, w.Name(file))
		}
		p.AddText(w.row(plain).add(left, d.Department, d.Summary().In(msg.Chinese),
			d.Lacks(w.Table, maxNamed).In(msg.Chinese), strings.Join(files, "\n")).cells...)
	}
}
