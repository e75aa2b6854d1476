package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"qeval/internal/bookwriter"
	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// must is for steps of a test that cannot go wrong.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func read(t testing.TB, data []byte) *workbook.Book {
	t.Helper()
	book, list := workbook.Read("x.xlsx", data)
	if book == nil {
		t.Fatal(list[0].Message(msg.English))
	}
	return book
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func annotated(t testing.TB, data []byte, marks ...Mark) []byte {
	t.Helper()
	copied, lost, err := Copy(data, read(t, data), Annotation{Marks: marks, List: List{
		Name: "结果", Title: "结果", Note: "说明", Heads: []string{"序号", "性质", "位置"}, Widths: []float64{6, 8, 20},
		Rows: []Row{{Cells: []string{"1", "错误", "表!B2"}, Link: "'表'!B2", Color: Wrong}},
	}})
	if err != nil || len(lost) > 0 {
		t.Fatal(err, lost)
	}
	checkPackage(t, data, copied)
	return copied
}

func mark(cell, comment string) Mark {
	col, row, err := excelize.CellNameToCoordinates(cell)
	if err != nil {
		panic(err)
	}
	return Mark{At: diag.Position{Worksheet: "表", Col: col, Row: row}, Color: Wrong, Comment: comment, Mended: cell + "<=5"}
}

// lively is a workbook with a bit of everything: the sender's own.
func lively(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	gray := must(f.NewStyle(&excelize.Style{
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDDDDD"}}, Font: &excelize.Font{Bold: true},
		Protection: &excelize.Protection{Locked: true, Hidden: true},
	}))
	yellow := must(f.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}}))
	var picture bytes.Buffer
	list := excelize.NewDataValidation(true)
	list.SetSqref("B2:B9")
	for _, err := range []error{
		png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))),
		f.SetSheetName("Sheet1", "表"),
		f.SetSheetRow("表", "A1", &[]any{"名", "甲", "乙", 2.85}),
		f.SetSheetRow("表", "A2", &[]any{"一", 9, "五"}),
		f.SetCellFormula("表", "D2", "B2*2"),
		f.SetCellStyle("表", "B2", "C2", gray),
		f.AddComment("表", excelize.Comment{Cell: "C2", Author: "张三", Text: "请核对"}),
		f.AddComment("表", excelize.Comment{Cell: "A9", Author: "张三", Text: "别的"}),
		f.AddPictureFromBytes("表", "F3", &excelize.Picture{Extension: ".png", File: picture.Bytes()}),
		list.SetDropList([]string{"1", "2"}),
		f.AddDataValidation("表", list),
		f.SetConditionalFormat("表", "B2:C9", []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "B2=\"\"", Format: &yellow}}),
		f.MergeCell("表", "A5", "B6"),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'表'!$1:$1", Scope: "表"}),
		f.ProtectSheet("表", &excelize.SheetProtectionOptions{SelectLockedCells: true}),
		f.AddChart("表", "H3", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "表!$A$2", Values: "表!$B$2:$C$2"}}}),
		f.SetDocProps(&excelize.DocProperties{Creator: "张三", Title: "评分"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.NewSheet("另一个"))
	return must(f.WriteToBuffer()).Bytes()
}

// TestTheSendersWorkIsKept: parts that have nothing to do with marks are the
// same bytes, and of the others nothing is gone but the marked cells' looks.
func TestTheSendersWorkIsKept(t *testing.T) {
	original := lively(t)
	copied := annotated(t, original, mark("B2", "太大"), mark("C2", "不是数"), mark("D7", "空"))

	parts := map[string]string{}
	for _, p := range must(workbook.Unpack(copied)) {
		parts[p.Name] = string(p.Content)
	}
	var edited []string
	for _, p := range must(workbook.Unpack(original)) {
		if parts[p.Name] != string(p.Content) {
			edited = append(edited, p.Name)
		}
	}
	slices.Sort(edited)
	if diff := cmp.Diff([]string{
		"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
		"xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
	}, edited); diff != "" {
		t.Errorf("edited parts: %s", diff)
	}

	if diff := cmp.Diff(read(t, original).Sheets, read(t, copied).Sheets[1:], marksAside); diff != "" {
		t.Errorf("cells: %s", diff)
	}
	was, is := open(t, original), open(t, copied)
	for what, of := range map[string]func(f *excelize.File) any{
		"validation": func(f *excelize.File) any { return must(f.GetDataValidations("表")) },
		"merged":     func(f *excelize.File) any { return must(f.GetMergeCells("表")) },
		"picture":    func(f *excelize.File) any { return must(f.GetPictures("表", "F3")) },
		"properties": func(f *excelize.File) any { return must(f.GetDocProps()) },
		"print titles": func(f *excelize.File) any {
			return slices.DeleteFunc(f.GetDefinedName(), func(n excelize.DefinedName) bool { return n.Scope == "结果" })
		},
		"protection":    func(f *excelize.File) any { return must(f.GetSheetProtection("表")) },
		"other style":   func(f *excelize.File) any { return must(f.GetStyle(must(f.GetCellStyle("表", "A1")))) },
		"comment":       func(f *excelize.File) any { return must(f.GetComments("表"))[1] },
		"column widths": func(f *excelize.File) any { return must(f.GetColWidth("表", "A")) },
	} {
		if diff := cmp.Diff(of(was), of(is)); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
}

func TestTheWrongCellsAreMarked(t *testing.T) {
	f := open(t, annotated(t, lively(t), mark("B2", "太大"), mark("C2", "不是数"), mark("D7", "空")))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"结果", "表", "另一个", workbook.MetaSheet}) || f.GetActiveSheetIndex() != 0 {
		t.Errorf("worksheets %v, %d is open", got, f.GetActiveSheetIndex())
	}
	for _, cell := range []string{"B2", "C2", "D7"} {
		style := must(f.GetStyle(must(f.GetCellStyle("表", cell))))
		if !slices.Equal(style.Fill.Color, []string{Wrong}) {
			t.Errorf("%s looks like %+v", cell, style.Fill)
		}
		if cell != "D7" && (!style.Font.Bold || !style.Protection.Hidden) {
			t.Errorf("%s has lost its font or its hidden formula", cell)
		}
	}
	said := map[string]string{}
	for _, c := range must(f.GetComments("表")) {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		said[c.Cell] = c.Author + ": " + text
	}
	if diff := cmp.Diff(map[string]string{
		"A9": "张三: 别的", "B2": "qeval: 【校验】太大", "C2": "张三: 请核对\n\n【校验】不是数", "D7": "qeval: 【校验】空",
	}, said); diff != "" {
		t.Error(diff)
	}
	formats := must(f.GetConditionalFormats("表"))
	if len(formats) != 4 || formats["B2"][0].Criteria != "B2<=5" || formats["B2"][1].Criteria != "TRUE" {
		t.Errorf("conditional formats: %+v", formats)
	}
	for i, want := range []string{mended, Wrong} {
		if style := must(f.GetConditionalStyle(*formats["B2"][i].Format)); !slices.Equal(style.Fill.Color, []string{want}) {
			t.Errorf("rule %d fills with %v, want %s", i, style.Fill.Color, want)
		}
	}
	if ok, link, err := f.GetCellHyperLink("结果", "C4"); !ok || link != "'表'!B2" || err != nil {
		t.Errorf("link %q, %v, %v", link, ok, err)
	}
}

