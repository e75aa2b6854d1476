package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/xlsxtest"
)

// maxMemory is what a run on a hostile file may take.
const maxMemory = 256 << 20

// hostile is a file that somebody has made to break the program, or that is broken
// by itself.
type hostile struct {
	name string
	code diag.Code // of its message; "" if nothing is wrong with it that matters
	data func() []byte
	as   role
}

// role is what a file is given to the program as.
type role int

const (
	asSheet role = iota
	asFlood      // a sheet too, that takes its time: only with the interop tests
	asTable
	asUnits
	asReport
	asTarget
)

// The runs of a file in each role, of which those after the first take their time too:
// FILE is the file, GOOD a sheet with nothing wrong,
// COPIES a folder.
var runs = map[role][][]string{
	asSheet: {{"validate", "--annotate", "COPIES", "FILE", "GOOD"}, {"score", "-n", "--format", "json", "FILE", "GOOD"}},
	asFlood: {{"validate", "--annotate", "COPIES", "FILE", "GOOD"}, {"score", "-n", "--format", "json", "FILE", "GOOD"},
		{"score", "--partial", "FILE", "GOOD", "-o", "report.xlsx"}, {"status", "FILE", "GOOD"}},
	asTable:  {{"indicators", "--table", "FILE"}, {"validate", "--table", "FILE", "GOOD"}},
	asUnits:  {{"validate", "--units", "FILE", "GOOD"}, {"template", "--units", "FILE", "-o", "COPIES"}},
	asReport: {{"verify", "FILE"}, {"diff", "FILE", "FILE"}},
	asTarget: {{"validate", "--annotate", ".", "faulty/FILE"}},
}

// The pieces of the workbooks.
const (
	sheetPart    = "xl/worksheets/sheet1.xml"
	metaPart     = "xl/worksheets/sheet2.xml"
	reasonsPart  = "xl/worksheets/sheet3.xml"
	textsPart    = "xl/sharedStrings.xml"
	looksPart    = "xl/styles.xml"
	bookPart     = "xl/workbook.xml"
	leadsPart    = "xl/_rels/workbook.xml.rels"
	rootPart     = "_rels/.rels"
	typesPart    = "[Content_Types].xml"
	mainSpace    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	xmlHeader    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	officeSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// tamper is what is done to the pieces of a sheet.
type tamper func([]xlsxtest.Piece) []xlsxtest.Piece

// put adds a piece, or replaces the one of its name.
func put(p xlsxtest.Piece) tamper {
	return func(pieces []xlsxtest.Piece) []xlsxtest.Piece {
		pieces = slices.DeleteFunc(pieces, func(other xlsxtest.Piece) bool { return other.Name == p.Name })
		return append(pieces, p)
	}
}

// also adds a piece, whatever there is.
func also(p xlsxtest.Piece) tamper {
	return func(pieces []xlsxtest.Piece) []xlsxtest.Piece { return append(pieces, p) }
}

// at changes a piece of a name.
func at(name string, edit func(p *xlsxtest.Piece)) tamper {
	return func(pieces []xlsxtest.Piece) []xlsxtest.Piece {
		i := slices.IndexFunc(pieces, func(p xlsxtest.Piece) bool { return p.Name == name })
		edit(&pieces[i])
		return pieces
	}
}

// lie changes what the archive says of a piece.
func lie(name string, what func(*zip.FileHeader)) tamper {
	return at(name, func(p *xlsxtest.Piece) { p.Lie = what })
}

// inlined changes a piece whose cells hold their texts themselves.
func inlined(name string, edit func(p *xlsxtest.Piece)) tamper {
	return func(pieces []xlsxtest.Piece) []xlsxtest.Piece {
		texts := slices.IndexFunc(pieces, func(p xlsxtest.Piece) bool { return p.Name == textsPart })
		return at(name, func(p *xlsxtest.Piece) {
			p.Head = xlsxtest.InlineTexts(p.Head, pieces[texts].Head)
			edit(p)
		})(pieces)
	}
}

// swap replaces a text.
func swap(name, old, text string) tamper {
	return at(name, func(p *xlsxtest.Piece) {
		if !strings.Contains(p.Head, old) {
			panic(name + " has no " + old)
		}
		p.Head = strings.Replace(p.Head, old, text, 1)
	})
}

// before puts a text, so many times, before another one.
func before(name, mark, text string, times int) tamper {
	return at(name, func(p *xlsxtest.Piece) {
		i := strings.Index(p.Head, mark)
		if i < 0 || p.Times > 0 {
			panic(name + " has no " + mark)
		}
		p.Head, p.One, p.Times, p.Tail = p.Head[:i], text, times, p.Head[i:]
	})
}

// drop removes a piece.
func drop(name string) tamper {
	return func(pieces []xlsxtest.Piece) []xlsxtest.Piece {
		return slices.DeleteFunc(pieces, func(p xlsxtest.Piece) bool { return p.Name == name })
	}
}

// wrongScore makes a score one that cannot be, so that there is something to mark.
var wrongScore = swap(sheetPart, `<c r="F5" s="9"><v>4</v></c>`, `<c r="F5" s="9"><v>99</v></c>`)

// many is a piece of one thing many times.
func many(name, head, one string, times int, tail string) tamper {
	return put(xlsxtest.Piece{Name: name, Head: head, One: one, Times: times, Tail: tail})
}

// cells are the texts of a row.
func cells(texts ...string) string {
	var b strings.Builder
	b.WriteString("<row>")
	for _, text := range texts {
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			b.WriteString("<c><v>" + text + "</v></c>")
		} else {
			b.WriteString(`<c t="str"><v>` + text + `</v></c>`)
		}
	}
	b.WriteString("</row>")
	return b.String()
}

// numbered are names with numbers.
func numbered(prefix string, n int, suffix string) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = prefix + strconv.Itoa(i+1) + suffix
	}
	return names
}

// sheetOf is a worksheet of rows.
func sheetOf(name string, rows ...string) tamper {
	return put(xlsxtest.Piece{Name: name, Head: xmlHeader + "<worksheet " + mainSpace + "><sheetData>", One: strings.Join(rows, ""), Times: 1, Tail: "</sheetData></worksheet>"})
}

// lead adds a relationship.
func lead(name, id, kind, target string) tamper {
	return before(name, "</Relationships>", `<Relationship Id="`+id+`" Type="`+officeSpace+"/"+kind+`" Target="`+target+`"/>`, 1)
}

