package workbook

import (
	"slices"
	"strconv"
	"strings"

	"qeval/internal/diag"
)

// Drawing is something that lies over cells.
type Drawing struct {
	Range        // of the cells that it touches
	Text  string // that is written in it
	Chart bool   // it is a chart and nothing else
}

// Comment is what somebody has noted at a cell.
type Comment struct {
	At           diag.Position
	Author, Text string
}

// overlay is what is known of a worksheet for what lies over its cells.
type overlay struct {
	sheet    *Sheet
	index    int // of the worksheet in the workbook's list
	part     string
	drawing  string   // the name of the relationship that leads to it
	used     Range    // of the cells that hold something
	links    []Extra  // of which relationships say where they lead
	charts   []string // the names of the relationships that lead to them
	cols     columns
	usualRow float64
	file     string
}

// readOverlay reads a worksheet's drawings and comments. They hold no values, so that
// what is damaged of them is passed over.
func (r *reading) readOverlay(o *overlay) error {
	found := relationshipList{of: o.part}
	if err := r.see(o, RelationshipsPart(o.part), packageSpace, found.read); err != nil {
		return err
	}
	for _, lead := range found.list {
		var err error
		switch {
		case lead.Target == "":
		case lead.Kind == "drawing" && lead.ID == o.drawing:
			err = r.see(o, lead.Target, anchorSpace, o.readDrawings)
		case lead.Kind == "comments":
			err = r.see(o, lead.Target, sheetSpace, o.readComments)
		}
		if err != nil {
			return err
		}
	}
	return r.readBeside(o, found.list)
}

func (o *overlay) readDrawings(s *scanner) error {
	return s.within(func() error {
		switch string(s.name) {
		case "twoCellAnchor", "oneCellAnchor", "absoluteAnchor":
			return o.readAnchor(s)
		}
		return nil
	})
}

// anchor is a drawing as it is read.
type anchor struct {
	from, to     marker
	ext          [2]int // how wide and high it is, if it does not say where it ends
	known, named bool
	hidden       bool
	others       bool     // there is something else in it than charts
	charts       []string // the names of the relationships that lead to them
	Drawing
}

// marker is a place in a cell: one-based, with what is between it and the cell's edge.
type marker struct {
	col, row       int
	right, further int // in EMU, of which a point has 12,700
}

// readAnchor reads one drawing.
func (o *overlay) readAnchor(s *scanner) error {
	a := anchor{from: marker{col: 1, row: 1}}
	err := s.within(func() error {
		switch s.space {
		case anchorSpace:
			return a.readPart(s)
		case themeSpace:
			return a.readContent(s)
		}
		if string(s.local) == "chart" && len(a.charts) <= maxDrawings { // of whatever generation
			id, _ := s.reference()
			a.charts = append(a.charts, id)
		}
		switch local := string(s.local); {
		case local == "Fallback" && a.known: // most often the same once more, for older programs
			return s.within(func() error {
				a.others = a.others || isShape(s)
				return nil
			})
		case isShape(s): // of a later generation
			a.known, a.others = true, true
		}
		return nil
	})
	if err != nil || a.hidden || !a.known {
		return err
	}
	if len(o.sheet.Drawings) == maxDrawings {
		return errEnough
	}
	a.Range = o.covered(a)
	a.Text = strings.TrimSpace(a.Text)
	a.Chart = len(a.charts) > 0 && !a.others && a.Text == ""
	o.sheet.Drawings, o.charts = append(o.sheet.Drawings, a.Drawing), append(o.charts, a.charts...)
	return nil
}

// readPart reads where the drawing is, and what.
func (a *anchor) readPart(s *scanner) (err error) {
	if isShape(s) {
		a.known, a.others = true, true
	}
	switch string(s.name) {
	case "from":
		a.from, err = readMarker(s)
	case "to":
		a.to, err = readMarker(s)
	case "pos":
		a.from = marker{1, 1, length(s.attr("x")), length(s.attr("y"))}
	case "ext":
		a.ext = [2]int{length(s.attr("cx")), length(s.attr("cy"))}
	case "graphicFrame":
		a.known = true
	case "cNvPr":
		if !a.named { // else it is of a member of the group
			a.hidden, _ = s.flag("hidden", false)
		}
		a.named = true
	}
	return err
}

