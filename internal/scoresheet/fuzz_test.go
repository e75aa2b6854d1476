package scoresheet

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
)

// FuzzParse: any grid, with some of its cells merged, gives diagnostics that are in
// it, and no score, unit, department or reason that does not stand there.
func FuzzParse(f *testing.F) {
	small, wide := tabletest.TwoDepartments(f), tabletest.OneDepartment(f)
	f.Add(sheetJia("1|2|3", "0|0|0"), uint32(0))
	f.Add(sheetJia("struck 1|hidden 2|shown 2.85", "date 2|percent 0.5|altered 1"), uint32(0))
	f.Add(sheetYi("1|2|3", "是|否|否")+meta(small, "乙局", "东县"), uint32(0))
	f.Add(sheetJia("1|2|3", "0|1|0")+reasonsSheet("A1.1、C1.1|西县\n东县、北县|原因|文号", "C9|全部||", "struck 1|南|=|#N/A"), uint32(0x03020001))
	f.Add(wideSheet("不涉及|'２．５分", "0|1.5", "=40|39.99", "3|'　1.0 分")+meta(wide, "甲局", "东县", "西县")+reasonsSheet("A1.1|全部|无此业务|文号"), uint32(0x05040100))
	f.Fuzz(func(t *testing.T, text string, merged uint32) {
		for _, table := range []*indicator.Table{small, wide} {
			w := witness{T: t, table: table, book: grid("x", text)}
			seen := map[string]bool{}
			for i, sheet := range w.book.Sheets {
				if seen[sheet.Name] {
					return // there is no such workbook
				}
				seen[sheet.Name] = true
				w.book.Sheets[i].Merges = rangeOf(merged)
			}
			sheet, list := Parse(w.book, table, nil)
			w.located(list)
			if sheet == nil {
				if list.Worst(false) == diag.Warning {
					t.Error("neither a sheet nor an error")
				}
				continue
			}
			w.sheet(sheet)
			set, list := Check(table, []*Sheet{sheet}, nil)
			w.located(list)
			w.set(sheet, set)
			w.located(set.Unexplained(table, true))
		}
	})
}

// rangeOf makes a number a merged range, or none: its bytes are the first column and
// row, and how many more there are.
func rangeOf(n uint32) []workbook.Range {
	if n == 0 {
		return nil
	}
	col, row := int(n>>24)+1, int(n>>16&0xFF)+1
	return []workbook.Range{{FirstCol: col, FirstRow: row, LastCol: col + int(n>>8&0xFF), LastRow: row + int(n&0xFF)}}
}

// witness knows what stands in a workbook, and holds what was read against it.
type witness struct {
	*testing.T
	table *indicator.Table
	book  *workbook.Book
}

// find is the cell at a place.
func (w *witness) find(at diag.Position) (found workbook.Cell, ok bool) {
	for cell := range w.cells {
		if cell.At == at {
			return cell, true
		}
	}
	return found, false
}

func (w *witness) cells(yield func(workbook.Cell) bool) {
	for _, sheet := range w.book.Sheets {
		for _, row := range sheet.Rows {
			for _, cell := range row.Cells {
				if !yield(cell) {
					return
				}
			}
		}
	}
}

// says reports whether a cell for which ok holds has this name.
func (w *witness) says(name string, ok func(at diag.Position) bool) bool {
	for cell := range w.cells {
		if ok(cell.At) && indicator.Fold(cell.Text) == name {
			return true
		}
	}
	return false
}

// located: a diagnostic of one sheet is of its file, and in a worksheet that there is,
// at a cell that may be empty but is no more than one off what is not.
func (w *witness) located(list diag.List) {
	w.Helper()
	for _, d := range list {
		if d.Position == (diag.Position{}) && d.Code == diag.UnscoredUnits.Code || d.Code == diag.NoUnits.Code {
			continue // what no sheet has
		}
		if d.Code == diag.TooLarge.Code && d.Worksheet == workbook.MetaSheet && len(w.book.Meta) > 0 {
			continue // which is none of the sheets
		}
		i := slices.IndexFunc(w.book.Sheets, func(s workbook.Sheet) bool { return s.Name == d.Worksheet })
		if d.File != w.book.File && d.Code != diag.MissingUnit.Code || i < 0 && d.Worksheet != "" || d.Worksheet == "" && d.Col != 0 {
			w.Errorf("%s at %v", d.Code, d.Position)
		}
		if d.Col == 0 {
			continue
		}
		cols, rows := 0, 0
		for cell := range w.cells {
			if cell.At.Worksheet == d.Worksheet {
				cols, rows = max(cols, cell.At.Col), max(rows, cell.At.Row)
			}
		}
		if d.Col < 1 || d.Row < 1 || d.Col > cols+1 || d.Row > rows {
			w.Errorf("%s at %v of %d columns and %d rows", d.Code, d.Position, cols, rows)
		}
	}
}

