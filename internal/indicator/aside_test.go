package indicator

import (
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
)

// TestWhatIsNoGradeIsRefused as one, and nothing is said of the grade above it.
func TestWhatIsNoGradeIsRefused(t *testing.T) {
	rows := func(more ...string) [][]string {
		grades := [][]string{{"等次", "下限"}}
		for _, row := range more {
			grades = append(grades, strings.Split(row, "|"))
		}
		return grades
	}
	for _, c := range []struct {
		grades [][]string
		want   string
	}{
		{rows("好|60", "差|0", "满分：100"), "Q653 等次!A4"},
		{rows("好|60", "差", "满分：100"), "Q653 等次!A4"},
		{rows("好|60", "差|0", "以上等次由总分确定"), "Q653 等次!A4"},
		{rows("好|60", "差", "满分分值|120"), "Q653 等次!A4"},
		{rows("好|60", "差", "总分|120"), "Q653 等次!A4"},
		{rows("好|60", "差", "主办单位：县局"), ""},
		{rows("优秀（95分以上）|90", "差"), "Q653 等次!A2"},
		{rows("优秀（30%）|90", "差"), "Q645 等次!A2"},
		{rows("优秀\n良好|80", "差"), "Q653 等次!A2"},
		{rows("好|60", "差", "排名前三的为优秀"), "Q645 等次!A4"},
		{rows("好|60", "差", "", "注：满分100分。"), ""},
		{rows("第10等|60", "优秀（A级）|50", "良好（二等次）|40", "基本合格|30", "未达标"), ""},
		{append([][]string{{"等次", "下限", "条件"}}, []string{"好", "60", "且未发生较大以上事故"}, []string{"差"}), "Q671 等次!C1"},
		{append([][]string{{"等次", "下限", "条件"}}, []string{"好", "60", "排名前三"}, []string{"差"}), "Q671 等次!C1 Q645 等次!C2"},
		{append([][]string{{"等次", "下限", "条件"}}, []string{"好", "60", "取前30%"}, []string{"差"}), "Q671 等次!C1 Q645 等次!C2"},
		{append([][]string{{"等次", "下限", "数量"}}, []string{"好", "60", "3"}, []string{"差"}), "Q645 等次!C1"},
		{append([][]string{{"序号", "等次", "下限", "备注", "满分", "100"}}, []string{"1", "好", "60"}, []string{"2", "差"}), "Q678 等次!A1"},
		{append([][]string{{"等次", "下限", "说明："}}, []string{"好", "60", "予以通报表扬"}, []string{"差"}), ""},
	} {
		if _, problems, _ := parsed(goodRows, c.grades, goodUnits); strings.Join(problems, " ") != c.want {
			t.Errorf("%q: %q, want %s", c.grades[1:], problems, c.want)
		}
	}
}

// TestNotesAreReadForRules: below the grades a quota is refused, and below the criteria it
// is told as other rules are; what concerns nothing but the papers stays silent.
func TestNotesAreReadForRules(t *testing.T) {
	for want, notes := range map[string][]string{
		"Q645 Q676": {"排名前三的为优秀", "优秀控制在30%以内", "取前30%", "评为优秀的单位为3个", "优秀名额按20%掌握"},
		"Q676 Q676": {
			"考核等次下调一级", "发生事故的直接定为不合格", "逾期未报的，视为不合格", "出现问题的，评为D级", "90分以上为优秀，70～90分为良好", "逾期的按零分计", "弄虚作假的记0分",
			"创新工作加倍计分", "得分最高为100分", "本表满分120分", "多个部门评分的按平均分计", "获省级表彰的，另行奖励5分", "实行倒计分制，从100分中倒减", "以下指标不计入总分", "降一个等次",
		},
		"Q645 Q645": {"得分×0.8", "总分按80计入年度总成绩", "按80%计入总成绩", "按其余项目百分比换算"},
		"": {
			"由县质量办负责解释", "自印发之日起施行", "请于12月10日前报送县质量办", "联系人：张三，电话：0359-1234567", "本表一式两份", "满分100分", "本表实行100分制", "等次分为优秀、良好、合格、不合格四个等次",
			"评为优秀的，予以通报表扬", "考核结果评定为优秀、良好、合格、不合格", "被考核单位共13个", "采取网上调查的方式", "每项满分10分，按实际评分", "考核时间定为12月", "合格率达95%以上",
		},
	} {
		for _, note := range notes {
			_, grades, _ := parsed(goodRows, append(slices.Clone(goodGrades), []string{"注：" + note}), goodUnits)
			_, criteria, _ := parsed(append(slices.Clone(goodRows), []string{"注：" + note}), goodGrades, goodUnits)
			expected := strings.Fields(strings.NewReplacer("Q645 Q645", "Q645|等次!A4 Q645|指标表!A4", "Q645 Q676", "Q645|等次!A4 Q676|指标表!A4", "Q676 Q676", "Q676|等次!A4 Q676|指标表!A4").Replace(want))
			if got := strings.Fields(strings.ReplaceAll(strings.Join(slices.Concat(grades, criteria), "\n"), " ", "|")); !slices.Equal(got, expected) {
				t.Errorf("%s: %q, want %q", note, got, want)
			}
		}
	}
}

