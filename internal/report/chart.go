package report

import (
	"qeval/internal/bookwriter"
	"qeval/internal/workbook"
)

// charted is a chart of some columns of a table.
type charted struct {
	bookwriter.Chart
	worksheet      string
	head, from, to int // rows
}

// newCharted begins with the names of the rows, which are in a one-based column; the
// first of them is in the row from.
func newCharted(worksheet string, col, from int, names []any) *charted {
	c := &charted{worksheet: worksheet, head: from - 1, from: from, to: from + len(names) - 1}
	c.Names = c.column(col, names)
	return c
}

func (c *charted) column(col int, values []any) bookwriter.Strip {
	return bookwriter.Strip{
		Cells: workbook.In(c.worksheet, workbook.Absolute(col, c.from)+":"+workbook.Absolute(col, c.to)), Values: values,
	}
}

// add adds a column with this head and these values.
func (c *charted) add(col int, head, colour string, values []any) {
	name := bookwriter.Strip{Cells: workbook.In(c.worksheet, workbook.Absolute(col, c.head)), Values: []any{head}}
	c.Series = append(c.Series, bookwriter.Series{Name: name, Values: c.column(col, values), Colour: colour})
}

// each is what of gives for each of a list.
func each[T any](list []T, of func(T) any) []any {
	var values []any
	for _, one := range list {
		values = append(values, of(one))
	}
	return values
}
