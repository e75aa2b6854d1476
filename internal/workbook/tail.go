package workbook

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"
)

// dropEmptyTails takes the rows that hold nothing off the end of every
// worksheet. Somebody who formats a column down to its last row leaves a
// million of them, for which the library would make a million rows of cells.
func dropEmptyTails(f *excelize.File) {
	f.Pkg.Range(func(name, part any) bool {
		if content, ok := part.([]byte); ok && strings.HasPrefix(name.(string), "xl/worksheets/") {
			f.Pkg.Store(name, withoutEmptyTail(content))
		}
		return true
	})
}

// withoutEmptyTail cuts a worksheet's XML behind the last row that holds
// anything. What is not written in the usual way stays as it is.
func withoutEmptyTail(content []byte) []byte {
	first, end := bytes.Index(content, []byte("<sheetData>")), bytes.LastIndex(content, []byte("</sheetData>"))
	if first < 0 || end < first || bytes.Contains(content, []byte("<!")) { // a comment may hold tags
		return content
	}
	cut, last := first+len("<sheetData>"), -1
	for _, mark := range []string{"v>", "is>", "f>", "<f"} { // a value, a text, a formula
		last = max(last, bytes.LastIndex(content[cut:end], []byte(mark)))
	}
	if last >= 0 {
		row := bytes.Index(content[cut+last:end], []byte("</row>"))
		if row < 0 {
			return content
		}
		cut += last + row + len("</row>")
	}
	return append(content[:cut:cut], content[end:]...)
}
