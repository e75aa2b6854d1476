package indicator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSharesAreCriteria: one text with the points of several departments is as many
// criteria, which the check of a table tells.
func TestSharesAreCriteria(t *testing.T) {
	for _, c := range []struct {
		departments, text, points string
		want                      string // of each criterion
	}{
		{"县农业农村局（60分）、县水利局（40分）", "文（100分）", "", "A1.1 县农业农村局 60, A1.2 县水利局 40"},
		{"县农业农村局(60分)\n县水利局(40分)", "文（100分）", "", "A1.1 县农业农村局 60, A1.2 县水利局 40"},
		{"县农业农村局（６０分）县水利局【39.5 分】和县林业局（0.5分）。", "文", "", "A1.1 县农业农村局 60, A1.2 县水利局 39.5, A1.3 县林业局 0.5"},
		{"县发改局（统计局）（60分），县水利局（40分）", "文", "100", "A1.1 县发改局（统计局） 60, A1.2 县水利局 40"},
		{"县水利局（100分）", "文（100分）", "", "A1.1 县水利局 100"},
	} {
		table, problems, _ := parsed([][]string{{"题"}, append(slices.Clone(heads), HeadPoints), {"类", "项", c.text, c.departments, "", c.points}}, goodGrades, goodUnits)
		if table == nil {
			t.Errorf("%s: %v", c.departments, problems)
			continue
		}
		var got []string
		for _, criterion := range table.Criteria {
			if criterion.Text != c.text {
				t.Errorf("%s: %q", c.departments, criterion.Text)
			}
			got = append(got, fmt.Sprint(criterion.Code, " ", criterion.Department, " ", criterion.Points))
		}
		noted := slices.Equal(problems, []string{"Q627 指标表!D3"})
		if strings.Join(got, ", ") != c.want || noted != (len(got) > 1) || !noted && len(problems) > 0 {
			t.Errorf("%s: %v, want %s: %v", c.departments, got, c.want, problems)
		}
	}
}

// TestSharesAreTold to whoever scores one of them.
func TestSharesAreTold(t *testing.T) {
	table, _, _ := parsed([][]string{{"题"}, heads, {"类", "项", "文（100分）", "甲局（60分）、乙局（40分）"}}, goodGrades, goodUnits)
	for i, c := range table.Criteria {
		if got := c.Described(); got != "文（100分）\n考核部门：甲局（60分）、乙局（40分）" || c.BeginsRow() != (i == 0) || !c.Marked() {
			t.Errorf("%q, %t", got, c.BeginsRow())
		}
	}
	if !slices.Equal(table.Departments(), []string{"甲局", "乙局"}) || table.Points() != full100 {
		t.Error(table.Departments(), table.Points())
	}
}

// TestASecondShareBeginsNoRow, though the first one's name begins like its own.
func TestASecondShareBeginsNoRow(t *testing.T) {
	table, problems, _ := parsed([][]string{{"题"}, heads, {"类", "项", "文（100分）", "县发改局（统计局）（60分）、县发改局（40分）"}}, goodGrades, goodUnits)
	if table == nil || !table.Criteria[0].BeginsRow() || table.Criteria[1].BeginsRow() {
		t.Error(problems)
	}
}

// TestSharesDoNotGoOn to a row below, whose points they are not of.
func TestSharesDoNotGoOn(t *testing.T) {
	rows := [][]string{{"题"}, heads, {"类", "项", "甲（60分）", "甲局（40分）、乙局（20分）"}, {"", "", "乙（40分）"}}
	if table, problems, _ := parsed(rows, goodGrades, goodUnits); table != nil || !slices.Equal(problems, []string{"Q627 指标表!D3", "Q606 指标表!D4"}) {
		t.Error(problems)
	}
	rows[3] = append(rows[3], "乙局")
	if table, _, _ := parsed(rows, goodGrades, goodUnits); table == nil || table.Criteria[2].Department != "乙局" || table.Criteria[2].Shares != "" {
		t.Error(table)
	}
}

// TestTheOrganizerIsNamed beside the grades or above the criteria, in one cell or two.
func TestTheOrganizerIsNamed(t *testing.T) {
	above := func(cells ...string) [][]string { return append([][]string{{"题"}, cells}, goodRows[1:]...) }
	below := func(cells ...string) [][]string { return append(slices.Clone(goodGrades), cells) }
	for _, c := range []struct{ criteria, grades [][]string }{
		{above("主办单位：甲 办"), goodGrades}, {above("主办单位", "甲办"), goodGrades}, {goodRows, below("主办单位", "甲办")}, {goodRows, below("主办单位:甲办")},
		{goodRows, [][]string{{"等次", "下限", "", "主办单位", "甲办"}, {"好", "60"}, {"差", ""}}},
	} {
		table, problems, _ := parsed(c.criteria, c.grades, goodUnits)
		if table == nil || table.Organizer != "甲办" || table.Title != "题" || len(table.Grades) != 2 || len(problems) > 0 {
			t.Errorf("%v, %v: %v", c.criteria, c.grades, problems)
		}
	}
	if _, problems, _ := parsed(above("主办单位：甲办"), below("主办单位", "乙办"), goodUnits); !slices.Equal(problems, []string{"Q655 指标表!A2"}) {
		t.Error(problems)
	}
	if table, problems, _ := parsed(above("主办单位："), goodGrades, goodUnits); table == nil || table.Organizer != "" {
		t.Error(problems)
	}
}

// TestTheNameLacksTheWordsForTheTable, however many there are.
func TestTheNameLacksTheWordsForTheTable(t *testing.T) {
	for title, want := range map[string]string{
		"2022年质量工作考核指标": "2022年质量工作考核", "县2023年评议考核指标及评分细则": "县2023年评议考核", "考核指标体系和评分表": "考核", "指标": "指标", "考核办法": "考核办法",
	} {
		if got := (&Table{Title: title}).Name(); got != want {
			t.Errorf("%s: %s", title, got)
		}
	}
}
