// Package assess turns a [scores.Set] into the result: each unit's points,
// grade and rank by the rules of an [indicator.Table].
//
// As long as scores are missing, the result is provisional: a total, a grade and
// a rank are each a range of what is still possible. A complete result is the one
// in which every range has a single value; nothing is computed in another way.
//
// It is pure. It meets no bad input, because scoresheet.Check has refused it
// already; so there is no error here, no file and no clock. Report and term
// show what it computes and compute nothing of their own.
package assess

import (
	"cmp"
	"slices"

	"qeval/internal/indicator"
	"qeval/internal/scores"
)

// Result is the proposed result of the assessment, or a provisional one.
type Result struct {
	Table *indicator.Table
	Units []Unit // by rank, the best possible and then the worst; within a tie in the roster's order
}

// Unit is one unit's result.
type Unit struct {
	Name        string
	Scores      []scores.Entry   // by criterion of the table
	Open        []int            // the criteria that have no score yet, by index in Table.Criteria
	Categories  []Part           // the scored ones, in the table's order
	Departments []Part           // in the table's order
	Place       int              // in the roster, from 0
	Assessed    indicator.Points // the most that Scored can be: the points of what has been scored
	Scored      indicator.Points // the sum of its scores so far
	Added       indicator.Points // the sum of its bonuses so far
	Deducted    indicator.Points // the sum of its deductions so far, as a positive number
	Vetoes      []string         // the codes of the vetoes that are answered 是
	Unanswered  []string         // the codes of those that have no answer yet

	Total Range[indicator.Points] // scored + added - deducted; negative at worst
	Grade PossibleGrades
	Rank  Range[int] // from 1, so Low is the best; equal units share it
}

// Vetoed reports whether any veto is answered 是.
func (u Unit) Vetoed() bool { return len(u.Vetoes) > 0 }

// MayBeVetoed reports whether that is not certain yet.
func (u Unit) MayBeVetoed() bool { return !u.Vetoed() && len(u.Unanswered) > 0 }

// Part is what a unit has of a part of the table: of a scored category or of a
// department's criteria.
type Part struct {
	Code     string // of a category; "" of a department
	Name     string
	Points   indicator.Points // the most that can be scored
	Assessed indicator.Points // of it, what has been scored: the most that Scored can be
	Scored   indicator.Points
	Added    indicator.Points // only of a department, as Deducted: the categories are the scored ones
	Deducted indicator.Points
}

// Run computes the result of a set in which every entry is valid or missing.
func Run(table *indicator.Table, set *scores.Set) *Result {
	result := &Result{Table: table}
	for i, name := range set.Units {
		u := Unit{Name: name, Place: i, Scores: set.Scores[i], Categories: categories(table), Departments: departments(table)}
		u.assess(table)
		result.Units = append(result.Units, u)
	}
	rank(result.Units)
	slices.SortFunc(result.Units, func(a, b Unit) int {
		return cmp.Or(cmp.Compare(a.Rank.Low, b.Rank.Low), cmp.Compare(a.Rank.High, b.Rank.High), cmp.Compare(a.Place, b.Place))
	})
	return result
}

// Complete reports whether no score is missing.
func (r *Result) Complete() bool {
	return !slices.ContainsFunc(r.Units, func(u Unit) bool { return len(u.Open) > 0 })
}

// categories are the scored ones, before anything is scored.
func categories(table *indicator.Table) []Part {
	var parts []Part
	for _, c := range table.Categories(indicator.Score) {
		parts = append(parts, Part{Code: c.Code, Name: c.Name, Points: table.CategoryPoints(c.Code)})
	}
	return parts
}

func departments(table *indicator.Table) []Part {
	var parts []Part
	for _, name := range table.Departments() {
		parts = append(parts, Part{Name: name, Points: table.DepartmentPoints(name)})
	}
	return parts
}

