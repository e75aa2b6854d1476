package scoresheet

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

func table2022(t testing.TB) *indicator.Table {
	t.Helper()
	table, err := indicator.Table2022()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func blankSheet(t testing.TB, table *indicator.Table, department string, units []string) []byte {
	t.Helper()
	data, err := WriteBlank(table, department, units)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestABlankSheetReadsBack: the reader finds all that the writer wrote, and
// nothing wrong with it but that it is blank.
func TestABlankSheetReadsBack(t *testing.T) {
	table := table2022(t)
	for _, units := range [][]string{table.Units, {"经济技术开发区"}} {
		var sheets []*Sheet
		for _, department := range table.Departments() {
			book, list := workbook.Read(department, blankSheet(t, table, department, units))
			if book == nil {
				t.Fatal(list[0].Message(msg.English))
			}
			sheet, list := Parse(book, table, nil)
			if len(list) > 0 {
				t.Errorf("%s: %s %s", department, list[0].Position, list[0].Message(msg.English))
			}
			if sheet.Department != department || len(sheet.Entries) != len(table.Of(department))*len(units) {
				t.Errorf("%s reads as %s with %d entries", department, sheet.Department, len(sheet.Entries))
			}
			sheets = append(sheets, sheet)
		}
		set, list := Check(table, sheets, nil)
		if !slices.Equal(set.Units, units) {
			t.Errorf("units %v, want %v", set.Units, units)
		}
		blanks := 0
		for _, d := range list {
			if d.Code == diag.Blank {
				blanks++
			}
		}
		if want := len(table.Criteria) * len(units); blanks != want || blanks != len(list) {
			t.Errorf("%d of %d diagnostics are blanks, want %d", blanks, len(list), want)
		}
	}
}

func TestABlankSheetIsTheSameBytesAndSealed(t *testing.T) {
	table := table2022(t)
	first := blankSheet(t, table, "市市场监管局", table.Units)
	if !bytes.Equal(first, blankSheet(t, table, "市市场监管局", table.Units)) {
		t.Error("two runs differ")
	}
	if !workbook.Sealed(first) {
		t.Error("not sealed")
	}
}

// TestExcelAllowsWhatTheReaderAccepts: each criterion's row has a validation
// with its limits, and the prompt says them.
func TestExcelAllowsWhatTheReaderAccepts(t *testing.T) {
	table := table2022(t)
	for _, department := range table.Departments() {
		f := open(t, blankSheet(t, table, department, table.Units))
		validations, err := f.GetDataValidations(scoresName)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range table.Of(department) {
			i := slices.IndexFunc(validations, func(v *excelize.DataValidation) bool { return v.PromptTitle != nil && *v.PromptTitle == c.Code })
			if i < 0 {
				t.Errorf("%s has no validation", c.Code)
				continue
			}
			v := validations[i]
			first, last, _ := strings.Cut(v.Sqref, ":")
			if code, _ := f.GetCellValue(scoresName, "A"+first[1:]); code != c.Code || last != "R"+first[1:] || first[0] != 'F' {
				t.Errorf("the validation of %s is at %s", c.Code, v.Sqref)
			}
			formula := fmt.Sprintf("AND(ISNUMBER(%[1]s),%[1]s>=0,%[1]s<=%[2]s,ROUND(%[1]s,2)=%[1]s)", first, c.Points)
			kind, say := "custom", "0至"+c.Points.String()+"，"
			if c.Kind() == indicator.Veto {
				kind, formula, say = "list", `"是,否"`, "未发生填“否”"
			}
			if v.Type != kind || v.Formula1 != formula || !v.ShowErrorMessage || !v.ShowInputMessage || *v.ErrorStyle != "stop" {
				t.Errorf("%s: %s %s, want %s %s", c.Code, v.Type, v.Formula1, kind, formula)
			}
			if !strings.Contains(*v.Prompt, say) || *v.Prompt != *v.Error {
				t.Errorf("%s prompts %q, want %q in it", c.Code, *v.Prompt, say)
			}
		}
	}
}

func TestWhatIsLockedAndWhatIsNot(t *testing.T) {
	table := table2022(t)
	f := open(t, blankSheet(t, table, "市农业农村局", table.Units))
	locked := func(cell string) bool {
		id, err := f.GetCellStyle(scoresName, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return style.Protection == nil || style.Protection.Locked
	}
	for cell, want := range map[string]bool{
		"A5": true, "D5": true, "E5": true, "F4": true, "B2": true, "F11": true, // codes, texts, headings, sums
		"F5": false, "R5": false, "S5": false, "B3": false, "D3": false, "F3": false, // scores, 备注, the head's blanks
	} {
		if locked(cell) != want {
			t.Errorf("%s locked: %v", cell, !want)
		}
	}
	p, err := f.GetSheetProtection(scoresName)
	if err != nil || p.Password != "" || !p.SelectLockedCells || !p.SelectUnlockedCells || !p.FormatRows {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestTheWordsOfABlankSheet pins what a clerk sees in a small sheet, and the
// formulas with their stored values.
func TestTheWordsOfABlankSheet(t *testing.T) {
	table := table2022(t)
	dump, err := xlsxtest.Dump(blankSheet(t, table, "市标准化和质量强市领导小组办公室", []string{"盐湖区", "夏县"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`A1	"2022年质量工作考核评分表"`,
		`A2	"考核部门"`, `B2	"市标准化和质量强市领导小组办公室"`, `A3	"填报人"`, `C3	"联系电话"`, `E3	"填报日期"`,
		`A4	"指标编号"`, `B4	"考核类别"`, `C4	"考核项目"`, `D4	"评分标准"`, `E4	"分值"`, `F4	"盐湖区"`, `G4	"夏县"`, `H4	"备注"`,
		`A5	"B1.1"`, `E5	"1"`, `A7	"否决项：填“是”或“否”，未发生填“否”"`, `A8	"G1.1"`, `E8	"是/否"`,
		`D8	"是否发生否决情形：\n在考核年度内`,
		`A9	"得分小计"`, `F9	"0"	=ROUND(SUM(F5:F6),2)`, `G9	"0"	=ROUND(SUM(G5:G6),2)`,
		`A10	"未填项数"`, `F10	"3"	=SUMPRODUCT(--(LEN(TRIM(F5:F6))=0))+SUMPRODUCT(--(LEN(TRIM(F8:F8))=0))`, `H10	"6"	=SUM(F10:G10)`,
		`A11	"审核人（签字）："`, `E11	"单位（盖章）："`,
		`== 扣分说明`, `A3	"指标编号"`, `B3	"被考核单位"`, `C3	"扣分原因（情况说明）"`, `D3	"依据/佐证材料（文号、台账编号）"`,
		`== 填报说明`, `B1.1\u3000建立质量工作领导机制\u3000填0至1，最多两位小数。`,
		`== _qeval (hidden)`, `"scoresheet"`, `"` + table.Hash() + `"`,
	} {
		if !strings.Contains(dump, line) {
			t.Errorf("no %s in\n%s", line, dump)
		}
	}
	small, err := xlsxtest.Dump(blankSheet(t, table, "市农业农村局", []string{"夏县"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`"减分项：按正数填写，未发生填0"`, `E10	"最多减1分"`, `A12	"减分小计"`, `F12	"0"	=ROUND(SUM(F10:F10),2)`} {
		if !strings.Contains(small, line) {
			t.Errorf("no %s in\n%s", line, small)
		}
	}
}

func TestEveryWorksheetFitsThePrinter(t *testing.T) {
	table := table2022(t)
	f := open(t, blankSheet(t, table, "市水利局", table.Units))
	for _, sheet := range []string{scoresName, reasonsName, helpName} {
		layout, err := f.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		props, err := f.GetSheetProps(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 || !*props.FitToPage {
			t.Errorf("%s: %+v", sheet, layout)
		}
		if !slices.ContainsFunc(f.GetDefinedName(), func(n excelize.DefinedName) bool {
			return n.Name == "_xlnm.Print_Titles" && n.Scope == sheet
		}) {
			t.Errorf("%s does not repeat its headings", sheet)
		}
	}
}

func TestABlankCellStandsOut(t *testing.T) {
	f := open(t, blankSheet(t, table2022(t), "市水利局", table2022(t).Units))
	formats, err := f.GetConditionalFormats(scoresName)
	if err != nil {
		t.Fatal(err)
	}
	if got := formats["F5:R5"]; len(got) != 1 || got[0].Criteria != "LEN(TRIM(F5))=0" || got[0].Format == nil {
		t.Errorf("%+v", formats)
	}
}

// BenchmarkParse reads one filled sheet of the real size, the largest one, from
// its bytes.
func BenchmarkParse(b *testing.B) {
	table := table2022(b)
	data, err := os.ReadFile("../../testdata/sheets/" + FileName(table, "市市场监管局"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		book, _ := workbook.Read("x", data)
		if sheet, list := Parse(book, table, nil); len(sheet.Entries) != 16*13 || len(list) > 0 {
			b.Fatal(len(sheet.Entries), list)
		}
	}
}
