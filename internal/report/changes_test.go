package report

import (
	"bytes"
	"strings"
	"testing"

	"qeval/internal/assess"
	"qeval/internal/docmeta"
	"qeval/internal/goldentest"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
)

func sampleChanges(t testing.TB) *Changes {
	table := tabletest.Sample(t)
	old, now := assess.Run(table, scoretest.SampleSet(table)), assess.Run(table, scoretest.CorrectedSet(table))
	return &Changes{
		Table: table, Moves: assess.Diff(old, now), Reworded: assess.Reworded(old, now), Compared: "原：旧.xlsx；更正后：新.xlsx。",
		Old: func(file string) string { return "原/" + file }, New: func(file string) string { return "现/" + file },
	}
}

func TestTheAttachment(t *testing.T) {
	data, err := sampleChanges(t).Workbook()
	goldentest.Compare(t, "changes.txt", dumped(t, data, err))
	again, err := sampleChanges(t).Workbook()
	if err != nil || !bytes.Equal(data, again) {
		t.Error("two runs differ", err)
	}
	book, list := workbook.Read("x", data)
	if book == nil || docmeta.Of(book).Kind != docmeta.Changes || !workbook.Sealed(data) {
		t.Errorf("it is not known as the program's: %v", list)
	}
}

// TestChangesOfABonusAndOfWhatDoesNotApply: 25 points of A1.2 become 不涉及, which
// changes the total by nothing, and the bonus B1.1 is taken back.
func TestChangesOfABonusAndOfWhatDoesNotApply(t *testing.T) {
	table := tabletest.Wide(t)
	before, after := scoretest.WideSet(table, false), scoretest.WideSet(table, false)
	after.Scores[0][1].NA, after.Scores[0][1].Note = true, "没有此类企业"
	after.Scores[0][2].Points = 0
	c := &Changes{
		Table: table, Moves: assess.Diff(assess.Run(table, before), assess.Run(table, after)),
		Old: func(file string) string { return "原/" + file }, New: func(file string) string { return "现/" + file },
	}
	data, err := c.Workbook()
	goldentest.Compare(t, "wide-changes.txt", dumped(t, data, err))
	if len(c.Moves) != 1 || len(c.Moves[0].Changes) != 2 || c.Moves[0].Changes[0].Effect(table) != 0 || c.Moves[0].Changes[1].Effect(table) != -3_00 {
		t.Errorf("%+v", c.Moves)
	}
}

func TestNothingHasChanged(t *testing.T) {
	table := tabletest.Sample(t)
	c := sampleChanges(t)
	c.Moves = assess.Diff(assess.Run(table, scoretest.SampleSet(table)), assess.Run(table, scoretest.SampleSet(table)))
	data, err := c.Workbook()
	if dump := dumped(t, data, err); strings.Count(dump, `"没有变化"`) != 2 {
		t.Error(dump)
	}
}
