package annotate

import (
	"fmt"
	"strings"

	"qeval/internal/typeset"
	"qeval/internal/workbook"
)

// List is the worksheet that lists the problems: a title, a line of
// explanation, headings and rows.
type List struct {
	Name, Title, Note string
	Lifted, Locked    string // are added to the note if protection was lifted, or could not be
	Heads             []string
	Widths            []float64 // of the columns, in characters
	Rows              []Row
}

// Row is one problem.
type Row struct {
	Cells []string
	Link  string // where the third of them leads: 'WORKSHEET'!CELL, or ""
	Color string // of the row's first cells
}

// listHeadings is the one-based row of the headings.
const listHeadings = 3

// linkColumn is the zero-based column of the links.
const linkColumn = 2

// listLooks are the styles of the list.
type listLooks struct {
	title, note, head, text, link int
	number                        map[string]int // by colour
}

func newListLooks(s *styles) listLooks {
	font := func(more string) int {
		return s.append("fonts", s.own(`<font>`+more+`<name val="`+typeset.Font+`"/><charset val="134"/></font>`))
	}
	title, bold := font(`<b/><sz val="16"/>`), font(`<b/><sz val="11"/>`)
	plain, linked := font(`<sz val="11"/>`), font(`<u/><sz val="11"/><color rgb="FF0563C1"/>`)
	side := func(name string) string {
		return fmt.Sprintf(`<%[1]s style="thin"><color rgb="FF%[2]s"/></%[1]s>`, name, typeset.InkFrame)
	}
	frame := s.append("borders", s.own(`<border>`+side("left")+side("right")+side("top")+side("bottom")+`<diagonal/></border>`))
	fill := func(rgb string) int { return s.append("fills", s.own(solid(rgb))) }
	return listLooks{
		title: s.look(title, 0, 0, "left"), note: s.look(plain, 0, 0, "left"),
		head: s.look(bold, fill(typeset.FillHead), frame, "center"),
		text: s.look(plain, 0, frame, "left"), link: s.look(linked, 0, frame, "center"),
		number: map[string]int{
			Wrong: s.look(plain, fill(Wrong), frame, "center"), Doubted: s.look(plain, fill(Doubted), frame, "center"),
		},
	}
}

// xml is the worksheet: A4 landscape, one page wide, its headings on every
// page and in sight when it is scrolled.
func (l List) xml(looks listLooks, space string) string {
	const headings = listHeadings
	last := workbook.Ref(len(l.Heads), headings+len(l.Rows))
	var b strings.Builder
	fmt.Fprintf(&b, `<worksheet xmlns="%s"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:%s"/>`, space, last)
	fmt.Fprintf(&b, `<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">`+
		`<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A%[2]d" sqref="A%[2]d"/>`+
		`</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`, headings, headings+1)
	whole := 0.0
	for i, width := range l.Widths {
		whole += width
		fmt.Fprintf(&b, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, width)
	}
	b.WriteString(`</cols><sheetData>`)
	row(&b, 1, 28, []string{l.Title}, func(int) int { return looks.title })
	row(&b, 2, height(typeset.Lines(l.Note, whole)), []string{l.Note}, func(int) int { return looks.note })
	row(&b, headings, 24, l.Heads, func(int) int { return looks.head })
	var links strings.Builder
	for i, r := range l.Rows {
		lines := 1
		for col, text := range r.Cells {
			lines = max(lines, typeset.Lines(text, l.Widths[col]))
		}
		row(&b, headings+1+i, height(lines), r.Cells, func(col int) int {
			switch {
			case col == linkColumn && r.Link != "":
				return looks.link
			case col < linkColumn:
				return looks.number[r.Color]
			}
			return looks.text
		})
		if r.Link != "" {
			fmt.Fprintf(&links, `<hyperlink ref="%s" location="%s" display="%s"/>`,
				workbook.Ref(linkColumn+1, headings+1+i), escape(r.Link), escape(r.Cells[linkColumn]))
		}
	}
	b.WriteString(`</sheetData>`)
	fmt.Fprintf(&b, `<mergeCells count="2"><mergeCell ref="A1:%s"/><mergeCell ref="A2:%s"/></mergeCells>`,
		workbook.Ref(len(l.Heads), 1), workbook.Ref(len(l.Heads), 2))
	if links.Len() > 0 {
		b.WriteString(`<hyperlinks>` + links.String() + `</hyperlinks>`)
	}
	b.WriteString(`<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第&amp;P页　共&amp;N页</oddFooter></headerFooter></worksheet>`)
	return b.String()
}

func row(b *strings.Builder, number int, height float64, texts []string, style func(col int) int) {
	fmt.Fprintf(b, `<row r="%d" ht="%g" customHeight="1">`, number, height)
	for i, text := range texts {
		b.WriteString(textCell(workbook.Ref(i+1, number), style(i), text))
	}
	b.WriteString(`</row>`)
}

// height is that of a row of so many lines, in points. Excel bears no more than
// 409.
func height(lines int) float64 { return min(typeset.RowHeight(lines), typeset.MaxRowHeight) }
