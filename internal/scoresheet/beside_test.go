package scoresheet

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
)

// TestWhatIsSaidBesideTheScores: words that make something else of the numbers refuse
// the sheet, words that may take some back are told, and what is said every day is not.
func TestWhatIsSaidBesideTheScores(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	jia := sheetJia("1|1|1", "0|0|0")
	headed := func(row string) string { return strings.Replace(jia, "\nA1.1|", "\n"+row+"\nA1.1|", 1) }
	between := func(row string) string { return strings.Replace(jia, "\nC1.1|", "\n"+row+"\nC1.1|", 1) }
	below := func(row string) string { return jia + "\n" + row }
	titled := func(title string) string { return strings.Replace(jia, "2030年考核评分表", title, 1) }
	for _, c := range []struct {
		what, text string
		want       []string
	}{
		{"what the numbers are", headed("|||||扣分|扣分|扣分"), []string{"Q234 F5"}},
		{"losses", headed("|||||失分情况||"), []string{"Q234 F5"}},
		{"ranks", between("|||||||名次"), []string{"Q234 H7"}},
		{"percentages", headed("|||||得分（百分制）||"), []string{"Q234 F5"}},
		{"another year", headed("|||||2029年||"), []string{"Q234 F5"}},
		{"what the numbers are, above", strings.Replace(jia, "填报日期\n", "填报日期|扣分\n", 1), []string{"Q234 F3"}},
		{"the year in which it is filled in", strings.Replace(jia, "填报日期\n", "填报日期|2031年\n", 1), []string{}},
		{"another unit, above", strings.Replace(jia, "填报日期\n", "填报日期|西县|东县\n", 1), []string{"Q229 F3"}},
		{"a table of losses", titled("2030年考核扣分表"), []string{"Q234 A1"}},
		{"a table of percentages", titled("2030年考核评分表（百分制）"), []string{"Q234 A1"}},
		{"nothing taken off", headed("|||||无扣分||"), []string{}},
		{"what is taken off", headed("|||||扣分项||"), []string{}},
		{"this year", headed("|||||2030年||"), []string{}},
		{"scores", headed("|||||得分|得分|得分"), []string{}},
		{"another unit in short", headed("|||||西|东|南"), []string{"Q229 F5"}},
		{"the same unit in short", headed("|||||东|西|南"), []string{}},
		{"ranks below", below("|||||排名||"), []string{}},
		{"a remark of ranks below", below("|||||排名见附件||"), []string{}},
		{"what to fill in", strings.Replace(jia, "填报人||", "填报人|以下各项填扣分|", 1), []string{"Q234 B3"}},
		{"what is filled in", strings.Replace(jia, "填报人||", "填报人|本表为百分制|", 1), []string{"Q234 B3"}},

		{"where reasons go", strings.Replace(jia, "填报人||", "填报人|扣分、减分的原因填在“扣分说明”中|", 1), []string{}},
		{"how to score", strings.Replace(jia, "填报人||", "填报人|每条按扣分标准评分，失分的填写扣分原因|", 1), []string{}},
		{"what not to fill in", strings.Replace(jia, "填报人||", "填报人|不按百分制填写|", 1), []string{}},

		{"a correction", below("F5改为2分"), []string{"Q235 A10"}},
		{"a correction in a unit's column", below("|||||应为2"), []string{"Q235 F10"}},
		{"a correction in spaced letters", below("更 正：东 县 2 分"), []string{"Q235 A10"}},
		{"columns exchanged", below("东县、西县填反了"), []string{"Q235 A10"}},
		{"what all are", below("以上分数为扣分"), []string{"Q235 A10"}},
		{"an arrow", below("|东县 1→2"), []string{"Q235 B10"}},
		{"what does not count", below("|||||此项不计"), []string{"Q235 F10"}},
		{"what holds", below("以纸质件为准"), []string{"Q235 A10"}},
		{"a code and more", below("A1.1 西县另行评分"), []string{"Q235 A10"}},
		{"two corrections", below("更正：见附件\n作废"), []string{"Q235 A10", "Q235 A11"}},
		{"a correction between the scores", between("此行作废"), []string{"Q235 A7"}},
		{"a correction in a note", strings.Replace(jia, "|1|1|1", "|1|1|1|F5改为2分", 1), []string{}},
		{"a signature as a picture", below("审核人（签字）：|||[图片]"), []string{}},
		{"a picture below the scores", below("签字||[图片]"), []string{}},
		{"a signature", below("审核人：张三|||||2030年1月5日||0359-1234567"), []string{}},
		{"a telephone number and a day", below("联系电话|||||13903591234|date 44938"), []string{}},
		{"a number that may be a score", below("联系|||||5"), []string{"Q208 A10"}},
		{"what every form says", below("本表涂改无效，如有误请联系我们"), []string{}},
		{"what is wrong", below("东县的数有误"), []string{"Q235 A10"}},
		{"who filled in", below("制表：李四|单位负责人：王五"), []string{}},
		{"a sum", below("合计|||||平均"), []string{}},

		{"a draft", titled("2030年考核评分表（初稿）"), []string{"Q235 A1"}},
		{"no longer valid", titled("2030年考核评分表（作废）"), []string{"Q235 A1"}},
		{"last year's", titled("上年度考核表"), []string{"Q235 A1"}},
		{"another year's", titled("2029年度考核表"), []string{"Q235 A1"}},
		{"another year's document", titled("市发〔2029〕5号"), []string{}},
		{"a draft by name", strings.Replace(jia, "== 评分表", "== 评分表初稿", 1), []string{"Q235"}},
		{"another year by name", strings.Replace(jia, "== 评分表", "== 2029", 1), []string{"Q235"}},
		{"a worksheet of corrections", jia + "\n== 更正说明\nA1.1|5", []string{"Q235"}},
		{"another worksheet", jia + "\n== 2029台账\n名次|东县\n1|5", []string{}},
		{"a formula as heading", strings.Replace(jia, "|东县|", "|=东县|", 1), []string{"Q232 F4"}},
		{"a formula as code", strings.Replace(jia, "\nA1.1|", "\n=A1.1|", 1), []string{"Q232 A5"}},
		{"a formula as department", strings.Replace(jia, "|甲局", "|=甲局", 1), []string{"Q232 B2"}},
		{"points struck out", strings.Replace(jia, "标准一（60分）|60|", "标准一（60分）|struck 60|", 1), []string{"Q233 E5"}},
	} {
		_, list := Parse(grid("甲.xlsx", c.text+meta(table, "甲局", "东县", "西县", "南区")), table, nil)
		if got := found(t, list.Sorted()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// TestEveryDoubtRefuses what matters, and says why.
func TestEveryDoubtRefuses(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	text := sheetJia("1|1|1", "0|0|0") + meta(table, "甲局", "东县", "西县", "南区")
	every := ^workbook.Doubt(0)
	for _, doubt := range every.Each() {
		score := map[workbook.Doubt]string{workbook.Hidden: "Q314", workbook.Struck: "Q313"}[doubt]
		if score == "" {
			score = "Q316"
		}
		code := "Q227"
		if doubt == workbook.Hidden || doubt == workbook.NoRoom || doubt == workbook.Low {
			code = "" // the criterion's text tells as much
		}
		for _, c := range []struct {
			place, want string
		}{{"F5", score}, {"F4", "Q227"}, {"B2", "Q227"}, {"A5", code}, {"C5", "Q233"}, {"D5", "Q233"}, {"E5", "Q233"}, {"B5", ""}, {"I5", ""}} {
			book := grid("甲.xlsx", text)
			for _, row := range book.Sheets[0].Rows {
				for i := range row.Cells {
					if row.Cells[i].At.Cell() == c.place {
						row.Cells[i].Doubts = doubt
					}
				}
			}
			_, list := Parse(book, table, nil)
			want := []string{}
			if c.want != "" {
				want = append(want, c.want+" "+c.place)
			}
			if got := found(t, list); !slices.Equal(got, want) {
				t.Errorf("%s of %b: %v, want %v", c.place, doubt, got, want)
			} else if len(list) > 0 && c.want != "Q314" && c.want != "Q313" && !strings.Contains(list[0].Message(msg.Chinese), doubt.Why().In(msg.Chinese)) {
				t.Errorf("%s of %b: %s", c.place, doubt, list[0].Message(msg.Chinese))
			}
		}
	}
}

// TestWhatLiesOverTheScores is told once a sheet.
func TestWhatLiesOverTheScores(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	text := sheetJia("1|1|1", "0|0|0") + meta(table, "甲局", "东县", "西县", "南区")
	over := func(firstCol, firstRow, lastCol, lastRow int) workbook.Range {
		return workbook.Range{FirstCol: firstCol, FirstRow: firstRow, LastCol: lastCol, LastRow: lastRow}
	}
	for _, c := range []struct {
		what  string
		cells workbook.Range
		want  bool
	}{
		{"a score", over(6, 5, 6, 5), true}, {"scores and the foot", over(6, 7, 8, 12), true}, {"a heading", over(7, 4, 7, 4), true},
		{"the department", over(2, 2, 2, 2), true}, {"a code", over(1, 5, 1, 5), true}, {"the points", over(5, 5, 5, 5), true},
		{"the foot", over(1, 8, 9, 12), false}, {"the title", over(1, 1, 9, 1), false}, {"the notes", over(9, 5, 9, 7), false}, {"the category", over(2, 5, 2, 5), false},
	} {
		book := grid("甲.xlsx", text)
		book.Sheets[0].Drawings = []workbook.Drawing{{Range: c.cells, Text: "改为3"}, {Range: c.cells}}
		at := diag.Position{File: "甲.xlsx", Worksheet: scoresName, Col: c.cells.FirstCol, Row: c.cells.FirstRow}
		book.Sheets[0].Comments = []workbook.Comment{
			{At: at, Author: "张三", Text: "[Threaded comment]\n\nYour version of Excel…\n\nComment:\n    应为3"}, {At: at, Author: "李四", Text: "同意"}, {At: at, Text: " "},
		}
		_, list := Parse(book, table, nil)
		var said []string
		for _, d := range list {
			said = append(said, string(d.Code)+" "+d.Message(msg.Chinese))
		}
		var want []string
		if c.want {
			want = []string{"Q236 得分等格上有2个批注，计算时不考虑；第一个是“应为3”", "Q237 有2个图形或图片盖在得分等格上，写着“改为3”"}
		}
		if !slices.Equal(said, want) {
			t.Errorf("%s: %q, want %q", c.what, said, want)
		}
	}
}

// TestDailyHabitsAreSilent: what people do to every sheet gives no message, and a seal
// over the scores one.
func TestDailyHabitsAreSilent(t *testing.T) {
	table := tabletest.Embedded(t)
	data, err := os.ReadFile("../../testdata/sheets/" + fileName(table, "市农业农村局"))
	if err != nil {
		t.Fatal(err)
	}
	styled := func(style *excelize.Style) variant {
		return changed(func(f *excelize.File) error {
			id, err := f.NewStyle(style)
			if err != nil {
				return err
			}
			return f.SetCellStyle(scoresName, "F5", "R10", id)
		})
	}
	conditional := func(option excelize.ConditionalFormatOptions) variant {
		return changed(func(f *excelize.File) error {
			return f.SetConditionalFormat(scoresName, "F5:R10", []excelize.ConditionalFormatOptions{option})
		})
	}
	for _, c := range []struct {
		name string
		make variant
		want []string
	}{
		{"bold", styled(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 9}}), nil},
		{"red", styled(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}}), nil},
		{"yellow", styled(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}}), nil},
		{"white on blue", styled(&excelize.Style{Font: &excelize.Font{Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F4E78"}}}), nil},
		{"a colour scale", conditional(excelize.ConditionalFormatOptions{Type: "2_color_scale", Criteria: "=", MinType: "min", MaxType: "max", MinColor: "#F8696B", MaxColor: "#63BE7B"}), nil},
		{"data bars", conditional(excelize.ConditionalFormatOptions{Type: "data_bar", Criteria: "=", MinType: "min", MaxType: "max", BarColor: "#638EC6"}), nil},
		{"bars alone", conditional(excelize.ConditionalFormatOptions{Type: "data_bar", Criteria: "=", MinType: "min", MaxType: "max", BarColor: "#638EC6", BarOnly: true}), []string{"Q316"}},
		{"a filter", changed(func(f *excelize.File) error { return f.AutoFilter(scoresName, "A4:R10", nil) }), nil},
		{"frozen panes", changed(func(f *excelize.File) error {
			return f.SetPanes(scoresName, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 4, TopLeftCell: "C5", ActivePane: "bottomRight"})
		}), nil},
		{"grouped columns", changed(func(f *excelize.File) error { return f.SetColOutlineLevel(scoresName, "C", 1) }), nil},
		{"print settings", changed(func(f *excelize.File) error {
			landscape, size := "landscape", 8
			return f.SetPageLayout(scoresName, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &size})
		}), nil},
		{"notes", edited("评分表!S5=F5改为2分，已更正", "评分表!S6=见〔2022〕5号"), nil},
		{"signed", edited("评分表!B14=张三", "评分表!A17=2023年1月10日", "评分表!F17=0359-2222222", "评分表!A18=填表说明：得0分也要填0"), nil},
		{"other worksheets", changed(func(f *excelize.File) error {
			if _, err := f.NewSheet("2021年台账"); err != nil {
				return err
			}
			return f.SetSheetRow("2021年台账", "A1", &[]any{"序号", "盐湖区", "扣分", "改为"})
		}), nil},
		{"a seal", changed(func(f *excelize.File) error {
			return f.AddShape(scoresName, &excelize.Shape{Cell: "H9", Type: "ellipse", Width: 120, Height: 120})
		}), []string{"Q237"}},
	} {
		_, said := readBack(t, table, c.make(t, data))
		codes := []string(nil)
		for _, s := range said {
			codes = append(codes, s[:4])
		}
		if !slices.Equal(slices.Compact(codes), c.want) {
			t.Errorf("%s: %q, want %q", c.name, said, c.want)
		}
	}
}
