package report

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// readBack reads a report that must be one.
func readBack(t rapid.TB, table *indicator.Table, data []byte) (*Report, *workbook.Outline) {
	book, list := workbook.OutlineOf("汇总.xlsx", data)
	if book == nil {
		t.Fatal(list)
	}
	r, list := Read(book, table)
	if r == nil {
		t.Fatalf("%v", list[0].Message(msg.English))
	}
	return r, book
}

// TestReadIsTheReverseOfWorkbook: a report that was read back is written again as
// the same bytes, whatever the sheets said.
func TestReadIsTheReverseOfWorkbook(t *testing.T) {
	tables := tabletest.Both(t)
	texts := rapid.SampledFrom([]string{"", "原因", "两行\n原因", "1. 编号", "=1+1", "无", string(bytes.Repeat([]byte("长"), 900))})
	thorough.Check(t, func(t *rapid.T) {
		table := rapid.SampledFrom(tables).Draw(t, "table")
		set := scoretest.Draw(t, table, 2)
		open := rapid.Bool().Draw(t, "provisional")
		if open {
			scoretest.Open(t, table, set)
		}
		for _, entries := range set.Scores {
			for k := range entries {
				if entries[k].State != scores.Valid {
					continue
				}
				entries[k].Note = texts.Draw(t, "note")
				for range rapid.IntRange(0, 2).Draw(t, "reasons") {
					reason := scores.Reason{Text: texts.Draw(t, "reason"), Evidence: texts.Draw(t, "evidence")}
					if reason.Text+reason.Evidence != "" {
						entries[k].Reasons = append(entries[k].Reasons, reason)
					}
				}
			}
		}
		r := &Report{
			Result: assess.Run(table, set), Name: func(file string) string { return "收到/" + file },
			Sheets:  []*scoresheet.Sheet{{At: diag.Position{File: "甲.xlsx"}, Department: "局", SHA256: "0123456789abcdef"}},
			Version: "v1", Date: rapid.SampledFrom([]string{"", "2023年3月1日"}).Draw(t, "date"), Draft: rapid.Bool().Draw(t, "draft"), Given: rapid.Bool().Draw(t, "given"),
		}
		r.Departments = (&scoresheet.Set{Set: *set, Sheets: r.Sheets}).Submissions(table, nil, false)
		data, err := r.Workbook()
		if err != nil {
			t.Fatal(err)
		}
		again, _ := readBack(t, table, data)
		second, err := again.Workbook()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, second) {
			t.Fatal("other bytes")
		}
		if r.Complete() && len(assess.Diff(r.Result, again.Result)) > 0 {
			t.Fatal("another result")
		}
	})
}

// held compares a report with what r says it should be: the codes and cells of the
// differences.
func held(t testing.TB, r *Report, data []byte) []string {
	t.Helper()
	v, err := r.Verify("汇总.xlsx", data, BySheets)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, d := range v.List.Sorted() {
		found = append(found, string(d.Code)+" "+d.Worksheet+"!"+d.Cell())
	}
	return found
}

