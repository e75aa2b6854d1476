package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"qeval/internal/diag"
)

// plainNumber is how the text of a number looks.
var plainNumber = regexp.MustCompile(`^-?([0-9]+(\.[0-9]*)?|\.[0-9]+)$`)

// sound holds whatever was read against what a [Book] promises.
func sound(t *testing.T, book *Book, list diag.List) {
	t.Helper()
	if (book == nil) == (len(list) == 0) {
		t.Fatalf("%v, %v", book, list)
	}
	if book == nil {
		return
	}
	var names []string
	for _, sheet := range book.Sheets {
		if name := strings.ToLower(sheet.Name); name == "" || name == MetaSheet || slices.Contains(names, name) {
			t.Errorf("a worksheet %q among %q", sheet.Name, names)
		} else {
			names = append(names, name)
		}
		for i, merged := range sheet.Merges {
			if slices.ContainsFunc(sheet.Merges[:i], merged.Overlaps) || merged.FirstCol < 1 || merged.FirstRow < 1 || merged.LastCol < merged.FirstCol || merged.LastRow < merged.FirstRow {
				t.Errorf("merged %v", sheet.Merges)
			}
		}
		for _, d := range sheet.Drawings {
			if d.FirstCol < 1 || d.FirstRow < 1 || d.LastCol < d.FirstCol || d.LastRow < d.FirstRow || d.LastCol > MaxColumns || d.LastRow > lastRow || !utf8.ValidString(d.Text) {
				t.Errorf("drawn %+v", d)
			}
		}
		for _, c := range sheet.Comments {
			if c.At.Col < 1 || c.At.Row < 1 || c.At.Row > lastRow || len(c.Text) > maxNote || !utf8.ValidString(c.Text) {
				t.Errorf("noted %+v", c)
			}
		}
		above := 0
		for _, row := range sheet.Rows {
			if row.Number <= above || row.Number > lastRow || len(row.Cells) == 0 {
				t.Errorf("row %d with %d cells below row %d", row.Number, len(row.Cells), above)
			}
			above = row.Number
			before := 0
			for _, c := range row.Cells {
				at := diag.Position{File: book.File, Worksheet: sheet.Name, Col: c.At.Col, Row: row.Number}
				if c.At != at || c.At.Col <= before || c.At.Col > MaxColumns {
					t.Errorf("%+v behind column %d of row %d", c.At, before, row.Number)
				}
				before = c.At.Col
				soundCell(t, c)
			}
		}
	}
}

func soundCell(t *testing.T, c Cell) {
	t.Helper()
	ok := true
	switch c.Kind {
	case Empty:
		ok = c.Text == "" && c.Formula != ""
	case Number, Percent:
		ok = plainNumber.MatchString(c.Text)
	case Bool:
		ok = c.Text == "TRUE" || c.Text == "FALSE"
	}
	if !ok || !utf8.ValidString(c.Text) || len(c.Text) > limitText.Max {
		t.Errorf("%+v", c)
	}
}

// fuzzedParts are the parts of a workbook that the reader looks into.
var fuzzedParts = [...]string{
	"_rels/.rels", "xl/workbook.xml", leadsPart, stylesPart, stringsPart, sheetPart, "xl/worksheets/sheet2.xml",
	"xl/theme/theme1.xml", "xl/worksheets/_rels/sheet1.xml.rels", drawingPart, commentsPart,
}

