// Package xlsxtest makes and reads workbooks for tests: text to .xlsx and
// .xlsx to text. It goes through excelize or the archive alone, so that what it
// makes and sees does not depend on the code under test. Only tests import it.
package xlsxtest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

var number = regexp.MustCompile(`^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$`)

// Build makes a workbook of text: a line "== NAME" begins a worksheet, every
// other line is a row of cells with | between them. A cell is a value as
// described at [Edit].
func Build(text string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	sheet, row, first := "Sheet1", 0, true
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if name, ok := strings.CutPrefix(line, "== "); ok {
			if first {
				f.SetSheetName(sheet, name)
			} else if _, err := f.NewSheet(name); err != nil {
				return nil, err
			}
			sheet, row, first = name, 0, false
			continue
		}
		row++
		for i, value := range strings.Split(line, "|") {
			cell, err := excelize.CoordinatesToCellName(i+1, row)
			if err != nil {
				return nil, err
			}
			if err := set(f, sheet, cell, strings.TrimSpace(value)); err != nil {
				return nil, err
			}
		}
	}
	return encode(f)
}

// Edit changes a workbook. Each edit is PLACE=CHANGE:
//
//	WORKSHEET!CELL=VALUE       a number with just these digits if it looks like
//	                           one, else a text, in which \u200b is the character;
//	                           nothing clears the cell
//	WORKSHEET!CELL='TEXT       a text, whatever it looks like
//	WORKSHEET!CELL==FORMULA    a formula that was never calculated
//	WORKSHEET!CELL==FORMULA => VALUE
//	                           a formula with its stored value
//	WORKSHEET!CELL=format F    shows the cell in the number format F
//	WORKSHEET!CELL=strike      strikes the cell out
//	WORKSHEET!CELL=white       writes it in white
//	WORKSHEET!CELL=comment T   puts a comment with the text T at it
//	WORKSHEET!CELL=box T       puts a box with the text T over it
//	WORKSHEET!A1:B2=merge      merges the range
//	WORKSHEET!7=hide, WORKSHEET!G=hide
//	                           hides the row, the column
//	WORKSHEET=hide             hides the worksheet
//	WORKSHEET=-                removes it
func Edit(data []byte, edits ...string) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	stored := map[string]string{} // values of formulas, by cell
	for _, edit := range edits {
		place, value, ok := strings.Cut(edit, "=")
		if !ok {
			return nil, errors.New("no = in " + edit)
		}
		sheet, cell, _ := strings.Cut(place, "!")
		if formula, result, ok := strings.Cut(value, " => "); ok {
			value, stored[cell] = formula, result
		}
		if err := change(f, sheet, cell, value); err != nil {
			return nil, fmt.Errorf("%s: %w", edit, err)
		}
	}
	if err := f.UpdateLinkedValue(); err != nil { // stale sums would be a lie
		return nil, err
	}
	if data, err = encode(f); err != nil || len(stored) == 0 {
		return data, err
	}
	return Repack(data, func(name string, content []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return storeValues(content, stored)
		}
		return content
	})
}

func change(f *excelize.File, sheet, cell, value string) error {
	from, to, isRange := strings.Cut(cell, ":")
	row, notRow := strconv.Atoi(cell)
	switch {
	case cell == "" && value == "-":
		return f.DeleteSheet(sheet)
	case cell == "" && value == "hide":
		f.SetActiveSheet(len(f.GetSheetList()) - 1) // the active one cannot be hidden
		return f.SetSheetVisible(sheet, false)
	case value == "hide" && notRow == nil:
		return f.SetRowVisible(sheet, row, false)
	case value == "hide":
		return f.SetColVisible(sheet, cell, false)
	case isRange && value == "merge":
		return f.MergeCell(sheet, from, to)
	case value == "strike":
		return restyle(f, sheet, cell, func(s *excelize.Style) { s.Font = &excelize.Font{Strike: true} })
	case value == "white":
		return restyle(f, sheet, cell, func(s *excelize.Style) { s.Font = &excelize.Font{Color: "FFFFFF"} })
	case strings.HasPrefix(value, "comment "):
		return f.AddComment(sheet, excelize.Comment{Cell: cell, Author: "张三", Text: strings.TrimPrefix(value, "comment ")})
	case strings.HasPrefix(value, "box "):
		text := []excelize.RichTextRun{{Text: strings.TrimPrefix(value, "box ")}}
		return f.AddShape(sheet, &excelize.Shape{Cell: cell, Type: "rect", Paragraph: text})
	case strings.HasPrefix(value, "format "):
		format := strings.TrimPrefix(value, "format ")
		return restyle(f, sheet, cell, func(s *excelize.Style) { s.CustomNumFmt = &format })
	}
	return set(f, sheet, cell, value)
}

