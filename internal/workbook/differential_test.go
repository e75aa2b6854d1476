package workbook

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/thorough"
	"qeval/internal/xlsxtest"
)

// sameAsExcelize reads a workbook in both ways.
func sameAsExcelize(t interface {
	Helper()
	Fatalf(string, ...any)
}, data []byte) {
	t.Helper()
	want, list := oracle("a.xlsx", data)
	if want == nil {
		t.Fatalf("excelize: %s", list[0].Message(msg.English))
	}
	got, list := Read("a.xlsx", data)
	if got == nil {
		t.Fatalf("%s", list[0].Message(msg.English))
	}
	if diff := cmp.Diff(want, got, KnownToExcelize); diff != "" {
		t.Fatalf("-excelize +own\n%s", diff)
	}
}

func TestSampleSheetsReadAsByExcelize(t *testing.T) {
	for name, data := range sampleSheets(t) {
		t.Run(name, func(t *testing.T) { sameAsExcelize(t, data) })
	}
	t.Run("encoded", func(t *testing.T) { sameAsExcelize(t, document(t)) })
}

// withParts replaces parts of a workbook of one worksheet.
func withParts(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	return repack(t, build(t, "== 表\nx"), func(name string, content []byte) []byte {
		if part, ok := parts[name]; ok {
			return []byte(part)
		}
		return content
	})
}

const (
	mainSpace   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	sheetPart   = "xl/worksheets/sheet1.xml"
	stringsPart = "xl/sharedStrings.xml"
	stylesPart  = "xl/styles.xml"
	leadsPart   = "xl/_rels/workbook.xml.rels"
)

// manyStyles are: none, percent, a date, struck out, a mark, two decimals, text.
const manyStyles = `<styleSheet ` + mainSpace + `><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00&quot;※&quot;"/></numFmts>` +
	`<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>` +
	`<cellXfs><xf/><xf numFmtId="9" fontId="2"/><xf numFmtId="14"/><xf fontId="1"/><xf numFmtId="164"/><xf numFmtId="2"/><xf numFmtId="49"/></cellXfs></styleSheet>`

const manyStrings = `<sst ` + mainSpace + `><si><t>甲县</t></si><si><t xml:space="preserve"> 2.5 </t></si><si/>` +
	`<si><r><t>划</t></r><r><rPr><strike/></rPr><t>去</t></r><rPh sb="0" eb="1"><t>hua</t></rPh><phoneticPr fontId="0"/></si>` +
	`<si><t>a_x000A_b_x005F_x0041_&#24180;&lt;</t></si><si><t>两` + "\r\n" + `行</t></si></sst>`

// frame are the parts around a worksheet with many styles and texts.
var frame = sync.OnceValues(func() ([]Part, error) {
	data, err := xlsxtest.Build("== 表\nx")
	if err != nil {
		return nil, err
	}
	parts, err := Unpack(data)
	parts = slices.DeleteFunc(parts, func(p Part) bool { return p.Name == sheetPart || p.Name == stringsPart || p.Name == stylesPart })
	for i, part := range parts {
		if part.Name == leadsPart && !bytes.Contains(part.Content, []byte("sharedStrings")) {
			parts[i].Content = bytes.Replace(part.Content, []byte("</Relationships>"), []byte(`<Relationship Id="rId99" `+
				`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`), 1)
		}
	}
	return append(parts, Part{stylesPart, []byte(manyStyles)}, Part{stringsPart, []byte(manyStrings)}), err
})

