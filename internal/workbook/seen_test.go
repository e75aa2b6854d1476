package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/thorough"
)

// look is a workbook of one worksheet in its parts, each usual if it is empty.
type look struct {
	styles, strings     string // what is in their parts
	before, rows, after string // of the worksheet
	parts               map[string]string
}

const one = `<row r="1"><c r="A1" s="1"><v>0.5</v></c></row>`

// file is the workbook.
func (l look) file(t testing.TB) []byte {
	t.Helper()
	if l.rows == "" {
		l.rows = one
	}
	data := assembled(t, l.before, l.rows, l.after)
	parts, err := Unpack(data)
	if err != nil {
		t.Fatal(err)
	}
	replaced := map[string]string{}
	if l.styles != "" {
		replaced[stylesPart] = `<styleSheet ` + mainSpace + `>` + l.styles + `</styleSheet>`
	}
	if l.strings != "" {
		replaced[stringsPart] = `<sst ` + mainSpace + `>` + l.strings + `</sst>`
	}
	for name, content := range l.parts {
		replaced[name] = content
	}
	parts = slices.DeleteFunc(parts, func(p Part) bool { _, ok := replaced[p.Name]; return ok })
	for name, content := range replaced {
		parts = append(parts, Part{name, []byte(content)})
	}
	return packed(t, parts)
}

// cell is the workbook's first cell.
func (l look) cell(t testing.TB) Cell {
	t.Helper()
	return mustRead(t, l.file(t)).Sheets[0].Rows[0].Cells[0]
}

// styled are the parts of styles of which the second has these.
func styled(font, fill, border, xf string) string {
	return `<numFmts count="1"><numFmt numFmtId="170" formatCode="0.0"/></numFmts><fonts><font><sz val="11"/></font><font>` + font + `</font></fonts>` +
		`<fills><fill><patternFill patternType="none"/></fill><fill>` + fill + `</fill></fills>` +
		`<borders><border/><border ` + border + `</border></borders>` +
		`<cellXfs><xf/><xf fontId="1" fillId="1" borderId="1" ` + xf + `/></cellXfs>`
}

func solid(colour string) string {
	return `<patternFill patternType="solid"><fgColor ` + colour + `/><bgColor indexed="64"/></patternFill>`
}

const noBorder = `>`

// TestASectionHoldsByItsValue: the same format shows one value itself and another as
// something else.
func TestASectionHoldsByItsValue(t *testing.T) {
	const town = `[<1]0;[>9]0;0;"永济市"`
	for _, c := range []struct {
		code, value string
		kind        Kind
		shown       string
	}{
		{town, "5", Number, ""}, {town, "0.5", Number, "1"}, {town, "12", Number, ""}, {town, "河津市", ShownDifferently, "永济市"}, {town, "是", ShownDifferently, "永济市"},
		{`[<5]0.0;"优"`, "4.5", Number, ""}, {`[<5]0.0;"优"`, "5", ShownDifferently, "优"}, {`[<=5]0.0;"优"`, "5", Number, ""}, {`[<>5]0.0;"优"`, "5", ShownDifferently, "优"},
		{`[=5]"满";0.0`, "5", ShownDifferently, "满"}, {`[=5]"满";0.0`, "4.9", Number, ""}, {`[=0.5]"半";General`, "0.50000000000000001", ShownDifferently, "半"},
		{`[>=0.85]0.00;"x"`, "0.85", Number, ""}, {`[>=0.85]0.00;"x"`, "0.849999999999999", ShownDifferently, "x"}, {`[>=1E1]0;"x"`, "9", ShownDifferently, "x"},
		{`[<1]0;[>9]0`, "5", ShownDifferently, full}, {`[<1]0`, "5", ShownDifferently, full}, {`[<1]0`, "0", Number, ""},
		{`0;[>9]0`, "5", ShownDifferently, ""}, {`[<1]0;0;0`, "5", ShownDifferently, ""}, {`[<1]0.0;0.0`, "-2", ShownDifferently, ""},
		{`0.0;"负"0.0`, "2", Number, ""}, {`0.0;"负"0.0`, "-2", ShownDifferently, "负2.0"}, {`0.0;0.0`, "-2", ShownDifferently, "2.0"}, {`0.0;-0.0`, "-2", Number, ""}, {`0.0_);(0.0)`, "-2", Number, ""},
		{`0.0`, "-2", Number, ""}, {`"约"0.0`, "-2", ShownDifferently, "-约2.0"},
		{`0.0;-0.0;"无"`, "0", ShownDifferently, "无"}, {`0.0;-0.0;"无"`, "2", Number, ""}, {`0.0;-0.0;"-"`, "0", Number, ""}, {`0.0;-0.0;`, "0", ShownDifferently, ""},
		{`0.0;-0.0;0.0;@"（撤销）"`, "是", ShownDifferently, "是（撤销）"}, {`0.0;-0.0;0.0;@"（撤销）"`, "2", Number, ""}, {`0.0;@`, "-2", ShownDifferently, ""}, {`0.0;@`, "是", Text, ""},
		{`"2"`, "是", Text, ""}, {`"2"`, "5", ShownDifferently, "2"}, {`0;0;0;0;0`, "5", ShownDifferently, ""},
		// Letters in quotes and brackets are no parts of dates.
		{`0.0"pts"`, "2.5", ShownDifferently, "2.5pts"}, {`[$USD] 0.0`, "2.5", ShownDifferently, "USD 2.5"}, {`0.0"年"`, "2.5", ShownDifferently, "2.5年"}, {`\d0`, "2", ShownDifferently, "d2"},
		{`0.0"分"`, "2.5", Number, ""}, {`[$-804]0.0`, "2.5", Number, ""}, {`[$-F800]0`, "45000", Date, ""}, {`yyyy"年"m"月"`, "45000", Date, ""},
		// What is computed of them.
		{`"第"000`, "7", ShownDifferently, "第007"}, {`#,##0.00"元"`, "1234567.5", ShownDifferently, "1,234,567.50元"}, {`0.0,`, "2500", ShownDifferently, "2.5"}, {`0.0%`, "0.855", Percent, "85.5%"},
		{`0"%"`, "85", Percent, "85%"}, {`"x"#.##`, "0.5", ShownDifferently, "x.5"}, {`"x"0.0#`, "2.50", ShownDifferently, "x2.5"}, {`0!.0`, "25", ShownDifferently, ""},
		{`[DBNum1]0`, "2", ShownDifferently, ""}, {`[DBNum1][$-804]General`, "2", ShownDifferently, ""}, {`[红色]0.0`, "2", Number, ""}, {`# ?/?`, "0.5", ShownDifferently, ""},
		{`?.?`, "0", ShownDifferently, "."}, {`General"分"`, "2.5", Number, ""}, {`"得"General`, "2.5", ShownDifferently, "得2.5"},
		{`0.00_ `, "2.85", Number, ""}, {`0_ `, "2.85", Number, "3"}, {`@`, "2.85", Number, ""}, {``, "2.85", Number, ""},
	} {
		kind, shown := formatOf(c.code).textShown(c.value)
		if plain, ok := PlainDecimal(c.value); ok {
			seen := formatOf(c.code).number(plain)
			kind, shown = seen.kind, seen.shown
		}
		if kind != c.kind || shown != c.shown {
			t.Errorf("%s in %s: %d %q, want %d %q", c.value, c.code, kind, shown, c.kind, c.shown)
		}
	}
}