// FuzzRead: any bytes give a book as it should be or a message, whether they are one of
// these parts, at which the fuzzer would hardly get behind the checksums, or the file
// itself. A book is the same when its parts are packed again.
func FuzzRead(f *testing.F) {
	parts := fuzzed(f)
	f.Add(uint8(len(fuzzedParts)), []byte("PK"))
	f.Add(uint8(len(fuzzedParts)), packed(f, parts))
	usual := build(f, "== 表\n甲|2.5\n|丙")
	for _, s := range shapes {
		f.Add(uint8(len(fuzzedParts)), s.apply(f, usual))
	}
	for i, name := range fuzzedParts {
		content := string(parts[indexOf(parts, name)].Content)
		f.Add(uint8(i), []byte(content))
		for _, broken := range [][2]string{ // in ways that the fuzzer would take its time to find
			{`name="表"`, `name="_QEVAL"`}, {`<mergeCell ref="A3:B4"/>`, `<mergeCell ref="A3:B4"/><mergeCell ref="B4:C5"/>`},
			{`<row r="1"`, `<row r="9"`}, {`r="B1"`, `r="A1"`}, {`A1:B9`, `A:A XFD1048576:A1`}, {`showValue="0"`, `showValue="x"`}, {`t="dataTable"`, `t="array"`},
			{`formatCode="`, `formatCode="[&lt;1]0;[&gt;9]0;0;&quot;甲&quot;`}, {`theme="0"`, `theme="99" tint="-2"`}, {`<xdr:col>1<`, `<xdr:col>99999999999<`}, {`45000`, `4.50000000000000001e-19`}, {`t="s"`, `t="b"`},
		} {
			if strings.Contains(content, broken[0]) {
				f.Add(uint8(i), []byte(strings.Replace(content, broken[0], broken[1], 1)))
			}
		}
	}
	f.Fuzz(func(t *testing.T, part uint8, content []byte) {
		data := content
		if i := int(part) % (len(fuzzedParts) + 1); i < len(fuzzedParts) {
			data = packed(t, with(parts, fuzzedParts[i], content))
		}
		book, list := Read("a.xlsx", data)
		if whole, _ := ReadWhole("a.xlsx", data); whole != nil && book == nil {
			t.Error("it is read as a whole, and not without what is beside its cells")
		}
		sound(t, book, list)
		if book == nil {
			return
		}
		all, err := Unpack(data)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Read("a.xlsx", packed(t, all))
		if again != nil {
			again.SHA256 = book.SHA256
		}
		if !reflect.DeepEqual(book, again) {
			t.Error(cmp.Diff(book, again))
		}
	})
}

// fuzzed are the parts of a workbook with some of all that the reader knows.
func fuzzed(f *testing.F) []Part {
	seen := over(`<xdr:twoCellAnchor>`+marked("from", 1, 5, 2, 0)+marked("to", 3, 0, 4, 9)+`<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x"/></xdr:nvSpPr>`+
		`<xdr:txBody><a:p><a:r><a:t>作废</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor><xdr:oneCellAnchor>`+marked("from", 1, 0, 2, 0)+
		`<xdr:ext cx="1200000" cy="380000"/><xdr:pic/></xdr:oneCellAnchor>`,
		`<authors><author>张三</author></authors><commentList><comment ref="B2" authorId="0"><text><t>改为2.5</t></text></comment></commentList>`)
	seen.styles = strings.Replace(strings.TrimSuffix(strings.SplitN(manyStyles, ">", 2)[1], "</styleSheet>"), "<font><strike/></font>",
		`<font><strike/><color theme="0" tint="-0.05"/><sz val="3"/><name val="Webdings"/></font>`, 1) + `<dxfs><dxf><font><color indexed="9"/></font></dxf></dxfs>`
	seen.parts["xl/theme/theme1.xml"] = fmt.Sprintf(ownTheme, restOfTheme)
	seen.before, seen.rows, seen.after = `<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="13.5"/>`+
		`<cols><col min="2" max="2" width="9" hidden="1"/><col min="3" max="9" width="9" style="1"/></cols>`,
		`<row r="1" s="3" customFormat="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2"><v>45000</v></c><c r="C1" s="4"><v>2.5</v></c></row>`+
			`<row r="3"><c r="C3" s="3"><f t="dataTable" ref="C3:D4" dtr="1" r1="A1"/><v>2</v></c><c r="D3"><v>3</v></c></row>`+
			`<row r="2" hidden="1"><c t="s"><v>0</v></c><c><f t="shared" si="0" ref="B2:C2">A1</f><v>1</v></c><c><f t="shared" si="0"/><v>2</v></c></row>`,
		`<mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells><conditionalFormatting sqref="A1:B9"><cfRule type="expression" dxfId="0" priority="1"/>`+
			`<cfRule type="iconSet" priority="2"><iconSet showValue="0"/></cfRule></conditionalFormatting>`+drawingElement+
			later(`<x14:cfRule type="expression"><x14:dxf><font><strike/></font></x14:dxf></x14:cfRule>`, "A1:B9")
	parts, err := Unpack(seen.file(f))
	if err != nil {
		f.Fatal(err)
	}
	for _, more := range [...]struct{ part, end, element string }{
		{"xl/workbook.xml", "</sheets>", `<sheet name="` + MetaSheet + `" sheetId="98" state="veryHidden" r:id="rId98"/>`},
		{leadsPart, "</Relationships>", `<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>`},
	} {
		content := string(parts[indexOf(parts, more.part)].Content)
		parts = with(parts, more.part, []byte(strings.Replace(content, more.end, more.element+more.end, 1)))
	}
	parts = append(parts, Part{"xl/worksheets/sheet2.xml",
		[]byte(`<worksheet ` + mainSpace + `><sheetData><row r="1"><c t="str"><v>kind</v></c><c t="str"><v>test</v></c></row></sheetData></worksheet>`)})
	if book := mustRead(f, packed(f, parts)); book.Meta.Get("kind") != "test" {
		f.Fatal(book.Meta)
	}
	return parts
}

