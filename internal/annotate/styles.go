package annotate

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// The colours of marks. They are used for nothing else, so that marks are known
// again after another program has saved the copy.
const (
	Wrong   = "F8C4C0" // must be mended
	Doubted = "FFE9A8" // is to be checked
	mended  = "C9EBCB" // takes the place of the other two as soon as the cell is right
)

func isMark(color string) bool { return color == Wrong || color == Doubted || color == mended }

// styles is the part that holds how cells look.
type styles struct {
	*document
	count map[string]int            // how many there are of fonts, fills, …, the new ones included
	items map[string]map[string]int // the fonts, fills, … by their text
	known map[int]string            // fills of cell styles that have been looked up
	marks map[int]bool              // those of them that are marks
}

// styleSequence is the order that the schema wants.
var styleSequence = [...]string{
	"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst",
}

// dullStyle tells what is not asked for. A workbook that has been copied from others for
// years has tens of thousands of styles.
func dullStyle(_ *document, parent, e *element) bool {
	switch parent.name {
	case "numFmts", "cellStyleXfs", "cellStyles", "tableStyles", "font", "border":
		return true
	}
	return e.name == "alignment"
}

func newStyles(d *document) *styles {
	s := &styles{document: d, count: map[string]int{}, items: map[string]map[string]int{}, known: map[int]string{}, marks: map[int]bool{}}
	for section := range always {
		s.count[section] = len(d.root.child(section).children)
	}
	return s
}

// append adds one to the fonts, fills or the like, unless it is there already,
// and returns its index.
func (s *styles) append(section, text string) int {
	items, ok := s.items[section]
	if !ok {
		items = map[string]int{}
		for i, c := range s.root.child(section).children {
			if section != "fills" || i >= len(always[section]) { // what is drawn of these need not be what they say
				items[s.raw(c)] = i
			}
		}
		s.items[section] = items
	}
	i, ok := items[text]
	if !ok {
		i = s.count[section]
		s.count[section]++
		section := s.root.child(section)
		s.added[section] = append(s.added[section], text...)
		items[text] = i
	}
	return i
}

// always are what the sections hold at least that [styles.append] is to add to: what an
// index of 0 stands for where nothing else is said, and of the fills the two that
// programs draw in one way whatever the file says of them.
var always = map[string][]string{
	"fonts":   {"<font/>"},
	"fills":   {`<fill><patternFill patternType="none"/></fill>`, `<fill><patternFill patternType="gray125"/></fill>`},
	"borders": {"<border/>"},
	"cellXfs": {`<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`},
	"dxfs":    nil,
}

// complete gives the part what it must hold.
func complete(d *document) []byte {
	for _, section := range styleSequence {
		items, ok := always[section]
		switch e := d.root.child(section); {
		case !ok:
		case e == nil:
			d.addInOrder(d.root, section, "<"+section+">"+strings.Join(items, "")+"</"+section+">", styleSequence[:])
		default:
			for _, item := range items[min(len(e.children), len(items)):] {
				d.add(e, item)
			}
		}
	}
	return d.bytes()
}

// close writes the numbers of fonts, fills and so on.
func (s *styles) close() {
	for section, count := range s.count {
		if e := s.root.child(section); e != nil && s.attr(e, "count") != "" && s.attr(e, "count") != strconv.Itoa(count) {
			tag := s.tag(e)
			at := findAttr(tag, "count")
			s.replace(e.start+at[4]+1, e.start+at[5]-1, strconv.Itoa(count))
		}
	}
}

// fill is how a cell is filled, as far as it is remembered under a mark. A
// gradient is not.
type fill struct {
	XMLName xml.Name `xml:"fill"`
	Pattern struct {
		Kind string `xml:"patternType,attr,omitempty"`
		Fg   *color `xml:"fgColor"`
		Bg   *color `xml:"bgColor"`
	} `xml:"patternFill"`
}

type color struct {
	RGB     string `xml:"rgb,attr,omitempty"`
	Theme   string `xml:"theme,attr,omitempty"`
	Indexed string `xml:"indexed,attr,omitempty"`
	Tint    string `xml:"tint,attr,omitempty"`
	Auto    string `xml:"auto,attr,omitempty"`
}

// A fill comes back from strangers, and must be nothing else.
var (
	patterns = regexp.MustCompile(`^(solid|(light|medium|dark)(Gray|Horizontal|Vertical|Down|Up|Grid|Trellis)|gray125|gray0625)$`)
	// rgb, theme, indexed, tint and auto, of which any may be missing
	plainColor = regexp.MustCompile(`^([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})? \d{0,3} \d{0,3} (-?\d*\.?\d*([eE]-?\d+)?) (0|1|true|false)?$`)
)

