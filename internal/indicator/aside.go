package indicator

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"qeval/internal/diag"
)

// What stands beside the criteria, below them most often. All match texts in half width.
var (
	footing   = regexp.MustCompile(`^(合计|总计|总分|小计|注[:0-9]|备注:|说明:)`)
	belowNote = regexp.MustCompile(`^(?:[*※]|注|备注|附注|.{0,6}说明)`) // where no criterion follows
	// ruleWord is what a rule speaks of that would change a total or a grade.
	ruleWord = regexp.MustCompile(`否决|判定|一律|[加减]\s*[0-9.]*\s*分|扣|上限|封顶|名额|不得|取消|前\s*[0-9一二三四五六七八九十]+\s*[名位]|不超过`)
)

// asides finds out which rows are none of the table's own: its sums, notes below it, or
// its headings again as they stand on a document's next page.
type asides struct {
	*parser
	last  int  // the last row with a criterion
	noted bool // a note has begun below it
}

// newAsides looks at the rows below the headings of the criteria.
func newAsides(p *parser, below [][]Cell) *asides {
	a := &asides{parser: p}
	for _, row := range below {
		if text := Fold(p.cell(row, HeadCriterion).Text); text != "" && !(text == lead(row) && footing.MatchString(FoldText(text))) {
			a.last = row[0].At.Row
		}
	}
	return a
}

// lead is the first text of a row.
func lead(row []Cell) string {
	text := ""
	for _, c := range row {
		text = cmp.Or(text, Fold(c.Text))
	}
	return text
}

// passedOver reports whether a row is none of the table's own. merged is the last row of
// the cells that are merged over several so far. What stands where criteria do might be
// one that begins like a sum, so that it is told.
func (a *asides) passedOver(row []Cell, merged int) bool {
	c, first := a.cell(row, HeadCriterion), lead(row)
	text := Fold(c.Text)
	switch {
	case text == HeadCriterion:
		return true
	case a.below(row, merged):
		if c, wide := a.wide(row); wide && !a.noted && !ruleWord.MatchString(width.Fold.String(c.Text)) {
			a.list.Add(diag.PassedOverRow.At(c.At, brief(c.Text)))
		}
	case !footing.MatchString(FoldText(first)) || text != "" && text != first || c.At.Row <= merged:
		return false
	case text != "":
		a.list.Add(diag.PassedOverRow.At(c.At, brief(c.Text)))
		return true
	}
	a.rules(row)
	return true
}

// below reports whether a row below the last criterion is a note, a part of one, or a
// line to be signed.
func (a *asides) below(row []Cell, merged int) bool {
	if row[0].At.Row <= max(a.last, merged) || Fold(a.cell(row, HeadCriterion).Text) != "" {
		return false
	}
	first := lead(row)
	note := belowNote.MatchString(FoldText(first))
	a.noted = a.noted || note
	_, wide := a.wide(row)
	return note || wide || formLine.MatchString(width.Fold.String(first)) || a.noted && filled(row) == 1
}

// wide is the only text of a row, if it stands over all columns of the criteria.
func (p *parser) wide(row []Cell) (Cell, bool) {
	category, item, criterion := p.heads[HeadCategory], p.heads[HeadItem], p.heads[HeadCriterion]
	i := slices.IndexFunc(row, func(c Cell) bool { return Fold(c.Text) != "" })
	if i < 0 || filled(row) != 1 {
		return Cell{}, false
	}
	c := row[i]
	return c, c.At.Col <= min(category, item, criterion) && c.At.Col+c.Cols > max(category, item, criterion)
}

// rules refuses what a text beside the criteria says of rescaling, and warns of what it
// says of points and grades: it is not applied.
func (p *parser) rules(row []Cell) {
	for _, c := range row {
		var told []string
		for _, sentence := range sentences(c.Text) {
			switch {
			case p.refusedBy(Cell{At: c.At, Text: sentence}, missing, rate, weight):
			case ruleWord.MatchString(width.Fold.String(sentence)):
				told = append(told, sentence)
			}
		}
		if len(told) > 0 {
			p.list.Add(diag.RuleBeside.At(c.At, strings.Join(told, "；")))
		}
	}
}

func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n。；;", r) })
}
