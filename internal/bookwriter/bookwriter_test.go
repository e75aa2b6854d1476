package bookwriter

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"qeval/internal/budget"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// hundredths stands for an amount of points.
type hundredths int

func (h hundredths) String() string { return fmt.Sprintf("%d.%02d", int(h)/100, int(h)%100) }

// TestEveryAmountIsStoredExactly: a float stands between an amount and the
// workbook, because the library takes nothing else; it must not show.
func TestEveryAmountIsStoredExactly(t *testing.T) {
	b := New("一", nil)
	p := b.Page(Layout{Name: "一", Widths: []float64{10}})
	const most = 150_00
	for i := range most {
		p.Add(20, Stored(hundredths(i)))
	}
	book := read(t, encode(t, b))
	for i, row := range book.Sheets[0].Rows {
		want := strings.TrimSuffix(strings.TrimRight(hundredths(i).String(), "0"), ".")
		if got := row.Cells[0].Text; got != want && i > 0 {
			t.Fatalf("%s is stored as %s", want, got)
		}
	}
}

// encode ends a workbook without an error.
func encode(t testing.TB, b *Book) []byte {
	t.Helper()
	data, err := b.Encode("题")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read reads it again.
func read(t testing.TB, data []byte) *workbook.Book {
	t.Helper()
	book, list := workbook.Read("a.xlsx", data)
	if len(list) > 0 {
		t.Fatal(list)
	}
	return book
}

// TestWhatIsNotReadIsNotEncoded: a workbook with more than is read is an error.
func TestWhatIsNotReadIsNotEncoded(t *testing.T) {
	for _, rows := range []int{workbook.MaxMerges, workbook.MaxMerges + 1} {
		b := New("一", nil)
		p := b.Page(Layout{Name: "一", Widths: []float64{10, 10}})
		for range rows {
			p.Merge(p.Add(20, "x"), 1, 2)
		}
		data, err := b.Encode("x")
		if (data == nil) != (rows > workbook.MaxMerges) || errors.As(err, new(budget.Excess)) != (data == nil) {
			t.Errorf("%d merged ranges: %d bytes, %v", rows, len(data), err)
		}
	}
}

// encoded makes a sealed workbook with two pages and a Meta.
func encoded(t testing.TB) []byte {
	t.Helper()
	b := New("一", workbook.Meta{{"kind", "test"}, {"unit", "甲县"}, {"unit", "乙县"}})
	for _, name := range []string{"一", "二"} {
		p := b.Page(Layout{Name: name, Widths: []float64{10, 20}, Headings: 1, Fixed: 1})
		p.Add(20, "头", "头")
		p.AddText(Cell{Formula: "ROUND(1.1+1.4,2)", Value: 2.5}, Cell{Formula: `"文"`, Value: "文"})
		p.Link("A2", "二", "B2")
		p.Filter(1, 2)
		p.Chart("D1", Chart{
			Names:  Strip{"'一'!$B$2", []any{"文"}},
			Series: []Series{{Name: Strip{"'一'!$A$1", []any{"头"}}, Values: Strip{"'一'!$A$2", []any{2.5}}}},
		})
	}
	return encode(t, b)
}

// TestAPageTakesWhatExcelWouldNot: a row is not higher than it can be, and a chart
// that has no place for its values is no chart.
func TestAPageTakesWhatExcelWouldNot(t *testing.T) {
	b := New("一", nil)
	p := b.Page(Layout{Name: "一", Widths: []float64{10}})
	p.Add(1000, "x")
	if b.err != nil {
		t.Error(b.err)
	}
	p.Chart("D1", Chart{})
	if _, err := b.Encode("x"); err == nil {
		t.Error("the chart shows something else")
	}
}

// TestPagesTellTheirDimension, by which some programs read them.
func TestPagesTellTheirDimension(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(encoded(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, name := range []string{"一", "二"} {
		if got, err := f.GetSheetDimension(name); err != nil || got != "A1:B2" {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

// TestTheFirstErrorIsKept: what comes after it writes nothing and hides nothing.
func TestTheFirstErrorIsKept(t *testing.T) {
	b := New("一", nil)
	bad := b.Page(Layout{Name: "a/b", Widths: []float64{10}})
	bad.Across(0, "x")
	bad.Merge(1, 1, 2)
	bad.Link("A1", "一", "A1")
	bad.Protect()
	bad.Highlight("A1", Rule{Formula: "TRUE", Style: b.Fill("FFFFFF")})
	bad.Validate(Validation{Cells: "A1", List: []string{"是"}})
	b.Page(Layout{Name: "二", Widths: []float64{10}}).Add(20, "x")
	if data, err := b.Encode("x"); data != nil || !errors.Is(err, excelize.ErrSheetNameInvalid) {
		t.Error(err)
	}
}

// TestAListThatHasNoRoomIsNotOffered, and nothing else is offered in its place.
func TestAListThatHasNoRoomIsNotOffered(t *testing.T) {
	for want, list := range map[int][]string{0: {strings.Repeat("甲", 256)}, 1: {"甲", "乙"}} {
		b := New("一", nil)
		p := b.Page(Layout{Name: "一", Widths: []float64{10}})
		p.Validate(Validation{Cells: "A1:A9", List: list})
		p.Validate(Validation{Cells: "B1:B9"})
		f, err := excelize.OpenReader(bytes.NewReader(encode(t, b)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if got, err := f.GetDataValidations("一"); len(got) != want || err != nil {
			t.Errorf("%d validations, want %d; %v", len(got), want, err)
		}
	}
}

func TestTheSameContentIsTheSameBytes(t *testing.T) {
	first := encoded(t)
	for range 20 {
		if !bytes.Equal(first, encoded(t)) {
			t.Fatal("two runs differ")
		}
	}
}

func TestFormulasKeepTheirStoredValues(t *testing.T) {
	for _, sheet := range read(t, encoded(t)).Sheets {
		for i, want := range []string{"2.5 ROUND(1.1+1.4,2)", `文 "文"`} {
			if cell := sheet.Rows[1].Cells[i]; cell.Text+" "+cell.Formula != want {
				t.Errorf("%s: %+v, want %s", sheet.Name, cell, want)
			}
		}
	}
}

func TestMetaSurvives(t *testing.T) {
	data := encoded(t)
	resaved, err := xlsxtest.Edit(data, "一!A1=改")
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{data, resaved} {
		book := read(t, data)
		if book.Meta.Get("kind") != "test" || strings.Join(book.Meta.All("unit"), " ") != "甲县 乙县" || book.Meta.Get("none") != "" {
			t.Errorf("%v", book.Meta)
		}
		if len(book.Sheets) != 2 {
			t.Errorf("the hidden worksheet is among %d others", len(book.Sheets))
		}
	}
}

func TestSealed(t *testing.T) {
	data := encoded(t)
	if !workbook.Sealed(data) {
		t.Error("what Encode made is not sealed")
	}
	resaved, err := xlsxtest.Edit(data)
	if err != nil {
		t.Fatal(err)
	}
	edited, err := xlsxtest.Edit(data, "一!A1=改")
	if err != nil {
		t.Fatal(err)
	}
	seal := regexp.MustCompile(`[0-9a-f]{64}`)
	forged, err := xlsxtest.Repack(edited, func(name string, content []byte) []byte {
		if name == workbook.SealPart {
			return seal.ReplaceAll(content, []byte(strings.Repeat("0", 64)))
		}
		return content
	})
	if err != nil {
		t.Fatal(err)
	}
	other, err := xlsxtest.Build("== 表\nx")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"saved again": resaved, "edited": edited, "forged": forged, "another's": other, "none": []byte("x")} {
		if workbook.Sealed(data) {
			t.Errorf("%s counts as sealed", name)
		}
	}
}

func TestNobodyIsNamedInTheProperties(t *testing.T) {
	const core = `<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>题</dc:title><dc:creator>qeval</dc:creator></cp:coreProperties>`
	_, err := xlsxtest.Repack(encoded(t), func(name string, content []byte) []byte {
		if strings.HasPrefix(name, "docProps/") && bytes.Contains(content, []byte("xuri")) {
			t.Errorf("%s: %s", name, content)
		}
		if name == corePart && string(content) != core {
			t.Errorf("%s: %s", name, content)
		}
		return content
	})
	if err != nil {
		t.Fatal(err)
	}
}
