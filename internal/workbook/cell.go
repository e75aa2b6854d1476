package workbook

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"qeval/internal/diag"
)

// Kind is what a cell stores, which need not be what it shows.
type Kind int

// The kinds of cells.
const (
	Empty  Kind = iota // nothing, or a formula that was never calculated
	Number             // Text is a plain decimal number
	Text
	Bool             // Text is TRUE or FALSE
	Error            // Text is Excel's word, such as #DIV/0!
	Date             // a number that is shown as a date or a time
	Percent          // a number that is shown times a hundred: 0.85 as 85%
	ShownDifferently // a number or a text that is shown as something else again
	Picture          // a picture in place of a value; Text says so
)

// Cell is one cell as it was read.
type Cell struct {
	At      diag.Position
	Kind    Kind
	Text    string // of a number: its decimal digits, 15 of them at most
	Shown   string // what is shown instead, rounded or in another way, as far as that is known; else ""
	Mark    string // of a ShownDifferently number: what its format puts behind it, if that is all
	Formula string // the formula that the value comes from, without its =, or ""
	Doubts  Doubt  // why somebody may not see it as it is stored
	Look    Look   // how its text is set, of a workbook that is read by [ReadWhole]
}

// Look is how a cell's text is set, as far as it matters for whether there is room for it.
type Look struct {
	Size   float32 // of its characters, in points; 0 where the file does not say
	Indent uint8   // from the edge of its column, in steps
	Turned bool    // it does not stand upright
	Wraps  bool    // it is broken into lines
}

// Indented is how much of a column an indent takes, in characters.
func (l Look) Indented() float64 { return widthOfIndent * float64(l.Indent) }

// PlainDecimal rewrites a stored number without its exponent and rounded, half
// away from zero, to the 15 significant digits that Excel shows and computes
// with: 2.8500000000000001 is the 2.85 that was typed, and 5.0E-3 is 0.005. It
// works on the digits; a float would bring back what it is to take away.
func PlainDecimal(stored string) (string, bool) {
	n, ok := splitNumber(strings.TrimSpace(stored))
	if !ok {
		return "", false
	}
	significant := n.whole + n.fraction
	if len(significant) <= 15 && n.isPlain() {
		return strings.TrimSpace(stored), true
	}
	significant = strings.TrimLeft(significant, "0")
	point := len(significant) - len(n.fraction) + n.exponent // where the point stands in them
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
	return strings.TrimPrefix(n.sign, "+") + digits, true
}

// number is how a workbook may store one.
type number struct {
	sign, whole, fraction string
	exponent              int
	rewritten             bool // has an exponent, or a point with nothing behind
}

func splitNumber(text string) (n number, ok bool) {
	rest := strings.TrimLeft(text, "+-")
	n.sign = text[:len(text)-len(rest)]
	n.whole, rest = cutDigits(rest)
	if fraction, ok := strings.CutPrefix(rest, "."); ok {
		n.fraction, rest = cutDigits(fraction)
		n.rewritten = n.fraction == ""
	}
	if len(n.sign) > 1 || n.whole+n.fraction == "" {
		return n, false
	}
	if rest == "" {
		return n, true
	}
	n.rewritten = true
	exponent := strings.TrimLeft(rest[1:], "+-")
	power, more := cutDigits(exponent)
	if rest[0] != 'e' && rest[0] != 'E' || len(rest)-1-len(exponent) > 1 || power == "" || len(power) > 3 || more != "" {
		return n, false
	}
	n.exponent, _ = strconv.Atoi(power) // of three digits at most
	if rest[1] == '-' {
		n.exponent = -n.exponent
	}
	return n, true
}

func cutDigits(text string) (digits, rest string) {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return text[:i], text[i:]
		}
	}
	return text, ""
}

// isPlain reports whether a number is stored as PlainDecimal would write it, if it
// does not have too many digits.
func (n number) isPlain() bool {
	switch {
	case n.rewritten, n.whole == "", n.sign == "+", n.whole != "0" && n.whole[0] == '0':
		return false
	case n.fraction == "":
		return n.whole != "0" || n.sign == ""
	}
	return n.fraction[len(n.fraction)-1] != '0'
}

// compareDecimals compares two numbers as PlainDecimal writes them, by their digits.
func compareDecimals(a, b string) int {
	a, minusA := strings.CutPrefix(a, "-")
	b, minusB := strings.CutPrefix(b, "-")
	switch {
	case minusA && minusB:
		return compareDecimals(b, a)
	case minusA:
		return -1
	case minusB:
		return 1
	}
	wholeA, fractionA, _ := strings.Cut(a, ".")
	wholeB, fractionB, _ := strings.Cut(b, ".")
	return cmp.Or(cmp.Compare(len(wholeA), len(wholeB)), strings.Compare(wholeA, wholeB), strings.Compare(fractionA, fractionB))
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
func date(plain string, date1904 bool) string {
	whole, _, _ := strings.Cut(plain, ".")
	days, err := strconv.Atoi(whole)
	switch {
	case err != nil, days < 0, days > 1e6:
		return ""
	case date1904:
		return time.Date(1904, 1, 1+days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	case days <= 60: // Excel counts a 60th day that never was
		return ""
	}
	return time.Date(1899, 12, 30+days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// What a number needs of its column beside its digits, in characters. LibreOffice
// shows it whole with no less, Excel perhaps with 0.4 more.
const (
	widthOfPoint  = 0.5
	widthOfIndent = 1.3
	margin        = 0.3
)

// squeeze is what a number looks like that no number format rounds, if its
// decimals have no room, else "".
func squeeze(plain string, room float64) string {
	whole, fraction, _ := strings.Cut(plain, ".")
	switch {
	case fraction == "", float64(len(whole)+len(fraction))+widthOfPoint <= room:
		return ""
	case room < float64(len(whole)):
		return full
	}
	return roundTo(plain, max(0, int(room)-len(whole)-1)) // the point counts as a digit now
}

// roundTo is a number with so many decimals, or "" if it has no more, or if they
// are negative.
func roundTo(plain string, decimals int) string {
	whole, fraction, _ := strings.Cut(plain, ".")
	if decimals < 0 || len(fraction) <= decimals {
		return ""
	}
	sign := ""
	if rest, negative := strings.CutPrefix(whole, "-"); negative {
		sign, whole = "-", rest
	}
	rounded, carried := roundUp(whole+fraction, len(whole)+decimals)
	point := len(carried) + len(whole)
	rounded += strings.Repeat("0", point+decimals-len(rounded))
	if decimals == 0 {
		return sign + rounded
	}
	return sign + rounded[:point] + "." + rounded[point:]
}
