package scoresheet

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// A variant makes another workbook of the same values of a sheet.
type variant func(t *testing.T, data []byte) []byte

// TestSameValuesSameResult: whatever people and programs do to a sheet, as long
// as it keeps its values it reads as before, with its notes and reasons, and
// each score still knows its cell.
func TestSameValuesSameResult(t *testing.T) {
	table := tabletest.Embedded(t)
	for _, department := range []string{"市市场监管局", "市农业农村局", "市标准化和质量强市领导小组办公室"} { // two have a deduction, one the veto
		data, err := os.ReadFile("../../testdata/sheets/" + fileName(table, department))
		if err != nil {
			t.Fatal(err)
		}
		// The formulas below the table have values too, if not calculated ones.
		data = replaced(`<f>[^<]*</f>`, `$0<v>0</v>`)(t, data)
		data = edited("评分表!S6=备注：\n见台账")(t, data)
		want, warnings := readBack(t, table, data)
		if len(want.Entries) != len(table.Of(department))*len(table.Units) || len(warnings) > 0 {
			t.Fatal(department, len(want.Entries), warnings)
		}
		for _, c := range []struct {
			name     string
			make     variant
			warnings []string // code, cell
		}{
			{"rows reordered", rearranged(func(rows [][]any) { slices.Reverse(rows[1:]) }), nil},
			{"columns moved", rearranged(reverseEach), nil},
			{"rows inserted", changed(insertRows), nil},
			{"columns inserted", changed(insertColumns), nil},
			{"worksheet renamed", changed(func(f *excelize.File) error { return f.SetSheetName(scoresName, "Sheet1 (2)") }), nil},
			{"copied into a fresh workbook", fresh, []string{"Q204 "}},

			{"reasons first", changed(func(f *excelize.File) error { return f.MoveSheet(reasonsName, scoresName) }), nil},
			{"reasons renamed", changed(func(f *excelize.File) error { return f.SetSheetName(reasonsName, "Sheet3") }), nil},
			{"reasons moved", changed(insertAround), nil},
			{"reasons in rich text", changed(func(f *excelize.File) error { return enrich(f, reasonsName, "C4") }), nil},
			{"units of reasons by spaces", changed(spread), nil},

			{"a name padded", edited("评分表!O4=夏　县", "评分表!P4= 绛 县 "), nil},
			{"a name in full", edited("评分表!F4=运城市盐湖区"), []string{"Q207 F4"}},

			{"shared strings", rearranged(func([][]any) {}), nil},
			{"inline strings", changed(stream), nil},
			{"strings like results of formulas", replaced(`t="inlineStr"><is><t[^>]*>([^<]*)</t></is>`, `t="str"><v>$1</v>`), nil},
			{"pinyin above a text", replaced(`(<c r="D5"[^>]*><is>.*?)(</is>)`, `$1<rPh sb="0" eb="1"><t>zhi</t></rPh><phoneticPr fontId="1"/>$2`), nil},
			{"rich text", changed(func(f *excelize.File) error { return enrich(f, scoresName, "D5") }), nil},
			{"numbers of 17 digits", patched(inSheet(regexp.MustCompile(`<v>[0-9]+\.[0-9]+</v>`), seventeenDigits)), nil},
			{"a formula", replaced(`(<c r="F5"[^>]*>)(<v>[^<]*</v>)`, `$1<f>1-1</f>$2`), []string{"Q322 F5"}},
			{"a formula shared by two cells", replaced(`(<c r="F5"[^>]*>)(<v>[^<]*</v></c><c r="G5"[^>]*>)`,
				`$1<f t="shared" ref="F5:G5" si="0">1-1</f>$2<f t="shared" si="0"/>`), []string{"Q322 F5", "Q322 G5"}},
			{"strict Open XML", patched(strict), nil},

			{"a styled row at the very end", appended(`<row r="1048576" s="1" customFormat="1"/>`), nil},
			{"a styled cell at the very end", appended(`<row r="1048576"><c r="F1048576" s="1"/></row>`), nil},
			{"thousands of styled rows", appended(emptyRows(1000, 4000)), nil},
		} {
			t.Run(department+"/"+c.name, func(t *testing.T) {
				varied := c.make(t, data)
				got, warnings := readBack(t, table, varied)
				if diff := gocmp.Diff(want, got, cmpopts.IgnoreUnexported(Sheet{}), cmpopts.IgnoreFields(Sheet{}, "SHA256"), cmpopts.IgnoreTypes(diag.Position{})); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
				if !slices.Equal(warnings, c.warnings) {
					t.Errorf("warnings %q, want %q", warnings, c.warnings)
				}
				checkPlaces(t, table, varied, got.Entries)
			})
		}
	}
}

