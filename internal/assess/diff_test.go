package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
)

// told writes moves as text, one a line: what each unit was and is, its changes
// with their effects, and whom it has passed and been passed by.
func told(table *indicator.Table, moves []Move) []string {
	state := func(u *Unit) string {
		if u == nil {
			return "none"
		}
		return fmt.Sprintf("%d %s %s", u.Rank.Value(), table.Grades[u.Grade.Value()].Name, u.Total.Value())
	}
	var list []string
	for _, m := range moves {
		line := fmt.Sprintf("%s: %s -> %s;", m.Name, state(m.Old), state(m.New))
		for _, c := range m.Changes {
			line += fmt.Sprintf(" %s%+d", table.Criteria[c.Criterion].Code, c.Effect(table))
		}
		list = append(list, fmt.Sprintf("%s; ahead %v, behind %v, alone %d", line, m.Ahead, m.Behind, m.Alone))
	}
	return list
}

// TestAWorkedComparison holds every kind of change, with its arithmetic.
func TestAWorkedComparison(t *testing.T) {
	table := tabletest.Small(t)
	old := Run(table, set(t, table,
		"东 30 25 40 0 0",      // 95        好 1
		"西 30 20 40 0 0",      // 90        好 2
		"南 30 20 39 1 0.5",    // 89-1.5    好 3, 87.5
		"北 30 20 35 0 0",      // 85        好 4
		"甲 30 20 20 0 0",      // 70        中 6
		"乙 35 25 40 0 0 D1.2", // 100       中 5: vetoed
		"丙 10 10 10 0 0",      // 30        差 7
		"丁 1 1 1 0 0",         // 3         差 8
	))
	now := Run(table, set(t, table,
		"东 30 25 40 0 0",         // 95        好 1: as it was
		"南 32.5 20 39 1 0",       // 91.5-1    好 2, 90.5: +2.5 and 0.5 less taken off, passes 西
		"西 30 20 40 0 0",         // 90        好 3: 南 has passed it
		"北 30 20 35.5 0 0",       // 85.5      好 5: +0.5, and passed by 乙
		"甲 29 21 20 0 0",         // 70        中 6: -1 +1
		"乙 35 25 40 0 2.5",       // 97.5      好 1: no longer vetoed
		"丙 10 10 10 0 0 D1.1",    // 30        差 8: what was 差 stays so
		"戊 10.01 10 10 0 0 D1.2", // 30.01     差 7: new
	))
	want := []string{
		"乙: 5 中 100 -> 1 好 97.5; C1.2-250 D1.2+0; ahead [], behind [东 西 南 北], alone 1",
		"东: 1 好 95 -> 2 好 95;; ahead [乙], behind [], alone 1",
		"南: 3 好 87.5 -> 3 好 90.5; A1.1+250 C1.2+50; ahead [乙], behind [西], alone 2", // passes 西, and is passed by 乙
		"西: 2 好 90 -> 4 好 90;; ahead [乙 南], behind [], alone 2",
		"北: 4 好 85 -> 5 好 85.5; B1.1+50; ahead [乙], behind [], alone 4", // a higher total and a worse rank
		"甲: 6 中 70 -> 6 中 70; A1.1-100 A1.2+100; ahead [], behind [], alone 6",
		"戊: none -> 7 差 30.01;; ahead [], behind [], alone 0",
		"丙: 7 差 30 -> 8 差 30; D1.1+0; ahead [戊], behind [], alone 7",
		"丁: 8 差 3 -> none;; ahead [], behind [], alone 0",
	}
	if diff := cmp.Diff(want, told(table, Diff(old, now))); diff != "" {
		t.Error(diff)
	}
}

// TestTiesAreNotAhead: who shares a rank is neither ahead nor behind.
func TestTiesAreNotAhead(t *testing.T) {
	table := tabletest.Small(t)
	tied := Run(table, set(t, table, "东 10 0 0 0 0", "西 10 0 0 0 0", "南 5 0 0 0 0"))
	apart := Run(table, set(t, table, "东 10 0 0 0 0", "西 11 0 0 0 0", "南 5 0 0 0 0"))
	for _, c := range []struct {
		old, now *Result
		want     []string
	}{
		{tied, apart, []string{
			"西: 1 差 10 -> 1 差 11; A1.1+100; ahead [], behind [], alone 1",
			"东: 1 差 10 -> 2 差 10;; ahead [西], behind [], alone 1",
		}},
		{apart, tied, []string{
			"东: 2 差 10 -> 1 差 10;; ahead [], behind [西], alone 2",
			"西: 1 差 11 -> 1 差 10; A1.1-100; ahead [], behind [], alone 1",
		}},
	} {
		if diff := cmp.Diff(c.want, told(table, Diff(c.old, c.now))); diff != "" {
			t.Error(diff)
		}
	}
}

