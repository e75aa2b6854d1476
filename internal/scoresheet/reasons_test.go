package scoresheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
)

// reasonsSheet is a worksheet 扣分说明 with these rows, from the second row on.
func reasonsSheet(rows ...string) string {
	return "\n== 扣分说明\n指标编号|被考核单位|扣分原因（情况说明）|依据/佐证材料（文号、台账编号）\n" + strings.Join(rows, "\n") + "\n"
}

// given lists the reasons of a set: unit, code, text, evidence and cell.
func given(table *indicator.Table, set *Set) []string {
	list := []string{}
	for i, entries := range set.Scores {
		for k, e := range entries {
			for _, r := range e.Reasons {
				list = append(list, fmt.Sprintf("%s %s %s/%s %s", set.Units[i], table.Criteria[k].Code, r.Text, r.Evidence, r.At.Cell()))
			}
		}
	}
	return list
}

// explained reads 甲局's sheet with what else is in its workbook.
func explained(t *testing.T, table *indicator.Table, more string) (*Set, diag.List) {
	t.Helper()
	return checkedBook(t, table, grid("x.xlsx", sheetJia("1|2|3", "0|0|0")+more+meta(table, "甲局", "东县", "西县", "南区")))
}

func checkedBook(t *testing.T, table *indicator.Table, book *workbook.Book) (*Set, diag.List) {
	t.Helper()
	sheet, list := Parse(book, table, nil)
	if sheet == nil {
		t.Fatal(found(t, list))
	}
	set, more := Check(table, []*Sheet{sheet}, nil)
	return set, append(list, more...)
}

