package workbook_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"qeval/internal/assess"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/scoretest"
	"qeval/internal/tablebook"
	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/workbook"
)

// TestDocumentsReadAsByExcelize: every workbook that the program writes.
func TestDocumentsReadAsByExcelize(t *testing.T) {
	table := tabletest.Small(t)
	documents := map[string]func(*testing.T) ([]byte, error){
		"table": func(*testing.T) ([]byte, error) { return tablebook.Write(table) },
	}
	for _, department := range table.Departments() {
		documents["blank "+department] = func(*testing.T) ([]byte, error) {
			return scoresheet.WriteBlank(table, department, []string{"甲县", "乙县"})
		}
	}
	for name, write := range documents {
		t.Run(name, func(t *testing.T) {
			data, err := write(t)
			same(t, data, err)
		})
	}
	thorough.Check(t, func(t *rapid.T) {
		set := scoretest.Draw(t, table, 3)
		r := &report.Report{Result: assess.Run(table, set), Name: filepath.Base, Draft: rapid.Bool().Draw(t, "draft")}
		data, err := r.Workbook()
		same(t, data, err)
		if r.Complete() {
			data, err = r.Circular(false)
			same(t, data, err)
			data, err = r.Feedback(r.Units[0])
			same(t, data, err)
		}
	})
}

// same reads a workbook in both ways.
func same(t rapid.TB, data []byte, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	want, list := workbook.Oracle("a.xlsx", data)
	if want == nil {
		t.Fatalf("excelize: %s", list[0].Message(msg.English))
	}
	got, list := workbook.Read("a.xlsx", data)
	if got == nil {
		t.Fatalf("%s", list[0].Message(msg.English))
	}
	if diff := cmp.Diff(want, got, workbook.KnownToExcelize); diff != "" {
		t.Fatalf("-excelize +own\n%s", diff)
	}
}
