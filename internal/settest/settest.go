// Package settest draws sets of scores for tests. Only tests import it.
package settest

import (
	"fmt"

	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
)

// Draw draws a complete set for a table, of at most so many units, with many ties.
func Draw(t *rapid.T, table *indicator.Table, most int) *scoresheet.Set {
	s := &scoresheet.Set{}
	coarse := rapid.Bool().Draw(t, "coarse")
	for i := range rapid.IntRange(1, most).Draw(t, "units") {
		unit := fmt.Sprintf("单位%d县", i)
		var entries []scoresheet.Entry
		for k, c := range table.Criteria {
			e := scoresheet.Entry{Criterion: k, Unit: unit, State: scoresheet.Valid,
				At: diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6 + i, Row: 5 + k}}
			switch {
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
