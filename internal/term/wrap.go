package term

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// wrapColumn breaks the texts of a column into lines.
func wrapColumn(rows [][]string, col, width int) [][]string {
	cond := display()
	wrapped := make([][]string, len(rows))
	for i, row := range rows {
		wrapped[i] = slices.Clone(row)
		var lines []string
		for line := range strings.SplitSeq(row[col], "\n") {
			lines = append(lines, wrap(cond, line, width)...)
		}
		wrapped[i][col] = strings.Join(lines, "\n")
	}
	return wrapped
}

// wrap breaks a line: between two Chinese characters, or at a space, but not before
// a mark that ends something nor behind one that begins it, as long as there is a
// better place.
func wrap(cond *runewidth.Condition, text string, width int) []string {
	var lines []string
	var line []rune
	wide := 0
	for _, r := range text {
		if w := cond.RuneWidth(r); wide+w > width && len(line) > 0 {
			cut := breakBefore(append(line, r))
			lines = append(lines, string(line[:cut]))
			line = append([]rune(nil), line[cut:]...)
			wide = cond.StringWidth(string(line))
		}
		line = append(line, r)
		wide += cond.RuneWidth(r)
	}
	return append(lines, string(line))
}

// breakBefore is the last place at which a line may be broken, or before its last
// character.
func breakBefore(line []rune) int {
	for i := len(line) - 1; i > 0; i-- {
		before, after := line[i-1], line[i]
		if !unicode.In(after, unicode.Pe, unicode.Pf, unicode.Po) && !unicode.In(before, unicode.Ps, unicode.Pi) && !(inWord(before) && inWord(after)) {
			return i
		}
	}
	return len(line) - 1
}

// inWord reports whether a character is part of a word or a number that is not to be
// broken.
func inWord(r rune) bool {
	return r < unicode.MaxLatin1 && !unicode.IsSpace(r)
}
