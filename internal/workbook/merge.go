package workbook

import (
	"slices"

	"github.com/xuri/excelize/v2"

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

func readMerges(f *excelize.File, sheet string) ([]Range, error) {
	merged, err := f.GetMergeCells(sheet, true)
	if err != nil {
		return nil, err
	}
	if len(merged) > maxMerges {
		return nil, errTooLarge
	}
	var ranges []Range
	for _, m := range merged {
		var r Range
		if r.FirstCol, r.FirstRow, err = excelize.CellNameToCoordinates(m.GetStartAxis()); err != nil {
			return nil, err
		}
		if r.LastCol, r.LastRow, err = excelize.CellNameToCoordinates(m.GetEndAxis()); err != nil {
			return nil, err
		}
		ranges = append(ranges, r)
	}
	return ranges, nil
}

// hiding finds out which rows and columns of a worksheet are hidden, or as good
// as hidden.
type hiding struct {
	file  *excelize.File
	sheet string
	cols  map[int]bool // those that were asked for
}

// What is thinner cannot be read.
const (
	thinRow    = 4   // points
	thinColumn = 0.7 // characters
)

func (h hiding) row(row int) (bool, error) {
	visible, err := h.file.GetRowVisible(h.sheet, row)
	if err != nil || !visible {
		return !visible, err
	}
	height, err := h.file.GetRowHeight(h.sheet, row)
	return height < thinRow, err
}

func (h hiding) col(col int) (bool, error) {
	if hidden, ok := h.cols[col]; ok {
		return hidden, nil
	}
	visible, err := h.file.GetColVisible(h.sheet, diag.Column(col))
	if err != nil {
		return false, err
	}
	width, err := h.file.GetColWidth(h.sheet, diag.Column(col))
	h.cols[col] = !visible || width < thinColumn
	return h.cols[col], err
}
