package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// cellState is what is known of the cell that is read.
type cellState struct {
	col     int
	style   int // -1 if it has none itself
	kind    cellType
	has     cellParts
	value   []byte
	text    sharedString // that stands in the cell
	formula string
	isRich  bool // what is stored stands in for a picture or the like
	child   bool // of a shared formula
	group   int  // of that formula
	rich    richText
	section *section // of its number format that its number takes
}

// cellType is how a cell stores its value.
type cellType byte

const (
	storedNumber cellType = iota
	storedShared          // the number of a shared text
	storedInline          // a text of its own
	storedText            // what a formula has come to, or what some programs store for every text
	storedBool
	storedError
	storedDate // as a text
)

var cellTypes = map[string]cellType{
	"": storedNumber, "n": storedNumber, "s": storedShared, "inlineStr": storedInline, "str": storedText,
	"b": storedBool, "e": storedError, "d": storedDate,
}

// cellParts are the elements that a cell has.
type cellParts byte

const (
	hasValue cellParts = 1 << iota
	hasText
	hasFormula
)

func (w *worksheet) readCell() error {
	s, c := w.s, &w.cell
	if string(s.name) == "extLst" {
		return nil
	}
	if string(s.name) != "c" {
		return misplaced(s.name)
	}
	*c = cellState{style: -1, value: c.value[:0], rich: c.rich}
	if err := w.readPlace(); err != nil {
		return w.wrong(err)
	}
	if s.empty {
		return nil
	}
	if err := s.children(w.visit.part); err != nil {
		return w.wrong(err)
	}
	return w.wrong(w.keepCell())
}

// readPlace reads where a cell is, and how it is stored and shown.
func (w *worksheet) readPlace() error {
	s, row, c := w.s, &w.row, &w.cell
	c.col = row.col + 1
	for _, a := range s.attrs {
		if a.prefixed || len(a.name) != 1 {
			c.isRich = c.isRich || !a.prefixed && string(a.name) == "vm"
			continue
		}
		ok := true
		switch a.name[0] {
		case 'r':
			var number int
			if c.col, number, ok = placeOf(a.value); !ok {
				break
			}
			if (row.given || row.placed) && number != row.number {
				return fmt.Errorf("%s in row %d", quote(a.value), row.number)
			}
			row.number = number
		case 's':
			if len(a.value) > 0 { // else it says none
				c.style, ok = styleOf(a.value)
			}
		case 't':
			c.kind, ok = cellTypes[string(a.value)]
		}
		if !ok {
			return unexpected("the cell's "+string(a.name), a.value)
		}
	}
	if c.col > MaxColumns {
		return errors.New("there is no such column")
	}
	if !row.placed {
		if err := w.placeRow(); err != nil {
			return err
		}
	}
	if c.col <= row.col {
		w.astray = true
	}
	if row.col = c.col; !row.cols.add(c.col) {
		return errors.New("the cell is there twice")
	}
	return nil
}

// readPart reads a child of a cell.
func (w *worksheet) readPart() (err error) {
	s, c := w.s, &w.cell
	part := cellParts(0)
	switch string(s.name) {
	case "v":
		part = hasValue
	case "is":
		part = hasText
	case "f":
		part = hasFormula
	case "extLst":
		return nil
	default:
		return misplaced(s.name)
	}
	if c.has&part != 0 {
		return fmt.Errorf("two elements %s", quote(s.name))
	}
	switch c.has |= part; part {
	case hasValue:
		var value []byte
		value, err = s.content()
		c.value = append(c.value, value...)
	case hasText:
		c.text, err = c.rich.read(s)
	case hasFormula:
		err = w.readFormula()
	}
	return err
}