// corrected draws what a set becomes by a few corrections: scores change, units
// come and go, and the roster may have another order.
func corrected(t *rapid.T, table *indicator.Table, set *scores.Set) *scores.Set {
	other := scoretest.Draw(t, table, 10)
	next := &scores.Set{}
	add := func(unit string, scores []scores.Entry) {
		next.Units, next.Scores = append(next.Units, unit), append(next.Scores, scores)
	}
	for i, unit := range set.Units {
		scores := slices.Clone(set.Scores[i])
		if i < len(other.Units) && rapid.Bool().Draw(t, "corrected") {
			k := rapid.IntRange(0, len(scores)-1).Draw(t, "criterion")
			scores[k] = other.Scores[i][k]
		}
		if rapid.IntRange(0, 7).Draw(t, "stays") > 0 {
			add(unit, scores)
		}
	}
	for i := len(set.Units); i < len(other.Units); i++ {
		add(other.Units[i], other.Scores[i])
	}
	if len(next.Units) == 0 {
		add(set.Units[0], set.Scores[0])
	}
	if rapid.Bool().Draw(t, "reversed") {
		slices.Reverse(next.Units)
		slices.Reverse(next.Scores)
	}
	return next
}

// pair draws two sets of one table.
func pair(t *rapid.T, table *indicator.Table) (old, now *scores.Set) {
	old = scoretest.Draw(t, table, 8)
	return old, corrected(t, table, old)
}

func TestNothingDiffersFromItself(t *testing.T) {
	table := tabletest.Small(t)
	rapid.Check(t, func(t *rapid.T) {
		set := scoretest.Draw(t, table, 8)
		old := Run(table, set)
		for i := range set.Scores { // another file, other reasons: no other score
			set.Scores[i] = slices.Clone(set.Scores[i])
			for k := range set.Scores[i] {
				e := &set.Scores[i][k]
				e.At, e.Note = diag.Position{File: "乙.xlsx"}, "注"
				e.Reasons = []scores.Reason{{Text: "因"}}
			}
		}
		if moves := Diff(old, Run(table, set)); len(moves) > 0 {
			t.Fatalf("%q", told(table, moves))
		}
	})
}

// TestChangesExplainTheTotals: they add up to what the total has changed by, and
// a unit that is not named is as it was in everything.
func TestChangesExplainTheTotals(t *testing.T) {
	for _, table := range []*indicator.Table{tabletest.Embedded(t), tabletest.Small(t), tabletest.Wide(t)} {
		rapid.Check(t, func(t *rapid.T) {
			before, after := pair(t, table)
			old, now := Run(table, before), Run(table, after)
			moves := map[string]Move{}
			for _, m := range Diff(old, now) {
				moves[m.Name] = m
			}
			for _, name := range slices.Concat(before.Units, after.Units) {
				i, j := slices.Index(before.Units, name), slices.Index(after.Units, name)
				m, listed := moves[name]
				if i < 0 || j < 0 {
					if !listed || (m.Old == nil) != (i < 0) || (m.New == nil) != (j < 0) || len(m.Changes) > 0 {
						t.Fatalf("%s: %+v", name, m)
					}
					continue
				}
				var effects indicator.Points
				var want []int
				for k := range table.Criteria {
					if was, is := before.Scores[i][k], after.Scores[j][k]; was.Points != is.Points || was.Veto != is.Veto || was.NA != is.NA {
						want = append(want, k)
					}
				}
				var got []int
				for _, c := range m.Changes {
					got, effects = append(got, c.Criterion), effects+c.Effect(table)
					if was, is := before.Scores[i][c.Criterion], after.Scores[j][c.Criterion]; c.Unit != name || c.Old.At != was.At || c.New.Points != is.Points || c.Old.Veto != was.Veto {
						t.Fatalf("%s: %+v", name, c)
					}
				}
				u, v := find(old, name), find(now, name)
				if !slices.Equal(got, want) || effects != v.Total.Value()-u.Total.Value() {
					t.Fatalf("%s: the changes are %v, want %v; they come to %s, from %s to %s", name, got, want, effects, u.Total.Value(), v.Total.Value())
				}
				tiedOld, tiedNew := sharing(old, name), sharing(now, name)
				slices.Sort(tiedOld)
				slices.Sort(tiedNew)
				if changed := len(want) > 0 || u.Rank != v.Rank || u.Grade.Value() != v.Grade.Value() || !slices.Equal(tiedOld, tiedNew); listed != changed {
					t.Fatalf("%s is listed: %v", name, listed)
				}
			}
		})
	}
}

// sharing are the others that have a unit's rank.
func sharing(r *Result, name string) []string {
	var names []string
	for _, u := range r.Units {
		if u.Name != name && u.Rank.Value() == find(r, name).Rank.Value() {
			names = append(names, u.Name)
		}
	}
	return names
}

