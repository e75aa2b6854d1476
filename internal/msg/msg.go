// Package msg holds every sentence that the program says to a person, in
// Chinese and in English, in one catalogue.
//
// The rest of the program passes a [Text] around, which is a key and the
// values of its blanks, and puts it into a language only where it is shown.
// What stands in workbooks is not here: workbooks are Chinese, and their words
// are declared where they are written and read.
package msg

import (
	"fmt"
	"strings"
	"unicode"
)

// Lang is one of the two languages.
type Lang int

// The languages. Chinese is the one to fall back on.
const (
	Chinese Lang = iota
	English
)

// Text is a sentence that is yet to be put into a language.
type Text struct {
	key  string
	args []any
}

// New makes the text of a key in the catalogue. args are the names and values
// of the sentence's blanks, in turn: New("wrote", "file", path). A value is
// printed as fmt.Sprint does; a Text is put into the same language first.
func New(key string, args ...any) Text {
	return Text{key, args}
}

// Join makes one text of several, with semicolons between them.
func Join(texts []Text) Text {
	if len(texts) == 0 {
		return Text{}
	}
	joined := texts[0]
	for _, next := range texts[1:] {
		joined = New("joined", "texts", joined, "next", next)
	}
	return joined
}

// Some names the first of a list, and how many there are if that is not all.
func Some(list []string, most int) Text {
	if len(list) <= most {
		return New("some.all", "list", strings.Join(list, "、"))
	}
	return New("some", "list", strings.Join(list[:most], "、"), "count", len(list))
}

// Brief is as much of a text as a sentence has room for: at most so many characters,
// and an ellipsis for the rest. Characters that would break the line are spaces.
func Brief(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// In puts the text into a language. A key that the catalogue lacks stands for
// itself, and a blank without a value stays as it is: a wrong word, not a
// crash, for the one mistake that the tests would have to miss.
func (t Text) In(lang Lang) string {
	if t.key == "" {
		return ""
	}
	sentence, ok := catalogue[t.key]
	if !ok {
		return t.key
	}
	var blanks []string
	for i := 0; i+1 < len(t.args); i += 2 {
		value := t.args[i+1]
		if nested, ok := value.(Text); ok {
			value = nested.In(lang)
		}
		blanks = append(blanks, fmt.Sprintf("{%v}", t.args[i]), fmt.Sprint(value))
	}
	return strings.NewReplacer(blanks...).Replace(sentence[lang])
}

// ParseLang is the language that a tag such as "zh", "en-GB" or a locale such
// as "en_US.UTF-8" calls for. ok is false for every other language.
func ParseLang(tag string) (lang Lang, ok bool) {
	primary, _, _ := strings.Cut(strings.ToLower(strings.NewReplacer("-", "_", ".", "_", "@", "_").Replace(tag)), "_")
	switch primary {
	case "zh":
		return Chinese, true
	case "en":
		return English, true
	}
	return Chinese, false
}
