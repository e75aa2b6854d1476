package scoresheet

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"qeval/internal/indicator"
	"qeval/internal/inert"
	"qeval/internal/workbook"
)

// FileNames are the names of the departments' sheets.
func FileNames(table *indicator.Table) []string {
	return inert.FileNames(inert.FileName(table.Name())+scoresName+"-", table.Departments())
}

// WriteBlank writes one department's sheet for these units, ready to be filled
// in.
func WriteBlank(table *indicator.Table, department string, units []string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	b := &blank{file: f, table: table, department: department, units: units, criteria: table.Of(department), rows: map[string]int{}}
	err := errors.Join(
		b.defineStyles(),
		f.SetSheetName("Sheet1", scoresName), // NewPage finds it and goes on with it
		metaFor(table, department, units).Write(f),
		b.scores(),
		b.reasons(),
		b.help(),
	)
	if err != nil {
		return nil, err
	}
	return workbook.Encode(f, table.Name()+scoresName+"　"+department)
}

type blank struct {
	file       *excelize.File
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

func (b *blank) defineStyles() error {
	s := &b.style
	unfilled, err := b.file.NewConditionalStyle(&excelize.Style{
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{workbook.FillBlank}},
	})
	s.unfilled = unfilled
	return errors.Join(err, workbook.Define(b.file, []workbook.StyleOf{
		{ID: &s.title, Look: workbook.Look{Size: 18, Bold: true}},
		{ID: &s.head, Look: workbook.Look{Bold: true, Fill: workbook.FillHead, Frame: true}},
		{ID: &s.field, Look: workbook.Look{Align: "left", Frame: true, Open: true}},
		{ID: &s.fixed, Look: workbook.Look{Fill: workbook.FillFixed, Frame: true}},
		{ID: &s.text, Look: workbook.Look{Align: "left", Fill: workbook.FillFixed, Frame: true}},
		{ID: &s.section, Look: workbook.Look{Bold: true, Align: "left", Fill: workbook.FillAside, Frame: true}},
		{ID: &s.asideFixed, Look: workbook.Look{Fill: workbook.FillAside, Frame: true}},
		{ID: &s.asideText, Look: workbook.Look{Align: "left", Fill: workbook.FillAside, Frame: true}},
		{ID: &s.input, Look: workbook.Look{Frame: true, Open: true}},
		{ID: &s.sum, Look: workbook.Look{Bold: true, Fill: workbook.FillHead, Frame: true, Format: "0.00"}},
		{ID: &s.count, Look: workbook.Look{Bold: true, Fill: workbook.FillHead, Frame: true, Format: "0"}},
		{ID: &s.sign, Look: workbook.Look{Size: 12, Align: "left"}},
		{ID: &s.plain, Look: workbook.Look{Align: "left"}},
	}))
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
func (b *blank) scores() error {
	widths := []float64{9, 11, 16, 42, 11}
	for range b.units {
		widths = append(widths, 7.5)
	}
	widths = append(widths, 15)
	p := workbook.NewPage(b.file, workbook.Layout{
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
	p.Fail(b.protect(scoresName))
	return p.Flush()
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
func (b *blank) head(p *workbook.Page) {
	s := b.style
	p.Across(32, workbook.Cells(s.title, b.table.Name()+scoresName)...)
	row := p.Add(24, append(workbook.Cells(s.head, indicator.HeadDepartment), workbook.Cells(s.fixed, b.department, nil, nil)...)...)
	p.Merge(row, 2, 4)
	row = p.Add(24, slices.Concat(
		workbook.Cells(s.head, labelFiller), workbook.Cells(s.field, nil),
		workbook.Cells(s.head, labelPhone), workbook.Cells(s.field, nil),
		workbook.Cells(s.head, labelDate), workbook.Cells(s.field, nil, nil),
	)...)
	p.Merge(row, 6, 7)

	var heads []any
	for _, head := range slices.Concat(leadHeads[:], b.units, []string{indicator.HeadNote}) {
		heads = append(heads, head)
	}
	p.Add(34, workbook.Cells(s.head, heads...)...)
}

// section sets criteria of another kind apart from those above.
func (b *blank) section(p *workbook.Page, kind indicator.Kind) {
	row := make([]any, b.noteCol())
	row[0] = forms[kind].section
	p.Across(22, workbook.Cells(b.style.section, row...)...)
}

func (b *blank) criterion(p *workbook.Page, c indicator.Criterion) {
	fixed, text := b.style.fixed, b.style.text
	if c.Kind() != indicator.Score {
		fixed, text = b.style.asideFixed, b.style.asideText
	}
	var points any = PointsCell(c)
	if c.Kind() == indicator.Score {
		points = workbook.Stored(c.Points)
	}
	row := p.AddText(slices.Concat(
		workbook.Cells(fixed, c.Code, c.Category.Name, c.Item.Name),
		workbook.Cells(text, criterionCell(c)),
		workbook.Cells(fixed, points),
		workbook.Cells(b.style.input, make([]any, len(b.units))...),
		workbook.Cells(b.style.field, nil),
	)...)
	b.rows[c.Code] = row
	p.Fail(b.validate(row, c))
	p.Fail(b.highlight(row))
}

// validate gives a row's cells Excel's own check and its prompt.
func (b *blank) validate(row int, c indicator.Criterion) error {
	v, err := Validation(c, b.unitCells(row), workbook.Ref(firstUnit, row))
	if err != nil {
		return err
	}
	return b.file.AddDataValidation(scoresName, v)
}

// Validation is Excel's own check of cells for a criterion's scores, with its
// prompt. first is the first one of the cells.
func Validation(c indicator.Criterion, cells, first string) (*excelize.DataValidation, error) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	var err error
	if c.Kind() == indicator.Veto {
		err = v.SetDropList([]string{indicator.Yes, indicator.No})
	} else {
		// The library writes this formula into the XML as it is.
		v.Type, v.Formula1 = "custom", html.EscapeString(excelRule(c, first))
	}
	v.SetInput(c.Code, rule(c))
	v.SetError(excelize.DataValidationErrorStyleStop, c.Code, rule(c))
	return v, err
}

func (b *blank) unitCells(row int) string {
	return workbook.Span(firstUnit, row, b.lastUnit(), row)
}

// highlight makes a blank cell stand out.
func (b *blank) highlight(row int) error {
	return b.file.SetConditionalFormat(scoresName, b.unitCells(row), []excelize.ConditionalFormatOptions{{
		Type: "formula", Criteria: fmt.Sprintf("LEN(TRIM(%s))=0", workbook.Ref(firstUnit, row)), Format: &b.style.unfilled,
	}})
}

// foot writes the live figures below the criteria, and the lines for the
// signature and the seal.
func (b *blank) foot(p *workbook.Page, blocks map[indicator.Kind][]block) {
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
				// Spaces are blank too, which COUNTBLANK does not know.
				blanks = append(blanks, "SUMPRODUCT(--(LEN(TRIM("+span+"))=0))")
			}
		}
		return strings.Join(blanks, "+")
	})
	p.Fail(b.progress(row))

	row = p.Add(44, workbook.Cells(b.style.sign, labelSigned, nil, nil, nil, labelSealed)...)
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
func (b *blank) figures(p *workbook.Page, label string, style, value int, all string, formula func(col int) string) {
	lead := make([]any, len(leadHeads))
	lead[0] = label
	cells := workbook.Cells(b.style.head, lead...)
	for i := range b.units {
		cells = append(cells, excelize.Cell{StyleID: style, Formula: formula(firstUnit + i), Value: value})
	}
	last := excelize.Cell{StyleID: style}
	if all != "" {
		last.Formula, last.Value = all, value*len(b.units)
	}
	p.Merge(p.Add(24, append(cells, last)...), 1, len(leadHeads))
}