// assembled is a workbook with these parts of its worksheet.
func assembled(t testing.TB, before, rows, after string) []byte {
	t.Helper()
	parts, err := frame()
	sheet := `<worksheet ` + mainSpace + `>` + before + `<sheetData>` + rows + `</sheetData>` + after + `</worksheet>`
	var b bytes.Buffer
	if err == nil {
		err = Pack(&b, append(slices.Clip(parts), Part{sheetPart, []byte(sheet)}))
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGeneratedSheetsReadAsByExcelize: what programs may write, in every mixture.
func TestGeneratedSheetsReadAsByExcelize(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		one := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(r, name) }
		var rows strings.Builder
		number := 0
		for range rapid.IntRange(0, 5).Draw(r, "rows") {
			number += rapid.IntRange(1, 3).Draw(r, "next row")
			fmt.Fprintf(&rows, `<row r="%d"%s>`, number, one("row", "", ` spans="1:9"`, ` hidden="1"`, ` ht="1.5"`, ` ht="20" customHeight="1"`, ` s="3" customFormat="1"`))
			col := 0
			for range rapid.IntRange(0, 6).Draw(r, "cells") {
				place := ""
				if gap := rapid.IntRange(0, 3).Draw(r, "gap"); gap > 0 {
					col += gap
					place = fmt.Sprintf(` r="%s"`, Ref(col, number))
				} else {
					col++
				}
				style := one("style", "", "", ` s="1"`, ` s="2"`, ` s="3"`, ` s="4"`, ` s="5"`, ` s="6"`, ` s="77"`)
				formula := one("formula", "", "", "", "<f>SUM(A1:B2)</f>", `<f>"甲"&amp;A1</f>`, `<f t="array" ref="Z9">1+1</f>`)
				value := one("value",
					`><v>2.5</v>`, `><v>2.8500000000000001</v>`, `><v>0</v>`, `><v>-5.0E-3</v>`, ` t="n"><v> 12 </v>`, `><v>45000.5</v>`, `><v>NaN</v>`, `>`,
					` t="s"><v>0</v>`, ` t="s"><v>1</v>`, ` t="s"><v>2</v>`, ` t="s"><v>3</v>`, ` t="s"><v>4</v>`, ` t="s"><v>5</v>`, ` t="s">`,
					` t="b"><v>1</v>`, ` t="b"><v>0</v>`, ` t="e"><v>#N/A</v>`, ` t="str"><v>乙</v>`, ` t="str"><v></v>`, ` t="d"><v>2022-12-31</v>`,
					` t="inlineStr"><is><t>丙&#x4E19;</t></is>`, ` t="inlineStr"><is><r><rPr><b/><strike val="1"/></rPr><t>1</t></r><r><t>2</t></r></is>`,
					` t="inlineStr"><is/>`)
				kind, rest, _ := strings.Cut(value, ">")
				fmt.Fprintf(&rows, `<c%s%s%s>%s%s</c>`, place, style, kind, formula, rest)
			}
			rows.WriteString("</row>" + one("between", "", "\n  ", "<!-- <row/> -->", "<?x y?>"))
		}
		before := one("views", "", `<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>`) +
			one("defaults", "", `<sheetFormatPr defaultRowHeight="2" customHeight="1"/>`, `<sheetFormatPr defaultRowHeight="13.5" defaultColWidth="0.5"/>`) +
			one("cols", "", `<cols><col min="2" max="3" width="9" hidden="1"/><col min="4" max="16384" width="0.3" style="3"/></cols>`, `<cols><col min="1" max="4" width="2.7"/></cols>`)
		after := one("merges", "", `<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C3:D3"/></mergeCells>`) +
			one("more", "", `<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>`)
		sameAsExcelize(r, assembled(t, before, rows.String(), after))
	})
}

