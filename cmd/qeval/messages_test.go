package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// TestAlikeProblemsAreShownAsOne, with all their cells.
func TestAlikeProblemsAreShownAsOne(t *testing.T) {
	at := func(col, row int) diag.Position {
		return diag.Position{File: "x", Worksheet: "表", Col: col, Row: row}
	}
	value := func(kind diag.ValueKind, col, row int, found, most string) diag.Diagnostic {
		return kind.At(at(col, row), diag.Value{Unit: "甲", Code: "A1.1", Item: "项", Found: found, Allowed: msg.AllowedScore(most)})
	}
	unit := func(unit string) diag.Diagnostic { return diag.MissingUnit.At(at(1, 4), "局", unit, msg.FixColumn) }
	score := func(unit, criterion string) diag.Diagnostic {
		return diag.MissingScore.At(at(1, 4), "局", unit, criterion, "项")
	}
	of := func(department string) diag.Diagnostic {
		return diag.MissingUnit.At(diag.Position{}, department, "甲", msg.FixColumn)
	}
	for _, c := range []struct {
		name  string
		list  diag.List
		lines int
		cells string // of the last line
	}{
		{"three", diag.List{value(diag.Blank, 6, 5, "", "5"), value(diag.Blank, 7, 5, "", "5"), value(diag.Blank, 8, 5, "", "5")}, 3, ""},
		{"four in a row", diag.List{
			value(diag.Blank, 6, 5, "", "5"), value(diag.Blank, 7, 5, "", "5"), value(diag.Blank, 8, 5, "", "5"), value(diag.Blank, 9, 5, "", "5"),
		}, 2, "F5:I5"},
		{"a rectangle and more", diag.List{
			value(diag.Blank, 6, 5, "", "5"), value(diag.Blank, 7, 5, "", "5"), value(diag.Blank, 6, 6, "", "5"), value(diag.Blank, 7, 6, "", "5"),
			value(diag.Blank, 6, 8, "", "5"), value(diag.Blank, 6, 9, "", "5"), value(diag.Blank, 7, 9, "", "5"), value(diag.Blank, 9, 9, "", "5"),
		}, 2, "F5:G6, F8, F9:G9, I9"},
		{"other values", diag.List{
			value(diag.AbovePoints, 6, 5, "8", "5"), value(diag.AbovePoints, 7, 5, "8", "5"), value(diag.AbovePoints, 8, 5, "9", "5"), value(diag.AbovePoints, 6, 6, "8", "5"),
		}, 2, "F5:G5 “8”, H5 “9”, F6 “8”"},
		{"other limits", diag.List{
			value(diag.AbovePoints, 6, 5, "8", "5"), value(diag.AbovePoints, 7, 5, "8", "5"), value(diag.AbovePoints, 8, 5, "9", "6"), value(diag.AbovePoints, 6, 6, "8", "6"),
		}, 4, ""},
		{"values that do not matter", diag.List{
			value(diag.HiddenValue, 6, 5, "1", "5"), value(diag.HiddenValue, 7, 5, "2", "5"), value(diag.HiddenValue, 8, 5, "3", "6"), value(diag.HiddenValue, 9, 5, "4", "6"),
		}, 2, "F5:I5"},
		{"what differs in more than its cell", diag.List{
			diag.AlteredPoints.At(at(5, 5), "?", "?", "?"), diag.AlteredPoints.At(at(5, 6), "?", "?", "?"), diag.AlteredPoints.At(at(5, 7), "?", "?", "?"), diag.AlteredPoints.At(at(5, 8), "?", "?", "?"),
		}, 4, ""},
		{"units", diag.List{unit("甲"), unit("乙"), unit("丙"), unit("丁")}, 2, "甲、乙、丙、丁"},
		{"units of two criteria", diag.List{
			score("甲", "A1.1"), score("乙", "A1.1"), score("丙", "A1.2"), score("丁", "A1.2"),
		}, 4, ""},
		{"many units", slices.Repeat(diag.List{unit("甲")}, maxNamed+1), 2, strings.Repeat("甲、", maxNamed-1) + "甲等21个"},
		{"one unit of many departments", diag.List{of("一局"), of("二局"), of("三局"), of("四局")}, 4, ""},
		{"one unit, criterion by criterion", diag.List{
			score("甲", "A1.1"), score("甲", "A1.2"), score("甲", "A1.3"), score("甲", "A1.4"),
		}, 4, ""},
	} {
		var out bytes.Buffer
		(&app{lang: msg.Chinese, stderr: &out}).showDiagnostics(c.list)
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if len(lines) != c.lines || c.cells != "" && !strings.HasSuffix(lines[len(lines)-1], "处："+c.cells) {
			t.Errorf("%s: %s", c.name, out.String())
		}
	}
}

// TestManyFilesAreShownAsOne if nothing but the file differs, and of versions of one sheet
// the first ones tell enough.
func TestManyFilesAreShownAsOne(t *testing.T) {
	var list diag.List
	for _, file := range []string{"a", "b", "c", "d", "e"} {
		list.Add(diag.OtherYear.At(diag.Position{File: file, Worksheet: "表", Col: 1, Row: 1}, "2021", "2022"))
	}
	list.Add(diag.OtherYear.At(diag.Position{File: "f"}, "2020", "2022"))
	for _, file := range []string{"b", "c", "d", "e"} {
		list.Add(diag.RepeatedScore.At(diag.Position{File: file}, diag.Position{File: "a"}, msg.Text{}, msg.Text{}, msg.WhichUnknown))
	}
	list.Add(diag.RepeatedScore.At(diag.Position{File: "y"}, diag.Position{File: "x"}, msg.Text{}, msg.Text{}, msg.WhichUnknown))
	var out bytes.Buffer
	(&app{lang: msg.Chinese, stderr: &out}).showDiagnostics(list)
	var said []string
	for line := range strings.Lines(out.String()) {
		line = strings.TrimSpace(line)
		if before, _, ok := strings.Cut(line, "  "); ok {
			line = before
		}
		said = append(said, line)
	}
	want := []string{"a:表!A1", "同样的文件共5个：a、b、c、d、e", "f", "b", "c", "d", "另外1个文件也是：e；各有什么不同，--format json 全部列出", "y"}
	if !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
}
