// Package typeset has what the program's documents look like: their fonts and
// colours, and how much room a text takes.
//
// The writer, the documents and the annotated copies use the same. It knows
// nothing of workbooks.
package typeset

import (
	"math"
	"strings"

	"github.com/mattn/go-runewidth"
)

// The colours that the program's workbooks share. They differ in lightness
// too, so that a black-and-white print keeps them apart.
const (
	FillHead  = "D9E2EC"
	FillFixed = "F5F5F5"
	FillAside = "FBE9E2" // deductions and vetoes
	FillBlank = "FFF7CC" // what is still to be filled in
	InkFrame  = "7F7F7F"
)

// The fonts. Who lacks one gets another of the same kind.
const (
	Font      = "宋体"
	FontTitle = "黑体" // of titles and headings
)

// LineHeight is the height of a line of body text, in points.
const LineHeight = 15

// RowHeight is the height of a row of so many lines, in points.
func RowHeight(lines int) float64 { return float64(lines)*LineHeight + 6 }

// MaxRowHeight is the height of a row that no program exceeds, in points.
const MaxRowHeight = 409

// Lines is the number of lines that a text takes in a column of this width in
// characters. The factors are measured: LibreOffice and Excel break a little
// earlier than the width says.
func Lines(text string, width float64) int {
	wide := runewidth.Condition{EastAsianWidth: true}
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, int(math.Ceil(float64(wide.StringWidth(line))*1.1/(width-1.5))))
	}
	return lines
}
