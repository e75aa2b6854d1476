package scoretest

import (
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
)

// SampleSet is three units: 东县 on a bound, a tie in points with the vetoed
// 南县, and a unit whose name looks like a formula.
func SampleSet(table *indicator.Table) *scores.Set {
	set := &scores.Set{
		Units: []string{"东县", "=1+1", "南县"},
	}
	for i, points := range [][]indicator.Points{{30_10, 20_20, 30_20, 0, 0}, {10_00, 20_05, 30_00, 50, 0}, {30_10, 20_20, 30_20, 0, 1}} {
		var entries []scores.Entry
		for k, p := range points {
			e := scores.Entry{Criterion: k, Unit: set.Units[i], State: scores.Valid, Points: p,
				At: diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6 + i, Row: 5 + k}}
			if k == 2 && i == 0 {
				e.At.File = "乙.xlsx"
			}
			if table.Criteria[k].Kind() == indicator.Veto {
				e.Points, e.Veto = 0, p == 1
			}
			e.Note, e.Reasons = explanations(e)
			e.NoteAt = diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 8, Row: 5 + k}
			entries = append(entries, e)
		}
		set.Scores = append(set.Scores, entries)
	}
	return set
}

// explanations are what the sheets say of a score: of deductions and vetoes
// why, of one score two things, which name another unit, and of one deduction
// that there is none.
func explanations(e scores.Entry) (note string, reasons []scores.Reason) {
	at := func(col, row int) diag.Position {
		return diag.Position{File: "甲.xlsx", Worksheet: "扣分说明", Col: col, Row: row}
	}
	switch {
	case e.Criterion == 0 && e.Unit == "东县":
		return "南县、东县都扣\n两行", []scores.Reason{
			{Text: "抽检“一批”不合格，与南县相同\n已整改", Evidence: "台账1号", At: at(3, 4)}, {Evidence: "文号〔2030〕2号", At: at(1, 5)},
		}
	case e.Criterion == 3 && e.Unit == "东县": // of something that did not happen
		return "", []scores.Reason{{Text: "没有发生", At: at(3, 7)}}
	case e.Criterion == 3 && e.Points > 0, e.Veto:
		return "", []scores.Reason{{Text: "=1+1", At: at(3, 6)}}
	}
	return "", nil
}

// WideSet is two units by a table with bonuses: 东县 has some, 西县 has none and has
// lost nothing by that. A1.2 does not apply to 西县. With open some scores of 西县 are
// missing, a bonus among them.
func WideSet(table *indicator.Table, open bool) *scores.Set {
	set := &scores.Set{Units: []string{"东县", "西县"}}
	for i, points := range [][]indicator.Points{{30_00, 25_00, 3_00, 1_05, 39_50, 50, 0}, {35_00, 25_00, 0, 0, 40_00, 0, 0}} {
		var entries []scores.Entry
		for k, p := range points {
			e := scores.Entry{Criterion: k, Unit: set.Units[i], State: scores.Valid, Points: p,
				At: diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6 + i, Row: 5 + k}}
			if table.Criteria[k].Kind() == indicator.Bonus && p > 0 {
				e.Reasons = []scores.Reason{{Text: "获奖", At: diag.Position{File: "甲.xlsx", Worksheet: "扣分说明", Col: 3, Row: 4 + k}}}
			}
			if table.Criteria[k].FullIfNA && i == 1 {
				e.NA, e.Note = true, "没有此类企业"
			}
			if open && i == 1 && k > 2 {
				e = scores.Entry{Criterion: k, Unit: set.Units[i]}
			}
			entries = append(entries, e)
		}
		set.Scores = append(set.Scores, entries)
	}
	return set
}

// Submissions are one in each state, whatever the sample has.
func Submissions() []scoresheet.Submission {
	return []scoresheet.Submission{
		{Department: "甲局", State: scoresheet.Complete, Files: []string{"甲.xlsx"}, Filled: 6, Expected: 6},
		{Department: "乙局", State: scoresheet.Partial, Files: []string{"乙1.xlsx", "乙2.xlsx"}, Filled: 3, Expected: 9,
			Missing: scoresheet.Gaps{Units: []string{"东县"}, Criteria: []string{"C1.1"}, Scores: []scoresheet.Gap{{Unit: "南县", Code: "D1.1"}}}},
		{Department: "丙局", State: scoresheet.Missing, Expected: 3, Missing: scoresheet.Gaps{Units: []string{"东县", "=1+1", "南县"}}},
		{Department: "丁局", State: scoresheet.Invalid, Files: []string{"丁.xlsx"}, Problems: 2, Filled: 1, Expected: 3},
	}
}

// ProvisionalSet is the sample while scores are missing: 东县 has a blank cell,
// and of the unit whose name looks like a formula nobody has sent a score of the
// second category, the deduction and the veto.
func ProvisionalSet(table *indicator.Table) *scores.Set {
	set := SampleSet(table)
	open := func(unit int, codes ...string) {
		for _, code := range codes {
			k := table.Index(code)
			set.Scores[unit][k] = scores.Entry{Criterion: k, Unit: set.Units[unit]}
		}
	}
	blank := set.Scores[0][1].At
	open(0, "A1.2")
	open(1, "B1.1", "C1.1", "D1.1")
	set.Scores[0][1].At = blank
	return set
}

// CorrectedSet is the sample after an appeal: 东县 has a point more and a deduction
// less, 南县 no veto any more, and the third unit is another one.
func CorrectedSet(table *indicator.Table) *scores.Set {
	set := SampleSet(table)
	set.Scores[0][0].Points += 100
	set.Scores[0][3].Points = 0
	set.Scores[0][4].Reasons = []scores.Reason{{Text: "查明没有发生", Evidence: "文号〔2031〕1号"}}
	set.Scores[2][4].Veto = false
	set.Units[1] = "西县"
	for k := range set.Scores[1] {
		set.Scores[1][k].Unit = "西县"
	}
	return set
}
