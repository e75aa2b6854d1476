package annotate

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"qeval/internal/thorough"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// with adds parts to a workbook, or replaces them.
func with(data []byte, parts ...workbook.Part) []byte {
	a := archive{parts: must(workbook.Unpack(data))}
	for _, p := range parts {
		a.setPart(p.Name, p.Content)
	}
	var b bytes.Buffer
	if err := workbook.Pack(&b, a.parts); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func part(name, content string) workbook.Part {
	return workbook.Part{Name: name, Content: []byte(content)}
}

const (
	office     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	leadsBegin = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
)

// TestPackagesOfEveryMake: whatever way a program has of putting a workbook together, its
// copy is whole, reads the same, and can be copied again.
func TestPackagesOfEveryMake(t *testing.T) {
	plain, busy := must(xlsxtest.Build("== 表\n1|2|3\n|5")), lively(t)
	const types, rels, shapes, notes = "[Content_Types].xml", "_rels/.rels", "vmlDrawing1.vml", "comments1.xml"
	properties := `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">` +
		`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2147483647" name="年度"><vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">二〇二二</vt:lpwstr></property></Properties>`
	leadsTo := func(to string) string {
		return `<Relationship Id="rId77" Type="` + office + `custom-properties" Target="` + to + `"/></Relationships>`
	}
	overrides := ""
	for _, p := range must(workbook.Unpack(plain)) {
		if strings.HasSuffix(p.Name, ".rels") {
			overrides += `<Override PartName="/` + p.Name + `" ContentType="` + relationshipsType + `"/>`
		}
	}
	elsewhere := patched(with(plain, part("docProps/custom2.xml", properties)), rels, `</Relationships>`, leadsTo("docProps/custom2.xml"))
	elsewhere = patched(elsewhere, types, `</Types>`, `<Override PartName="/docProps/custom2.xml" ContentType="`+typeOf[customProperties]+`"/></Types>`)
	fills := func(data []byte, fills string) []byte {
		return patched(data, "styles.xml", `(?s)<fills.*</fills>`, fills)
	}
	for name, c := range map[string]struct {
		data []byte
		keep string // what some part of the copy must still say
	}{
		"no suffix of relationships": {patched(patched(plain, types, `<Default Extension="rels"[^>]*>(</Default>)?`, ""), types, `</Types>`, overrides+`</Types>`), ""},
		"a suffix that says another": {patched(plain, types, `</Types>`, `<Default Extension="vml" ContentType="image/x"/></Types>`), ""},
		"types that are left over": {patched(plain, types, `</Types>`, `<Override PartName="/xl/comments1.xml" ContentType="image/x"/>`+
			`<Override PartName="/xl/worksheets/sheet2.xml" ContentType="image/x"/><Override PartName="/docProps/custom.xml" ContentType="image/x"/></Types>`), ""},
		"properties elsewhere":              {elsewhere, "二〇二二"},
		"properties here and nowhere":       {patched(with(plain, part(workbook.SealPart, properties)), rels, `</Relationships>`, strings.Replace(leadsTo("docProps/custom.xml"), "</", `<Relationship Id="rId78" Type="`+office+`custom-properties" Target="docProps/gone.xml"/></`, 1)), "二〇二二"},
		"properties nowhere":                {patched(plain, rels, `</Relationships>`, leadsTo("docProps/custom2.xml")), ""},
		"properties outside":                {patched(plain, rels, `</Relationships>`, strings.Replace(leadsTo("https://example.org/"), "/>", ` TargetMode="External"/>`, 1)), ""},
		"properties that nothing leads to":  {with(plain, part(workbook.SealPart, "x"), part("docProps/_rels/custom.xml.rels", leadsBegin+leadsTo("gone.xml"))), ""},
		"relationships that are left over":  {with(plain, part("xl/worksheets/_rels/sheet2.xml.rels", leadsBegin+leadsTo("gone.xml")), part("xl/_rels/comments1.xml.rels", leadsBegin+leadsTo("gone.xml")), part("xl/drawings/_rels/vmlDrawing1.vml.rels", leadsBegin+leadsTo("gone.xml"))), "gone.xml"},
		"no fill":                           {fills(plain, `<fills count="0"/>`), ""},
		"one fill":                          {fills(plain, `<fills count="1"><fill><patternFill patternType="none"/></fill></fills>`), ""},
		"one fill, which looks like a mark": {fills(plain, `<fills>`+solid(Wrong)+`</fills>`), ""},
		"no style, no font and no border":   {patched(patched(plain, "styles.xml", `(?s)<(fonts|borders|cellXfs)\b.*?</(fonts|borders|cellXfs)>`, `<$1 count="0"/>`), "sheet1.xml", ` s="\d+"`, ""), ""},
		"the highest worksheet":             {patched(plain, "workbook.xml", `sheetId="1"`, `sheetId="65534"`), ""},
		"the highest relationship":          {patched(patched(plain, "workbook.xml.rels", `rId1"`, `rId9223372036854775807"`), "workbook.xml", `rId1"`, `rId9223372036854775807"`), ""},
		"parts in ASCII":                    {patched(patched(patched(busy, "sheet1.xml", `encoding="UTF-8"`, `encoding='us-ascii'`), "styles.xml", `encoding="UTF-8"`, `encoding="ASCII"`), notes, `(?s)^.*?<comments(.*)张三(.*)请核对(.*)别的`, `<?xml version="1.0" encoding="us-ascii"?><comments${1}a${2}b${3}c`), ""},
		"a phonetic comment":                {patched(busy, notes, `<text>.*?请核对.*?</text>`, `<text><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="0"/></text>`), "カ"},
		"a phonetic comment in runs":        {patched(busy, notes, `<text>.*?请核对.*?</text>`, `<text><r><t>課</t></r><rPh sb="0" eb="1"><t>カ</t></rPh></text>`), "カ"},
		"a comment without a text":          {patched(busy, notes, `<text>.*?请核对.*?</text>`, ``), ""},
		"a comment that holds nothing":      {patched(busy, notes, `(<comment ref="C2"[^>]*)>.*?</comment>`, `$1/>`), ""},
		"a drawing that holds nothing":      {with(patched(busy, notes, `<comment ref.*</comment>`, ""), part("xl/drawings/vmlDrawing1.vml", `<xml/>`)), ""},
		"the same with a space":             {with(patched(busy, notes, `<comment ref.*</comment>`, ""), part("xl/drawings/vmlDrawing1.vml", `<?xml version="1.0"?>`+"\n"+`<xml xmlns:v="urn:schemas-microsoft-com:vml" />`+"\n")), ""},
		"a drawing with an end of its own":  {patched(busy, shapes, `</xml>`, "</xml\n>"), ""},
		"a drawing that names no block":     {patched(busy, shapes, `<o:shapelayout.*?</o:shapelayout>`, ""), ""},
		"a block that is full":              {patched(busy, shapes, `(<o:idmap[^>]*data=)"1"`, `$1"1" y="`+numbered(1025, 2047)+`"`), ""},
		"the end of a block":                {patched(busy, shapes, `_x0000_s1025"`, `_x0000_s2047"`), ""},
		"numbers that are absurdly high":    {patched(busy, shapes, `_x0000_s1025"`, `_x0000_s99999999999999999999"`), ""},
		"a number that is the highest":      {patched(busy, shapes, `_x0000_s1025"`, `_x0000_s9223372036854775807"`), ""},
		"a block that is absurdly high":     {patched(busy, shapes, `data="1"`, `data="9223372036854775807,4"`), ""},
		"a drawing that is not there":       {lacking(patched(busy, "sheet1.xml.rels", `<Relationship [^>]*(vmlDrawing|comments)\d.*?(/>|</Relationship>)`, ""), "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"), ""},
		"a picture that is not there":       {lacking(patched(busy, "sheet1.xml.rels", `<Relationship [^>]*/drawing\d.*?(/>|</Relationship>)`, ""), "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"), ""},
		"a drawing and comments outside":    {patched(lacking(busy, "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"), "sheet1.xml.rels", `(Target="[^"]*(vmlDrawing1.vml|comments1.xml)")`, `$1 TargetMode="External"`), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			marks := []Mark{mark("B2", "甲"), mark("C2", "乙"), mark("D7", "丙")}
			once := annotated(t, c.data, marks...)
			if diff := cmp.Diff(read(t, c.data).Sheets, read(t, once).Sheets[1:], marksAside); diff != "" {
				t.Errorf("cells: %s", diff)
			}
			f, all := open(t, once), ""
			for _, m := range marks {
				id := must(f.GetCellStyle("表", m.At.Cell()))
				fill := *f.Styles.CellXfs.Xf[id].FillID
				if color := f.Styles.Fills.Fill[fill].PatternFill.FgColor; fill < 2 || color == nil || color.RGB != "FF"+Wrong {
					t.Errorf("%s is filled with %d", m.At.Cell(), fill)
				}
			}
			for _, p := range must(workbook.Unpack(once)) {
				all += string(p.Content)
			}
			if !strings.Contains(all, c.keep) {
				t.Errorf("%s is gone", c.keep)
			}
			if !workbook.Sealed(once) {
				t.Error("the copy is not sealed")
			}
			if twice := annotated(t, once, marks...); !bytes.Equal(once, twice) {
				t.Error("the second copy differs")
			}
			annotated(t, once)
		})
	}
}

