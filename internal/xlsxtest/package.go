package xlsxtest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Package is a workbook as the parts that it is made of.
type Package struct {
	names   []string
	parts   map[string]*Element // by their names in small letters; nil for what is no XML
	faults  []string            // found so far
	unused  []string            // prefixes
	undated []string            // parts whose date is none
}

// OpenPackage reads all parts.
func OpenPackage(data []byte) (*Package, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	p := &Package{parts: map[string]*Element{}}
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		r, err := file.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		name := plain(file.Name)
		if file.Modified.Year() < 1980 { // month 0 is read as the last one before
			p.undated = append(p.undated, name)
		}
		p.names = append(p.names, name)
		p.unique("part", name)
		p.parts[strings.ToLower(name)] = nil
		if ext := path.Ext(name); ext == ".xml" || ext == ".rels" || ext == ".vml" {
			root, damage, unused := parsePart(content)
			p.parts[strings.ToLower(name)] = root
			for _, what := range damage {
				p.fault("%s: %s", name, what)
			}
			for _, prefix := range unused {
				p.unused = append(p.unused, fmt.Sprintf("%s declares %s for nothing", name, prefix))
			}
		}
	}
	return p, nil
}

// plain is a part's name with the separators of Windows and what is encoded resolved.
func plain(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if decoded, err := url.PathUnescape(name); err == nil {
		return decoded
	}
	return name
}

func (p *Package) fault(format string, values ...any) {
	p.faults = append(p.faults, fmt.Sprintf(format, values...))
}

// taken are values that may be there once, by what they are.
type taken map[string]bool

// unique is a fault if a part of this name is there already.
func (p *Package) unique(what, name string) {
	if _, ok := p.parts[strings.ToLower(name)]; ok {
		p.fault("%s %s is there twice", what, name)
	}
}

// once is a fault if a value has been taken.
func (p *Package) once(t taken, what, value string) {
	if t[strings.ToLower(value)] {
		p.fault("%s %s is there twice", what, value)
	}
	t[strings.ToLower(value)] = true
}

func (p *Package) part(name string) *Element {
	if e := p.parts[strings.ToLower(name)]; e != nil {
		return e
	}
	return new(Element)
}

func (p *Package) has(name string) bool {
	_, ok := p.parts[strings.ToLower(name)]
	return ok
}

// Lead is a relationship.
type Lead struct{ ID, Kind, Target string } // a part of the package, or "" outside

// Leads are where a part leads; "" is the package itself.
func (p *Package) Leads(part string) []Lead {
	folder, name := path.Split(part)
	var list []Lead
	for _, e := range p.part(folder + "_rels/" + name + ".rels").Each("Relationship") {
		l := Lead{ID: e.Attr("Id"), Kind: strings.ToLower(path.Base(e.Attr("Type")))}
		if target := e.Attr("Target"); e.Attr("TargetMode") != "External" && !strings.HasPrefix(target, "#") {
			target, _, _ = strings.Cut(plain(target), "#")
			if !strings.HasPrefix(target, "/") {
				target = "/" + folder + target
			}
			l.Target = strings.TrimPrefix(path.Clean(target), "/")
		}
		list = append(list, l)
	}
	return list
}

// first is where a part leads by a kind of relationship, or "".
func (p *Package) first(part, kind string) string {
	for _, l := range p.Leads(part) {
		if l.Kind == kind && p.has(l.Target) {
			return l.Target
		}
	}
	return ""
}

func (p *Package) typeOf(name string) string {
	types := p.part("[Content_Types].xml")
	for _, e := range types.Each("Override") {
		if strings.EqualFold(e.Attr("PartName"), "/"+name) {
			return e.Attr("ContentType")
		}
	}
	for _, e := range types.Each("Default") {
		if strings.EqualFold("."+e.Attr("Extension"), path.Ext(name)) {
			return e.Attr("ContentType")
		}
	}
	return ""
}

// worksheets are the worksheets' parts, in their order, and their elements in the
// workbook.
func (p *Package) worksheets() (parts []string, sheets []*Element) {
	main := p.first("", "officedocument")
	sheets = p.part(main).Child("sheets").Children
	for _, sheet := range sheets {
		target := ""
		for _, l := range p.Leads(main) {
			if l.ID == sheet.Attr("id") {
				target = l.Target
			}
		}
		parts = append(parts, target)
	}
	return parts, sheets
}

const office = "application/vnd.openxmlformats-officedocument."

// The content types of some parts, by the kinds of the relationships that lead to them,
// and the kinds of which a part may have one.
var (
	types = map[string]string{
		"worksheet":         office + "spreadsheetml.worksheet+xml",
		"styles":            office + "spreadsheetml.styles+xml",
		"sharedstrings":     office + "spreadsheetml.sharedStrings+xml",
		"comments":          office + "spreadsheetml.comments+xml",
		"vmldrawing":        office + "vmlDrawing",
		"drawing":           office + "drawing+xml",
		"chart":             office + "drawingml.chart+xml",
		"theme":             office + "theme+xml",
		"custom-properties": office + "custom-properties+xml",
	}
	alone = []string{"styles", "sharedstrings", "theme", "comments", "custom-properties"}
)