// keepCell adds the cell that has been read to the others, if it holds anything.
func (w *worksheet) keepCell() error {
	row, c := &w.row, &w.cell
	// Beside the number of a shared text some programs leave the one of its own that
	// it had before. The type says which holds.
	if c.has&hasText != 0 && (c.kind == storedInline) == (c.has&hasValue != 0) {
		return errors.New("its type and its value do not belong together")
	}
	if c.kind != storedInline {
		c.text = sharedString{}
	}
	if c.has == 0 || len(c.value) == 0 && c.text.text == "" && c.formula == "" && !c.child {
		return nil
	}
	row.holds = true
	cell, err := w.interpret()
	if err != nil {
		return err
	}
	if cell.Kind == Empty && cell.Formula == "" && !c.child {
		return nil
	}
	switch {
	case row.number > lastRow:
		return limitRows.Excess()
	case !w.cellsLeft.Take(1):
		return w.cellsLeft.Excess()
	case !w.allCells.Take(1):
		return w.allCells.Excess()
	}
	if row.hidden || w.cols.hidden(c.col) {
		cell.Doubts |= Hidden
	}
	if row.low {
		cell.Doubts |= Low
	}
	if cell.Kind == Number && cell.Shown == "" && !cell.Doubts.Has(Hidden) {
		w.squeeze(&cell)
	}
	if w.hidesZeros && cell.Kind == Number && cell.Text == "0" {
		cell.Kind = ShownDifferently // as nothing
	}
	if c.child {
		w.formulas.children = append(w.formulas.children, formulaChild{len(w.cells), c.group})
	}
	if w.cells == nil {
		w.cells, w.looks = make([]Cell, 0, 32), make([]*displayFormat, 0, 32)
	}
	w.cells, w.looks = append(w.cells, cell), append(w.looks, w.style())
	return nil
}

// squeeze finds out whether a number has room in its column.
func (w *worksheet) squeeze(cell *Cell) {
	cell.Shown = w.style().squeeze(cell.Text, w.cell.section, w.cols.width(cell.At.Col))
	if cell.Shown == full {
		cell.Doubts |= NoRoom
	}
	if cell.Shown != "" {
		w.squeezed[[2]int{cell.At.Row, cell.At.Col}] = true
	}
}

// style is how the cell that is read is shown: as itself says, or its row, or its
// column.
func (w *worksheet) style() *displayFormat {
	style := w.cell.style
	if style < 0 {
		style = w.row.style
	}
	if style == 0 && w.cell.style < 0 {
		style = w.cols.style(w.cell.col)
	}
	return w.styles.of(style)
}

// interpret finds out what the cell stores.
func (w *worksheet) interpret() (Cell, error) {
	c, seen := &w.cell, w.style()
	cell := Cell{At: w.position(), Kind: Text, Doubts: seen.doubts, Formula: c.formula}
	if c.kind == storedShared && len(c.value) > 0 {
		i, ok := digits(bytes.Trim(c.value, blanks))
		if !ok || i >= len(w.strings) {
			return cell, unexpected("the number of its text", c.value)
		}
		c.text = w.strings[i]
	}
	switch c.kind {
	case storedShared:
		cell.Text = c.text.text
	case storedInline:
		if c.has&hasValue != 0 { // which some programs show, and others not
			return cell, unexpected("the value of a text of its own", c.value)
		}
		cell.Text = c.text.text
	case storedText:
		if cell.Text = Unescape(string(c.value)); cell.Text == "" && (c.formula != "" || c.child) {
			return Cell{At: cell.At, Kind: Text, Formula: c.formula}, nil // it has come to an empty text
		}
	default:
		cell.Text = string(c.value)
	}
	switch {
	case cell.Text == "":
		return Cell{At: cell.At, Formula: c.formula}, nil
	case w.pictures && c.isRich && c.kind == storedError, isPicture(c.formula), isPicture(cell.Text):
		return Cell{At: cell.At, Kind: Picture, Text: pictureText, Doubts: seen.doubts}, nil
	}
	if len(cell.Text) > limitText.Max {
		return cell, limitText.Excess()
	}
	if !w.texts.Take(len(cell.Text)) {
		return cell, w.texts.Excess()
	}
	return cell, w.show(&cell, seen)
}

