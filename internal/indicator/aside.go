package indicator

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// What stands beside the criteria, below them most often. All match texts in half width.
var (
	footing = regexp.MustCompile(`^(合计|总计|总分|小计|注[:0-9]|备注:|说明:)`)
	// belowNote begins a note where no criterion follows: a word of its own, or one with a sign
	// behind it, unlike 注水肉.
	belowNote = regexp.MustCompile(`^(?:[*※]|(?:注|备注|附注|.{0,6}说明)[一二三四五六七八九十]?[^\p{L}]|(?:注|备注|附注|(?:考核|评分|计分|填[表报]|指标|编制|有关|相关|其他|补充|几点)*说明)$)`)
	// wideRule is a rule for what stands above or below it.
	wideRule = regexp.MustCompile(`^[以上下]{1,2}各?(?:述|列|面|项|条|类|指标)|不(?:计入|计分|参与|纳入|评分)`)
	nextPage = regexp.MustCompile(`^[(\[]?(?:续|续表|续前表?|续上[页表]|接[上前][页表])[0-9一二三四五]*[)\]]?:?$`) // alone on a document's next page
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
	case HasHeadings(PartCriteria, row), a.pageTop(row):
		return true
	case a.below(row, merged):
		if c, wide := a.wide(row); wide && !a.noted && !a.speaksOfRule(c.Text) {
			a.list.Add(diag.PassedOverRow.At(c.At, brief(c.Text)))
		}
	case a.wideAside(row):
		return true
	case !footing.MatchString(FoldText(first)) || text != "" && text != first || c.At.Row <= merged:
		return false
	case belowNote.MatchString(FoldText(first)) && text == "" && a.assessed(row):
		return false
	case text != "":
		if alone := filled(row) == 1 && belowNote.MatchString(FoldText(text)); !alone || !a.rules(row) {
			a.list.Add(diag.PassedOverRow.At(c.At, brief(c.Text)))
		}
		return true
	}
	a.rules(row)
	return true
}

// pageTop reports whether a row has nothing but what stands above the headings again on a
// document's next page.
func (a *asides) pageTop(row []Cell) bool {
	text := lead(row)
	return filled(row) == 1 && (continuedName(text) == Fold(a.table.Title) || nextPage.MatchString(FoldText(text)))
}

// wideAside refuses a rule over the whole width, and reports whether a row is one.
func (a *asides) wideAside(row []Cell) bool {
	c, wide := a.wide(row)
	if wide && wideRule.MatchString(FoldText(c.Text)) {
		a.list.Add(diag.IncompleteRow.At(c.At, HeadCriterion, msg.Text{}, msg.FixNote))
		return true
	}
	return false
}

// assessed reports whether a row says, behind its first text, who scores it or what it
// counts, as no note does.
func (a *asides) assessed(row []Cell) bool {
	first := lead(row)
	for _, head := range []string{HeadDepartment, HeadPoints, HeadCode, HeadNA} {
		if text := Fold(a.cell(row, head).Text); text != "" && text != first {
			return true
		}
	}
	return false
}

// below reports whether a row below the last criterion is a note, a part of one, or a
// line to be signed.
func (a *asides) below(row []Cell, merged int) bool {
	if row[0].At.Row <= max(a.last, merged) || Fold(a.cell(row, HeadCriterion).Text) != "" {
		return false
	}
	first := lead(row)
	if belowNote.MatchString(FoldText(first)) {
		note := !a.assessed(row)
		a.noted = a.noted || note
		return note
	}
	_, wide := a.wide(row)
	return wide || formLine.MatchString(width.Fold.String(first)) || a.noted && filled(row) == 1
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
// says of points and grades: it is not applied. It reports whether there is any of that.
func (p *parser) rules(row []Cell) bool {
	any := false
	for _, c := range row {
		var told []string
		for _, sentence := range sentences(c.Text) {
			switch {
			case p.refusedBy(Cell{At: c.At, Text: sentence}, missing, rate, weight):
				any = true
			case p.speaksOfRule(sentence):
				told = append(told, sentence)
			}
		}
		if len(told) > 0 {
			any = true
			p.list.Add(diag.RuleBeside.At(c.At, strings.Join(told, "；")))
		}
	}
	return any
}

func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n。；;", r) })
}
