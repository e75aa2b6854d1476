package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/thorough"
)

// TestLimits: of a workbook that exceeds a limit it is said which one, and where. These
// files are small, and would cost much.
func TestLimits(t *testing.T) {
	thorough.Sequential(t)
	many := func(n int, one string) string { return strings.Repeat(one, n) }
	rows := func(rows string) []byte { return assembled(t, "", "<row>"+rows+"</row>", "") }
	before := func(xml string) []byte { return assembled(t, xml, "", "") }
	after := func(xml string) []byte { return assembled(t, "", "<row><c><v>1</v></c></row>", xml) }
	styles := func(xml string) []byte {
		return withParts(t, map[string]string{stylesPart: "<styleSheet " + mainSpace + ">" + xml + "</styleSheet>"})
	}
	value, text := "<c><v>1</v></c>", func(bytes int) string { return `<c t="str"><v>` + many(bytes, "x") + `</v></c>` }
	shared := `<c><f t="shared" si="0" ref="A1:XFD1">"` + many(40_000, "x") + `"</f><v>1</v></c>` + many(1000, `<c><f t="shared" si="0"/><v>1</v></c>`)
	hides := func(ranges string) []byte {
		return withParts(t, map[string]string{
			stylesPart: "<styleSheet " + mainSpace + `><dxfs><dxf><numFmt numFmtId="200" formatCode=";;;"/></dxf></dxfs></styleSheet>`,
			sheetPart: "<worksheet " + mainSpace + "><sheetData><row>" + many(4000, value) + `</row></sheetData><conditionalFormatting sqref="` + ranges +
				`"><cfRule type="expression" dxfId="0" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting></worksheet>`,
		})
	}
	full := "<worksheet " + mainSpace + "><sheetData>" + many(limitCells.Max/16, "<row>"+many(16, value)+"</row>") + "</sheetData></worksheet>"
	threeFull := repack(t, build(t, "== 表\nx\n== 二\nx\n== 三\nx"), func(name string, content []byte) []byte {
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			return []byte(full)
		}
		return content
	})
	reached := map[string]bool{}
	outlined := func(path string, data []byte) (*Book, diag.List) {
		outline, list := OutlineOf(path, data)
		if outline == nil {
			return nil, list
		}
		return outline.Book, list
	}
	for _, c := range []struct {
		limit budget.Limit
		place string // worksheet and cell
		data  []byte
	}{
		{limitFile, "", append([]byte("PK"), make([]byte, MaxFile)...)},
		{limitParts, "", append(document(t), many(limitParts.Max+1, "PK\x01\x02")...)},
		{limitUnzipped, "", claiming(t, "xl/media/image1.png", limitUnzipped.Max)},
		{limitUnzipped, "表", assembled(t, "<!--"+many(limitUnzipped.Max>>20, many(1<<20-9, " ")+"--><!--")+"-->", "<row/>", "")},
		{limitWorksheet, "", claiming(t, "xl/worksheets/sheet91.xml", limitWorksheet.Max+1)},
		{limitInflated, "", claiming(t, "xl/worksheets/sheet91.xml", limitWorksheet.Max, "xl/worksheets/sheet92.xml", limitWorksheet.Max)},
		{limitSheets, "", withParts(t, map[string]string{"xl/workbook.xml": "<workbook " + mainSpace + "><sheets>" + many(limitSheets.Max+1, "<sheet/>") + "</sheets></workbook>"})},
		{limitStrings, "", withParts(t, map[string]string{stringsPart: "<sst " + mainSpace + ">" + many(limitStrings.Max+1, "<si/>") + "</sst>"})},
		{limitStyles, "", styles("<cellXfs>" + many(limitStyles.Max+1, "<xf/>") + "</cellXfs>")},
		{limitStyles, "", styles("<fonts>" + many(limitStyles.Max+1, "<font/>") + "</fonts>")},
		{limitCode, "", styles(`<numFmts><numFmt numFmtId="200" formatCode="` + many(limitCode.Max+1, "0") + `"/></numFmts>`)},
		{limitCodes, "", styles("<numFmts>" + many(limitCodes.Max/limitCode.Max+1, `<numFmt numFmtId="200" formatCode="`+many(limitCode.Max, "0")+`"/>`) + "</numFmts>")},
		{limitColumns, "表", before("<cols>" + many(limitColumns.Max/MaxColumns+1, `<col min="1" max="16384"/>`) + "</cols>")},
		{limitRows, "表", assembled(t, "", `<row r="1048577"/>`, "")},
		{limitRows, "表!A1048577", assembled(t, "", many(lastRow, "<row/>")+"<row>"+value+"</row>", "")},
		{limitCells, "表!A16385", assembled(t, "", many(limitCells.Max/16, "<row>"+many(16, value)+"</row>")+"<row>"+many(16, value)+"</row>", "")},
		{limitAllCells, "三!A1", threeFull},
		{limitText, "表!B1", rows(value + text(limitText.Max+1))},
		{limitText, "表!A1", rows(text(limitToken.Max - 100))},
		{limitTexts, "表!FO1", rows(many(limitTexts.Max/limitText.Max+1, text(limitText.Max)))},
		{reportCells, "表!A65537", assembled(t, "", many(reportCells.Max/16, "<row>"+many(16, value)+"</row>")+"<row>"+many(16, value)+"</row>", "")},
		{reportTexts, "表!MD1", rows(many(reportTexts.Max/limitText.Max+1, text(limitText.Max)))},
		{limitMoved, "表!HC1", rows(shared)},
		{limitMerges, "表", after("<mergeCells>" + many(limitMerges.Max+1, `<mergeCell ref="A1"/>`) + "</mergeCells>")},
		{limitRules, "表", hides(many(limitRules.Max+1, "A1 "))},
		{limitVisits, "表", hides(many(limitVisits.Max/8000+1, "A1:EWV1 "))},
		{limitExtras, "表", after("<hyperlinks>" + many(limitExtras.Max+1, `<hyperlink ref="A1" location="x"/>`) + "</hyperlinks>")},
		{limitToken, "表", assembled(t, "", `<row a="`+many(limitToken.Max, ">")+`"/>`, "")},
		{limitToken, "表!A1", rows(`<c t="str"><v>` + many(3, many(limitToken.Max/2, "x")+"<!---->") + "</v></c>")},
		{limitDepth, "表", before(many(50_000, "<x>"))},
		{limitAttributes, "表", before("<x" + numberedAttributes(50_000) + "/>")},
	} {
		reached[c.limit.Text().In(0)] = true
		read := ReadWhole
		switch c.limit.Text().In(1) {
		case reportCells.Text().In(1), reportTexts.Text().In(1):
			read = outlined
		}
		book, list := read("a.xlsx", c.data)
		if book != nil {
			t.Errorf("%s: it is read", c.limit.Text().In(1))
			continue
		}
		got := list[0]
		want := diag.TooLarge.At(got.Position, c.limit.Text())
		if place := strings.TrimSuffix("a.xlsx:"+c.place, ":"); got.Message(1) != want.Message(1) || got.Position.String() != place {
			t.Errorf("%s is said at %s, want %s at %s", got.Message(1), got.Position, c.limit.Text().In(1), c.place)
		}
	}
	for _, l := range Limits() {
		if !reached[l.Text().In(0)] {
			t.Errorf("%s: nothing reaches it", l.Text().In(1))
		}
	}
}

