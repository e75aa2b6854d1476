package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// The most that a workbook may hold. A score sheet of the whole nation, 2,843
// units wide, stays far below each of them.
const (
	maxFile      = 64 << 20  // bytes of the file
	maxUnzipped  = 64 << 20  // bytes of all its parts, without the empty rows at the end of worksheets
	maxWorksheet = 256 << 20 // bytes of one worksheet with them
	maxColumns   = 4096
	maxCells     = 1 << 18 // in one worksheet, the gaps in its rows included
	maxMerges    = 1000    // in one worksheet
)

// Book is what a workbook holds.
type Book struct {
	File   string // the path as the user gave it
	SHA256 string // of the file's bytes: 64 lower-case hexadecimal digits
	Meta   Meta   // nil if the program did not write the workbook
	Sheets []Sheet

	MetaShown bool // somebody has made the worksheet of Meta visible
}

// Sheet is one worksheet, without its empty cells.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // by ascending number
	Merges []Range
}

// Row is one row that is not empty.
type Row struct {
	Number int    // one-based
	Cells  []Cell // by ascending column
}

// Open reads the workbook at path. Whatever is wrong with the file itself is
// in the list, and the book is then nil; an error means that the system would
// not give us the file.
func Open(path string) (*Book, diag.List, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, nil, err
	}
	book, list := Read(path, data)
	return book, list, nil
}

// Read is Open for a file's content.
func Read(path string, data []byte) (book *Book, list diag.List) {
	at := diag.Position{File: path}
	// The library panics on some damaged files; that is such a file's fault
	// and must not keep the others from being read.
	defer func() {
		if r := recover(); r != nil {
			book = nil
			list.Add(diag.Damaged, at, "why", fmt.Sprint(r))
		}
	}()
	sum := sha256.Sum256(data)
	data, err := check(data)
	if err != nil {
		return nil, diag.List{refusal(at, err)}
	}
	book, err = read(path, data)
	if err != nil {
		return nil, diag.List{refusal(at, err)}
	}
	book.SHA256 = hex.EncodeToString(sum[:])
	return book, nil
}

// foreign is a file that is some other kind of thing than a workbook. Its
// value is the key of the words for what it is.
type foreign string

func (f foreign) Error() string { return "not a workbook: " + string(f) }

var (
	errProtected = errors.New("protected with a password")
	errTooLarge  = errors.New("too large")
)

func refusal(at diag.Position, err error) diag.Diagnostic {
	var other foreign
	switch {
	case errors.As(err, &other):
		return diag.New(diag.NotWorkbook, at, "found", msg.New(string(other)))
	case errors.Is(err, errProtected):
		return diag.New(diag.Protected, at)
	case errors.Is(err, errTooLarge), errors.Is(err, excelize.ErrMaxRows):
		return diag.New(diag.TooLarge, at)
	}
	return diag.New(diag.Damaged, at, "why", damage(err))
}

// damage says what is wrong, in the user's language where it is common.
func damage(err error) any {
	switch {
	case errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF):
		return msg.New("why.notzip")
	case errors.Is(err, zip.ErrChecksum):
		return msg.New("why.checksum")
	}
	return err
}

// check finds out whether data is a whole workbook before any of it is
// believed: excelize ignores checksums, so every part is read to its end here.
// What it returns is data as the library can bear it.
func check(data []byte) ([]byte, error) {
	switch {
	case len(data) > maxFile:
		return nil, errTooLarge
	case len(data) == 0:
		return nil, foreign("foreign.empty")
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		if bytes.Contains(data, utf16le("EncryptedPackage")) {
			return nil, errProtected
		}
		return nil, foreign("foreign.xls")
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, foreign("foreign.other")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if kind := archiveKind(archive); kind != "" {
		return nil, foreign(kind)
	}
	cut := map[string][]byte{} // worksheets without the empty rows at their end
	left := int64(maxUnzipped)
	if err := checkParts(archive); err != nil {
		return nil, err
	}
	for _, part := range archive.File {
		var n int64
		if mayHaveTail(part) {
			cut[part.Name], err = drainWorksheet(part)
			n = int64(len(cut[part.Name]))
		} else {
			n, err = drain(part, left)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.Name, err)
		}
		if left -= n; left < 0 {
			return nil, errTooLarge
		}
	}
	if len(cut) == 0 {
		return data, nil
	}
	return replace(archive, cut)
}

