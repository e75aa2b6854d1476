package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/workbook"
)

const headDistance = "距上一等次差（分）"

// analysis writes the worksheet 分析: what each unit's total is made of, as a
// chart too, and how far it is from the next better grade.
func (w *consolidated) analysis() {
	heads, widths := []string{headRank, headUnitName}, []float64{7, 14}
	for _, c := range w.Units[0].Categories {
		heads, widths = append(heads, c.Name), append(widths, 14)
	}
	heads = append(heads, headDeducted, headTotal, indicator.HeadGrade, headDistance)
	widths = append(widths, 10, 10, 10, 17)
	const headings = 2
	p := w.page(workbook.Layout{
		Name: analysisName, Widths: widths, Headings: headings, Fixed: 2,
		OnePage: len(w.Units) <= mostBars,
	})
	w.heading(p, w.Table.Name()+analysisName)
	p.Add(34, w.heads(heads...)...)
	for i := range w.Units {
		p.AddText(w.analysed(i)...)
	}
	w.means(p, headings+1, p.Next()-1)
	p.Across(0, workbook.Cells(w.style.note, headDeducted+"以负数表示。"+headDistance+"：总分再加多少分达到上一等次的下限；最高等次和有否决情形的单位不列。")...)
	p.Add(12)
	w.bars(p, headings+1)
}

// analysed is one unit's row.
func (w *consolidated) analysed(i int) []any {
	u := w.Units[i]
	result := func(name string) string { return w.in(line{ofResult, name}, i) }
	r := w.row(plain).live(centred, result(headRank), u.Rank).add(centred, u.Name)
	for _, c := range u.Categories {
		r.live(number, w.in(line{ofCategory, c.Code}, i), c.Scored)
	}
	r.in(aside).live(number, difference("0", result(headDeducted)), -u.Deducted)
	r.in(sum).live(number, result(headTotal), u.Total)
	r.in(plain).live(centred, result(indicator.HeadGrade), w.Table.Grades[u.Grade].Name)
	var vetoes []string
	for _, c := range w.Table.OfKind(indicator.Veto) {
		vetoes = append(vetoes, w.in(line{ofCriterion, c.Code}, i))
	}
	var distance any = ""
	if d, ok := w.Distance(u); ok {
		distance = d
	}
	return r.live(number, distanceOf(w.Table, result(indicator.HeadGrade), result(headTotal), vetoes), distance).cells
}

// means closes the table with the mean of each column of points.
func (w *consolidated) means(p *workbook.Page, from, to int) {
	r := w.row(sum).add(centred, nil, headMean)
	column := func(of func(assess.Unit) indicator.Points) {
		col := len(r.cells) + 1
		r.live(mean, meanOf(workbook.Ref(col, from)+":"+workbook.Ref(col, to)), w.Spread(of).Mean())
	}
	for n := range w.Units[0].Categories {
		column(func(u assess.Unit) indicator.Points { return u.Categories[n].Scored })
	}
	column(func(u assess.Unit) indicator.Points { return -u.Deducted })
	column(func(u assess.Unit) indicator.Points { return u.Total })
	p.Add(24, r.blank(2).cells...)
}

// mostBars is how many units a chart can show on a page.
const mostBars = 45

// barColours alternate between dark and light, so that neighbours differ in a
// black-and-white print too. The last one is that of the deductions.
var barColours = [...]string{"1F4E79", "9DC3E6", "2E75B6", "DEEBF7", "5B7F95", "B8CCE4", "44546A"}

const deductedColour = "C00000"

// bars draws the stacked bars of the table's rows, the first of which is from.
func (w *consolidated) bars(p *workbook.Page, from int) {
	if len(w.Units) > mostBars {
		return
	}
	c := newCharted(analysisName, 2, from, each(w.Units, func(u assess.Unit) any { return u.Name }))
	for n, category := range w.Units[0].Categories {
		c.add(3+n, category.Name, barColours[n%len(barColours)], each(w.Units, func(u assess.Unit) any { return u.Categories[n].Scored }))
	}
	c.add(3+len(w.Units[0].Categories), headDeducted, deductedColour, each(w.Units, func(u assess.Unit) any { return -u.Deducted }))
	gap, overlap, same := uint(40), 100, false
	p.Chart(workbook.Ref(1, p.Next()), &excelize.Chart{
		Type: excelize.BarStacked, Series: c.series, GapWidth: &gap, Overlap: &overlap, VaryColors: &same,
		Title:  chartTitle("各单位得分构成与减分"),
		Legend: chartLegend(),
		XAxis:  excelize.ChartAxis{ReverseOrder: true, Font: axisFont(), TickLabelPosition: excelize.ChartTickLabelLow},
		YAxis:  excelize.ChartAxis{MajorGridLines: true, Font: axisFont(), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}},
		Dimension: excelize.ChartDimension{
			Width: pixels(p.Widths), Height: uint(140 + 24*len(w.Units)),
		},
		Format: chartFormat("各单位各类别的得分与减分，堆积条形图"),
	}, c.strips...)
}

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
	return workbook.In(c.worksheet, absolute(col, c.from)+":"+absolute(col, c.to))
}

// add adds a column with this head and these values.
func (c *charted) add(col int, head, colour string, values []any) {
	name := workbook.In(c.worksheet, absolute(col, c.head))
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

// chartFormat binds a chart to the cells that it covers, since no two programs
// make columns equally wide.
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

// absolute names a cell as charts do.
func absolute(col, row int) string { return fmt.Sprintf("$%s$%d", diag.Column(col), row) }