// TestVerifyFindsWhatWasChanged, one thing at a time and of every kind, and nothing
// else.
func TestVerifyFindsWhatWasChanged(t *testing.T) {
	thorough.Sequential(t)
	for name, r := range map[string]*Report{"complete": sampleReport(t), "provisional": provisionalReport(t), "wide": wideReport(t, false)} {
		data, err := r.Workbook()
		data = made(t, data, err)
		if found := held(t, r, data); len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
	}
	r := sampleReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	for _, c := range []struct{ name, cell, content, want string }{
		{"a score", "得分明细!G3", "<v>30.11</v>", "Q521 得分明细!G3"},
		{"a score in the sixteenth digit", "得分明细!G3", "<v>30.100000000000001</v>", ""},
		{"a score as text", "得分明细!G3", "30.1", "Q521 得分明细!G3"},
		{"a veto", "得分明细!G9", "是", "Q521 得分明细!G9"},
		{"a total retyped", "汇总!G3", "<v>81</v>", "Q521 汇总!G3 Q522 汇总!G3"},
		{"a formula with the same value", "汇总!G3", "<f>80.5</f><v>80.5</v>", "Q522 汇总!G3"},
		{"a formula as others write it", "汇总!G3", "<f>得分明细!g14</f><v>80.5</v>", ""},
		{"a formula that is gone", "汇总!G3", "<v>80.5</v>", "Q522 汇总!G3"},
		{"a grade", "汇总!H4", "好", "Q521 汇总!H4 Q522 汇总!H4"},
		{"a rank", "汇总!A4", "<v>1</v>", "Q521 汇总!A4 Q522 汇总!A4"},
		{"a unit's name", "汇总!B4", "西县", "Q521 汇总!B4"},
		{"a heading", "汇总!G2", "总得分", "Q521 汇总!G2"},
		{"a criterion's points", "得分明细!F3", "<v>36</v>", "Q521 得分明细!F3"},
		{"a criterion's text", "得分明细!D3", "另一条", "Q521 得分明细!D3"},
		{"a title", "汇总!A1", "某市结果", "Q521 汇总!A1"},
		{"a reason", "失分与减分明细!J5", "没有原因", "Q521 失分与减分明细!J5"},
		{"a source", "数据来源!C16", "H5", "Q521 数据来源!C16"},
		{"a note", "数据来源!H16", "另一个备注", "Q521 数据来源!H16"},
		{"a recorded score", "数据来源!G16", "<v>35</v>", "Q521 数据来源!G16"},
		{"an input's hash", "数据来源!B12", strings.Repeat("0", 64), "Q521 数据来源!B12"},
		{"something less", "汇总!B5", "", "Q521 汇总!B5"},
		{"something more", "得分明细!F13", "附注", "Q521 得分明细!F13"},
	} {
		if got := strings.Join(held(t, r, tampered(t, data, c.cell, c.content)), " "); got != c.want {
			t.Errorf("%s: %.300s, want %s", c.name, got, c.want)
		}
	}
	for _, c := range []struct {
		name   string
		change func(f *excelize.File) error
		want   string
	}{
		{"a rank that shows 1", shownAs("汇总!A4", `"1"`), "Q524 汇总!A4"},
		{"a rank that shows 13", shownAs("汇总!A5", `[$1]0`), "Q524 汇总!A5"},
		{"a total in per cent", shownAs("汇总!G3", `0.00%`), "Q524 汇总!G3"},
		{"a grade that shows another", shownAs("汇总!H4", `;;;"好"`), "Q524 汇总!H4"},
		{"a name that shows another", shownAs("汇总!B4", `"西县"@`), "Q521 汇总!B4"},
		{"a hidden row", func(f *excelize.File) error { return f.SetRowVisible("部门评分情况", 6, false) }, "Q521 部门评分情况!A6"},
		{"a hidden column", func(f *excelize.File) error { return f.SetColVisible("汇总", "F", false) }, "Q521 汇总!F2"},
		{"a name struck out", func(f *excelize.File) error {
			id, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
			return errors.Join(err, f.SetCellStyle("汇总", "B4", "B4", id))
		}, "Q521 汇总!B4"},
		{"another order", func(f *excelize.File) error { return f.MoveSheet("汇总", "分析") }, "Q523 汇总!"},
		{"a worksheet of the program's, which is only shown", func(f *excelize.File) error { return f.SetSheetVisible("_qeval", true) }, "Q529 _qeval!"},
		{"what that says", func(f *excelize.File) error { return f.SetCellStr("_qeval", "B3", "别的表") }, "Q523 _qeval!"},
		{"nothing", func(f *excelize.File) error { return nil }, ""},
	} {
		got := held(t, r, resaved(t, data, c.change))
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %.300q, want %s", c.name, got, c.want)
		}
	}
	part := "xl/workbook.xml"
	for want, change := range map[string][2]string{
		"Q523 分析!": {`name="分析"`, `name="分析" state="hidden"`}, "Q523 另!": {`name="分析"`, `name="另"`},
	} {
		edited, err := xlsxtest.Patch(data, part, change[0], change[1])
		if err != nil {
			t.Fatal(err)
		}
		if found := held(t, r, edited); !slices.Contains(found, want) {
			t.Errorf("%.200q, want %s", found, want)
		}
	}
}

