package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
)

// ranges writes what is certain as one value, and else what is possible.
func ranges(result *Result) []string {
	var list []string
	for _, u := range result.Units {
		list = append(list, fmt.Sprintf("%d-%d %s %s/%s-%s %s..%s %s", u.Rank.Low, u.Rank.High, u.Name,
			u.Scored, u.Assessed, u.Deducted, u.Total.Low, u.Total.High, strings.Join(u.Grade.Names(result.Table), "")))
	}
	return list
}

// open takes scores out of a set: "东 A1.1".
func open(table *indicator.Table, set *scores.Set, missing ...string) *scores.Set {
	for _, score := range missing {
		unit, code, _ := strings.Cut(score, " ")
		set.Scores[slices.Index(set.Units, unit)][table.Index(code)] = scores.Entry{Unit: unit}
	}
	return set
}

// TestAProvisionalExample holds what an open score, deduction and veto leave
// possible, with its arithmetic. 好 is from 80, 中 from 60; A1.1 has 35 points,
// C1.1 takes at most 3; D1.1 caps at 差, D1.2 at 中.
func TestAProvisionalExample(t *testing.T) {
	table := tabletest.Small(t)
	result := Run(table, open(table, set(t, table,
		"东 35    25    40    0   0",      // certain: 100
		"西 0     25    35.01 0   0.5",    // A1.1 open: 60.01-0.5 = 59.51 to 94.51, a score for each grade
		"南 30    20    31    0   0",      // C1.1 open: 78 to 81
		"北 35    25    35    0   0",      // D1.1 open: 95 is 好, or 差 and nothing between
		"甲 0     20    40    0   0 D1.2", // A1.1 open: 60 to 95, capped at 中
		"乙 35    25    30    0   0 D1.1", // D1.2 open, which makes no difference to 差
		"丙 35    25    40    0   0",      // both vetoes open
	), "西 A1.1", "南 C1.1", "北 D1.1", "甲 A1.1", "乙 D1.2", "丙 D1.1", "丙 D1.2"))
	if diff := cmp.Diff([]string{
		"1-1 东 100/100-0 100..100 好", // 丙 may be its equal, but nobody is above 100
		"1-6 丙 100/100-0 100..100 好中差",
		"2-6 南 81/100-0 78..81 好中", // 东 is ahead at best; at worst 乙 alone stays behind
		"2-6 北 95/100-0 95..95 好差",
		"2-6 甲 60/65-0 60..95 中",
		"2-7 西 60.01/65-0.5 59.51..94.51 好中差",
		"6-7 乙 90/100-0 90..90 差", // only 西 can fall behind it
	}, ranges(result)); diff != "" {
		t.Error(diff)
	}
	if result.Complete() {
		t.Error("complete")
	}
	for name, want := range map[string]bool{"北": true, "丙": true, "乙": false, "东": false} { // 乙 is vetoed already
		if find(result, name).MayBeVetoed() != want {
			t.Errorf("%s may be vetoed: %t", name, !want)
		}
	}
}

