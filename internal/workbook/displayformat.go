package workbook

import (
	"cmp"
	"math"
	"strings"

	"qeval/internal/budget"
)

// styles finds out how the cells of one workbook are shown, once for each of its
// styles that a cell with a value has.
type styles struct {
	colours
	codes   map[int]string // of number formats, by their numbers
	fonts   []font         // the first one is that of which columns count the characters
	fills   []fill
	crossed []bool // the borders that have diagonal lines
	cells   []cellStyle
	changes []change // of conditional formats
	known   []*displayFormat
	missing *displayFormat         // of a style that is not there
	formats map[int][]numberFormat // by their numbers, whatever the rest of the style
	bytes   budget.Budget          // of the codes
}

// cellStyle is what a cell's style refers to and how it places what it shows.
type cellStyle struct {
	format, font, fill, border int
	repeats                    bool // what it shows, until the cell is full
	fits                       bool // it shrinks or turns what has no room
	shrinks, wraps, turned     bool
	indent                     uint8
}

// displayFormat is how a style shows a cell.
type displayFormat struct {
	formats []numberFormat // programs differ in which they go by, if there are two
	repeats bool
	fits    bool
	shrinks bool
	look    Look
	scale   float64 // how large its characters are beside those that columns count
	doubts  Doubt   // about whatever is in the cell, but for its colours
	ink     rgb
	paper   fill
	colours *colours
}

// general is the number format of a style that does not say one.
var general = []numberFormat{formatOf("")}

// read reads the workbook's styles.
func (t *styles) read(s *scanner) error {
	if string(s.name) != "styleSheet" {
		return misplaced(s.name)
	}
	t.formats = map[int][]numberFormat{}
	var seen once
	lists := map[string]func(*scanner) error{
		"numFmts": t.readCode, "fonts": t.readFont, "fills": t.readFill, "borders": t.readBorder, "cellXfs": t.readStyle, "dxfs": t.readChange,
	}
	return s.children(func() error {
		if err := seen.first(s.name); err != nil {
			return err
		}
		if string(s.name) == "colors" {
			return t.readPalette(s)
		}
		if one := lists[string(s.name)]; one != nil {
			return s.children(func() error { return one(s) })
		}
		return nil
	})
}

func (t *styles) readCode(s *scanner) error {
	if string(s.name) != "numFmt" {
		return nil
	}
	id, err := s.number("numFmtId", 0, 1<<30)
	if t.codes == nil {
		t.codes = map[int]string{}
	}
	if len(t.codes) == limitStyles.Max {
		return limitStyles.Excess()
	}
	code := s.attr("formatCode")
	if len(code) > limitCode.Max {
		return limitCode.Excess()
	}
	if !t.bytes.Take(len(code)) {
		return t.bytes.Excess()
	}
	t.codes[id] = string(code)
	return err
}

func (t *styles) readFont(s *scanner) error {
	if string(s.name) != "font" {
		return nil
	}
	if len(t.fonts) == limitStyles.Max {
		return limitStyles.Excess()
	}
	f, err := fontOf(s)
	t.fonts = append(t.fonts, f)
	return err
}

func (t *styles) readFill(s *scanner) error {
	if string(s.name) != "fill" {
		return nil
	}
	if len(t.fills) == limitStyles.Max {
		return limitStyles.Excess()
	}
	f, err := fillOf(s)
	t.fills = append(t.fills, f)
	return err
}

func (t *styles) readBorder(s *scanner) error {
	if string(s.name) != "border" {
		return nil
	}
	if len(t.crossed) == limitStyles.Max {
		return limitStyles.Excess()
	}
	up, _ := s.flag("diagonalUp", false)
	down, _ := s.flag("diagonalDown", false)
	crossed := false
	err := s.children(func() error {
		if string(s.name) == "diagonal" {
			style := string(s.attr("style"))
			crossed = (up || down) && style != "" && style != "none"
		}
		return nil
	})
	t.crossed = append(t.crossed, crossed)
	return err
}

func (t *styles) readStyle(s *scanner) error {
	if string(s.name) != "xf" {
		return nil
	}
	if len(t.cells) == limitStyles.Max {
		return limitStyles.Excess()
	}
	format, err := s.number("numFmtId", 0, 1<<30)
	if err != nil {
		return err
	}
	font, err := s.number("fontId", -1, 1<<30)
	if err != nil {
		return err
	}
	style := cellStyle{format: format, font: font, fill: s.index("fillId"), border: s.index("borderId")}
	err = s.children(func() error { return style.readAlignment(s) })
	t.cells, t.known = append(t.cells, style), append(t.known, nil)
	return err
}

