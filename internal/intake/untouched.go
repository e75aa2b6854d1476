package intake

import (
	"qeval/internal/docmeta"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// Untouched reports whether the data of a file is as the program wrote it, and nothing in it
// is anybody else's work, and what kind of document it is then. An annotated copy holds what
// a department has filled in.
func Untouched(path string, data []byte, copies bool) (docmeta.Kind, bool) {
	if !workbook.Sealed(data) {
		return "", false
	}
	book, _ := workbook.OutlineOf(path, data)
	if book == nil || scoresheet.IsCopy(book.Book) {
		return "", copies
	}
	return docmeta.Of(book.Book).Kind, true
}
