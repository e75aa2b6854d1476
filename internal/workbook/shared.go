package workbook

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"qeval/internal/diag"
)

// sharedFormulas are formulas that stand in one cell, the master, and hold in
// others too, where they refer to other cells.
type sharedFormulas struct {
	masters  map[int]master
	children []formulaChild
	ranged   []rangedFormula
}

// rangedFormula is one that stands in the first cell of a range and gives all their
// values: an array, or a table of data.
type rangedFormula struct {
	Range
	formula string
}

type master struct {
	formula  string
	col, row int
}

type formulaChild struct{ cell, group int }

// readFormula reads the formula of the cell that is read.
func (w *worksheet) readFormula() error {
	s, c := w.s, &w.cell
	shared, ranged, over := false, len(s.attr("ref")) > 0, Range{}
	table := ""
	switch kind := s.attr("t"); string(kind) {
	case "", "normal":
	case "dataTable":
		table = tableFormula(s)
		fallthrough
	case "array":
		over, _ = rangeOf(s.attr("ref"))
	case "shared":
		shared = s.attr("si") != nil
	default:
		return unexpected("the kind of its formula", kind)
	}
	group, err := s.number("si", 0, 1<<30)
	if err != nil {
		return err
	}
	text, err := s.content()
	if err != nil {
		return err
	}
	c.formula = cmp.Or(string(text), table)
	if over.LastCol > over.FirstCol || over.LastRow > over.FirstRow {
		if !w.visited.Take(1) {
			return w.visited.Excess()
		}
		w.formulas.ranged = append(w.formulas.ranged, rangedFormula{over, c.formula})
	}
	if !shared {
		return nil
	}
	_, known := w.formulas.masters[group]
	switch {
	case c.formula == "":
		c.child, c.group = true, group
	case known && ranged:
		return fmt.Errorf("the shared formula %d is there twice", group)
	case !known:
		if w.formulas.masters == nil {
			w.formulas.masters = map[int]master{}
		}
		w.formulas.masters[group] = master{c.formula, c.col, w.row.number}
	}
	return nil
}

// resolve gives the children their formulas.
func (f *sharedFormulas) resolve(w *worksheet) error {
	for _, child := range f.children {
		cell := &w.cells[child.cell]
		master, ok := f.masters[child.group]
		if !ok {
			return cellError{cell.At, errors.New("its formula is nowhere")}
		}
		cell.Formula = moved(master.formula, cell.At.Col-master.col, cell.At.Row-master.row)
		if !w.moved.Take(len(cell.Formula)) {
			return cellError{cell.At, w.moved.Excess()}
		}
	}
	if len(f.ranged) == 0 {
		return nil
	}
	columns := w.byColumn()
	for _, one := range f.ranged {
		if err := w.visitRange(columns, one.Range, func(i int) {
			w.cells[i].Formula = cmp.Or(w.cells[i].Formula, one.formula)
		}); err != nil {
			return err
		}
	}
	return nil
}

// tableFormula is how a table of data is written as a formula.
func tableFormula(s *scanner) string {
	first, second := string(s.attr("r1")), string(s.attr("r2"))
	both, _ := s.flag("dt2D", false)
	across, _ := s.flag("dtr", false)
	switch {
	case both:
		return "TABLE(" + first + "," + second + ")"
	case across:
		return "TABLE(" + first + ",)"
	}
	return "TABLE(," + first + ")"
}

// moved is a formula as it reads some columns and rows away. What it says in
// quotes, names and functions stays.
func moved(formula string, cols, rows int) string {
	var b strings.Builder
	for formula != "" {
		n := tokenLength(formula)
		word, rest := formula[:n], formula[n:]
		if isReference(word, rest) {
			word = movedWord(word, cols, rows, strings.HasPrefix(rest, ":") || strings.HasSuffix(b.String(), ":"))
		}
		b.WriteString(word)
		formula = rest
	}
	return b.String()
}

// tokenLength is the length of what a formula begins with: something in quotes or
// brackets, a word, or a single character.
func tokenLength(formula string) int {
	switch c := formula[0]; c {
	case '"', '\'':
		if end := strings.IndexByte(formula[1:], c); end >= 0 {
			return end + 2 // a doubled quote is the beginning of another such text
		}
		return len(formula)
	case '[':
		for i, depth := 0, 0; i < len(formula); i++ {
			switch formula[i] {
			case '[':
				depth++
			case ']':
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
		return len(formula)
	}
	if n := strings.IndexFunc(formula, func(r rune) bool { return !wordRune(r) }); n != 0 {
		if n < 0 {
			return len(formula)
		}
		return n
	}
	return 1
}

func wordRune(r rune) bool {
	return r >= 0x80 || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || strings.ContainsRune(`$_.\`, r)
}

// isReference reports whether a word before this rest can refer to cells: it is
// neither a function nor a worksheet.
func isReference(word, rest string) bool {
	return wordRune(rune(word[0])) && !strings.HasPrefix(rest, "(") && !strings.HasPrefix(rest, "!")
}

// movedWord moves a reference to a cell, or as an end of a range one to a column
// or a row.
func movedWord(word string, cols, rows int, ranged bool) string {
	rest := word
	fixedCol, rest := cutDollar(rest)
	n := len(rest) - len(strings.TrimLeft(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	letters, rest := rest[:n], rest[n:]
	fixedRow, number := false, rest
	if letters == "" {
		fixedCol, fixedRow = false, fixedCol
	} else {
		fixedRow, number = cutDollar(rest)
	}
	row, isRow := digits([]byte(number))
	col, isCol := columnOf(letters)
	switch {
	case isCol && isRow && row > 0:
	case ranged && isCol && number == "" && !fixedRow:
	case ranged && isRow && letters == "":
	default:
		return word
	}
	if isCol && !fixedCol {
		col += cols
	}
	if isRow && !fixedRow {
		row += rows
	}
	if isCol && (col < 1 || col > MaxColumns) || isRow && (row < 1 || row > lastRow) {
		return "#REF!"
	}
	var b strings.Builder
	if isCol {
		b.WriteString(dollar(fixedCol) + diag.Column(col))
	}
	if isRow {
		b.WriteString(dollar(fixedRow) + strconv.Itoa(row))
	}
	return b.String()
}

func columnOf(letters string) (col int, ok bool) {
	if len(letters) == 0 || len(letters) > 3 {
		return 0, false
	}
	for _, c := range strings.ToUpper(letters) {
		col = col*26 + int(c-'A') + 1
	}
	return col, col <= MaxColumns
}

func cutDollar(s string) (bool, string) {
	rest, ok := strings.CutPrefix(s, "$")
	return ok, rest
}

func dollar(fixed bool) string {
	if fixed {
		return "$"
	}
	return ""
}
