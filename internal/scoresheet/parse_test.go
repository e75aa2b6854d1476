package scoresheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
)

// wideSheet is 甲局's sheet by that table, a row of each criterion for two units and
// then the notes.
func wideSheet(first, bonus, second, deduction string) string {
	return `== 评分表
考核部门|甲局
指标编号|评分标准|分值|东县|西县|备注
A1.1|标准一（60分）|60|` + first + `
加分项：按正数填写，没有的填0
B1.1|标准二（1.5分）|最多加1.5分|` + bonus + `
C1.1|标准三（40分）|40|` + second + `
减分项：按正数填写，未发生填0
D1.1|标准四（3分）|最多减3分|` + deduction
}

// grid makes a workbook of text: "== NAME" begins a worksheet, other lines are
// rows of cells with | between them; one named hidden is. A cell is a number, 'text, TRUE or FALSE,
// #an error, =the value of the formula B1*2, a number that is "date", "percent",
// "altered", "struck", "hidden", "faint", "raised" or "shown" as 3, or any other text, in which \n is a line break; an empty one is not there. A worksheet "_qeval" is the very hidden one.
func grid(file, text string) *workbook.Book {
	book := &workbook.Book{File: file}
	for part := range strings.SplitSeq(strings.TrimSpace(text), "== ") {
		if part == "" {
			continue
		}
		lines := strings.Split(strings.TrimSpace(part), "\n")
		sheet := workbook.Sheet{Name: strings.TrimSpace(lines[0])}
		sheet.Hidden = sheet.Name == "hidden"
		for r, line := range lines[1:] {
			row := workbook.Row{Number: r + 1}
			for c, value := range strings.Split(line, "|") {
				cell := cellOf(strings.ReplaceAll(strings.TrimSpace(value), `\n`, "\n"))
				cell.At = diag.Position{File: file, Worksheet: sheet.Name, Col: c + 1, Row: r + 1}
				if cell.Kind != workbook.Empty || cell.Formula != "" {
					row.Cells = append(row.Cells, cell)
				}
			}
			if len(row.Cells) > 0 {
				sheet.Rows = append(sheet.Rows, row)
			}
		}
		if sheet.Name != "_qeval" {
			book.Sheets = append(book.Sheets, sheet)
			continue
		}
		for _, row := range sheet.Rows {
			if len(row.Cells) != 2 {
				continue
			}
			book.Meta = append(book.Meta, [2]string{row.Cells[0].Text, row.Cells[1].Text})
		}
	}
	return book
}

func cellOf(value string) workbook.Cell {
	c := workbook.Cell{Kind: workbook.Text, Text: value}
	if rest, ok := strings.CutPrefix(value, "="); ok {
		c = cellOf(rest)
		c.Formula = "B1*2"
		return c
	}
	for word, how := range map[string]workbook.Cell{
		"struck ": {Doubts: workbook.Struck}, "hidden ": {Doubts: workbook.Hidden}, "faint ": {Doubts: workbook.Faint}, "raised ": {Doubts: workbook.Raised}, "shown ": {Shown: "3"},
	} {
		if number, ok := strings.CutPrefix(value, word); ok {
			how.Kind, how.Text = workbook.Number, number
			return how
		}
	}
	for word, kind := range map[string]workbook.Kind{
		"date ": workbook.Date, "percent ": workbook.Percent, "altered ": workbook.ShownDifferently,
	} {
		if number, ok := strings.CutPrefix(value, word); ok {
			return workbook.Cell{Kind: kind, Text: number}
		}
	}
	switch {
	case value == "":
		c.Kind = workbook.Empty
	case value[0] == '\'':
		c.Text = value[1:]
	case value[0] == '#':
		c.Kind = workbook.Error
	case value == "[图片]":
		c.Kind = workbook.Picture
	case value == "TRUE", value == "FALSE":
		c.Kind = workbook.Bool
	default:
		if _, err := indicator.ParsePoints(value); err != indicator.ErrSyntax {
			c.Kind = workbook.Number
		}
	}
	return c
}

// meta is the very hidden worksheet of a sheet for these units.
func meta(table *indicator.Table, department string, units ...string) string {
	s := "\n== _qeval\n"
	made := docmeta.New(docmeta.ScoreSheet, table)
	made.Department, made.Units = department, units
	for _, pair := range made.Meta() {
		s += pair[0] + "|" + pair[1] + "\n"
	}
	return s
}

// sheetJia is 甲局's sheet with a row of scores and a row of deductions.
func sheetJia(scores, deductions string) string {
	return `== 评分表
2030年考核评分表
考核部门|甲局
填报人||联系电话||填报日期
指标编号|考核类别|考核项目|评分标准|分值|东县|西县|南区|备注
A1.1|类一|项一|标准一（60分）|60|` + scores + `
减分项：按正数填写，未发生填0
C1.1|减分项|项三|标准三（3分）|最多减3分|` + deductions + `
得分小计|||||=60|=60|=60
审核人（签字）：||||单位（盖章）：`
}

