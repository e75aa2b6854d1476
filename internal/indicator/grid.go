package indicator

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"slices"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// The parts of a table: the worksheets of the workbook that a user brings, and the
// files of the embedded one.
const (
	PartCriteria = "指标表"
	PartGrades   = "等次"
	PartUnits    = HeadUnit
)

// Source is a table as it is written down.
type Source struct {
	Criteria, Grades, Units Grid
}

// Grid is one part of a table as it is written down, row by row. Empty cells may be
// left out, and empty rows too.
type Grid struct {
	At   diag.Position // the file, and the worksheet if it has any
	Rows [][]Cell      // each with at least one cell, by ascending column

	Instead []string // where the worksheet is not there: the names of those that are,
	Likely  string   // and of the one among them that has its headings, if any has
}

// Cell is one cell of a [Grid]: where it is, its text as it stands there, how many rows
// and columns it is merged over, 0 or 1 if it is not, and whether it was refused already,
// since it shows something else than it stores.
type Cell struct {
	At         diag.Position
	Text       string
	Rows, Cols int
	Refused    bool

	Formula   string   // that the text comes from, without its =, or ""
	Elsewhere msg.Text // where it refers to, if that is not the same worksheet
}

// NewGrid is a grid of texts whose rows begin in the first column of the first row.
func NewGrid(at diag.Position, rows [][]string) Grid {
	g := Grid{At: at}
	for i, row := range rows {
		var cells []Cell
		for j, text := range row {
			at.Row, at.Col = i+1, j+1
			cells = append(cells, Cell{At: at, Text: text})
		}
		if len(cells) > 0 {
			g.Rows = append(g.Rows, cells)
		}
	}
	return g
}

// in is the cell of a row in a one-based column, an empty one if there is none.
func in(row []Cell, col int) Cell {
	if i := slices.IndexFunc(row, func(c Cell) bool { return c.At.Col == col }); i >= 0 {
		return row[i]
	}
	at := row[0].At
	at.Col = col
	return Cell{At: at}
}

// isBlank reports whether there is nothing to be seen in a row.
func isBlank(row []Cell) bool { return filled(row) == 0 }

// filled is how many cells of a row have something to be seen.
func filled(row []Cell) int {
	n := 0
	for _, c := range row {
		if Fold(c.Text) != "" {
			n++
		}
	}
	return n
}

// anyRefused reports whether a cell of a row was refused.
func anyRefused(row []Cell) bool {
	return slices.ContainsFunc(row, func(c Cell) bool { return c.Refused })
}

//go:embed 2022/*.csv
var files embed.FS

// Table2022 returns the embedded table: the city's 2022 quality-work
// assessment, as published, with the bounds of 国办发〔2013〕47号, article 5.
// An error means that the program was built from broken files.
func Table2022() (*Table, error) {
	var parts [3][][]string
	for i, name := range []string{PartCriteria, PartGrades, PartUnits} {
		data, err := files.ReadFile("2022/" + name + ".csv")
		if err != nil {
			return nil, err
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.FieldsPerRecord = -1
		if parts[i], err = r.ReadAll(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return FromRows(parts[0], parts[1], parts[2])
}

// FromRows is [Parse] for rows of texts whose faults are the program's own. The error
// is the first of them.
func FromRows(criteria, grades, units [][]string) (*Table, error) {
	part := func(name string, rows [][]string) Grid { return NewGrid(diag.Position{Worksheet: name}, rows) }
	table, list := Parse(Source{part(PartCriteria, criteria), part(PartGrades, grades), part(PartUnits, units)})
	if table == nil {
		first := list[slices.IndexFunc(list, func(d diag.Diagnostic) bool { return d.Level() > diag.Warning })]
		return nil, fmt.Errorf("%s: %s", first.Position, first.Message(msg.English))
	}
	return table, nil
}
