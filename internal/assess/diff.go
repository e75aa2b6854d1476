package assess

import (
	"slices"

	"qeval/internal/indicator"
	"qeval/internal/scores"
)

// Change is a score that is another. That its reasons or its cell are others is
// none.
type Change struct {
	Unit      string
	Criterion int // index in Table.Criteria
	Old, New  scores.Entry
}

// Effect is what a change adds to its unit's total. A veto adds nothing: it caps
// the grade.
func (c Change) Effect(table *indicator.Table) indicator.Points {
	return table.Criteria[c.Criterion].Kind().Sign() * (c.New.Points - c.Old.Points)
}

// Move is what has become of one unit. Of one that only one of the results has
// there is nothing to compare.
type Move struct {
	Name     string
	Old, New *Unit    // nil where it is not in the roster
	Changes  []Change // in the table's order

	// Its rank is the old one, and one more for each unit of Ahead, and one less
	// for each of Behind.
	Ahead  []string // the units that are ahead of it now and were not, by the new rank
	Behind []string // the units that were ahead of it and are not any more, by the old rank
	Alone  int      // the rank that it would have if nothing had changed but its own scores

	TiedOld, TiedNew []string // the units that shared its rank, and that do now, in the order of their results
}

// Diff says what has become of the units of which anything is another: a score,
// the total, the grade, the rank, who shares it, or that they are in the roster. Both results are
// complete, and of the same table. The units are in the order of the new result,
// those that it lacks behind them in the order of the old one.
func Diff(old, now *Result) []Move {
	was, is := byName(old), byName(now)
	var moves []Move
	for i := range now.Units {
		m := Move{Name: now.Units[i].Name, Old: was[now.Units[i].Name], New: &now.Units[i]}
		if m.Old != nil {
			m.Changes = changes(now.Table, m.Old, m.New)
			m.TiedOld, m.TiedNew = tied(old, m.Old), tied(now, m.New)
			if m.same() {
				continue
			}
			m.overtake(old, now, was, is)
		}
		moves = append(moves, m)
	}
	for i := range old.Units {
		if name := old.Units[i].Name; is[name] == nil {
			moves = append(moves, Move{Name: name, Old: &old.Units[i]})
		}
	}
	return moves
}

func byName(r *Result) map[string]*Unit {
	units := map[string]*Unit{}
	for i := range r.Units {
		units[r.Units[i].Name] = &r.Units[i]
	}
	return units
}

func changes(table *indicator.Table, old, now *Unit) []Change {
	var list []Change
	for k := range table.Criteria {
		if was, is := old.Scores[k], now.Scores[k]; !was.Same(is) {
			list = append(list, Change{now.Name, k, was, is})
		}
	}
	return list
}

// tied are the other units that have a unit's rank.
func tied(r *Result, u *Unit) []string {
	var names []string
	for i := range r.Units {
		if v := &r.Units[i]; v.Name != u.Name && v.Rank == u.Rank {
			names = append(names, v.Name)
		}
	}
	return names
}

// same reports whether all is as it was. Without a change of its scores only the
// rank of a unit can be another, and who shares it.
func (m *Move) same() bool {
	return len(m.Changes) == 0 && m.Old.Rank == m.New.Rank && sameNames(m.TiedOld, m.TiedNew)
}

// sameNames compares lists in which nothing is twice, in whatever order.
func sameNames(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(name string) bool { return !slices.Contains(b, name) })
}

// Reworded are the scores that are as they were while their reasons or notes are
// not, of the units that both results have, in the order of the new one.
func Reworded(old, now *Result) []Change {
	was := byName(old)
	var list []Change
	for i := range now.Units {
		u := &now.Units[i]
		if was[u.Name] == nil {
			continue
		}
		for k := range now.Table.Criteria {
			if a, b := was[u.Name].Scores[k], u.Scores[k]; a.Same(b) && !sameWords(a, b) {
				list = append(list, Change{u.Name, k, a, b})
			}
		}
	}
	return list
}

func sameWords(a, b scores.Entry) bool {
	return a.Note == b.Note && slices.EqualFunc(a.Reasons, b.Reasons, scores.Reason.Same)
}

// overtake finds whom the unit has passed and who has passed it.
func (m *Move) overtake(old, now *Result, was, is map[string]*Unit) {
	for i := range now.Units {
		v := &now.Units[i]
		if v.aheadOf(m.New) && (was[v.Name] == nil || !was[v.Name].aheadOf(m.Old)) {
			m.Ahead = append(m.Ahead, v.Name)
		}
	}
	m.Alone = 1
	for i := range old.Units {
		v := &old.Units[i]
		if v.aheadOf(m.Old) && (is[v.Name] == nil || !is[v.Name].aheadOf(m.New)) {
			m.Behind = append(m.Behind, v.Name)
		}
		if v.Name != m.Name && v.aheadOf(m.New) {
			m.Alone++
		}
	}
}

// aheadOf reports whether a unit of a complete result has a better rank than
// another one has, or would have in that result.
func (u *Unit) aheadOf(v *Unit) bool { return u.best().compare(v.best()) < 0 }
