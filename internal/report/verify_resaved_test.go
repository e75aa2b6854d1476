package report

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/thorough"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// rewrite changes every match of an expression in all parts of a kind.
func rewrite(parts, pattern string, with func(groups []string) string) edit {
	in, expression := regexp.MustCompile(parts), regexp.MustCompile(pattern)
	return func(p unpacked) {
		changed := false
		for name, content := range p {
			if in.MatchString(name) {
				p[name] = expression.ReplaceAllStringFunc(content, func(match string) string {
					changed = true
					return with(expression.FindStringSubmatch(match))
				})
			}
		}
		if !changed {
			panic(parts + " have no " + pattern)
		}
	}
}

const (
	worksheets   = `^xl/worksheets/[^/]*\.xml$`
	withFormulas = `^xl/(worksheets|charts)/[^/]*\.xml$`
)

// inlineTexts puts the texts that cells share back into each of them, as some
// libraries do.
func inlineTexts(p unpacked) {
	in := regexp.MustCompile(worksheets)
	for name, content := range p {
		if in.MatchString(name) {
			p[name] = xlsxtest.InlineTexts(content, p["xl/sharedStrings.xml"])
		}
	}
	swap("xl/sharedStrings.xml", `(?s)<si>.*</si>`, "")(p)
}

// otherStyles numbers the styles and what they refer to the other way round, but for the
// first of each.
func otherStyles(p unpacked) {
	for list, one := range map[string]string{"cellXfs": "xf", "fonts": "font"} {
		whole := regexp.MustCompile(`(?s)(<` + list + `[^>]*>)(.*?)(</` + list + `>)`)
		m := whole.FindStringSubmatch(p[stylesPart])
		all := regexp.MustCompile(`(?s)<`+one+`(?: [^>]*?)?(?:/>|>.*?</`+one+`>)`).FindAllString(m[2], -1)
		slices.Reverse(all[1:])
		p[stylesPart] = strings.Replace(p[stylesPart], m[0], m[1]+strings.Join(all, "")+m[3], 1)
		parts, attr := worksheets, ` s="`
		if list == "fonts" {
			parts, attr = "^"+stylesPart+"$", ` fontId="`
		}
		rewrite(parts, attr+`([0-9]+)"`, func(g []string) string {
			n, _ := strconv.Atoi(g[1])
			if n > 0 {
				n = len(all) - n
			}
			return attr + strconv.Itoa(n) + `"`
		})(p)
	}
	rewrite("^"+stylesPart+"$", `numFmtId="1([67][0-9])"`, func(g []string) string { return `numFmtId="2` + g[1] + `"` })(p)
}