func sheetYi(scores, vetoes string) string {
	return `== 评分表
考核部门：|乙局
指标编号|考核类别|考核项目|评分标准|分值|东县|西县|南区|备注
B1.1|类二|项二|标准二。（40分）|40|` + scores + `
D1.1|否决项|项四|'是否发生否决情形：标准四，一律为差等次。|是/否|` + vetoes
}

// found lists diagnostics as "Q304 F5", and checks that each has a sentence
// without blanks left in either language.
func found(t testing.TB, list diag.List) []string {
	t.Helper()
	codes := []string{}
	for _, d := range list.Sorted() {
		codes = append(codes, strings.TrimSpace(string(d.Code)+" "+d.Cell()))
		for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
			if s := d.Message(lang) + d.Hint(lang); strings.ContainsAny(s, "{}") {
				t.Errorf("%s leaves a blank: %s", d.Code, s)
			}
		}
	}
	return codes
}

func TestParseJudgesEveryCell(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	for _, c := range []struct {
		cell  string
		value indicator.Points // of an accepted one
		want  string           // the code, if there is one
	}{
		{"0", 0, ""}, {"60", 60_00, ""}, {"59.99", 59_99, ""}, {"2.5", 2_50, ""}, {"2.50", 2_50, ""},
		{"60.01", -1, "Q303"}, {"61", -1, "Q303"}, {"9999999999999", -1, "Q303"},
		{"-1", -1, "Q302"}, {"-0.01", -1, "Q302"}, {"-0.001", -1, "Q302"}, {"-9999999999999", -1, "Q302"},
		{"2.555", -1, "Q305"}, {"0.001", -1, "Q305"}, {"60.001", -1, "Q305"},
		{"好", -1, "Q301"}, {"2分半", -1, "Q301"}, {"约2", -1, "Q301"}, {"1,5", -1, "Q301"}, {"2/3", -1, "Q301"},
		{"TRUE", -1, "Q301"}, {"是", -1, "Q301"}, {"'1e1", -1, "Q301"},
		{"不涉及", -1, "Q307"}, {"/", -1, "Q307"}, {"—", -1, "Q307"}, {"无", -1, "Q307"}, {"n/a", -1, "Q307"}, {"－", -1, "Q307"},
		{"#DIV/0!", -1, "Q308"}, {"#REF!", -1, "Q308"}, {"=#N/A", -1, "Q308"},
		{"=", -1, "Q309"},
		{"'2.5", 2_50, "Q321"}, {"'２．５", 2_50, "Q321"}, {"'2.5分", 2_50, "Q321"}, {"' 2.5 ", 2_50, "Q321"}, {"'　2 分 ", 2_00, "Q321"},
		{"'61分", -1, "Q303"}, {"'-1", -1, "Q302"},
		{"='", -1, "Q304"}, {"='　", -1, "Q304"},
		{"=2.5", 2_50, "Q322"}, {"=61", -1, "Q303"},
		{"'　", -1, "Q304"}, {"'\u200b", -1, "Q304"},
		{"'2\u200b.5\u202c", 2_50, "Q321"}, {"'\ufeff2.5", 2_50, "Q321"}, {"'\u202e5.2", -1, "Q301"}, {"'2.5\u2067", -1, "Q301"},
		{"date 2", -1, "Q310"}, {"percent 0.85", -1, "Q311"}, {"altered 2", -1, "Q312"}, {"struck 2", -1, "Q313"},
		{"hidden 2", -1, "Q314"}, {"shown 2.85", -1, "Q312"}, {"shown 2.855", -1, "Q305"},
	} {
		book := grid("甲.xlsx", sheetJia(c.cell+"|1|1", "0|0|0")+meta(table, "甲局", "东县", "西县", "南区"))
		sheet, list := Parse(book, table, nil)
		set, more := Check(table, []*Sheet{sheet}, nil)
		codes := found(t, append(list, more...))
		want := []string{}
		if c.want != "" {
			want = append(want, c.want+" F5")
		}
		if !slices.Equal(codes, want) {
			t.Errorf("%q: %v, want %v", c.cell, codes, want)
		}
		e := set.Scores[0][0]
		if (e.State == scores.Valid) != (c.value >= 0) || e.State == scores.Valid && e.Points != c.value {
			t.Errorf("%q is read as %+v, want %s", c.cell, e, c.value)
		}
		if e.At.String() != "甲.xlsx:评分表!F5" {
			t.Errorf("%q is at %s", c.cell, e.At)
		}
	}
}