// shownAs gives a cell another number format.
func shownAs(cell, code string) func(f *excelize.File) error {
	return func(f *excelize.File) error {
		worksheet, name, _ := strings.Cut(cell, "!")
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		return errors.Join(err, f.SetCellStyle(worksheet, name, name, id))
	}
}

// resaved is a report that was changed in a program and saved again.
func resaved(t testing.TB, data []byte, change func(f *excelize.File) error) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestVerifyKnowsTheFileItself, and tells it from one with the same cells.
func TestVerifyKnowsTheFileItself(t *testing.T) {
	r := sampleReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	other := resaved(t, data, func(*excelize.File) error { return nil })
	for _, c := range []struct {
		data []byte
		want bool
	}{{data, true}, {other, false}} {
		v, err := r.Verify("汇总.xlsx", c.data, BySheets)
		if err != nil || len(v.List) > 0 || v.Identical != c.want {
			t.Errorf("%v, %v: %t, want %t", err, v.List, v.Identical, c.want)
		}
	}
}

// TestReasonsAreReadOneByOne, as the sheets had them.
func TestReasonsAreReadOneByOne(t *testing.T) {
	for _, list := range [][]scores.Reason{
		{{Text: "甲", Evidence: "一号"}, {Text: "乙"}, {Evidence: "三号"}}, {{Text: "甲\n2. 第二行"}}, {{Text: "1. 甲"}}, {{Text: "12. 甲", Evidence: "3. 乙"}},
		{{Text: "甲\n续"}, {Text: "乙"}},
	} {
		text, evidence := explained(list)
		got := separate([]scores.Reason{{Text: text, Evidence: evidence}})
		if again, proof := explained(got); again != text || proof != evidence || len(list) > 1 && !slices.Equal(got, list) {
			t.Errorf("%q becomes %q", list, got)
		}
	}
}

// TestVerifyFindsAMark that was taken off a score or put on it: by the sheets, and
// by the report alone where it contradicts what 数据来源 has.
func TestVerifyFindsAMark(t *testing.T) {
	r := wideReport(t, false)
	data, err := r.Workbook()
	data = made(t, data, err)
	for _, c := range []struct{ cell, like, alone string }{
		{"得分明细!G4", "得分明细!H4", "Q521 得分明细!G4"},
		{"得分明细!H4", "得分明细!G4", "Q521 得分明细!H4"},
		{"失分与减分明细!G4", "失分与减分明细!G6", "Q524 失分与减分明细!G4"},
		{"数据来源!G24", "数据来源!G17", "Q521 得分明细!G4"},
		{"数据来源!G17", "数据来源!G24", "Q521 得分明细!H4"},
	} {
		changed := restyled(t, data, c.cell, c.like)
		if got := held(t, r, changed); len(got) != 1 || !strings.HasSuffix(got[0], " "+c.cell) {
			t.Errorf("%s: %q", c.cell, got)
		}
		again, _ := readBack(t, r.Table, changed)
		if got := held(t, again, changed); !slices.Contains(got, c.alone) {
			t.Errorf("%s by itself: %q, want %s", c.cell, got, c.alone)
		}
	}
	for _, other := range []string{"0.00&quot;*&quot;", "&quot;25.00※&quot;", "0.00"} {
		changed, err := xlsxtest.Patch(data, "xl/styles.xml", "0.00&(quot|#34);※&(quot|#34);", other)
		if err != nil || bytes.Equal(changed, data) {
			t.Fatal(err)
		}
		if got := held(t, r, changed); strings.Join(got, " ") != "Q524 失分与减分明细!G4 Q521 得分明细!G4 Q521 数据来源!G24" {
			t.Errorf("%s: %q", other, got)
		}
	}
}

