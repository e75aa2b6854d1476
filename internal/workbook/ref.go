package workbook

import (
	"fmt"
	"strings"

	"qeval/internal/diag"
)

// Ref is the name of the cell at a one-based column and row.
func Ref(col, row int) string {
	return diag.Position{Col: col, Row: row}.Cell()
}

// Span is the name of the range from one cell to another: "A1:B2".
func Span(firstCol, firstRow, lastCol, lastRow int) string {
	return Ref(firstCol, firstRow) + ":" + Ref(lastCol, lastRow)
}

// Absolute is the name of a cell that stays the same wherever its formula is:
// "$A$1".
func Absolute(col, row int) string { return fmt.Sprintf("$%s$%d", diag.Column(col), row) }

// Place is the one-based column and row of a cell's name. ok is false if it is none.
func Place(cell string) (col, row int, ok bool) {
	col, row, ok = placeOf([]byte(strings.ToUpper(cell)))
	if !ok || col > MaxColumns {
		return 0, 0, false
	}
	return col, row, true
}

// In is how formulas and links name a cell or a range of another worksheet.
func In(worksheet, cells string) string {
	return "'" + strings.ReplaceAll(worksheet, "'", "''") + "'!" + cells
}