func indexOf(parts []Part, name string) int {
	return slices.IndexFunc(parts, func(p Part) bool { return p.Name == name })
}

// with are the parts with another content of one.
func with(parts []Part, name string, content []byte) []Part {
	parts = slices.Clone(parts)
	parts[indexOf(parts, name)].Content = content
	return parts
}

// packed is [Pack] without compression, which would only cost time.
func packed(t testing.TB, parts []Part) []byte {
	t.Helper()
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(p.Content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// styledRow is a row that says something of itself, but not first its number.
var styledRow = regexp.MustCompile(`<row\s+(?:[^r]|r[^=])`)

// FuzzRows: any rows of a worksheet give a book as it should be or a message, and what
// both readers take they read the same, but for what [TestDifferencesFromExcelize]
// tells.
func FuzzRows(f *testing.F) {
	f.Add(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`)
	f.Add(`<row r="2" hidden="1" s="3"><c r="C2" s="1"><f t="shared" si="0" ref="C2:C3">1+1</f><v>2</v></c></row><row r="3"><c r="C3"><f t="shared" si="0"/></c></row>`)
	f.Add(`<row><c t="s"><v>3</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>"a"</f><v>a</v></c><c t="d"><v>2022-01-01</v></c></row>`)
	f.Add(`<row r="1"><c r="A1" s="4"><v>5.0E-3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells><sheetData2>`)
	f.Add(`<row r="1" ht="5"><c r="A1" t="inlineStr"><is><r><t>0.5</t></r><r><rPr><vertAlign val="superscript"/><color rgb="FFFFFFFF"/></rPr><t>1</t></r></is></c></row>`)
	f.Add(`<row r="1"><c r="A1"><f t="dataTable" ref="A1:B2" dt2D="1" r1="C1" r2="C2"/><v>1</v></c></row></sheetData><conditionalFormatting sqref="A1"/><sheetData2>`)
	f.Add(`<row r="1"><c r="a1"><v>1</v></c><c t="str"><f>_xlfn.DISPIMG("ID_0A",1)</f><v>=DISPIMG("ID_0A",1)</v></c><c t="e" vm="1"><v>#VALUE!</v></c></row><autoFilter/>`)
	f.Fuzz(func(t *testing.T, rows string) {
		data := assembled(t, "", rows, "")
		got, list := Read("a.xlsx", data)
		sound(t, got, list)
		if got == nil || knownToDiffer(rows) {
			return
		}
		want, _ := oracle("a.xlsx", data)
		if want == nil {
			return
		}
		if diff := cmp.Diff(want, got, KnownToExcelize); diff != "" {
			t.Errorf("-excelize +own\n%s", diff)
		}
	})
}

// knownToDiffer reports whether there is something in a worksheet's rows that excelize
// is known to read in another way.
func knownToDiffer(rows string) bool {
	for _, known := range []string{"_x", `"shared"`, "'shared'", `s="0`, `s='0`, "width", "CDATA", "array", "dataTable", "DISPIMG", "vm"} {
		if strings.Contains(rows, known) {
			return true
		}
	}
	return styledRow.MatchString(rows)
}
