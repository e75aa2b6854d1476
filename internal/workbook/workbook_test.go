package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/thorough"
	"qeval/internal/xlsxtest"
)

func build(t testing.TB, text string) []byte {
	t.Helper()
	data, err := xlsxtest.Build(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// repack is [xlsxtest.Repack].
func repack(t testing.TB, data []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	data, err := xlsxtest.Repack(data, change)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// mustRead reads a workbook about which there is nothing to say.
func mustRead(t testing.TB, data []byte) *Book {
	t.Helper()
	book, list := Read("a.xlsx", data)
	if len(list) > 0 {
		t.Fatal(list[0].Message(msg.English))
	}
	return book
}

// document is a workbook of the program's own, with everything that it writes.
func document(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../testdata/compat/report-2/complete.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// saved is a workbook as the library writes it.
func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	buffer, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// withSheetData replaces what the first worksheet holds.
func withSheetData(t testing.TB, rows string) []byte {
	t.Helper()
	return repack(t, build(t, "== 表\nx"), func(name string, content []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			s := string(content)
			from, to := strings.Index(s, "<sheetData>"), strings.Index(s, "</sheetData>")
			return []byte(s[:from] + "<sheetData>" + rows + s[to:])
		}
		return content
	})
}

func dump(book *Book) string {
	var b strings.Builder
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				fmt.Fprintf(&b, "%s!%s %d %q %q\n", c.At.Worksheet, c.At.Cell(), c.Kind, c.Text, c.Formula)
			}
		}
	}
	return b.String()
}

// TestReadIsNotPutOffByAMillionEmptyRows: they are more than a workbook may hold
// otherwise.
func TestReadIsNotPutOffByAMillionEmptyRows(t *testing.T) {
	thorough.Sequential(t)
	const row = `<row s="1" customFormat="1" ht="20" customHeight="1"><c s="1"/><c s="1"/></row>`
	book := mustRead(t, withSheetData(t, `<row r="1"><c r="A1"><v>7</v></c></row>`+strings.Repeat(row, limitUnzipped.Max/len(row)+1)))
	if got, want := dump(book), "表!A1 1 \"7\" \"\"\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReadGivesPositionedRawCells(t *testing.T) {
	book := mustRead(t, withSheetData(t, `<row r="2">`+
		`<c r="B2"><v>2.8500000000000001</v></c><c r="C2" t="inlineStr"><is><t xml:space="preserve"> 2.5 </t></is></c>`+
		`<c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#DIV/0!</v></c><c r="F2"><f>1+1</f><v>2</v></c><c r="G2"><f>1+1</f></c>`+
		`<c r="H2" t="str"><v>甲</v></c><c r="I2" t="n"><v>5.0E-3</v></c><c r="J2"><v>NaN</v></c></row>`+
		`<row r="4"><c r="A4"><v>7</v></c></row>`))
	want := `表!B2 1 "2.85" ""
表!C2 2 " 2.5 " ""
表!D2 3 "TRUE" ""
表!E2 4 "#DIV/0!" ""
表!F2 1 "2" "1+1"
表!G2 0 "" "1+1"
表!H2 2 "甲" ""
表!I2 1 "0.005" ""
表!J2 2 "NaN" ""
表!A4 1 "7" ""
`
	if got := dump(book); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if book.File != "a.xlsx" || book.Meta != nil || book.Sheets[0].Rows[1].Number != 4 {
		t.Errorf("%+v", book)
	}
}

// TestEmptyRowsAtTheEndAreDropped: in each text, what stands between brackets
// goes, and nothing that a reader could see.
func TestEmptyRowsAtTheEndAreDropped(t *testing.T) {
	const value, styled = `<row r="1"><c r="A1"><v>1</v></c></row>`, `<row r="8" s="1"/><row r="9"><c r="A9" s="1"/><c r="B9" s="1"></c></row>`
	for _, sheet := range []string{
		`<sheetData>` + value + `[` + styled + `]</sheetData><mergeCells/>`,
		`<sheetData>` + styled + value + `</sheetData>`,
		`<sheetData>[` + styled + `]</sheetData>`,
		`<sheetData><row r="2"><c r="A2"/><c r="B2" t="inlineStr"><is><t>x</t></is></c><c r="C2"/></row>[` + styled + `]</sheetData>`,
		`<sheetData>` + value + `<row r="2"><c r="A2"><f>1+1</f></c></row>[` + styled + `]</sheetData>`,
		`<sheetData>` + value + `<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>[` + styled + `]</sheetData>`,
		`<sheetData>` + value + `<!--` + styled + `</sheetData>-->` + styled + `</sheetData>`,
		`<x:sheetData>` + value + styled + `</x:sheetData>`,
		`<sheetData>` + value + `<row r="2"><c r="A2"><v>2</v>` + `</sheetData>`,
		`<sheetData/>`,
	} {
		before, rest, _ := strings.Cut(sheet, "[")
		dropped, after, _ := strings.Cut(rest, "]")
		if got := string(withoutTrailingRows([]byte(before + dropped + after))); got != before+after {
			t.Errorf("%s is cut to %s", sheet, got)
		}
	}
}