// TestDecimalsCompareByTheirDigits, however long they are.
func TestDecimalsCompareByTheirDigits(t *testing.T) {
	ordered := []string{"-10", "-9.5", "-9", "-0.1", "0", "0.0999999999999999", "0.1", "0.85", "1", "9.99", "10", "123456789012345000"}
	for i, a := range ordered {
		for j, b := range ordered {
			if got, want := compareDecimals(a, b), map[bool]int{true: 1, false: -1}[i > j]; i != j && got != want || i == j && got != 0 {
				t.Errorf("%s and %s: %d", a, b, got)
			}
		}
	}
}

// TestWhichCodeHolds: that of the file where the number means another thing in every
// language, else both.
func TestWhichCodeHolds(t *testing.T) {
	const none = "none"
	for _, c := range []struct {
		number      int
		code, value string
		kind        Kind
		shown       string
	}{
		{0, "", "2.85", Number, ""}, {164, "", "2.85", Number, ""}, {0, none, "2.85", Number, ""}, {200, none, "2.85", Number, ""},
		{59, "0.0", "2.5", Number, ""}, {59, none, "2.5", ShownDifferently, ""}, {55, "0.0", "2.5", Number, ""}, {55, none, "45000", Date, "2023-03-15"},
		{31, `"x"0`, "2", ShownDifferently, "x2"}, {163, "0%", "0.5", Percent, "50%"}, {5, `0.00"分"`, "2.5", Number, ""}, {44, "0.0", "2.5", Number, ""}, {5, none, "2", ShownDifferently, "¥2"},
		{2, "0.00", "2.85", Number, ""}, {2, "0.00_ ", "2.85", Number, ""}, {2, "0%", "2.85", ShownDifferently, ""}, {1, "0.0", "2", Number, ""}, {1, "0.0", "2.5", ShownDifferently, ""},
		{14, "yyyy-mm-dd", "45000", Date, "2023-03-15"}, {14, "0", "45000", ShownDifferently, ""}, {9, "0.0%", "0.855", Percent, ""}, {9, none, "0.85", Percent, "85%"}, {10, none, "0.855", Percent, "85.50%"},
		{49, "@", "2.85", Number, ""}, {49, `@"x"`, "是", ShownDifferently, ""}, {37, none, "-2", Number, ""}, {43, none, "0", Number, ""}, {4, none, "1234.5", Number, ""}, {22, none, "2", Date, ""},
	} {
		fonts, value := `<numFmts/>`, `<v>`+c.value+`</v>`
		if c.code != none {
			fonts = fmt.Sprintf(`<numFmts><numFmt numFmtId="%d" formatCode="%s"/></numFmts>`, c.number, strings.ReplaceAll(c.code, `"`, "&quot;"))
		}
		if _, ok := PlainDecimal(c.value); !ok {
			value = `<is><t>` + c.value + `</t></is>`
		}
		kind := map[bool]string{true: ` t="inlineStr"`}[strings.HasPrefix(value, "<is>")]
		got := look{styles: fonts + fmt.Sprintf(`<cellXfs><xf/><xf numFmtId="%d"/></cellXfs>`, c.number), rows: `<row r="1"><c r="A1" s="1"` + kind + `>` + value + `</c></row>`}.cell(t)
		if got.Kind != c.kind || got.Shown != c.shown || got.Doubts != 0 {
			t.Errorf("%s in format %d %s: %d %q %b, want %d %q", c.value, c.number, c.code, got.Kind, got.Shown, got.Doubts, c.kind, c.shown)
		}
	}
}

// TestColoursAreAsTheyAreSeen, as Excel shows them.
func TestColoursAreAsTheyAreSeen(t *testing.T) {
	var s styles
	for _, c := range []struct {
		colour colour
		want   string
	}{
		{colour{}, "[1 2 3]"}, {colour{kind: rgbColour, rgb: rgb{9, 8, 7}}, "[9 8 7]"},
		{colour{kind: themeColour, index: 0}, "[255 255 255]"}, {colour{kind: themeColour, index: 1}, "[0 0 0]"}, {colour{kind: themeColour, index: 2}, "[231 230 230]"},
		{colour{kind: themeColour, index: 3}, "[68 84 106]"}, {colour{kind: themeColour, index: 99}, "[1 2 3]"},
		{colour{kind: themeColour, index: 0, tint: -0.0499893185216834}, "[242 242 242]"}, {colour{kind: themeColour, index: 1, tint: 0.499984740745262}, "[127 127 127]"},
		{colour{kind: themeColour, index: 4, tint: 0.799981688894314}, "[222 235 247]"}, {colour{kind: themeColour, index: 4, tint: -0.249977111117893}, "[46 117 182]"},
		{colour{kind: indexedColour, index: 10}, "[255 0 0]"}, {colour{kind: indexedColour, index: 22}, "[192 192 192]"}, {colour{kind: indexedColour, index: 64}, "[0 0 0]"},
		{colour{kind: indexedColour, index: 65}, "[255 255 255]"}, {colour{kind: indexedColour, index: 70}, "[1 2 3]"},
	} {
		got := s.resolve(c.colour, rgb{1, 2, 3})
		for i, channel := range got {
			var want rgb
			fmt.Sscanf(c.want, "[%d %d %d]", &want[0], &want[1], &want[2])
			if d := int(channel) - int(want[i]); d > 2 || d < -2 {
				t.Errorf("%+v: %v, want %s", c.colour, got, c.want)
				break
			}
		}
	}
}