// TestRewordedIsWhatStayedTheSame, in all but its words.
func TestRewordedIsWhatStayedTheSame(t *testing.T) {
	table := tabletest.Small(t)
	set := func(note, reason string, points indicator.Points) *Result {
		entries := make([]scores.Entry, len(table.Criteria))
		for k := range entries {
			entries[k] = scores.Entry{Criterion: k, Unit: "甲", State: scores.Valid}
		}
		entries[1].Note, entries[2].Points = note, points
		entries[2].Reasons = []scores.Reason{{Text: reason}}
		return Run(table, &scores.Set{Units: []string{"甲"}, Scores: [][]scores.Entry{entries}})
	}
	for _, c := range []struct {
		note, reason string
		points       indicator.Points
		want         []int
	}{{"注", "因", 100, nil}, {"另注", "因", 100, []int{1}}, {"注", "另因", 100, []int{2}}, {"注", "另因", 200, nil}, {"另注", "另因", 100, []int{1, 2}}} {
		var got []int
		for _, change := range Reworded(set("注", "因", 100), set(c.note, c.reason, c.points)) {
			got = append(got, change.Criterion)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestWhatChangesIsNotReworded: a full score that becomes 不涉及, with its note, is one
// change.
func TestWhatChangesIsNotReworded(t *testing.T) {
	table := tabletest.Small(t)
	of := func(na bool, note string) *Result {
		entries := make([]scores.Entry, len(table.Criteria))
		for k := range entries {
			entries[k] = scores.Entry{Criterion: k, Unit: "甲", State: scores.Valid}
		}
		entries[0].NA, entries[0].Note = na, note
		return Run(table, &scores.Set{Units: []string{"甲"}, Scores: [][]scores.Entry{entries}})
	}
	old, now := of(false, ""), of(true, "没有此类企业")
	if moves, reworded := Diff(old, now), Reworded(old, now); len(moves) != 1 || len(moves[0].Changes) != 1 || len(reworded) > 0 {
		t.Errorf("%+v, %+v", moves, reworded)
	}
}

// TestPassingExplainsTheRanks, in both directions, and each name is true.
func TestPassingExplainsTheRanks(t *testing.T) {
	table := tabletest.Small(t)
	rapid.Check(t, func(t *rapid.T) {
		before, after := pair(t, table)
		old, now := Run(table, before), Run(table, after)
		back := map[string]Move{}
		for _, m := range Diff(now, old) {
			back[m.Name] = m
		}
		ahead := func(r *Result, of string) []string {
			var names []string
			for _, u := range r.Units {
				if u.Rank.Value() < find(r, of).Rank.Value() {
					names = append(names, u.Name)
				}
			}
			return names
		}
		for _, m := range Diff(old, now) {
			if m.Old == nil || m.New == nil {
				if len(m.Ahead)+len(m.Behind)+m.Alone > 0 {
					t.Fatalf("%+v", m)
				}
				continue
			}
			if m.New.Rank.Value() != m.Old.Rank.Value()+len(m.Ahead)-len(m.Behind) {
				t.Fatalf("%q", told(table, []Move{m}))
			}
			if !slices.Equal(m.TiedOld, sharing(old, m.Name)) || !slices.Equal(m.TiedNew, sharing(now, m.Name)) {
				t.Fatalf("%s shares its rank with %v, then with %v", m.Name, m.TiedOld, m.TiedNew)
			}
			was, is := ahead(old, m.Name), ahead(now, m.Name)
			wasToo := func(name string) bool { return slices.Contains(was, name) }
			isToo := func(name string) bool { return slices.Contains(is, name) }
			if want := slices.DeleteFunc(slices.Clone(is), wasToo); !slices.Equal(m.Ahead, want) {
				t.Fatalf("%s: ahead are %v, want %v", m.Name, m.Ahead, want)
			}
			if want := slices.DeleteFunc(slices.Clone(was), isToo); !slices.Equal(m.Behind, want) {
				t.Fatalf("%s: behind are %v, want %v", m.Name, m.Behind, want)
			}
			if b := back[m.Name]; !slices.Equal(b.Ahead, m.Behind) || !slices.Equal(b.Behind, m.Ahead) {
				t.Fatalf("%s: back it is %+v", m.Name, b)
			}
			// Alone is found by letting only its own scores change.
			alone := &scores.Set{Units: before.Units, Scores: slices.Clone(before.Scores)}
			alone.Scores[slices.Index(alone.Units, m.Name)] = m.New.Scores
			if want := find(Run(table, alone), m.Name).Rank.Value(); m.Alone != want {
				t.Fatalf("%s: alone it would be %d, want %d", m.Name, m.Alone, want)
			}
		}
	})
}

// TestMovesAreInOrder: as the new result has the units, and then as the old one
// has those that are gone.
func TestMovesAreInOrder(t *testing.T) {
	table := tabletest.Small(t)
	rapid.Check(t, func(t *rapid.T) {
		before, after := pair(t, table)
		old, now := Run(table, before), Run(table, after)
		var order []string
		for _, u := range now.Units {
			order = append(order, u.Name)
		}
		for _, u := range old.Units {
			if !slices.Contains(order, u.Name) {
				order = append(order, u.Name)
			}
		}
		place := -1
		for _, m := range Diff(old, now) {
			next := slices.Index(order, m.Name)
			if next <= place {
				t.Fatalf("%s is out of the order %s", m.Name, strings.Join(order, " "))
			}
			place = next
		}
	})
}
