package report

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/goldentest"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/typeset"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

func sample(t testing.TB) *assess.Result {
	table := tabletest.Sample(t)
	return assess.Run(table, scoretest.SampleSet(table))
}

func wideReport(t testing.TB, open bool) *Report {
	table, r := tabletest.Wide(t), sampleReport(t)
	r.Result, r.Sheets = assess.Run(table, scoretest.WideSet(table, open)), r.Sheets[:1]
	if open {
		r.Departments = scoretest.Submissions()[:2]
	}
	return r
}

// sampleReport is the sample with its sources.
func sampleReport(t testing.TB) *Report {
	result := sample(t)
	return &Report{
		Result: result, Date: "2031年3月1日", Version: "v1",
		Sheets: []*scoresheet.Sheet{
			{At: diag.Position{File: "甲.xlsx"}, Department: "甲局", Units: []string{"东县", "=1+1", "南县"}, SHA256: strings.Repeat("a", 64)},
			{At: diag.Position{File: "乙.xlsx"}, Department: "乙局", Units: []string{"东县", "南县"}, SHA256: strings.Repeat("b", 64)},
		},
		Name: func(file string) string { return "收到/" + file },
	}
}

// provisionalReport is the sample while scores are missing.
func provisionalReport(t testing.TB) *Report {
	table, r := tabletest.Sample(t), sampleReport(t)
	r.Result, r.Departments = assess.Run(table, scoretest.ProvisionalSet(table)), scoretest.Submissions()
	return r
}

// made is a document that must have been made.
func made(t testing.TB, data []byte, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// dumped is a document as text.
func dumped(t testing.TB, data []byte, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	dump, err := xlsxtest.Dump(data)
	if err != nil {
		t.Fatal(err)
	}
	return dump
}

// documents are everything that is made from the sample.
func documents(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	add := func(name string) func(data []byte, err error) {
		return func(data []byte, err error) { out[name] = made(t, data, err) }
	}
	r := sampleReport(t)
	add("report")(r.Workbook())
	add("circular")(r.Circular(false))
	add("circular-roster")(r.Circular(true))
	for i, u := range r.Units {
		add(fmt.Sprint("feedback", i+1))(r.Feedback(u))
	}
	r.Draft = true
	add("draft-report")(r.Workbook())
	add("draft-feedback1")(r.Feedback(r.Units[0]))
	add("draft-feedback2")(r.Feedback(r.Units[1])) // which is vetoed
	add("provisional-report")(provisionalReport(t).Workbook())
	wide := wideReport(t, false)
	add("wide-report")(wide.Workbook())
	add("wide-feedback1")(wide.Feedback(wide.Roster()[0]))
	add("wide-feedback2")(wide.Feedback(wide.Roster()[1]))
	add("provisional-wide-report")(wideReport(t, true).Workbook())
	return out
}

func TestTheDocuments(t *testing.T) {
	hash := regexp.MustCompile(`[0-9a-f]{64}`)
	for name, data := range documents(t) {
		if name != "draft-report" { // a report with a few words more
			goldentest.Compare(t, name+".txt", hash.ReplaceAllString(dumped(t, data, nil), "HASH"))
		}
	}
}

func TestDocumentsAreTheSameBytesSealedAndKnown(t *testing.T) {
	first := documents(t)
	for range 10 {
		for name, data := range documents(t) {
			if !bytes.Equal(first[name], data) {
				t.Fatal(name, ": two runs differ")
			}
		}
	}
	for name, data := range first {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		resaved, err := xlsxtest.Edit(data, f.GetSheetList()[0]+"!A30=改")
		if err != nil {
			t.Fatal(err)
		}
		for state, data := range map[string][]byte{"as written": data, "saved again": resaved} {
			book, list := workbook.Read("x", data)
			if book == nil || !docmeta.Of(book).Kind.IsOther() {
				t.Errorf("%s %s is not known as the program's: %v", name, state, list)
			}
			if sealed := workbook.Sealed(data); sealed != (state == "as written") {
				t.Errorf("%s %s: sealed %v", name, state, sealed)
			}
		}
	}
}

// formulas calls visit for every formula of a workbook.
func formulas(t testing.TB, data []byte, visit func(c workbook.Cell)) {
	t.Helper()
	book, list := workbook.Read("x", data)
	if book == nil {
		t.Fatal(list)
	}
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				if c.Formula != "" {
					visit(c)
				}
			}
		}
	}
}