// resavings are what programs do to a report when they save it again: one by one, in the
// order of their names.
var resavings = []struct {
	name string
	edit edit
}{
	{"texts that cells do not share", inlineTexts},
	{"styles with other numbers", otherStyles},
	{"spans of rows", rewrite(worksheets, `<row r="([0-9]+)"`, func(g []string) string {
		return `<row r="` + g[1] + `" spans="1:12" xmlns:a="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" a:dyDescent="0.25"`
	})},
	{"another theme", func(p unpacked) {
		swap("xl/theme/theme1.xml", `<a:accent1>(?s:.*?)</a:accent1>`, `<a:accent1><a:srgbClr val="156082"/></a:accent1>`)(p)
		swap("xl/theme/theme1.xml", `<a:clrScheme name="[^"]*"`, `<a:clrScheme name="WPS"`)(p)
	}},
	{"a chain of calculation", func(p unpacked) {
		p["xl/calcChain.xml"] = `<calcChain ` + spaces + `><c r="A3" i="1"/></calcChain>`
		swap("xl/_rels/workbook.xml.rels", `</Relationships>`, `<Relationship Id="rId88" Type="`+officeSpace+`/calcChain" Target="calcChain.xml"/></Relationships>`)(p)
		swap(workbookPart, `<calcPr [^>]*/>`, `<calcPr calcId="191029" fullCalcOnLoad="1"/>`)(p)
	}},
	{"worksheets named without quotes", func(p unpacked) {
		plainly := func(g []string) string { return g[1] }
		rewrite(withFormulas, `(?:'|&#39;)(得分明细|数据来源|分析)(?:'|&#39;)`, plainly)(p)
		rewrite("^"+workbookPart+"$", `(?:'|&#39;)([^&']*)(?:'|&#39;)`, plainly)(p)
	}},
	{"more digits", rewrite(worksheets, `<v>(-?[0-9]+\.[0-9]{1,2})</v>`, func(g []string) string {
		f, _ := strconv.ParseFloat(g[1], 64)
		return "<v>" + strconv.FormatFloat(f, 'e', 16, 64) + "</v>"
	})},
	{"more digits in formulas", rewrite(worksheets, `(&gt;=|\{)80\.5`, func(g []string) string { return g[1] + "80.5000000000000000014" })},
	{"widths in sixteenths of a pixel", rewrite(worksheets, ` width="([0-9.]+)"`, func(g []string) string {
		f, _ := strconv.ParseFloat(g[1], 64)
		return fmt.Sprintf(` width="%v"`, float64(int(f*256)-1)/256)
	})},
	{"heights of pixels", rewrite(worksheets, ` ht="([0-9.]+)"`, func(g []string) string {
		f, _ := strconv.ParseFloat(g[1], 64)
		return fmt.Sprintf(` ht="%v"`, f-0.05)
	})},
	{"yes and no as numbers", rewrite(`^xl/(worksheets|charts)/[^/]*\.xml$|^xl/(workbook|styles)\.xml$`, `="(true|false)"`, func(g []string) string {
		return map[string]string{"true": `="1"`, "false": `="0"`}[g[1]]
	})},
	{"split ranges", swap(partOf(detailName), `<conditionalFormatting sqref="K3:K17">`, `<conditionalFormatting sqref="K3:K5 K6:K17">`)},
	{"other priorities", rewrite(worksheets, ` priority="([0-9]+)"`, func(g []string) string { return ` priority="1` + g[1] + `"` })},
	{"rules in the list of extensions", func(p unpacked) {
		rule := regexp.MustCompile(`<conditionalFormatting sqref="G17:I17">.*?</conditionalFormatting>`)
		part := partOf(detailName)
		if p[part] = rule.ReplaceAllString(p[part], ""); strings.Contains(p[part], `sqref="G17:I17"`) {
			panic("the rule is still there")
		}
		laterColouring("得分明细!G17:H17 I17", `<x14:cfRule type="colorScale" priority="1" id="{1}"><x14:colorScale><x14:cfvo type="num"><xm:f>0.5</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo><x14:color rgb="FFF4A582"/><x14:color rgb="FFFFFFFF"/></x14:colorScale></x14:cfRule>`)(p)
	}},
	{"the fonts of headers", rewrite(worksheets, `&amp;C第`, func([]string) string { return `&amp;C&amp;&quot;宋体,常规&quot;&amp;11第` })},
	{"headers that are empty", rewrite(worksheets, `<headerFooter>`, func([]string) string {
		return `<headerFooter differentFirst="0" differentOddEven="0" alignWithMargins="0"><oddHeader></oddHeader>`
	})},
	{"settings of a printer", leading(summaryName, "printerSettings", "xl/printerSettings/printerSettings1.bin", "x")},
	{"where somebody was", rewrite(worksheets, `<sheetView `, func([]string) string { return `<sheetView zoomScale="85" ` })},
	{"a print area of everything", defined("_xlnm.Print_Area", ` localSheetId="0"`, "汇总!$A$1:$I$15")},
	{"names of a program's own", defined("_xlfn.IFERROR", ` hidden="1"`, "#NAME?")},
	{"what the chart has stored", func(p unpacked) {
		swap(chartPart, `<v>50.3</v>`, `<v>50.299999999999997</v>`)(p)
		swap(chartPart, `<formatCode>General</formatCode>`, `<formatCode>0.00_ </formatCode>`)(p)
	}},
	{"the looks of the chart", func(p unpacked) {
		swap(chartPart, `<chart>`, `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="c14" xmlns:c14="http://schemas.microsoft.com/office/drawing/2007/8/2/chart"><c14:style val="102"/></mc:Choice><mc:Fallback><style val="2"/></mc:Fallback></mc:AlternateContent><chart>`)(p)
		swap(chartPart, `<a:t>([^<])([^<]*)</a:t></a:r>`, `<a:t>$1</a:t></a:r><a:r><a:rPr lang="zh-CN"/><a:t>$2</a:t></a:r>`)(p)
		swap(chartPart, `(?s)<spPr><a:solidFill>`, `<spPr><a:effectLst/><a:solidFill>`)(p)
		p["xl/charts/_rels/chart1.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2011/relationships/chartStyle" Target="style1.xml"/></Relationships>`
		p["xl/charts/style1.xml"] = `<x/>`
	}},
	{"a chart moved by a hair", swap(drawingPart, `<xdr:rowOff>133350</xdr:rowOff>`, `<xdr:rowOff>133349</xdr:rowOff>`)},
	{"another author", func(p unpacked) {
		swap("docProps/core.xml", `<dc:creator>[^<]*`, `<dc:creator>张三`)(p)
		swap("docProps/app.xml", `<Application>[^<]*`, `<Application>WPS 表格`)(p)
	}},
	{"links with what they show", rewrite(worksheets, `<hyperlink ref="([A-Z0-9]+)" location="([^"]*)"`, func(g []string) string {
		return `<hyperlink ref="` + g[1] + `" location="` + g[2] + `" display="30.1"`
	})},
	{"links as relationships", func(p unpacked) {
		m := regexp.MustCompile(`<hyperlink ref="G3" location="([^"]*)"`).FindStringSubmatch(p[partOf(detailName)])
		leading(detailName, "hyperlink", "x", "")(p)
		swap("xl/worksheets/_rels/sheet3.xml.rels", `Target="/x"`, `TargetMode="External" Target="#`+html.UnescapeString(m[1])+`"`)(p)
		swap(partOf(detailName), `<hyperlink ref="G3" location="[^"]*"`, `<hyperlink xmlns:r="`+officeSpace+`" ref="G3" r:id="rId77"`)(p)
		delete(p, "x")
	}},
	{"empty cells with a look", rewrite(`^xl/worksheets/sheet1\.xml$`, `</row>`, func([]string) string { return `<c s="2"/></row>` })},
	{"readings of characters", rewrite(`^xl/worksheets/sheet1\.xml$`, `</sheetData>`, func([]string) string { return `</sheetData><phoneticPr fontId="1" type="noConversion"/>` })},
}

