package scoresheet

import (
	"fmt"
	"slices"
	"strings"

	"qeval/internal/bookwriter"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/sanitize"
	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// FileNames are the names of the departments' sheets.
func FileNames(table *indicator.Table) []string {
	return sanitize.FileNames(sanitize.FileName(table.Name())+scoresName+"-", table.Departments())
}

// WriteBlank writes one department's sheet for these units, ready to be filled
// in.
func WriteBlank(table *indicator.Table, department string, units []string) ([]byte, error) {
	made := docmeta.New(docmeta.ScoreSheet, table)
	made.Department, made.Units = department, units
	b := &blank{
		Book:  bookwriter.New(scoresName, made.Meta()),
		table: table, department: department, units: units, criteria: table.Of(department), rows: map[string]int{},
	}
	b.defineStyles()
	b.scores()
	b.reasons()
	b.help()
	return b.Encode(table.Name() + scoresName + "　" + department)
}

type blank struct {
	*bookwriter.Book
	table      *indicator.Table
	department string
	units      []string
	criteria   []indicator.Criterion
	rows       map[string]int // of the criteria, by their codes
	style      styles
}

// styles are the numbers of the workbook's cell styles.
type styles struct {
	title, head, field, fixed, text, section, asideFixed, asideText, input, sum, count, sign, plain int

	unfilled int // conditional, of a cell that is blank
}

// The colours of a blank sheet beside the ones that all workbooks share.
const (
	inkMissing = "B00020"
	inkDone    = "1B6E3C"
)

func (b *blank) defineStyles() {
	s := &b.style
	s.unfilled = b.Fill(typeset.FillBlank)
	s.title = b.AddStyle(bookwriter.CellStyle{Size: 18, Bold: true})
	s.head = b.AddStyle(bookwriter.CellStyle{Bold: true, Fill: typeset.FillHead, Frame: true})
	s.field = b.AddStyle(bookwriter.CellStyle{Align: "left", Frame: true, Open: true})
	s.fixed = b.AddStyle(bookwriter.CellStyle{Fill: typeset.FillFixed, Frame: true})
	s.text = b.AddStyle(bookwriter.CellStyle{Align: "left", Fill: typeset.FillFixed, Frame: true})
	s.section = b.AddStyle(bookwriter.CellStyle{Bold: true, Align: "left", Fill: typeset.FillAside, Frame: true})
	s.asideFixed = b.AddStyle(bookwriter.CellStyle{Fill: typeset.FillAside, Frame: true})
	s.asideText = b.AddStyle(bookwriter.CellStyle{Align: "left", Fill: typeset.FillAside, Frame: true})
	s.input = b.AddStyle(bookwriter.CellStyle{Frame: true, Open: true})
	s.sum = b.AddStyle(bookwriter.CellStyle{Bold: true, Fill: typeset.FillHead, Frame: true, Format: "0.00"})
	s.count = b.AddStyle(bookwriter.CellStyle{Bold: true, Fill: typeset.FillHead, Frame: true, Format: "0"})
	s.sign = b.AddStyle(bookwriter.CellStyle{Size: 12, Align: "left"})
	s.plain = b.AddStyle(bookwriter.CellStyle{Align: "left"})
}

// The one-based columns and rows of a blank sheet. A reader never relies on
// them: people move things.
const (
	firstUnit = len(leadHeads) + 1
	headerRow = 4
)

func (b *blank) lastUnit() int { return firstUnit + len(b.units) - 1 }
func (b *blank) noteCol() int  { return b.lastUnit() + 1 }

// scores writes the worksheet 评分表.
func (b *blank) scores() {
	widths := []float64{9, 11, 16, 42, 11}
	for range b.units {
		widths = append(widths, 7.5)
	}
	widths = append(widths, 15)
	p := b.Page(bookwriter.Layout{
		Name: scoresName, Widths: widths, Headings: headerRow, Fixed: len(leadHeads),
	})
	b.head(p)
	blocks := map[indicator.Kind][]block{}
	for i, c := range b.criteria {
		if i == 0 || b.criteria[i-1].Kind() != c.Kind() {
			if i > 0 || c.Kind() != indicator.Score {
				b.section(p, c.Kind())
			}
			blocks[c.Kind()] = append(blocks[c.Kind()], block{first: p.Next()})
		}
		of := blocks[c.Kind()]
		of[len(of)-1].last = p.Next()
		b.criterion(p, c)
	}
	b.foot(p, blocks)
	p.Protect()
}

// block is the first and the last row of criteria of one kind that stand together.
type block struct{ first, last int }

// cells are the rows of blocks in a column.
func cells(blocks []block, col int) []string {
	var spans []string
	for _, block := range blocks {
		spans = append(spans, workbook.Span(col, block.first, col, block.last))
	}
	return spans
}

// head writes the rows above the criteria.
func (b *blank) head(p *bookwriter.Page) {
	s := b.style
	p.Across(32, bookwriter.Cells(s.title, b.table.Name()+scoresName)...)
	row := p.Add(24, append(bookwriter.Cells(s.head, indicator.HeadDepartment), bookwriter.Cells(s.fixed, b.department, nil, nil)...)...)
	p.Merge(row, 2, 4)
	row = p.Add(24, slices.Concat(
		bookwriter.Cells(s.head, labelFiller), bookwriter.Cells(s.field, nil),
		bookwriter.Cells(s.head, labelPhone), bookwriter.Cells(s.field, nil),
		bookwriter.Cells(s.head, labelDate), bookwriter.Cells(s.field, nil, nil),
	)...)
	p.Merge(row, 6, 7)

	var heads []any
	for _, head := range slices.Concat(leadHeads[:], b.units, []string{indicator.HeadNote}) {
		heads = append(heads, head)
	}
	p.Add(34, bookwriter.Cells(s.head, heads...)...)
}

// section sets criteria of another kind apart from those above.
func (b *blank) section(p *bookwriter.Page, kind indicator.Kind) {
	row := make([]any, b.noteCol())
	row[0] = forms[kind].section
	p.Across(22, bookwriter.Cells(b.style.section, row...)...)
}

func (b *blank) criterion(p *bookwriter.Page, c indicator.Criterion) {
	fixed, text := b.style.fixed, b.style.text
	if c.Kind() != indicator.Score {
		fixed, text = b.style.asideFixed, b.style.asideText
	}
	var points any = PointsCell(c)
	if c.Kind() == indicator.Score {
		points = bookwriter.Stored(c.Points)
	}
	row := p.AddText(slices.Concat(
		bookwriter.Cells(fixed, c.Code, c.Category.Name, c.Item.Name),
		bookwriter.Cells(text, criterionCell(c)),
		bookwriter.Cells(fixed, points),
		bookwriter.Cells(b.style.input, make([]any, len(b.units))...),
		bookwriter.Cells(b.style.field, nil),
	)...)
	b.rows[c.Code] = row
	p.Validate(Validation(c, b.unitCells(row), workbook.Ref(firstUnit, row)))
	p.Highlight(b.unitCells(row), bookwriter.Rule{Formula: fmt.Sprintf("LEN(TRIM(%s))=0", workbook.Ref(firstUnit, row)), Style: b.style.unfilled})
}

// Validation is Excel's own check of cells for a criterion's scores, with its
// prompt. first is the first one of the cells.
func Validation(c indicator.Criterion, cells, first string) bookwriter.Validation {
	v := bookwriter.Validation{Cells: cells, Title: c.Code, Prompt: rule(c)}
	if c.Kind() == indicator.Veto {
		v.List = []string{indicator.Yes, indicator.No}
	} else {
		v.Formula = excelRule(c, first)
	}
	return v
}

func (b *blank) unitCells(row int) string {
	return workbook.Span(firstUnit, row, b.lastUnit(), row)
}

// foot writes the live figures below the criteria, and the lines for the
// signature and the seal.
func (b *blank) foot(p *bookwriter.Page, blocks map[indicator.Kind][]block) {
	for _, kind := range indicator.Kinds {
		if label := forms[kind].subtotal; label != "" && len(blocks[kind]) > 0 {
			b.figures(p, label, b.style.sum, 0, "", func(col int) string {
				return "ROUND(SUM(" + strings.Join(cells(blocks[kind], col), ",") + ")" + b.fullIfNA(kind, col) + ",2)"
			})
		}
	}
	row := p.Next()
	all := fmt.Sprintf("SUM(%s)", b.unitCells(row))
	b.figures(p, labelBlank, b.style.count, len(b.criteria), all, func(col int) string {
		var blanks []string
		for _, kind := range indicator.Kinds {
			for _, span := range cells(blocks[kind], col) {
				// One space is blank too, which COUNTBLANK does not know; no function trims a whole
				// range in every program, so that several count as filled in. validate tells of them.
				blanks = append(blanks, fmt.Sprintf(`COUNTBLANK(%[1]s)+SUMPRODUCT((%[1]s=" ")*1)`, span))
			}
		}
		return strings.Join(blanks, "+")
	})
	p.Highlight(workbook.Span(firstUnit, row, b.noteCol(), row), // red while there are any
		bookwriter.Rule{Operator: ">", Value: "0", Style: b.Ink(inkMissing)}, bookwriter.Rule{Operator: "=", Value: "0", Style: b.Ink(inkDone)})

	row = p.Add(44, bookwriter.Cells(b.style.sign, labelSigned, nil, nil, nil, labelSealed)...)
	p.Merge(row, 1, 4)
	p.Merge(row, 5, b.noteCol())
}

// fullIfNA adds the points of those criteria of a kind that a column says do not
// apply.
func (b *blank) fullIfNA(kind indicator.Kind, col int) string {
	sum := ""
	for _, c := range b.criteria {
		if c.Kind() == kind && c.FullIfNA {
			sum += fmt.Sprintf("+IF(%s,%s,0)", excelSaysNA("TRIM("+workbook.Ref(col, b.rows[c.Code])+")"), c.Points)
		}
	}
	return sum
}

// figures writes one row of formulas, a unit each, with the value that they
// have while the sheet is blank. all is the formula for all units together.
func (b *blank) figures(p *bookwriter.Page, label string, style, value int, all string, formula func(col int) string) {
	lead := make([]any, len(leadHeads))
	lead[0] = label
	cells := bookwriter.Cells(b.style.head, lead...)
	for i := range b.units {
		cells = append(cells, bookwriter.Cell{StyleID: style, Formula: formula(firstUnit + i), Value: value})
	}
	last := bookwriter.Cell{StyleID: style}
	if all != "" {
		last.Formula, last.Value = all, value*len(b.units)
	}
	p.Merge(p.Add(24, append(cells, last)...), 1, len(leadHeads))
}

// reasons writes the worksheet 扣分说明: free rows with two dropdowns that
// suggest but do not insist, since one reason may concern several units.
func (b *blank) reasons() {
	const rows, header, most = 22, 3, 500
	p := b.Page(bookwriter.Layout{
		Name: reasonsName, Widths: []float64{12, 24, 60, 46}, Headings: header,
	})
	p.Across(32, bookwriter.Cells(b.style.title, b.table.Name()+reasonsName+"（"+b.department+"）")...)
	p.Across(22, bookwriter.Cells(b.style.plain, "每个原因一行；几个单位之间用顿号分开，涉及所有单位的填“"+indicator.EveryUnit[0]+"”。行数不够可以接着往下填。")...)
	p.Add(26, bookwriter.Cells(b.style.head, indicator.HeadCode, indicator.HeadUnit, HeadReason, HeadEvidence)...)
	for range rows {
		p.Add(24, bookwriter.Cells(b.style.field, nil, nil, nil, nil)...)
	}
	var list []string
	for _, c := range b.criteria {
		list = append(list, c.Code)
	}
	p.Validate(bookwriter.Validation{Cells: workbook.Span(1, header+1, 1, most), List: list})
	p.Validate(bookwriter.Validation{
		Cells: workbook.Span(2, header+1, 2, most),
		ListFrom: bookwriter.List{
			Name:  indicator.HeadUnit,
			Range: workbook.In(scoresName, workbook.Absolute(firstUnit, headerRow)+":"+workbook.Absolute(b.lastUnit(), headerRow)),
		},
	})
}

// help writes the worksheet 填报说明.
func (b *blank) help() {
	const width = 108 // LibreOffice does not shrink a single column that is wider than the page
	lines := instructions(b.table, b.department)
	p := b.Page(bookwriter.Layout{Name: helpName, Widths: []float64{width}, Headings: 1})
	p.Across(32, bookwriter.Cells(b.style.title, helpName)...)
	for _, line := range lines {
		p.Across(0, bookwriter.Cells(b.style.plain, line)...)
	}
	p.Protect()
}
