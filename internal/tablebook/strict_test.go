package tablebook

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/xlsxtest"
)

const (
	head = "== 指标表\n2030年考核指标\n考核类别|考核项目|评分标准|考核部门|备注|分值\n"
	rest = "\n== 等次\n等次|下限\n好|0\n差\n|\n满分|100\n== 被考核单位\n被考核单位\n甲县\n"
)

// workbookOf is a workbook with these rows of criteria, edited.
func workbookOf(t *testing.T, text string, edits ...string) []byte {
	t.Helper()
	data, err := xlsxtest.Build(text)
	if err == nil {
		data, err = xlsxtest.Edit(data, edits...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// readsAs is what a workbook is read as: the problems, what the worst of them says, and
// the criteria with their categories.
func readsAs(t *testing.T, data []byte) (problems, says, criteria string) {
	t.Helper()
	table, list := opened(t, data)
	var all []string
	for _, d := range list {
		all = append(all, strings.TrimSpace(fmt.Sprint(d.Code, " ", d.Cell())))
		says = d.Message(msg.Chinese) + "；" + d.Hint(msg.Chinese)
	}
	problems = strings.Join(all, ", ")
	if table == nil {
		return problems, says, ""
	}
	all = nil
	for _, c := range table.Criteria {
		all = append(all, fmt.Sprintf("%s %s %s %s", c.Category.Name, c.Text, c.Points, c.Department))
	}
	return problems, says, strings.Join(all, ", ")
}

// TestMergedCells are told as what they are, and who does what is said gets the right
// table.
func TestMergedCells(t *testing.T) {
	two := head + "类|项|甲|市公安局||60\n|||市水利局||40" + rest
	marked := head + "类|项|甲（60分）|市公安局||100\n||乙（40分）" + rest
	for _, c := range []struct {
		name, text string
		edits      []string
		want, says string
		again      string
		followed   []string
		reads      string
	}{
		{"a criterion over two departments", two, []string{"指标表!C3:C4=merge"}, "Q634 C4", "在 C3 的评分标准“甲”合并的格之内，却另有考核部门、分值；取消合并，在这一行也写上评分标准",
			two, []string{"指标表!C4=甲"}, "类 甲 60 市公安局, 类 甲 40 市水利局"},
		{"a row that is merged in all columns", head + "类|项|甲|市公安局||100\n|||市公安局" + rest, []string{"指标表!C3:C4=merge", "指标表!F3:F4=merge"}, "", "", "", nil, "类 甲 100 市公安局"},
		{"an item over its criterion", head + "类|项|甲|市公安局||60\n|乙||||40" + rest, []string{"指标表!B4:C4=merge"}, "Q637 B4", "“乙”的格合并了评分标准这几列；取消合并，各列分别填写",
			head + "类|项|甲|市公安局||60\n|乙|乙|||40" + rest, nil, "类 甲 60 市公安局, 类 乙 40 市公安局"},
		{"a criterion over its department", head + "类|项|甲（60分）|市公安局\n||乙（由市水利局评）（40分）|" + rest, []string{"指标表!C4:D4=merge"}, "Q637 C4", "合并了考核部门这几列", "", nil, ""},
		{"a department over its note", head + "类|项|甲（100分）|市公安局" + rest, []string{"指标表!D3:E3=merge"}, "", "", "", nil, "类 甲（100分） 100 市公安局"},
		{"a note within a criterion", head + "类|项|甲|市公安局||100\n||||注" + rest, []string{"指标表!C3:C4=merge"}, "Q634 C4", "却另有备注；", two, []string{"指标表!C4=甲"}, "类 甲 60 市公安局, 类 甲 40 市水利局"},
		{"points over two texts with marks", marked, []string{"指标表!F3:F4=merge"}, "Q635 F3", "分值“100”合并了2行，不知道是每条的还是几条合计的；这几条的文字中都有“（N分）”：清空这一格",
			marked, []string{"指标表!F3="}, "类 甲（60分） 60 市公安局, 类 乙（40分） 40 市公安局"},
		{"cleared, and merged still", marked, []string{"指标表!F3=", "指标表!F3:F4=merge"}, "", "", "", nil, "类 甲（60分） 60 市公安局, 类 乙（40分） 40 市公安局"},
		{"points over two texts", head + "类|项|甲|市公安局||100\n||乙" + rest, []string{"指标表!F3:F4=merge"}, "Q635 F3", "取消合并，逐条填写分值", two, []string{"指标表!C4=乙"}, "类 甲 60 市公安局, 类 乙 40 市水利局"},
		{"points over two texts, one with a mark", head + "类|项|甲（60分）|市公安局||100\n||乙" + rest, []string{"指标表!F3:F4=merge"}, "Q635 F3", "取消合并，逐条填写分值", "", nil, ""},
		{"a category over the whole width", head + "一、类（60分）\n|项|甲（60分）|市公安局\n减分项\n|项|乙（3分）\n二、类\n|项|丙（40分）" + rest,
			[]string{"指标表!A3:F3=merge", "指标表!A5:F5=merge", "指标表!A7:F7=merge"}, "Q679 A3, Q679 A5, Q679 A7", "", "", nil,
			"一、类（60分） 甲（60分） 60 市公安局, 减分项 乙（3分） 3 市公安局, 二、类 丙（40分） 40 市公安局"},
		{"a category over the whole width without criteria", head + "共性指标\n类|项|甲（100分）|市公安局" + rest, []string{"指标表!A3:F3=merge"}, "Q679 A3, Q636 A3", "“共性指标”占整行，当作考核类别，但下面没有评分标准；是说明的，移到标题之下、表头之上",
			"== 指标表\n2030年考核指标\n共性指标\n考核类别|考核项目|评分标准|考核部门\n类|项|甲（100分）|市公安局" + rest, []string{"指标表!A2:D2=merge"}, "类 甲（100分） 100 市公安局"},
		{"numbers of rows beside it", "== 指标表\n2030年考核指标\n序号|考核类别|考核项目|评分标准|考核部门\n一|类\n1||项|甲（60分）|市公安局\n二、又类\n2||项|乙（40分）\n3\n4\n合计|||100\n说明|\n" + rest, []string{"指标表!B3:E3=merge", "指标表!A5:E5=merge"},
			"Q678 A2, Q679 B3, Q679 A5", "", "", nil, "类 甲（60分） 60 市公安局, 二、又类 乙（40分） 40 市公安局"},
		{"a note over the whole width", head + "类|项|甲（60分）|市公安局\n以下各条由各县自查后上报。\n||乙（40分）" + rest, []string{"指标表!A4:F4=merge"}, "Q606 A4", "是说明的，移到表的下面",
			head + "类|项|甲（60分）|市公安局\n||乙（40分）\n以下各条由各县自查后上报。" + rest, []string{"指标表!A5:F5=merge"}, "类 甲（60分） 60 市公安局, 类 乙（40分） 40 市公安局"},
		{"a note below", head + "类|项|甲（100分）|市公安局\n本表自印发之日起施行" + rest, []string{"指标表!A4:F4=merge"}, "Q672 A4", "“本表自印发之日起施行”当作合计或说明", "", nil, "类 甲（100分） 100 市公安局"},
		{"not the whole width", head + "一、类\n|项|甲（100分）|市公安局" + rest, []string{"指标表!A3:B3=merge"}, "Q606 C3", "移到下一行的同一列", head + "\n一、类|项|甲（100分）|市公安局" + rest, nil, "一、类 甲（100分） 100 市公安局"},
	} {
		problems, says, criteria := readsAs(t, workbookOf(t, c.text, c.edits...))
		if problems != c.want || !strings.Contains(says, c.says) || c.again == "" && criteria != c.reads || strings.Contains(says, "删去这一行") {
			t.Errorf("%s: %s, want %s: %s; %s", c.name, problems, c.want, says, criteria)
		}
		if c.again == "" {
			continue
		}
		if problems, says, criteria := readsAs(t, workbookOf(t, c.again, c.followed...)); criteria != c.reads {
			t.Errorf("%s, followed: %s, %s: %s", c.name, criteria, problems, says)
		}
	}
}

// TestACategoryAlone is moved to the next row, and never deleted.
func TestACategoryAlone(t *testing.T) {
	for row, fix := range map[string]string{
		"类二":         "这一行只有考核类别：移到下一行的同一列",
		"类二|项":       "这一行只有考核类别、考核项目：移到下一行的同一列",
		"类二||||40":   "",
		"类二|||||40":  "这一行只有考核类别和合计的分值：把考核类别移到下一行的同一列，清空这一行的分值",
		"类二|项||市水利局": "填上评分标准",
	} {
		text := head + "类|项|甲（60分）|市公安局\n" + row + "\n%s|项|乙（40分）" + rest
		_, list := opened(t, workbookOf(t, fmt.Sprintf(text, "")))
		i := len(list) - 1
		if d := list[i]; d.Code != diag.IncompleteRow.Code || !strings.Contains(d.Hint(msg.Chinese), fix) || strings.Contains(d.Hint(msg.Chinese), "删") {
			t.Errorf("%s: %s %s", row, d.Code, d.Hint(msg.Chinese))
		}
	}
	moved := head + "类|项|甲（60分）|市公安局\n|||||\n类二|项|乙（40分）" + rest
	if problems, _, criteria := readsAs(t, workbookOf(t, moved)); criteria != "类 甲（60分） 60 市公安局, 类二 乙（40分） 40 市公安局" {
		t.Error(problems, criteria)
	}
}

// TestAMissingPart is told with what is there.
func TestAMissingPart(t *testing.T) {
	whole := head + "类|项|甲（100分）|市公安局" + rest
	for _, c := range []struct{ from, to, want, says string }{
		{"== 指标表", "== Sheet1", "Q601 ", "没有这个工作表，现有的工作表是：Sheet1、等次、被考核单位；把工作表“Sheet1”改名为“指标表”"},
		{"== 等次\n等次|下限", "== 说明\n写在这里", "Q601 ", "现有的工作表是：指标表、说明、被考核单位；补上，表头是：等次、下限"},
		{"考核类别|考核项目|评分标准|考核部门", "一级指标|考核内容|评分标准|责任单位", "Q601 A2", "没有表头，最像的一行是：一级指标、考核内容、评分标准、责任单位、备注、分值；把表头改为：考核类别、考核项目、评分标准、考核部门"},
		{"考核部门", "责任单位", "Q602 A2", "表头中没有“考核部门”，有的是：考核类别、考核项目、评分标准、责任单位、备注、分值；补上这一列，或把其中意思相同的表头改为“考核部门”"},
	} {
		problems, says, _ := readsAs(t, workbookOf(t, strings.Replace(whole, c.from, c.to, 1)))
		if !strings.HasSuffix(problems, strings.TrimSpace(c.want)) || !strings.Contains(says, c.says) {
			t.Errorf("%s: %s: %s", c.to, problems, says)
		}
	}
	if problems, _, _ := readsAs(t, workbookOf(t, whole)); problems != "" { // which is what it is once a name is mended
		t.Error(problems)
	}
}

// TestFormulas behind what counts are told, with what they are; one that is a number, and
// stored as another, is refused. What does not matter is noted.
func TestFormulas(t *testing.T) {
	text := strings.Replace(head, "分值", "分值|序号", 1) + "类|项|甲|市公安局||60|1\n|||市公安局||40" + rest
	text = strings.Replace(text, "||市公安局||40", "|乙|市公安局||40|2", 1)
	for edit, want := range map[string]string{
		"指标表!A1==B9 => 2030年考核指标":              "Q618 A1 Q678 G2",
		"指标表!A3==B9 => 类":                      "Q618 A3 Q678 G2",
		"指标表!C3==B9 => 甲":                      "Q618 C3 Q678 G2",
		"指标表!D3==B9 => 市公安局":                   "Q618 D3 Q678 G2",
		"指标表!E3==B9 => 注":                      "Q618 E3 Q678 G2",
		"指标表!F3==50+10 => 60":                  "Q618 F3 Q678 G2",
		"指标表!F3==60 => 60":                     "Q618 F3 Q678 G2",
		"指标表!F3==61 => 60":                     "Q605 F3 Q678 G2",
		"指标表!G3==ROW()-2 => 1":                 "Q678 G2",
		"指标表!G3==ROW()-2":                      "Q678 G2",
		"指标表!G=hide":                           "Q678 G2",
		"指标表!A5=合计; 指标表!F5==SUM(F3:F4) => 100": "Q678 G2",
	} {
		_, list := opened(t, workbookOf(t, text, strings.Split(edit, "; ")...))
		var got []string
		for _, code := range []diag.Code{"Q605", "Q618", "Q678"} {
			for _, d := range list {
				if d.Code == code {
					got = append(got, fmt.Sprint(d.Code, " ", d.Cell()))
				}
			}
		}
		if strings.Join(got, " ") != want || len(got) != len(list) {
			t.Errorf("%s: %v of %d, want %s", edit, got, len(list), want)
		}
	}
	for _, c := range []struct{ cell, formula, stored, want string }{
		{"等次!B2", "82", "80", "Q605 B2"}, {"等次!B2", "82", "82", "Q618 B2"}, {"等次!B2", "40+42", "82", "Q618 B2"}, {"等次!A2", "B9", "好", "Q618 A2"},
		{"等次!B5", "50+50", "100", "Q618 B5"}, {"等次!B5", "100.0", "100", "Q618 B5"}, {"被考核单位!A2", "B9", "甲县", "Q618 A2"}, {"等次!D2", "1+1", "2", ""},
	} {
		data, err := xlsxtest.Patch(workbookOf(t, text, c.cell+"=="+c.formula), ".xml", `(<c r="[^"]*")[^>]*><f>`+regexp.QuoteMeta(c.formula)+`</f>(<v></v>)?`, `$1 t="str"><f>`+c.formula+"</f><v>"+c.stored+"</v>")
		if err != nil {
			t.Fatal(err)
		}
		problems, says, _ := readsAs(t, data)
		if got := strings.TrimPrefix(strings.TrimPrefix(problems, "Q678 G2"), ", "); got != c.want || c.want[:min(4, len(c.want))] == "Q618" && !strings.Contains(says, "由公式“="+c.formula+"”算出") {
			t.Errorf("%s =%s: %s, want %s: %s", c.cell, c.formula, got, c.want, says)
		}
	}
}

// TestColumnsThatDoNotMatter are those under a heading that says so, among the headings
// of the table. The same word elsewhere says nothing of the cells below it.
func TestColumnsThatDoNotMatter(t *testing.T) {
	text := head + "类|项|甲（60分）|市公安局\n||乙（40分）" + rest
	for edit, want := range map[string]string{
		"指标表!C1=NO.; 指标表!C4=strike":    "Q605 C4",
		"指标表!G2=序号; 指标表!G4=strike":     "Q678 G2",
		"指标表!G2=序号; 指标表!C4=strike":     "Q678 G2, Q605 C4",
		"等次!A1=NO.; 等次!A2=strike":      "",
		"被考核单位!A3=序号; 被考核单位!A2=strike": "Q605 A2",
	} {
		problems, _, _ := readsAs(t, workbookOf(t, text, strings.Split(edit, "; ")...))
		if want != "" && problems != want {
			t.Errorf("%s: %s, want %s", edit, problems, want)
		}
	}
}

// TestLongTexts: what stands in a cell of the score sheet has room in it.
func TestLongTexts(t *testing.T) {
	text := strings.Replace(head, "分值", "评分细则", 1) + "类|项|甲（100分）|市公安局|" + strings.Repeat("注", 20_000) + "|" + strings.Repeat("则", 20_000) + rest
	if problems, says, _ := readsAs(t, workbookOf(t, text)); problems != "Q682 C3" || !strings.Contains(says, "有40017个字，评分表的一格最多32700个") {
		t.Error(problems, says)
	}
}