// readBack reads a sheet, its entries in the table's order and with their reasons.
func readBack(t *testing.T, table *indicator.Table, data []byte) (*Sheet, []string) {
	t.Helper()
	book, list := workbook.Read("x.xlsx", data)
	if book == nil {
		t.Fatal(list[0].Message(msg.English))
	}
	sheet, list := Parse(book, table, nil)
	if sheet == nil {
		t.Fatal(list[0].Message(msg.English))
	}
	set, _ := Check(table, []*Sheet{sheet}, nil)
	sheet.Entries = nil
	for k := range table.Criteria {
		for i := range set.Units {
			if e := set.Scores[i][k]; e.Unit != "" {
				sheet.Entries = append(sheet.Entries, e)
			}
		}
	}
	var found []string
	for _, d := range list.Sorted() {
		found = append(found, string(d.Code)+" "+d.Cell())
	}
	return sheet, found
}

// checkPlaces looks the scores up where the entries say that they stand.
func checkPlaces(t *testing.T, table *indicator.Table, data []byte, entries []scores.Entry) {
	t.Helper()
	f := open(t, data)
	for _, e := range entries {
		want := e.Points.String()
		if table.Criteria[e.Criterion].Kind() == indicator.Veto {
			want = indicator.Answer(e.Veto)
		}
		got, err := f.GetCellValue(e.At.Worksheet, e.At.Cell(), excelize.Options{RawCellValue: true})
		if valueOf(got) != valueOf(want) || err != nil {
			t.Errorf("%s is %q, want %q: %v", e.At, got, want, err)
		}
	}
}

// changed does what somebody does to the open workbook.
func changed(change func(*excelize.File) error) variant {
	return func(t *testing.T, data []byte) []byte {
		f := open(t, data)
		if err := change(f); err != nil {
			t.Fatal(err)
		}
		return saved(t, f)
	}
}

