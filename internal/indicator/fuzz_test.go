package indicator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/tablebook"
	"qeval/internal/workbook"
)

// FuzzTable: any rows give a table that keeps its rules or diagnostics within them. A
// table is the same where its empty cells are left out, and written to a workbook and
// read again. There are | between the cells, in which \n is a line break.
func FuzzTable(f *testing.F) {
	const (
		criteria = "2030年考核指标\n考核类别|考核项目|评分标准|考核部门|备注|指标编号|分值|不涉及时|评分细则\n" +
			"类一|项一|标准一（35分）\\n标准二（25分）|甲局|注\n|项二|标准三|乙局||Z-9|40分|满分|每缺一项扣1分\n" +
			"减分项|项三|标准四（3分）\n加分项|项四|标准五|||| 1.50\n否决项|项五|一律为“中”等次。|甲局|||是/否\n合计"
		grades = "等次|下限|依据\n好|80|某文\n中|60\n差\n\n满分：|100分"
		units  = "被考核单位\n东县\n西　县\n合计2个"
		small  = "附件1\n指标\n考核类别|考核项目|评分标准|考核部门\n类（共2分）|项|文【2分】|局"
	)
	f.Add(criteria, grades, units)
	f.Add(small, "满分|2\n等次|下限\n优|1\n劣", "")
	for _, broken := range [][3]string{ // in ways that the fuzzer would take its time to find
		{small, grades, units},
		{"附表2\n填表人：甲\n指标\n序号|考核类别|考核项目|评分标准|考核部门|分值\n1|类|小计|-||7\n2||项（7分）|文|甲局|0~7\n3|类（续）|又项|1.文（3分）\\n2.文（90分）|局\n说明：扣完为止\n1.缺项折算", grades, units},
		{criteria + "\n类三||文（1分）|", grades, units},
		{strings.Replace(criteria, "标准四", "标准四|||A1.2", 1), grades, units},
		{strings.Replace(criteria, "标准五||||", "标准五|||A1.2|", 1), grades, units},
		{criteria, strings.Replace(grades, "60", "80", 1), units},
		{criteria, strings.Replace(grades, "中", "好", 1), units},
		{criteria, grades, units + "\n运城市东县"},
		{criteria, grades, units + "\n全部"},
		{strings.Replace(criteria, "乙局", "甲局、乙局", 1) + "\n|||同上", "等次|下限\n好|高\n好|1.234", units},
	} {
		f.Add(broken[0], broken[1], broken[2])
	}
	f.Fuzz(func(t *testing.T, criteria, grades, units string) {
		source := indicator.Source{
			Criteria: written(indicator.PartCriteria, criteria), Grades: written(indicator.PartGrades, grades), Units: written(indicator.PartUnits, units),
		}
		table, list := indicator.Parse(source)
		if (table == nil) != (list.Worst(false) > diag.Warning) {
			t.Fatalf("%v, %v", table, list)
		}
		for _, d := range list {
			located(t, d, source)
		}
		sparse, other := indicator.Parse(indicator.Source{Criteria: bare(source.Criteria), Grades: bare(source.Grades), Units: bare(source.Units)})
		if diff := cmp.Diff(table, sparse, cmpopts.IgnoreUnexported(indicator.Table{})); diff != "" || !slices.Equal(codes(list), codes(other)) {
			t.Fatalf("without empty cells %v, not %v\n%s", codes(other), codes(list), diff)
		}
		if table != nil {
			keepsItsRules(t, table, source)
			survives(t, table)
		}
	})
}

// written is a part of a table, without the characters that no workbook can hold.
func written(name, text string) indicator.Grid {
	var rows [][]string
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r >= utf8.RuneError && r <= 0xFFFF {
			return -1
		}
		return r
	}, text)
	for line := range strings.SplitSeq(text, "\n") {
		rows = append(rows, strings.Split(strings.ReplaceAll(line, `\n`, "\n"), "|"))
	}
	return indicator.NewGrid(diag.Position{File: "表.xlsx", Worksheet: name}, rows)
}

// bare is a part without its empty cells.
func bare(g indicator.Grid) indicator.Grid {
	without := indicator.Grid{At: g.At}
	for _, row := range g.Rows {
		row = slices.DeleteFunc(slices.Clone(row), func(c indicator.Cell) bool { return c.Text == "" })
		if len(row) > 0 {
			without.Rows = append(without.Rows, row)
		}
	}
	return without
}

func codes(list diag.List) []diag.Code {
	codes := []diag.Code{}
	for _, d := range list.Sorted() {
		codes = append(codes, d.Code)
	}
	return codes
}

