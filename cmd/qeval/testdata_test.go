package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/goldentest"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// The sheets under testdata are the program's own template, filled in with these
// scores and reasons, and a date.
const (
	sheetsDir  = "../../testdata/sheets"
	scoresCSV  = "../../testdata/scores.csv"
	reasonsCSV = "../../testdata/reasons.csv"
	resultCSV  = "../../testdata/expected.csv"
)

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// fill fills a department's blank sheet in, as a clerk would: it finds the
// place of each score by the sheet's own headings and codes.
func fill(t *testing.T, table *indicator.Table, department string, scores, reasons [][]string) []byte {
	t.Helper()
	blank, err := scoresheet.WriteBlank(table, department, table.Units)
	if err != nil {
		t.Fatal(err)
	}
	book, list := workbook.Read(department, blank)
	if len(list) > 0 {
		t.Fatal(list[0].Message(msg.English))
	}
	edits := []string{"评分表!F3=2023年1月10日"}
	sheet, _ := scoresheet.Parse(book, table, nil)
	for _, entry := range sheet.Entries {
		code := table.Criteria[entry.Criterion].Code
		row := slices.IndexFunc(scores, func(row []string) bool { return row[0] == code })
		edits = append(edits, "评分表!"+entry.At.Cell()+"="+scores[row][slices.Index(scores[0], entry.Unit)])
	}
	next := 4
	for _, reason := range reasons[1:] {
		if table.Criteria[table.Index(reason[0])].Department != department {
			continue
		}
		for i, text := range reason {
			edits = append(edits, fmt.Sprintf("扣分说明!%s%d=%s", diag.Column(i+1), next, text))
		}
		next++
	}
	filled, err := xlsxtest.Edit(blank, edits...)
	if err != nil {
		t.Fatal(err)
	}
	return filled
}

func TestSampleSheetsHoldTheSampleScores(t *testing.T) {
	table, scores, reasons := tabletest.Embedded(t), readCSV(t, scoresCSV), readCSV(t, reasonsCSV)
	if goldentest.Update() {
		if err := os.MkdirAll(sheetsDir, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, department := range table.Departments() {
			path := filepath.Join(sheetsDir, scoresheet.FileNames(table)[slices.Index(table.Departments(), department)])
			if err := os.WriteFile(path, fill(t, table, department, scores, reasons), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	set := sampleSet(t, table)
	for _, row := range scores[1:] {
		k := table.Index(row[0])
		for i, unit := range set.Units {
			e := set.Scores[i][k]
			got := e.Points.String()
			if table.Criteria[k].Kind() == indicator.Veto {
				got = map[bool]string{true: "是", false: "否"}[e.Veto]
			}
			if want := row[slices.Index(scores[0], unit)]; got != want {
				t.Errorf("%s %s is %s, want %s (%s)", unit, row[0], got, want, e.At)
			}
		}
	}
	for _, row := range reasons[1:] {
		for unit := range strings.SplitSeq(row[1], "、") {
			e := set.Scores[slices.Index(set.Units, unit)][table.Index(row[0])]
			if len(e.Reasons) != 1 || e.Reasons[0].Text != row[2] || e.Reasons[0].Evidence != row[3] {
				t.Errorf("%s %s has the reasons %+v, want %q", unit, row[0], e.Reasons, row[2:])
			}
		}
	}
}

func sampleSet(t testing.TB, table *indicator.Table) *scores.Set {
	t.Helper()
	files, _, _ := intake.Expand([]string{sheetsDir})
	read := intake.Sheets(files, intake.Rules{Table: table}, nil)
	set, problems := scoresheet.Check(table, read.Sheets, nil)
	for _, d := range append(read.List, problems...) {
		t.Error(d.Position, d.Message(msg.English))
	}
	return &set.Set
}

// TestSampleResult holds the result against the one that was worked out by
// hand from testdata/scores.csv.
func TestSampleResult(t *testing.T) {
	table := tabletest.Embedded(t)
	result := assess.Run(table, sampleSet(t, table))
	want := readCSV(t, resultCSV)[1:]
	if len(result.Units) != len(want) {
		t.Fatalf("%d units, want %d", len(result.Units), len(want))
	}
	for i, u := range result.Units {
		got := []string{fmt.Sprint(u.Rank.Value()), u.Name}
		for _, c := range u.Categories {
			got = append(got, c.Scored.Fixed())
		}
		got = append(got, u.Scored.Fixed(), u.Deducted.Fixed(), u.Total.Value().Fixed(),
			strings.Join(u.Vetoes, " "), table.Grades[u.Grade.Value()].Name)
		if !slices.Equal(got, want[i]) {
			t.Errorf("row %d is %v, want %v", i+1, got, want[i])
		}
	}
}
