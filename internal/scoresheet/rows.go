package scoresheet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/workbook"
)

// asCode is the form in which codes are compared.
func asCode(text string) string { return strings.ToUpper(indicator.FoldText(text)) }

// looksLikeCode matches what somebody may have made of a code.
var looksLikeCode = regexp.MustCompile(`^[A-Z]{1,2}[0-9]+[-_.,·。、][-_.,·。、0-9]*$`)

// rows reads the rows below the header, found by their codes.
func (p *parser) rows() {
	seen := map[string]diag.Position{}
	p.findLastRow()
	for _, row := range p.grid.Rows {
		if row.Number <= p.header.Number {
			continue
		}
		cell, ok := at(row, p.heads[indicator.HeadCode])
		if !ok || text(cell) == "" {
			p.headedAgain(row)
			p.withoutCode(row)
			p.rest = append(p.rest, row)
			continue
		}
		if isFoot(text(cell)) {
			p.foot = append(p.foot, row)
			continue
		}
		code := asCode(cell.Text)
		index := p.table.Index(code)
		if index < 0 {
			p.headedAgain(row)
			if _, ok := p.firstEntry(row); ok || looksLikeCode.MatchString(code) {
				p.unknownCriterion(row, cell)
			} else {
				p.rest = append(p.rest, row)
			}
			continue
		}
		criterion := p.table.Criteria[index]
		if first, again := seen[code]; again {
			p.list.Add(diag.RepeatedCriterion.At(cell.At, code, first.Cell(), p.refuse(row, index, msg.FixRepeated)))
			continue
		}
		seen[code] = cell.At
		if p.sheet.Department != "" && criterion.Department != p.sheet.Department {
			p.list.Add(diag.ForeignCriterion.At(cell.At, code, criterion.Item.Name, criterion.Department, p.sheet.Department, p.refuse(row, index, msg.FixForeign)))
			continue
		}
		cell.Doubts &^= workbook.Hidden | workbook.NoRoom | workbook.Low // the criterion's text tells as much, and hidden scores are refused
		p.unclear(cell)
		if (len(p.sheet.listed)+1)*len(p.sheet.columns) > MaxScores {
			p.list.Add(diag.TooLarge.At(cell.At, limitScores.Text()))
			return
		}
		p.sheet.listed = append(p.sheet.listed, index)
		p.unaltered(row, cell.At, criterion)
		p.undoubted(row)
		p.ofCriteria = append(p.ofCriteria, row.Number)
		p.withoutHeading(row)
		note := p.note(row)
		for _, c := range p.sheet.columns {
			p.entry(row, index, c, note)
		}
	}
}

// findLastRow finds the last row with the code of a criterion: what stands above it is
// among the scores.
func (p *parser) findLastRow() {
	for _, row := range slices.Backward(p.grid.Rows) {
		if cell, ok := at(row, p.heads[indicator.HeadCode]); ok && p.table.Index(asCode(cell.Text)) >= 0 {
			p.lastRow = row.Number
			return
		}
	}
}

// unknownCriterion refuses a row, and names the criterion whose text it has.
func (p *parser) unknownCriterion(row workbook.Row, cell workbook.Cell) {
	near := ""
	if i := p.described(row); i >= 0 {
		near = p.table.Criteria[i].Code
		p.refused(i)
	}
	p.list.Add(diag.UnknownCriterion.At(cell.At, abbreviate(cell.Text), suggested(asCode(cell.Text), near)))
}

// described is the criterion whose text a row has, by its index in the table, or -1: of
// several the first, those of the sheet's department before others.
func (p *parser) described(row workbook.Row) int {
	if p.byText == nil {
		p.byText = map[string]int{}
		for i, c := range p.table.Criteria {
			for _, text := range criterionCells(c) {
				text = indicator.FoldText(text)
				first, ok := p.byText[text]
				if own := p.sheet.Department; !ok || c.Department == own && p.table.Criteria[first].Department != own {
					p.byText[text] = i
				}
			}
		}
	}
	cell, _ := at(row, p.heads[indicator.HeadCriterion])
	if i, ok := p.byText[indicator.FoldText(cell.Text)]; ok {
		return i
	}
	return -1
}

