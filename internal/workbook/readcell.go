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
	w.used = w.used.with(Range{c.col, row.number, c.col, row.number})
	if c.text.spoken {
		if err := w.addExtra(&w.sheet, Extra{Kind: Embedded, At: cell.At, Text: "phonetic"}); err != nil {
			return err
		}
	}
	if w.count++; !w.keeps {
		return nil
	}
	if c.child {
		w.formulas.children = append(w.formulas.children, formulaChild{len(w.cells), c.group})
	}
	if w.cells == nil {
		room := max(w.room, 32) // growing slices would hold it twice
		w.cells, w.looks = make([]Cell, 0, room), make([][2]*displayFormat, 0, room)
	}
	shown, look := w.see(cell)
	w.cells, w.looks = append(w.cells, shown), append(w.looks, look)
	return nil
}

// see finds out how a cell is shown that has been read, and by which formats. One that
// has no style of its own Excel shows in the first of all styles, and LibreOffice in that
// of its row or column. What is shown otherwise by either is shown otherwise: the cell is
// taken to have the style of its row or column, which somebody has chosen for what stands
// there, unless it is the first of all alone that leaves a doubt.
func (w *worksheet) see(stored Cell) (Cell, [2]*displayFormat) {
	if w.cell.style >= 0 || w.around() == 0 {
		one := w.inStyle(stored, max(w.cell.style, 0))
		w.squeeze(&one)
		return one.Cell, [2]*displayFormat{one.format}
	}
	one, other := w.inStyle(stored, w.around()), w.inStyle(stored, 0)
	if !one.doubted(stored) && other.doubted(stored) {
		one, other = other, one
	}
	if w.squeeze(&one); !one.doubted(stored) && w.squeeze(&other) {
		one, other = other, one
	}
	if w.sheet.Bare == nil {
		w.sheet.Bare = map[[2]int]int{}
	}
	w.sheet.Bare[[2]int{stored.At.Row, stored.At.Col}] = one.style
	return one.Cell, [2]*displayFormat{one.format, other.format}
}

// around is the style of the cell's row, or else of its column.
func (w *worksheet) around() int {
	if w.row.style != 0 {
		return w.row.style
	}
	return w.cols.style(w.cell.col)
}

// seen is a cell as it is shown in some style.
type seen struct {
	Cell
	style   int
	format  *displayFormat
	section *section // of its number format that its number takes
}

// doubted reports whether somebody may see something else than what is stored.
func (s *seen) doubted(stored Cell) bool {
	return s.Kind != stored.Kind || s.Shown != "" || s.Doubts.InWords() != 0
}

// inStyle is a cell as it is shown in a style, if it has room.
func (w *worksheet) inStyle(stored Cell, style int) seen {
	c := seen{Cell: stored, style: style, format: w.styles.of(style)}
	if w.row.hidden || w.cols.hidden(w.cell.col) || w.row.number < w.reach[0] || w.cell.col < w.reach[1] {
		c.Doubts |= Hidden
	}
	if w.row.low {
		c.Doubts |= Low
	}
	if c.Text == "" {
		return c
	}
	doubts := c.format.doubts
	if w.whole {
		c.Look = c.format.look
	}
	if w.showsFormulas && (c.Formula != "" || w.cell.child) {
		c.Kind = ShownDifferently
		return c
	}
	switch c.Kind {
	case Number:
		number := c.format.number(c.Text)
		c.Kind, c.Shown, c.Mark, c.section = number.kind, number.shown, number.mark, number.section
		if c.Kind == Date {
			c.Shown = date(c.Text, w.date1904)
		}
		if c.section != nil && c.section.coloured {
			doubts = c.format.doubtsIn(c.section)
		}
	case Text:
		c.Kind, c.Shown = c.format.text(c.Text)
		doubts |= w.cell.text.doubts
		if slices.ContainsFunc(w.cell.text.inks, c.format.hides) {
			doubts |= Faint
		}
	}
	c.Doubts |= doubts
	return c
}

// squeeze finds out whether a number is cut for want of room in its column. A zero may
// not be shown at all.
func (w *worksheet) squeeze(c *seen) (cut bool) {
	if c.Kind == Number && c.Shown == "" && !c.Doubts.Has(Hidden) {
		c.Shown = c.format.squeeze(c.Text, c.section, w.cols.width(c.At.Col))
		if cut = c.Shown != ""; cut {
			w.squeezed[[2]int{c.At.Row, c.At.Col}] = true
		}
		if c.Shown == full {
			c.Doubts |= NoRoom
		}
		if c.format.shrinksAway(c.Text, c.section, w.cols.width(c.At.Col)) {
			c.Doubts |= Tiny
		}
	}
	if w.hidesZeros && c.Kind == Number && c.Text == "0" {
		c.Kind = ShownDifferently // as nothing
	}
	return cut
}

// interpret finds out what the cell stores.
func (w *worksheet) interpret() (Cell, error) {
	c := &w.cell
	cell := Cell{At: w.position(), Kind: Text, Formula: c.formula}
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
		return Cell{At: cell.At, Kind: Picture, Text: pictureText}, nil
	}
	if len(cell.Text) > limitText.Max {
		return cell, limitText.Excess()
	}
	if !w.texts.Take(len(cell.Text)) {
		return cell, w.texts.Excess()
	}
	switch c.kind {
	case storedNumber:
		if plain, ok := PlainDecimal(cell.Text); ok {
			cell.Kind, cell.Text = Number, plain
		}
	case storedError:
		cell.Kind = Error
	case storedBool:
		cell.Kind = Bool
		switch value := strings.ToUpper(strings.Trim(cell.Text, blanks)); value {
		case "1", "TRUE":
			cell.Text = "TRUE"
		case "0", "FALSE":
			cell.Text = "FALSE"
		default:
			return cell, unexpected("what is true or false", c.value)
		}
	}
	return cell, nil
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
	_, isRow := digits(from)
	_, isToRow := digits(to)
	hasDigits := bytes.ContainsAny(from, "0123456789") || bytes.ContainsAny(to, "0123456789")
	switch {
	case ok && isRow && isToRow:
		rows, is := with("A", "")
		rows.LastCol = MaxColumns
		return rows, is
	case ok && !hasDigits:
		columns, is := with("", "1")
		columns.LastRow = lastRow
		return columns, is
	}
	return with("", "")
}
