package scoresheet

import (
	"bytes"
	"html"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

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
	table := tabletest.Embedded(t)
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
			if d.Code == diag.Blank.Code {
				blanks++
			}
		}
		if want := len(table.Criteria) * len(units); blanks != want || blanks != len(list) {
			t.Errorf("%d of %d diagnostics are blanks, want %d", blanks, len(list), want)
		}
	}
}

func TestABlankSheetIsTheSameBytesAndSealed(t *testing.T) {
	table := tabletest.Embedded(t)
	first := blankSheet(t, table, "市市场监管局", table.Units)
	if !bytes.Equal(first, blankSheet(t, table, "市市场监管局", table.Units)) {
		t.Error("two runs differ")
	}
	if !workbook.Sealed(first) {
		t.Error("not sealed")
	}
}

// validationOf is Excel's own check of a criterion's first cell, which it names
// too.
func validationOf(t *testing.T, f *excelize.File, c indicator.Criterion) (v *excelize.DataValidation, cell string) {
	t.Helper()
	validations, err := f.GetDataValidations(scoresName)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(validations, func(v *excelize.DataValidation) bool { return v.PromptTitle != nil && *v.PromptTitle == c.Code })
	if i < 0 {
		t.Fatalf("%s has no validation", c.Code)
	}
	cell, _, _ = strings.Cut(validations[i].Sqref, ":")
	return validations[i], cell
}

// TestEveryRowHasItsValidation, which covers all its cells and says in the same
// words as the instructions what may be entered.
func TestEveryRowHasItsValidation(t *testing.T) {
	for _, table := range []*indicator.Table{tabletest.Embedded(t), tabletest.OneDepartment(t)} {
		for _, department := range table.Departments() {
			f := open(t, blankSheet(t, table, department, table.Units))
			help, err := f.GetCols(helpName)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range table.Of(department) {
				v, first := validationOf(t, f, c)
				_, row, _ := workbook.Place(first)
				if code, _ := f.GetCellValue(scoresName, "A"+first[1:]); code != c.Code || v.Sqref != workbook.Span(firstUnit, row, firstUnit+len(table.Units)-1, row) || first[0] != 'F' {
					t.Errorf("the validation of %s is at %s", c.Code, v.Sqref)
				}
				if !v.ShowErrorMessage || !v.ShowInputMessage || *v.ErrorStyle != "stop" {
					t.Errorf("%s: %+v", c.Code, v)
				}
				say := "0至" + c.Points.String() + "，"
				if c.Kind() == indicator.Veto {
					say = "未发生填“否”"
				}
				if !strings.Contains(*v.Prompt, say) || *v.Prompt != *v.Error || !strings.Contains(strings.Join(help[0], "\n"), c.Code+"　"+c.Item.Name+"　"+*v.Prompt) {
					t.Errorf("%s prompts %q, want %q in it and in the instructions", c.Code, *v.Prompt, say)
				}
			}
		}
	}
}

// TestExcelAllowsWhatTheReaderAccepts: at each limit of each criterion, Excel's
// rule in the blank sheet and the reader agree.
func TestExcelAllowsWhatTheReaderAccepts(t *testing.T) {
	limits := func(c indicator.Criterion) []string { // the first two are allowed
		if c.Kind() == indicator.Veto {
			return []string{indicator.Yes, indicator.No, "无", "1", "是否", "Y"}
		}
		if c.FullIfNA {
			return []string{"不涉及", "不适用", "/", "60.01", "-0.01", "无"}
		}
		return []string{"0", c.Points.String(), (c.Points + 1).String(), "0.001", "-0.01", "五"}
	}
	for _, table := range []*indicator.Table{tabletest.Embedded(t), tabletest.OneDepartment(t)} {
		for _, department := range table.Departments() {
			blank := blankSheet(t, table, department, table.Units[:1])
			for i := range 6 {
				f := open(t, blank)
				excel := map[string]bool{}
				for _, c := range table.Of(department) {
					v, cell := validationOf(t, f, c)
					enter(t, f, cell, limits(c)[i])
					excel[c.Code] = excelAllows(t, f, v, limits(c)[i])
				}
				sheet, _ := readBack(t, table, saved(t, f))
				for _, e := range sheet.Entries {
					c := table.Criteria[e.Criterion]
					if allowed := i < 2; (e.State == scores.Valid) != allowed || excel[c.Code] != allowed {
						t.Errorf("%s of %s: the reader says %v, Excel %v, want %v", limits(c)[i], c.Code, e.State == scores.Valid, excel[c.Code], allowed)
					}
				}
			}
		}
	}
}

