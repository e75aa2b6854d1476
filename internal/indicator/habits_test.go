package indicator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
)

// published2022 is the embedded table as it is written down, with a column 分值 that may
// be filled in.
func published2022(t *testing.T) Source {
	t.Helper()
	grid := func(part string) Grid {
		data, err := files.ReadFile("2022/" + part + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if part == PartCriteria {
			rows[1] = append(rows[1], HeadPoints)
			for i := range rows[2:] {
				rows[2+i] = append(rows[2+i], "")
			}
		}
		return NewGrid(diag.Position{Worksheet: part}, rows)
	}
	return Source{Criteria: grid(PartCriteria), Grades: grid(PartGrades), Units: grid(PartUnits)}
}

// The columns of published2022.
const (
	category = iota
	item
	criterion
	department
	note
	given
)

// habit is what somebody may do to a row of a table, or above or below it.
type habit struct {
	what string
	do   func(rows [][]Cell, i int) [][]Cell
}

func habits() []habit {
	var list []habit
	add := func(what string, do func(rows [][]Cell, i int) [][]Cell) { list = append(list, habit{what, do}) }
	change := func(col int, what string, to func(string) string) {
		add(what, func(rows [][]Cell, i int) [][]Cell {
			rows[i][col].Text = to(rows[i][col].Text)
			return rows
		})
	}
	for _, text := range []string{"\n又一条（20）", "\n2.又一条", "\n（2）又一条（3分，少一次扣1分）", "\n又一条（6分/项）", "（2分）", "减分项", "一票否决", "\n-"} {
		change(criterion, "behind the text "+text, func(old string) string { return old + text })
		change(criterion, "before the text "+text, func(old string) string { return strings.TrimSpace(text) + "\n" + old })
	}
	for _, text := range []string{"", "-", "小计", "（2分）"} {
		change(criterion, "the text is "+text, func(string) string { return text })
	}
	for _, mark := range []string{"（%s分，少一次扣1分）", "（%s）", "（%s分/项）", "%s分", "（至多%s分）", "（权重%s%%）"} {
		add("marked "+mark, func(rows [][]Cell, i int) [][]Cell {
			text := &rows[i][criterion].Text
			*text = pointsMark.ReplaceAllStringFunc(strings.NewReplacer("（", "(", "）", ")").Replace(*text), func(m string) string {
				return fmt.Sprintf(mark, marksIn(m)[0])
			})
			return rows
		})
	}
	for _, text := range []string{"\n县残联", "·市财政局", "+市财政局", "50%", "|市财政局", " 市财政局", "—市财政局", "&市财政局", "\n交警大队", "（市财政局）", "（续）"} {
		change(department, "behind the department "+text, func(old string) string { return old + strings.Repeat(text, min(1, len(old))) })
	}
	for _, text := range []string{"各成员单位", "同上", "-", "市财政局、市审计局"} {
		change(department, "the department is "+text, func(string) string { return text })
	}
	for _, text := range []string{"减分项", "加分项（2分）", "一票否决", "某项（40分）", "某项（权重30%）", "小计"} {
		change(item, "the item is "+text, func(string) string { return text })
	}
	for _, text := range []string{"某类（90分）", "扣分类", "加减分类", "某类占30%"} {
		change(category, "the category is "+text, func(string) string { return text })
	}
	for _, text := range []string{"7分/项", "30%", "-3", "约3", "=3", "0.001"} {
		change(given, "the points are "+text, func(string) string { return text })
	}
	change(given, "the points from 0", func(old string) string { return strings.Repeat("0~"+old+"分", min(1, len(old))) })
	change(category, "the category goes on", func(old string) string { return old + strings.Repeat("（续）", min(1, len(old))) })
	for _, col := range []int{criterion, given, note, department} {
		add(fmt.Sprint("merged over two rows in column ", col), func(rows [][]Cell, i int) [][]Cell {
			if i+1 < len(rows) {
				if col == given {
					rows[i][col].Text = "3"
				}
				rows[i][col].Rows, rows[i+1][col].Rows, rows[i+1][col].Text = 2, 2, ""
			}
			return rows
		})
	}
	for _, row := range [][]string{
		{"某类"}, {"某类", "某项"}, {"某类", "", "", "", "", "40"}, {"", "小计", "-", "", "", "40"}, {"说明：扣完为止"}, {"", "", "又一段"},
		{"合计", "", "", "", "", "100"}, {"", "", "注：又一条（2分）"},
	} {
		add("a row "+strings.Join(row, "|"), func(rows [][]Cell, i int) [][]Cell { return inserted(rows, i, row, 0) })
	}
	for _, text := range []string{"某类（3分）", "减分项", "共性指标", "以下各条由各县自查后上报。"} {
		add("over the whole width "+text, func(rows [][]Cell, i int) [][]Cell { return inserted(rows, i, []string{text}, 6) })
	}
	return list
}

// inserted are rows with one more. The rows below keep their places: nobody looks at them.
func inserted(rows [][]Cell, i int, texts []string, wide int) [][]Cell {
	cells := slices.Clone(rows[i])
	for col := range cells {
		cells[col].Text = ""
		if col < len(texts) {
			cells[col].Text = texts[col]
		}
	}
	cells[0].Cols = wide
	return slices.Insert(rows, i, cells)
}

// pointsInColumn is a table whose points stand in their own column, where they are those
// of a whole cell.
func pointsInColumn(s Source) Source {
	s.Criteria.Rows = copied(s.Criteria.Rows)
	for _, row := range s.Criteria.Rows[2:] {
		if marks := marksIn(row[criterion].Text); len(marks) == 1 {
			row[criterion].Text = bracketed.ReplaceAllString(row[criterion].Text, "")
			row[given].Text = marks[0]
		}
	}
	return s
}

func copied(rows [][]Cell) [][]Cell {
	var all [][]Cell
	for _, row := range rows {
		all = append(all, slices.Clone(row))
	}
	return all
}

// TestNoHabitIsMisread: whatever is done to a row of the published table, its title,
// kinds, points and departments are what they were, or something is said.
func TestNoHabitIsMisread(t *testing.T) {
	noHabitIsMisread(t, published2022(t))
	noHabitIsMisread(t, pointsInColumn(published2022(t)))
}

func noHabitIsMisread(t *testing.T, source Source) {
	t.Helper()
	table, list := Parse(source)
	want := meant(table)
	if table == nil || len(list) > 0 {
		t.Fatal(told(list))
	}
	for _, habit := range habits() {
		for _, i := range []int{2, 3, 11, 40, 43} { // those where something begins, ends or goes on
			changed := source
			changed.Criteria.Rows = habit.do(copied(source.Criteria.Rows), i)
			table, list := Parse(changed)
			if got := meant(table); len(list) == 0 && got != want {
				t.Errorf("%s at row %d: nothing is said\n%s", habit.what, i+1, firstDifference(got, want))
				break
			}
			if countOf(strings.Split(told(list), ", "), func(s string) bool { return s == "Q615" }) > 0 && list.Worst(false) > diag.Warning && errorsOf(list) > 1 {
				t.Errorf("%s at row %d: %s, and another 满分 is proposed", habit.what, i+1, told(list))
			}
		}
	}
}

// TestNoHabitChangesTheTitle: what is written above it or below it is not taken for it.
func TestNoHabitChangesTheTitle(t *testing.T) {
	source := published2022(t)
	for _, text := range []string{
		"附件", "附件2：", "附表1-1", "（征求意见稿）", "2022年12月", "（2022年度）", "单位：分", "被考核单位：甲县　考核时间：年底", "考核组成员（签字）：", "考核组成员：张三", "考核意见：", "编号：2022-1", "考评日期：　年　月　日",
	} {
		for _, at := range []int{0, 1} {
			changed := source
			changed.Criteria.Rows = inserted(copied(source.Criteria.Rows), at, []string{text}, 0)
			if table, list := Parse(changed); len(list) == 0 && table.Title != "2022年质量工作考核指标" {
				t.Errorf("%s in row %d: the title is %s", text, at+1, table.Title)
			}
		}
	}
}

// meant is what a table means for results.
func meant(table *Table) string {
	if table == nil {
		return ""
	}
	lines := []string{table.Title}
	for _, c := range table.Criteria {
		lines = append(lines, fmt.Sprint(c.Kind(), " ", c.Points, " ", c.Department, " ", c.Category.Code, " ", c.Cap))
	}
	return strings.Join(lines, "\n")
}

func errorsOf(list diag.List) int {
	errors, _ := list.Count()
	return errors
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + "\n" + b[i]
		}
	}
	return fmt.Sprint(len(a), " and ", len(b), " lines")
}
