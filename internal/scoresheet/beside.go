package scoresheet

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"qeval/internal/annotate"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// What stands beside the scores is not read, but may change what they mean. What says
// that they are something else refuses the sheet; what may take some of them back is
// told. Signatures, dates, sums and the sheet's own words are neither.
var (
	otherNumbers = regexp.MustCompile(`^[（(]?(?:(?:各项|本项|应)?(?:扣分|失分|排名|名次)(?:数|值|分值|情况)?|上年度?(?:得分)?|去年(?:得分)?)[）)]?$|百分制|自评`)
	fillOther    = regexp.MustCompile(`(?:^|[^不非])(?:填写?|按|为|填报)(?:的是)?(?:扣分|失分|排名|名次|百分制)(?:数|值|分值|分数)?(?:打分|评分|计分|填写?|填报)?(?:$|[，。；、）)])|(?:扣分|失分|排名|名次)表|表[（(]百分制`)
	takesBack    = regexp.MustCompile(`改为|改成|更正|修正|勘误|调整为|应为|作废|不算|不计|填反|互换|对调|(?:^|[^如若])有误|→|=>|以.+为准|以上.{0,6}(?:扣分|失分|排名|名次|百分制)`)
	codeAndMore  = regexp.MustCompile(`^([A-Z]{1,2}[0-9]+(?:\.[0-9]+)+)[^0-9.]`)
)

// maxHeading is how many characters a heading may have; more are a remark.
const maxHeading = 12

// headedAgain refuses a row beside the header row that has headings of its own over some of
// the columns: other units', or what the numbers below are instead of scores.
func (p *parser) headedAgain(row workbook.Row) {
	below := row.Number > p.header.Number // above, it may be that in which the sheet was filled in
	for _, cell := range row.Cells {
		unit, ok := p.unitAt(cell.At.Col)
		name := text(cell)
		if !ok || name == "" || p.isUnit(name, []string{unit}) {
			continue
		}
		first := p.headed[unit].Cell()
		switch {
		case p.isUnit(name, p.sheet.Units), strings.Contains(name, indicator.HeadSelf), strings.Contains(name, "自报"):
			p.list.Add(diag.SecondHeadings.At(cell.At, abbreviate(cell.Text), unit, first))
			return
		case row.Number < p.lastRow && utf8.RuneCountInString(name) <= maxHeading &&
			(otherNumbers.MatchString(name) || below && p.otherYear(name) != ""):
			p.list.Add(diag.OtherNumbers.At(cell.At, abbreviate(cell.Text)))
			return
		}
	}
}

// isUnit reports whether a name is that of one of the units, in full or in short.
func (p *parser) isUnit(name string, units []string) bool {
	if _, ok := p.headed[name]; ok && len(units) > 1 {
		return true
	}
	if len(units) > 1 && !p.compared.Take(len(units)) {
		return false
	}
	_, match := indicator.Resolve(name, units)
	return match != indicator.NoMatch
}

// otherYear is a year in a text that is not the table's, if it has no other, or "".
func (p *parser) otherYear(text string) string {
	if len(p.years) == 0 {
		return ""
	}
	named := years(text)
	if len(named) == 0 || slices.ContainsFunc(named, func(year string) bool { return slices.Contains(p.years, year) }) {
		return ""
	}
	return named[0]
}

// notTheFinal reports whether a text says that the sheet is not the one that counts.
func notTheFinal(text string) bool {
	return slices.ContainsFunc([]string{"作废", "废止", "上年度", "初稿", "草稿"}, func(word string) bool { return strings.Contains(text, word) })
}

// aboveHeadings reads what stands above the header row, and what the worksheets are
// called.
func (p *parser) aboveHeadings() {
	for _, row := range p.grid.Rows {
		if row.Number >= p.header.Number {
			break
		}
		p.headedAgain(row)
		for _, cell := range row.Cells {
			said := text(cell)
			title := strings.Contains(said, "考核") && !sheetTitle.MatchString(said) // which [parser.ofTheYear] refuses
			switch {
			case fillOther.MatchString(said):
				p.list.Add(diag.OtherNumbers.At(cell.At, abbreviate(cell.Text)))
			case notTheFinal(said), title && p.otherYear(said) != "":
				p.list.Add(diag.WordsBeside.At(cell.At, abbreviate(cell.Text)))
			}
		}
	}
	for _, grid := range p.book.Sheets {
		name := indicator.Fold(grid.Name)
		own := grid.Name == p.grid.Name && (notTheFinal(name) || p.otherYear(name) != "")
		if own || strings.HasPrefix(name, "更正") {
			p.list.Add(diag.WordsBeside.At(diag.Position{File: p.book.File, Worksheet: grid.Name}, abbreviate(grid.Name)))
		}
	}
}

