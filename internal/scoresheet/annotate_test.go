package scoresheet

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// annotatedSample annotates 市水利局's sample sheet with what these edits make
// wrong of it.
func annotatedSample(t *testing.T, edits ...string) (f *excelize.File, protected bool) {
	t.Helper()
	table := tabletest.Embedded(t)
	data, err := os.ReadFile("../../testdata/sheets/" + fileName(table, "市水利局"))
	if err != nil {
		t.Fatal(err)
	}
	if data, err = xlsxtest.Edit(data, edits...); err != nil {
		t.Fatal(err)
	}
	book, _ := workbook.Read("x.xlsx", data)
	sheet, list := Parse(book, table, nil)
	if sheet != nil {
		_, more := Check(table, []*Sheet{sheet}, nil)
		list = append(list, more...)
	}
	marked, _, err := Annotate(data, book, table, list.Sorted())
	if err != nil {
		t.Fatal(err)
	}
	parts, err := workbook.Unpack(marked)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		if p.Name == "xl/worksheets/sheet1.xml" {
			protected = regexp.MustCompile(`<sheetProtection[^>]* sheet="(1|true)"`).Match(p.Content)
		}
	}
	return open(t, marked), protected
}

func TestEachProblemIsMarkedByItsKind(t *testing.T) {
	f, protected := annotatedSample(t, "评分表!F5=", "评分表!G5=5.5", "评分表!H5='4分", "评分表!I5=45000", "评分表!I5=format yyyy-mm-dd", "评分表!J5==2 => 2")
	const red, yellow = "F8C4C0", "FFE9A8"
	formats, err := f.GetConditionalFormats(scoresName)
	if err != nil {
		t.Fatal(err)
	}
	rule := func(cell string) string {
		return strings.ReplaceAll("AND(ISNUMBER(@),@>=0,@<=5,ROUND(@,2)=@)", "@", cell)
	}
	for cell, want := range map[string]struct{ fill, rule string }{
		"F5": {red, rule("F5")}, "G5": {red, rule("G5")}, "H5": {yellow, rule("H5")},
		"I5": {red, ""}, // a number that is shown as a date may look right to Excel
		"J5": {yellow, ""}, "K5": {"", ""},
	} {
		id, err := f.GetCellStyle(scoresName, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if rules := formats[cell]; len(rules) > 0 {
			got = rules[0].Criteria
		}
		if fill := strings.Join(style.Fill.Color, ""); fill != want.fill || got != want.rule {
			t.Errorf("%s is filled with %s until %s, want %+v", cell, fill, got, want)
		}
	}
	if protected {
		t.Error("a format cannot be changed on a protected worksheet")
	}
}

func TestAVetoIsMendedByAnAnswer(t *testing.T) {
	table := tabletest.Embedded(t)
	at := diag.Position{File: "x", Worksheet: "表", Col: 6, Row: 8}
	list := diag.List{diag.NotYesNo.At(at, diag.Value{Code: "G1.1"})}
	if got, want := mended(table, list), `OR(F8="是",F8="否")`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, never := range []diag.List{{diag.UnknownUnit.At(at, "", msg.Text{}, msg.Text{}, msg.Text{})}, {list[0], diag.HiddenValue.At(at, diag.Value{})}, {diag.Blank.At(at, diag.Value{Code: "X"})}} {
		if got := mended(table, never); got != "" {
			t.Errorf("%v is mended by %s", never[0].Code, got)
		}
	}
}

func TestTheListOfProblems(t *testing.T) {
	list := diag.List{
		diag.NumberAsText.At(diag.Position{File: "x", Worksheet: "张三's 表", Col: 6, Row: 5}, diag.Value{Found: "4分", Read: "4"}),
		diag.NoMeta.At(diag.Position{File: "x", Worksheet: "张三's 表"}),
		diag.NoScoreSheet.At(diag.Position{File: "x"}, "?", "?"),
	}
	l := results(list)
	var got []string
	for _, row := range l.Rows {
		got = append(got, strings.Join(row.Cells[:4], " ")+" "+row.Link+" "+row.Color)
	}
	if diff := cmp.Diff([]string{
		"1 警告 张三's 表!F5 Q321 '张三''s 表'!F5 FFE9A8",
		"2 警告 张三's 表 Q204 '张三''s 表'!A1 FFE9A8",
		"3 错误 整个文件 Q105  F8C4C0",
	}, got); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{"错误1处（红色）", "警告2处（黄色）"} {
		if !strings.Contains(l.Note, want) {
			t.Errorf("%s lacks %s", l.Note, want)
		}
	}
	if note := results(list[:2]).Note; strings.Contains(note, "错误") {
		t.Error(note)
	}
}

// TestAMarkIsWhereItCanBeSeen: on the first cell of a merged range, once.
func TestAMarkIsWhereItCanBeSeen(t *testing.T) {
	f, protected := annotatedSample(t, "评分表!F5:H5=merge")
	comments, err := f.GetComments(scoresName)
	if err != nil {
		t.Fatal(err)
	}
	if len(comments) != 1 || comments[0].Cell != "F5" || strings.Count(comments[0].Paragraph[0].Text, "Q315") != 3 {
		t.Errorf("%+v", comments)
	}
	if protected {
		t.Error("cells cannot be unmerged on a protected worksheet")
	}
}

// TestWrongScoresAloneLeaveTheProtection: their cells are not locked.
func TestWrongScoresAloneLeaveTheProtection(t *testing.T) {
	f, protected := annotatedSample(t, "评分表!F5=", "评分表!G5==3 => 3")
	if !protected {
		t.Error("the protection is gone")
	}
	if got := f.GetSheetList(); !slices.Equal(got, []string{resultName, scoresName, workbook.MetaSheet, reasonsName, helpName}) {
		t.Errorf("%v", got)
	}
}

// TestReasonsAreMarkedWhereTheyStand: on another worksheet than the scores,
// whose protection they need not lose.
func TestReasonsAreMarkedWhereTheyStand(t *testing.T) {
	f, protected := annotatedSample(t, "评分表!F5=", "扣分说明!A4=C1.8", "扣分说明!A5=C1.8", "扣分说明!A4:A5=merge",
		"扣分说明!B4=合津市", "扣分说明!C4=原因", "扣分说明!B5=河津市")
	comments, err := f.GetComments(reasonsName)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range comments {
		got = append(got, c.Cell+" "+c.Paragraph[0].Text)
	}
	slices.Sort(got)
	if len(got) != 2 || !strings.HasPrefix(got[0], "B4 【校验】Q221") || !strings.HasPrefix(got[1], "B5 【校验】Q223") {
		t.Errorf("%q", got)
	}
	if !protected {
		t.Error("the scores are not protected any more")
	}
}

func TestAMissingReasonIsEnteredElsewhere(t *testing.T) {
	at := diag.Position{File: "x", Worksheet: scoresName, Col: 6, Row: 5}
	for _, d := range []diag.Diagnostic{diag.NoReason.At(at, "河津市", "C1.8", "", msg.LossVeto), diag.ReasonRequired.At(at, "河津市", "C1.8", "", msg.LossVeto)} {
		list := diag.List{d}
		if got := structural(list); len(got) > 0 {
			t.Errorf("%s takes the protection off %v", d.Code, got)
		}
		if got := mended(tabletest.Embedded(t), list); got != "" {
			t.Errorf("%s ends with %s", d.Code, got)
		}
	}
}
