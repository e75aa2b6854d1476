package assess

import (
	"cmp"
	"fmt"
	"slices"

	"qeval/internal/indicator"
)

// Range is what a number may still become. Low and High are both possible.
type Range[T int | indicator.Points] struct{ Low, High T }

// Certain reports whether only one value is possible.
func (r Range[T]) Certain() bool { return r.Low == r.High }

// Value is the only value that is possible. To ask for it while there are several
// is a fault of the caller: what is uncertain must not be shown as certain.
func (r Range[T]) Value() T {
	if !r.Certain() {
		panic(fmt.Sprintf("one value of %v to %v", r.Low, r.High))
	}
	return r.Low
}

// PossibleGrades is the grades that are still possible, by their index in Table.Grades,
// best first. It may have gaps: an open veto threatens with its own grade alone.
type PossibleGrades []int

// Certain reports whether only one grade is possible.
func (c PossibleGrades) Certain() bool { return len(c) == 1 }

// Value is the only grade that is possible; see [Range.Value].
func (c PossibleGrades) Value() int { return Range[int]{c.Best(), c.Worst()}.Value() }

// Best and Worst are the first and the last.
func (c PossibleGrades) Best() int  { return c[0] }
func (c PossibleGrades) Worst() int { return c[len(c)-1] }

// Names are the names of the grades.
func (c PossibleGrades) Names(table *indicator.Table) []string {
	var names []string
	for _, grade := range c {
		names = append(names, table.Grades[grade].Name)
	}
	return names
}

// grades lists the grades that a total in a range may earn: a veto answered 是 caps the grade that
// the total earns, and of several caps the lowest holds. capped
// is the worst grade that a veto caps it at; each of openCaps is one that an open
// veto may, of several open ones the worst.
func grades(table *indicator.Table, total Range[indicator.Points], capped int, openCaps []int) PossibleGrades {
	best, worst := table.Grade(total.High), table.Grade(total.Low) // a higher index is a worse grade
	var choice PossibleGrades
	for grade := range table.Grades {
		if slices.ContainsFunc(append([]int{capped}, openCaps...), func(at int) bool {
			at = max(at, capped)
			return max(best, at) <= grade && grade <= max(worst, at)
		}) {
			choice = append(choice, grade)
		}
	}
	return choice
}

// standing is what a unit is ranked by: better grade first, then higher total.
type standing struct {
	grade int
	total indicator.Points
}

// compare puts the better grade first, then the higher total.
func (s standing) compare(t standing) int {
	return cmp.Or(cmp.Compare(s.grade, t.grade), cmp.Compare(t.total, s.total))
}

// best and worst are the extremes of where a unit may end: no open score lowers
// what it scores, and every one of them can do its worst together.
func (u *Unit) best() standing  { return standing{u.Grade.Best(), u.Total.High} }
func (u *Unit) worst() standing { return standing{u.Grade.Worst(), u.Total.Low} }

// rank finds the ranks that are still possible. As no unit's scores depend on
// another's, one ranks best when it does its best and all others their worst, and
// worst when it is the other way round; both can happen, and nothing beyond them.
func rank(units []Unit) {
	var bests, worsts []standing
	for i := range units {
		bests, worsts = append(bests, units[i].best()), append(worsts, units[i].worst())
	}
	slices.SortFunc(bests, standing.compare)
	slices.SortFunc(worsts, standing.compare)
	for i := range units {
		u := &units[i]
		itself := 0
		if u.best() != u.worst() {
			itself = 1 // is among those whose best is ahead of its worst
		}
		u.Rank = Range[int]{1 + ahead(worsts, u.best()), 1 + ahead(bests, u.worst()) - itself}
	}
}

// ahead counts the standings, in order, that are better than one.
func ahead(sorted []standing, than standing) int {
	n, _ := slices.BinarySearchFunc(sorted, than, standing.compare)
	return n
}
