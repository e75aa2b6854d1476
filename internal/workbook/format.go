package workbook

import (
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// formats finds out what the numbers of one workbook are shown as, once for
// each of its styles.
type formats struct {
	file  *excelize.File
	known map[int]Kind
}

// kind is the kind of a number in a cell: Number, or Date or Percent if it is
// shown so that a reader would take it for something else.
func (f formats) kind(sheet, cell string) (Kind, error) {
	id, err := f.file.GetCellStyle(sheet, cell)
	if err != nil {
		return Number, err
	}
	if kind, ok := f.known[id]; ok {
		return kind, nil
	}
	kind := Number
	if style, err := f.file.GetStyle(id); err == nil { // a style that is not there shows nothing special
		kind = kindOfFormat(style.NumFmt, style.CustomNumFmt)
	}
	f.known[id] = kind
	return kind, nil
}

// silent are the parts of a number format that stand for themselves: quoted
// and escaped characters, and what is in brackets, but for elapsed time.
var (
	silent  = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)
	elapsed = regexp.MustCompile(`\[(h+|m+|s+)\]`)
)

// kindOfFormat judges a number format by its built-in number (ECMA-376 part 1,
// section 18.8.30, with those of Chinese editions) or by its code.
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
	bare := strings.ReplaceAll(silent.ReplaceAllString(lower, ""), "general", "")
	switch {
	case strings.Contains(bare, "%"):
		return Percent
	case elapsed.MatchString(lower), strings.ContainsAny(bare, "ymdhs"):
		return Date
	}
	return Number
}