// pictureText is the Text of a [Picture].
const pictureText = "[图片]"

// dispimg is the function by which WPS puts a picture into a cell. Programs that do not
// know it show its name.
var dispimg = regexp.MustCompile(`^=?(?:_xlfn\.)?DISPIMG\(`)

// isPicture reports whether a formula, or what it has come to, is a picture.
func isPicture(formula string) bool {
	return strings.Contains(formula, "DISPIMG(") && dispimg.MatchString(formula)
}

// show finds out how what the cell stores is shown.
func (w *worksheet) show(cell *Cell, seen *displayFormat) error {
	switch w.cell.kind {
	case storedNumber:
		if plain, ok := plainDecimal(cell.Text); ok {
			number := seen.number(plain)
			cell.Kind, cell.Text, cell.Shown, cell.Mark = number.kind, plain, number.shown, number.mark
			if number.kind == Date {
				cell.Shown = date(plain, w.date1904)
			}
			w.cell.section = number.section
			if number.section != nil && number.section.coloured {
				cell.Doubts = seen.doubtsIn(number.section)
			}
			return nil
		}
	case storedError:
		cell.Kind = Error
		return nil
	case storedBool:
		cell.Kind = Bool
		switch value := strings.ToUpper(strings.Trim(cell.Text, blanks)); value {
		case "1", "TRUE":
			cell.Text = "TRUE"
		case "0", "FALSE":
			cell.Text = "FALSE"
		default:
			return unexpected("what is true or false", w.cell.value)
		}
		return nil
	}
	cell.Kind, cell.Shown = seen.text(cell.Text)
	cell.Doubts |= w.cell.text.doubts
	for _, ink := range w.cell.text.inks {
		if seen.paper.hides(seen.colours, seen.colours.resolve(ink, black)) {
			cell.Doubts |= Faint
			break
		}
	}
	return nil
}

// styleOf reads the number of a style. Some programs write one that there cannot be.
func styleOf(text []byte) (int, bool) {
	if n, ok := digits(bytes.TrimPrefix(text, []byte("-"))); ok {
		if text[0] == '-' {
			return limitStyles.Max, true
		}
		return n, true
	}
	return 0, false
}

// placeOf reads a cell's name.
func placeOf(name []byte) (col, row int, ok bool) {
	i := 0
	for ; i < len(name) && i < 4; i++ {
		letter := name[i] &^ ('a' - 'A')
		if letter < 'A' || letter > 'Z' {
			break
		}
		col = col*26 + int(letter-'A') + 1
	}
	row, ok = digits(name[i:])
	return col, row, ok && i > 0 && i < 4 && name[i] != '0' && row <= lastRow
}

// rangeOf reads the name of a range, of a cell that is one of its own, or of whole
// columns, A:C, or rows, 1:3.
func rangeOf(name []byte) (Range, bool) {
	from, to, ok := bytes.Cut(name, []byte(":"))
	if !ok {
		to = from
	}
	with := func(before, after string) (Range, bool) {
		firstCol, firstRow, ok1 := placeOf(slices.Concat([]byte(before), from, []byte(after)))
		lastCol, lastRow, ok2 := placeOf(slices.Concat([]byte(before), to, []byte(after)))
		return Range{
			min(firstCol, lastCol), min(firstRow, lastRow), max(firstCol, lastCol), max(firstRow, lastRow),
		}, ok1 && ok2 && max(firstCol, lastCol) <= MaxColumns
	}
	if cells, is := with("", ""); is || !ok {
		return cells, is
	}
	if rows, is := with("A", ""); is {
		rows.LastCol = MaxColumns
		return rows, true
	}
	columns, is := with("", "1")
	columns.LastRow = lastRow
	return columns, is
}
