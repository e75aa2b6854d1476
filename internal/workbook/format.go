package workbook

import (
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// formats finds out how the cells of one workbook are shown, once for each of
// its styles.
type formats struct {
	file  *excelize.File
	known map[int]look
}

// look is how a style shows a cell: the kind that a number in it takes, to how
// many decimals it is rounded (-1 for all), and whether it is struck out.
type look struct {
	kind     Kind
	decimals int
	struck   bool
}

func (f formats) of(sheet, cell string) (look, error) {
	id, err := f.file.GetCellStyle(sheet, cell)
	if err != nil {
		return look{}, err
	}
	if seen, ok := f.known[id]; ok {
		return seen, nil
	}
	seen := look{kind: Number, decimals: -1}
	if style, err := f.file.GetStyle(id); err == nil { // a style that is not there shows nothing special
		seen.kind = kindOfFormat(style.NumFmt, style.CustomNumFmt)
		seen.decimals = decimalsOfFormat(style.NumFmt, style.CustomNumFmt)
		seen.struck = style.Font != nil && style.Font.Strike
	}
	f.known[id] = seen
	return seen, nil
}

var (
	// spacing is what a number format says of colours, conditions and space.
	spacing     = regexp.MustCompile(`\[[^\]]*\]|_.|\*.`)
	conditional = regexp.MustCompile(`\[[<>=]`)
	elapsed     = regexp.MustCompile(`\[(h+|m+|s+)\]`)
	// ordinary is a section that shows the number itself, rounded at most.
	ordinary = regexp.MustCompile(`^(general|g/通用格式|[#?0,]*[#?0](\.[#?0]*)?(e[+-]0+)?) ?("?分"?)?$`)
	// dash is how accounts show zero.
	dash = regexp.MustCompile(`^"?-"?\?*$`)
)

// kindOfFormat judges a number format by its built-in number (ECMA-376 part 1,
// section 18.8.30, with those of Chinese editions) or by its code. Only what is
// known to show the number itself is a Number.
func kindOfFormat(number int, code *string) Kind {
	if code == nil {
		switch {
		case number == 9 || number == 10:
			return Percent
		case number >= 14 && number <= 22, number >= 27 && number <= 36, number >= 45 && number <= 47, number >= 50 && number <= 58:
			return Date
		case number == 12 || number == 13: // fractions, such as 1/3 for 0.33
			return Disguised
		}
		return Number
	}
	lower := strings.ReplaceAll(strings.ToLower(*code), `""`, "")
	if conditional.MatchString(lower) {
		return Disguised // what it shows depends on the number
	}
	sections := strings.Split(spacing.ReplaceAllString(lower, ""), ";")
	// The second section is for negative numbers, which no score is, and the
	// fourth for texts.
	shown := ordinary.MatchString(strings.TrimSpace(sections[0])) || sections[0] == "@"
	if len(sections) > 2 {
		zero := strings.TrimSpace(sections[2])
		shown = shown && (ordinary.MatchString(zero) || dash.MatchString(zero) && zero != "")
	}
	switch {
	case shown && !elapsed.MatchString(lower):
		return Number
	case strings.Contains(lower, "%"):
		return Percent
	case elapsed.MatchString(lower), strings.ContainsAny(sections[0], "ymdhsea"):
		return Date
	}
	return Disguised
}

// builtInDecimals are the decimals of the built-in formats that round.
var builtInDecimals = map[int]int{
	1: 0, 2: 2, 3: 0, 4: 2, 5: 0, 6: 0, 7: 2, 8: 2, 37: 0, 38: 0, 39: 2, 40: 2, 41: 0, 42: 0, 43: 2, 44: 2,
}

// decimals are the places behind the point of a format's first section.
var decimals = regexp.MustCompile(`^[^;.]*[#?0](?:\.([#?0]*))?`)

// decimalsOfFormat is the number of decimals to which a number format rounds,
// or -1 if it shows all of them, as General does and scientific ones may.
func decimalsOfFormat(number int, code *string) int {
	if code == nil {
		if n, rounds := builtInDecimals[number]; rounds {
			return n
		}
		return -1
	}
	first, _, _ := strings.Cut(spacing.ReplaceAllString(strings.ReplaceAll(strings.ToLower(*code), `""`, ""), ""), ";")
	m := decimals.FindStringSubmatch(first)
	if m == nil || strings.Contains(first, "e") || conditional.MatchString(*code) {
		return -1
	}
	return len(m[1])
}
