package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file under testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), -update rewrites it:\n%s", name, diff)
	}
}

func smallTable(t testing.TB) *indicator.Table {
	t.Helper()
	table, err := indicator.Parse([][]string{
		{"2030年考核指标"}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{"类一", "项一", "甲（35分）", "甲局", "注"}, {"", "", "乙（25分）", "", ""},
		{"类二", "项二", "丙（40分）", "乙局", ""},
		{"减分项", "项三", "丁（2.5分）", "", ""},
		{"否决项", "项四", "一律为差等次。", "", ""},
	}, [][]string{{"等次", "下限", "依据"}, {"好", "80.5", "某文"}, {"中", "60", "某文"}, {"差", "", "另文"}}, [][]string{{"被考核单位"}, {"东县"}, {"西县"}})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// sampleSet is three units: 东县 on a bound, a tie in points with the vetoed
// 南县, and a unit whose name looks like a formula.
func sampleSet(table *indicator.Table) *scoresheet.Set {
	set := &scoresheet.Set{
		Units: []string{"东县", "=1+1", "南县"},
		Departments: []scoresheet.Submission{
			{Department: "甲局", State: scoresheet.Complete, Files: []string{"甲.xlsx"}},
			{Department: "乙局", State: scoresheet.Partial, Files: []string{"乙1.xlsx", "乙2.xlsx"}},
			{Department: "丙局", State: scoresheet.Missing},
		},
	}
	for i, points := range [][]indicator.Points{{30_10, 20_20, 30_20, 0, 0}, {10_00, 20_05, 30_00, 50, 0}, {30_10, 20_20, 30_20, 0, 1}} {
		var entries []scoresheet.Entry
		for k, p := range points {
			e := scoresheet.Entry{Criterion: k, Unit: set.Units[i], State: scoresheet.Valid, Points: p,
				At: diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6 + i, Row: 5 + k}}
			if table.Criteria[k].Kind() == indicator.Veto {
				e.Points, e.Veto = 0, p == 1
			}
			e.Note, e.Reasons = explanations(e)
			entries = append(entries, e)
		}
		set.Scores = append(set.Scores, entries)
	}
	return set
}

// explanations are what the sheets say of a score: of deductions and vetoes
// why, of one score two things.
func explanations(e scoresheet.Entry) (note string, reasons []scoresheet.Reason) {
	at := func(col, row int) diag.Position {
		return diag.Position{File: "甲.xlsx", Worksheet: "扣分说明", Col: col, Row: row}
	}
	switch {
	case e.Criterion == 0 && e.Unit == "东县":
		return "备注\n两行", []scoresheet.Reason{
			{Text: "抽检“一批”不合格\n已整改", Evidence: "台账1号", At: at(3, 4)}, {Evidence: "文号〔2030〕2号", At: at(1, 5)},
		}
	case e.Criterion == 3 && e.Points > 0, e.Veto:
		return "", []scoresheet.Reason{{Text: "=1+1", At: at(3, 6)}}
	}
	return "", nil
}

func sample(t testing.TB) (*assess.Result, *scoresheet.Set) {
	table := smallTable(t)
	set := sampleSet(table)
	return assess.Run(table, set), set
}

// dumped is the sample's workbook as text.
func dumped(t *testing.T) string {
	t.Helper()
	result, _ := sample(t)
	data, err := Workbook(result)
	if err != nil {
		t.Fatal(err)
	}
	dump, err := xlsxtest.Dump(data)
	if err != nil {
		t.Fatal(err)
	}
	return dump
}

func TestTheWorkbook(t *testing.T) {
	hash := regexp.MustCompile(`[0-9a-f]{64}`)
	golden(t, "report.txt", hash.ReplaceAllString(dumped(t), "HASH"))
}

func TestTheWorkbookIsTheSameBytesSealedAndKnown(t *testing.T) {
	result, _ := sample(t)
	first, err := Workbook(result)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		again, err := Workbook(result)
		if err != nil || !bytes.Equal(first, again) {
			t.Fatal("two runs differ", err)
		}
	}
	resaved, err := xlsxtest.Edit(first, "汇总!A30=改")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"as written": first, "saved again": resaved} {
		book, list := workbook.Read("x", data)
		if book == nil || !scoresheet.IsOther(book) {
			t.Errorf("%s: the report is not known as one: %v", name, list)
		}
		if sealed := workbook.Sealed(data); sealed != (name == "as written") {
			t.Errorf("%s: sealed %v", name, sealed)
		}
	}
}