// TestWhoseScoresTheseAre must be plain to see: from one heading over one column, and
// from one code with its own text.
func TestWhoseScoresTheseAre(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	jia := sheetJia("1|1|1", "0|0|0")
	below := func(row string) string { return strings.Replace(jia, "\nA1.1|", "\n"+row+"\nA1.1|", 1) }
	for _, c := range []struct {
		what, text string
		merged     []workbook.Range
		want       []string
		says       string
	}{
		{"headings in another order", below("|||||西县|东县"), nil, []string{"Q229 F5"}, "“西县”在单位“东县”的列中（表头在 F4）"},
		{"the same beside a word", below("编号|||||西县|东县"), nil, []string{"Q229 F5"}, ""},
		{"the same headings again", below("|||||东县|西县|南区"), nil, []string{}, ""},
		{"a self-assessment", below("|||||单位自评|考核|"), nil, []string{"Q229 F5"}, ""},
		{"a heading struck out", strings.Replace(jia, "|东县|", "|struck 东县|", 1), nil, []string{"Q227 F4"}, "带删除线"},
		{"a heading that turns", strings.Replace(jia, "|东县|", "|东\u202e县|", 1), nil, []string{"Q227 F4"}, "文字方向"},
		{"a heading with characters unseen", strings.Replace(jia, "|东县|", "|东县\u200b|", 1), nil, []string{"Q231 F4"}, "按“东县”读取"},
		{"a code with characters unseen", strings.Replace(jia, "\nA1.1|", "\n\ufeffA1.1|", 1), nil, []string{"Q231 A5"}, "按“A1.1”读取"},
		{"a department struck out", strings.Replace(jia, "|甲局", "|struck 甲局", 1), nil, []string{"Q227 B2"}, "带删除线"},
		{"a department with characters unseen", strings.Replace(jia, "|甲局", "|甲局\u202c", 1), nil, []string{"Q231 B2"}, "按“甲局”读取"},
		{"a heading that looks alike", strings.Replace(jia, "|西县|", "|\u2ec4县|", 1), nil, []string{"Q205 G4"}, "与“西县”只是看起来一样：\u2ec4(U+2EC4)→西"},
		{"a hidden heading", strings.Replace(jia, "|东县|", "|hidden 东县|", 1), nil, []string{"Q227 F4"}, "隐藏"},
		{"a heading shown differently", strings.Replace(jia, "|东县|", "|altered 东县|", 1), nil, []string{"Q227 F4"}, "显示的是别的"},
		{"a code struck out", strings.Replace(jia, "\nA1.1|", "\nstruck A1.1|", 1), nil, []string{"Q227 A5"}, ""},
		{"a hidden code", strings.Replace(jia, "\nA1.1|", "\nhidden A1.1|", 1), nil, []string{}, ""},
		{"a heading over two columns", jia, []workbook.Range{{FirstCol: 6, FirstRow: 4, LastCol: 7, LastRow: 4}}, []string{"Q228 F4", "Q228 G4"}, "F4:G4"},
		{"a heading over two rows", jia, []workbook.Range{{FirstCol: 6, FirstRow: 3, LastCol: 6, LastRow: 4}}, []string{}, ""},
		{"a heading twice", strings.Replace(jia, "|南区|", "|东县|", 1), nil, []string{"Q214 H4"}, "另一列在 F4；没有列的单位有南区"},
		{"another worksheet", jia + "\n== 定稿\n标题\n评分标准|分值|东县|西县\n标准一|60|5|6", nil, []string{"Q230 A2"}, "读取的是“评分表”"},
		{"a worksheet of notes", jia + "\n== 底稿\n东县|西县\n5|6", nil, []string{}, ""},
		{"the text of another", strings.Replace(jia, "|标准三（3分）|", "|标准一（60分）|", 1), nil, []string{"Q211 D7"}, "文字是 A1.1 的"},
		{"the code of another", strings.Replace(jia, "\nC1.1|", "\nB1.1|", 1), nil, []string{"Q209 A7"}, "这一行的文字是 C1.1 的"},
		{"a code twice", strings.Replace(jia, "\nC1.1|", "\nA1.1|", 1), nil, []string{"Q210 A7"}, "这一行的文字是 C1.1 的"},
		{"a row twice", strings.Replace(jia, "\n得分小计", "\nA1.1|类一|项一|标准一（60分）|60|1|1|1\n得分小计", 1), nil, []string{"Q210 A8"}, "删去多余的一行"},
	} {
		book := grid("甲.xlsx", c.text+meta(table, "甲局", "东县", "西县", "南区"))
		book.Sheets[0].Merges = c.merged
		_, list := Parse(book, table, nil)
		if got := found(t, list); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		} else if len(list) > 0 && !strings.Contains(list[0].Message(msg.Chinese)+list[0].Hint(msg.Chinese), c.says) {
			t.Errorf("%s: %s", c.what, list[0].Message(msg.Chinese))
		}
	}
}

