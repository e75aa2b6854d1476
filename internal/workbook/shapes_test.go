package workbook

import (
	"archive/zip"
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/xlsxtest"
)

// shape is a way in which some program writes a workbook, or a fault that looks like it.
type shape struct {
	name   string
	change func(parts []xlsxtest.Piece) []xlsxtest.Piece
	code   diag.Code // why it is refused, or "" if it says the same as without the change
}

const officeType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// shapes are what real files have, and beside each what must not be taken for it.
var shapes = []shape{
	{"a module without a part", inPart("xl/workbook.xml", "</sheets>", `<sheet name="Module1" sheetId="9" r:id=""/></sheets>`), ""},
	{"a worksheet that names no part", inPart("xl/workbook.xml", "</sheets>", `<sheet name="Module1" sheetId="9"/></sheets>`), diag.Damaged.Code},
	{"a workbook of another kind", inPart("xl/workbook.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://example.org"), diag.Damaged.Code},
	{"a worksheet whose part is nowhere", inPart("xl/workbook.xml", "</sheets>", `<sheet name="Module1" sheetId="9" r:id="rId77"/></sheets>`), diag.Damaged.Code},
	{"a dialog", sheet("dialogsheet", `<dialogsheet `+mainSpace+`/>`), ""},
	{"a chart", sheet("chartsheet", `<chartsheet `+mainSpace+`/>`), ""},
	{"a macro sheet", sheet("xlMacrosheet", `<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" `+mainSpace+`><sheetData><row r="1"><c r="A1"><v>9</v></c></row></sheetData></xm:macrosheet>`), ""},
	{"a sheet that nobody knows", sheet("worksheet", `<othersheet `+mainSpace+`/>`), diag.Damaged.Code},
	{"the same texts named twice", inPart(leadsPart, "</Relationships>", leads("sharedStrings", "/xl/sharedStrings.xml")), ""},
	{"other texts named too", both(also("xl/other.xml", `<sst `+mainSpace+`/>`), inPart(leadsPart, "</Relationships>", leads("sharedStrings", "other.xml"))), diag.Damaged.Code},
	{"parts elsewhere", refoldered("xl/", "content/"), ""},
	{"parts at the top", refoldered("xl/", ""), ""},
	{"no workbook among the parts", both(refoldered("xl/", "ppt/"), inPart("ppt/workbook.xml", "<workbook ", "<presentation "), inPart("ppt/workbook.xml", "</workbook>", "</presentation>")), diag.NotWorkbook.Code},
	{"backslashes in the names", renamed(func(name string) string { return strings.ReplaceAll(name, "/", `\`) }), ""},
	{"capitals in the names", renamed(strings.ToUpper), ""},
	{"a blank in a name, encoded where it is named", both(renamedPart(sheetPart, "xl/worksheets/sheet 1.xml"), inPart(leadsPart, "worksheets/sheet1.xml", "worksheets/sheet%201.xml")), ""},
	{"a blank in a name, encoded in the archive", both(renamedPart(sheetPart, "xl/worksheets/sheet%201.xml"), inPart(leadsPart, "worksheets/sheet1.xml", "worksheets/sheet 1.xml")), ""},
	{"a part under two spellings of its name", also(`xl\worksheets\Sheet1.xml`, "<worksheet "+mainSpace+"/>"), diag.Damaged.Code},
	{"references in lower case", both(inPart(sheetPart, `r="A1"`, `r="a1"`), inPart(sheetPart, `r="B1"`, `r="b1"`)), ""},
	{"the same reference in both cases", inPart(sheetPart, `r="B1"`, `r="a1"`), diag.Damaged.Code},
	{"a filter among the rows", inPart(sheetPart, "</sheetData>", `<autoFilter ref="A1:B1"/></sheetData>`), ""},
	{"a cell in a filter among the rows", inPart(sheetPart, "</sheetData>", `<autoFilter ref="A1:B1"><c r="A9"><v>1</v></c></autoFilter></sheetData>`), diag.Damaged.Code},
	{"an empty style", inPart(sheetPart, `<c r="A1"`, `<c s="" r="A1"`), ""},
	{"a merged column", merge("F:G"), ""},
	{"merged rows", merge("9:8"), ""},
	{"merged columns that overlap", inPart(sheetPart, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="F:G"/><mergeCell ref="G2:H2"/></mergeCells>`), diag.Damaged.Code},
	{"a merge of a column and a row", merge("F:8"), diag.Damaged.Code},
	{"a merge of a cell and a row", merge("C4:5"), diag.Damaged.Code},
	{"a merge of a row and a cell", merge("9:C33"), diag.Damaged.Code},
	{"a merge of a cell and a column", merge("A30:C"), diag.Damaged.Code},
	{"a height below zero of a row that holds nothing", inPart(sheetPart, "</sheetData>", `<row r="9" ht="-20" customHeight="1"/></sheetData>`), ""},
	{"an empty entry that is said to be compressed", func(parts []xlsxtest.Piece) []xlsxtest.Piece {
		return append(parts, xlsxtest.Piece{Name: "xl/media/empty.bin", AsItStands: true, Lie: func(h *zip.FileHeader) { h.Method = zip.Deflate }})
	}, ""},
}

// merge merges a range.
func merge(cells string) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return inPart(sheetPart, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="`+cells+`"/></mergeCells>`)
}

// TestShapes: what other programs write reads as what the same program writes in the usual
// way, and what contradicts itself is refused.
func TestShapes(t *testing.T) {
	usual := build(t, "== 表\n甲|2.5\n|丙")
	want := dump(mustRead(t, usual))
	for _, s := range shapes {
		book, list := Read("a.xlsx", s.apply(t, usual))
		switch {
		case s.code != "":
			if book != nil || list[0].Code != s.code {
				t.Errorf("%s: %v", s.name, list)
			}
		case book == nil:
			t.Errorf("%s: %s", s.name, list[0].Message(msg.English))
		default:
			if got := dump(book); got != want {
				t.Errorf("%s:\n%s", s.name, got)
			}
		}
	}
}

// apply changes the parts of a workbook. A change that does nothing is no test.
func (s shape) apply(t testing.TB, data []byte) []byte {
	t.Helper()
	parts, err := xlsxtest.Pieces(data)
	if err != nil {
		t.Fatal(err)
	}
	before := slices.Clone(parts)
	changed := s.change(parts)
	if slices.EqualFunc(before, changed, func(a, b xlsxtest.Piece) bool { return a.Name == b.Name && a.Head == b.Head }) {
		t.Fatalf("%s: nothing is changed", s.name)
	}
	data, err = xlsxtest.Assemble(changed...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// both makes several changes one after the other.
func both(changes ...func([]xlsxtest.Piece) []xlsxtest.Piece) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return func(parts []xlsxtest.Piece) []xlsxtest.Piece {
		for _, change := range changes {
			parts = change(parts)
		}
		return parts
	}
}

// inPart replaces a text in a part.
func inPart(name, from, to string) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return func(parts []xlsxtest.Piece) []xlsxtest.Piece {
		for i := range parts {
			if parts[i].Name == name {
				parts[i].Head = strings.Replace(parts[i].Head, from, to, 1)
			}
		}
		return parts
	}
}

// also adds a part.
func also(name, content string) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return func(parts []xlsxtest.Piece) []xlsxtest.Piece {
		return append(parts, xlsxtest.Piece{Name: name, Head: content})
	}
}

// sheet adds a sheet of a kind.
func sheet(kind, content string) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return both(
		also("xl/sheets/sheet99.xml", content),
		inPart("xl/workbook.xml", "</sheets>", `<sheet name="另一个" sheetId="99" r:id="rId88"/></sheets>`),
		inPart(leadsPart, "</Relationships>", leads(kind, "sheets/sheet99.xml")),
	)
}

// leads is one more relationship of the workbook, before the end of them.
func leads(kind, target string) string {
	return `<Relationship Id="rId88" Type="` + officeType + kind + `" Target="` + target + `"/></Relationships>`
}

// renamed gives all parts but the first relationships and the types other names.
func renamed(name func(string) string) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return func(parts []xlsxtest.Piece) []xlsxtest.Piece {
		for i := range parts {
			parts[i].Name = name(parts[i].Name)
		}
		return parts
	}
}

func renamedPart(from, to string) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return renamed(func(name string) string {
		if name == from {
			return to
		}
		return name
	})
}

// refoldered moves a folder of parts and what leads there.
func refoldered(from, to string) func([]xlsxtest.Piece) []xlsxtest.Piece {
	return func(parts []xlsxtest.Piece) []xlsxtest.Piece {
		for i := range parts {
			if rest, ok := strings.CutPrefix(parts[i].Name, from); ok {
				parts[i].Name = to + rest
			}
			if strings.HasSuffix(parts[i].Name, ".rels") {
				parts[i].Head = strings.NewReplacer(`"/`+from, `"/`+to, `"`+from, `"`+to).Replace(parts[i].Head)
			}
		}
		return parts
	}
}

// TestDaysFrom1904 are four years and a day later than those that are counted from 1900.
func TestDaysFrom1904(t *testing.T) {
	for _, c := range []struct{ says, value, want string }{
		{"", "44946", "2023-01-20"}, {`<workbookPr date1904="0"/>`, "44946", "2023-01-20"}, {`<workbookPr date1904="1"/>`, "43484", "2023-01-20"},
		{`<workbookPr date1904="true"/>`, "0", "1904-01-01"}, {"", "60", ""}, {`<workbookPr date1904="1"/>`, "2000000", ""},
	} {
		data := assembled(t, "", `<row><c s="2"><v>`+c.value+`</v></c></row>`, "")
		data = shape{c.says, both(inPart("xl/workbook.xml", "<workbookPr></workbookPr>", ""), inPart("xl/workbook.xml", "<sheets>", c.says+"<sheets>"), also("x", "")), ""}.apply(t, data)
		if cell := mustRead(t, data).Sheets[0].Rows[0].Cells[0]; cell.Kind != Date || cell.Shown != c.want {
			t.Errorf("%s of %s is %d %q, want %s", c.value, c.says, cell.Kind, cell.Shown, c.want)
		}
	}
}

// TestPicturesInCells are no text, whatever a program shows that does not know them.
func TestPicturesInCells(t *testing.T) {
	for _, c := range []struct {
		cell string
		kind Kind
		text string
	}{
		{`<c t="str"><f>_xlfn.DISPIMG("ID_0A",1)</f><v>=DISPIMG("ID_0A",1)</v></c>`, Picture, pictureText},
		{`<c t="e"><f>_xlfn.DISPIMG("ID_0A",1)</f><v>#NAME?</v></c>`, Picture, pictureText},
		{`<c t="str"><v>=DISPIMG("ID_0A",1)</v></c>`, Picture, pictureText},
		{`<c t="e"><v>#VALUE!</v></c>`, Error, "#VALUE!"},
		{`<c vm="1"><v>4.5</v></c>`, Number, "4.5"},
		{`<c t="str"><v>用 DISPIMG(…) 插图</v></c>`, Text, "用 DISPIMG(…) 插图"},
	} {
		cell := mustRead(t, assembled(t, "", "<row>"+c.cell+"</row>", "")).Sheets[0].Rows[0].Cells[0]
		if cell.Kind != c.kind || cell.Text != c.text || cell.Kind == Picture && cell.Formula != "" {
			t.Errorf("%s: %d %q %q", c.cell, cell.Kind, cell.Text, cell.Formula)
		}
	}
}

// TestPicturesAsValues are known by what the workbook says of its rich values.
func TestPicturesAsValues(t *testing.T) {
	for kind, want := range map[string]Kind{"_localImage": Picture, "_webimage": Picture, "_error": Error, "": Error} {
		data := assembled(t, "", `<row><c t="e" vm="1"><v>#VALUE!</v></c></row>`, "")
		if kind != "" {
			data = shape{kind, both(also("xl/richData/x.xml", `<rvStructures xmlns="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"><s t="`+kind+`"/></rvStructures>`),
				inPart(leadsPart, "</Relationships>", leads("rdRichValueStructure", "richData/x.xml"))), ""}.apply(t, data)
		}
		if got := mustRead(t, data).Sheets[0].Rows[0].Cells[0].Kind; got != want {
			t.Errorf("%s is %d, want %d", kind, got, want)
		}
	}
}

// TestARowBelowZeroIsHidden, since programs differ in what they make of its height.
func TestARowBelowZeroIsHidden(t *testing.T) {
	if cell := mustRead(t, assembled(t, "", `<row ht="-20" customHeight="1"><c><v>1</v></c></row>`, "")).Sheets[0].Rows[0].Cells[0]; !cell.Doubts.Has(Hidden) {
		t.Error(cell.Doubts.Each())
	}
}