// beside warns of what stands below the scores, is noted at their cells or lies over
// them.
func (p *parser) beside() {
	for _, row := range slices.Concat(p.rest, p.foot) {
		for i, cell := range row.Cells {
			_, ofUnit := p.unitAt(cell.At.Col)
			first := len(p.sheet.columns) > 0 && cell.At.Col < p.sheet.columns[0].col
			if (ofUnit || first) && !isFoot(text(cell)) && (takesBack.MatchString(text(cell)) || i == 0 && p.saysCode(cell)) {
				p.list.Add(diag.WordsBeside.At(cell.At, abbreviate(cell.Text)))
			}
		}
	}
	p.aboveHeadings()
	p.comments()
	p.drawings()
}

// saysCode reports whether a cell begins with the code of a criterion and goes on.
func (p *parser) saysCode(cell workbook.Cell) bool {
	m := codeAndMore.FindStringSubmatch(asCode(cell.Text))
	return m != nil && p.table.Index(m[1]) >= 0
}

// threadPreface is what programs put before the words of a threaded comment, for those
// that cannot show one.
var threadPreface = regexp.MustCompile(`(?s)^\[(?:Threaded comment|线程批注)\].*?(?:Comment|注释|批注)[:：]\s*`)

// comments warns of what somebody has noted at the cells that matter.
func (p *parser) comments() {
	var first workbook.Comment
	count := 0
	for _, c := range p.grid.Comments {
		at := workbook.Range{FirstCol: c.At.Col, FirstRow: c.At.Row, LastCol: c.At.Col, LastRow: c.At.Row}
		c.Text = strings.TrimSpace(threadPreface.ReplaceAllString(annotate.Others(p.book.Meta, c), ""))
		if c.Text == "" || !p.matters(at) {
			continue
		}
		if count++; count == 1 {
			first = c
		}
	}
	if count > 0 {
		p.list.Add(diag.CommentsBeside.At(first.At, count, abbreviate(first.Text)))
	}
}

// drawings warns of what lies over the cells that matter. A seal or a signature does so
// every day.
func (p *parser) drawings() {
	var first workbook.Drawing
	var texts []string
	count := 0
	for _, d := range p.grid.Drawings {
		if !p.matters(d.Range) {
			continue
		}
		if count++; count == 1 {
			first = d
		}
		if d.Text != "" {
			texts = append(texts, "“"+abbreviate(d.Text)+"”")
		}
	}
	if count == 0 {
		return
	}
	says := msg.Text{}
	if len(texts) > 0 {
		says = msg.DrawingSays(msg.Some(texts, 3))
	}
	at := diag.Position{File: p.book.File, Worksheet: p.grid.Name, Col: first.FirstCol, Row: first.FirstRow}
	p.list.Add(diag.DrawingsOver.At(at, count, says))
}

// matters reports whether any of these cells has a score, says whose it is, or by which
// criterion.
func (p *parser) matters(cells workbook.Range) bool {
	inRows := func(number int) bool { return cells.FirstRow <= number && number <= cells.LastRow }
	inCols := func(col int) bool { return cells.FirstCol <= col && col <= cells.LastCol }
	if at := p.departmentAt; at.Row > 0 && inRows(at.Row) && inCols(at.Col) {
		return true
	}
	ofUnits := slices.ContainsFunc(p.sheet.columns, func(c column) bool { return inCols(c.col) })
	if ofUnits && inRows(p.header.Number) {
		return true
	}
	inColumn := ofUnits
	for _, head := range [...]string{indicator.HeadCode, indicator.HeadItem, indicator.HeadCriterion, indicator.HeadPoints} {
		col := p.heads[head]
		inColumn = inColumn || col > 0 && inCols(col)
	}
	return inColumn && slices.ContainsFunc(p.ofCriteria, inRows)
}