// refused notes that a criterion's row could not be read, so that it is not missing too.
func (p *parser) refused(index int) {
	p.sheet.listed = append(p.sheet.listed, index)
	p.sheet.refused = append(p.sheet.refused, index)
}

// refuse refuses a row whose code, that of a criterion of the table, cannot be right. It
// returns what is to be done: to restore the code if the row has the text of another
// criterion that the department scores.
func (p *parser) refuse(row workbook.Row, index int, otherwise msg.Text) msg.Text {
	i := p.described(row)
	if i < 0 || i == index || p.sheet.Department != "" && p.table.Criteria[i].Department != p.sheet.Department {
		return otherwise
	}
	p.refused(i)
	return msg.FixCode(p.table.Criteria[i].Code)
}

// at finds the cell of a row in a column.
func at(row workbook.Row, col int) (workbook.Cell, bool) {
	i, ok := slices.BinarySearchFunc(row.Cells, col, func(c workbook.Cell, col int) int {
		return cmp.Compare(c.At.Col, col)
	})
	if !ok {
		return workbook.Cell{}, false
	}
	return row.Cells[i], true
}

// firstEntry is the first cell of a row in a unit's column that may be a score.
// Anything else there is a remark; below the scores, so is a day and a telephone number.
func (p *parser) firstEntry(row workbook.Row) (workbook.Cell, bool) {
	for _, cell := range row.Cells {
		if _, ok := p.unitAt(cell.At.Col); ok && mayBeScore(cell) && (row.Number < p.lastRow || !isDayOrPhone(cell)) {
			return cell, true
		}
	}
	return workbook.Cell{}, false
}

// isDayOrPhone reports whether a cell has a day or as many digits as no score has.
func isDayOrPhone(cell workbook.Cell) bool {
	return cell.Kind == workbook.Date || cell.Kind == workbook.Number && len(cell.Text) >= 7 && !strings.ContainsAny(cell.Text, ".-")
}

// unitAt is the unit that has a column.
func (p *parser) unitAt(col int) (string, bool) {
	i, ok := slices.BinarySearchFunc(p.sheet.columns, col, func(c column, col int) int { return cmp.Compare(c.col, col) })
	if !ok {
		return "", false
	}
	return p.sheet.columns[i].unit, true
}

// withoutCode refuses a row that holds something for a unit but does not say
// for which criterion.
func (p *parser) withoutCode(row workbook.Row) {
	if cell, ok := p.firstEntry(row); ok {
		p.list.Add(diag.NoCode.At(cell.At, abbreviate(cell.Text)))
	}
}

// withoutHeading warns of what stands in a criterion's row but in no column
// that has a heading.
func (p *parser) withoutHeading(row workbook.Row) {
	for _, cell := range row.Cells {
		if head, ok := at(p.header, cell.At.Col); text(cell) != "" && (!ok || text(head) == "") {
			p.list.Add(diag.NoHeading.At(cell.At, abbreviate(cell.Text)))
		}
	}
}

// undoubted warns of a description of a criterion that people may not see as it is. What
// is wrong with the whole row refuses its scores.
func (p *parser) undoubted(row workbook.Row) {
	var score workbook.Cell
	if len(p.sheet.columns) > 0 {
		score, _ = at(row, p.sheet.columns[0].col)
	}
	for _, head := range [...]string{indicator.HeadCriterion, indicator.HeadItem, indicator.HeadPoints} {
		cell, _ := at(row, p.heads[head])
		cell.Doubts &^= score.Doubts
		if why := whyUnseen(cell); !why.IsZero() {
			p.list.Add(diag.UnclearDescription.At(cell.At, abbreviate(cell.Text), why))
		}
	}
}

