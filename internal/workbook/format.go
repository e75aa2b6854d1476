package workbook

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// numberFormat is the code of a number format in its sections, of which a value takes
// one.
type numberFormat []section

// section is a part of a number format.
type section struct {
	condition condition // that a number meets which takes it, if it names one
	pieces    []piece   // what it shows, in their order
	traits    traits
	digits    digitPattern
	colour    colour // that it gives to what it shows
	coloured  bool

	// What follows from these.
	plain  bool    // it shows the number itself, rounded at most
	signed bool    // it shows the number itself behind a minus of its own, or in brackets
	dash   bool    // it shows nothing but a dash, as accounts do for zero
	number Kind    // that a number in it takes which is not zero
	text   Kind    // that a text in it takes
	beside float64 // the width of what stands beside the number
}

// piece is something that a section shows.
type piece struct {
	kind pieceKind
	text string // of a literal
}

type pieceKind byte

const (
	literal pieceKind = iota
	gap               // as wide as a character
	digitsPiece
	generalPiece // the number as it is
	contentPiece // @: the text, or the number as it is
	percentPiece
)

// traits are what there is in a section that changes what a number looks like.
type traits byte

const (
	dated     traits = 1 << iota // parts of a date or a time
	powers                       // a power of ten
	fraction                     // 1/3 for 0.33
	filled                       // a character is repeated until the cell is full
	paper                        // the colour of paper
	altered                      // other digits, or what is not known
	scattered                    // something stands between the digits
)

// digitPattern are the places of a number.
type digitPattern struct {
	whole, decimals string // of #, ? and 0
	comma           bool   // between thousands
	scaled          int    // how often it is divided by a thousand
	point           bool
	wrong           bool // two points, or commas where there are none
}

// formatOf reads a number format's code.
func formatOf(code string) numberFormat {
	if code == "" {
		code = "General"
	}
	p := formatParser{format: make(numberFormat, 1, 4)}
	for code != "" {
		code = code[p.token(code):]
	}
	for i := range p.format {
		p.format[i].judge()
	}
	return p.format
}

// formatParser takes a code apart.
type formatParser struct{ format numberFormat }

func (p *formatParser) section() *section { return &p.format[len(p.format)-1] }

// words are what a code may say without quotes.
var words = []struct {
	text   string
	kind   pieceKind
	traits traits
}{
	{"g/通用格式", generalPiece, 0}, {"general", generalPiece, 0}, {"e+", literal, powers}, {"e-", literal, powers},
	{"am/pm", literal, dated}, {"a/p", literal, dated}, {"上午/下午", literal, dated},
}

// token reads what a code begins with, and returns how long that is.
func (p *formatParser) token(code string) int {
	s := p.section()
	_, n := utf8.DecodeRuneInString(code)
	_, next := utf8.DecodeRuneInString(code[n:])
	switch c := code[0]; c {
	case ';':
		p.format = append(p.format, section{})
	case '"':
		return p.quoted(code)
	case '[':
		return p.bracket(code)
	case '\\', '!':
		s.add(literal, code[n:n+next])
		return n + next
	case '_':
		s.add(gap, " ")
		return n + next
	case '*':
		if code[n:n+next] != " " {
			s.traits |= filled
		}
		return n + next
	case '0', '#', '?', '.', ',':
		s.addDigit(c)
	case '%':
		s.add(percentPiece, "%")
	case '@':
		s.add(contentPiece, "")
	default:
		return p.word(code, n)
	}
	return n
}

// word reads a word, or a single character that stands for itself or a part of a date.
func (p *formatParser) word(code string, n int) int {
	s := p.section()
	for _, word := range words {
		if len(code) >= len(word.text) && strings.EqualFold(code[:len(word.text)], word.text) {
			if s.traits |= word.traits; word.traits == 0 {
				s.add(word.kind, "")
			}
			return len(word.text)
		}
	}
	switch {
	case strings.ContainsAny(code[:n], "yYmMdDhHsSeEaAbBgG"):
		s.traits |= dated
	case code[0] == '/' && s.traits&dated == 0 && s.digits.any():
		s.traits |= fraction
	default:
		s.add(literal, code[:n])
	}
	return n
}