// TestWeightsAreRefused wherever a weight is written, and rates are none.
func TestWeightsAreRefused(t *testing.T) {
	for _, name := range []string{"甲40%", "甲 60％", "甲（系数0.4）", "甲（权数40）", "甲（比重：40）", "甲（40%）"} {
		if _, list := strictly([][]string{{"题"}, heads, {name, "项", "文（1分）", "局"}}); told(list) != "Q645 A3" {
			t.Errorf("%s: %s", name, told(list))
		}
	}
	for _, name := range []string{"合格率95%", "优良天数比例80%", "覆盖率达到90%", "合格率≥95%", "增长2-3%", "系数管理", "比重提升"} {
		if _, list := strictly([][]string{{"题"}, heads, {"类", name, "文（1分）", "局"}}); len(list) > 0 {
			t.Errorf("%s: %s", name, told(list))
		}
	}
	for _, head := range []string{"比重", "权值", "权数", "系数"} {
		if _, list := strictly([][]string{{"题"}, append(slices.Clone(heads), head), {"类", "项", "文（1分）", "局", "", "3"}}); told(list) != "Q645 F2" {
			t.Errorf("%s: %s", head, told(list))
		}
	}
	for text, want := range map[string]string{"权重20%": "Q645 F3", "权重不低于3%得6分": "", "食品安全工作权重提高到3%以上的得满分": "", "缺项的折算": "Q645 F3", "完成率折算得分": ""} {
		if _, list := strictly([][]string{{"题"}, append(slices.Clone(heads), "评分细则"), {"类", "项", "文（1分）", "局", "", text}}); told(list) != want {
			t.Errorf("%s: %s", text, told(list))
		}
	}
}

// TestRowsBesideTheCriteria are told apart from those that assess something.
func TestRowsBesideTheCriteria(t *testing.T) {
	for row, want := range map[string]string{
		"|注水肉事件||市场局||5": "Q606 C4", "|注重创新||市场局||5": "Q606 C4", "|虚假说明||市场局||5": "Q606 C4", "|虚假说明": "Q606 C4", "|注重创新": "Q606 C4",
		"注：|发生事故||市场局||5": "Q606 C4", "注1：按实际": "", "说明：按实际": "", "填表说明": "", "注": "", "注（1）按实际": "", "注一：按实际": "", "※按实际": "", "计分说明：|按实际": "",
		"||注：发生事故的，直接判定为不合格": "Q676 C4", "||注：按实际": "Q672 C4", "||合计扣完为止": "Q672 C4", "||注：又一条||局||5": "Q672 C4",
		"考核类别|考核项目|评分标准|考核部门|备注|分值": "", "|考核项目|评分标准": "", "县域考核": "", "县域考核（续表）": "", "续表": "", "（续表）": "", "接上页": "", "（续）": "",
	} {
		for _, at := range []string{"within", "below"} {
			grid := [][]string{{"县域考核"}, append(slices.Clone(heads), "分值"), {"类", "项", "文", "局", "", "1"}, strings.Split(row, "|")}
			if at == "within" && (strings.HasPrefix(row, "县域") || strings.Contains(row, "续") || strings.Contains(row, "接") || strings.HasPrefix(row, "考核类别")) {
				grid = append(grid, []string{"又类", "项", "文", "局", "", "2"})
			}
			table, list := strictly(grid)
			if told(list) != want || table != nil && len(table.Categories(Score)) != len(grid)-3 {
				t.Errorf("%s, %s: %s, want %s", row, at, told(list), want)
			}
		}
	}
	named := [][]string{{"题"}, append(slices.Clone(heads), "分值"), {"类", "项", "文", "局", "", "1"}, {"加分项", "某", "评分标准", "县局", "", "5"}}
	if table, list := strictly(named); reading(table) != "A1.1 1 局, B1.1 5 县局 bonus" {
		t.Error(reading(table), told(list))
	}
}