// unaltered holds a row's descriptive cells against the table. A column that
// is gone cannot contradict it.
func (p *parser) unaltered(row workbook.Row, where diag.Position, c indicator.Criterion) {
	altered := func(head string, want ...string) (cell workbook.Cell, is bool) {
		where.Col = p.heads[head]
		cell, _ = at(row, where.Col)
		return cell, where.Col != 0 && !slices.ContainsFunc(want, func(text string) bool { return sameText(cell.Text, text) })
	}
	if cell, is := altered(indicator.HeadCriterion, criterionCells(c)...); is {
		fix := msg.FixCriterionText
		if i := p.described(row); i >= 0 {
			fix = msg.FixTextOrCode(p.table.Criteria[i].Code)
		}
		p.list.Add(diag.AlteredText.At(where, c.Code, foundText(cell), abbreviate(criterionCell(c)), fix))
	}
	if cell, is := altered(indicator.HeadPoints, PointsCell(c)); is {
		p.list.Add(diag.AlteredPoints.At(where, c.Code, foundText(cell), abbreviate(PointsCell(c))))
	}
}

// subtotals warns of a subtotal that somebody has typed over: it will be signed
// and is not what the scores come to. A formula, or the 0 that was pasted for
// it, may not have been calculated since, which is nobody's fault.
func (p *parser) subtotals() {
	sums := map[string]map[string]indicator.Points{} // by the label, then by the unit
	for kind, f := range forms {
		sums[f.subtotal] = p.sums(kind)
	}
	for _, row := range p.foot {
		cell, _ := at(row, p.heads[indicator.HeadCode]) // by which it is known
		label := text(cell)
		for _, cell := range row.Cells {
			unit, _ := p.unitAt(cell.At.Col)
			sum, whole := sums[label][unit]
			if !whole || cell.Kind != workbook.Number || cell.Formula != "" {
				continue
			}
			if typed, err := indicator.ParsePoints(cell.Text); err != nil || typed != sum && typed != 0 {
				p.list.Add(diag.AlteredSubtotal.At(cell.At, unit, label, abbreviate(cell.Text), sum))
			}
		}
	}
}

// sums adds up the points of one kind of the units of which all are valid.
func (p *parser) sums(kind indicator.Kind) map[string]indicator.Points {
	sums := map[string]indicator.Points{}
	for _, c := range p.sheet.columns {
		sums[c.unit] = 0
	}
	for _, e := range p.sheet.Entries {
		if p.table.Criteria[e.Criterion].Kind() == kind && e.State != scores.Valid {
			delete(sums, e.Unit)
		}
	}
	for _, e := range p.sheet.Entries {
		if _, whole := sums[e.Unit]; whole && p.table.Criteria[e.Criterion].Kind() == kind {
			sums[e.Unit] += e.Points
		}
	}
	return sums
}

// sameText compares what describes a criterion: texts without whitespace and
// width, numbers by their value.
func sameText(found, want string) bool {
	if found == want {
		return true
	}
	found, want = indicator.FoldText(found), indicator.FoldText(want)
	is, err := indicator.ParsePoints(withoutUnit(found))
	be, err2 := indicator.ParsePoints(want)
	return found == want || err == nil && err2 == nil && is == be
}

// foundText is a cell's text for a message, in words if there is none.
func foundText(cell workbook.Cell) any {
	if text(cell) == "" {
		return msg.BlankCell
	}
	return abbreviate(cell.Text)
}

func (p *parser) entry(row workbook.Row, index int, c column, note workbook.Cell) {
	e := scores.Entry{Criterion: index, Unit: c.unit, At: p.sheet.At, Note: words(note), NoteAt: note.At}
	e.At.Col, e.At.Row = c.col, row.Number // an empty cell has been read nowhere
	if merged, ok := p.grid.Merged(e.At); ok {
		e.State = scores.Refused
		v := about(p.table, &e)
		v.Merged = merged.String()
		p.list.Add(diag.MergedValue.At(e.At, v))
	} else if cell, ok := at(row, c.col); ok {
		e.At = cell.At
		readEntry(&e, cell, p.table, &p.list)
	}
	p.sheet.Entries = append(p.sheet.Entries, e)
}
