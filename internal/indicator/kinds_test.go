package indicator

import (
	"strings"
	"testing"
)

// TestKindsFollowFromNames of categories and items, or the table is refused: points that
// count the other way show in no sum.
func TestKindsFollowFromNames(t *testing.T) {
	for name, want := range map[string]string{
		"加分项": "bonus", "五、加分项": "bonus", "加分项目及标准": "bonus", "减分项（扣分）": "Q608", "减分事项": "deduction", "（六）减分": "deduction",
		"加、减分项": "Q608", "加/减分": "Q608", "加与减分": "Q608", "增减分": "Q608", "加（减）分项": "Q608", "加（扣）分": "Q608", "奖（罚）分": "Q608", "减分和加分": "Q608",
		"不加分项": "Q608", "不减分项": "Q608", "负向清单": "Q608", "惩罚项": "Q608", "处罚": "Q608", "扣除项": "Q608", "失分项": "Q608", "罚分": "Q608",
		"降分项": "Q608", "反向指标": "Q608", "附加": "Q608", "附加题": "Q608", "5.附加分": "Q608", "奖惩": "Q608", "奖励（另计）": "Q608",
		"行政处罚": "score", "增加分类投放设施": "score", "增减挂钩": "score", "激励指标": "score", "建立奖惩机制": "score", "加强扣押物管理": "score",
	} {
		rows := withRow(name, "项二", "文二", "局", "", "100")
		rows[1] = append(append([]string{}, heads...), HeadPoints)
		if want == "score" {
			rows = append(rows[:2:2], rows[3])
		} else {
			rows[3][5] = "5"
		}
		table, problems, _ := parsed(rows, goodGrades, goodUnits)
		got := strings.Join(problems, " ")
		if table != nil {
			got += string(table.Criteria[len(table.Criteria)-1].Kind())
		}
		if got != want && !strings.HasPrefix(got, want+" ") {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for name, refused := range map[string]bool{
		"5.减分项": true, "2.加分项": true, "（五）加分项": true, "工作失误扣分": true, "创新加分": true, "创新加分项": true, "其他加分项": true, "附：加分项": true, "★加分项": true,
		"奖励加分": true, "附加分": true, "附加项": true, "倒扣分": true, "减分标准": true, "加分条件": true, "减分项目及标准": true, "加分、减分": true, "奖励": true,
		"增加分类设施": false, "人口减分流": false, "奖励政策落实": false, "3.5G信号覆盖": false,
	} {
		_, problems, _ := parsed([][]string{{"题"}, heads, {"类", name, "文（100分）", "局"}}, goodGrades, goodUnits)
		if got := strings.Join(problems, " "); (got == "Q633 指标表!B3") != refused || !refused && got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestTextsOfAnotherKind are asked about, wherever they stand.
func TestTextsOfAnotherKind(t *testing.T) {
	for _, c := range []struct {
		category, text, note, rule string
		asks                       string
	}{
		{"加分项", "被通报的扣5分", "", "", "C4"}, {"减分项", "获表彰的加5分", "", "", "C4"}, {"类", "从总分中扣5分", "", "", "C4"}, {"类", "在总分基础上加5分", "", "", "C4"},
		{"类", "奖励5分，不计入总分", "", "", "C4"}, {"类", "【加分】表彰", "", "", "C4"}, {"类", "（减分）通报", "", "", "C4"}, {"类", "减分：通报", "", "", "C4"},
		{"类", "发生重大事故的一律为差", "", "", "C4"}, {"类", "表彰", "本项为加分项", "", "E4"}, {"类", "通报", "", "为减分项", "G4"},
		{"类", "少一次扣1分，加强的加1分", "", "每缺一项扣1分", ""}, {"加分项", "获表彰的加5分", "", "", ""}, {"减分项", "被通报的扣5分", "", "", ""},
		{"否决项", "一律为差", "", "", ""}, {"类", "加分项目之外的工作", "", "", "C4"},
	} {
		points := "5"
		if c.category == "否决项" {
			points = ""
		}
		rows := withRow(c.category, "项二", c.text, "局", c.note, points, c.rule)
		rows[1] = append(append([]string{}, heads...), HeadPoints, HeadRule)
		if c.category == "类" {
			rows[2] = []string{"类", "项", "文", "局", "", "95"}
		}
		_, problems, message := parsed(rows, goodGrades, goodUnits)
		want := ""
		if c.asks != "" {
			want = "Q677 指标表!" + c.asks
		}
		if got := strings.Join(problems, " "); got != want {
			t.Errorf("%s %s: %q, want %q: %s", c.category, c.text, got, want, message)
		}
	}
}

// TestSumsAreNoCriteria: a row of a sum is held against what stands there, and is never
// one of the points.
func TestSumsAreNoCriteria(t *testing.T) {
	for _, c := range []struct {
		row  []string
		want string
	}{
		{[]string{"小计", "", "", "", "", "50"}, "Q617 指标表!F4"}, {[]string{"", "小计", "", "", "", "50"}, "Q617 指标表!F4"}, {[]string{"合计", "", "", "", "", "110"}, "Q617 指标表!F4"},
		{[]string{"合计（110分）"}, "Q617 指标表!A4"}, {[]string{"合计：110"}, "Q617 指标表!A4"}, {[]string{"共计", "", "", "", "", "110"}, "Q617 指标表!F4"},
		{[]string{"满分", "", "", "", "", "120"}, "Q617 指标表!F4"}, {[]string{"加分项", "小计", "加分合计", "局", "", "5"}, "Q672 指标表!C4 Q617 指标表!F4"},
		{[]string{"", "项二", "小计", "局", "", "40"}, "Q672 指标表!C4 Q617 指标表!F4"},
		{[]string{"小计", "", "", "", "", "100"}, ""}, {[]string{"合计（100分）"}, ""}, {[]string{"总分", "", "—", "", "", "100"}, ""}, {[]string{"满分100分"}, ""}, {[]string{"共计"}, ""},
		{[]string{"", "项二", "合计", "局", "", "100"}, "Q672 指标表!C4"},
	} {
		rows := withRow(c.row...)
		rows[1] = append(append([]string{}, heads...), HeadPoints)
		table, problems, message := parsed(rows, goodGrades, goodUnits)
		if got := strings.Join(problems, " "); got != c.want || table != nil && len(table.Criteria) != 1 {
			t.Errorf("%v: %s, want %s: %s", c.row, got, c.want, message)
		}
	}
}

// TestNamesWithPoints are held against what they come to, however they say it.
func TestNamesWithPoints(t *testing.T) {
	for _, name := range []string{"加分项（5分封顶）", "加分项（加分不得超过5分）", "加分项（限5分）", "加分项（5分以内）", "加分项（总计不高于5分）", "加分项5分", "加分项（5）"} {
		rows := append(withRow(name, "项二", "文（5分）"), []string{"", "", "文二（3分）"})
		if _, problems, _ := parsed(rows, goodGrades, goodUnits); strings.Join(problems, " ") != "Q617 指标表!A4" {
			t.Errorf("%s: %v", name, problems)
		}
	}
	for name, want := range map[string]string{"类（60）": "Q617 指标表!A3", "类60分": "Q617 指标表!A3", "类100分": "", "类（100）": "", "30分钟响应": "", "（一）类": "", "10分类法": "", "一类（每项1分）": ""} {
		if _, problems, _ := parsed([][]string{{"题"}, heads, {name, "项", "文（100分）", "局"}}, goodGrades, goodUnits); strings.Join(problems, " ") != want {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// TestNamesGoOn on a document's next page, in other widths too.
func TestNamesGoOn(t *testing.T) {
	for _, again := range []string{"甲（续上表）", "（续）甲", "甲续", "甲（续表）", "甲 续", "１、甲"} {
		first := "甲"
		if strings.HasPrefix(again, "１") {
			first = "1、甲"
		}
		table, problems, _ := parsed([][]string{{"题"}, heads, {first, "项", "文（60分）", "局"}, {again, "项二", "文（40分）"}}, goodGrades, goodUnits)
		if table == nil || len(table.Categories(Score)) != 1 || len(problems) > 0 {
			t.Errorf("%s: %v", again, problems)
		}
	}
}

// TestNothingIsAskedTwice: where the kind of a category is refused, nothing is said of its
// items and texts; and where points are, nothing of their sum.
func TestNothingIsAskedTwice(t *testing.T) {
	for _, c := range []struct {
		rows [][]string
		want string
	}{
		{[][]string{{"类", "项", "文（100分）", "局"}, {"加减分", "加分项", "加分项：表彰的加5分（5分）"}}, "Q608 指标表!A4"},
		{[][]string{{"类", "项", "文（100分）", "局"}, {"", "项二", "文二（3分，少一次扣1分）"}, {"小计", "", "", "", "", ""}, {"小计", "", "", "", "", "50"}}, "Q620 指标表!C4"},
	} {
		rows := append([][]string{{"题"}, append(append([]string{}, heads...), HeadPoints)}, c.rows...)
		if _, problems, message := parsed(rows, goodGrades, goodUnits); strings.Join(problems, " ") != c.want {
			t.Errorf("%v, want %s: %s", problems, c.want, message)
		}
	}
}