// TestEveryFigureIsStoredAsANumber: previews show what is stored.
func TestEveryFigureIsStoredAsANumber(t *testing.T) {
	result, _ := sample(t)
	data, err := Workbook(result)
	if err != nil {
		t.Fatal(err)
	}
	book, _ := workbook.Read("x", data)
	formulas := 0
	for _, sheet := range book.Sheets {
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				if c.Formula == "" {
					continue
				}
				formulas++
				isGrade := slices.Contains([]string{"好", "中", "差", "是"}, c.Text)
				if !isGrade && c.Kind != workbook.Number && c.Text != "" {
					t.Errorf("%s is %q, which is no number", c.At, c.Text)
				}
			}
		}
	}
	if formulas < 40 {
		t.Errorf("only %d formulas", formulas)
	}
}

// TestSumsAreRoundedBeforeTheyDecide looks at every formula that adds,
// subtracts or compares.
func TestSumsAreRoundedBeforeTheyDecide(t *testing.T) {
	for line := range strings.Lines(dumped(t)) {
		_, formula, ok := strings.Cut(line, "\t=")
		if !ok {
			continue
		}
		bare := regexp.MustCompile(`ROUND\((SUM\()?[A-Z0-9$:+-]+\)?,2\)`).ReplaceAllString(formula, "R")
		if regexp.MustCompile(`[A-Z]+[0-9]+[+-]|SUM\(`).MatchString(bare) || regexp.MustCompile(`[A-Z]+\$?[0-9]+[<>]=?[0-9A-Z]`).MatchString(bare) {
			t.Errorf("not rounded: %s", line)
		}
	}
}

func TestJSON(t *testing.T) {
	result, set := sample(t)
	list := diag.List{diag.New(diag.UnitAlias, diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6, Row: 4}, "found", "东", "unit", "东县")}
	data, err := JSON(result, set, list, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "result.json", string(data))
	failed, err := JSON(nil, set, diag.List{diag.New(diag.Blank, diag.Position{File: "甲.xlsx", Worksheet: "评分表", Col: 6, Row: 5},
		"unit", "东县", "code", "A1.1", "item", "项一", "allowed", "", "fix", "")}, msg.English)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "failed.json", string(failed))
}

func TestTableJSON(t *testing.T) {
	table := smallTable(t)
	data, err := TableJSON(table, table.Of("乙局"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "table.json", string(data))
	if none, err := TableJSON(table, nil); err != nil || !strings.Contains(string(none), `"criteria": []`) {
		t.Errorf("%s, %v", none, err)
	}
}

// TestJSONNumbersAreExact: no number in it is written as a float would be.
func TestJSONNumbersAreExact(t *testing.T) {
	result, set := sample(t)
	data, err := JSON(result, set, nil, msg.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	plain := regexp.MustCompile(`^-?[0-9]+(\.[0-9]{1,2})?$`)
	numbers := 0
	for {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		if n, ok := token.(json.Number); ok {
			numbers++
			if !plain.MatchString(n.String()) {
				t.Errorf("%s", n)
			}
		}
	}
	if numbers < 20 {
		t.Errorf("only %d numbers", numbers)
	}
}

// TestATableWithoutDeductionsAndVetoes has formulas that Excel takes, too.
func TestATableWithoutDeductionsAndVetoes(t *testing.T) {
	table := smallTable(t)
	set := sampleSet(table)
	table.Criteria = table.Criteria[:3]
	data, err := Workbook(assess.Run(table, set))
	if err != nil {
		t.Fatal(err)
	}
	dump, err := xlsxtest.Dump(data)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(dump, "()") || !strings.Contains(dump, "=ROUND(0,2)") {
		t.Errorf("%s", dump)
	}
}

func TestFileName(t *testing.T) {
	if got, want := FileName(smallTable(t)), "2030年考核汇总.xlsx"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func BenchmarkWorkbook(b *testing.B) {
	result, _ := sample(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Workbook(result); err != nil {
			b.Fatal(fmt.Sprint(err))
		}
	}
}
