// Package msg holds the sentences that the program says to a person, in Chinese
// and in English side by side.
//
// Each is a Go identifier: one without blanks is a [Text], one with blanks is a
// function that takes their values and returns a Text. The rest of the program
// passes Texts around and puts them into a language where they are shown. The
// files are by theme: command.go, help.go, usage.go, cause.go (why the system
// refuses something), fix.go (what to do about it), sheet.go, table.go, report.go.
//
// The sentences of a diagnostic stand in package diag, in the literal that
// declares its code. What stands in workbooks is not here either: workbooks are
// Chinese, and their words are declared where they are written and read.
package msg

import (
	"fmt"
	"slices"
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

// Sentence is a sentence in both languages, indexed by [Lang]. A name in braces
// is a blank: {found}.
type Sentence [2]string

// In is the sentence in a language, with its blanks as they are.
func (s Sentence) In(lang Lang) string { return s[lang] }

// Template is a sentence and the names of its blanks, in the order in which
// their values are given.
type Template struct {
	sentence Sentence
	names    []string
}

// MustTemplate makes a template. It panics if the two languages do not have the
// same blanks, or if one is not among the names: sentences are part of the
// program, which does not start with a wrong one.
func MustTemplate(names []string, s Sentence) *Template {
	zh, en := Blanks(s[Chinese]), Blanks(s[English])
	if s[Chinese] == "" || s[English] == "" || !slices.Equal(zh, en) {
		panic(fmt.Sprintf("a sentence lacks a language, or has the blanks %v in Chinese and %v in English: %s", zh, en, s))
	}
	for _, name := range zh {
		if !slices.Contains(names, name) {
			panic(fmt.Sprintf("there is no value for the blank %s of %s", name, s))
		}
	}
	return &Template{s, names}
}

// Blanks lists the names of a sentence's blanks, sorted, each once.
func Blanks(sentence string) []string {
	var names []string
	eachBlank(sentence, func(_, name string) { names = append(names, name) })
	slices.Sort(names)
	return slices.Compact(names)
}

// eachBlank calls do for each blank, with the text before it, and returns the
// text behind the last one.
func eachBlank(sentence string, do func(before, name string)) string {
	for from := 0; ; {
		open := strings.IndexByte(sentence[from:], '{')
		if open < 0 {
			return sentence
		}
		open += from
		end := open + 1
		for end < len(sentence) && 'a' <= sentence[end] && sentence[end] <= 'z' {
			end++
		}
		if end == open+1 || end == len(sentence) || sentence[end] != '}' {
			from = open + 1
			continue
		}
		do(sentence[:open], sentence[open+1:end])
		sentence, from = sentence[end+1:], 0
	}
}

// Fill is the text that has these values in its blanks, in the order of their
// names. A value is printed as fmt.Sprint does; a Text is put into the same
// language first.
func (t *Template) Fill(values ...any) Text { return Text{t, values} }

// Text is a sentence that is yet to be put into a language. The zero Text is
// empty in both.
type Text struct {
	template *Template
	values   []any
}

// IsZero reports whether the text is empty.
func (t Text) IsZero() bool { return t.template == nil }

// In puts the text into a language.
func (t Text) In(lang Lang) string {
	if t.template == nil {
		return ""
	}
	var b strings.Builder
	rest := eachBlank(t.template.sentence[lang], func(before, name string) {
		b.WriteString(before)
		switch value := t.values[slices.Index(t.template.names, name)].(type) {
		case Text:
			b.WriteString(value.In(lang))
		default:
			fmt.Fprint(&b, value)
		}
	})
	b.WriteString(rest)
	return b.String()
}

// plain is a sentence without blanks.
func plain(zh, en string) Text { return Text{MustTemplate(nil, Sentence{zh, en}), nil} }

// blanks is the template of a sentence with these blanks, all of which it has.
func blanks(names, zh, en string) *Template {
	list := strings.Fields(names)
	if has := Blanks(zh); len(has) != len(list) {
		panic(fmt.Sprintf("a sentence has the blanks %v, not %v: %s", has, list, zh))
	}
	return MustTemplate(list, Sentence{zh, en})
}

// say1 to say7 are sentences with so many blanks. names has the names of the
// blanks in the order of the function's parameters.

func say1[A any](names, zh, en string) func(A) Text {
	t := blanks(names, zh, en)
	return func(a A) Text { return t.Fill(a) }
}

func say2[A, B any](names, zh, en string) func(A, B) Text {
	t := blanks(names, zh, en)
	return func(a A, b B) Text { return t.Fill(a, b) }
}

func say3[A, B, C any](names, zh, en string) func(A, B, C) Text {
	t := blanks(names, zh, en)
	return func(a A, b B, c C) Text { return t.Fill(a, b, c) }
}

func say4[A, B, C, D any](names, zh, en string) func(A, B, C, D) Text {
	t := blanks(names, zh, en)
	return func(a A, b B, c C, d D) Text { return t.Fill(a, b, c, d) }
}

func say5[A, B, C, D, E any](names, zh, en string) func(A, B, C, D, E) Text {
	t := blanks(names, zh, en)
	return func(a A, b B, c C, d D, e E) Text { return t.Fill(a, b, c, d, e) }
}

func say6[A, B, C, D, E, F any](names, zh, en string) func(A, B, C, D, E, F) Text {
	t := blanks(names, zh, en)
	return func(a A, b B, c C, d D, e E, f F) Text { return t.Fill(a, b, c, d, e, f) }
}

func say7[A, B, C, D, E, F, G any](names, zh, en string) func(A, B, C, D, E, F, G) Text {
	t := blanks(names, zh, en)
	return func(a A, b B, c C, d D, e E, f F, g G) Text { return t.Fill(a, b, c, d, e, f, g) }
}

// Join makes one text of several, with semicolons between them.
func Join(texts []Text) Text { return between(texts, joined) }

// Listed makes one text of several, with commas between them.
func Listed(texts []Text) Text { return between(texts, listed) }

func between(texts []Text, with func(all, next Text) Text) Text {
	if len(texts) == 0 {
		return Text{}
	}
	all := texts[0]
	for _, next := range texts[1:] {
		all = with(all, next)
	}
	return all
}

// Some names the first of a list, and how many there are if that is not all.
func Some(list []string, most int) Text {
	if len(list) <= most {
		return allOf(strings.Join(list, "、"))
	}
	return someOf(strings.Join(list[:most], "、"), len(list))
}

// Either names the words of a list, of which one is to be chosen.
func Either(words []string) Text {
	text := allOf(words[0])
	for i, word := range words[1:] {
		if i+2 == len(words) {
			return orLast(text, word)
		}
		text = orNext(text, word)
	}
	return text
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

// ShortHash is enough of a hash to tell it from others.
func ShortHash(hash string) string { return hash[:min(len(hash), 8)] }

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
