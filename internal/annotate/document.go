package annotate

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/workbook"
)

// document is an XML part that is edited in place: only the edited bytes
// change.
type document struct {
	data  []byte
	root  *element
	space string // the namespace, if its elements have a prefix and new ones must name it
	edits []edit
	added map[*element][]byte // new last children
}

type edit struct {
	from, to int
	text     string
}

// element is an element and where it stands in its document, in bytes.
type element struct {
	name                        string // without a prefix
	start, inner, innerEnd, end int    // of its start tag, behind that, of its end tag, behind that
	children                    []*element
}

// The most elements that a document may hold at once, and in each other.
const (
	maxElements = 1 << 18
	maxDepth    = 200
)

func parse(data []byte) (*document, error) { return parseIn(data, nil) }

// dull tells of an element that has been read, and of the one that it is in, whether it
// is not wanted. It is then forgotten, with what is in it.
type dull func(d *document, parent, e *element) bool

// parseIn is parse for a document of which not all is wanted.
func parseIn(data []byte, isDull dull) (*document, error) {
	data = declaredUTF8(data)
	d := &document{data: data, added: map[*element][]byte{}}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	var open []*element
	elements := 0
	for {
		start := int(decoder.InputOffset())
		token, err := decoder.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		end := int(decoder.InputOffset())
		switch t := token.(type) {
		case xml.StartElement:
			if elements++; elements > maxElements || len(open) > maxDepth {
				return nil, errTooMuch
			}
			e := &element{name: t.Name.Local, start: start, inner: end}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.children = append(parent.children, e)
			} else if d.root == nil {
				d.root, d.space = e, prefixedSpace(t)
			}
			open = append(open, e)
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1].name != t.Name.Local {
				return nil, fmt.Errorf("unexpected end of %s", t.Name.Local)
			}
			last := open[len(open)-1]
			last.innerEnd, last.end = start, end
			open = open[:len(open)-1]
			if len(open) > 0 && isDull != nil && isDull(d, open[len(open)-1], last) {
				parent := open[len(open)-1]
				parent.children = parent.children[:len(parent.children)-1]
				elements -= last.count()
			}
		}
	}
	if d.root == nil || len(open) > 0 {
		return nil, io.ErrUnexpectedEOF
	}
	return d, nil
}

var encoding = regexp.MustCompile(`^(?:\x{FEFF})?<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w-]+)["']`)

// declaredUTF8 is a part that says that it is in UTF-8, as what is put into it is: it may
// have said ASCII.
func declaredUTF8(data []byte) []byte {
	at := encoding.FindSubmatchIndex(data)
	if at == nil || strings.EqualFold(string(data[at[2]:at[3]]), "UTF-8") {
		return data
	}
	return slices.Concat(data[:at[2]], []byte("UTF-8"), data[at[3]:])
}

// prefixedSpace is the namespace of a root whose name has a prefix, else "".
func prefixedSpace(root xml.StartElement) string {
	for _, a := range root.Attr {
		if root.Name.Space != "" && a.Name.Space == "xmlns" && a.Name.Local == root.Name.Space {
			return a.Value
		}
	}
	return ""
}

// count is the number of elements that an element is, with those in it.
func (e *element) count() int {
	n := 1
	for _, c := range e.children {
		n += c.count()
	}
	return n
}

