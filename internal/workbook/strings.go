package workbook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sharedString is a text that cells refer to.
type sharedString struct {
	text   string
	doubts Doubt    // about parts of it, but for their colours
	inks   []colour // of its parts that say one
	spoken bool     // it says how it is pronounced, which some programs show above it
}

// readStrings reads the workbook's shared texts.
func (r *reading) readStrings(s *scanner) error {
	if string(s.name) != "sst" {
		return misplaced(s.name)
	}
	var rich richText
	return s.children(func() error {
		switch string(s.name) {
		case "si":
			if len(r.strings) == limitStrings.Max {
				return limitStrings.Excess()
			}
			one, err := rich.read(s)
			r.strings = append(r.strings, one)
			return err
		case "extLst":
			return nil
		}
		return misplaced(s.name)
	})
}

// richText reads texts of which parts may look different.
type richText struct {
	text   []byte
	plain  bool // has been there
	runs   bool // have been there
	spoken bool // how it is pronounced has been there
	doubts Doubt
	inks   []colour
}

// read reads the text in the element that has begun. How it is pronounced is no
// part of it.
func (t *richText) read(s *scanner) (sharedString, error) {
	*t = richText{text: t.text[:0]}
	err := s.children(func() error {
		switch string(s.name) {
		case "t":
			if t.plain || t.runs {
				return misplaced(s.name)
			}
			t.plain = true
			return t.add(s)
		case "r":
			t.runs = true
			return t.run(s)
		case "rPh":
			t.spoken = true
			return nil
		case "phoneticPr", "extLst":
			return nil
		}
		return misplaced(s.name)
	})
	return sharedString{Unescape(string(t.text)), t.doubts, t.inks, t.spoken}, err
}

func (t *richText) add(s *scanner) error {
	text, err := s.content()
	if t.text = append(t.text, text...); len(t.text) > limitToken.Max {
		return limitToken.Excess()
	}
	return err
}

// run reads a part of a text that looks the same.
func (t *richText) run(s *scanner) error {
	once, begin := false, len(t.text)
	var f font
	err := s.children(func() (err error) {
		switch string(s.name) {
		case "t":
			if once {
				return misplaced(s.name)
			}
			once = true
			return t.add(s)
		case "rPr":
			f, err = fontOf(s)
			return err
		}
		return misplaced(s.name)
	})
	if len(afterBlanks(t.text[begin:])) > 0 {
		t.look(f)
	}
	return err
}

// look takes the font of a part of the text that is seen.
func (t *richText) look(f font) {
	const most = 64 // colours that are told from each other
	t.doubts |= f.doubts
	switch {
	case !f.inked || slices.Contains(t.inks, f.colour):
	case len(t.inks) == most:
		t.doubts |= Faint
	default:
		t.inks = append(t.inks, f.colour)
	}
}

// escape is how a workbook stores a character that XML cannot have, or an
// underscore that would begin one.
var escape = regexp.MustCompile(`(?:_x[0-9A-Fa-f]{4}_)+`)

// Escape is how a workbook stores a text, so that [Unescape] gives it back. The end
// of one code may be the beginning of another.
func Escape(text string) string {
	var b strings.Builder
	for {
		at := escape.FindStringIndex(text)
		if at == nil {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at[0]] + "_x005F_")
		text = text[at[0]+len("_"):]
	}
}

// Unescape is a text with its escaped characters.
func Unescape(found string) string {
	if !strings.Contains(found, "_x") {
		return found
	}
	return escape.ReplaceAllStringFunc(found, func(codes string) string {
		var units []uint16
		for ; codes != ""; codes = codes[len("_x0000_"):] {
			unit, _ := strconv.ParseUint(codes[2:6], 16, 16) // the expression lets nothing else through
			units = append(units, uint16(unit))
		}
		var b []byte
		for _, r := range utf16.Decode(units) {
			b = utf8.AppendRune(b, r)
		}
		return string(b)
	})
}
