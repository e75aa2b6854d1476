package workbook

import (
	"os"
	"path/filepath"
	"testing"
)

// sampleSheets are the sample sheets' contents.
func sampleSheets(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/sheets/*.xlsx")
	if err != nil || len(paths) == 0 {
		t.Fatal("no sample sheets", err)
	}
	sheets := map[string][]byte{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sheets[filepath.Base(path)] = data
	}
	return sheets
}

// BenchmarkRead reads the sample sheets, once by this package and once by
// excelize, as it did before.
func BenchmarkRead(b *testing.B) {
	sheets := sampleSheets(b)
	for _, reader := range []struct {
		name string
		read func(path string, data []byte) bool
	}{
		{"own", func(path string, data []byte) bool { book, _ := Read(path, data); return book != nil }},
		{"excelize", func(path string, data []byte) bool { book, _ := oracle(path, data); return book != nil }},
	} {
		b.Run(reader.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for path, data := range sheets {
					if !reader.read(path, data) {
						b.Fatal(path)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(sheets)), "µs/sheet")
		})
	}
}
