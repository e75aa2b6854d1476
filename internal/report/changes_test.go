package report

import (
	"bytes"
	"strings"
	"testing"

	"qeval/internal/assess"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// correctedSet is the sample after an appeal: 东县 has a point more and a deduction
// less, 南县 no veto any more, and the third unit is another one.
func correctedSet(table *indicator.Table) *scores.Set {
	set := sampleSet(table)
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

func sampleChanges(t testing.TB) *Changes {
	table := smallTable(t)
	old, now := assess.Run(table, sampleSet(table)), assess.Run(table, correctedSet(table))
	return &Changes{
		Table: table, Moves: assess.Diff(old, now), Reworded: assess.Reworded(old, now), Compared: "原：旧.xlsx；更正后：新.xlsx。",
		Old: func(file string) string { return "原/" + file }, New: func(file string) string { return "现/" + file },
	}
}

func TestTheAttachment(t *testing.T) {
	data, err := sampleChanges(t).Workbook()
	golden(t, "changes.txt", dumped(t, data, err))
	again, err := sampleChanges(t).Workbook()
	if err != nil || !bytes.Equal(data, again) {
		t.Error("two runs differ", err)
	}
	book, list := workbook.Read("x", data)
	if book == nil || !scoresheet.IsOther(book) || IsReport(book) || !workbook.Sealed(data) {
		t.Errorf("it is not known as the program's: %v", list)
	}
	json, err := ChangesJSON(sampleChanges(t), nil, msg.English)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "changes.json", string(json))
}

// TestChangesOfABonusAndOfWhatDoesNotApply: 25 points of A1.2 become 不涉及, which
// changes the total by nothing, and the bonus B1.1 is taken back.
func TestChangesOfABonusAndOfWhatDoesNotApply(t *testing.T) {
	table := wideTable(t)
	before, after := wideSet(table, false), wideSet(table, false)
	after.Scores[0][1].NA, after.Scores[0][1].Note = true, "没有此类企业"
	after.Scores[0][2].Points = 0
	c := &Changes{
		Table: table, Moves: assess.Diff(assess.Run(table, before), assess.Run(table, after)),
		Old: func(file string) string { return "原/" + file }, New: func(file string) string { return "现/" + file },
	}
	data, err := c.Workbook()
	golden(t, "wide-changes.txt", dumped(t, data, err))
	json, err := ChangesJSON(c, nil, msg.English)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "wide-changes.json", string(json))
	if len(c.Moves) != 1 || len(c.Moves[0].Changes) != 2 || c.Moves[0].Changes[0].Effect(table) != 0 || c.Moves[0].Changes[1].Effect(table) != -3_00 {
		t.Errorf("%+v", c.Moves)
	}
}

func TestNothingHasChanged(t *testing.T) {
	table := smallTable(t)
	c := sampleChanges(t)
	c.Moves = assess.Diff(assess.Run(table, sampleSet(table)), assess.Run(table, sampleSet(table)))
	data, err := c.Workbook()
	if dump := dumped(t, data, err); strings.Count(dump, `"没有变化"`) != 2 {
		t.Error(dump)
	}
}
