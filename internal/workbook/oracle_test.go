package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// This file is the reader that went before, by excelize, to compare with.

// oracle is what [Read] was.
func oracle(path string, data []byte) (book *Book, list diag.List) {
	at := diag.Position{File: path}
	// The library panics on some damaged files; that is such a file's fault
	// and must not keep the others from being read.
	defer func() {
		if r := recover(); r != nil {
			book = nil
			list.Add(diag.Damaged.At(at, fmt.Sprint(r)))
		}
	}()
	sum := sha256.Sum256(data)
	data, err := oracleCheck(data)
	if err != nil {
		return nil, diag.List{oracleRefusal(at, err)}
	}
	book, err = oracleRead(path, data)
	if err != nil {
		return nil, diag.List{oracleRefusal(at, err)}
	}
	book.SHA256 = hex.EncodeToString(sum[:])
	return book, nil
}

func oracleRefusal(at diag.Position, err error) diag.Diagnostic {
	if errors.Is(err, excelize.ErrMaxRows) {
		err = limitRows.Excess()
	}
	return refusal(at, err)
}

// oracleCheck finds out whether data is a whole workbook before any of it is
// believed: excelize ignores checksums, so every part is read to its end here.
// What it returns is data as the library can bear it.
func oracleCheck(data []byte) ([]byte, error) {
	switch {
	case len(data) > MaxFile:
		return nil, limitFile.Excess()
	case len(data) == 0:
		return nil, foreign{msg.ForeignEmpty, msg.FixSendAgain}
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		if bytes.Contains(data, utf16le("EncryptedPackage")) {
			return nil, errProtected
		}
		return nil, foreign{msg.ForeignXLS, msg.FixSaveOriginal}
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, foreign{msg.ForeignPDF, msg.FixAskWorkbook}
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, foreign{msg.ForeignOther, msg.FixSaveOriginal}
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if other := archiveKind(archive); !other.kind.IsZero() {
		return nil, other
	}
	cut := map[string][]byte{} // worksheets without the empty rows at their end
	left := int64(limitUnzipped.Max)
	if err := oracleParts(archive); err != nil {
		return nil, err
	}
	for _, part := range archive.File {
		var n int64
		if mayHaveTrailingRows(part) {
			cut[part.Name], err = drainWorksheet(part)
			n = int64(len(cut[part.Name]))
		} else {
			n, err = drain(part, left)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.Name, err)
		}
		if left -= n; left < 0 {
			return nil, limitUnzipped.Excess()
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

func oracleRead(path string, data []byte) (*Book, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: int64(limitUnzipped.Max), UnzipXMLSizeLimit: int64(limitUnzipped.Max),
	})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	book := &Book{File: path}
	names, shown := f.GetSheetList(), formats{f, map[int]*displayFormat{}}
	if err := oracleNames(names); err != nil {
		return nil, err
	}
	for _, name := range names {
		sheet, err := oracleSheet(f, shown, path, name)
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

func oracleNames(names []string) error {
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

func oracleSheet(f *excelize.File, shown formats, path, name string) (Sheet, error) {
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
		if cells += len(values); cells > limitCells.Max {
			return sheet, limitCells.Excess()
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
			cell, err := oracleCell(f, shown, at, value)
			if err != nil {
				return sheet, err
			}
			if cell.Kind != Empty || cell.Formula != "" {
				hiddenCol, err := hidden.col(at.Col)
				if err != nil {
					return sheet, err
				}
				if hiddenRow || hiddenCol {
					cell.Doubts |= Hidden
				}
				if err := oracleSqueeze(f, shown, sheet, &cell); err != nil {
					return sheet, err
				}
				if zerosHidden && cell.Kind == Number && cell.Text == "0" {
					cell.Kind = ShownDifferently // as nothing
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

// oracleSqueeze finds out whether a number has room in its column.
func oracleSqueeze(f *excelize.File, shown formats, sheet Sheet, cell *Cell) error {
	if merged, ok := sheet.Merged(cell.At); ok && merged.FirstCol < merged.LastCol || cell.Kind != Number || cell.Shown != "" || cell.Doubts.Has(Hidden) {
		return nil
	}
	width, err := f.GetColWidth(sheet.Name, diag.Column(cell.At.Col))
	if err != nil {
		return err
	}
	seen, err := shown.of(sheet.Name, cell.At.Cell())
	if err != nil {
		return err
	}
	if cell.Shown = seen.squeeze(cell.Text, seen.number(cell.Text).section, width); cell.Shown == full {
		cell.Doubts |= NoRoom
	}
	return nil
}

// oracleCell reads the cell at a place where the scan of its row found value.
func oracleCell(f *excelize.File, shown formats, at diag.Position, value string) (Cell, error) {
	cell := Cell{At: at}
	name := at.Cell()
	formula, err := f.GetCellFormula(at.Worksheet, name)
	if err != nil {
		return cell, err
	}
	cell.Formula = formula
	if value == "" {
		if kind, err := f.GetCellType(at.Worksheet, name); formula != "" && kind == excelize.CellTypeFormula {
			cell.Kind = Text // it has come to an empty text
			return cell, err
		}
		return cell, nil
	}
	// The library scans rows in one way and looks cells up in another. Where
	// the two disagree, rows or cells are out of order and neither is right.
	if again, err := f.GetCellValue(at.Worksheet, name); err != nil {
		return cell, err
	} else if again != value {
		return cell, fmt.Errorf("%s is contradictory", name)
	}
	kind, err := f.GetCellType(at.Worksheet, name)
	if err != nil {
		return cell, err
	}
	seen, err := shown.of(at.Worksheet, name)
	if err != nil {
		return cell, err
	}
	cell.Text, cell.Doubts = value, seen.doubts
	switch kind {
	case excelize.CellTypeSharedString, excelize.CellTypeInlineString:
		struck, err := struckInPart(f, at)
		if err != nil {
			return cell, err
		}
		if struck {
			cell.Doubts |= Struck
		}
	case excelize.CellTypeBool:
		cell.Kind, cell.Text = Bool, "FALSE"
		if value == "1" || strings.EqualFold(value, "true") {
			cell.Text = "TRUE"
		}
		return cell, nil
	case excelize.CellTypeError:
		cell.Kind = Error
		return cell, nil
	case excelize.CellTypeUnset, excelize.CellTypeNumber:
		if plain, ok := PlainDecimal(value); ok {
			number := seen.number(plain)
			cell.Kind, cell.Text, cell.Shown, cell.Mark = number.kind, plain, number.shown, number.mark
			if number.kind == Date {
				cell.Shown = date(plain, false)
			}
			return cell, nil
		}
	}
	cell.Kind, cell.Shown = seen.text(value)
	return cell, nil
}

// struckInPart reports whether a part of a cell's text is struck out.
func struckInPart(f *excelize.File, at diag.Position) (bool, error) {
	runs, err := f.GetCellRichText(at.Worksheet, at.Cell())
	return slices.ContainsFunc(runs, func(run excelize.RichTextRun) bool {
		return run.Font != nil && run.Font.Strike
	}), err
}

// formats finds out how the cells of one workbook are shown, once for each of
// its styles.
type formats struct {
	file  *excelize.File
	known map[int]*displayFormat
}

func (f formats) of(sheet, cell string) (*displayFormat, error) {
	id, err := f.file.GetCellStyle(sheet, cell)
	if err != nil {
		return nil, err
	}
	if seen, ok := f.known[id]; ok {
		return seen, nil
	}
	seen := &displayFormat{formats: general, scale: 1}
	if style, err := f.file.GetStyle(id); err == nil { // a style that is not there shows nothing special
		seen.formats = formatsOf(style.NumFmt, "", false)
		if style.CustomNumFmt != nil {
			seen.formats = []numberFormat{formatOf(*style.CustomNumFmt)}
		}
		if style.Font != nil && style.Font.Strike {
			seen.doubts = Struck
		}
		seen.repeats = style.Alignment != nil && style.Alignment.Horizontal == "fill"
		seen.fits = style.Alignment != nil && (style.Alignment.ShrinkToFit || style.Alignment.TextRotation != 0)
		if base, err := f.file.GetStyle(0); err == nil && style.Font != nil && base.Font != nil && style.Font.Size > 0 && base.Font.Size > 0 {
			seen.scale = style.Font.Size / base.Font.Size
		}
	}
	f.known[id] = seen
	return seen, nil
}

func readMerges(f *excelize.File, sheet string) ([]Range, error) {
	merged, err := f.GetMergeCells(sheet, true)
	if err != nil {
		return nil, err
	}
	if len(merged) > limitMerges.Max {
		return nil, limitMerges.Excess()
	}
	var ranges []Range
	for _, m := range merged {
		var r Range
		if r.FirstCol, r.FirstRow, err = excelize.CellNameToCoordinates(m.GetStartAxis()); err != nil {
			return nil, err
		}
		if r.LastCol, r.LastRow, err = excelize.CellNameToCoordinates(m.GetEndAxis()); err != nil {
			return nil, err
		}
		ranges = append(ranges, r)
	}
	return ranges, nil
}

// hiding finds out which rows and columns of a worksheet are hidden, or as good
// as hidden.
type hiding struct {
	file  *excelize.File
	sheet string
	cols  map[int]bool // those that were asked for
}

func (h hiding) row(row int) (bool, error) {
	visible, err := h.file.GetRowVisible(h.sheet, row)
	if err != nil || !visible {
		return !visible, err
	}
	height, err := h.file.GetRowHeight(h.sheet, row)
	return height < thinRow, err
}

func (h hiding) col(col int) (bool, error) {
	if hidden, ok := h.cols[col]; ok {
		return hidden, nil
	}
	visible, err := h.file.GetColVisible(h.sheet, diag.Column(col))
	if err != nil {
		return false, err
	}
	width, err := h.file.GetColWidth(h.sheet, diag.Column(col))
	h.cols[col] = !visible || width < thinColumn
	return h.cols[col], err
}

// oracleParts refuses an archive in which a part, or a worksheet's relationship to its
// part, is there twice: programs take different ones, so that what is read here need
// not be what others show.
func oracleParts(archive *zip.Reader) error {
	seen := map[string]bool{}
	for _, part := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(part.Name, "/"))
		if seen[name] {
			return fmt.Errorf("two parts %s", part.Name)
		}
		seen[name] = true
	}
	file, err := archive.Open("xl/_rels/workbook.xml.rels")
	if errors.Is(err, fs.ErrNotExist) {
		return nil // which the library has its own ways with
	}
	if err != nil {
		return err
	}
	defer file.Close()
	return oracleRelationships(io.LimitReader(file, int64(limitUnzipped.Max)))
}

func oracleRelationships(part io.Reader) error {
	seen := map[string]bool{}
	for d := xml.NewDecoder(part); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, attribute := range start.Attr {
			if attribute.Name.Local != "Id" {
				continue
			}
			if seen[attribute.Value] {
				return fmt.Errorf("two relationships %s", attribute.Value)
			}
			seen[attribute.Value] = true
		}
	}
}

// drainWorksheet is drain for a worksheet with its empty rows. It returns the
// worksheet without them.
func drainWorksheet(part *zip.File) ([]byte, error) {
	r, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var content bytes.Buffer
	content.Grow(int(min(part.UncompressedSize64, uint64(limitWorksheet.Max))) + bytes.MinRead)
	if _, err := content.ReadFrom(io.LimitReader(r, int64(limitWorksheet.Max)+1)); err != nil {
		return nil, err
	}
	if content.Len() > limitWorksheet.Max {
		return nil, limitWorksheet.Excess()
	}
	return withoutTrailingRows(content.Bytes()), nil
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

// withoutTrailingRows cuts a worksheet behind the last row that holds anything.
func withoutTrailingRows(content []byte) []byte {
	from, to := TrailingEmptyRows(content)
	return append(content[:from:from], content[to:]...)
}