// TestWithoutAnySheet everything is possible.
func TestWithoutAnySheet(t *testing.T) {
	table := tabletest.Embedded(t)
	set := &scores.Set{Units: []string{"甲", "乙"}, Scores: [][]scores.Entry{
		make([]scores.Entry, len(table.Criteria)), make([]scores.Entry, len(table.Criteria)),
	}}
	want := []string{"1-2 甲 0/0-0 -5..100 优秀良好合格较差", "1-2 乙 0/0-0 -5..100 优秀良好合格较差"}
	if got := ranges(Run(table, set)); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// possible is what the completions of a provisional result come to, for a unit.
type possible struct {
	totals [2]indicator.Points
	grades []int
	ranks  [2]int
}

func (p *possible) add(u Unit) {
	total, rank := u.Total.Value(), u.Rank.Value()
	if len(p.grades) == 0 {
		*p = possible{[2]indicator.Points{total, total}, nil, [2]int{rank, rank}}
	}
	p.totals = [2]indicator.Points{min(p.totals[0], total), max(p.totals[1], total)}
	p.ranks = [2]int{min(p.ranks[0], rank), max(p.ranks[1], rank)}
	p.grades = append(p.grades, u.Grade.Value())
	slices.Sort(p.grades)
	p.grades = slices.Compact(p.grades)
}

// tinyTable has so few points that are not given that all completions of a set
// can be tried: 0.02 and 0.01 of scores, and 0.01 of a deduction. The bounds of
// the grades lie among them. more are further rows.
func tinyTable(t testing.TB, more ...[]string) *indicator.Table {
	t.Helper()
	return tabletest.New(t, append([][]string{
		{"题"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{"类", "项", "甲（99.97分）", "局", ""}, {"", "", "乙（0.02分）", "", ""}, {"", "", "丙（0.01分）", "", ""},
		{"减分项", "项", "丁（0.01分）", "", ""},
		{"否决项", "项", "一律为差等次。", "", ""}, {"", "", "一律为中等次。", "", ""},
	}, more...), [][]string{{"等次", "下限"}, {"优", "100"}, {"好", "99.99"}, {"中", "99.97"}, {"差", ""}}, [][]string{{"被考核单位"}})
}

// completions calls do with every completion of a set.
func completions(table *indicator.Table, set *scores.Set, do func()) {
	for _, entries := range set.Scores {
		for k, c := range table.Criteria {
			e := &entries[k]
			if e.State == scores.Valid {
				continue
			}
			e.State = scores.Valid
			for e.Points = 0; e.Points <= c.Points; e.Points++ {
				completions(table, set, do)
			}
			e.Points = 0
			if c.Kind() == indicator.Veto {
				e.Veto = true
				completions(table, set, do)
			}
			*e = scores.Entry{Criterion: e.Criterion, Unit: e.Unit}
			return
		}
	}
	do()
}

// hold tries every completion of a set: none is outside of the bounds of the
// provisional result, and each bound and grade is attained.
func hold(t rapid.TB, table *indicator.Table, set *scores.Set) {
	found := map[string]*possible{}
	for _, unit := range set.Units {
		found[unit] = &possible{}
	}
	provisional := Run(table, set)
	completions(table, set, func() {
		for _, u := range Run(table, set).Units {
			found[u.Name].add(u)
		}
	})
	for _, u := range provisional.Units {
		bounds := possible{[2]indicator.Points{u.Total.Low, u.Total.High}, u.Grade, [2]int{u.Rank.Low, u.Rank.High}}
		if diff := cmp.Diff(*found[u.Name], bounds, cmp.AllowUnexported(possible{})); diff != "" {
			t.Fatalf("%s (-all completions +bounds):\n%s\n%s", u.Name, diff, strings.Join(ranges(provisional), "\n"))
		}
	}
}

func TestTheBoundsAreWhatCompletionsComeTo(t *testing.T) {
	table := tinyTable(t)
	for _, c := range []struct {
		rows string // units
		open string
	}{
		{"甲 99.97 0.02 0.01 0", "甲 C1.1"},                                                  // 优 or 差, and nothing between
		{"甲 99.97 0 0.01 0", "甲 A1.2, 甲 C1.2"},                                             // 中 to 优, and 中
		{"甲 99.97 0 0.01 0 C1.2", "甲 A1.2"},                                                // capped at 中
		{"甲 99.97 0 0 0 C1.1", "甲 A1.2, 甲 C1.2"},                                           // 差, whatever else
		{"甲 99.97 0 0 0; 乙 99.97 0 0 0", ""},                                               // a tie that is certain
		{"甲 99.97 0 0 0; 乙 99.97 0 0 0; 丙 99.97 0.01 0 0", "甲 A1.3, 乙 A1.3, 丙 B1.1"},       // ties that are possible
		{"甲 99.97 0.02 0.01 0; 乙 99.97 0 0 0.01; 丙 99.97 0 0 0", "甲 C1.1, 乙 C1.2, 丙 A1.2"}, // ranks that vetoes decide
	} {
		set := set(t, table, strings.Split(c.rows, ";")...)
		if c.open != "" {
			open(table, set, strings.Split(c.open, ", ")...)
		}
		hold(t, table, set)
	}
	tables := []*indicator.Table{table, tinyTable(t, []string{"加分项", "项", "戊（0.02分）", "", ""})}
	rapid.Check(t, func(t *rapid.T) {
		table := rapid.SampledFrom(tables).Draw(t, "table")
		set := scoretest.Draw(t, table, 4)
		const most = 6 // open scores
		for range rapid.IntRange(0, most).Draw(t, "open") {
			i, k := rapid.IntRange(0, len(set.Units)-1).Draw(t, "unit"), rapid.IntRange(1, len(table.Criteria)-1).Draw(t, "criterion")
			set.Scores[i][k] = scores.Entry{Criterion: k, Unit: set.Units[i]}
		}
		hold(t, table, set)
	})
}

// TestEveryCompletionIsWithinTheBounds of tables with more points, where only some
// completions can be tried.
func TestEveryCompletionIsWithinTheBounds(t *testing.T) {
	for _, table := range []*indicator.Table{tabletest.Embedded(t), tabletest.Small(t), tabletest.Wide(t)} {
		rapid.Check(t, func(t *rapid.T) {
			whole := scoretest.Draw(t, table, 8)
			set := &scores.Set{Units: whole.Units}
			for _, entries := range whole.Scores {
				set.Scores = append(set.Scores, slices.Clone(entries))
			}
			scoretest.Open(t, table, set)
			provisional, result := Run(table, set), Run(table, whole)
			for _, u := range provisional.Units {
				end := find(result, u.Name)
				total, grade, rank := end.Total.Value(), end.Grade.Value(), end.Rank.Value()
				if total < u.Total.Low || total > u.Total.High || !slices.Contains(u.Grade, grade) || rank < u.Rank.Low || rank > u.Rank.High {
					t.Fatalf("%+v, and in the end %+v", u, end)
				}
				if !u.MayBeVetoed() && u.Vetoed() != end.Vetoed() {
					t.Fatalf("%+v, and in the end %+v", u, end)
				}
				var bonuses indicator.Points // that are open
				for _, k := range u.Open {
					if c := table.Criteria[k]; c.Kind() == indicator.Bonus {
						bonuses += c.Points
					}
				}
				if u.Scored > u.Assessed || u.Assessed > table.Points() || u.Total.High-u.Scored-u.Added+u.Deducted != table.Points()-u.Assessed+bonuses {
					t.Fatalf("%s of %s: %+v", u.Scored, u.Assessed, u)
				}
				var categories, departments indicator.Points
				for _, c := range u.Categories {
					categories += c.Assessed
				}
				for _, d := range u.Departments {
					departments += d.Assessed
				}
				if categories != u.Assessed || departments != u.Assessed {
					t.Fatalf("%s is not %s and not %s", u.Assessed, categories, departments)
				}
				sum := u.Scored - u.Deducted + table.Points() - u.Assessed
				for _, line := range provisional.Ledger(u) {
					sum += line.Lost
				}
				if sum != table.Points() {
					t.Fatalf("the ledger adds up to %s", sum)
				}
			}
			if provisional.Complete() && !cmp.Equal(provisional, result, cmpopts.IgnoreUnexported(indicator.Table{})) {
				t.Fatal("nothing is open, and the result is not the ordinary one")
			}
		})
	}
}

// TestNothingUncertainIsShownAsCertain: to ask for one value of several is a fault.
func TestNothingUncertainIsShownAsCertain(t *testing.T) {
	for name, ask := range map[string]func(){
		"rank":  func() { Range[int]{1, 2}.Value() },
		"grade": func() { PossibleGrades{0, 3}.Value() },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			ask()
		}()
	}
}

// BenchmarkRunProvisional is the nation: 3,000 units with open scores.
func BenchmarkRunProvisional(b *testing.B) {
	table := tabletest.Embedded(b)
	set := &scores.Set{}
	for i := range 3000 {
		unit := fmt.Sprintf("单位%d", i)
		set.Units = append(set.Units, unit)
		var entries []scores.Entry
		for k, c := range table.Criteria {
			e := scores.Entry{Criterion: k, Unit: unit, State: scores.Valid, Points: c.Points * indicator.Points(i%7) / 7}
			if (i+k)%10 == 0 {
				e = scores.Entry{Criterion: k, Unit: unit}
			}
			entries = append(entries, e)
		}
		set.Scores = append(set.Scores, entries)
	}
	for b.Loop() {
		Run(table, set)
	}
}
