package scoresheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// columns sorts the header row's cells into the sheet's own headings and the
// units.
func (p *parser) columns() {
	p.heads, p.headed = map[string]int{}, map[string]diag.Position{}
	madeFor := p.meta.Units
	p.unmade = p.unitsOfTable()
	p.sheet.madeFor, p.sheet.Units = madeFor, slices.Clone(madeFor)
	var again []repeated
	for _, cell := range p.header.Cells {
		head := text(cell)
		switch {
		case head == "":
		case indicator.IsHeading(head):
			if p.heads[head] != 0 {
				p.list.Add(diag.RepeatedHeading.At(cell.At, head))
			} else {
				p.heads[head] = cell.At.Col
			}
		case strings.Contains(head, indicator.HeadSelf):
			p.list.Add(diag.SelfScoreColumn.At(cell.At, abbreviate(cell.Text)))
		default:
			p.unclear(cell)
			unit, ok := p.unitColumn(cell, madeFor)
			if _, headed := p.headed[unit]; headed {
				again = append(again, repeated{unit, cell.At})
			} else if ok {
				p.addColumn(cell, unit)
			}
		}
	}
	if len(again) == 0 {
		return
	}
	without := p.withoutColumn()
	for _, r := range again {
		p.list.Add(diag.RepeatedUnit.At(r.at, r.unit, p.headed[r.unit].Cell(), without))
	}
}

// repeated is a heading for a unit that has one already.
type repeated struct {
	unit string
	at   diag.Position
}

// unclear refuses a label that people read differently from what is stored, or not at
// all: whose scores a column has, which criterion a row is of. It warns of characters
// that nobody sees and of a formula.
func (p *parser) unclear(cell workbook.Cell) {
	read := indicator.WithoutUnseen(cell.Text)
	if why := whyUnclear(cell); !why.IsZero() {
		p.list.Add(diag.UnclearLabel.At(cell.At, abbreviate(cell.Text), why))
	} else if read != cell.Text {
		p.list.Add(diag.UnseenCharacters.At(cell.At, abbreviate(cell.Text), abbreviate(read)))
	}
	if cell.Formula != "" {
		p.list.Add(diag.FormulaLabel.At(cell.At, abbreviate(cell.Text), cell.Elsewhere()))
	}
}

// whyUnclear is why people may not see a label as it is stored, or nothing.
func whyUnclear(cell workbook.Cell) msg.Text {
	if indicator.Turns(cell.Text) {
		return msg.UnclearTurned
	}
	return whyUnseen(cell)
}

// whyUnseen is the same of any cell, as far as it follows from how the cell is shown.
func whyUnseen(cell workbook.Cell) msg.Text {
	switch {
	case cell.Doubts != 0:
		return cell.Doubts.Why()
	case cell.Kind == workbook.ShownDifferently, cell.Shown != "":
		return msg.UnclearShownDifferently
	}
	return msg.Text{}
}

// unitColumn finds out which unit a heading means: one of those that the sheet
// was made for, and of the roster that the user gave; where there is neither, one of
// the table's units. A sheet that has none of these may be for others.
func (p *parser) unitColumn(cell workbook.Cell, madeFor []string) (unit string, ok bool) {
	unit = text(cell)
	if tooLong(unit) {
		p.list.Add(diag.TooLarge.At(cell.At, indicator.LimitName.Text()))
		return "", false
	}
	for _, roster := range []struct {
		units     []string
		list, fix msg.Text
	}{
		{madeFor, msg.RosterSheet, msg.FixHeading},
		{p.roster, msg.RosterGiven, msg.FixRoster},
		{p.unmade, msg.RosterTable, msg.FixStranger},
	} {
		if len(roster.units) == 0 {
			continue
		}
		found, ok := p.resolve(cell, unit, roster.units)
		if !ok {
			near := p.nearestUnit(unit, roster.units)
			p.list.Add(diag.UnknownUnit.At(cell.At, abbreviate(cell.Text), roster.list, suggested(unit, near), roster.fix))
			if near != "" {
				p.sheet.guessed = append(p.sheet.guessed, near)
			}
			return "", false
		}
		unit = found
	}
	return unit, true
}

// unitsOfTable are the table's units if nothing else says which the sheet's are, and it
// has a column for one of them at least; then a heading that is none of them, such as
// 平均分, is no unit.
func (p *parser) unitsOfTable() []string {
	if len(p.meta.Units)+len(p.roster) > 0 {
		return nil
	}
	for _, cell := range p.header.Cells {
		if _, match := indicator.Resolve(cell.Text, p.table.Units); match != indicator.NoMatch {
			return p.table.Units
		}
	}
	return nil
}

// addColumn takes a column for a unit's. A heading over several columns does not say
// which of them has the scores.
func (p *parser) addColumn(cell workbook.Cell, unit string) {
	if merged, ok := p.grid.Merged(cell.At); ok && merged.FirstCol < merged.LastCol {
		p.list.Add(diag.MergedHeading.At(cell.At, unit, merged))
	}
	p.headed[unit] = cell.At
	p.sheet.columns = append(p.sheet.columns, column{cell.At.Col, unit})
	if !slices.Contains(p.sheet.Units, unit) {
		p.sheet.Units = append(p.sheet.Units, unit)
	}
}

// withoutColumn names the units that the sheet was made for and that have no column,
// one of which a repeated heading may have been.
func (p *parser) withoutColumn() msg.Text {
	var units []string
	for _, unit := range p.sheet.madeFor {
		if _, headed := p.headed[unit]; !headed {
			units = append(units, unit)
		}
	}
	if len(units) == 0 {
		return msg.Text{}
	}
	return msg.UnitWithout(msg.Some(units, 3))
}

// otherSheets warns of worksheets that have units and criteria too, but are not headed
// as a score sheet is.
func (p *parser) otherSheets() {
	for _, grid := range p.book.Sheets {
		if grid.Name == p.grid.Name {
			continue
		}
		i := slices.IndexFunc(grid.Rows, func(row workbook.Row) bool {
			units, heading := 0, false
			for _, cell := range row.Cells {
				name := text(cell)
				if _, ok := p.headed[name]; ok {
					units++
				}
				heading = heading || indicator.IsHeading(name)
			}
			return units > 1 && heading
		})
		if i >= 0 {
			p.list.Add(diag.OtherWorksheet.At(grid.Rows[i].Cells[0].At, p.grid.Name))
		}
	}
}

// tooLong reports whether a name is none that a unit can have.
func tooLong(name string) bool { return utf8.RuneCountInString(name) > indicator.MaxName }

// nearestUnit is the unit that a heading may have meant: one that has no other
// column. A name that the table knows is no slip of the pen.
func (p *parser) nearestUnit(name string, known []string) string {
	if !p.compared.Take(len(known)) || slices.Contains(p.table.Units, name) {
		return ""
	}
	if p.heading == nil {
		p.heading = map[string]bool{}
		for _, cell := range p.header.Cells {
			p.heading[text(cell)] = true
		}
	}
	return indicator.Nearest(name, slices.DeleteFunc(slices.Clone(known), func(unit string) bool { return p.heading[unit] }))
}

// resolve is [indicator.Resolve], with its warning.
func (p *parser) resolve(cell workbook.Cell, name string, known []string) (string, bool) {
	found, match := indicator.Resolve(name, known)
	if match == indicator.Alike {
		p.list.Add(diag.UnitAlias.At(cell.At, abbreviate(cell.Text), found))
	}
	return found, match != indicator.NoMatch
}
