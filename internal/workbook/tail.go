package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// Large is the number of bytes from which a worksheet will be mostly rows that
// hold nothing: somebody who formats a column down to its last row leaves a
// million of them, for which the library would make a million rows of cells.
const Large = 1 << 20

func mayHaveTail(part *zip.File) bool {
	return strings.HasPrefix(part.Name, "xl/worksheets/") && part.UncompressedSize64 > Large
}

// drainWorksheet is [drain] for a worksheet with its empty rows. It returns the
// worksheet without them.
func drainWorksheet(part *zip.File) ([]byte, error) {
	r, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var content bytes.Buffer
	content.Grow(int(min(part.UncompressedSize64, maxWorksheet)) + bytes.MinRead)
	if _, err := content.ReadFrom(io.LimitReader(r, maxWorksheet+1)); err != nil {
		return nil, err
	}
	if content.Len() > maxWorksheet {
		return nil, errTooLarge
	}
	return withoutEmptyTail(content.Bytes()), nil
}

// replace is an archive with other contents of some parts. It is only for the
// library to read, and not compressed.
func replace(archive *zip.Reader, contents map[string][]byte) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range archive.File {
		content, ok := contents[part.Name]
		if !ok {
			if err := w.Copy(part); err != nil {
				return nil, err
			}
			continue
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(content); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// withoutEmptyTail cuts a worksheet behind the last row that holds anything.
func withoutEmptyTail(content []byte) []byte {
	from, to := EmptyTail(content)
	return append(content[:from:from], content[to:]...)
}

// EmptyTail finds the rows at the end of a worksheet's XML that hold nothing,
// from one byte to before another. They end where the element of all rows does.
// In what is not written in the usual way it finds none.
func EmptyTail(content []byte) (from, to int) {
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