// TestReadSeesWhatIsShown: a value under a merged range is shown to nobody, and
// a hidden worksheet is said to be hidden.
func TestReadSeesWhatIsShown(t *testing.T) {
	merged := repack(t, build(t, "== 表\n1|2|3\n4|5|6\n7|8|9\n== 藏\nx"), func(name string, content []byte) []byte {
		switch name {
		case "xl/worksheets/sheet1.xml":
			return bytes.Replace(content, []byte("</sheetData>"), []byte(`</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`), 1)
		case "xl/workbook.xml":
			return bytes.Replace(content, []byte(`name="藏"`), []byte(`name="藏" state="hidden"`), 1)
		}
		return content
	})
	book := mustRead(t, merged)
	var got []string
	for _, row := range book.Sheets[0].Rows {
		for _, c := range row.Cells {
			got = append(got, c.At.Cell()+"="+c.Text)
		}
	}
	if got := fmt.Sprint(book.Sheets[0].Merges); got != "[A1:B2]" {
		t.Errorf("merged: %s", got)
	}
	if want := "A1=1 C1=3 C2=6 A3=7 B3=8 C3=9"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	if book.Sheets[0].Hidden || !book.Sheets[1].Hidden {
		t.Error("which worksheet is hidden is wrong")
	}
}

// TestReadSeesHiddenRowsAndColumns, and text of which a part is struck out.
func TestReadSeesHiddenRowsAndColumns(t *testing.T) {
	data := withSheetData(t, `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>`+
		`<row r="2" hidden="1"><c r="A2"><v>3</v></c><c r="E2"><v>4</v></c></row>`+
		`<row r="3"><c r="A3" t="inlineStr"><is><r><t>2</t></r><r><rPr><strike/></rPr><t>.5</t></r></is></c></row>`+
		`<row r="4" ht="0.75" customHeight="1"><c r="A4"><v>5</v></c></row><row r="5"><c r="E5"><v>6</v></c></row>`)
	data = repack(t, data, func(name string, content []byte) []byte {
		return bytes.Replace(content, []byte("<sheetData>"), []byte(`<cols><col min="2" max="4" width="9" hidden="1"/><col min="5" max="5" width="0.1" customWidth="1"/></cols><sheetData>`), 1)
	})
	book := mustRead(t, data)
	var got []string
	for _, row := range book.Sheets[0].Rows {
		for _, c := range row.Cells {
			got = append(got, fmt.Sprint(c.At.Cell(), " ", c.Doubts.Has(Hidden), " ", c.Doubts.Has(Struck)))
		}
	}
	if want := []string{"A1 false false", "B1 true false", "A2 true false", "E2 true false", "A3 false true", "A4 true false", "E5 true false"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestReadSeesWhereZerosAreNotShown: an option of the worksheet.
func TestReadSeesWhereZerosAreNotShown(t *testing.T) {
	data := withSheetData(t, `<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>1</v></c></row>`)
	for option, want := range map[string]Kind{`showZeros="0"`: ShownDifferently, `showZeros="1"`: Number, "": Number} {
		book, _ := Read("x", repack(t, data, func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet1.xml" {
				return bytes.Replace(content, []byte("<sheetView "), []byte("<sheetView "+option+" "), 1)
			}
			return content
		}))
		if cells := book.Sheets[0].Rows[0].Cells; cells[0].Kind != want || cells[1].Kind != Number {
			t.Errorf("%s: %+v", option, cells)
		}
	}
}