// TestATitleOfAnotherYear is refused, however the year is written, and the rest of the
// sheet is checked too. A day is no year.
func TestATitleOfAnotherYear(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	for title, refused := range map[string]bool{
		"2030年考核评分表": false, "考核评分表": false, "2029—2030年度考核评分表": false, "考核评分表（2031年1月填报）": false,
		"本评分表请于2031年1月15日前报送": false, "评分表（2031-01-15）": false, "评分表 2031.1": false, "附件2：市发〔2029〕5号": false, "二〇三〇年评分表": false,
		"2029年考核评分表": true, "２０２９年考核评 分 表": true, "二〇二九年评分表": true, "2029考核评分表": true, "2028—2029年度得分表": true,
		"考核评分表（2029年度，2030年1月填报）": true,
	} {
		text := strings.Replace(sheetJia("1|1|99", "0|0|0"), "2030年考核评分表", title, 1)
		_, list := Parse(grid("甲.xlsx", text+meta(table, "甲局", "东县", "西县", "南区")), table, nil)
		want := []string{"Q303 H5"}
		if refused {
			want = []string{"Q225 A1", "Q303 H5"}
		}
		if got := found(t, list); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", title, got, want)
		}
	}
}

func TestParseJudgesDeductionsAndVetoes(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	for _, c := range []struct {
		deductions, vetoes string
		want               []string
	}{
		{"0|3|0.25", "是|否|否", []string{}},
		{"-1|3.01|", "Yes||1", []string{"Q302 F7", "Q303 G7", "Q304 H7", "Q304 G4", "Q306 F4", "Q306 H4"}},
		{"'-0.5|'无|1.234", "不涉及|TRUE|=是", []string{"Q322 H4", "Q302 F7", "Q305 H7", "Q307 G7", "Q306 G4", "Q307 F4"}},
		{"0|0|0", "' 是 |'否　|无", []string{"Q323 F4", "Q307 H4"}},
	} {
		jia, list := Parse(grid("1.xlsx", sheetJia("1|1|1", c.deductions)+meta(table, "甲局", "东县", "西县", "南区")), table, nil)
		yi, more := Parse(grid("2.xlsx", sheetYi("1|1|1", c.vetoes)+meta(table, "乙局", "东县", "西县", "南区")), table, nil)
		_, across := Check(table, []*Sheet{jia, yi}, nil)
		got := found(t, slices.Concat(list, more, across))
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q %q: %v, want %v", c.deductions, c.vetoes, got, c.want)
		}
	}
}

// TestABonus is read as a score is, and its subtotal is held against it.
func TestABonus(t *testing.T) {
	table := tabletest.OneDepartment(t)
	for _, c := range []struct {
		bonus string
		want  []string
	}{
		{"0|1.5", []string{}},
		{"1.51|-1", []string{"Q302 E5", "Q303 D5"}},
		{"|无", []string{"Q304 D5", "Q307 E5"}},
		{"'１分|0.001", []string{"Q305 E5", "Q321 D5"}},
		{"1|1\n加分小计|||1|1.5", []string{"Q220 E6"}}, // the second is not what it comes to
	} {
		sheet, list := Parse(grid("1.xlsx", wideSheet("60|60", c.bonus, "40|40", "0|0")+meta(table, "甲局", "东县", "西县")), table, nil)
		set, more := Check(table, []*Sheet{sheet}, nil)
		got := found(t, slices.Concat(list, more, set.Unexplained(table, true)))
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.bonus, got, c.want)
		}
	}
}

// TestWhatDoesNotApply counts the full points of A1.1, if a note says why, and is
// refused for C1.1, of which the table does not say so.
func TestWhatDoesNotApply(t *testing.T) {
	table := tabletest.OneDepartment(t)
	for _, c := range []struct {
		name, first, second, more string
		want                      []string
	}{
		{"a note", "不涉及|50|没有此类企业", "40|40", "", []string{}},
		{"the other word", "不适用|50|没有此类企业", "40|40", "", []string{}},
		{"a reason", "60|不涉及", "40|40", "\nA1.1|西县|没有此类企业|", []string{}},
		{"a reason for all", "不涉及|不涉及", "40|40", "\nA1.1|全部|没有此类企业|", []string{}},
		{"no note", "不涉及|不涉及", "40|40", "", []string{"Q414 D3", "Q414 E3"}},
		{"another unit's reason", "不涉及|不涉及", "40|40", "\nA1.1|西县|没有此类企业|", []string{"Q414 D3"}},
		{"evidence alone", "不涉及|1", "40|40", "\nA1.1|东县||台账", []string{"Q414 D3"}},
		{"a note of nothing", "不涉及|1|—", "40|40", "", []string{"Q414 D3"}},
		{"without the rule", "60|60", "不涉及|不适用|没有此类企业", "", []string{"Q307 D6", "Q307 E6"}},
		{"another word", "/|无|没有此类企业", "40|40", "", []string{"Q307 D3", "Q307 E3"}},
		{"spaces", "' 不涉及 |=不涉及|没有此类企业", "40|40", "", []string{"Q322 E3", "Q323 D3"}},
	} {
		text := wideSheet(c.first, "0|0", c.second, "0|0")
		if c.more != "" {
			text += "\n== 扣分说明\n指标编号|被考核单位|扣分原因|依据" + c.more
		}
		sheet, list := Parse(grid("1.xlsx", text+meta(table, "甲局", "东县", "西县")), table, nil)
		set, more := Check(table, []*Sheet{sheet}, nil)
		got := found(t, slices.Concat(list, more, set.Unexplained(table, true)))
		got = slices.DeleteFunc(got, func(code string) bool { return strings.HasPrefix(code, "Q410") }) // 50 of 60
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		for _, entries := range set.Scores {
			if e := entries[0]; e.NA && (e.State != scores.Valid || e.Points != 60_00) {
				t.Errorf("%s: %+v", c.name, e)
			}
		}
	}
}

