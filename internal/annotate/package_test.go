package annotate

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qeval/internal/workbook"
)

// checkPackage looks for what Excel would call damage in a copy: it repairs or
// refuses a workbook whose parts do not fit together.
func checkPackage(t testing.TB, data []byte) {
	t.Helper()
	p := &pkg{TB: t, archive: archive{parts: must(workbook.Unpack(data))}}
	for _, part := range p.parts {
		p.wellFormed(part)
	}
	p.contentTypes()
	p.relationships()
	p.worksheets(p.styleCounts())
	p.shapes()
	p.properties()
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

func (p *pkg) wellFormed(part workbook.Part) {
	if !strings.HasSuffix(part.Name, ".xml") && !strings.HasSuffix(part.Name, ".rels") && !strings.HasSuffix(part.Name, ".vml") {
		return
	}
	decoder := xml.NewDecoder(bytes.NewReader(part.Content))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			p.Errorf("%s: %v", part.Name, err)
			return
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		seen := map[string]bool{}
		for _, a := range append(start.Attr, xml.Attr{Name: start.Name}) {
			if a.Name.Space != "" && a.Name.Space != "xmlns" && a.Name.Space != "xml" && !strings.ContainsAny(a.Name.Space, ":/") {
				p.Errorf("%s: the prefix %s of %s is not declared", part.Name, a.Name.Space, a.Name.Local)
			}
		}
		for _, a := range start.Attr {
			p.unique(seen, part.Name+" "+start.Name.Local, a.Name.Space+":"+a.Name.Local)
		}
	}
}

func (p *pkg) contentTypes() {
	d := p.document(contentTypes)
	overrides, defaults := map[string]bool{}, map[string]bool{} // each is there once
	for _, e := range d.root.each("Override") {
		p.unique(overrides, "content type of", d.attr(e, "PartName"))
	}
	for _, e := range d.root.each("Default") {
		p.unique(defaults, "content type of", d.attr(e, "Extension"))
	}
	for _, part := range p.parts {
		if part.Name != contentTypes && p.typeOf(part.Name) == "" {
			p.Errorf("%s has no content type", part.Name)
		}
		if got := p.typeOf(part.Name); path.Ext(part.Name) == ".rels" && got != relationshipsType {
			p.Errorf("%s is of the type %s", part.Name, got)
		}
	}
}

// typeOf is a part's content type, or "".
func (p *pkg) typeOf(name string) string {
	d := p.document(contentTypes)
	if e := d.with("Override", "PartName", "/"+name); e != nil {
		return d.attr(e, "ContentType")
	}
	if e := d.with("Default", "Extension", strings.TrimPrefix(path.Ext(name), ".")); e != nil {
		return d.attr(e, "ContentType")
	}
	return ""
}

func (p *pkg) relationships() {
	for _, part := range append(p.parts, workbook.Part{}) {
		ids, kinds := map[string]bool{}, map[string]bool{}
		for _, r := range p.relationshipsOf(part.Name) {
			p.unique(ids, "relationship of "+part.Name, r.ID)
			if r.Target != "" && p.find(r.Target) < 0 {
				p.Errorf("%s leads to %s, which is not there", part.Name, r.Target)
			}
			if got := p.typeOf(r.Target); typeOf[r.Kind] != "" && r.Target != "" && got != typeOf[r.Kind] {
				p.Errorf("%s is of the type %s", r.Target, got)
			}
			if slices.Contains(alone, r.Kind) {
				p.unique(kinds, "a part's relationship of the kind", r.Kind)
			}
		}
	}
}

func (p *pkg) properties() {
	d, ids := p.document(workbook.SealPart), map[string]bool{}
	for _, e := range d.root.children {
		p.unique(ids, "property", d.attr(e, "pid"))
	}
}

