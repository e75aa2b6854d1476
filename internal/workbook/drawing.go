package workbook

import "qeval/internal/diag"

// Drawing is something that lies over cells.
type Drawing struct {
	Range
	Kind DrawingKind
	Text string // that is written in it
}

// DrawingKind is what a drawing is.
type DrawingKind int

// The kinds of drawings.
const (
	Shape DrawingKind = iota // a text box, a line, a group of several
	Picture
	Chart
)

// Comment is what somebody has noted at a cell.
type Comment struct {
	At           diag.Position
	Author, Text string
}