func TestReasonsFindTheirEntries(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	all := func(rest string) []string {
		return []string{"东县 " + rest, "西县 " + rest, "南区 " + rest}
	}
	for _, c := range []struct {
		row  string
		want []string // unit, code, text, evidence, cell
		said []string
	}{
		{"C1.1|西县|原因|文号", []string{"西县 C1.1 原因/文号 C2"}, nil},
		{"A1.1|西县|原因|", []string{"西县 A1.1 原因/ C2"}, nil},
		{"A1.1|西县||文号", []string{"西县 A1.1 /文号 A2"}, nil},
		{"A1.1|西县|' 原因 \\n 其二　|12", []string{"西县 A1.1 原因 \n 其二/12 C2"}, nil},
		{"A1.1|西县|2.5|=文号", []string{"西县 A1.1 2.5/文号 C2"}, nil},
		{"A1.1|西县|原因|date 44931", []string{"西县 A1.1 原因/44931 C2"}, nil},
		{"ａ1．1|西 县|原因|", []string{"西县 A1.1 原因/ C2"}, nil},
		{"A1.1、c1.1;A1.1|西县|原因|", []string{"西县 A1.1 原因/ C2", "西县 C1.1 原因/ C2"}, nil},
		{"A1.1 C1.1|西县|原因|", []string{"西县 A1.1 原因/ C2", "西县 C1.1 原因/ C2"}, nil},

		// Units.
		{"A1.1|东县、西县，南区|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|东县,西县/南区|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|东县；西县;\\n 南区\\n|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|东县 西县　南 区|原因|", []string{}, []string{"Q221 B2"}}, // 南 and 区 are no two units
		{"A1.1|东县 西县　南区|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|东　县、东县|原因|", []string{"东县 A1.1 原因/ C2"}, nil},
		{"A1.1|全部|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|全 体|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|所有单位|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|各单位|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|全部单位|原因|", all("A1.1 原因/ C2"), nil},
		{"A1.1|运城市东县、南|原因|", []string{"东县 A1.1 原因/ C2", "南区 A1.1 原因/ C2"}, []string{"Q207 B2", "Q207 B2"}},
		{"A1.1|北县、西县、东现|原因|", []string{"西县 A1.1 原因/ C2"}, []string{"Q221 B2", "Q221 B2"}},
		{"A1.1|全部，东县除外|原因|", []string{}, []string{"Q221 B2", "Q221 B2"}}, // nobody's, rather than 东县's
		{"A1.1|除外|原因|", []string{}, []string{"Q221 B2"}},

		// Codes.
		{"A1.9|西县|原因|", []string{}, []string{"Q222 A2"}},
		{"A1.9、A1.1|西县|原因|", []string{"西县 A1.1 原因/ C2"}, []string{"Q222 A2"}},
		{"B1.1|西县|原因|", []string{}, []string{"Q222 A2"}},
		{"项一|西县|原因|", []string{}, []string{"Q222 A2"}},

		// What is incomplete, struck out or an error.
		{"A1.1|西县||", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|' 　|", []string{}, []string{"Q223 A2"}},
		{"A1.1||原因|", []string{}, []string{"Q223 A2"}},
		{"|西县|原因|", []string{}, []string{"Q223 B2"}},
		{"||原因|", []string{}, []string{"Q223 C2"}},
		{"|||文号", []string{}, []string{"Q223 D2"}},
		{"注：以上均已核实|||", []string{}, []string{"Q223 A2"}},
		{"、|西县|原因|", []string{}, []string{"Q223 B2"}},
		{"A1.1|西县|——|/", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|/|文号", []string{"西县 A1.1 /文号 A2"}, nil},
		{"/|/|—|／", []string{}, nil},
		{"A1.1|全部|无|", []string{}, nil}, // it says that there is none
		{"A1.1|西县| 没有 |/", []string{}, nil},
		{"A1.1|西县|无|文号", []string{"西县 A1.1 /文号 A2"}, nil},
		{"A1.1|西县|无故缺报|", []string{"西县 A1.1 无故缺报/ C2"}, nil},
		{"A1.1|西县|struck 原因|文号", []string{}, []string{"Q223 A2"}},
		{"A1.1|struck 西县|原因|文号", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|hidden 1|文号", []string{}, []string{"Q223 A2"}},
		{"A1.1|hidden 西县|原因|", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|faint 1|文号", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|raised 1|文号", []string{"西县 A1.1 1/文号 C2"}, nil},
		{"A1.1|西县|原因|hidden 无", []string{"西县 A1.1 原因/ C2"}, nil},
		{"A1.1|西县|同 上。|文号", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|“同上”|", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|同上一年相比下降|", []string{"西县 A1.1 同上一年相比下降/ C2"}, nil},
		{"A1.1|西县|#REF!|文号", []string{}, []string{"Q223 A2"}},
		{"A1.1|西县|=|", []string{}, []string{"Q223 A2"}},
		{"|||", []string{}, nil},
		{"' | |'　|", []string{}, nil},
		{"||||一个备注", []string{}, nil},
	} {
		set, list := explained(t, table, reasonsSheet(c.row))
		if diff := cmp.Diff(c.want, given(table, set)); diff != "" {
			t.Errorf("%q: -want +got\n%s", c.row, diff)
		}
		if got := codesOfAll(t, list); !slices.Equal(got, c.said) {
			t.Errorf("%q: %v, want %v", c.row, got, c.said)
		}
	}
}

// codesOfAll is [found], in which nothing is left out for being said twice.
func codesOfAll(t *testing.T, list diag.List) []string {
	t.Helper()
	found(t, list)
	var codes []string
	for _, d := range list {
		codes = append(codes, strings.TrimSpace(string(d.Code)+" "+d.Cell()))
		if d.Worksheet != reasonsName {
			t.Errorf("%s is at %s", d.Code, d.Position)
		}
	}
	return codes
}

func TestWhereReasonsAreFound(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	const row = "C1.1|西县|原因|文号"
	one := []string{"西县 C1.1 原因/文号 C2"}
	for _, c := range []struct {
		name, more string
		want, said []string
	}{
		{"as written", reasonsSheet(row), one, nil},
		{"renamed", strings.Replace(reasonsSheet(row), "扣分说明", "Sheet2", 1), one, nil},
		{"hidden", strings.Replace(reasonsSheet(row), "扣分说明", "hidden", 1), []string{}, []string{"Q223 A2"}},
		{"hidden, with nothing in it", strings.Replace(reasonsSheet(), "扣分说明", "hidden", 1), []string{}, nil},
		{"a list that nobody sees", "\n== hidden\n扣分原因\n原因一\n", []string{}, nil},
		{"a category before the reason", "\n== 扣分说明\n指标编号|被考核单位|扣分原因类别|扣分原因（情况说明）\nC1.1|西县|类|原因\n", []string{"西县 C1.1 原因/ D2"}, nil},
		{"a category behind it", "\n== 扣分说明\n指标编号|被考核单位|扣分原因|扣分原因类别\nC1.1|西县|原因|类\n", []string{"西县 C1.1 原因/ C2"}, nil},
		{"two columns of reasons", "\n== 扣分说明\n指标编号|被考核单位|扣分原因类别|扣分原因描述\nC1.1|西县|类|原因\n", []string{"西县 C1.1 类/ C2"}, []string{"Q226 D1"}},
		{"the same heading twice", "\n== 扣分说明\n指标编号|被考核单位|扣分原因|扣分原因（情况说明）\nC1.1|西县|一|二\n", []string{"西县 C1.1 一/ C2"}, []string{"Q226 D1"}},
		{"columns moved", "\n== 扣分说明\n标题\n\n文号|依据||扣分原因|指标 编号||被考核单位（可填几个）\n|文号||原因|C1.1||西县\n", []string{"西县 C1.1 原因/文号 D4"}, nil},
		{"no column of evidence", "\n== 扣分说明\n指标编号|被考核单位|扣分原因\nC1.1|西县|原因|文号\n", []string{"西县 C1.1 原因/ C2"}, nil},
		{"points added", "\n== 扣分说明\n指标编号|被考核单位|分值|扣分原因\nC1.1|西县|3|原因\n", []string{"西县 C1.1 原因/ D2"}, nil},
		{"headings repeated", reasonsSheet(row, "被考核单位|指标编号|扣分原因", "西县|C1.1|其二"), []string{"西县 C1.1 原因/文号 C2", "西县 C1.1 其二/ C4"}, nil},
		{"two worksheets", strings.Replace(reasonsSheet(row), "扣分说明", "扣分说明 (2)", 1) + reasonsSheet("C1.1|西县|其二|"),
			[]string{"西县 C1.1 原因/文号 C2", "西县 C1.1 其二/ C2"}, nil},
		{"the same again", reasonsSheet(row, row), one, nil},
		{"rows above the headings", "\n== 扣分说明\nC1.1|西县|原因\n指标编号|被考核单位|扣分原因\n", []string{}, nil},
		{"no headings", "\n== 扣分说明\nC1.1|西县|原因\n", []string{}, []string{"Q224"}},
		{"one heading missing", "\n== 扣分 说明\n指标编号|单位|扣分原因\nC1.1|西县|原因\n", []string{}, []string{"Q224"}},
		{"emptied", "\n== 扣分说明\n' |\n", []string{}, nil},
		{"renamed, with other headings", "\n== 减分原因\n编号|单位|说明\nC1.1|西县|原因\n", []string{}, []string{"Q224"}},
		{"headings of which one is its own", "\n== Sheet2\n编号|单位|扣分原因\nC1.1|西县|原因\n", []string{}, []string{"Q224"}},
		{"none of its own", "\n== 别的\nC1.1|西县|原因\n", []string{}, nil},
	} {
		set, list := explained(t, table, c.more)
		if diff := cmp.Diff(c.want, given(table, set)); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
		if got := found(t, list); !slices.Equal(got, append([]string{}, c.said...)) {
			t.Errorf("%s: %v, want %v", c.name, got, c.said)
		}
	}
	book := grid("x.xlsx", strings.Replace(sheetJia("1|2|3", "0|0|0"), "评分表", "扣分说明", 1)+meta(table, "甲局", "东县", "西县", "南区"))
	if _, list := checkedBook(t, table, book); len(list) > 0 {
		t.Errorf("the scores are no reasons: %v", found(t, list))
	}
}

// TestMergedCellsHoldForEachOfTheirRows, but not for a row in which there is
// nothing else, and not for other columns.
func TestMergedCellsHoldForEachOfTheirRows(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	merged := func(col, from, lastCol, to int) workbook.Range {
		return workbook.Range{FirstCol: col, FirstRow: from, LastCol: lastCol, LastRow: to}
	}
	for _, c := range []struct {
		name   string
		rows   []string
		merges []workbook.Range
		want   []string
		said   []string
	}{
		{"the code", []string{"A1.1|东县|一|", "|西县|二|文号", "||||x"}, []workbook.Range{merged(1, 2, 1, 4)},
			[]string{"东县 A1.1 一/ C2", "西县 A1.1 二/文号 C3"}, []string{}},
		{"the unit", []string{"A1.1|东县|一|", "C1.1||二|"}, []workbook.Range{merged(2, 2, 2, 3)},
			[]string{"东县 A1.1 一/ C2", "东县 C1.1 二/ C3"}, []string{}},
		{"the reason", []string{"A1.1|东县|一|", "C1.1|西县||文号"}, []workbook.Range{merged(3, 2, 3, 3)},
			[]string{"东县 A1.1 一/ C2", "西县 C1.1 一/文号 C2"}, []string{}},
		{"the reason and the evidence", []string{"A1.1|东县|一|"}, []workbook.Range{merged(3, 2, 4, 2)},
			[]string{"东县 A1.1 一/ C2"}, []string{}},
		{"a remark", []string{"以上均已核实|||"}, []workbook.Range{merged(1, 2, 4, 2)}, []string{}, []string{"Q223 A2"}},
		{"an unknown unit is told once", []string{"A1.1|东现|一|", "A1.1||二|"}, []workbook.Range{merged(2, 2, 2, 3)}, []string{}, []string{"Q221 B2"}},
		{"an empty one", []string{"A1.1||一|", "A1.1||二|"}, []workbook.Range{merged(2, 2, 2, 3)}, []string{}, []string{"Q223 A2", "Q223 A3"}},
		{"from a row that is empty", []string{"", "A1.1||二|"}, []workbook.Range{merged(2, 2, 2, 3)}, []string{}, []string{"Q223 A3"}},
	} {
		book := grid("x.xlsx", sheetJia("1|2|3", "0|0|0")+reasonsSheet(c.rows...)+meta(table, "甲局", "东县", "西县", "南区"))
		book.Sheets[1].Merges = c.merges
		set, list := checkedBook(t, table, book)
		if diff := cmp.Diff(c.want, given(table, set)); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
		if got := found(t, list); !slices.Equal(got, c.said) {
			t.Errorf("%s: %v, want %v", c.name, got, c.said)
		}
	}
}

// TestReasonsOfOneDepartmentInSeveralWorkbooks, in the order of the workbooks.
func TestReasonsOfOneDepartmentInSeveralWorkbooks(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	yi := sheetYi("1|2|3", "否|否|否")
	east, west := drop(yi, 7, 8), drop(yi, 6)
	set, list := Check(table, parsed(table,
		sheetJia("|2|3", "0|0|0")+reasonsSheet("A1.1|全部|未填也可以说明|"),
		west+reasonsSheet("B1.1|东县|在另一份中|", "B1.1|全部|这一份的单位|", "B1.1|南区|两份都有|"),
		east+reasonsSheet("B1.1|东县、南区|其次|", "B1.1|全部|这一份的单位|", "B1.1|南区|两份都有|"),
	), nil)
	want := []string{
		"东县 A1.1 未填也可以说明/ C2", "东县 B1.1 在另一份中/ C2", "东县 B1.1 其次/ C2", "东县 B1.1 这一份的单位/ C3",
		"西县 A1.1 未填也可以说明/ C2", "西县 B1.1 这一份的单位/ C3",
		"南区 A1.1 未填也可以说明/ C2", "南区 B1.1 这一份的单位/ C3", "南区 B1.1 两份都有/ C4", "南区 B1.1 其次/ C2",
	}
	if diff := cmp.Diff(want, given(table, set)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := found(t, list); !slices.Equal(got, []string{"Q304 F5"}) {
		t.Errorf("%v", got)
	}
	if r := set.Scores[0][1].Reasons; r[0].At.File != "b.xlsx" || r[1].At.File != "c.xlsx" {
		t.Errorf("%+v", r)
	}
}

// TestAllUnitsAreThoseOfTheSheet, or of the set where the sheet has none.
func TestAllUnitsAreThoseOfTheSheet(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	none := drop(sheetJia("1|2|3", "0|0|0"), 6, 7, 8)
	set, _ := Check(table, parsed(table, none+reasonsSheet("A1.1|全部|原因|"), sheetYi("1|2|3", "否|否|否")), nil)
	if got := given(table, set); len(got) != 3 {
		t.Errorf("%v", got)
	}
}

// TestAReasonOfAnUnknownDepartment is taken as the table has it.
func TestAReasonOfAnUnknownDepartment(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	text := strings.Replace(sheetJia("1|2|3", "0|0|0"), "|甲局", "|丙局", 1) + reasonsSheet("A1.1|东县|原因|", "B1.1|东县|原因|", "A1.2|东县|原因|")
	set, list := checkedBook(t, table, grid("x.xlsx", text))
	if got := given(table, set); len(got) != 2 {
		t.Errorf("%v", got)
	}
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Code != diag.ReasonCriterion.Code })
	if len(list) != 1 || !strings.Contains(list[0].Message(msg.Chinese), "“A1.2”不是指标表中的编号（是不是“A1.1”？）") {
		t.Errorf("%v", list)
	}
}

// TestWhatAReasonMayHaveMeant is offered, unless the table knows the name.
func TestWhatAReasonMayHaveMeant(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	for row, want := range map[string]string{
		"A1.1|东现|原因|":       "“东现”不是被考核单位（是不是“东县”？）",
		"A1.1|别处|原因|":       "“别处”不是被考核单位，",
		"C1.2|东县|原因|":       "“C1.2”不是甲局评分的编号（是不是“C1.1”？）",
		"B1.1|东县|原因|":       "“B1.1”不是甲局评分的编号，",
		"A1.1||原因|":         "没有用上：缺少被考核单位；",
		"|东县|原因|":           "没有用上：缺少指标编号；",
		"A1.1|||":           "没有用上：缺少被考核单位、扣分原因；",
		"A1.1|东县|struck 1|": "没有用上：有内容带删除线；",
		"A1.1|东县|#N/A|":     "没有用上：有一格是错误值；",
		"A1.1|东县|[图片]|":     "没有用上：C2 里是图片，不是文字；",
		"A1.1|东县|原因|[图片]":   "“依据”没有用上：D2 里是图片，不是文字；",
		"A1.1|东县|[图片]|1号":   "“扣分原因”没有用上：C2 里是图片，不是文字；",
		"A1.1|东县|hidden 1|": "没有用上：C2 在隐藏的行、列或工作表中，要公开的取消隐藏或筛选；补全这一行；",
		"A1.1|东县|同上|":       "没有用上：“同上”在反馈中看不出指什么，要写出原因；",
	} {
		_, list := explained(t, table, reasonsSheet(row))
		if len(list) != 1 || !strings.Contains(list[0].Message(msg.Chinese)+"；"+list[0].Hint(msg.Chinese), want) {
			t.Errorf("%q: %v, want %s", row, list, want)
		}
	}
}

// TestANoteHoldsForItsRow, and for all rows that it is merged over.
func TestANoteHoldsForItsRow(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	for note, want := range map[string]string{"' 注\\n二 ": "注\n二", "": "", "/": "", "struck 注": "", "#N/A": "", "[图片]": "", "hidden 注": "", "hidden 无": ""} {
		book := grid("x.xlsx", sheetJia("1|2|3|"+note, "0|0|0")+meta(table, "甲局", "东县", "西县", "南区"))
		set, list := checkedBook(t, table, book)
		unused := slices.Contains([]string{"struck 注", "#N/A", "[图片]", "hidden 注"}, note)
		if got := found(t, list); unused != slices.Contains(got, "Q226 I5") {
			t.Errorf("%q: %v", note, got)
		}
		if got := set.Scores[2][0].Note; got != want || set.Scores[2][2].Note != "" {
			t.Errorf("%q is read as %q, want %q", note, got, want)
		}
		book.Sheets[0].Merges = []workbook.Range{{FirstCol: 9, FirstRow: 5, LastCol: 9, LastRow: 7}}
		if set, _ = checkedBook(t, table, book); set.Scores[2][2].Note != want {
			t.Errorf("%q merged is read as %q", note, set.Scores[2][2].Note)
		}
	}
}

func TestWhatCostsPointsIsToBeExplained(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	full := []string{"A1.1|全部|原因|", "C1.1|全部|原因|"}
	for _, c := range []struct {
		scores, deductions, vetoes string
		jia, yi                    []string // rows of reasons
		doubted, wrong             []string // the latter if reasons are required
	}{
		{"60|60|60", "0|0|0", "否|否|否", nil, nil, []string{}, []string{}},
		{"60|59.99|0", "0|0.01|3", "否|是|否", nil, nil,
			[]string{"Q409 G7", "Q409 H7", "Q409 G4"}, []string{"Q410 G5", "Q410 H5", "Q410 G7", "Q410 H7", "Q410 G4"}},
		{"1|1|1", "1|2|3", "否|是|否", full, []string{"D1.1|西县|原因|"}, []string{}, []string{}},
		{"1|1|1", "1|2|3", "否|否|否", []string{"A1.1|东县|原因|", "C1.1|南区|原因|"}, nil,
			[]string{"Q409 F7", "Q409 G7"}, []string{"Q410 G5", "Q410 H5", "Q410 F7", "Q410 G7"}},
		{"60|60|60", "1|0|0|备注不算", "否|否|否", []string{"C1.1|东县||只有依据"}, nil, []string{"Q409 F7"}, []string{"Q410 F7"}},
		{"60|60|60", "1|0|0", "否|否|否", []string{"C1.1|东县||依据", "C1.1|东县|原因|"}, nil, []string{}, []string{}},
		{"60|60|60", "0|0|0", "否|否|否", full, []string{"D1.1|全部|情况|"}, []string{}, []string{}}, // no loss need be explained to be told of
		{"|x|60", "|-1|0", "|有|否", nil, nil, []string{}, []string{}},                          // told already
	} {
		yi := strings.NewReplacer("B1.1|类二|项二|标准二。（40分）|40|", "B1.1|类二|项二|标准二。（40分）|40|40|40|40")
		set, _ := Check(table, parsed(table, sheetJia(c.scores, c.deductions)+reasonsSheet(c.jia...),
			yi.Replace(sheetYi("", c.vetoes))+reasonsSheet(c.yi...)), nil)
		if got := found(t, set.Unexplained(table, false)); !slices.Equal(got, c.doubted) {
			t.Errorf("%+v: %v, want %v", c, got, c.doubted)
		}
		if got := found(t, set.Unexplained(table, true)); !slices.Equal(got, c.wrong) {
			t.Errorf("%+v: required, %v, want %v", c, got, c.wrong)
		}
	}
}

func TestWhatIsLostIsSaid(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	set, _ := Check(table, parsed(table, sheetJia("59.65|60|60", "1.5|0|0"), sheetYi("40|40|40", "是|否|否")), nil)
	var got []string
	for _, d := range append(set.Unexplained(table, false), set.Unexplained(table, true)...) {
		got = append(got, string(d.Code)+" "+d.Message(msg.Chinese))
	}
	if diff := cmp.Diff([]string{
		"Q409 东县 C1.1（项三）：减1.5分，“扣分说明”中没有原因", "Q409 东县 D1.1（项四）：否决项为“是”，“扣分说明”中没有原因",
		"Q410 东县 A1.1（项一）：失0.35分，“扣分说明”中没有原因",
		"Q410 东县 C1.1（项三）：减1.5分，“扣分说明”中没有原因", "Q410 东县 D1.1（项四）：否决项为“是”，“扣分说明”中没有原因",
	}, got); diff != "" {
		t.Error(diff)
	}
}

// TestNoReasonIsLostUntold: whatever stands in a row, either it is used for some
// entry or a diagnostic stands in it, unless the row is empty; and cells may be
// merged in any way.
func TestNoReasonIsLostUntold(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.OneOf(
			rapid.SampledFrom([]string{"", "A1.1", "C1.1", "B1.1", "东县", "西县、南区", "全部", "原因", "/", "#N/A", "struck 1", "=", "'　"}),
			rapid.StringOfN(rapid.RuneFrom([]rune("A1.、，;/ 　东西县南区全部")), 0, 8, -1),
		)
		cells := rapid.SliceOfN(cell, 4, 4).Draw(t, "cells")
		row := strings.Join(cells, "|")
		book := grid("x.xlsx", sheetJia("1|2|3", "0|0|0")+reasonsSheet(row, row, row)+meta(table, "甲局", "东县", "西县", "南区"))
		told := func() bool {
			sheet, list := Parse(book, table, nil)
			set, more := Check(table, []*Sheet{sheet}, nil)
			return len(list)+len(more)+len(given(table, set)) > 0
		}
		empty := strings.Trim(indicator.Fold(strings.NewReplacer("'", "", "=", "").Replace(strings.Join(cells, ""))), separators+strokes) == ""
		if told() == empty {
			t.Fatalf("%q is empty %v, told of %v", row, empty, !empty)
		}
		draw := func(label string, least int) int { return rapid.IntRange(least, 5).Draw(t, label) }
		book.Sheets[1].Merges = []workbook.Range{{
			FirstCol: draw("left", 1), FirstRow: draw("top", 1), LastCol: draw("right", 1), LastRow: draw("bottom", 1),
		}}
		told()
	})
}

func TestNames(t *testing.T) {
	known := func(name string) bool { return slices.Contains([]string{"东", "西", "东西", "南县"}, name) }
	for text, want := range map[string][]string{
		"东、西":        {"东", "西"},
		"东 西":        {"东西"}, // the whole goes first
		"西 东":        {"西", "东"},
		"南　县 东":      {"南县东"}, // which is told of
		" 南 县 ,，东;；": {"南县", "东"},
		"东\r\n西／南县":  {"东", "西", "南县"},
		"、 /":        nil,
	} {
		if got := names(text, known); !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for want, cell := range map[string]workbook.Cell{
		"2023-01-05": {Kind: workbook.Date, Text: "44931", Shown: "2023-01-05"},
		"0.25":       {Kind: workbook.Date, Text: "0.25"},
		"2.85":       {Kind: workbook.Number, Text: "2.85", Shown: "3"},
		"一\n二\n三":    {Kind: workbook.Text, Text: "\r\n一\r\n二\r三 "},
		"":           {Kind: workbook.Text, Text: "\u200b—"},
	} {
		if got := words(cell); got != want {
			t.Errorf("%+v is %q, want %q", cell, got, want)
		}
	}
}