// TestDifferencesFromExcelize are all there are, and why.
func TestDifferencesFromExcelize(t *testing.T) {
	const refused = "refused"
	for _, c := range []struct {
		why                 string
		before, rows, after string
		own, excelize       string // the grids, or a refusal
	}{
		{"rows in any order are placed by their references; the excelize reader refused them", "",
			`<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`, "", "A1=1 A2=2", refused},
		{"so are cells", "", `<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>`, "", "A1=1 B1=2", refused},
		{"a row that is there twice; excelize joins them", "", `<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>`, "", refused, "A1=1 B1=2"},
		{"a type that there is not; excelize takes a number", "", `<row r="1"><c r="A1" t="z"><v>1</v></c></row>`, "", refused, "A1=1"},
		{"a boolean that is none; excelize takes false", "", `<row r="1"><c r="A1" t="b"><v>7</v></c></row>`, "", refused, "A1=FALSE"},
		{"two values; excelize joins them", "", `<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>`, "", refused, "*"},
		{"a text where a number should be; excelize sees nothing", "", `<row r="1"><c r="A1"><is><t>1</t></is></c></row>`, "", refused, ""},
		{"a child without its formula; excelize takes the value for typed", "", `<row r="1"><c r="A1"><f t="shared" si="0"/><v>1</v></c></row>`, "", refused, "A1=1"},
		{"text between elements", "", `<row r="1">1<c r="A1"><v>1</v></c></row>`, "", refused, "A1=1"},
		{"an element inside of a value; excelize passes it over", "", `<row r="1"><c r="A1"><v>1<x>2</x></v></c></row>`, "", refused, "A1=1"},
		{"an escape in the result of a formula", "", `<row r="1"><c r="A1" t="str"><v>_x4E2D_</v></c></row>`, "", "A1=中", "A1=_x4E2D_"},
		{"a character beyond 16 bits; excelize drops its escapes", "", `<row r="1"><c r="A1" t="inlineStr"><is><t>_xD840__xDC0B_</t></is></c></row>`, "", "A1=𠀋", ""},
		{"a style 0 of the cell's own; excelize takes the row's", "", `<row r="1" s="3"><c r="A1" s="0"><v>1</v></c></row>`, "", "A1=1", "A1=1 struck"},
		{"a column of no width; excelize takes the usual one", `<cols><col min="1" max="1" width="0"/></cols>`,
			`<row r="1"><c r="A1"><v>1</v></c></row>`, "", "A1=1 hidden", "A1=1"},
		{"a row that is hidden and has no number; excelize shows it", "", `<row hidden="1"><c><v>1</v></c></row>`, "", "A1=1 hidden", "A1=1"},
		{"merged ranges that overlap; excelize makes one of them", "", `<row r="1"><c r="A1"><v>1</v></c></row>`,
			`<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>`, refused, "A1=1"},
		{"the space in a shared formula, which excelize drops", "", `<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:B1">1 + $B2</f><v>1</v></c>` +
			`<c r="B1"><f t="shared" si="0"/><v>2</v></c></row>`, "", "A1=1 {1 + $B2} B1=2 {1 + $B2}", "*"},
		{"the other cells of an array, which excelize takes for typed", "", `<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>` +
			`<row r="2"><c r="A2"><v>2</v></c></row>`, "", "A1=1 {B1:B2} A2=2 {B1:B2}", "A1=1 {B1:B2} A2=2"},
		{"a table of data, which excelize takes for typed", "", `<row r="1"><c r="A1"><f t="dataTable" ref="A1:B1" dt2D="0" dtr="1" r1="C9"/><v>1</v></c><c r="B1"><v>2</v></c></row>`,
			"", "A1=1 {TABLE(C9,)} B1=2 {TABLE(C9,)}", "A1=1 B1=2"},
		{"columns behind the cells that they hide", "", `<row r="1"><c r="A1"><v>1</v></c></row>`, `<cols><col min="1" max="1" hidden="1"/></cols>`, refused, "*"},
	} {
		t.Run(c.why, func(t *testing.T) {
			data := assembled(t, c.before, c.rows, c.after)
			show := func(book *Book, _ diag.List) string {
				if book == nil {
					return refused
				}
				return brief(book)
			}
			if got := show(Read("a.xlsx", data)); got != c.own {
				t.Errorf("got %s, want %s", got, c.own)
			}
			if got := show(oracle("a.xlsx", data)); got != c.excelize && c.excelize != "*" { // * is whatever it does
				t.Errorf("excelize: got %s, want %s", got, c.excelize)
			} else if got == c.own {
				t.Error("there is no difference")
			}
		})
	}
}

// brief is what a workbook's cells show.
func brief(book *Book) string {
	var cells []string
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				text := c.At.Cell() + "=" + c.Text
				if c.Formula != "" {
					text += " {" + c.Formula + "}"
				}
				if c.Doubts.Has(Struck) {
					text += " struck"
				}
				if c.Doubts.Has(Hidden) {
					text += " hidden"
				}
				cells = append(cells, text)
			}
		}
	}
	return strings.Join(cells, " ")
}

