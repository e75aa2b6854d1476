// Package assess turns a complete [scoresheet.Set] into the result: each
// unit's points, grade and rank by the rules of an [indicator.Table] (design
// rules 4 to 6).
//
// It is pure. It meets no bad input, because scoresheet.Check has refused it
// already; so there is no error here, no file and no clock. Report and term
// show what it computes and compute nothing of their own.
package assess

import (
	"cmp"
	"slices"

	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
)

// Result is the proposed result of the assessment.
type Result struct {
	Table *indicator.Table
	Units []Unit // by rank; within a tie in the roster's order
}

// Unit is one unit's result.
type Unit struct {
	Name       string
	Scores     []scoresheet.Entry // by criterion of the table
	Categories []Category         // the scored ones, in the table's order
	Scored     indicator.Points   // the sum of its scores
	Deducted   indicator.Points   // the sum of its deductions, as a positive number
	Total      indicator.Points   // scored - deducted; negative at worst
	Vetoes     []string           // the codes of the vetoes that are answered 是
	Grade      int                // index in Table.Grades
	Rank       int                // from 1; equal units share it
}

// Vetoed reports whether any veto is answered 是.
func (u Unit) Vetoed() bool { return len(u.Vetoes) > 0 }

// Category is a unit's sum in one scored category.
type Category struct {
	indicator.Category
	Scored indicator.Points
	Points indicator.Points // the most that can be scored
}

// Run computes the result of a set in which every entry is valid.
func Run(table *indicator.Table, set *scoresheet.Set) *Result {
	result := &Result{Table: table}
	var empty []Category
	for _, category := range table.Categories(indicator.Score) {
		empty = append(empty, Category{Category: category, Points: table.CategoryPoints(category.Code)})
	}
	for i, name := range set.Units {
		u := Unit{Name: name, Scores: set.Scores[i], Categories: slices.Clone(empty)}
		u.assess(table)
		result.Units = append(result.Units, u)
	}
	// Stable: a tie stays in the roster's order.
	slices.SortStableFunc(result.Units, compare)
	for i := range result.Units {
		result.Units[i].Rank = i + 1
		if i > 0 && compare(result.Units[i-1], result.Units[i]) == 0 {
			result.Units[i].Rank = result.Units[i-1].Rank
		}
	}
	return result
}

// assess adds a unit's scores up and grades the total.
func (u *Unit) assess(table *indicator.Table) {
	worst := 0
	for k, c := range table.Criteria {
		switch c.Kind() {
		case indicator.Score:
			u.Scored += u.Scores[k].Points
			i := slices.IndexFunc(u.Categories, func(of Category) bool { return of.Category == c.Category })
			u.Categories[i].Scored += u.Scores[k].Points
		case indicator.Deduction:
			u.Deducted += u.Scores[k].Points
		case indicator.Veto:
			if u.Scores[k].Veto {
				u.Vetoes = append(u.Vetoes, c.Code)
				worst = max(worst, c.Cap)
			}
		}
	}
	u.Total = u.Scored - u.Deducted
	u.Grade = max(table.Grade(u.Total), worst) // a higher index is a worse grade
}

// compare orders units by rank: the better grade first, then the higher total.
func compare(a, b Unit) int {
	return cmp.Or(cmp.Compare(a.Grade, b.Grade), cmp.Compare(b.Total, a.Total))
}
