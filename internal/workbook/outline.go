package workbook

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"qeval/internal/diag"
)

// Outline is a workbook without the cells of its worksheets, but for those of its [Meta].
// Those of one worksheet are read again whenever they are asked for: a large report has
// more than can be kept at once. It may hold as much as a report, see limits.go.
type Outline struct {
	*Book

	file  *Unread        // nil if the book has its cells
	cells map[string]int // of each worksheet, those under merged ranges included
}

// Outline reads the workbook as [ReadWhole] does, and keeps no cells. Whatever is wrong
// with the file itself is in the list, and the outline is then nil.
func (u *Unread) Outline() (*Outline, diag.List) {
	o, err := u.outline()
	if err != nil {
		return nil, diag.List{refusal(diag.Position{File: u.path}, err)}
	}
	sum := sha256.Sum256(u.data)
	o.SHA256 = hex.EncodeToString(sum[:])
	return o, nil
}

// OutlineOf is [Unread.Outline] for a file's content.
func OutlineOf(path string, data []byte) (*Outline, diag.List) { return unread(path, data).Outline() }

// Outlined reports what would keep data from being read by [OutlineOf].
func Outlined(data []byte) error {
	_, err := unread("", data).outline()
	return err
}

func (u *Unread) outline() (*Outline, error) {
	r, err := u.reading(true)
	if err != nil {
		return nil, err
	}
	defer r.end()
	o := &Outline{file: u, cells: map[string]int{}}
	r.outline, r.cells = o, reportCells
	o.Book, err = r.book()
	return o, err
}

// Rows are the rows of a worksheet, of which there are none if there is no such worksheet.
// The list says what is wrong that shows only when all its cells are there.
func (o *Outline) Rows(worksheet string) ([]Row, diag.List) {
	i := slices.IndexFunc(o.Sheets, func(s Sheet) bool { return s.Name == worksheet })
	if i < 0 || o.file == nil {
		return sheetAt(o.Sheets, i).Rows, nil
	}
	rows, err := o.file.rows(worksheet, o.cells[worksheet])
	if err != nil {
		return nil, diag.List{refusal(diag.Position{File: o.File, Worksheet: worksheet}, err)}
	}
	return rows, nil
}

func sheetAt(sheets []Sheet, i int) Sheet {
	if i < 0 {
		return Sheet{}
	}
	return sheets[i]
}

// rows reads one worksheet, which has so many cells, of a workbook that has been read before.
func (u *Unread) rows(worksheet string, cells int) ([]Row, error) {
	r, err := u.reading(true)
	if err != nil {
		return nil, err
	}
	defer r.end()
	r.cells, r.room = reportCells, cells
	leads, sheets, err := r.begin()
	if err != nil {
		return nil, err
	}
	r.perSheet()
	i := slices.IndexFunc(sheets, func(s listed) bool { return s.name == worksheet })
	sheet, _, err := r.sheet(sheets[i], leads)
	return sheet.Rows, err
}

// Cells is how many cells the worksheets have, that of Meta left out.
func (o *Outline) Cells() int {
	n := 0
	for _, sheet := range o.Sheets {
		n += o.cells[sheet.Name]
	}
	return n
}

// perSheet begins to count what a report may hold in each worksheet, since one is kept at
// a time.
func (r *reading) perSheet() { r.texts, r.allCells = reportTexts.Budget(), reportCells.Budget() }