// quoted reads a text in quotes.
func (p *formatParser) quoted(code string) int {
	text, _, _ := strings.Cut(code[1:], `"`)
	p.section().add(literal, text)
	return min(len(code), len(text)+2)
}

var (
	colourNumber = regexp.MustCompile(`^(?:color|颜色) ?([0-9]{1,2})$`)
	elapsed      = regexp.MustCompile(`^(h+|m+|s+)$`)
	// currency is a text with a language behind it, or a language alone. One that is
	// longer asks for other digits.
	currency = regexp.MustCompile(`^\$([^-]*)(?:-(?:[0-9a-f]{1,6}|[fF][0-9a-f]*|[a-z]{2}(?:-[a-z0-9]+)*|x-[a-z0-9-]+))?$`)
)

// bracket reads a colour, a condition, a currency, a time that has passed, or what is
// not known.
func (p *formatParser) bracket(code string) int {
	s := p.section()
	text, _, _ := strings.Cut(code[1:], "]")
	word := strings.ToLower(strings.TrimSpace(text))
	if named, ok := formatColours[word]; ok {
		s.paint(named)
	} else if m := colourNumber.FindStringSubmatch(word); m != nil {
		number, _ := digits([]byte(m[1])) // the expression lets nothing else through
		s.paint(number)
	} else if c, ok := conditionOf(word); ok {
		s.condition = c
	} else if elapsed.MatchString(word) {
		s.traits |= dated
	} else if m := currency.FindStringSubmatchIndex(word); m != nil {
		s.add(literal, strings.TrimSpace(text)[m[2]:m[3]])
		if strings.HasPrefix(word, "$-f") {
			s.traits |= dated // as the user's system writes them
		}
	} else {
		s.traits |= altered
	}
	return min(len(code), len(text)+2)
}

// formatColours are the colours that a number format knows by name, by their places
// in the palette.
var formatColours = map[string]int{
	"black": 1, "white": 2, "red": 3, "green": 4, "blue": 5, "yellow": 6, "magenta": 7, "cyan": 8,
	"黑色": 1, "白色": 2, "红色": 3, "绿色": 4, "蓝色": 5, "黄色": 6, "洋红色": 7, "青色": 8,
}

// paint gives the section one of the palette's colours, which a format counts from 1.
func (s *section) paint(number int) {
	const white, first = 2, 8
	if number == white {
		s.traits |= paper
	}
	s.colour, s.coloured = colour{kind: indexedColour, index: number - 1 + first}, true
}

func (s *section) add(kind pieceKind, text string) {
	if kind != literal || text != "" {
		s.pieces = append(s.pieces, piece{kind, text})
	}
}

// addDigit adds a place of the number, its point or a comma.
func (s *section) addDigit(c byte) {
	if n := len(s.pieces); n == 0 || s.pieces[n-1].kind != digitsPiece {
		if slices.ContainsFunc(s.pieces, func(p piece) bool { return p.kind == digitsPiece }) {
			s.traits |= scattered
		}
		s.add(digitsPiece, "")
	}
	s.digits.add(c)
}

func (d *digitPattern) add(c byte) {
	switch {
	case c == '.':
		d.wrong = d.wrong || d.point
		d.point = true
	case c == ',' && !d.any():
		d.wrong = true
	case c == ',':
		d.scaled++
	case d.point:
		d.wrong = d.wrong || d.scaled > 0
		d.decimals += string(c)
	default:
		d.comma = d.comma || d.scaled > 0
		d.scaled = 0 // it stands between places
		d.whole += string(c)
	}
}

func (d *digitPattern) any() bool { return d.whole != "" || d.decimals != "" }

