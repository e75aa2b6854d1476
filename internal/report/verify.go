package report

import (
	"regexp"
	"strings"
	"unicode"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// Verified is what came of holding a report against what it should be.
type Verified struct {
	Worksheets, Cells int // that were compared
	List              diag.List
}

// Verify writes the report r again and compares book, which is to be the same, with
// it cell by cell: every value and every formula. Numbers are the same if their
// first 15 digits are, and formulas if they differ in nothing but how programs
// write them. basis says what r comes from.
func (r *Report) Verify(book *workbook.Book, basis msg.Text) (Verified, error) {
	w, data, err := r.consolidate()
	if err != nil {
		return Verified{}, err
	}
	want, list := workbook.Read(book.File, data)
	v := &verifier{consolidated: w, basis: basis}
	v.List = list
	if want == nil {
		return v.Verified, nil
	}
	v.wanted = cellsOf(want)
	v.sheets(book, want)
	v.cells(cellsOf(book))
	return v.Verified, nil
}

type verifier struct {
	*consolidated
	Verified
	basis  msg.Text
	wanted map[diag.Position]workbook.Cell
}

// cellsOf are the cells of a workbook by their places.
func cellsOf(book *workbook.Book) map[diag.Position]workbook.Cell {
	cells := map[diag.Position]workbook.Cell{}
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				cells[c.At] = c
			}
		}
	}
	return cells
}

// sheets compares which worksheets there are.
func (v *verifier) sheets(book, want *workbook.Book) {
	say := func(name, key string) {
		v.List.Add(diag.OtherSheets, diag.Position{File: book.File, Worksheet: name}, "what", msg.New(key))
	}
	hidden := map[string]bool{}
	for _, sheet := range book.Sheets {
		hidden[sheet.Name] = sheet.Hidden
	}
	for _, sheet := range want.Sheets {
		v.Worksheets++
		if is, ok := hidden[sheet.Name]; !ok {
			say(sheet.Name, "sheet.missing")
		} else if is {
			say(sheet.Name, "sheet.hidden")
		}
		delete(hidden, sheet.Name)
	}
	for name := range hidden { // the list is sorted later
		say(name, "sheet.extra")
	}
}

// cells compares all cells that either workbook has.
func (v *verifier) cells(found map[diag.Position]workbook.Cell) {
	v.Cells = len(v.wanted)
	for at, want := range v.wanted {
		v.compare(at, found[at], want)
	}
	for at, c := range found {
		if _, ok := v.wanted[at]; !ok {
			v.compare(at, c, workbook.Cell{})
		}
	}
	v.List = v.List.Sorted()
}

func (v *verifier) compare(at diag.Position, found, want workbook.Cell) {
	if !sameValue(found, want) {
		v.List.Add(diag.OtherValue, at, "found", shownIn(found), "want", shownIn(want), "basis", v.basis, "origin", v.origin(at))
	}
	if normalized(found.Formula) != normalized(want.Formula) {
		v.List.Add(diag.OtherFormula, at, "found", written(found.Formula), "want", written(want.Formula))
	}
}

// sameValue reports whether two cells store and show the same. A formula that has
// come to nothing shows what an empty cell does.
func sameValue(a, b workbook.Cell) bool {
	number := func(c workbook.Cell) bool { return c.Kind == workbook.Number || c.Kind == workbook.Percent }
	line := func(c workbook.Cell) string { return strings.ReplaceAll(c.Text, "\r\n", "\n") }
	return line(a) == line(b) && (a.Text == "" || number(a) == number(b)) && a.Shown == b.Shown && a.Kind == workbook.Disguised == (b.Kind == workbook.Disguised)
}

// shownIn is what a message says of a cell: its value, and if that is not what it
// shows, that too.
func shownIn(c workbook.Cell) any {
	switch {
	case c.Shown != "" && c.Kind == workbook.Number:
		return msg.New("cell.shown", "value", cut(c.Text), "shown", c.Shown)
	case c.Text == "":
		return msg.New("found.nothing")
	}
	return cut(c.Text)
}

// written is a formula as a message shows it.
func written(formula string) any {
	if formula == "" {
		return msg.New("formula.none")
	}
	return cut("=" + formula)
}

// cut is as much of a text as a message needs.
func cut(text string) string {
	const most = 80
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// normalized is a formula without what programs write in different ways: spaces, the
// case of names, and quotes around worksheets. Texts in it stay as they are.
func normalized(formula string) string {
	parts := strings.Split(formula, `"`)
	for i := 0; i < len(parts); i += 2 {
		parts[i] = strings.ToUpper(strings.NewReplacer(" ", "", "'", "", "_XLFN.", "", "_xlfn.", "").Replace(parts[i]))
	}
	return strings.Join(parts, `"`)
}

// reference is a formula that is another cell and nothing else.
var reference = regexp.MustCompile(`^'([^']+)'!([A-Z]+[0-9]+)$`)

// origin says which cell of a sheet a cell of the report comes from, if it is one.
func (v *verifier) origin(at diag.Position) msg.Text {
	if m := reference.FindStringSubmatch(v.wanted[at].Formula); m != nil {
		col, row, _ := workbook.Place(m[2])
		at = diag.Position{File: at.File, Worksheet: m[1], Col: col, Row: row}
	}
	if e := v.entryAt(at); e != nil && e.At.File != "" {
		return msg.New("origin", "at", e.At)
	}
	return msg.Text{}
}

// entryAt is the score that a cell of the report shows or tells of, or nil.
func (v *verifier) entryAt(at diag.Position) *scoresheet.Entry {
	var unit, code string
	switch at.Worksheet {
	case detailName:
		if i := at.Col - v.unitCol(0); i >= 0 && i < len(v.Units) {
			unit, code = v.Units[i].Name, v.wantedText(at, 1)
		}
	case ledgerName:
		unit, code = v.wantedText(at, 1), v.wantedText(at, ledgerLead+1)
	case sourcesName:
		unit, code = v.wantedText(at, unitOfCol), v.wantedText(at, codeOfCol)
	}
	for _, u := range v.Units {
		if k := v.Table.Index(code); u.Name == unit && k >= 0 {
			return &u.Scores[k]
		}
	}
	return nil
}

// wantedText is the text of the cell in another column of a cell's row.
func (v *verifier) wantedText(at diag.Position, col int) string {
	at.Col = col
	return v.wanted[at].Text
}
