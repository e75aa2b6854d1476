// Package scoretest has a small table and draws sets of scores by it or by another,
// for tests. Only tests import it.
package scoretest

import (
	"fmt"

	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scores"
)

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
