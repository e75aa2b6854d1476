package workbook

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// space is what a namespace is to this package.
type space byte

const (
	otherSpace   space = iota
	sheetSpace         // spreadsheets
	packageSpace       // the relationships between parts
	officeSpace        // attributes that refer to them
	laterSpace         // what later programs have added to spreadsheets
	themeSpace         // drawings, and the colours of themes
	anchorSpace        // where drawings are
	chartSpace         // charts
)

// spaceOf knows the transitional and the strict names.
func spaceOf(uri []byte) space {
	switch string(uri) {
	case "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main":
		return sheetSpace
	case "http://schemas.openxmlformats.org/package/2006/relationships":
		return packageSpace
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return officeSpace
	case "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main", "http://schemas.microsoft.com/office/excel/2006/main":
		return laterSpace
	case "http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main":
		return themeSpace
	case "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing":
		return anchorSpace
	case "http://schemas.openxmlformats.org/drawingml/2006/chart", "http://purl.oclc.org/ooxml/drawingml/chart":
		return chartSpace
	}
	return otherSpace
}

const windowSize = 16 << 10

// scanner reads a part's XML as a stream and remembers no more of it than the
// elements that are open. It refuses what is not well-formed.
//
// What next has found is in the fields below, until the next call.
type scanner struct {
	own   space  // whose elements have names here
	name  []byte // of the element, without its prefix; nil if it is from another namespace
	local []byte // the same, whatever the namespace
	space space  // the element's
	attrs []attribute
	text  []byte

	from   io.Reader // nil if the window holds all of the part
	window []byte    // the bytes from pos to end are still to be scanned
	buffer []byte    // the window of a part that is read as a stream
	pos    int
	end    int
	passed int64 // bytes that have left the window
	twice  bool  // the bytes are in UTF-16

	open    []byte // the names of the open elements, each with the prefixes that it binds
	marks   []mark
	bound   []binding
	empty   bool   // the element that has begun ends at once
	begun   bool   // there has been an element
	scratch []byte // texts that are not written as they are meant
	value   []byte // what content returns
}

type attribute struct {
	name, value []byte
	prefixed    bool  // without a prefix it belongs to its element
	space       space // of its prefix
}

// mark is an open element: where its name begins and ends, how many prefixes were
// bound around it, and what names without one belong to.
type mark struct {
	name, end, bound int
	space            space
}

type binding struct {
	from, to int // where the prefix stands among the names
	space    space
}

type token int

const (
	startTag token = iota
	endTag
	text
	endOfFile
)

var (
	errTruncated = errors.New("the XML ends too early")
	errSyntax    = errors.New("not well-formed XML")
	errDoctype   = errors.New("a document type is not allowed")
)

// reset makes the scanner ready for another part: content, which is scanned where it
// is, or what is read from a stream. It keeps its buffers.
func (s *scanner) reset(content []byte, from io.Reader, own space) error {
	*s = scanner{
		own: own, from: from, window: content, end: len(content), buffer: s.buffer, attrs: s.attrs[:0],
		open: s.open[:0], marks: s.marks[:0], bound: s.bound[:0], scratch: s.scratch[:0], value: s.value[:0],
	}
	if from != nil {
		s.stream(from)
	}
	for s.end < 3 {
		if err := s.fill(); err == errTruncated {
			break
		} else if err != nil {
			return err
		}
	}
	switch start := s.window[:s.end]; {
	case bytes.HasPrefix(start, []byte("\xEF\xBB\xBF")):
		s.pos = 3
	case bytes.HasPrefix(start, []byte("\xFE\xFF")), bytes.HasPrefix(start, []byte("\xFF\xFE")):
		rest := io.Reader(bytes.NewReader(bytes.Clone(start)))
		if from != nil {
			rest = io.MultiReader(rest, from)
		}
		s.stream(fromUTF16(rest))
		s.twice = true
	}
	return s.declaration()
}

// stream begins to read from a stream.
func (s *scanner) stream(from io.Reader) {
	if s.buffer == nil {
		s.buffer = make([]byte, windowSize)
	}
	s.from, s.window, s.pos, s.end = from, s.buffer, 0, 0
}

// offset is how far the scanner has come, in bytes of UTF-8.
func (s *scanner) offset() int64 { return s.passed + int64(s.pos) }

// fill reads on. It moves what is still to be scanned to the window's front, so
// that only distances from pos stay true.
func (s *scanner) fill() error {
	if s.from == nil {
		return errTruncated
	}
	copy(s.window, s.window[s.pos:s.end])
	s.passed += int64(s.pos)
	s.pos, s.end = 0, s.end-s.pos
	if s.end == len(s.window) {
		if s.end >= limitToken.Max {
			return limitToken.Excess()
		}
		s.window = append(s.window, make([]byte, len(s.window))...)
		s.buffer = s.window
	}
	for {
		n, err := s.from.Read(s.window[s.end:])
		s.end += n
		switch {
		case n > 0:
			return nil // an error comes again
		case err == io.EOF:
			return errTruncated
		case err != nil:
			return err
		}
	}
}

