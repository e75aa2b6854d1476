package indicator

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Points is an exact amount of points in hundredths: 2.5 points are Points(250).
// Sums and differences of Points are exact; nothing ever rounds one.
type Points int64

// The ways in which a text is not an amount of points. See [ParsePoints].
var (
	ErrSyntax    = errors.New("not a decimal number")
	ErrPrecision = errors.New("more than two decimals")
	ErrRange     = errors.New("out of range")
)

// decimal is a plain decimal number: no exponent, no grouping, no spaces.
var decimal = regexp.MustCompile(`^([+-]?)([0-9]+)(?:\.([0-9]*))?$|^([+-]?)\.([0-9]+)$`)

// ParsePoints reads a plain decimal number such as "2", "-0.5" or "85.250".
// Zeros behind the second decimal are harmless; any other digit there is
// ErrPrecision. A text that is no plain decimal number is ErrSyntax, and one
// of more than twelve integer digits ErrRange.
func ParsePoints(text string) (Points, error) {
	m := decimal.FindStringSubmatch(text)
	if m == nil {
		return 0, ErrSyntax
	}
	sign, whole, fraction := m[1]+m[4], strings.TrimLeft(m[2], "0"), strings.TrimRight(m[3]+m[5], "0")
	if len(fraction) > 2 {
		return 0, ErrPrecision
	}
	if len(whole) > 12 {
		return 0, ErrRange
	}
	for len(fraction) < 2 {
		fraction += "0"
	}
	hundredths, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil {
		return 0, ErrSyntax
	}
	if sign == "-" {
		hundredths = -hundredths
	}
	return Points(hundredths), nil
}

// Fixed writes p with exactly two decimals, as totals are shown: "85.00".
func (p Points) Fixed() string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	cents := strconv.FormatInt(n%100, 10)
	if len(cents) < 2 {
		cents = "0" + cents
	}
	return sign + strconv.FormatInt(n/100, 10) + "." + cents
}

// String writes p as short as it goes, as the table writes it: "85", "2.5".
func (p Points) String() string {
	return strings.TrimSuffix(strings.TrimRight(p.Fixed(), "0"), ".")
}

// MarshalJSON writes p as a plain decimal literal: 85, 2.5.
func (p Points) MarshalJSON() ([]byte, error) {
	return []byte(p.String()), nil
}

// Quotient is a mean of points or a rate in ten-thousandths: it is rounded, half
// away from zero, to four decimals.
type Quotient int64

// Mean is sum divided by n, which is not 0.
func Mean(sum Points, n int) Quotient { return Quotient(quotient(int64(sum)*100, int64(n))) }

// Rate is what part is of whole, which is not 0.
func Rate(part, whole Points) Quotient { return Quotient(quotient(int64(part)*10000, int64(whole))) }

// Above is how far p is above a mean, rounded half away from zero to hundredths.
func (p Points) Above(mean Quotient) Points { return Points(quotient(int64(p)*100-int64(mean), 100)) }

// quotient divides and rounds half away from zero.
func quotient(a, b int64) int64 {
	sign := int64(1)
	if a < 0 != (b < 0) {
		sign = -1
	}
	a, b = max(a, -a), max(b, -b)
	return sign * ((2*a + b) / (2 * b))
}

// String writes q as short as it goes: "0.9415", "7.5".
func (q Quotient) String() string {
	whole, rest := int64(q)/10000, int64(q)%10000
	sign := ""
	if q < 0 {
		sign, whole, rest = "-", -whole, -rest
	}
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%s%d.%04d", sign, whole, rest), "0"), ".")
}