// TestWhatProgramsDoWhenTheySaveIsNoDifference: one thing at a time, and all together.
func TestWhatProgramsDoWhenTheySaveIsNoDifference(t *testing.T) {
	thorough.Sequential(t)
	r := sampleReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	all := unpack(t, data)
	check := func(name string, parts unpacked) {
		v, err := r.Verify("汇总.xlsx", parts.pack(t), BySheets)
		if err != nil || v.Cells == 0 || len(v.List) > 0 || len(v.Dropped) > 0 || v.Identical {
			t.Errorf("%s: %v %v %.600v", name, err, v.Dropped, v.List)
		}
	}
	for _, c := range resavings {
		parts := unpack(t, data)
		c.edit(parts)
		check(c.name, parts)
		if c.name != "links as relationships" { // which is done to one that others do otherwise
			c.edit(all)
		}
	}
	check("all", all)
}

// TestAProvisionalReportIsSavedAgain, in which there are validations.
func TestAProvisionalReportIsSavedAgain(t *testing.T) {
	r := provisionalReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	for name, c := range map[string]edit{
		"texts": inlineTexts, "styles": otherStyles,
	} {
		parts := unpack(t, data)
		c(parts)
		if v, err := r.Verify("汇总.xlsx", parts.pack(t), BySheets); err != nil || v.Cells == 0 || len(v.List) > 0 || v.Identical {
			t.Errorf("%s: %v %.600v", name, err, v.List)
		}
	}
}

// TestWhatAProgramDropsIsListed, and nothing else of that kind is a difference.
func TestWhatAProgramDropsIsListed(t *testing.T) {
	r := sampleReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	for _, c := range []struct {
		kind workbook.ExtraKind
		edit edit
	}{
		{workbook.PageText, rewrite(worksheets, `<headerFooter>.*?</headerFooter>`, func([]string) string { return "" })},
		{workbook.Link, rewrite(worksheets, `<hyperlinks>.*?</hyperlinks>`, func([]string) string { return "" })},
		{workbook.TitleRows, swap(workbookPart, `<definedNames>.*?</definedNames>`, "")},
		{workbook.ChartPart, swap(partOf(analysisName), `<drawing [^>]*/>`, "")},
	} {
		parts := unpack(t, data)
		c.edit(parts)
		if c.kind == workbook.ChartPart {
			delete(parts, "xl/worksheets/_rels/sheet6.xml.rels")
		}
		v, err := r.Verify("汇总.xlsx", parts.pack(t), BySheets)
		if err != nil || len(v.List) > 0 || !slices.Equal(v.Dropped, []workbook.ExtraKind{c.kind}) {
			t.Errorf("%s: %v %v %v", c.kind.Name().In(msg.English), err, v.Dropped, v.List)
		}
	}
}

// TestTheHiddenWorksheetMayBeShown: that is a note, and no difference.
func TestTheHiddenWorksheetMayBeShown(t *testing.T) {
	r := sampleReport(t)
	data, err := r.Workbook()
	parts := unpack(t, made(t, data, err))
	swap(workbookPart, ` state="veryHidden"`, "")(parts)
	v, err := r.Verify("汇总.xlsx", parts.pack(t), BySheets)
	if err != nil || len(v.List) != 1 || v.List[0].Level() != diag.Note {
		t.Errorf("%v %v", err, v.List)
	}
}
