package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qeval/internal/xlsxtest"
)

// everyKind writes a workbook of every kind that the program writes. The keys are what
// they are, the values are the files.
func everyKind(t testing.TB) map[string]string {
	t.Helper()
	out, corrected, part := t.TempDir(), t.TempDir(), t.TempDir()
	for i, file := range sampleFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			save(t, filepath.Join(part, filepath.Base(file)), data)
		}
		if strings.Contains(file, "水利") {
			if data, err = xlsxtest.Edit(data, "评分表!F5=1", "评分表!G5=0.5"); err != nil {
				t.Fatal(err)
			}
		}
		save(t, filepath.Join(corrected, filepath.Base(file)), data)
	}
	in := func(name string) string { return filepath.Join(out, name) }
	for _, c := range []struct {
		code int
		args []string
	}{
		{0, []string{"template", "-o", in("blank")}},
		{0, []string{"indicators", "-o", in("table.xlsx")}},
		{0, []string{"score", sheetsDir, "-o", in("report.xlsx"), "--feedback", in("feedback"), "--circular", in("circular.xlsx")}},
		{0, []string{"score", sheetsDir, "-o", in("draft.xlsx"), "--draft", "--feedback", in("drafts"), "--date", "2023-03-01"}},
		{0, []string{"score", sheetsDir, "-o", in("report2.xlsx"), "--circular", in("roster.xlsx"), "--circular-order", "roster"}},
		{0, []string{"score", part, "--partial", "-o", in("provisional.xlsx")}},
		{1, []string{"diff", sheetsDir, corrected, "-o", in("changes.xlsx")}},
		{1, []string{"validate", in("blank"), "--annotate", in("marked")}},
	} {
		if code, said := saying(c.args...); code != c.code {
			t.Fatalf("%q: %d %.2000s", c.args, code, said)
		}
	}
	const unit, department = "2022年质量工作考核反馈-平陆县.xlsx", "2022年质量工作考核评分表-市水利局.xlsx"
	kinds := map[string]string{
		"blank sheet": in("blank/" + department), "table": in("table.xlsx"), "report": in("report.xlsx"), "draft": in("draft.xlsx"),
		"draft of a feedback": in("drafts/2022年质量工作考核反馈（征求意见稿）-平陆县.xlsx"), "feedback": in("feedback/" + unit), "circular": in("circular.xlsx"),
		"circular by roster": in("roster.xlsx"), "provisional report": in("provisional.xlsx"), "changes": in("changes.xlsx"),
		"annotated copy": in("marked/" + department),
	}
	for kind, file := range kinds {
		if _, err := os.Stat(file); err != nil {
			t.Error(kind, err)
		}
	}
	return kinds
}

func save(t testing.TB, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func sampleFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(sheetsDir, "*.xlsx"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	return files
}

// TestWhatIsWrittenIsWholeAndLean: Excel finds nothing to repair in it, and nothing that
// it would not write itself. The sizes are those of the parts together.
func TestWhatIsWrittenIsWholeAndLean(t *testing.T) {
	most := map[string]uint64{"blank sheet": 28_000, "report": 740_000}
	for kind, file := range everyKind(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rules := []func([]byte) ([]string, error){xlsxtest.Damage, xlsxtest.Strange, xlsxtest.Idle}
		if kind == "annotated copy" { // in which what its sender has stays
			rules = rules[:2]
		}
		for _, faults := range rules {
			found, err := faults(data)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range found {
				t.Errorf("%s: %s", kind, fault)
			}
		}
		if size := unpackedSize(t, data); most[kind] > 0 && size > most[kind] {
			t.Errorf("%s: %d bytes, at most %d", kind, size, most[kind])
		}
	}
}

func unpackedSize(t testing.TB, data []byte) (size uint64) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		size += part.UncompressedSize64
	}
	return size
}
