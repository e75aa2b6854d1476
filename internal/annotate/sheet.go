package annotate

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/workbook"
)

// sheet is the work on one worksheet.
type sheet struct {
	*copying
	*document
	name  string
	part  string
	marks map[[2]int]Mark // by one-based row and column

	bare    map[[2]int]int    // the styles of cells that have none of their own, as far as they have been read
	columns map[int]*element  // what the worksheet says of each; nil until it is asked for
	heights map[int]float64   // of the rows that have one, in points
	numbers map[*element]int  // of the rows
	filled  map[[2]int]bool   // the marks that can be seen
	fixed   bool              // a cell with a mark is locked, as one is that was pasted with its format
	says    map[[2]int]string // what a comment says in all that says something of ours
}

// worksheetSequence is the order that the schema wants.
var worksheetSequence = [...]string{
	"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
	"protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
	"phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
	"headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
	"legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent",
	"webPublishItems", "tableParts", "extLst",
}

func (s *sheet) mark() error {
	s.heights, s.numbers = map[int]float64{}, map[*element]int{}
	return s.editIn(s.part, s.dull(), func(d *document) error {
		s.document = d
		s.deselect()
		s.rows()
		s.protection()
		s.conditions()
		if len(s.marks) == 0 && !s.again {
			return nil
		}
		if err := s.comments(); err != nil {
			return err
		}
		for at := range s.marks {
			if !s.filled[at] || s.says[at] == "" {
				return fmt.Errorf("%w: %s", errMark, workbook.Ref(at[1], at[0]))
			}
		}
		return nil
	})
}

// dull tells which rows need not be looked at: those in which no cell has a mark or is to
// have one, and which do not follow a row that is to be added.
func (s *sheet) dull() dull {
	marked := s.marked()
	number := 0
	return func(d *document, _, e *element) bool {
		if e.name != "row" {
			return false
		}
		number = numberOf(d, e, number)
		if h, err := strconv.ParseFloat(d.attr(e, "ht"), 64); err == nil {
			s.heights[number] = h
		}
		kept := s.again && slices.ContainsFunc(e.children, func(cell *element) bool {
			style, _ := strconv.Atoi(d.attr(cell, "s"))
			return s.styles.isMark(style)
		})
		for ; len(marked) > 0 && marked[0][0] <= number; marked = marked[1:] {
			kept = true
		}
		if kept {
			s.numbers[e] = number
		}
		return !kept
	}
}

// numberOf is the number of a row behind another one, which need not say it.
func numberOf(d *document, row *element, before int) int {
	if n, err := strconv.Atoi(d.attr(row, "r")); err == nil {
		return n
	}
	if len(row.children) > 0 {
		if _, n, ok := workbook.Place(d.attr(row.children[0], "r")); ok {
			return n
		}
	}
	return before + 1
}

// deselect leaves the new first worksheet as the only one that is selected: in
// a group of them, what is typed goes into each.
func (s *sheet) deselect() {
	for _, view := range s.root.child("sheetViews").each("sheetView") {
		if s.attr(view, "tabSelected") != "" {
			s.setAttr(view, "tabSelected", "0")
		}
	}
}

// protection lifts the worksheet's protection where correcting it needs that,
// unless there is a password, and puts it back where it was lifted before.
func (s *sheet) protection() {
	p := s.root.child("sheetProtection")
	lifted := s.again && slices.Contains(s.lifted, s.name)
	if p == nil {
		return
	}
	on := s.attr(p, "sheet") == "1" || s.attr(p, "sheet") == "true"
	switch needed := s.fixed || slices.Contains(s.unprotect, s.name); {
	case s.attr(p, "password")+s.attr(p, "hashValue") != "":
		s.locked = s.locked || needed && on
	case needed && (on || lifted):
		s.notes = append(s.notes, [2]string{metaLifted, s.name})
		s.setAttr(p, "sheet", "0")
	case lifted:
		s.setAttr(p, "sheet", "1")
	}
}

// rows fills the marked cells, which need not be there, and takes the fill off
// those that have been marked before.
func (s *sheet) rows() {
	data := s.root.child("sheetData")
	if data == nil {
		return
	}
	missing := map[int][]int{} // columns of marked cells, by row
	for at := range s.marks {
		missing[at[0]] = append(missing[at[0]], at[1])
	}
	waiting := rowsOf(missing)
	for _, row := range data.each("row") {
		number := s.numbers[row]
		for ; len(waiting) > 0 && waiting[0] <= number; waiting = waiting[1:] {
			if waiting[0] < number {
				s.insert(row, s.newRow(waiting[0], missing))
			}
		}
		s.cells(row, number, missing[number])
	}
	for _, rest := range waiting {
		s.add(data, s.newRow(rest, missing))
	}
}