// TestOurRulesComeFirst for LibreOffice, which goes by their order.
func TestOurRulesComeFirst(t *testing.T) {
	for _, p := range must(workbook.Unpack(annotated(t, lively(t), mark("B2", "太大")))) {
		if p.Name == "xl/worksheets/sheet1.xml" && strings.Index(string(p.Content), `sqref="B2"`) > strings.Index(string(p.Content), `sqref="B2:C9"`) {
			t.Error("the sender's rule comes first")
		}
	}
}

// TestNamesOfWorksheetsMayBeAnything that Excel takes, and what is said too.
func TestNamesOfWorksheetsMayBeAnything(t *testing.T) {
	const name = `甲&"乙"<丙>`
	data := must(xlsxtest.Build("== " + name + "\n1|2\n== 另\n3"))
	m, other := mark("B1", "坏\x01<字>"), mark("A1", "也坏")
	m.At.Worksheet, other.At.Worksheet = name, "另"
	once := annotated(t, data, m, other)
	for range 5 {
		if again := annotated(t, data, other, m); !bytes.Equal(once, again) {
			t.Fatal("the order of worksheets makes a difference")
		}
	}
	comments := must(open(t, once).GetComments(name))
	if len(comments) != 1 || comments[0].Paragraph[0].Text != "【校验】坏<字>" {
		t.Errorf("%+v", comments)
	}
}

// TestAnnotatingAgainDoesNotPileUp: the same marks give the same bytes, and no
// marks give back what the sender sent.
func TestAnnotatingAgainDoesNotPileUp(t *testing.T) {
	original := lively(t)
	marks := []Mark{mark("B2", "太大"), mark("C2", "不是数"), mark("D7", "空")}
	once := annotated(t, original, marks...)
	if twice := annotated(t, once, marks...); !bytes.Equal(once, twice) {
		t.Error("the second copy differs")
	}
	if !workbook.Sealed(once) {
		t.Error("the copy is not sealed")
	}
	if book := read(t, once); !IsCopy(book.Meta) || IsCopy(read(t, original).Meta) {
		t.Error("the copy does not say that it is one")
	}
	was, is := open(t, original), open(t, annotated(t, once))
	for _, cell := range []string{"A1", "B2", "C2", "D7"} {
		if diff := cmp.Diff(styleOf(was, cell), styleOf(is, cell)); diff != "" {
			t.Errorf("%s: %s", cell, diff)
		}
	}
	var texts []string
	for _, c := range must(is.GetComments("表")) {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		texts = append(texts, c.Cell+c.Author+text)
	}
	if want := []string{"C2张三请核对", "A9张三别的"}; !slices.Equal(texts, want) {
		t.Errorf("comments %q, want %q", texts, want)
	}
	if formats := must(is.GetConditionalFormats("表")); len(formats) != 1 {
		t.Errorf("conditional formats: %v", formats)
	}
	shapes := ""
	for _, p := range must(workbook.Unpack(annotated(t, once))) {
		if strings.HasSuffix(p.Name, ".vml") {
			shapes += string(p.Content)
		}
	}
	if n := strings.Count(shapes, "<v:shape "); n != 2 {
		t.Errorf("%d shapes are left", n)
	}
}

// styleOf is a cell's style.
func styleOf(f *excelize.File, cell string) *excelize.Style {
	return must(f.GetStyle(must(f.GetCellStyle("表", cell))))
}

// othersAt is what others have said in the comment at a cell.
func othersAt(t *testing.T, data []byte, cell string) string {
	t.Helper()
	book, _ := workbook.Read("x.xlsx", data)
	for _, sheet := range book.Sheets {
		for _, c := range sheet.Comments {
			if c.At.Cell() == cell && sheet.Name == "表" {
				return strings.TrimSpace(Others(book.Meta, c))
			}
		}
	}
	return ""
}

// TestAReplyInOurCommentStays, and is somebody's comment from then on.
func TestAReplyInOurCommentStays(t *testing.T) {
	once := annotated(t, lively(t), mark("B2", "太大\n应为0至5"), mark("C2", "不是数"))
	replied := patched(once, "comments1.xml", `(应为0至5|不是数)(</t>)`, "$1\r\n张三：已改$2")
	for cell, want := range map[string]string{"B2": "张三：已改", "A9": "别的"} {
		if got := othersAt(t, replied, cell); got != want {
			t.Errorf("%s: others have said %q, want %q", cell, got, want)
		}
	}
	if got := othersAt(t, once, "B2"); got != "" {
		t.Errorf("others have said %q of ours", got)
	}
	for round := range 3 {
		said := map[string]string{}
		for _, c := range must(open(t, replied).GetComments("表")) {
			for _, run := range c.Paragraph {
				said[c.Cell] += run.Text
			}
			said[c.Cell] += c.Text
		}
		for _, cell := range []string{"B2", "C2"} {
			if n := strings.Count(said[cell], "张三：已改"); n != 1 || strings.Count(said[cell], beginning) > 1 {
				t.Errorf("round %d: %s says %q", round, cell, said[cell])
			}
		}
		if round == 1 && (strings.Contains(said["B2"]+said["C2"], beginning) || !strings.HasPrefix(said["C2"], "请核对")) {
			t.Errorf("%q", said)
		}
		if round == 0 {
			replied = annotated(t, replied) // all is corrected
		} else {
			replied = annotated(t, replied, mark("B2", "又错"))
		}
	}
}