const (
	ownTheme = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">` +
		`<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window"/></a:lt1><a:dk2><a:srgbClr val="112233"/></a:dk2>` +
		`<a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="FAFAFA"/></a:accent1>%s</a:clrScheme></a:themeElements></a:theme>`
	restOfTheme = `<a:accent2><a:srgbClr val="C0504D"/></a:accent2><a:accent3><a:srgbClr val="9BBB59"/></a:accent3><a:accent4><a:srgbClr val="8064A2"/></a:accent4>` +
		`<a:accent5><a:srgbClr val="4BACC6"/></a:accent5><a:accent6><a:srgbClr val="F79646"/></a:accent6><a:hlink><a:srgbClr val="0000FF"/></a:hlink><a:folHlink><a:srgbClr val="800080"/></a:folHlink>`
)

func inRuns(first, second string) string {
	return `<row r="1"><c r="A1" s="1" t="inlineStr"><is><r>` + first + `</r><r>` + second + `</r></is></c></row>`
}

// TestWhyACellMayNotBeSeen: each doubt by itself.
func TestWhyACellMayNotBeSeen(t *testing.T) {
	plain := styled("", "", noBorder, "")
	theme := map[string]string{"xl/theme/theme1.xml": fmt.Sprintf(ownTheme, restOfTheme)}
	for name, c := range map[string]struct {
		look
		want Doubt
	}{
		"white on nothing":             {look{styles: styled(`<color rgb="FFFFFFFF"/>`, "", noBorder, "")}, Faint},
		"nearly white":                 {look{styles: styled(`<color rgb="FFDFDFDF"/>`, "", noBorder, "")}, Faint},
		"white by the theme":           {look{styles: styled(`<color theme="0"/>`, "", noBorder, "")}, Faint},
		"white by the palette":         {look{styles: styled(`<color indexed="9"/>`, "", noBorder, "")}, Faint},
		"white of the system":          {look{styles: styled(`<color indexed="65"/>`, "", noBorder, "")}, Faint},
		"grey by a tint":               {look{styles: styled(`<color theme="0" tint="-0.0499893185216834"/>`, "", noBorder, "")}, Faint},
		"black made white by a tint":   {look{styles: styled(`<color theme="1" tint="0.95"/>`, "", noBorder, "")}, Faint},
		"the theme's own colour":       {look{styles: styled(`<color theme="4"/>`, "", noBorder, ""), parts: theme}, Faint},
		"the palette's own colour":     {look{styles: styled(`<color indexed="3"/>`, "", noBorder, "") + `<colors><indexedColors><rgbColor rgb="0"/><rgbColor rgb="00000000"/><rgbColor rgb="00000000"/><rgbColor rgb="00FEFEFE"/></indexedColors></colors>`}, Faint},
		"black on black":               {look{styles: styled(`<color auto="1"/>`, solid(`rgb="FF000000"`), noBorder, "")}, Faint},
		"red on red":                   {look{styles: styled(`<color rgb="FFFF0000"/>`, solid(`indexed="10"`), noBorder, "")}, Faint},
		"white on a pattern of white":  {look{styles: styled(`<color indexed="9"/>`, `<patternFill patternType="gray125"/>`, noBorder, "")}, Faint},
		"white on white both ways":     {look{styles: styled(`<color indexed="9"/>`, `<gradientFill><stop position="0"><color theme="0"/></stop><stop position="1"><color theme="0"/></stop></gradientFill>`, noBorder, "")}, Faint},
		"the format's own colour":      {look{styles: `<numFmts><numFmt numFmtId="170" formatCode="[Red]0.0"/></numFmts><fills><fill/><fill>` + solid(`rgb="FFFF1010"`) + `</fill></fills><cellXfs><xf/><xf numFmtId="170" fillId="1"/></cellXfs>`}, Faint},
		"three points":                 {look{styles: styled(`<sz val="3"/>`, "", noBorder, "")}, Tiny},
		"Wingdings":                    {look{styles: styled(`<name val="Wingdings 2"/>`, "", noBorder, "")}, Symbols},
		"Webdings":                     {look{styles: styled(`<name val="WEBDINGS"/>`, "", noBorder, "")}, Symbols},
		"struck":                       {look{styles: styled(`<strike/>`, "", noBorder, "")}, Struck},
		"a diagonal":                   {look{styles: styled("", "", `diagonalUp="1"><diagonal style="thin"/>`, "")}, Crossed},
		"the other diagonal":           {look{styles: styled("", "", `diagonalDown="true"><diagonal style="hair"><color auto="1"/></diagonal>`, "")}, Crossed},
		"a low row":                    {look{rows: `<row r="1" ht="5" customHeight="1"><c r="A1"><v>1</v></c></row>`}, Low},
		"low rows":                     {look{before: `<sheetFormatPr defaultRowHeight="5" customHeight="1"/>`, rows: `<row r="1"><c r="A1"><v>1</v></c></row>`}, Low},
		"a row of nothing":             {look{rows: `<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>`}, Hidden},
		"no room for the decimals":     {look{styles: styled(`<sz val="11"/>`, "", noBorder, `numFmtId="2"`), before: `<cols><col min="1" max="1" width="3"/></cols>`}, NoRoom},
		"no room for the number":       {look{before: `<cols><col min="1" max="1" width="2"/></cols>`, rows: `<row r="1"><c r="A1"><v>100.5</v></c></row>`}, NoRoom},
		"no room for what is behind":   {look{styles: `<numFmts><numFmt numFmtId="170" formatCode="0.0&quot;分&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>`, before: `<cols><col min="1" max="1" width="4"/></cols>`}, NoRoom},
		"no room in large characters":  {look{styles: styled(`<sz val="20"/>`, "", noBorder, `numFmtId="2"`), before: `<cols><col min="1" max="1" width="5"/></cols>`}, NoRoom},
		"a raised part":                {look{styles: plain, rows: inRuns(`<t>0.5</t>`, `<rPr><vertAlign val="superscript"/></rPr><t>1</t>`)}, Raised},
		"a lowered part":               {look{styles: plain, rows: inRuns(`<t>0.5</t>`, `<rPr><vertAlign val="subscript"/></rPr><t>1</t>`)}, Raised},
		"a raised part of shared text": {look{styles: plain, strings: `<si><r><t>0.5</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>`, rows: `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`}, Raised},
		"a struck part":                {look{styles: plain, rows: inRuns(`<t>0.5</t>`, `<rPr><strike/></rPr><t>1</t>`)}, Struck},
		"a white part":                 {look{styles: plain, rows: inRuns(`<t>0.5</t>`, `<rPr><color theme="0"/></rPr><t>1</t>`)}, Faint},
		"a red part on red":            {look{styles: styled("", solid(`rgb="FFFF0000"`), noBorder, ""), rows: inRuns(`<t>0.5</t>`, `<rPr><color rgb="FFF00000"/></rPr><t>1</t>`)}, Faint},
		"a tiny part":                  {look{styles: plain, rows: inRuns(`<t>0.5</t>`, `<rPr><sz val="1"/></rPr><t>1</t>`)}, Tiny},
		"a part in symbols":            {look{styles: plain, rows: inRuns(`<t>0.5</t>`, `<rPr><rFont val="Webdings"/></rPr><t>1</t>`)}, Symbols},
		"several at once":              {look{styles: styled(`<strike/><sz val="2"/><color indexed="9"/>`, "", noBorder, "")}, Struck | Tiny | Faint},
	} {
		if got := c.cell(t); got.Doubts != c.want {
			t.Errorf("%s: %v, want %v", name, got.Doubts.Each(), c.want.Each())
		}
	}
}