// TestAChartSheetIsNoDamage: it has no cells.
func TestAChartSheetIsNoDamage(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	if err := errors.Join(f.SetSheetRow("Sheet1", "A1", &[]int{1, 2}), f.AddChartSheet("图", &excelize.Chart{
		Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "Sheet1!$A$1:$B$1"}},
	})); err != nil {
		t.Fatal(err)
	}
	book := mustRead(t, saved(t, f))
	if len(book.Sheets) != 2 || len(book.Sheets[0].Rows) != 1 || len(book.Sheets[1].Rows) != 0 {
		t.Errorf("%+v", book.Sheets)
	}
}

// TestCellsAreWhereTheySayTheyAre, in whatever order they come. (They were refused
// as long as a library read them, which placed them in two ways.)
func TestCellsAreWhereTheySayTheyAre(t *testing.T) {
	const want = "表!A1 1 \"1\" \"\"\n表!C1 1 \"3\" \"\"\n表!A2 1 \"2\" \"\"\n"
	for _, rows := range []string{
		`<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`,
		`<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row><row><c><v>2</v></c></row>`,
		`<row r="2"><c><v>2</v></c></row><row r="1"><c><v>1</v></c><c/><c><v>3</v></c></row>`,
		`<row><c r="A2"><v>2</v></c></row><row r="1"><c><v>1</v></c><c r="C1"><v>3</v></c></row>`,
	} {
		if got := dump(mustRead(t, withSheetData(t, rows))); got != want {
			t.Errorf("%s is read as\n%s", rows, got)
		}
	}
}

// TestReadRefusesContradictions, and says where they are.
func TestReadRefusesContradictions(t *testing.T) {
	for rows, say := range map[string]string{
		`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`:          "A1: the cell is there twice",
		`<row r="1"><c r="B1"/><c r="A1"/><c><v>2</v></c></row>`:                 "B1: the cell is there twice",
		`<row r="1"><c r="A1"><v>1</v></c></row><row r="1"/>`:                    "row 1 is there twice",
		`<row r="1"><c r="A2"><v>1</v></c></row>`:                                `"A2" in row 1`,
		`<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>`:                        `A1: two elements "v"`,
		`<row r="1"><c r="A1"><f>1</f><f>2</f></c></row>`:                        `A1: two elements "f"`,
		`<row r="1"><c r="A1" t="inlineStr"><is/><is/></c></row>`:                `A1: two elements "is"`,
		`<row r="1"><c r="A1" t="inlineStr"><v>1</v><is><t>2</t></is></c></row>`: "A1: its type and its value do not belong together",
		`<row r="1"><c r="A1"><is><t>2</t></is></c></row>`:                       "A1: its type and its value do not belong together",
		`<row r="1"><c r="A1" t="s"><v>999</v></c></row>`:                        `A1: the number of its text is "999"`,
		`<row r="1"><c r="A1" t="s"><v>x</v></c></row>`:                          `A1: the number of its text is "x"`,
		`<row r="1"><c r="A1" t="b"><v>2</v></c></row>`:                          `A1: what is true or false is "2"`,
		`<row r="1"><c r="A1" t="x"><v>2</v></c></row>`:                          `the cell's t is "x"`,
		`<row r="1"><c r="1A"><v>2</v></c></row>`:                                `the cell's r is "1A"`,
		`<row r="0"/>`: `the row's r is "0"`,
		`<row r="1"><c r="A1"><w>2</w></c></row>`:                                                  `A1: an element "w" where it does not belong`,
		`<row r="1"><c r="A1">2</c></row>`:                                                         `A1: a text "2" between the elements`,
		`<row r="1"><c r="A1"><v><b>2</b></v></c></row>`:                                           `A1: an element "b" where it does not belong`,
		`<row r="1"><x:c xmlns:x="y"/></row>`:                                                      "an element of another kind where values are",
		`<row r="1"><c r="A1"><f t="shared" si="0"/><v>2</v></c></row>`:                            "A1: its formula is nowhere",
		`<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData>`:                           `two elements "sheetData"`,
		`</sheetData><extLst><sheetData/></extLst><x>`:                                             `an element "sheetData" where it does not belong`,
		`</sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells><x>`: "the merged ranges A1:B2 and B2:C3 overlap",
	} {
		data := repack(t, withSheetData(t, rows), func(name string, content []byte) []byte {
			return bytes.Replace(content, []byte("<x></sheetData>"), nil, 1)
		})
		book, list := Read("a.xlsx", data)
		if book != nil {
			t.Errorf("%s is read as\n%s", rows, dump(book))
		} else if got := list[0].Message(msg.English); list[0].Code != diag.Damaged.Code || !strings.Contains(got, say) {
			t.Errorf("%s: %s, want %q in it", rows, got, say)
		}
	}
}

