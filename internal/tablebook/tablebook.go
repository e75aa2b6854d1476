// Package tablebook is an indicator table as a workbook: how people look at one, edit
// it and bring another year's.
//
// It stands between workbook and indicator. [Read] takes the three worksheets of a
// workbook (指标表, 等次, 被考核单位) as grids of texts and refuses the cells that show
// something else than they store; what the texts mean is up to [indicator.Parse],
// which reads the embedded table too. [Write] is the reverse: what it writes is read as
// the same table.
package tablebook

import (
	"errors"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// Read makes a table of a workbook. The list has everything that is wrong with it; the
// table is nil if anything there is an error.
func Read(book *workbook.Book) (*indicator.Table, diag.List) {
	var list diag.List
	source := indicator.Source{
		Criteria: grid(book, indicator.PartCriteria, &list),
		Grades:   grid(book, indicator.PartGrades, &list),
		Units:    grid(book, indicator.PartUnits, &list),
	}
	if list.Worst(false) == diag.Error && slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.LongTable.Code }) {
		return nil, list.Sorted()
	}
	refused := slices.Clone(list)
	table, problems := indicator.Parse(source)
	for _, d := range problems {
		if !slices.ContainsFunc(refused, func(r diag.Diagnostic) bool { return r.Code == diag.TableCell.Code && r.Position == d.Position }) {
			list.Add(d) // else it only follows from what the cell shows
		}
	}
	list = list.Sorted()
	if list.Worst(false) > diag.Warning {
		return nil, list
	}
	return table, list
}

// grid is a worksheet as texts, without rows if there is none of that name.
func grid(book *workbook.Book, name string, list *diag.List) indicator.Grid {
	g := indicator.Grid{At: diag.Position{File: book.File, Worksheet: name}}
	sheet, ok := part(book, name, list)
	if !ok {
		instead(book, name, &g)
		return g
	}
	g.At.Worksheet = sheet.Name
	if most := indicator.LimitOfRows(name).Max; len(sheet.Rows) > most {
		list.Add(diag.LongTable.At(g.At, msg.LongRows(len(sheet.Rows), most)))
		return g
	}
	ignored := map[int]bool{} // columns that do not matter
	for _, row := range sheet.Rows {
		var cells []indicator.Cell
		heads := indicator.HasHeadings(name, plain(row))
		for _, c := range row.Cells {
			ignored[c.At.Col] = ignored[c.At.Col] || heads && indicator.IsIgnored(c.Text)
			why := unreadable(c)
			if ignored[c.At.Col] {
				why = msg.Text{}
			}
			if !why.IsZero() {
				list.Add(diag.TableCell.At(c.At, why))
			}
			merged, _ := sheet.Merged(c.At)
			cells = append(cells, indicator.Cell{
				At: c.At, Text: text(c), Refused: !why.IsZero(),
				Rows: merged.LastRow - merged.FirstRow + 1, Cols: merged.LastCol - merged.FirstCol + 1,
				Formula: c.Formula, Elsewhere: c.Elsewhere(),
			})
		}
		g.Rows = append(g.Rows, cells)
	}
	return g
}

// instead names the worksheets that are there in place of one that is not. Those of a
// score sheet or a report are no table under another name.
func instead(book *workbook.Book, name string, g *indicator.Grid) {
	kind := docmeta.Of(book).Kind
	for _, s := range book.Sheets {
		if s.Hidden {
			continue
		}
		g.Instead = append(g.Instead, s.Name)
		for _, row := range s.Rows {
			if g.Likely == "" && (kind == "" || kind == docmeta.Table) && indicator.HasHeadings(name, plain(row)) {
				g.Likely = s.Name
			}
		}
	}
}

// plain is a row's texts, which is all that its headings are known by.
func plain(row workbook.Row) []indicator.Cell {
	var cells []indicator.Cell
	for _, c := range row.Cells {
		cells = append(cells, indicator.Cell{Text: text(c)})
	}
	return cells
}

// part is the worksheet of a name, which must be the only one, and in sight.
func part(book *workbook.Book, name string, list *diag.List) (sheet workbook.Sheet, ok bool) {
	for _, s := range book.Sheets {
		at := diag.Position{File: book.File, Worksheet: s.Name}
		switch {
		case indicator.Fold(s.Name) != name:
			continue
		case ok:
			list.Add(diag.TableCell.At(at, msg.CellTwoSheets(sheet.Name)))
			continue
		case s.Hidden:
			list.Add(diag.TableCell.At(at, msg.CellHiddenSheet))
		}
		sheet, ok = s, true
	}
	return sheet, ok
}

// unreadable says why a cell does not plainly say what it stores, if it does not.
func unreadable(c workbook.Cell) msg.Text {
	switch {
	case c.Kind == workbook.Empty:
		return msg.CellUncomputed
	case c.Kind == workbook.Error:
		return msg.CellError
	case isStale(c.Formula, c.Text):
		return msg.CellStale(c.Formula, c.Text)
	case c.Kind == workbook.Picture:
		return msg.CellPicture
	case doubts(c) != 0:
		return msg.CellUnclear(msg.Brief(c.Text, 40), doubts(c).Why())
	case c.Kind == workbook.Date && c.Shown != "":
		return msg.Text{} // the day on which something was issued
	case c.Kind == workbook.ShownDifferently, c.Kind == workbook.Percent, c.Kind == workbook.Date, c.Shown != "":
		return msg.CellOtherwise
	}
	return msg.Text{}
}

// isStale reports whether a formula is nothing but a number, as =82, and another one is
// stored as its result.
func isStale(formula, stored string) bool {
	want, err := indicator.ParsePoints(formula)
	found, unread := indicator.ParsePoints(stored)
	return err == nil && (unread != nil || found != want)
}

// doubts are why somebody may not see a cell as it is stored, number or words.
func doubts(c workbook.Cell) workbook.Doubt {
	if _, err := indicator.ParsePoints(c.Text); errors.Is(err, indicator.ErrSyntax) {
		return c.Doubts.InWords()
	}
	return c.Doubts
}

// text is what a cell says, with the line ends of this program.
func text(c workbook.Cell) string {
	if c.Kind == workbook.Date {
		return c.Shown
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(c.Text)
}