// TestDailyHabitsAreNoDoubts, and change nothing of what is read.
func TestDailyHabitsAreNoDoubts(t *testing.T) {
	plain := styled("", "", noBorder, "")
	rule := func(dxf, rule string) look {
		return look{styles: plain + `<dxfs><dxf>` + dxf + `</dxf></dxfs>`, after: `<conditionalFormatting sqref="A1:Z99">` + rule + `</conditionalFormatting>`}
	}
	byDxf := `<cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>1</formula></cfRule>`
	habits := map[string]look{
		"bold":                   {styles: styled(`<b/><sz val="11"/><color theme="1"/><name val="宋体"/>`, "", noBorder, "")},
		"red figures":            {styles: styled(`<color rgb="FFFF0000"/>`, "", noBorder, "")},
		"grey figures":           {styles: styled(`<color theme="0" tint="-0.349986266670736"/>`, "", noBorder, "")},
		"red by the format":      {styles: `<numFmts><numFmt numFmtId="170" formatCode="0.0;[Red]-0.0"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>`},
		"yellow":                 {styles: styled("", solid(`rgb="FFFFFF00"`), noBorder, "")},
		"light green":            {styles: styled("", solid(`theme="9" tint="0.799981688894314"`), noBorder, "")},
		"white on dark":          {styles: styled(`<color theme="0"/>`, solid(`theme="4"`), noBorder, "")},
		"white on black":         {styles: styled(`<color theme="0"/>`, solid(`indexed="64"`), noBorder, "")},
		"a white fill":           {styles: styled("", solid(`theme="0"`), noBorder, "")},
		"a grey pattern":         {styles: styled("", `<patternFill patternType="gray125"/>`, noBorder, "")},
		"a gradient":             {styles: styled("", `<gradientFill degree="90"><stop position="0"><color theme="0"/></stop><stop position="1"><color theme="4"/></stop></gradientFill>`, noBorder, "")},
		"borders":                {styles: styled("", "", `><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="double"/><diagonal/>`, "")},
		"no diagonal":            {styles: styled("", "", `diagonalUp="1"><diagonal/>`, "")},
		"an unused diagonal":     {styles: styled("", "", `><diagonal style="thin"/>`, "")},
		"all of it raised":       {styles: styled(`<vertAlign val="superscript"/>`, "", noBorder, "")},
		"a column that fits":     {styles: styled(`<sz val="11"/>`, "", noBorder, `numFmtId="2"`), before: `<cols><col min="1" max="1" width="4"/></cols>`},
		"shrunk":                 {styles: `<cellXfs><xf/><xf numFmtId="2"><alignment shrinkToFit="1"/></xf></cellXfs>`, before: `<cols><col min="1" max="1" width="2"/></cols>`},
		"room beside it":         {styles: styled(`<sz val="11"/>`, "", noBorder, `numFmtId="2"`), before: `<cols><col min="1" max="2" width="2"/></cols>`, after: `<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`},
		"a bold part":            {styles: plain, rows: inRuns(`<t>市</t>`, `<rPr><b/><sz val="12"/><color rgb="FFFF0000"/><rFont val="宋体"/></rPr><t>局</t>`)},
		"a raised blank":         {styles: plain, rows: inRuns(`<t>市</t>`, `<rPr><vertAlign val="superscript"/><color theme="0"/></rPr><t xml:space="preserve"> </t>`)},
		"a pinyin":               {styles: plain, rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>市</t><rPh sb="0" eb="1"><t>shi</t></rPh></is></c></row>`},
		"a theme of its own":     {styles: styled(`<color theme="1"/>`, solid(`theme="2"`), noBorder, ""), parts: map[string]string{"xl/theme/theme1.xml": fmt.Sprintf(ownTheme, restOfTheme)}},
		"a damaged theme":        {styles: styled(`<color theme="1"/>`, "", noBorder, ""), parts: map[string]string{"xl/theme/theme1.xml": fmt.Sprintf(ownTheme, "<")}},
		"a filter":               {after: `<autoFilter ref="A1:C9"/>`},
		"a low row that wraps":   {rows: `<row r="1" ht="13.5"><c r="A1" s="1"><v>0.5</v></c></row>`},
		"rows of their height":   {before: `<sheetFormatPr defaultRowHeight="5"/>`},
		"a fill by a rule":       rule(`<fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill>`, byDxf),
		"our fill by a rule":     rule(`<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/><bgColor rgb="FFFFFF00"/></patternFill></fill>`, byDxf),
		"bold by a rule":         rule(`<font><b/><color rgb="FF9C0006"/></font>`, byDxf),
		"red on pink by a rule":  rule(`<font><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill>`, byDxf),
		"white on red by a rule": rule(`<font><color theme="0"/></font><fill><patternFill><bgColor rgb="FFC00000"/></patternFill></fill>`, byDxf),
		"a border by a rule":     rule(`<border><left style="thin"/></border>`, byDxf),
		"no dxf":                 rule("", `<cfRule type="duplicateValues" priority="1"/>`),
		"a colour scale":         rule("", `<cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/><color rgb="FF63BE7B"/></colorScale></cfRule>`),
		"a data bar":             rule("", `<cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule>`),
		"icons":                  rule("", `<cfRule type="iconSet" priority="1"><iconSet iconSet="3Arrows" showValue="1"><cfvo type="percent" val="0"/></iconSet></cfRule>`),
		"a later data bar":       {after: later(`<x14:cfRule type="dataBar"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/></x14:dataBar></x14:cfRule>`, "A1:B9")},
		"a later fill":           {after: later(`<x14:cfRule type="expression"><xm:f>1</xm:f><x14:dxf><fill><patternFill><bgColor rgb="FFFFFF00"/></patternFill></fill></x14:dxf></x14:cfRule>`, "A1:B9")},
		"a rule beside it":       {styles: plain + `<dxfs><dxf><font><strike/></font></dxf></dxfs>`, after: `<conditionalFormatting sqref="B1:B9 A2:A9">` + byDxf + `</conditionalFormatting>`},
	}
	for _, name := range []string{"微软雅黑", "宋体", "等线", "仿宋_GB2312", "Calibri", "Times New Roman"} {
		for _, size := range []string{"9", "10.5", "16"} {
			habits[name+" "+size] = look{styles: styled(`<sz val="`+size+`"/><name val="`+name+`"/>`, "", noBorder, "")}
		}
	}
	for name, habit := range habits {
		if habit.styles == "" {
			habit.styles = plain
		}
		got := habit.cell(t)
		if got.Doubts != 0 || got.Shown != "" || got.Kind != Number && got.Kind != Text {
			t.Errorf("%s: %v, %d %q", name, got.Doubts.Each(), got.Kind, got.Shown)
		}
	}
}

// later is a conditional format as the extension list has it.
func later(rule, sqref string) string {
	return `<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}">` +
		`<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">` + rule +
		`<xm:sqref>` + sqref + `</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`
}

// TestConditionalFormatsThatMayHide are told, whether their conditions hold or not.
func TestConditionalFormatsThatMayHide(t *testing.T) {
	const rule = `<cfRule type="expression" dxfId="0" priority="1"><formula>FALSE</formula></cfRule>`
	dark := styled(`<color theme="0"/>`, solid(`rgb="FF203864"`), noBorder, "")
	plain := styled("", "", noBorder, "")
	for name, c := range map[string]struct{ styles, dxf, after string }{
		"a number format":         {plain, `<numFmt numFmtId="180" formatCode=";;;"/>`, ""},
		"strikes":                 {plain, `<font><strike/></font>`, ""},
		"white":                   {plain, `<font><color theme="0"/></font>`, ""},
		"white on light":          {plain, `<font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FFF2F2F2"/></patternFill></fill>`, ""},
		"the back colour counts":  {plain, `<font><color rgb="FFFFFFFF"/></font><fill><patternFill patternType="solid"><fgColor rgb="FF000000"/><bgColor rgb="FFF2F2F2"/></patternFill></fill>`, ""},
		"dark on the cell's":      {dark, `<font><color rgb="FF1F3864"/></font>`, ""},
		"white where it is dark":  {dark, `<font><color theme="0"/></font>`, ""},
		"a fill like the ink":     {plain, `<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>`, ""},
		"a light one under white": {dark, `<fill><patternFill><bgColor theme="0"/></patternFill></fill>`, ""},
		"icons alone":             {plain, "", `<conditionalFormatting sqref="A1"><cfRule type="iconSet" priority="1"><iconSet showValue="0"><cfvo type="percent" val="0"/></iconSet></cfRule></conditionalFormatting>`},
		"a data bar alone":        {plain, "", `<conditionalFormatting sqref="A1"><cfRule type="dataBar" priority="1"><dataBar showValue="false"/></cfRule></conditionalFormatting>`},
		"later icons alone":       {plain, "", later(`<x14:cfRule type="iconSet"><x14:iconSet showValue="0" custom="1"/></x14:cfRule>`, "Z9 A1:A2")},
		"a later data bar alone":  {plain, "", later(`<x14:cfRule type="dataBar"><x14:dataBar showValue="0"/></x14:cfRule>`, "A1")},
		"a later strike":          {plain, "", later(`<x14:cfRule type="expression"><xm:f>Sheet2!A1</xm:f><x14:dxf><font><strike/></font></x14:dxf></x14:cfRule>`, "A1:XFD1048576")},
		"a later number format":   {plain, "", later(`<x14:cfRule type="expression"><x14:dxf><numFmt numFmtId="1" formatCode="0"/></x14:dxf></x14:cfRule>`, "A1")},
		"some range":              {plain, `<font><strike/></font>`, `<conditionalFormatting sqref="A:A">` + rule + `</conditionalFormatting>`},
		"the second rule":         {plain, `<font><strike/></font>`, `<conditionalFormatting sqref="A1"><cfRule type="top10" dxfId="9" priority="2"/>` + rule + `</conditionalFormatting>`},
		"columns":                 {plain, `<font><strike/></font>`, `<conditionalFormatting sqref="A1:XFD1048576">` + rule + `</conditionalFormatting>`},
	} {
		if c.after == "" {
			c.after = `<conditionalFormatting sqref="C3 A1:B2">` + rule + `</conditionalFormatting>`
		}
		got := look{styles: c.styles + `<dxfs><dxf>` + c.dxf + `</dxf></dxfs>`, after: c.after}.cell(t)
		if got.Doubts != Conditional {
			t.Errorf("%s: %v", name, got.Doubts.Each())
		}
	}
	// Of several ranges and cells in any order each is told by itself.
	rows := `<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>`
	book := mustRead(t, look{styles: plain + `<dxfs><dxf><font><strike/></font></dxf></dxfs>`, rows: rows, after: `<conditionalFormatting sqref="A3 B1:C2">` + rule + `</conditionalFormatting>`}.file(t))
	var told []string
	for _, row := range book.Sheets[0].Rows {
		for _, cell := range row.Cells {
			if cell.Doubts.Has(Conditional) {
				told = append(told, cell.At.Cell())
			}
		}
	}
	if got := strings.Join(told, " "); got != "B1 A3" {
		t.Errorf("told of %s", got)
	}
}

// TestConditionalFormatsAreBounded: by those that may hide something, and the cells
// that they cover.
func TestConditionalFormatsAreBounded(t *testing.T) {
	thorough.Sequential(t)
	styles := styled("", "", noBorder, "") + `<dxfs><dxf><font><strike/></font></dxf><dxf><fill><patternFill><bgColor rgb="FFFFFF00"/></patternFill></fill></dxf></dxfs>`
	rules := func(n, dxf int, sqref string) string {
		return strings.Repeat(fmt.Sprintf(`<conditionalFormatting sqref="%s"><cfRule type="expression" dxfId="%d" priority="1"/></conditionalFormatting>`, sqref, dxf), n)
	}
	var wide strings.Builder
	for row := range 200 {
		wide.WriteString(fmt.Sprintf(`<row r="%d">`, row+1) + strings.Repeat(`<c><v>1</v></c>`, 1000) + `</row>`)
	}
	for name, c := range map[string]struct {
		look
		ok bool
	}{
		"many fills":     {look{styles: styles, after: rules(limitRules.Max+1, 1, "A1")}, true},
		"many rules":     {look{styles: styles, after: rules(limitRules.Max, 0, "A1")}, true},
		"too many":       {look{styles: styles, after: rules(limitRules.Max+1, 0, "A1")}, false},
		"many ranges":    {look{styles: styles, after: rules(1, 0, strings.Repeat("A1 ", limitRules.Max+1))}, false},
		"many cells":     {look{styles: styles, rows: wide.String(), after: rules(10, 0, "A1:XFD1048576")}, true},
		"too many cells": {look{styles: styles, rows: wide.String(), after: rules(100, 0, "A1:XFD1048576")}, false},
	} {
		book, list := Read("a.xlsx", c.file(t))
		if (book != nil) != c.ok || book == nil && list[0].Code != diag.TooLarge.Code {
			t.Errorf("%s: %v", name, list)
		}
	}
}

const (
	drawingPart, commentsPart = "xl/drawings/drawing1.xml", "xl/comments1.xml"
	sheetLeads                = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>`
	drawingElement = `<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>`
)

// over is a workbook with these drawings and comments.
func over(drawings, comments string) look {
	return look{after: drawingElement, parts: map[string]string{
		"xl/worksheets/_rels/sheet1.xml.rels": sheetLeads,
		drawingPart:                           `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">` + drawings + `</xdr:wsDr>`,
		commentsPart:                          `<comments ` + mainSpace + `>` + comments + `</comments>`,
	}}
}

