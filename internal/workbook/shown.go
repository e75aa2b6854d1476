package workbook

import (
	"fmt"
	"strings"
)

// outcome is how a number is shown.
type outcome struct {
	kind    Kind
	shown   string // as in a [Cell]
	mark    string
	section *section // that it takes, or nil
}

// full is what is shown for a number that has no room, or that no section takes.
const full = "###"

// number finds out how a format shows a number. Where programs differ in which
// section the number takes, all must show the same.
func (f numberFormat) number(plain string) outcome {
	i := f.take(plain)
	seen := f.shows(plain, i)
	if last := len(f) - 1; last > 0 && last < 3 && f[last].holdsText() { // some take it for texts alone
		if other := f[:last].take(plain); other != i {
			seen = seen.and(f[:last].shows(plain, other))
		}
	}
	return seen
}

// shows is how one section of the format shows a number.
func (f numberFormat) shows(plain string, i int) outcome {
	switch i {
	case noSection:
		return outcome{kind: ShownDifferently, shown: full}
	case unknownSection:
		return outcome{kind: ShownDifferently}
	}
	s, negative := &f[i], strings.HasPrefix(plain, "-")
	conditional := f[0].condition.relation != ""
	seen := outcome{kind: s.number, section: s}
	switch {
	case negative && conditional: // programs differ in whether it has a minus
		return outcome{kind: ShownDifferently}
	case negative && i == 1 && s.signed:
		seen.kind = Number
	case negative && i == 1 && s.plain: // as if it were positive
		seen.kind = ShownDifferently
	case plain == "0" && s.dash:
		seen.kind = Number
		return seen
	case plain == "0" && s.showsNoZero():
		seen.kind = ShownDifferently
	}
	switch seen.kind {
	case Number:
		seen.shown = s.digits.round(plain, s)
	case Date: // the workbook says from when on days are counted
	default:
		if i == 1 && !conditional {
			plain = strings.TrimPrefix(plain, "-")
		}
		seen.shown = s.render(plain)
	}
	if len(f) == 1 && seen.kind == ShownDifferently {
		seen.mark = s.mark()
	}
	return seen
}

// and is what is known of how a number is shown if some show it in one way and others
// in another.
func (o outcome) and(other outcome) outcome {
	switch {
	case o.kind == other.kind && o.shown == other.shown:
		if o.mark != other.mark {
			o.mark = ""
		}
		return o
	case o.kind == other.kind && o.kind != Number:
		return outcome{kind: o.kind}
	}
	return outcome{kind: ShownDifferently}
}

// textShown is how a format shows a text: itself, unless there is a section for texts,
// the fourth or one with an @, which says something else.
func (f numberFormat) textShown(text string) (Kind, string) {
	kind, shown, found := Text, "", 0
	for i := range f {
		if s := &f[i]; i >= 3 || s.holdsText() {
			found++
			if s.text != Text {
				kind, shown = ShownDifferently, s.render(text)
			}
		}
	}
	if found > 1 {
		shown = "" // programs differ in which of them holds
	}
	return kind, shown
}

// mark is what a section puts behind every number, if that is all it does.
func (s *section) mark() string {
	if s.traits != 0 || s.digits.wrong || s.digits.scaled > 0 {
		return ""
	}
	mark, before := "", false
	for _, p := range s.pieces {
		switch {
		case p.kind == digitsPiece && !before:
			before = true
		case p.kind == literal && before:
			mark += p.text
		case !p.blank():
			return ""
		}
	}
	return strings.TrimSpace(mark)
}

// showsNoZero reports whether the section shows nothing for a zero, or a point.
func (s *section) showsNoZero() bool {
	for _, p := range s.pieces {
		if p.kind == generalPiece || p.kind == contentPiece {
			return false
		}
	}
	return s.plain && !strings.Contains(s.digits.whole+s.digits.decimals, "0")
}

// rounds reports whether the section has so many decimals and no more.
func (s *section) rounds() bool {
	for _, p := range s.pieces {
		if p.kind == digitsPiece {
			return true
		}
	}
	return false
}

// round is what a number looks like if the section shows fewer decimals than it has,
// else "".
func (d *digitPattern) round(plain string, s *section) string {
	if !s.rounds() {
		return ""
	}
	return roundTo(plain, len(d.decimals))
}

// render is what a section shows of a number or a text, or "" if that is not known.
func (s *section) render(value string) string {
	if s.traits&^paper != 0 || s.digits.wrong {
		return ""
	}
	var b strings.Builder
	for _, p := range s.pieces {
		switch p.kind {
		case digitsPiece:
			number, ok := s.digits.render(value, s.percents())
			if !ok {
				return ""
			}
			if rest, negative := strings.CutPrefix(number, "-"); negative {
				number = rest
				before := b.String()
				b.Reset()
				b.WriteString("-" + before) // the minus stands before all
			}
			b.WriteString(number)
		case generalPiece, contentPiece:
			b.WriteString(value)
		default:
			b.WriteString(p.text)
		}
	}
	return strings.TrimSpace(b.String())
}

func (s *section) percents() (n int) {
	for _, p := range s.pieces {
		if p.kind == percentPiece {
			n++
		}
	}
	return n
}

// render is a number in these places.
func (d *digitPattern) render(value string, percents int) (string, bool) {
	plain, ok := PlainDecimal(value)
	if ok {
		plain, ok = PlainDecimal(fmt.Sprintf("%se%d", plain, 2*percents-3*d.scaled))
	}
	if !ok {
		return "", false
	}
	if rounded := roundTo(plain, len(d.decimals)); rounded != "" {
		plain = rounded
	}
	plain, negative := strings.CutPrefix(plain, "-")
	whole, decimals, _ := strings.Cut(plain, ".")
	decimals += strings.Repeat("0", len(d.decimals)-len(decimals))
	for n := len(decimals); n > 0 && decimals[n-1] == '0' && d.decimals[n-1] != '0'; n-- {
		decimals = decimals[:n-1]
	}
	least := strings.Count(d.whole, "0")
	if whole == "0" {
		whole = ""
	}
	whole = strings.Repeat("0", max(0, least-len(whole))) + whole
	if d.comma {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if negative && strings.Trim(whole+decimals, "0") != "" {
		whole = "-" + whole
	}
	if d.point {
		whole += "."
	}
	return whole + decimals, true
}

// width is how much room a number takes in its column, in digits.
func (s *section) width(plain string) float64 {
	plain, negative := strings.CutPrefix(plain, "-")
	whole, decimals, _ := strings.Cut(plain, ".")
	d := &s.digits
	n := max(len(whole), len(d.whole)-strings.Count(d.whole, "#"))
	width := float64(n) + s.beside + float64(max(min(len(decimals), len(d.decimals)), len(d.decimals)-strings.Count(d.decimals, "#")))
	if d.comma {
		width += widthOfPoint * float64((n-1)/3)
	}
	if d.point {
		width += widthOfPoint
	}
	if negative && !s.signed {
		width += widthOfPoint
	}
	return width
}
