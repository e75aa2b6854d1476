package workbook

import (
	"slices"

	"qeval/internal/diag"
)

// Range is a rectangle of cells of one worksheet, by one-based columns and
// rows.
type Range struct{ FirstCol, FirstRow, LastCol, LastRow int }

// String is the range's name: A1:B2.
func (r Range) String() string { return Span(r.FirstCol, r.FirstRow, r.LastCol, r.LastRow) }

func (r Range) contains(at diag.Position) bool {
	return at.Col >= r.FirstCol && at.Col <= r.LastCol && at.Row >= r.FirstRow && at.Row <= r.LastRow
}

// first reports whether the range begins at a cell: the only one of a merged
// range that is shown.
func (r Range) first(at diag.Position) bool { return at.Col == r.FirstCol && at.Row == r.FirstRow }

// Merged finds the merged range that a cell lies in.
func (s Sheet) Merged(at diag.Position) (Range, bool) {
	i := slices.IndexFunc(s.Merges, func(r Range) bool { return r.contains(at) })
	if i < 0 {
		return Range{}, false
	}
	return s.Merges[i], true
}

// Overlaps reports whether a cell is in both ranges.
func (r Range) Overlaps(other Range) bool {
	return r.FirstCol <= other.LastCol && other.FirstCol <= r.LastCol && r.FirstRow <= other.LastRow && other.FirstRow <= r.LastRow
}