func marked(name string, col, right, row, down int) string {
	return fmt.Sprintf(`<xdr:%s><xdr:col>%d</xdr:col><xdr:colOff>%d</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:%[1]s>`, name, col, right, row, down)
}

// TestDrawingsAreToldWithTheirCellsAndTexts.
func TestDrawingsAreToldWithTheirCellsAndTexts(t *testing.T) {
	text := func(paragraphs ...string) string {
		return `<xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr/><a:t>` + strings.Join(paragraphs, `</a:t></a:r></a:p><a:p><a:r><a:t>`) + `</a:t></a:r></a:p></xdr:txBody>`
	}
	two := marked("from", 1, 5, 2, 0) + marked("to", 3, 0, 4, 9)
	const name = `<xdr:nvSpPr><xdr:cNvPr id="2" name="x"/></xdr:nvSpPr>`
	for what, c := range map[string]struct{ drawing, want string }{
		"a text box":       {`<xdr:twoCellAnchor>` + two + `<xdr:sp>` + name + text("作废", "以新表为准") + `</xdr:sp><xdr:clientData/></xdr:twoCellAnchor>`, "B3:C5 作废 以新表为准"},
		"a text in pieces": {`<xdr:twoCellAnchor>` + two + `<xdr:sp>` + name + `<xdr:txBody><a:p><a:r><a:t>作</a:t></a:r><a:r><a:t>废</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>`, "B3:C5 作废"},
		"a picture":        {`<xdr:twoCellAnchor editAs="oneCell">` + two + `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="章"/></xdr:nvPicPr></xdr:pic></xdr:twoCellAnchor>`, "B3:C5 "},
		"a chart":          {`<xdr:twoCellAnchor>` + two + `<xdr:graphicFrame><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></xdr:graphicFrame></xdr:twoCellAnchor>`, "B3:C5 "},
		"a group":          {`<xdr:twoCellAnchor>` + two + `<xdr:grpSp><xdr:pic/><xdr:sp>` + text("甲") + `</xdr:sp></xdr:grpSp></xdr:twoCellAnchor>`, "B3:C5 甲"},
		"a point":          {`<xdr:twoCellAnchor>` + marked("from", 1, 0, 2, 0) + marked("to", 1, 0, 2, 0) + `<xdr:cxnSp/></xdr:twoCellAnchor>`, "B3:B3 "},
		"one cell":         {`<xdr:oneCellAnchor>` + marked("from", 1, 0, 2, 0) + `<xdr:ext cx="1200000" cy="380000"/><xdr:pic/></xdr:oneCellAnchor>`, "B3:D4 "},
		"absolute":         {`<xdr:absoluteAnchor><xdr:pos x="600000" y="0"/><xdr:ext cx="10000" cy="10000"/><xdr:sp/></xdr:absoluteAnchor>`, "A1:B1 "},
		"for older ones":   {`<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><xdr:twoCellAnchor>` + two + `<xdr:sp>` + text("甲") + `</xdr:sp></xdr:twoCellAnchor></mc:Choice></mc:AlternateContent>`, "B3:C5 甲"},
		"once":             {`<xdr:twoCellAnchor>` + two + `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><xdr:sp>` + text("甲") + `</xdr:sp></mc:Choice><mc:Fallback><xdr:sp>` + text("甲") + `</xdr:sp></mc:Fallback></mc:AlternateContent></xdr:twoCellAnchor>`, "B3:C5 甲"},
		"a hidden one":     {`<xdr:twoCellAnchor>` + two + `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x" hidden="1"/></xdr:nvSpPr></xdr:sp></xdr:twoCellAnchor>`, ""},
		"nothing":          {`<xdr:twoCellAnchor>` + two + `<xdr:clientData/></xdr:twoCellAnchor>`, ""},
		"far out":          {`<xdr:twoCellAnchor>` + marked("from", 1<<20, 0, 1<<30, 0) + marked("to", 0, 0, 0, 0) + `<xdr:sp/></xdr:twoCellAnchor>`, "A1:XFD1048576 "},
		"a long text":      {`<xdr:twoCellAnchor>` + two + `<xdr:sp>` + text(strings.Repeat("作废", maxNote)) + `</xdr:sp></xdr:twoCellAnchor>`, "B3:C5 " + strings.Repeat("作废", maxNote/6)},
	} {
		var got []string
		for _, d := range mustRead(t, over(c.drawing, "").file(t)).Sheets[0].Drawings {
			got = append(got, fmt.Sprint(d.Range, " ", d.Text))
		}
		if got := strings.Join(got, ", "); got != c.want && !(what == "a long text" && strings.HasPrefix(got, c.want) && len(got) < maxNote+20) {
			t.Errorf("%s: %.100s, want %.100s", what, got, c.want)
		}
	}
}

