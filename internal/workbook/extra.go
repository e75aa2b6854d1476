package workbook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// ExtraKind is what an [Extra] is.
type ExtraKind int

// The kinds of extras.
const (
	PageText   ExtraKind = iota // a header or a footer
	TitleRows                   // that are printed on every page
	PrintArea                   // that leaves out what somebody would see on the screen
	Link                        // of a cell
	ChartPart                   // a title, a reference or a bound of an axis
	Prompt                      // a validation, with what it says
	Shape                       // a drawing that is no chart
	Note                        // a comment
	Name                        // that somebody has defined
	Embedded                    // a table, a control, a picture behind the cells
	Unreadable                  // a part that carries something and cannot be understood
	ExtraKinds                  // how many kinds there are
)

var extraNames = [ExtraKinds]msg.Text{
	msg.ExtraPageText, msg.ExtraTitleRows, msg.ExtraPrintArea, msg.ExtraLink, msg.ExtraChart, msg.ExtraPrompt,
	msg.ExtraShape, msg.ExtraNote, msg.ExtraName, msg.ExtraEmbedded, msg.ExtraUnreadable,
}

// Name is the kind in words.
func (k ExtraKind) Name() msg.Text { return extraNames[k] }

// Word is the kind as JSON names it.
func (k ExtraKind) Word() string {
	return [ExtraKinds]string{"headers", "title_rows", "print_areas", "links", "charts", "validation", "drawings", "comments", "names", "embedded", "unreadable"}[k]
}

// Extra is something of a worksheet that is in none of its cells, and that somebody sees
// or is led by. Its text is written in one way, however the file writes it: two that
// mean the same have the same text.
type Extra struct {
	Kind ExtraKind
	At   diag.Position // of its cell, if it has one
	Part string        // what of it, where there are several things
	Text string
}

// addExtra keeps an extra of a worksheet. Of a long text it keeps the beginning and a
// hash of all.
func (r *reading) addExtra(sheet *Sheet, e Extra) error {
	if !r.whole {
		return nil
	}
	if len(e.Text) > maxNote {
		sum := sha256.Sum256([]byte(e.Text))
		e.Text = cutNote(e.Text) + hex.EncodeToString(sum[:])
	}
	if !r.extras.Take(1) {
		return r.extras.Excess()
	}
	if !r.texts.Take(len(e.Text)) {
		return r.texts.Excess()
	}
	e.At.File, e.At.Worksheet = r.file, sheet.Name
	sheet.Extras = append(sheet.Extras, e)
	return nil
}

// see is glance for a part of which it is told if it is there and cannot be understood.
func (r *reading) see(o *overlay, name string, own space, root func(*scanner) error) error {
	understood := !r.has(name)
	err := r.glance(name, own, func(s *scanner) error {
		err := root(s)
		understood = err == nil
		return err
	})
	if err != nil || understood {
		return err
	}
	return r.addExtra(o.sheet, Extra{Kind: Unreadable, Text: name})
}

// readBeside reads those elements of a worksheet that are extras.
func (w *worksheet) readBeside() error {
	if !w.whole {
		return nil
	}
	switch s := w.s; string(s.name) {
	case "headerFooter":
		return w.readPageTexts()
	case "dataValidations":
		return s.children(func() error { return w.readPrompt(s.attr("sqref")) })
	case "hyperlinks":
		return s.children(w.readLink)
	}
	return nil
}