func TestReadRefusesWhatIsNoWorkbook(t *testing.T) {
	good := build(t, "== 表\nx|1")
	rename := func(from, to string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		part, _ := w.Create(to)
		io.WriteString(part, from)
		w.Close()
		return b.Bytes()
	}
	corrupt := bytes.Clone(good)
	corrupt[bytes.Index(corrupt, []byte("xl/worksheets/sheet1.xml"))+40] ^= 1
	for _, c := range []struct {
		name string
		data []byte
		code diag.Code
		say  string // what it is, or what to do
	}{
		{"nothing", nil, diag.NotWorkbook.Code, "empty"},
		{"nothing again", nil, diag.NotWorkbook.Code, "ask the department to send it again"},
		{"docx again", rename("x", "word/document.xml"), diag.NotWorkbook.Code, "ask the department for the workbook"},
		{"zip again", rename("x", "a.txt"), diag.NotWorkbook.Code, "unpack"},
		{"xls again", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook"), diag.NotWorkbook.Code, "save it as an Excel workbook"},
		{"text", []byte("名次,单位\n"), diag.NotWorkbook.Code, "some other file"},
		{"xls", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook"), diag.NotWorkbook.Code, ".xls"},
		{"protected", append([]byte("\xD0\xCF\x11\xE0"), utf16le("..EncryptedPackage")...), diag.Protected.Code, "password"},
		{"pdf", []byte("%PDF-1.7"), diag.NotWorkbook.Code, "PDF"},
		{"docx", rename("x", "word/document.xml"), diag.NotWorkbook.Code, "Word"},
		{"ods", rename("x", "mimetype"), diag.NotWorkbook.Code, "OpenDocument"},
		{"xlsb", rename("x", "xl/workbook.bin"), diag.NotWorkbook.Code, ".xlsb"},
		{"zip", rename("x", "a.txt"), diag.NotWorkbook.Code, "zip"},
		{"truncated", good[:len(good)/2], diag.Damaged.Code, "damaged"},
		{"no tail", good[:len(good)-10], diag.Damaged.Code, "damaged"},
		{"one bit", corrupt, diag.Damaged.Code, "damaged"},
		{"no worksheet", repack(t, good, func(name string, content []byte) []byte {
			if name == "xl/workbook.xml" {
				return regexp.MustCompile(`<sheets>.*</sheets>`).ReplaceAll(content, nil)
			}
			return content
		}), diag.Damaged.Code, "damaged"},
	} {
		book, list := Read(c.name, c.data)
		if book != nil || len(list) != 1 || list[0].Code != c.code || list[0].File != c.name {
			t.Errorf("%s: %v, %v", c.name, book, list)
		} else if got := list[0].Message(msg.English) + "; " + list[0].Hint(msg.English); !strings.Contains(got, c.say) {
			t.Errorf("%s: %s, want %q in it", c.name, got, c.say)
		}
	}
}

// TestNumbersShownAsSomethingElse: a reader of the sheet sees another value.
func TestNumbersShownAsSomethingElse(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	custom := func(code string) *excelize.Style { return &excelize.Style{CustomNumFmt: &code} }
	styles := []struct {
		style *excelize.Style
		want  Kind
	}{
		{&excelize.Style{Font: &excelize.Font{Strike: true}}, Number},
		{&excelize.Style{NumFmt: 0}, Number}, {&excelize.Style{NumFmt: 2}, Number}, {&excelize.Style{NumFmt: 49}, Number},
		{&excelize.Style{NumFmt: 9}, Percent}, {&excelize.Style{NumFmt: 10}, Percent},
		{&excelize.Style{NumFmt: 14}, Date}, {&excelize.Style{NumFmt: 20}, Date}, {&excelize.Style{NumFmt: 31}, Date},
		{custom("0.00"), Number}, {custom(`0.00"分"`), Number}, {custom("[Red]0.0;[Blue]-0.0"), Number}, {custom("General"), Number},
		{custom("[$-804]0.00"), Number}, {custom("#,##0_h"), Number}, {custom("0.00_ "), Number},
		{custom(`0.00_);[Red]\(0.00\)`), Number}, {custom(`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `), Number},
		{custom(`[$-804]aaaa;@`), Date}, {custom(`e"年"`), Date},
		{custom("0.0,"), ShownDifferently}, {custom("[>=1]0.00;0"), Number}, {custom(`0.""00`), Number}, {custom("0!.0"), ShownDifferently}, {custom(`"2"`), ShownDifferently}, {custom(";;;"), ShownDifferently},
		{custom(`[$1]0`), ShownDifferently}, {custom(`[$9-804]0.00`), ShownDifferently}, {custom(`[$¥-804]0.00`), ShownDifferently},
		{custom(`"-"0.0`), ShownDifferently}, {custom(`0"天"`), ShownDifferently}, {custom(`"¥"0.00`), ShownDifferently},
		{custom("0.00E+00"), ShownDifferently}, {custom("##0.0E+0"), ShownDifferently}, {&excelize.Style{NumFmt: 11}, ShownDifferently}, {&excelize.Style{NumFmt: 48}, ShownDifferently},
		{custom("0*5"), ShownDifferently}, {custom("0.0*d"), ShownDifferently}, {custom("* 0.0"), Number}, {custom("[White]0.0"), ShownDifferently}, {custom("[Color 2] 0.0"), ShownDifferently}, {custom("[Color12]0.0"), Number},
		{custom("0.0;[White]-0.0;[White]0"), Number},
		{&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "fill"}}, ShownDifferently}, {&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "distributed"}}, Number},
		{&excelize.Style{NumFmt: 12}, ShownDifferently}, {custom("0.0%"), Percent}, {custom(`0"%"`), Percent}, {custom("yyyy-mm-dd"), Date}, {custom("h:mm"), Date},
		{custom("[h]:mm"), Date}, {custom("[ss]"), Date}, {custom(`m"月"d"日"`), Date}, {custom("[$-804]yyyy年"), Date},
	}
	for i, s := range styles {
		id, err := f.NewStyle(s.style)
		if err != nil {
			t.Fatal(err)
		}
		cell := Ref(1, i+1)
		if err := errors.Join(f.SetCellDefault("Sheet1", cell, "2"), f.SetCellStyle("Sheet1", cell, cell, id)); err != nil {
			t.Fatal(err)
		}
	}
	book := mustRead(t, saved(t, f))
	for i, row := range book.Sheets[0].Rows {
		if got := row.Cells[0]; got.Kind != styles[i].want || got.Text != "2" || got.Doubts.Has(Struck) != (i == 0) {
			code := "-"
			if styles[i].style.CustomNumFmt != nil {
				code = *styles[i].style.CustomNumFmt
			}
			t.Errorf("format %d %s: kind %d, want %d", styles[i].style.NumFmt, code, got.Kind, styles[i].want)
		}
	}
}