func (c *cellStyle) readAlignment(s *scanner) error {
	if string(s.name) != "alignment" {
		return nil
	}
	shrinks, err := s.flag("shrinkToFit", false)
	turn := string(s.attr("textRotation"))
	turned := turn != "" && turn != "0"
	c.repeats, c.fits, c.shrinks = string(s.attr("horizontal")) == "fill", shrinks || turned, shrinks && !turned
	c.turned = turned
	c.wraps, _ = s.flag("wrapText", false)
	if steps, ok := digits(s.attr("indent")); ok {
		c.indent = uint8(min(steps, math.MaxUint8))
	}
	return err
}

// of is the displayFormat of a style. One that is not there shows nothing special.
func (t *styles) of(id int) *displayFormat {
	if id >= len(t.cells) {
		if t.missing == nil {
			t.missing = &displayFormat{formats: general, scale: 1, colours: &t.colours}
		}
		return t.missing
	}
	if t.known[id] == nil {
		t.known[id] = t.cells[id].displayFormat(t)
	}
	return t.known[id]
}

func (c cellStyle) displayFormat(t *styles) *displayFormat {
	seen := &displayFormat{formats: t.ofNumber(c.format), repeats: c.repeats, fits: c.fits, shrinks: c.shrinks, scale: 1, colours: &t.colours}
	seen.look = Look{Indent: c.indent, Wraps: c.wraps, Turned: c.turned}
	if c.font >= 0 && c.font < len(t.fonts) {
		own, counted := t.fonts[c.font], t.fonts[0]
		seen.doubts = own.doubts &^ Raised // all of it, and so readable
		seen.ink, seen.look.Size = t.resolve(own.colour, black), float32(own.size)
		if own.size > 0 && counted.size > 0 {
			seen.scale = own.size / counted.size
		}
	}
	if c.fill < len(t.fills) {
		seen.paper = t.fills[c.fill]
	}
	if c.border < len(t.crossed) && t.crossed[c.border] {
		seen.doubts |= Crossed
	}
	if seen.paper.hides(seen.colours, seen.ink) {
		seen.doubts |= Faint
	}
	return seen
}

// ofNumber are the formats by which programs may go that show a format of this number.
func (t *styles) ofNumber(number int) []numberFormat {
	seen, ok := t.formats[number]
	if !ok {
		own, stored := t.codes[number]
		seen = formatsOf(number, own, stored)
		t.formats[number] = seen
	}
	return seen
}

// formatsOf are the formats of a number, for which a workbook may have stored a code.
// Where the number means the same everywhere, some programs go by it and others by
// the code.
func formatsOf(number int, own string, stored bool) []numberFormat {
	code, known := builtIn[number]
	switch {
	case !known && !stored:
		return general
	case !known, stored && !universal(number):
		return []numberFormat{formatOf(own)}
	case !stored, own == code:
		return []numberFormat{formatOf(code)}
	}
	return []numberFormat{formatOf(own), formatOf(code)}
}

// universal reports whether a number means the same in every language.
func universal(number int) bool {
	switch {
	case number <= 4, 9 <= number && number <= 22, 37 <= number && number <= 40, 45 <= number && number <= 49:
		return true
	}
	return false
}

// builtIn are the formats that have no code in the file (ECMA-376 part 1, section
// 18.8.30, with those of Chinese editions). Of other languages' numbers, among them
// per cent, fractions and dates, what is known is that they are not the same
// everywhere.
var builtIn = func() map[int]string {
	const (
		day, time, other  = "yyyy/m/d", "h:mm:ss", "[other]"
		accounts, yuan    = `_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ `, `_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ `
		accounts2, money2 = `_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, `_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `
	)
	codes := map[int]string{
		0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
		5: `"¥"#,##0;"¥"\-#,##0`, 6: `"¥"#,##0;[Red]"¥"\-#,##0`, 7: `"¥"#,##0.00;"¥"\-#,##0.00`, 8: `"¥"#,##0.00;[Red]"¥"\-#,##0.00`,
		9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
		37: `#,##0_);\(#,##0\)`, 38: `#,##0_);[Red]\(#,##0\)`, 39: `#,##0.00_);\(#,##0.00\)`, 40: `#,##0.00_);[Red]\(#,##0.00\)`,
		41: accounts, 42: yuan, 43: accounts2, 44: money2, 45: time, 46: time, 47: time, 48: "##0.0E+0", 49: "@",
	}
	for _, of := range []struct {
		first, last int
		code        string
	}{{14, 17, day}, {18, 21, time}, {22, 22, day}, {27, 36, day}, {50, 58, day}, {59, 62, other}, {67, 81, other}} {
		for number := of.first; number <= of.last; number++ {
			codes[number] = of.code
		}
	}
	return codes
}()