// TestTheSubtotalCountsWhatDoesNotApply as its full points.
func TestTheSubtotalCountsWhatDoesNotApply(t *testing.T) {
	table := tabletest.OneDepartment(t)
	text := wideSheet("不涉及|不涉及|没有此类企业", "0|0", "40|40", "0|0") + "\n得分小计|||100|40"
	_, list := Parse(grid("1.xlsx", text+meta(table, "甲局", "东县", "西县")), table, nil)
	if got := found(t, list); !slices.Equal(got, []string{"Q220 E9"}) {
		t.Error(got)
	}
}

// TestFullPointsAreNotWhatDoesNotApply: sheets that say the one and the other differ.
func TestFullPointsAreNotWhatDoesNotApply(t *testing.T) {
	table := tabletest.OneDepartment(t)
	var sheets []*Sheet
	for i, first := range []string{"不涉及|60|没有此类企业", "60|60|没有此类企业"} {
		sheet, _ := Parse(grid(fmt.Sprint(i, ".xlsx"), wideSheet(first, "0|0", "40|40", "0|0")+meta(table, "甲局", "东县", "西县")), table, nil)
		sheets = append(sheets, sheet)
	}
	_, list := Check(table, sheets, nil)
	if len(list) != 1 || list[0].Code != diag.RepeatedScore.Code {
		t.Fatal(found(t, list))
	}
	if got, want := list[0].Message(msg.Chinese), "8个评分两份都有，7个相同，1个不同（东县 A1.1（项一）本份 D3“60”、另一份 D3“不涉及”）"; !strings.Contains(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestAMergedCellIsNobodys: neither the cell that shows the value nor those
// under it.
func TestAMergedCellIsNobodys(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	book := grid("x", sheetJia("1|2|3", "0|0|0")+meta(table, "甲局", "东县", "西县", "南区"))
	book.Sheets[0].Merges = []workbook.Range{{FirstCol: 6, FirstRow: 5, LastCol: 7, LastRow: 5}, {FirstCol: 2, FirstRow: 5, LastCol: 2, LastRow: 7}}
	sheet, list := Parse(book, table, nil)
	if got := found(t, list); !slices.Equal(got, []string{"Q315 F5", "Q315 G5"}) {
		t.Errorf("%v", got)
	}
	if e := sheet.Entries[0]; e.State != scores.Refused {
		t.Errorf("%+v", e)
	}
	if got := list[0].Message(msg.Chinese); !strings.Contains(got, "F5:G5") {
		t.Error(got)
	}
}

// TestTooManyDecimalsAreShownWithWhatMendsThem: what is displayed, what is
// stored, and the formula.
func TestTooManyDecimalsAreShownWithWhatMendsThem(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	_, list := Parse(grid("x", sheetJia("shown 2.9999|2.345|=1.666", "0|0|0")+meta(table, "甲局", "东县", "西县", "南区")), table, nil)
	var got []string
	for _, d := range list {
		got = append(got, d.Message(msg.English)+"; "+d.Hint(msg.English))
	}
	if diff := cmp.Diff([]string{
		"东县 A1.1 (项一): the stored value “2.9999” (shown as “3”) has more than two decimals; 0 to 60 is allowed, with two decimals at most; enter two decimals at most, or the formula =ROUND(2.9999,2)",
		"西县 A1.1 (项一): the stored value “2.345” has more than two decimals; 0 to 60 is allowed, with two decimals at most; enter two decimals at most, or the formula =ROUND(2.345,2)",
		"南区 A1.1 (项一): the stored value “1.666” has more than two decimals; 0 to 60 is allowed, with two decimals at most; enter two decimals at most, or the formula =ROUND(B1*2,2)",
	}, got); diff != "" {
		t.Error(diff)
	}
}

func TestALongFormulaIsNotRepeated(t *testing.T) {
	cell := workbook.Cell{Formula: strings.Repeat("1+", 40) + "1/3", Text: "40.333"}
	if got := rounding(cell); got != "=ROUND(…,2)" {
		t.Error(got)
	}
}

func TestABlankSaysWhatToEnter(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	jia, _ := Parse(grid("1.xlsx", sheetJia("|1|1", "|0|0")), table, nil)
	yi, _ := Parse(grid("2.xlsx", sheetYi("1|1|1", "|否|否")), table, nil)
	_, list := Check(table, []*Sheet{jia, yi}, nil)
	var hints []string
	for _, d := range list.Sorted() {
		hints = append(hints, d.Cell()+" "+d.Hint(msg.Chinese))
		if !strings.HasPrefix(d.Message(msg.English), "东县 ") || !strings.Contains(d.Message(msg.English), "1.1 (项") {
			t.Errorf("%s names no unit or no criterion", d.Message(msg.English))
		}
	}
	if diff := cmp.Diff([]string{
		"F5 得0分也要填0", "F7 未发生请填0；减分按正数填写", "F4 发生了填“是”，没有发生填“否”",
	}, hints); diff != "" {
		t.Error(diff)
	}
}

func TestParseFindsRowsByCodeAndColumnsByHeading(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	plain, list := Parse(grid("x", sheetJia("1|2|3", "0.1|0.2|0.3")+meta(table, "甲局", "东县", "西县", "南区")), table, nil)
	if got := found(t, list); len(got) > 0 {
		t.Fatal(got)
	}
	moved, list := Parse(grid("x", `== 说明
随便写点什么
== 另一个名字
随便||考核部门|甲　局

备注|南 区|分值|自评得分|东县|评分标准||指标编号|西县
||最多减3分|9|0.1|标准三(3分)||c1.1|0.2
注：以上|
|3|60|9|1|标准 一（６０分）||Ａ1.1|2`+meta(table, "甲局", "东县", "西县", "南区")), table, nil)
	if got := found(t, list); !slices.Equal(got, []string{"Q213 D3"}) {
		t.Fatal(got)
	}
	values := func(s *Sheet) map[string]string {
		m := map[string]string{}
		for _, e := range s.Entries {
			m[e.Unit+table.Criteria[e.Criterion].Code] = fmt.Sprint(e.Points, " ", e.State)
		}
		return m
	}
	want := values(plain)
	want["南区C1.1"] = fmt.Sprint("0 ", scores.Blank) // left out in the other sheet
	if diff := cmp.Diff(want, values(moved)); diff != "" {
		t.Error(diff)
	}
}

func TestParseRefusesAlteredSheets(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	good := sheetJia("1|1|1", "0|0|0") + meta(table, "甲局", "东县", "西县", "南区")
	for _, c := range []struct {
		name, old, new string
		want           []string
	}{
		{"untouched", "", "", nil},
		{"no header", "指标编号|", "编号|", []string{"Q105 E4"}},
		{"no points heading", "|分值|", "|分|", []string{"Q105 A4"}},
		{"two score sheets", "== _qeval", "== 评分表 (2)\n指标编号|分值|东县\n== _qeval", []string{"Q106"}},
		{"two in one worksheet", "减分项：按正数填写，未发生填0", "||||||||||指标编号|分值|东县", []string{"Q106"}},
		{"hidden", "== 评分表", "== hidden", []string{"Q215 A4"}},
		{"no department", "考核部门|甲局", "考核部门", []string{"Q201 B2"}},
		{"next label instead", "考核部门|甲局", "考核部门||填报人|张三", []string{"Q201 B2"}},
		{"no label", "考核部门|甲局", "|甲局", []string{"Q201 A4"}},
		{"unknown department", "考核部门|甲局", "考核部门|甲居", []string{"Q202 B2"}},
		{"another department", "考核部门|甲局", "考核部门|乙局", []string{"Q217 B2"}},
		{"another table", "hash|", "hash|0", []string{"Q203"}},
		{"another format", "format|", "format|9", []string{"Q216"}},
		{"no hidden worksheet", "== _qeval", "== 别的", []string{"Q204"}},
		{"misspelt unit", "|东县|", "|东现|", []string{"Q205 F4"}},
		{"unit not asked for", "|备注", "|北县|备注", []string{"Q205 I4"}},
		{"unit twice", "|备注", "|东 县|备注", []string{"Q214 I4"}},
		{"heading twice", "|备注", "|分值|备注", []string{"Q206 I4"}},
		{"full name", "|东县|", "|运城市东县|", []string{"Q207 F4"}},
		{"short name", "|南区|", "|南|", []string{"Q207 H4"}},
		{"unknown criterion", "A1.1|", "A1.7|", []string{"Q208 A5"}},
		{"code lost", "A1.1|", "第一条|", []string{"Q208 A5"}},
		{"code mistyped and scores gone", "A1.1|类一|项一|标准一（60分）|60|1|1|1", "A1。1", []string{"Q208 A5"}},
		{"an error value without a code", "减分项：按正数填写，未发生填0", "|||||#N/A", []string{"Q218 F6"}},
		{"an answer without a code", "减分项：按正数填写，未发生填0", "|||||否", []string{"Q218 F6"}},
		{"a remark below the units", "减分项：按正数填写，未发生填0", "|||||领导意见：同意", nil},
		{"a code changed", "A1.1|", "A1.11|", []string{"Q208 A5"}},
		{"points written out", "（60分）|60|", "（60分）|'60.0分|", nil},
		{"points gone", "（60分）|60|", "（60分）||", []string{"Q212 E5"}},
		{"a row without a code", "减分项：按正数填写，未发生填0", "|||其中：第二项||0.5|0.5", []string{"Q218 F6"}},
		{"a column without a heading", "|60|1|1|1", "|60|1|1|1||2", []string{"Q219 J5"}},
		{"a hidden worksheet of somebody else", "kind|scoresheet", "kind2|x", []string{"Q204"}},
		{"a subtotal typed in", "得分小计|||||=60", "得分小计|||||1", nil},
		{"a wrong subtotal typed in", "得分小计|||||=60", "得分小计|||||99", []string{"Q220 F8"}},
		{"the label of a subtotal padded", "得分小计|||||=60|=60|=60", "得分 小计|||||1|0.999|0", []string{"Q220 G8"}},
		{"a remark", "减分项：按正数填写，未发生填0", "注：以上各项", nil},
		{"criterion twice", "减分项：按正数填写，未发生填0", "A1.1||||", []string{"Q210 A6"}},
		{"altered text", "标准一（60分）|", "标准一（60分）。|", []string{"Q211 D5"}},
		{"text gone", "标准一（60分）|", "|", []string{"Q211 D5"}},
		{"altered points", "（60分）|60|", "（60分）|61|", []string{"Q212 E5"}},
		{"deduction without its words", "最多减3分", "3", []string{"Q212 E7"}},
	} {
		book := grid("x.xlsx", strings.Replace(good, c.old, c.new, 1))
		_, list := Parse(book, table, nil)
		got := found(t, list)
		slices.Sort(got)
		if !slices.Equal(got, append([]string{}, c.want...)) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		for _, d := range list {
			if d.File != "x.xlsx" {
				t.Errorf("%s: %s has no file", c.name, d.Code)
			}
		}
	}
}

// TestASubtotalIsFoundWhereverItsLabelIs: columns may have been moved.
func TestASubtotalIsFoundWhereverItsLabelIs(t *testing.T) {
	_, list := Parse(grid("x", `== 评分表
考核部门|甲局
备注|东县|指标编号|分值
|1|A1.1|60
阅|99|得分小计`), tabletest.TwoDepartments(t), nil)
	if got := found(t, list); !slices.Equal(got, []string{"Q204", "Q220 B4"}) {
		t.Errorf("%v", got)
	}
}

// TestACriterionIsKnownByItsText where its code is not, and is not missing too.
func TestACriterionIsKnownByItsText(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	text := strings.Replace(sheetJia("1|1|1", "0|0|0"), "A1.1|", "A1.11|", 1) + meta(table, "甲局", "东县", "西县", "南区")
	sheet, list := Parse(grid("x", text), table, nil)
	if got := list[0].Message(msg.Chinese); !strings.Contains(got, "是不是“A1.1”？") {
		t.Error(got)
	}
	if _, more := Check(table, []*Sheet{sheet}, nil); len(more) > 0 {
		t.Errorf("%v", found(t, more))
	}
}

// TestNoUnitIsOfferedThatCannotBeMeant: one that has a column already, or for a
// name that is no slip of the pen.
func TestNoUnitIsOfferedThatCannotBeMeant(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	for _, c := range []struct {
		heading string
		roster  []string
		want    string
	}{
		{"东现", []string{"东县", "西县", "南区"}, "东县"}, // misspelt
		{"东县", []string{"西县", "南区", "东山县"}, ""},  // the list lacks it
		{"西现", []string{"西县", "南区"}, ""},         // 西县 has its column
	} {
		_, list := Parse(grid("x", strings.Replace(sheetJia("1|1|1", "0|0|0"), "|东县|", "|"+c.heading+"|", 1)), table, c.roster)
		list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Code != diag.UnknownUnit.Code })
		if said := list[0].Message(msg.Chinese); strings.Contains(said, "是不是") != (c.want != "") || !strings.Contains(said, c.want) {
			t.Errorf("%s: %s", c.heading, said)
		}
	}
}