// TestOnlyFullPointsAreMarked: the record of a score that does not apply has all its
// points, and the criterion the rule for it.
func TestOnlyFullPointsAreMarked(t *testing.T) {
	table := tabletest.Wide(t)
	marked := func(c indicator.Criterion, value string) bool {
		r := reader{table: table, kind: docmeta.Report}
		return r.read(&scores.Entry{}, c, workbook.Cell{Kind: workbook.ShownDifferently, Text: value, Mark: markNA})
	}
	for _, c := range table.Criteria {
		if c.Kind() == indicator.Score && marked(c, c.Points.String()) != c.FullIfNA {
			t.Errorf("%s with all its points: %t", c.Code, !c.FullIfNA)
		}
		if c.Kind() == indicator.Score && marked(c, (c.Points-1).String()) {
			t.Errorf("%s is marked with less", c.Code)
		}
	}
}

// restyled is a report in which one cell looks like another.
func restyled(t testing.TB, data []byte, cell, like string) []byte {
	t.Helper()
	worksheet, name, _ := strings.Cut(cell, "!")
	_, other, _ := strings.Cut(like, "!")
	style := ""
	_, err := xlsxtest.Repack(data, func(part string, content []byte) []byte {
		if m := regexp.MustCompile(`<c r="` + other + `" s="([0-9]+)"`).FindSubmatch(content); m != nil && part == partOf(worksheet) {
			style = string(m[1])
		}
		return content
	})
	if err != nil {
		t.Fatal(err)
	}
	changed, err := xlsxtest.Patch(data, partOf(worksheet), `<c r="`+name+`" s="[0-9]+"`, `<c r="`+name+`" s="`+style+`"`)
	if err != nil || bytes.Equal(changed, data) {
		t.Fatal(cell, err)
	}
	return changed
}

// partOf is the part of a report that is a worksheet.
func partOf(worksheet string) string {
	sheets := []string{"汇总", "_qeval", "得分明细", "部门评分情况", "失分与减分明细", "分析", "数据来源"}
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", 1+slices.Index(sheets, worksheet))
}

// tampered is a report in which one cell has another content: elements, or a text.
func tampered(t testing.TB, data []byte, cell, content string) []byte {
	t.Helper()
	worksheet, name, _ := strings.Cut(cell, "!")
	kind := ""
	if !strings.HasPrefix(content, "<") && content != "" {
		kind, content = ` t="str"`, "<v>"+content+"</v>"
	}
	edited, err := xlsxtest.Patch(data, partOf(worksheet), `(?s)<c r="`+name+`"( s="[0-9]+")?[^>]*?(?:/>|>.*?</c>)`, `<c r="`+name+`"$1`+kind+`>`+content+`</c>`)
	if err != nil || bytes.Equal(edited, data) {
		t.Fatal(cell, err)
	}
	return edited
}

// TestVerifyMissesNoCell: whichever cell has another text or formula is found, and
// it alone.
func TestVerifyMissesNoCell(t *testing.T) {
	thorough.Sequential(t)
	for name, r := range map[string]*Report{"complete": sampleReport(t), "provisional": provisionalReport(t)} {
		v, book := verifierOf(t, r)
		v.compareBooks(book)
		if len(v.List) > 0 {
			t.Fatalf("%s: %v", name, v.List)
		}
		for _, sheet := range book.Sheets {
			for _, row := range sheet.Rows {
				for i, c := range row.Cells {
					at := c.At
					row.Cells[i] = []workbook.Cell{
						{At: at, Kind: c.Kind, Text: c.Text + "1", Formula: c.Formula, Shown: c.Shown, Look: c.Look},
						{At: at, Kind: c.Kind, Text: c.Text, Formula: c.Formula + "+0", Shown: c.Shown, Look: c.Look},
						{At: at, Kind: c.Kind, Text: c.Text, Formula: c.Formula, Shown: "7", Look: c.Look},
					}[(at.Row+at.Col)%3]
					v.List, v.count = nil, map[diag.Code]int{}
					v.compareBooks(book)
					if len(v.List) != 1 || v.List[0].Position != at {
						t.Fatalf("%s: %v has another content, and %v is found", name, at, v.List)
					}
					row.Cells[i] = c
				}
			}
		}
	}
}

