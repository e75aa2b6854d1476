package indicator

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// compared is what differs between the small table below and one with other rows, in
// words: "A1.1>A1.2: code text", "+A1.3", "-A1.1".
func compared(t *testing.T, rows ...[]string) (string, Comparison) {
	t.Helper()
	parse := func(rows [][]string) *Table {
		table, err := FromRows(append([][]string{{"题"}, append(slices.Clone(heads), "分值", "不涉及时")}, rows...), [][]string{{"等次", "下限"}, {"好", "60"}, {"差"}}, goodUnits)
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	c := Compare(parse(compareRows()), parse(rows))
	var list []string
	for _, d := range c.Criteria {
		switch {
		case d.Old == nil:
			list = append(list, "+"+d.New.Code)
		case d.New == nil:
			list = append(list, "-"+d.Old.Code)
		default:
			list = append(list, strings.TrimSpace(fmt.Sprintf("%s>%s: %s", d.Old.Code, d.New.Code, strings.Trim(fmt.Sprint(d.Aspects), "[]"))))
		}
	}
	return strings.Join(list, ", "), c
}

func compareRows() [][]string {
	return [][]string{
		{"类一", "甲项", "开展产品质量监督抽查（30分）", "甲局", "注"}, {"", "", "建立质量工作协调机制（20分）"},
		{"类二", "乙项", "组织旅游服务质量监测（50分）", "乙局"},
		{"减分项", "丙项", "发生重大质量事故（3分）"}, {"否决项", "丁项", "弄虚作假的，一律为差等次。"},
	}
}

func TestCompareNamesWhatDiffers(t *testing.T) {
	with := func(rows [][]string, row, col int, text string) [][]string {
		rows[row] = append(rows[row], make([]string, 7-len(rows[row]))...)
		rows[row][col] = text
		return rows
	}
	change := func(row, col int, text string) [][]string { return with(compareRows(), row, col, text) }
	for _, c := range []struct {
		name string
		rows [][]string
		want string
	}{
		{"nothing", compareRows(), ""},
		{"the width of a text", change(0, 2, "开展产品质量监督抽查(30分)"), ""},
		{"points", with(change(0, 2, "开展产品质量监督抽查（31分）"), 1, 2, "建立质量工作协调机制（19分）"), "A1.1>A1.1: points, A1.2>A1.2: points"},
		{"a word", change(0, 2, "开展产品质量专项监督抽查（30分）"), "A1.1>A1.1: text"},
		{"the department", change(2, 3, "丙局"), "B1.1>B1.1: department, C1.1>C1.1: department, D1.1>D1.1: department"},
		{"a note", change(0, 4, ""), "A1.1>A1.1: note"},
		{"a rule", change(0, 6, "满分"), "A1.1>A1.1: not_applicable"},
		{"the grade of a veto", change(4, 2, "弄虚作假的，一律为好等次。"), "D1.1>D1.1: text grade"},
		{"the name of a category", change(2, 0, "类三"), "B1.1>B1.1: category"},
		{"the name of an item", change(2, 1, "戊项"), "B1.1>B1.1: item"},
		{"the order", slices.Concat([][]string{{"类一", "甲项", "建立质量工作协调机制（20分）", "甲局"}, {"", "", "开展产品质量监督抽查（30分）", "", "注"}}, compareRows()[2:]), "A1.2>A1.1: code, A1.1>A1.2: code"},
		{"one for another", change(2, 2, "完成消费投诉处理（50分）"), "+B1.1, -B1.1"},
		{"a bonus", append(compareRows(), []string{"加分项", "己项", "获得质量奖（1分）", ""}), "+E1.1"},
		{"a deduction less", slices.Delete(compareRows(), 3, 4), "D1.1>C1.1: code, -C1.1"},
		{"another item, and reworded", slices.Concat([][]string{compareRows()[0]}, [][]string{{"", "庚项", "建立质量工作协调的机制（20分）"}}, compareRows()[2:]), "A1.2>A2.1: code item text"},
	} {
		if got, _ := compared(t, c.rows...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestCompareAddsUpThePoints(t *testing.T) {
	rows := compareRows()
	rows[0][2], rows[2][2], rows[2][3] = "开展产品质量监督抽查（40分）", "组织旅游服务质量监测（40分）", "甲局"
	_, c := compared(t, append(rows, []string{"加分项", "己项", "获得质量奖（1.5分）", "新局"})...)
	if got, want := fmt.Sprint(c.Categories()), "[{类一 50 60} {类二 50 40} {减分项 3 3} {加分项 0 1.5}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := fmt.Sprint(c.Departments()), "[{甲局 50 100} {乙局 50 0}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	other := *c.New
	other.Grades, other.Units = []Grade{{Name: "好", AtLeast: 61_00}, {Name: "差", Open: true}}, []string{"乙县"}
	if c := Compare(c.New, &other); !c.Grades || !slices.Equal(c.Added, []string{"乙县"}) || !slices.Equal(c.Removed, []string{"甲县"}) || c.Same() {
		t.Errorf("%+v", c)
	}
	if c := Compare(c.New, c.New); !c.Same() {
		t.Errorf("%+v", c)
	}
}

// TestComparePairsEachOnce: whatever is removed, moved and reworded, each criterion of
// either table is in one pair at most, and what is the same is found.
func TestComparePairsEachOnce(t *testing.T) {
	table := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		other := *table
		other.Criteria = nil
		for _, i := range rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}).Draw(t, "order") {
			if rapid.IntRange(0, 3).Draw(t, "removed") > 0 {
				other.Criteria = append(other.Criteria, table.Criteria[i])
			}
		}
		pairs := match(table, &other)
		for i, j := range pairs {
			if j < 0 || table.Criteria[j] != other.Criteria[i] {
				t.Fatalf("%s is paired with %d", other.Criteria[i].Code, j)
			}
		}
		slices.Sort(pairs)
		if len(slices.Compact(pairs)) != len(other.Criteria) {
			t.Fatal("one is paired twice")
		}
	})
}

// TestSameIsSameInAll: what is in one table in place of something in the other is a
// difference too.
func TestSameIsSameInAll(t *testing.T) {
	table := embedded(t)
	title, units, criteria := *table, *table, *table
	title.Title += "（修订）"
	units.Units = append([]string{"新县"}, table.Units[1:]...)
	criteria.Units, criteria.Criteria = append([]string{"新县"}, table.Units...), slices.Clone(table.Criteria)
	criteria.Criteria[0].Note = "改"
	for name, other := range map[string]*Table{"the title": &title, "a unit for another": &units, "a unit and a note": &criteria} {
		if c := Compare(table, other); c.Same() {
			t.Errorf("%s is no difference: %+v", name, c)
		}
	}
}

// TestAlikeCriteriaArePairedByWhereTheyStand: by their item and their department, then by
// their item, then by their text alone.
func TestAlikeCriteriaArePairedByWhereTheyStand(t *testing.T) {
	parse := func(rows ...[]string) *Table {
		table, err := FromRows(append([][]string{{"题"}, heads}, rows...), goodGrades, goodUnits)
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	row := func(category, item, department string) []string {
		return []string{category, item, "开展监督（25分）", department}
	}
	old := parse(row("类一", "甲项", "甲局"), row("类一", "甲项", "乙局"), row("类一", "乙项", "甲局"), row("类二", "甲项", "甲局"))
	for _, c := range []struct {
		now  *Table
		want []int
	}{
		{parse(row("类一", "甲项", "乙局"), row("类一", "甲项", "甲局"), row("类一", "乙项", "甲局"), row("类二", "甲项", "甲局")), []int{1, 0, 2, 3}},
		{parse(row("类二", "甲项", "甲局"), row("类一", "乙项", "甲局"), row("类一", "甲项", "乙局"), row("类一", "甲项 ", "甲局")), []int{3, 2, 1, 0}},
		{parse(row("类一", "乙项", "丙局"), row("类一", "甲项", "乙局"), row("类一", "甲项", "甲局"), row("类二", "甲项", "甲局")), []int{2, 1, 0, 3}},
	} {
		if got := match(old, c.now); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
	half, other := Criterion{Text: "甲乙"}, Criterion{Text: "甲丙"}
	if likeness(half, other, 50) != 50 || likeness(half, other, 51) != 0 {
		t.Error("what is exactly alike enough is not, or what is not is")
	}
}