// text is how the style shows a text.
func (l *displayFormat) text(text string) (Kind, string) {
	if l.repeats {
		return ShownDifferently, ""
	}
	kind, shown := l.formats[0].textShown(text)
	for _, f := range l.formats[1:] {
		if other, also := f.textShown(text); other != kind || also != shown {
			kind, shown = ShownDifferently, ""
		}
	}
	return kind, shown
}

// number is how the style shows a number, as far as there is room for it.
func (l *displayFormat) number(plain string) outcome {
	seen := l.formats[0].number(plain)
	for _, f := range l.formats[1:] {
		seen = seen.and(f.number(plain))
	}
	if l.repeats { // 2 is shown as 22222
		seen = outcome{kind: ShownDifferently}
	}
	return seen
}

// squeeze is what is left of a number in a column of some width, or "" if it has room.
func (l *displayFormat) squeeze(plain string, seen *section, width float64) string {
	room := (width - margin - l.look.Indented()) / l.scale
	switch {
	case l.fits || l.repeats || seen == nil:
		return ""
	case !seen.rounds():
		return squeeze(plain, room)
	case seen.width(plain) > room:
		return full
	}
	return ""
}

// shrinksAway reports whether a number is made so small to have room that nobody can
// read it.
func (l *displayFormat) shrinksAway(plain string, seen *section, width float64) bool {
	if !l.shrinks || seen == nil {
		return false
	}
	const usual = 11 // points
	needs := float64(len(plain))
	if seen.rounds() {
		needs = seen.width(plain)
	}
	size := cmp.Or(float64(l.look.Size), usual)
	return size*min(1, max(0, width-margin-l.look.Indented())/(needs*l.scale)) < leastSize
}

// hides reports whether a part of a text that has a colour of its own can hardly be seen.
func (l *displayFormat) hides(ink colour) bool {
	return l.paper.hides(l.colours, l.colours.resolve(ink, black))
}

// doubtsIn are the doubts about what a section shows that has a colour, which comes
// before that of the font.
func (l *displayFormat) doubtsIn(s *section) Doubt {
	doubts := l.doubts &^ Faint
	if l.hides(s.colour) {
		doubts |= Faint
	}
	return doubts
}

// leastSize is how large characters must be to be read, in points.
const leastSize = 4

// font is what matters of a font.
type font struct {
	doubts Doubt
	size   float64 // 0 if it does not say
	colour colour
	inked  bool // it says its colour
}

// symbolFonts draw neither digits nor letters.
var symbolFonts = []string{
	"wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett", "zapfdingbats", "zapf dingbats", "opensymbol", "mt extra",
	"bookshelf symbol 7", "ms outlook", "ms reference specialty", "segoe mdl2 assets", "segoe fluent icons",
}

// fontOf reads the font in the element that has begun.
func fontOf(s *scanner) (f font, err error) {
	err = s.children(func() (err error) {
		switch string(s.name) {
		case "strike":
			var struck bool
			if struck, err = s.flag("val", true); struck {
				f.doubts |= Struck
			}
		case "sz":
			if f.size, err = s.size("val", 0); s.attr("val") != nil && f.size < leastSize {
				f.doubts |= Tiny
			}
		case "name", "rFont":
			if isSymbolFont(string(s.attr("val"))) {
				f.doubts |= Symbols
			}
		case "vertAlign":
			if at := string(s.attr("val")); at == "superscript" || at == "subscript" {
				f.doubts |= Raised
			}
		case "color":
			f.colour, f.inked = readColour(s), true
		}
		return err
	})
	return f, err
}

