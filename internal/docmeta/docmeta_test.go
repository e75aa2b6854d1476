package docmeta

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// TestWhatIsWrittenIsRead, of every kind, each of which has a name and a format.
func TestWhatIsWrittenIsRead(t *testing.T) {
	table, err := indicator.Table2022()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []Kind{ScoreSheet, Table, Report, Provisional, Feedback, Circular, Changes} {
		d := New(kind, table)
		if kind == ScoreSheet {
			d.Department, d.Units = "市水利局", []string{"盐湖区", "永济市"}
		}
		got := Of(&workbook.Book{Meta: d.Meta()})
		if diff := cmp.Diff(d, got); diff != "" {
			t.Error(diff)
		}
		if got.Format == "" || got.Kind.IsOther() == (kind == ScoreSheet) || got.Kind.IsReport() != (kind == Report || kind == Provisional) {
			t.Errorf("%+v", got)
		}
		if name := kind.Name().In(msg.English); name == msg.WorkbookOther.In(msg.English) {
			t.Errorf("%s has no name", kind)
		}
	}
	if none := Of(&workbook.Book{}); none.Kind != "" || none.Kind.IsOther() || none.Kind.Format() != "" {
		t.Errorf("%+v", none)
	}
}