// rowsOf are the rows of marked cells, in order.
func rowsOf(cells map[int][]int) []int {
	rows := make([]int, 0, len(cells))
	for row := range cells {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	return rows
}

// newRow is a row of marked cells where there was none.
func (s *sheet) newRow(number int, missing map[int][]int) string {
	cols := missing[number]
	slices.Sort(cols)
	var b strings.Builder
	for _, col := range cols {
		b.WriteString(s.newCell(number, col, s.columnStyle(col)))
	}
	return fmt.Sprintf(`<row r="%d">%s</row>`, number, b.String())
}

func (s *sheet) newCell(row, col, style int) string {
	style, _ = s.restyle(row, col, style)
	return fmt.Sprintf(`<c r="%s" s="%d"/>`, workbook.Ref(col, row), style)
}

// columnStyle is the style of a column's cells that are not there.
func (s *sheet) columnStyle(col int) int {
	c := s.column(col)
	if c == nil {
		return 0
	}
	style, _ := strconv.Atoi(s.attr(c, "style"))
	return style
}

// column is what the worksheet says of a one-based column, or nil.
func (s *sheet) column(col int) *element {
	if s.columns == nil {
		s.columns = map[int]*element{}
		for _, c := range s.root.child("cols").each("col") {
			first, _ := strconv.Atoi(s.attr(c, "min"))
			last, _ := strconv.Atoi(s.attr(c, "max"))
			for n := max(first, 1); n <= min(last, workbook.MaxColumns); n++ {
				if s.columns[n] == nil {
					s.columns[n] = c
				}
			}
		}
	}
	return s.columns[col]
}

// cells restyles the cells of a row, and adds those of the columns that are to
// be marked and are missing.
func (s *sheet) cells(row *element, number int, missing []int) {
	slices.Sort(missing)
	around := s.columnStyle
	if custom := s.attr(row, "customFormat"); custom == "1" || custom == "true" {
		if n, err := strconv.Atoi(s.attr(row, "s")); err == nil {
			around = func(int) int { return n }
		}
	}
	col := 0
	for _, cell := range row.each("c") {
		col++
		if c, _, ok := workbook.Place(s.attr(cell, "r")); ok {
			col = c
		}
		for len(missing) > 0 && missing[0] <= col {
			if missing[0] < col {
				s.insert(cell, s.newCell(number, missing[0], around(missing[0])))
			}
			missing = missing[1:]
		}
		style, err := strconv.Atoi(s.attr(cell, "s"))
		if err != nil {
			style = s.bareStyle(number, col, around)
		}
		if restyled, changed := s.restyle(number, col, style); changed {
			s.setAttr(cell, "s", strconv.Itoa(restyled))
		}
	}
	for _, col := range missing {
		s.add(row, s.newCell(number, col, around(col)))
	}
}

// bareStyle is the style by which a cell without one of its own is marked: the one that
// the reader has taken it to have, so that what was refused stays refused and the copy is
// read like its original. Excel shows such a cell in the first style and LibreOffice in
// that of its row or column; what one of them showed beside the value, such as that it is
// centred, is now seen in both.
func (s *sheet) bareStyle(row, col int, around func(col int) int) int {
	if style, ok := s.bare[[2]int{row, col}]; ok {
		return style
	}
	return around(col)
}

// restyle is the style that a cell is to have instead of its own, with the mark
// that it is to have or without the one that it has had.
func (s *sheet) restyle(row, col, style int) (restyled int, changed bool) {
	m, marked := s.marks[[2]int{row, col}]
	place := s.place([2]int{row, col})
	own := s.styles.fillOf(style)
	earlier := s.again && s.styles.isMark(style)
	if earlier {
		own = plainFill(s.remembered[place])
	}
	switch {
	case marked:
		s.filled[[2]int{row, col}] = true
		s.gradient = s.gradient || s.styles.gradient(style)
		s.fixed = s.fixed || s.styles.locked(style)
		if own != "" {
			s.notes = append(s.notes, [2]string{metaFill, place + own})
		}
		return s.styles.filled(style, solid(m.Color)), true
	case earlier:
		return s.styles.filled(style, own), true
	}
	return style, false
}

// place names a cell, by its one-based row and column, as it is remembered.
func (s *sheet) place(at [2]int) string { return s.name + "!" + workbook.Ref(at[1], at[0]) }

// conditions gives the marked cells a conditional format, which shows them
// mended as soon as they are. It goes before all others, which would show
// something else, such as that the cell is blank: Excel goes by the priority,
// LibreOffice by the order. Earlier ones are taken out.
func (s *sheet) conditions() {
	theirs, highest := map[*element]int{}, math.MaxInt // rules by their priority; 1 is the highest
	for _, format := range s.root.each("conditionalFormatting") {
		var ours []*element // somebody may have joined theirs with ours
		for _, rule := range format.each("cfRule") {
			if s.again && s.styles.isConditionalMark(s.attr(rule, "dxfId")) {
				ours = append(ours, rule)
			} else if n, err := strconv.Atoi(s.attr(rule, "priority")); err == nil && n < 1<<30 {
				theirs[rule], highest = n, min(highest, n)
			}
		}
		if len(ours) > 0 && len(ours) == len(format.children) {
			s.remove(format)
			continue
		}
		for _, rule := range ours {
			s.remove(rule)
		}
	}
	ours := 2 * len(s.marks)
	for rule, n := range theirs {
		if highest <= ours {
			s.setAttr(rule, "priority", strconv.Itoa(n+ours+1-highest))
		}
	}
	for i, at := range s.marked() {
		m := s.marks[at]
		if m.Mended == "" {
			continue
		}
		s.addInOrder(s.root, "conditionalFormatting", fmt.Sprintf(`<conditionalFormatting sqref="%s">`+
			`<cfRule type="expression" dxfId="%d" priority="%d" stopIfTrue="1"><formula>%s</formula></cfRule>`+
			`<cfRule type="expression" dxfId="%d" priority="%d" stopIfTrue="1"><formula>TRUE</formula></cfRule></conditionalFormatting>`,
			workbook.Ref(at[1], at[0]), s.right, 2*i+1, escape(m.Mended), s.still[m.Color], 2*i+2), worksheetSequence[:])
	}
}

// marked lists the marked cells by row and column.
func (s *sheet) marked() [][2]int {
	var cells [][2]int
	for at := range s.marks {
		cells = append(cells, at)
	}
	slices.SortFunc(cells, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return cells
}
