package report

import (
	"cmp"
	"slices"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// dropped finds the kinds of extras that should be there and of which the book has none.
func (v *verifier) dropped(book *workbook.Outline) {
	var has, should [workbook.ExtraKinds]bool
	for _, sheet := range book.Sheets {
		for _, e := range sheet.Extras {
			has[e.Kind] = true
		}
	}
	for _, sheet := range v.want.Sheets {
		for _, e := range sheet.Extras {
			should[e.Kind] = true
		}
	}
	for kind := range workbook.ExtraKinds {
		if should[kind] && !has[kind] {
			v.Dropped = append(v.Dropped, kind)
		}
	}
}

// extras compares what is beside the cells of two worksheets.
func (v *verifier) extras(found, want workbook.Sheet) {
	order := func(a, b workbook.Extra) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.At.Col, b.At.Col), cmp.Compare(a.Part, b.Part))
	}
	sorted := func(s workbook.Sheet) []workbook.Extra {
		return slices.SortedStableFunc(slices.Values(s.Extras), func(a, b workbook.Extra) int { return cmp.Or(order(a, b), cmp.Compare(a.Text, b.Text)) })
	}
	pairs(sorted(found), sorted(want), order, func(a, b *workbook.Extra) {
		one := cmp.Or(a, b)
		if a != nil && b != nil && a.Text == b.Text || a == nil && slices.Contains(v.Dropped, b.Kind) {
			return
		}
		v.differs(diag.OtherExtra.Code, func() diag.Diagnostic {
			return diag.OtherExtra.At(one.At, one.Kind.Name(), extraText(a), extraText(b))
		})
	})
}

// extraText is what a message says of an extra.
func extraText(e *workbook.Extra) any {
	if e == nil {
		return msg.ExtraNone
	}
	return cut(cmp.Or(e.Text, e.Part))
}

// covered finds the cells under charts that should not be under one. What else lies over
// cells does not belong there at all.
func (v *verifier) covered(r *rooms) {
	const most = 16 // charts, of which the report has one; more are told of as such
	for _, d := range r.found.Drawings[:min(len(r.found.Drawings), most)] {
		for _, row := range r.found.Rows {
			for i := range row.Cells {
				c := &row.Cells[i]
				if c.Text == "" || !d.Chart || !d.Overlaps(rangeOf(r.foundMerges, c)) {
					continue
				}
				if at := rangeOf(r.wantMerges, c); !slices.ContainsFunc(r.want.Drawings, func(d workbook.Drawing) bool { return d.Overlaps(at) }) {
					v.differs(diag.CoveredCell.Code, func() diag.Diagnostic { return diag.CoveredCell.At(c.At) })
				}
			}
		}
	}
}

// rooms are how much of a text the cells of a worksheet have room for, and how much they
// should have.
type rooms struct {
	found, want             workbook.Sheet
	foundMerges, wantMerges map[[2]int]workbook.Range // by their first cells
	wraps                   bool                      // the program that saved it has kept which texts are broken into lines
}

func newRooms(found, want workbook.Sheet) *rooms {
	merges := func(s workbook.Sheet) map[[2]int]workbook.Range {
		first := map[[2]int]workbook.Range{}
		for _, r := range s.Merges {
			first[[2]int{r.FirstRow, r.FirstCol}] = r
		}
		return first
	}
	wraps := slices.ContainsFunc(found.Rows, func(r workbook.Row) bool {
		return slices.ContainsFunc(r.Cells, func(c workbook.Cell) bool { return c.Look.Wraps })
	})
	return &rooms{found, want, merges(found), merges(want), wraps}
}

// cuts reports whether a part of a cell's text has no room that should have it: its
// column is narrower, its row lower, its characters larger, or it is not broken into
// lines. Programs save a column a little narrower than it was; that counts only if it
// makes more lines than there is room for. Those that save no sizes save a usual one,
// which is much the same.
func (r *rooms) cuts(found, want *workbook.Cell) bool {
	const usual = 11
	should, is := cmp.Or(float64(want.Look.Size), usual), float64(found.Look.Size)
	if is < should*1.25 {
		is = should
	}
	if found.Look.Turned && !want.Look.Turned {
		return true
	}
	unbroken := r.wraps && want.Look.Wraps && !found.Look.Wraps
	width, height := r.found.Room.Of(rangeOf(r.foundMerges, found))
	wide, high := r.want.Room.Of(rangeOf(r.wantMerges, want))
	width, wide = width-found.Look.Indented(), wide-want.Look.Indented()
	if is == should && width >= wide && (height == 0 || height >= high) && !unbroken {
		return false
	}
	const least, spacing = 2.5, 1.2 // of a width, of which the measure leaves something; a line's height
	lines := func(c *workbook.Cell, width, size float64) int {
		if c.Kind != workbook.Text {
			return 1
		}
		return typeset.Lines(c.Text, max(least, width*usual/size))
	}
	lacks := func(lines int, height, size float64) (points float64) {
		if height == 0 {
			return 0
		}
		return max(0, float64(lines)*size*spacing-height)
	}
	const slack = 6 // points: half a line
	n := lines(found, width, is)
	return unbroken && n > 1 || lacks(n, height, is) > lacks(lines(want, wide, should), high, should)+slack
}

// rangeOf is the merged range that begins at a cell, or the cell itself.
func rangeOf(merges map[[2]int]workbook.Range, c *workbook.Cell) workbook.Range {
	if merged, ok := merges[[2]int{c.At.Row, c.At.Col}]; ok {
		return merged
	}
	return workbook.Range{FirstCol: c.At.Col, FirstRow: c.At.Row, LastCol: c.At.Col, LastRow: c.At.Row}
}
