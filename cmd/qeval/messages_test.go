package main

import (
	"bytes"
	"path/filepath"
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
	value := func(code diag.Code, col, row int, found, allowed string) diag.Diagnostic {
		return diag.New(code, at(col, row), "unit", "甲", "code", "A1.1", "item", "项", "found", found, "read", found, "allowed", allowed, "fix", "", "ask", "")
	}
	unit := func(code diag.Code, unit, criterion string) diag.Diagnostic {
		return diag.New(code, at(1, 4), "unit", unit, "code", criterion, "item", "项", "department", "局")
	}
	of := func(department string) diag.Diagnostic {
		return diag.New(diag.MissingUnit, diag.Position{}, "unit", "甲", "department", department)
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
			diag.New(diag.AlteredPoints, at(5, 5)), diag.New(diag.AlteredPoints, at(5, 6)), diag.New(diag.AlteredPoints, at(5, 7)), diag.New(diag.AlteredPoints, at(5, 8)),
		}, 4, ""},
		{"units", diag.List{unit(diag.MissingUnit, "甲", ""), unit(diag.MissingUnit, "乙", ""), unit(diag.MissingUnit, "丙", ""), unit(diag.MissingUnit, "丁", "")}, 2, "甲、乙、丙、丁"},
		{"units of two criteria", diag.List{
			unit(diag.MissingScore, "甲", "A1.1"), unit(diag.MissingScore, "乙", "A1.1"), unit(diag.MissingScore, "丙", "A1.2"), unit(diag.MissingScore, "丁", "A1.2"),
		}, 4, ""},
		{"many units", slices.Repeat(diag.List{unit(diag.MissingUnit, "甲", "")}, mostNamed+1), 2, strings.Repeat("甲、", mostNamed-1) + "甲等21个"},
		{"one unit of many departments", diag.List{of("一局"), of("二局"), of("三局"), of("四局")}, 4, ""},
		{"one unit, criterion by criterion", diag.List{
			unit(diag.MissingScore, "甲", "A1.1"), unit(diag.MissingScore, "甲", "A1.2"), unit(diag.MissingScore, "甲", "A1.3"), unit(diag.MissingScore, "甲", "A1.4"),
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

// TestFilesAreNamedByWhatTheyHaveInCommon, with slashes.
func TestFilesAreNamedByWhatTheyHaveInCommon(t *testing.T) {
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"a/b.xlsx"}, "b.xlsx"},
		{[]string{"a/b.xlsx", "a/c.xlsx"}, "b.xlsx c.xlsx"},
		{[]string{"a/b.xlsx", "a/x/c.xlsx", "a/x/d.xlsx"}, "b.xlsx x/c.xlsx x/d.xlsx"},
		{[]string{"a/x/c.xlsx", "a/xy/d.xlsx"}, "x/c.xlsx xy/d.xlsx"},
		{[]string{"a/..b/c.xlsx", "a/d.xlsx"}, "..b/c.xlsx d.xlsx"},
		{[]string{"../a.xlsx", "b.xlsx"}, "a.xlsx qeval/b.xlsx"},
	} {
		var paths, names []string
		for _, file := range c.files {
			paths = append(paths, filepath.FromSlash(file))
		}
		name := relativeNames(paths)
		for _, path := range paths {
			names = append(names, name(path))
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%v are %s, want %s", c.files, got, c.want)
		}
	}
}
