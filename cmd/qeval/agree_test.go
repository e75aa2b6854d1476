package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
	"qeval/internal/term"
	"qeval/internal/thorough"
	"qeval/internal/workbook"
)

// anyTable draws one of the small tables.
func anyTable(t *rapid.T) *indicator.Table {
	tables := tabletest.Both(t)
	return rapid.SampledFrom(tables).Draw(t, "table")
}

// bonus has the bonuses if the table has any, as a part of a row of figures.
func bonus(table *indicator.Table, points string) []string {
	if !table.Has(indicator.Bonus) {
		return nil
	}
	return []string{points}
}

// anyReport draws an assessment, with many ties.
func anyReport(t *rapid.T) *report.Report {
	table := anyTable(t)
	set := scoretest.Draw(t, table, 4)
	return &report.Report{
		Result: assess.Run(table, set), Sheets: []*scoresheet.Sheet{{At: diag.Position{File: "甲.xlsx"}, Units: set.Units}},
		Name: func(file string) string { return file },
	}
}

// TestEveryOutputSaysTheSame: the terminal, the JSON, the report, the circular
// and the feedbacks agree on every figure.
func TestEveryOutputSaysTheSame(t *testing.T) {
	thorough.Check(t, func(t *rapid.T) {
		r := anyReport(t)
		want := figuresOf(r)
		for name, got := range map[string][]string{
			"terminal": inTerminal(t, r), "JSON": inJSON(t, r), summaryWorksheet: inReport(t, r),
		} {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: -want +got\n%s", name, diff)
			}
		}
		i := rapid.IntRange(0, len(r.Units)-1).Draw(t, "feedback")
		if got := inFeedback(t, r, r.Units[i]); got != want[i] {
			t.Fatalf("the feedback says %q, want %q", got, want[i])
		}
		byRoster := rapid.Bool().Draw(t, "by roster")
		if diff := cmp.Diff(gradesOf(r, byRoster), inCircular(t, r, byRoster)); diff != "" {
			t.Fatalf("circular, by roster %v: -want +got\n%s", byRoster, diff)
		}
	})
}

// TestEveryProvisionalOutputSaysTheSame: terminal, JSON and report agree on what
// is possible.
func TestEveryProvisionalOutputSaysTheSame(t *testing.T) {
	thorough.Check(t, func(t *rapid.T) {
		table := anyTable(t)
		set := scoretest.Draw(t, table, 4)
		scoretest.Open(t, table, set)
		set.Scores[0][0] = scores.Entry{Unit: set.Units[0]} // so that something is
		r := &report.Report{Result: assess.Run(table, set), Name: func(file string) string { return file }}
		want := boundsOf(r)
		for name, got := range map[string][]string{
			"terminal": boundsInTerminal(t, r), "JSON": boundsInJSON(t, r), summaryWorksheet: boundsInReport(t, r),
		} {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: -want +got\n%s", name, diff)
			}
		}
	})
}

// boundsOf are the figures of a provisional result, a unit each: ranks, unit,
// scored, assessed, bonuses, deducted, totals, grades.
func boundsOf(r *report.Report) []string {
	var list []string
	for _, u := range r.Units {
		fields := append([]string{u.Name, u.Scored.Fixed(), u.Assessed.Fixed()}, bonus(r.Table, u.Added.Fixed())...)
		list = append(list, bounds(u.Rank.Low, u.Rank.High, append(fields, u.Deducted.Fixed(),
			u.Total.Low.Fixed(), u.Total.High.Fixed(), strings.Join(u.Grade.Names(r.Table), "、"))...))
	}
	return list
}

func bounds(best, worst any, fields ...string) string {
	return fmt.Sprint(best, " ", worst, " ", strings.Join(fields, " "))
}

// besideMark is the mark between two numbers with the spaces that align them.
var besideMark = regexp.MustCompile(`(～) +`)

// extremes are the two ends of what is possible.
func extremes(possible string) (low, high string) {
	possible = strings.TrimSuffix(possible, "（已确定）")
	if low, high, ok := strings.Cut(possible, "～"); ok {
		return low, high
	}
	return possible, possible
}