// assess adds a unit's scores up, and finds what its total and its grade may
// still become.
func (u *Unit) assess(table *indicator.Table) {
	var mayAdd, mayTake indicator.Points // the points of open scores and bonuses, and of open deductions
	capped := 0                          // the worst grade that a veto answered 是 caps at
	var openCaps []int                   // the grades that vetoes without an answer may cap at
	for k, c := range table.Criteria {
		e := u.Scores[k]
		department := part(u.Departments, func(p Part) bool { return p.Name == c.Department })
		open := e.State != scores.Valid
		if open {
			u.Open = append(u.Open, k)
		}
		switch kind := c.Kind(); {
		case (kind == indicator.Score || kind == indicator.Bonus) && open:
			mayAdd += c.Points
		case kind == indicator.Score:
			category := part(u.Categories, func(p Part) bool { return p.Code == c.Category.Code })
			for _, sum := range []*indicator.Points{&u.Assessed, &department.Assessed, &category.Assessed} {
				*sum += c.Points
			}
			for _, sum := range []*indicator.Points{&u.Scored, &department.Scored, &category.Scored} {
				*sum += e.Points
			}
		case kind == indicator.Bonus:
			u.Added += e.Points
			department.Added += e.Points
		case kind == indicator.Deduction && open:
			mayTake += c.Points
		case kind == indicator.Deduction:
			u.Deducted += e.Points
			department.Deducted += e.Points
		case open:
			u.Unanswered = append(u.Unanswered, c.Code)
			openCaps = append(openCaps, c.Cap)
		case e.Veto:
			u.Vetoes = append(u.Vetoes, c.Code)
			capped = max(capped, c.Cap)
		}
	}
	total := u.Scored + u.Added - u.Deducted
	u.Total = Range[indicator.Points]{total - mayTake, total + mayAdd}
	u.Grade = grades(table, u.Total, capped, openCaps)
}

// part finds a part that is there.
func part(parts []Part, is func(Part) bool) *Part { return &parts[slices.IndexFunc(parts, is)] }

// Roster lists the units in the roster's order.
func (r *Result) Roster() []Unit {
	return slices.SortedFunc(slices.Values(r.Units), func(a, b Unit) int { return cmp.Compare(a.Place, b.Place) })
}

// UnitNames lists the units' names in the roster's order.
func (r *Result) UnitNames() []string {
	var names []string
	for _, u := range r.Roster() {
		names = append(names, u.Name)
	}
	return names
}

// Distance is how many points a unit of a complete result lacks to the next better
// grade. There is none for the best grade, and none for a vetoed unit, whose grade
// no points would raise.
func (r *Result) Distance(u Unit) (points indicator.Points, ok bool) {
	grade := u.Grade.Value()
	if grade == 0 || u.Vetoed() {
		return 0, false
	}
	return r.Table.Grades[grade-1].AtLeast - u.Total.Value(), true
}

// Line is one line of a unit's ledger: a criterion at which it lost something or
// got a bonus, or of which its department has something to say.
type Line struct {
	Criterion int              // index in Table.Criteria
	Lost      indicator.Points // what was not scored, or what was taken off
}

// Ledger lists where a unit's points have gone: first the vetoes, then every
// loss and deduction, the largest first, then the bonuses, of which nothing is lost,
// and what is only remarked on. What is lost, deducted, left as the total so far
// without its bonuses and not [Unit.Assessed] yet are the table's points together.
func (r *Result) Ledger(u Unit) []Line {
	var vetoes, lost, bonuses, remarks []Line
	for k, c := range r.Table.Criteria {
		e := u.Scores[k]
		if e.State != scores.Valid {
			continue
		}
		switch line := (Line{k, e.Points}); {
		case c.Kind() == indicator.Score && e.Points < c.Points:
			lost = append(lost, Line{k, c.Points - e.Points})
		case c.Kind() == indicator.Deduction && e.Points > 0:
			lost = append(lost, line)
		case c.Kind() == indicator.Bonus && e.Points > 0:
			bonuses = append(bonuses, Line{Criterion: k})
		case e.Veto:
			vetoes = append(vetoes, line)
		case len(e.Reasons) > 0 || e.NA:
			remarks = append(remarks, Line{Criterion: k})
		}
	}
	slices.SortStableFunc(lost, func(a, b Line) int { return cmp.Compare(b.Lost, a.Lost) })
	return slices.Concat(vetoes, lost, bonuses, remarks)
}

// Spread is how the units differ in one thing.
type Spread struct {
	Sum             indicator.Points // of all units
	Highest, Lowest indicator.Points
	Units           int
}

// Range is the difference between the highest and the lowest.
func (s Spread) Range() indicator.Points { return s.Highest - s.Lowest }

// Mean is the mean of the units.
func (s Spread) Mean() indicator.Quotient { return indicator.Mean(s.Sum, s.Units) }

// Rate is what the mean is of these points, which are not 0.
func (s Spread) Rate(points indicator.Points) indicator.Quotient {
	return indicator.Rate(s.Sum, points*indicator.Points(s.Units))
}

// Spread is how the units of the result, of which there is at least one, differ
// in what of gives. As long as scores are missing, that compares unlike things.
func (r *Result) Spread(of func(Unit) indicator.Points) Spread {
	s := Spread{Highest: of(r.Units[0]), Lowest: of(r.Units[0]), Units: len(r.Units)}
	for _, u := range r.Units {
		points := of(u)
		s.Sum += points
		s.Highest, s.Lowest = max(s.Highest, points), min(s.Lowest, points)
	}
	return s
}
