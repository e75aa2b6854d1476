package intake

import (
	"os"

	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// Untouched reports whether a file is as the program wrote it, and nothing in it is anybody
// else's work. An annotated copy holds what a department has filled in.
func Untouched(path string, copies bool) bool {
	info, err := os.Stat(path)
	if err != nil || info.Size() > workbook.MaxFile {
		return false
	}
	data, err := os.ReadFile(path)
	if err != nil || !workbook.Sealed(data) {
		return false
	}
	if copies {
		return true
	}
	book, _ := workbook.Read(path, data)
	return book != nil && !scoresheet.IsCopy(book)
}
