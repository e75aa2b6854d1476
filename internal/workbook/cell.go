package workbook

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
)

// Kind is what a cell stores, which need not be what it shows.
type Kind int

// The kinds of cells.
const (
	Empty  Kind = iota // nothing, or a formula that was never calculated
	Number             // Text is a plain decimal number
	Text
	Bool      // Text is TRUE or FALSE
	Error     // Text is Excel's word, such as #DIV/0!
	Date      // a number that is shown as a date or a time
	Percent   // a number that is shown times a hundred: 0.85 as 85%
	Disguised // a number or a text that is shown as something else again
)

// Cell is one cell as it was read.
type Cell struct {
	At      diag.Position
	Kind    Kind
	Text    string // of a number: its decimal digits, 15 of them at most
	Shown   string // of a number that is shown rounded: what is shown; else ""
	Mark    string // of a Disguised number: what its format puts behind it, if that is all
	Formula string // the formula that the value comes from, without its =, or ""
	Struck  bool   // it is shown struck out, at least in part
	Hidden  bool   // its row or its column is hidden
}

// readCell reads the cell at a place where the scan of its row found value.
func readCell(f *excelize.File, shown formats, at diag.Position, value string) (Cell, error) {
	cell := Cell{At: at}
	name := at.Cell()
	formula, err := f.GetCellFormula(at.Worksheet, name)
	if err != nil {
		return cell, err
	}
	cell.Formula = formula
	if value == "" {
		if kind, err := f.GetCellType(at.Worksheet, name); formula != "" && kind == excelize.CellTypeFormula {
			cell.Kind = Text // it has come to an empty text
			return cell, err
		}
		return cell, nil
	}
	// The library scans rows in one way and looks cells up in another. Where
	// the two disagree, rows or cells are out of order and neither is right.
	if again, err := f.GetCellValue(at.Worksheet, name); err != nil {
		return cell, err
	} else if again != value {
		return cell, fmt.Errorf("%s is contradictory", name)
	}
	kind, err := f.GetCellType(at.Worksheet, name)
	if err != nil {
		return cell, err
	}
	seen, err := shown.of(at.Worksheet, name)
	if err != nil {
		return cell, err
	}
	cell.Kind, cell.Text, cell.Struck = seen.text, value, seen.struck
	switch kind {
	case excelize.CellTypeSharedString, excelize.CellTypeInlineString:
		struck, err := struckInPart(f, at)
		if err != nil {
			return cell, err
		}
		cell.Struck = cell.Struck || struck
	case excelize.CellTypeBool:
		cell.Kind, cell.Text = Bool, "FALSE"
		if value == "1" || strings.EqualFold(value, "true") {
			cell.Text = "TRUE"
		}
	case excelize.CellTypeError:
		cell.Kind = Error
	case excelize.CellTypeUnset, excelize.CellTypeNumber:
		if plain, ok := plainDecimal(value); ok {
			cell.Kind, cell.Text, cell.Shown, cell.Mark = seen.kind, plain, seen.round(plain), seen.mark
			if plain == "0" {
				cell.Kind = seen.zero
			}
			if cell.Kind == Date {
				cell.Shown = date(plain)
			}
		}
	}
	return cell, nil
}

// struckInPart reports whether a part of a cell's text is struck out.
func struckInPart(f *excelize.File, at diag.Position) (bool, error) {
	runs, err := f.GetCellRichText(at.Worksheet, at.Cell())
	return slices.ContainsFunc(runs, func(run excelize.RichTextRun) bool {
		return run.Font != nil && run.Font.Strike
	}), err
}

// number is how a workbook may store a number.
var number = regexp.MustCompile(`^([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]{1,3}))?$`)

// plainDecimal rewrites a stored number without its exponent and rounded, half
// away from zero, to the 15 significant digits that Excel shows and computes
// with: 2.8500000000000001 is the 2.85 that was typed, and 5.0E-3 is 0.005. It
// works on the digits; a float would bring back what it is to take away.
func plainDecimal(stored string) (string, bool) {
	m := number.FindStringSubmatch(strings.TrimSpace(stored))
	if m == nil || m[2]+m[3] == "" {
		return "", false
	}
	exponent, _ := strconv.Atoi(m[4])                // at most three digits, or none
	significant := strings.TrimLeft(m[2]+m[3], "0")  // the significant digits
	point := len(significant) - len(m[3]) + exponent // where the point stands in them
	digits := strings.TrimRight(significant, "0")
	if len(digits) > 15 {
		carried := ""
		digits, carried = roundUp(digits, 15)
		point += len(carried)
	}
	if digits == "" {
		return "0", true
	}
	switch {
	case point <= 0:
		digits = "0." + strings.Repeat("0", -point) + digits
	case point >= len(digits):
		digits += strings.Repeat("0", point-len(digits))
	default:
		digits = digits[:point] + "." + digits[point:]
	}
	return strings.TrimPrefix(m[1], "+") + digits, true
}

// roundUp rounds a string of digits to its first n. carried is "1" if that
// made one digit more in front.
func roundUp(digits string, n int) (rounded, carried string) {
	up := digits[n] >= '5'
	kept := []byte(digits[:n])
	for i := n - 1; up && i >= 0; i-- {
		if up = kept[i] == '9'; up {
			kept[i] = '0'
		} else {
			kept[i]++
		}
	}
	if up {
		carried = "1"
	}
	return strings.TrimRight(carried+string(kept), "0"), carried
}

// date is the day that a number stands for when it is shown as a date, or "".
func date(plain string) string {
	whole, _, _ := strings.Cut(plain, ".")
	days, err := strconv.Atoi(whole)
	if err != nil || days <= 60 || days > 1e6 { // Excel counts a 60th day that never was
		return ""
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days).Format(time.DateOnly)
}

// round is what a number looks like if its style shows fewer decimals than it
// has, else "".
func (l look) round(plain string) string {
	whole, fraction, _ := strings.Cut(plain, ".")
	if l.decimals < 0 || len(fraction) <= l.decimals {
		return ""
	}
	sign := ""
	if rest, negative := strings.CutPrefix(whole, "-"); negative {
		sign, whole = "-", rest
	}
	rounded, carried := roundUp(whole+fraction, len(whole)+l.decimals)
	point := len(carried) + len(whole)
	rounded += strings.Repeat("0", point+l.decimals-len(rounded))
	if l.decimals == 0 {
		return sign + rounded
	}
	return sign + rounded[:point] + "." + rounded[point:]
}
