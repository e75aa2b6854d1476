package workbook

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
)

// merges are the merged ranges of a worksheet: the first and the last cell of
// each.
type merges [][2]diag.Position

func readMerges(f *excelize.File, sheet string) (merges, error) {
	ranges, err := f.GetMergeCells(sheet, true)
	if err != nil {
		return nil, err
	}
	if len(ranges) > maxMerges {
		return nil, errTooLarge
	}
	var m merges
	for _, r := range ranges {
		var corners [2]diag.Position
		for i, name := range []string{r.GetStartAxis(), r.GetEndAxis()} {
			col, row, err := excelize.CellNameToCoordinates(name)
			if err != nil {
				return nil, err
			}
			corners[i] = diag.Position{Col: col, Row: row}
		}
		m = append(m, corners)
	}
	return m, nil
}

// hide reports whether a cell lies under a merged range: only the range's
// first cell is shown, and whatever the others still store is seen by nobody.
func (m merges) hide(at diag.Position) bool {
	return slices.ContainsFunc(m, func(r [2]diag.Position) bool {
		first, last := r[0], r[1]
		inside := at.Col >= first.Col && at.Col <= last.Col && at.Row >= first.Row && at.Row <= last.Row
		return inside && (at.Col != first.Col || at.Row != first.Row)
	})
}