// TestEveryFormulaHasItsStoredValue, as a number wherever it is one: previews
// show what is stored.
func TestEveryFormulaHasItsStoredValue(t *testing.T) {
	texts := regexp.MustCompile(`^(|好|中|差|是|否|项四|各单位.*|失分[0-9.]+＋减分[0-9.]+＋总分-?[0-9.]+＝100.00)$`)
	count := 0
	formulas(t, documents(t)["report"], func(c workbook.Cell) {
		count++
		isNumber := c.Kind == workbook.Number || c.Kind == workbook.Percent
		if !isNumber && !texts.MatchString(c.Text) {
			t.Errorf("%s is %q, which is no number", c.At, c.Text)
		}
	})
	if count < 150 {
		t.Errorf("only %d formulas", count)
	}
}

// TestSumsAreRoundedBeforeTheyDecide looks at every formula that adds, subtracts,
// divides or compares.
func TestSumsAreRoundedBeforeTheyDecide(t *testing.T) {
	reference := `(?:'[^']+'!)?\$?[A-Z]+\$?[0-9]+(?::\$?[A-Z]+\$?[0-9]+)?`
	rounded := regexp.MustCompile(`ROUND\((?:0|SUM\(` + reference + `\)|COUNT\(` + reference + `\)\*` + reference + `|(?:0-)?` + reference + `(?:[+-]` + reference + `)*),2\)`)
	quotients := regexp.MustCompile(`ROUND\((?:(?:R|` + reference + `)/(?:R|COUNT\(` + reference + `\)|` + reference + `)|` + reference + `-` + reference + `),4\)`)
	computes := regexp.MustCompile(`SUM\(|[A-Z]+\$?[0-9]+\)?[-+*/]|[-+*/]\$?[A-Z]+\$?[0-9]|` + reference + `(?:<>|[<>]=?)(?:[^"<>=]|$)`) // texts need no rounding
	for _, name := range []string{"report", "feedback1", "wide-report", "wide-feedback1"} {
		formulas(t, documents(t)[name], func(c workbook.Cell) {
			bare := quotients.ReplaceAllString(rounded.ReplaceAllString(c.Formula, "R"), "R")
			// These compare grades, names, and totals that are rounded where they stand.
			if strings.Contains(bare, "MATCH(") || strings.Contains(bare, "SUMPRODUCT((") {
				return
			}
			if computes.MatchString(bare) {
				t.Errorf("%s is not rounded: %s, apart from what is: %s", c.At, c.Formula, bare)
			}
		})
	}
}

// TestScoresLeadToTheirSources: behind each score of 得分明细 is the row with its
// unit, its code and its value, and the cell that it came from.
func TestScoresLeadToTheirSources(t *testing.T) {
	r := sampleReport(t)
	data := documents(t)["report"]
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(detailName)
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for i, row := range rows {
		k := r.Table.Index(row[0])
		if k < 0 {
			continue
		}
		for n, u := range r.Units {
			cell := workbook.Ref(detailLead+1+n, i+1)
			linked, target, err := f.GetCellHyperLink(detailName, cell)
			_, at, ok := strings.Cut(target, "!A")
			if err != nil || !linked || !ok {
				t.Fatalf("%s leads to %q, %v", cell, target, err)
			}
			links++
			var got []string
			for _, column := range "ABCDEG" {
				value, err := f.GetCellValue(sourcesName, string(column)+at)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, value)
			}
			e := u.Scores[k]
			want := []string{r.Name(e.At.File), e.At.Worksheet, e.At.Cell(), u.Name, row[0], row[detailLead+n]}
			if !slices.Equal(got, want) {
				t.Errorf("%s leads to %q, want %q", cell, got, want)
			}
		}
	}
	if links != 15 {
		t.Errorf("%d links", links)
	}
}