// child is the first child of this name, or nil. It may be asked of nil.
func (e *element) child(name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// each lists the children of this name.
func (e *element) each(name string) []*element {
	var found []*element
	if e != nil {
		for _, c := range e.children {
			if c.name == name {
				found = append(found, c)
			}
		}
	}
	return found
}

// with is the first child of the root of this name that has this value of an
// attribute, whatever its case, or nil.
func (d *document) with(name, attr, value string) *element {
	for _, e := range d.root.each(name) {
		if strings.EqualFold(d.attr(e, attr), value) {
			return e
		}
	}
	return nil
}

// free is the first number, beginning with from, that no element has behind prefix as its
// attribute, nor another part names. A stranger's highest number may be the highest that
// there is.
func (d *document) free(elements []*element, attr, prefix string, from int, named []byte) int {
	taken := map[string]bool{}
	for _, e := range elements {
		taken[d.attr(e, attr)] = true
	}
	for {
		text := prefix + strconv.Itoa(from)
		if !taken[text] && !bytes.Contains(named, []byte(`"`+text+`"`)) && !bytes.Contains(named, []byte("'"+text+"'")) {
			return from
		}
		from++
	}
}

// raw is an element's text with its tags.
func (d *document) raw(e *element) string { return string(d.data[e.start:e.end]) }

// tag is an element's start tag.
func (d *document) tag(e *element) string { return string(d.data[e.start:e.inner]) }

// text is all character data within an element, as it is shown.
func (d *document) text(e *element) string {
	if len(e.children) == 0 {
		return workbook.Unescape(html.UnescapeString(string(d.data[e.inner:e.innerEnd])))
	}
	var b strings.Builder
	for _, c := range e.children {
		if !isPhonetic(c) {
			b.WriteString(d.text(c))
		}
	}
	return b.String()
}

// isPhonetic reports whether an element says how a text is read aloud.
func isPhonetic(e *element) bool { return e.name == "rPh" || e.name == "phoneticPr" }

// tagName is the name in a start tag, with its prefix.
func tagName(tag string) string {
	name, _, _ := strings.Cut(strings.TrimLeft(tag, "<"), " ")
	return strings.TrimRight(strings.Fields(name)[0], "/>")
}

// attributes matches the attributes of a start tag: name and quoted value.
var attributes = regexp.MustCompile(`\s([\w.:-]+)\s*=\s*("[^"]*"|'[^']*')`)

// attr is the value of an attribute, whatever its prefix, or "".
func (d *document) attr(e *element, name string) string { return attr(d.tag(e), name) }

func attr(tag, name string) string {
	if at := findAttr(tag, name); at != nil {
		return html.UnescapeString(tag[at[4]+1 : at[5]-1])
	}
	return ""
}

// findAttr is the match of [attributes] that has this name, or nil.
func findAttr(tag, name string) []int {
	for _, at := range attributes.FindAllStringSubmatchIndex(tag, -1) {
		found := tag[at[2]:at[3]]
		if _, local, ok := strings.Cut(found, ":"); ok && !strings.HasPrefix(found, "xmlns:") {
			found = local
		}
		if found == name {
			return at
		}
	}
	return nil
}

// withAttr is a start tag in which an attribute has this value.
func withAttr(tag, name, value string) string {
	value = `"` + escape(value) + `"`
	if at := findAttr(tag, name); at != nil {
		return tag[:at[4]] + value + tag[at[5]:]
	}
	end := len(tag) - len(">")
	if strings.HasSuffix(tag, "/>") {
		end = len(tag) - len("/>")
	}
	return tag[:end] + " " + name + "=" + value + tag[end:]
}

// withoutAttr is an element without an attribute.
func withoutAttr(text, name string) string {
	if at := findAttr(text, name); at != nil {
		return text[:at[0]] + text[at[1]:]
	}
	return text
}

// setAttr gives an element an attribute. It may be done once for each element
// and not with [document.add].
func (d *document) setAttr(e *element, name, value string) {
	d.replace(e.start, e.inner, withAttr(d.tag(e), name, value))
}

func (d *document) replace(from, to int, text string) {
	d.edits = append(d.edits, edit{from, to, text})
}

func (d *document) remove(e *element) { d.replace(e.start, e.end, "") }

// insert puts new elements before an element.
func (d *document) insert(before *element, elements string) {
	d.replace(before.start, before.start, d.own(elements))
}

// addFirst puts new elements before the first child of an element.
func (d *document) addFirst(parent *element, elements string) {
	if len(parent.children) > 0 {
		d.insert(parent.children[0], elements)
	} else {
		d.add(parent, elements)
	}
}

// add puts new elements behind the last child of an element.
func (d *document) add(parent *element, elements string) {
	d.added[parent] = append(d.added[parent], d.own(elements)...)
}

// addInOrder adds a new child where the schema, which is a sequence of names,
// wants it, before others of its name.
func (d *document) addInOrder(parent *element, name, text string, sequence []string) {
	place := slices.Index(sequence, name)
	for _, c := range parent.children {
		if slices.Index(sequence, c.name) >= place {
			d.insert(c, text)
			return
		}
	}
	d.add(parent, text)
}

// own puts one new element into the document's namespace, if that is not the
// default one there. Its children follow.
func (d *document) own(element string) string {
	if d.space == "" {
		return element
	}
	end := strings.IndexAny(element, " />")
	return element[:end] + ` xmlns="` + escape(d.space) + `"` + element[end:]
}

// bytes is the edited document.
func (d *document) bytes() []byte {
	for e, text := range d.added {
		if e.inner == e.end { // <x/>
			d.replace(e.inner-len("/>"), e.inner, ">"+string(text)+"</"+tagName(d.tag(e))+">")
		} else {
			d.replace(e.innerEnd, e.innerEnd, string(text))
		}
	}
	d.added = map[*element][]byte{}
	// What is put before an element comes before what the element becomes.
	slices.SortStableFunc(d.edits, func(a, b edit) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	var b bytes.Buffer
	at := 0
	for _, e := range d.edits {
		b.Write(d.data[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.Write(d.data[at:])
	return b.Bytes()
}

// escape makes a text safe within an element or a quoted attribute. What XML
// cannot hold is left out.
func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)))
	return b.String()
}
