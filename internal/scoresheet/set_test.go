package scoresheet

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
)

// parsed parses sheets given as text, file by file, and drops what Parse says.
func parsed(table *indicator.Table, texts ...string) []*Sheet {
	var sheets []*Sheet
	for i, text := range texts {
		sheet, _ := Parse(grid(string(rune('a'+i))+".xlsx", text), table, nil)
		sheets = append(sheets, sheet)
	}
	return sheets
}

// drop takes columns (one-based, as in the text) out of every row of a sheet.
func drop(text string, cols ...int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		if len(cells) > 5 {
			for _, col := range slices.Backward(cols) {
				cells = slices.Delete(cells, col-1, min(col, len(cells)))
			}
		}
		b.WriteString(strings.Join(cells, "|") + "\n")
	}
	return b.String()
}

func without(text, row string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, row) {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestCheckFindsWhatIsMissingOrTwice(t *testing.T) {
	table := smallTable(t)
	jia, yi := sheetJia("1|2|3", "0|0.5|0"), sheetYi("1|2|3", "否|否|是")
	const complete, partial, missing = Complete, Partial, Missing
	for _, c := range []struct {
		name   string
		texts  []string
		want   []string // code, place
		states []SubmissionState
	}{
		{"complete", []string{jia, yi}, nil, []SubmissionState{complete, complete}},
		{"a department is missing", []string{jia}, []string{"Q401 "}, []SubmissionState{complete, missing}},
		{"a criterion is missing", []string{jia, without(yi, "B1.1")}, []string{"Q402 b.xlsx:评分表"}, []SubmissionState{complete, partial}},
		{"a unit is missing in one", []string{jia, drop(yi, 7)}, []string{"Q403 b.xlsx:评分表!A2"}, []SubmissionState{complete, partial}},
		{"a unit is missing in both", []string{drop(jia, 7), drop(yi, 7)}, []string{"Q405 "}, []SubmissionState{complete, complete}},
		{"a unit was to be scored", []string{drop(jia, 7) + meta(table, "甲局", "东县", "西县", "南区"), drop(yi, 7)},
			[]string{"Q403 a.xlsx:评分表!A4", "Q403 b.xlsx:评分表!A2"}, []SubmissionState{partial, partial}},
		{"split by unit", []string{jia, drop(yi, 6, 7), drop(yi, 8)}, nil, []SubmissionState{complete, complete}},
		{"split by criterion", []string{jia, without(yi, "B1.1"), without(yi, "D1.1")}, nil, []SubmissionState{complete, complete}},
		{"split unevenly", []string{jia, yi, without(drop(jia, 7, 8), "A1.1")}, []string{"Q404 c.xlsx:评分表!F6"}, []SubmissionState{partial, complete}},
		{"one score in neither part", []string{jia, drop(yi, 8), without(drop(yi, 6, 7), "B1.1")}, []string{"Q407 b.xlsx:评分表"}, []SubmissionState{complete, partial}},
		{"the same sheet again", []string{drop(jia, 7, 8), drop(yi, 7, 8), drop(yi, 7, 8)},
			[]string{"Q405 ", "Q404 c.xlsx:评分表!F3", "Q404 c.xlsx:评分表!F4"}, []SubmissionState{complete, partial}},
		{"a blank here, a score there", []string{jia, strings.Replace(yi, "|1|2|3", "|1|2|", 1), without(drop(yi, 6, 7), "D1.1")}, nil, []SubmissionState{complete, complete}},
		{"a blank in both", []string{jia, strings.Replace(drop(yi, 6, 7), "|3", "|", 1), strings.Replace(without(drop(yi, 6, 7), "D1.1"), "|3", "|", 1), drop(yi, 8)},
			[]string{"Q304 b.xlsx:评分表!F3"}, []SubmissionState{complete, partial}},
		{"wrong here, a score there", []string{jia, strings.Replace(yi, "|1|2|3", "|一|2|3", 1), without(drop(yi, 7, 8), "D1.1")},
			[]string{"Q404 c.xlsx:评分表!F3"}, []SubmissionState{complete, partial}},
		{"an altered text", []string{jia, strings.Replace(yi, "标准二。", "标准二", 1)}, nil, []SubmissionState{complete, partial}},
		{"a wrong value is not missing too", []string{jia, strings.Replace(yi, "|1|2|3", "|一|2|3", 1)}, nil, []SubmissionState{complete, partial}},
		{"a misspelt unit is not missing too", []string{jia + meta(table, "甲局", "东县", "西县", "南区"),
			strings.Replace(yi, "东县", "东现", 1) + meta(table, "乙局", "东县", "西县", "南区")}, nil, []SubmissionState{complete, partial}},
		{"no unit", []string{drop(jia, 6, 7, 8), drop(yi, 6, 7, 8)}, []string{"Q408 "}, []SubmissionState{complete, complete}},
	} {
		set, list := Check(table, parsed(table, c.texts...), nil)
		list = append(list, set.Absent(table)...)
		var got []string
		for _, d := range list.Sorted() {
			got = append(got, string(d.Code)+" "+d.Position.String())
		}
		found(t, list)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		var states []SubmissionState
		for _, s := range set.Departments {
			states = append(states, s.State)
		}
		if !slices.Equal(states, c.states) {
			t.Errorf("%s: %v, want %v", c.name, states, c.states)
		}
	}
}

// TestTheAnnotatedCopyIsNamed where a copy and its original are given together.
func TestTheAnnotatedCopyIsNamed(t *testing.T) {
	table := smallTable(t)
	original := sheetJia("1|2|3", "0|0|0") + meta(table, "甲局", "东县", "西县", "南区")
	annotated := original + "annotated|校验结果\n"
	for _, c := range []struct {
		texts []string
		want  string
	}{
		{[]string{original, annotated}, "b.xlsx 是校验时写出的标注副本"}, {[]string{annotated, original}, "a.xlsx 是校验时写出的标注副本"},
		{[]string{original, original}, "确认哪一份有效"}, {[]string{annotated, annotated}, "确认哪一份有效"},
	} {
		_, list := Check(table, parsed(table, c.texts...), nil)
		if len(list) != 6 || !strings.Contains(list[0].Hint(msg.Chinese), c.want) {
			t.Errorf("%d problems, %s, want %s", len(list), list[0].Hint(msg.Chinese), c.want)
		}
	}
}

func TestTheRosterAndItsOrder(t *testing.T) {
	table := smallTable(t)
	text := func(units ...string) string {
		s := sheetJia("1|1|1", "0|0|0")
		for i, unit := range []string{"东县", "西县", "南区"} {
			s = strings.Replace(s, unit, units[i], 1)
		}
		return s
	}
	for _, c := range []struct {
		name  string
		texts []string
		given []string
		want  []string
	}{
		{"the table's order", []string{text("南区", "西县", "东县")}, nil, []string{"东县", "西县", "南区"}},
		{"others behind, by code point", []string{text("丙县", "西县", "丁县"), text("乙县", "丙县", "东县")}, nil,
			[]string{"东县", "西县", "丁县", "丙县", "乙县"}},
		{"the one that is given", []string{text("东县", "西县", "南区")}, []string{"南区", "东县", "西县"}, []string{"南区", "东县", "西县"}},
		{"those that a sheet was made for", []string{text("东县", "西县", "南区") + meta(table, "甲局", "东县", "甲县", "西县", "南区")}, nil,
			[]string{"东县", "西县", "南区", "甲县"}},
	} {
		set, _ := Check(table, parsed(table, c.texts...), c.given)
		if !slices.Equal(set.Units, c.want) {
			t.Errorf("%s: %v, want %v", c.name, set.Units, c.want)
		}
	}
}

func TestTheSameDeductionForAllIsDoubted(t *testing.T) {
	table := smallTable(t)
	for _, c := range []struct {
		deductions string
		cols       []int // left out
		want       []string
	}{
		{"3|3|3", nil, []string{"Q406 F7"}},
		{"0.5|0.5|0.5", nil, []string{"Q406 F7"}},
		{"0|0|0", nil, []string{}},
		{"3|3|2.99", nil, []string{}},
		{"3|3|", nil, []string{"Q304 H7"}},
		{"3|3|3", []int{8}, []string{"Q405"}}, // two units may well agree
	} {
		sheets := parsed(table, drop(sheetJia("1|1|1", c.deductions), c.cols...), drop(sheetYi("1|1|1", "否|否|否"), c.cols...))
		_, list := Check(table, sheets, nil)
		if got := found(t, list); !slices.Equal(got, c.want) {
			t.Errorf("%q without %v: %v, want %v", c.deductions, c.cols, got, c.want)
		}
	}
}

// TestTheOrderOfSheetsChangesNothing over sheets that are split, blank and
// wrong at random.
func TestTheOrderOfSheetsChangesNothing(t *testing.T) {
	table := smallTable(t)
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"", "1", "2", "2.5", "x", "'3"})
		row := func() string {
			return cell.Draw(t, "1") + "|" + cell.Draw(t, "2") + "|" + cell.Draw(t, "3")
		}
		// One file a unit and department, so that no score is given twice.
		var texts []string
		for _, text := range []string{sheetJia(row(), row()), sheetYi(row(), row())} {
			for _, cols := range [][]int{{6, 7}, {6, 8}, {7, 8}} {
				if rapid.Bool().Draw(t, "sent") {
					texts = append(texts, drop(text, cols...))
				}
			}
		}
		sheets := parsed(table, texts...)
		want, wantList := Check(table, sheets, nil)
		shuffled := rapid.Permutation(sheets).Draw(t, "order")
		got, gotList := Check(table, shuffled, nil)
		if diff := cmp.Diff(want, got, cmpopts.SortSlices(func(a, b string) bool { return a < b })); diff != "" {
			t.Fatal(diff)
		}
		codes := func(list diag.List) (codes []diag.Code) {
			for _, d := range list {
				codes = append(codes, d.Code)
			}
			slices.Sort(codes)
			return codes
		}
		if !slices.Equal(codes(wantList), codes(gotList)) {
			t.Fatalf("%v, want %v", codes(gotList), codes(wantList))
		}
	})
}

