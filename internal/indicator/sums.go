package indicator

import (
	"regexp"
	"slices"

	"qeval/internal/diag"
)

// What sums are called, with the amount that may follow; the second is so short that it
// can be nothing else. Both match texts in half width.
var (
	sumName  = regexp.MustCompile(`^(?:[^(]*(?:合计|总计|小计|共计)|总分|满分)[:(]?(?:[0-9.]+分?)?[)]?[:。;]?$`)
	plainSum = regexp.MustCompile(`^.{0,3}(?:合计|总计|小计|共计)$`)
)

// isSum reports whether a row has the sum of others: with a dash or nothing where the
// criterion would be, or with its name there.
func (r *criteriaReader) isSum(row []Cell) bool {
	text := r.cell(row, HeadCriterion)
	return wordless(text.Text) && slices.ContainsFunc(row, isSumName) || plainSum.MatchString(FoldText(text.Text))
}

func isSumName(c Cell) bool { return sumName.MatchString(FoldText(c.Text)) }

// sum reads a row of a sum, with which a category may begin. What it says stands with the
// points, or behind its name.
func (r *criteriaReader) sum(row []Cell) {
	if c := r.cell(row, HeadCategory); !isSumName(c) {
		r.levelCategory(c)
	}
	said := r.cell(row, HeadPoints)
	if text := r.cell(row, HeadCriterion); !wordless(text.Text) {
		r.list.Add(diag.PassedOverRow.At(text.At, brief(text.Text)))
	}
	for _, c := range row {
		if Fold(said.Text) == "" && isSumName(c) {
			said = Cell{At: c.At, Text: sumAmount.FindString(FoldText(c.Text))}
		}
	}
	r.rules(slices.DeleteFunc(slices.Clone(row), func(c Cell) bool { return isSumName(c) || c.At.Col == r.heads[HeadCategory] }))
	r.sumRows = append(r.sumRows, sumRow{said, r.category, r.item})
}

var sumAmount = regexp.MustCompile(`[0-9.]+`)

// sumRow is what a row of a sum says, and the category and the item that it stands in.
type sumRow struct {
	said Cell
	in   Category
	item Item
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

// sumIn holds a sum against its item, its category, and the whole table.
func (p *parser) sumIn(row sumRow) {
	said, err := ParsePoints(amount(row.said.Text))
	sums := []Points{p.table.CategoryPoints(row.in.Code), p.table.Points(), p.table.sum(func(of Criterion) bool { return of.Item == row.item })}
	if err == nil && !slices.Contains(sums, said) && !p.doubted[row.in.Code] {
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
