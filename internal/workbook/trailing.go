package workbook

import "bytes"

// Large is the number of bytes from which a worksheet will be mostly rows that
// hold nothing: somebody who formats a column down to its last row leaves a
// million of them, for which the library would make a million rows of cells.
const Large = 1 << 20

// TrailingEmptyRows finds the rows at the end of a worksheet's XML that hold nothing,
// from one byte to before another. They end where the element of all rows does.
// In what is not written in the usual way it finds none.
func TrailingEmptyRows(content []byte) (from, to int) {
	first, end := bytes.Index(content, []byte("<sheetData>")), bytes.LastIndex(content, []byte("</sheetData>"))
	if first < 0 || end < first || bytes.Contains(content, []byte("<!")) { // a comment may hold tags
		return len(content), len(content)
	}
	from, last := first+len("<sheetData>"), -1
	for _, mark := range []string{"<v", ":v", "<is", ":is", "<f", ":f"} { // a value, a text, a formula
		last = max(last, bytes.LastIndex(content[from:end], []byte(mark)))
	}
	if last >= 0 {
		row := bytes.Index(content[from+last:end], []byte("</row>"))
		if row < 0 {
			return len(content), len(content)
		}
		from += last + row + len("</row>")
	}
	return from, end
}
