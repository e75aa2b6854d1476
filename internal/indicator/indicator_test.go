package indicator

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

func embedded(t testing.TB) *Table {
	t.Helper()
	table, err := Table2022()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// published reads the copy of the published text: cells begin with a tab, and
// five make a row.
func published(t *testing.T) (title string, rows [][]string) {
	t.Helper()
	data, err := os.ReadFile("../../testdata/2022-indicators.txt")
	if err != nil {
		t.Fatal(err)
	}
	cells := strings.Split(string(data), "\t")
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells[0], slices.Collect(slices.Chunk(cells[1:], 5))
}

func TestTheEmbeddedTableIsThePublishedOne(t *testing.T) {
	table := embedded(t)
	title, rows := published(t)
	if table.Title != title {
		t.Errorf("title %q, want %q", table.Title, title)
	}
	if want := []string{"考核类别", "考核项目", "评分标准", "考核部门", "备注"}; !slices.Equal(rows[0], want) {
		t.Fatalf("the published headings are %q", rows[0])
	}
	// The same reading, done once more by hand: fill in the empty cells and
	// take the first row's cell apart.
	type row struct{ Category, Item, Text, Department, Note string }
	var want, got []row
	var last row
	for _, cells := range rows[1:] {
		if cells[0] != "" {
			last.Category = cells[0]
		}
		if cells[1] != "" {
			last.Item = cells[1]
		}
		if cells[3] != "" {
			last.Department = cells[3]
		}
		last.Note = cells[4]
		for text := range strings.SplitSeq(cells[2], "\n") {
			last.Text = text
			want = append(want, last)
		}
	}
	for _, c := range table.Criteria {
		got = append(got, row{c.Category.Name, c.Item.Name, c.Text, c.Department, c.Note})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("published (-) and embedded (+) differ:\n%s", diff)
	}
}

func TestTheTableAddsUp(t *testing.T) {
	table := embedded(t)
	kinds, points := map[Kind]int{}, map[Kind]Points{}
	departments, categories := map[string]Points{}, map[string]Points{}
	for _, c := range table.Criteria {
		kinds[c.Kind()]++
		points[c.Kind()] += c.Points
		if c.Kind() == Score {
			departments[c.Department] += c.Points
			categories[c.Category.Code] += c.Points
		}
	}
	if want := (map[Kind]int{Score: 39, Deduction: 3, Veto: 1}); !maps.Equal(kinds, want) {
		t.Errorf("criteria by kind: %v, want %v", kinds, want)
	}
	if want := (map[Kind]Points{Score: 100_00, Deduction: 5_00, Veto: 0}); !maps.Equal(points, want) {
		t.Errorf("points by kind: %v, want %v", points, want)
	}
	if table.Points() != 100_00 {
		t.Errorf("Points() = %s", table.Points())
	}
	if want := (map[string]Points{
		"市市场监管局": 34_00, "市文旅局": 12_00, "市农业农村局": 11_00, "市住建局": 7_00, "市卫健委": 7_00, "市交通局": 6_00,
		"市公安局": 6_00, "市工信局": 6_00, "市水利局": 5_00, "运城海关": 4_00, "市标准化和质量强市领导小组办公室": 2_00,
	}); !maps.Equal(departments, want) {
		t.Errorf("points by department: %v, want %v", departments, want)
	}
	if want := (map[string]Points{"A": 11_00, "B": 13_00, "C": 35_00, "D": 32_00, "E": 9_00}); !maps.Equal(categories, want) {
		t.Errorf("points by category: %v, want %v", categories, want)
	}
	if got := table.Departments(); len(got) != 11 {
		t.Errorf("departments: %v", got)
	}
}

func TestCodesAreDerived(t *testing.T) {
	table := embedded(t)
	for code, text := range map[string]string{
		"A1.1": "按照制造业产品质量合格率测算结果核算得分（3分）；",
		"A1.2": "按照消费品质量合格率测算结果核算得分（2分）。",
		"A2.1": "按照农产品质量安全例行监测合格率结果核算得分。（2分）",
		"C1.8": "开展水利工程质量监督检查，对水利建设市场主体履约行为进行有效监管（5分）。",
		"F1.3": "发生重大旅游服务质量事件。（1分）",
	} {
		if i := table.Index(code); i < 0 || table.Criteria[i].Text != text {
			t.Errorf("%s is %v, want %q", code, i, text)
		}
	}
	seen := map[string]bool{}
	for _, c := range table.Criteria {
		if seen[c.Code] {
			t.Errorf("%s is given twice", c.Code)
		}
		seen[c.Code] = true
	}
	first, last := table.Criteria[0].Code, table.Criteria[len(table.Criteria)-1]
	if first != "A1.1" || last.Code != "G1.1" || last.Points != 0 || !table.Grades[last.Cap].Open {
		t.Errorf("first %s, last %+v", first, last)
	}
	if i := table.Index("E4.1"); i < 0 || table.Criteria[i+1].Code != "F1.1" {
		t.Error("E4.1 is not the last scored criterion")
	}
}

func TestGradesBeginAtTheirBounds(t *testing.T) {
	table := embedded(t)
	for _, c := range []struct {
		total Points
		grade string
	}{
		{100_00, "优秀"}, {90_00, "优秀"}, {89_99, "良好"}, {80_00, "良好"}, {79_99, "合格"},
		{60_00, "合格"}, {59_99, "较差"}, {0, "较差"}, {-5_00, "较差"},
	} {
		if got := table.Grades[table.Grade(c.total)].Name; got != c.grade {
			t.Errorf("%s points are %s, want %s", c.total, got, c.grade)
		}
	}
}

// The rows of a small table that is right.
var (
	heads      = []string{"考核类别", "考核项目", "评分标准", "考核部门", "备注"}
	goodRows   = [][]string{{"题"}, heads, {"类", "项", "文（100分）", "局", ""}}
	goodGrades = [][]string{{"等次", "下限"}, {"好", "60"}, {"差", ""}}
	goodUnits  = [][]string{{"被考核单位"}, {"甲县"}}
)

// parsed is what Parse makes of texts: the problems as "CODE WORKSHEET!CELL", and the
// first one's sentence.
func parsed(criteria, grades, units [][]string) (table *Table, problems []string, message string) {
	part := func(name string, rows [][]string) Grid {
		return NewGrid(diag.Position{File: "表.xlsx", Worksheet: name}, rows)
	}
	table, list := Parse(Source{part(PartCriteria, criteria), part(PartGrades, grades), part(PartUnits, units)})
	for _, d := range list.Sorted() {
		problems = append(problems, fmt.Sprintf("%s %s!%s", d.Code, d.Worksheet, d.Cell()))
	}
	if len(list) > 0 {
		message = list.Sorted()[0].Message(msg.Chinese)
	}
	return table, problems, message
}

// withRow is the good table with a row more.
func withRow(cells ...string) [][]string { return append(slices.Clone(goodRows), cells) }

// TestATableHasCriteria, though there is only a warning of what else it has.
func TestATableHasCriteria(t *testing.T) {
	table, problems, _ := parsed([][]string{{"题"}, append(slices.Clone(heads), "考核方式")}, goodGrades, goodUnits)
	if want := []string{"Q671 指标表!F2", "Q610 指标表!"}; table != nil || !slices.Equal(problems, want) {
		t.Errorf("%v, want %v", problems, want)
	}
}

// TestARosterOfEmptyRowsIsNone: other programs leave such rows out.
func TestARosterOfEmptyRowsIsNone(t *testing.T) {
	table, problems, _ := parsed(goodRows, goodGrades, [][]string{{""}, {"", " "}})
	if want := []string{"Q662 被考核单位!"}; table == nil || !slices.Equal(problems, want) {
		t.Errorf("%v, want %v", problems, want)
	}
}

func TestParseRefusesBrokenTables(t *testing.T) {
	if table, problems, _ := parsed(goodRows, goodGrades, goodUnits); table == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	only := func(cells ...string) [][]string { return [][]string{{"题"}, heads, cells} }
	headed := func(heads []string, cells ...string) [][]string { return [][]string{{"题"}, heads, cells} }
	more := func(head string) []string { return append(slices.Clone(heads), head) }
	grades := func(rows ...[]string) [][]string { return append([][]string{{"等次", "下限"}}, rows...) }
	units := func(names ...string) [][]string {
		rows := [][]string{{"被考核单位"}}
		for _, name := range names {
			rows = append(rows, []string{name})
		}
		return rows
	}
	for _, c := range []struct {
		name                    string
		criteria, grades, units [][]string
		want, says              string
	}{
		{"no headings", [][]string{{"题"}, {"类", "项", "文（100分）", "局", ""}}, nil, nil, "Q601 指标表!A2", "最像的一行是：类、项、文（100分）、局"},
		{"headings by other names", [][]string{{"题"}, {"一级指标", "考核项目", "打分方法", "责任单位"}, {"类", "项", "文（100分）", "局", "注"}}, nil, nil, "Q601 指标表!A2", "最像的一行是：一级指标、考核项目、打分方法、责任单位"},
		{"nothing", [][]string{}, nil, nil, "Q601 指标表!", "空的"},
		{"no grades' headings", nil, [][]string{{"好", "60"}}, nil, "Q601 等次!A1", "好、60"},
		{"no units' heading", nil, nil, [][]string{{"甲县"}}, "Q601 被考核单位!A1", "甲县"},
		{"a heading is missing", headed([]string{"考核类别", "考核项目", "评分标准"}, "类", "项", "文（100分）"), nil, nil, "Q602 指标表!A2", "没有“考核部门”，有的是：考核类别、考核项目、评分标准"},
		{"a heading twice", headed(more("备注"), "类", "项", "文（100分）", "局"), nil, nil, "Q603 指标表!F2", "“备注”在E列"},
		{"no title", goodRows[1:], nil, nil, "Q604 指标表!", "没有标题"},
		{"no category", only("", "项", "文（100分）", "局"), nil, nil, "Q606 指标表!A3", "缺少考核类别"},
		{"no item", only("类", "", "文（100分）", "局"), nil, nil, "Q606 指标表!B3", "缺少考核项目"},
		{"no item in a new category", withRow("减分项", "", "文（1分）"), nil, nil, "Q606 指标表!B4", "缺少考核项目"},
		{"no department", only("类", "项", "文（100分）", ""), nil, nil, "Q606 指标表!D3", "缺少考核部门"},
		{"no text", withRow("减分项", "项", "", "局"), nil, nil, "Q606 指标表!C4", "缺少评分标准"},
		{"a category twice", append(withRow("减分项", "项", "文（1分）"), []string{"类", "又项", "文（1分）"}), nil, nil, "Q607 指标表!A5", "考核类别“类”在 A3"},
		{"an item twice", append(withRow("减分项", "项", "文（1分）"), []string{"", "又项", "文（1分）"}, []string{"", "项", "文（1分）"}), nil, nil, "Q607 指标表!B6", "考核项目“项”在 B4"},
		{"a category of two kinds", withRow("加减分项", "项", "文（1分）"), nil, nil, "Q608 指标表!A4", "加减分项"},
		{"no criteria", goodRows[:2], nil, nil, "Q610 指标表!", "没有内容"},
		{"no marks", only("类", "项", "文", "局"), nil, nil, "Q611 指标表!C3", "“文”没有"},
		{"two marks in a line", only("类", "项", "文（50分）（50分）", "局"), nil, nil, "Q612 指标表!C3", "50、50"},
		{"worth nothing", only("类", "项", "文（0分）", "局"), nil, nil, "Q613 指标表!C3", "“0”"},
		{"too precise", only("类", "项", "文（1.555分）", "局"), nil, nil, "Q613 指标表!C3", "“1.555”"},
		{"points are no number", headed(more("分值"), "类", "项", "文", "局", "", "三"), nil, nil, "Q613 指标表!F3", "“三”"},
		{"negative points", headed(more("分值"), "类", "项", "文", "局", "", "-3"), nil, nil, "Q613 指标表!F3", "“-3”"},
		{"points of a veto", append(headed(more("分值"), "类", "项", "文", "局", "", "100"), []string{"否决项", "项", "一律为差。", "局", "", "5"}), nil, nil, "Q613 指标表!F4", "“5”"},
		{"points differ", headed(more("分值"), "类", "项", "文（3分）", "局", "", "100"), nil, nil, "Q614 指标表!F3", "“分值”列是100分，文字“文（3分）”中是3分"},
		{"a category of an unknown kind", withRow("扣　分项", "项", "文（1分）"), nil, nil, "Q608 指标表!A4", "扣"},
		{"a category that does not add up", [][]string{{"题"}, heads, {"类（90分）", "项", "文（100分）", "局"}}, nil, nil, "Q617 指标表!A3", "之和是100"},
		{"a limit to bonuses", append(withRow("加分项（共4分）", "项", "文（3分）"), []string{"", "", "文（2分）"}), nil, nil, "Q617 指标表!A4", "之和是5"},
		{"not 100", only("类", "项", "文（99分）", "局"), nil, nil, "Q615 指标表!", "之和是99，应为100（类 99）"},
		{"more than 100", only("类", "项", "文（101分）", "局"), nil, nil, "Q615 指标表!", "之和是101"},
		{"not what is declared", nil, append(grades([]string{"好", "60"}, []string{"差"}), []string{}, []string{"满分：", "150分"}), nil, "Q615 等次!B5", "应为150"},
		{"declared twice", nil, append(grades([]string{"好", "60"}, []string{"差"}), []string{"满分", "100"}, []string{"满分", "100"}), nil, "Q616 等次!B5", "满分在 B4"},
		{"declared as nothing", nil, append(grades([]string{"好", "60"}, []string{"差"}), []string{"满分"}), nil, "Q616 等次!B4", "“满分”右边"},
		{"held by two", nil, append(grades([]string{"好", "60"}, []string{"差"}), []string{"主办单位", "甲办"}, []string{"主办单位：", "乙办"}), nil, "Q655 等次!B5", "主办单位在 等次!B4"},
		{"held by a long name", nil, append(grades([]string{"好", "60"}, []string{"差"}), []string{"主办单位", strings.Repeat("长", MaxName+1)}), nil, "Q655 等次!B4", "超过400"},
		{"shares that do not add up", only("类", "项", "文（100分）", "甲局（60分）、乙局（30分）"), nil, nil, "Q626 指标表!D3", "之和是90，这条评分标准是100分"},
		{"one share of less", only("类", "项", "文（100分）", "甲局（60分）"), nil, nil, "Q626 指标表!D3", "之和是60，这条评分标准是100分"},
		{"two shares of one", only("类", "项", "文（100分）", "甲局（60分）、甲局（40分）"), nil, nil, "Q626 指标表!D3", "“甲局”写了两次"},
		{"shares of a veto", withRow("否决项", "项", "一律为差。", "甲局（60分）、乙局（30分）"), nil, nil, "Q626 指标表!D4", "否决项没有分值"},
		{"shares of two", only("类", "项", "甲（50分）\n乙（50分）", "甲局（60分）、乙局（40分）"), nil, nil, "Q626 指标表!D3", "有2条评分标准"},
		{"shares and a code", headed(more("指标编号"), "类", "项", "文（100分）", "甲局（60分）、乙局（40分）", "", "X1"), nil, nil, "Q631 指标表!F3", "2条"},
		{"a share and a name", only("类", "项", "文（100分）", "甲局（60分）、乙局"), nil, nil, "Q621 指标表!D3", "“甲局（60分）、乙局”"},
		{"a name and a share", only("类", "项", "文（100分）", "甲局、乙局（100分）"), nil, nil, "Q621 指标表!D3", "“甲局、乙局”"},
		{"a share of nothing", only("类", "项", "文（100分）", "甲局（100分）、乙局（0分）"), nil, nil, "Q621 指标表!D3", "不止一个部门"},
		{"two departments", only("类", "项", "文（100分）", "甲局、乙局"), nil, nil, "Q621 指标表!D3", "“甲局、乙局”"},
		{"two departments with 和", only("类", "项", "文（100分）", "市财政局和市审计局"), nil, nil, "Q621 指标表!D3", "“市财政局和市审计局”"},
		{"two departments with brackets", only("类", "项", "文（100分）", "市发改委（市教育局配合）及市审计局"), nil, nil, "Q621 指标表!D3", "市发改委"},
		{"the one above", only("类", "项", "文（100分）", "同上"), nil, nil, "Q623 指标表!D3", "“同上”"},
		{"a dash", only("类", "项", "文（100分）", "—"), nil, nil, "Q623 指标表!D3", "“—”"},
		{"two departments in two lines", only("类", "项", "文（100分）", "甲局\n乙委"), nil, nil, "Q625 指标表!D3", "“甲局乙委”一个部门，还是甲局、乙委几个部门"},
		{"alike departments", append(only("类", "项", "文（50分）", "市市场监管局"), []string{"", "", "文（50分）", "市场监管局"}), nil, nil, "Q622 指标表!D4", "与 D3 的“市市场监管局”"},
		{"a code like a diagnostic's", headed(more("指标编号"), "类", "项", "文（100分）", "局", "", "q304"), nil, nil, "Q631 指标表!F3", "像是问题的编号"},
		{"a code of other signs", headed(more("指标编号"), "类", "项", "文（100分）", "局", "", "=1+1"), nil, nil, "Q631 指标表!F3", "“=1+1”"},
		{"a code that is a number", headed(more("指标编号"), "类", "项", "文（100分）", "局", "", "1.10"), nil, nil, "Q631 指标表!F3", "像是一个数"},
		{"a code that is a label", headed(more("指标编号"), "类", "项", "文（100分）", "局", "", "得分小计"), nil, nil, "Q631 指标表!F3", "没有数字"},
		{"a code for two", headed(more("指标编号"), "类", "项", "甲（50分）\n乙（50分）", "局", "", "甲1"), nil, nil, "Q631 指标表!F3", "2条"},
		{"a code twice", append(headed(more("指标编号"), "类", "项", "文（50分）", "局", "", "a1.2"), []string{"", "", "文（50分）"}), nil, nil, "Q632 指标表!C4", "A1.2 在 F3"},
		{"another rule", headed(more("不涉及时"), "类", "项", "文（100分）", "局", "", "按比例折算"), nil, nil, "Q641 指标表!F3", "“按比例折算”不是"},
		{"a rule for a veto", append(headed(more("不涉及时"), "类", "项", "文（100分）", "局"), []string{"否决项", "项", "一律为差。", "", "", "满分"}), nil, nil, "Q641 指标表!F4", "只用于得分项"},
		{"a cap that is assumed", withRow("否决项", "项", "弄虚作假的。", "局"), nil, nil, "Q643 指标表!C4", "按最差的“差”"},
		{"a grade that is barred", withRow("否决项", "项", "不得评为好等次。", "局"), nil, nil, "Q642 指标表!C4", "写的是“不得”"},
		{"a cancelled grade", withRow("否决项", "项", "取消评优资格。", "局"), nil, nil, "Q642 指标表!C4", "写的是“取消”"},
		{"a lower grade", withRow("否决项", "项", "等次下降一级。", "局"), nil, nil, "Q642 指标表!C4", "写的是“下降”"},
		{"a cap in other words", withRow("否决项", "项", "一律评为“丙”级。", "局"), nil, nil, "Q642 指标表!C4", "“丙级”"},
		{"unknown cap", withRow("否决项", "项", "一律为中等等次。", "局"), nil, nil, "Q642 指标表!C4", "“中等”，等次只有好、差"},
		{"two caps", withRow("否决项", "项", "一律为好等次，一律为“差”等次。", "局"), nil, nil, "Q642 指标表!C4", "“好、差”"},
		{"worst has a bound", nil, grades([]string{"好", "60"}, []string{"差", "0"}), nil, "Q651 等次!B3", "“差”的下限是“0”，应为空"},
		{"no bound", nil, grades([]string{"好", ""}, []string{"差", ""}), nil, "Q651 等次!B2", "“好”的下限是“”"},
		{"a negative bound", nil, grades([]string{"好", "-1"}, []string{"差", ""}), nil, "Q651 等次!B2", "“-1”"},
		{"bounds ascend", nil, grades([]string{"好", "60"}, []string{"中", "60"}, []string{"差", ""}), nil, "Q652 等次!B3", "“中”的下限60不低于“好”的60"},
		{"a grade twice", nil, grades([]string{"A", "60"}, []string{"ａ", ""}), nil, "Q653 等次!A3", "“ａ”重复"},
		{"a grade that is too long for a formula", nil, grades([]string{strings.Repeat("好", 21), "60"}, []string{"差", ""}), nil, "Q653 等次!A2", "20"},
		{"a grade with a wildcard", nil, grades([]string{"好*", "60"}, []string{"差", ""}), nil, "Q653 等次!A2", "“好*”"},
		{"a grade without a name", nil, grades([]string{"", "60"}, []string{"差", ""}), nil, "Q653 等次!A2", "没有名称"},
		{"more grades than a formula has room for", nil, grades(manyGrades(maxGrades + 1)...), nil, "Q681 等次!A62", "等次超过60个"},
		{"no grade", nil, grades(), nil, "Q610 等次!", "没有内容"},
		{"a grade out of reach", nil, grades([]string{"好", "100.01"}, []string{"差", ""}), nil, "Q654 等次!B2", "最多只能得100分"},
		{"unit twice", nil, nil, units("甲县", "甲 县"), "Q661 被考核单位!A3", "与 A2 的“甲县”"},
		{"a unit like a heading", nil, nil, units("备注"), "Q661 被考核单位!A2", "表头相同"},
		{"a unit's other name", nil, nil, units("甲县", "某市甲县"), "Q661 被考核单位!A3", "与 A2 的“甲县”是同一个"},
		{"a unit with a long name", nil, nil, units(strings.Repeat("长", MaxName+1)), "Q661 被考核单位!A2", "超过400个字"},
		{"all units", nil, nil, units("全部"), "Q661 被考核单位!A2", "表头相同"},
		{"a note below the units", nil, nil, units("甲县", "（以上为县级）"), "Q661 被考核单位!A3", "像是说明或合计"},
		{"a sum below the units", nil, nil, units("共和县", "共１3个"), "Q661 被考核单位!A3", "像是说明或合计"},
		{"units in two lines", nil, nil, units("甲县\n乙县"), "Q661 被考核单位!A2", "不止一个"},
		{"units in two columns", nil, nil, [][]string{{"被考核单位"}, {"甲县", "乙县"}}, "Q671 被考核单位!B2", "“乙县”"},
		{"no units", nil, nil, units(), "Q662 被考核单位!", "没有被考核单位"},
		{"two units", nil, nil, units("甲县、乙县"), "Q661 被考核单位!A2", "不止一个"},
		{"a column without a heading", withRow("减分项", "项", "文（1分）", "局", "", "", "满分"), nil, nil, "Q671 指标表!G4", "“满分”所在的列"},
		{"another column", headed(more("考核方式"), "类", "项", "文（100分）", "局"), nil, nil, "Q671 指标表!F2", "“考核方式”"},
		{"a column that does not matter", headed(more("序 号"), "类", "项", "文（100分）", "局", "", "1"), nil, nil, "Q678 指标表!F2", "“序号”一列没有读取，也不影响结果"},
	} {
		if c.criteria == nil {
			c.criteria = goodRows
		}
		if c.grades == nil {
			c.grades = goodGrades
		}
		if c.units == nil {
			c.units = goodUnits
		}
		table, problems, message := parsed(c.criteria, c.grades, c.units)
		kind := diag.Lookup(diag.Code(c.want[:4]))
		if got := strings.Join(problems, " "); got != c.want || !strings.Contains(message, c.says) || (table != nil) != (kind.Level <= diag.Warning) {
			t.Errorf("%s: %s, want %s; %s", c.name, got, c.want, message)
		}
	}
	many := slices.Clone(goodRows)
	for i := range 26 {
		many = append(many, []string{fmt.Sprintf("减分%d", i), "项", "文（1分）"})
	}
	if _, problems, _ := parsed(many, goodGrades, goodUnits); !slices.Equal(problems, []string{"Q609 指标表!A29"}) {
		t.Error(problems)
	}
}

// TestParseIsForgiving: of what people do to a table only what it says counts.
func TestParseIsForgiving(t *testing.T) {
	want, _, _ := parsed([][]string{
		{"2023年考核指标"}, heads,
		{"类", "甲项", "一（1.5分）", "市甲局", "注"}, {"", "", "二（48.5分）", "", ""}, {"", "乙项", "三（50分）", "市乙局", ""},
		{"否决项", "丙项", "一律为差等次。", "", ""},
	}, [][]string{{"等次", "下限", "依据"}, {"好", "80", "文"}, {"差"}}, goodUnits)
	table, problems, _ := parsed([][]string{
		{"附件1"}, {"", "2023年\n考核指标"}, {}, // broken into lines, and not in the first cell
		{"考核部门", "考 核 类 别", "考核项目", "评分标准", "备注", "不涉及时"},                       // in another order
		{"市 甲局", "类", "甲项", "一（1.5分）", "注"}, {"市甲局", "类", "甲项", "二（48.5分）"}, {}, // filled in downwards
		{"考核部门", "考核类别", "考核项目", "评分标准", "备注"}, // on the next page
		{"市乙\n局", "类", "乙项", "三（50分）"}, {"", "合计", "", "", "100"},
		{"", "否决项", "丙项", "一律为差等次。"}, {"", "注：本表由办公室解释。"}, {"", "", "", "注：说明（1分）。"},
	}, [][]string{{"说明"}, {"等次", "下限", "依据", "", "满分", "100"}, {"好", "８０分", "文"}, {}, {"差"}}, [][]string{{"名单"}, {"被考核单位"}, {"甲　县"}, {""}, {"被考核单位"}, {"合计"}, {"注：以文件为准"}})
	passedOver := []string{"Q672 指标表!D13"} // it might be a criterion
	if diff := cmp.Diff(want, table, cmpopts.IgnoreUnexported(Table{})); diff != "" || !slices.Equal(problems, passedOver) {
		t.Error(problems, diff)
	}
	for text, points := range map[string][]Points{
		"文(60.5分) \n 文（３９．５ 分）": {60_50, 39_50}, "文（满分 12.5分）\n文【37.5分】\n文（0-50分）": {12_50, 37_50, 50_00}, "文（ 100 分 ）续\n行": {100_00}, "一\n二（99.99分）\n三（0.01分）\n四": {99_99, 1},
	} {
		table, problems, _ := parsed([][]string{{"题"}, heads, {"类", "项", text, "局"}}, goodGrades, goodUnits)
		if table == nil || len(problems) > 0 {
			t.Errorf("%q: %v", text, problems)
			continue
		}
		var got []Points
		for _, c := range table.Criteria {
			got = append(got, c.Points)
			if c.Text != strings.TrimSpace(c.Text) {
				t.Errorf("%q has spaces around it", c.Text)
			}
		}
		if !slices.Equal(got, points) {
			t.Errorf("%q: %v, want %v", text, got, points)
		}
	}
}

// TestColumnsOverrideWhatIsDerived, and what they leave empty is derived as ever.
func TestColumnsOverrideWhatIsDerived(t *testing.T) {
	table, problems, _ := parsed([][]string{
		{"题"}, append(slices.Clone(heads), "指标编号", "分值", "不涉及时"),
		{"类", "项", "一，每项1分（1分）、最多（3分）", "局", "", "z-1", "3分", "满分"},
		{"", "", "二（97分）", "", "", "", "", ""},
		{"加分项", "项", "三", "", "", "", "1.50", ""},
		{"否决项", "项", "一律为差。（1分）\n（2分）", "", "", "", "是/否", ""},
	}, goodGrades, goodUnits)
	if !slices.Equal(problems, []string{"Q614 指标表!G3"}) { // its marks are 1 and 3
		t.Fatal(problems)
	}
	var got []string
	for _, c := range table.Criteria {
		got = append(got, fmt.Sprint(c.Code, " ", c.Kind(), " ", c.Points, " ", c.FullIfNA))
	}
	if want := []string{"Z-1 score 3 true", "A1.2 score 97 false", "B1.1 bonus 1.5 false", "C1.1 veto 0 false"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestParseReadsSeveralVetoes(t *testing.T) {
	table, err := FromRows([][]string{
		{"题"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{"类", "项", "第一条（49.5分）；\n续行\n第二条（50.5分）。", "局", "注"},
		{"否决项", "甲", "考核结果一律为中等次。", "", ""},
		{"", "乙", "没有说是什么等次。", "另局", ""},
	}, [][]string{{"等次", "下限"}, {"好", "80.5"}, {"中", "60"}, {"差", ""}}, [][]string{{"被考核单位"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range table.Criteria {
		got = append(got, c.Code+" "+c.Points.String()+" "+c.Department+" "+table.Grades[c.Cap].Name+" "+strings.ReplaceAll(c.Text, "\n", "/"))
	}
	for text, grade := range map[string]string{
		"一律为中等次": "中", "考核结果一律定为“好”等次。": "好", "一律为中。": "中", "一律判为中等级": "中", "一律为差的等次": "差",
	} {
		table, problems, _ := parsed(withRow("否决项", "项", text, "局"), [][]string{{"等次", "下限"}, {"好", "80"}, {"中", "60"}, {"差", ""}}, goodUnits)
		if len(problems) > 0 || table.CapName(table.Criteria[1]) != grade {
			t.Errorf("%s: %v", text, problems)
		}
	}
	want := []string{
		"A1.1 49.5 局 好 第一条（49.5分）；/续行", "A1.2 50.5 局 好 第二条（50.5分）。",
		"B1.1 0 局 中 考核结果一律为中等次。", "B2.1 0 另局 差 没有说是什么等次。",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParsePoints(t *testing.T) {
	for text, want := range map[string]Points{
		"0": 0, "2": 200, "2.5": 250, "2.50": 250, "2.500000": 250, "85.25": 8525, "-0.5": -50, "+1": 100,
		".5": 50, "007": 700, "-0": 0, "2.": 200, "123456789012.34": 12345678901234,
	} {
		if got, err := ParsePoints(text); err != nil || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for text, want := range map[string]error{
		"": ErrSyntax, ".": ErrSyntax, "-": ErrSyntax, "2,5": ErrSyntax, "1e2": ErrSyntax, "0x1": ErrSyntax, " 1": ErrSyntax,
		"1_0": ErrSyntax, "NaN": ErrSyntax, "２": ErrSyntax, "1.2.3": ErrSyntax, "--1": ErrSyntax,
		"2.555": ErrPrecision, "0.001": ErrPrecision, "1234567890123": ErrRange,
	} {
		if got, err := ParsePoints(text); err != want {
			t.Errorf("%q is %d, %v; want %v", text, got, err, want)
		}
	}
}

func TestPointsAreWrittenExactly(t *testing.T) {
	for p, want := range map[Points][2]string{
		0: {"0", "0.00"}, 5: {"0.05", "0.05"}, 50: {"0.5", "0.50"}, 8525: {"85.25", "85.25"}, 10000: {"100", "100.00"},
		-5: {"-0.05", "-0.05"}, -250: {"-2.5", "-2.50"},
	} {
		if got := [2]string{p.String(), p.Fixed()}; got != want {
			t.Errorf("%d is written %q, want %q", int64(p), got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := Points(rapid.Int64Range(-1e12, 1e12).Draw(t, "points"))
		for _, text := range []string{p.String(), p.Fixed()} {
			if got, err := ParsePoints(text); err != nil || got != p {
				t.Fatalf("%d written as %s reads as %d, %v", int64(p), text, int64(got), err)
			}
		}
	})
}

func TestNames(t *testing.T) {
	known := []string{"盐湖区", "永济市", "夏县", "绛县", "新绛县", "河津市", "河津县"}
	for _, c := range []struct {
		name, unit string
		match      Match
	}{
		{"盐湖区", "盐湖区", Same}, {"夏　县", "夏县", Same}, {" 夏 县\n", "夏县", Same}, {"夏\u200b县", "夏县", Same},
		{"运城市盐湖区", "盐湖区", Alike}, {"山西省运城市盐湖区", "盐湖区", Alike}, {"盐湖区人民政府", "盐湖区", Alike},
		{"运城市夏县人民政府", "夏县", Alike}, {"盐湖", "盐湖区", Alike}, {"新绛", "新绛县", Alike}, {"绛", "绛县", Alike},
		{"河津", "", NoMatch},     // two units have this short form
		{"永济市盐湖区", "", NoMatch}, // two units of one level
		{"大盐湖区", "", NoMatch}, {"盐糊区", "", NoMatch}, {"", "", NoMatch}, {"区", "", NoMatch},
	} {
		if unit, match := Resolve(c.name, known); unit != c.unit || match != c.match {
			t.Errorf("%q is %q (%d), want %q (%d)", c.name, unit, match, c.unit, c.match)
		}
	}
	for name, want := range map[string]string{
		"盐糊区": "盐湖区", "永济县": "永济市", "新降县": "新绛县", "甲县": "夏县", // the first of two that are equally near
		"完全不同的名字": "", "": "",
	} {
		if got := Nearest(name, known); got != want {
			t.Errorf("nearest to %q is %q, want %q", name, got, want)
		}
	}
	if got := Nearest("市场监管局", embedded(t).Departments()); got != "市市场监管局" {
		t.Errorf("nearest to 市场监管局 is %q", got)
	}
	if FoldText("Ａ（３ 分）；") != FoldText("A(3分);") || FoldText("甲。") == FoldText("甲") {
		t.Error("texts compare without width and whitespace, but with their marks")
	}
}

func TestHashFollowsTheRules(t *testing.T) {
	table := embedded(t)
	hash := table.Hash()
	if table.hash != hash {
		t.Error("the hash is not kept")
	}
	table.hash = "" // which no copy is to have
	units := *table
	units.Units = nil
	if units.Hash() != hash {
		t.Error("the roster changes the hash")
	}
	text := *table
	text.Criteria = slices.Clone(table.Criteria)
	text.Criteria[3].Text += "。"
	grades := *table
	grades.Grades = slices.Clone(table.Grades)
	grades.Grades[0].AtLeast++
	rule := *table
	rule.Criteria = slices.Clone(table.Criteria)
	rule.Criteria[3].FullIfNA = true
	scored := *table
	scored.Criteria = slices.Clone(table.Criteria)
	scored.Criteria[3].Rule = "每缺一项扣1分"
	shared := *table
	shared.Criteria = slices.Clone(table.Criteria)
	shared.Criteria[3].Shares = "甲局（1分）、乙局（1分）"
	held := *table
	held.Organizer = "甲办"
	for _, changed := range []Table{text, grades, rule, scored, shared, held} {
		if changed.Hash() == hash {
			t.Error("a changed rule leaves the hash as it was")
		}
	}
}

// TestQuotientsAreRoundedHalfAwayFromZero, which no float could promise.
func TestQuotientsAreRoundedHalfAwayFromZero(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{Mean(100_00, 3).String(), "33.3333"},
		{Mean(200_00, 3).String(), "66.6667"},
		{Mean(1, 8).String(), "0.0013"}, // 0.00125
		{Mean(-1, 8).String(), "-0.0013"},
		{Mean(3, 8).String(), "0.0038"}, // 0.00375
		{Mean(0, 7).String(), "0"},
		{Mean(-50, 1).String(), "-0.5"},
		{Mean(-1_50, 1).String(), "-1.5"},
		{Rate(94_15, 100_00).String(), "0.9415"},
		{Rate(13, 13*8_00).String(), "0.0013"},
		{Rate(2_00, 3_00).String(), "0.6667"},
		{Rate(5, 5).String(), "1"},
		{Points(9_85).Above(Mean(88_45, 10)).String(), "1.01"}, // 9.85 - 8.845
		{Points(8_00).Above(Mean(88_45, 10)).String(), "-0.85"},
		{Points(8_84).Above(Mean(88_45, 10)).String(), "-0.01"}, // -0.005
	} {
		if test.got != test.want {
			t.Errorf("%s, want %s", test.got, test.want)
		}
	}
}

// manyGrades are rows of so many grades.
func manyGrades(n int) (rows [][]string) {
	for i := range n {
		rows = append(rows, []string{fmt.Sprint("第", i+1, "等"), fmt.Sprint(n - i - 1)})
	}
	rows[n-1][1] = ""
	return rows
}
