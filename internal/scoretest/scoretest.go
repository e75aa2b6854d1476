// Package scoretest has a small table and draws sets of scores by it or by another,
// for tests. Only tests import it.
package scoretest

import (
	"errors"
	"fmt"

	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scores"
)

// Table has two scored categories of 60 and 40 points, two deductions, and two
// vetoes that cap at different grades.
func Table() (*indicator.Table, error) {
	return indicator.FromRows([][]string{
		{"题"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{"类一", "项一", "甲（35分）", "局", ""}, {"", "", "乙（25分）", "", ""},
		{"类二", "项二", "丙（40分）", "", ""},
		{"减分项", "项三", "丁（3分）", "", ""}, {"", "", "戊（2.5分）", "", ""},
		{"否决项", "项四", "一律为差等次。", "", ""}, {"", "", "一律为中等次。", "", ""},
	}, [][]string{{"等次", "下限"}, {"好", "80"}, {"中", "60"}, {"差", ""}}, [][]string{{"被考核单位"}})
}

// Wide is a table with all that [Table] has not: a bonus between the categories, and
// a criterion that may not apply.
func Wide() (*indicator.Table, error) {
	return indicator.FromRows([][]string{
		{"题"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注", "不涉及时"},
		{"类一", "项一", "甲（35分）", "局", ""}, {"", "", "乙（25分）", "", "", "满分"},
		{"加分项", "项二", "丙（3分）", "", ""}, {"", "", "丁（1.5分）", "另局", ""},
		{"类二", "项三", "戊（40分）", "局", ""},
		{"减分项", "项四", "己（3分）", "", ""},
		{"否决项", "项五", "一律为中等次。", "", ""},
	}, [][]string{{"等次", "下限"}, {"好", "80"}, {"中", "60"}, {"差", ""}}, [][]string{{"被考核单位"}})
}

// Tables are both.
func Tables() ([]*indicator.Table, error) {
	small, err := Table()
	wide, err2 := Wide()
	return []*indicator.Table{small, wide}, errors.Join(err, err2)
}

// Draw draws a complete set for a table, of at most so many units, with many ties.
func Draw(t *rapid.T, table *indicator.Table, most int) *scores.Set {
	s := &scores.Set{}
	coarse := rapid.Bool().Draw(t, "coarse")
	for i := range rapid.IntRange(1, most).Draw(t, "units") {
		unit := fmt.Sprintf("单位%d县", i)
		var entries []scores.Entry
		for k, c := range table.Criteria {
			e := scores.Entry{Criterion: k, Unit: unit, State: scores.Valid,
				At: diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6 + i, Row: 5 + k}}
			switch {
			case c.FullIfNA && rapid.IntRange(0, 2).Draw(t, c.Code+" does not apply") == 0:
				e.NA, e.Points = true, c.Points
			case c.Kind() == indicator.Veto:
				e.Veto = rapid.IntRange(0, 4).Draw(t, c.Code) == 0
			case coarse:
				e.Points = c.Points * indicator.Points(rapid.IntRange(0, 1).Draw(t, c.Code))
			default:
				e.Points = indicator.Points(rapid.Int64Range(0, int64(c.Points)).Draw(t, c.Code))
			}
			entries = append(entries, e)
		}
		s.Units, s.Scores = append(s.Units, unit), append(s.Scores, entries)
	}
	return s
}

// Open takes some of a set's scores out again, as if they were still to come.
func Open(t *rapid.T, table *indicator.Table, set *scores.Set) {
	few := rapid.Bool().Draw(t, "few")
	for i, of := range set.Scores {
		for k, c := range table.Criteria {
			if rapid.IntRange(0, 3).Draw(t, "open "+c.Code) == 0 || !few && rapid.Bool().Draw(t, "open too") {
				of[k] = scores.Entry{Criterion: k, Unit: set.Units[i]}
			}
		}
	}
}