func isSymbolFont(name string) bool {
	for _, symbols := range symbolFonts {
		if strings.EqualFold(strings.TrimSpace(name), symbols) {
			return true
		}
	}
	return false
}

// fill is what a cell's text stands on.
type fill struct {
	pattern    float64 // how much of it is of the front colour
	front      colour
	back       colour
	stops      []colour // of a gradient
	saysFront  bool
	saysBack   bool
	isGradient bool
}

// patterns are how much of a pattern's area its front colour takes.
var patterns = map[string]float64{
	"none": 0, "solid": 1, "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625,
	"darkHorizontal": 0.5, "darkVertical": 0.5, "darkDown": 0.5, "darkUp": 0.5, "darkGrid": 0.5, "darkTrellis": 0.75,
	"lightHorizontal": 0.25, "lightVertical": 0.25, "lightDown": 0.25, "lightUp": 0.25, "lightGrid": 0.4, "lightTrellis": 0.4,
}

// fillOf reads the fill in the element that has begun.
func fillOf(s *scanner) (f fill, err error) {
	const most = 10 // stops of a gradient, of which programs write two or three
	kind := ""
	err = s.within(func() error {
		switch string(s.name) {
		case "patternFill":
			kind = string(s.attr("patternType"))
			f.pattern = patterns[kind]
		case "fgColor":
			f.front, f.saysFront = readColour(s), true
		case "bgColor":
			f.back, f.saysBack = readColour(s), true
		case "gradientFill":
			f.isGradient = true
		case "color":
			if f.isGradient && len(f.stops) < most {
				f.stops = append(f.stops, readColour(s))
			}
		}
		return nil
	})
	if kind == "" || kind == "none" {
		f.pattern = 0
	}
	return f, err
}

// hides reports whether what is written on the fill in a colour can hardly be seen.
func (f fill) hides(t *colours, ink rgb) bool {
	if len(f.stops) > 0 {
		for _, stop := range f.stops {
			if !ink.near(t.resolve(stop, white)) {
				return false
			}
		}
		return true
	}
	if f.pattern == 0 {
		return ink.near(white)
	}
	return ink.near(t.resolve(f.back, white).mix(t.resolve(f.front, black), f.pattern))
}

// change is what a conditional format does to a cell.
type change struct {
	hides bool // whatever the cell's own style is
	font  font
	paper fill
	fills bool

	judged, matters bool // whether it may hide something in some cell
}

// changeOf reads the differential format in the element that has begun.
func changeOf(s *scanner) (c change, err error) {
	err = s.children(func() (err error) {
		switch string(s.name) {
		case "numFmt":
			c.hides = true
		case "font":
			c.font, err = fontOf(s)
			c.hides = c.hides || c.font.doubts&^Raised != 0
		case "fill":
			c.paper, err = fillOf(s)
			c.fills = c.paper.forChange()
		}
		return err
	})
	return c, err
}

// forChange makes the fill what it is in a differential format, where the back colour
// holds and no pattern is a full one, and reports whether it has a colour.
func (f *fill) forChange() bool {
	if f.isGradient {
		return true
	}
	if f.saysBack {
		f.front = f.back
	}
	f.pattern = 1
	return f.saysBack || f.saysFront
}

func (t *styles) readChange(s *scanner) error {
	if string(s.name) != "dxf" {
		return nil
	}
	if len(t.changes) == limitStyles.Max {
		return limitStyles.Excess()
	}
	c, err := changeOf(s)
	t.changes = append(t.changes, c)
	return err
}

// matters reports whether a conditional format may hide what a cell of some style
// shows.
func (t *styles) matters(c *change) bool {
	const most = 1 << 10
	if c.hides || len(t.cells) > most {
		return c.hides || c.font.inked || c.fills
	}
	for id := range len(t.cells) + 1 { // the last one is not there
		if c.over(t.of(id)) {
			return true
		}
	}
	return false
}

// over reports whether the change may hide what a cell with a style shows: by what it
// does, or by colours. What other rules put behind the text is most often white.
func (c *change) over(l *displayFormat) bool {
	if l == nil {
		return false
	}
	ink := l.ink
	if c.font.inked {
		ink = l.colours.resolve(c.font.colour, black)
	}
	switch {
	case c.hides:
		return true
	case c.fills:
		return c.paper.hides(l.colours, ink)
	case c.font.inked:
		return l.paper.hides(l.colours, ink) || ink.near(white)
	}
	return false
}
