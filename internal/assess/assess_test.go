package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"qeval/internal/indicator"
	"qeval/internal/scores"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
)

// set makes a set of rows: a unit, its scores, bonuses and deductions in the table's
// order, and the codes of its vetoes.
func set(t testing.TB, table *indicator.Table, rows ...string) *scores.Set {
	t.Helper()
	s := &scores.Set{}
	for _, row := range rows {
		fields := strings.Fields(row)
		s.Units = append(s.Units, fields[0])
		var entries []scores.Entry
		for k, c := range table.Criteria {
			e := scores.Entry{Criterion: k, Unit: fields[0], State: scores.Valid}
			if c.Kind() == indicator.Veto {
				e.Veto = slices.Contains(fields, c.Code)
			} else {
				points, err := indicator.ParsePoints(fields[1+k])
				if err != nil {
					t.Fatal(err)
				}
				e.Points = points
			}
			entries = append(entries, e)
		}
		s.Scores = append(s.Scores, entries)
	}
	return s
}

func lines(result *Result) []string {
	var list []string
	for _, u := range result.Units {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%d %s %s-%s=%s %s %s", u.Rank.Value(), u.Name, u.Scored, u.Deducted, u.Total.Value(),
			result.Table.Grades[u.Grade.Value()].Name, strings.Join(u.Vetoes, " "))))
	}
	return list
}

// TestAWorkedExample holds every rule from points to rank, with its arithmetic.
func TestAWorkedExample(t *testing.T) {
	table := tabletest.Small(t)
	result := Run(table, set(t, table,
		"东 30.1  20.2  29.7  0   0",              // 80.00: a sum that floats get wrong, on the bound
		"西 30.1  20.2  29.69 0   0",              // 79.99: just below it
		"南 35    25    40    0   0    D1.2",      // 100, vetoed to 中
		"北 35    25    40    3   2.5",            // 100 - 5.5 = 94.5
		"甲 35    25    40    0   0    D1.1 D1.2", // 100, vetoed twice: the worse holds, 差
		"乙 0     0     0     3   2.5",            // -5.5: a total may be negative
		"丙 10    5     5     0   0    D1.2",      // 20 is 差; a veto to 中 does not raise it
		"丁 30.09 20.21 29.7  0   0",              // 80.00 again: a tie with 东
		"戊 0     20    40    0   0.01",           // 59.99
		"己 0     20    40    0   0",              // 60.00
	))
	if diff := cmp.Diff([]string{
		"1 北 100-5.5=94.5 好",
		"2 东 80-0=80 好", // 2, 2, and 3 is left out; 东 is before 丁 in the roster
		"2 丁 80-0=80 好",
		"4 南 100-0=100 中 D1.2", // the better grade first, whatever the total
		"5 西 79.99-0=79.99 中",
		"6 己 60-0=60 中",
		"7 甲 100-0=100 差 D1.1 D1.2",
		"8 戊 60-0.01=59.99 差",
		"9 丙 20-0=20 差 D1.2",
		"10 乙 0-5.5=-5.5 差",
	}, lines(result)); diff != "" {
		t.Error(diff)
	}
	var categories []string
	for _, c := range result.Units[0].Categories {
		categories = append(categories, fmt.Sprintf("%s %s %s/%s", c.Code, c.Name, c.Scored, c.Points))
	}
	if want := []string{"A 类一 60/60", "B 类二 40/40"}; !slices.Equal(categories, want) {
		t.Errorf("%v, want %v", categories, want)
	}
}