// hostiles are the files.
func hostiles(t *testing.T) []hostile {
	data, err := os.ReadFile(sheetsDir + "/2022年质量工作考核评分表-市公安局.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	table := tabletest.Embedded(t)
	sheet := func(changes ...tamper) func() []byte {
		return func() []byte {
			pieces, err := xlsxtest.Pieces(data)
			if err != nil {
				t.Fatal(err)
			}
			for _, tamper := range changes {
				pieces = tamper(pieces)
			}
			made, err := xlsxtest.Assemble(pieces...)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
	}
	written := filepath.Join(t.TempDir(), "report.xlsx")
	if code, said := saying("score", sheetsDir, "-o", written); code != 0 {
		t.Fatal(said)
	}
	reported, err := os.ReadFile(written)
	if err != nil {
		t.Fatal(err)
	}
	report := func(changes ...tamper) func() []byte {
		return func() []byte {
			pieces, err := xlsxtest.Pieces(reported)
			if err != nil {
				t.Fatal(err)
			}
			made, err := xlsxtest.Assemble(all(changes...)(pieces)...)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
	}
	raw := func(tamper func(data []byte) []byte) func() []byte {
		return func() []byte { return tamper(bytes.Clone(data)) }
	}
	text := func(text string) func() []byte { return func() []byte { return []byte(text) } }
	cut := func(part float64) func() []byte { return func() []byte { return data[:int(float64(len(data))*part)] } }
	// flood is a sheet of all criteria with so many units, of no department if that is unknown.
	flood := func(department string, units int, score string, more ...string) tamper {
		rows := []string{cells(indicator.HeadDepartment, department), cells(append([]string{indicator.HeadCode, indicator.HeadPoints}, numbered("县", units, "")...)...)}
		for _, c := range table.Criteria {
			rows = append(rows, cells(slices.Concat([]string{c.Code, ""}, slices.Repeat([]string{score}, units))...))
		}
		return all(sheetOf(sheetPart, append(rows, more...)...), swap(bookPart, `<sheet name="_qeval" sheetId="2" r:id="rId4" state="veryHidden"></sheet>`, ""))
	}
	long := strings.Repeat("长", 30_000)
	const million = 1 << 20
	comments := func(n int) tamper {
		return all(
			put(xlsxtest.Piece{Name: "xl/worksheets/_rels/sheet1.xml.rels", Head: `<Relationships xmlns="` + packageSpace + `"><Relationship Id="rId8" Type="` + officeSpace +
				`/comments" Target="../comments1.xml"/><Relationship Id="rId9" Type="` + officeSpace + `/vmlDrawing" Target="../drawings/v.vml"/></Relationships>`}),
			many("xl/comments1.xml", "<comments "+mainSpace+"><authors><author/></authors><commentList>", `<comment ref="F5" authorId="0"><text><t>x</t></text></comment>`, n, "</commentList></comments>"),
			many("xl/drawings/v.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">`,
				`<v:shape id="_x0000_s1025" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Anchor>1</x:Anchor><x:Row>4</x:Row><x:Column>5</x:Column></x:ClientData></v:shape>`, n, "</xml>"),
			before(sheetPart, "</worksheet>", `<legacyDrawing xmlns:r="`+officeSpace+`" r:id="rId9"/>`, 1),
		)
	}
	const zeros = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	return []hostile{
		// No archive, or half of one.
		{"empty", diag.NotWorkbook.Code, text(""), asSheet},
		{"text", diag.NotWorkbook.Code, text("指标编号,分值\n"), asSheet},
		{"magic alone", diag.Damaged.Code, text("PK\x03\x04"), asSheet},
		{"zeros", diag.NotWorkbook.Code, func() []byte { return make([]byte, 1<<20) }, asSheet},
		{"larger than any", diag.TooLarge.Code, func() []byte { return append([]byte("PK"), make([]byte, 64<<20)...) }, asSheet},
		{"old format", diag.NotWorkbook.Code, text("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)), asSheet},
		{"protected", diag.Protected.Code, text("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), asSheet},
		{"cut to a tenth", diag.Damaged.Code, cut(0.1), asSheet},
		{"cut to a half", diag.Damaged.Code, cut(0.5), asSheet},
		{"cut to nine tenths", diag.Damaged.Code, cut(0.9), asSheet},
		{"cut by a byte", diag.Damaged.Code, raw(func(d []byte) []byte { return d[:len(d)-1] }), asSheet},
		{"without its first byte", diag.NotWorkbook.Code, raw(func(d []byte) []byte { return d[1:] }), asSheet},
		{"no directory", diag.Damaged.Code, raw(func(d []byte) []byte { return d[:bytes.Index(d, []byte("PK\x01\x02"))] }), asSheet},
		{"directory elsewhere", diag.Damaged.Code, raw(func(d []byte) []byte { binary.LittleEndian.PutUint32(d[len(d)-6:], 0xFFFFFFF0); return d }), asSheet},
		{"more entries than there are", diag.Damaged.Code, raw(func(d []byte) []byte { binary.LittleEndian.PutUint16(d[len(d)-12:], 60000); return d }), asSheet},
		{"zip64 nonsense", diag.Damaged.Code, raw(func(d []byte) []byte {
			end := bytes.LastIndex(d, []byte("PK\x05\x06"))
			locator := append([]byte("PK\x06\x07"), bytes.Repeat([]byte{0xFF}, 16)...)
			d = slices.Concat(d[:end], locator, d[end:])
			for i := range 14 { // the counts and places that zip64 would replace
				d[len(d)-14-2+i] = 0xFF
			}
			return d
		}), asSheet},
		{"no entries", diag.NotWorkbook.Code, sheet(func([]xlsxtest.Piece) []xlsxtest.Piece { return nil }), asSheet},
		{"data before", diag.NotWorkbook.Code, raw(func(d []byte) []byte { return append([]byte("#!/bin/sh\n"), d...) }), asSheet},
		{"an archive before", "", raw(func(d []byte) []byte { return append(bytes.Clone(d), d...) }), asSheet},
		{"data behind", diag.Damaged.Code, raw(func(d []byte) []byte { return append(d, make([]byte, 100_000)...) }), asSheet},

		// What the archive says is not so.
		{"a wrong checksum", diag.Damaged.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.CRC32++ })), asSheet},
		{"a wrong checksum aside", diag.Damaged.Code, sheet(lie("docProps/app.xml", func(h *zip.FileHeader) { h.CRC32++ })), asSheet},
		{"no checksum", diag.Damaged.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.CRC32 = 0 })), asSheet},
		{"longer than it says", diag.Damaged.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.UncompressedSize64 /= 2 })), asSheet},
		{"shorter than it says", diag.Damaged.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.UncompressedSize64 *= 2 })), asSheet},
		{"an unknown method", diag.Damaged.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.Method = 99 })), asSheet},
		{"an encrypted entry", diag.Damaged.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.Flags |= 1 })), asSheet},
		{"packed further than it goes", diag.Damaged.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 40 })), asSheet},
		{"no compressed data", diag.Damaged.Code, sheet(put(xlsxtest.Piece{Name: sheetPart, Head: "nothing", AsItStands: true, Lie: func(h *zip.FileHeader) { h.Method = zip.Deflate }})), asSheet},
		{"overlapping entries", diag.Damaged.Code, raw(overlap), asSheet},
		{"a part twice", diag.Damaged.Code, sheet(also(xlsxtest.Piece{Name: sheetPart, Head: "<x/>"})), asSheet},
		{"a part in another case", diag.Damaged.Code, sheet(also(xlsxtest.Piece{Name: "XL/Worksheets/Sheet1.XML", Head: "<x/>"})), asSheet},
		{"a part with a stroke before", diag.Damaged.Code, sheet(also(xlsxtest.Piece{Name: "/" + sheetPart, Head: "<x/>"})), asSheet},
		{"names that lead out", "", sheet(also(xlsxtest.Piece{Name: "../../../../tmp/out", Head: "x"}), also(xlsxtest.Piece{Name: "/etc/out", Head: "x"}), also(xlsxtest.Piece{Name: `C:\out`, Head: "x"})), asSheet},
		{"a name with a NUL", "", sheet(also(xlsxtest.Piece{Name: "xl/\x00.xml", Head: "x"})), asSheet},
		{"thousands of entries", "", sheet(func(p []xlsxtest.Piece) []xlsxtest.Piece {
			for _, name := range numbered("xl/media/image", 9900, ".png") {
				p = append(p, xlsxtest.Piece{Name: name, AsItStands: true})
			}
			return p
		}), asSheet},
		{"too many entries", diag.TooLarge.Code, sheet(func(p []xlsxtest.Piece) []xlsxtest.Piece {
			for _, name := range numbered("xl/media/image", 11_000, ".png") {
				p = append(p, xlsxtest.Piece{Name: name, AsItStands: true})
			}
			return p
		}), asSheet},
		{"names as long as can be", "", sheet(func(p []xlsxtest.Piece) []xlsxtest.Piece {
			for _, name := range numbered(strings.Repeat("n", 60_000), 300, ".png") {
				p = append(p, xlsxtest.Piece{Name: name, AsItStands: true})
			}
			return p
		}), asSheet},

		// Bombs.
		{"declared bomb", diag.TooLarge.Code, sheet(lie(sheetPart, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 })), asSheet},
		{"bomb in the worksheet", diag.TooLarge.Code, sheet(before(sheetPart, "</sheetData>", cells("1", "2"), 8*million)), asSheet},
		{"bomb in the texts", diag.TooLarge.Code, sheet(before(textsPart, "</sst>", "<si><t>x</t></si>", 16*million)), asSheet},
		{"bomb in the styles", diag.TooLarge.Code, sheet(before(looksPart, "</styleSheet>", "<extLst/>", 64*million)), asSheet},
		{"bomb in the comments", diag.TooLarge.Code, sheet(many("xl/comments1.xml", "<comments>", "<comment/>", 64*million, "</comments>")), asSheet},
		{"bomb in a drawing", diag.TooLarge.Code, sheet(many("xl/drawings/drawing1.xml", "<a>", "<b/>", 64*million, "</a>")), asSheet},
		{"bomb in a picture", diag.TooLarge.Code, sheet(many("xl/media/image1.png", "", zeros, 64*million, "")), asFlood},
		{"bomb in custom XML", diag.TooLarge.Code, sheet(many("customXml/item1.xml", "<a>", "<b/>", 64*million, "</a>")), asFlood},
		{"bomb in the properties", diag.TooLarge.Code, sheet(many("docProps/custom.xml", "<a>", "<b/>", 64*million, "</a>")), asSheet},
		{"bomb in the relationships", diag.TooLarge.Code, sheet(many(leadsPart, `<Relationships xmlns="`+packageSpace+`">`, "<!---->", 16*million, "</Relationships>")), asSheet},
		{"bomb that says it is small", diag.Damaged.Code, sheet(many("xl/media/image1.png", "", zeros, 64*million, ""), lie("xl/media/image1.png", func(h *zip.FileHeader) { h.UncompressedSize64 = 10 })), asSheet},
		{"bomb in another worksheet", diag.TooLarge.Code, sheet(many("xl/worksheets/sheet9.xml", "<worksheet>", "<row/>", 64*million, "</worksheet>")), asSheet},
		{"a picture as large as may be", "", sheet(many("xl/media/image1.png", "", zeros, 3*million, "")), asSheet},
		{"a picture to be copied", diag.AbovePoints.Code, sheet(many("xl/media/image1.png", "", zeros, 3*million, ""), wrongScore), asSheet},

		// Parts that are not there or lead astray.
		{"no workbook", diag.Damaged.Code, sheet(drop(bookPart)), asSheet},
		{"no worksheet", diag.Damaged.Code, sheet(drop(sheetPart)), asSheet},
		{"no styles", diag.Damaged.Code, sheet(drop(looksPart)), asSheet},
		{"no relationships", diag.Damaged.Code, sheet(drop(leadsPart)), asSheet},
		{"no first relationships", diag.Damaged.Code, sheet(drop(rootPart)), asSheet},
		{"no types", diag.CannotAnnotate.Code, sheet(drop(typesPart), wrongScore), asSheet},
		{"a workbook that is its own worksheet", diag.Damaged.Code, sheet(swap(leadsPart, "worksheets/sheet1.xml", "workbook.xml")), asSheet},
		{"relationships that are their own worksheet", diag.Damaged.Code, sheet(swap(leadsPart, "worksheets/sheet1.xml", "_rels/workbook.xml.rels")), asSheet},
		{"two names for one worksheet", diag.Damaged.Code, sheet(swap(leadsPart, "worksheets/sheet3.xml", "worksheets/sheet1.xml")), asSheet},
		{"a worksheet elsewhere", diag.Damaged.Code, sheet(swap(leadsPart, `Target="worksheets/sheet1.xml"`, `TargetMode="External" Target="file:///etc/passwd"`)), asSheet},
		{"a worksheet above", diag.Damaged.Code, sheet(swap(leadsPart, `worksheets/sheet1.xml`, `../../../../etc/passwd`)), asSheet},
		{"two workbooks", diag.Damaged.Code, sheet(lead(rootPart, "rId77", "officeDocument", "xl/other.xml")), asSheet},
		{"relationships without end", diag.TooLarge.Code, sheet(at(leadsPart, func(p *xlsxtest.Piece) {
			var b strings.Builder
			for i := range 100_000 {
				fmt.Fprintf(&b, `<Relationship Id="x%d" Type="t" Target="t"/>`, i)
			}
			p.Head = strings.Replace(p.Head, "</Relationships>", b.String()+"</Relationships>", 1)
		})), asSheet},
		{"worksheets without end", diag.TooLarge.Code, sheet(before(bookPart, "</sheets>", `<sheet name="x" sheetId="1"/>`, 100_000)), asSheet},
		{"a worksheet's name without end", diag.Damaged.Code, sheet(swap(bookPart, `name="评分表"`, `name="`+long+`"`)), asSheet},

		// XML.
		{"cut XML", diag.Damaged.Code, sheet(swap(sheetPart, "</sheetData>", "")), asSheet},
		{"XML cut in a score", diag.Damaged.Code, sheet(at(sheetPart, func(p *xlsxtest.Piece) { p.Head = p.Head[:strings.Index(p.Head, "3.1</v>")+2] })), asSheet},
		{"an empty worksheet", diag.Damaged.Code, sheet(put(xlsxtest.Piece{Name: sheetPart})), asSheet},
		{"no worksheet's element", diag.Damaged.Code, sheet(put(xlsxtest.Piece{Name: sheetPart, Head: "<html><body/></html>"})), asSheet},
		{"tags that cross", diag.Damaged.Code, sheet(swap(sheetPart, "</v></c>", "</c></v>")), asSheet},
		{"a character that cannot be", diag.Damaged.Code, sheet(swap(sheetPart, "市公安局", "市&#0;局")), asSheet},
		{"no UTF-8", diag.Damaged.Code, sheet(swap(sheetPart, "市公安局", "市\xFF局")), asSheet},
		{"billion laughs", diag.Damaged.Code, sheet(swap(sheetPart, "<worksheet ", `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet `)), asSheet},
		{"an external entity", diag.Damaged.Code, sheet(swap(sheetPart, "<worksheet ", `<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet `), swap(sheetPart, "市公安局", "&x;")), asSheet},
		{"an unknown entity", diag.Damaged.Code, sheet(swap(sheetPart, "市公安局", "&x;")), asSheet},
		{"UTF-16", "", sheet(at(sheetPart, func(p *xlsxtest.Piece) {
			b := []byte{0xFF, 0xFE}
			for _, unit := range utf16.Encode([]rune(strings.Replace(p.Head, "UTF-8", "UTF-16", 1))) {
				b = binary.LittleEndian.AppendUint16(b, unit)
			}
			p.Head = string(b)
		})), asSheet},
		{"half a character of UTF-16", diag.Damaged.Code, sheet(put(xlsxtest.Piece{Name: sheetPart, Head: "\xFF\xFE<\x00x\x00/\x00>"})), asSheet},
		{"nested without end", diag.TooLarge.Code, sheet(before(sheetPart, "<sheetData>", "<x>", million)), asSheet},
		{"nested in the texts", diag.Damaged.Code, sheet(before(textsPart, "</sst>", "<si>", million)), asSheet},
		{"attributes without end", diag.TooLarge.Code, sheet(at(sheetPart, func(p *xlsxtest.Piece) {
			p.Head = strings.Replace(p.Head, "<sheetData>", "<sheetData "+strings.Join(numbered("a", 60_000, `="x"`), " ")+">", 1)
		})), asSheet},
		{"a tag without end", diag.TooLarge.Code, sheet(before(sheetPart, "<sheetData>", "<x a='"+strings.Repeat("x", 3*million), 1)), asSheet},
		{"a text without end", diag.TooLarge.Code, sheet(before(sheetPart, "</sheetData>", strings.Repeat("x", million), 40)), asSheet},
		{"a comment without end", diag.TooLarge.Code, sheet(before(sheetPart, "<sheetData>", "<!--"+strings.Repeat("x", 8*million)+"-->", 1)), asSheet},
		{"namespaces without end", diag.TooLarge.Code, sheet(at(sheetPart, func(p *xlsxtest.Piece) {
			p.Head = strings.Replace(p.Head, "<sheetData>", "<sheetData "+strings.Join(numbered("xmlns:a", 60_000, `="x"`), " ")+">", 1)
		})), asSheet},

		// Cells.
		{"a cell at the last column", "", sheet(before(sheetPart, "</sheetData>", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, 1)), asSheet},
		{"a cell behind the last column", diag.Damaged.Code, sheet(before(sheetPart, "</sheetData>", `<row r="900"><c r="XFE900"><v>1</v></c></row>`, 1)), asSheet},
		{"a row that cannot be", diag.TooLarge.Code, sheet(before(sheetPart, "</sheetData>", `<row r="99999999"/>`, 1)), asSheet},
		{"a row without end", diag.Damaged.Code, sheet(before(sheetPart, "</sheetData>", `<row r="99999999999999999999"/>`, 1)), asSheet},
		{"a row twice", diag.Damaged.Code, sheet(before(sheetPart, "</sheetData>", `<row r="5"/>`, 1)), asSheet},
		{"a cell twice", diag.Damaged.Code, sheet(swap(sheetPart, `<c r="G5"`, `<c r="F5"`)), asSheet},
		{"a cell in another row", diag.Damaged.Code, sheet(swap(sheetPart, `<c r="G5"`, `<c r="G6"`)), asSheet},
		{"rows out of order", "", sheet(before(sheetPart, "<row r=\"1\"", `<row r="900"/>`, 1)), asSheet},
		{"phantom rows", "", sheet(before(sheetPart, "</sheetData>", "<row/>", million-60)), asSheet},
		{"styled phantom rows", diag.AbovePoints.Code, sheet(wrongScore, before(sheetPart, "</sheetData>", `<row><c s="1"/><c s="1"/></row>`, 400_000)), asSheet},
		{"phantom rows before a value", diag.NoCode.Code, sheet(before(sheetPart, "</sheetData>", "<row/>", 500_000), at(sheetPart, func(p *xlsxtest.Piece) {
			p.Tail = `<row><c/><c/><c/><c/><c/><c><v>1</v></c></row>` + p.Tail
		})), asSheet},
		{"cells without end", diag.TooLarge.Code, sheet(before(sheetPart, "</sheetData>", cells(slices.Repeat([]string{"1"}, 100)...), 3000)), asSheet},
		{"as many cells as can be", diag.UnknownCriterion.Code, sheet(before(sheetPart, "</sheetData>", cells(slices.Repeat([]string{"1"}, 100)...), 2500)), asFlood},
		{"as many formulas as can be", diag.UnknownCriterion.Code, sheet(before(sheetPart, "</sheetData>", "<row>"+strings.Repeat(`<c><f>SUM(A1:B2)*1+0</f><v>1</v></c>`, 100)+"</row>", 2000)), asFlood},
		{"merges without end", diag.TooLarge.Code, sheet(before(sheetPart, "</mergeCells>", `<mergeCell ref="A900"/>`, 100_000)), asSheet},
		{"merges over everything", diag.Damaged.Code, sheet(before(sheetPart, "</mergeCells>", `<mergeCell ref="A1:XFD1048576"/>`, 100)), asSheet},
		{"texts without end", diag.TooLarge.Code, sheet(before(textsPart, "</sst>", "<si/>", 2*million)), asSheet},
		{"as many texts as can be", "", sheet(before(textsPart, "</sst>", "<si><t>县</t></si>", million-100)), asSheet},
		{"a text that is not there", diag.Damaged.Code, sheet(swap(sheetPart, `<c r="F5" s="9"><v>4</v></c>`, `<c r="F5" s="9" t="s"><v>99999999</v></c>`)), asSheet},
		{"a long text in every cell", diag.TooLarge.Code, sheet(before(textsPart, "</sst>", "<si><t>"+long+"</t></si>", 1), before(sheetPart, "</sheetData>", `<row>`+strings.Repeat(`<c t="s"><v>25</v></c>`, 50)+`</row>`, 100)), asSheet},
		{"a formula in every cell", diag.TooLarge.Code, sheet(before(sheetPart, "</sheetData>", `<row><c r="A900"><f t="shared" si="9" ref="A900:ZZ900">"`+strings.Repeat("x", 30_000)+`"</f></c>`+strings.Repeat(`<c><f t="shared" si="9"/><v>1</v></c>`, 4000)+"</row>", 1)), asSheet},
		{"formulas of many references", diag.TooLarge.Code, sheet(before(sheetPart, "</sheetData>", `<row><c r="A900"><f t="shared" si="9" ref="A900:ZZ900">`+strings.Repeat("A1+", 10_000)+`1</f></c>`+strings.Repeat(`<c><f t="shared" si="9"/><v>1</v></c>`, 4000)+"</row>", 1)), asSheet},
		{"styles without end", diag.TooLarge.Code, sheet(before(looksPart, "</cellXfs>", "<xf/>", 100_000)), asSheet},
		{"a format without end", diag.TooLarge.Code, sheet(before(looksPart, "</numFmts>", `<numFmt numFmtId="200" formatCode="`+strings.Repeat("0", 500_000)+`"/>`, 1)), asSheet},
		{"columns said again and again", diag.TooLarge.Code, sheet(before(sheetPart, "</cols>", `<col min="1" max="4096" width="9"/>`, 100_000)), asSheet},
		{"a number of a million digits", diag.TooLarge.Code, sheet(swap(sheetPart, "<v>3.1</v>", "<v>3."+strings.Repeat("1", million)+"</v>")), asSheet},
		{"a number of many digits", "", sheet(swap(sheetPart, "<v>3.1</v>", "<v>3.1"+strings.Repeat("0", 90_000)+"</v>")), asSheet},

		// What can be read and is too much of it.
		{"more scores than can be", diag.TooLarge.Code, sheet(flood("", 4000, "99")), asFlood},
		{"every score wrong", diag.AbovePoints.Code, sheet(flood("", 1500, "99")), asFlood},
		{"every score a word", diag.NotNumber.Code, sheet(flood("", 1500, "很好")), asFlood},
		{"every score blank", diag.Blank.Code, sheet(flood("市市场监督管理局", 4000, "")), asFlood},
		{"every row of another's", diag.NoCode.Code, sheet(flood("", 10, "1", slices.Repeat([]string{cells("", "", "1", "2")}, 60_000)...)), asFlood},
		{"every code unknown", diag.UnknownCriterion.Code, sheet(flood("", 10, "1", slices.Repeat([]string{cells("Z9.9", "", "1", "2")}, 60_000)...)), asFlood},
		{"beside every heading", diag.RepeatedUnit.Code, sheet(flood("", 10, "1"), at(sheetPart, func(p *xlsxtest.Piece) {
			p.One = strings.ReplaceAll(p.One, "</row>", strings.Repeat("<c><v>1</v></c>", 4000)+"</row>")
			p.One = strings.Replace(p.One, strings.Repeat("<c><v>1</v></c>", 4000), "", 1)
		})), asSheet},
		{"one heading again and again", diag.RepeatedUnit.Code, sheet(sheetOf(sheetPart, cells(append([]string{indicator.HeadCode, indicator.HeadPoints}, slices.Repeat([]string{"盐湖区"}, 4000)...)...))), asSheet},
		{"header rows without end", diag.TwoScoreSheets.Code, sheet(before(sheetPart, "</sheetData>", cells(indicator.HeadCode, indicator.HeadPoints), 100_000)), asSheet},
		{"headings that are no units", diag.UnknownUnit.Code, sheet(before(sheetPart, `</row><row r="5"`, strings.TrimSuffix(strings.TrimPrefix(cells(numbered("这是一个很长的单位的名称第", 4000, "号")...), "<row>"), "</row>"), 1)), asFlood},
		{"headings that are nearly units", diag.UnknownUnit.Code, sheet(moreMeta(numbered(strings.Repeat("市", 40), 3900, "县")), sheetOf(sheetPart,
			cells(append([]string{indicator.HeadCode, indicator.HeadPoints}, numbered(strings.Repeat("市", 40), 3900, "区")...)...))), asSheet},
		{"long headings that are nearly units", diag.TooLarge.Code, sheet(moreMeta(numbered(strings.Repeat("市", 380), 3900, "县")), sheetOf(sheetPart,
			cells(append([]string{indicator.HeadCode, indicator.HeadPoints}, numbered(strings.Repeat("市", 380), 3900, "区")...)...))), asSheet},
		{"units without end", diag.TooLarge.Code, sheet(moreMeta(numbered("单位名称", 100_000, "号"))), asSheet},
		{"units and headings without end", diag.TooLarge.Code, sheet(flood("", 4000, "1"), moreMeta(numbered("单位名称", 60_000, "号"))), asFlood},
		{"names without end", diag.TooLarge.Code, sheet(swap(sheetPart, "盐湖区", long), swap(sheetPart, "永济市", long+"甲")), asSheet},
		{"a department's name without end", diag.UnknownDepartment.Code, sheet(swap(sheetPart, "市公安局", long)), asSheet},
		{"names without end, thousands", diag.TooLarge.Code, sheet(sheetOf(sheetPart, cells(append([]string{indicator.HeadCode, indicator.HeadPoints}, numbered(strings.Repeat("长", 1000), 4000, "县")...)...))), asSheet},
		{"rows of subtotals and units without end", diag.NoDepartment.Code, sheet(flood("", 1500, "1", slices.Repeat([]string{cells("得分小计")}, 150_000)...)), asFlood},
		{"rows without a code and units without end", diag.NoDepartment.Code, sheet(flood("", 1500, "1", slices.Repeat([]string{cells("甲")}, 150_000)...)), asFlood},
		{"descriptions of no criterion", diag.UnknownCriterion.Code, sheet(sheetOf(sheetPart, append([]string{cells("指标编号", "评分标准", "分值", "县")}, slices.Repeat([]string{cells("Z9.9", "甲")}, 60_000)...)...)), asFlood},
		{"long descriptions of no criterion", diag.UnknownCriterion.Code, sheet(sheetOf(sheetPart, append([]string{cells("指标编号", "评分标准", "分值", "县")}, slices.Repeat([]string{cells("Z9.9", long)}, 170)...)...)), asSheet},
		{"styles with one long format", diag.UnknownCriterion.Code, sheet(at(looksPart, func(p *xlsxtest.Piece) {
			p.Head = strings.Replace(p.Head, "</numFmts>", `<numFmt numFmtId="200" formatCode="`+strings.Repeat("_x", 500)+`"/></numFmts>`, 1)
			p.Head = strings.Replace(p.Head, "</cellXfs>", strings.Repeat(`<xf numFmtId="200"/>`, 60_000)+"</cellXfs>", 1)
		}), before(sheetPart, "</sheetData>", styledRows(600), 1)), asSheet},
		{"long formats without end", diag.TooLarge.Code, sheet(before(looksPart, "</numFmts>", `<numFmt numFmtId="200" formatCode="`+strings.Repeat("_x", 500)+`"/>`, 60_000)), asSheet},
		{"hidden units with names without end", diag.TooLarge.Code, sheet(moreMeta(numbered(strings.Repeat("长", 1200), 3900, "县"))), asSheet},
		{"headings that end as many units", diag.UnknownUnit.Code, sheet(moreMeta(numbered(strings.Repeat("市", 30), 3900, "县")), sheetOf(sheetPart,
			cells(append([]string{indicator.HeadCode, indicator.HeadPoints}, numbered("某"+strings.Repeat("市", 390), 3900, "县")...)...))), asSheet},
		{"codes without end in a reason", diag.ReasonCriterion.Code, sheet(sheetOf(reasonsPart, longNames(strings.Repeat("Z,", 49_000), "盐湖区")...)), asFlood},
		{"units without end in a reason", diag.ReasonUnit.Code, sheet(sheetOf(reasonsPart, longNames("C2.3", strings.Repeat("Z,", 49_000))...)), asFlood},
		{"one long code in reasons", diag.ReasonCriterion.Code, sheet(wrongScore, sheetOf(reasonsPart, longNames(strings.Repeat("Z", 98_000), "盐湖区")...)), asFlood},
		{"merged columns and reasons that say too little", diag.IncompleteReason.Code, sheet(wrongScore, sheetOf(reasonsPart, append([]string{cells("指标编号", "被考核单位", "扣分原因", "依据")}, slices.Repeat([]string{cells("C2.3")}, 200_000)...)...),
			at(reasonsPart, func(p *xlsxtest.Piece) {
				p.Tail = strings.Replace(p.Tail, "</worksheet>", mergedColumns(900)+"</worksheet>", 1)
			})), asFlood},
		{"reasons without end", diag.TooManyWords.Code, sheet(before(reasonsPart, `<row r="4"`, cells("C2.3", "全部", "x", "y"), 60_000), at(reasonsPart, func(p *xlsxtest.Piece) { p.Tail = "</sheetData></worksheet>" })), asFlood},
		{"reasons for thousands of units", diag.TooManyWords.Code, sheet(flood("", 1500, "1"), sheetOf(reasonsPart, manyReasons(60_000)...)), asFlood},
		{"a reason that names all again and again", diag.NoDepartment.Code, sheet(flood("", 1500, "1"), sheetOf(reasonsPart, cells("指标编号", "被考核单位", "扣分原因", "依据"),
			cells("C2.3", strings.Join(numbered("县", 4000, ""), "、"), "x", "y"), cells("C2.3", strings.Repeat("县1、", 6000), "x", "y"))), asFlood},
		{"long reasons", diag.TooManyWords.Code, sheet(sheetOf(reasonsPart, longReasons(60, "盐湖区")...)), asSheet},
		{"long reasons for all", diag.TooManyWords.Code, sheet(sheetOf(reasonsPart, longReasons(30, "全部")...)), asSheet},
		{"all units without a score", diag.Blank.Code, sheet(flood("", 1500, "")), asFlood},
		{"reasons for nobody", diag.ReasonUnit.Code, sheet(sheetOf(reasonsPart, append([]string{cells("指标编号", "被考核单位", "扣分原因", "依据")}, slices.Repeat([]string{cells("C2.3", "某某某某某县", "x", "y")}, 60_000)...)...)), asFlood},
		{"reasons for what is not there", diag.ReasonCriterion.Code, sheet(wrongScore, sheetOf(reasonsPart, append([]string{cells("指标编号", "被考核单位", "扣分原因", "依据")}, slices.Repeat([]string{cells("C9.9", "盐湖区", "x", "y")}, 60_000)...)...)), asFlood},

		// What matters when a copy is made.
		{"comments without end", diag.AbovePoints.Code, sheet(wrongScore, comments(100_000)), asFlood},
		{"validations without end", diag.AbovePoints.Code, sheet(wrongScore, before(sheetPart, "</dataValidations>", `<dataValidation type="list" sqref="A1"><formula1>1</formula1></dataValidation>`, 300_000)), asSheet},
		{"conditional formats without end", diag.AbovePoints.Code, sheet(wrongScore, before(sheetPart, "<conditionalFormatting", `<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="1"><formula>1</formula></cfRule></conditionalFormatting>`, 200_000)), asSheet},
		{"styled cells to be copied", diag.AbovePoints.Code, sheet(wrongScore, before(sheetPart, "</sheetData>", `<row>`+strings.Repeat(`<c s="1"/>`, 80)+`</row>`, 3000), at(sheetPart, func(p *xlsxtest.Piece) {
			p.Tail = `<row><c t="str"><v>x</v></c></row>` + p.Tail
		})), asFlood},
		{"elements to be copied", diag.AbovePoints.Code, sheet(wrongScore, before(sheetPart, "</worksheet>", `<a/>`, 2*million)), asFlood},
		{"more elements to be copied", diag.AbovePoints.Code, sheet(wrongScore, before(sheetPart, "</worksheet>", `<a/>`, 12*million)), asFlood},
		{"styles to be copied", diag.AbovePoints.Code, sheet(wrongScore, before(looksPart, "</cellStyles>", `<cellStyle name="x" xfId="0"/>`, 500_000)), asSheet},
		{"styles that are marked", diag.AbovePoints.Code, sheet(flood("", 1500, "99"), before(looksPart, "</cellXfs>", `<xf/>`, 60_000)), asFlood},
		{"types to be copied", diag.AbovePoints.Code, sheet(wrongScore, before(typesPart, "</Types>", `<Default Extension="x" ContentType="y"/>`, 500_000)), asSheet},
		{"nested to be copied", diag.AbovePoints.Code, sheet(wrongScore, many("docProps/custom.xml", "", "<a>", 5*million, "")), asSheet},

		// Tables, rosters, reports, and what stands where something is to be written.
		{"a damaged table", diag.Damaged.Code, cut(0.5), asTable},
		{"a bomb as a table", diag.TooLarge.Code, sheet(before(sheetPart, "</sheetData>", cells("1", "2"), 8*million)), asTable},
		{"criteria without end", diag.LongTable.Code, sheet(asParts, sheetOf(sheetPart, append([]string{cells("考核类别", "考核项目", "评分标准", "考核部门")}, manyCriteria(60_000)...)...)), asTable},
		{"criteria without end in one cell", diag.LongTable.Code, sheet(asParts, sheetOf(sheetPart, cells("2022年考核指标"), cells("考核类别", "考核项目", "评分标准", "考核部门"), cells("类", "项", strings.Repeat("标准（1分）\n", 5_000), "局"))), asTable},
		{"departments without end", diag.LongTable.Code, sheet(asParts, sheetOf(sheetPart, append([]string{cells("考核类别", "考核项目", "评分标准", "考核部门")}, manyCriteria(5_000)...)...)), asTable},
		{"departments with long names", diag.BadDepartment.Code, sheet(asParts, sheetOf(sheetPart, append([]string{cells("考核类别", "考核项目", "评分标准", "考核部门")},
			manyDepartments(990)...)...)), asTable},
		{"grades with long names", diag.BadGrade.Code, sheet(asParts, sheetOf(metaPart, append([]string{cells("等次", "下限")}, longGrades(60)...)...)), asTable},
		{"grades without end", diag.LongTable.Code, sheet(asParts, sheetOf(metaPart, append([]string{cells("等次", "下限")}, manyGrades(100_000)...)...)), asTable},
		{"a roster without end", diag.LongTable.Code, sheet(asParts, sheetOf(reasonsPart, append([]string{cells("被考核单位")}, manyRows("单位名称", 100_000)...)...)), asTable},
		{"a criterion without end", "Q612", sheet(asParts, sheetOf(sheetPart, cells("考核类别", "考核项目", "评分标准", "考核部门"), cells("类", "项", strings.Repeat("标准（1分）", 5_000), "局"))), asTable},
		{"units file without end", diag.CannotOpen.Code, func() []byte { return bytes.Repeat([]byte("盐湖区\n"), 30*million) }, asUnits},
		{"units without number", diag.Usage.Code, func() []byte { return []byte(strings.Join(numbered("县", 60_000, ""), "\n")) }, asUnits},
		{"units again and again", diag.Usage.Code, func() []byte { return bytes.Repeat([]byte("盐湖区\n"), 90_000) }, asUnits},
		{"a unit without end", diag.Usage.Code, func() []byte { return bytes.Repeat([]byte("盐湖区"), 80_000) }, asUnits},
		{"zeros as units", diag.CannotOpen.Code, func() []byte { return make([]byte, 1000) }, asUnits},
		{"formulas without end in a report", diag.OtherFormula.Code, report(manyFormulas("xl/worksheets/sheet1.xml"), manyFormulas("xl/worksheets/sheet4.xml")), asReport},
		{"units without end in a report", diag.LargeReport.Code, report(moreSources(1600, "县%d")), asReport},
		{"many units, and formulas", diag.OtherFormula.Code, report(moreSources(1000, "县%d"), manyFormulas("xl/worksheets/sheet1.xml")), asReport},
		{"units with long names in a report", diag.TooLarge.Code, report(moreSources(1000, long[:900]+"%d")), asReport},
		{"links without end in a report", diag.TooLarge.Code, report(before("xl/worksheets/sheet3.xml", "</hyperlinks>", `<hyperlink ref="A1:XFD1048576" location="x"/>`, 100_000)), asReport},
		{"links as many as can be", diag.OtherExtra.Code, report(before("xl/worksheets/sheet3.xml", "</hyperlinks>", `<hyperlink ref="A1:XFD1048576" location="x"/>`, 60_000)), asReport},
		{"a chart without end", diag.TooLarge.Code, report(before("xl/charts/chart1.xml", "</plotArea>", `<ser><val><f>x</f></val></ser>`, 200_000)), asReport},
		{"drawings without end over a report", diag.OtherExtra.Code, report(before("xl/drawings/drawing1.xml", "</xdr:wsDr>", `<xdr:absoluteAnchor><xdr:sp/></xdr:absoluteAnchor>`, 300_000)), asReport},
		{"prompts without end in a report", diag.TooLarge.Code, report(before("xl/worksheets/sheet1.xml", "<printOptions", `<dataValidations><dataValidation sqref="A1" prompt="x"/></dataValidations>`, 100_000)), asReport},
		{"no report", "", func() []byte { return data }, asReport},
		{"half a report", diag.Damaged.Code, cut(0.5), asReport},
		{"a bomb as a report", diag.TooLarge.Code, sheet(before(textsPart, "</sst>", "<si><t>x</t></si>", 16*million)), asReport},
		{"a bomb as a target", diag.OutputExists.Code, sheet(many("xl/media/image1.png", "", zeros, 64*million, "")), asTarget},
		{"many bombs as a target", diag.OutputExists.Code, sheet(func(p []xlsxtest.Piece) []xlsxtest.Piece {
			for _, name := range numbered("xl/media/image", 20, ".png") {
				p = append(p, xlsxtest.Piece{Name: name, One: zeros, Times: 12 * million})
			}
			return p
		}), asTarget},
		{"a large file as a target", diag.OutputExists.Code, func() []byte { return append([]byte("PK"), make([]byte, 300<<20)...) }, asTarget},
	}
}

// all does several changes.
func all(changes ...tamper) tamper {
	return func(pieces []xlsxtest.Piece) []xlsxtest.Piece {
		for _, tamper := range changes {
			pieces = tamper(pieces)
		}
		return pieces
	}
}

// manyFormulas are a quarter of a million formulas below a worksheet.
func manyFormulas(part string) tamper {
	return before(part, "</sheetData>", "<row>"+strings.Repeat(`<c><f>A1*B2+SUM(C3:D4)</f><v>1</v></c>`, 100)+"</row>", 2300)
}

// moreSources makes a report record the scores of one unit again and again, each time of
// one of another name.
func moreSources(units int, name string) tamper {
	return inlined("xl/worksheets/sheet7.xml", func(p *xlsxtest.Piece) {
		rows := regexp.MustCompile(`<row r="[0-9]+".*?</row>`).FindAllString(p.Head, -1)
		const criteria = 43
		block := strings.Join(rows[len(rows)-criteria:], "")
		unit := regexp.MustCompile(`<c r="D[0-9]+"[^>]*><is><t>([^<]*)</t>`).FindStringSubmatch(block)[1]
		block = regexp.MustCompile(` r="[A-Z]*[0-9]+"`).ReplaceAllString(block, "")
		var b strings.Builder
		for n := range units {
			b.WriteString(strings.ReplaceAll(block, ">"+unit+"<", ">"+fmt.Sprintf(name, n)+"<"))
		}
		p.Head = strings.Replace(p.Head, "</sheetData>", b.String()+"</sheetData>", 1)
	})
}

// overlap makes two entries of an archive begin at the same place.
func overlap(data []byte) []byte {
	first := bytes.Index(data, []byte("PK\x01\x02"))
	second := first + 4 + bytes.Index(data[first+4:], []byte("PK\x01\x02"))
	copy(data[second+16:second+28], data[first+16:first+28]) // its checksum and sizes
	copy(data[second+42:second+46], data[first+42:first+46]) // where it begins
	return data
}

// asParts names the first three worksheets as those of a table.
func asParts(pieces []xlsxtest.Piece) []xlsxtest.Piece {
	return swap(bookPart, `name="_qeval" sheetId="2" r:id="rId4" state="veryHidden"`, `name="等次" sheetId="2" r:id="rId4"`)(
		swap(bookPart, `name="扣分说明"`, `name="被考核单位"`)(swap(bookPart, `name="评分表"`, `name="指标表"`)(pieces)))
}

// moreMeta adds units to the hidden worksheet.
func moreMeta(units []string) tamper {
	var b strings.Builder
	for _, unit := range units {
		b.WriteString(cells("unit", unit))
	}
	return before(metaPart, "</sheetData>", b.String(), 1)
}

func manyRows(name string, n int) []string {
	var rows []string
	for _, name := range numbered(name, n, "") {
		rows = append(rows, cells(name))
	}
	return rows
}

func manyReasons(n int) []string {
	rows := []string{cells("指标编号", "被考核单位", "扣分原因", "依据")}
	for _, reason := range numbered("原因", n, "") {
		rows = append(rows, cells("C2.3、C2.4", "全部", reason, "y"))
	}
	return rows
}

func longReasons(n int, units string) []string {
	rows := []string{cells("指标编号", "被考核单位", "扣分原因", "依据")}
	for _, reason := range numbered(strings.Repeat("x", 32_000), n, "") {
		rows = append(rows, cells("C2.3、D3.3", units, reason, "y"))
	}
	return rows
}

// longNames are rows of reasons that name too much.
func longNames(codes, units string) []string {
	return append([]string{cells("指标编号", "被考核单位", "扣分原因", "依据")}, slices.Repeat([]string{cells(codes, units, "x", "y")}, 160)...)
}

// mergedColumns merges cells of so many columns, behind those of reasons, over many rows.
func mergedColumns(n int) string {
	var b strings.Builder
	b.WriteString("<mergeCells>")
	for col := range n {
		fmt.Fprintf(&b, `<mergeCell ref="%[1]s4:%[1]s900000"/>`, diag.Column(col+5))
	}
	return b.String() + "</mergeCells>"
}

// styledRows are rows of a hundred numbers, each in a style of its own.
func styledRows(n int) string {
	var b strings.Builder
	for row := range n {
		b.WriteString("<row>")
		for col := range 100 {
			fmt.Fprintf(&b, `<c s="%d"><v>1</v></c>`, 50+row*100+col)
		}
		b.WriteString("</row>")
	}
	return b.String()
}

// manyDepartments are rows of a table, each with a department of a long name.
func manyDepartments(n int) []string {
	var rows []string
	for i, name := range numbered(strings.Repeat("市", 5000), n, "局") {
		rows = append(rows, cells("类", fmt.Sprint("项", i), "文（1分）", name))
	}
	return rows
}

func manyCriteria(n int) []string {
	var rows []string
	for i := range n {
		rows = append(rows, cells(fmt.Sprint("类", i/40), fmt.Sprint("项", i), fmt.Sprint("标准", i, "（1分）"), fmt.Sprint("某某某局", i)))
	}
	return rows
}

func longGrades(n int) []string {
	var rows []string
	for i, name := range numbered(strings.Repeat("长", 32_000), n, "") {
		rows = append(rows, cells(name, fmt.Sprint(10_000-i)))
	}
	return rows
}

func manyGrades(n int) []string {
	var rows []string
	for i := range n {
		rows = append(rows, cells(fmt.Sprint("等", i), fmt.Sprint(n-i)))
	}
	return rows
}

// measuredName is the command that is the program and tells its memory.
const measuredName = "measured"

// measured runs the program and writes the most memory that it had into a file. (What
// the system tells of a child counts its parent in.)
func measured() {
	tuneMemory()
	code := run(os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	status, _ := os.ReadFile("/proc/self/status") // of Linux alone
	os.WriteFile(os.Getenv("QEVAL_MEASURED"), status, 0o644)
	os.Exit(code)
}

var peak = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// ending is what a run came to.
type ending struct {
	file           *hostile
	args           []string
	status         int
	stdout, stderr string
	memory         int           // bytes, 0 where it is not known
	took           time.Duration // of the processors, whatever else they had to do
}

// runMeasured runs the program in a folder.
func runMeasured(t *testing.T, folder string, args []string) ending {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	note := filepath.Join(folder, "memory")
	var stdout, stderr bytes.Buffer
	cmd := &exec.Cmd{
		Path: self, Args: append([]string{measuredName}, args...), Dir: folder, Stdout: &stdout, Stderr: &stderr,
		Env: append(os.Environ(), "QEVAL_MEASURED="+note, "QEVAL_LANG=zh"),
	}
	os.Remove(note) // of an earlier run
	cmd.Run()       // what it ends with is judged
	o := ending{args: args, took: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), status: cmd.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String()}
	if status, err := os.ReadFile(note); err == nil {
		if m := peak.FindSubmatch(status); m != nil {
			kb, _ := strconv.Atoi(string(m[1]))
			o.memory = kb << 10
		}
	}
	return o
}

// TestHostileFiles: whatever a file is, the program says in little memory what is wrong
// with it, and reads the others.
func TestHostileFiles(t *testing.T) {
	inProcesses(t)
	good, err := os.ReadFile(sheetsDir + "/2022年质量工作考核评分表-市交通局.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	faulty, err := xlsxtest.Edit(good, "评分表!F5=99")
	if err != nil {
		t.Fatal(err)
	}
	files := hostiles(t)
	if !thorough.Tests {
		files = slices.DeleteFunc(files, func(f hostile) bool { return f.as == asFlood }) // they take their time
	}
	files = thorough.Some(files, 16)
	var endings []ending
	var lock sync.Mutex
	t.Cleanup(func() { t.Log(table(endings)) })
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			data := f.data()
			name := f.name + ".xlsx"
			for path, data := range map[string][]byte{name: data, "good.xlsx": good, "faulty/" + name: faulty} {
				path = filepath.Join(folder, path)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Error(err)
				}
				if err := os.WriteFile(path, data, 0o644); err != nil {
					t.Error(err)
				}
			}
			for n, args := range runs[f.as] {
				if n > 0 && !thorough.Tests {
					break
				}
				args = slices.Clone(args)
				for i := range args {
					args[i] = strings.NewReplacer("FILE", name, "GOOD", "good.xlsx", "COPIES", "copies").Replace(args[i])
				}
				o := runMeasured(t, folder, args)
				o.file = &f
				lock.Lock()
				endings = append(endings, o)
				lock.Unlock()
				o.judge(t, name)
				if _, err := os.Stat(filepath.Join(folder, "report.xlsx")); err == nil {
					if o := runMeasured(t, folder, []string{"verify", "report.xlsx", name, "good.xlsx"}); o.status != 0 {
						t.Errorf("%s: its report cannot be verified: %.600s%.600s", f.name, o.stdout, o.stderr)
					}
				}
				if after, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.Equal(after, data) {
					t.Errorf("%s: %q has changed it: %v", f.name, args, err)
				}
			}
		})
	}
}

// table shows what the runs took, the largest first.
func table(endings []ending) string {
	slices.SortFunc(endings, func(a, b ending) int { return cmp.Compare(b.memory, a.memory) })
	var b strings.Builder
	for _, o := range endings {
		fmt.Fprintf(&b, "\n%4d MB %5.2f s  %s  %s: %s", o.memory>>20, o.took.Seconds(), cmp.Or(o.file.code, "valid"), o.file.name, o.args[0])
	}
	return b.String()
}

// maxTogether is what a run on a folder of them may take.
const maxTogether = 300 << 20

// TestHostileFolders: many such files at once take no more memory than a few, however many
// cores there are.
func TestHostileFolders(t *testing.T) {
	inProcesses(t)
	if !thorough.Tests {
		t.Skip("they take their time")
	}
	t.Setenv("GOMAXPROCS", "12")
	for _, f := range hostiles(t) {
		if !slices.Contains([]string{"every score wrong", "codes without end in a reason"}, f.name) {
			continue
		}
		folder := t.TempDir()
		data := f.data()
		for i := range 12 { // with another comment of the archive in each
			other := append(bytes.Clone(data), byte(i))
			other[len(data)-2] = 1
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprint(i, ".xlsx")), other, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{{"validate", "--annotate", "../copies", "."}, {"status", "--format", "json", "."}} {
			o := runMeasured(t, folder, args)
			t.Logf("%d MB %.1f s  %s: %s", o.memory>>20, o.took.Seconds(), f.name, args[0])
			if o.memory > maxTogether || o.status == 0 {
				t.Errorf("%s: %s: exit status %d, %d MB: %.600s", f.name, args[0], o.status, o.memory>>20, o.stderr)
			}
			if said := o.stdout + o.stderr; f.name == "every score wrong" && !strings.Contains(said, string(diag.TooManyFiles.Code)) {
				t.Errorf("%s: %s: %.600s", f.name, args[0], said)
			}
		}
	}
}

// judge holds against a run what must be true of all of them.
func (o ending) judge(t *testing.T, name string) {
	f := o.file
	complain := func(format string, args ...any) {
		t.Errorf("%s: %q: %s\nexit status %d\n%.600s\n%.600s", f.name, o.args, fmt.Sprintf(format, args...), o.status, o.stdout, o.stderr)
	}
	said := o.stdout + o.stderr
	line := regexp.MustCompile(`(?m)^(?:faulty/)?` + regexp.QuoteMeta(name) + `\S*(?:!\S*)?  ` + string(f.code) + `  `)
	switch {
	case o.status != 1 && f.code != "" && f.as != asUnits && f.as != asTarget && f.as != asReport && !slices.Contains(o.args, "-o"), o.status < 0 || o.status > 2: // below 0 it was killed
		complain("a wrong status")
	case strings.Contains(said, "goroutine ") || strings.Contains(said, "panic") || strings.Contains(said, string(diag.Internal.Code)+"  "):
		complain("a fault")
	case f.code != "" && o.args[0] != "score" && o.args[0] != "status" && !line.MatchString(o.stderr):
		complain("no message %s", f.code)
	case f.as <= asFlood && o.args[0] == "validate" && !strings.Contains(o.stdout, "good.xlsx  通过"):
		complain("the good sheet is not read")
	case runtime.GOOS == "linux" && o.memory == 0:
		complain("its memory is not known")
	case o.memory > maxMemory:
		complain("%d MB", o.memory>>20)
	}
}