// progress colours the numbers of blanks: red while there are any.
func (b *blank) progress(row int) error {
	var formats []excelize.ConditionalFormatOptions
	for _, f := range []struct{ criteria, ink string }{{">", inkMissing}, {"=", inkDone}} {
		style, err := b.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: f.ink}})
		if err != nil {
			return err
		}
		formats = append(formats, excelize.ConditionalFormatOptions{Type: "cell", Criteria: f.criteria, Value: "0", Format: &style})
	}
	return b.file.SetConditionalFormat(scoresName, workbook.Span(firstUnit, row, b.noteCol(), row), formats)
}

// protect locks what is not to be filled in. There is no password: it guards
// against slips, not against people.
func (b *blank) protect(sheet string) error {
	return b.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	})
}

// reasons writes the worksheet 扣分说明: free rows with two dropdowns that
// suggest but do not insist, since one reason may concern several units.
func (b *blank) reasons() error {
	const rows, header, most = 22, 3, 500
	p := workbook.NewPage(b.file, workbook.Layout{
		Name: reasonsName, Widths: []float64{12, 24, 60, 46}, Headings: header,
	})
	p.Across(32, workbook.Cells(b.style.title, b.table.Name()+reasonsName+"（"+b.department+"）")...)
	p.Across(22, workbook.Cells(b.style.plain, "每个原因一行；几个单位之间用顿号分开，涉及所有单位的填“"+indicator.EveryUnit[0]+"”。行数不够可以接着往下填。")...)
	p.Add(26, workbook.Cells(b.style.head, indicator.HeadCode, indicator.HeadUnit, HeadReason, HeadEvidence)...)
	for range rows {
		p.Add(24, workbook.Cells(b.style.field, nil, nil, nil, nil)...)
	}
	var list []string
	for _, c := range b.criteria {
		list = append(list, c.Code)
	}
	codes := excelize.NewDataValidation(true)
	codes.SetSqref(workbook.Span(1, header+1, 1, most))
	var offered []*excelize.DataValidation
	if codes.SetDropList(list) == nil { // which refuses what Excel has no room for
		offered = append(offered, codes)
	}
	units := excelize.NewDataValidation(true)
	units.SetSqref(workbook.Span(2, header+1, 2, most))
	units.SetSqrefDropList(workbook.In(scoresName, workbook.Absolute(firstUnit, headerRow)+":"+workbook.Absolute(b.lastUnit(), headerRow)))
	for _, v := range append(offered, units) {
		v.ShowErrorMessage = false
		p.Fail(b.file.AddDataValidation(reasonsName, v))
	}
	return p.Flush()
}

// help writes the worksheet 填报说明.
func (b *blank) help() error {
	const width = 108 // LibreOffice does not shrink a single column that is wider than the page
	lines := instructions(b.table, b.department)
	p := workbook.NewPage(b.file, workbook.Layout{Name: helpName, Widths: []float64{width}, Headings: 1})
	p.Across(32, workbook.Cells(b.style.title, helpName)...)
	for _, line := range lines {
		p.Across(0, workbook.Cells(b.style.plain, line)...)
	}
	p.Fail(b.protect(helpName))
	return p.Flush()
}
