package workbook

import (
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
)

// extrasOf are those of a worksheet with something behind its cells.
func extrasOf(t *testing.T, xml string) []Extra {
	t.Helper()
	book, list := ReadWhole("a.xlsx", assembled(t, "", `<row r="1"><c r="A1"><v>1</v></c></row>`, xml))
	if book == nil {
		t.Fatal(list)
	}
	extras := book.Sheets[0].Extras
	slices.SortFunc(extras, func(a, b Extra) int { return strings.Compare(a.At.Cell()+a.Part, b.At.Cell()+b.Part) })
	return extras
}

// TestExtrasHaveOneForm: what means the same is the same, and what does not is not.
func TestExtrasHaveOneForm(t *testing.T) {
	paper := func(xml string) string { return "<headerFooter>" + xml + "</headerFooter>" }
	footer := func(text string) string { return paper("<oddFooter>" + text + "</oddFooter>") }
	link := func(attrs string) string { return `<hyperlinks><hyperlink ref="A1" ` + attrs + `/></hyperlinks>` }
	prompt := func(attrs string) string {
		return `<dataValidations><dataValidation ` + attrs + `/></dataValidations>`
	}
	for _, c := range []struct {
		one, other string
		same       bool
	}{
		{footer("&amp;C第&amp;P页"), footer("第&amp;P页"), true},
		{footer("&amp;C第&amp;P页"), footer("&amp;L&amp;C&amp;&quot;宋体,常规&quot;&amp;11&amp;B第&amp;B&amp;P页&amp;R"), true},
		{footer("&amp;C第&amp;P页"), footer("&amp;L第&amp;P页"), false},
		{footer("&amp;C第&amp;P页"), footer("&amp;C第&amp;N页"), false},
		{footer("&amp;C第&amp;P页"), footer("&amp;C&amp;S第&amp;P页"), false},
		{footer("&amp;C第&amp;P页"), footer("&amp;C&amp;KFFFFFF第&amp;P页"), false},
		{footer("&amp;C第&amp;P页"), footer("&amp;C&amp;1第&amp;P页"), false},
		{footer("&amp;C第&amp;P页"), footer("&amp;C&amp;&quot;Wingdings&quot;第&amp;P页"), false},
		{footer("&amp;C&amp;&amp;"), footer("&amp;C"), false},
		{footer("&amp;C第"), paper("<oddHeader>&amp;C第</oddHeader>"), false},
		{footer("&amp;C第"), `<headerFooter differentFirst="1"><oddFooter>&amp;C第</oddFooter><firstFooter>第</firstFooter></headerFooter>`, true},
		{footer("&amp;C第"), `<headerFooter differentFirst="1"><oddFooter>&amp;C第</oddFooter></headerFooter>`, false},
		{footer("&amp;C第"), `<headerFooter><oddFooter>&amp;C第</oddFooter><evenFooter>x</evenFooter></headerFooter>`, true},
		{footer("&amp;C第"), `<headerFooter differentOddEven="1"><oddFooter>&amp;C第</oddFooter><evenFooter>x</evenFooter></headerFooter>`, false},
		{footer(""), "", true},
		{link(`location="'一'!$A$2"`), link(`location="一!a2" display="x"`), true},
		{link(`location="一!A2"`), link(`location="一!A3"`), false},
		{link(`location="一!A2"`), link(`location="一!A2" tooltip="x"`), false},
		{prompt(`sqref="A1:B2" prompt="x"`), prompt(`sqref="B1 A2:B2 A1" type="any" prompt="x"`), true},
		{prompt(`sqref="A1:B2" prompt="x"`), prompt(`sqref="A1:B2" prompt="y"`), false},
		{prompt(`sqref="A1:B2" prompt="x"`), prompt(`sqref="A1:A2" prompt="x"`), false},
		{prompt(`sqref="A1:B2" prompt="x"`), prompt(`sqref="A1:XFD1048576" prompt="x"`), false},
	} {
		one, other := extrasOf(t, c.one), extrasOf(t, c.other)
		if slices.Equal(one, other) != c.same {
			t.Errorf("%s and %s: %v, %v", c.one, c.other, one, other)
		}
	}
}

// TestExtrasAreReadOnlyWhenAsked, and what is wrong with them refuses no other reading.
func TestExtrasAreReadOnlyWhenAsked(t *testing.T) {
	data := assembled(t, "", `<row r="1"><c r="A1"><v>1</v></c></row>`, `<headerFooter><oddFooter><x/></oddFooter></headerFooter>`)
	if book, list := Read("a.xlsx", data); book == nil || book.Sheets[0].Extras != nil || book.Sheets[0].Room != nil {
		t.Error(list)
	}
	if book, list := ReadWhole("a.xlsx", data); book != nil || list[0].Code != diag.Damaged.Code {
		t.Error(list)
	}
}

// TestFormulasThatAreShown: their values are not, wherever they are read.
func TestFormulasThatAreShown(t *testing.T) {
	view := `<sheetViews><sheetView showFormulas="1" workbookViewId="0"/></sheetViews>`
	book := mustRead(t, assembled(t, view, `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>2</v></c></row>`, ""))
	if cells := book.Sheets[0].Rows[0].Cells; cells[0].Kind != ShownDifferently || cells[1].Kind != Number {
		t.Errorf("%+v", cells)
	}
}

// TestColoursOfBarsAndScales hide a number as a fill does.
func TestColoursOfBarsAndScales(t *testing.T) {
	rule := func(kind, colour string) string {
		return `<conditionalFormatting sqref="A1"><cfRule type="` + kind + `" priority="1"><` + kind + `><cfvo type="min"/><color rgb="FF` + colour + `"/></` + kind + `></cfRule></conditionalFormatting>`
	}
	for _, c := range []struct {
		xml  string
		want Doubt
	}{
		{rule("colorScale", "000000"), Conditional}, {rule("colorScale", "F4A582"), 0}, {rule("dataBar", "000000"), Conditional}, {rule("dataBar", "638EC6"), 0},
	} {
		book := mustRead(t, assembled(t, "", `<row r="1"><c r="A1"><v>1</v></c></row>`, c.xml))
		if got := book.Sheets[0].Rows[0].Cells[0].Doubts; got != c.want {
			t.Errorf("%s: %v, want %v", c.xml, got, c.want)
		}
	}
}
