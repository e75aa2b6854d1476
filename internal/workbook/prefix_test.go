package workbook

import "testing"

// TestEveryCutIsSeen: a sheet that ends too early is refused.
func TestEveryCutIsSeen(t *testing.T) {
	data := sampleSheets(t)["2022年质量工作考核评分表-市公安局.xlsx"]
	for n := range len(data) {
		if book, list := Read("a.xlsx", data[:n]); book != nil || len(list) == 0 {
			t.Errorf("%d of %d bytes: %v", n, len(data), list)
		}
	}
}