// TestXMLAsProgramsWriteIt, in the encodings and with the prefixes that it may have.
func TestXMLAsProgramsWriteIt(t *testing.T) {
	const sheet = `<?xml version="1.0" encoding="UTF-8"?>` + "\r\n" + `<worksheet ` + mainSpace + `><sheetData><row r="1"><c r="A1" t="str"><v>年&#24180;<![CDATA[<&]]></v></c></row></sheetData></worksheet>`
	const want = "A1=年年<&"
	prefixed := strings.NewReplacer("<worksheet xmlns", "<x:worksheet xmlns:x", "</", "</x:", "<sheetD", "<x:sheetD", "<row", "<x:row", "<c ", "<x:c ", "<v", "<x:v").Replace(sheet)
	wide := func(order func(unit uint16) []byte) string {
		b := order(0xFEFF)
		for _, r := range strings.Replace(sheet, "UTF-8", "UTF-16", 1) {
			b = append(b, order(uint16(r))...)
		}
		return string(b)
	}
	for name, content := range map[string]string{
		"as it is": sheet, "prefix": prefixed, "mark": "\uFEFF" + sheet,
		"strict":    strings.Replace(sheet, mainSpace, `xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"`, 1),
		"low first": wide(func(u uint16) []byte { return []byte{byte(u), byte(u >> 8)} }), "high first": wide(func(u uint16) []byte { return []byte{byte(u >> 8), byte(u)} }),
		"comments": "<!--" + strings.Repeat("x> ", windowSize) + "-->" + sheet[len(`<?xml version="1.0" encoding="UTF-8"?>`):] + "<!----><?p?>\n",
		"brackets": strings.Replace(sheet, "<c ", `<c y:n='a>b>"' xmlns:y = "u>" `, 1),
	} {
		if got := brief(mustRead(t, withParts(t, map[string]string{sheetPart: content}))); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, content := range map[string]string{
		"a document type": strings.Replace(sheet, "\r\n", `<!DOCTYPE x [<!ENTITY a "b">]>`, 1), "another encoding": strings.Replace(sheet, "UTF-8", "GBK", 1),
		"another namespace": strings.Replace(sheet, "2006/main", "2006/other", 1), "no namespace": strings.Replace(sheet, mainSpace, "", 1),
		"a prefix of nothing": strings.Replace(sheet, "<c ", `<c y:n="" `, 1), "an entity": strings.Replace(sheet, "&#24180;", "&nbsp;", 1),
		"a zero": strings.Replace(sheet, "&#24180;", "&#0;", 1), "no UTF-8": strings.Replace(sheet, "年", "\xFF", 1), "an open tag": sheet[:len(sheet)-3],
		"two roots": sheet + "<x/>", "text behind": sheet + "x", "an attribute twice": strings.Replace(sheet, "<c ", `<c r="A1" `, 1),
		"a bracket": strings.Replace(sheet, "<![CDATA[<&]]>", "]]>", 1), "the wrong end": strings.Replace(sheet, "</v></c>", "</c></v>", 1), "nothing": "",
		"no quotes": strings.Replace(sheet, `r="A1"`, "r=A1", 1), "too deep": strings.Replace(sheet, "<sheetData>", strings.Repeat("<x>", limitDepth.Max)+strings.Repeat("</x>", limitDepth.Max)+"<sheetData>", 1),
	} {
		if book, _ := Read("a.xlsx", withParts(t, map[string]string{sheetPart: content})); book != nil {
			t.Errorf("%s: %s", name, brief(book))
		}
	}
}

// TestTheScannerDoesNotMindItsWindow: wherever a read ends, the tokens are the same.
func TestTheScannerDoesNotMindItsWindow(t *testing.T) {
	tokens := func(whole []byte, from io.Reader) string {
		var b strings.Builder
		var s scanner
		err := s.reset(whole, from, sheetSpace)
		for err == nil {
			var token token
			if token, err = s.next(); token == endOfFile {
				break
			}
			switch token {
			case startTag:
				fmt.Fprintf(&b, "<%s %d>", s.name, len(s.attrs))
			case text:
				fmt.Fprintf(&b, "%s", s.text) // it may come in pieces
			default:
				b.WriteString("</>")
			}
		}
		return fmt.Sprint(b.String(), err)
	}
	parts, err := Unpack(document(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts {
		content := string(part.Content) + "\n"
		want := tokens(nil, strings.NewReader(content))
		if got := tokens([]byte(content), nil); got != want {
			t.Errorf("%s in place: %s", part.Name, cmp.Diff(want, got))
		}
		if got := tokens(nil, iotest.OneByteReader(strings.NewReader(content))); got != want || !strings.HasSuffix(want, "<nil>") {
			t.Errorf("%s: %s", part.Name, cmp.Diff(want, got))
		}
		if got := tokens(nil, iotest.DataErrReader(strings.NewReader(content))); got != want {
			t.Errorf("%s: %s", part.Name, cmp.Diff(want, got))
		}
	}
}

// TestMovedFormulas, as Excel moves those that cells share.
func TestMovedFormulas(t *testing.T) {
	for formula, want := range map[string]string{
		"A1+$A1+A$1+$A$1": "B3+$A3+B$1+$A$1", "SUM(A1:B2)": "SUM(B3:C4)", "SUM(A:B,$A:B)": "SUM(B:C,$A:C)", "SUM(1:2,$1:2)": "SUM(3:4,$1:4)",
		`"A1"&A1`: `"A1"&B3`, `"A""1"&A1`: `"A""1"&B3`, "'A1 x'!A1": "'A1 x'!B3", "A1!A1": "A1!B3", "LOG10(A1)": "LOG10(B3)", "甲1+A1": "甲1+B3", "A1.5": "A1.5",
		"T[[#This Row],[A1]]+A1": "T[[#This Row],[A1]]+B3", "XFD1": "#REF!", "A1048575": "#REF!", "1+2.5": "1+2.5", "AAAA1": "AAAA1", "A0": "A0", "": "",
	} {
		if got := moved(formula, 1, 2); got != want {
			t.Errorf("%s becomes %s, want %s", formula, got, want)
		}
	}
}

// TestWhatOthersShowOtherwise is not taken for what it is stored as.
func TestWhatOthersShowOtherwise(t *testing.T) {
	kindOf := func(data []byte) Kind {
		book, list := Read("a.xlsx", data)
		if book == nil {
			t.Fatal(list[0].Message(msg.English))
		}
		return book.Sheets[0].Rows[0].Cells[0].Kind
	}
	if book, list := Read("a.xlsx", assembled(t, "", `<row r="1"><c r="A1" t="inlineStr"><v>1.95</v></c></row>`, "")); book != nil || list[0].Code != diag.Damaged.Code {
		t.Error("a value is taken for a text of the cell's own")
	}
	perCent, plain := `<cols><col min="1" max="1" width="9" style="1"/></cols>`, `<c r="A1"><v>0.95</v></c></row>`
	styles := `<styleSheet ` + mainSpace + `><numFmts count="1"><numFmt numFmtId="2" formatCode="0%"/></numFmts><fonts count="2"><font/><font><strike/></font></fonts>` +
		`<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="2"/><xf numFmtId="0" fontId="1" applyFont="0"/></cellXfs></styleSheet>`
	styled := func(before, row string) []byte {
		data, err := xlsxtest.Repack(assembled(t, before, row, ""), func(name string, content []byte) []byte {
			if name == stylesPart {
				return []byte(styles)
			}
			return content
		})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, c := range map[string]struct {
		data []byte
		want Kind
	}{
		"the column's style":                  {styled(perCent, `<row r="1">`+plain), Percent},
		"a row's style that is not its own":   {styled(perCent, `<row r="1" s="3">`+plain), Percent},
		"a row's own style":                   {styled(perCent, `<row r="1" s="3" customFormat="1">`+plain), Number},
		"a built-in number with another code": {styled("", `<row r="1"><c r="A1" s="2"><v>0.95</v></c></row>`), ShownDifferently},
	} {
		if got := kindOf(c.data); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	book, _ := Read("a.xlsx", styled("", `<row r="1"><c r="A1" s="3"><v>1</v></c></row>`))
	if !book.Sheets[0].Rows[0].Cells[0].Doubts.Has(Struck) {
		t.Error("a font that is said not to apply does not strike out")
	}
	for _, number := range []int{59, 67, 71, 81} {
		if seen := formatsOf(number, "", false)[0].number("2"); seen.kind != ShownDifferently {
			t.Errorf("format %d: %d", number, seen.kind)
		}
	}
}

// TestEmptyRowsCostNoMemory, nor do styled cells without a value.
func TestEmptyRowsCostNoMemory(t *testing.T) {
	thorough.Sequential(t)
	data := assembled(t, "", `<row><c><v>1</v></c></row>`+strings.Repeat(`<row s="1" ht="20"><c s="1"/><c s="1"/></row>`, 500_000), "")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	mustRead(t, data)
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
		t.Errorf("%d bytes", took)
	}
}

var everyFlip = flag.Bool("flips", false, "flip every single bit of a sample sheet, which takes a minute")

// TestEveryFlippedBitIsSeen: a sheet of which a bit has changed reads as before or
// not at all.
func TestEveryFlippedBitIsSeen(t *testing.T) {
	data := sampleSheets(t)["2022年质量工作考核评分表-市公安局.xlsx"]
	want := mustRead(t, data)
	step := 61 // no multiple of 8
	if *everyFlip {
		step = 1
	}
	const workers = 2
	var group sync.WaitGroup
	var read, refused [workers]int
	for worker := range workers {
		group.Go(func() {
			flipped := bytes.Clone(data)
			for bit := worker * step; bit < 8*len(data); bit += workers * step {
				flipped[bit/8] ^= 1 << (bit % 8)
				got, list := Read("a.xlsx", flipped)
				flipped[bit/8] ^= 1 << (bit % 8)
				if got == nil {
					refused[worker]++
					if len(list) == 0 {
						t.Errorf("bit %d: nothing is said", bit)
					}
					continue
				}
				read[worker]++
				if got.SHA256 = want.SHA256; !reflect.DeepEqual(want, got) {
					t.Errorf("bit %d of byte %d gives other data", bit%8, bit/8)
				}
			}
		})
	}
	group.Wait()
	t.Logf("%d flips: %d read the same, %d refused", read[0]+read[1]+refused[0]+refused[1], read[0]+read[1], refused[0]+refused[1])
}
