package workbook_test

import (
	"testing"

	"golang.org/x/sync/errgroup"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scoretest"
	"qeval/internal/workbook"
)

// BenchmarkFiles reads many sheets on two cores: eleven departments by a hundred
// counties, one file each, and eleven files that are 2,843 counties wide. It is
// done by this package and by excelize, as before.
func BenchmarkFiles(b *testing.B) {
	table, err := indicator.Table2022()
	if err != nil {
		b.Fatal(err)
	}
	narrow, wide, err := scoretest.Large(table)
	if err != nil {
		b.Fatal(err)
	}
	for _, files := range []struct {
		name string
		data [][]byte
	}{{"1100x1", narrow}, {"11x2843", wide}} {
		for _, reader := range []struct {
			name string
			read func(string, []byte) (*workbook.Book, diag.List)
		}{{"own", workbook.Read}, {"excelize", workbook.Oracle}} {
			b.Run(files.name+"/"+reader.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					var group errgroup.Group
					group.SetLimit(2)
					for _, data := range files.data {
						group.Go(func() error {
							if book, list := reader.read("a.xlsx", data); book == nil {
								b.Error(list)
							}
							return nil
						})
					}
					group.Wait()
				}
			})
		}
	}
}