// find returns the distance of the next such byte, looking from a distance on.
func (s *scanner) find(from int, b byte) (int, error) {
	for {
		if i := bytes.IndexByte(s.window[s.pos+from:s.end], b); i >= 0 {
			return from + i, nil
		}
		from = s.end - s.pos
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// has reports whether a text comes next.
func (s *scanner) has(text string) (bool, error) {
	for s.end-s.pos < len(text) {
		if !bytes.HasPrefix([]byte(text), s.window[s.pos:s.end]) {
			return false, nil
		}
		if err := s.fill(); err != nil {
			return false, err
		}
	}
	return string(s.window[s.pos:s.pos+len(text)]) == text, nil
}

// next finds the next token. Comments and instructions are none.
func (s *scanner) next() (token, error) {
	s.scratch = s.scratch[:0]
	if s.empty {
		s.empty = false
		s.pop()
		return endTag, nil
	}
	for {
		for s.end-s.pos < 2 {
			err := s.fill()
			switch {
			case err == errTruncated && s.pos == s.end && len(s.marks) == 0 && s.begun:
				return endOfFile, nil
			case err == errTruncated && s.pos < s.end && s.window[s.pos] != '<':
				return text, s.characters() // the file's last character
			case err != nil:
				return 0, err
			}
		}
		if s.window[s.pos] != '<' {
			return text, s.characters()
		}
		switch s.window[s.pos+1] {
		case '/':
			return endTag, s.endOfElement()
		case '?':
			if err := s.pass("<?", "?>"); err != nil {
				return 0, err
			}
		case '!':
			if token, err := s.exclamation(); token == text || err != nil {
				return token, err
			}
		default:
			return startTag, s.startOfElement()
		}
	}
}

// exclamation passes a comment or finds a text of which every character counts.
func (s *scanner) exclamation() (token, error) {
	if is, err := s.has("<!--"); err != nil {
		return 0, err
	} else if is {
		return 0, s.pass("<!--", "-->")
	}
	if is, err := s.has("<![CDATA["); err != nil {
		return 0, err
	} else if !is {
		return 0, errDoctype
	}
	n, err := s.until(len("<![CDATA["), "]]>")
	if err != nil {
		return 0, err
	}
	if len(s.marks) == 0 {
		return 0, errSyntax
	}
	s.text, err = s.verbatim(s.window[s.pos+len("<![CDATA[") : s.pos+n])
	s.pos += n + len("]]>")
	return text, err
}

// until returns the distance of what ends a part of the file, which begins at a
// distance.
func (s *scanner) until(begin int, end string) (int, error) {
	for from := begin; ; {
		n, err := s.find(from, end[len(end)-1])
		if err != nil {
			return 0, err
		}
		from = n + 1
		if at := from - len(end); at >= begin && string(s.window[s.pos+at:s.pos+from]) == end {
			return at, nil
		}
	}
}

func (s *scanner) pass(start, end string) error {
	n, err := s.until(len(start), end)
	if err != nil {
		return err
	}
	content, err := s.verbatim(s.window[s.pos+len(start) : s.pos+n])
	if err == nil && start == "<!--" && bytes.Contains(content, []byte("--")) {
		err = errSyntax
	}
	s.pos += n + len(end)
	return err
}

// characters finds the text before the next tag.
func (s *scanner) characters() error {
	n, err := s.find(0, '<')
	if err == errTruncated {
		n = s.end - s.pos
	} else if err != nil {
		return err
	}
	raw := s.window[s.pos : s.pos+n]
	s.pos += n
	if len(s.marks) == 0 && len(afterBlanks(raw)) > 0 {
		return errSyntax
	}
	s.text, err = s.decode(raw, false)
	return err
}

// blanks are what may stand between elements and between attributes.
const blanks = " \t\r\n"

// afterBlanks is a text without the blanks that it begins with.
func afterBlanks(text []byte) []byte {
	for i, c := range text {
		if c > ' ' || strings.IndexByte(blanks, c) < 0 {
			return text[i:]
		}
	}
	return nil
}

func (s *scanner) endOfElement() error {
	n, err := s.find(2, '>')
	if err != nil {
		return err
	}
	name := s.window[s.pos+2 : s.pos+n]
	s.pos += n + 1
	if len(s.marks) == 0 {
		return errSyntax
	}
	last := s.marks[len(s.marks)-1]
	rest, ok := bytes.CutPrefix(name, s.open[last.name:last.end])
	if !ok || len(afterBlanks(rest)) > 0 {
		return errSyntax
	}
	s.pop()
	return nil
}

func (s *scanner) pop() {
	last := s.marks[len(s.marks)-1]
	s.open, s.bound, s.marks = s.open[:last.name], s.bound[:last.bound], s.marks[:len(s.marks)-1]
}

func (s *scanner) startOfElement() error {
	for n := 1; ; n++ {
		var err error
		if n, err = s.find(n, '>'); err != nil {
			return err
		}
		name, open, err := s.tag(s.window[s.pos+1 : s.pos+n])
		if err != nil {
			return err
		}
		if open == 0 {
			s.pos += n + 1
			return s.push(name)
		}
		if n, err = s.find(n+1, open); err != nil { // the bracket stands in an attribute
			return err
		}
	}
}

// tag reads what stands between the brackets of a start tag. open is the quote of
// an attribute in which it ends, if it does.
func (s *scanner) tag(tag []byte) (name []byte, open byte, err error) {
	s.attrs, s.scratch, s.empty = s.attrs[:0], s.scratch[:0], false
	i := nameLength(tag)
	name, tag = tag[:i], tag[i:]
	if i == 0 {
		return nil, 0, errSyntax
	}
	for {
		rest := afterBlanks(tag)
		switch {
		case len(rest) == 0:
			return name, 0, nil
		case len(rest) == 1 && rest[0] == '/':
			s.empty = true
			return name, 0, nil
		case len(rest) == len(tag): // no space before an attribute
			return nil, 0, errSyntax
		case len(s.attrs) == limitAttributes.Max:
			return nil, 0, limitAttributes.Excess()
		}
		i := nameLength(rest)
		attr := attribute{name: rest[:i]}
		if rest = afterBlanks(rest[i:]); i == 0 || len(rest) == 0 || rest[0] != '=' {
			return nil, 0, errSyntax
		}
		if rest = afterBlanks(rest[1:]); len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil, 0, errSyntax
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil, rest[0], nil
		}
		if attr.value, err = s.decode(rest[1:1+end], true); err != nil {
			return nil, 0, err
		}
		for i := range s.attrs {
			if string(s.attrs[i].name) == string(attr.name) {
				return nil, 0, errSyntax
			}
		}
		s.attrs, tag = append(s.attrs, attr), rest[end+2:]
	}
}

// nameLength is how many bytes of a text are a name, with its prefix.
func nameLength(text []byte) int {
	for i, c := range text {
		if classes[c]&inName == 0 || i == 0 && classes[c]&firstInName == 0 {
			return i
		}
	}
	return len(text)
}

// push opens an element, and finds out from which namespaces it and its
// attributes are.
func (s *scanner) push(name []byte) (err error) {
	if len(s.marks) == 0 && s.begun {
		return errSyntax // a second root
	}
	if len(s.marks) >= limitDepth.Max {
		return limitDepth.Excess()
	}
	s.begun = true
	here := mark{name: len(s.open), end: len(s.open) + len(name), bound: len(s.bound)}
	if len(s.marks) > 0 {
		here.space = s.marks[len(s.marks)-1].space
	}
	s.open = append(s.open, name...)
	for i := range s.attrs {
		attr := &s.attrs[i]
		if len(attr.name) < len("xmlns") {
			continue // as nearly all are
		}
		if prefix, local, _ := cutPrefix(attr.name); string(prefix) == "xmlns" {
			s.bind(local, attr.value)
		} else if string(attr.name) == "xmlns" {
			here.space = spaceOf(attr.value)
		}
	}
	s.marks = append(s.marks, here)
	for i := range s.attrs {
		attr := &s.attrs[i]
		if len(attr.name) < len("a:b") {
			continue
		}
		prefix, local, ok := cutPrefix(attr.name)
		if !ok {
			continue
		}
		attr.name, attr.prefixed = local, true
		if string(prefix) == "xmlns" {
			continue
		}
		if attr.space, err = s.lookup(prefix); err != nil {
			return err
		}
	}
	prefix, local, ok := cutPrefix(name)
	in := here.space
	if ok {
		in, err = s.lookup(prefix)
	}
	s.name, s.local, s.space = local, local, in
	if in != s.own {
		s.name = nil
	}
	return err
}

func cutPrefix(name []byte) (prefix, local []byte, ok bool) {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:], true
	}
	return nil, name, false
}

// bind gives a prefix its meaning for the element that begins. Its name is kept
// behind the element's.
func (s *scanner) bind(prefix, uri []byte) {
	from := len(s.open)
	s.open = append(s.open, prefix...)
	s.bound = append(s.bound, binding{from, len(s.open), spaceOf(uri)})
}

// lookup finds what a prefix is bound to.
func (s *scanner) lookup(prefix []byte) (space, error) {
	for i := len(s.bound) - 1; i >= 0; i-- {
		if b := &s.bound[i]; string(s.open[b.from:b.to]) == string(prefix) {
			return b.space, nil
		}
	}
	if string(prefix) == "xml" {
		return otherSpace, nil
	}
	return 0, errSyntax
}
