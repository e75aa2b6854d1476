//go:build interop

package workbook_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// TestOtherProgramsFilesReadAsByExcelize: sheets that other programs have saved
// again or filled in. One that is missing is a failure.
func TestOtherProgramsFilesReadAsByExcelize(t *testing.T) {
	const data = "../../testdata/"
	table, err := indicator.Table2022()
	if err != nil {
		t.Fatal(err)
	}
	blanks := t.TempDir()
	names := scoresheet.FileNames(table)
	for i, department := range table.Departments() {
		sheet, err := scoresheet.WriteBlank(table, department, table.Units)
		if err == nil {
			err = os.WriteFile(filepath.Join(blanks, names[i]), sheet, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	filled := []string{data + "scores.csv", data + "reasons.csv", blanks}
	for name, command := range map[string]func(to string) []string{
		"LibreOffice": func(to string) []string {
			return append([]string{"soffice", "-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", to}, samples(t)...)
		},
		"Gnumeric": func(to string) []string {
			return append([]string{"sh", "-c", `to=$1; shift; for f; do ssconvert "$f" "$to/$(basename "$f")"; done`, "sh", to}, samples(t)...)
		},
		"openpyxl": func(to string) []string {
			return slices.Concat([]string{python(t), data + "interop/fill.py"}, filled, []string{to})
		},
		"exceljs": func(to string) []string {
			return slices.Concat([]string{"node", data + "interop/fill.js", "exceljs"}, filled, []string{to})
		},
		"SheetJS": func(to string) []string {
			return slices.Concat([]string{"node", data + "interop/fill.js", "sheetjs"}, filled, []string{to})
		},
	} {
		t.Run(name, func(t *testing.T) {
			to := t.TempDir()
			words := command(to)
			if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			saved, err := filepath.Glob(filepath.Join(to, "*.xlsx"))
			if err != nil || len(saved) != len(samples(t)) {
				t.Fatal(saved, err)
			}
			for _, path := range saved {
				content, err := os.ReadFile(path)
				same(t, content, err)
				withoutDoubts(t, content)
			}
		})
	}
}

// withoutDoubts holds that a sheet shows what it stores, whoever has saved it.
func withoutDoubts(t *testing.T, content []byte) {
	t.Helper()
	book, _ := workbook.Read("a.xlsx", content)
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			for _, cell := range row.Cells {
				if cell.Doubts != 0 || cell.Kind == workbook.ShownDifferently {
					t.Errorf("%s: %v, %d %q", cell.At, cell.Doubts.Each(), cell.Kind, cell.Shown)
				}
			}
		}
	}
}

func samples(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/sheets/*.xlsx")
	if err != nil || len(paths) == 0 {
		t.Fatal("no sample sheets", err)
	}
	return paths
}

// python is the first Python that has openpyxl.
func python(t *testing.T) string {
	t.Helper()
	pythons := []string{"python3", "/usr/bin/python3"}
	i := slices.IndexFunc(pythons, func(python string) bool {
		return exec.Command(python, "-c", "import openpyxl").Run() == nil
	})
	if i < 0 {
		t.Fatal("no Python has openpyxl: ", pythons)
	}
	return pythons[i]
}
