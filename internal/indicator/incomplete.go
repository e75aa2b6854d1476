package indicator

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// wideCategory reads a category that stands over the whole width, above its criteria. It
// reports whether a row has nothing but one.
func (r *criteriaReader) wideCategory(row []Cell) bool {
	c, wide := r.wide(row)
	if !wide {
		return false
	}
	if sentence.MatchString(width.Fold.String(c.Text)) || utf8.RuneCountInString(c.Text) > maxHeading {
		r.incomplete(c, HeadCriterion, msg.Text{}, msg.FixNote)
		return true
	}
	r.formulas(c)
	r.levelCategory(c)
	r.pending = c
	r.list.Add(diag.ReadAsCategory.At(c.At, brief(c.Text)))
	return true
}

const maxHeading = 40 // characters of a category; what is longer is a note

var sentence = regexp.MustCompile(`[。;:]\s*$`)

// incomplete says what a row lacks, and what to do.
func (r *criteriaReader) incomplete(c Cell, head string, above, fix msg.Text) {
	r.list.Add(diag.IncompleteRow.At(c.At, head, above, fix))
}

// noCriterion says of a row without a criterion what it is instead.
func (r *criteriaReader) noCriterion(row []Cell, text Cell) {
	names, rest := r.contents(row)
	switch {
	case text.At.Row < r.text.At.Row+r.text.Rows && len(rest) == 0 && len(names) == 0:
		return // all cells go on
	case text.At.Row < r.text.At.Row+r.text.Rows:
		r.list.Add(diag.MergedCriterion.At(text.At, brief(r.text.Text), r.text.At.Cell(), strings.Join(append(names, rest...), "、")))
	case len(names) > 0 && (len(rest) == 0 || slices.Equal(rest, []string{HeadPoints})):
		fix := msg.FixDown(strings.Join(names, "、"))
		if len(rest) > 0 {
			fix = msg.FixDownSum(strings.Join(names, "、"))
		}
		r.begin(row)
		r.incomplete(text, HeadCriterion, msg.Text{}, fix)
	default:
		r.levels(row)
		r.incomplete(text, HeadCriterion, msg.Text{}, msg.FixFill(HeadCriterion))
	}
	r.doubt()
}

// begin begins the category and the item of a row that has nothing else.
func (r *criteriaReader) begin(row []Cell) {
	if c := r.cell(row, HeadCategory); Fold(c.Text) != "" {
		r.levelCategory(c)
	}
	if c := r.cell(row, HeadItem); Fold(c.Text) != "" {
		r.levelItem(c)
	}
}

// contents are the headings under which a row has a category or an item, and those under
// which it has anything else, but for the department that it goes on with.
func (r *criteriaReader) contents(row []Cell) (names, rest []string) {
	for _, head := range slices.Concat(criteriaHeads[:], moreHeads[:]) {
		text := Fold(r.cell(row, head).Text)
		switch {
		case text == "" || head == HeadCriterion || r.heads[head] == 0:
		case head == HeadCategory || head == HeadItem:
			names = append(names, head)
		case head != HeadDepartment || text != r.textOf:
			rest = append(rest, head)
		}
	}
	return names, rest
}

// mergedOver refuses cells that are merged over several criteria: nobody knows which one
// they are of.
func (r *criteriaReader) mergedOver(row []Cell) {
	for _, head := range []string{HeadCode, HeadPoints, HeadNA, HeadRule} {
		c := r.cell(row, head)
		if c.Rows < 2 || Fold(c.Text) == "" || c.Rows <= r.text.Rows {
			continue
		}
		fix := msg.FixSplit(head)
		if head == HeadPoints {
			r.pointsTo = c.At.Row + c.Rows - 1
			if r.marked(c) {
				fix = msg.FixByText
			}
		}
		r.list.Add(diag.MergedCell.At(c.At, head, brief(c.Text), c.Rows, fix))
		r.doubt()
	}
}

// mergedAcross refuses cells that are merged over the columns of several headings, and
// reports whether there is one: an empty cell below a heading would go on with the one
// above, or be of another criterion.
func (r *criteriaReader) mergedAcross(row []Cell) bool {
	found := false
	for _, c := range row {
		if Fold(c.Text) == "" || !r.known[c.At.Col] {
			continue
		}
		var under []string
		for _, head := range slices.Concat(criteriaHeads[:], []string{HeadCode, HeadPoints, HeadNA}) {
			if col := r.heads[head]; col > c.At.Col && col < c.At.Col+c.Cols {
				under = append(under, head)
			}
		}
		if len(under) > 0 {
			r.list.Add(diag.MergedAcross.At(c.At, brief(c.Text), strings.Join(under, "、")))
			r.doubt()
			found = true
		}
	}
	return found
}

// marked reports whether all criteria beside a merged cell have points of their own.
func (r *criteriaReader) marked(c Cell) bool {
	for _, row := range r.rows {
		text := r.cell(row, HeadCriterion)
		if text.At.Row < c.At.Row || text.At.Row >= c.At.Row+c.Rows || Fold(text.Text) == "" {
			continue
		}
		if len(marksIn(text.Text)) == 0 {
			return false
		}
	}
	return true
}
