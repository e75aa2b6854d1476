package scoretest

import (
	"bytes"
	"fmt"
	"regexp"

	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// Counties are the names of so many units.
func Counties(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("第%04d县", i)
	}
	return names
}

// OneCountyEach are the filled sheets of every department for so many counties,
// each for one alone: those of the first county, then of the second.
func OneCountyEach(table *indicator.Table, n int) ([][]byte, error) {
	names := Counties(n)
	first, err := Sheets(table, names[:1])
	if err != nil {
		return nil, err
	}
	var files [][]byte
	for _, name := range names {
		for _, sheet := range first {
			renamed, err := xlsxtest.Repack(sheet, func(_ string, content []byte) []byte {
				return bytes.ReplaceAll(content, []byte(names[0]), []byte(name))
			})
			if err != nil {
				return nil, err
			}
			files = append(files, renamed)
		}
	}
	return files, nil
}

// openCell is a cell without a value in a worksheet's XML.
var openCell = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?/>`)

// Sheets are the sheets of every department for these units, made by the program
// and filled in: every score is the half of what it can be, and nothing is taken
// off.
func Sheets(table *indicator.Table, units []string) ([][]byte, error) {
	var sheets [][]byte
	for _, department := range table.Departments() {
		blank, err := scoresheet.WriteBlank(table, department, units)
		if err != nil {
			return nil, err
		}
		book, list := workbook.Read(department, blank)
		if book == nil {
			return nil, fmt.Errorf("%s: %v", department, list)
		}
		sheet, _ := scoresheet.Parse(book, table, nil)
		values := map[string]string{"F3": ` t="inlineStr"><is><t>2023年1月10日</t></is></c>`}
		for _, e := range sheet.Entries {
			value := `><v>0</v></c>`
			switch c := table.Criteria[e.Criterion]; c.Kind() {
			case indicator.Score:
				value = "><v>" + (c.Points / 2).String() + "</v></c>"
			case indicator.Veto:
				value = ` t="inlineStr"><is><t>否</t></is></c>`
			}
			values[e.At.Cell()] = value
		}
		filled, err := xlsxtest.Repack(blank, func(name string, content []byte) []byte {
			if name != "xl/worksheets/sheet1.xml" {
				return content
			}
			return openCell.ReplaceAllFunc(content, func(cell []byte) []byte {
				m := openCell.FindSubmatch(cell)
				value, ok := values[string(m[1])]
				if !ok {
					return cell
				}
				delete(values, string(m[1]))
				return fmt.Appendf(nil, `<c r="%s"%s%s`, m[1], m[2], value)
			})
		})
		if err != nil || len(values) > 0 {
			return nil, fmt.Errorf("%s: %d values have no cell, %v", department, len(values), err)
		}
		sheets = append(sheets, filled)
	}
	return sheets, nil
}

// Large are the two shapes that a large set may have: 1,100 sheets of one county each,
// and eleven of the nation's 2,843.
func Large(table *indicator.Table) (narrow, wide [][]byte, err error) {
	if narrow, err = OneCountyEach(table, 100); err != nil {
		return nil, nil, err
	}
	wide, err = Sheets(table, Counties(2843))
	return narrow, wide, err
}
