package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// author is whom our comments are by.
const author = "qeval"

// threadAuthor begins the name of the author of a comment that stands in for a
// thread in programs that do not know threads.
const threadAuthor = "tc={"

// beginning begins what we say in a comment. Where somebody else has commented
// the cell, it comes behind that.
const beginning = "【校验】"

// comments comments the marked cells, and takes earlier comments away.
func (s *sheet) comments() error {
	notes, ok := s.first(s.part, "comments")
	if !ok && len(s.marks) == 0 {
		return nil
	}
	if !ok {
		notes.Target = s.unused("xl/comments", ".xml")
		_, err := s.addPart(s.part, "comments", notes.Target,
			header+`<comments xmlns="`+s.sheetSpace()+`"><authors></authors><commentList></commentList></comments>`)
		if err != nil {
			return err
		}
	}
	var gone, made [][2]int
	err := s.edit(notes.Target, func(d *document) error {
		gone, made = s.editNotes(d)
		return nil
	})
	return errors.Join(err, s.shapes(gone, made))
}

// editNotes edits the part of the comments. It returns the cells whose comment
// is gone, and those that have a new one: both need their shapes.
func (s *sheet) editNotes(d *document) (gone, made [][2]int) {
	authors, list := d.root.child("authors"), d.root.child("commentList")
	if authors == nil || list == nil {
		return nil, nil // no mark is made, which will be noticed
	}
	us := slices.IndexFunc(authors.children, func(e *element) bool { return d.text(e) == author })
	said := map[[2]int]bool{}
	for _, e := range list.each("comment") {
		col, row, ok := workbook.Place(d.attr(e, "ref"))
		if !ok {
			continue
		}
		at := [2]int{row, col}
		// LibreOffice forgets authors; and we may be the author of somebody's reply.
		if text := strings.TrimSpace(d.text(e)); s.again && strings.HasPrefix(text, beginning) && s.reply(at, text) == "" {
			d.remove(e)
			gone = append(gone, at)
			continue
		}
		s.editNote(d, e, at)
		said[at] = true
		if n, err := strconv.Atoi(d.attr(e, "authorId")); err == nil && n >= 0 && n < len(authors.children) {
			_, marked := s.marks[at]
			s.thread = s.thread || marked && strings.HasPrefix(d.text(authors.children[n]), threadAuthor)
		}
	}
	if us < 0 && len(s.marks) > 0 {
		us = len(authors.children)
		d.add(authors, `<author>`+author+`</author>`)
	}
	for _, at := range s.marked() {
		if !said[at] {
			d.add(list, fmt.Sprintf(`<comment ref="%s" authorId="%d"><text>%s</text></comment>`,
				workbook.Ref(at[1], at[0]), us, run(beginning+s.marks[at].Comment)))
			s.say(at, "", s.marks[at].Comment)
			made = append(made, at)
		}
	}
	return gone, made
}

// editNote puts our words behind somebody's comment, and takes the earlier ones
// out.
func (s *sheet) editNote(d *document, e *element, at [2]int) {
	text, comment := e.child("text"), s.marks[at].Comment
	if text == nil || comment == "" && !(s.again && strings.Contains(d.text(text), beginning)) {
		return
	}
	var kept []string // runs
	for _, part := range text.children {
		before, _, ours := strings.Cut(d.text(part), beginning)
		ours = ours && s.again
		switch {
		case ours:
			kept = append(kept, d.own(run(before)))
		case part.name == "t": // only alone may it stand without a run
			kept = append(kept, d.own(run(d.text(part))))
		default:
			kept = append(kept, d.raw(part))
		}
		if ours {
			kept = trimmed(kept)
			if reply := s.reply(at, d.text(text)); reply != "" {
				kept = append(kept, d.own(run(reply)))
			}
			break
		}
	}
	if comment != "" {
		theirs, _, _ := strings.Cut(d.text(text), beginning)
		s.say(at, strings.TrimRight(theirs, "\n")+s.reply(at, d.text(text))+"\n\n", comment)
		kept = append(kept, d.own(run("\n\n"+beginning+comment)))
	}
	tag := strings.TrimSuffix(strings.TrimSuffix(d.tag(text), ">"), "/")
	d.replace(text.start, text.end, tag+">"+strings.Join(kept, "")+"</"+tagName(tag)+">")
}

