package tablebook

import (
	"cmp"
	"fmt"
	"slices"

	"qeval/internal/bookwriter"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// helpName is the worksheet that says how to edit the others. [Read] passes it over.
const helpName = "填写说明"

// Write writes a table as a workbook, in the shape in which it was published: what is
// the same in several rows stands in one merged cell.
func Write(table *indicator.Table) ([]byte, error) {
	w := &writer{Book: bookwriter.New(indicator.PartCriteria, docmeta.New(docmeta.Table, table).Meta()), table: table}
	for _, c := range table.Criteria {
		if c.BeginsRow() {
			w.rows = append(w.rows, c)
		}
	}
	w.defineStyles()
	w.criteria()
	w.grades()
	w.units()
	w.help()
	return w.Encode(table.Title)
}

type writer struct {
	*bookwriter.Book
	table *indicator.Table
	rows  []indicator.Criterion // those that begin a row
	style struct{ title, head, fixed, text, plain int }
}

func (w *writer) defineStyles() {
	s := &w.style
	s.title = w.AddStyle(bookwriter.CellStyle{Size: 18, Bold: true})
	s.head = w.AddStyle(bookwriter.CellStyle{Bold: true, Fill: typeset.FillHead, Frame: true})
	s.fixed = w.AddStyle(bookwriter.CellStyle{Frame: true})
	s.text = w.AddStyle(bookwriter.CellStyle{Align: "left", Frame: true})
	s.plain = w.AddStyle(bookwriter.CellStyle{Align: "left"})
}

// column is a column of the worksheet 指标表.
type column struct {
	head   string
	width  float64
	value  func(c indicator.Criterion) any
	merged bool // over the rows that are alike
}

// alike reports whether a criterion's cell is merged with that of the one before it. An
// item does not go on in another category; a department does, and shares of points do not.
func (c column) alike(before, criterion indicator.Criterion) bool {
	same := c.value(before) == c.value(criterion)
	if c.head == indicator.HeadItem {
		same = before.Item == criterion.Item
	}
	return c.merged && same && (c.head != indicator.HeadDepartment || criterion.Shares == "")
}

// columns are the published ones, those that are needed to read the same table
// again, and the one that may be filled in.
func (w *writer) columns() []column {
	list := []column{
		{indicator.HeadCategory, 14, func(c indicator.Criterion) any { return c.Category.Name }, true},
		{indicator.HeadItem, 20, func(c indicator.Criterion) any { return c.Item.Name }, true},
		{indicator.HeadCriterion, 56, func(c indicator.Criterion) any { return c.Text }, false},
		{indicator.HeadDepartment, 20, func(c indicator.Criterion) any { return cmp.Or(c.Shares, c.Department) }, true},
		{indicator.HeadNote, 14, func(c indicator.Criterion) any { return c.Note }, false},
	}
	if w.codesGiven() {
		list = append(list, column{indicator.HeadCode, 10, code, false})
	}
	if slices.ContainsFunc(w.table.Criteria, func(c indicator.Criterion) bool { return !c.Marked() }) {
		list = append(list, column{indicator.HeadPoints, 8, points, false})
	}
	if w.table.HasRules() {
		list = append(list, column{indicator.HeadRule, 40, func(c indicator.Criterion) any { return c.Rule }, false})
	}
	return append(list, column{indicator.HeadNA, 11, func(c indicator.Criterion) any { return c.RuleForNA() }, false})
}

// codesGiven reports whether a code is another than the one that follows from the
// order.
func (w *writer) codesGiven() bool {
	number := map[string]int{} // of the criteria of each item
	return slices.ContainsFunc(w.table.Criteria, func(c indicator.Criterion) bool {
		number[c.Item.Code]++
		return c.Code != fmt.Sprintf("%s.%d", c.Item.Code, number[c.Item.Code])
	})
}

// code is what the column 指标编号 has: none can be given to several criteria.
func code(c indicator.Criterion) any {
	if c.Shares != "" {
		return ""
	}
	return c.Code
}

func points(c indicator.Criterion) any {
	if c.Kind() == indicator.Veto || c.Shares != "" {
		return ""
	}
	return bookwriter.Stored(c.Points)
}

const headerRow = 2

func (w *writer) criteria() {
	columns := w.columns()
	layout := bookwriter.Layout{Name: indicator.PartCriteria, Headings: headerRow}
	var heads []any
	for _, c := range columns {
		layout.Widths, heads = append(layout.Widths, c.width), append(heads, c.head)
	}
	p := w.Page(layout)
	last := headerRow + len(w.rows)
	p.Validate(bookwriter.Validation{Cells: workbook.Span(len(columns), headerRow+1, len(columns), last), List: []string{indicator.LabelFull}})
	p.Across(32, bookwriter.Cells(w.style.title, w.table.Title)...)
	p.Add(24, bookwriter.Cells(w.style.head, heads...)...)
	for i, c := range w.rows {
		var cells []any
		for _, column := range columns {
			style := w.style.fixed
			if column.head == indicator.HeadCriterion || column.head == indicator.HeadRule {
				style = w.style.text
			}
			cell := bookwriter.Cell{StyleID: style, Value: column.value(c)}
			if i > 0 && column.alike(w.rows[i-1], c) {
				cell.Value = nil // what is under a merged cell would come to light when it is split
			}
			cells = append(cells, cell)
		}
		p.AddText(cells...)
	}
	w.merge(p, columns)
}

// merge joins the cells of the rows that are alike.
func (w *writer) merge(p *bookwriter.Page, columns []column) {
	for col, column := range columns {
		first := 0
		for i, c := range w.rows {
			if i > 0 && !column.alike(w.rows[i-1], c) {
				first = i
			}
			if i+1 == len(w.rows) || !column.alike(c, w.rows[i+1]) {
				p.MergeDown(col+1, headerRow+1+first, headerRow+1+i)
			}
		}
	}
}

func (w *writer) grades() {
	p := w.Page(bookwriter.Layout{Name: indicator.PartGrades, Widths: []float64{14, 12, 60}, Headings: 1, Portrait: true})
	p.Add(24, bookwriter.Cells(w.style.head, indicator.HeadGrade, indicator.HeadAtLeast, indicator.HeadSource)...)
	for _, g := range w.table.Grades {
		var bound any = ""
		if !g.Open {
			bound = bookwriter.Stored(g.AtLeast)
		}
		cells := append(bookwriter.Cells(w.style.fixed, g.Name, bound), bookwriter.Cells(w.style.text, g.Source)...)
		p.AddText(cells...)
	}
	p.Add(12)
	p.Add(22, append(bookwriter.Cells(w.style.head, indicator.LabelFull), bookwriter.Cells(w.style.fixed, bookwriter.Stored(w.table.Points()))...)...)
	if w.table.Organizer != "" {
		p.AddText(append(bookwriter.Cells(w.style.head, indicator.LabelOrganizer), bookwriter.Cells(w.style.fixed, w.table.Organizer)...)...)
	}
}

func (w *writer) units() {
	p := w.Page(bookwriter.Layout{Name: indicator.PartUnits, Widths: []float64{24}, Headings: 1, Portrait: true})
	p.Add(24, bookwriter.Cells(w.style.head, indicator.HeadUnit)...)
	for _, unit := range w.table.Units {
		p.Add(20, bookwriter.Cells(w.style.fixed, unit)...)
	}
}

// help says how to make another year's table of this one.
func (w *writer) help() {
	const width = 108 // as wide as a landscape page
	p := w.Page(bookwriter.Layout{Name: helpName, Widths: []float64{width}, Headings: 1})
	p.Across(32, bookwriter.Cells(w.style.title, helpName)...)
	for _, line := range []string{
		"在前三个工作表上修改，另存后用 qeval indicators --check 核对，再在各命令后加 --table 文件名。这一个工作表不读取。",
		"“" + indicator.PartCriteria + "”：表头之上是标题，各种文件的标题和文件名由它而来。考核类别、考核项目、考核部门的空格或合并的格沿用上面的；每条评分标准由一个部门评分；几个部门各评一部分的，写明各自的分值，如“甲局（3分）、乙局（2分）”。",
		"分值写在评分标准的文字中，如“（3分）”“(1.5分)”；一格中分行写的几个分值是几条评分标准。文字中没有的，加一列“" + indicator.HeadPoints + "”。编号由次序得出；要自定的，加一列“" + indicator.HeadCode + "”。",
		"名称中有“减分”“加分”“否决”的考核类别，分别是减分项、加分项、否决项，不计在满分之内。否决项的等次由文字中的“一律为……等次”得出，没有写的按最差的等次。",
		"指标另有计分办法的，加一列“" + indicator.HeadRule + "”，一格一条、不合并。它和“" + indicator.HeadNote + "”都印在评分表和反馈表中评分标准的下面。",
		"“" + indicator.HeadNA + "”一列留空，或填“" + indicator.LabelFull + "”：不涉及的单位可以填“" + indicator.NA + "”，按满分计，但要说明原因。别的规则程序不计算。",
		"“" + indicator.PartGrades + "”：由好到差，除最差的以外各有下限。“" + indicator.LabelFull + "”右边的数应等于各条得分项的分值之和。可以另起一行写“" + indicator.LabelOrganizer + "”，右边写名称：文件中由它询问、答复，没有写的是质量工作考核办公室。",
		"“" + indicator.PartUnits + "”：一行一个单位，次序就是名单的次序。",
	} {
		p.Across(0, bookwriter.Cells(w.style.plain, line)...)
	}
}