// TestZeroMayBeShownAsSomethingElse, also by what shows other numbers.
func TestZeroMayBeShownAsSomethingElse(t *testing.T) {
	for code, want := range map[string][2]Kind{
		"0.00": {Number, Number}, "General": {Number, Number}, "@": {Number, Number}, "?.??": {Number, ShownDifferently}, "0.??": {Number, Number}, ".00": {Number, Number},
		"#,##0.00": {Number, Number}, "#": {Number, ShownDifferently}, "#.##": {Number, ShownDifferently}, "#,###": {Number, ShownDifferently},
		"0;-0;;@": {Number, ShownDifferently}, "0.00;;": {Number, ShownDifferently}, "0.00;(0.00);\"—\"": {Number, Number}, "0;-0;\"无\"": {Number, ShownDifferently},
		"General;-General;": {Number, ShownDifferently}, "G/通用格式": {Number, Number}, "0.00;-0.00;0.0": {Number, Number}, "0;-0;yyyy": {Number, Date},
		// The same as other programs write them.
		`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * \-??_ ;_ @_ `: {Number, Number}, `0.00\分`: {Number, Number}, `0.00\ `: {Number, Number}, `0.00" "`: {Number, Number},
		"0.0;-0.0;[White]0": {Number, ShownDifferently}, `0.0;-0.0;[White]"-"`: {Number, ShownDifferently},
		`\-0.0`: {ShownDifferently, ShownDifferently}, `0.00\%`: {Percent, Percent},
	} {
		format := formatOf(code)
		if got := [2]Kind{format.number("2").kind, format.number("0").kind}; got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}

func TestATextMayBeShownAsSomethingElse(t *testing.T) {
	for code, want := range map[string]Kind{
		"General": Text, "@": Text, "0.00": Text, "0.00;-0.00;0.00": Text, `0;-0;0;@`: Text, `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `: Text,
		`[>=1]0.00;0`: Text, `[$-804]0.00`: Text,
		`;;;"优秀"`: ShownDifferently, ";;;": ShownDifferently, `@"（已撤销）"`: ShownDifferently, `"不"@`: ShownDifferently, `0;0;0;"是"@`: ShownDifferently, `[=1]@"x";@`: ShownDifferently,
		"[White]@": ShownDifferently, "@*5": ShownDifferently, "@* ": Text, "[Red]@": Text,
	} {
		if got, _ := formatOf(code).textShown("较差"); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	code := `;;;"优秀"`
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err := errors.Join(err, f.SetCellStr("Sheet1", "A1", "较差"), f.SetCellStyle("Sheet1", "A1", "A1", id)); err != nil {
		t.Fatal(err)
	}
	if got := mustRead(t, saved(t, f)).Sheets[0].Rows[0].Cells[0]; got.Kind != ShownDifferently || got.Text != "较差" {
		t.Errorf("%+v", got)
	}
}

// TestReadRefusesWhatIsThereTwice, of which programs show different ones.
func TestReadRefusesWhatIsThereTwice(t *testing.T) {
	data, err := xlsxtest.Build("== 甲\n一\n== 乙\n二\n")
	if err != nil {
		t.Fatal(err)
	}
	mustRead(t, data)
	for _, c := range []struct{ part, pattern, replacement string }{
		{"xl/workbook.xml", `name="乙"`, `name="甲"`},
		{"xl/_rels/workbook.xml.rels", `(<Relationship [^>]*></Relationship>)`, `$1$1`},
	} {
		broken, err := xlsxtest.Patch(data, c.part, c.pattern, c.replacement)
		if err != nil {
			t.Fatal(err)
		}
		if book, list := Read("甲.xlsx", broken); book != nil || list[0].Code != diag.Damaged.Code {
			t.Errorf("%s is read", c.part)
		}
	}
	var twice bytes.Buffer
	w := zip.NewWriter(&twice)
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	for _, part := range archive.File {
		err = errors.Join(err, w.Copy(part))
	}
	err = errors.Join(err, w.Copy(archive.File[len(archive.File)-1]), w.Close())
	if err != nil {
		t.Fatal(err)
	}
	if book, _ := Read("甲.xlsx", twice.Bytes()); book != nil {
		t.Error("a part that is there twice is read")
	}
}

// TestWhatAFormatPutsBehindANumber, however programs write it.
func TestWhatAFormatPutsBehindANumber(t *testing.T) {
	for code, want := range map[string]string{
		`0.00"※"`: "※", `0.00\※`: "※", `0.00"※"_ `: "※", `#,##0.00"※"`: "※", `0"天"`: "天",
		"0.00": "", `0.00"分"`: "", `"※"0.00`: "", `"25.00※"`: "", `0.00"※";-0.00`: "", `0"%"`: "",
	} {
		if got := formatOf(code).number("2").mark; got != want {
			t.Errorf("%s puts %q behind, want %q", code, got, want)
		}
	}
}

func TestReadSeesWhatARoundedNumberLooksLike(t *testing.T) {
	custom := func(code string) *string { return &code }
	for _, c := range []struct {
		value  string
		number int
		code   *string
		want   string
	}{
		{"2.85", 0, nil, ""}, {"2.85", 2, nil, ""}, {"2.85", 1, nil, "3"}, {"2.854", 2, nil, "2.85"}, {"2.855", 4, nil, "2.86"},
		{"99.996", 2, nil, "100.00"}, {"0.004", 2, nil, "0.00"}, {"-0.5", 1, nil, "-1"}, {"9.5", 1, nil, "10"}, {"100.4", 1, nil, "100"},
		{"3", 1, nil, ""}, {"2.5", 0, custom("0.0"), ""}, {"2.85", 0, custom("0.0"), "2.9"}, {"2.85", 0, custom(`0"分"`), "3"},
		{"2.85", 0, custom("[Red]#,##0_ ;0.00"), "3"}, {"2.85", 0, custom("General"), ""},
		{"2.85", 0, custom("0.##"), ""}, {"0.55", 0, custom("[>=1]0;0.00"), ""}, {"4.25", 0, custom(`0.""00`), ""},
	} {
		code := ""
		if c.code != nil {
			code = *c.code
		}
		if got := formatsOf(c.number, code, c.code != nil)[0].number(c.value).shown; got != c.want {
			t.Errorf("%s in format %d: %q, want %q", c.value, c.number, got, c.want)
		}
	}
}

// TestANumberHasRoomInItsColumn, or is seen rounded: as LibreOffice prints it with
// Nimbus Sans.
func TestANumberHasRoomInItsColumn(t *testing.T) {
	for _, c := range []struct {
		value string
		width float64
		scale float64
		want  string
	}{
		{"4.15", 3.9, 1, ""}, {"4.15", 3.7, 1, "4.2"}, {"4.15", 3.5, 1, "4.2"}, {"4.15", 3, 1, "4"}, {"4.15", 2.6, 1, "4"}, {"4.15", 1, 1, "###"},
		{"12.5", 3.9, 1, ""}, {"12.5", 3.7, 1, "13"}, {"14.25", 4.9, 1, ""}, {"14.25", 4.7, 1, "14.3"}, {"14.25", 4, 1, "14"}, {"14.25", 2.2, 1, "###"},
		{"99.75", 4.7, 1, "99.8"}, {"99.75", 4, 1, "100"}, {"100.25", 5.9, 1, ""}, {"100.25", 5.7, 1, "100.3"}, {"100.25", 5, 1, "100"},
		{"4.15", 3, 8. / 11, ""}, {"4.15", 2.7, 8. / 11, "4.2"}, {"4.15", 5.5, 16. / 11, ""}, {"4.15", 5.3, 16. / 11, "4.2"}, {"4.15", 3.5, 16. / 11, "4"},
		{"100", 1, 1, ""}, {"0.5", 3, 1, ""}, {"0.5", 2.5, 1, "1"}, {"4.15", 0, 1, "###"},
	} {
		seen := &displayFormat{formats: general, scale: c.scale}
		if got := seen.squeeze(c.value, &general[0][0], c.width); got != c.want {
			t.Errorf("%s in a column of %g, with a scale of %.2f: %q, want %q", c.value, c.width, c.scale, got, c.want)
		}
	}
}

// TestReadSeesWhatANarrowColumnLeavesOfANumber: 4.15 is shown as 4.2, or whole.
func TestReadSeesWhatANarrowColumnLeavesOfANumber(t *testing.T) {
	const narrow = `<cols><col min="1" max="3" width="3.5"/></cols>`
	for name, c := range map[string]struct{ before, style, after, want string }{
		"a narrow column":             {narrow, ``, ``, "4.2"},
		"a wide one":                  {`<cols><col min="1" max="3" width="9"/></cols>`, ``, ``, ""},
		"nothing said":                {``, ``, ``, ""},
		"columns are narrow":          {`<sheetFormatPr defaultColWidth="3.5"/>`, ``, ``, "4.2"},
		"columns have few characters": {`<sheetFormatPr baseColWidth="2"/>`, ``, ``, "4"},
		"but not this one":            {`<sheetFormatPr defaultColWidth="3.5"/><cols><col min="1" max="1" width="4"/></cols>`, ``, ``, ""},
		"merged with the next one":    {narrow, ``, `<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`, ""},
		"merged with the next row":    {narrow, ``, `<mergeCells><mergeCell ref="A1:A2"/></mergeCells>`, "4.2"},
		"as a text":                   {narrow, `<xf numFmtId="49"/>`, ``, "4.2"},
		"with two decimals":           {narrow, `<xf numFmtId="2"/>`, ``, "###"},
		"with one":                    {narrow, `<xf numFmtId="164"/>`, ``, "4.2"},
		"shrunk":                      {narrow, `<xf><alignment shrinkToFit="1"/></xf>`, ``, ""},
		"turned":                      {narrow, `<xf><alignment textRotation="90"/></xf>`, ``, ""},
		"wrapped":                     {narrow, `<xf><alignment wrapText="1" textRotation="0"/></xf>`, ``, "4.2"},
		"in small characters":         {narrow, `<xf fontId="1"/>`, ``, ""},
		"in large ones":               {narrow, `<xf fontId="2"/>`, ``, "4"},
	} {
		data := assembled(t, c.before, `<row r="1"><c r="A1" s="1"><v>4.1500000000000004</v></c></row>`, c.after)
		data = repack(t, data, func(name string, content []byte) []byte {
			if name != stylesPart {
				return content
			}
			return []byte(`<styleSheet ` + mainSpace + `><numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts>` +
				`<fonts><font><sz val="11"/></font><font><sz val="8"/></font><font><sz val="16"/></font></fonts><cellXfs><xf/>` + c.style + `</cellXfs></styleSheet>`)
		})
		if got := mustRead(t, data).Sheets[0].Rows[0].Cells[0]; got.Kind != Number || got.Shown != c.want {
			t.Errorf("%s: %q, want %q", name, got.Shown, c.want)
		}
	}
}

func TestOpenReportsTheSystem(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := Open(filepath.Join(dir, "nothing.xlsx")); !os.IsNotExist(err) {
		t.Errorf("%v", err)
	}
	if _, _, err := Open(dir); err == nil {
		t.Error("a folder was read")
	}
}

func TestPlainDecimal(t *testing.T) {
	for stored, want := range map[string]string{
		"0": "0", "2": "2", "2.5": "2.5", "-0.5": "-0.5", " 12.5 ": "12.5", "+3": "3", "007.50": "7.5", ".5": "0.5", "5.": "5",
		"2.8500000000000001":        "2.85",
		"2.84999999999999999991":    "2.85",
		"0.30000000000000004":       "0.3",
		"2.8549999999999999":        "2.855",
		"85.250000000000014":        "85.25",
		"5.0E-3":                    "0.005",
		"1e2":                       "100",
		"1.25E+1":                   "12.5",
		"-1.0E0":                    "-1",
		"123456789012345678":        "123456789012346000",
		"99999999999999999":         "100000000000000000",
		"0.99999999999999999":       "1",
		"0.000000000000000000001":   "0.000000000000000000001",
		"2.00500000000000000000001": "2.005",
		"0.7999999999999999":        "0.8",
		"1.00000000000000499":       "1", "1.000000000000005": "1.00000000000001", // half away from zero
	} {
		if got, ok := PlainDecimal(stored); !ok || got != want {
			t.Errorf("%q is %q, %v; want %q", stored, got, ok, want)
		}
	}
	for _, stored := range []string{"", ".", "-", "e5", "NaN", "INF", "0x10", "1_000", "1,5", "1e1000", "1.2.3", "一", "1 2"} {
		if got, ok := PlainDecimal(stored); ok {
			t.Errorf("%q is %q", stored, got)
		}
	}
}

// hundredths stands for an amount of points.
type hundredths int

func (h hundredths) String() string { return fmt.Sprintf("%d.%02d", int(h)/100, int(h)%100) }

func TestPlainDecimalKeepsTheValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := hundredths(rapid.IntRange(0, 1_000_00).Draw(t, "hundredths"))
		shift := rapid.IntRange(-3, 3).Draw(t, "shift")
		plain, ok := PlainDecimal(n.String())
		scaled, ok2 := PlainDecimal(fmt.Sprintf("%se%d", shifted(n, shift), -shift))
		if !ok || !ok2 || plain != scaled {
			t.Fatalf("%s: %s and %s", n, plain, scaled)
		}
	})
}

// shifted writes n with its point moved to the right by shift digits.
func shifted(n hundredths, shift int) string {
	digits := fmt.Sprintf("%09d", int(n)) // the point stands before the last two
	point := len(digits) - 2 + shift
	for point > len(digits) {
		digits += "0"
	}
	return digits[:point] + "." + digits[point:]
}

// TestABookKnowsItsFile by its bytes as they are on the disk, also where the
// empty rows at the end of a worksheet are not read.
func TestABookKnowsItsFile(t *testing.T) {
	plain := build(t, "== Sheet1\n1|2")
	long := repack(t, plain, func(name string, content []byte) []byte {
		return bytes.Replace(content, []byte("</sheetData>"), []byte(strings.Repeat(`<row/>`, Large)+"</sheetData>"), 1)
	})
	for name, data := range map[string][]byte{"plain": plain, "with empty rows": long} {
		if got, want := mustRead(t, data).SHA256, fmt.Sprintf("%x", sha256.Sum256(data)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
