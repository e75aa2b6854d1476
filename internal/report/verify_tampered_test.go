package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/thorough"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// unpacked is a workbook's parts by their names, which edits change.
type unpacked map[string]string

func unpack(t testing.TB, data []byte) unpacked {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := unpacked{}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[part.Name] = string(content)
	}
	return parts
}

func (p unpacked) pack(t testing.TB) []byte {
	t.Helper()
	var pieces []xlsxtest.Piece
	for _, name := range slices.Sorted(maps.Keys(p)) {
		pieces = append(pieces, xlsxtest.Piece{Name: name, Head: p[name]})
	}
	data, err := xlsxtest.Assemble(pieces...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// edit is what somebody does to a report.
type edit func(p unpacked)

// swap replaces every match of an expression in a part. There must be one.
func swap(part, pattern, replacement string) edit {
	return func(p unpacked) {
		changed := regexp.MustCompile(pattern).ReplaceAllString(p[part], replacement)
		if changed == p[part] {
			panic(part + " has no " + pattern)
		}
		p[part] = changed
	}
}

// together does several edits.
func together(edits ...edit) edit {
	return func(p unpacked) {
		for _, one := range edits {
			one(p)
		}
	}
}

const (
	stylesPart   = "xl/styles.xml"
	workbookPart = "xl/workbook.xml"
	chartPart    = "xl/charts/chart1.xml"
	drawingPart  = "xl/drawings/drawing1.xml"
	officeSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// behind puts an element behind the cells of a worksheet.
func behind(worksheet, xml string) edit {
	return swap(partOf(worksheet), `<printOptions`, strings.ReplaceAll(xml, "$", "$$")+"<printOptions")
}

// looking gives a cell a look of its own: another number format, font, fill or alignment.
func looking(cell, format, font, fill, alignment string) edit {
	return func(p unpacked) {
		worksheet, name, _ := strings.Cut(cell, "!")
		s := p[stylesPart]
		if font == "" {
			font = `<sz val="11"/><name val="宋体"/>`
		}
		if fill == "" {
			fill = `<patternFill patternType="none"/>`
		}
		for list, one := range map[string]string{"numFmts": `<numFmt numFmtId="190" formatCode="` + format + `"/>`, "fonts": "<font>" + font + "</font>", "fills": "<fill>" + fill + "</fill>"} {
			s = strings.Replace(s, "</"+list+">", one+"</"+list+">", 1)
		}
		number := 190
		if format == "" {
			number = 164
		}
		fonts, fills, xfs := strings.Count(s, "<font>"), strings.Count(s, "<fill>"), strings.Count(s[strings.Index(s, "<cellXfs"):strings.Index(s, "</cellXfs>")], "<xf ")
		p[stylesPart] = strings.Replace(s, "</cellXfs>", fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="0" xfId="0">%s</xf></cellXfs>`, number, fonts-1, fills-1, alignment), 1)
		swap(partOf(worksheet), `<c r="`+name+`" s="[0-9]+"`, fmt.Sprintf(`<c r="%s" s="%d"`, name, xfs))(p)
	}
}

func formatted(cell, format string) edit { return looking(cell, format, "", "", "") }
func inFont(cell, font string) edit      { return looking(cell, "", font, "", "") }

// colouring puts a conditional format over cells, by a rule for the differential format.
func colouring(cells, dxf string) edit {
	worksheet, name, _ := strings.Cut(cells, "!")
	return together(
		swap(stylesPart, `<dxfs count="0"/>`, "<dxfs><dxf>"+dxf+"</dxf></dxfs>"),
		behind(worksheet, `<conditionalFormatting sqref="`+name+`"><cfRule type="expression" dxfId="0" priority="9"><formula>TRUE</formula></cfRule></conditionalFormatting>`))
}

const laterList = `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">%s</ext></extLst>`

// later puts something into a worksheet's list of extensions.
func later(worksheet, xml string) edit {
	return swap(partOf(worksheet), `</worksheet>$`, strings.ReplaceAll(fmt.Sprintf(laterList, xml), "$", "$$")+"</worksheet>")
}

func laterColouring(cells, rule string) edit {
	worksheet, name, _ := strings.Cut(cells, "!")
	return later(worksheet, `<x14:conditionalFormattings><x14:conditionalFormatting>`+rule+`<xm:sqref>`+name+`</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>`)
}

// leading adds a part to which one of a worksheet's relationships leads.
func leading(worksheet, kind, part, content string) edit {
	return func(p unpacked) {
		of := workbook.RelationshipsPart(partOf(worksheet))
		if p[of] == "" {
			p[of] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`
		}
		p[of] = strings.Replace(p[of], "</Relationships>", `<Relationship Id="rId77" Type="`+officeSpace+"/"+kind+`" Target="/`+part+`"/></Relationships>`, 1)
		p[part] = content
	}
}

// drawn puts a drawing over the cells from one place to another.
func drawn(worksheet, content string) edit {
	const from, to = `<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`,
		`<xdr:to><xdr:col>3</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:to>`
	return together(
		leading(worksheet, "drawing", "xl/drawings/drawing7.xml", `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="`+officeSpace+`"><xdr:twoCellAnchor>`+from+to+content+`<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`),
		swap(partOf(worksheet), `</worksheet>$`, `<drawing xmlns:r="`+officeSpace+`" r:id="rId77"/></worksheet>`))
}

const (
	textBox = `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="x"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>99.99</a:t></a:r></a:p></xdr:txBody></xdr:sp>`
	picture = `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="x"/></xdr:nvPicPr></xdr:pic>`
	spaces  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
)

// commented puts a comment at a cell.
func commented(worksheet, cell, text string) edit {
	return leading(worksheet, "comments", "xl/comments1.xml", `<comments `+spaces+`><authors><author/></authors><commentList><comment ref="`+cell+`" authorId="0"><text><t>`+text+`</t></text></comment></commentList></comments>`)
}

// defined adds a defined name.
func defined(name, sheet, formula string) edit {
	return swap(workbookPart, `</definedNames>`, `<definedName name="`+name+`"`+sheet+`>`+strings.ReplaceAll(formula, "$", "$$")+`</definedName></definedNames>`)
}

// filled puts a text into a cell of a row, in which there is none, or in a new row.
func filled(cell, text string) edit {
	worksheet, name, _ := strings.Cut(cell, "!")
	_, row, _ := workbook.Place(name)
	value := `<c r="` + name + `" t="str"><v>` + text + `</v></c>`
	return func(p unpacked) {
		part := partOf(worksheet)
		if !strings.Contains(p[part], fmt.Sprintf(`<row r="%d"`, row)) {
			swap(part, `</sheetData>`, fmt.Sprintf(`<row r="%d">%s</row></sheetData>`, row, value))(p)
			return
		}
		swap(part, fmt.Sprintf(`(<row r="%d"(?s:.*?))</row>`, row), "${1}"+value+"</row>")(p)
	}
}

// wide changes what is said of a column, and high what is said of a row.
func wide(worksheet string, col int, attrs string) edit {
	return swap(partOf(worksheet), fmt.Sprintf(`<col min="%d" max="%d" [^>]*/>`, col, col), fmt.Sprintf(`<col min="%d" max="%d" %s/>`, col, col, attrs))
}

func high(worksheet string, row int, attrs string) edit {
	return swap(partOf(worksheet), fmt.Sprintf(`<row r="%d"[^>]*>`, row), fmt.Sprintf(`<row r="%d" %s>`, row, attrs))
}

// runs are the parts of a unit's name, of which one looks otherwise.
func runs(look string) edit {
	return together(inlineTexts, swap(partOf(summaryName), `<is><t>东县</t></is>`, `<is><r><rPr>`+look+`</rPr><t>东</t></r><r><t>县</t></r></is>`))
}

type tampering struct {
	name string
	code diag.Code // of a difference that is found
	edit edit
}

// tamperings of a complete report: each makes somebody who opens or prints it see
// something else.
func tamperings() []tampering {
	value, following, extra := diag.OtherValue.Code, diag.FollowingValue.Code, diag.OtherExtra.Code
	list := []tampering{
		// Formats.
		{"a total shown in thousands", following, formatted("汇总!G3", "0.00,")},
		{"a total shown rounded", following, formatted("汇总!G3", "0")},
		{"a total shown as a date", following, formatted("汇总!G3", "yyyy-mm-dd")},
		{"a total shown as nothing", following, formatted("汇总!G3", ";;;")},
		{"a total behind a digit", following, formatted("汇总!G3", "&quot;1&quot;0.00")},
		{"a total before a digit", following, formatted("汇总!G3", "0.0&quot;9&quot;")},
		{"a total that is a text", following, formatted("汇总!G3", "&quot;95.50&quot;")},
		{"a total that is large if it is small", following, formatted("汇总!G3", "[&lt;90]&quot;91.00&quot;;0.00")},
		{"a total in a language", following, formatted("汇总!G3", "[DBNum1]0.00")},
		{"a total in its format's colour", following, formatted("汇总!G3", "[White]0.00")},
		{"a score shown as another", value, formatted("得分明细!G3", "&quot;35&quot;")},
		{"a mean shown as per cent", following, formatted("得分明细!J3", "0%")},
		{"a rate shown as a number", following, formatted("得分明细!K3", "0.00")},
		{"a rank shown as another", following, formatted("汇总!A3", "0&quot;1&quot;")},
		{"a grade shown as another", following, formatted("汇总!H4", "@;@;@;&quot;好&quot;")},
		{"a unit shown as another", value, formatted("汇总!B3", "&quot;西县&quot;;;;&quot;西县&quot;")},
		{"a unit with more", value, formatted("汇总!B3", "@&quot;（更正）&quot;")},
		{"a number repeated", following, looking("汇总!G3", "", "", "", `<alignment horizontal="fill"/>`)},
		{"a recorded hash shown as another", value, formatted("数据来源!B12", "&quot;cc&quot;@")},
		{"formulas shown", following, swap(partOf(summaryName), `<sheetView `, `<sheetView showFormulas="1" `)},
		{"rows that nobody can scroll to", value, swap(partOf(summaryName), `<sheetView `, `<sheetView topLeftCell="A4" `)},
		{"columns that nobody can scroll to", value, swap(partOf(summaryName), `<sheetView `, `<sheetView topLeftCell="C1" `)},
		{"zeros not shown", following, swap(partOf(summaryName), `<sheetView `, `<sheetView showZeros="0" `)},

		// Colours, sizes and fonts.
		{"a white total", following, inFont("汇总!G3", `<sz val="11"/><color rgb="FFFFFFFF"/><name val="宋体"/>`)},
		{"a nearly white total", following, inFont("汇总!G3", `<sz val="11"/><color rgb="FFF0F0F0"/><name val="宋体"/>`)},
		{"a total on black", following, looking("汇总!G3", "", "", `<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>`, "")},
		{"a tiny total", following, inFont("汇总!G3", `<sz val="1"/><name val="宋体"/>`)},
		{"a struck total", following, inFont("汇总!G3", `<strike/><sz val="11"/><name val="宋体"/>`)},
		{"a total in symbols", following, inFont("汇总!G3", `<sz val="11"/><name val="Wingdings"/>`)},
		{"a white unit", value, inFont("汇总!B3", `<sz val="11"/><color theme="0"/><name val="宋体"/>`)},
		{"a huge unit", diag.CutText.Code, inFont("汇总!B3", `<sz val="72"/><name val="宋体"/>`)},
		{"a white veto", following, inFont("汇总!I4", `<sz val="11"/><color indexed="9"/><name val="宋体"/>`)},
		{"a part that is white", value, runs(`<color rgb="FFFFFFFF"/>`)},
		{"a part that is tiny", value, runs(`<sz val="1"/>`)},
		{"a part that is struck", value, runs(`<strike/>`)},
		{"a part in symbols", value, runs(`<rFont val="Symbol"/>`)},
		{"a part that is raised", value, runs(`<vertAlign val="superscript"/>`)},
		{"a crossed total", following, together(swap(stylesPart, `</borders>`, `<border diagonalUp="1"><diagonal style="thick"/></border></borders>`), looking("汇总!G3", "", "", "", ""),
			swap(stylesPart, `borderId="0" xfId="0"></xf></cellXfs>`, `borderId="2" xfId="0"></xf></cellXfs>`))},

		// Conditional formats.
		{"a rule that hides by a format", following, colouring("汇总!G3", `<numFmt numFmtId="191" formatCode=";;;"/>`)},
		{"a rule that shows another", following, colouring("汇总!G3:G5", `<numFmt numFmtId="191" formatCode="&quot;95&quot;"/>`)},
		{"a rule in white", following, colouring("汇总!G3", `<font><color rgb="FFFFFFFF"/></font>`)},
		{"a rule on black", following, colouring("汇总!G3", `<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>`)},
		{"a rule that strikes", value, colouring("汇总!B3:B5", `<font><strike/></font>`)},
		{"a bar in place of a number", following, behind(summaryName, `<conditionalFormatting sqref="G3"><cfRule type="dataBar" priority="9"><dataBar showValue="0"><cfvo type="min"/><cfvo type="max"/><color rgb="FF00FF00"/></dataBar></cfRule></conditionalFormatting>`)},
		{"a black bar over a number", following, behind(summaryName, `<conditionalFormatting sqref="G3"><cfRule type="dataBar" priority="9"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF000000"/></dataBar></cfRule></conditionalFormatting>`)},
		{"icons in place of a number", following, behind(summaryName, `<conditionalFormatting sqref="G3"><cfRule type="iconSet" priority="9"><iconSet showValue="0"><cfvo type="percent" val="0"/><cfvo type="percent" val="33"/></iconSet></cfRule></conditionalFormatting>`)},
		{"a scale to black", following, behind(summaryName, `<conditionalFormatting sqref="G3:G5"><cfRule type="colorScale" priority="9"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FF000000"/><color rgb="FFFFFFFF"/></colorScale></cfRule></conditionalFormatting>`)},
		{"the program's own scale to black", following, swap(partOf(detailName), `FFF4A582`, `FF000000`)},
		{"a later bar in place of a number", following, laterColouring("汇总!G3", `<x14:cfRule type="dataBar" id="{1}"><x14:dataBar showValue="0"/></x14:cfRule>`)},
		{"later icons in place of a number", following, laterColouring("汇总!G3", `<x14:cfRule type="iconSet" priority="1" id="{1}"><x14:iconSet showValue="0" custom="1"/></x14:cfRule>`)},
		{"a later rule in white", following, laterColouring("汇总!G3", `<x14:cfRule type="expression" priority="1" id="{1}"><xm:f>TRUE</xm:f><x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule>`)},
		{"a later rule with a format", following, laterColouring("汇总!G3:G5", `<x14:cfRule type="expression" priority="1" id="{1}"><xm:f>TRUE</xm:f><x14:dxf><numFmt numFmtId="200" formatCode="&quot;95&quot;"/></x14:dxf></x14:cfRule>`)},
		{"a later black bar", following, laterColouring("汇总!G3", `<x14:cfRule type="dataBar" id="{1}"><x14:dataBar><x14:fillColor rgb="FF000000"/></x14:dataBar></x14:cfRule>`)},

		// Rows and columns.
		{"a hidden column", following, wide(summaryName, 7, `width="10" customWidth="1" hidden="1"`)},
		{"a column without width", following, wide(summaryName, 7, `width="0" customWidth="1"`)},
		{"a column of thread", following, wide(summaryName, 7, `width="0.3" customWidth="1"`)},
		{"a column too narrow for numbers", following, wide(summaryName, 7, `width="3" customWidth="1"`)},
		{"a column too narrow for names", diag.CutText.Code, wide(summaryName, 2, `width="2" customWidth="1"`)},
		{"a column too narrow for reasons", diag.CutText.Code, wide(ledgerName, 10, `width="9" customWidth="1"`)},
		{"a hidden row", value, high(summaryName, 3, `ht="25" hidden="1"`)},
		{"a row of thread", value, high(summaryName, 3, `ht="1" customHeight="1"`)},
		{"a row too low", value, high(summaryName, 3, `ht="5" customHeight="1"`)},
		{"a row half as high", diag.CutText.Code, high(summaryName, 3, `ht="7" customHeight="1"`)},
		{"a row too low for its reasons", diag.CutText.Code, high(ledgerName, 5, `ht="16" customHeight="1"`)},
		{"a legend that is cut", diag.CutText.Code, high(detailName, 18, `ht="8" customHeight="1"`)},

		{"a number far from its edge", following, looking("汇总!G3", "", "", "", `<alignment horizontal="right" indent="9"/>`)},
		{"a name out of its column", diag.CutText.Code, looking("汇总!B3", "", "", "", `<alignment horizontal="left" wrapText="1" indent="20"/>`)},
		{"a total that stands on its side", diag.CutText.Code, looking("汇总!G3", "", "", "", `<alignment textRotation="255"/>`)},
		{"a number shrunk to nothing", following, together(looking("汇总!G3", "", "", "", `<alignment shrinkToFit="1"/>`), wide(summaryName, 7, `width="1.5" customWidth="1"`))},
		{"reasons in one line", diag.CutText.Code, looking("失分与减分明细!J5", "", "", "", "")},
		{"a title that is not merged", diag.CutText.Code, swap(partOf(summaryName), `<mergeCell ref="A1:I1"/>`, "")},
		{"another look in the hidden worksheet", diag.OtherSheets.Code, together(swap(workbookPart, ` state="veryHidden"`, ""), swap(partOf("_qeval"), `<c r="B2" `, `<c r="B2" s="0" `), formatted("_qeval!B2", "&quot;95&quot;;;;&quot;95&quot;"))},

		// What lies over cells.
		{"a text box", extra, drawn(summaryName, textBox)},
		{"a picture", extra, drawn(summaryName, picture)},
		{"a line", extra, drawn(detailName, `<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="9" name="x"/></xdr:nvCxnSpPr></xdr:cxnSp>`)},
		{"a group", extra, drawn(summaryName, `<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9" name="x"/></xdr:nvGrpSpPr>`+textBox+`</xdr:grpSp>`)},
		{"a text box for older programs", extra, drawn(summaryName, `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="zz" xmlns:zz="urn:zz"/><mc:Fallback>`+textBox+`</mc:Fallback></mc:AlternateContent>`)},
		{"a text box beside the chart for older programs", extra, swap(drawingPart, `</xdr:graphicFrame>`, `$0<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>`+textBox+`</mc:Fallback></mc:AlternateContent>`)},
		{"ink", extra, drawn(summaryName, `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="xdr14" xmlns:xdr14="http://schemas.microsoft.com/office/excel/2010/spreadsheetDrawing"><xdr14:contentPart r:id="rId9"/></mc:Choice><mc:Fallback/></mc:AlternateContent>`)},
		{"a label beside empty comments", extra, together(leading(summaryName, "comments", "xl/comments1.xml", `<comments `+spaces+`><authors/><commentList/></comments>`), leading(summaryName, "vmlDrawing", "xl/drawings/vmlDrawing1.vml",
			`<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape><v:textbox>99.99</v:textbox><x:ClientData ObjectType="Label"/></v:shape></xml>`))},
		{"another name over a unit's", extra, together(inlineTexts, swap(partOf(summaryName), `<is><t>东县</t></is>`, `<is><t>东县</t><rPh sb="0" eb="2"><t>西县</t></rPh></is>`))},
		{"a text box at the chart", extra, swap(drawingPart, `</xdr:wsDr>`, `<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:ext cx="900" cy="900"/>`+textBox+`</xdr:oneCellAnchor></xdr:wsDr>`)},
		{"a drawing that cannot be read", extra, together(drawn(summaryName, textBox), swap("xl/drawings/drawing7.xml", `</xdr:wsDr>`, ``))},
		{"the chart over the table", diag.CoveredCell.Code, swap(drawingPart, `<xdr:row>8</xdr:row>`, `<xdr:row>1</xdr:row>`)},
		{"an empty chart over the table", extra, together(drawn(summaryName, `<xdr:graphicFrame><a:graphic><a:graphicData><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>`),
			func(p unpacked) {
				p["xl/drawings/_rels/drawing7.xml.rels"] = strings.ReplaceAll(p["xl/drawings/_rels/drawing1.xml.rels"], "chart1", "chart7")
				p["xl/charts/chart7.xml"] = `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>`
			})},
		{"a trend with a name of its own", extra, swap(chartPart, `<(c:)?cat>`, `<${1}trendline xmlns="http://schemas.openxmlformats.org/drawingml/2006/chart"><${1}name>东县应为优秀</${1}name></${1}trendline>$0`)},
		{"numbers of an axis that are texts", extra, swap(chartPart, `</(c:)?valAx>`, `<${1}numFmt formatCode="&quot;9&quot;0" sourceLinked="0"/>$0`)},
		{"an axis in other units", extra, swap(chartPart, `</(c:)?valAx>`, `<${1}dispUnits><${1}custUnit val="10"/></${1}dispUnits>$0`)},
		{"a chart of a later kind", extra, swap("xl/drawings/_rels/drawing1.xml.rels", `relationships/chart"`, `relationships/chartEx"`)},
		{"a comment", extra, commented(summaryName, "G3", "应为95.50")},
		{"a comment at no cell", extra, commented(summaryName, "Z99", "应为95.50")},
		{"comments that cannot be read", extra, together(commented(summaryName, "G3", "x"), swap("xl/comments1.xml", `</comments>`, ``))},
		{"a comment as threads have it", extra, leading(summaryName, "threadedComment", "xl/threadedComments/threadedComment1.xml", `<x/>`)},
		{"a form's control", extra, leading(summaryName, "vmlDrawing", "xl/drawings/vmlDrawing1.vml", `<xml/>`)},
		{"an object", extra, leading(summaryName, "oleObject", "xl/embeddings/o.bin", `x`)},
		{"a picture behind the cells", extra, leading(summaryName, "image", "xl/media/i.png", `x`)},
		{"a table", extra, leading(summaryName, "table", "xl/tables/table1.xml", `<x/>`)},

		// Worksheets and free texts.
		{"an added worksheet", diag.OtherSheets.Code, addedSheet},
		{"a hidden worksheet", diag.OtherSheets.Code, swap(workbookPart, `name="分析"`, `name="分析" state="hidden"`)},
		{"a renamed worksheet", diag.OtherSheets.Code, swap(workbookPart, `name="分析"`, `name="分析（旧）"`)},
		{"another order", diag.OtherSheets.Code, swap(workbookPart, `(<sheet name="部门评分情况"[^>]*/>)(<sheet name="失分与减分明细"[^>]*/>)`, "$2$1")},
		{"a text below", value, filled("汇总!A20", "更正：东县总分为95.50")},
		{"a text beside", value, filled("汇总!K3", "95.50")},
		{"a text far away", value, filled("分析!Z900", "x")},
		{"a blank", value, filled("汇总!K3", " ")},
		{"a text in the hidden worksheet", diag.OtherSheets.Code, filled("_qeval!D9", "总分有误")},
		{"a text in the hidden worksheet, which is shown", diag.OtherSheets.Code, together(filled("_qeval!D9", "总分有误"), swap(workbookPart, ` state="veryHidden"`, ""))},
		{"a comment in the hidden worksheet", extra, commented("_qeval", "A1", "总分有误")},
		{"cells under a merged one", value, swap(partOf(summaryName), `<mergeCell ref="A1:I1"/>`, `$0<mergeCell ref="G3:H3"/>`)},

		// On paper.
		{"another footer", extra, swap(partOf(summaryName), `第&amp;P页`, `最终结果　第&amp;P页`)},
		{"a header", extra, swap(partOf(summaryName), `<oddFooter>`, `<oddHeader>&amp;C东县95.50分</oddHeader><oddFooter>`)},
		{"a header of the first page", extra, swap(partOf(summaryName), `<headerFooter>(.*?)</headerFooter>`, `<headerFooter differentFirst="1">$1<firstHeader>&amp;L东县95.50分</firstHeader><firstFooter>&amp;C第&amp;P页　共&amp;N页</firstFooter></headerFooter>`)},
		{"a footer of the even pages", extra, swap(partOf(summaryName), `<headerFooter>(.*?)</headerFooter>`, `<headerFooter differentOddEven="1">$1<evenFooter>另见更正</evenFooter></headerFooter>`)},
		{"a footer in white", extra, swap(partOf(summaryName), `&amp;C第`, `&amp;C&amp;KFFFFFF第`)},
		{"a footer that is gone", extra, swap(partOf(summaryName), `(?s)<headerFooter>.*?</headerFooter>`, "")},
		{"a header's picture", extra, leading(summaryName, "vmlDrawing", "xl/drawings/vmlDrawing1.vml", `<xml/>`)},
		{"a print area without the last unit", extra, defined("_xlnm.Print_Area", ` localSheetId="0"`, "汇总!$A$1:$I$4")},
		{"a print area of two parts", extra, defined("_xlnm.Print_Area", ` localSheetId="0"`, "汇总!$A$1:$I$3,汇总!$A$5:$I$15")},
		{"a print area without the chart", extra, defined("_xlnm.Print_Area", ` localSheetId="5"`, "分析!$A$1:$H$7")},
		{"other title rows", extra, swap(workbookPart, `('|&#39;)汇总('|&#39;)!\$2:\$2`, "汇总!$$3:$$3")},
		{"more title rows", extra, swap(workbookPart, `('|&#39;)汇总('|&#39;)!\$2:\$2`, "汇总!$$2:$$3")},

		// Prompts, links and names.
		{"a prompt", extra, behind(summaryName, `<dataValidations><dataValidation type="any" sqref="G3" showInputMessage="1" promptTitle="更正" prompt="应为95.50"/></dataValidations>`)},
		{"an error's text", extra, behind(summaryName, `<dataValidations><dataValidation type="whole" sqref="G3" showErrorMessage="1" error="应为95.50"><formula1>0</formula1></dataValidation></dataValidations>`)},
		{"a list to choose from", extra, behind(summaryName, `<dataValidations><dataValidation type="list" sqref="H3"><formula1>"优,良"</formula1></dataValidation></dataValidations>`)},
		{"a later prompt", extra, later(summaryName, `<x14:dataValidations><x14:dataValidation type="any" prompt="应为95.50"><xm:sqref>G3</xm:sqref></x14:dataValidation></x14:dataValidations>`)},
		{"a link to another cell", extra, swap(partOf(detailName), `!A16"`, `!A17"`)},
		{"a link to elsewhere", extra, together(leading(detailName, "hyperlink", "x", ""), swap("xl/worksheets/_rels/sheet3.xml.rels", `Target="/x"`, `TargetMode="External" Target="file:///x.xlsx"`),
			swap(partOf(detailName), `<hyperlink ref="G3" location="[^"]*"`, `<hyperlink xmlns:r="`+officeSpace+`" ref="G3" r:id="rId77"`))},
		{"a link that is gone", extra, swap(partOf(detailName), `<hyperlink ref="G3" [^>]*/>`, "")},
		{"a link more", extra, swap(partOf(detailName), `<hyperlinks>`, `<hyperlinks><hyperlink ref="J3" location="汇总!A1"/>`)},
		{"what is said of a link", extra, swap(partOf(detailName), `<hyperlink ref="G3" `, `<hyperlink ref="G3" tooltip="应为35" `)},
		{"a name", extra, defined("总分", "", "95.5")},

		// Charts.
		{"a chart of other cells", extra, swap(chartPart, `\$C\$3`, `$$D$$3`)},
		{"a chart of fewer cells", extra, swap(chartPart, `\$C\$5`, `$$C$$4`)},
		{"a chart with other names", extra, swap(chartPart, `\$B\$3`, `$$B$$4`)},
		{"a chart with another legend", extra, swap(chartPart, `\$C\$2`, `$$D$$2`)},
		{"a chart without a series", extra, swap(chartPart, `(?s)^(.*?)<ser>.*?</ser>`, `$1`)},
		{"a chart of stored numbers", extra, swap(chartPart, `(?s)<val><numRef>.*?</numRef></val>`, `<val><numLit><ptCount val="1"/><pt idx="0"><v>95</v></pt></numLit></val>`)},
		{"another title", extra, swap(chartPart, `<a:t>[^<]*</a:t>`, `<a:t>最终得分</a:t>`)},
		{"a title from a cell", extra, swap(chartPart, `(?s)<title><tx>.*?</tx>`, `<title><tx><strRef><f>汇总!A1</f></strRef></tx>`)},
		{"another least value", extra, swap(chartPart, `<orientation val="minMax"/>`, `<orientation val="minMax"/><min val="50"/>`)},
		{"another largest value", extra, swap(chartPart, `<orientation val="minMax"/>`, `<orientation val="minMax"/><max val="500"/>`)},
		{"a name of an axis", extra, swap(chartPart, `<majorGridlines>`, `<title><tx><rich><a:p><a:r><a:t>万分</a:t></a:r></a:p></rich></tx></title><majorGridlines>`)},
		{"a label of its own", extra, swap(chartPart, `(<val><numRef><f>[^<]*C)`, `<dLbls><dLbl><idx val="0"/><tx><rich><a:p><a:r><a:t>95.50</a:t></a:r></a:p></rich></tx></dLbl></dLbls>$1`)},
		{"a chart that cannot be read", extra, swap(chartPart, `</chartSpace>`, "")},
		{"drawings in the chart", extra, swap(chartPart, `</chart>`, `</chart><userShapes xmlns:r="`+officeSpace+`" r:id="rId1"/>`)},
		{"a second chart", extra, together(drawn(summaryName, `<xdr:graphicFrame><a:graphic><a:graphicData><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>`),
			func(p unpacked) {
				p["xl/drawings/_rels/drawing7.xml.rels"] = p["xl/drawings/_rels/drawing1.xml.rels"]
			})},
		{"relationships that cannot be read", extra, swap("xl/worksheets/_rels/sheet6.xml.rels", `</Relationships>`, "")},
	}
	for _, cell := range []string{"C3", "E4", "G5", "A4"} { // one kind, wherever it is
		list = append(list, tampering{"another number at " + cell, following, formatted("汇总!"+cell, "&quot;7&quot;")})
	}
	return list
}

func addedSheet(p unpacked) {
	p["xl/worksheets/sheet9.xml"] = `<worksheet ` + spaces + `><sheetData><row><c t="str"><v>更正后的总分</v></c></row></sheetData></worksheet>`
	swap("xl/_rels/workbook.xml.rels", `</Relationships>`, `<Relationship Id="rId99" Type="`+officeSpace+`/worksheet" Target="worksheets/sheet9.xml"/></Relationships>`)(p)
	swap(workbookPart, `</sheets>`, `<sheet name="更正" sheetId="99" r:id="rId99"/></sheets>`)(p)
}

// TestNoTamperingIsClean: of a report in which somebody sees something else than what the
// program wrote it is said, by the code of that kind.
func TestNoTamperingIsClean(t *testing.T) {
	thorough.Sequential(t)
	r := sampleReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	v, _ := verifierOf(t, r) // which has written the report once for all
	list := tamperings()
	if len(list) < 100 {
		t.Errorf("%d tamperings", len(list))
	}
	for _, c := range thorough.Some(list, 4) {
		parts := unpack(t, data)
		c.edit(parts)
		book, problems := workbook.OutlineOf("汇总.xlsx", parts.pack(t))
		v.List, v.count, v.Dropped = problems, map[diag.Code]int{}, nil
		if book != nil {
			v.compareBooks(book)
		}
		if !slices.ContainsFunc(v.List, func(d diag.Diagnostic) bool { return d.Code == c.code }) {
			t.Errorf("%s: %.300v, want %s", c.name, v.List, c.code)
		}
	}
}

// TestPromptsOfAProvisionalReportAreCompared, which a complete one has none of.
func TestPromptsOfAProvisionalReportAreCompared(t *testing.T) {
	r := provisionalReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	for name, c := range map[string]edit{
		"another": swap(partOf(detailName), ` prompt="[^"]*0至25[^"]*"`, ` prompt="填35"`),
		"gone":    swap(partOf(detailName), `(?s)<dataValidation .*?</dataValidation>(.*<dataValidation )`, "$1"),
		"more":    swap(partOf(detailName), `<dataValidation `, `<dataValidation type="any" sqref="A1" prompt="已公布"/>$0`),
	} {
		parts := unpack(t, data)
		c(parts)
		if found := held(t, r, parts.pack(t)); len(found) == 0 || !strings.HasPrefix(found[0], "Q526 得分明细!") {
			t.Errorf("%s: %q", name, found)
		}
	}
}

// TestTheMarkOfAProvisionalReportIsCompared: it is a header alone.
func TestTheMarkOfAProvisionalReportIsCompared(t *testing.T) {
	r := provisionalReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	for name, c := range map[string]edit{
		"another": swap("xl/worksheets/sheet1.xml", `<oddHeader>&amp;C阶段性结果`, `<oddHeader>&amp;C结果`), "gone": swap("xl/worksheets/sheet1.xml", `<oddHeader>[^<]*</oddHeader>`, ""),
	} {
		parts := unpack(t, data)
		c(parts)
		if found := held(t, r, parts.pack(t)); len(found) != 1 || found[0] != "Q526 汇总!" {
			t.Errorf("%s: %q", name, found)
		}
	}
}