func (w *witness) sheet(s *Sheet) {
	above := func(at diag.Position) bool { return at.Worksheet == s.At.Worksheet && at.Row < s.At.Row }
	if s.Department != "" && (!slices.Contains(w.table.Departments(), s.Department) ||
		!w.says(s.Department, above) && docmeta.Of(w.book).Department != s.Department) {
		w.Errorf("%s is no department here", s.Department)
	}
	made := docmeta.Of(w.book).Units
	header := func(at diag.Position) bool { return at.Worksheet == s.At.Worksheet && at.Row == s.At.Row }
	for _, unit := range s.Units {
		if !slices.Contains(made, unit) && !slices.Contains(w.table.Units, unit) && !w.says(unit, header) {
			w.Errorf("%s is no unit here", unit)
		}
	}
	for _, e := range s.Entries {
		w.entry(s, e)
	}
}

// entry holds a score against its cell, the code in its row and the unit at the head
// of its column.
func (w *witness) entry(s *Sheet, e scores.Entry) {
	cell, ok := w.find(e.At)
	c := w.table.Criteria[e.Criterion]
	code := func(at diag.Position) bool { return at.Worksheet == e.At.Worksheet && at.Row == e.At.Row }
	found := false
	for other := range w.cells {
		found = found || code(other.At) && strings.ToUpper(indicator.FoldText(other.Text)) == c.Code
	}
	head, _ := w.find(diag.Position{File: s.At.File, Worksheet: s.At.Worksheet, Col: e.At.Col, Row: s.At.Row})
	known := []string{e.Unit}
	known = append(known, slices.DeleteFunc(slices.Clone(s.Units), func(unit string) bool { return unit == e.Unit })...)
	if unit, match := indicator.Resolve(head.Text, known); !found || match == indicator.NoMatch || unit != e.Unit || !slices.Contains(s.Units, e.Unit) {
		w.Errorf("%+v, below %q, with its code: %v", e, head.Text, found)
	}
	if e.State != scores.Valid {
		if e.Points != 0 && e.State == scores.Blank || e.Veto && e.State == scores.Blank {
			w.Errorf("%+v is blank", e)
		}
		return
	}
	if !ok || cell.Doubts != 0 || cell.Shown != "" || cell.Kind != workbook.Number && cell.Kind != workbook.Text {
		w.Fatalf("%+v of %+v", e, cell)
	}
	typed := halfWidth(cell.Text)
	switch {
	case e.NA:
		ok = c.FullIfNA && e.Points == c.Points && (typed == "不涉及" || typed == "不适用")
	case c.Kind() == indicator.Veto:
		ok = e.Points == 0 && (e.Veto && typed == "是" || !e.Veto && typed == "否")
	default:
		want, isNumber := new(big.Rat).SetString(strings.TrimSpace(strings.TrimSuffix(typed, "分")))
		ok = isNumber && want.Cmp(big.NewRat(int64(e.Points), 100)) == 0 && e.Points >= 0 && e.Points <= c.Points && !e.Veto
	}
	if !ok {
		w.Errorf("%+v of %+v", e, cell)
	}
}

// halfWidth is a text without full-width forms and the spaces around it.
func halfWidth(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, text))
}

// set: every score of the set is the sheet's, with reasons that stand in a cell, and
// no score of the sheet is lost.
func (w *witness) set(s *Sheet, set *Set) {
	valid := 0
	for i, of := range set.Scores {
		for k, e := range of {
			if e.State == scores.Valid {
				valid++
				if e.Criterion != k || e.Unit != set.Units[i] || !slices.ContainsFunc(s.Entries, func(o scores.Entry) bool { return o.At == e.At && o.Same(e) }) {
					w.Errorf("%+v in the place of %s %s", e, set.Units[i], w.table.Criteria[k].Code)
				}
			}
			for _, r := range e.Reasons {
				cell, ok := w.find(r.At)
				if said := saidIn(cell.Text); !ok || r.Text+r.Evidence == "" || r.Text != "" && r.Text != said {
					w.Errorf("%+v is not in %+v", r, cell)
				}
			}
		}
	}
	for _, e := range s.Entries {
		if e.State == scores.Valid {
			valid--
		}
	}
	if valid != 0 {
		w.Errorf("%d scores more in the set than in its sheet", valid)
	}
}

// saidIn is a text without the spaces around it.
func saidIn(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
}