// judge finds out what follows from what there is in a section. Only what is known to
// show the number itself does so.
func (s *section) judge() {
	seen := slices.DeleteFunc(slices.Clone(s.pieces), piece.blank)
	s.dash = s.traits == 0 && len(seen) > 0 && isDash(seen[0]) &&
		(len(seen) == 1 || len(seen) == 2 && seen[1].kind == digitsPiece && strings.Trim(s.digits.whole, "?") == "" && !s.digits.point)
	percent := slices.ContainsFunc(seen, func(p piece) bool { return strings.Contains(p.text, "%") })
	if n := len(seen); n > 0 && seen[n-1] == (piece{literal, "分"}) {
		seen = seen[:n-1]
	}
	s.plain = s.isNumber(seen)
	s.signed = len(seen) == 2 && isDash(seen[0]) && s.isNumber(seen[1:]) ||
		len(seen) == 3 && seen[0].text == "(" && seen[2].text == ")" && s.isNumber(seen[1:2])
	switch {
	case s.plain:
		s.number = Number
	case s.traits&^(dated|fraction|scattered) != 0:
		s.number = ShownDifferently
	case percent:
		s.number = Percent
	case s.traits&dated != 0:
		s.number = Date
	default:
		s.number = ShownDifferently
	}
	s.text = s.ofText(seen)
	for _, p := range s.pieces {
		s.beside += widthOf(p.text)
	}
}

// isNumber reports whether pieces are the number itself, as far as the section has no
// traits.
func (s *section) isNumber(seen []piece) bool {
	if len(seen) != 1 || s.traits != 0 {
		return false
	}
	switch seen[0].kind {
	case generalPiece, contentPiece:
		return true
	case digitsPiece:
		return s.digits.any() && !s.digits.wrong && s.digits.scaled == 0
	}
	return false
}

// ofText is the kind that a text takes which the section shows.
func (s *section) ofText(seen []piece) Kind {
	if s.traits == 0 && len(seen) == 1 && (seen[0].kind == contentPiece || seen[0].kind == generalPiece) {
		return Text
	}
	return ShownDifferently
}

// holdsText reports whether the section has a place for a text.
func (s *section) holdsText() bool {
	return slices.ContainsFunc(s.pieces, func(p piece) bool { return p.kind == contentPiece })
}

func isDash(p piece) bool {
	return p.kind == literal && slices.Contains([]string{"-", "—", "–", "－"}, strings.TrimSpace(p.text))
}

func (p piece) blank() bool {
	return p.kind == gap || p.kind == literal && strings.TrimSpace(p.text) == ""
}

// widthOf is how wide a text is, in digits.
func widthOf(text string) (width float64) {
	for _, r := range text {
		switch {
		case r >= 0x2E80:
			width += 2
		case strings.ContainsRune(" .,:;'()-|!", r):
			width += 0.5
		default:
			width++
		}
	}
	return width
}

// condition is what a section says of the numbers that take it.
type condition struct{ relation, limit string }

var relation = regexp.MustCompile(`^(<=|>=|<>|<|>|=)\s*(\S+)$`)

func conditionOf(word string) (condition, bool) {
	m := relation.FindStringSubmatch(word)
	if m == nil {
		return condition{}, false
	}
	limit, ok := PlainDecimal(m[2])
	return condition{m[1], limit}, ok
}

// holds reports whether a number meets the condition.
func (c condition) holds(plain string) bool {
	return strings.Contains(c.relation, [...]string{"<", "=", ">"}[compareDecimals(plain, c.limit)+1])
}

// What a number takes instead of a section.
const (
	noSection      = -1 // it is shown as ###
	unknownSection = -2 // programs differ
)

// take finds the section that a number takes, of those that are not for texts alone.
func (f numberFormat) take(plain string) int {
	said := func(i int) bool { return i < len(f) && f[i].condition.relation != "" }
	sign := compareDecimals(plain, "0")
	switch {
	case len(f) > 4 || !said(0) && (said(1) || said(2)):
		return unknownSection
	case !said(0):
		return bySign(len(f), sign)
	case f[0].condition.holds(plain):
		return 0
	case len(f) == 1:
		return noSection
	case said(1) && f[1].condition.holds(plain), !said(1) && len(f) == 2:
		return 1
	case !said(1) || said(2):
		return unknownSection
	case len(f) == 2:
		return noSection
	}
	return 2
}

// bySign is the section of a number in a format of so many, without conditions.
func bySign(sections, sign int) int {
	switch {
	case sections > 1 && sign < 0:
		return 1
	case sections > 2 && sign == 0:
		return 2
	}
	return 0
}
