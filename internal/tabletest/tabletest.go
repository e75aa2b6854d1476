// Package tabletest has the indicator tables that tests work with: the embedded one, and
// small ones that have what it has not. Only tests import it.
package tabletest

import (
	"qeval/internal/indicator"
)

// TB is what a test or a property is here.
type TB interface {
	Helper()
	Fatal(args ...any)
}

// Embedded is the table of 2022.
func Embedded(t TB) *indicator.Table {
	t.Helper()
	table, err := indicator.Table2022()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// New makes a table of rows of texts: criteria, grades, units.
func New(t TB, criteria, grades, units [][]string) *indicator.Table {
	t.Helper()
	table, err := indicator.FromRows(criteria, grades, units)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// Small has two scored categories of 60 and 40 points, two deductions, and two
// vetoes that cap at different grades.
func Small(t TB) *indicator.Table {
	t.Helper()
	return New(t, [][]string{
		{"题"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{"类一", "项一", "甲（35分）", "局", ""}, {"", "", "乙（25分）", "", ""},
		{"类二", "项二", "丙（40分）", "", ""},
		{"减分项", "项三", "丁（3分）", "", ""}, {"", "", "戊（2.5分）", "", ""},
		{"否决项", "项四", "一律为差等次。", "", ""}, {"", "", "一律为中等次。", "", ""},
	}, [][]string{{"等次", "下限"}, {"好", "80"}, {"中", "60"}, {"差", ""}}, [][]string{{"被考核单位"}})
}

// Wide is a table with all that [Small] has not: a bonus between the categories, and
// a criterion that may not apply.
func Wide(t TB) *indicator.Table {
	t.Helper()
	return New(t, [][]string{
		{"题"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注", "不涉及时"},
		{"类一", "项一", "甲（35分）", "局", ""}, {"", "", "乙（25分）", "", "", "满分"},
		{"加分项", "项二", "丙（3分）", "", ""}, {"", "", "丁（1.5分）", "另局", ""},
		{"类二", "项三", "戊（40分）", "局", ""},
		{"减分项", "项四", "己（3分）", "", ""},
		{"否决项", "项五", "一律为中等次。", "", ""},
	}, [][]string{{"等次", "下限"}, {"好", "80"}, {"中", "60"}, {"差", ""}}, [][]string{{"被考核单位"}})
}

// Both are Small and Wide.
func Both(t TB) []*indicator.Table {
	t.Helper()
	return []*indicator.Table{Small(t), Wide(t)}
}

// Sample has a criterion of each kind but a bonus, in two departments, and grades with
// sources.
func Sample(t TB) *indicator.Table {
	t.Helper()
	return New(t, [][]string{
		{"2030年考核指标"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{"类一", "项一", "甲（35分）", "甲局", "注"}, {"", "", "乙（25分）", "", ""},
		{"类二", "项二", "丙（40分）", "乙局", ""},
		{"减分项", "项三", "丁（2.5分）", "", ""},
		{"否决项", "项四", "一律为差等次。", "", ""},
	}, [][]string{{"等次", "下限", "依据"}, {"好", "80.5", "某文"}, {"中", "60", "某文"}, {"差", "", "另文"}}, [][]string{{"被考核单位"}, {"东县"}, {"西县"}})
}

// TwoDepartments is a table in which 甲局 scores A1.1 (60) and takes off C1.1 (3), and
// 乙局 scores B1.1 (40) and answers the veto D1.1.
func TwoDepartments(t TB) *indicator.Table {
	t.Helper()
	return New(t, [][]string{
		{"2030年考核指标"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{"类一", "项一", "标准一（60分）", "甲局", ""},
		{"类二", "项二", "标准二。（40分）", "乙局", ""},
		{"减分项", "项三", "标准三（3分）", "甲局", ""},
		{"否决项", "项四", "标准四，一律为差等次。", "乙局", ""},
	}, [][]string{{"等次", "下限"}, {"好", "80"}, {"中", "60"}, {"差", ""}}, [][]string{{"被考核单位"}, {"东县"}, {"西县"}, {"南区"}})
}

// OneDepartment is a table in which 甲局 scores A1.1 (60), which may not apply, and C1.1
// (40), gives the bonus B1.1 (1.5) between them, and takes off D1.1 (3).
func OneDepartment(t TB) *indicator.Table {
	t.Helper()
	return New(t, [][]string{
		{"2030年考核指标"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注", "不涉及时"},
		{"类一", "项一", "标准一（60分）", "甲局", "", "满分"},
		{"加分项", "项二", "标准二（1.5分）", "", ""},
		{"类二", "项三", "标准三（40分）", "", ""},
		{"减分项", "项四", "标准四（3分）", "", ""},
	}, [][]string{{"等次", "下限"}, {"好", "80"}, {"差", ""}}, [][]string{{"被考核单位"}, {"东县"}, {"西县"}})
}