func enter(t *testing.T, f *excelize.File, cell, value string) {
	t.Helper()
	set := f.SetCellDefault
	if _, err := strconv.ParseFloat(value, 64); err != nil {
		set = func(sheet, cell, value string) error { return f.SetCellStr(sheet, cell, value) }
	}
	if err := set(scoresName, cell, value); err != nil {
		t.Fatal(err)
	}
}

// excelAllows is the verdict of a validation on the value that its first cell
// has been given. The library's ROUND is a little off (3 is not ROUND(3,2)), so
// its result is not compared for equality here; the test with LibreOffice does.
func excelAllows(t *testing.T, f *excelize.File, v *excelize.DataValidation, value string) bool {
	t.Helper()
	if v.Type == "list" {
		return slices.Contains(strings.Split(strings.Trim(v.Formula1, `"`), ","), value)
	}
	const spare = "AA1"
	formula := regexp.MustCompile(`(ROUND\(\w+(?:\(\w+\))?,2\))=(\w+)`).ReplaceAllString(html.UnescapeString(v.Formula1), "ABS($1-N($2))<0.000001")
	if err := f.SetCellFormula(scoresName, spare, formula); err != nil {
		t.Fatal(err)
	}
	verdict, err := f.CalcCellValue(scoresName, spare)
	if verdict != "TRUE" && verdict != "FALSE" && !strings.HasPrefix(verdict, "#") {
		t.Fatalf("%s is %q: %v", v.Formula1, verdict, err)
	}
	f.SetCellValue(scoresName, spare, nil)
	return verdict == "TRUE"
}

func TestWhatIsLockedAndWhatIsNot(t *testing.T) {
	table := tabletest.Embedded(t)
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
	table := tabletest.Embedded(t)
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
		`A10	"未填项数"`, `F10	"3"	=COUNTBLANK(F5:F6)+SUMPRODUCT((F5:F6=" ")*1)+COUNTBLANK(F8:F8)+SUMPRODUCT((F8:F8=" ")*1)`, `H10	"6"	=SUM(F10:G10)`,
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
	wide, err := xlsxtest.Dump(blankSheet(t, tabletest.OneDepartment(t), "甲局", []string{"夏县"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{ // the two categories of scores do not stand together
		`A6	"加分项：按正数填写，没有的填0"`, `E7	"最多加1.5分"`, `A8	"得分项：按评分标准填写，得0分的填0"`, `A9	"C1.1"`, `A10	"减分项：按正数填写，未发生填0"`,
		`F12	"0"	=ROUND(SUM(F5:F5,F9:F9)+IF(OR(TRIM(F5)="不涉及",TRIM(F5)="不适用"),60,0),2)`, `A13	"加分小计"`, `F13	"0"	=ROUND(SUM(F7:F7),2)`, `F14	"0"	=ROUND(SUM(F11:F11),2)`,
		`F15	"4"	=COUNTBLANK(F5:F5)+SUMPRODUCT((F5:F5=" ")*1)+COUNTBLANK(F9:F9)+SUMPRODUCT((F9:F9=" ")*1)+COUNTBLANK(F7:F7)+SUMPRODUCT((F7:F7=" ")*1)+`,
		`"下面注明可填“不涉及”的各项，没有适用情形的填“不涉及”，计满分；原因必须写在“扣分说明”或备注中。"`, `"其他各项没有适用情形的，也不要填`,
		`A1.1\u3000项一\u3000填0至60，最多两位小数；不涉及的填“不涉及”，计满分，并在“扣分说明”或备注中写明原因。"`, `C1.1\u3000项三\u3000填0至40，最多两位小数。"`,
		`"加分项按正数填写，没有加分的填0。加分计入总分，不在满分之内。"`, `B1.1\u3000项二\u3000按正数填写应加的分数：0至1.5，最多两位小数；没有的填0。`,
	} {
		if !strings.Contains(wide, line) {
			t.Errorf("no %s in\n%s", line, wide)
		}
	}
	for _, line := range []string{`"减分项：按正数填写，未发生填0"`, `E10	"最多减1分"`, `A12	"减分小计"`, `F12	"0"	=ROUND(SUM(F10:F10),2)`} {
		if !strings.Contains(small, line) {
			t.Errorf("no %s in\n%s", line, small)
		}
	}
}

func TestEveryWorksheetFitsThePrinter(t *testing.T) {
	table := tabletest.Embedded(t)
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
	f := open(t, blankSheet(t, tabletest.Embedded(t), "市水利局", tabletest.Embedded(t).Units))
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
	table := tabletest.Embedded(b)
	data, err := os.ReadFile("../../testdata/sheets/" + fileName(table, "市市场监管局"))
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

// fileName is the name of a department's sheet.
func fileName(table *indicator.Table, department string) string {
	return FileNames(table)[slices.Index(table.Departments(), department)]
}
