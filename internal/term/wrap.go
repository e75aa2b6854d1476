package term

import (
	"slices"
	"strings"
	"unicode"
)

// wrapColumn breaks the texts of a column into lines.
func wrapColumn(rows [][]string, col, width int) [][]string {
	wrapped := make([][]string, len(rows))
	for i, row := range rows {
		wrapped[i] = slices.Clone(row)
		var lines []string
		for line := range strings.SplitSeq(row[col], "\n") {
			lines = append(lines, Wrap(line, width)...)
		}
		wrapped[i][col] = strings.Join(lines, "\n")
	}
	return wrapped
}

// Wrap breaks a line into lines that are no wider than width: at a space, or between
// two Chinese characters, but not before a mark that ends something nor behind one that
// begins it, as long as there is a better place.
func Wrap(text string, width int) []string {
	cond := display()
	var lines []string
	var line []rune
	wide := 0
	for _, r := range text {
		for r != ' ' && len(line) > 0 && wide+cond.RuneWidth(r) > width {
			cut := breakBefore(append(line, r))
			lines = append(lines, strings.TrimRight(string(line[:cut]), " "))
			line = append([]rune(nil), line[cut:]...)
			wide = cond.StringWidth(string(line))
		}
		line = append(line, r)
		wide += cond.RuneWidth(r)
	}
	return append(lines, strings.TrimRight(string(line), " "))
}

// breakBefore is the last place at which a line may be broken, or before its last
// character.
func breakBefore(line []rune) int {
	for i := len(line) - 1; i > 0; i-- {
		before, after := line[i-1], line[i]
		if after != ' ' && !unicode.In(after, unicode.Pe, unicode.Pf, unicode.Po) && !unicode.In(before, unicode.Ps, unicode.Pi) && !(inWord(before) && inWord(after)) {
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
