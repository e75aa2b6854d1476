package indicator

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Unseen reports whether a character shows nothing and leaves what stands around it as
// it is: zero-width spaces and joiners, byte order marks, the marks of a direction that
// is the usual one. Pages on the web and messengers leave them in what is copied.
func Unseen(r rune) bool { return unicode.Is(unicode.Cf, r) && !turns(r) }

// Turns reports whether a text has a character that changes the direction of what stands
// around it: with U+202E before it, 0.51 is seen as 15.0.
func Turns(text string) bool { return strings.ContainsFunc(text, turns) }

func turns(r rune) bool {
	switch r {
	case 0x061C, 0x200F, 0x202B, 0x202D, 0x202E:
		return true
	}
	return r >= 0x2066 && r <= 0x2069
}

// WithoutUnseen is a text without what is [Unseen].
func WithoutUnseen(text string) string {
	return strings.Map(func(r rune) rune {
		if Unseen(r) {
			return -1
		}
		return r
	}, text)
}

// lookAlikes are characters that look like others and that Unicode's compatibility forms
// do not lead back to these: radicals for characters, as they come from PDF files, and
// letters of other alphabets for Latin ones.
var lookAlikes = pairs("⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙" +
	"АAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУY" + // Cyrillic
	"ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX") // Greek

func pairs(list string) map[rune]rune {
	of, runes := map[rune]rune{}, []rune(list)
	for i := 0; i+1 < len(runes); i += 2 {
		of[runes[i]] = runes[i+1]
	}
	return of
}

// undisguised is the character that another one looks like, or that one itself.
func undisguised(r rune) rune {
	if like, ok := lookAlikes[r]; ok {
		return like
	}
	if folded := norm.NFKC.String(string(r)); utf8.RuneCountInString(folded) == 1 {
		r, _ = utf8.DecodeRuneInString(folded)
	}
	return r
}

// Disguised names the characters of a name that only look like those of another, as in
// ⽔(U+2F54)→水: none unless the names are alike in all others.
func Disguised(name, other string) []string {
	found, want := []rune(Fold(name)), []rune(Fold(other))
	if len(found) != len(want) {
		return nil
	}
	var disguised []string
	for i, r := range found {
		switch {
		case r == want[i]:
		case undisguised(r) == want[i]:
			disguised = append(disguised, fmt.Sprintf("%c(U+%04X)→%c", r, r, want[i]))
		default:
			return nil
		}
	}
	return disguised
}
