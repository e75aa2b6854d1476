package xlsxtest_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"qeval/internal/scoresheet"
	"qeval/internal/tabletest"
	"qeval/internal/xlsxtest"
)

// TestFaultsAreFound: of a workbook without any, each of these makes one with just that
// one.
func TestFaultsAreFound(t *testing.T) {
	table := tabletest.Sample(t)
	whole, err := scoresheet.WriteBlank(table, table.Departments()[0], []string{"东县", "南县"})
	if err != nil {
		t.Fatal(err)
	}
	for what, faults := range map[string]func([]byte) ([]string, error){"damage": xlsxtest.Damage, "strange": xlsxtest.Strange, "idle": xlsxtest.Idle} {
		if found, err := faults(whole); len(found) > 0 || err != nil {
			t.Error(what, found, err)
		}
	}
	const sheet, reasons, styles, book = "sheet1.xml", "sheet3.xml", "styles.xml", "xl/workbook.xml"
	for _, c := range []struct {
		faults             func([]byte) ([]string, error)
		part, old, another string
		want               string
	}{
		{xlsxtest.Damage, sheet, `</sheetData>`, ``, "tags cross"},
		{xlsxtest.Damage, sheet, `<sheetData>`, `<sheetData a="1" a="1">`, "sheetData has a twice"},
		{xlsxtest.Damage, sheet, `<worksheet `, `<worksheet mc:Ignorable="x14" xmlns:mc="urn:x" `, "prefix x14 is not declared"},
		{xlsxtest.Damage, sheet, `<sheetData>`, `<x:sheetData>`, "prefix x is not declared"},
		{xlsxtest.Damage, "[Content_Types].xml", `<Override PartName="/xl/styles.xml"[^>]*>`, ``, "xl/styles.xml is of the type application/xml"},
		{xlsxtest.Damage, "[Content_Types].xml", `(<Override PartName="/xl/styles.xml"[^>]*>)`, `$1$1`, "content type of /xl/styles.xml is there twice"},
		{xlsxtest.Damage, "workbook.xml.rels", `worksheets/sheet3.xml`, `worksheets/sheet9.xml`, "sheet9.xml, which is not there"},
		{xlsxtest.Damage, "workbook.xml.rels", `Id="rId1"`, `Id="rId2"`, "rId2 is there twice"},
		{xlsxtest.Damage, styles, `<cellXfs count="[0-9]+"`, `<cellXfs count="99"`, "cellXfs says 99"},
		{xlsxtest.Damage, styles, `(<fonts.*</fonts>)(<fills.*</fills>)`, `$2$1`, "fonts is out of order"},
		{xlsxtest.Damage, styles, `fontId="1"`, `fontId="99"`, "there is no fontId 99"},
		{xlsxtest.Damage, sheet, `(<mergeCells.*</mergeCells>)(<conditionalFormatting.*</conditionalFormatting>)`, `$2$1`, "mergeCells is out of order"},
		{xlsxtest.Damage, sheet, ` s="1"`, ` s="99"`, "there is no style 99"},
		{xlsxtest.Damage, sheet, `dxfId="0"`, `dxfId="99"`, "there is no dxf 99"},
		{xlsxtest.Damage, sheet, `priority="2"`, `priority="1"`, "priority 1 is there twice"},
		{xlsxtest.Damage, reasons, `<sheetView `, `<sheetView tabSelected="1" `, "sheet3.xml selected: true"},
		{xlsxtest.Damage, book, `sheetId="2"`, `sheetId="1"`, "sheetId 1 is there twice"},
		{xlsxtest.Damage, book, `name="填报说明"`, `name="评分表"`, "worksheet 评分表 is there twice"},
		{xlsxtest.Damage, book, ` state="veryHidden"`, ``, "_qeval is "},
		{xlsxtest.Damage, book, `localSheetId="2"`, `localSheetId="3"`, "belongs to worksheet 3"},

		{xlsxtest.Strange, sheet, `(<col [^>]*/>)(<col [^>]*/>)`, `$2$1`, "column 1 behind column 2"},
		{xlsxtest.Strange, sheet, `</sheetData>`, `</sheetData><autoFilter ref="$$A$$1:$$B$$2"/>`, "the filter $A$1:$B$2"},
		{xlsxtest.Strange, reasons, `<formula1>被考核单位</formula1>`, `<formula1>评分表!A1:A2</formula1>`, "refers to another worksheet"},
		{xlsxtest.Strange, styles, `<font><sz`, `<font><color/><sz`, "a colour that is none"},
		{xlsxtest.Strange, "sharedStrings.xml", `<sst `, `<sst count="1" `, "count is 1, and there are"},
		{xlsxtest.Strange, "sharedStrings.xml", `<sst `, `<sst uniqueCount="1" `, "uniqueCount is 1, and there are"},

		{xlsxtest.Idle, sheet, `<worksheet `, `<worksheet xmlns:a="urn:x" `, "declares a for nothing"},
		{xlsxtest.Idle, styles, `</fonts>`, `<font/></fonts>`, "nothing uses fonts"},
		{xlsxtest.Idle, styles, `</fills>`, `<fill/></fills>`, "nothing uses fills"},
		{xlsxtest.Idle, styles, `</borders>`, `<border/></borders>`, "nothing uses borders"},
		{xlsxtest.Idle, styles, `</numFmts>`, `<numFmt numFmtId="199" formatCode="0.0"/></numFmts>`, "nothing uses the format 0.0"},
		{xlsxtest.Idle, styles, `</cellXfs>`, `<xf fontId="0" fillId="0" borderId="0"/></cellXfs>`, "nothing uses style"},
		{xlsxtest.Idle, styles, `</dxfs>`, `<dxf/></dxfs>`, "nothing uses conditional style"},
		{xlsxtest.Idle, "sharedStrings.xml", `</sst>`, `<si><t>没人用</t></si></sst>`, "nothing uses text"},
		{xlsxtest.Idle, styles, `<font><sz`, `<font><color theme="1"/><sz`, "0 themes, needed: true"},
	} {
		data, err := xlsxtest.Patch(whole, c.part, c.old, c.another)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := c.faults(data); err != nil || !strings.Contains(strings.Join(found, "\n"), c.want) {
			t.Errorf("%s in place of %s: %q, want %s; %v", c.another, c.old, found, c.want, err)
		}
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if _, err := w.Create("x.bin"); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if found, err := xlsxtest.Strange(b.Bytes()); err != nil || strings.Join(found, "") != "x.bin has a date that is none" {
		t.Error(found, err)
	}
}
