package term

import (
	"fmt"
	"strings"
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

// paint puts the columns' colours into their cells, in place and line by line, which
// no longer change.
func paint(columns []Column, rows [][]string) {
	for _, row := range rows {
		for col, c := range columns {
			color, ok := c.color(row[col])
			if !ok {
				continue
			}
			lines := strings.Split(row[col], "\n")
			for n, line := range lines {
				lines[n] = fmt.Sprintf("\x1b[%dm%s\x1b[0m", color, line)
			}
			row[col] = strings.Join(lines, "\n")
		}
	}
}

// color is the colour of a cell that has one, also after it was wrapped.
func (c Column) color(cell string) (Color, bool) {
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for text, color := range c.Colors {
		if bare(text) == bare(cell) {
			return color, true
		}
	}
	return 0, false
}