// TestLibreOfficesNamesAreKnown: it writes what they refer to without quotes.
func TestLibreOfficesNamesAreKnown(t *testing.T) {
	once := annotated(t, lively(t), mark("B2", "太大"))
	annotated(t, patched(once, "workbook.xml", `&#39;结果&#39;!`, `结果!`), mark("B2", "太大")) // checkPackage finds a second one
}

// TestOpenpyxlsShapesAreKnown: it gives the names other prefixes.
func TestOpenpyxlsShapesAreKnown(t *testing.T) {
	once := annotated(t, lively(t), mark("B2", "太大"), mark("D7", "空"))
	renamed := must(xlsxtest.Repack(once, func(name string, content []byte) []byte {
		if !strings.HasSuffix(name, ".vml") {
			return content
		}
		return []byte(strings.NewReplacer("<v:", "<ns0:", "</v:", "</ns0:", "<x:", "<ns2:", "</x:", "</ns2:",
			"xmlns:v=", "xmlns:ns0=", "xmlns:x=", "xmlns:ns2=", " v:ext", " ns0:ext").Replace(string(content)))
	}))
	shapes := func(data []byte) int {
		n := 0
		for _, p := range must(workbook.Unpack(data)) {
			if strings.HasSuffix(p.Name, ".vml") {
				n += strings.Count(string(p.Content), `ObjectType="Note"`)
			}
		}
		return n
	}
	copied, _, err := Copy(renamed, read(t, renamed), Annotation{Marks: []Mark{mark("B2", "太大")}, List: List{Name: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
	if err != nil || shapes(renamed) != 4 || shapes(copied) != 3 {
		t.Errorf("%d shapes became %d, %v", shapes(renamed), shapes(copied), err)
	}
}

// TestWhatWasDoneToTheProtectionIsSaid, and what is lost or not seen.
func TestWhatWasDoneToTheProtectionIsSaid(t *testing.T) {
	original := lively(t)
	for what, c := range map[string]struct {
		data []byte
		want string
	}{
		"protected":   {original, "说明开"},
		"unprotected": {patched(original, "sheet1.xml", `<sheetProtection[^>]*>`, ""), "说明"},
		"a password":  {patched(original, "sheet1.xml", `<sheetProtection `, `<sheetProtection password="CC1A" `), "说明关"},
	} {
		data := patched(c.data, "sheet1.xml", `</sheetProtection>`, "")
		data = patched(data, "sheet1.xml", `(<sheetProtection[^>]*[^/])>`, "$1/>")
		copied, _, err := Copy(data, read(t, data), Annotation{Unprotect: []string{"表"}, List: List{
			Name: "结果", Note: "说明", Lifted: "开", Locked: "关", Heads: []string{"一"}, Widths: []float64{9},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if got := must(open(t, copied).GetCellValue("结果", "A2")); got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
	locked := patched(patched(original, "sheet1.xml", `</sheetProtection>`, ""), "sheet1.xml", `(<sheetProtection[^>]*[^/])>`, "$1/>")
	for data, want := range map[string]string{string(locked): "说明开", string(patched(locked, "styles.xml", `locked="(1|true)"`, `locked="0"`)): "说明"} {
		copied, _, err := Copy([]byte(data), read(t, []byte(data)), Annotation{Marks: []Mark{mark("B2", "错")}, List: List{
			Name: "结果", Note: "说明", Lifted: "开", Heads: []string{"一"}, Widths: []float64{9},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if got := must(open(t, copied).GetCellValue("结果", "A2")); got != want {
			t.Errorf("a cell that is pasted with its lock: %s, want %s", got, want)
		}
	}
	gradient := patched(original, "styles.xml", `<patternFill patternType="solid"><fgColor rgb="FFDDDDDD"></fgColor></patternFill>`,
		`<gradientFill degree="90"><stop position="0"><color rgb="FFFFFFFF"/></stop><stop position="1"><color rgb="FF000000"/></stop></gradientFill>`)
	threaded := patched(original, "comments1.xml", "<author>张三</author>", "<author>tc={1234}</author>")
	for cell, want := range map[string][]msg.Text{"C2": {msg.LostThread}, "B2": nil} {
		_, lost, err := Copy(threaded, read(t, threaded), Annotation{Marks: []Mark{mark(cell, "太大")}, List: List{Name: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
		if err != nil || said(lost) != said(want) {
			t.Errorf("%s: %v, %v", cell, lost, err)
		}
	}
	_, lost, err := Copy(gradient, read(t, gradient), Annotation{Marks: []Mark{mark("B2", "太大")}, List: List{Name: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
	if err != nil || said(lost) != said([]msg.Text{msg.LostGradient}) {
		t.Errorf("%v, %v", lost, err)
	}
}

// TestProtectionIsLiftedWhereItMustBe, and put back with the last mark.
func TestProtectionIsLiftedWhereItMustBe(t *testing.T) {
	protected := func(data []byte) bool {
		for _, p := range must(workbook.Unpack(data)) {
			if p.Name == "xl/worksheets/sheet1.xml" {
				return regexp.MustCompile(`<sheetProtection[^>]* sheet="(1|true)"`).Match(p.Content)
			}
		}
		return false
	}
	copied := func(data []byte, unprotect ...string) []byte {
		data, _, err := Copy(data, read(t, data), Annotation{Unprotect: unprotect, List: List{Name: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	original := lively(t)
	lifted := copied(original, "表")
	locked := must(xlsxtest.Repack(original, func(name string, content []byte) []byte {
		return bytes.Replace(content, []byte("<sheetProtection "), []byte(`<sheetProtection password="CC1A" `), 1)
	}))
	for what, c := range map[string]struct {
		data []byte
		want bool
	}{
		"original": {original, true}, "no need": {copied(original), true}, "another": {copied(original, "另一个"), true},
		"lifted": {lifted, false}, "still needed": {copied(lifted, "表"), false}, "put back": {copied(lifted), true},
		"put back later": {copied(copied(lifted, "表")), true}, "a password": {copied(locked, "表"), true},
	} {
		if got := protected(c.data); got != c.want {
			t.Errorf("%s: protected %v", what, got)
		}
	}
}

// TestAnotherProgramsCopyIsKnownAgain: LibreOffice forgets the authors of
// comments, and writes styles anew under other numbers.
func TestAnotherProgramsCopyIsKnownAgain(t *testing.T) {
	once := annotated(t, lively(t), mark("B2", "太大"))
	saved := must(xlsxtest.Repack(once, func(name string, content []byte) []byte {
		return bytes.ReplaceAll(content, []byte("<author>qeval</author>"), []byte("<author></author>"))
	}))
	f := open(t, annotated(t, saved))
	for _, c := range must(f.GetComments("表")) {
		if c.Cell == "B2" {
			t.Errorf("there is still a comment: %+v", c)
		}
	}
}

// TestWorkbooksOfEveryMake: whatever program wrote it.
func TestWorkbooksOfEveryMake(t *testing.T) {
	plain := must(xlsxtest.Build("== 表\n1|2|3\n|5"))
	for name, change := range map[string]func(name, content string) string{
		"as it is": func(_, content string) string { return content },
		"strict": func(_, content string) string {
			return strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(content)
		},
		"cells without names": func(_, content string) string {
			return strings.NewReplacer(` r="1"`, "", ` r="2"`, "", ` r="A1"`, "", ` r="B1"`, "", ` r="C1"`, "").Replace(content)
		},
		"no styles": func(name, content string) string {
			if name == "xl/styles.xml" {
				return ""
			}
			content = regexp.MustCompile(`<Relationship [^>]*styles.xml[^>]*></Relationship>`).ReplaceAllString(content, "")
			return regexp.MustCompile(`<Override [^>]*styles.xml[^>]*></Override>`).ReplaceAllString(content, "")
		},
		"hardly any styles": func(name, content string) string {
			if name == "xl/styles.xml" {
				return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="1"><xf/></cellXfs></styleSheet>`
			}
			return content
		},
		"a prefix": func(name, content string) string {
			switch name {
			case "xl/worksheets/sheet1.xml":
				return `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>` +
					`<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="C1"><x:v>3</x:v></x:c></x:row><x:row r="3"/></x:sheetData></x:worksheet>`
			case "xl/styles.xml":
				return `<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:fonts count="1"><x:font/></x:fonts>` +
					`<x:fills><x:fill><x:patternFill patternType="none"/></x:fill></x:fills><x:borders><x:border/></x:borders><x:cellXfs><x:xf/></x:cellXfs></x:styleSheet>`
			}
			return content
		},
		"old properties": func(name, content string) string {
			return strings.Replace(content, `</Types>`, `<Default Extension="VML" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>`, 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			data := must(xlsxtest.Repack(plain, func(name string, content []byte) []byte {
				if changed := change(name, string(content)); changed != "" {
					return []byte(changed)
				}
				return nil
			}))
			marks := []Mark{mark("A1", "甲"), mark("B1", "乙"), mark("A2", "丙"), mark("E3", "丁"), mark("B9", "戊")}
			once := annotated(t, data, marks...)
			if diff := cmp.Diff(read(t, data).Sheets, read(t, once).Sheets[1:], marksAside); diff != "" {
				t.Errorf("cells: %s", diff)
			}
			f := open(t, once)
			for _, m := range marks {
				cell := m.At.Cell()
				style := must(f.GetStyle(must(f.GetCellStyle("表", cell))))
				if !slices.Equal(style.Fill.Color, []string{Wrong}) {
					t.Errorf("%s is filled with %v", cell, style.Fill.Color)
				}
			}
			if got := len(must(f.GetComments("表"))); got != len(marks) {
				t.Errorf("%d comments", got)
			}
			if twice := annotated(t, once, marks...); !bytes.Equal(once, twice) {
				t.Error("the second copy differs")
			}
		})
	}
}

// TestAMillionEmptyRowsStay where they are, though nobody parses them.
func TestAMillionEmptyRowsStay(t *testing.T) {
	var rows strings.Builder
	for i := 10; rows.Len() < workbook.Large; i++ {
		fmt.Fprintf(&rows, `<row r="%d" s="1" customFormat="1" ht="20" customHeight="1"/>`, i)
	}
	data := must(xlsxtest.Repack(must(xlsxtest.Build("== 表\n1|2\n3")), func(name string, content []byte) []byte {
		return bytes.Replace(content, []byte("</sheetData>"), []byte(rows.String()+"</sheetData>"), 1)
	}))
	for _, p := range must(workbook.Unpack(annotated(t, data, mark("B1", "甲"), mark("C2", "乙")))) {
		if p.Name == "xl/worksheets/sheet1.xml" && !strings.Contains(string(p.Content), "</row>"+rows.String()+"</sheetData>") {
			t.Error("the rows are gone")
		}
	}
}

// TestSomebodysOwnListStays: a worksheet that happens to have the list's name.
func TestSomebodysOwnListStays(t *testing.T) {
	data := must(xlsxtest.Build("== 表\n1\n== 结果\n我的"))
	once := annotated(t, data, mark("A1", "甲"))
	if got := open(t, once).GetSheetList(); !slices.Equal(got, []string{"结果(2)", "表", "结果", workbook.MetaSheet}) {
		t.Errorf("%v", got)
	}
	twice := annotated(t, once, mark("A1", "甲"))
	if got := open(t, twice).GetSheetList(); len(got) != 4 {
		t.Errorf("%v", got)
	}
	if got := must(open(t, twice).GetCellValue("结果", "A1")); got != "我的" {
		t.Errorf("the sender's list says %s", got)
	}
}

// TestTheListIsKnownByNameAndTitle: what a stranger says is the list need not be.
func TestTheListIsKnownByNameAndTitle(t *testing.T) {
	once := annotated(t, must(xlsxtest.Build("== 表\n1\n== 结果集\n2")), mark("A1", "甲"))
	meta := ""
	for _, p := range must(workbook.Unpack(once)) {
		if strings.Contains(string(p.Content), ">annotated<") {
			meta = p.Name
		}
	}
	for _, name := range []string{"表", "结果集", "没有"} {
		claimed := patched(once, meta, `(>annotated<.*?>)结果(<)`, "${1}"+name+"${2}")
		f := open(t, annotated(t, claimed, mark("A1", "甲")))
		if one, two := must(f.GetCellValue("表", "A1")), must(f.GetCellValue("结果集", "A1")); one != "1" || two != "2" {
			t.Errorf("%s is taken for the list", name)
		}
	}
}

// TestAMarkThatCannotBeMadeIsNoCopy.
func TestAMarkThatCannotBeMadeIsNoCopy(t *testing.T) {
	data := must(xlsxtest.Build("== 表\n1"))
	m := mark("A1", "甲")
	m.At.Worksheet = "没有"
	if _, _, err := Copy(data, read(t, data), Annotation{Marks: []Mark{m}, List: List{Name: "结果", Heads: []string{"一"}, Widths: []float64{9}}}); !errors.Is(err, errParts) {
		t.Errorf("%v", err)
	}
}

// TestTheSendersCommentHasRoomForOurs in its box.
func TestTheSendersCommentHasRoomForOurs(t *testing.T) {
	box := func(data []byte) string {
		for _, p := range must(workbook.Unpack(data)) {
			if strings.HasSuffix(p.Name, ".vml") {
				for _, shape := range anyShape.FindAllString(string(p.Content), -1) {
					if at, ok := shapeAt([]byte(shape)); ok && at == [2]int{2, 3} {
						return anyAnchor.FindString(shape)
					}
				}
			}
		}
		return ""
	}
	original := lively(t)
	short, long := box(annotated(t, original, mark("C2", "短"))), box(annotated(t, original, mark("C2", strings.Repeat("很长的说明", 40))))
	if was := box(original); was == "" || was == short || short == long {
		t.Errorf("%s, %s, %s", was, short, long)
	}
}

// patched is [xlsxtest.Patch].
func patched(data []byte, suffix, old, replacement string) []byte {
	return must(xlsxtest.Patch(data, suffix, old, replacement))
}

// TestStrangeWorkbooks are marked or refused, but never made worse.
func TestStrangeWorkbooks(t *testing.T) {
	original := lively(t)
	const sheet, notes, shapes, styles = "sheet1.xml", "comments1.xml", "vmlDrawing1.vml", "styles.xml"
	for name, c := range map[string]struct {
		part, old, new string
		refused        bool
	}{
		"as it is":                    {sheet, "$^", "", false},
		"a style below the first":     {sheet, `(<c r="B2" s=")\d+`, "${1}-1", false},
		"a style above the last":      {sheet, `(<c r="B2" s=")\d+`, "${1}99", false},
		"a fill below the first":      {styles, `fillId="2"`, `fillId="-1"`, false},
		"no cells at all":             {sheet, `<sheetData>.*</sheetData>`, "", true},
		"no rows":                     {sheet, `<sheetData>.*</sheetData>`, "<sheetData/>", false},
		"an empty comment":            {notes, `<text>.*?</text>`, "<text/>", false},
		"a plain comment":             {notes, `<text>.*?</text>`, "<text><t>甲</t></text>", false},
		"no authors":                  {notes, `<authors>.*</authors>`, "", true},
		"no comments":                 {notes, `(?s).*`, "x", true},
		"shapes without an end":       {shapes, `</xml>`, "", true},
		"other shapes":                {shapes, `_x0000_t202`, "_x0000_t1", false},
		"shapes of high numbers":      {shapes, `_x0000_s1025`, "_x0000_s7777", false},
		"backslashes":                 {"workbook.xml.rels", `worksheets/`, `worksheets\`, false},
		"a content type too many":     {"[Content_Types].xml", `</Types>`, `<Override PartName="/docProps/Custom.xml" ContentType="x"/></Types>`, false},
		"selected together":           {"sheet2.xml", `<sheetView `, `<sheetView tabSelected="1" `, false},
		"another one is open":         {"workbook.xml", `<workbookView[^>]*>`, `<workbookView activeTab="1" firstSheet="1"/>`, true},
		"a conditional format of all": {sheet, `priority="1"`, `priority="7"`, false},
	} {
		t.Run(name, func(t *testing.T) {
			data := patched(original, c.part, c.old, c.new)
			if name == "another one is open" {
				data, c.refused = patched(original, c.part, `<workbookView[^>]*>(</workbookView>)?`, c.new), false
			}
			book := read(t, data)
			marks := []Mark{mark("B2", "太大"), mark("C2", "不是数"), mark("D7", "空")}
			copied, _, err := Copy(data, book, Annotation{Marks: marks, List: List{Name: "结果", Title: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
			if (err != nil) != c.refused {
				t.Fatalf("refused: %v", err)
			}
			if err != nil {
				return
			}
			checkPackage(t, data, copied)
			if diff := cmp.Diff(book.Sheets, read(t, copied).Sheets[1:], marksAside); diff != "" {
				t.Errorf("cells: %s", diff)
			}
			f := open(t, copied)
			if got := len(must(f.GetComments("表"))); got < len(marks) {
				t.Errorf("%d comments", got)
			}
		})
	}
}

// TestTooMuchXMLIsRefused before it takes the memory or the stack.
func TestTooMuchXMLIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"deep": strings.Repeat("<a>", maxDepth+2) + strings.Repeat("</a>", maxDepth+2),
		"wide": "<a>" + strings.Repeat("<b/>", maxElements) + "</a>",
	} {
		if _, err := parse([]byte(text)); !errors.Is(err, errTooMuch) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhatTheSenderHasStaysTheSenders, though it looks like ours.
func TestWhatTheSenderHasStaysTheSenders(t *testing.T) {
	original := patched(lively(t), "comments1.xml", "请核对", "【校验】请核对")
	original = patched(original, "sheet1.xml", `(<conditionalFormatting sqref="B2:C9">)`, `${1}<cfRule type="cellIs" dxfId="0" priority="9" operator="greaterThan"><formula>5</formula></cfRule>`)
	properties := `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">` +
		`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="sum"><vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">` + strings.Repeat("a", 64) + `</vt:lpwstr></property></Properties>`
	parts := append(must(workbook.Unpack(original)), workbook.Part{Name: "docProps/Custom.xml", Content: []byte(properties)})
	var own bytes.Buffer
	if err := workbook.Pack(&own, parts); err != nil {
		t.Fatal(err)
	}
	original = patched(own.Bytes(), "[Content_Types].xml", `</Types>`, `<Override PartName="/docProps/Custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`)
	original = patched(original, "_rels/.rels", `</Relationships>`, `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/Custom.xml"/></Relationships>`)
	// So does a cell that is filled with the colour of a mark.
	original = patched(original, "styles.xml", "DDDDDD", Wrong)
	if colored := styleOf(open(t, annotated(t, original, mark("D7", "空"))), "B2"); !slices.Equal(colored.Fill.Color, []string{Wrong}) {
		t.Errorf("the sender's colour became %v", colored.Fill.Color)
	}
	once := annotated(t, original, mark("C2", "不是数"))
	for round, data := range [][]byte{once, annotated(t, once, mark("C2", "不是数"))} {
		var all strings.Builder
		for _, p := range must(workbook.Unpack(data)) {
			all.Write(p.Content)
		}
		for _, want := range []string{"请核对", strings.Repeat("a", 64), `operator="greaterThan"`} {
			if round == 0 && !strings.Contains(all.String(), want) {
				t.Errorf("%s is gone", want)
			}
		}
		if !workbook.Sealed(data) {
			t.Error("not sealed")
		}
	}

	// Another program may join rules for the same cell.
	joined := patched(once, "sheet1.xml", `(<conditionalFormatting sqref="C2">)`, `${1}<cfRule type="cellIs" dxfId="0" priority="99" operator="lessThan"><formula>0</formula></cfRule>`)
	joined = annotated(t, joined)
	for _, p := range must(workbook.Unpack(joined)) {
		if p.Name == "xl/worksheets/sheet1.xml" && (!strings.Contains(string(p.Content), `operator="lessThan"`) || strings.Contains(string(p.Content), "C2&lt;=5")) {
			t.Error("the wrong rule is gone")
		}
	}
}

// TestTheListComesFirstAgain, also if somebody has moved or hidden it.
func TestTheListComesFirstAgain(t *testing.T) {
	once := annotated(t, lively(t), mark("B2", "太大"))
	list := regexp.MustCompile(`<sheet name="结果"[^>]*/>`)
	moved := must(xlsxtest.Repack(once, func(name string, content []byte) []byte {
		if name != "xl/workbook.xml" {
			return content
		}
		element := list.FindString(string(content))
		text := strings.Replace(string(content), element, "", 1)
		text = strings.NewReplacer(`localSheetId="0"`, `localSheetId="3"`, `localSheetId="1"`, `localSheetId="0"`).Replace(text)
		return []byte(strings.Replace(text, "</sheets>", strings.Replace(element, "/>", ` state="hidden"/>`, 1)+"</sheets>", 1))
	}))
	hidden := patched(once, "workbook.xml", `(<sheet name="结果"[^>]*)/>`, `${1} state="hidden"/>`)
	for name, data := range map[string][]byte{"moved": moved, "hidden": hidden} {
		f := open(t, annotated(t, data, mark("B2", "太大")))
		if got := f.GetSheetList()[0]; got != "结果" {
			t.Errorf("%s: %s comes first", name, got)
		}
		if visible := must(f.GetSheetVisible("结果")); !visible {
			t.Errorf("%s: it is still hidden", name)
		}
	}
}

// TestAStrangersFillIsOnlyAFill: the hidden worksheet comes back from anybody.
func TestAStrangersFillIsOnlyAFill(t *testing.T) {
	for text, want := range map[string]bool{
		`<fill><patternFill patternType="solid"><fgColor rgb="FFDDDDDD"/><bgColor indexed="64"/></patternFill></fill>`:  true,
		`<fill><patternFill patternType="darkGray"><fgColor theme="0" tint="-0.249977111117893"/></patternFill></fill>`: true,
		`<fill><patternFill patternType="solid"><fgColor auto="1"/></patternFill></fill>`:                               true,
		`<fill><patternFill patternType="bogus"><fgColor rgb="FFDDDDDD"/></patternFill></fill>`:                         false,
		`<fill><patternFill patternType="solid"><fgColor rgb="zz"/></patternFill></fill>`:                               false,
		`<fill><patternFill patternType="solid"><fgColor theme="99999"/></patternFill></fill>`:                          false,
		`<fill><patternFill patternType="none"/></fill>`:                                                                false,
		`<fill><gradientFill/></fill>`: false,
		`<fill`:                        false,
		`</fills><x/>`:                 false,
	} {
		if got := plainFill(text); (got != "") != want || strings.Contains(got, "<x") {
			t.Errorf("%s became %q", text, got)
		}
	}
}

// TestNewCellsLookLikeTheirRowOrColumn but for the mark.
func TestNewCellsLookLikeTheirRowOrColumn(t *testing.T) {
	data := must(xlsxtest.Build("== 表\n1|2\n3"))
	data = patched(data, "styles.xml", `<cellXfs count="1">(<xf .*?</xf>)</cellXfs>`, `<cellXfs count="3">$1<xf numFmtId="2" fontId="0" fillId="0" borderId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0"><alignment horizontal="center"/></xf></cellXfs>`)
	data = patched(data, "sheet1.xml", `<sheetData>`, `<cols><col min="4" max="5" width="9" style="2"/></cols><sheetData>`)
	data = patched(data, "sheet1.xml", `<row r="2"`, `<row s="1" customFormat="1" r="2"`)
	f := open(t, annotated(t, data, mark("E1", "甲"), mark("E2", "乙"), mark("D9", "丙"), mark("G9", "丁")))
	for cell, want := range map[string]int{"E1": 4, "E2": 2, "D9": 4, "G9": 0} {
		style := styleOf(f, cell)
		if style.NumFmt != want || (style.Alignment != nil && style.Alignment.Horizontal == "center") != (want == 4) {
			t.Errorf("%s has number format %d and %+v", cell, style.NumFmt, style.Alignment)
		}
	}
}

// TestACellWithoutAStyleIsMarked by the style by which it was read, so that what was shown
// otherwise still is.
func TestACellWithoutAStyleIsMarked(t *testing.T) {
	const center = `<alignment horizontal="center"/>`
	for name, c := range map[string]struct {
		first, column, row string
		format             int
		centred            bool
		missing            int // the format of a cell that is not there
	}{
		"centred by the column":           {`<xf/>`, `<xf>` + center + `</xf>`, ``, 0, true, 0},
		"a percentage by the column":      {`<xf/>`, `<xf numFmtId="9">` + center + `</xf>`, ``, 9, true, 9},
		"a percentage by the first style": {`<xf numFmtId="9"/>`, `<xf numFmtId="2">` + center + `</xf>`, ``, 9, false, 2},
		"different in both":               {`<xf numFmtId="14"/>`, `<xf numFmtId="9">` + center + `</xf>`, ``, 9, true, 9},
		"the row's":                       {`<xf/>`, `<xf numFmtId="9"/>`, ` s="2" customFormat="1"`, 4, false, 4},
		"not the row's":                   {`<xf/>`, `<xf numFmtId="9"/>`, ` s="2"`, 9, false, 9},
	} {
		t.Run(name, func(t *testing.T) {
			data := must(xlsxtest.Build("== 表\n1|2\n3|4"))
			data = patched(data, "styles.xml", `(?s)<cellXfs.*</cellXfs>`, `<cellXfs>`+c.first+c.column+`<xf numFmtId="4"/></cellXfs>`)
			data = patched(data, "sheet1.xml", `<sheetData>`, `<cols><col min="2" max="4" width="9" style="1"/></cols><sheetData>`)
			data = patched(data, "sheet1.xml", `<row r="2"`, `<row r="2"`+c.row)
			f := open(t, annotated(t, data, mark("B2", "甲"), mark("C2", "没有")))
			style := styleOf(f, "B2")
			if centred := style.Alignment != nil && style.Alignment.Horizontal == "center"; style.NumFmt != c.format || centred != c.centred {
				t.Errorf("number format %d, centred: %v", style.NumFmt, centred)
			}
			if got := styleOf(f, "C2").NumFmt; got != c.missing {
				t.Errorf("the number format of a new cell is %d", got)
			}
			if !slices.Equal(style.Fill.Color, []string{Wrong}) {
				t.Errorf("filled with %v", style.Fill.Color)
			}
		})
	}
}

func TestWhatCannotBeKeptIsNamed(t *testing.T) {
	data := must(xlsxtest.Build("== 表\n1"))
	parts := append(must(workbook.Unpack(data)), workbook.Part{Name: "_xmlsignatures/sig1.xml", Content: []byte("<x/>")})
	var signed bytes.Buffer
	if err := workbook.Pack(&signed, parts); err != nil {
		t.Fatal(err)
	}
	_, lost, err := Copy(signed.Bytes(), read(t, signed.Bytes()), Annotation{List: List{Name: "结果", Heads: []string{"一"}, Widths: []float64{9}}})
	if err != nil || said(lost) != said([]msg.Text{msg.LostSignature}) {
		t.Errorf("%v, %v", lost, err)
	}
}

func TestDocumentEdits(t *testing.T) {
	for _, c := range []struct {
		xml  string
		edit func(d *document)
		want string
	}{
		{`<a><b/></a>`, func(d *document) { d.add(d.root, `<c/>`); d.add(d.root, `<d/>`) }, `<a><b/><c/><d/></a>`},
		{`<a><b x='1'/></a>`, func(d *document) { d.add(d.root.child("b"), `<c/>`) }, `<a><b x='1'><c/></b></a>`},
		{`<a><b x='1'/></a>`, func(d *document) { d.setAttr(d.root.child("b"), "x", `"<`) }, `<a><b x="&#34;&lt;"/></a>`},
		{`<a><b r:id="1" id2="2"/></a>`, func(d *document) { d.setAttr(d.root.child("b"), "id", "3") }, `<a><b r:id="3" id2="2"/></a>`},
		{`<a><b/></a>`, func(d *document) { d.setAttr(d.root.child("b"), "x", "1"); d.insert(d.root.child("b"), "<c/>") }, `<a><c/><b x="1"/></a>`},
		{`<?xml version="1.0"?><!-- <b> --><a>t<b>u</b></a>`, func(d *document) { d.remove(d.root.child("b")) }, `<?xml version="1.0"?><!-- <b> --><a>t</a>`},
		{`<p:a xmlns:p="s"><p:b/></p:a>`, func(d *document) { d.add(d.root.child("b"), `<c>1</c>`) }, `<p:a xmlns:p="s"><p:b><c xmlns="s">1</c></p:b></p:a>`},
		{`<a><x/><z/></a>`, func(d *document) { d.addInOrder(d.root, "y", `<y/>`, []string{"x", "y", "z"}) }, `<a><x/><y/><z/></a>`},
		{`<a><x/></a>`, func(d *document) { d.addInOrder(d.root, "y", `<y/>`, []string{"x", "y", "z"}) }, `<a><x/><y/></a>`},
	} {
		d, err := parse([]byte(c.xml))
		if err != nil {
			t.Fatal(err)
		}
		c.edit(d)
		if got := string(d.bytes()); got != c.want {
			t.Errorf("%s became %s, want %s", c.xml, got, c.want)
		}
	}
	for _, bad := range []string{"", "x", "<a>", "<a></b>", "</a>", "<a><b></a>"} {
		if _, err := parse([]byte(bad)); err == nil {
			t.Errorf("%q is no XML", bad)
		}
	}
}

// FuzzParts: whatever one part of a workbook holds, the copy is refused or has the
// same cells, and so has the copy of the copy. Most of these parts nobody reads before.
func FuzzParts(f *testing.F) {
	original := must(workbook.Unpack(lively(f)))
	names := []string{
		"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels",
		"[Content_Types].xml", "docProps/custom.xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
	}
	const space = `"http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	f.Add(uint8(0), `<worksheet xmlns=`+space+`><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`)
	f.Add(uint8(0), `<x:worksheet xmlns:x=`+space+`><x:sheetViews><x:sheetView tabSelected='1'/></x:sheetViews><x:sheetData/><x:mergeCells/></x:worksheet>`)
	f.Add(uint8(0), `<worksheet xmlns=`+space+`><cols><col min="1" max="9" width="9" style="1"/></cols><sheetData><row s="1" customFormat="1"><c r="B2"><v>2.5</v></c></row></sheetData><legacyDrawing id="gone"/></worksheet>`)
	f.Add(uint8(1), `<styleSheet xmlns=`+space+`><fills><fill/></fills><cellXfs><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>`)
	f.Add(uint8(2), `<comments xmlns=`+space+`><authors/><commentList><comment ref="B2"/><comment ref="C2"><text><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></text></comment></commentList></comments>`)
	f.Add(uint8(3), `<xml/>`)
	f.Add(uint8(3), `<xml><o:idmap data="1,99999999999"/><v:shape id="_x0000_s99999999999"></v:shape></xml >`)
	f.Add(uint8(4), leadsBegin+`<Relationship Id="rId1" Type="`+office+`comments" Target="http://a/" TargetMode="External"/></Relationships>`)
	f.Add(uint8(5), `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="vml" ContentType="x"/></Types>`)
	f.Add(uint8(6), `<Properties/>`)
	f.Add(uint8(7), leadsBegin+`<Relationship Id="rId1" Type="`+office+`officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="`+office+`custom-properties" Target="docProps/gone.xml"/></Relationships>`)
	for i, name := range names {
		if at := slices.IndexFunc(original, func(p workbook.Part) bool { return p.Name == name }); at >= 0 {
			f.Add(uint8(i), string(original[at].Content))
		}
	}
	a := Annotation{Marks: []Mark{mark("B2", "甲"), mark("C2", "乙")}, List: List{Name: "结果", Title: "结果", Heads: []string{"一"}, Widths: []float64{9}}}
	f.Fuzz(func(t *testing.T, part uint8, content string) {
		name := names[int(part)%len(names)]
		parts := slices.DeleteFunc(slices.Clone(original), func(p workbook.Part) bool { return p.Name == name })
		var packed bytes.Buffer
		if err := workbook.Pack(&packed, append(parts, workbook.Part{Name: name, Content: []byte(content)})); err != nil {
			return
		}
		data := packed.Bytes()
		book, _ := workbook.Read("x.xlsx", data)
		if book == nil {
			return
		}
		for range 2 {
			copied, _, err := Copy(data, book, a)
			if err != nil {
				return
			}
			original := book
			data, book = copied, read(t, copied)
			list := book.Meta.Get(metaCopy)
			if diff := cmp.Diff(without(original.Sheets, list), without(book.Sheets, list), marksAside); diff != "" || book.Sheets[0].Name != list {
				t.Fatalf("%s\n%s", list, diff)
			}
		}
	})
}

// marksAside compares worksheets but for what marks change: comments, and what stands
// behind the texts.
var marksAside = cmp.Options{
	cmpopts.IgnoreFields(workbook.Sheet{}, "Comments", "Bare"),
	cmp.Transformer("unmarked", func(d workbook.Doubt) uint16 { return uint16(d &^ (workbook.Faint | workbook.Conditional)) }),
}

// without are the worksheets but for one.
func without(sheets []workbook.Sheet, name string) []workbook.Sheet {
	return slices.DeleteFunc(slices.Clone(sheets), func(s workbook.Sheet) bool { return s.Name == name })
}

func TestACopyIsReadBackBeforeItIsBelieved(t *testing.T) {
	data := must(xlsxtest.Build("== 表\n1|2"))
	book := read(t, data)
	if !sameCells(book, data, "结果") || !sameCells(book, must(xlsxtest.Build("== 结果\n3\n== 表\n1|2")), "结果") {
		t.Error("the same cells are not")
	}
	for _, other := range []string{"== 表\n1|3", "== 表\n1", "== 别的\n1|2", "== 表\n1|2\n== 多\n3"} {
		if sameCells(book, must(xlsxtest.Build(other)), "结果") {
			t.Errorf("%q has the same cells", other)
		}
	}
	if sameCells(book, []byte("PK"), "结果") {
		t.Error("no workbook has the same cells")
	}
}

// TestTheHiddenWorksheetInCapitals is replaced like any other: there are never two.
func TestTheHiddenWorksheetInCapitals(t *testing.T) {
	b := bookwriter.New("表", workbook.Meta{{"unit", "甲县"}})
	p := b.Page(bookwriter.Layout{Name: "表", Widths: []float64{10, 10}})
	p.Add(20)
	p.Add(20, nil, 9)
	data := must(b.Encode("题"))
	data = must(xlsxtest.Repack(data, func(_ string, content []byte) []byte {
		return bytes.ReplaceAll(content, []byte(workbook.MetaSheet), []byte(strings.ToUpper(workbook.MetaSheet)))
	}))
	book := read(t, annotated(t, data, mark("B2", "9")))
	if book.Meta.Get("unit") != "甲县" || book.Meta.Get(metaCopy) == "" || len(book.Sheets) != 2 {
		t.Errorf("%v, %d worksheets", book.Meta, len(book.Sheets))
	}
}

func said(texts []msg.Text) string { return msg.Join(texts).In(msg.English) }

// TestAWorksheetWithManyLinks keeps them, and no two relationships get one name: neither
// beside a thousand others nor beside what nobody knows.
func TestAWorksheetWithManyLinks(t *testing.T) {
	const space = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	link := func(id string) string {
		return `<Relationship Id="` + id + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/>`
	}
	many := ""
	for i := range 1200 {
		many += link("rId" + strconv.Itoa(i+1))
	}
	original := must(xlsxtest.Build("== 表\n1|2"))
	const part = "xl/worksheets/_rels/sheet1.xml.rels"
	for name, links := range map[string]string{"many": many, "something else among them": link("rId7") + "<other/>"} {
		parts := append(must(workbook.Unpack(original)), workbook.Part{Name: part, Content: []byte(space + links + "</Relationships>")})
		var packed bytes.Buffer
		if err := workbook.Pack(&packed, parts); err != nil {
			t.Fatal(err)
		}
		copied := annotated(t, packed.Bytes(), mark("B1", "太大"))
		for _, p := range must(workbook.Unpack(copied)) {
			if p.Name != part {
				continue
			}
			ids := map[string]int{}
			for _, m := range regexp.MustCompile(` Id="([^"]+)"`).FindAllSubmatch(p.Content, -1) {
				if ids[string(m[1])]++; ids[string(m[1])] > 1 {
					t.Errorf("%s: two relationships %s", name, m[1])
				}
			}
			if len(ids) != strings.Count(links, " Id=")+2 {
				t.Errorf("%s: %d relationships", name, len(ids))
			}
		}
	}
	broken := append(must(workbook.Unpack(original)), workbook.Part{Name: part, Content: []byte(space + "<Relationship>")})
	var packed bytes.Buffer
	if err := workbook.Pack(&packed, broken); err != nil {
		t.Fatal(err)
	}
	if data, _, err := Copy(packed.Bytes(), read(t, packed.Bytes()), Annotation{Marks: []Mark{mark("B1", "太大")}, List: List{Name: "结果", Heads: []string{"一"}, Widths: []float64{9}}}); err == nil {
		t.Errorf("a copy of %d bytes with relationships that cannot be read", len(data))
	}
}
