package annotate

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// checkPackage looks for what Excel would call damage in a copy, and for what it would
// not write and the sender has not.
func checkPackage(t testing.TB, from, data []byte) {
	t.Helper()
	for _, fault := range must(xlsxtest.Damage(data)) {
		t.Error(fault)
	}
	theirs := must(xlsxtest.Strange(from))
	for _, fault := range must(xlsxtest.Strange(data)) {
		if !slices.Contains(theirs, fault) {
			t.Error(fault)
		}
	}
	p := &pkg{TB: t, archive: archive{parts: must(workbook.Unpack(data))}}
	main, _ := p.first("", "officeDocument")
	for _, r := range p.relationshipsOf(main.Target) {
		if r.Kind == "worksheet" {
			p.comments(p.document(r.Target), r.Target)
		}
	}
	p.shapes()
}

type pkg struct {
	testing.TB
	archive
}

func (p *pkg) document(name string) *document {
	p.Helper()
	d, err := parse(p.parts[p.find(name)].Content)
	if err != nil {
		p.Fatal(name, err)
	}
	return d
}

// unique fails if a value has been seen before.
func (p *pkg) unique(seen map[string]bool, what, value string) {
	p.Helper()
	if seen[strings.ToLower(value)] {
		p.Errorf("%s %s is there twice", what, value)
	}
	seen[strings.ToLower(value)] = true
}

var (
	anyShape  = regexp.MustCompile(`(?s)<v:shape .*?</v:shape>`)
	anyID     = regexp.MustCompile(` id="(_x0000_s\d+)"`)
	usedType  = regexp.MustCompile(` type="#(\w+)"`)
	anyAnchor = regexp.MustCompile(`<x:Anchor>\s*(\d+),\s*\d+,\s*(\d+),\s*\d+,\s*(\d+),\s*\d+,\s*(\d+),\s*\d+\s*</x:Anchor>`)
)

// comments holds a worksheet's comments against their shapes.
func (p *pkg) comments(sheet *document, part string) {
	notes, ok := p.first(part, "comments")
	if !ok {
		return
	}
	d := p.document(notes.Target)
	cells := map[string]bool{}
	authors := len(d.root.child("authors").children)
	for _, e := range d.root.child("commentList").children {
		p.unique(cells, "comment of", d.attr(e, "ref"))
		if n, _ := strconv.Atoi(d.attr(e, "authorId")); n >= authors {
			p.Errorf("%s is by nobody", d.attr(e, "ref"))
		}
		text := e.child("text")
		if text.child("t") != nil && text.child("r") != nil {
			p.Errorf("%s has text beside its runs", d.attr(e, "ref"))
		}
		if phonetic := slices.IndexFunc(text.children, isPhonetic); phonetic >= 0 && !isPhonetic(text.children[len(text.children)-1]) {
			p.Errorf("%s has runs behind the phonetic ones", d.attr(e, "ref"))
		}
	}
	drawing := sheet.root.child("legacyDrawing")
	if drawing == nil {
		if len(cells) > 0 {
			p.Errorf("%s has comments and no shapes", part)
		}
		return
	}
	for _, r := range p.relationshipsOf(part) {
		if r.ID != sheet.attr(drawing, "id") {
			continue
		}
		content := string(p.parts[p.find(r.Target)].Content)
		ids, shown := map[string]bool{}, 0
		for _, shape := range anyShape.FindAllString(content, -1) {
			if !strings.Contains(shape, `ObjectType="Note"`) {
				continue
			}
			shown++
			p.unique(ids, "shape", anyID.FindStringSubmatch(shape)[1])
			if kind := usedType.FindStringSubmatch(shape)[1]; !strings.Contains(content, `<v:shapetype `) || !strings.Contains(content, `id="`+kind+`"`) {
				p.Errorf("%s: there is no %s", r.Target, kind)
			}
			if a := anyAnchor.FindStringSubmatch(shape); a == nil || number(a[3]) <= number(a[1]) || number(a[4]) <= number(a[2]) {
				p.Errorf("%s: a box without a size: %v", r.Target, a)
			}
		}
		if shown != len(cells) {
			p.Errorf("%s: %d shapes for %d comments", r.Target, shown, len(cells))
		}
	}
}

// shapes looks for drawings that take each other's numbers.
func (p *pkg) shapes() {
	numbers, blocks := map[string]bool{}, map[string]bool{}
	for _, part := range p.parts {
		if path.Ext(part.Name) != ".vml" {
			continue
		}
		for _, id := range anyID.FindAllSubmatch(part.Content, -1) {
			p.unique(numbers, "shape", string(id[1]))
		}
		for _, block := range blocksOf(part.Content) {
			p.unique(blocks, "block of shapes", strconv.Itoa(block))
		}
	}
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
