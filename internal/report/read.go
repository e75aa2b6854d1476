package report

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// Read is the reverse of [Report.Workbook]. It takes the options, the inputs and
// every score from 数据来源, whose values nothing changes, and what the sheets say of
// them from the ledger; the result is computed anew, so that what the report shows
// can be held against it. Files have the names that the report gives them. The
// report is nil if the list has an error.
func Read(book *workbook.Outline, table *indicator.Table) (*Report, diag.List) {
	r := &reader{table: table, set: &scoresheet.Set{}, place: map[string]int{}, files: map[string]bool{}, report: &Report{Name: func(file string) string { return file }}}
	if r.known(book); len(r.list) == 0 {
		r.sources(diag.Position{File: book.File, Worksheet: sourcesName}, r.rows(book, sourcesName))
		r.ledger(r.rows(book, ledgerName))
	}
	if r.list.Worst(false) > diag.Warning {
		return nil, r.list
	}
	r.report.Result, r.report.Sheets = assess.Run(table, &r.set.Set), r.set.Sheets
	r.report.Departments = r.set.Submissions(table, nil, false)
	return r.report, r.list
}

type reader struct {
	table  *indicator.Table
	set    *scoresheet.Set
	report *Report
	kind   docmeta.Kind
	list   diag.List
	place  map[string]int  // of a unit in the set
	files  map[string]bool // the inputs
}

// known refuses what is no report, and reports of another format or table.
func (r *reader) known(book *workbook.Outline) {
	at, other := diag.Position{File: book.File}, docmeta.Of(book.Book)
	r.kind = other.Kind
	switch {
	case !other.Kind.IsReport():
		r.list.Add(diag.NotReport.At(at, other.Kind.Name()))
	case other.Format != other.Kind.Format():
		r.list.Add(diag.OtherReport.At(at, other.Format, other.Kind.Format(), writtenBy(book)))
	case other.Hash != r.table.Hash():
		r.list.Add(diag.ReportTable.At(at, other.Title, msg.ShortHash(other.Hash), r.table.Title, msg.ShortHash(r.table.Hash())))
	}
}

// writtenBy is the program and its version that a report of any format names.
func writtenBy(book *workbook.Outline) string {
	rows, _ := book.Rows(sourcesName) // what is wrong with them is of no interest
	for _, row := range rows {
		if textAt(row, 1) == factProgram {
			return msg.Brief(textAt(row, 2), 60)
		}
	}
	return strings.TrimSpace(program)
}