// say remembers what a comment says in all, and how much of it is ours.
func (s *sheet) say(at [2]int, theirs, comment string) {
	s.says[at] = theirs + beginning + comment
	s.notes = append(s.notes, [2]string{metaSaid, fmt.Sprint(ink(beginning+comment), " ", s.place(at))})
}

// ink is the number of characters in a text that are not spaces; other programs
// end lines in other ways.
func ink(text string) int { return len([]rune(strings.Join(strings.Fields(text), ""))) }

// reply is what somebody has written behind our words in a comment, as far as we
// know how many those are.
func (s *sheet) reply(at [2]int, text string) string {
	said, known := s.said[s.place(at)]
	if !known || !s.again {
		return ""
	}
	return replyTo(said, text)
}

// Others is what of a comment somebody else has said: in a copy, what stands before our
// words and behind them. Some programs do not keep whom a comment is by.
func Others(meta workbook.Meta, c workbook.Comment) string {
	before, _, ours := strings.Cut(c.Text, beginning)
	if !ours || !IsCopy(meta) {
		return c.Text
	}
	for _, said := range meta.All(metaSaid) {
		if place, length := readSaid(said); place == c.At.Worksheet+"!"+c.At.Cell() {
			before += " " + replyTo(length, c.Text)
		}
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(before), author+":"))
}

// readSaid reads where a comment of ours is and how long it is: see [metaSaid].
func readSaid(text string) (place string, length int) {
	digits, place, _ := strings.Cut(text, " ")
	length, _ = strconv.Atoi(digits)
	return place, length
}

// replyTo is what stands in a comment behind our words, which have so many characters.
func replyTo(left int, text string) string {
	_, behind, ours := strings.Cut(text, beginning)
	if !ours {
		return ""
	}
	left -= ink(beginning)
	for i, r := range behind {
		if unicode.IsSpace(r) {
			continue
		}
		if left == 0 {
			return strings.TrimSpace(behind[i:])
		}
		left--
	}
	return ""
}

var (
	emptyRun = regexp.MustCompile(`<(?:\w+:)?t(?:\s[^>]*)?(?:/>|>(?:\s|&#10;|&#xA;)*</)`)
	endOfRun = regexp.MustCompile(`(?:\s|&#10;|&#xA;)+(</(?:\w+:)?t>\s*</(?:\w+:)?r>)$`)
)

// trimmed takes the empty lines off the end of runs.
func trimmed(runs []string) []string {
	for len(runs) > 0 && emptyRun.MatchString(runs[len(runs)-1]) {
		runs = runs[:len(runs)-1]
	}
	if len(runs) > 0 {
		runs[len(runs)-1] = endOfRun.ReplaceAllString(runs[len(runs)-1], "$1")
	}
	return runs
}

// run is a run of text in a comment.
func run(text string) string {
	return `<r><rPr><sz val="10"/><color indexed="81"/><rFont val="` + typeset.Font + `"/><family val="3"/><charset val="134"/></rPr>` +
		`<t xml:space="preserve">` + escape(workbook.Escape(text)) + `</t></r>`
}

// The pieces of the part of shapes, which is not always well-formed XML.
var (
	shapeElement = regexp.MustCompile(`(?s)<(?:\w+:)?shape\s(?:[^>]*[^/>])?>.*?</(?:\w+:)?shape>`)
	shapeAnchor  = regexp.MustCompile(`(<(?:\w+:)?Anchor>)[^<]*(<)`)
	shapeID      = regexp.MustCompile(`_x0000_s(\d+)`)
	shapeRow     = regexp.MustCompile(`<(?:\w+:)?Row>\s*(\d+)\s*<`)
	shapeColumn  = regexp.MustCompile(`<(?:\w+:)?Column>\s*(\d+)\s*<`)
)

