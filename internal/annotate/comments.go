package annotate

import (
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
	var gone [][2]int
	err := s.edit(notes.Target, func(d *document) error {
		gone = s.editNotes(d)
		return nil
	})
	return errors.Join(err, s.shapes(gone))
}

// editNotes edits the part of the comments. It returns the cells whose comment
// is gone.
func (s *sheet) editNotes(d *document) (gone [][2]int) {
	authors, list := d.root.child("authors"), d.root.child("commentList")
	if authors == nil || list == nil {
		return nil // no mark is made, which will be noticed
	}
	us := slices.IndexFunc(authors.children, func(e *element) bool { return d.text(e) == author })
	said := map[[2]int]bool{}
	for _, e := range list.each("comment") {
		col, row, ok := workbook.Place(d.attr(e, "ref"))
		if !ok {
			continue
		}
		at := [2]int{row, col}
		_, marked := s.marks[at]
		text := strings.TrimSpace(d.text(e))
		// LibreOffice forgets authors; and we may be the author of somebody's reply.
		ours := s.again && strings.HasPrefix(text, beginning) && s.reply(at, text) == ""
		if ours || marked && text == "" {
			d.remove(e)
			gone = append(gone, at)
			continue
		}
		s.editNote(d, e, at)
		said[at] = true
		if n, err := strconv.Atoi(d.attr(e, "authorId")); err == nil && n >= 0 && n < len(authors.children) {
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
		}
	}
	return gone
}

// editNote puts our words behind somebody's comment, and takes the earlier ones
// out.
func (s *sheet) editNote(d *document, e *element, at [2]int) {
	text, comment := e.child("text"), s.marks[at].Comment
	if text == nil || comment == "" && !(s.again && strings.Contains(d.text(text), beginning)) {
		return
	}
	var kept []string // runs
	for _, part := range slices.DeleteFunc(slices.Clone(text.children), isPhonetic) {
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
	for _, part := range text.children {
		if isPhonetic(part) { // the schema wants them behind all runs
			kept = append(kept, d.raw(part))
		}
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