// lacking takes parts out, with their content types.
func lacking(data []byte, names ...string) []byte {
	a := archive{parts: must(workbook.Unpack(data))}
	for _, name := range names {
		if err := a.drop(name); err != nil {
			panic(err)
		}
	}
	var b bytes.Buffer
	if err := workbook.Pack(&b, a.parts); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// numbered names shapes of these numbers.
func numbered(from, to int) string {
	var b strings.Builder
	for n := from; n <= to; n++ {
		fmt.Fprintf(&b, "_x0000_s%d ", n)
	}
	return b.String()
}

// TestDrawingsShareNoNumbers, whatever blocks those of other worksheets have.
func TestDrawingsShareNoNumbers(t *testing.T) {
	second := func(data []byte, cell string) []byte {
		m := mark(cell, "丁")
		m.At.Worksheet = "另一个"
		return annotated(t, data, mark("B2", "甲"), m)
	}
	original := lively(t)
	both := second(original, "A1") // the other worksheet has a drawing of its own
	if a := (archive{parts: must(workbook.Unpack(both))}); !strings.Contains(string(a.content("xl/drawings/vmlDrawing2.vml")), `data="2"`) {
		t.Error("a new drawing does not name its block")
	}
	for name, data := range map[string][]byte{
		"one drawing": original, "two": both,
		"the other has the block": patched(original, "vmlDrawing1.vml", `data="1"`, `data="2"`),
	} {
		twice := second(data, "B3")
		if n := len(slices.DeleteFunc(must(workbook.Unpack(twice)), func(p workbook.Part) bool { return !strings.HasSuffix(p.Name, ".vml") })); n != 2 {
			t.Errorf("%s: %d drawings", name, n)
		}
	}
	// Some programs give every drawing the first block.
	same := with(both, part("xl/drawings/vmlDrawing9.vml", strings.ReplaceAll(noShapes, "></", ">"+fmt.Sprintf(shapeLayout, "1")+"</")))
	s := sheet{copying: &copying{archive: archive{parts: must(workbook.Unpack(same))}}}
	for _, c := range []struct {
		drawing         string
		numbers, blocks []int
	}{
		{`<o:idmap v:ext="edit" data="1"/>`, []int{3073, 3074}, []int{3}},
		{`<o:idmap v:ext="edit" data='5, 1'/>`, []int{5121, 5122}, nil},
		{`<o:idmap data="4"/><v:shape id="_x0000_s4097"/><v:shape id="_x0000_s4099"/>`, []int{4098, 4100}, nil},
		{`<o:idmap data="4"/>` + numbered(4097, 5118), []int{5119, 3073}, []int{3}},
		{`<v:shape id="_x0000_s4097"/>`, []int{4098, 4099}, []int{4}},
		{`<o:idmap data="0,65525"/>`, []int{65525*1024 + 1, 65525*1024 + 2}, nil},
	} {
		numbers, blocks, err := s.shapeNumbers("new.vml", []byte(c.drawing), 2)
		if err != nil || !slices.Equal(numbers, c.numbers) || !slices.Equal(blocks, c.blocks) {
			t.Errorf("%.60s: numbers %v of new blocks %v, %v", c.drawing, numbers, blocks, err)
		}
	}
	var everything []int
	for block := 1; block <= lastBlock; block++ {
		everything = append(everything, block)
	}
	s.parts = []workbook.Part{part("other.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml">`+fmt.Sprintf(shapeLayout, joined(everything))+"</xml>")}
	if _, _, err := s.shapeNumbers("new.vml", nil, 1); err == nil {
		t.Error("a number where all blocks are taken")
	}
}

// TestLargeWorksheets are copied, whatever their rows hold: those of a worksheet without
// marks are not looked at, of the others only those with marks.
func TestLargeWorksheets(t *testing.T) {
	rows := strings.Repeat("<x:row/>", maxElements) + "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
	original := lively(t)
	other := with(original, part("xl/worksheets/sheet2.xml", `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetViews><x:sheetView tabSelected="1" workbookViewId="0"/></x:sheetViews>`+
		`<x:sheetData>`+rows+`</x:sheetData><x:sheetProtection sheet="1"/></x:worksheet>`))
	own := patched(original, "sheet1.xml", `</sheetData>`, strings.ReplaceAll(rows, "x:", "")+`</sheetData>`)
	m := mark("B2", "甲")
	for name, data := range map[string][]byte{"another": other, "its own": own} {
		copied, _, err := Copy(data, read(t, data), Annotation{Marks: []Mark{m}, Unprotect: []string{"另一个"}, List: List{Name: "结果", Title: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, p := range must(workbook.Unpack(copied)) {
			if p.Name != "xl/worksheets/sheet2.xml" || name != "another" {
				continue
			}
			if got := string(p.Content); !strings.Contains(got, `tabSelected="0"`) || !strings.Contains(got, `sheetProtection sheet="0"`) || !strings.Contains(got, "<x:sheetData>"+rows+"</x:sheetData>") {
				t.Errorf("%.300s", got)
			}
		}
		again, _, err := Copy(copied, read(t, copied), Annotation{List: List{Name: "结果", Title: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
		if err != nil {
			t.Fatalf("%s, again: %v", name, err)
		}
		for _, p := range must(workbook.Unpack(again)) {
			if p.Name == "xl/worksheets/sheet1.xml" && strings.Contains(string(p.Content), "B2&lt;=5") {
				t.Errorf("%s: the mark is still there", name)
			}
			if p.Name == "xl/comments1.xml" && strings.Contains(string(p.Content), beginning) {
				t.Errorf("%s: the comment is still there", name)
			}
		}
	}
}

// TestManyStyles: those that a workbook has gathered over the years.
func TestManyStyles(t *testing.T) {
	many := 9_000
	if thorough.Tests {
		many = 45_000
	}
	times := func(text string) string { return strings.Repeat(text, many) }
	data := must(xlsxtest.Build("== 表\n1|2"))
	data = patched(data, "styles.xml", `(?s)<cellStyleXfs.*</cellStyles>`, `<cellStyleXfs count="`+strconv.Itoa(many)+`">`+times(`<xf><alignment/><protection/></xf>`)+`</cellStyleXfs>`+
		`<cellXfs count="`+strconv.Itoa(many)+`">`+times(`<xf><alignment/><protection/></xf>`)+`</cellXfs><cellStyles count="`+strconv.Itoa(many)+`">`+times(`<cellStyle xfId="0"/>`)+`</cellStyles>`)
	once := annotated(t, data, mark("B1", "甲"))
	for _, p := range must(workbook.Unpack(once)) {
		if p.Name == "xl/styles.xml" && (bytes.Count(p.Content, []byte("<cellStyle ")) != many || !bytes.Contains(p.Content, fmt.Appendf(nil, `<cellStyles count="%d">`, many))) {
			t.Error("styles are gone")
		}
	}
}

// TestRowsAreLeftAsTheyAre where no mark is among them.
func TestRowsAreLeftAsTheyAre(t *testing.T) {
	for content, want := range map[string]string{
		`<a><sheetData><row/>1</sheetData><b/></a>`:                    `<row/>1`,
		`<x:a><x:sheetData y="1"><x:row/></x:sheetData ></x:a>`:        `<x:row/>`,
		`<a><sheetData/><b/></a>`:                                      ``,
		`<a><sheetData /><b/></a>`:                                     ``,
		`<a><!-- <sheetData> --><sheetData><row/></sheetData><b/></a>`: ``,
	} {
		c := copying{archive: archive{parts: []workbook.Part{part("a.xml", content)}}}
		rows := c.cutRows("a.xml", false)
		left := string(c.parts[0].Content)
		c.pasteRows("a.xml", rows)
		if got := string(c.parts[0].Content); string(rows) != want || got != content || strings.Replace(content, want, "", 1) != left && want != "" {
			t.Errorf("%s: %s taken out of it, %s left, %s put together", content, rows, left, got)
		}
	}
}

// TestTheListLeadsNowhere, whatever somebody has put on it.
func TestTheListLeadsNowhere(t *testing.T) {
	once := annotated(t, must(xlsxtest.Build("== 表\n1|2\n3")), mark("B1", "甲"))
	list := ""
	for _, p := range must(workbook.Unpack(once)) {
		if strings.Contains(string(p.Content), "<hyperlinks>") {
			list = p.Name
		}
	}
	commented := with(once, part(workbook.RelationshipsPart(list), leadsBegin+`<Relationship Id="rId1" Type="`+office+`comments" Target="../comments9.xml"/></Relationships>`),
		part("xl/comments9.xml", `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>`))
	commented = patched(commented, contentTypes, `</Types>`, `<Override PartName="/xl/comments9.xml" ContentType="`+typeOf["comments"]+`"/></Types>`)
	for _, p := range must(workbook.Unpack(annotated(t, commented, mark("B1", "甲")))) {
		if p.Name == workbook.RelationshipsPart(list) {
			t.Errorf("the list leads to %s", p.Content)
		}
	}
}

// TestRowsWithoutNames are found by those of their cells.
func TestRowsWithoutNames(t *testing.T) {
	data := must(xlsxtest.Build("== 表\n1|2\n|\n|5"))
	for _, r := range []string{"1", "2", "3"} {
		data = patched(data, "sheet1.xml", `<row r="`+r+`"[^>]*>`, "<row>")
	}
	data = patched(data, "sheet1.xml", `<row></row>|<row/>`, "")
	once := annotated(t, data, mark("B3", "甲"), mark("C3", "乙"))
	if fill := styleOf(open(t, once), "B3").Fill.Color; !slices.Equal(fill, []string{Wrong}) {
		t.Errorf("filled with %v", fill)
	}
	if twice := annotated(t, once, mark("B3", "甲"), mark("C3", "乙")); !bytes.Equal(once, twice) {
		t.Error("the second copy differs")
	}
}

// TestNamesAsSomeProgramsWriteThem: with the separators of Windows, or encoded.
func TestNamesAsSomeProgramsWriteThem(t *testing.T) {
	for name, rename := range map[string]func(string) string{
		"backslashes": func(part string) string { return strings.ReplaceAll(part, "/", `\`) },
		"percent":     func(part string) string { return strings.ReplaceAll(part, "sheet1", "sheet%31") },
	} {
		pieces := must(xlsxtest.Pieces(must(xlsxtest.Build("== 表\n1|2|3\n|5"))))
		for i := range pieces {
			pieces[i].Name = rename(pieces[i].Name)
		}
		data := must(xlsxtest.Assemble(pieces...))
		copied := read(t, annotated(t, data, mark("B2", "甲")))
		if diff := cmp.Diff(read(t, data).Sheets, copied.Sheets[1:], marksAside); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