// TestEveryPageIsMarked of a draft and of a provisional report, and no other.
func TestEveryPageIsMarked(t *testing.T) {
	for name, data := range documents(t) {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, sheet := range f.GetSheetList() {
			if sheet == workbook.MetaSheet {
				continue
			}
			printed, err := f.GetHeaderFooter(sheet)
			if err != nil {
				t.Fatal(err)
			}
			title, err := f.GetCellValue(sheet, "A1")
			if err != nil {
				t.Fatal(err)
			}
			for kind, mark := range map[string]string{"draft": "征求意见稿", "provisional": "阶段性结果（评分未齐，非最终结果）"} {
				for what, text := range map[string]string{"header": printed.OddHeader, "title": title} {
					if got, want := strings.Contains(text, mark), strings.HasPrefix(name, kind); got != want {
						t.Errorf("%s %s: the %s is %q", name, sheet, what, text)
					}
				}
			}
		}
	}
}

// TestAFeedbackNamesNoOtherUnit, whatever departments have written.
func TestAFeedbackNamesNoOtherUnit(t *testing.T) {
	r := sampleReport(t)
	for i, u := range r.Units {
		dump := dumped(t, documents(t)[fmt.Sprint("feedback", i+1)], nil)
		for _, other := range r.Units {
			if got := strings.Contains(dump, other.Name); got != (other.Name == u.Name) {
				t.Errorf("the feedback of %s has %s: %v", u.Name, other.Name, got)
			}
		}
	}
}

func TestNamesAreHiddenWholly(t *testing.T) {
	found := newMentions([]string{"绛县", "新绛县", "夏县", "盐湖区", "甲", "高新区", "永和县", "永和区", "东", "东县", "A(1)区"})
	for _, test := range []struct{ own, text, want string }{
		{"绛县", "绛县与新绛县、夏县", "绛县与〔其他单位〕、〔其他单位〕"},
		{"新绛县", "绛县与新绛县", "〔其他单位〕与新绛县"},
		{"夏县", "甲乙丙", "甲乙丙"}, // one character is not only a name
		{"夏县", "夏 县好，盐\n湖　区差，盐湖也差", "夏 县好，〔其他单位〕差，〔其他单位〕也差"},
		{"绛县", "夏\u200b县、夏\u0085县、夏\v县", "〔其他单位〕、〔其他单位〕、〔其他单位〕"},
		{"新绛县", "新绛与盐湖", "新绛与〔其他单位〕"},
		{"夏县", "高新技术企业在高新区", "高新技术企业在〔其他单位〕"}, // the word for a zone is not its name
		{"永和区", "永和好", "永和好"},                 // it may mean this unit
		{"夏县", "永和好", "〔其他单位〕好"},
		{"东县", "东县的东边", "东县的东边"},
		{"夏县", "A(1)区和A1区", "〔其他单位〕和A1区"},
	} {
		if got, _ := found.hide(test.text, test.own); got != test.want {
			t.Errorf("for %s %q becomes %q, want %q", test.own, test.text, got, test.want)
		}
	}
	reasons := []scores.Reason{{Text: "夏县", Evidence: "夏县台账"}}
	e := found.entry(scores.Entry{Unit: "绛县", Note: "除夏县外都扣", Reasons: reasons})
	if e.Note != "除〔其他单位〕外都扣" || e.Reasons[0] != (scores.Reason{Text: "〔其他单位〕", Evidence: "〔其他单位〕台账"}) || reasons[0].Text != "夏县" {
		t.Errorf("%+v, of %+v", e, reasons)
	}
	if shown, _ := newMentions([]string{"甲"}).hide("甲乙", "乙"); shown != "甲乙" {
		t.Error(shown)
	}
	if shown, _ := newMentions([]string{"盐湖", "盐湖区"}).hide("盐湖", "盐湖区"); shown != otherUnit {
		t.Error("a name is not another unit's short one:", shown)
	}
	if shown, _ := newMentions([]string{"夏　县"}).hide("夏县", "绛县"); shown != otherUnit {
		t.Error(shown)
	}
}

