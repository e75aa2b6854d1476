package tablebook

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// written is a table's workbook.
func written(t rapid.TB, table *indicator.Table) []byte {
	data, err := Write(table)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// opened is what Read makes of a workbook.
func opened(t rapid.TB, data []byte) (*indicator.Table, diag.List) {
	book, list := workbook.Read("表.xlsx", data)
	if book == nil {
		t.Fatal(list[0].Message(msg.English))
	}
	return Read(book)
}

// TestTheEmbeddedTableSurvives the way into a workbook and back, and again.
func TestTheEmbeddedTableSurvives(t *testing.T) {
	table := tabletest.Embedded(t)
	data := written(t, table)
	again, list := opened(t, data)
	if diff := cmp.Diff(table, again, cmpopts.IgnoreUnexported(indicator.Table{})); diff != "" || len(list) > 0 || again.Hash() != table.Hash() {
		t.Fatal(list, diff)
	}
	if second := written(t, again); !bytes.Equal(data, second) {
		t.Error("written again it is other bytes")
	}
	book, _ := workbook.Read("表.xlsx", data)
	if !docmeta.Of(book).Kind.IsOther() || !workbook.Sealed(data) {
		t.Error("it is not known as the program's")
	}
}

// TestEveryTableSurvives, whatever is in it.
func TestEveryTableSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		again, list := opened(t, written(t, table))
		if diff := cmp.Diff(table, again, cmpopts.IgnoreUnexported(indicator.Table{})); diff != "" || list.Worst(false) > diag.Warning {
			t.Fatal(list, diff)
		}
	})
}

// drawTable draws a table that is right, of any shape.
func drawTable(t *rapid.T) *indicator.Table {
	var table indicator.Table
	table.Title = rapid.SampledFrom([]string{"题", "2023年考核指标", "=1+1", "A/B:C"}).Draw(t, "title")
	names := []string{"优", "良好", "中等", "E", "5级", "差"}
	bound := indicator.Points(95_50)
	for i := range rapid.IntRange(1, len(names)).Draw(t, "grades") {
		table.Grades = append(table.Grades, indicator.Grade{Name: names[i], AtLeast: bound, Source: rapid.SampledFrom([]string{"", "某文\n第二行"}).Draw(t, "source")})
		bound -= 10_25
	}
	worst := &table.Grades[len(table.Grades)-1]
	worst.AtLeast, worst.Open = 0, true
	kinds := []indicator.Kind{indicator.Score, indicator.Deduction, indicator.Bonus, indicator.Veto}
	words := map[indicator.Kind]string{indicator.Score: "类", indicator.Deduction: "减分项", indicator.Bonus: "加分项", indicator.Veto: "否决项"}
	left := indicator.Points(100_00)
	for a := range rapid.IntRange(1, 5).Draw(t, "categories") {
		kind := indicator.Score
		if a > 0 {
			kind = rapid.SampledFrom(kinds).Draw(t, "kind")
		}
		category := indicator.Category{Code: string(rune('A' + a)), Name: fmt.Sprint(words[kind], a), Kind: kind}
		for i := range rapid.IntRange(1, 3).Draw(t, "items") {
			item := indicator.Item{Code: fmt.Sprint(category.Code, i+1), Name: rapid.SampledFrom([]string{"项目", "事项"}).Draw(t, "item") + fmt.Sprint(i)}
			for n := range rapid.IntRange(1, 3).Draw(t, "criteria") {
				c := indicator.Criterion{
					Code: fmt.Sprint(item.Code, ".", n+1), Category: category, Item: item,
					Department: rapid.SampledFrom([]string{"甲局", "乙局", "丙局"}).Draw(t, "department"),
					Note:       rapid.SampledFrom([]string{"", "注", "长\n注"}).Draw(t, "note"),
					Rule:       rapid.SampledFrom([]string{"", "每缺一项扣1分", "按比例\n计分"}).Draw(t, "rule"),
				}
				if rapid.IntRange(0, 5).Draw(t, "given") == 0 {
					c.Code = fmt.Sprintf("X-%d%d%d", a, i, n)
				}
				c.Points = indicator.Points(rapid.IntRange(1, 500).Draw(t, "points"))
				if kind == indicator.Score {
					left -= c.Points
					c.FullIfNA = rapid.IntRange(0, 3).Draw(t, "NA") == 0
				}
				c.Text = rapid.SampledFrom([]string{"做到", "=A1", "甲\n乙", "合计数相符"}).Draw(t, "text")
				switch {
				case kind == indicator.Veto:
					c.Points, c.Cap = 0, rapid.IntRange(0, len(table.Grades)-1).Draw(t, "cap")
					c.Text = "一律为“" + table.Grades[c.Cap].Name + "”等次。"
				case rapid.IntRange(0, 9).Draw(t, "marked") > 0:
					c.Text += "（" + c.Points.String() + "分）" + rapid.SampledFrom([]string{"", "；", "\n续"}).Draw(t, "tail")
				}
				table.Criteria = append(table.Criteria, c)
			}
			if kind == indicator.Veto || rapid.IntRange(0, 3).Draw(t, "shares") > 0 {
				continue
			}
			last := len(table.Criteria)
			for n, department := range []string{"丁局", "戊局"} {
				table.Criteria = append(table.Criteria, indicator.Criterion{
					Code: fmt.Sprint(item.Code, ".", numberIn(table, item)+1), Category: category, Item: item, Text: "共评（1.5分）",
					Department: department, Points: indicator.Points(50 + 50*n), Shares: "丁局（0.5分）、戊局（1分）",
				})
			}
			if kind == indicator.Score {
				left -= table.Criteria[last].Points + table.Criteria[last+1].Points
			}
		}
	}
	table.Criteria[0].Points += left // there are at most 45 scored criteria of 5 points
	if table.Criteria[0].Points <= 0 {
		t.Skip("more than 100 points")
	}
	table.Criteria[0].Text = "做到（" + table.Criteria[0].Points.String() + "分）"
	table.Organizer = rapid.SampledFrom([]string{"", "甲县领导小组办公室"}).Draw(t, "organizer")
	if rapid.Bool().Draw(t, "roster") {
		table.Units = []string{"甲县", "乙县"}
	}
	return &table
}

