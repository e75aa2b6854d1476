package report

import (
	"strings"

	"qeval/internal/assess"
	"qeval/internal/indicator"
)

// An amount is what a unit's criteria of one kind come to: a part of its total.
type amount struct {
	kind   indicator.Kind
	head   column
	soFar  column // of a provisional report
	colour string // in the chart; the scores have those of their categories
	of     func(assess.Unit) indicator.Points
	by     func(assess.Part) indicator.Points // a department
}

// amounts are the parts of a total that are shown, the scores first: bonuses only
// if the table has any.
func (r *Report) amounts() []amount {
	scored := amount{
		kind: indicator.Score, head: column{headScored, 10}, soFar: column{headSoFar, 11},
		of: func(u assess.Unit) indicator.Points { return u.Scored },
		by: func(p assess.Part) indicator.Points { return p.Scored },
	}
	added := amount{
		kind: indicator.Bonus, head: column{headAdded, 10}, soFar: column{headGiven, 10}, colour: "548235",
		of: func(u assess.Unit) indicator.Points { return u.Added },
		by: func(p assess.Part) indicator.Points { return p.Added },
	}
	deducted := amount{
		kind: indicator.Deduction, head: column{headDeducted, 10}, soFar: column{headTaken, 10}, colour: "C00000",
		of: func(u assess.Unit) indicator.Points { return u.Deducted },
		by: func(p assess.Part) indicator.Points { return p.Deducted },
	}
	if !r.Table.Has(indicator.Bonus) {
		return []amount{scored, deducted}
	}
	return []amount{scored, added, deducted}
}

// beside are the amounts beside the scores.
func (r *Report) beside() []amount { return r.amounts()[1:] }

// heads are their columns.
func heads(amounts []amount) []column {
	var list []column
	for _, a := range amounts {
		list = append(list, a.head)
	}
	return list
}

func (a amount) has(c indicator.Criterion) bool { return c.Kind() == a.kind }

// effect is what it adds to a unit's total.
func (a amount) effect(u assess.Unit) indicator.Points { return a.kind.Sign() * a.of(u) }

// most is the most that it can be, 0 where that says nothing: only scores are
// measured by it.
func (a amount) most(table *indicator.Table) indicator.Points {
	if a.kind == indicator.Score {
		return table.Points()
	}
	return 0
}

// balance writes the total as the sum and difference of its parts.
func (r *Report) balance(plus, minus string, part func(amount) string) string {
	out := ""
	for i, a := range r.amounts() {
		switch {
		case a.kind.Sign() < 0:
			out += minus
		case i > 0:
			out += plus
		}
		out += part(a)
	}
	return out
}

// totalFrom is the formula of a total whose parts are in these cells.
func (r *Report) totalFrom(cell func(amount) string) string { return round2(r.balance("+", "-", cell)) }

// besideHeads names the amounts beside the scores.
func (r *Report) besideHeads() string {
	var heads []string
	for _, a := range r.beside() {
		heads = append(heads, a.head.head)
	}
	return strings.Join(heads, "、")
}