// readPageTexts reads the headers and footers: of all pages, and of the first and the
// even ones as far as they have others.
func (w *worksheet) readPageTexts() error {
	s, texts := w.s, map[string]string{}
	first, err := s.flag("differentFirst", false)
	if err != nil {
		return err
	}
	even, err := s.flag("differentOddEven", false)
	if err != nil {
		return err
	}
	err = s.children(func() error {
		name := string(s.name)
		text, err := s.content()
		texts[name] = pageText(string(text))
		return err
	})
	if err != nil {
		return err
	}
	for _, at := range []string{"Header", "Footer"} {
		all := texts["odd"+at]
		for _, pages := range []struct {
			prefix string
			differ bool
		}{{"odd", all != ""}, {"first", first && texts["first"+at] != all}, {"even", even && texts["even"+at] != all}} {
			if !pages.differ {
				continue
			}
			if err := w.addExtra(&w.sheet, Extra{Kind: PageText, Part: pages.prefix + at, Text: texts[pages.prefix+at]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// pageText is a header without what does not change what it says: the names and sizes of
// readable fonts, and sections without a text.
func pageText(code string) string {
	const most = 1 << 10 // bytes, of which Excel takes 255 characters
	if len(code) > most {
		return code
	}
	sections, at := map[byte]string{}, byte('C')
	for code != "" {
		if code[0] != '&' || len(code) == 1 {
			n := strings.IndexByte(code[1:], '&') + 1
			if n == 0 {
				n = len(code)
			}
			sections[at] += code[:n]
			code = code[n:]
			continue
		}
		what, rest := code[1], code[2:]
		size, behind := cutDigits(code[1:])
		switch {
		case strings.IndexByte("LCR", what&^0x20) >= 0:
			at = what &^ 0x20
		case what == '"' && strings.Contains(rest, `"`):
			font, behind, _ := strings.Cut(rest, `"`)
			if name, _, _ := strings.Cut(font, ","); isSymbolFont(name) {
				sections[at] += "&" + font
			}
			rest = behind
		case size != "":
			rest = behind
			if len(size) == 1 && size < "6" { // it can hardly be read
				sections[at] += "&" + size
			}
		case strings.IndexByte("BIUE", what&^0x20) >= 0: // bold, slanted, underlined
		default:
			sections[at] += code[:2]
		}
		code = rest
	}
	var b strings.Builder
	for _, at := range []byte("LCR") {
		if text := strings.TrimSpace(sections[at]); text != "" {
			b.WriteString("&" + string(at) + text)
		}
	}
	return b.String()
}

// readPrompt reads what a validation of some cells says: to each of them, since programs
// put them together in other ways.
func (w *worksheet) readPrompt(cells []byte) error {
	s := w.s
	if string(s.local) != "dataValidation" {
		return nil
	}
	said := ""
	for _, name := range []string{"promptTitle", "prompt", "errorTitle", "error"} {
		if text := s.attr(name); len(text) > 0 {
			said += Unescape(string(text)) + " "
		}
	}
	const most = 1 << 12 // cells of a range: a row of a score sheet has fewer
	ranges := strings.Fields(string(cells))
	if len(ranges) == 0 {
		ranges = []string{""} // it stands elsewhere
	}
	for _, name := range ranges {
		one, ok := rangeOf([]byte(name))
		if !ok || (one.LastCol-one.FirstCol+1)*(one.LastRow-one.FirstRow+1) > most {
			if err := w.addExtra(&w.sheet, Extra{Kind: Prompt, Part: name, At: firstOf([]byte(name)), Text: said}); err != nil {
				return err
			}
			continue
		}
		for row := one.FirstRow; row <= one.LastRow; row++ {
			for col := one.FirstCol; col <= one.LastCol; col++ {
				if err := w.addExtra(&w.sheet, Extra{Kind: Prompt, At: diag.Position{Col: col, Row: row}, Text: said}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// firstOf is the place of the first cell of ranges; none if that is not known.
func firstOf(ranges []byte) diag.Position {
	for name := range bytes.FieldsSeq(ranges) {
		if cells, ok := rangeOf(name); ok {
			return diag.Position{Col: cells.FirstCol, Row: cells.FirstRow}
		}
		break
	}
	return diag.Position{}
}

func (w *worksheet) readLink() error {
	s := w.s
	if string(s.name) != "hyperlink" {
		return nil
	}
	ref := s.attr("ref")
	e := Extra{Kind: Link, At: firstOf(ref), Part: strings.ToUpper(string(ref)), Text: "#" + reference(string(s.attr("location")))}
	if tip := s.attr("tooltip"); len(tip) > 0 {
		e.Text += " " + string(tip)
	}
	if id, has := s.reference(); has {
		if !w.extras.Take(1) {
			return w.extras.Excess()
		}
		e.Part += " " + id // until it is known where that leads
		w.links = append(w.links, e)
		return nil
	}
	return w.addExtra(&w.sheet, e)
}

// reference is a formula that refers to cells, as every program writes it.
func reference(formula string) string {
	return strings.ToUpper(strings.NewReplacer("'", "", "$", "", " ", "").Replace(formula))
}

// definedName is a name that the workbook defines, for all worksheets or for one.
type definedName struct {
	name, formula string
	sheet         int // in the workbook's list
}

func (r *reading) readName(s *scanner) error {
	one := definedName{name: string(s.attr("name")), sheet: max(0, s.index("localSheetId"))}
	if s.attr("localSheetId") == nil {
		one.sheet = 0
	}
	formula, err := s.content()
	if one.formula = string(formula); err != nil {
		return err
	}
	if !r.extras.Take(1) {
		return r.extras.Excess()
	}
	r.names = append(r.names, one)
	return nil
}

// nameExtra is a defined name as an extra of its worksheet, if it is one.
func nameExtra(d definedName, used Range) (Extra, bool) {
	name := strings.TrimPrefix(strings.ToLower(d.name), "_xlnm.")
	switch name {
	case "print_titles":
		return Extra{Kind: TitleRows, Text: ranges(d.formula)}, true
	case "print_area":
		text := ranges(d.formula)
		area, ok := rangeOf([]byte(text))
		whole := ok && area.FirstCol <= used.FirstCol && area.FirstRow <= used.FirstRow && area.LastCol >= used.LastCol && area.LastRow >= used.LastRow
		return Extra{Kind: PrintArea, Text: text}, text != "" && !strings.Contains(text, "#REF") && !whole
	case "_filterdatabase", "sheet_title":
		return Extra{}, false
	}
	return Extra{Kind: Name, Part: d.name, Text: d.name + "=" + d.formula}, !strings.HasPrefix(name, "_xl")
}

// ranges are those of a formula, without their worksheet, in one order.
func ranges(formula string) string {
	var list []string
	for one := range strings.SplitSeq(formula, ",") {
		one = reference(one[strings.LastIndexByte(one, '!')+1:])
		if cells, ok := rangeOf([]byte(one)); ok {
			one = cells.String()
		}
		list = append(list, one)
	}
	slices.Sort(list)
	return strings.Join(list, ",")
}

// extent are the cells that hold something or lie under a drawing.
func (o *overlay) extent() Range {
	extent := o.used
	for _, d := range o.sheet.Drawings {
		extent = extent.with(d.Range)
	}
	return extent
}

// with is a range that has another one in it too. The zero Range has nothing in it.
func (r Range) with(other Range) Range {
	if r == (Range{}) {
		return other
	}
	return Range{min(r.FirstCol, other.FirstCol), min(r.FirstRow, other.FirstRow), max(r.LastCol, other.LastCol), max(r.LastRow, other.LastRow)}
}

// plainLeads are the kinds of relationships of a worksheet that show nothing, or of which
// what they lead to is read elsewhere.
var plainLeads = []string{"drawing", "comments", "hyperlink", "printerSettings", "customProperty"}

// readBeside reads what the relationships of a worksheet lead to that is an extra, and
// what else is known of it by now.
func (r *reading) readBeside(o *overlay, leads []Relationship) error {
	if !r.whole {
		return nil
	}
	var extras []Extra
	for _, e := range o.links {
		var id string
		e.Part, id, _ = strings.Cut(e.Part, " ")
		i := slices.IndexFunc(leads, func(lead Relationship) bool { return lead.ID == id })
		if i >= 0 {
			to, inside := strings.CutPrefix(leads[i].external, "#") // as some programs write what leads to a cell
			if inside && strings.HasPrefix(e.Text, "#") && !strings.HasPrefix(e.Text, "#"+reference(to)) {
				to = reference(to)
				e.Text = "#" + to + strings.TrimPrefix(e.Text, "#")
			} else if !inside {
				e.Text = leads[i].external + e.Text
			}
		}
		extras = append(extras, e)
	}
	for _, d := range o.sheet.Drawings {
		if !d.Chart {
			extras = append(extras, Extra{Kind: Shape, At: diag.Position{Col: d.FirstCol, Row: d.FirstRow}, Part: d.Range.String(), Text: d.Text})
		}
	}
	for _, c := range o.sheet.Comments {
		extras = append(extras, Extra{Kind: Note, At: c.At, Text: c.Text})
	}
	for _, lead := range leads {
		switch {
		case slices.Contains(plainLeads, lead.Kind) && (lead.Kind != "drawing" || lead.ID == o.drawing):
		case lead.Kind == "threadedComment":
			extras = append(extras, Extra{Kind: Note, Text: lead.Target})
		case lead.Kind == "vmlDrawing" && r.has(lead.Target):
			if err := r.readBoxes(o, lead.Target); err != nil {
				return err
			}
		default:
			extras = append(extras, Extra{Kind: Embedded, Part: lead.Target, Text: lead.Kind})
		}
	}
	for _, d := range r.names {
		if d.sheet == o.index {
			if e, is := nameExtra(d, o.extent()); is {
				extras = append(extras, e)
			}
		}
	}
	for _, e := range extras {
		if err := r.addExtra(o.sheet, e); err != nil {
			return err
		}
	}
	return r.readCharts(o, leads)
}

// readBoxes finds out whether a drawing of the older kind shows something else than the
// boxes of comments.
func (r *reading) readBoxes(o *overlay, part string) error {
	shapes, notes := 0, 0
	err := r.see(o, part, otherSpace, func(s *scanner) error {
		return s.within(func() error {
			switch string(s.local) {
			case "shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image", "group":
				shapes++
			case "ClientData":
				if string(s.attr("ObjectType")) == "Note" {
					notes++
				}
			}
			return nil
		})
	})
	if err != nil || shapes == notes && notes > 0 {
		return err
	}
	return r.addExtra(o.sheet, Extra{Kind: Embedded, Part: part, Text: "vmlDrawing"})
}

// readCharts reads the charts in a worksheet's drawings.
func (r *reading) readCharts(o *overlay, leads []Relationship) error {
	i := slices.IndexFunc(leads, func(lead Relationship) bool { return lead.ID == o.drawing && lead.Kind == "drawing" })
	if i < 0 || len(o.charts) == 0 {
		return nil
	}
	found := relationshipList{of: leads[i].Target}
	if err := r.see(o, RelationshipsPart(found.of), packageSpace, found.read); err != nil {
		return err
	}
	for n, id := range o.charts {
		i := slices.IndexFunc(found.list, func(lead Relationship) bool { return lead.ID == id })
		if i < 0 || found.list[i].Kind != "chart" { // one of a later kind
			if err := r.addExtra(o.sheet, Extra{Kind: Unreadable, Text: fmt.Sprint("chart ", n+1)}); err != nil {
				return err
			}
			continue
		}
		if err := r.addExtra(o.sheet, Extra{Kind: ChartPart, Part: fmt.Sprint(n + 1), Text: "chart"}); err != nil {
			return err
		}
		c := chartReader{series: -1, facts: map[string]string{}}
		if err := r.see(o, found.list[i].Target, chartSpace, c.read); err != nil {
			return err
		}
		for _, name := range c.names {
			if err := r.addExtra(o.sheet, Extra{Kind: ChartPart, Part: fmt.Sprint(n+1, " ", name), Text: c.facts[name]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// chartReader reads what matters of a chart: its texts, what it refers to, and the bounds
// of its axes.
type chartReader struct {
	series, axis int      // that have begun
	path         []string // the names of the open elements
	names        []string // of the facts, as they come
	facts        map[string]string
}

func (c *chartReader) read(s *scanner) error {
	if string(s.name) != "chartSpace" {
		return misplaced(s.name)
	}
	root := len(s.marks)
	return s.within(func() error {
		c.path = append(c.path[:len(s.marks)-root-1], string(s.local))
		return c.element(s)
	})
}

// element reads one element.
func (c *chartReader) element(s *scanner) error {
	name := c.path[len(c.path)-1]
	parent := ""
	if len(c.path) > 1 {
		parent = c.path[len(c.path)-2]
	}
	switch {
	case name == "ser":
		c.series++
	case strings.HasSuffix(name, "Ax") && parent == "plotArea":
		c.axis++
	case name == "f", name == "v" && parent == "tx":
		text, err := s.content()
		c.fact(reference(string(text)))
		return err
	case name == "t" && s.space == themeSpace:
		text, err := s.content()
		c.fact(string(text))
		return err
	case name == "name" && parent == "trendline":
		text, err := s.content()
		c.fact(string(text))
		return err
	case name == "numFmt" && bytes.ContainsAny(s.attr("formatCode"), "\"\\"): // it may show any text
		c.fact(string(s.attr("formatCode")))
	case name == "logBase", name == "custUnit", name == "builtInUnit":
		c.fact(name + " " + string(s.attr("val")))
	case (name == "min" || name == "max") && parent == "scaling":
		bound := string(s.attr("val"))
		if plain, ok := PlainDecimal(bound); ok {
			bound = plain
		}
		c.fact(bound)
	case name == "numLit", name == "strLit", name == "userShapes", name == "pivotSource":
		c.fact(name)
	}
	return nil
}

// fact adds to what is known of the part of the chart that has begun: of one of its
// series, of an axis, of its title or of the rest.
func (c *chartReader) fact(text string) {
	if text == "" {
		return
	}
	var name string
	title := slices.Contains(c.path, "title")
	if i := slices.Index(c.path, "ser"); i >= 0 && i+1 < len(c.path) {
		name = fmt.Sprint("series ", c.series+1, " ", c.path[i+1])
	} else if i := slices.IndexFunc(c.path, func(name string) bool { return strings.HasSuffix(name, "Ax") }); i >= 0 {
		name = fmt.Sprint("axis ", c.axis, " ", c.path[len(c.path)-1])
		if title {
			name = fmt.Sprint("axis ", c.axis, " title")
		}
	} else if title {
		name = "title"
	} else {
		name = c.path[len(c.path)-1]
	}
	if _, known := c.facts[name]; !known {
		c.names = append(c.names, name)
	}
	const most = maxNote
	if len(c.facts[name]) < most {
		c.facts[name] += text
	}
}

// Room is what is known of how much of a text each cell of a worksheet has room for.
type Room struct {
	cols    columns
	heights map[int]float64 // of rows that hold something and say it, in points
}

// Of is how wide a range is, in characters, and how high, in points; 0 if its rows are as
// high as they need to be.
func (r *Room) Of(cells Range) (width, height float64) {
	for col := cells.FirstCol; col <= cells.LastCol; col++ {
		if !r.cols.hidden(col) {
			width += r.cols.width(col)
		}
	}
	for row := cells.FirstRow; row <= cells.LastRow; row++ {
		one, said := r.heights[row]
		if !said {
			return width, 0
		}
		height += one
	}
	return width, height
}
