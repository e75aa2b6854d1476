package report

import (
	"slices"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// Read is the reverse of [Report.Workbook]. It takes the options, the inputs and
// every score from 数据来源, whose values nothing changes, and what the sheets say of
// them from the ledger; the result is computed anew, so that what the report shows
// can be held against it. Files have the names that the report gives them. The
// report is nil if the list has an error.
func Read(book *workbook.Book, table *indicator.Table) (*Report, diag.List) {
	r := &reader{table: table, set: &scoresheet.Set{}, report: &Report{Name: func(file string) string { return file }}}
	if r.known(book); len(r.list) == 0 {
		r.sources(sheetNamed(book, sourcesName))
		r.ledger(sheetNamed(book, ledgerName))
	}
	if r.list.Worst(false) > diag.Warning {
		return nil, r.list
	}
	r.report.Result, r.report.Sheets = assess.Run(table, r.set), r.set.Sheets
	return r.report, r.list
}

// IsReport reports whether a workbook is a report, a provisional one included.
func IsReport(book *workbook.Book) bool {
	kind := scoresheet.OtherIn(book).Kind
	return kind == kindReport || kind == kindProvisional
}

type reader struct {
	table  *indicator.Table
	set    *scoresheet.Set
	report *Report
	list   diag.List
}

// known refuses what is no report, and reports of another format or table.
func (r *reader) known(book *workbook.Book) {
	at, other := diag.Position{File: book.File}, scoresheet.OtherIn(book)
	switch {
	case !IsReport(book):
		r.list.Add(diag.NotReport, at)
	case other.Format != format:
		r.list.Add(diag.OtherReport, at, "found", other.Format, "want", format)
	case other.Hash != r.table.Hash():
		r.list.Add(diag.ReportTable, at, "found", other.Table, "hash", Short(other.Hash), "want", r.table.Title, "wanthash", Short(r.table.Hash()))
	}
}

// Short is enough of a hash to tell it from others.
func Short(hash string) string { return hash[:min(len(hash), 8)] }

// sheetNamed is the worksheet of a name, an empty one if there is none.
func sheetNamed(book *workbook.Book, name string) workbook.Sheet {
	i := slices.IndexFunc(book.Sheets, func(s workbook.Sheet) bool { return s.Name == name })
	if i < 0 {
		return workbook.Sheet{Name: name, Rows: []workbook.Row{{Cells: []workbook.Cell{{At: diag.Position{File: book.File, Worksheet: name}}}}}}
	}
	return book.Sheets[i]
}

// cellAt is the cell of a row in a one-based column, an empty one if there is none.
func cellAt(row workbook.Row, col int) workbook.Cell {
	for _, c := range row.Cells {
		if c.At.Col == col {
			return c
		}
	}
	at := row.Cells[0].At
	at.Col = col
	return workbook.Cell{At: at}
}

func textAt(row workbook.Row, col int) string { return cellAt(row, col).Text }

// sources reads 数据来源: the facts, then the inputs, then the scores, each part
// below its headings.
func (r *reader) sources(sheet workbook.Sheet) {
	facts := map[string]string{}
	part := 0
	for _, row := range sheet.Rows {
		first, second := textAt(row, 1), textAt(row, 2)
		switch {
		case first == headFile && second == headHash:
			part = 1
		case first == headFile && second == headWorksheet:
			part = 2
		case part == 0:
			facts[first] = second
		case part == 1:
			r.set.Sheets = append(r.set.Sheets, &scoresheet.Sheet{
				At: diag.Position{File: first}, SHA256: second, Department: textAt(row, 6),
			})
		default:
			r.score(row)
		}
	}
	if n := len(r.set.Units); n == 0 || r.next() != 0 {
		last := sheet.Rows[len(sheet.Rows)-1].Cells[0].At
		r.list.Add(diag.BadReport, last)
	}
	r.report.Version = strings.TrimPrefix(facts[factProgram], program)
	r.report.Date = strings.TrimPrefix(facts[factDate], none)
	r.report.Draft = facts[factDraft] == indicator.Yes
	r.report.Given = strings.HasSuffix(facts[factUnits], givenRoster)
}

// next is the index of the criterion whose score comes next, 0 if a unit begins.
func (r *reader) next() int {
	if n := len(r.set.Scores); n > 0 && len(r.set.Scores[n-1]) < len(r.table.Criteria) {
		return len(r.set.Scores[n-1])
	}
	return 0
}

// score reads the row of one score. They come unit by unit, in the order of the
// roster, and in the table's.
func (r *reader) score(row workbook.Row) {
	unit, k := textAt(row, unitOfCol), r.next()
	if k == 0 {
		r.set.Units, r.set.Scores = append(r.set.Units, unit), append(r.set.Scores, nil)
	}
	n, c := len(r.set.Units)-1, r.table.Criteria[k]
	e := scoresheet.Entry{Criterion: k, Unit: unit, At: position(row), Note: textAt(row, noteOfCol)}
	value := cellAt(row, scoreCol)
	if unit == "" || unit != r.set.Units[n] || slices.Contains(r.set.Units[:n], unit) || textAt(row, codeOfCol) != c.Code || !read(&e, c, value) {
		r.list.Add(diag.BadReport, value.At)
	}
	r.set.Scores[n] = append(r.set.Scores[n], e)
}

// position is the cell that a score came from.
func position(row workbook.Row) diag.Position {
	at := diag.Position{File: textAt(row, fileCol), Worksheet: textAt(row, worksheetCol)}
	if col, number, err := workbook.Place(textAt(row, cellCol)); err == nil { // a score that is missing may have none
		at.Col, at.Row = col, number
	}
	return at
}

// read takes a recorded score into an entry, and reports whether it can be one. An
// empty one is missing.
func read(e *scoresheet.Entry, c indicator.Criterion, value workbook.Cell) bool {
	if value.Text == "" {
		return true
	}
	e.State = scoresheet.Valid
	if c.Kind() == indicator.Veto {
		e.Veto = value.Text == indicator.Yes
		return e.Veto || value.Text == indicator.No
	}
	points, err := indicator.ParsePoints(value.Text)
	e.Points = points
	return err == nil && points >= 0 && points <= c.Points && value.Kind == workbook.Number
}

// ledger takes the reasons from the ledger. Several of one score have become one
// text there, which says the same when it is written again.
func (r *reader) ledger(sheet workbook.Sheet) {
	const reasonCol = ledgerDeducted + 1
	var e *scoresheet.Entry
	for _, row := range sheet.Rows {
		kind := textAt(row, ledgerLead)
		if kind != kindMore {
			e = r.entry(textAt(row, 1), textAt(row, ledgerLead+1))
		}
		if e == nil || kind == kindOpen {
			continue
		}
		reason := scoresheet.Reason{Text: textAt(row, reasonCol), Evidence: textAt(row, reasonCol+1), At: e.At}
		switch {
		case reason.Text+reason.Evidence == "":
		case kind == kindMore && len(e.Reasons) > 0:
			e.Reasons[0].Text += reason.Text
			e.Reasons[0].Evidence += reason.Evidence
		default:
			e.Reasons = append(e.Reasons, reason)
		}
	}
}

// entry is a unit's score for a criterion, nil if there is none.
func (r *reader) entry(unit, code string) *scoresheet.Entry {
	i, k := slices.Index(r.set.Units, unit), r.table.Index(code)
	if i < 0 || k < 0 || k >= len(r.set.Scores[i]) {
		return nil
	}
	return &r.set.Scores[i][k]
}