// TestTheDepartmentThatASheetWasMadeFor stands in for one that it does not
// name, so that everything is found at once.
func TestTheDepartmentThatASheetWasMadeFor(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	for _, name := range []string{"", "甲居", "乙局"} {
		text := strings.Replace(sheetJia("1||1", "0|0|0"), "考核部门|甲局", "考核部门|"+name, 1) + meta(table, "甲局", "东县", "西县", "南区")
		sheet, list := Parse(grid("x", text), table, nil)
		_, more := Check(table, []*Sheet{sheet}, nil)
		if sheet.Department != "甲局" || len(list) != 1 || list[0].Cell() != "B2" || len(more) != 1 || more[0].Code != diag.Blank.Code {
			t.Errorf("%q: %v, %v", name, found(t, list), found(t, more))
		}
	}
	text := strings.Replace(sheetJia("1|1|1", "0|0|0"), "考核部门|甲局", "考核部门|", 1)
	if sheet, _ := Parse(grid("x", text+meta(table, "外局", "东县", "西县", "南区")), table, nil); sheet.Department != "" {
		t.Errorf("%s is no department", sheet.Department)
	}
}

func TestTheNearestNameIsOffered(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	_, list := Parse(grid("x", strings.NewReplacer("甲局", "甲居", "东县", "东现").Replace(sheetJia("1|1|1", "0|0|0"))), table,
		[]string{"东县", "西县", "南区"})
	var said string
	for _, d := range list {
		said += d.Message(msg.Chinese)
	}
	for _, want := range []string{"是不是“甲局”？", "是不是“东县”？"} {
		if !strings.Contains(said, want) {
			t.Errorf("%s lacks %s", said, want)
		}
	}
}

