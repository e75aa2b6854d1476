package jsonout

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/goldentest"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
)

func sample(t testing.TB) *assess.Result {
	table := tabletest.Sample(t)
	return assess.Run(table, scoretest.SampleSet(table))
}

func TestJSON(t *testing.T) {
	result := sample(t)
	list := diag.List{diag.UnitAlias.At(diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6, Row: 4}, "东", "东县")}
	data, err := Score(result, scoretest.Submissions(), list, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "result.json", string(data))
	failed, err := Score(nil, scoretest.Submissions(), diag.List{diag.Blank.At(diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6, Row: 5}, diag.Value{Unit: "东县", Code: "A1.1", Item: "项一"})}, msg.English)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "failed.json", string(failed))
	small := tabletest.Sample(t)
	provisional, err := Score(assess.Run(small, scoretest.ProvisionalSet(small)), scoretest.Submissions(), nil, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "provisional.json", string(provisional))
	wideTable := tabletest.Wide(t)
	wide, err := Score(assess.Run(wideTable, scoretest.WideSet(wideTable, true)), nil, nil, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "wide.json", string(wide))
}

func TestStatus(t *testing.T) {
	data, err := Status(false, scoretest.Submissions(), Next{"先催报", "qeval status 评分表"}, diag.List{diag.NoUnits.At(diag.Position{})}, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "status.json", string(data))
}

func TestTable(t *testing.T) {
	table := tabletest.Sample(t)
	data, err := Table(table, table.Of("乙局"))
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "table.json", string(data))
	if none, err := Table(table, nil); err != nil || !strings.Contains(string(none), `"criteria": []`) {
		t.Errorf("%s, %v", none, err)
	}
}

// TestNumbersAreExact: no number in it is written as a float would be.
func TestNumbersAreExact(t *testing.T) {
	result := sample(t)
	data, err := Score(result, scoretest.Submissions(), nil, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	plain := regexp.MustCompile(`^-?[0-9]+(\.[0-9]{1,2})?$`)
	numbers := 0
	for {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		if n, ok := token.(json.Number); ok {
			numbers++
			if !plain.MatchString(n.String()) {
				t.Errorf("%s", n)
			}
		}
	}
	if numbers < 20 {
		t.Errorf("only %d numbers", numbers)
	}
}

func TestChanges(t *testing.T) {
	table := tabletest.Sample(t)
	old, now := assess.Run(table, scoretest.SampleSet(table)), assess.Run(table, scoretest.CorrectedSet(table))
	data, err := Changes(&report.Changes{Table: table, Moves: assess.Diff(old, now), Reworded: assess.Reworded(old, now)}, nil, msg.English)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "changes.json", string(data))
}

// TestChangesOfABonusAndOfWhatDoesNotApply: 25 points of A1.2 become 不涉及, and the
// bonus B1.1 is taken back.
func TestChangesOfABonusAndOfWhatDoesNotApply(t *testing.T) {
	table := tabletest.Wide(t)
	before, after := scoretest.WideSet(table, false), scoretest.WideSet(table, false)
	after.Scores[0][1].NA, after.Scores[0][1].Note = true, "没有此类企业"
	after.Scores[0][2].Points = 0
	data, err := Changes(&report.Changes{Table: table, Moves: assess.Diff(assess.Run(table, before), assess.Run(table, after))}, nil, msg.English)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.Compare(t, "wide-changes.json", string(data))
}