// located: a diagnostic is in a part of the table, in a row of it, and no further to
// the right than one column behind its last.
func located(t *testing.T, d diag.Diagnostic, source indicator.Source) {
	t.Helper()
	for _, part := range []indicator.Grid{source.Criteria, source.Grades, source.Units} {
		if part.At.Worksheet != d.Worksheet || part.At.File != d.File {
			continue
		}
		wide := 0
		for _, row := range part.Rows {
			wide = max(wide, len(row))
		}
		if d.Message(msg.Chinese) == "" || d.Position != part.At && (d.Row < 1 || d.Row > len(part.Rows) || d.Col < 1 || d.Col > wide+1) {
			t.Errorf("%s %s at %v", d.Code, d.Message(msg.Chinese), d.Position)
		}
		return
	}
	t.Errorf("%s at %v", d.Code, d.Position)
}

// keepsItsRules holds a table against what the rest of the program takes for granted.
func keepsItsRules(t *testing.T, table *indicator.Table, source indicator.Source) {
	t.Helper()
	seen := map[string]bool{}
	once := func(what, name string) {
		if name == "" || name == "？" || seen[what+name] {
			t.Errorf("%s %q is empty or there twice", what, name)
		}
		seen[what+name] = true
	}
	var sum indicator.Points
	kinds := map[string]indicator.Kind{}
	for _, c := range table.Criteria {
		once("code", c.Code)
		kind := c.Kind()
		if before, ok := kinds[c.Category.Code]; ok && before != kind || c.Code != strings.ToUpper(indicator.FoldText(c.Code)) {
			t.Errorf("%+v", c)
		}
		kinds[c.Category.Code] = kind
		if (c.Points > 0) == (kind == indicator.Veto) || c.FullIfNA && kind != indicator.Score || c.Cap < 0 || c.Cap >= len(table.Grades) ||
			c.Category.Name == "" || c.Item.Name == "" || c.Department == "" || c.Department == "？" || !stands(source.Criteria, c.Text) || !stands(source.Criteria, c.Department) {
			t.Errorf("%+v", c)
		}
		if kind == indicator.Score {
			sum += c.Points
		}
	}
	if full := full(source.Grades); sum != full || table.Points() != sum || table.Title == "" {
		t.Errorf("%q has %s points, not %s", table.Title, sum, full)
	}
	last := len(table.Grades) - 1
	for i, g := range table.Grades {
		once("grade", strings.ToLower(g.Name))
		if g.Open != (i == last) || g.AtLeast < 0 || i > 0 && !g.Open && g.AtLeast >= table.Grades[i-1].AtLeast {
			t.Errorf("%+v", table.Grades)
		}
		if !g.Open && table.Grade(g.AtLeast) != i {
			t.Errorf("%s earns %s", g.AtLeast, table.Grades[table.Grade(g.AtLeast)].Name)
		}
	}
	for i, unit := range table.Units {
		once("unit", unit)
		if _, match := indicator.Resolve(unit, table.Units[:i]); match != indicator.NoMatch || indicator.Reserved(unit) || !stands(source.Units, unit) {
			t.Errorf("unit %s", unit)
		}
	}
}

// stands reports whether a cell has this text in it, spaces aside.
func stands(g indicator.Grid, text string) bool {
	return slices.ContainsFunc(g.Rows, func(row []indicator.Cell) bool {
		return slices.ContainsFunc(row, func(c indicator.Cell) bool { return strings.Contains(indicator.Fold(c.Text), indicator.Fold(text)) })
	})
}

// full is what stands behind the label 满分, or 100.
func full(g indicator.Grid) indicator.Points {
	for _, row := range g.Rows {
		for i, c := range row {
			if strings.TrimRight(indicator.Fold(c.Text), "：:") == indicator.LabelFull && i+1 < len(row) {
				points, err := indicator.ParsePoints(strings.TrimSuffix(indicator.FoldText(row[i+1].Text), "分"))
				if err == nil {
					return points
				}
			}
		}
	}
	return 100_00
}

// survives: a table comes back from a workbook as it was.
func survives(t *testing.T, table *indicator.Table) {
	t.Helper()
	data, err := tablebook.Write(table)
	if err != nil {
		t.Fatal(err)
	}
	book, list := workbook.Read("表.xlsx", data)
	if book == nil {
		t.Fatal(list[0].Message(msg.English))
	}
	again, list := tablebook.Read(book)
	if again == nil {
		t.Fatal(fmt.Sprint(list[0].Position, " ", list.Sorted()[len(list)-1].Message(msg.English)))
	}
	if diff := cmp.Diff(table, again, cmpopts.IgnoreUnexported(indicator.Table{})); diff != "" || again.Hash() != table.Hash() {
		t.Fatal(diff)
	}
}
