package indicator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// fault is a table that can be misread, what is said of it, and what the table becomes
// for whoever does what the message says.
type fault struct {
	name     string
	row      []string // the criteria's only row, or what grid has
	grid     [][]string
	want     string   // the problems, as "CODE CELL"
	says     []string // parts of the first one's sentences
	followed []string // the row again
	again    [][]string
	reads    string // what it is then: "CODE POINTS DEPARTMENT", criterion by criterion
}

// followed holds what is said of each fault, and that it leads to a table with the right
// points, kinds and departments.
func followed(t *testing.T, faults []fault) {
	t.Helper()
	for _, f := range faults {
		if f.grid == nil {
			f.grid = [][]string{{"题"}, append(slices.Clone(heads), "分值"), f.row}
		}
		if f.again == nil && f.followed != nil {
			f.again = [][]string{{"题"}, append(slices.Clone(heads), "分值"), f.followed}
		}
		_, list := strictly(f.grid)
		if got := told(list); got != f.want {
			t.Errorf("%s: %q, want %q", f.name, got, f.want)
		}
		for _, part := range f.says {
			if !strings.Contains(list[0].Message(msg.Chinese)+"；"+list[0].Hint(msg.Chinese), part) {
				t.Errorf("%s: %s；%s; not %s", f.name, list[0].Message(msg.Chinese), list[0].Hint(msg.Chinese), part)
			}
		}
		if f.again == nil {
			continue
		}
		table, list := strictly(f.again)
		if got := reading(table); got != f.reads {
			t.Errorf("%s, followed: %q, want %q: %s", f.name, got, f.reads, told(list))
		}
	}
}

// strictly parses criteria that come to whatever they come to.
func strictly(criteria [][]string) (*Table, diag.List) {
	source := func(full Points) Source {
		return Source{
			NewGrid(diag.Position{Worksheet: PartCriteria}, criteria),
			NewGrid(diag.Position{Worksheet: PartGrades}, [][]string{{"等次", "下限"}, {"好", "0"}, {"差"}, {"满分", full.String()}}),
			NewGrid(diag.Position{Worksheet: PartUnits}, goodUnits),
		}
	}
	table, list := Parse(source(100_00))
	for _, d := range list {
		if d.Code == diag.PointsSum.Code {
			table, list = Parse(source(d.Arg("found").(Points)))
		}
	}
	return table, list.Sorted()
}

func told(list diag.List) string {
	var all []string
	for _, d := range list {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s", d.Code, d.Cell())))
	}
	return strings.Join(all, ", ")
}

func reading(table *Table) string {
	if table == nil {
		return ""
	}
	var all []string
	for _, c := range table.Criteria {
		kind := ""
		if c.Kind() != Score {
			kind = " " + string(c.Kind())
		}
		all = append(all, fmt.Sprintf("%s %s %s%s", c.Code, c.Points, c.Department, kind))
	}
	return strings.Join(all, ", ")
}

// TestALineThatMayBeACriterionIsNotGluedToAnother.
func TestALineThatMayBeACriterionIsNotGluedToAnother(t *testing.T) {
	cell := func(text string) []string { return []string{"类", "项", text, "局"} }
	followed(t, []fault{
		{"an amount with more in its brackets", cell("1.甲（1分）；\n2.乙（3分，少一次扣1分）。\n3.丙（3分）"), nil, "Q619 C3",
			[]string{"第2行“2.乙（3分，少一次扣1分）。”的“（3分，少一次扣1分）”不是“（N分）”", "改为“（3分），少一次扣1分”"},
			cell("1.甲（1分）；\n2.乙（3分），少一次扣1分。\n3.丙（3分）"), nil, "A1.1 1 局, A1.2 3 局, A1.3 3 局"},
		{"a number alone", cell("甲（1分）\n乙（20）\n丙（3分）"), nil, "Q619 C3", []string{"第2行", "“（20）”"},
			cell("甲（1分）\n乙（20分）\n丙（3分）"), nil, "A1.1 1 局, A1.2 20 局, A1.3 3 局"},
		{"points for each", cell("甲（1分）\n乙(6 分/项)"), nil, "Q619 C3", []string{"第2行", "“(6 分/项)”"},
			cell("甲（1分）\n乙（6分）/项"), nil, "A1.1 1 局, A1.2 6 局"},
		{"an explanation on its own line", cell("甲（1分）\n少一次的（每次扣0.5分）\n乙（3分）"), nil, "Q619 C3", []string{"不是的，删去换行，与它所属的那一行连成一行"},
			cell("甲（1分）少一次的（每次扣0.5分）\n乙（3分）"), nil, "A1.1 1 局, A1.2 3 局"},
		{"a numbered line without a mark", cell("1．甲（1分）\n２．乙\n3．丙（3分）"), nil, "Q619 C3", []string{"第2行“２．乙”有编号，没有“（N分）”"},
			cell("1．甲（1分）２．乙\n3．丙（3分）"), nil, "A1.1 1 局, A1.2 3 局"},
		{"a heading in the cell", cell("一、甲\n1.乙（1分）\n2.丙（3分）"), nil, "Q619 C3", []string{"第1行“一、甲”有编号，没有“（N分）”"},
			cell("一、甲：1.乙（1分）\n2.丙（3分）"), nil, "A1.1 1 局, A1.2 3 局"},
		{"one mark, and a line that may have its own", cell("1.甲（1分）\n2.乙（20）"), nil, "Q619 C3", []string{"“（20）”"},
			cell("1.甲（1分）\n2.乙（20分）"), nil, "A1.1 1 局, A1.2 20 局"},
		{"no mark, and lines that may have their own", cell("1.甲（10）\n2.乙（20）"), nil, "Q619 C3", []string{"第1行", "“（10）”"},
			cell("1.甲（10分）\n2.乙（20分）"), nil, "A1.1 10 局, A1.2 20 局"},
		{"what points are made of", cell("甲（3分）\n其中：乙（1分）\n丙（2分）"), nil, "Q619 C3", []string{"第2行", "以“其中”开头，可能是上一条的一部分"},
			append(cell("甲（3分）其中：乙（1分）、丙（2分）"), "", "3"), nil, "A1.1 3 局"},
		{"one line with an amount that is no mark", cell("乙（3分，少一次扣1分）"), nil, "Q620 C3", []string{"括号里只写“N分”"},
			cell("乙（3分），少一次扣1分"), nil, "A1.1 3 局"},
		{"an amount beside a mark", cell("乙（5分），会议（2分以内）"), nil, "Q620 C3", []string{"“（2分以内）”", "“分值”列"},
			append(cell("乙（5分），会议（2分以内）"), "", "5"), nil, "A1.1 5 局"},
		{"a paragraph that became a row", nil, [][]string{{"题"}, heads, cell("甲（5分）"), {"", "", "又一段"}}, "Q611 C4", []string{"并入那一格"},
			nil, [][]string{{"题"}, heads, cell("甲（5分）\n又一段")}, "A1.1 5 局"},
	})
	for _, numbered := range []string{"（二）乙", "(2)乙", "②乙", "二、乙", "2、乙", "2)乙", "第二条 乙", " 2. 乙"} {
		if _, list := strictly([][]string{{"题"}, heads, cell("甲（1分）\n" + numbered + "\n丙（3分）")}); told(list) != "Q619 C3" {
			t.Errorf("%s: %s", numbered, told(list))
		}
	}
	for text, want := range map[string]string{"（1）甲": "Q611 C3", "乙（20）": "Q620 C3", "乙（2022）": "Q611 C3"} {
		if _, list := strictly([][]string{{"题"}, heads, cell(text)}); told(list) != want {
			t.Errorf("%s: %s, want %s", text, told(list), want)
		}
	}
	for text, want := range map[string]string{ // what has one reading
		"宣传（3分）\n少一次的（扣1分）":                  "A1.1 3 局",
		"宣传\n其中培训占一半（3分）":                    "A1.1 3 局",
		"宣传（3分）\n具体见附件（2）":                   "A1.1 3 局",
		"按附件（2）宣传（3分）":                       "A1.1 3 局",
		"宣传（3分）\n1.开展活动；\n2.发放材料。":           "A1.1 3 局",
		"1.甲（1分），每项\n扣0.5\n2.乙（2分）":          "A1.1 1 局, A1.2 2 局",
		"甲（30分钟内到场）（3分）":                     "A1.1 3 局",
		"甲（第20号）（3分），每次（扣1分）":                "A1.1 3 局",
		"（1）甲（3分）\n（2）乙（2分）":                 "A1.1 3 局, A1.2 2 局",
		"甲（2022）（3分）1.5倍计\n乙（2分）":            "A1.1 3 局, A1.2 2 局",
		"一、宣传（3分）\n印发资料。\n二、检查（2分）\n少一次扣1分。": "A1.1 3 局, A1.2 2 局",
		"宣传，\n印发资料（3分）\n检查（2分）\n少一次扣1分。":     "A1.1 3 局, A1.2 2 局",
		"表彰（5分）\n同一项目取高分。":                   "A1.1 5 局",
		"每召开一次加1分，\n最多加5分（5分）":               "A1.1 5 局",
		"1.按10分制打分\n得8分以上得5分（5分）":            "A1.1 5 局",
	} {
		if table, list := strictly([][]string{{"题"}, heads, cell(text)}); reading(table) != want || len(list) > 0 {
			t.Errorf("%q: %s, %s", text, reading(table), told(list))
		}
	}
}