const (
	shapeSpaces = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	shapeEnd    = "</xml>"
	shapeType   = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
		`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	emptyShapes = `<xml ` + shapeSpaces + `><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>` + shapeType + shapeEnd
)

// shapes edits the boxes in which Excel shows comments.
func (s *sheet) shapes(gone, made [][2]int) error {
	part, err := s.shapesPart(len(made) > 0)
	if part == "" || err != nil {
		return err
	}
	content := s.parts[s.find(part)].Content
	content = shapeElement.ReplaceAllFunc(content, func(shape []byte) []byte {
		switch at, ok := shapeAt(shape); {
		case ok && slices.Contains(gone, at):
			return nil
		case ok && s.says[at] != "": // there is more to be seen in it than before
			return shapeAnchor.ReplaceAll(shape, []byte("${1}"+s.anchor(at)+"${2}"))
		}
		return shape
	})
	end := bytes.LastIndex(content, []byte(shapeEnd))
	if end < 0 {
		return fmt.Errorf("%s: no end", part)
	}
	id := 1024
	for _, m := range shapeID.FindAllSubmatch(content, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		id = max(id, n)
	}
	var b bytes.Buffer
	b.Write(content[:end])
	if !bytes.Contains(content, []byte(`id="_x0000_t202"`)) {
		b.WriteString(strings.Replace(shapeType, "<v:shapetype", "<v:shapetype "+shapeSpaces, 1))
	}
	for i, at := range made {
		b.WriteString(s.shape(at, id+1+i))
	}
	b.Write(content[end:])
	s.setPart(part, b.Bytes())
	return nil
}

// shapesPart finds the part with the worksheet's shapes, or adds one.
func (s *sheet) shapesPart(needed bool) (string, error) {
	if drawing := s.root.child("legacyDrawing"); drawing != nil {
		id := s.attr(drawing, "id")
		for _, r := range s.relationshipsOf(s.part) {
			if r.ID == id && s.find(r.Target) >= 0 {
				return r.Target, nil
			}
		}
		return "", fmt.Errorf("%w: %s", errParts, id)
	}
	if !needed {
		return "", nil
	}
	part := s.unused("xl/drawings/vmlDrawing", ".vml")
	id, err := s.addPart(s.part, "vmlDrawing", part, emptyShapes)
	s.addInOrder(s.root, "legacyDrawing", `<legacyDrawing xmlns:r="`+s.officeSpace()+`" r:id="`+id+`"/>`, worksheetSequence[:])
	return part, err
}

// shapeAt is the one-based row and column of the cell whose comment a shape is
// for.
func shapeAt(shape []byte) (at [2]int, ok bool) {
	row, col := shapeRow.FindSubmatch(shape), shapeColumn.FindSubmatch(shape)
	if row == nil || col == nil || !bytes.Contains(shape, []byte(`ObjectType="Note"`)) {
		return at, false
	}
	at[0], _ = strconv.Atoi(string(row[1]))
	at[1], _ = strconv.Atoi(string(col[1]))
	return [2]int{at[0] + 1, at[1] + 1}, true
}

// anchor says where the box of a comment is: to the right of its cell, and as
// large as its text needs.
func (s *sheet) anchor(at [2]int) string {
	const wide, line = 42, 15.0 // characters and points
	lines := typeset.Lines(s.says[at], wide)
	left, top := at[1]+1, max(1, at[0]-1) // one-based
	right := reach(left, wide, s.width)
	bottom := reach(top, float64(lines+1)*line, s.height)
	return fmt.Sprintf(`%d, 8, %d, 2, %d, 8, %d, 2`, left-1, top-1, right-1, bottom-1)
}

// shape is the box of a comment.
func (s *sheet) shape(at [2]int, id int) string {
	return fmt.Sprintf(`<v:shape %s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`+
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
		`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor>`+
		`<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		shapeSpaces, id, s.anchor(at), at[0]-1, at[1]-1)
}

// reach is the first column or row behind first so that those between take up
// as much as is needed.
func reach(first int, need float64, size func(int) float64) int {
	i := first
	for ; need > 0 && i < first+40; i++ {
		need -= max(size(i), 1)
	}
	return i
}

// width is a column's, in characters.
func (s *sheet) width(col int) float64 {
	if c := s.column(col); c != nil {
		if width, err := strconv.ParseFloat(s.attr(c, "width"), 64); err == nil {
			return width
		}
	}
	return 8.43
}

// height is a row's, in points.
func (s *sheet) height(row int) float64 {
	if height, ok := s.heights[row]; ok {
		return height
	}
	return 15
}
