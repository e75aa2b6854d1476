package scoresheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/tabletest"
)

// parsed parses sheets given as text, file by file, and drops what Parse says.
func parsed(table *indicator.Table, texts ...string) []*Sheet {
	sheets, _ := parsedWith(table, texts...)
	return sheets
}

func parsedWith(table *indicator.Table, texts ...string) (sheets []*Sheet, list diag.List) {
	for i, text := range texts {
		sheet, said := Parse(grid(string(rune('a'+i))+".xlsx", text), table, nil)
		sheets, list = append(sheets, sheet), append(list, said...)
	}
	return sheets, list
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
	table := tabletest.TwoDepartments(t)
	jia, yi := sheetJia("1|2|3", "0|0.5|0"), sheetYi("1|2|3", "否|否|是")
	const complete, partial, missing, faulty = Complete, Partial, Missing, Invalid
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
		{"a sheet for one unit", []string{jia, drop(yi, 7, 8) + meta(table, "乙局", "东县")}, []string{"Q403 ", "Q403 "}, []SubmissionState{complete, partial}},
		{"a unit that one of two was to score", []string{jia, drop(yi, 7, 8) + meta(table, "乙局", "东县"), drop(yi, 6, 8) + meta(table, "乙局", "西县", "南区")},
			[]string{"Q403 c.xlsx:评分表!A2"}, []SubmissionState{complete, partial}},
		{"a unit that none of two was to score", []string{jia, drop(yi, 7, 8) + meta(table, "乙局", "东县"), drop(yi, 6, 8) + meta(table, "乙局", "西县")},
			[]string{"Q403 "}, []SubmissionState{complete, partial}},
		{"a unit that either of two was to score", []string{jia, drop(yi, 7, 8), drop(yi, 6, 8)}, []string{"Q403 "}, []SubmissionState{complete, partial}},
		{"a criterion in neither part", []string{drop(jia, 7, 8), without(drop(yi, 7, 8), "B1.1"), without(drop(yi, 6, 7), "B1.1")},
			[]string{"Q405 ", "Q403 a.xlsx:评分表!A4", "Q402 "}, []SubmissionState{partial, partial}},
		{"split by unit", []string{jia, drop(yi, 6, 7), drop(yi, 8)}, nil, []SubmissionState{complete, complete}},
		{"split by criterion", []string{jia, without(yi, "B1.1"), without(yi, "D1.1")}, nil, []SubmissionState{complete, complete}},
		{"split unevenly", []string{jia, yi, without(drop(jia, 7, 8), "A1.1")}, []string{"Q404 c.xlsx:评分表"}, []SubmissionState{faulty, complete}},
		{"one score in neither part", []string{jia, drop(yi, 8), without(drop(yi, 6, 7), "B1.1")}, []string{"Q407 "}, []SubmissionState{complete, partial}},
		{"the same sheet again", []string{drop(jia, 7, 8), drop(yi, 7, 8), drop(yi, 7, 8)},
			[]string{"Q405 ", "Q404 c.xlsx:评分表"}, []SubmissionState{complete, faulty}},
		{"a blank here, a score there", []string{jia, strings.Replace(yi, "|1|2|3", "|1|2|", 1), without(drop(yi, 6, 7), "D1.1")}, nil, []SubmissionState{complete, complete}},
		{"a blank in both", []string{jia, strings.Replace(drop(yi, 6, 7), "|3", "|", 1), strings.Replace(without(drop(yi, 6, 7), "D1.1"), "|3", "|", 1), drop(yi, 8)},
			[]string{"Q304 b.xlsx:评分表!F3"}, []SubmissionState{complete, partial}},
		{"wrong here, a score there", []string{jia, strings.Replace(yi, "|1|2|3", "|一|2|3", 1), without(drop(yi, 7, 8), "D1.1")},
			[]string{"Q404 c.xlsx:评分表"}, []SubmissionState{complete, faulty}},
		{"an altered text", []string{jia, strings.Replace(yi, "标准二。", "标准二", 1)}, nil, []SubmissionState{complete, faulty}},
		{"a wrong value is not missing too", []string{jia, strings.Replace(yi, "|1|2|3", "|一|2|3", 1)}, nil, []SubmissionState{complete, faulty}},
		{"a misspelt unit is not missing too", []string{jia + meta(table, "甲局", "东县", "西县", "南区"),
			strings.Replace(yi, "东县", "东现", 1) + meta(table, "乙局", "东县", "西县", "南区")}, nil, []SubmissionState{complete, faulty}},
		{"no unit", []string{drop(jia, 6, 7, 8), drop(yi, 6, 7, 8)}, []string{"Q408 "}, []SubmissionState{complete, complete}},
	} {
		sheets, said := parsedWith(table, c.texts...)
		set, list := Check(table, sheets, nil)
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
		for _, s := range set.Submissions(table, append(said, list...), false) {
			states = append(states, s.State)
		}
		if !slices.Equal(states, c.states) {
			t.Errorf("%s: %v, want %v", c.name, states, c.states)
		}
	}
}

