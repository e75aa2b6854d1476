package bookwriter

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"qeval/internal/typeset"
)

// Chart is a chart of some columns of a table. Its values are stored in it, for
// programs that draw what is stored.
type Chart struct {
	Columns     bool // upright, side by side, of rates from 0 to 1; else stacked bars
	Title       string
	Alternative string // for who cannot see it
	Height      uint   // in pixels; it is as wide as the page
	Names       Strip  // of the rows
	Series      []Series
}

// Series is a column of the table.
type Series struct {
	Name, Values Strip
	Colour       string
}

// Strip is a range in one row or column, as charts refer to it, and what its
// cells show.
type Strip struct {
	Cells  string
	Values []any
}

// chartInk is dark: the library's default is nearly invisible.
const chartInk = "262626"

// Chart puts a chart on the worksheet, its upper left corner in this cell.
func (p *Page) Chart(cell string, c Chart) {
	if p.fail(p.file.AddChart(p.Name, cell, c.drawn(p.Widths))) {
		return
	}
	strips := []Strip{c.Names}
	for _, s := range c.Series {
		strips = append(strips, s.Name, s.Values)
	}
	p.storeValues(strips)
}

// drawn is the chart as the library takes it. It is bound to the cells that it covers,
// since no two programs make columns equally wide.
func (c Chart) drawn(widths []float64) *excelize.Chart {
	font := excelize.Font{Family: typeset.Font, Size: 10, Color: chartInk}
	same, legend := false, font
	chart := &excelize.Chart{
		VaryColors: &same,
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: c.Title, Font: &excelize.Font{Family: typeset.FontTitle, Size: 12, Bold: true, Color: chartInk},
		}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: &legend},
		XAxis:     excelize.ChartAxis{Font: font},
		YAxis:     excelize.ChartAxis{Font: font, MajorGridLines: true},
		Dimension: excelize.ChartDimension{Width: pixels(widths), Height: c.Height},
		Format:    excelize.GraphicOptions{AltText: c.Alternative, ScaleX: 1, ScaleY: 1},
	}
	for _, s := range c.Series {
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: s.Name.Cells, Categories: c.Names.Cells, Values: s.Values.Cells, Fill: solid(s.Colour),
		})
	}
	if c.Columns {
		gap, zero, one := uint(60), 0.0, 1.0
		chart.Type, chart.GapWidth = excelize.Col, &gap
		chart.YAxis.Minimum, chart.YAxis.Maximum, chart.YAxis.NumFmt.CustomNumFmt = &zero, &one, "0%"
		return chart
	}
	gap, overlap := uint(40), 100
	chart.Type, chart.GapWidth, chart.Overlap = excelize.BarStacked, &gap, &overlap
	chart.XAxis.ReverseOrder, chart.XAxis.TickLabelPosition = true, excelize.ChartTickLabelLow
	chart.YAxis.NumFmt.CustomNumFmt = "0"
	return chart
}

// pixels is how wide columns are together on the screen.
func pixels(widths []float64) uint {
	sum := 0.0
	for _, width := range widths {
		sum += width*7 + 5
	}
	return uint(sum)
}

// storeValues stores what the charts refer to in them, which the library does not do.
func (p *Page) storeValues(strips []Strip) {
	var pairs []string
	found := 0
	for _, s := range strips {
		reference := "<f>" + xmlText(s.Cells) + "</f>"
		pairs = append(pairs,
			reference+"<numCache><formatCode></formatCode></numCache>", reference+s.cache("numCache"),
			reference+"</strRef>", reference+s.cache("strCache")+"</strRef>")
	}
	stored := strings.NewReplacer(pairs...)
	p.file.Pkg.Range(func(name, content any) bool {
		if part, ok := content.([]byte); ok && strings.HasPrefix(name.(string), "xl/charts/chart") {
			with := stored.Replace(string(part))
			found += strings.Count(with, "<ptCount ")
			p.file.Pkg.Store(name, []byte(with))
		}
		return true
	})
	if found < len(strips) {
		p.fail(errors.New("a chart has no place for what it shows"))
	}
}

// cache is the element that stores the values.
func (s Strip) cache(element string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<%s>`, element)
	if element == "numCache" {
		b.WriteString("<formatCode>General</formatCode>")
	}
	fmt.Fprintf(&b, `<ptCount val="%d"></ptCount>`, len(s.Values))
	for i, value := range s.Values {
		fmt.Fprintf(&b, `<pt idx="%d"><v>%s</v></pt>`, i, xmlText(fmt.Sprint(value)))
	}
	return b.String() + "</" + element + ">"
}

// xmlText is a text as the library writes it in XML.
func xmlText(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}
