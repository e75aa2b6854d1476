package workbook

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"qeval/internal/budget"
	"qeval/internal/diag"
)

// worksheet is the work on one worksheet.
type worksheet struct {
	*reading
	s     *scanner
	sheet Sheet
	once  once

	cols          columns
	squeezed      map[[2]int]bool // rows and columns of numbers whose columns are too narrow for them
	usualRow      float64         // how high those are that do not say it, in points
	hidesZeros    bool
	showsFormulas bool   // in place of what they have come to
	reach         [2]int // the first row and column that can be scrolled to
	formulas      sharedFormulas
	conditional
	visited budget.Budget // cells that conditional formats and formulas cover
	drawing string        // the name of the relationship that leads to it
	links   []Extra       // of which relationships say where they lead

	keeps     bool // the cells, else they are only counted
	count     int
	used      Range               // of all cells that hold something
	cells     []Cell              // in the order of the file
	looks     [][2]*displayFormat // how each is shown, and how by other programs
	cellsLeft budget.Budget
	rows      bits // that there have been
	astray    bool // a row or a cell was behind one that it should be before
	row       rowState
	cell      cellState
	visit     struct{ row, cell, part func() error }

	began, kept, ended int64 // where the rows begin, the last one that holds something ends, and all end
}

// rowState is what is known of the row that is read.
type rowState struct {
	number int
	placed bool // the number is certain
	given  bool // it stands in the file
	before int  // the number of the row before
	style  int
	hidden bool
	low    bool
	height float64 // in points; 0 if it is as high as it needs to be
	cols   bits    // of cells that there have been
	col    int     // of the cell before
	holds  bool    // something
}

// bits are numbers that have been met.
type bits []uint64

// add reports whether a number is new.
func (b *bits) add(n int) bool {
	for n/64 >= len(*b) {
		*b = append(*b, 0)
	}
	word, bit := &(*b)[n/64], uint64(1)<<(n%64)
	fresh := *word&bit == 0
	*word |= bit
	return fresh
}

// read reads a worksheet's part.
func (w *worksheet) read(s *scanner) error {
	w.s = s
	w.visit.row, w.visit.cell, w.visit.part = w.readRow, w.readCell, w.readPart
	switch string(s.name) {
	case "worksheet":
		return s.children(w.child)
	case "chartsheet", "dialogsheet": // they have no cells
		w.sheet.Hidden = false
		return nil
	}
	if s.space == laterSpace && string(s.local) == "macrosheet" { // its cells are the lines of a macro
		w.sheet.Hidden = false
		return s.within(func() error { return nil })
	}
	return misplaced(s.name)
}

func (w *worksheet) child() error {
	s := w.s
	switch string(s.name) {
	case "sheetFormatPr", "sheetViews", "cols":
		if w.ended > 0 {
			return misplaced(s.name) // the cells have been judged without them
		}
	case "sheetData", "mergeCells":
	case "conditionalFormatting":
		return w.readConditional()
	case "extLst":
		return w.readExtensions()
	case "drawing":
		w.drawing, _ = s.reference()
		return nil
	default:
		return w.readBeside()
	}
	if err := w.once.first(s.name); err != nil {
		return err
	}
	switch string(s.name) {
	case "sheetFormatPr":
		return w.readDefaults()
	case "sheetViews":
		return s.children(w.readView)
	case "cols":
		return s.children(w.readColumns)
	case "mergeCells":
		return s.children(w.readMerge)
	}
	w.began = s.offset()
	w.kept = w.began
	err := s.children(w.visit.row)
	w.ended = s.offset()
	return err
}

// size is how many bytes the part has without the empty rows at its end.
func (w *worksheet) size() int64 { return w.s.offset() - (w.ended - w.kept) }

// readDefaults reads how high and wide rows and columns are that do not say it.
func (w *worksheet) readDefaults() error {
	custom, err := w.s.flag("customHeight", false)
	if err != nil {
		return err
	}
	height, err := w.s.size("defaultRowHeight", usualHeight)
	if err != nil {
		return err
	}
	base, err := w.s.size("baseColWidth", usualWidth)
	if err != nil {
		return err
	}
	width, err := w.s.size("defaultColWidth", 0)
	if err != nil {
		return err
	}
	if custom {
		w.usualRow = height
	}
	w.cols.usual = cmp.Or(width, cmp.Or(base, usualWidth)+padding)
	return nil
}

func (w *worksheet) readView() error {
	if string(w.s.name) != "sheetView" {
		return nil
	}
	zeros, err := w.s.flag("showZeros", true)
	if err != nil {
		return err
	}
	formulas, err := w.s.flag("showFormulas", false)
	w.hidesZeros, w.showsFormulas = w.hidesZeros || !zeros, w.showsFormulas || formulas
	if err != nil {
		return err
	}
	col, row, ok := placeOf(w.s.attr("topLeftCell"))
	return w.s.children(func() error {
		if string(w.s.name) == "pane" && strings.HasPrefix(string(w.s.attr("state")), "frozen") && ok {
			w.reach = [2]int{max(w.reach[0], row), max(w.reach[1], col)}
		}
		return nil
	})
}