// TestTheAnnotatedCopyIsNamed where a copy and its original are given together.
func TestTheAnnotatedCopyIsNamed(t *testing.T) {
	table := tabletest.TwoDepartments(t)
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
		if len(list) != 1 || !strings.Contains(list[0].Hint(msg.Chinese), c.want) {
			t.Errorf("%d problems, %s, want %s", len(list), list[0].Hint(msg.Chinese), c.want)
		}
	}
}

// TestACopyOfAnotherVersion is told, unless what it was made from is there or has the
// same scores.
func TestACopyOfAnotherVersion(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	made := meta(table, "甲局", "东县", "西县", "南区")
	sheet := func(text, hash string) *Sheet {
		book := grid(hash+".xlsx", text)
		book.SHA256 = hash
		parsed, _ := Parse(book, table, nil)
		return parsed
	}
	old, newer := sheetJia("1|2|3", "0|0|0")+made, sheetJia("1|2.5|3", "0||0")+made
	of := func(hash string) string { return "annotated|校验结果\nof|" + hash + "\n" }
	for _, c := range []struct {
		what string
		copy string
		read []*Sheet
		want []string
	}{
		{"of another version", newer + of("new"), []*Sheet{sheet(old, "old")},
			[]string{"与 old.xlsx 有2个评分不同（西县 A1.1（项一）本份 G5“2.5”、另一份 G5“2”；西县 C1.1（项三）本份 G7“（空）”、另一份 G7“0”）"}},
		{"of one that is read", newer + of("new"), []*Sheet{sheet(old, "old"), sheet(newer, "new")}, nil},
		{"of one that was corrected", newer + of("new"), []*Sheet{sheet(old+of("new"), "corrected")}, nil},
		{"of one that was corrected twice", newer + of("new"), []*Sheet{sheet(old+of("new")+"of|corrected\n", "again")}, nil},
		{"with the same scores", old + of("new"), []*Sheet{sheet(old, "old")}, nil},
		{"of nothing that it tells", newer + "annotated|校验结果\n", []*Sheet{sheet(old, "old")}, nil},
		{"of another department", newer + of("new"), []*Sheet{sheet(sheetYi("1|2|3", "否|否|否"), "yi")}, nil},
	} {
		var said []string
		for _, d := range sheet(c.copy, "copy").PassedOver(table, c.read) {
			said = append(said, d.Message(msg.Chinese))
		}
		if len(said) != len(c.want) || len(said) > 0 && !strings.HasSuffix(said[0], c.want[0]) {
			t.Errorf("%s: %q, want %q", c.what, said, c.want)
		}
	}
}

