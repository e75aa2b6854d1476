package workbook

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// class is what a byte may be part of.
type class byte

const (
	firstInName class = 1 << iota
	inName
	meant   // is not always meant as it is written
	between // space that an attribute takes for a blank
	bracket // may end a CDATA section, which text must not
	begins  // a tag, which an attribute must not
	high    // is part of a longer character
	never   // no character of XML
)

var classes = func() (table [256]class) {
	for i := range table {
		switch c := byte(i); {
		case c >= utf8.RuneSelf:
			table[i] = high | inName | firstInName
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == ':':
			table[i] = inName | firstInName
		case '0' <= c && c <= '9', c == '-', c == '.':
			table[i] = inName
		case c == '&', c == '\r':
			table[i] = meant
		case c == '\t', c == '\n':
			table[i] = between
		case c == '>':
			table[i] = bracket
		case c == '<':
			table[i] = begins
		case c < ' ':
			table[i] = never
		}
	}
	return table
}()

func classesIn(raw []byte) (seen class) {
	for _, c := range raw {
		seen |= classes[c]
	}
	return seen
}

var errCharacter = errors.New("a character that XML cannot have")

// verbatim is a text in which every character counts, but for the ends of its
// lines.
func (s *scanner) verbatim(raw []byte) ([]byte, error) {
	seen := classesIn(raw)
	if seen&never != 0 || seen&high != 0 && !valid(raw) {
		return nil, errCharacter
	}
	if seen&meant != 0 && bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	return raw, nil
}

// decode is what a text or the value of an attribute means.
func (s *scanner) decode(raw []byte, attribute bool) ([]byte, error) {
	seen := classesIn(raw)
	switch {
	case seen&(never|high|meant|between|bracket|begins) == 0:
		return raw, nil
	case seen&never != 0, seen&high != 0 && !valid(raw):
		return nil, errCharacter
	case attribute && seen&begins != 0, !attribute && seen&bracket != 0 && bytes.Contains(raw, []byte("]]>")):
		return nil, errSyntax
	case seen&meant == 0 && (!attribute || seen&between == 0):
		return raw, nil
	}
	from := len(s.scratch)
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '&':
			end := bytes.IndexByte(raw[i:], ';')
			if end < 0 {
				return nil, errSyntax
			}
			r, ok := entity(string(raw[i+1 : i+end]))
			if !ok {
				return nil, errSyntax
			}
			s.scratch = utf8.AppendRune(s.scratch, r)
			i += end
		case c == '\r' && i+1 < len(raw) && raw[i+1] == '\n': // the two are one end of a line
		case attribute && (c == '\r' || c == '\n' || c == '\t'):
			s.scratch = append(s.scratch, ' ')
		case c == '\r':
			s.scratch = append(s.scratch, '\n')
		default:
			s.scratch = append(s.scratch, c)
		}
	}
	return s.scratch[from:len(s.scratch):len(s.scratch)], nil
}

// valid reports whether a text without control characters is of characters that
// XML can have.
func valid(raw []byte) bool {
	return utf8.Valid(raw) && !bytes.Contains(raw, []byte("\uFFFE")) && !bytes.Contains(raw, []byte("\uFFFF"))
}

// entity is the character between & and ; in a text.
func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	switch {
	case !ok || err != nil || n > utf8.MaxRune || !utf8.ValidRune(r), r == 0xFFFE || r == 0xFFFF:
		return 0, false
	case r < ' ' && r != '\t' && r != '\n' && r != '\r':
		return 0, false
	}
	return r, true
}

func fromUTF16(from io.Reader) io.Reader {
	return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(from)
}

// declaration passes the XML declaration, if there is one. The text is in the
// encoding that it names, or nobody knows what it says.
func (s *scanner) declaration() error {
	is, err := s.has("<?xml")
	if err != nil || !is {
		return err
	}
	n, err := s.until(len("<?xml"), "?>")
	if err != nil {
		return err
	}
	if _, open, err := s.tag(s.window[s.pos+len("<?") : s.pos+n]); err != nil {
		return err
	} else if open != 0 {
		return errSyntax
	}
	s.pos += n + len("?>")
	s.empty = false
	known := []string{"", "utf-8", "utf8", "us-ascii", "ascii"}
	if s.twice {
		known = []string{"", "utf-16", "utf16", "utf-16le", "utf-16be"}
	}
	if encoding := strings.ToLower(string(s.attr("encoding"))); !slices.Contains(known, encoding) {
		return unexpected("the encoding", []byte(encoding))
	}
	if version := s.attr("version"); string(version) != "1.0" {
		return unexpected("the version of XML", version)
	}
	return nil
}

// attr is the value of the element's attribute of a name, or nil.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if a := &s.attrs[i]; !a.prefixed && string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// reference is the name of the relationship that the element's id leads to, if it has one.
func (s *scanner) reference() (id string, ok bool) {
	for _, a := range s.attrs {
		if a.prefixed && a.space == officeSpace && string(a.name) == "id" {
			return string(a.value), true
		}
	}
	return "", false
}

// flag is an attribute that is true or false.
func (s *scanner) flag(name string, otherwise bool) (bool, error) {
	switch value := s.attr(name); string(value) {
	case "1", "true", "on":
		return true, nil
	case "0", "false", "off":
		return false, nil
	case "":
		if value == nil {
			return otherwise, nil
		}
	}
	return false, unexpected(name, s.attr(name))
}

// number is an attribute that is a number of at most most.
func (s *scanner) number(name string, otherwise, most int) (int, error) {
	value := s.attr(name)
	if value == nil {
		return otherwise, nil
	}
	n, ok := digits(value)
	if !ok || n > most {
		return 0, unexpected(name, value)
	}
	return n, nil
}

// index is an attribute that is a place in a list. What is none is a place in no list.
func (s *scanner) index(name string) int {
	if n, ok := digits(s.attr(name)); ok {
		return n
	}
	return 1 << 30
}

// digits reads a small number.
func digits(text []byte) (int, bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
