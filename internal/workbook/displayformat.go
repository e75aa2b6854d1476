package workbook

import "qeval/internal/budget"

// styles finds out how the cells of one workbook are shown, once for each of its
// styles that a cell with a value has.
type styles struct {
	codes map[int]string // of number formats, by their numbers
	fonts []font         // the first one is that of which columns count the characters
	cells []cellStyle
	known []*displayFormat
	shown map[int]displayFormat // by number formats, whatever the rest of the style
	bytes budget.Budget         // of the codes
}

type font struct {
	struck bool
	size   float64 // 0 if it does not say
}

// cellStyle is what a cell's style refers to and how it places what it shows.
type cellStyle struct {
	format, font int
	repeats      bool // what it shows, until the cell is full
	fits         bool // it shrinks or turns what has no room
}

// displayFormat is how a style shows a cell: the kinds that a number, a zero and a text in
// it take, to how many decimals it is rounded (-1 for all), what it puts behind a
// number, whether it is struck out, and whether it drops decimals that have no room.
type displayFormat struct {
	kind     Kind
	zero     Kind
	text     Kind
	decimals int
	mark     string
	struck   bool
	drops    bool
	scale    float64 // how large its characters are beside those that columns count
}

// generalFormat is that of a style which is not there, and shows nothing special.
var generalFormat = displayFormat{kind: Number, zero: Number, text: Text, decimals: -1, drops: true, scale: 1}

// read reads the workbook's styles.
func (t *styles) read(s *scanner) error {
	if string(s.name) != "styleSheet" {
		return misplaced(s.name)
	}
	t.shown = map[int]displayFormat{}
	var seen once
	return s.children(func() error {
		if err := seen.first(s.name); err != nil {
			return err
		}
		switch string(s.name) {
		case "numFmts":
			t.codes = map[int]string{}
			return s.children(func() error { return t.readCode(s) })
		case "fonts":
			return s.children(func() error { return t.readFont(s) })
		case "cellXfs":
			return s.children(func() error { return t.readStyle(s) })
		}
		return nil
	})
}

func (t *styles) readCode(s *scanner) error {
	if string(s.name) != "numFmt" {
		return nil
	}
	id, err := s.number("numFmtId", 0, 1<<30)
	if len(t.codes) == limitStyles.Max {
		return ErrTooLarge
	}
	code := s.attr("formatCode")
	if len(code) > limitCode.Max || !t.bytes.Take(len(code)) {
		return ErrTooLarge
	}
	t.codes[id] = string(code)
	return err
}

func (t *styles) readFont(s *scanner) error {
	if string(s.name) != "font" {
		return nil
	}
	if len(t.fonts) == limitStyles.Max {
		return ErrTooLarge
	}
	var f font
	err := s.children(func() (err error) {
		switch string(s.name) {
		case "strike":
			f.struck, err = s.flag("val", true)
		case "sz":
			f.size, err = s.size("val", 0)
		}
		return err
	})
	t.fonts = append(t.fonts, f)
	return err
}

func (t *styles) readStyle(s *scanner) error {
	if string(s.name) != "xf" {
		return nil
	}
	if len(t.cells) == limitStyles.Max {
		return ErrTooLarge
	}
	format, err := s.number("numFmtId", 0, 1<<30)
	if err != nil {
		return err
	}
	font, err := s.number("fontId", -1, 1<<30)
	if err != nil {
		return err
	}
	style := cellStyle{format: format, font: font}
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
	c.repeats, c.fits = string(s.attr("horizontal")) == "fill", shrinks || turn != "" && turn != "0"
	return err
}

// of is the displayFormat of a style.
func (t *styles) of(id int) *displayFormat {
	if id >= len(t.cells) {
		return &generalFormat
	}
	if t.known[id] == nil {
		t.known[id] = t.cells[id].displayFormat(t)
	}
	return t.known[id]
}

func (c cellStyle) displayFormat(t *styles) *displayFormat {
	seen := t.ofFormat(c.format)
	if c.repeats { // 2 is shown as 22222
		seen.kind, seen.zero, seen.text = ShownDifferently, ShownDifferently, ShownDifferently
	}
	seen.drops = seen.decimals < 0 && seen.kind == Number && !c.fits
	if c.font >= 0 && c.font < len(t.fonts) {
		own, counted := t.fonts[c.font], t.fonts[0]
		seen.struck = own.struck
		if own.size > 0 && counted.size > 0 {
			seen.scale = own.size / counted.size
		}
	}
	return &seen
}

// ofFormat is the displayFormat of a number format, which many styles may share.
func (t *styles) ofFormat(number int) displayFormat {
	seen, ok := t.shown[number]
	if !ok {
		seen = t.judge(number)
		t.shown[number] = seen
	}
	return seen
}

// judge finds out how a number format shows a cell.
func (t *styles) judge(number int) displayFormat {
	seen, code := generalFormat, (*string)(nil)
	own, stored := t.codes[number]
	if stored && !builtIn(number) {
		number, code = 0, &own
		seen.text = textOfCode(own)
	} else if !builtIn(number) {
		number = 0
	}
	seen.kind, seen.zero = kindOfFormat(number, code)
	if stored && code == nil { // programs differ in which they go by, so both must show the same
		if kind, zero := kindOfFormat(0, &own); kind != seen.kind || zero != seen.zero || textOfCode(own) != Text {
			seen.kind, seen.zero, seen.text = ShownDifferently, ShownDifferently, textOfCode(own)
		}
	}
	seen.decimals = decimalsOfFormat(number, code)
	seen.mark = markOfFormat(code)
	return seen
}

// builtIn reports whether a number format is known by its number: whatever code a
// workbook stores for it, it is that of the user's language that counts.
func builtIn(number int) bool {
	switch {
	case number <= 4, 9 <= number && number <= 22, 27 <= number && number <= 62, 67 <= number && number <= 81:
		return true
	}
	return false
}
