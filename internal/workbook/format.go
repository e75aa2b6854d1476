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

// look is how a style shows a cell: the kind that a number in it takes, and
// whether it is struck out.
type look struct {
	kind   Kind
	struck bool
}

func (f formats) of(sheet, cell string) (look, error) {
	id, err := f.file.GetCellStyle(sheet, cell)
	if err != nil {
		return look{}, err
	}
	if seen, ok := f.known[id]; ok {
		return seen, nil
	}
	seen := look{kind: Number}
	if style, err := f.file.GetStyle(id); err == nil { // a style that is not there shows nothing special
		seen.kind = kindOfFormat(style.NumFmt, style.CustomNumFmt)
		seen.struck = style.Font != nil && style.Font.Strike
	}
	f.known[id] = seen
	return seen, nil
}

var (
	// spacing is what a number format says of colours, conditions and space.
	spacing = regexp.MustCompile(`\[[^\]]*\]|_.|\*.`)
	elapsed = regexp.MustCompile(`\[(h+|m+|s+)\]`)
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
		}
		return Number
	}
	lower := strings.ToLower(*code)
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