// TestFarCellsAreRead: where a cell is does not matter, nor how many gaps there are
// before it.
func TestFarCellsAreRead(t *testing.T) {
	book := mustRead(t, assembled(t, "", `<row r="1"><c r="XFD1" t="str"><v> </v></c></row>`+farRows(1000)+`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, ""))
	rows := book.Sheets[0].Rows
	if len(rows) != 1002 || rows[0].Cells[0].At.Cell() != "XFD1" || rows[1001].Cells[0].At.Cell() != "XFD1048576" {
		t.Error(len(rows))
	}
}

// farRows are rows with one cell each, as far to the right as there are columns.
func farRows(rows int) string {
	var b strings.Builder
	for i := range rows {
		fmt.Fprintf(&b, `<row r="%d"><c r="%s"><v>1</v></c></row>`, i+2, Ref(MaxColumns, i+2))
	}
	return b.String()
}

func numberedAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d=">"`, i)
	}
	return b.String()
}

// claiming is a workbook with more parts, which say that they are so many bytes long.
func claiming(t *testing.T, parts ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	own, err := Unpack(document(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range own {
		w, err := w.Create(part.Name)
		if err == nil {
			_, err = w.Write(part.Content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for part := range slices.Chunk(parts, 2) {
		if _, err := w.CreateRaw(&zip.FileHeader{Name: part[0].(string), Method: zip.Deflate, UncompressedSize64: uint64(part[1].(int))}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