// styleCounts counts what cells may refer to.
func (p *pkg) styleCounts() map[string]int {
	main, _ := p.first("", "officeDocument")
	part, ok := p.first(main.Target, "styles")
	if !ok {
		p.Fatal("no styles")
	}
	d := must(parseIn(p.content(part.Target), func(_ *document, parent, e *element) bool { return parent.name == "xf" }))
	counts := map[string]int{}
	last := -1
	for _, section := range d.root.children {
		counts[section.name] = len(section.children)
		if count := d.attr(section, "count"); count != "" && count != strconv.Itoa(len(section.children)) {
			p.Errorf("%s says %s, and there are %d", section.name, count, len(section.children))
		}
		place := indexOf(styleSequence[:], section.name)
		if place < last {
			p.Errorf("%s is out of order", section.name)
		}
		last = place
	}
	if counts["fills"] < 2 {
		p.Errorf("there are %d fills", counts["fills"])
	}
	for _, xf := range d.root.child("cellXfs").children {
		for attr, section := range map[string]string{"fillId": "fills", "fontId": "fonts", "borderId": "borders"} {
			if n, err := strconv.Atoi(d.attr(xf, attr)); err == nil && n >= counts[section] {
				p.Errorf("there is no %s %d", attr, n)
			}
		}
	}
	return counts
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}

func (p *pkg) worksheets(counts map[string]int) {
	main, _ := p.first("", "officeDocument")
	d := p.document(main.Target)
	targets := map[string]string{}
	for _, r := range p.relationshipsOf(main.Target) {
		targets[r.ID] = r.Target
	}
	ids, names := map[string]bool{}, map[string]bool{}
	sheets := d.root.child("sheets").children
	for i, e := range sheets {
		p.unique(ids, "sheetId", d.attr(e, "sheetId"))
		p.unique(names, "worksheet", d.attr(e, "name"))
		if hidden := d.attr(e, "state") == "veryHidden"; hidden != workbook.IsMeta(d.attr(e, "name")) || i == 0 && d.attr(e, "state") == "hidden" {
			p.Errorf("%s is %s", d.attr(e, "name"), d.attr(e, "state"))
		}
		p.worksheet(targets[d.attr(e, "id")], i == 0, counts)
	}
	for _, view := range d.root.child("bookViews").each("workbookView") {
		if tabs := d.attr(view, "activeTab") + d.attr(view, "firstSheet"); strings.Trim(tabs, "0") != "" {
			p.Errorf("worksheets %s are open and in front", tabs)
		}
	}
	local := map[string]bool{}
	for _, name := range d.root.child("definedNames").each("definedName") {
		p.unique(local, "name", d.attr(name, "name")+d.attr(name, "localSheetId"))
		n, err := strconv.Atoi(d.attr(name, "localSheetId"))
		if err == nil && (n >= len(sheets) || !strings.Contains(d.text(name), "'"+d.attr(sheets[n], "name")+"'")) {
			p.Errorf("%s belongs to worksheet %d", d.text(name), n)
		}
	}
}

func (p *pkg) worksheet(part string, first bool, counts map[string]int) {
	d := p.document(part)
	last := -1
	leads := map[string]string{} // kinds of relationships
	for _, r := range p.relationshipsOf(part) {
		leads[r.ID] = r.Kind
	}
	if n := len(d.root.each("legacyDrawing")); n > 1 {
		p.Errorf("%s has %d drawings of boxes", part, n)
	}
	for _, e := range d.root.children {
		if want, got := map[string]string{"drawing": "drawing", "legacyDrawing": "vmlDrawing"}[e.name], leads[d.attr(e, "id")]; want != "" && got != "" && got != want {
			p.Errorf("%s: %s leads to %s", part, e.name, got)
		}
		place := indexOf(worksheetSequence[:], e.name)
		if place < last {
			p.Errorf("%s: %s is out of order", part, e.name)
		}
		last = place
	}
	for _, view := range d.root.child("sheetViews").each("sheetView") {
		if selected := d.attr(view, "tabSelected") == "1"; selected != first {
			p.Errorf("%s selected: %v", part, selected)
		}
	}
	for _, row := range d.root.child("sheetData").each("row") {
		for _, cell := range row.each("c") {
			if n, err := strconv.Atoi(d.attr(cell, "s")); err == nil && n >= counts["cellXfs"] {
				p.Errorf("%s: there is no style %d", part, n)
			}
		}
	}
	priorities := map[string]bool{}
	for _, format := range d.root.each("conditionalFormatting") {
		for _, rule := range format.each("cfRule") {
			p.unique(priorities, part+" priority", d.attr(rule, "priority"))
			if n, err := strconv.Atoi(d.attr(rule, "dxfId")); err == nil && n >= counts["dxfs"] {
				p.Errorf("%s: there is no dxf %d", part, n)
			}
		}
	}
	p.comments(d, part)
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