// TestTwoVersionsOfASheet: one message about each and the first says all that is needed
// to decide between them. What is wrong agrees too if it is the same.
func TestTwoVersionsOfASheet(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	older := strings.Replace(sheetYi("1|2|x", "否|否|x"), "乙局", "乙局|填报日期：|2023年1月5日", 1)
	newer := strings.Replace(sheetYi("1|2.5|3", "否|是|x"), "乙局", "乙局|填报日期|无", 1)
	const dates = "；填报日期本份未填，另一份2023年1月5日"
	for _, c := range []struct {
		name  string
		texts []string
		want  []string
	}{
		{"two", []string{older, newer}, []string{
			"b.xlsx:评分表 与 a.xlsx 重复：6个评分两份都有，3个相同，3个不同（西县 B1.1（项二）本份 G3“2.5”、另一份 G3“2”；南区 B1.1（项二）本份 H3“3”、另一份 H3“x”；西县 D1.1（项四）本份 G4“是”、另一份 G4“否”）" + dates,
		}},
		// The first has only a part: what else they both have is said of the others.
		{"three", []string{drop(older, 7, 8), newer, older}, []string{
			"b.xlsx:评分表 与 a.xlsx 重复：2个评分两份都有，2个相同，0个不同" + dates,
			"c.xlsx:评分表 与 a.xlsx 重复：2个评分两份都有，2个相同，0个不同；填报日期本份2023年1月5日，另一份2023年1月5日",
			"c.xlsx:评分表 与 b.xlsx 重复：6个评分两份都有，3个相同，3个不同（西县 B1.1（项二）本份 G3“2”、另一份 G3“2.5”；南区 B1.1（项二）本份 H3“x”、另一份 H3“3”；西县 D1.1（项四）本份 G4“否”、另一份 G4“是”）；填报日期本份2023年1月5日，另一份未填",
		}},
		{"wrong and right", []string{drop(sheetYi("0|0|0", "否|否|否"), 7, 8), drop(sheetYi("x|0|0", "x|否|否"), 7, 8), drop(sheetYi("y|0|0", "x|否|否"), 7, 8)}, []string{
			"b.xlsx:评分表 与 a.xlsx 重复：2个评分两份都有，0个相同，2个不同（东县 B1.1（项二）本份 F3“x”、另一份 F3“0”；东县 D1.1（项四）本份 F4“x”、另一份 F4“否”）；填报日期本份未填，另一份未填",
			"c.xlsx:评分表 与 a.xlsx 重复：2个评分两份都有，0个相同，2个不同（东县 B1.1（项二）本份 F3“y”、另一份 F3“0”；东县 D1.1（项四）本份 F4“x”、另一份 F4“否”）；填报日期本份未填，另一份未填",
		}},
	} {
		_, list := Check(table, parsed(table, c.texts...), nil)
		var got []string
		for _, d := range list {
			if d.Code == diag.RepeatedScore.Code {
				got = append(got, d.Position.String()+" "+d.Message(msg.Chinese))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestManyVersionsOfASheet are one fewer messages, and as many about copies of another as
// there are copies.
func TestManyVersionsOfASheet(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	var sheets []*Sheet
	for i := range 20 {
		sheet, _ := Parse(grid(fmt.Sprintf("%02d.xlsx", i), sheetYi(fmt.Sprint(i%3, "|2|3"), "否|否|是")), table, nil)
		sheets = append(sheets, sheet)
	}
	_, list := Check(table, sheets, nil)
	var about []string
	for _, d := range list {
		if d.Code == diag.RepeatedScore.Code {
			about = append(about, d.File+" "+d.Text("first", msg.Chinese))
		}
	}
	if len(about) != 19 || about[0] != "01.xlsx 00.xlsx" || about[18] != "19.xlsx 00.xlsx" {
		t.Error(about)
	}
	copied := &Sheet{At: diag.Position{File: "退回/00.xlsx"}, Department: "乙局", Entries: sheets[1].Entries, originals: []string{"other"}}
	if list := copied.PassedOver(table, sheets); len(list) != 1 || list[0].Text("read", msg.Chinese) != "00.xlsx" {
		t.Error(list)
	}
}

// TestALongListOfDifferencesIsCut, so that it fits in a cell.
func TestALongListOfDifferencesIsCut(t *testing.T) {
	table, _ := indicator.Table2022()
	o := overlap{first: &Sheet{}, second: &Sheet{}}
	for range maxListed + 7 {
		o.add(scores.Entry{State: scores.Valid}, scores.Entry{State: scores.Valid, Points: 1})
	}
	text := o.diagnostic(table).Message(msg.Chinese)
	if strings.Count(text, "“0.01”") != maxListed || !strings.Contains(text, "；另有7个）") {
		t.Error(text)
	}
}

// TestHowFarADepartmentHasCome counts what is there, and names what is missing in
// the largest pieces.
func TestHowFarADepartmentHasCome(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	jia, yi := sheetJia("1|2|3", "0|0.5|0"), sheetYi("1|2|3", "否|否|是")
	for _, c := range []struct {
		name  string
		texts []string
		want  Submission // of 甲局
	}{
		{"complete", []string{jia, yi}, Submission{State: Complete, Files: []string{"a.xlsx"}, Filled: 6}},
		{"nothing", []string{yi}, Submission{State: Missing, Missing: Gaps{Units: []string{"东县", "西县", "南区"}}}},
		{"a blank form", []string{sheetJia("||", "||")}, Submission{State: Partial, Files: []string{"a.xlsx"}, Missing: Gaps{Units: []string{"东县", "西县", "南区"}}}},
		{"a unit", []string{drop(jia, 7), yi}, Submission{State: Partial, Files: []string{"a.xlsx"}, Filled: 4, Missing: Gaps{Units: []string{"西县"}}}},
		{"a unit's cells", []string{sheetJia("1||3", "0||0")}, Submission{State: Partial, Files: []string{"a.xlsx"}, Filled: 4, Missing: Gaps{Units: []string{"西县"}}}},
		{"a criterion", []string{without(jia, "A1.1")}, Submission{State: Partial, Files: []string{"a.xlsx"}, Filled: 3, Missing: Gaps{Criteria: []string{"A1.1"}}}},
		{"a unit and a criterion", []string{sheetJia("||", "0||0")}, Submission{State: Partial, Files: []string{"a.xlsx"}, Filled: 2,
			Missing: Gaps{Units: []string{"西县"}, Criteria: []string{"A1.1"}}}},
		{"single scores", []string{sheetJia("|2|3", "0|0.5|")}, Submission{State: Partial, Files: []string{"a.xlsx"}, Filled: 4,
			Missing: Gaps{Scores: []Gap{{"东县", "A1.1"}, {"南区", "C1.1"}}}}},
		{"what is wrong is not missing", []string{sheetJia("x|2|y", "0|0.5|")}, Submission{State: Invalid, Files: []string{"a.xlsx"}, Problems: 2, Filled: 3,
			Missing: Gaps{Scores: []Gap{{"南区", "C1.1"}}}}},
		{"in parts", []string{drop(jia, 6, 7), yi, drop(jia, 8)}, Submission{State: Complete, Files: []string{"a.xlsx", "c.xlsx"}, Filled: 6}},
	} {
		c.want.Department, c.want.Expected = "甲局", 6
		sheets, list := parsedWith(table, c.texts...)
		set, said := Check(table, sheets, nil)
		sameText := cmp.Comparer(func(a, b msg.Text) bool { return a.In(msg.Chinese) == b.In(msg.Chinese) })
		if diff := cmp.Diff(c.want, set.Submissions(table, append(list, said...), false)[0], sameText); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	sheets, list := parsedWith(table, sheetJia("'1|2|3", "0|0.5|0"))
	set, _ := Check(table, sheets, nil)
	for strict, want := range map[bool]SubmissionState{false: Complete, true: Invalid} {
		if got := set.Submissions(table, list, strict)[0].State; got != want {
			t.Errorf("with a warning, strict %t: %s, want %s", strict, got, want)
		}
	}
}

func TestTheRosterAndItsOrder(t *testing.T) {
	table := tabletest.TwoDepartments(t)
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
		{"others behind, by code point", []string{text("丙县", "甲县", "丁县"), text("乙县", "丙县", "甲县"), text("东县", "西县", "南区")}, nil,
			[]string{"东县", "西县", "南区", "丁县", "丙县", "乙县", "甲县"}},
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
	table := tabletest.TwoDepartments(t)
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
	table := tabletest.TwoDepartments(t)
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
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Set{}, "Sheets"), cmpopts.IgnoreUnexported(Set{})); diff != "" {
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
	table := tabletest.TwoDepartments(t)
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
		for _, entries := range set.Scores {
			for _, e := range entries {
				whole = whole && e.State == scores.Valid
			}
		}
		list = append(list, said...)
		if fine := list.Worst(false) == diag.Warning; fine != whole {
			t.Fatalf("whole %v, but %v", whole, list)
		}
		if list.AllowMissing().Worst(false) > diag.Warning {
			return
		}
		for _, entries := range set.Scores {
			for _, e := range entries {
				if e.State == scores.Refused {
					t.Fatalf("%+v, and nothing but what is missing is wrong", e)
				}
			}
		}
	})
}

// TestMoreUnitsThanCanBe of all sheets together are told, and no more are kept.
func TestMoreUnitsThanCanBe(t *testing.T) {
	table := tabletest.TwoDepartments(t)
	var sheets []*Sheet
	for part := range 2 {
		sheet := &Sheet{At: diag.Position{File: fmt.Sprint(part, ".xlsx")}, Department: "甲局"}
		for i := range MaxUnits/2 + 1 {
			sheet.Units = append(sheet.Units, fmt.Sprintf("县%d.%04d", part, i))
		}
		sheets = append(sheets, sheet)
	}
	set, list := Check(table, sheets, nil)
	if len(set.Units) != MaxUnits || list[0].Code != diag.TooManyUnits.Code {
		t.Error(len(set.Units), list[0].Code)
	}
	if set, list := Check(table, sheets[:1], nil); len(set.Units) != MaxUnits/2+1 || list[0].Code == diag.TooManyUnits.Code {
		t.Error(len(set.Units), list[0].Code)
	}
}