func restyle(f *excelize.File, sheet, cell string, change func(*excelize.Style)) error {
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		return err
	}
	style, err := f.GetStyle(id)
	if err != nil {
		return err
	}
	change(style)
	if id, err = f.NewStyle(style); err != nil {
		return err
	}
	return f.SetCellStyle(sheet, cell, cell, id)
}

// storeValues gives formulas of the first worksheet the values that the
// library would not store with them.
func storeValues(content []byte, values map[string]string) []byte {
	for cell, value := range values {
		kind := ""
		if strings.HasPrefix(value, "#") {
			kind = ` t="e"`
		} else if !number.MatchString(value) {
			kind = ` t="str"`
		}
		formula := regexp.MustCompile(`(<c r="` + cell + `"[^>]*?)(?: t="\w+")?(><f>[^<]*</f>)`)
		content = formula.ReplaceAll(content, []byte("${1}"+kind+"${2}<v>"+value+"</v>"))
	}
	return content
}

func set(f *excelize.File, sheet, cell, value string) error {
	switch {
	case value == "":
		return f.SetCellValue(sheet, cell, nil)
	case value[0] == '\'':
		return f.SetCellStr(sheet, cell, characters(value[1:]))
	case value[0] == '=':
		return f.SetCellFormula(sheet, cell, value[1:])
	case number.MatchString(value):
		return f.SetCellDefault(sheet, cell, value)
	}
	return f.SetCellStr(sheet, cell, characters(value))
}

var unseen = regexp.MustCompile(`\\u[0-9a-f]{4}`)

// characters puts the characters that a text names as \u200b in their places.
func characters(text string) string {
	return unseen.ReplaceAllStringFunc(text, func(name string) string {
		code, _ := strconv.ParseUint(name[2:], 16, 16) // which the pattern takes
		return string(rune(code))
	})
}

func encode(f *excelize.File) ([]byte, error) {
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	// The library notes the time in every part; the same edits are to give the same bytes.
	return Repack(buffer.Bytes(), func(_ string, content []byte) []byte { return content })
}

// Repack changes the parts of a workbook as they are stored, for what no
// library would write. change returns nil to drop a part.
func Repack(data []byte, change func(name string, content []byte) []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue // a folder, which some programs list too
		}
		content, err := fs.ReadFile(archive, file.Name)
		if err != nil {
			return nil, err
		}
		if content = change(file.Name, content); content == nil {
			continue
		}
		part, err := w.Create(file.Name)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Patch changes the parts of a workbook whose names have this suffix: pattern is
// a regular expression, and replacement may refer to its groups.
func Patch(data []byte, suffix, pattern, replacement string) ([]byte, error) {
	match, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	return Repack(data, func(name string, content []byte) []byte {
		if strings.HasSuffix(name, suffix) {
			return match.ReplaceAll(content, []byte(replacement))
		}
		return content
	})
}

// The shared texts, and the cells that refer to them, as the program writes both.
var (
	sharedText = regexp.MustCompile(`(?s)<si>(.*?)</si>`)
	sharingIt  = regexp.MustCompile(`(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="s"><v>([0-9]+)</v>`)
)

// InlineTexts is a worksheet of the program's whose cells hold their texts themselves,
// which are shared in the part texts.
func InlineTexts(worksheet, texts string) string {
	shared := sharedText.FindAllStringSubmatch(texts, -1)
	return sharingIt.ReplaceAllStringFunc(worksheet, func(cell string) string {
		m := sharingIt.FindStringSubmatch(cell)
		i, _ := strconv.Atoi(m[2]) // the pattern has seen digits
		return m[1] + ` t="inlineStr"><is>` + shared[i][1] + "</is>"
	})
}

