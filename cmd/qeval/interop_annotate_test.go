//go:build interop

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// faultySheet is the name of a sheet with three wrong cells, in a folder of its
// own.
func faultySheet(t *testing.T) (folder, name string) {
	t.Helper()
	name = "2022年质量工作考核评分表-市水利局.xlsx"
	data, err := os.ReadFile(filepath.Join(sheetsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	if data, err = xlsxtest.Edit(data, "评分表!F5=", "评分表!G5=5.5", "评分表!H5='4分"); err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	write(t, filepath.Join(folder, name), data)
	return folder, name
}

// annotateFolder runs validate and returns the problems as "Q304 F5".
func annotateFolder(t *testing.T, from, to string) []string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	run([]string{"validate", from, "--annotate", to}, func(string) string { return "" }, &stdout, &stderr)
	var found []string
	for line := range strings.Lines(stderr.String()) {
		if m := message.FindStringSubmatch(line); m != nil {
			place, _, _ := strings.Cut(line, "  ")
			found = append(found, m[1]+" "+place[strings.LastIndex(place, "!")+1:])
		}
	}
	return found
}

// marked lists what is to be seen in a copy: "F5 F8C4C0 comment".
func marked(t *testing.T, path string) []string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	comments, err := f.GetComments("评分表")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, c := range comments {
		id, err := f.GetCellStyle("评分表", c.Cell)
		if err != nil {
			t.Fatal(err)
		}
		color := "" // GetStyle knows none in a workbook without a theme
		if fill := f.Styles.Fills.Fill[*f.Styles.CellXfs.Xf[id].FillID].PatternFill; fill.FgColor != nil {
			color = strings.TrimPrefix(fill.FgColor.RGB, "FF")
		}
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		if text != "" {
			found = append(found, fmt.Sprint(c.Cell, " ", color, " ", strings.Count(text, "【校验】")))
		}
	}
	slices.Sort(found)
	return found
}

// TestAnnotatedCopiesSurviveOtherPrograms: a copy that another program has
// saved has the same problems, is annotated again without piling up, and is
// valid once its cells have been corrected.
func TestAnnotatedCopiesSurviveOtherPrograms(t *testing.T) {
	t.Parallel()
	sheets, name := faultySheet(t)
	copies := t.TempDir()
	want := []string{"Q321 H5", "Q304 F5", "Q303 G5"}
	if got := annotateFolder(t, sheets, copies); !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	marks := []string{"F5 F8C4C0 1", "G5 F8C4C0 1", "H5 FFE9A8 1"}
	if got := marked(t, filepath.Join(copies, name)); !slices.Equal(got, marks) {
		t.Errorf("%q, want %q", got, marks)
	}
	for _, program := range []struct {
		name string
		save func(t *testing.T, from, to string)
	}{
		{"LibreOffice", libreOffice},
		{"Gnumeric", gnumeric},
		{"openpyxl", func(t *testing.T, from, to string) {
			execute(t, python(t), "-c", "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])",
				filepath.Join(from, name), filepath.Join(to, name))
		}},
		{"exceljs", func(t *testing.T, from, to string) {
			execute(t, "node", "-e", `const w = new (require("exceljs").Workbook)();
				w.xlsx.readFile(process.argv[1]).then(() => w.xlsx.writeFile(process.argv[2]))`,
				filepath.Join(from, name), filepath.Join(to, name))
		}},
	} {
		t.Run(program.name, func(t *testing.T) {
			saved, again, corrected := t.TempDir(), t.TempDir(), t.TempDir()
			program.save(t, copies, saved)
			if got := annotateFolder(t, saved, again); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
			if got := marked(t, filepath.Join(again, name)); !slices.Equal(got, marks) {
				t.Errorf("%q, want %q", got, marks)
			}
			data, err := os.ReadFile(filepath.Join(saved, name))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = xlsxtest.Edit(data, "评分表!F5=4", "评分表!G5=5", "评分表!H5=4"); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(corrected, name), data)
			if got := annotateFolder(t, corrected, t.TempDir()); len(got) > 0 {
				t.Errorf("corrected: %v", got)
			}
		})
	}
}

// TestLibreOfficeShowsTheMarks: fills, comments and links.
func TestLibreOfficeShowsTheMarks(t *testing.T) {
	t.Parallel()
	sheets, name := faultySheet(t)
	copies, shown := t.TempDir(), t.TempDir()
	annotateFolder(t, sheets, copies)
	libreOfficeTo(t, "fods", copies, shown)
	data, err := os.ReadFile(filepath.Join(shown, strings.TrimSuffix(name, ".xlsx")+".fods"))
	if err != nil {
		t.Fatal(err)
	}
	for what, n := range map[string]int{
		`<office:annotation `: 3, `【校验】Q304 没有填`: 1, `#&apos;评分表&apos;.F5"`: 1, `#&apos;评分表&apos;.G5"`: 1, `#&apos;评分表&apos;.H5"`: 1,
	} {
		if got := strings.Count(string(data), what); got != n {
			t.Errorf("%s is there %d times, want %d", what, got, n)
		}
	}
	for _, fill := range []string{"#f8c4c0", "#ffe9a8", "#c9ebcb"} {
		if !strings.Contains(string(data), `fo:background-color="`+fill+`"`) {
			t.Errorf("nothing is filled with %s", fill)
		}
	}
}

// TestLibreOfficeAllowsWhatTheReaderAccepts: the rules in the blank sheets, as
// a spreadsheet calculates them, at the limits of each criterion.
func TestLibreOfficeAllowsWhatTheReaderAccepts(t *testing.T) {
	table := tabletest.Embedded(t)
	var grid strings.Builder
	var want []bool
	grid.WriteString("== 表\n")
	for _, department := range table.Departments() {
		data, err := scoresheet.WriteBlank(table, department, table.Units[:1])
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		validations, err := f.GetDataValidations("评分表")
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range validations {
			c := table.Criteria[table.Index(*v.PromptTitle)]
			if c.Kind() == indicator.Veto {
				continue // a list of words
			}
			cell, _, _ := strings.Cut(v.Sqref, ":")
			for i, value := range []string{"0", c.Points.String(), (c.Points - 1).String(), (c.Points + 1).String(), "0.001", "-0.01", "五"} {
				want = append(want, i < 3)
				row := fmt.Sprint("A", len(want))
				fmt.Fprintf(&grid, "%s|=IF(%s,1,0)\n", value, strings.ReplaceAll(v.Formula1, cell, row))
			}
		}
		f.Close()
	}
	data, err := xlsxtest.Build(grid.String())
	if err != nil {
		t.Fatal(err)
	}
	rules, calculated := t.TempDir(), t.TempDir()
	write(t, filepath.Join(rules, "rules.xlsx"), data)
	libreOffice(t, rules, calculated)
	book, list, err := workbook.Open(filepath.Join(calculated, "rules.xlsx"))
	if book == nil {
		t.Fatal(list, err)
	}
	if len(want) < 42*7 || len(book.Sheets[0].Rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(book.Sheets[0].Rows), len(want))
	}
	for i, row := range book.Sheets[0].Rows {
		value, verdict := row.Cells[0], row.Cells[1]
		allowed := verdict.Text == "1"
		if verdict.Kind != workbook.Number && verdict.Kind != workbook.Error || allowed != want[i] {
			t.Errorf("%s is allowed: %s, want %v (%s)", value.Text, verdict.Text, want[i], verdict.At)
		}
	}
}