func boundsInTerminal(t *rapid.T, r *report.Report) []string {
	var out bytes.Buffer
	a := &app{stdout: &out, terminal: term.Terminal{Out: &out}}
	if err := a.ranking(r.Result); err != nil {
		t.Fatal(err)
	}
	if title, _, _ := strings.Cut(out.String(), "\n"); !strings.HasSuffix(title, report.ProvisionalMark) {
		t.Fatalf("%q is not marked", title)
	}
	var list []string
	for line := range strings.Lines(out.String()) {
		fields := slices.DeleteFunc(strings.Fields(besideMark.ReplaceAllString(line, "$1")), func(field string) bool { return slices.Contains([]string{"是", "未评", "/"}, field) })
		if len(fields) > 2 && strings.HasPrefix(fields[1], "单位") && !strings.HasPrefix(fields[0], "可能") {
			best, worst := extremes(fields[0])
			n := len(fields)
			low, high := extremes(fields[n-2])
			grades, _ := extremes(fields[n-1])
			list = append(list, bounds(best, worst, append(fields[1:n-2], low, high, grades)...))
		}
	}
	return list
}

func boundsInJSON(t *rapid.T, r *report.Report) []string {
	data, err := jsonout.Score(r.Result, nil, nil, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	var out struct {
		Complete bool
		Units    []struct {
			Unit                       string
			Scored, Deducted, Assessed json.Number
			Added                      *json.Number
			Total, Rank                *json.Number
			Grade                      *string
			Bounds                     struct {
				Total  [2]json.Number
				Grades []string
				Ranks  [2]int
			}
		}
		Scores []struct{ Unit, Code string }
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	if out.Complete {
		t.Fatal("complete")
	}
	open := len(r.Units) * len(r.Table.Criteria)
	for _, u := range r.Units {
		open -= len(u.Open)
	}
	if len(out.Scores) != open {
		t.Fatalf("%d scores, want %d", len(out.Scores), open)
	}
	var list []string
	for _, u := range out.Units {
		low, high := fixed(t, u.Bounds.Total[0].String()), fixed(t, u.Bounds.Total[1].String())
		if (u.Total != nil) != (low == high) || (u.Rank != nil) != (u.Bounds.Ranks[0] == u.Bounds.Ranks[1]) || (u.Grade != nil) != (len(u.Bounds.Grades) == 1) {
			t.Fatalf("%+v: what is certain is there, and nothing else", u)
		}
		fields := []string{u.Unit, fixed(t, u.Scored.String()), fixed(t, u.Assessed.String())}
		if u.Added != nil {
			fields = append(fields, fixed(t, u.Added.String()))
		}
		list = append(list, bounds(u.Bounds.Ranks[0], u.Bounds.Ranks[1],
			append(fields, fixed(t, u.Deducted.String()), low, high, strings.Join(u.Bounds.Grades, "、"))...))
	}
	return list
}

func boundsInReport(t *rapid.T, r *report.Report) []string {
	data, err := r.Workbook()
	var list []string
	for _, cells := range worksheet(t, summaryWorksheet, data, err)[2 : 2+len(r.Units)] {
		best, worst := extremes(cells[0].Text)
		fields, grades := []string{cells[1].Text}, 7+len(bonus(r.Table, ""))
		for _, cell := range cells[2:grades] {
			fields = append(fields, fixed(t, cell.Text))
		}
		list = append(list, bounds(best, worst, append(fields, cells[grades].Text)...))
		var certain []string
		for name, one := range map[string]bool{
			"总分": fields[len(fields)-2] == fields[len(fields)-1], "等次": !strings.Contains(cells[grades].Text, "、"), "名次": best == worst,
		} {
			if one {
				certain = append(certain, name)
			}
		}
		for _, cell := range cells {
			if told := strings.FieldsFunc(cell.Text, func(r rune) bool { return r == '、' }); cell.At.Col == grades+2 && len(told) != len(certain) {
				t.Fatalf("%q is certain, and not %q", told, certain)
			}
		}
	}
	return list
}

// figuresOf are the figures of the result, a unit each: rank, unit, categories,
// scored, bonuses, deducted, total, grade.
func figuresOf(r *report.Report) []string {
	var list []string
	for _, u := range r.Units {
		fields := []string{fmt.Sprint(u.Rank.Value()), u.Name}
		for _, c := range u.Categories {
			fields = append(fields, c.Scored.Fixed())
		}
		fields = append(append(fields, u.Scored.Fixed()), bonus(r.Table, u.Added.Fixed())...)
		list = append(list, strings.Join(append(fields, u.Deducted.Fixed(), u.Total.Value().Fixed(), r.Table.Grades[u.Grade.Value()].Name), " "))
	}
	return list
}

func inTerminal(t *rapid.T, r *report.Report) []string {
	var out bytes.Buffer
	a := &app{stdout: &out, terminal: term.Terminal{Out: &out}}
	if err := a.ranking(r.Result); err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(out.String()) {
		fields := slices.DeleteFunc(strings.Fields(line), func(field string) bool { return field == indicator.Yes })
		if len(fields) > 2 && strings.HasPrefix(fields[1], "单位") && fields[0] != "名次" {
			list = append(list, strings.Join(fields, " "))
		}
	}
	return list
}

func inJSON(t *rapid.T, r *report.Report) []string {
	data, err := jsonout.Score(r.Result, nil, nil, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	var out struct {
		Units []struct {
			Unit, Grade             string
			Rank                    int
			Scored, Deducted, Total json.Number
			Added                   *json.Number
			Categories              []struct{ Scored json.Number }
		}
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, u := range out.Units {
		fields := []string{fmt.Sprint(u.Rank), u.Unit}
		for _, c := range u.Categories {
			fields = append(fields, fixed(t, c.Scored.String()))
		}
		fields = append(fields, fixed(t, u.Scored.String()))
		if u.Added != nil {
			fields = append(fields, fixed(t, u.Added.String()))
		}
		list = append(list, strings.Join(append(fields, fixed(t, u.Deducted.String()), fixed(t, u.Total.String()), u.Grade), " "))
	}
	return list
}

// fixed writes a number with two decimals.
func fixed(t *rapid.T, number string) string {
	points, err := indicator.ParsePoints(number)
	if err != nil {
		t.Fatal(number, err)
	}
	return points.Fixed()
}

const summaryWorksheet = "汇总"

// worksheet reads a worksheet of a document: its rows with the texts of their
// cells.
func worksheet(t *rapid.T, name string, data []byte, err error) [][]workbook.Cell {
	if err != nil {
		t.Fatal(err)
	}
	book, list := workbook.Read(name, data)
	if book == nil {
		t.Fatal(list)
	}
	var rows [][]workbook.Cell
	for _, sheet := range book.Sheets {
		if sheet.Name == name {
			for _, row := range sheet.Rows {
				rows = append(rows, row.Cells)
			}
		}
	}
	return rows
}

func inReport(t *rapid.T, r *report.Report) []string {
	data, err := r.Workbook()
	rows := worksheet(t, summaryWorksheet, data, err)
	var list []string
	for _, cells := range rows[2 : 2+len(r.Units)] {
		var fields []string
		for i, cell := range cells[:len(r.Units[0].Categories)+6+len(bonus(r.Table, ""))] {
			text := cell.Text
			if i > 1 && cell.Kind == workbook.Number {
				text = fixed(t, text)
			}
			fields = append(fields, text)
		}
		list = append(list, strings.Join(fields, " "))
	}
	return list
}

// inFeedback reads a unit's first page: the line with total, grade and rank, and
// the table's column of what it scored.
func inFeedback(t *rapid.T, r *report.Report, u assess.Unit) string {
	data, err := r.Feedback(u)
	rows := worksheet(t, "考核结果", data, err)
	verdict, scored := rows[2], []string{}
	for _, row := range rows[4 : 4+len(u.Categories)+3+len(bonus(r.Table, ""))] {
		scored = append(scored, fixed(t, row[slices.IndexFunc(row, func(c workbook.Cell) bool { return c.At.Col == 3 })].Text))
	}
	if total := fixed(t, verdict[1].Text); total != scored[len(scored)-1] {
		t.Fatalf("%s: %s above and %s below", u.Name, total, scored[len(scored)-1])
	}
	_, rank, _ := strings.Cut(verdict[5].Text, "第")
	rank, _, _ = strings.Cut(rank, "名")
	name := strings.TrimPrefix(rows[1][0].Text, indicator.HeadUnit+"：")
	return strings.Join(slices.Concat([]string{rank, name}, scored, []string{verdict[3].Text}), " ")
}

// gradesOf lists the units of each grade.
func gradesOf(r *report.Report, byRoster bool) []string {
	units := slices.Clone(r.Units)
	if byRoster {
		slices.SortFunc(units, func(a, b assess.Unit) int { return a.Place - b.Place })
	}
	var list []string
	for n, g := range r.Table.Grades {
		var names []string
		for _, u := range units {
			if u.Grade.Value() == n {
				names = append(names, u.Name)
			}
		}
		list = append(list, fmt.Sprintf("%s等次（%d个）", g.Name, len(names)))
		if len(names) == 0 {
			names = []string{"无"}
		}
		list = append(list, strings.Join(names, "、"))
	}
	return list
}

func inCircular(t *rapid.T, r *report.Report, byRoster bool) []string {
	data, err := r.Circular(byRoster)
	var list []string
	for _, cells := range worksheet(t, "结果", data, err)[1:] {
		list = append(list, cells[0].Text)
	}
	if byRoster && list[0] == "（排名不分先后）" {
		return list[1:]
	}
	return list
}