func saved(t *testing.T, f *excelize.File) []byte {
	t.Helper()
	buffer, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// edited is [xlsxtest.Edit].
func edited(edits ...string) variant {
	return func(t *testing.T, data []byte) []byte {
		data, err := xlsxtest.Edit(data, edits...)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
}

// patched changes the parts of the file, at least one of them.
func patched(patch func(name, content string) string) variant {
	return func(t *testing.T, data []byte) []byte {
		touched := false
		data, err := xlsxtest.Repack(data, func(name string, content []byte) []byte {
			after := patch(name, string(content))
			touched = touched || after != string(content)
			return []byte(after)
		})
		if err != nil || !touched {
			t.Fatal("nothing is patched", err)
		}
		return data
	}
}

// inSheet replaces what matches in the XML of the worksheet 评分表.
func inSheet(match *regexp.Regexp, replace func(string) string) func(name, content string) string {
	return func(name, content string) string {
		if name == "xl/worksheets/sheet1.xml" {
			return match.ReplaceAllStringFunc(content, replace)
		}
		return content
	}
}

func replaced(pattern, by string) variant {
	match := regexp.MustCompile(pattern)
	return patched(inSheet(match, func(found string) string { return match.ReplaceAllString(found, by) }))
}

// appended adds rows, as XML, below all others.
func appended(rows string) variant { return replaced("</sheetData>", rows+"$0") }

func emptyRows(from, to int) string {
	var b strings.Builder
	for n := from; n < to; n++ {
		fmt.Fprintf(&b, `<row r="%[1]d" s="1" customFormat="1"><c r="F%[1]d" s="1"/></row>`, n)
	}
	return b.String()
}

// valueOf is what a stored text means to a spreadsheet.
func valueOf(stored string) any {
	if number, err := strconv.ParseFloat(stored, 64); err == nil {
		return number
	}
	return stored
}

// values are the worksheet's values, every row as wide as the header row.
func values(f *excelize.File) ([][]any, error) {
	texts, err := f.GetRows(scoresName, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for _, text := range texts {
		row := make([]any, len(texts[headerRow-1]))
		for i, stored := range text {
			row[i] = valueOf(stored)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// rearranged takes the ranges apart that are merged, and writes the rows from
// the header row down as change leaves them.
func rearranged(change func(rows [][]any)) variant {
	return changed(func(f *excelize.File) error {
		merged, err := f.GetMergeCells(scoresName)
		if err != nil {
			return err
		}
		for _, m := range merged {
			if err := f.UnmergeCell(scoresName, m.GetStartAxis(), m.GetEndAxis()); err != nil {
				return err
			}
		}
		rows, err := values(f)
		if err != nil {
			return err
		}
		change(rows[headerRow-1:])
		// The formats would stay behind, and that of the sums shows no decimals.
		if err := f.SetCellStyle(scoresName, "A1", workbook.Ref(len(rows[headerRow-1]), len(rows)), 0); err != nil {
			return err
		}
		return setRows(f, scoresName, rows)
	})
}

func setRows[T any](f *excelize.File, sheet string, rows [][]T) error {
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, "A"+strconv.Itoa(i+1), &row); err != nil {
			return err
		}
	}
	return nil
}

func reverseEach(rows [][]any) {
	for _, row := range rows {
		slices.Reverse(row)
	}
}

func insertRows(f *excelize.File) error {
	for _, above := range []int{6, headerRow + 1, headerRow, 3, 1} {
		if err := f.InsertRows(scoresName, above, 2); err != nil {
			return err
		}
	}
	return nil
}

func insertColumns(f *excelize.File) error {
	for _, before := range []string{"S", "H", "F", "E", "C", "B", "A"} {
		if err := f.InsertCols(scoresName, before, 1); err != nil {
			return err
		}
	}
	return nil
}

// fresh pastes the values into a new workbook.
func fresh(t *testing.T, data []byte) []byte {
	rows, err := values(open(t, data))
	if err != nil {
		t.Fatal(err)
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := setRows(f, "Sheet1", rows); err != nil {
		t.Fatal(err)
	}
	reasons, err := open(t, data).GetRows(reasonsName)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("Sheet2"); err != nil {
		t.Fatal(err)
	}
	if err := setRows(f, "Sheet2", reasons); err != nil {
		t.Fatal(err)
	}
	return saved(t, f)
}

// stream writes the worksheet anew as the library's stream does: every text in
// its cell.
func stream(f *excelize.File) error {
	rows, err := values(f)
	if err != nil {
		return err
	}
	w, err := f.NewStreamWriter(scoresName)
	if err != nil {
		return err
	}
	for i, row := range rows {
		if err := w.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	return w.Flush()
}

// insertAround moves the rows and columns of the reasons.
func insertAround(f *excelize.File) error {
	for _, before := range []string{"D", "B", "A"} {
		if err := f.InsertCols(reasonsName, before, 1); err != nil {
			return err
		}
	}
	return errors.Join(f.InsertRows(reasonsName, 5, 1), f.InsertRows(reasonsName, 1, 2))
}

// spread puts the first reason's units on a line each.
func spread(f *excelize.File) error {
	units, err := f.GetCellValue(reasonsName, "B4")
	if err != nil {
		return err
	}
	return f.SetCellStr(reasonsName, "B4", " "+strings.ReplaceAll(units, "、", "\n")+"　\n")
}

// enrich makes the first characters of a cell's text bold.
func enrich(f *excelize.File, sheet, cell string) error {
	text, err := f.GetCellValue(sheet, cell)
	if err != nil {
		return err
	}
	head, rest := string([]rune(text)[:4]), string([]rune(text)[4:])
	return f.SetCellRichText(sheet, cell, []excelize.RichTextRun{
		{Text: head, Font: &excelize.Font{Bold: true}}, {Text: rest},
	})
}

// seventeenDigits writes a number as Excel stores it: 2.85 as
// 2.8500000000000001.
func seventeenDigits(v string) string {
	number, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimPrefix(v, "<v>"), "</v>"), 64)
	if err != nil {
		return v
	}
	return "<v>" + strconv.FormatFloat(number, 'g', 17, 64) + "</v>"
}

// strict turns a part into what Excel saves as Strict Open XML.
func strict(_, content string) string {
	const transitional, strictly = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
	return strings.NewReplacer(
		"<workbook ", `<workbook conformance="strict" `,
		transitional+"spreadsheetml/2006/main", strictly+"spreadsheetml/main",
		transitional+"drawingml/2006/main", strictly+"drawingml/main",
		transitional+"officeDocument/2006/relationships", strictly+"officeDocument/relationships",
		transitional+"officeDocument/2006/extended-properties", strictly+"officeDocument/extendedProperties",
		transitional+"officeDocument/2006/custom-properties", strictly+"officeDocument/customProperties",
		transitional+"officeDocument/2006/docPropsVTypes", strictly+"officeDocument/docPropsVTypes",
	).Replace(content)
}