// drain reads one part to its end, but at most one byte beyond limit.
func drain(part *zip.File, limit int64) (int64, error) {
	r, err := part.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	n, err := io.Copy(io.Discard, io.LimitReader(r, limit+1))
	return n, err
}

// archiveKind names what a zip archive is if it is not an .xlsx workbook.
func archiveKind(archive *zip.Reader) string {
	kind := "foreign.zip"
	for _, part := range archive.File {
		switch {
		case part.Name == "xl/workbook.bin":
			return "foreign.xlsb"
		case strings.HasPrefix(part.Name, "xl/"):
			kind = ""
		case strings.HasPrefix(part.Name, "word/"):
			return "foreign.word"
		case part.Name == "mimetype":
			return "foreign.opendocument"
		}
	}
	return kind
}

func utf16le(s string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return b
}

func read(path string, data []byte) (*Book, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped,
	})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	book := &Book{File: path}
	names, shown := f.GetSheetList(), formats{f, map[int]look{}}
	if err := checkNames(names); err != nil {
		return nil, err
	}
	for _, name := range names {
		sheet, err := readSheet(f, shown, path, name)
		if isChart(err) {
			sheet, err = Sheet{Name: name}, nil // it has no cells
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if name == MetaSheet {
			book.Meta, book.MetaShown = metaOf(sheet), !sheet.Hidden
		} else {
			book.Sheets = append(book.Sheets, sheet)
		}
	}
	return book, nil
}

// checkNames refuses a workbook without worksheets, and one in which two have the
// same name, of which programs show different ones.
func checkNames(names []string) error {
	if len(names) == 0 {
		return errors.New("no worksheet")
	}
	seen := map[string]bool{}
	for _, name := range names {
		if folded := strings.ToLower(name); seen[folded] {
			return fmt.Errorf("two worksheets %s", name)
		} else {
			seen[folded] = true
		}
	}
	return nil
}

// isChart reports whether an error is the library's about a chart sheet.
func isChart(err error) bool {
	var missing excelize.ErrSheetNotExist
	return errors.As(err, &missing) || err != nil && strings.HasSuffix(err.Error(), "is not a worksheet")
}

func readSheet(f *excelize.File, shown formats, path, name string) (Sheet, error) {
	sheet := Sheet{Name: name}
	rows, err := f.Rows(name)
	if err != nil {
		return sheet, err
	}
	defer rows.Close()
	visible, err := f.GetSheetVisible(name)
	if err != nil {
		return sheet, err
	}
	sheet.Hidden = !visible
	if sheet.Merges, err = readMerges(f, name); err != nil {
		return sheet, err
	}
	hidden := hiding{file: f, sheet: name, cols: map[int]bool{}}
	view, err := f.GetSheetView(name, 0)
	zerosHidden := err == nil && view.ShowZeros != nil && !*view.ShowZeros // a worksheet needs no view
	cells := 0
	for number := 1; rows.Next(); number++ {
		values, err := rows.Columns()
		if err != nil {
			return sheet, err
		}
		if cells += len(values); cells > maxCells || len(values) > maxColumns {
			return sheet, errTooLarge
		}
		if len(values) == 0 {
			continue
		}
		row := Row{Number: number}
		hiddenRow, err := hidden.row(number)
		if err != nil {
			return sheet, err
		}
		for i, value := range values {
			at := diag.Position{File: path, Worksheet: name, Col: i + 1, Row: number}
			if merged, ok := sheet.Merged(at); ok && !merged.first(at) {
				continue // whatever it still stores is seen by nobody
			}
			cell, err := readCell(f, shown, at, value)
			if err != nil {
				return sheet, err
			}
			if cell.Kind != Empty || cell.Formula != "" {
				hiddenCol, err := hidden.col(at.Col)
				if err != nil {
					return sheet, err
				}
				cell.Hidden = hiddenRow || hiddenCol
				if zerosHidden && cell.Kind == Number && cell.Text == "0" {
					cell.Kind = Disguised // as nothing
				}
				row.Cells = append(row.Cells, cell)
			}
		}
		if len(row.Cells) > 0 {
			sheet.Rows = append(sheet.Rows, row)
		}
	}
	return sheet, rows.Error()
}