// parseFill reads a fill; ok is false for none.
func parseFill(text string) (f fill, ok bool) {
	if err := xml.Unmarshal([]byte(text), &f); err != nil || !patterns.MatchString(f.Pattern.Kind) {
		return fill{}, false
	}
	for _, c := range []*color{f.Pattern.Fg, f.Pattern.Bg} {
		if c != nil && !plainColor.MatchString(c.RGB+" "+c.Theme+" "+c.Indexed+" "+c.Tint+" "+c.Auto) {
			return fill{}, false
		}
	}
	f.XMLName = xml.Name{Local: "fill"}
	return f, true
}

func solid(rgb string) string {
	return `<fill><patternFill patternType="solid"><fgColor rgb="FF` + rgb + `"/><bgColor indexed="64"/></patternFill></fill>`
}

// fillOf is the fill of a cell style, "" for none.
func (s *styles) fillOf(style int) string {
	if known, ok := s.known[style]; ok {
		return known
	}
	text := ""
	if xf := s.item("cellXfs", style); xf != nil {
		n, _ := strconv.Atoi(s.attr(xf, "fillId"))
		if f := s.item("fills", n); f != nil && n > 0 { // the first one is none, whatever it says
			text = plainFill(s.raw(f))
		}
	}
	s.known[style], s.marks[style] = text, markOf(text) != ""
	return text
}

// isMark reports whether a cell style fills with the colour of a mark.
func (s *styles) isMark(style int) bool { return s.fillOf(style) != "" && s.marks[style] }

// gradient reports whether a cell style fills with one.
func (s *styles) gradient(style int) bool {
	xf := s.item("cellXfs", style)
	if xf == nil {
		return false
	}
	n, _ := strconv.Atoi(s.attr(xf, "fillId"))
	return s.item("fills", n).child("gradientFill") != nil
}

// locked reports whether a cell style locks its cells, as all do that do not say.
func (s *styles) locked(style int) bool {
	protection := s.item("cellXfs", style).child("protection")
	if protection == nil {
		return true
	}
	says := s.attr(protection, "locked")
	return says != "0" && says != "false"
}

// item is one of the sender's cell styles, fills or the like, nil if there is
// none of that index.
func (s *styles) item(section string, index int) *element {
	items := s.root.child(section).children
	if index < 0 || index >= len(items) {
		return nil
	}
	return items[index]
}

// plainFill is a fill as it is remembered, "" for none.
func plainFill(text string) string {
	f, ok := parseFill(text)
	if !ok {
		return ""
	}
	plain, _ := xml.Marshal(f) // strings alone
	return string(plain)
}

// markOf is the colour of the mark that a fill is, or "".
func markOf(text string) string {
	f, ok := parseFill(text)
	if !ok || f.Pattern.Fg == nil {
		return ""
	}
	rgb := strings.ToUpper(f.Pattern.Fg.RGB)
	if rgb = rgb[max(0, len(rgb)-6):]; isMark(rgb) {
		return rgb
	}
	return ""
}

// filled is a cell style like another one but for its fill, "" for none.
func (s *styles) filled(style int, fill string) int {
	fillID := 0
	if fill != "" {
		fillID = s.append("fills", s.own(fill))
	}
	xf := s.own(`<xf numFmtId="0" fontId="0" borderId="0"/>`) // should the style not be there
	if own := s.item("cellXfs", style); own != nil {
		xf = s.raw(own)
	}
	end := strings.Index(xf, ">") + 1
	return s.append("cellXfs", withAttr(withAttr(xf[:end], "fillId", strconv.Itoa(fillID)), "applyFill", "1")+xf[end:])
}

// conditional is a style for conditional formats, by the colour of its fill.
func (s *styles) conditional(rgb string) int {
	return s.append("dxfs", s.own(`<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF`+rgb+`"/><bgColor rgb="FF`+rgb+`"/></patternFill></fill></dxf>`))
}

// isConditionalMark reports whether a style for conditional formats is one of
// ours.
func (s *styles) isConditionalMark(index string) bool {
	n, err := strconv.Atoi(index)
	if err != nil {
		return false
	}
	pattern := s.item("dxfs", n).child("fill").child("patternFill")
	for _, name := range []string{"bgColor", "fgColor"} {
		if c := pattern.child(name); c != nil {
			rgb := strings.ToUpper(s.attr(c, "rgb"))
			if isMark(rgb[max(0, len(rgb)-6):]) {
				return true
			}
		}
	}
	return false
}

// look adds a cell style for the list on the first worksheet.
func (s *styles) look(font, fill int, border int, align string) int {
	return s.append("cellXfs", s.own(fmt.Sprintf(`<xf numFmtId="0" fontId="%d" fillId="%d" borderId="%d" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">`+
		`<alignment horizontal="%s" vertical="center" wrapText="1"/></xf>`, font, fill, border, align)))
}