// numberIn is how many criteria an item has.
func numberIn(table indicator.Table, item indicator.Item) int {
	n := 0
	for _, c := range table.Criteria {
		if c.Item == item {
			n++
		}
	}
	return n
}

// TestWhatACellShowsMustBeWhatItStores, or the table is refused with that cell.
func TestWhatACellShowsMustBeWhatItStores(t *testing.T) {
	data := written(t, tabletest.Embedded(t))
	for edit, want := range map[string]string{
		"指标表!C5=strike":              "Q605 指标表!C5",
		"指标表!6=hide":                 "Q605 指标表!B6",
		"等次!B2=format 0%":            "Q605 等次!B2",
		"等次!B2=format \"99\"":        "Q605 等次!B2",
		"等次!B4==20*3":                "Q605 等次!B4",
		"指标表!F3=满分; 指标表!F3:F4=merge": "Q635 指标表!F3",
		"等次=hide":                    "Q605 等次!",
		"指标表!D5=white":               "Q605 指标表!D5",
		"指标表!E3==1+1 => 2":           "Q618 指标表!E3", // which is told, and its value read
		"等次!C2=format @":             "",
		"等次!C2=2013-08-01":           "",
	} {
		edited, err := xlsxtest.Edit(data, strings.Split(edit, "; ")...)
		if err != nil {
			t.Fatal(edit, err)
		}
		got := ""
		table, list := opened(t, edited)
		if told := list.Worst(false) == diag.Warning; told != (table != nil) {
			t.Errorf("%s: %d problems, and a table is %t", edit, len(list), table != nil)
		}
		if len(list) > 0 {
			got = fmt.Sprintf("%s %s!%s", list[0].Code, list[0].Worksheet, list[0].Cell())
		}
		if got != want || list.Worst(false) == diag.Error && slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code != list[0].Code }) {
			t.Errorf("%s: %s, want %s alone; %v", edit, got, want, len(list))
		}
	}
}

// TestADepartmentThatMayHaveBeenForgotten is told where others are merged: its cell
// alone is empty.
func TestADepartmentThatMayHaveBeenForgotten(t *testing.T) {
	table := tabletest.Embedded(t)
	data := written(t, table)
	for i, c := range table.Criteria {
		if c.Department != "运城海关" {
			continue
		}
		cell := indicator.PartCriteria + "!" + workbook.Ref(4, headerRow+1+i)
		edited, err := xlsxtest.Edit(data, cell+"=")
		if err != nil {
			t.Fatal(err)
		}
		read, list := opened(t, edited)
		if read == nil || len(list) != 1 || list[0].Code != diag.AssumedDepartment.Code || list[0].Worksheet+"!"+list[0].Cell() != cell {
			t.Errorf("%s: %v", cell, list)
		}
		return
	}
}

