package term

import (
	"regexp"
	"strings"
)

// numbers is a cell that begins with one number, or with two and a mark between.
var numbers = regexp.MustCompile(`^([+-]?\d+)(\.\d+)?(?:( ?[^\d\s.,+-] ?)([+-]?\d+)(\.\d+)?)?([^\d,.].*)?$`)

// alignPoints pads the numbers in columns of such, in place, so that their points line
// up.
func alignPoints(columns []Column, rows [][]string) {
	for col, c := range columns {
		if !c.Right && !c.Ranges {
			continue
		}
		cells := make([][]string, len(rows)) // what matches, nil if it is no number
		var widest [6]int                    // of each part
		for i, row := range rows {
			if cells[i] = numbers.FindStringSubmatch(row[col]); cells[i] == nil {
				continue
			}
			for part, text := range cells[i][1:] {
				widest[part] = max(widest[part], len(text))
			}
		}
		for i, parts := range cells {
			if parts == nil {
				continue
			}
			first := left(parts[1], widest[0]) + right(parts[2], widest[1])
			if parts[3] != "" {
				first += parts[3] + left(parts[4], widest[3]) + right(parts[5], widest[4])
			}
			rows[i][col] = first + parts[6]
		}
	}
}

// left and right fill digits up with spaces on that side.
func left(digits string, width int) string  { return strings.Repeat(" ", width-len(digits)) + digits }
func right(digits string, width int) string { return digits + strings.Repeat(" ", width-len(digits)) }
