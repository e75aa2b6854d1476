package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"qeval/internal/assess"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
)

// BenchmarkScore does what score does with many sheets, but for its report: it
// reads, checks and ranks. Reading alone is beside it.
func BenchmarkScore(b *testing.B) {
	table := tabletest.Embedded(b)
	narrow, wide, err := scoretest.Large(table)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		files [][]byte
		units int
	}{{"1100x1", narrow, 100}, {"11x2843", wide, 2843}} {
		folder := folderOf(b, c.files)
		by := intake.Rules{Table: table, Roster: scoretest.Counties(c.units)}
		read := func(b *testing.B) intake.Reading {
			files, _, _ := intake.Expand([]string{folder})
			r := intake.Sheets(files, by, nil)
			for _, d := range r.List {
				b.Fatal(d.Position, d.Message(msg.English))
			}
			return r
		}
		b.Run(c.name+"/read", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				read(b)
			}
		})
		b.Run(c.name+"/rank", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				set, list := scoresheet.Check(table, read(b).Sheets, by.Roster)
				result := assess.Run(table, &set.Set)
				if len(result.Units) != c.units || !result.Complete() {
					b.Fatal(len(result.Units), len(list))
				}
			}
		})
	}
}

// folderOf is a folder with these workbooks.
func folderOf(t testing.TB, workbooks [][]byte) string {
	t.Helper()
	folder := t.TempDir()
	for i, data := range workbooks {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%05d.xlsx", i)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
