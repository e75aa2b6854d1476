package indicator

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
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

func TestParseRefusesBrokenTables(t *testing.T) {
	grades := [][]string{{"等次", "下限"}, {"好", "60"}, {"差", ""}}
	units := [][]string{{"被考核单位"}, {"甲县"}}
	heads := []string{"考核类别", "考核项目", "评分标准", "考核部门", "备注"}
	good := [][]string{{"题"}, heads, {"类", "项", "文（100分）", "局", ""}}
	if _, err := Parse(good, grades, units); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name                    string
		criteria, grades, units [][]string
		want                    string
	}{
		{"no marks", [][]string{{"题"}, heads, {"类", "项", "文", "局", ""}}, grades, units, "0 marks of points"},
		{"two marks in a line", [][]string{{"题"}, heads, {"类", "项", "文（50分）（50分）", "局", ""}}, grades, units, "2 marks"},
		{"worth nothing", [][]string{{"题"}, heads, {"类", "项", "文（0分）", "局", ""}}, grades, units, "worth nothing"},
		{"no department", [][]string{{"题"}, heads, {"类", "项", "文（100分）", "", ""}}, grades, units, "row 3: no department"},
		{"not 100", [][]string{{"题"}, heads, {"类", "项", "文（99分）", "局", ""}}, grades, units, "add up to 99 points"},
		{"more than 100", [][]string{{"题"}, heads, {"类", "项", "文（101分）", "局", ""}}, grades, units, "add up to 101 points"},
		{"no item", [][]string{{"题"}, heads, {"类", "", "文（100分）", "局", ""}}, grades, units, "no item"},
		{"short grade", good, [][]string{{"等次", "下限"}, {"好"}, {"差", ""}}, units, "1 cells, 2 expected"},
		{"empty unit", good, grades, [][]string{{"被考核单位"}, {}}, "empty or given twice"},
		{"short row", [][]string{{"题"}, heads, {"类", "项", "文（100分）"}}, grades, units, "3 cells, 5 expected"},
		{"no headings", [][]string{{"题"}, {"类", "项", "文（100分）", "局", ""}}, grades, units, "headings"},
		{"unknown cap", append(slices.Clone(good), []string{"否决项", "项", "一律为中等等次。", "局", ""}), grades, units, `"中等"`},
		{"bounds ascend", good, [][]string{{"等次", "下限"}, {"好", "60"}, {"中", "60"}, {"差", ""}}, units, "not below"},
		{"worst has a bound", good, [][]string{{"等次", "下限"}, {"好", "60"}, {"差", "0"}}, units, "every grade but the worst"},
		{"no bound", good, [][]string{{"等次", "下限"}, {"好", ""}, {"差", ""}}, units, "every grade but the worst"},
		{"unit twice", good, grades, [][]string{{"被考核单位"}, {"甲县"}, {"甲 县"}}, "given twice"},
	} {
		_, err := Parse(c.criteria, c.grades, c.units)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", c.name, err, c.want)
		}
	}
}

func TestParseReadsSeveralVetoes(t *testing.T) {
	table, err := Parse([][]string{
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
	want := []string{
		"A1.1 49.5 局 好 第一条（49.5分）；", "A1.2 50.5 局 好 续行/第二条（50.5分）。",
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
	for _, changed := range []Table{text, grades} {
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