func TestAUnitMustBeInTheRosterThatIsGiven(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	text := sheetJia("1|1|1", "0|0|0")
	for _, c := range []struct {
		text   string
		roster []string
		want   []string
	}{
		{text + meta(table, "甲局", "东县", "西县", "南区"), []string{"东县", "西县", "南区"}, []string{}},
		{text + meta(table, "甲局", "东县", "西县", "南区"), []string{"东县", "西县"}, []string{"Q205 H4"}},
		{text, []string{"东县", "西县"}, []string{"Q204", "Q205 H4"}},
		{text, nil, []string{"Q204"}},
		{strings.Replace(text, "南区", "北海区", 1), nil, []string{"Q204", "Q205 H4"}},
		{strings.Replace(text, "南区", "北海区", 1), []string{"东县", "西县", "北海区"}, []string{"Q204"}}, // a unit that the table need not know
		{strings.Replace(text, "东县|西县|南区", "甲县|乙县|北海区", 1), nil, []string{"Q204"}},
		{strings.Replace(text, "南区", "平均分", 1), nil, []string{"Q204", "Q205 H4"}},
		// What the sheet was made for holds, whatever the table's units are called.
		{strings.Replace(text, "南区", "南", 1) + meta(table, "甲局", "东县", "西县", "南"), nil, []string{}},
		{strings.Replace(text, "南区", "南区政府", 1), nil, []string{"Q204", "Q207 H4"}},
	} {
		_, list := Parse(grid("x", c.text), table, c.roster)
		if got := found(t, list); !slices.Equal(got, c.want) {
			t.Errorf("roster %v: %v, want %v", c.roster, got, c.want)
		}
	}
}

