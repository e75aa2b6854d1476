package workbook

import (
	"bytes"
	"cmp"
	"slices"

	"qeval/internal/budget"
)

// conditional are a worksheet's conditional formats that may hide something. Whether
// their conditions hold is not found out.
type conditional struct {
	rules []conditionalRule
	left  budget.Budget // ranges and differential formats
}

// conditionalRule is what may become of the cells of a range.
type conditionalRule struct {
	Range
	change *change
}

// paint is what a colour scale or a data bar does: it puts one of its colours, or what is
// between them, behind the value.
func paint(s *scanner) *change {
	return &change{fills: true, paper: fill{pattern: 1, front: readColour(s)}}
}

// hidesAll is what a data bar or an icon does that stands in place of the value.
var hidesAll = &change{hides: true}

// readConditional reads the conditional formats of some ranges.
func (w *worksheet) readConditional() error {
	s, ranges := w.s, bytes.Clone(w.s.attr("sqref"))
	var changes []*change
	err := s.children(func() error {
		if string(s.name) != "cfRule" {
			return nil
		}
		if id := s.index("dxfId"); id < len(w.styles.changes) {
			changes = w.keepChange(changes, &w.styles.changes[id])
		}
		return s.within(func() (err error) {
			changes, err = w.keepPainted(changes)
			return err
		})
	})
	if err != nil {
		return err
	}
	return w.addRules(ranges, changes)
}

// readExtensions reads the conditional formats that later programs have added.
func (w *worksheet) readExtensions() error {
	s := w.s
	return s.within(func() error {
		if carriesCells(s.name) {
			return misplaced(s.name)
		}
		switch {
		case s.space != laterSpace:
		case string(s.local) == "conditionalFormatting":
			return w.readLaterConditional()
		case string(s.local) == "dataValidation" && w.whole:
			return w.readPrompt(nil)
		}
		return nil
	})
}

func (w *worksheet) readLaterConditional() error {
	s := w.s
	var changes []*change
	var ranges []byte
	err := s.within(func() (err error) {
		if s.space != laterSpace {
			return nil
		}
		switch string(s.local) {
		case "dxf":
			if !w.conditional.left.Take(1) {
				return w.conditional.left.Excess()
			}
			c, err := changeOf(s)
			changes = w.keepChange(changes, &c)
			return err
		case "sqref":
			text, err := s.content()
			ranges = append(append(ranges, ' '), text...)
			return err
		}
		changes, err = w.keepPainted(changes)
		return err
	})
	if err != nil {
		return err
	}
	return w.addRules(ranges, changes)
}

// keepPainted adds to the changes that of the data bar or the icons which begin, if they
// hide the value, or that of a colour of a bar or a scale.
func (w *worksheet) keepPainted(changes []*change) ([]*change, error) {
	switch string(w.s.local) {
	case "dataBar", "iconSet":
		if shown, err := w.s.flag("showValue", true); err == nil && !shown {
			return w.keepChange(changes, hidesAll), nil
		}
	case "color", "fillColor", "negativeFillColor":
		if !w.conditional.left.Take(1) {
			return changes, w.conditional.left.Excess()
		}
		return w.keepChange(changes, paint(w.s)), nil
	}
	return changes, nil
}

// keepChange adds a change to others, if it may hide something.
func (w *worksheet) keepChange(changes []*change, c *change) []*change {
	if !c.judged {
		c.judged, c.matters = true, w.styles.matters(c)
	}
	const most = 64 // formats of one element, each of which is looked for among the others
	if !c.matters || slices.Contains(changes, c) || slices.Contains(changes, hidesAll) {
		return changes
	}
	if c.hides || len(changes) == most {
		return []*change{hidesAll} // the others add nothing
	}
	return append(changes, c)
}

// addRules remembers what may become of ranges. One that cannot be read may be any.
func (w *worksheet) addRules(ranges []byte, changes []*change) error {
	if len(changes) == 0 {
		return nil
	}
	for name := range bytes.FieldsSeq(ranges) {
		cells, ok := rangeOf(name)
		if !ok {
			cells = Range{1, 1, MaxColumns, lastRow}
		}
		if !w.conditional.left.Take(len(changes)) {
			return w.conditional.left.Excess()
		}
		for _, c := range changes {
			w.conditional.rules = append(w.conditional.rules, conditionalRule{cells, c})
		}
	}
	return nil
}

// applyConditional tells of the cells under conditional formats that may hide them.
func (w *worksheet) applyConditional() error {
	if len(w.conditional.rules) == 0 {
		return nil
	}
	columns := w.byColumn()
	for _, rule := range w.conditional.rules {
		if err := w.visitRange(columns, rule.Range, func(i int) {
			if cell := &w.cells[i]; !cell.Doubts.Has(Conditional) && (rule.change.over(w.looks[i][0]) || rule.change.over(w.looks[i][1])) {
				cell.Doubts |= Conditional
			}
		}); err != nil {
			return err
		}
	}
	return nil
}

// byColumn are the places of the cells by their columns, from top to bottom.
func (w *worksheet) byColumn() [][]int {
	var columns [][]int
	for i := range w.cells {
		col := w.cells[i].At.Col
		for len(columns) <= col {
			columns = append(columns, nil)
		}
		columns[col] = append(columns[col], i)
	}
	if w.astray {
		for _, column := range columns {
			slices.SortFunc(column, func(a, b int) int { return cmp.Compare(w.cells[a].At.Row, w.cells[b].At.Row) })
		}
	}
	return columns
}

// visitRange calls visit with the place of each cell of a range.
func (w *worksheet) visitRange(columns [][]int, cells Range, visit func(i int)) error {
	for col := cells.FirstCol; col <= cells.LastCol && col < len(columns); col++ {
		column := columns[col]
		from, _ := slices.BinarySearchFunc(column, cells.FirstRow, func(i, row int) int { return cmp.Compare(w.cells[i].At.Row, row) })
		to := from
		for to < len(column) && w.cells[column[to]].At.Row <= cells.LastRow {
			visit(column[to])
			to++
		}
		if !w.visited.Take(to - from + 1) {
			return w.visited.Excess()
		}
	}
	return nil
}
