package report

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/workbook"
)

// Verified is what came of holding a report against what it should be.
type Verified struct {
	Basis             Basis
	Worksheets, Cells int  // that were compared; 0 if nothing was
	Identical         bool // the file is byte for byte what the program writes
	List              diag.List
}

// Basis is what a report is held against.
type Basis string

// The bases. They are also the words that JSON uses.
const (
	BySheets      Basis = "sheets"        // those that it was made from
	ByOtherSheets Basis = "other sheets"  // of which some are others now
	ByItself      Basis = "report itself" // the scores that it records
)

// text says what a value that differs was held against.
func (b Basis) text() msg.Text {
	switch b {
	case BySheets:
		return msg.BasisSheets
	case ByOtherSheets:
		return msg.BasisOtherSheets
	}
	return msg.BasisReportItself
}

// fix says what to do about one.
func (b Basis) fix() msg.Text {
	switch b {
	case BySheets:
		return msg.FixSheets
	case ByOtherSheets:
		return msg.FixOtherSheets
	}
	return msg.FixReportItself
}

// Verify writes the report r again and compares book, which is to be the same:
// first byte for byte, and then, because other programs write the same content in
// other ways, cell by cell: every value, how it is shown, and every formula. Numbers
// are the same if their first 15 digits are, and formulas if they differ in nothing
// but how programs write them. Worksheets are compared by their names and order.
// What is not in cells (charts, comments, headers, colours) is the same for certain
// only if the bytes are. basis says what r comes from.
func (r *Report) Verify(book *workbook.Book, basis Basis) (Verified, error) {
	w, data, err := r.consolidate()
	if err != nil {
		return Verified{}, err
	}
	want, list := workbook.Read(book.File, data)
	v := &verifier{reportWriter: w, Verified: Verified{Basis: basis, List: list}, place: placesOf(r.Units)}
	if want == nil {
		return v.Verified, nil
	}
	v.Identical = book.SHA256 == want.SHA256
	v.wanted = cellsOf(want)
	v.sheets(book, want)
	v.cells(cellsOf(book))
	return v.Verified, nil
}

type verifier struct {
	*reportWriter
	Verified
	wanted map[diag.Position]workbook.Cell
	place  map[string]int    // of a unit in the report
	count  map[diag.Code]int // of the differences
	absent map[string]bool   // worksheets that only one of the workbooks has
}

