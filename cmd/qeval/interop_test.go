//go:build interop

package main

import (
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// These tests run other programs. One that is missing is a failure: the tests
// are asked for by their tag. .ci/run installs what they need.

const (
	fillPython = "../../testdata/interop/fill.py"
	showPython = "../../testdata/interop/show.py"
	fillNode   = "../../testdata/interop/fill.js" // they find their modules through NODE_PATH
	showNode   = "../../testdata/interop/show.js"
	saveNode   = "../../testdata/interop/save.js"
	recalcNode = "../../testdata/interop/recalculate.js"
)

// execute runs a program, whose words are shown if it fails.
func execute(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func xlsxIn(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil || len(files) == 0 {
		t.Fatal("no workbook in", folder, err)
	}
	return files
}

// libreOffice saves the workbooks of one folder again in another. It has a
// profile of its own, so that it runs beside one that is open.
func libreOffice(t *testing.T, from, to string) {
	t.Helper()
	libreOfficeTo(t, "xlsx", from, to)
}

func libreOfficeTo(t *testing.T, format, from, to string) {
	t.Helper()
	execute(t, "soffice", append([]string{
		"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", format, "--outdir", to,
	}, xlsxIn(t, from)...)...)
}

func gnumeric(t *testing.T, from, to string) {
	t.Helper()
	for _, file := range xlsxIn(t, from) {
		execute(t, "ssconvert", "--recalc", file, filepath.Join(to, filepath.Base(file)))
	}
}

func hyperFormula(t *testing.T, from, to string) {
	t.Helper()
	execute(t, "node", append([]string{recalcNode, to}, xlsxIn(t, from)...)...)
}

// engines calculate all formulas of the workbooks in a folder and save them in another.
var engines = []struct {
	name        string
	recalculate func(t *testing.T, from, to string)
}{{"LibreOffice", libreOffice}, {"Gnumeric", gnumeric}, {"HyperFormula", hyperFormula}}

// inEngines runs a test with what each of the engines makes of the workbooks in a folder.
func inEngines(t *testing.T, from string, test func(t *testing.T, engine string, saved func(t *testing.T, name string) []byte)) {
	t.Helper()
	for _, engine := range engines {
		t.Run(engine.name, func(t *testing.T) {
			to := t.TempDir()
			engine.recalculate(t, from, to)
			test(t, engine.name, func(t *testing.T, name string) []byte {
				t.Helper()
				data, err := os.ReadFile(filepath.Join(to, name+".xlsx"))
				if err != nil {
					t.Fatal(err)
				}
				return data
			})
		})
	}
}

// python is the first Python that has openpyxl: the first one in PATH need not
// be the system's.
func python(t testing.TB) string {
	t.Helper()
	found := pythonWith("openpyxl")
	if found == "" {
		t.Fatal("no Python has openpyxl")
	}
	return found
}

func openpyxl(t *testing.T, from, to string) {
	t.Helper()
	execute(t, python(t), fillPython, scoresCSV, reasonsCSV, from, to)
}

func exceljs(t *testing.T, from, to string) {
	t.Helper()
	execute(t, "node", fillNode, "exceljs", scoresCSV, reasonsCSV, from, to)
}

func sheetJS(t *testing.T, from, to string) {
	t.Helper()
	execute(t, "node", fillNode, "sheetjs", scoresCSV, reasonsCSV, from, to)
}

// TestOtherProgramsSheetsGiveTheSameResult: sheets that other programs have
// saved again or filled in give the same result as the sample sheets, every
// score and every reason from the same cell, and not a single warning.
func TestOtherProgramsSheetsGiveTheSameResult(t *testing.T) {
	t.Parallel()
	table, blanks := tabletest.Embedded(t), t.TempDir()
	for _, department := range table.Departments() {
		data, err := scoresheet.WriteBlank(table, department, table.Units)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(blanks, scoresheet.FileNames(table)[slices.Index(table.Departments(), department)]), data)
	}
	want := scored(t, table, sheetsDir)
	for _, program := range []struct {
		name string
		from string
		save func(t *testing.T, from, to string)
	}{
		{"LibreOffice", sheetsDir, libreOffice},
		{"Gnumeric", sheetsDir, gnumeric},
		{"openpyxl", blanks, openpyxl},
		{"exceljs", blanks, exceljs},
		{"SheetJS", blanks, sheetJS},
	} {
		t.Run(program.name, func(t *testing.T) {
			saved := t.TempDir()
			program.save(t, program.from, saved)
			if diff := cmp.Diff(want, scored(t, table, saved), cmpopts.IgnoreFields(diag.Position{}, "File")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// scored is the result of the sheets in a folder, about which there must be
// nothing to say.
func scored(t *testing.T, table *indicator.Table, folder string) []assess.Unit {
	t.Helper()
	o := scoreOptions{output: filepath.Join(t.TempDir(), "report.xlsx")}
	out := new(app).assessAll(&o, intake.Rules{Table: table}, nil, []string{folder})
	for _, d := range out.list {
		t.Error(d.Code, d.Position, d.Message(msg.English))
	}
	if out.report == nil {
		t.FailNow()
	}
	return out.report.Units
}

const (
	detailWorksheet = "得分明细"
	ledgerWorksheet = "失分与减分明细"
)

// A change gives a unit another score in the report.
type change struct{ unit, code, value string }

// TestEnginesRecalculateTheReport: every engine comes to the numbers that the program
// stores, also when somebody changes scores in 得分明细. It must calculate, since no
// stored value is left to it.
func TestEnginesRecalculateTheReport(t *testing.T) {
	t.Parallel()
	table, from := tabletest.Embedded(t), t.TempDir()
	sample := reportOf(t, table, sampleSet(t, table))
	cases := []struct {
		name    string
		stale   bool // a total, the ranking or a veto is not as it was written
		changes []change
	}{
		{"as it is", false, nil},
		{"at the bounds", true, []change{
			{"垣曲县", "A1.1", "2.94"}, {"新绛县", "A1.1", "1.99"}, // from 90 to 89.99, from 80 to 79.99
			{"平陆县", "F1.1", "1.15"}, {"稷山县", "F1.2", "0.26"}, // to 60, to 79.99 and a tie
			{"盐湖区", "G1.1", "否"}, {"河津市", "G1.1", "是"},
		}},
		{"a tie not in the roster's order", true, []change{{"稷山县", "F1.1", "3"}, {"稷山县", "A1.1", "1.7"}}},
		{"a veto that changes no rank", true, []change{{"平陆县", "G1.1", "是"}}},
		{"a score that changes no order", true, []change{{"河津市", "A1.1", "2.9"}}},
		{"scores that change no total", false, []change{{"河津市", "A1.1", "2.9"}, {"河津市", "A1.2", "2"}}},
		{"rates halfway", true, halfway(table)},
		{"every score another", true, everyScore(table)},
	}
	for _, c := range cases {
		write(t, filepath.Join(from, c.name+".xlsx"), uncalculated(t, sample, c.changes))
	}
	draft := documentOf(table, sampleSet(t, table))
	draft.Draft = true
	draftReport, err := draft.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	others := map[string][]byte{"feedback": feedbackOf(t, table, sampleSet(t, table), "平陆县"), "draft": draftReport}
	for name, data := range others {
		write(t, filepath.Join(from, name+".xlsx"), uncalculated(t, data, nil))
	}
	inEngines(t, from, func(t *testing.T, engine string, saved func(t *testing.T, name string) []byte) {
		for name, data := range others {
			sameFigures(t, engine, figures(t, data), figures(t, saved(t, name)))
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				set := sampleSet(t, table)
				for _, change := range c.changes {
					change.apply(t, table, set)
				}
				want, got := figures(t, reportOf(t, table, set)), figures(t, saved(t, c.name))
				if lines := keepCommonLines(want, got); lines < 100 {
					t.Errorf("only %d figures of the ledgers can be compared", lines)
				}
				if warning := staleness(got, "名次"); (warning != "") != c.stale {
					t.Errorf("%s", warning)
				}
				sameFigures(t, engine, want, got)
			})
		}
	})
}

// sameFigures compares what the program computed with what an engine did.
func sameFigures(t *testing.T, engine string, want, got map[[3]string]workbook.Cell) {
	t.Helper()
	if diff := cmp.Diff(texts(want), texts(got)); diff != "" {
		t.Errorf("-qeval +%s\n%s", engine, diff)
	}
}

// TestEnginesRecalculateAHalfFilledSheet: below the scores of one that is being filled in
// stands what is given so far and how much is still blank.
func TestEnginesRecalculateAHalfFilledSheet(t *testing.T) {
	t.Parallel()
	table, from := tabletest.Embedded(t), t.TempDir()
	sheet, err := scoresheet.WriteBlank(table, "市公安局", table.Units) // with two criteria
	if err == nil {
		sheet, err = xlsxtest.Edit(sheet, "评分表!F5=3.5", "评分表!F6=1.25", "评分表!G5=0", "评分表!H5= ")
	}
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(from, "sheet.xlsx"), sheet)
	inEngines(t, from, func(t *testing.T, engine string, saved func(t *testing.T, name string) []byte) {
		dump, err := xlsxtest.Dump(saved(t, "sheet"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{`F7	"4.75"`, `G7	"0"`, `H7	"0"`, `F8	"0"`, `G8	"1"`, `H8	"2"`, `R8	"2"`, `S8	"23"`} {
			if !strings.Contains(dump, line) {
				t.Errorf("no %s in\n%s", line, dump)
			}
		}
	})
}

// TestEnginesRecalculateTheProvisionalReport: what is possible follows too,
// when somebody fills in empty cells of 得分明细 to try what would be.
func TestEnginesRecalculateTheProvisionalReport(t *testing.T) {
	t.Parallel()
	table, from := tabletest.Embedded(t), t.TempDir()
	missing := func() *scores.Set {
		set, random := sampleSet(t, table), rand.New(rand.NewPCG(2022, 5))
		for i, unit := range set.Units {
			for k, c := range table.Criteria {
				if random.IntN(6) == 0 || c.Department == "市公安局" {
					set.Scores[i][k] = scores.Entry{Criterion: k, Unit: unit}
				}
			}
		}
		return set
	}
	var tried []change
	for i, entries := range missing().Scores {
		for k, e := range entries {
			if c := table.Criteria[k]; e.State != scores.Valid && (i+k)%2 == 0 {
				value := c.Points.String()
				if c.Kind() == indicator.Veto {
					value = indicator.Answer(i%4 == 0)
				}
				tried = append(tried, change{table.Units[i], c.Code, value})
			}
		}
	}
	cases := map[string][]change{"as it is": nil, "tried": tried, "every score another": everyScore(table)[:200]}
	for name, changes := range cases {
		write(t, filepath.Join(from, name+".xlsx"), uncalculated(t, reportOf(t, table, missing()), changes))
	}
	inEngines(t, from, func(t *testing.T, engine string, saved func(t *testing.T, name string) []byte) {
		for name, changes := range cases {
			t.Run(name, func(t *testing.T) {
				set := missing()
				for _, change := range changes {
					change.apply(t, table, set)
				}
				want, got := figures(t, reportOf(t, table, set)), figures(t, saved(t, name))
				if lines := keepCommonLines(want, got); lines < 100 {
					t.Errorf("only %d figures of the ledgers can be compared", lines)
				}
				if warning := staleness(got, "可能名次"); (warning != "") != (name != "as it is") {
					t.Errorf("%s", warning)
				}
				sameFigures(t, engine, want, got)
			})
		}
	})
}

// TestEnginesRecalculateBonusesAndWhatDoesNotApply in reports, where LibreOffice keeps
// the mark and what it has saved verifies, and below a score sheet.
func TestEnginesRecalculateBonusesAndWhatDoesNotApply(t *testing.T) {
	t.Parallel()
	table, from := tabletest.Wide(t), t.TempDir()
	whole := func() *scores.Set {
		return rapid.Custom(func(t *rapid.T) *scores.Set { return scoretest.Draw(t, table, 4) }).Filter(func(set *scores.Set) bool {
			return len(set.Units) > 2 && set.Scores[0][1].NA && !set.Scores[1][1].NA
		}).Example(7)
	}
	part := func() *scores.Set {
		set := whole()
		for i, entries := range set.Scores {
			for k := range entries {
				if (i+k)%3 == 0 {
					entries[k] = scores.Entry{Criterion: k, Unit: set.Units[i]}
				}
			}
		}
		return set
	}
	unit := whole().Units
	cases := map[string]struct {
		set     func() *scores.Set
		changes []change
	}{
		"as it is":    {whole, nil},
		"changed":     {whole, []change{{unit[0], "B1.1", "2.99"}, {unit[1], "B1.2", "0"}, {unit[1], "D1.1", "0.75"}, {unit[2], "A1.1", "34.99"}}},
		"provisional": {part, nil},
		"tried":       {part, []change{{unit[1], "B1.1", "2.99"}, {unit[2], "D1.1", "1"}, {unit[0], "D1.1", "0.5"}, {unit[0], "A1.1", "30"}}},
	}
	for name, c := range cases {
		write(t, filepath.Join(from, name+".xlsx"), uncalculated(t, reportOf(t, table, c.set()), c.changes))
	}
	write(t, filepath.Join(from, "feedback.xlsx"), uncalculated(t, feedbackOf(t, table, whole(), unit[0]), nil))
	sheet, err := scoresheet.WriteBlank(table, "局", []string{"东县", "西县"})
	if err == nil {
		sheet, err = xlsxtest.Edit(sheet, "评分表!F5=20", "评分表!F6=不涉及", "评分表!G6= 不适用", "评分表!F8=1.5", "评分表!F10=40", "评分表!F12=0.5", "评分表!G12=1")
	}
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(from, "sheet.xlsx"), sheet)
	inEngines(t, from, func(t *testing.T, engine string, saved func(t *testing.T, name string) []byte) {
		for name, c := range cases {
			t.Run(name, func(t *testing.T) {
				set := c.set()
				for _, change := range c.changes {
					change.apply(t, table, set)
				}
				data := saved(t, name)
				want, got := figures(t, reportOf(t, table, set)), figures(t, data)
				keepCommonLines(want, got)
				for _, figures := range []map[[3]string]workbook.Cell{want, got} {
					staleness(figures, "名次")
					staleness(figures, "可能名次")
				}
				sameFigures(t, engine, want, got)
				if engine == "LibreOffice" {
					keepsTheMarks(t, want, got)
				}
				if engine == "LibreOffice" && c.changes == nil {
					if v, err := documentOf(table, set).Verify(name, data, report.BySheets); err != nil || len(v.List) > 0 {
						t.Errorf("%v %v", v.List, err)
					}
				}
			})
		}
		sameFigures(t, engine, figures(t, feedbackOf(t, table, whole(), unit[0])), figures(t, saved(t, "feedback")))
		dump, err := xlsxtest.Dump(saved(t, "sheet"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{ // 20+25+40, 25 alone; of 东县 nothing of 局's is blank
			`F15	"85"`, `G15	"25"`, `F16	"1.5"`, `G16	"0"`, `F17	"0.5"`, `G17	"1"`, `F18	"1"`, `G18	"4"`,
		} {
			if !strings.Contains(dump, line) {
				t.Errorf("no %s in\n%s", line, dump)
			}
		}
	})
}

// keepsTheMarks holds that what does not apply is still marked.
func keepsTheMarks(t *testing.T, want, got map[[3]string]workbook.Cell) {
	t.Helper()
	for place, cell := range want {
		if cell.Mark != got[place].Mark {
			t.Errorf("%q: the mark %q, want %q", place, got[place].Mark, cell.Mark)
		}
	}
}

// TestAReportThatOthersHaveSavedVerifies, against the sheets and by itself; so does a
// provisional one against its sheets. What a program has dropped is listed.
func TestAReportThatOthersHaveSavedVerifies(t *testing.T) {
	t.Parallel()
	from := t.TempDir()
	sheets := t.TempDir()
	for i, file := range xlsxIn(t, sheetsDir) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if i > 1 {
			write(t, filepath.Join(sheets, filepath.Base(file)), data)
		}
	}
	for name, args := range map[string][]string{"complete": {sheetsDir}, "provisional": {sheets, "--partial"}} {
		args = append([]string{"score", "--date", "2023-3-1", "-o", filepath.Join(from, name+".xlsx")}, args...)
		if code := run(args, func(string) string { return "" }, io.Discard, io.Discard); code != 0 {
			t.Fatal(name, code)
		}
	}
	node := func(library string) func(t *testing.T, from, to string) {
		return func(t *testing.T, from, to string) {
			for _, file := range xlsxIn(t, from) {
				execute(t, "node", saveNode, library, file, filepath.Join(to, filepath.Base(file)))
			}
		}
	}
	const charts = "图表的引用、标题、坐标轴界限"
	for _, program := range []struct {
		name    string
		save    func(t *testing.T, from, to string)
		dropped string // of the complete report
	}{
		{"LibreOffice", libreOffice, "都相符；看得清的颜色"}, {"Gnumeric", gnumeric, "都相符；看得清的颜色"}, {"exceljs", node("exceljs"), "文件中没有链接，" + charts + "，因而没有核对"},
		{"SheetJS", node("sheetjs"), "文件中没有页眉、页脚，" + charts + "，因而没有核对"},
	} {
		t.Run(program.name, func(t *testing.T) {
			to := t.TempDir()
			program.save(t, from, to)
			for _, args := range [][]string{
				{filepath.Join(to, "complete.xlsx"), sheetsDir}, {filepath.Join(to, "complete.xlsx")}, {filepath.Join(to, "provisional.xlsx"), sheets},
			} {
				var out strings.Builder
				if code := run(append([]string{"verify"}, args...), func(string) string { return "" }, &out, &out); code != 0 {
					t.Errorf("%v: %.1000s", args, out.String())
				}
				if said := out.String(); strings.HasSuffix(args[0], "complete.xlsx") && !strings.Contains(said, program.dropped) {
					t.Errorf("%v: %s, want %s", args, said, program.dropped)
				}
			}
		})
	}
}

// TestATableThatLibreOfficeHasSavedIsTheSame.
func TestATableThatLibreOfficeHasSavedIsTheSame(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	none := func(string) string { return "" }
	written, saved := filepath.Join(from, "table.xlsx"), filepath.Join(to, "table.xlsx")
	if code := run([]string{"indicators", "-o", written}, none, io.Discard, io.Discard); code != 0 {
		t.Fatal(code)
	}
	libreOffice(t, from, to)
	var out strings.Builder
	if code := run([]string{"indicators", "--diff", saved, "--lang", "en"}, none, &out, &out); code != 0 || !strings.Contains(out.String(), "no difference") {
		t.Error(out.String())
	}
}

// TestOtherProgramsShowTheStoredValues: programs that do not calculate show every
// figure of a report and of a feedback.
func TestOtherProgramsShowTheStoredValues(t *testing.T) {
	table, folder := tabletest.Embedded(t), t.TempDir()
	for name, data := range map[string][]byte{
		"report": reportOf(t, table, sampleSet(t, table)), "feedback": feedbackOf(t, table, sampleSet(t, table), "平陆县"),
	} {
		file := filepath.Join(folder, name+".xlsx")
		write(t, file, data)
		for program, command := range map[string][]string{
			"openpyxl": {python(t), showPython, file}, "exceljs": {"node", showNode, "exceljs", file}, "SheetJS": {"node", showNode, "sheetjs", file},
		} {
			t.Run(program+" "+name, func(t *testing.T) {
				out, err := exec.Command(command[0], command[1:]...).Output()
				var shown map[string]map[string]any
				if err == nil {
					err = json.Unmarshal(out, &shown)
				}
				if err != nil {
					t.Fatal(err)
				}
				for _, cell := range figures(t, data) {
					want := any(cell.Text)
					if cell.Kind != workbook.Text {
						want, _ = strconv.ParseFloat(cell.Text, 64)
					}
					if got := shown[cell.At.Worksheet][cell.At.Cell()]; got != want && (got != nil || want != "") {
						t.Errorf("%s!%s is shown as %v, want %v", cell.At.Worksheet, cell.At.Cell(), got, want)
					}
				}
			})
		}
	}
}

func reportOf(t *testing.T, table *indicator.Table, set *scores.Set) []byte {
	t.Helper()
	data, err := documentOf(table, set).Workbook()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func documentOf(table *indicator.Table, set *scores.Set) *report.Report {
	return &report.Report{Result: assess.Run(table, set), Name: filepath.Base}
}

func feedbackOf(t *testing.T, table *indicator.Table, set *scores.Set, unit string) []byte {
	t.Helper()
	r := documentOf(table, set)
	data, err := r.Feedback(r.Units[slices.IndexFunc(r.Units, func(u assess.Unit) bool { return u.Name == unit })])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// everyScore draws new scores, the same ones at every run.
func everyScore(table *indicator.Table) []change {
	random := rand.New(rand.NewPCG(2022, 43))
	var changes []change
	for _, unit := range table.Units {
		for _, c := range table.Criteria {
			value := indicator.Points(random.IntN(int(c.Points) + 1)).String()
			if c.Kind() == indicator.Veto {
				value = indicator.Answer(random.IntN(4) == 0)
			}
			changes = append(changes, change{unit, c.Code, value})
		}
	}
	return changes
}

// staleness takes away what a report says of itself once its scores were changed,
// and returns what it says of its ranking, below the column of the ranks.
func staleness(figures map[[3]string]workbook.Cell, ranks string) string {
	for place, cell := range figures {
		cell.Text, _, _ = strings.Cut(cell.Text, "；得分改动后")
		figures[place] = cell
	}
	place := [3]string{"汇总", "", ranks}
	warning := figures[place].Text
	figures[place] = workbook.Cell{}
	return warning
}

// halfway gives every unit 0.01 of 8 points: the rate is 0.00125, halfway between
// two numbers of four decimals.
func halfway(table *indicator.Table) []change {
	var changes []change
	for _, unit := range table.Units {
		changes = append(changes, change{unit, "D1.3", "0.01"})
	}
	return changes
}

// keepCommonLines takes away the lines of the ledgers that only one of two
// reports has: a ledger keeps the lines that it was written with. It returns how
// many figures of them are left.
func keepCommonLines(a, b map[[3]string]workbook.Cell) int {
	left := 0
	for _, pair := range [][2]map[[3]string]workbook.Cell{{a, b}, {b, a}} {
		for place := range pair[0] {
			if _, ok := pair[1][place]; place[0] != ledgerWorksheet {
				continue
			} else if ok {
				left++
			} else {
				delete(pair[0], place)
			}
		}
	}
	return left
}

func (c change) apply(t *testing.T, table *indicator.Table, set *scores.Set) {
	t.Helper()
	e := &set.Scores[slices.Index(set.Units, c.unit)][table.Index(c.code)]
	e.State = scores.Valid
	if table.Criteria[e.Criterion].Kind() == indicator.Veto {
		e.Veto = c.value == indicator.Yes
		return
	}
	points, err := indicator.ParsePoints(c.value)
	if err != nil {
		t.Fatal(err)
	}
	e.Points = points
}

// uncalculated is a report with changed scores, in which no formula has a
// stored value.
func uncalculated(t *testing.T, data []byte, changes []change) []byte {
	t.Helper()
	rows, cols := map[string]int{}, map[string]int{} // of codes and units, also where a score is missing
	for place, cell := range figures(t, data) {
		if code, _, ok := strings.Cut(place[1], "|"); ok && place[0] == detailWorksheet {
			rows[code], cols[place[2]] = cell.At.Row, cell.At.Col
		}
	}
	var edits []string
	for _, c := range changes {
		if rows[c.code] == 0 || cols[c.unit] == 0 {
			t.Fatal("the report has no cell for", c)
		}
		edits = append(edits, detailWorksheet+"!"+workbook.Ref(cols[c.unit], rows[c.code])+"="+c.value)
	}
	data, err := xlsxtest.Edit(data, edits...)
	if err != nil {
		t.Fatal(err)
	}
	for place, cell := range figures(t, data) {
		if cell.Formula != "" && cell.Text != "" {
			t.Fatalf("%q is %s without a calculation", place, cell.Text)
		}
	}
	return data
}

// figures are a document's formulas by worksheet, row and column, the row and
// the column by what they are headed: once the ranking is another, a cell's
// place says nothing. Those of scores in 得分明细 are there too.
func figures(t *testing.T, data []byte) map[[3]string]workbook.Cell {
	t.Helper()
	book, list := workbook.Read("report.xlsx", data)
	if book == nil {
		t.Fatal(list[0].Message(msg.English))
	}
	found := map[[3]string]workbook.Cell{}
	for _, sheet := range book.Sheets {
		heads := map[int]string{}
		for _, row := range sheet.Rows {
			label, formulas := labelled(row)
			if strings.Count(label, "|") == len(row.Cells) { // nothing but texts
				for _, cell := range row.Cells {
					heads[cell.At.Col] = cell.Text
				}
				continue
			}
			if sheet.Name == detailWorksheet {
				formulas = append(formulas, row.Cells[1:]...)
			}
			for _, cell := range formulas {
				head := heads[cell.At.Col]
				if head == "" {
					head = diag.Column(cell.At.Col)
				}
				place := [3]string{sheet.Name, label, head}
				if before, ok := found[place]; ok && before.At != cell.At {
					t.Fatalf("%q is at %s and at %s", place, before.At, cell.At)
				}
				found[place] = cell
			}
		}
	}
	if len(found) == 0 {
		t.Fatal("the document has no figures")
	}
	return found
}

// labelled tells what a row is about, by all of its own texts but the answers to
// a veto, from its formulas.
func labelled(row workbook.Row) (label string, formulas []workbook.Cell) {
	for _, cell := range row.Cells {
		switch {
		case cell.Formula != "":
			formulas = append(formulas, cell)
		case cell.Kind == workbook.Text && cell.Text != indicator.Yes && cell.Text != indicator.No:
			label += cell.Text + "|"
		}
	}
	return label, formulas
}

func texts(cells map[[3]string]workbook.Cell) map[[3]string]string {
	found := map[[3]string]string{}
	for place, cell := range cells {
		found[place] = cell.Text
	}
	return found
}