// rows are the rows of a worksheet, which are read anew at each call.
func (r *reader) rows(book *workbook.Outline, worksheet string) []workbook.Row {
	rows, list := book.Rows(worksheet)
	r.list = append(r.list, list...)
	return rows
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

// bad notes that a cell of the record is not what belongs there.
func (r *reader) bad(cell workbook.Cell, want any) {
	r.list.Add(diag.BadReport.At(cell.At, shownIn(cell, workbook.Cell{}), want))
}

// sources reads 数据来源: the facts, then the inputs, then the scores, each part
// below its headings.
func (r *reader) sources(at diag.Position, rows []workbook.Row) {
	if len(rows) == 0 {
		r.list.Add(diag.OtherSheets.At(at, msg.SheetMissing))
		return
	}
	facts := map[string]workbook.Cell{}
	var scores []workbook.Row
	part := 0
	for _, row := range rows {
		first, second := cellAt(row, 1), cellAt(row, 2)
		switch {
		case first.Text == headFile && second.Text == headHash:
			part = 1
		case first.Text == headFile && second.Text == headWorksheet:
			part = 2
		case part == 0:
			facts[first.Text] = second
		case part == 1:
			r.files[first.Text] = true
			r.set.Sheets = append(r.set.Sheets, &scoresheet.Sheet{
				At: diag.Position{File: first.Text}, SHA256: second.Text, Department: textAt(row, 6),
			})
		default:
			scores = append(scores, row)
		}
	}
	r.facts(facts)
	if len(scores) > MaxScores {
		r.list.Add(diag.LargeReport.At(at, len(scores), MaxScores))
		return
	}
	n := len(r.table.Criteria)
	for block := range slices.Chunk(scores, n) {
		if !r.unit(block) {
			return // one cell that is wrong, or a row too many, makes all that follow wrong
		}
	}
	if len(scores) == 0 || len(scores)%n != 0 {
		last := rows[len(rows)-1]
		r.bad(workbook.Cell{At: last.Cells[0].At, Text: msg.RecordRows(len(scores)).In(msg.Chinese)}, msg.RecordMultiple(n))
	}
}

// facts reads what the report says of itself. Only what the program can have
// written there is taken, since it is written again from here.
func (r *reader) facts(facts map[string]workbook.Cell) {
	date, draft := facts[factDate], facts[factDraft]
	if written, ok := DocumentDate(date.Text); date.Text != none && (!ok || written != date.Text) {
		r.bad(date, msg.RecordDate)
	}
	if draft.Text != indicator.Yes && draft.Text != indicator.No {
		r.bad(draft, msg.AllowedVeto)
	}
	if by := facts[factProgram]; !writtenVersion.MatchString(by.Text) {
		r.bad(by, msg.RecordVersion)
	}
	r.report.Version = strings.TrimPrefix(facts[factProgram].Text, program)
	r.report.Date = strings.TrimPrefix(date.Text, none)
	r.report.Draft = draft.Text == indicator.Yes
	r.report.Given = strings.HasSuffix(facts[factUnits].Text, givenRoster)
}

// writtenVersion is how a report names the program and its version, which is the Go tool's:
// v1.2.3, v0.0.0-20230301080000-0123456789ab+dirty, (devel).
var writtenVersion = regexp.MustCompile(`^` + program + `(\(devel\)|v[0-9]{1,4}(\.[0-9]{1,4}){0,2}(-((alpha|beta|rc)\.?[0-9]{1,3})?[.-]?(0\.)?([0-9]{14}-[0-9a-f]{12})?)?(\+dirty|\+incompatible){0,2})$`)

// writtenDate is how people write a day: 2023-03-01, 2023/3/1, 2023年3月1日.
var writtenDate = regexp.MustCompile(`^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$`)

// DocumentDate is a day as documents show it: 2023年3月1日. ok is false if it is none.
func DocumentDate(written string) (date string, ok bool) {
	m := writtenDate.FindStringSubmatch(indicator.FoldText(written))
	if m == nil {
		return "", false
	}
	day, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	return day.Format("2006年1月2日"), err == nil && day.Year() > 1900
}

// unit reads the scores of one unit, which come in the table's order, and reports
// whether they are what belongs there.
func (r *reader) unit(block []workbook.Row) bool {
	unit, n := r.unitOf(block), len(r.set.Units)
	_, again := r.place[unit]
	r.set.Units, r.set.Scores, r.place[unit] = append(r.set.Units, unit), append(r.set.Scores, nil), n
	for k, row := range block {
		c := r.table.Criteria[k]
		e := scores.Entry{Criterion: k, Unit: unit, At: position(row), Note: textAt(row, noteOfCol)}
		name, code, value, file := cellAt(row, unitOfCol), cellAt(row, codeOfCol), cellAt(row, scoreCol), cellAt(row, fileCol)
		switch {
		case name.Text != unit || again:
			r.bad(name, cmp.Or(unit, indicator.HeadUnit))
		case code.Text != c.Code:
			r.bad(code, c.Code)
		case !r.read(&e, c, value):
			allowed, _ := scoresheet.Allowed(c)
			r.bad(value, allowed)
		case file.Text != "" && !r.files[file.Text]:
			r.bad(file, msg.RecordFile)
		default:
			r.set.Scores[n] = append(r.set.Scores[n], e)
			continue
		}
		return false
	}
	return true
}

// unitOf is the unit that most rows of a block name: one may have been altered.
func (r *reader) unitOf(block []workbook.Row) string {
	rows, most := map[string]int{}, ""
	for _, row := range block {
		name := textAt(row, unitOfCol)
		if rows[name]++; rows[name] > rows[most] || name == most {
			most = name
		}
	}
	return most
}

// position is the cell that a score came from.
func position(row workbook.Row) diag.Position {
	at := diag.Position{File: textAt(row, fileCol), Worksheet: textAt(row, worksheetCol)}
	if col, number, ok := workbook.Place(textAt(row, cellCol)); ok { // a score that is missing may have none
		at.Col, at.Row = col, number
	}
	return at
}

// read takes a recorded score into an entry, and reports whether it can be one. An
// empty one is missing, and makes the report a provisional one.
func (r *reader) read(e *scores.Entry, c indicator.Criterion, value workbook.Cell) bool {
	if value.Text == "" {
		return r.kind == docmeta.Provisional
	}
	e.State = scores.Valid
	if c.Kind() == indicator.Veto {
		e.Veto = value.Text == indicator.Yes
		return e.Veto || value.Text == indicator.No
	}
	points, err := indicator.ParsePoints(value.Text)
	e.Points, e.NA = points, c.FullIfNA && value.Mark == markNA
	plain := value.Kind == workbook.Number || e.NA && points == c.Points
	return err == nil && points >= 0 && points <= c.Points && plain
}

// ledger takes the reasons from the ledger.
func (r *reader) ledger(rows []workbook.Row) {
	const reasonCol = ledgerDeducted + 1
	var e *scores.Entry
	more := map[*scores.Entry][]scores.Reason{} // what goes on in further rows
	for _, row := range rows {
		kind := textAt(row, ledgerLead)
		if kind != kindMore {
			e = r.entry(textAt(row, 1), textAt(row, ledgerLead+1))
		}
		if e == nil || kind == kindOpen {
			continue
		}
		reason := scores.Reason{Text: textAt(row, reasonCol), Evidence: textAt(row, reasonCol+1), At: e.At}
		switch {
		case reason.Text+reason.Evidence == "":
		case kind == kindMore && len(e.Reasons) > 0:
			more[e] = append(more[e], reason)
		default:
			e.Reasons = append(e.Reasons, reason)
		}
	}
	for e, rest := range more {
		e.Reasons[0] = joined(e.Reasons[0], rest)
	}
	for _, entries := range r.set.Scores {
		for k := range entries {
			entries[k].Reasons = separate(entries[k].Reasons)
		}
	}
}

// joined is a reason with the rest of it.
func joined(first scores.Reason, rest []scores.Reason) scores.Reason {
	var text, evidence strings.Builder
	for _, part := range append([]scores.Reason{first}, rest...) {
		text.WriteString(part.Text)
		evidence.WriteString(part.Evidence)
	}
	return scores.Reason{Text: text.String(), Evidence: evidence.String(), At: first.At}
}

// entry is a unit's score for a criterion, nil if there is none.
func (r *reader) entry(unit, code string) *scores.Entry {
	i, ok := r.place[unit]
	k := r.table.Index(code)
	if !ok || k < 0 || k >= len(r.set.Scores[i]) {
		return nil
	}
	return &r.set.Scores[i][k]
}

// numbering begins a reason where several stand in one text.
var numbering = regexp.MustCompile(`(?m)^([1-9][0-9]?)\. `)

// separate is the reverse of [explained]: a text with numbers is as many reasons.
func separate(list []scores.Reason) []scores.Reason {
	if len(list) != 1 {
		return list
	}
	reasons, evidence := numbered(list[0].Text), numbered(list[0].Evidence)
	var several []scores.Reason
	for i := range max(len(reasons), len(evidence)) {
		reason := scores.Reason{At: list[0].At}
		if i < len(reasons) {
			reason.Text = reasons[i]
		}
		if i < len(evidence) {
			reason.Evidence = evidence[i]
		}
		several = append(several, reason)
	}
	if text, proof := explained(several); text == list[0].Text && proof == list[0].Evidence {
		return several
	}
	return list // somebody has written the numbers himself
}

// numbered are the parts of a text with numbers, each at the place of its number.
func numbered(text string) []string {
	var parts []string
	marks := numbering.FindAllStringSubmatchIndex(text, -1)
	for i, m := range marks {
		number, _ := strconv.Atoi(text[m[2]:m[3]]) // two digits
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		parts = append(parts, make([]string, max(0, number-len(parts)))...)
		if number > 0 && number == len(parts) {
			parts[number-1] = strings.TrimSuffix(text[m[1]:end], "\n")
		}
	}
	return parts
}
