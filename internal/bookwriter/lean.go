package bookwriter

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/workbook"
)

// The library declares every namespace that there is in every part, writes each text
// where it stands, and writes empty elements for what it has nothing to say of. What
// says nothing is left out of the parts when they are packed.

const (
	textsPart = "xl/sharedStrings.xml"
	themePart = "xl/theme/theme1.xml"
)

// lean leaves out what says nothing of parts that are sorted by name. Texts become
// shared ones, in the order in which the parts have them.
func lean(parts []workbook.Part) []workbook.Part {
	l := leaner{themeless: !slices.ContainsFunc(parts, needsTheme)}
	texts := slices.IndexFunc(parts, func(p workbook.Part) bool { return p.Name == textsPart })
	if texts >= 0 {
		l.texts = newTexts(parts[texts].Content)
	}
	if l.themeless {
		parts = slices.DeleteFunc(parts, func(p workbook.Part) bool { return p.Name == themePart })
	}
	for i, p := range parts {
		parts[i].Content = l.part(p.Content)
	}
	if texts >= 0 { // its place is before the theme's
		parts[texts].Content = l.texts.content()
	}
	return parts
}

// needsTheme reports whether a part takes colours or fonts from the theme.
func needsTheme(p workbook.Part) bool {
	return p.Name != themePart && slices.ContainsFunc([]string{"schemeClr", `typeface="+`, ` theme="`}, func(what string) bool {
		return bytes.Contains(p.Content, []byte(what))
	})
}

type leaner struct {
	themeless bool   // there is no theme
	texts     *texts // nil if there is no part for them
}

// part copies a part, element by element, to where it stands: nothing becomes longer, and a
// worksheet may be large. The library writes a ">" only where a tag ends, and no root
// element that is empty.
func (l *leaner) part(in []byte) []byte {
	out := in[:0]
	root, place, prefixes := "", 0, map[string]bool{}
	for {
		text, rest, found := bytes.Cut(in, []byte("<"))
		out = append(out, text...)
		if !found {
			break
		}
		end := bytes.IndexByte(rest, '>')
		tag := rest[:end]
		in = rest[end+1:]
		if root == "" && tag[0] != '?' {
			root, place = string(tag), len(out)
			continue
		}
		for _, a := range prefixed(tag) { // before something is copied over it
			prefixes[a] = true
		}
		out, in = l.element(out, tag, in)
	}
	return slices.Insert(out, place, []byte(rootTag(root, prefixes))...)
}

// element copies a tag, and what belongs to it if it is written otherwise: an empty
// element, or a cell's text.
func (l *leaner) element(out, tag, rest []byte) (copied, behind []byte) {
	name, _, _ := bytes.Cut(tag, []byte(" "))
	switch string(name) {
	case "autoFilter":
		tag = bytes.ReplaceAll(tag, []byte("$"), nil) // Excel writes none here
	case "c":
		if i := bytes.Index(tag, []byte(inlineText)); i > 0 && l.texts != nil {
			text, behind, _ := bytes.Cut(rest[len("<is>"):], []byte("</is></c>"))
			out = append(append(out, '<'), tag[:i]...)
			if string(text) == emptyText {
				return append(out, "/>"...), behind
			}
			out = append(out, ` t="s"><v>`...)
			return append(strconv.AppendInt(out, int64(l.texts.number(text)), 10), "</v></c>"...), behind
		}
	}
	closing := len("</>") + len(name)
	if len(rest) < closing || string(rest[:2]) != "</" || !bytes.Equal(rest[2:closing-1], name) || rest[closing-1] != '>' {
		return append(append(append(out, '<'), tag...), '>'), rest
	}
	if string(tag) == "color" || l.themeless && bytes.Contains(tag, []byte("theme/theme1.xml")) {
		return out, rest[closing:]
	}
	return append(append(append(out, '<'), tag...), "/>"...), rest[closing:]
}

// How the library writes a cell's text.
const (
	inlineText = ` t="inlineStr"`
	emptyText  = "<t></t>"
)

// prefixed are the prefixes of a tag's name and of its attributes' names.
func prefixed(tag []byte) []string {
	if bytes.IndexByte(tag, ':') < 0 {
		return nil
	}
	name, rest, _ := strings.Cut(strings.TrimPrefix(string(tag), "/"), " ")
	var found []string
	if prefix, _, ok := strings.Cut(name, ":"); ok {
		found = append(found, prefix)
	}
	for _, a := range attributes(rest) {
		if prefix, _, ok := strings.Cut(a.name, ":"); ok && prefix != "xmlns" {
			found = append(found, prefix)
		}
	}
	return found
}

type attribute struct{ name, value string }

// attributes reads the attributes of a tag without its name.
func attributes(tag string) []attribute {
	var found []attribute
	for {
		name, rest, ok := strings.Cut(tag, `="`)
		if !ok {
			return found
		}
		value, behind, _ := strings.Cut(rest, `"`)
		found = append(found, attribute{strings.TrimSpace(name), value})
		tag = behind
	}
}

// rootTag is the first tag with those namespaces that the part uses. What older
// programs may ignore, mc:Ignorable, must be declared: Excel reports damage otherwise.
// What identifies a revision is all zeroes and left out.
func rootTag(tag string, used map[string]bool) string {
	name, rest, _ := strings.Cut(tag, " ")
	var kept []attribute
	for _, a := range attributes(rest) {
		if a.name == "mc:Ignorable" {
			ignorable := slices.DeleteFunc(strings.Fields(a.value), func(prefix string) bool { return !used[prefix] })
			a.value = strings.Join(ignorable, " ")
		}
		if a.name != "xr:uid" && a.value != "" {
			kept = append(kept, a)
		}
	}
	for _, prefix := range prefixed([]byte(name + joined(kept))) {
		used[prefix] = true
	}
	kept = slices.DeleteFunc(kept, func(a attribute) bool {
		prefix, isDeclared := strings.CutPrefix(a.name, "xmlns:")
		return isDeclared && !used[prefix]
	})
	return "<" + name + joined(kept) + ">"
}

func joined(list []attribute) string {
	var b strings.Builder
	for _, a := range list {
		b.WriteString(" " + a.name + `="` + a.value + `"`)
	}
	return b.String()
}

// texts are the shared texts, as elements, and their numbers.
type texts struct {
	list    []string
	numbers map[string]int
}

// newTexts begins with those that the library shares itself.
func newTexts(content []byte) *texts {
	t := &texts{numbers: map[string]int{}}
	for {
		_, rest, found := bytes.Cut(content, []byte("<si>"))
		if !found {
			return t
		}
		text, behind, _ := bytes.Cut(rest, []byte("</si>"))
		t.number(text)
		content = behind
	}
}

func (t *texts) number(text []byte) int {
	n, ok := t.numbers[string(text)]
	if !ok {
		n = len(t.list)
		t.list = append(t.list, string(text))
		t.numbers[t.list[n]] = n
	}
	return n
}

// content is the part that holds them. It says nothing of how often each is used.
func (t *texts) content() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
	for _, text := range t.list {
		b.WriteString("<si>" + text + "</si>")
	}
	b.WriteString("</sst>")
	return b.Bytes()
}