// Dump writes what a workbook shows and how it comes by it: each worksheet
// with its state and how it is printed, each cell that is not empty with its
// stored value, its formula and where it leads, and what the charts show.
func Dump(data []byte) (string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		visible, err := f.GetSheetVisible(sheet)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "== %s%s\n", sheet, map[bool]string{true: "", false: " (hidden)"}[visible])
		if err := dumpPrint(&b, f, sheet); err != nil {
			return "", err
		}
		if err := dumpSheet(&b, f, sheet); err != nil {
			return "", err
		}
	}
	_, err = Repack(data, func(name string, content []byte) []byte {
		if strings.HasPrefix(name, "xl/charts/chart") {
			fmt.Fprintf(&b, "== chart\n")
			for _, reference := range chartReference.FindAllSubmatch(content, -1) {
				var stored []string
				for _, value := range chartValue.FindAllSubmatch(reference[3], -1) {
					stored = append(stored, html.UnescapeString(string(value[1])))
				}
				fmt.Fprintf(&b, "%s\t%q\t=%s\n", reference[1], stored, html.UnescapeString(string(reference[2])))
			}
		}
		return content
	})
	return b.String(), err
}

// chartReference matches what a chart refers to, the name of a series, its
// categories and its values, and what it stores of it.
var (
	chartReference = regexp.MustCompile(`<(tx|cat|val)><(?:str|num)Ref><f>([^<]*)</f>(.*?)</(?:str|num)Ref>`)
	chartValue     = regexp.MustCompile(`<v>([^<]*)</v>`)
)

// dumpPrint writes how a worksheet is printed.
func dumpPrint(b *strings.Builder, f *excelize.File, sheet string) error {
	layout, err := f.GetPageLayout(sheet)
	if err != nil {
		return err
	}
	printed, err := f.GetHeaderFooter(sheet)
	if err != nil || printed == nil || layout.FitToWidth == nil || layout.FitToHeight == nil {
		return err // it was not set up for the printer
	}
	fmt.Fprintf(b, "print\t%s, %d wide, %d high", *layout.Orientation, *layout.FitToWidth, *layout.FitToHeight)
	if printed.OddHeader != "" {
		fmt.Fprintf(b, ", header %q", printed.OddHeader)
	}
	fmt.Fprintf(b, ", footer %q\n", printed.OddFooter)
	for _, name := range f.GetDefinedName() {
		if name.Scope == sheet {
			fmt.Fprintf(b, "%s\t%s\n", name.Name, name.RefersTo)
		}
	}
	return nil
}

// literalFormat is the number format of a cell if it shows texts of its own.
func literalFormat(f *excelize.File, sheet, cell string) (string, error) {
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		return "", err
	}
	style, err := f.GetStyle(id)
	if err != nil || style.CustomNumFmt == nil || !strings.Contains(*style.CustomNumFmt, `"`) {
		return "", err
	}
	return *style.CustomNumFmt, nil
}

func dumpSheet(b *strings.Builder, f *excelize.File, sheet string) error {
	rows, err := f.GetRows(sheet)
	if err != nil {
		return err
	}
	for r, row := range rows {
		for c, value := range row {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return err
			}
			formula, err := f.GetCellFormula(sheet, cell)
			if err != nil {
				return err
			}
			if formula == "" && value == "" {
				continue
			}
			linked, target, err := f.GetCellHyperLink(sheet, cell)
			if err != nil {
				return err
			}
			fmt.Fprintf(b, "%s\t%q", cell, value)
			if format, err := literalFormat(f, sheet, cell); err != nil {
				return err
			} else if format != "" {
				fmt.Fprintf(b, "\tas %s", format)
			}
			if formula != "" {
				fmt.Fprintf(b, "\t=%s", formula)
			}
			if linked {
				fmt.Fprintf(b, "\t-> %s", target)
			}
			b.WriteString("\n")
		}
	}
	return nil
}
