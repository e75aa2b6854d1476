package term

import (
	"fmt"
	"slices"
)

// Color is one of the colours that every terminal has, by its number there.
type Color int

// The colours.
const (
	Red    Color = 31
	Green  Color = 32
	Yellow Color = 33
	Cyan   Color = 36
)

// The values of --color.
const (
	Auto   = "auto"
	Always = "always"
	Never  = "never"
)

// Paint decides whether there are colours: as somebody says who asks for them or not,
// and else if the terminal knows them, unless NO_COLOR is set.
func (t *Terminal) Paint(when string, getenv func(string) string) {
	switch when {
	case Always, Never:
		t.Color = when == Always
	default:
		t.Color = t.escapes && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
	}
}

// colored puts the columns' colours into their cells, which no longer change.
func colored(columns []Column, rows [][]string) [][]string {
	rows = slices.Clone(rows)
	for i, row := range rows {
		rows[i] = slices.Clone(row)
		for col, c := range columns {
			if color, ok := c.Colors[row[col]]; ok {
				rows[i][col] = fmt.Sprintf("\x1b[%dm%s\x1b[0m", color, row[col])
			}
		}
	}
	return rows
}
