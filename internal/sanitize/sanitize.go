// Package sanitize keeps texts from sheets, tables, file names and arguments from
// doing anything where they end up: at a terminal, in CSV, or as a file's name.
//
// What they become in a workbook is decided where that is written: bookwriter and
// annotate store texts as texts.
package sanitize

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Unseen reports whether a character shows nothing of itself, but may change how
// others are shown: control characters, marks of direction and other invisible
// ones, the separators of lines. Spaces of whatever width are none of them.
func Unseen(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r == 0x7F
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// Text is a text as it may be shown, on one or more lines: what is unseen stands
// there as JSON writes it, \u001b, so that the JSON that it stands in still has the
// same value. What is no character at all is U+FFFD, as it is in JSON.
func Text(text string) string {
	return escape(text, func(r rune) bool { return Unseen(r) && r != '\n' && r != '\t' })
}

// Line is [Text] for what must stay on the line that it is on.
func Line(text string) string { return escape(text, Unseen) }

func escape(text string, active func(rune) bool) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, active) {
		return text
	}
	var b strings.Builder
	for _, r := range text { // in which a byte that is no character is U+FFFD
		if !active(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

// Writer writes texts as [Text] makes them. A character may come in two pieces; the
// first one waits for the other.
type Writer struct {
	w       io.Writer
	waiting []byte
}

// NewWriter makes a Writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

func (w *Writer) Write(p []byte) (int, error) {
	text := append(w.waiting, p...)
	whole := wholeCharacters(text)
	w.waiting = append([]byte(nil), text[whole:]...)
	if _, err := io.WriteString(w.w, Text(string(text[:whole]))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// wholeCharacters is how much of a text is before a character that has only begun.
func wholeCharacters(text []byte) int {
	for i := len(text) - 1; i >= max(0, len(text)-utf8.UTFMax); i-- {
		if utf8.RuneStart(text[i]) {
			if !utf8.FullRune(text[i:]) {
				return i
			}
			break
		}
	}
	return len(text)
}

// Field is a text as a field of CSV. Spreadsheet programs take one that begins with
// = + - or @ for a formula, some also behind spaces or in full width; the apostrophe
// before it, which is the custom, makes it the text that it is.
func Field(text string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || Unseen(r) }))
	begins, _ := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("=+-@＝＋－＠", first) || begins == '\t' || begins == '\r' {
		return "'" + text
	}
	return text
}
