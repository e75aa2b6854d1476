package workbook

import (
	"math"
	"strconv"

	"qeval/internal/budget"
)

// What is thinner cannot be read.
const (
	thinRow    = 4   // points
	thinColumn = 0.7 // characters
	lowRow     = 6   // points: what is lower shows a part of its characters
)

const (
	usualHeight = 15  // of rows, in points, where nothing is said of it
	usualWidth  = 8   // of columns, in characters, where nothing is said of it
	padding     = 0.7 // of a column beside its characters
)

// columns are what a worksheet says of its columns.
type columns struct {
	said  []column      // of those that may hold something, from the first one on
	usual float64       // how wide those are that do not say it
	left  budget.Budget // how often something may be said of one
}

// column is one column. What is said of it later replaces what was said before,
// but for its style.
type column struct {
	hidden bool
	wide   bool // it says how wide it is
	width  float64
	style  int
}

func (w *worksheet) readColumns() error {
	s := w.s
	if string(s.name) != "col" {
		return misplaced(s.name)
	}
	first, err := s.number("min", 0, MaxColumns)
	if err != nil {
		return err
	}
	last, err := s.number("max", 0, MaxColumns)
	if err != nil {
		return err
	}
	if first == 0 || last < first {
		return unexpected("the column's max", s.attr("max"))
	}
	style, err := s.number("style", 0, 1<<30)
	if err != nil {
		return err
	}
	hidden, err := s.flag("hidden", false)
	if err != nil {
		return err
	}
	width, err := s.size("width", thinColumn)
	if err != nil {
		return err
	}
	wide, last := s.attr("width") != nil, min(last, MaxColumns)
	if !w.cols.left.Take(max(0, last-first) + 1) {
		return w.cols.left.Excess()
	}
	for len(w.cols.said) < last {
		w.cols.said = append(w.cols.said, column{})
	}
	for i := first; i <= last; i++ {
		c := &w.cols.said[i-1]
		c.hidden = hidden
		if wide {
			c.wide, c.width = true, width
		}
		if c.style == 0 {
			c.style = style
		}
	}
	return nil
}

// hidden reports whether a column is hidden, or as good as hidden.
func (c *columns) hidden(col int) bool {
	return c.width(col) < thinColumn || col <= len(c.said) && c.said[col-1].hidden
}

func (c *columns) width(col int) float64 {
	if col > len(c.said) || !c.said[col-1].wide {
		return c.usual
	}
	return c.said[col-1].width
}

// style is the one of a column's cells that have none themselves.
func (c *columns) style(col int) int {
	if col > len(c.said) {
		return 0
	}
	return c.said[col-1].style
}

// size is an attribute that is a height or a width. One below zero shows nothing.
func (s *scanner) size(name string, otherwise float64) (float64, error) {
	value := s.attr(name)
	if value == nil {
		return otherwise, nil
	}
	size, err := strconv.ParseFloat(string(value), 64)
	if err != nil || math.IsNaN(size) {
		return 0, unexpected(name, value)
	}
	return max(size, 0), nil
}