func (w *worksheet) readRow() (err error) {
	s, row := w.s, &w.row
	switch string(s.name) {
	case "row":
	case "autoFilter": // where some programs write it
		return nil
	default:
		return misplaced(s.name)
	}
	custom, height := false, w.usualRow // the style is the row's own
	clear(row.cols)
	*row = rowState{before: row.number, number: row.number + 1, cols: row.cols}
	for _, a := range s.attrs {
		if a.prefixed {
			continue
		}
		ok := true
		switch string(a.name) {
		case "r":
			row.number, ok = digits(a.value)
			row.given = true
			if ok && row.number > lastRow {
				return limitRows.Excess()
			}
			ok = ok && row.number > 0
		case "s":
			row.style, ok = styleOf(a.value)
		case "customFormat":
			custom, err = s.flag("customFormat", false)
		case "hidden":
			row.hidden, err = s.flag("hidden", false)
		case "ht":
			height, err = s.size("ht", usualHeight)
		}
		if !ok {
			return unexpected("the row's "+string(a.name), a.value)
		}
		if err != nil {
			return err
		}
	}
	if !custom {
		row.style = 0
	}
	row.hidden = row.hidden || height < thinRow
	row.low = !row.hidden && height < lowRow
	row.height = 0
	if s.attr("ht") != nil {
		row.height = height
	}
	if err := s.children(w.visit.cell); err != nil {
		return err
	}
	if row.holds {
		w.kept = s.offset()
		if w.whole && row.height > 0 {
			w.sheet.Room.heights[row.number] = row.height
		}
	}
	return w.placeRow()
}

// placeRow makes sure that there has not been such a row yet.
func (w *worksheet) placeRow() error {
	row := &w.row
	if row.placed {
		return nil
	}
	row.placed = true
	if row.number < row.before {
		w.astray = true
	}
	if row.number <= lastRow && !w.rows.add(row.number) { // rows behind the last one must hold nothing
		return fmt.Errorf("row %d is there twice", row.number)
	}
	return nil
}

// readMerge reads a range of cells that are shown as one.
func (w *worksheet) readMerge() error {
	if string(w.s.name) != "mergeCell" {
		return misplaced(w.s.name)
	}
	if len(w.sheet.Merges) == limitMerges.Max {
		return limitMerges.Excess()
	}
	merged, ok := rangeOf(w.s.attr("ref"))
	if !ok {
		return unexpected("a merged range", w.s.attr("ref"))
	}
	w.sheet.Merges = append(w.sheet.Merges, merged)
	return nil
}

// cellError is what is wrong with a cell.
type cellError struct {
	at  diag.Position
	err error
}

func (e cellError) Error() string { return e.at.Cell() + ": " + e.err.Error() }
func (e cellError) Unwrap() error { return e.err }

// wrong is an error with the place of the cell that is read.
func (w *worksheet) wrong(err error) error {
	if err == nil || errors.As(err, new(cellError)) {
		return err
	}
	return cellError{w.position(), err}
}

// somewhere gives an error that tells of a limit the worksheet's place, if it has none.
func (w *worksheet) somewhere(err error) error {
	if !exceeds(err) || errors.As(err, new(cellError)) {
		return err
	}
	return cellError{diag.Position{File: w.file, Worksheet: w.sheet.Name}, err}
}

func (w *worksheet) position() diag.Position {
	return diag.Position{File: w.file, Worksheet: w.sheet.Name, Col: w.cell.col, Row: w.row.number}
}

// finish puts together what has been read.
func (w *worksheet) finish() (Sheet, error) {
	if err := w.formulas.resolve(w); err != nil {
		return w.sheet, err
	}
	if err := w.applyConditional(); err != nil {
		return w.sheet, err
	}
	if w.astray {
		slices.SortStableFunc(w.cells, func(a, b Cell) int {
			return cmp.Or(cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.At.Col, b.At.Col))
		})
	}
	if err := w.dropCovered(); err != nil {
		return w.sheet, err
	}
	for rest := w.cells; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].At.Row == rest[0].At.Row {
			n++
		}
		w.sheet.Rows = append(w.sheet.Rows, Row{rest[0].At.Row, rest[:n:n]})
		rest = rest[n:]
	}
	return w.sheet, nil
}

// dropCovered drops the cells under merged ranges but for the first one of each:
// whatever they still store is seen by nobody.
func (w *worksheet) dropCovered() error {
	if len(w.sheet.Merges) == 0 {
		return nil
	}
	columns := w.byColumn()
	for i, merged := range w.sheet.Merges {
		for _, other := range w.sheet.Merges[:i] {
			if merged.Overlaps(other) {
				return fmt.Errorf("the merged ranges %s and %s overlap", other, merged)
			}
		}
		if err := w.visitRange(columns, merged, func(i int) { w.cover(i, merged) }); err != nil {
			return err
		}
	}
	w.cells = slices.DeleteFunc(w.cells, func(c Cell) bool { return c.At.Col == 0 })
	return nil
}

// cover marks a cell that is under a merged range, of which the first has the room of
// all.
func (w *worksheet) cover(i int, merged Range) {
	switch cell := &w.cells[i]; {
	case !merged.first(cell.At):
		cell.At.Col = 0
	case merged.LastCol > merged.FirstCol && w.squeezed[[2]int{cell.At.Row, cell.At.Col}]:
		cell.Shown = "" // there is room beside its column
		cell.Doubts &^= NoRoom
	}
}
