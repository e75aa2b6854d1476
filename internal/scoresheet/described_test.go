package scoresheet

import (
	"slices"
	"strings"
	"testing"

	"qeval/internal/indicator"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
)

// TestHowItIsScoredStandsUnderTheText: with the table's own note, in the criterion's
// locked cell and not in the department's 备注. Sheets of earlier versions lack the note.
func TestHowItIsScoredStandsUnderTheText(t *testing.T) {
	table := tabletest.OneDepartment(t)
	plain := table.Of("甲局")[0]
	described := *table
	described.Criteria = slices.Clone(table.Criteria)
	for i := range described.Criteria {
		described.Criteria[i].Rule, described.Criteria[i].Note = "每缺一项扣1分", "乙局配合"
	}
	data := blankSheet(t, &described, "甲局", []string{"东县"})
	want := plain.Text + "\n评分细则：每缺一项扣1分\n备注：乙局配合"
	for _, c := range []struct {
		name, text string
		altered    bool
	}{
		{"as written", want, false},
		{"on one line", strings.ReplaceAll(want, "\n", " "), false},
		{"of an earlier version", strings.TrimSuffix(want, "\n备注：乙局配合"), false},
		{"without the rule", plain.Text, true},
		{"another rule", strings.Replace(want, "扣1分", "扣2分", 1), true},
	} {
		f := open(t, data)
		cell := workbook.Ref(slices.Index(leadHeads[:], indicator.HeadCriterion)+1, headerRow+1)
		if found, _ := f.GetCellValue(scoresName, cell); found != want {
			t.Fatalf("%q, want %q", found, want)
		}
		if err := f.SetCellStr(scoresName, cell, c.text); err != nil {
			t.Fatal(err)
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		book, _ := workbook.Read("甲", b.Bytes())
		_, list := Parse(book, &described, nil)
		if got := slices.ContainsFunc(found(t, list), func(s string) bool { return strings.HasSuffix(s, cell) }); got != c.altered {
			t.Errorf("%s: %v", c.name, found(t, list))
		}
	}
}