// verifierOf is what holds a report against itself, and a copy of its workbook.
func verifierOf(t testing.TB, r *Report) (*verifier, *workbook.Outline) {
	t.Helper()
	w := r.consolidate()
	data, err := w.encode(w.title())
	if err != nil {
		t.Fatal(err)
	}
	want, _ := workbook.OutlineOf("汇总.xlsx", data)
	book, _ := workbook.ReadWhole("汇总.xlsx", data) // which has its cells
	return &verifier{reportWriter: w, Verified: Verified{Basis: BySheets}, want: want, rows: map[string][]workbook.Row{}, place: placesOf(r.Units), count: map[diag.Code]int{}}, &workbook.Outline{Book: book}
}

// TestWhereADifferenceComesFrom: a cell that shows a score names the sheet's.
func TestWhereADifferenceComesFrom(t *testing.T) {
	v, _ := verifierOf(t, sampleReport(t))
	for cell, want := range map[string]string{
		"得分明细!G3": "（甲.xlsx:评分表!F5）", "得分明细!G5": "", "得分明细!D3": "", "汇总!G3": "", "失分与减分明细!G4": "（乙.xlsx:评分表!F7）",
		"失分与减分明细!J5": "（甲.xlsx:评分表!F5）", "数据来源!G16": "（甲.xlsx:评分表!F5）", "数据来源!B2": "",
	} {
		worksheet, name, _ := strings.Cut(cell, "!")
		col, row, _ := workbook.Place(name)
		if got := v.origin(diag.Position{File: "汇总.xlsx", Worksheet: worksheet, Col: col, Row: row}).In(msg.Chinese); got != want {
			t.Errorf("%s comes from %q, want %q", cell, got, want)
		}
	}
}

// TestReadRefuses what is no report of this format and table, and one whose record
// was altered.
func TestReadRefuses(t *testing.T) {
	r := sampleReport(t)
	data, err := r.Workbook()
	data = made(t, data, err)
	circular, err := r.Circular(false)
	circular = made(t, circular, err)
	for _, c := range []struct {
		name string
		data []byte
		edit string
		want string
	}{
		{"a circular", circular, "结果!A20=x", "Q501 !"},
		{"another format", data, "_qeval!B2=9", "Q502 !"},
		{"another table", data, "_qeval!B4=0a0b", "Q503 !"},
		{"no record", data, "数据来源=-", "Q523 数据来源!"},
		{"another unit", data, "数据来源!D18=西县", "Q504 数据来源!D18"},
		{"the first unit's name", data, "数据来源!D16=西县", "Q504 数据来源!D16"},
		{"another code", data, "数据来源!E17=A1.1", "Q504 数据来源!E17"},
		{"a negative score", data, "数据来源!G16=-1", "Q504 数据来源!G16"},
		{"no score", data, "数据来源!G16=", "Q504 数据来源!G16"},
		{"a date", data, "数据来源!B6=经复核", "Q504 数据来源!B6"},
		{"no draft", data, "数据来源!B7=不是", "Q504 数据来源!B7"},
		{"another file", data, "数据来源!A16=别的.xlsx", "Q504 数据来源!A16"},
		{"a score above the points", data, "数据来源!G16=35.01", "Q504 数据来源!G16"},
		{"a score as text", data, "数据来源!G16='30.1", "Q504 数据来源!G16"},
		{"an answer", data, "数据来源!G20=有", "Q504 数据来源!G20"},
	} {
		edited, err := xlsxtest.Edit(c.data, c.edit)
		if err != nil {
			t.Fatal(err)
		}
		book, list := workbook.OutlineOf("汇总.xlsx", edited)
		if book == nil {
			t.Fatal(list)
		}
		read, list := Read(book, r.Table)
		if read != nil || string(list[0].Code)+" "+list[0].Worksheet+"!"+list[0].Cell() != c.want {
			t.Errorf("%s: %v, want %s", c.name, list, c.want)
		}
	}
}