// isShape reports whether something to be seen begins that is no chart.
func isShape(s *scanner) bool {
	return slices.Contains([]string{"pic", "sp", "cxnSp", "grpSp", "contentPart"}, string(s.local))
}

// readContent reads what is in the drawing.
func (a *anchor) readContent(s *scanner) error {
	switch string(s.local) {
	case "p":
		if len(a.Text) < maxNote {
			a.Text += " "
		}
	case "t":
		text, err := s.content()
		if len(a.Text) < maxNote {
			a.Text = cutNote(a.Text + string(text))
		}
		return err
	}
	return nil
}

func readMarker(s *scanner) (m marker, err error) {
	to := map[string]*int{"col": &m.col, "row": &m.row, "colOff": &m.right, "rowOff": &m.further}
	err = s.children(func() error {
		part := to[string(s.name)]
		if part == nil {
			return nil
		}
		text, err := s.content()
		*part = length(text)
		return err
	})
	m.col, m.row = m.col+1, m.row+1
	return m, err
}

// length is a number of EMU, rows or columns. What is none is 0.
func length(text []byte) int {
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || n < 0 || n > 1<<30 {
		return 0
	}
	return n
}

// covered are the cells that a drawing touches. Of rows that are not as high as usual
// nothing is known here.
func (o *overlay) covered(a anchor) Range {
	const character, point = 7 * 9525, 12_700 // in EMU
	to := a.to
	if to.col == 0 {
		right := float64(a.from.right + a.ext[0])
		for to.col = a.from.col; to.col < MaxColumns; to.col++ {
			width := o.cols.width(to.col) * character
			if o.cols.hidden(to.col) {
				width = 0
			}
			if right <= width {
				break
			}
			right -= width
		}
		to.row = a.from.row + int(float64(a.from.further+a.ext[1])/(max(o.usualRow, thinRow)*point))
	} else {
		to = to.before(a.from)
	}
	return Range{
		min(a.from.col, to.col, MaxColumns), min(a.from.row, to.row, lastRow), min(max(a.from.col, to.col), MaxColumns), min(max(a.from.row, to.row), lastRow),
	}
}

// before is the marker in the last cell that a drawing touches which ends at it.
func (m marker) before(from marker) marker {
	if m.right == 0 && m.col > from.col {
		m.col--
	}
	if m.further == 0 && m.row > from.row {
		m.row--
	}
	return m
}

// cutNote is a text that is no longer than what is kept of it.
func cutNote(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), maxNote)], "")
}

func (o *overlay) readComments(s *scanner) error {
	var authors []string
	return s.children(func() error {
		switch string(s.name) {
		case "authors":
			return s.children(func() error {
				name, err := s.content()
				if authors = append(authors, cutNote(Unescape(string(name)))); len(authors) > maxComments {
					return errEnough
				}
				return err
			})
		case "commentList":
			return s.children(func() error { return o.readComment(s, authors) })
		}
		return nil
	})
}

func (o *overlay) readComment(s *scanner, authors []string) error {
	if string(s.name) != "comment" {
		return nil
	}
	col, row, ok := placeOf(slices.Clone(s.attr("ref")))
	one := Comment{At: diag.Position{File: o.file, Worksheet: o.sheet.Name, Col: col, Row: row}}
	if i := s.index("authorId"); i < len(authors) {
		one.Author = authors[i]
	}
	var rich richText
	err := s.children(func() error {
		if string(s.name) != "text" {
			return nil
		}
		text, err := rich.read(s)
		one.Text = cutNote(text.text)
		return err
	})
	if err == nil && ok {
		if len(o.sheet.Comments) == maxComments {
			return errEnough
		}
		o.sheet.Comments = append(o.sheet.Comments, one)
	}
	return err
}