// The orders of elements that the schemas want.
var (
	styleSequence = strings.Fields("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")
	sheetSequence = strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
		protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
		conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks
		customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture
		oleObjects controls AlternateContent webPublishItems tableParts extLst`)
)

// Damage is what Excel would call damage in a workbook: it repairs or refuses one whose
// parts do not fit together. Of a sheet that is given back, the first worksheet is the
// one that is open.
func Damage(data []byte) ([]string, error) {
	p, err := OpenPackage(data)
	if err != nil {
		return nil, err
	}
	p.typesAndLeads()
	counts := p.styles()
	p.book()
	parts, _ := p.worksheets()
	for i, part := range parts {
		p.worksheet(part, i == 0, counts)
	}
	ids := taken{}
	for _, e := range p.part("docProps/custom.xml").Children {
		p.once(ids, "property", e.Attr("pid"))
	}
	slices.Sort(p.faults)
	return p.faults, nil
}

func (p *Package) typesAndLeads() {
	root, overrides, defaults := p.part("[Content_Types].xml"), taken{}, taken{}
	for _, e := range root.Each("Override") {
		p.once(overrides, "content type of", e.Attr("PartName"))
	}
	for _, e := range root.Each("Default") {
		p.once(defaults, "content type of", e.Attr("Extension"))
	}
	for _, name := range p.names {
		got := p.typeOf(name)
		if name != "[Content_Types].xml" && got == "" {
			p.fault("%s has no content type", name)
		}
		if path.Ext(name) == ".rels" && got != "application/vnd.openxmlformats-package.relationships+xml" {
			p.fault("%s is of the type %s", name, got)
		}
	}
	for _, part := range append(p.names, "") {
		ids, kinds := taken{}, taken{}
		for _, l := range p.Leads(part) {
			p.once(ids, "relationship of "+part, l.ID)
			if l.Target != "" && !p.has(l.Target) {
				p.fault("%s leads to %s, which is not there", part, l.Target)
			}
			if got := p.typeOf(l.Target); types[l.Kind] != "" && l.Target != "" && got != types[l.Kind] {
				p.fault("%s is of the type %s", l.Target, got)
			}
			if slices.Contains(alone, l.Kind) {
				p.once(kinds, part+": relationship of the kind", l.Kind)
			}
		}
	}
}

// styles counts what cells may refer to.
func (p *Package) styles() map[string]int {
	root, counts := p.lead("styles"), map[string]int{}
	p.inOrder("styles", root, styleSequence)
	for _, section := range root.Children {
		counts[section.Name] = len(section.Children)
		if count := section.Attr("count"); count != "" && count != strconv.Itoa(len(section.Children)) {
			p.fault("%s says %s, and there are %d", section.Name, count, len(section.Children))
		}
	}
	if counts["fills"] < 2 {
		p.fault("there are %d fills", counts["fills"])
	}
	for _, xf := range root.Child("cellXfs").Children {
		for attr, section := range styleParts {
			p.within(counts[section], "styles", attr, xf.Attr(attr))
		}
	}
	return counts
}

// styleParts are what a style refers to.
var styleParts = map[string]string{"fillId": "fills", "fontId": "fonts", "borderId": "borders"}

// within is a fault if a number leads nowhere.
func (p *Package) within(count int, part, what, number string) {
	if n, err := strconv.Atoi(number); err == nil && n >= count {
		p.fault("%s: there is no %s %d", part, what, n)
	}
}

func (p *Package) inOrder(part string, root *Element, sequence []string) {
	last := -1
	for _, e := range root.Children {
		place := slices.Index(sequence, e.Name)
		if place < last {
			p.fault("%s: %s is out of order", part, e.Name)
		}
		last = place
	}
}

func (p *Package) book() {
	root := p.part(p.first("", "officedocument"))
	_, sheets := p.worksheets()
	ids, names, local := taken{}, taken{}, taken{}
	for i, e := range sheets {
		name, state := e.Attr("name"), e.Attr("state")
		p.once(ids, "sheetId", e.Attr("sheetId"))
		p.once(names, "worksheet", name)
		if state == "veryHidden" != strings.EqualFold(name, "_qeval") || i == 0 && state == "hidden" {
			p.fault("%s is %s", name, state)
		}
	}
	for _, view := range root.Child("bookViews").Each("workbookView") {
		if tabs := view.Attr("activeTab") + view.Attr("firstSheet"); strings.Trim(tabs, "0") != "" {
			p.fault("worksheets %s are open and in front", tabs)
		}
	}
	for _, name := range root.Child("definedNames").Children {
		p.once(local, "name", name.Attr("name")+name.Attr("localSheetId"))
		n, err := strconv.Atoi(name.Attr("localSheetId"))
		if err == nil && (n >= len(sheets) || !strings.Contains(name.Text, "'"+sheets[n].Attr("name")+"'")) {
			p.fault("%s belongs to worksheet %d", name.Text, n)
		}
	}
}

func (p *Package) worksheet(part string, first bool, counts map[string]int) {
	root, leads := p.part(part), map[string]string{}
	for _, l := range p.Leads(part) {
		leads[l.ID] = l.Kind
	}
	p.inOrder(part, root, sheetSequence)
	for _, e := range root.Children {
		want := map[string]string{"drawing": "drawing", "legacyDrawing": "vmldrawing"}[e.Name]
		if got := leads[e.Attr("id")]; want != "" && got != "" && got != want {
			p.fault("%s: %s leads to %s", part, e.Name, got)
		}
	}
	if n := len(root.Each("legacyDrawing")); n > 1 {
		p.fault("%s has %d drawings of boxes", part, n)
	}
	for _, view := range root.Child("sheetViews").Each("sheetView") {
		if selected := isTrue(view.Attr("tabSelected")); selected != first {
			p.fault("%s selected: %v", part, selected)
		}
	}
	for _, c := range root.Child("sheetData").Each("c") {
		p.within(counts["cellXfs"], part, "style", c.Attr("s"))
	}
	priorities := taken{}
	for _, rule := range root.Each("cfRule") {
		if id := rule.Attr("id"); id == "" { // else it is one of the list of extensions
			p.once(priorities, part+": priority", rule.Attr("priority"))
		}
		p.within(counts["dxfs"], part, "dxf", rule.Attr("dxfId"))
	}
}

func isTrue(value string) bool { return value == "1" || value == "true" }
