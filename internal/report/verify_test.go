package report

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/settest"
	"qeval/internal/workbook"
)

// readBack reads a report that must be one.
func readBack(t rapid.TB, table *indicator.Table, data []byte) (*Report, *workbook.Book) {
	book, list := workbook.Read("汇总.xlsx", data)
	if book == nil {
		t.Fatal(list)
	}
	r, list := Read(book, table)
	if r == nil {
		t.Fatalf("%v", list[0].Message(msg.English))
	}
	return r, book
}

// TestReadIsTheReverseOfWorkbook: a report that was read back is written again as
// the same bytes, whatever the sheets said.
func TestReadIsTheReverseOfWorkbook(t *testing.T) {
	table, err := settest.Table()
	if err != nil {
		t.Fatal(err)
	}
	texts := rapid.SampledFrom([]string{"", "原因", "两行\n原因", "1. 编号", "=1+1", "无", string(bytes.Repeat([]byte("长"), 900))})
	rapid.Check(t, func(t *rapid.T) {
		set := settest.Draw(t, table, 3)
		open := rapid.Bool().Draw(t, "provisional")
		if open {
			settest.Open(t, table, set)
		}
		for _, scores := range set.Scores {
			for k := range scores {
				if scores[k].State != scoresheet.Valid {
					continue
				}
				scores[k].Note = texts.Draw(t, "note")
				for range rapid.IntRange(0, 2).Draw(t, "reasons") {
					reason := scoresheet.Reason{Text: texts.Draw(t, "reason"), Evidence: texts.Draw(t, "evidence")}
					if reason.Text+reason.Evidence != "" {
						scores[k].Reasons = append(scores[k].Reasons, reason)
					}
				}
			}
		}
		r := &Report{
			Result: assess.Run(table, set), Name: func(file string) string { return "收到/" + file },
			Sheets:  []*scoresheet.Sheet{{At: diag.Position{File: "甲.xlsx"}, Department: "局", SHA256: "0123456789abcdef"}},
			Version: "v1", Date: rapid.SampledFrom([]string{"", "2023年3月1日"}).Draw(t, "date"), Draft: rapid.Bool().Draw(t, "draft"), Given: rapid.Bool().Draw(t, "given"),
		}
		data, err := r.Workbook()
		if err != nil {
			t.Fatal(err)
		}
		again, book := readBack(t, table, data)
		second, err := again.Workbook()
		if err != nil {
			t.Fatal(err)
		}
		verified, err := again.Verify(book, msg.New("basis.report"))
		if err != nil || len(verified.List) > 0 {
			t.Fatalf("%v %v %v", err, verified.List[0].Position, verified.List[0].Message(msg.Chinese))
		}
		if !bytes.Equal(data, second) {
			t.Fatal("other bytes")
		}
	})
}
