package indicator

import (
	"regexp"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// noGrade is what names of grades have none of: a label with its value, a bound, or a
// sentence. It matches texts in half width.
var noGrade = regexp.MustCompile(`满分|总分|得分|合计|总计|[,。;:]|以[上下]|由|控制|取前|计入|×|[0-9]\s*分|(?:^|[^第0-9])[0-9]{2}|[≥≤<>]`)

// gradeRows are those of the grades among the rows below the headings. What stands beside
// them is searched for rules; stray is that something is refused that may be one and stands
// where grades do.
func (p *parser) gradeRows(below [][]Cell) (rows [][]Cell, stray bool) {
	for _, row := range below {
		name, bound := p.cell(row, HeadGrade), Fold(p.cell(row, HeadAtLeast).Text)
		text := FoldText(name.Text)
		switch {
		case isLabel(name, LabelFull) || isLabel(name, LabelOrganizer) || heldBy.MatchString(text) || bound == "" && (text == "" || footing.MatchString(text)):
			p.besideGrade(row, false)
			continue
		case p.refusedBy(name, quota, quotaName):
			stray = true
		case noGrade.MatchString(text):
			stray = true
			p.list.Add(diag.BadGrade.At(name.At, brief(name.Text), msg.GradeNone, msg.FixGradeNone))
		default:
			p.rules([]Cell{name})
			rows = append(rows, row)
		}
		p.besideGrade(row, true)
	}
	return rows, stray
}

// besideGrade refuses quotas in a row of the worksheet, and warns of other rules there. The
// name of a grade is looked at as what it is.
func (p *parser) besideGrade(row []Cell, named bool) {
	for _, c := range row {
		switch c.At.Col {
		case p.heads[HeadAtLeast]:
		case p.heads[HeadSource]:
			p.refusedBy(c, quota)
		default:
			if !(named && c.At.Col == p.heads[HeadGrade]) && !p.refusedBy(c, quota) {
				p.rules([]Cell{c})
			}
		}
	}
}

// besideGrades reports whether a cell of the row of headings is no heading of the grades:
// a label, what stands right of one, or the heading of notes, which are searched for rules
// as all are.
func besideGrades(row []Cell, i int) bool {
	label := func(c Cell) bool { return isLabel(c, LabelFull) || isLabel(c, LabelOrganizer) }
	return label(row[i]) || i > 0 && label(row[i-1]) || slices.Contains([]string{HeadNote, "说明"}, strings.TrimRight(Fold(row[i].Text), "：:"))
}
