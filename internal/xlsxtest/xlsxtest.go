// Package xlsxtest makes and reads workbooks for tests: text to .xlsx and
// .xlsx to text. It goes through excelize or the archive alone, so that what it
// makes and sees does not depend on the code under test. Only tests import it.
package xlsxtest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
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

// Edit changes cells of a workbook. Each edit is WORKSHEET!CELL=VALUE. A value
// that looks like a number is one, with just these digits; =… is a formula
// that was never calculated, '… a text whatever it looks like, and nothing
// clears the cell. WORKSHEET=- removes the worksheet, WORKSHEET=hide hides it,
// and WORKSHEET!A1:B2=merge merges the range.
func Edit(data []byte, edits ...string) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, edit := range edits {
		place, value, ok := strings.Cut(edit, "=")
		if !ok {
			return nil, errors.New("no = in " + edit)
		}
		sheet, cell, ok := strings.Cut(place, "!")
		from, to, isRange := strings.Cut(cell, ":")
		switch {
		case !ok && value == "-":
			err = f.DeleteSheet(sheet)
		case !ok && value == "hide":
			f.SetActiveSheet(len(f.GetSheetList()) - 1) // the active one cannot be hidden
			err = f.SetSheetVisible(sheet, false)
		case isRange && value == "merge":
			err = f.MergeCell(sheet, from, to)
		default:
			err = set(f, sheet, cell, value)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", edit, err)
		}
	}
	if err := f.UpdateLinkedValue(); err != nil { // stale sums would be a lie
		return nil, err
	}
	return encode(f)
}

func set(f *excelize.File, sheet, cell, value string) error {
	switch {
	case value == "":
		return f.SetCellValue(sheet, cell, nil)
	case value[0] == '\'':
		return f.SetCellStr(sheet, cell, value[1:])
	case value[0] == '=':
		return f.SetCellFormula(sheet, cell, value[1:])
	case number.MatchString(value):
		return f.SetCellDefault(sheet, cell, value)
	}
	return f.SetCellStr(sheet, cell, value)
}

func encode(f *excelize.File) ([]byte, error) {
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
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

// Dump writes what a workbook shows and how it comes by it: each worksheet
// with its state, and each cell that is not empty with its stored value and
// its formula.
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
		if err := dumpSheet(&b, f, sheet); err != nil {
			return "", err
		}
	}
	return b.String(), nil
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
			switch {
			case formula != "":
				fmt.Fprintf(b, "%s\t%q\t=%s\n", cell, value, formula)
			case value != "":
				fmt.Fprintf(b, "%s\t%q\n", cell, value)
			}
		}
	}
	return nil
}