// TestWhateverIsAcceptedIsWithinItsLimits: any text in any cell gives a score
// within its criterion's limits or a diagnostic at that cell.
func TestWhateverIsAcceptedIsWithinItsLimits(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(
			rapid.StringMatching(`'?[=+\-]?[0-9０-９]{0,3}[.．。]?[0-9]{0,4}分?`),
			rapid.SampledFrom([]string{"是", "否", "无", "—", "", "#N/A", "TRUE", "="}),
			rapid.StringOfN(rapid.RuneFrom([]rune("0123456789.-+eE分是否 　①二")), 0, 6, -1),
		)
		draw := func(label string) string {
			return strings.NewReplacer("|", "", "\n", "").Replace(value.Draw(t, label))
		}
		jia, list := Parse(grid("1", sheetJia(draw("A"), draw("F"))), table, nil)
		yi, more := Parse(grid("2", sheetYi(draw("B"), draw("G"))), table, nil)
		for _, sheet := range []*Sheet{jia, yi} {
			for _, e := range sheet.Entries {
				c := table.Criteria[e.Criterion]
				told := slices.ContainsFunc(append(list, more...), func(d diag.Diagnostic) bool {
					return d.Position == e.At && d.Level() > diag.Warning
				})
				if (e.State == scores.Refused) != told {
					t.Fatalf("%+v, told %v", e, told)
				}
				if e.State == scores.Valid && (e.Points < 0 || e.Points > c.Points) {
					t.Fatalf("%s %+v is out of its limits", c.Code, e)
				}
			}
		}
	})
}