// TestWhatOnlyFollowsIsNotSaid: a sum says nothing where points are not understood, and
// 满分 is not to be declared as it is. Elsewhere it is said.
func TestWhatOnlyFollowsIsNotSaid(t *testing.T) {
	for name, c := range map[string]struct {
		rows [][]string
		want string
	}{
		"no points":           {[][]string{{"类（60分）", "项", "文", "局"}}, "Q611 C3"},
		"several points":      {[][]string{{"类（60分）", "项", "文（1分）（2分）", "局"}}, "Q612 C3"},
		"wrong points":        {[][]string{{"类（60分）", "项", "文（0分）", "局"}}, "Q613 C3"},
		"a line":              {[][]string{{"类（60分）", "项", "文（1分）\n2.文（20）", "局"}}, "Q619 C3"},
		"another category":    {[][]string{{"类（60分）", "项", "文", "局"}, {"二类（40分）", "项", "文（30分）"}}, "Q611 C3, Q617 A4"},
		"several departments": {[][]string{{"类", "项", "文（60分）", "市水利局"}, {"", "", "文（40分）", "水利局、财政局"}}, "Q621 D4"},
	} {
		_, problems, _ := parsed(append([][]string{{"题"}, heads}, c.rows...), goodGrades, goodUnits)
		if got := strings.ReplaceAll(strings.Join(problems, ", "), "指标表!", ""); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	short := [][]string{{"题"}, append(slices.Clone(heads), "考核方式"), {"类", "项", "文（99分）", "局"}}
	for _, c := range []struct {
		grades [][]string
		want   []string
	}{
		{goodGrades, []string{"Q671 指标表!F2", "Q615 指标表!"}}, // a warning stands beside it
		{append(slices.Clone(goodGrades), []string{"满分", "一百"}), []string{"Q671 指标表!F2", "Q616 等次!B4"}},
		{[][]string{{"等次", "下限"}, {"好", "99"}, {"差"}, {"满分", "99"}}, []string{"Q671 指标表!F2"}}, // which is just in reach
	} {
		if _, problems, _ := parsed(short, c.grades, goodUnits); !slices.Equal(problems, c.want) {
			t.Errorf("%v, want %v", problems, c.want)
		}
	}
	_, list := strictly([][]string{{"题"}, heads, {"类（60分）", "项", "文（60分）", "局"}})
	refused := NewGrid(diag.Position{}, [][]string{{"题"}, heads, {"类（60分）", "项", "文（6分）", "局"}, {"二类（40分）", "项", "文（30分）"}})
	refused.Rows[2][2].Refused = true
	_, other := Parse(Source{refused, NewGrid(diag.Position{}, goodGrades), NewGrid(diag.Position{}, goodUnits)})
	if len(list) > 0 || told(other) != "Q617 A4" {
		t.Error(told(list), told(other))
	}
}

// TestTheTitleIsNoAnnexAndNoForm.
func TestTheTitleIsNoAnnexAndNoForm(t *testing.T) {
	for _, c := range []struct {
		above []string // a text, or several cells
		want  string
	}{
		{[]string{"附件", "县域质量工作方案"}, "县域质量工作方案"},
		{[]string{"附表2", "甲县粮食安全评分表"}, "甲县粮食安全评分表"},
		{[]string{"附件1-2：", "甲县考核"}, "甲县考核"},
		{[]string{"附件１：２０２３年考核指标"}, "２０２３年考核指标"},
		{[]string{"附件\n2023年\n考核指标"}, "2023年考核指标"},
		{[]string{"附件3 河长制考核细则"}, "河长制考核细则"},
		{[]string{"附件管理考核办法"}, "附件管理考核办法"},
		{[]string{"附件2023年考核指标"}, "附件2023年考核指标"},
		{[]string{"被考核单位：甲县　　考核时间：2023年", "消防工作任务分解"}, "消防工作任务分解"},
		{[]string{"被考核单位（盖章）：", "考核日期： 年 月 日", "县域工作目标管理"}, "县域工作目标管理"},
		{[]string{"县域工作", "考核年度：2023", "县域考评"}, "县域考评"},
		{[]string{"县域工作", "2023年　月　日", "考核编号：1"}, "县域工作"},
		{[]string{"（2023年度）", "县域工作"}, "县域工作"},
		{[]string{"县域工作", "县域考评"}, "县域考评"},
		{[]string{"2023年考核（被考核单位：各县）"}, "2023年考核（被考核单位：各县）"},
		{[]string{"单位考核：2023年指标"}, "单位考核：2023年指标"},
		{[]string{"附件1", "被考核单位：|甲县|考核时间：|年底", "填报人："}, ""},
		{[]string{"县域考评|单位：分"}, "县域考评"},
	} {
		var rows [][]string
		for _, text := range c.above {
			rows = append(rows, strings.Split(text, "|"))
		}
		table, list := strictly(append(rows, heads, []string{"类", "项", "文（1分）", "局"}))
		switch {
		case c.want == "" && told(list) != "Q604":
			t.Errorf("%q: %s", c.above, told(list))
		case c.want != "" && (table == nil || table.Title != c.want):
			t.Errorf("%q: %v", c.above, told(list))
		}
	}
}

// TestRulesInNotesAreTold, since they are not applied, wherever nothing is read; what
// departments, or the table itself, are told is not.
func TestRulesInNotesAreTold(t *testing.T) {
	base := [][]string{{"县域考核"}, heads, {"类", "项", "文，扣完为止（1分）", "局"}}
	below := func(rows ...[]string) [][]string { return append(slices.Clone(base), rows...) }
	for name, c := range map[string]struct {
		grid       [][]string
		want, says string
	}{
		"a note":               {below([]string{"说明：1.每一项扣完即止。\n2.发生事故的，直接判定为不合格；3.年底考核。"}), "Q676 A4", "“说明：1.每一项扣完即止；2.发生事故的，直接判定为不合格”"},
		"another column":       {below([]string{"", "注：发生的一律为差"}), "Q676 B4", ""},
		"lines of a note":      {below([]string{"考核说明"}, []string{"1.按时报送"}, []string{"2.获表彰的加 5分"}), "Q676 A6", "“2.获表彰的加 5分”"},
		"behind the sum":       {below([]string{"合计", "", "", "", "加分上限10分"}), "Q676 E4", ""},
		"within the table":     {append(slices.Clone(base[:2]), []string{"注：优秀名额3个"}, base[2]), "Q676 A3", ""},
		"above the headings":   {append([][]string{{"县域考核"}, {"考核中一票否决的，不得评优。"}}, base[1:]...), "Q676 A2", ""},
		"nothing of the kind":  {below([]string{"注：本表由办公室解释。"}, []string{"※以文件为准"}, []string{"填表人：张三", "审核人：李四"}), "", ""},
		"a row that is broken": {below([]string{"", "一律"}), "Q606 C4", ""},
		"where a criterion is": {below([]string{"", "", "小计扣完为止（1分）"}), "Q672 C4", ""},
	} {
		_, list := strictly(c.grid)
		if told(list) != c.want || c.says != "" && !strings.Contains(list[0].Message(msg.Chinese), c.says) {
			t.Errorf("%s: %s", name, told(list))
		}
	}
	followed(t, []fault{
		{"a rule in a note", nil, below([]string{"说明：发生事故的，一律为差。"}), "Q676 A4", []string{"作为加分项、减分项、否决项的评分标准"},
			nil, below([]string{"否决项", "事故", "发生事故的，一律为差等次。"}), "A1.1 1 局, B1.1 0 局 veto"},
	})
	grades := [][]string{{"等次", "下限", "依据"}, {"好", "60", "不得低于60分"}, {"差"}, {"注：减分超过3分的，取消资格。"}}
	if table, problems, _ := parsed(goodRows, grades, [][]string{{"被考核单位"}, {"甲县"}, {"注：甲县一票否决"}}); table == nil || !slices.Equal(problems, []string{"Q676 等次!A4", "Q676 被考核单位!A3"}) {
		t.Error(problems)
	}
}

// TestDepartmentsAreToldApart, however they are divided; what can be read as one and as
// several is refused.
func TestDepartmentsAreToldApart(t *testing.T) {
	for want, cells := range map[string][]string{
		"": {
			"县国土\n资源局", "县委\n宣传部", "市政府\n办公室", "市委 办", "县发改局(统计局)", "县发改局\n（统计局）", "县（市、区）政府", "县 妇 联", "县\n妇\n联",
			"市　水利局", "县人力资源\n和社会保障局", "县公安局\n办公室", "市标准化和质量强市领导小组\n办公室", "县委组织\n部", "县残疾人联合会", "县文旅局\n", "市\n市场监管局",
			"市市场\n监管局", "县规划与自然资源局", "县总工会", "水利", "A+B局", "R&D中心", "市高等院校管理办公室",
			"财 政 局", "县 委 办 公 室", "运城市 水利局", "县市场监管局", "12345热线办公室", "110指挥中心", "城区第3分局", "县公安局第3分局交警队",
			"县委县政府督查室", "县委宣传部文明办", "县政府办公室机关事务管理局", "县委\n老干部局", "县政府\n政务服务中心", "市“放管服”改革办公室", "县公安\u200b交警大队",
		},
		"Q621 D3": {
			"县妇联\n县残联", "县妇联　县残联", "县水利局·县财政局", "县水利局|县财政局", "县水利局+县财政局", "县水利局＋县财政局", "县水利局—县财政局", "县水利局——县财政局",
			"县水利局&县财政局", "县水利局-县财政局", "县水利局50%\n县财政局50%", "水利50%农业50%", "县水利局、县财政局", "水利/农业", "市发改委（市教育局配合）",
			"县发改局牵头\n县财政局配合", "县委\n县政府", "县水利局\n市河长办", "县发改局（县财政局、县审计局）", "甲局或乙局",
			"县教育局县财政局", "县委宣传部县文明办", "市公安局市水利局", "镇政府镇卫生院", "县委县政府", "运城市水利局运城市财政局", "教育局县财政局", "县 财 政 局 县 审 计 局",
			"①县文旅局②县教育局", "1.县文旅局2.县教育局", "（1）县文旅局（2）县教育局", "县文旅局3分县教育局2分", "“县教育局”“县财政局”",
			"县教育局为主县财政局为辅", "县教育局为主，县财政局为辅", "县教育局联合县财政局", "县局\n（配合：市局）", "县教育局（含财政局）", "县教育局（含县财政局）",
		},
		"Q625 D3": {
			"县公安局\n交警大队", "甲局 乙局", "县文旅\n县教体", "水利\n农业", "县发改局（县统计局）", "县委\n妇联", "县发改委\n能源局", "运城市水利局\n运城市财政局",
			"市标准化和质量强\n市领导小组办公室", "县妇联\n残疾人",
			"发改 财政 审计", "工信 商务局", "发改\n财政\n审计局", "县发改\n财政局", "市场监管\n教育局", "镇政府\n卫生院", "县政府\n气象局", "县委\n教育局",
		},
		"Q623 D3": {"各成员单位", "县各成员单位", "县直有关部门", "县水利局50%", "——", "同上", "（县水利局）", "·县水利局", "县水利局等", "县水利局等部门", "无", "待定",
			"同左", "〃", "考核部门", "主管部门", "乡镇", "县（市、区）", "县文旅局（牵头）", "县文旅局（配合）", "县文旅局负责", "县教育局、", "*县教育局", "县教育局等3部门", "县教育局等三家",
			"1.县文旅局", "①县文旅局", "县文旅局3分", "主办：县教育局", "牵头单位：县教育局", "々",
		},
	} {
		for _, cell := range cells {
			table, list := strictly([][]string{{"题"}, heads, {"类", "项", "文（1分）", cell}})
			if told(list) != want || want == "" && table.Criteria[0].Department != Fold(cell) {
				t.Errorf("%q: %s, want %s", cell, told(list), want)
			}
		}
	}
	for _, between := range strings.Split(`\ : ： → . 。 • ・ · ﹑ × _ * ⇒ > 和 及 与 以及 并 兼 同 联合 协同 会同 协助 负责`, " ") {
		cell := "县教育局" + between + "县财政局"
		if _, list := strictly([][]string{{"题"}, heads, {"类", "项", "文（1分）", cell}}); told(list) != "Q621 D3" {
			t.Errorf("%q: %s", cell, told(list))
		}
	}
	cell := func(department string) []string { return []string{"类", "项", "文（100分）", department} }
	followed(t, []fault{
		{"two in lines", cell("县妇联\n县残联"), nil, "Q621 D3", []string{"“县妇联 县残联”不止一个部门", "只写评分的部门，其余的写在备注中"},
			append(cell("县妇联"), "县残联配合"), nil, "A1.1 100 县妇联"},
		{"shares", cell("县农业农村局50%\n县水利局50%"), nil, "Q621 D3", []string{"各评一部分的，写明各自的分值"},
			nil, [][]string{{"题"}, heads, {"类", "项", "文（50分）", "县农业农村局"}, {"", "", "文（50分）", "县水利局"}}, "A1.1 50 县农业农村局, A1.2 50 县水利局"},
		{"one or two", cell("县公安局\n交警大队"), nil, "Q625 D3", []string{"“县公安局交警大队”一个部门，还是县公安局、交警大队几个部门", "写在一行"},
			cell("县公安局交警大队"), nil, "A1.1 100 县公安局交警大队"},
		{"an alias", cell("县发改局（县统计局）"), nil, "Q625 D3", []string{"去掉其中的空格和括号"}, cell("县发改局"), nil, "A1.1 100 县发改局"},
		{"nobody", cell("各成员单位"), nil, "Q623 D3", []string{"写上评分的部门"}, cell("县河长办"), nil, "A1.1 100 县河长办"},
	})
}

// TestNamesOfDepartmentsAreOne, of whatever kind.
func TestNamesOfDepartmentsAreOne(t *testing.T) {
	for name := range strings.FieldsSeq(`市委宣传部 市委组织部 市委统战部 市委政法委 市委编办 市委网信办 市委巡察办 市委老干部局 县委县直工委 市直机关工委
		市政府质量工作领导小组办公室 市标准化和质量强市领导小组办公室 市委全面依法治市委员会办公室 县委县政府信访局 市委市政府督查室 县人大常委会办公室 县政协办公室
		县公安局交警大队 市公安局市南分局 市公安局市区大队 县公安局县城派出所 市公安局交通管理局 市市场监管局（知识产权局） 市市场监管局市场秩序科 县发改局（统计局） 县政府办（外事办）
		国家税务总局运城市税务局 国家税务总局运城市盐湖区税务局 国家统计局运城调查队 国家金融监督管理总局运城监管分局 中国人民银行运城市分行 国网运城供电公司 运城海关 中国移动通信集团山西有限公司运城分公司
		市总工会 团市委 市工商联 市妇联 县残疾人联合会 市科协 市红十字会 县供销社 市消费者协会 县人民法院 县人民检察院 市中级人民法院 市中心医院 县中医院 大同市教育局
		山西省运城市生态环境局盐湖分局 市生态环境局盐湖分局 经济技术开发区管委会 运城经济技术开发区管委会 城区街道办事处 和平街道办事处
		市住房和城乡建设局 市文化和旅游局 市规划和自然资源局 市人力资源和社会保障局 市退役军人事务局 市卫生健康委员会 市民政局 市城管局 县城管局 县乡村振兴局 市容环境卫生中心 市民服务中心 县志办 市政公用事业中心
		市长热线办公室 12345热线办公室 110指挥中心 3.15办公室 7×24指挥中心 县农业农村局乡村振兴站 镇村镇建设办公室 市行政审批服务管理局 第三方评估机构 市委机要和保密局 呼和浩特市水利局 市场监督管理局 县河长制办公室 市双拥办 县防汛抗旱指挥部办公室 县安委办 市食安办`) {
		table, list := strictly([][]string{{"题"}, heads, {"类", "项", "文（1分）", name}})
		if len(list) > 0 || table.Criteria[0].Department != name {
			t.Errorf("%s: %s", name, told(list))
		}
	}
}

// TestLongNamesTakeNoTime, however much they repeat.
func TestLongNamesTakeNoTime(t *testing.T) {
	begun := time.Now()
	for _, piece := range []string{"县局", "县委", "县 ", "局\n", "县委县", "县县局 "} {
		for _, n := range []int{MaxName / 3, 1 << 15} {
			offices(strings.Repeat(piece, n) + "局")
		}
	}
	if took := time.Since(begun); took > 10*time.Second {
		t.Error(took)
	}
}

// TestACellHasTheNameOfOneUnit, and nothing else.
func TestACellHasTheNameOfOneUnit(t *testing.T) {
	for want, cells := range map[string][]string{
		"": {"夏　县", "夏 县", "和平区", "共和县", "和顺县", "天镇县", "镇平县城关镇", "永和镇", "运城市盐湖区", "经济技术开发区", "运城经开区", "城关镇", "和平街道", "城关镇和平村", "新乡县", "其美多吉乡", "第一师", "中国（山西）自贸区运城片区"},
		"不止一个单位": {
			"城关镇 东坪镇", "城关镇　东坪镇", "城关镇/东坪镇", "城关镇和东坪镇", "夏县和绛县", "城关镇、东坪镇", "城关镇\n东坪镇", "城关镇·东坪镇", "城关镇-东坪镇", "城关镇东坪镇", "夏县绛县", "盐湖 永济 河津",
		},
		"像是说明或合计": {"第一组", "第2片", "以上共2个乡镇", "以上单位均参加考核", "其他乡镇", "各乡镇", "乡镇", "乡镇（街道）", "城关镇（不参加）", "城关镇（暂不考核）"},
		"带有序号":    {"1.城关镇", "1、城关镇", "①城关镇", "一、乡镇"},
	} {
		for _, cell := range cells {
			_, list := Parse(Source{
				NewGrid(diag.Position{}, goodRows), NewGrid(diag.Position{}, goodGrades), NewGrid(diag.Position{}, [][]string{{HeadUnit}, {"甲县"}, {cell}}),
			})
			if want == "" && len(list) > 0 || want != "" && (told(list) != "Q661 A3" || !strings.Contains(list[0].Message(msg.Chinese), want)) {
				t.Errorf("%q: %s, want %s", cell, told(list), want)
			}
		}
	}
}

// TestADittoIsNoName of a category or an item.
func TestADittoIsNoName(t *testing.T) {
	for _, ditto := range []string{"同上", "同前", "〃", "-", "——", "/", "…"} {
		for col, want := range []string{"Q606 A4", "Q606 B4"} {
			row := []string{"", "", "又文（1分）"}
			row[col] = ditto
			followed(t, []fault{{"a ditto", nil, [][]string{{"题"}, heads, {"类", "项", "文（1分）", "局"}, row}, want,
				[]string{"“" + ditto + "”不是名称", "与上一行相同的留空"}, nil, [][]string{{"题"}, heads, {"类", "项", "文（1分）", "局"}, {"", "", "又文（1分）"}}, "A1.1 1 局, A1.2 1 局"}})
		}
	}
}

// TestPointsAreTheMost that can be given, however a cell says so.
func TestPointsAreTheMost(t *testing.T) {
	for cell, want := range map[string]string{
		"0~7": "7", "0～7": "7", "0-7分": "7", "（0—7分）": "7", "0–7": "7", "0至7分": "7", "0 到 7": "7", "0.0-7.5分": "7.5", "０－７分": "7", "0分~7分": "7",
		"本项满分3.5分": "3.5", "满分：3.5": "3.5", "最高3分": "3", "6分": "6", "（6分）": "6", "[6]": "6", " 6 ": "6", "+6": "6", ".5": "0.5",
		"1-7": "", "6分/项": "", "7-0": "", "-6": "", "3、4": "", "6分左右": "", "约6": "",
	} {
		table, list := strictly([][]string{{"题"}, append(slices.Clone(heads), "分值"), {"类", "项", "文", "局", "", cell}})
		if want == "" && told(list) != "Q613 F3" || want != "" && (len(list) > 0 || table.Criteria[0].Points.String() != want) {
			t.Errorf("%s: %s", cell, told(list))
		}
	}
	for text, want := range map[string]string{"文（0~7分）": "7", "文（本项满分3.5分）": "3.5", "文（分值：3分）": "3", "文（0—7分）": "7", "文（最多2分）": "2"} {
		if table, list := strictly([][]string{{"题"}, heads, {"类", "项", text, "局"}}); len(list) > 0 || table.Criteria[0].Points.String() != want {
			t.Errorf("%s: %s", text, told(list))
		}
	}
}

// TestACriterionHasWords: a dash, a number or points alone are none, and a row of a sum
// is passed over with all but its category.
func TestACriterionHasWords(t *testing.T) {
	for _, cell := range []string{"-", "—", "/", "1", "（5分）", "5分。"} {
		if _, list := strictly([][]string{{"题"}, append(slices.Clone(heads), "分值"), {"类", "项", cell, "局", "", "5"}}); told(list) != "Q606 C3" {
			t.Errorf("%s: %s", cell, told(list))
		}
	}
	if _, list := strictly([][]string{{"题"}, heads, {"类", "项", "甲（1分）\n（2分）", "局"}}); told(list) != "Q606 C3" {
		t.Error(told(list))
	}
	grid := [][]string{{"题"}, append(slices.Clone(heads), "分值"), {"类", "小计", "-", "", "", "40"}, {"", "项", "文", "局", "", "60"}}
	if _, list := strictly(grid); told(list) != "Q617 F3" || !strings.Contains(list[0].Message(msg.Chinese), "“类（40分）”中各条的分值之和是60") { // and not that another 满分 be declared
		t.Error(told(list))
	}
	other := append(slices.Clone(grid), []string{"又类", "小计", "-", "", "", "60"}, []string{"", "项", "文", "局", "", "40"}) // which another category comes to
	other[2] = nil
	other[3][0] = "类"
	if _, list := strictly(other); told(list) != "Q617 F5" {
		t.Error(told(list))
	}
	for _, sum := range [][]string{{"类", "小计", "-", "局", "", "60分"}, {"类", "本类合计：", "", "", "", "60"}, {"类", "", "—", "总计"}} {
		table, list := strictly([][]string{{"题"}, append(slices.Clone(heads), "分值"), sum, {"", "项", "文", "局", "", "60"}, {"合计", "", "/", "", "", "60"}})
		if len(list) > 0 || reading(table) != "A1.1 60 局" || table.Criteria[0].Category.Name != "类" {
			t.Errorf("%q: %s, %s", sum, reading(table), told(list))
		}
	}
}

// TestWhatGoesOnIsOne: 甲（续） is 甲 on the next page.
func TestWhatGoesOnIsOne(t *testing.T) {
	grid := [][]string{
		{"题"}, heads, {"甲", "乙", "文一（1分）", "局"}, {"甲（续）", "乙（续表）", "文二（2分）", "局（续）"}, {"甲 (接上页)", "丙", "文三（3分）", "（续）"},
	}
	table, list := strictly(grid)
	if got, want := reading(table), "A1.1 1 局, A1.2 2 局, A2.1 3 局"; got != want || len(list) > 0 || len(table.Categories(Score)) != 1 {
		t.Errorf("%s, %s", got, told(list))
	}
	again := append(slices.Clone(grid), []string{"丁", "戊", "文（1分）"}, []string{"甲（续）", "己", "文（1分）"})
	if _, list := strictly(again); told(list) != "Q607 A7" {
		t.Error(told(list))
	}
	if table, list := strictly([][]string{{"题"}, heads, {"手续", "延续（续）", "文（1分）", "局"}}); len(list) > 0 || table.Criteria[0].Item.Name != "延续（续）" {
		t.Error(told(list))
	}
}

// TestSumsOfItems are held against what their names say, as those of categories are.
func TestSumsOfItems(t *testing.T) {
	row := func(item string) []string { return []string{"类", item, "文（30分）", "局"} }
	followed(t, []fault{
		{"an item", row("项（40分）"), nil, "Q617 B3", []string{"考核项目“项（40分）”中各条的分值之和是30", "改正分值或名称"}, row("项（30分）"), nil, "A1.1 30 局"},
	})
	if _, list := strictly([][]string{{"题"}, heads, row("项（60分）"), {"", "", "文（30分）"}, {"", "项二（3分）", "又文（3分）"}}); len(list) > 0 {
		t.Error(told(list))
	}
	for name, want := range map[string]string{"减分项（最多减3分）": "", "减分项（累计不超过 5分）": "Q617 A4", "加分项，上限为2分": "Q617 A4", "加分项（每项加1分）": ""} {
		if _, list := strictly([][]string{{"题"}, heads, row("项"), {name, "项", "文（3分）"}}); told(list) != want {
			t.Errorf("%s: %s, want %s", name, told(list), want)
		}
	}
	if _, list := strictly([][]string{{"题"}, heads, row("项（60分）"), {"", "", "文（30分）"}, {"", "项二（4分）", "又文（3分）"}}); told(list) != "Q617 B5" {
		t.Error(told(list))
	}
}

// TestWhatWouldCountTheWrongWayIsQuestioned.
func TestWhatWouldCountTheWrongWayIsQuestioned(t *testing.T) {
	more := func(category, item, text string) [][]string {
		return [][]string{{"题"}, heads, {"类", "项", "文（100分）", "局"}, {category, item, text}}
	}
	followed(t, []fault{
		{"a deduction as an item", nil, more("其他事项", "减分项", "发生事故的扣5分（5分）"), "Q633 B4", []string{"考核项目“减分项”在类别“其他事项”之下，会当作得分项计算", "自成一类"},
			nil, more("减分项", "其他事项", "发生事故的扣5分（5分）"), "A1.1 100 局, B1.1 5 局 deduction"},
		{"a bonus as an item", nil, more("减分项", "（二）加分项目（5分）", "表彰（5分）"), "Q633 B4", []string{"会当作减分项计算"},
			nil, more("加分项", "表彰", "表彰（5分）"), "A1.1 100 局, B1.1 5 局 bonus"},
		{"a veto as an item", nil, more("其他事项", "一票否决", "事故（5分）"), "Q633 B4", nil, nil, nil, ""},
		{"either as an item", nil, more("加分项", "加减分项", "事故（5分）"), "Q633 B4", nil, nil, nil, ""},
		{"in a category that is told already", nil, more("加减分项", "减分项", "减分项（5分）"), "Q608 A4", nil, nil, nil, ""},
		{"a deduction in a text", nil, more("其他事项", "事故", "减分项：发生的扣5分（5分）"), "Q677 C4", []string{"说到“减分项”，但类别“其他事项”当作得分项计算", "移到名称中有"},
			nil, more("减分项", "事故", "减分项：发生的扣5分（5分）"), "A1.1 100 局, B1.1 5 局 deduction"},
		{"a bonus in a deduction", nil, more("减分项", "事故", "有加分项的不减（5分）"), "Q677 C4", nil, nil, nil, ""},
		{"something on top of a score", nil, more("其他事项", "事故", "获表彰的另加2分（5分）"), "Q677 C4", nil, nil, nil, ""},
		{"a category of bonuses by another word", nil, more("附加项", "事故", "获表彰（5分）"), "Q608 A4", nil, nil, nil, ""},
		{"a veto in a text", nil, more("其他事项", "事故", "发生的一票否决（5分）"), "Q677 C4", nil, nil, nil, ""},
	})
	for _, grid := range [][][]string{more("减分项", "减分项", "减分项，倒扣（5分）"), more("加分项", "加分项", "加分项（5分）"), more("其他", "加分项目申报", "扣完为止（5分）")} {
		if _, list := strictly(grid); len(list) > 0 {
			t.Errorf("%q: %s", grid[3], told(list))
		}
	}
}

// TestWhatIsNotComputedIsRefused by its name, in the grades and in the criteria; what is
// up to who scores is not.
func TestWhatIsNotComputedIsRefused(t *testing.T) {
	grades := func(rows ...[]string) [][]string { return append([][]string{{"等次", "下限", "依据"}}, rows...) }
	for name, c := range map[string]struct {
		grades     [][]string
		want, says string
	}{
		"a number of units":  {grades([]string{"好", "前6名"}, []string{"差"}), "Q645 等次!B2", "“前6名”说的是按名次、名额或比例定等次，程序不计算"},
		"a share":            {grades([]string{"好", "不超过30%"}, []string{"差"}), "Q645 等次!B2", "按名次、名额或比例"},
		"a share alone":      {grades([]string{"好", "30％"}, []string{"差"}), "Q645 等次!B2", ""},
		"in the name":        {grades([]string{"好（前三名）", "60"}, []string{"差"}), "Q645 等次!A2", ""},
		"in the source":      {grades([]string{"好", "60", "优秀不得超过总数的30%"}, []string{"差"}), "Q645 等次!C2", ""},
		"in a note":          {grades([]string{"好", "60"}, []string{"差"}, []string{"", "", "", "优秀名额4个"}), "Q645 等次!D4", ""},
		"a column":           {[][]string{{"等次", "下限", "名额"}, {"好", "60", "6"}, {"差"}}, "Q645 等次!C1", "“名额”说的是"},
		"the last":           {grades([]string{"好", "60"}, []string{"差", "后10%"}), "Q645 等次!B3", ""},
		"bounds and sources": {grades([]string{"好", "60", "得分60分以上，名称依省级做法"}, []string{"差"}), "", ""},
	} {
		_, problems, message := parsed(goodRows, c.grades, goodUnits)
		if got := strings.Join(problems, " "); got != c.want || !strings.Contains(message, c.says) {
			t.Errorf("%s: %s: %s", name, got, message)
		}
	}
	if table, problems, _ := parsed(goodRows, grades([]string{"好", "60"}, []string{"差"}), goodUnits); table == nil || len(problems) > 0 { // what it is with bounds
		t.Error(problems)
	}
	criteria := func(row ...string) [][]string {
		return [][]string{{"题"}, append(slices.Clone(heads), "分值"), row}
	}
	followed(t, []fault{
		{"a share as points", nil, criteria("类", "项", "文", "局", "", "30%"), "Q645 F3", []string{"“30%”说的是权重", "各条的分值写乘过权重的"}, nil, criteria("类", "项", "文", "局", "", "30"), "A1.1 30 局"},
		{"a weighted category", nil, criteria("类（权重30%）", "项", "文（1分）", "局"), "Q645 A3", []string{"权重"}, nil, criteria("类", "项", "文（0.3分）", "局"), "A1.1 0.3 局"},
		{"a weighted item", nil, criteria("类", "项(30%)", "文（1分）", "局"), "Q645 B3", nil, nil, nil, ""},
		{"a weight in a text", nil, criteria("类", "项", "文，权重为0.3（1分）", "局"), "Q645 C3", nil, nil, nil, ""},
		{"rescaling in a text", nil, criteria("类", "项", "文，缺项的按比例折算（1分）", "局"), "Q645 C3", []string{"说的是缺项折算，程序不计算；", "在“不涉及时”一列填“满分”"},
			nil, [][]string{{"题"}, append(slices.Clone(heads), "不涉及时"), {"类", "项", "文（1分）", "局", "", "满分"}}, "A1.1 1 局"},
		{"rescaling in 备注", nil, criteria("类", "项", "文（1分）", "局", "缺项折算"), "Q645 E3", nil, nil, nil, ""},
		{"rescaling in a note", nil, append(criteria("类", "项", "文（1分）", "局"), []string{"注：总分按得分率折算为10分。"}), "Q645 A4", []string{"说的是得分率折算", "由部门折算好再填分"},
			nil, criteria("类", "项", "文（1分）", "局"), "A1.1 1 局"},
		{"sentences of a note", nil, append(criteria("类", "项", "文（1分）", "局"), []string{"注：1.按实际。2.事故一票否决。3.缺项的按得分率折算。"}), "Q676 A4, Q645 A4", []string{"：“2.事故一票否决”"}, nil, nil, ""},
		{"a weight in a note", nil, append(criteria("类", "项", "文（1分）", "局"), []string{"注：各类加权后相加。"}), "Q645 A4", nil, nil, nil, ""},
		{"a column of weights", nil, [][]string{{"题"}, append(slices.Clone(heads), "权重"), {"类", "项", "文（1分）", "局", "", "3"}}, "Q645 F2", []string{"“权重”说的是权重", "表头改为“分值”"},
			nil, criteria("类", "项", "文", "局", "", "3"), "A1.1 3 局"},
		{"a quota in a note", nil, append(criteria("类", "项", "文（1分）", "局"), []string{"注：优秀不超过30%。"}), "Q676 A4", nil, nil, nil, ""},
	})
	for _, text := range []string{"按得分率计分", "加权平均合格率达95%", "合格率（98%以上）", "不超过3起", "前3名的企业", "完成率折算得分", "按各项权重计", "不缺项"} {
		if _, list := strictly(criteria("类", "合格率≥95%", text+"（1分）", "局")); len(list) > 0 {
			t.Errorf("%s: %s", text, told(list))
		}
	}
}

// TestACategoryStandsOverTheColumnsOfACriterion, or it is none.
func TestACategoryStandsOverTheColumnsOfACriterion(t *testing.T) {
	for _, c := range []struct {
		text      string
		col, cols int
		want      string
	}{
		{"某类", 1, 3, "Q679 A4"}, {"某类", 1, 5, "Q679 A4"}, {"某类", 1, 2, "Q606 C4"}, {"某类", 1, 0, "Q606 C4"}, {"某类", 2, 4, "Q606 C4"},
		{strings.Repeat("长", 40), 1, 3, "Q679 A4"}, {strings.Repeat("长", 41), 1, 3, "Q606 A4"}, {"以上各条：", 1, 3, "Q606 A4"},
	} {
		grid := NewGrid(diag.Position{}, [][]string{{"题"}, heads, {"类", "项", "文（1分）", "局"}, {"", "", "", "", ""}, {"", "又项", "合计文（99分）", "局"}})
		grid.Rows[3][c.col-1].Text, grid.Rows[3][c.col-1].Cols = c.text, c.cols
		_, list := Parse(Source{grid, NewGrid(diag.Position{}, goodGrades), NewGrid(diag.Position{}, goodUnits)})
		if told(list) != c.want {
			t.Errorf("%s over %d columns: %s, want %s", brief(c.text), c.cols, told(list), c.want)
		}
	}
}

// TestAsManyCriteriaAsThereMayBe.
func TestAsManyCriteriaAsThereMayBe(t *testing.T) {
	for n, want := range map[int]string{MaxCriteria: "", MaxCriteria + 1: "Q681 A3"} {
		text := strings.TrimSuffix(strings.Repeat("文（0.1分）\n", n), "\n")
		if _, list := strictly([][]string{{"题"}, heads, {"类", "项", text, "局"}}); told(list) != want {
			t.Errorf("%d: %s, want %s", n, told(list), want)
		}
	}
}

// TestMergedRows are told as what they are. A range is ROW COLUMN ROWS, from one.
func TestMergedRows(t *testing.T) {
	full := append(slices.Clone(heads), "分值", "指标编号", "不涉及时")
	one := func(rows ...[]string) [][]string { return append([][]string{{"题"}, full}, rows...) }
	two := one([]string{"类", "项", "甲", "局", "", "60"}, []string{"", "", "", "乙局", "", "40"}, []string{"", "", "丙", "局", "", "5"})
	marked := one([]string{"类", "项", "甲（60分）", "局", "", "100"}, []string{"", "", "乙（40分）"}, []string{"", "", "丙"})
	for _, c := range []struct {
		name   string
		grid   [][]string
		merges [][3]int
		want   string
		hint   string
	}{
		{"a criterion", two, [][3]int{{3, 3, 2}}, "Q634 C4", ""},
		{"a criterion, and not the row", two, [][3]int{{3, 3, 1}}, "Q606 C4", "填上评分标准"},
		{"no more than the department", one([]string{"类", "项", "甲", "局", "", "60"}, []string{"", "", "", "局"}), [][3]int{{3, 3, 2}, {3, 6, 2}}, "", ""},
		{"an item within", one([]string{"类", "项", "甲", "局", "", "60"}, []string{"", "又项"}), [][3]int{{3, 3, 2}}, "Q634 C4", ""},
		{"points, and marks beside them", marked, [][3]int{{3, 6, 2}}, "Q635 F3, Q611 C5", "清空这一格"},
		{"points, and a text without", marked, [][3]int{{3, 6, 3}}, "Q635 F3", "取消合并，逐条填写分值"},
		{"points, and no mark in the first", one([]string{"类", "项", "甲", "局", "", "100"}, []string{"", "", "乙（40分）"}), [][3]int{{3, 6, 2}}, "Q635 F3", "取消合并，逐条填写分值"},
		{"a sum beside a category", one([]string{"类", "项", "甲", "局", "", "60"}, []string{"又类", "", "", "", "", "40"}, []string{"", "项", "乙", "局", "", "40"}), nil, "Q606 C4", "清空这一行的分值"},
		{"a category alone", one([]string{"类", "项", "甲", "局", "", "60"}, []string{"又类"}, []string{"", "项", "乙", "局", "", "40"}), nil, "Q606 C4", "移到下一行的同一列"},
		{"points of one", one([]string{"类", "项", "甲（60分）", "局", "", "60"}, []string{"", "", "乙（40分）"}), [][3]int{{3, 6, 1}}, "", ""},
		{"points of a taller row", one([]string{"类", "项", "甲", "局", "", "60"}, nil), [][3]int{{3, 3, 2}, {3, 6, 2}}, "", ""},
		{"a code", one([]string{"类", "项", "甲", "局", "", "60", "A-1"}, []string{"", "", "乙", "", "", "40"}), [][3]int{{3, 7, 2}}, "Q635 G3", "取消合并，逐条填写指标编号"},
		{"a rule", one([]string{"类", "项", "甲", "局", "", "60", "", "满分"}, []string{"", "", "乙", "", "", "40"}), [][3]int{{3, 8, 2}}, "Q635 H3", "取消合并，逐条填写不涉及时"},
		{"a text within a category", one([]string{"类", "项", "甲", "局", "", "60"}, []string{"", "", "合计乙", "", "", "40"}), [][3]int{{3, 1, 2}}, "", ""},
		{"a text below a category", one([]string{"类", "项", "甲", "局", "", "60"}, []string{"", "", "合计乙", "", "", "40"}), nil, "Q672 C4", ""},
		{"a department that ends", one([]string{"类", "项", "甲", "局", "", "60"}, []string{"", "", "乙", "", "", "30"}, []string{"", "", "丙", "", "", "10"}), [][3]int{{3, 4, 2}}, "Q673 D5", ""},
	} {
		grid := NewGrid(diag.Position{}, c.grid)
		for _, m := range c.merges {
			for _, row := range grid.Rows {
				if at := row[0].At.Row; at >= m[0] && at < m[0]+m[2] && len(row) >= m[1] {
					row[m[1]-1].Rows = m[2]
				}
			}
		}
		_, list := Parse(Source{grid, NewGrid(diag.Position{}, append(slices.Clone(goodGrades), nil, []string{"满分", "100"})), NewGrid(diag.Position{}, goodUnits)})
		list = slices.DeleteFunc(list.Sorted(), func(d diag.Diagnostic) bool { return d.Code == diag.PointsSum.Code })
		if told(list) != c.want || c.hint != "" && !strings.Contains(list[0].Hint(msg.Chinese), c.hint) {
			t.Errorf("%s: %s, want %s", c.name, told(list), c.want)
		}
	}
}

// TestDocumentsAreNamedForWhatIsAssessed: they add their own word to the title's.
func TestDocumentsAreNamedForWhatIsAssessed(t *testing.T) {
	for title, want := range map[string]string{
		"2022年质量工作考核指标": "2022年质量工作考核", "考核指标体系": "考核", "考核指标表": "考核", "消防考核评分细则": "消防考核", "河长制考核评分表": "河长制考核",
		"食品安全评议考核细则": "食品安全评议考核", "评分表": "评分表", "指标": "指标", "年度任务分解": "年度任务分解",
	} {
		if got := (&Table{Title: title}).Name(); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

// TestNamesNearlyAlike, at the lengths and likenesses where it ends.
func TestNamesNearlyAlike(t *testing.T) {
	long := strings.Repeat("长", maxTyped-1)
	for _, c := range []struct{ name, candidate, want string }{
		{"甲乙丙丁戊己", "甲乙子丑寅卯", "甲乙子丑寅卯"}, {"甲乙丙丁戊己", "甲丑子丑寅卯", ""}, // two thirds may differ
		{"甲乙丙", "甲乙丁", "甲乙丁"}, {"甲乙丙", "甲丁戊", ""}, {"甲乙丙丁", "甲乙戊己", "甲乙戊己"}, // of three, one
		{long + "甲", long + "乙", long + "乙"}, {long + "甲甲", long + "甲乙", ""},
	} {
		if got := Nearest(c.name, []string{c.candidate}); got != c.want {
			t.Errorf("nearest to %s is %q", c.name, got)
		}
	}
	for length, want := range map[int]Match{maxTyped: Alike, maxTyped + 1: NoMatch} {
		name := strings.Repeat("长", length-4) + "市盐湖区"
		if _, got := Resolve(name, []string{"盐湖区"}); got != want {
			t.Errorf("%d characters: %d", length, got)
		}
	}
	for _, c := range []struct {
		one, other string
		want       bool
	}{
		{"市市场监督管理局", "市场监管局", true}, {"市场监管局", "市市场监督管理局", true}, {"县水利局", "水利局", true}, {"县财局", "县财政局", true}, {"财局", "县财政局", false},
		{"县市场监管局", "市场监督管理局", true}, {"市场监督管理局", "县市场监管局", true}, {"县市场监管局", "市场监督局", false}, {"市水利局", "县水利局", false},
		{"县农业农村局", "县农业农村办", true}, {"县农业农局", "县农业农办", false}, {"县农业农村局", "县农业水利局", false}, {"县水利局", "县林业局", false},
	} {
		if got := mayBeSame(c.one, c.other); got != c.want {
			t.Errorf("%s and %s: %t", c.one, c.other, got)
		}
	}
}

// TestMarked: a table is written with the column 分值 if the points of a criterion would
// not be read from its text again.
func TestMarked(t *testing.T) {
	for text, want := range map[string]bool{
		"文（3分）": true, "文（3.00分）\n续行": true, "文（4分）": false, "文": false, "文（1分）（2分）": false, "文（3分），会（2分以内）": false,
		"1.文（3分）\n2.会（20）": false, "文（0分）": false,
	} {
		if got := (Criterion{Text: text, Points: 3_00, Category: Category{Kind: Score}}).Marked(); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	if !(Criterion{Text: "文", Category: Category{Kind: Veto}}).Marked() {
		t.Error("a veto has no points")
	}
}