// TestWideRowsThatAreNoCategory: sums are held against what stands above them, rules are refused, and what goes on
// from the page before is the table's own.
func TestWideRowsThatAreNoCategory(t *testing.T) {
	for text, want := range map[string]string{
		"本类小计：60分": "Q617 A4", "甲类合计60分": "Q617 A4", "本类小计：100分": "", "以上合计": "", "以下指标不计入总分": "Q606 A4", "不参与排名的指标": "Q606 A4", "上述各项由部门评分": "Q606 A4",
		"题": "", "题（续表）": "", "续表": "", "（续表）": "", "接上页": "", "一、共性指标（合计2分）": "Q679 A4", "二、质量监管（2分）": "Q679 A4", "加分项（最多加5分）": "Q679 A4, Q617 A4",
	} {
		grid := NewGrid(diag.Position{}, [][]string{{"题"}, heads, {"类", "项", "文（100分）", "局"}, {text, "", "", "", ""}, {"", "又项", "文（2分）", "局"}})
		grid.Rows[3][0].Cols = 5
		_, list := Parse(Source{grid, NewGrid(diag.Position{}, append(slices.Clone(goodGrades), []string{"满分", "102"})), NewGrid(diag.Position{}, goodUnits)})
		list = slices.DeleteFunc(list.Sorted(), func(d diag.Diagnostic) bool { return d.Code == diag.PointsSum.Code })
		if told(list) != want {
			t.Errorf("%s: %s, want %s", text, told(list), want)
		}
	}
}

// TestTheTitleIsNoOfficeAndNoBasis, and is whole where it is broken over cells.
func TestTheTitleIsNoOfficeAndNoBasis(t *testing.T) {
	for above, want := range map[string]string{
		"甲县质量考核工作领导小组办公室/2023年度质量工作考核指标": "2023年度质量工作考核指标",
		"2023年度质量工作考核指标/甲县质量考核工作领导小组办公室": "2023年度质量工作考核指标",
		"根据《甲县质量工作考核办法》，制定本表。/2023年质量指标": "2023年质量指标",
		"（征求意见稿）/消防任务书":                  "消防任务书",
		"县政办〔2023〕5号/消防清单":               "消防清单",
		"县食安委/食品安全清单":                    "食品安全清单",
		"2023年/县消防工作考核细则":                "2023年县消防工作考核细则",
		"2023年度|县消防清单":                   "2023年度县消防清单",
		"甲县2023年度/消防工作考核细则":              "甲县2023年度消防工作考核细则",
		"2023年/2022年县消防工作考核细则":           "2022年县消防工作考核细则",
		"县消防工作/考核细则":                     "县消防工作考核细则",
		"2023年/县消防工作/考核细则":               "2023年县消防工作考核细则",
		"县消防工作/县消防考核":                    "县消防考核",
		"2023年":                          "",
		"甲县质量考核办公室":                      "",
	} {
		var rows [][]string
		for row := range strings.SplitSeq(above, "/") {
			rows = append(rows, strings.Split(row, "|"))
		}
		table, list := strictly(append(rows, heads, []string{"类", "项", "文（1分）", "局"}))
		switch {
		case want == "" && told(list) != "Q604":
			t.Errorf("%s: %s", above, told(list))
		case want != "" && (table == nil || table.Title != want || len(list) > 0):
			t.Errorf("%s: %v, %v", above, table, told(list))
		}
	}
	for title, want := range map[string]string{"质量考核（满分120分）": "Q676 A1", "质量考核（满分1分）": "", "质量考核（总分：120分）": "Q676 A1", "质量考核": ""} {
		if _, list := strictly([][]string{{title}, heads, {"类", "项", "文（1分）", "局"}}); told(list) != want {
			t.Errorf("%s: %s", title, told(list))
		}
	}
}