// TestHiddenNamesAreWarnedOf once a place, with every name that is hidden there.
func TestHiddenNamesAreWarnedOf(t *testing.T) {
	r := sampleReport(t)
	full := &r.Units[0].Scores[4] // 否, so that no feedback tells of it
	full.Note, full.NoteAt = "南县", diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 8, Row: 99}
	r.Units[1].Scores[0].Reasons = []scores.Reason{{Text: "见", Evidence: "东 县台账", At: diag.Position{File: "甲.xlsx", Worksheet: "扣分说明", Col: 3, Row: 9}}}
	var got []string
	for _, d := range r.Mentions() {
		got = append(got, d.Position.String()+" "+d.Text("units", msg.Chinese))
	}
	want := []string{"甲.xlsx:评分表!H5 南县", "甲.xlsx:扣分说明!C4 南县", "甲.xlsx:扣分说明!C6 =1+1", "甲.xlsx:扣分说明!C9 东县"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFeedbackNamesAreValidAndUnique(t *testing.T) {
	table := tabletest.Sample(t)
	got := FeedbackNames(table, []string{"东县", "a/b", "A:B", "=1+1", "尾. ", strings.Repeat("长", 300)}, false)
	want := []string{
		"2030年考核反馈-东县.xlsx", "2030年考核反馈-a_b.xlsx", "2030年考核反馈-A_B（2）.xlsx", "2030年考核反馈-=1+1.xlsx",
		"2030年考核反馈-尾.xlsx", "2030年考核反馈-" + strings.Repeat("长", 33) + ".xlsx",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := FeedbackNames(table, []string{"东县"}, true)[0]; got != "2030年考核反馈（征求意见稿）-东县.xlsx" {
		t.Error(got)
	}
}

// oddReport has n units of which each gets what of gives, and a table whose
// names want to be something else.
func oddReport(t testing.TB, n int, of func(unit, criterion int) indicator.Points) *Report {
	t.Helper()
	criteria := [][]string{{"2030年\"考核\"指标"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"}}
	for i := range 20 {
		row := []string{"", "", fmt.Sprintf("第%d条（5分）", i), "甲'局", ""}
		if i%10 == 0 {
			row[0], row[1] = fmt.Sprintf("类<%d>&'\"", i/10), "项"
		}
		criteria = append(criteria, row)
	}
	table, err := indicator.FromRows(append(criteria, []string{"减分项", "项", "减（2分）", "乙\"局", ""}, []string{"否决项", "\"一\"", "一律为差等次。", "乙\"局", ""}),
		[][]string{{"等次", "下限"}, {"\"好\"", "80"}, {"差", ""}}, [][]string{{"被考核单位"}})
	if err != nil {
		t.Fatal(err)
	}
	set := &scores.Set{}
	for i := range n {
		var entries []scores.Entry
		for k := range table.Criteria {
			entries = append(entries, scores.Entry{Criterion: k, Unit: fmt.Sprintf("A&%d", i), State: scores.Valid, Points: of(i, k),
				At: diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6 + i, Row: 5 + k}})
		}
		set.Units, set.Scores = append(set.Units, entries[0].Unit), append(set.Scores, entries)
	}
	r := sampleReport(t)
	r.Result = assess.Run(table, set)
	return r
}

// find is the text of a document's dump between two others.
func find(t testing.TB, dump, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(dump, from)
	part, _, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("there is no %q or no %q in\n%s", from, to, dump)
	}
	return part
}

// TestOddNamesAndManyUnits: names stay what they are in formulas and charts, and
// what does not fit a page or would take too long is left out.
func TestOddNamesAndManyUnits(t *testing.T) {
	thorough.Sequential(t)
	full := func(unit, criterion int) indicator.Points {
		if criterion < 20 {
			return 5_00
		}
		return 0
	}
	for _, n := range []int{1, onePage, onePage + 1} {
		data, err := oddReport(t, n, full).Workbook()
		dump := dumped(t, data, err)
		if got := strings.Contains(find(t, dump, "== 汇总\n", "\n"), "1 high"); got != (n <= onePage) {
			t.Errorf("%d units: one page %v", n, got)
		}
		if got := strings.Contains(find(t, dump, `	=IF(OR(SUMPRODUCT((`, "\n"), "{"); got != (n <= onePage) && n > 1 {
			t.Errorf("%d units: the warning knows each unit: %v", n, got)
		}
		if !strings.Contains(dump, `IF(OR(ROUND(0,2)<>ROUND(`) {
			t.Errorf("%d units: a ledger without lines", n)
		}
		if got := strings.Contains(dump, "== chart\ntx\t[\"类<0>&'\\\"\"]"); got != (n <= maxBars) {
			t.Errorf("%d units: chart %v", n, got)
		}
		if !strings.Contains(dump, `CHOOSE(MAX(IF(ROUND(G`) || !strings.Contains(dump, `,"""好""","差")`) {
			t.Errorf("%d units: a grade with quotes", n)
		}
		if hints := strings.Count(dump, hintFull+`"	=IF(`); hints != map[bool]int{true: 0, false: 2}[n == 1] {
			t.Errorf("%d units: %d hints that all have full marks", n, hints)
		}
	}
	for n, want := range map[int]bool{maxLinks / 22: true, maxLinks/22 + 1: false} {
		if w := (&reportWriter{book: &book{Report: oddReport(t, n, full)}}); w.linked() != want {
			t.Errorf("%d units: links %v", n, !want)
		}
	}
	r := oddReport(t, 2, func(unit, criterion int) indicator.Points { return 1_00 })
	r.Units[0].Scores[21].Points = 0
	data, err := r.Workbook()
	if dump := dumped(t, data, err); strings.Count(dump, hintSame+`"	=IF(`) != 2 || strings.Contains(dump, hintFull+`"	=IF(`) {
		t.Error("all have the same, which is not full marks")
	}
}

// TestTheFormToAskForAReview suggests the codes of the ledger and refuses none.
func TestTheFormToAskForAReview(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(documents(t)["feedback2"]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := f.GetDataValidations(appealName)
	if err != nil || len(list) != 1 || list[0].Formula1 != `"D1.1,B1.1,A1.1,A1.2"` || list[0].Sqref != "B5:B16" || list[0].ShowErrorMessage {
		t.Errorf("%+v, %v", list, err)
	}
}

// TestOtherProgramsFindTheDrawing: exceljs knows no prefix but the usual one.
func TestOtherProgramsFindTheDrawing(t *testing.T) {
	drawings := 0
	_, err := xlsxtest.Repack(documents(t)["report"], func(name string, content []byte) []byte {
		if strings.HasPrefix(name, "xl/worksheets/") {
			drawings += bytes.Count(content, []byte(`<drawing r:id="`))
		}
		return content
	})
	if err != nil || drawings != 1 {
		t.Errorf("%d drawings, %v", drawings, err)
	}
}

// TestNamesOfACircularFitTheirLines, in its larger letters.
func TestNamesOfACircularFitTheirLines(t *testing.T) {
	r := oddReport(t, 60, func(unit, criterion int) indicator.Points { return 0 })
	data, err := r.Circular(true)
	lines := 0
	for text := range strings.Lines(dumped(t, data, err)) {
		if strings.Contains(text, "A&") {
			lines++
			_, names, _ := strings.Cut(strings.TrimSpace(text), "\t")
			if typeset.Lines(strings.Trim(names, `"`), 73*11.0/16) != 1 {
				t.Errorf("%s is too long", text)
			}
		}
	}
	if lines < 5 {
		t.Errorf("%d lines", lines)
	}
}

// TestALedgerOfOneLine is checked by that line alone.
func TestALedgerOfOneLine(t *testing.T) {
	r := oddReport(t, 1, func(unit, criterion int) indicator.Points {
		if criterion > 0 && criterion < 20 {
			return 5_00
		}
		return 0
	})
	data, err := r.Workbook()
	if dump := dumped(t, data, err); !strings.Contains(dump, "ROUND(SUM(H4:I4),2)<>ROUND(H3+I3,2)") {
		t.Error(dump)
	}
}

// TestLongNamesFitTheHeadings: their row is as high as they need.
func TestLongNamesFitTheHeadings(t *testing.T) {
	r := sampleReport(t)
	r.Units[0].Name = "某某经济技术开发区管理委员会"
	data, err := r.Workbook()
	f, err := excelize.OpenReader(bytes.NewReader(made(t, data, err)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range []string{detailName, departmentName} {
		if height, err := f.GetRowHeight(sheet, headings); err != nil || height < 60 {
			t.Errorf("%s: %v, %v", sheet, height, err)
		}
	}
}

// TestEqualLossesStayInTheTablesOrder: Go's unstable sort is stable up to twelve.
func TestEqualLossesStayInTheTablesOrder(t *testing.T) {
	r := oddReport(t, 1, func(unit, criterion int) indicator.Points { return indicator.Points(criterion % 2) })
	last := -1
	for _, l := range r.Ledger(r.Units[0])[:10] {
		if l.Criterion <= last {
			t.Fatalf("%d comes behind %d", l.Criterion, last)
		}
		last = l.Criterion
	}
}

// TestLongReasonsAreShownWhole: in as many rows as it takes, and the sums still
// hold.
func TestLongReasonsAreShownWhole(t *testing.T) {
	r := oddReport(t, 2, func(unit, criterion int) indicator.Points { return 1_00 })
	long := strings.Repeat("长原因，", 9000)
	r.Units[0].Scores[3].Reasons = []scores.Reason{{Text: "短", Evidence: strings.Repeat("据", 500)}, {Text: long}}
	for name, make := range map[string]func() ([]byte, error){
		"report": r.Workbook, "feedback": func() ([]byte, error) { return r.Feedback(r.Units[0]) },
	} {
		data, err := make()
		if err != nil {
			t.Fatal(err)
		}
		book, _ := workbook.Read("x", data)
		var text, evidence string
		rows := 0
		for _, sheet := range book.Sheets {
			if sheet.Name != ledgerName {
				continue
			}
			for _, row := range sheet.Rows {
				of := map[int]string{}
				for _, c := range row.Cells {
					of[c.At.Col] = c.Text
				}
				if of[3] != "A1.4" || of[1] == "A&1" {
					continue
				}
				rows++
				if kind := of[1] + of[2]; (rows > 1) != strings.Contains(kind, kindMore) {
					t.Errorf("%s: row %d is of the kind %s", name, rows, kind)
				}
				text, evidence = text+of[10], evidence+of[11]
			}
		}
		if want := "1. 短\n2. " + long; text != want || evidence != "1. "+strings.Repeat("据", 500) || rows < 50 {
			t.Errorf("%s: %d rows, %d of %d characters, %s", name, rows, len(text), len(want), evidence)
		}
	}
	if pieces := pieces("", 10); len(pieces) != 1 {
		t.Error(pieces)
	}
}

// TestATableWithoutDeductionsAndVetoes has formulas that Excel takes, too.
func TestATableWithoutDeductionsAndVetoes(t *testing.T) {
	table := tabletest.Sample(t)
	set := scoretest.SampleSet(table)
	table.Criteria = table.Criteria[:3]
	r := sampleReport(t)
	r.Result = assess.Run(table, set)
	data, err := r.Workbook()
	dump := dumped(t, data, err)
	if strings.Contains(dump, "()") || !strings.Contains(dump, "=ROUND(0,2)") {
		t.Errorf("%s", dump)
	}
}

func TestFileName(t *testing.T) {
	for _, c := range []struct {
		draft, provisional bool
		want               string
	}{
		{false, false, "2030年考核汇总.xlsx"}, {true, false, "2030年考核汇总（征求意见稿）.xlsx"}, {false, true, "2030年考核汇总（评分未齐）.xlsx"},
	} {
		if got := FileName(tabletest.Sample(t), c.draft, c.provisional); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func BenchmarkWorkbook(b *testing.B) {
	r := oddReport(b, 13, func(unit, criterion int) indicator.Points { return indicator.Points(unit * 7) })
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Workbook(); err != nil {
			b.Fatal(fmt.Sprint(err))
		}
	}
}

// TestListsKeepNamesWhole and every name once.
func TestListsKeepNamesWhole(t *testing.T) {
	var names []string
	for i := range 100 {
		names = append(names, fmt.Sprintf("第%d县", i))
	}
	lines := listed("共100个：", names, 40)
	for _, line := range lines {
		if typeset.Lines(line, 40) != 1 {
			t.Errorf("%s does not fit", line)
		}
	}
	if got, want := strings.Join(lines, ""), "共100个："+strings.Join(names, "、"); got != want || len(lines) < 10 {
		t.Errorf("%d lines: %s", len(lines), got)
	}
}
