package report

import (
	"github.com/xuri/excelize/v2"

	"qeval/internal/workbook"
)

// charted collects the columns of a table that a chart shows.
type charted struct {
	worksheet      string
	names          int // the one-based column with the names of the rows
	head, from, to int // rows
	series         []excelize.ChartSeries
	strips         []workbook.Strip
}

// newCharted begins with the names of the rows, the first of which is from.
func newCharted(worksheet string, col, from int, names []any) *charted {
	c := &charted{worksheet: worksheet, names: col, head: from - 1, from: from, to: from + len(names) - 1}
	c.strips = append(c.strips, workbook.Strip{Cells: c.column(col), Values: names})
	return c
}

func (c *charted) column(col int) string {
	return workbook.In(c.worksheet, workbook.Absolute(col, c.from)+":"+workbook.Absolute(col, c.to))
}

// add adds a column with this head and these values.
func (c *charted) add(col int, head, colour string, values []any) {
	name := workbook.In(c.worksheet, workbook.Absolute(col, c.head))
	c.series = append(c.series, excelize.ChartSeries{
		Name: name, Categories: c.column(c.names), Values: c.column(col), Fill: solid(colour),
	})
	c.strips = append(c.strips, workbook.Strip{Cells: name, Values: []any{head}}, workbook.Strip{Cells: c.column(col), Values: values})
}

// each is what of gives for each of a list.
func each[T any](list []T, of func(T) any) []any {
	var values []any
	for _, one := range list {
		values = append(values, of(one))
	}
	return values
}

// chartInk is dark: the libraries' default is nearly invisible.
const chartInk = "262626"

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func axisFont() excelize.Font { return excelize.Font{Family: workbook.Font, Size: 10, Color: chartInk} }

func chartLegend() excelize.ChartLegend {
	font := axisFont()
	return excelize.ChartLegend{Position: "bottom", Font: &font}
}

func chartTitle(text string) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
		Text: text, Font: &excelize.Font{Family: workbook.FontTitle, Size: 12, Bold: true, Color: chartInk},
	}}}
}

// chartFormat gives a chart a text for who cannot see it. It leaves it bound to the
// cells that it covers, since no two programs make columns equally wide.
func chartFormat(alternative string) excelize.GraphicOptions {
	return excelize.GraphicOptions{AltText: alternative, ScaleX: 1, ScaleY: 1}
}

// pixels is how wide columns are together on the screen.
func pixels(widths []float64) uint {
	sum := 0.0
	for _, width := range widths {
		sum += width*7 + 5
	}
	return uint(sum)
}