// TestASetIsWholeOrTheListHasAnError is the promise that assess stands on.
func TestASetIsWholeOrTheListHasAnError(t *testing.T) {
	table := smallTable(t)
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"1", "1", "1", "1", "2", "", "x"})
		answer := rapid.SampledFrom([]string{"否", "否", "否", "否", "是", "", "x"})
		draw := func(g *rapid.Generator[string]) string {
			return g.Draw(t, "1") + "|" + g.Draw(t, "2") + "|" + g.Draw(t, "3")
		}
		var sheets []*Sheet
		var list diag.List
		for i, text := range []string{sheetJia(draw(cell), draw(cell)), sheetYi(draw(cell), draw(answer))} {
			switch rapid.IntRange(0, 9).Draw(t, "harm") {
			case 0:
				continue
			case 1:
				text = drop(text, 6)
			case 2:
				text = without(text, "B1.1")
			case 3:
				text = strings.Replace(text, "西县", "西现", 1) + meta(table, []string{"甲局", "乙局"}[i], "东县", "西县", "南区")
			}
			sheet, said := Parse(grid(string(rune('a'+i)), text), table, nil)
			sheets, list = append(sheets, sheet), append(list, said...)
		}
		set, said := Check(table, sheets, nil)
		said = append(said, set.Absent(table)...)
		whole := len(set.Units) > 0
		for _, scores := range set.Scores {
			for _, e := range scores {
				whole = whole && e.State == Valid
			}
		}
		if fine := append(list, said...).Worst(false) == diag.Warning; fine != whole {
			t.Fatalf("whole %v, but %v", whole, append(list, said...))
		}
	})
}
