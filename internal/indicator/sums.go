package indicator

import (
	"regexp"
	"slices"

	"qeval/internal/diag"
)

var sumName = regexp.MustCompile(`(?:合计|总计|小计):?$|^总分:?$`) // in half width

// isSum reports whether a row has the sum of others, with a dash or nothing where the
// criterion would be.
func (r *criteriaReader) isSum(row []Cell) bool {
	return wordless(r.cell(row, HeadCriterion).Text) && slices.ContainsFunc(row, isSumName)
}

func isSumName(c Cell) bool { return sumName.MatchString(FoldText(c.Text)) }

// sum reads a row of a sum, with which a category may begin.
func (r *criteriaReader) sum(row []Cell) {
	if c := r.cell(row, HeadCategory); !isSumName(c) {
		r.levelCategory(c)
	}
	r.sumRows = append(r.sumRows, sumRow{r.cell(row, HeadPoints), r.category})
}

// sumRow is what a row of a sum says, and the category that it stands in.
type sumRow struct {
	said Cell
	in   Category
}

// sums compares the points that categories and items are marked with, as criteria are,
// and those in rows of sums, to what they come to.
func (p *parser) sums(rows []sumRow) {
	for _, kind := range Kinds {
		for _, c := range p.table.Categories(kind) {
			p.sumOf(HeadCategory, c.Code, c.Name, func(of Criterion) bool { return of.Category == c })
		}
	}
	for i, c := range p.table.Criteria {
		if i == 0 || c.Item != p.table.Criteria[i-1].Item {
			p.sumOf(HeadItem, c.Item.Code, c.Item.Name, func(of Criterion) bool { return of.Item == c.Item })
		}
	}
	for _, row := range rows {
		p.sumIn(row)
	}
}

// sumIn holds a sum against its category, the items of that, and the whole table.
func (p *parser) sumIn(row sumRow) {
	said, err := ParsePoints(amount(row.said.Text))
	right := err != nil || said == p.table.CategoryPoints(row.in.Code) || said == p.table.Points() || p.doubted[row.in.Code]
	for _, c := range p.table.Criteria {
		right = right || c.Category == row.in && said == p.table.sum(func(of Criterion) bool { return of.Item == c.Item })
	}
	if !right {
		p.list.Add(diag.CategorySum.At(row.said.At, HeadCategory, row.in.Name+"（"+said.String()+"分）", p.table.CategoryPoints(row.in.Code)))
	}
}

func (p *parser) sumOf(head, code, name string, of func(Criterion) bool) {
	for _, mark := range limitsIn(name) {
		sum := p.table.sum(of)
		if want, err := ParsePoints(mark); err != nil || want != sum && !p.doubted[code] {
			p.list.Add(diag.CategorySum.At(p.levelAt[code], head, name, sum))
		}
	}
}