// TestBrokenTables breaks a table in some hundred ways that none of its readers may
// miss: each gives an error with a place, and no table.
func TestBrokenTables(t *testing.T) {
	wide := tabletest.Wide(t)
	broken := 0
	for name, table := range map[string]*indicator.Table{"embedded": tabletest.Embedded(t), "wide": wide} {
		all := breaks(table)
		broken += len(all)
		for _, change := range thorough.Some(all, 4) {
			data := written(t, table)
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := change.do(f); err != nil {
				t.Fatal(change.what, err)
			}
			b, err := f.WriteToBuffer()
			if err != nil {
				t.Fatal(err)
			}
			f.Close()
			got, list := opened(t, b.Bytes())
			if got != nil || list.Worst(false) != diag.Error {
				t.Errorf("%s, %s: it is read", name, change.what)
				continue
			}
			for _, d := range list {
				if d.Worksheet == "" || d.File == "" || strings.Contains(d.Message(msg.Chinese), "{") {
					t.Errorf("%s, %s: %s says %q", name, change.what, d.Position, d.Message(msg.Chinese))
				}
			}
		}
	}
	if broken < 100 {
		t.Errorf("only %d ways", broken)
	}
}

// change is one way to break a workbook with a table.
type change struct {
	what string
	do   func(f *excelize.File) error
}

func breaks(table *indicator.Table) []change {
	var list []change
	set := func(sheet, cell string, value any) {
		list = append(list, change{fmt.Sprintf("%s!%s is %v", sheet, cell, value), func(f *excelize.File) error { return f.SetCellValue(sheet, cell, value) }})
	}
	for i, c := range table.Criteria {
		row := headerRow + 1 + i
		text := workbook.Ref(3, row)
		set(indicator.PartCriteria, text, "")
		if c.Kind() == indicator.Veto {
			set(indicator.PartCriteria, text, "一律为没有的等次。")
			continue
		}
		set(indicator.PartCriteria, text, "没有分值")
		set(indicator.PartCriteria, text, "两个（1分）分值（2分）")
		if c.Kind() == indicator.Score {
			set(indicator.PartCriteria, text, "另一个分值（"+(c.Points+1).String()+"分）")
			list = append(list, change{fmt.Sprint("no row ", row), func(f *excelize.File) error { return f.RemoveRow(indicator.PartCriteria, row) }})
		}
	}
	for _, part := range []string{indicator.PartCriteria, indicator.PartGrades} {
		list = append(list, change{"no " + part, func(f *excelize.File) error { return f.DeleteSheet(part) }})
	}
	for col := 1; col <= 4; col++ {
		set(indicator.PartCriteria, workbook.Ref(col, headerRow), "别的表头")
	}
	set(indicator.PartCriteria, workbook.Ref(5, headerRow), indicator.HeadItem)
	set(indicator.PartCriteria, "A1", "")
	for col := 1; col <= 4; col++ {
		set(indicator.PartCriteria, workbook.Ref(col, headerRow+1), "")
	}
	first := table.Criteria[0]
	for _, department := range []string{"甲局、乙局", "县妇联\n县残联", "县公安局\n交警大队", "甲局50%", "县水利局·县财政局", "各成员单位"} {
		set(indicator.PartCriteria, workbook.Ref(4, headerRow+1), department)
	}
	for _, text := range []string{"\n又一条（20分，少一次扣1分）", "\n2.又一条（20）", "，缺项折算"} {
		set(indicator.PartCriteria, workbook.Ref(3, headerRow+1), first.Text+text)
	}
	for _, name := range []string{"减分项", "某项（99.5分）", "某项（权重30%）"} {
		set(indicator.PartCriteria, workbook.Ref(2, headerRow+1), name)
	}
	set(indicator.PartCriteria, workbook.Ref(1, headerRow+1), "附加项")
	set(indicator.PartGrades, "B2", "前3名")
	set(indicator.PartGrades, "C1", "名额")
	list = append(list, change{"the first two criteria merged", func(f *excelize.File) error { return f.MergeCell(indicator.PartCriteria, "C3", "C4") }})
	for i, g := range table.Grades {
		row := i + 2
		set(indicator.PartGrades, workbook.Ref(1, row), "")
		if g.Open {
			set(indicator.PartGrades, workbook.Ref(2, row), 0)
			continue
		}
		for _, value := range []any{"", -1, "高", 1.234} {
			set(indicator.PartGrades, workbook.Ref(2, row), value)
		}
		set(indicator.PartGrades, workbook.Ref(1, row), table.Grades[len(table.Grades)-1].Name)
	}
	set(indicator.PartGrades, workbook.Ref(2, len(table.Grades)+3), 99.99)
	set(indicator.PartGrades, workbook.Ref(2, len(table.Grades)+3), "")
	return list
}

// TestRaisedCharacters are usual in words and refused in numbers.
func TestRaisedCharacters(t *testing.T) {
	for text, want := range map[string]workbook.Doubt{"每1000m2（2分）": 0, "市水利局": 0, "5": workbook.Raised, "0.51": workbook.Raised} {
		if got := doubts(workbook.Cell{Kind: workbook.Text, Text: text, Doubts: workbook.Raised}); got != want {
			t.Errorf("%s: %b, want %b", text, got, want)
		}
	}
}