// placesOf are the places of units by their names.
func placesOf(units []assess.Unit) map[string]int {
	places := map[string]int{}
	for i, u := range units {
		places[u.Name] = i
	}
	return places
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

// sheets compares which worksheets there are, and in which order.
func (v *verifier) sheets(book, want *workbook.Book) {
	say := func(name string, what msg.Text) {
		v.List.Add(diag.OtherSheets.At(diag.Position{File: book.File, Worksheet: name}, what))
	}
	is := func(name string) func(s workbook.Sheet) bool {
		return func(s workbook.Sheet) bool { return s.Name == name }
	}
	v.absent = map[string]bool{}
	var order []string // of those that belong there
	for _, sheet := range book.Sheets {
		if !slices.ContainsFunc(want.Sheets, is(sheet.Name)) {
			v.absent[sheet.Name] = true
			say(sheet.Name, msg.SheetExtra)
			continue
		}
		order = append(order, sheet.Name)
		if sheet.Hidden {
			say(sheet.Name, msg.SheetHidden)
		}
	}
	for _, sheet := range want.Sheets {
		v.Worksheets++
		if !slices.ContainsFunc(book.Sheets, is(sheet.Name)) {
			v.absent[sheet.Name] = true
			say(sheet.Name, msg.SheetMissing)
		} else if order[0] != sheet.Name {
			say(sheet.Name, msg.SheetMoved)
			order = slices.DeleteFunc(order, func(name string) bool { return name == sheet.Name })
		} else {
			order = order[1:]
		}
	}
	if book.MetaShown {
		say(workbook.MetaSheet, msg.SheetShown)
	}
	if !slices.Equal(book.Meta, want.Meta) {
		say(workbook.MetaSheet, msg.SheetMeta)
	}
}

// cells compares all cells that either workbook has.
func (v *verifier) cells(found map[diag.Position]workbook.Cell) {
	v.Cells, v.count = len(v.wanted), map[diag.Code]int{}
	places := slices.Collect(maps.Keys(v.wanted))
	for at := range found {
		if _, ok := v.wanted[at]; !ok {
			places = append(places, at)
		}
	}
	slices.SortFunc(places, func(a, b diag.Position) int { // so that it is always the same ones that are listed
		return cmp.Or(cmp.Compare(a.Worksheet, b.Worksheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	for _, at := range places {
		v.compare(at, found[at], v.wanted[at])
	}
	for _, code := range slices.Sorted(maps.Keys(v.count)) {
		if n := v.count[code]; n > diag.MaxAlike {
			v.List.AddMore(code, places[0].File, n)
		}
	}
}

// differs notes a difference, of which there may be more than are listed.
func (v *verifier) differs(d diag.Diagnostic) {
	if v.count[d.Code]++; v.count[d.Code] <= diag.MaxAlike {
		v.List.Add(d)
	}
}

func (v *verifier) compare(at diag.Position, found, want workbook.Cell) {
	if v.absent[at.Worksheet] {
		return
	}
	fix := v.Basis.fix()
	sameFormula := normalized(found.Formula) == normalized(want.Formula)
	if !sameFormula {
		v.differs(diag.OtherFormula.At(at, written(found.Formula, want.Formula), written(want.Formula, found.Formula), fix))
	}
	if sameValue(found, want) {
		return
	}
	is, must := shownIn(found, want), shownIn(want, found)
	switch {
	case !sameFormula || want.Formula == "":
		v.differs(diag.OtherValue.At(at, is, must, v.Basis.text(), v.origin(at), fix))
	case found.Kind == workbook.Empty && want.Text != "":
		v.differs(diag.NoStoredValue.At(at))
	default:
		v.differs(diag.FollowingValue.At(at, is, must, v.Basis.text(), fix))
	}
}

// sameValue reports whether two cells store and show the same. A formula that has
// come to nothing shows what an empty cell does.
func sameValue(a, b workbook.Cell) bool {
	line := func(c workbook.Cell) string { return strings.ReplaceAll(c.Text, "\r\n", "\n") }
	return line(a) == line(b) && a.Shown == b.Shown && a.Mark == b.Mark && a.Doubts == b.Doubts && (a.Text == "" || a.Kind == b.Kind)
}

// shownIn is what a message says of a cell: its value and, where the other one has
// the same, how it is shown.
func shownIn(c, other workbook.Cell) any {
	switch {
	case c.Text == "" && c.Doubts == other.Doubts:
		return msg.BlankCell
	case c.Text != other.Text && c.Shown == "", c.Mark != "":
		return cut(c.Text) + c.Mark
	}
	value := cut(c.Text)
	switch {
	case c.Doubts.Has(workbook.Hidden):
		return msg.CellHidden(value)
	case c.Doubts.Has(workbook.Struck):
		return msg.CellStruck(value)
	case c.Shown != "":
		return msg.CellShown(value, c.Shown)
	case c.Kind == workbook.ShownDifferently:
		return msg.CellShownDifferently(value)
	case c.Kind == workbook.Percent:
		return msg.CellPercent(value)
	case c.Kind == workbook.Date:
		return msg.CellDate(value)
	case c.Kind == workbook.Text && other.Kind != workbook.ShownDifferently:
		return msg.CellText(value)
	}
	return value
}

// written is a formula as a message shows it: of a long one the part in which it
// differs from the other.
func written(formula, other string) any {
	if formula == "" {
		return msg.FormulaNone
	}
	runes, against := []rune("="+formula), []rune("="+other)
	same := 0
	for same < min(len(runes), len(against)) && runes[same] == against[same] {
		same++
	}
	const before = 20
	if len(runes) <= maxShown || same <= before || other == "" {
		return cut(string(runes))
	}
	return "…" + cut(string(runes[same-before:]))
}

// cut is as much of a text as a message needs.
func cut(text string) string { return msg.Brief(text, maxShown) }

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
		return msg.ComesFrom(e.At)
	}
	return msg.Text{}
}

// entryAt is the score that a cell of the report shows or tells of, or nil.
func (v *verifier) entryAt(at diag.Position) *scores.Entry {
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
	i, ok := v.place[unit]
	k := v.Table.Index(code)
	if !ok || k < 0 {
		return nil
	}
	return &v.Units[i].Scores[k]
}

// wantedText is the text of the cell in another column of a cell's row.
func (v *verifier) wantedText(at diag.Position, col int) string {
	at.Col = col
	return v.wanted[at].Text
}
