package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qeval/internal/indicator"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/scoretest"
	"qeval/internal/tablebook"
	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/xlsxtest"
)

// saying runs the program in English and returns its status and what it says.
func saying(args ...string) (int, string) {
	var stdout, stderr bytes.Buffer
	code := run(append(args, "--lang", "en"), func(string) string { return "" }, &stdout, &stderr)
	return code, stdout.String() + stderr.String()
}

// TestNoMoreIsWrittenThanIsRead: neither a report nor a blank sheet that the program
// would not read again.
func TestNoMoreIsWrittenThanIsRead(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name string, units int) {
		var names []string
		for i := range units {
			names = append(names, fmt.Sprint("第", i, "县"))
		}
		if err := os.WriteFile(name, []byte(strings.Join(names, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	criteria := len(tabletest.Embedded(t).Criteria)
	write("many.txt", report.MaxScores/criteria+1)
	if code, said := saying("template", "市水利局", "-o", "sheets", "--units", "many.txt"); code != 0 {
		t.Fatal(said)
	}
	if code, said := saying("score", "--partial", "sheets", "-o", "report.xlsx"); code != 2 || !strings.Contains(said, "report.xlsx  Q003  cannot be written: there are ") {
		t.Errorf("%d: %s", code, said)
	}
	if code, said := saying("score", "--partial", "sheets", "-n"); code != 0 || !strings.Contains(said, "第0县") {
		t.Errorf("%d: %.300s", code, said)
	}
	long := strings.Repeat("长", indicator.MaxName)
	if code, said := saying("template", "市水利局", "-o", "long", "--units", long+"、乙县"); code != 0 {
		t.Errorf("%d: %s", code, said)
	}
	if code, said := saying("validate", "long"); code != 1 || strings.Contains(said, "Q104") {
		t.Errorf("%d: %s", code, said)
	}
	if code, said := saying("template", "--units", long+"长"); code != 2 || !strings.Contains(said, "more than 400 characters") {
		t.Errorf("%d: %s", code, said)
	}
	one := *tabletest.Embedded(t) // of the table of 2022 no department has so many criteria
	one.Criteria = slices.Clone(one.Criteria)
	for i := range one.Criteria {
		one.Criteria[i].Department = "甲局"
	}
	data, err := tablebook.Write(&one)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("one.xlsx", data, 0o644); err != nil {
		t.Fatal(err)
	}
	write("most.txt", scoresheet.MaxScores/criteria+1)
	want := fmt.Sprintf("甲局 has %d scores, and a score sheet has room for %d", criteria*(scoresheet.MaxScores/criteria+1), scoresheet.MaxScores)
	if code, said := saying("template", "--table", "one.xlsx", "-o", "most", "--units", "most.txt"); code != 2 || !strings.Contains(said, want) {
		t.Errorf("%d: %s", code, said)
	}
}

// TestTheLargestReportIsReadAgain: that of as many units as there is room for, none of
// which has a full score.
func TestTheLargestReportIsReadAgain(t *testing.T) {
	t.Parallel()
	if !thorough.Tests || testing.Short() {
		t.Skip("it takes its time")
	}
	table := tabletest.Embedded(t)
	sheets, err := scoretest.Sheets(table, scoretest.Counties(report.MaxScores/len(table.Criteria)))
	if err != nil {
		t.Fatal(err)
	}
	folder := folderOf(t, sheets)
	file := filepath.Join(t.TempDir(), "report.xlsx")
	if code, said := saying("score", folder, "-o", file); code != 0 {
		t.Fatalf("%d: %.1000s", code, said)
	}
	if code, said := saying("verify", file, folder); code != 0 {
		t.Errorf("%d: %.1000s", code, said)
	}
}

// TestMoreWordsThanAreRead are what is wrong, and nothing else is said to be.
func TestMoreWordsThanAreRead(t *testing.T) {
	for _, long := range []int{5_000, 30_000} { // in all sheets, and in one
		t.Run(fmt.Sprint(long), func(t *testing.T) { moreWords(t, long) })
	}
}

// moreWords gives every criterion a note of so many characters.
func moreWords(t *testing.T, long int) {
	table, folder := tabletest.Embedded(t), t.TempDir()
	for _, department := range table.Departments() {
		name := scoresheet.FileNames(table)[slices.Index(table.Departments(), department)]
		data, err := os.ReadFile(filepath.Join(sheetsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		notes := []string{}
		for i := range table.Of(department) {
			notes = append(notes, fmt.Sprint("评分表!S", i+5, "=", strings.Repeat("注", long)))
		}
		if data, err = xlsxtest.Edit(data, notes...); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	code, said := saying("validate", folder)
	if code != 1 || strings.Count(said, "Q415") != 1 || !strings.Contains(said, "errors: 1,") {
		t.Errorf("%d: %.2000s", code, said)
	}
	if code, said := saying("status", folder); code != 1 || strings.Count(said, "complete") != len(table.Departments())-1 {
		t.Errorf("%d: %.2000s", code, said)
	}
}

// TestManyReasonsOfPeople are no attack: units with spaces between them, and names that
// are none, again and again.
func TestManyReasonsOfPeople(t *testing.T) {
	table := tabletest.Embedded(t)
	sheets, err := scoretest.Sheets(table, append(scoretest.Counties(480), "盐湖区", "永济市"))
	if err != nil {
		t.Fatal(err)
	}
	sheet := sheets[slices.Index(table.Departments(), "市水利局")]
	const rows = 2300 // times the units that is more than are looked for
	for name, want := range map[string]int{"盐湖区 永济市": 0, "盐湖区解州镇": rows} {
		var cells []string
		for i := range rows {
			cells = append(cells, fmt.Sprint("扣分说明!A", i+4, "=C1.8"), fmt.Sprint("扣分说明!B", i+4, "=", name), fmt.Sprint("扣分说明!C", i+4, "=原因", i%900))
		}
		data, err := xlsxtest.Edit(sheet, cells...)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "a.xlsx")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		code, said := saying("validate", "--format", "json", file)
		if code != 0 || strings.Count(said, `"Q221"`) != want || strings.Contains(said, "Q104") {
			t.Errorf("%s: %d, %d times Q221: %.500s", name, code, strings.Count(said, `"Q221"`), said)
		}
	}
}