// TestCommentsAreToldWithTheirCells.
func TestCommentsAreToldWithTheirCells(t *testing.T) {
	comments := `<authors><author>张三</author><author></author></authors><commentList>` +
		`<comment ref="B2" authorId="0" shapeId="0"><text><r><rPr><b/><sz val="9"/></rPr><t>张三:</t></r><r><t xml:space="preserve">` + "\n" + `请改为2.5</t></r></text></comment>` +
		`<comment ref="C3" authorId="7"><text><t>无名</t></text></comment><comment ref="?" authorId="0"><text><t>无处</t></text></comment></commentList>`
	got := mustRead(t, over("", comments).file(t)).Sheets[0].Comments
	at := func(col, row int) diag.Position {
		return diag.Position{File: "a.xlsx", Worksheet: "表", Col: col, Row: row}
	}
	if want := []Comment{{at(2, 2), "张三", "张三:\n请改为2.5"}, {at(3, 3), "", "无名"}}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWhatLiesOverTheCellsRefusesNothing: parts that are not there, or are no XML. That
// a checksum is wrong is damage as elsewhere.
func TestWhatLiesOverTheCellsRefusesNothing(t *testing.T) {
	const good = `<xdr:twoCellAnchor><xdr:sp/></xdr:twoCellAnchor>`
	for what, change := range map[string]func(parts map[string]string){
		"nothing":          func(parts map[string]string) { delete(parts, drawingPart); delete(parts, commentsPart) },
		"no XML":           func(parts map[string]string) { parts[drawingPart], parts[commentsPart] = "\x00", "<a>" },
		"cut off":          func(parts map[string]string) { parts[drawingPart] = parts[drawingPart][:len(parts[drawingPart])-20] },
		"no relationships": func(parts map[string]string) { parts["xl/worksheets/_rels/sheet1.xml.rels"] = "x" },
		"to the worksheet": func(parts map[string]string) {
			parts["xl/worksheets/_rels/sheet1.xml.rels"] = strings.ReplaceAll(sheetLeads, "../drawings/drawing1.xml", "sheet1.xml")
		},
		"a long token": func(parts map[string]string) {
			parts[drawingPart] = `<a b="` + strings.Repeat("x", 2*limitToken.Max) + `"/>`
		},
	} {
		l := over(good, "")
		change(l.parts)
		if book, list := Read("a.xlsx", l.file(t)); book == nil {
			t.Errorf("%s: %s", what, list[0].Message(msg.English))
		} else if got := brief(book); got != "A1=0.5" {
			t.Errorf("%s: %s", what, got)
		}
	}
	data := over(`<xdr:twoCellAnchor><xdr:sp><a:t>abcdef</a:t></xdr:sp></xdr:twoCellAnchor>`, "").file(t)
	broken := strings.Replace(string(data), "abcdef", "abcdeg", 1)
	if book, list := Read("a.xlsx", []byte(broken)); book != nil || list[0].Code != diag.Damaged.Code {
		t.Error("a drawing's checksum is not compared")
	}
	many := strings.Repeat(good, maxDrawings+5)
	if got := len(mustRead(t, over(many, "").file(t)).Sheets[0].Drawings); got != maxDrawings {
		t.Errorf("%d drawings", got)
	}
}

// TestAFormulaThatRefersToAnotherWorkbook is known, and others are not taken for one.
func TestAFormulaThatRefersToAnotherWorkbook(t *testing.T) {
	for formula, want := range map[string]bool{
		"[1]Sheet1!A1": true, "SUM('[1]表 1'!A1:B2)": true, `'C:\甲\[乙.xlsx]表'!$A$1`: true, "[乙.xlsx]表!A1": true, "1+[2]!名称": true, "[1]表1:表3!A1": true, "'it''s [3]x'!A1": true,
		"IF(A1,[1]表!A1,0)": true, "[10]表!A1": true,
		"": false, "A1": false, "表!A1": false, "'表 1'!A1": false, `"[1]表!A1"`: false, "表1[得分]": false, "表1[[#This Row],[得分]]*2": false, "SUM(T[[a]:[b]])": false,
		"[0]!名称": false, `A1&"[1]"&'表'!B1`: false, "T[a]+表!A1": false, "[得分]+表!A1": false, "'[0]表'!A1": false,
	} {
		if got := ExternalReference(formula); got != want {
			t.Errorf("%s: %v", formula, got)
		}
	}
}

// TestDoubtsAreListedInOneOrder.
func TestDoubtsAreListedInOneOrder(t *testing.T) {
	if got := (Conditional | Struck | Hidden).Each(); !slices.Equal(got, []Doubt{Hidden, Struck, Conditional}) || Doubt(0).Each() != nil {
		t.Errorf("%b", got)
	}
	if !(Struck | Low).Has(Low) || (Struck | Low).Has(Hidden) || Struck.Has(0) {
		t.Error("what is among them is wrong")
	}
}

// TestTheProgramsOwnSheetsHaveNoDoubts, nor has what it reports.
func TestTheProgramsOwnSheetsHaveNoDoubts(t *testing.T) {
	files := sampleSheets(t)
	files["report"] = document(t)
	for name, data := range files {
		for _, sheet := range mustRead(t, data).Sheets {
			for _, row := range sheet.Rows {
				for _, cell := range row.Cells {
					if cell.Doubts != 0 {
						t.Errorf("%s %s: %v", name, cell.At.String(), cell.Doubts.Each())
					}
				}
			}
		}
	}
}

// TestACellWithoutAStyle is shown in the first of all styles by some programs, and in that
// of its row or column by others. What either shows otherwise is shown otherwise.
func TestACellWithoutAStyle(t *testing.T) {
	const cols = `<cols><col min="1" max="1" width="5" style="1"/></cols>`
	const fonts = `<fonts><font><sz val="11"/></font><font><strike/></font><font><sz val="22"/></font><font><color rgb="FFFFFF00"/></font></fonts>`
	const yellow = `<dxfs><dxf><fill><patternFill><bgColor rgb="FFFFFF00"/></patternFill></fill></dxf></dxfs>`
	const condition = `<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="1"><formula>1</formula></cfRule></conditionalFormatting>`
	for name, c := range map[string]struct {
		first, around string // styles
		row, cell     string // attributes
		want          Cell
		style         int // that the cell is taken to have; -1 for the only one
	}{
		"neither":                     {`numFmtId="0"`, `numFmtId="2"`, ``, ``, Cell{Kind: Number}, 1},
		"the column":                  {`numFmtId="0"`, `numFmtId="9"`, ``, ``, Cell{Kind: Percent, Shown: "250%"}, 1},
		"the first of all":            {`numFmtId="9"`, `numFmtId="2"`, ``, ``, Cell{Kind: Percent, Shown: "250%"}, 0},
		"both, the column counts":     {`numFmtId="14"`, `numFmtId="9"`, ``, ``, Cell{Kind: Percent, Shown: "250%"}, 1},
		"the column rounds":           {`numFmtId="0"`, `numFmtId="1"`, ``, ``, Cell{Kind: Number, Shown: "3"}, 1},
		"the first of all rounds":     {`numFmtId="1"`, `numFmtId="0"`, ``, ``, Cell{Kind: Number, Shown: "3"}, 0},
		"the column strikes out":      {`numFmtId="0"`, `numFmtId="0" fontId="1"`, ``, ``, Cell{Kind: Number, Doubts: Struck}, 1},
		"the first of all strikes":    {`numFmtId="0" fontId="1"`, `numFmtId="0"`, ``, ``, Cell{Kind: Number, Doubts: Struck}, 0},
		"the column has no room":      {`numFmtId="2"`, `numFmtId="2" fontId="2"`, ``, ``, Cell{Kind: Number, Shown: full, Doubts: NoRoom}, 1},
		"the first of all has none":   {`numFmtId="2" fontId="2"`, `numFmtId="2"`, ``, ``, Cell{Kind: Number, Shown: full, Doubts: NoRoom}, 0},
		"a condition hides the first": {`numFmtId="0" fontId="3"`, `numFmtId="0"`, ``, ``, Cell{Kind: Number, Doubts: Conditional}, 1},
		"a condition hides the other": {`numFmtId="0"`, `numFmtId="0" fontId="3"`, ``, ``, Cell{Kind: Number, Doubts: Conditional}, 1},
		"the row":                     {`numFmtId="0"`, `numFmtId="2"`, `s="2" customFormat="1"`, ``, Cell{Kind: Percent, Shown: "250%"}, 2},
		"a row's that is not its own": {`numFmtId="0"`, `numFmtId="2"`, `s="2"`, ``, Cell{Kind: Number}, 1},
		"a style of its own":          {`numFmtId="0"`, `numFmtId="9"`, ``, `s="0"`, Cell{Kind: Number}, -1},
	} {
		after := ""
		if strings.Contains(name, "condition") {
			after = condition
		}
		l := look{
			styles: fonts + `<cellXfs><xf ` + c.first + `/><xf ` + c.around + `/><xf numFmtId="9"/></cellXfs>` + yellow,
			before: cols, rows: `<row r="1" ` + c.row + `><c r="A1" ` + c.cell + `><v>2.5</v></c></row>`, after: after,
		}
		sheet := mustRead(t, l.file(t)).Sheets[0]
		got := sheet.Rows[0].Cells[0]
		if got.Kind != c.want.Kind || got.Shown != c.want.Shown || got.Doubts != c.want.Doubts {
			t.Errorf("%s: kind %d, shown %q, doubts %v", name, got.Kind, got.Shown, got.Doubts.Each())
		}
		if style, ok := sheet.Bare[[2]int{1, 1}]; ok != (c.style >= 0) || ok && style != c.style {
			t.Errorf("%s: style %d, %v", name, style, ok)
		}
	}
}