func TestThreeEqualUnitsShareARank(t *testing.T) {
	table := tabletest.Small(t)
	result := Run(table, set(t, table, "丙 1 0 0 0 0", "甲 2 0 0 1 0", "乙 0 1 0 0 0", "丁 0 0 0 0 0", "戊 0 2 0 0 0"))
	want := []string{"1 戊 2-0=2 差", "2 丙 1-0=1 差", "2 甲 2-1=1 差", "2 乙 1-0=1 差", "5 丁 0-0=0 差"}
	if got := lines(result); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestManyTiesStayInTheRosterOrder: Go's unstable sort is stable up to twelve.
func TestManyTiesStayInTheRosterOrder(t *testing.T) {
	table := tabletest.Small(t)
	var rows, want []string
	for i := range 40 {
		rows = append(rows, fmt.Sprintf("单位%02d %d 0 0 0 0", i, i%3))
	}
	for points := 2; points >= 0; points-- {
		for i := points; i < 40; i += 3 {
			want = append(want, fmt.Sprintf("单位%02d", i))
		}
	}
	for i, u := range Run(table, set(t, table, rows...)).Units {
		if u.Name != want[i] {
			t.Fatalf("place %d is %s, want %s", i+1, u.Name, want[i])
		}
	}
}

func find(result *Result, name string) Unit {
	return result.Units[slices.IndexFunc(result.Units, func(u Unit) bool { return u.Name == name })]
}

func TestTheResultAddsUp(t *testing.T) {
	for _, table := range []*indicator.Table{tabletest.Embedded(t), tabletest.Small(t), tabletest.Wide(t)} {
		rapid.Check(t, func(t *rapid.T) {
			for _, u := range Run(table, scoretest.Draw(t, table, 8)).Units {
				var categories, scored, added, deducted indicator.Points
				for _, c := range u.Categories {
					categories += c.Scored
					if c.Scored > c.Points {
						t.Fatalf("%s has %s of %s", c.Name, c.Scored, c.Points)
					}
				}
				for k, e := range u.Scores {
					switch table.Criteria[k].Kind() {
					case indicator.Score:
						scored += e.Points
					case indicator.Bonus:
						added += e.Points
					case indicator.Deduction:
						deducted += e.Points
					}
				}
				if categories != u.Scored || scored != u.Scored || added != u.Added || deducted != u.Deducted || u.Total.Value() != scored+added-deducted {
					t.Fatalf("%+v", u)
				}
			}
		})
	}
}

// TestRanksAgreeWithTotals states once more, by counting, that the better grade comes
// first and then the higher total, and that equal units share a rank.
func TestRanksAgreeWithTotals(t *testing.T) {
	table := tabletest.Small(t)
	rapid.Check(t, func(t *rapid.T) {
		set := scoretest.Draw(t, table, 8)
		result := Run(table, set)
		for i, u := range result.Units {
			better := 0
			for _, v := range result.Units {
				if v.Grade.Value() < u.Grade.Value() || v.Grade.Value() == u.Grade.Value() && v.Total.Value() > u.Total.Value() {
					better++
				}
			}
			if u.Rank.Value() != better+1 {
				t.Fatalf("%v", lines(result))
			}
			if i > 0 && result.Units[i-1].Rank == u.Rank &&
				slices.Index(set.Units, result.Units[i-1].Name) > slices.Index(set.Units, u.Name) {
				t.Fatalf("a tie is not in the roster's order: %v", lines(result))
			}
		}
	})
}

func TestRaisingAScoreNeverHarms(t *testing.T) {
	tables := []*indicator.Table{tabletest.Small(t), tabletest.Wide(t)}
	rapid.Check(t, func(t *rapid.T) {
		table := rapid.SampledFrom(tables).Draw(t, "table")
		set := scoretest.Draw(t, table, 8)
		i := rapid.IntRange(0, len(set.Units)-1).Draw(t, "unit")
		k := rapid.IntRange(0, len(table.Criteria)-1).Draw(t, "criterion")
		before := find(Run(table, set), set.Units[i])
		c, e := table.Criteria[k], &set.Scores[i][k]
		switch c.Kind() {
		case indicator.Score, indicator.Bonus:
			e.NA = false // which is nothing but its full points
			e.Points = indicator.Points(rapid.Int64Range(int64(e.Points), int64(c.Points)).Draw(t, "raised"))
		case indicator.Deduction:
			e.Points = indicator.Points(rapid.Int64Range(0, int64(e.Points)).Draw(t, "lowered"))
		case indicator.Veto:
			e.Veto = false
		}
		after := find(Run(table, set), set.Units[i])
		if after.Total.Value() < before.Total.Value() || after.Grade.Value() > before.Grade.Value() || after.Rank.Value() > before.Rank.Value() {
			t.Fatalf("from %+v to %+v", before, after)
		}
	})
}

func TestAVetoNeverRaisesAGrade(t *testing.T) {
	table := tabletest.Small(t)
	rapid.Check(t, func(t *rapid.T) {
		set := scoretest.Draw(t, table, 8)
		before := Run(table, set)
		for i := range set.Units {
			k := rapid.SampledFrom([]int{table.Index("D1.2"), table.Index("D1.1")}).Draw(t, "veto")
			set.Scores[i][k].Veto = true
		}
		for _, u := range Run(table, set).Units {
			b := find(before, u.Name)
			if u.Grade.Value() < b.Grade.Value() || u.Total != b.Total {
				t.Fatalf("from %+v to %+v", b, u)
			}
		}
	})
}

// TestTheLedgerAddsUp: what is lost, taken off and left as the total without its
// bonuses are the table's points.
func TestTheLedgerAddsUp(t *testing.T) {
	for _, table := range []*indicator.Table{tabletest.Embedded(t), tabletest.Small(t), tabletest.Wide(t)} {
		rapid.Check(t, func(t *rapid.T) {
			result := Run(table, scoretest.Draw(t, table, 8))
			for _, u := range result.Units {
				sum := u.Total.Value() - u.Added
				for _, line := range result.Ledger(u) {
					sum += line.Lost
				}
				if sum != table.Points() {
					t.Fatalf("%s of %s", sum, table.Points())
				}
			}
		})
	}
}

// TestTheLedger: vetoes first, then the largest loss, ties in the table's order,
// and remarks last.
func TestTheLedger(t *testing.T) {
	table := tabletest.Small(t)
	set := set(t, table, "东 34 25 39 1 2 D1.2")
	set.Scores[0][1].Reasons = []scores.Reason{{Text: "满分"}}
	result := Run(table, set)
	var got []string
	for _, line := range result.Ledger(result.Units[0]) {
		got = append(got, table.Criteria[line.Criterion].Code+" "+line.Lost.String())
	}
	if want := []string{"D1.2 0", "C1.2 2", "A1.1 1", "B1.1 1", "C1.1 1", "A1.2 0"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestABonusIsAddedOutsideThePoints of the table: 好 from 80, 中 from 60. A unit that
// has none has lost nothing, and who has one may have more than the table's points.
func TestABonusIsAddedOutsideThePoints(t *testing.T) {
	table := tabletest.Wide(t)
	result := Run(table, set(t, table, // A1.1 A1.2, the bonuses B1.1 B1.2, C1.1, the deduction D1.1
		"东 35 25 3    1.5 40 0",      // 100+4.5 = 104.5
		"西 30 20 0    0   30 0",      // 80, without any
		"南 30 20 1.25 0   29.75 1",   // 79.75+1.25-1 = 80: a tie with 西
		"北 30 20 1.24 0   29.75 1",   // 79.99, just below the bound
		"甲 35 25 3    1.5 40 0 E1.1", // 104.5, vetoed to 中
	))
	var got []string
	for _, u := range result.Units {
		d := u.Departments[1]
		got = append(got, fmt.Sprintf("%d %s %s+%s-%s=%s %s, %s %s/%s+%s", u.Rank.Value(), u.Name, u.Scored, u.Added, u.Deducted,
			u.Total.Value(), table.Grades[u.Grade.Value()].Name, d.Name, d.Scored, d.Points, d.Added))
	}
	if diff := cmp.Diff([]string{
		"1 东 100+4.5-0=104.5 好, 另局 0/0+1.5",
		"2 西 80+0-0=80 好, 另局 0/0+0",
		"2 南 79.75+1.25-1=80 好, 另局 0/0+0",
		"4 甲 100+4.5-0=104.5 中, 另局 0/0+1.5",
		"5 北 79.75+1.24-1=79.99 中, 另局 0/0+0",
	}, got); diff != "" {
		t.Error(diff)
	}
	var ledger []string
	for _, line := range result.Ledger(find(result, "南")) {
		ledger = append(ledger, table.Criteria[line.Criterion].Code+" "+line.Lost.String())
	}
	if want := []string{"C1.1 10.25", "A1.1 5", "A1.2 5", "D1.1 1", "B1.1 0"}; !slices.Equal(ledger, want) {
		t.Errorf("%q, want %q", ledger, want)
	}
	if d, ok := result.Distance(find(result, "北")); !ok || d != 1 {
		t.Errorf("%s to the next grade", d)
	}
	open := open(table, set(t, table, "东 35 25 0 1 0 0"), "东 B1.1", "东 C1.1", "东 D1.1") // 60+1, +3, +40, -3
	if u := Run(table, open).Units[0]; u.Total != (Range[indicator.Points]{58_00, 104_00}) || u.Added != 1_00 || u.Assessed != 60_00 {
		t.Errorf("%+v", u)
	}
}

func TestDistance(t *testing.T) {
	table := tabletest.Small(t) // 好 from 80, 中 from 60
	result := Run(table, set(t, table,
		"好 35 25 40 0 0", "中 30 20 29.99 0 0", "界 20 20 20 0 0", "差 0 0 0 3 2.5", "否 30 20 25 0 0 D1.2", "低 1 0 0 0 0 D1.1",
	))
	got := map[string]string{}
	for _, u := range result.Units {
		if points, ok := result.Distance(u); ok {
			got[u.Name] = points.String()
		}
	}
	if diff := cmp.Diff(map[string]string{"中": "0.01", "界": "20", "差": "65.5"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestPartsAndSpreads: the departments together are the whole, and means and
// rates are rounded half away from zero.
func TestPartsAndSpreads(t *testing.T) {
	table := tabletest.Embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		for _, u := range Run(table, scoretest.Draw(t, table, 8)).Units {
			var points, scored, deducted indicator.Points
			for _, d := range u.Departments {
				points, scored, deducted = points+d.Points, scored+d.Scored, deducted+d.Deducted
			}
			if points != table.Points() || scored != u.Scored || deducted != u.Deducted {
				t.Fatalf("%+v", u)
			}
		}
	})
	small := tabletest.Small(t)
	result := Run(small, set(t, small, "东 30 0 0 1 0", "南 10.01 0 0 0 0", "西 20 0 0 0 2.5"))
	s := result.Spread(func(u Unit) indicator.Points { return u.Scores[0].Points })
	got := []string{s.Sum.String(), s.Highest.String(), s.Lowest.String(), s.Mean().String(), s.Rate(35_00).String()}
	if want := []string{"60.01", "30", "10.01", "20.0033", "0.5715"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if s := result.Spread(func(u Unit) indicator.Points { return u.Total.Value() }); s.Lowest != 10_01 || s.Highest != 29_00 {
		t.Errorf("%+v", s)
	}
}

// TestThePlaceInTheRoster is kept whatever the ranks.
func TestThePlaceInTheRoster(t *testing.T) {
	table := tabletest.Small(t)
	for _, u := range Run(table, set(t, table, "甲 0 0 0 0 0", "乙 35 0 0 0 0", "丙 10 0 0 0 0")).Units {
		if want := map[string]int{"甲": 0, "乙": 1, "丙": 2}[u.Name]; u.Place != want {
			t.Errorf("%s has place %d", u.Name, u.Place)
		}
	}
}

// TestADepartmentsDeductionsAddUp: 局 has two.
func TestADepartmentsDeductionsAddUp(t *testing.T) {
	table := tabletest.Small(t)
	d := Run(table, set(t, table, "甲 35 25 40 1.5 2")).Units[0].Departments
	if len(d) != 1 || d[0].Deducted != 3_50 || d[0].Scored != 100_00 {
		t.Errorf("%+v", d)
	}
}
