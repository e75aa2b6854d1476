package report

import (
	"bytes"
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
	Worksheets, Cells int                  // that were compared; 0 if nothing was
	Identical         bool                 // the file is byte for byte what the program writes
	Dropped           []workbook.ExtraKind // that the file has none of, and so were not compared
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

// Verify writes the report r again and compares the content of a file, which is to be the
// same: first byte for byte, and then, because other programs write the same
// content in other ways, by what somebody sees: every cell's value, how it is shown, its
// room and its formula; which worksheets there are; and what is beside the cells, their
// [workbook.Extra]s. Numbers are the same if their first 15 digits are, and formulas if
// they differ in nothing but how programs write them. What a kind of extras is that the
// file has none of at all, the program that saved it has dropped: nobody sees it, and it
// is listed. How cells look as long as they can be read, and the rest of charts, are the
// same for certain only if the bytes are. basis says what r comes from.
//
// The file is read here, when the report has been written, so that one cost comes after
// the other.
func (r *Report) Verify(file string, data []byte, basis Basis) (Verified, error) {
	v := &verifier{Verified: Verified{Basis: basis}, rows: map[string][]workbook.Row{}, place: placesOf(r.Units), count: map[diag.Code]int{}}
	if n := len(r.Units) * len(r.Table.Criteria); n > MaxScores {
		v.List.Add(diag.LargeReport.At(diag.Position{File: file}, n, MaxScores))
		return v.Verified, nil
	}
	w := r.consolidate()
	again, err := w.encodeUnread(w.title())
	if err != nil {
		return Verified{}, err
	}
	v.reportWriter, v.Identical = w, bytes.Equal(data, again)
	w.Book = nil // all of it is in the bytes
	if v.want, v.List = workbook.OutlineOf(file, again); v.want == nil {
		return v.Verified, nil
	}
	if v.Identical {
		v.Worksheets, v.Cells = len(v.want.Sheets), v.want.Cells()
		return v.Verified, nil
	}
	book, list := workbook.OutlineOf(file, data)
	if v.List = append(v.List, list...); book != nil {
		v.compareBooks(book)
	}
	return v.Verified, nil
}

type verifier struct {
	*reportWriter
	Verified
	want  *workbook.Outline
	rows  map[string][]workbook.Row // of the worksheets of want that are in use
	place map[string]int            // of a unit in the report
	count map[diag.Code]int         // of the differences
}

// placesOf are the places of units by their names.
func placesOf(units []assess.Unit) map[string]int {
	places := map[string]int{}
	for i, u := range units {
		places[u.Name] = i
	}
	return places
}

// compareBooks compares two workbooks, worksheet by worksheet, of which one's cells are
// kept at a time.
func (v *verifier) compareBooks(book *workbook.Outline) {
	v.sheets(book, v.want)
	found := map[string]workbook.Sheet{}
	for _, sheet := range book.Sheets {
		found[sheet.Name] = sheet
	}
	v.dropped(book)
	for _, sheet := range v.want.Sheets {
		v.Worksheets++
		sheet.Rows = v.wantRows(sheet.Name)
		for _, row := range sheet.Rows {
			v.Cells += len(row.Cells)
		}
		if other, ok := found[sheet.Name]; ok {
			rows, list := book.Rows(sheet.Name)
			if len(list) > 0 {
				v.Worksheets, v.Cells, v.List = 0, 0, append(v.List, list...)
				return
			}
			other.Rows = rows
			v.compareSheets(other, sheet)
		}
		delete(v.rows, sheet.Name)
	}
	v.extras(book.Own, v.want.Own)
	for _, code := range slices.Sorted(maps.Keys(v.count)) {
		if n := v.count[code]; n > diag.MaxAlike {
			v.List.AddMore(code, book.File, n)
		}
	}
}

// sheets compares which worksheets there are, and in which order.
func (v *verifier) sheets(book, want *workbook.Outline) {
	say := func(name string, what msg.Text) {
		v.differs(diag.OtherSheets.Code, func() diag.Diagnostic {
			return diag.OtherSheets.At(diag.Position{File: book.File, Worksheet: name}, what)
		})
	}
	is := func(name string) func(s workbook.Sheet) bool {
		return func(s workbook.Sheet) bool { return s.Name == name }
	}
	var order []string // of those that belong there
	for _, sheet := range book.Sheets {
		if !slices.ContainsFunc(want.Sheets, is(sheet.Name)) {
			say(sheet.Name, msg.SheetExtra)
			continue
		}
		order = append(order, sheet.Name)
		if sheet.Hidden {
			say(sheet.Name, msg.SheetHidden)
		}
	}
	for _, sheet := range want.Sheets {
		if !slices.ContainsFunc(book.Sheets, is(sheet.Name)) {
			say(sheet.Name, msg.SheetMissing)
		} else if order[0] != sheet.Name {
			say(sheet.Name, msg.SheetMoved)
			order = slices.DeleteFunc(order, func(name string) bool { return name == sheet.Name })
		} else {
			order = order[1:]
		}
	}
	if book.MetaShown {
		v.List.Add(diag.MetaShown.At(diag.Position{File: book.File, Worksheet: workbook.MetaSheet}))
	}
	if !slices.EqualFunc(book.Own.Rows, want.Own.Rows, func(a, b workbook.Row) bool {
		return slices.EqualFunc(a.Cells, b.Cells, func(a, b workbook.Cell) bool {
			return a.At.Col == b.At.Col && a.At.Row == b.At.Row && sameValue(&a, &b) && a.Formula == b.Formula
		})
	}) {
		say(workbook.MetaSheet, msg.SheetMeta)
	}
}

// differs notes a difference, of which there may be more than are listed.
func (v *verifier) differs(code diag.Code, d func() diag.Diagnostic) {
	if v.count[code]++; v.count[code] <= diag.MaxAlike {
		v.List.Add(d())
	}
}

// compareSheets compares all cells that either of two worksheets has, and what is beside
// them.
func (v *verifier) compareSheets(found, want workbook.Sheet) {
	rooms := newRooms(found, want)
	pairs(found.Rows, want.Rows, func(a, b workbook.Row) int { return cmp.Compare(a.Number, b.Number) }, func(a, b *workbook.Row) {
		pairs(cellsOf(a), cellsOf(b), func(a, b workbook.Cell) int { return cmp.Compare(a.At.Col, b.At.Col) }, func(a, b *workbook.Cell) {
			at := cmp.Or(a, b).At
			if a == nil {
				a = &workbook.Cell{At: at}
			} else if b == nil {
				b = &workbook.Cell{At: at}
			}
			v.compare(a, b)
			if a.Text != "" && a.Text == b.Text && rooms.cuts(a, b) {
				v.differs(diag.CutText.Code, func() diag.Diagnostic { return diag.CutText.At(at, cut(a.Text)) })
			}
		})
	})
	v.extras(found, want)
	v.covered(rooms)
}

// cellsOf are the cells of a row, which may be none.
func cellsOf(row *workbook.Row) []workbook.Cell {
	if row == nil {
		return nil
	}
	return row.Cells
}

// pairs calls do with the elements of two sorted lists that are at the same place. One
// that has no other comes with nil.
func pairs[T any](a, b []T, compare func(a, b T) int, do func(a, b *T)) {
	for len(a)+len(b) > 0 {
		var one, other *T
		order := cmp.Compare(len(b), len(a)) // if one has ended
		if len(a) > 0 && len(b) > 0 {
			order = compare(a[0], b[0])
		}
		if order <= 0 {
			one, a = &a[0], a[1:]
		}
		if order >= 0 {
			other, b = &b[0], b[1:]
		}
		do(one, other)
	}
}

func (v *verifier) compare(found, want *workbook.Cell) {
	at, fix := found.At, v.Basis.fix()
	sameFormula := found.Formula == want.Formula || found.Formula != "" && want.Formula != "" && normalized(found.Formula) == normalized(want.Formula)
	if !sameFormula {
		v.differs(diag.OtherFormula.Code, func() diag.Diagnostic {
			return diag.OtherFormula.At(at, written(found.Formula, want.Formula), written(want.Formula, found.Formula), fix)
		})
	}
	if sameValue(found, want) {
		return
	}
	is, must := func() any { return shownIn(*found, *want) }, func() any { return shownIn(*want, *found) }
	switch {
	case !sameFormula || want.Formula == "":
		v.differs(diag.OtherValue.Code, func() diag.Diagnostic {
			return diag.OtherValue.At(at, is(), must(), v.Basis.text(), v.origin(at), fix)
		})
	case found.Kind == workbook.Empty && want.Text != "":
		v.differs(diag.NoStoredValue.Code, func() diag.Diagnostic { return diag.NoStoredValue.At(at) })
	default:
		v.differs(diag.FollowingValue.Code, func() diag.Diagnostic {
			return diag.FollowingValue.At(at, is(), must(), v.Basis.text(), fix)
		})
	}
}

// sameValue reports whether two cells store and show the same. A formula that has
// come to nothing shows what an empty cell does.
func sameValue(a, b *workbook.Cell) bool {
	line := func(c *workbook.Cell) string { return strings.ReplaceAll(c.Text, "\r\n", "\n") }
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
// case of names, quotes around worksheets, and digits behind the first 15 of a number.
// Texts in it stay as they are.
func normalized(formula string) string {
	parts := strings.Split(formula, `"`)
	for i := 0; i < len(parts); i += 2 {
		parts[i] = strings.ToUpper(strings.NewReplacer(" ", "", "'", "", "_XLFN.", "", "_xlfn.", "").Replace(parts[i]))
		parts[i] = decimal.ReplaceAllStringFunc(parts[i], func(number string) string {
			plain, _ := workbook.PlainDecimal(number)
			return plain
		})
	}
	return strings.Join(parts, `"`)
}

// decimal is a number with decimals in a formula.
var decimal = regexp.MustCompile(`[0-9]+\.[0-9]+`)

// reference is a formula that is another cell and nothing else.
var reference = regexp.MustCompile(`^'([^']+)'!([A-Z]+[0-9]+)$`)

// origin says which cell of a sheet a cell of the report comes from, if it is one.
func (v *verifier) origin(at diag.Position) msg.Text {
	if m := reference.FindStringSubmatch(v.wanted(at).Formula); m != nil {
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
	return v.wanted(at).Text
}

// wantRows are the rows of a worksheet as they should be.
func (v *verifier) wantRows(worksheet string) []workbook.Row {
	rows, ok := v.rows[worksheet]
	if !ok {
		rows, _ = v.want.Rows(worksheet) // there is nothing wrong with what the program writes
		v.rows[worksheet] = rows
	}
	return rows
}

// wanted is a cell as it should be, an empty one if there is none.
func (v *verifier) wanted(at diag.Position) workbook.Cell {
	rows := v.wantRows(at.Worksheet)
	i, ok := slices.BinarySearchFunc(rows, at.Row, func(r workbook.Row, row int) int { return cmp.Compare(r.Number, row) })
	if !ok {
		return workbook.Cell{}
	}
	return cellAt(rows[i], at.Col)
}
