// Package bookwriter writes workbooks: a grid of values, formulas and styles in,
// the bytes of an .xlsx out. It is the only package that knows the library for that.
//
// A document begins with [New], gets its styles by [Book.AddStyle] and its worksheets
// by [Book.Page], which are written row by row, and ends with [Book.Encode]. The same
// content gives the same bytes, without what the library writes for nothing. They are
// sealed, so that package workbook can later tell a file that nobody has touched from
// one that holds somebody's work, and they have been read again before anybody gets
// them.
//
// Its functions return no errors: as soon as one has occurred nothing more is
// written, and Encode returns it. What a document says is not known here.
package bookwriter

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// Book is a workbook that is being written.
type Book struct {
	file   *excelize.File
	pages  []*Page
	styles []*style
	err    error
}

// New begins a workbook. first is the name of its first worksheet, which is the one to
// be seen when it is opened; meta is what the very hidden one says.
func New(first string, meta workbook.Meta) *Book {
	b := &Book{file: excelize.NewFile()}
	b.file.Styles.Fonts.Font[0].Color = nil      // which it would take from a theme
	b.fail(b.file.SetSheetName("Sheet1", first)) // Page finds it and goes on with it
	b.fail(b.writeMeta(meta))
	return b
}

func (b *Book) fail(err error) bool {
	if b.err == nil {
		b.err = err
	}
	return b.err != nil
}

// writeMeta adds the very hidden worksheet. It comes before any [Page], because the
// library cannot hide a worksheet while others are streamed.
func (b *Book) writeMeta(meta workbook.Meta) error {
	if _, err := b.file.NewSheet(workbook.MetaSheet); err != nil {
		return err
	}
	for i, pair := range meta {
		// The library stores shared texts as they are.
		if err := b.file.SetSheetRow(workbook.MetaSheet, "A"+strconv.Itoa(i+1), &[]string{workbook.Escape(pair[0]), workbook.Escape(pair[1])}); err != nil {
			return err
		}
	}
	return errors.Join(
		b.file.SetSheetDimension(workbook.MetaSheet, workbook.Span(1, 1, 2, max(1, len(meta)))),
		b.file.SetSheetVisible(workbook.MetaSheet, false, true),
	)
}

// Encode ends the workbook: its properties name the program and a title and nobody
// else. What could not be read again, and so neither be checked nor corrected, is no
// workbook but an error, a [budget.Excess] among them.
func (b *Book) Encode(title string) ([]byte, error) {
	data, err := b.EncodeUnread(title)
	if err != nil {
		return nil, err
	}
	if err := workbook.Readable(data); err != nil {
		return nil, fmt.Errorf("what is written cannot be read: %w", err)
	}
	return data, nil
}

// EncodeUnread is Encode without the check that the workbook can be read again, which is
// then the caller's.
func (b *Book) EncodeUnread(title string) ([]byte, error) {
	defer b.file.Close() // its temporary files
	for _, p := range b.pages {
		p.flush()
	}
	core, err := coreProperties(title)
	b.fail(err)
	b.fail(b.file.SetAppProps(&excelize.AppProperties{Application: "qeval"}))
	b.fail(b.file.SetCustomProps(excelize.CustomProperty{Name: workbook.SealProperty, Value: workbook.SealPlaceholder}))
	if b.err != nil {
		return nil, b.err
	}
	b.file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &stableZip{w: w, core: core} })
	buffer, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	b.file, b.pages = nil, nil // which are large, and nobody needs any more
	return buffer.Bytes(), nil
}

// CellStyle is how a cell looks and whether it may be edited on a protected
// worksheet. Its text is centred vertically and wrapped.
type CellStyle struct {
	Font   string  // [typeset.Font] if empty
	Size   float64 // in points; 11 if zero
	Bold   bool
	Align  string // horizontally; "center" if empty
	Fill   string // a colour, or none
	Frame  bool
	Open   bool   // may be edited
	Format string // of a number
}

// AddStyle returns the number of a style with this look, for [Cells] and [Cell].
func (b *Book) AddStyle(l CellStyle) int {
	b.styles = append(b.styles, &style{look: l})
	return len(b.styles)
}

// style is in the workbook as soon as a cell has it.
type style struct {
	look CellStyle
	id   int // the library's number; 0 if no cell has it
}

func (s *style) number(b *Book) int {
	if s.id == 0 {
		id, err := b.file.NewStyle(s.look.style())
		b.fail(err)
		s.id = id
	}
	return s.id
}

func (l CellStyle) style() *excelize.Style {
	style := &excelize.Style{
		Font:      &excelize.Font{Family: cmp.Or(l.Font, typeset.Font), Size: cmp.Or(l.Size, 11), Bold: l.Bold},
		Alignment: &excelize.Alignment{Horizontal: cmp.Or(l.Align, "center"), Vertical: "center", WrapText: true},
	}
	if l.Open { // others are locked as it is
		style.Protection = &excelize.Protection{}
	}
	if l.Fill != "" {
		style.Fill = solid(l.Fill)
	}
	if l.Frame {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: typeset.InkFrame, Style: 1})
		}
	}
	if l.Format != "" {
		style.CustomNumFmt = &l.Format
	}
	return style
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// Fill and Ink are the numbers of conditional styles, for [Rule]: a fill, and a bold
// font of a colour.
func (b *Book) Fill(colour string) int { return b.conditional(&excelize.Style{Fill: solid(colour)}) }

// Ink is described at [Book.Fill].
func (b *Book) Ink(colour string) int {
	return b.conditional(&excelize.Style{Font: &excelize.Font{Bold: true, Color: colour}})
}

func (b *Book) conditional(style *excelize.Style) int {
	id, err := b.file.NewConditionalStyle(style)
	b.fail(err)
	return id
}
