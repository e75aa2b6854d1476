package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/tablebook"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// Under testdata/compat there is a folder for each format that a document has had,
// DOCUMENT-FORMAT, with what the program wrote then. Beside each file of a sheet, a
// copy or a table a text says what is to be read from it for good.
//
// A change of what a document's cells hold raises its format number. The folders of
// the new one are written by
//
//	go test ./cmd/qeval -run TestEarlierFormats -freeze
//
// which leaves those alone that are there. The blank sheets, tables, reports, feedbacks
// and circulars that the program writes now must hold the same as what is frozen of
// their present formats, so that no change of the cells is forgotten.
var freeze = flag.Bool("freeze", false, "write what the program writes now into new folders of testdata/compat")

const (
	compatDir   = "../../testdata/compat"
	compatTable = compatDir + "/table-1/指标表.xlsx"
)

// compatGrid is the table that the documents of testdata/compat are made by. It has a
// criterion of each kind.
const compatGrid = `== 指标表
2022年县域质量评价指标
考核类别|考核项目|评分标准|考核部门|备注|不涉及时
质量状况|产品质量|产品抽检合格率。（60分）|市甲局||
|工程质量|在建工程质量合格。（40分）|市乙局||满分
加分项|创新|获得质量奖。（2.5分）|市甲局||
减分项|事故|发生质量事故。（5分）|市乙局||
否决项|弄虚作假|弄虚作假的，一律为较差等次。|市甲局||
== 等次
等次|下限
优秀|90
良好|80
合格|60
较差|
== 被考核单位
被考核单位
东县
西县`

// TestEarlierFormats reads what earlier versions wrote: sheets, copies and tables as
// they were then, reports of an earlier format as such.
func TestEarlierFormats(t *testing.T) {
	if *freeze {
		freezeFormats(t)
	}
	table, list := intake.Table(compatTable)
	if table == nil {
		t.Fatal(list)
	}
	folders, err := os.ReadDir(compatDir)
	if err != nil || len(folders) < 7 {
		t.Fatal(len(folders), err)
	}
	for _, folder := range folders {
		document, format, _ := strings.Cut(folder.Name(), "-")
		files, err := filepath.Glob(filepath.Join(compatDir, folder.Name(), "*.xlsx"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: %d files, %v", folder.Name(), len(files), err)
		}
		for _, file := range files {
			t.Run(folder.Name()+"/"+filepath.Base(file), func(t *testing.T) {
				compatible(t, document, file, table)
				if format == docmeta.Kind(document).Format() {
					unchanged(t, filepath.Base(file), file, table)
				}
			})
		}
	}
}

// ofRanges are the functions that every program applies to a whole range.
var ofRanges = map[string]bool{"SUM": true, "COUNT": true, "COUNTIF": true, "COUNTBLANK": true, "SUMIF": true, "SUMPRODUCT": true, "MAX": true, "MIN": true}

// TestFormulasComputeEverywhere: no formula of a document applies a function that is made
// for one value to a range, nor a double minus, which Gnumeric rewrites.
func TestFormulasComputeEverywhere(t *testing.T) {
	token := regexp.MustCompile(`"[^"]*"|'[^']*'|[A-Z]*\(|\)|:|--`)
	files, _ := filepath.Glob(compatDir + "/*/*.xlsx")
	formulas := 0
	for _, file := range files {
		book, _ := intake.Book(file)
		if kind := docmeta.Of(book); kind.Format != kind.Kind.Format() {
			continue
		}
		for _, sheet := range book.Sheets {
			for _, row := range sheet.Rows {
				for _, cell := range row.Cells {
					formulas += min(1, len(cell.Formula))
					within := []string{""}
					for _, part := range token.FindAllString(cell.Formula, -1) {
						switch inner := within[len(within)-1]; {
						case part == ")":
							within = within[:len(within)-1]
						case part == "(": // of an expression
							within = append(within, inner)
						case strings.HasSuffix(part, "("):
							within = append(within, strings.TrimSuffix(part, "("))
						case part == "--", part == ":" && !ofRanges[inner]:
							t.Errorf("%s %s: %s in %s", filepath.Base(file), cell.At, part, cell.Formula)
						}
					}
				}
			}
		}
	}
	if formulas < 200 {
		t.Error(formulas)
	}
}

// compatible reads one file of an earlier version.
func compatible(t *testing.T, document, file string, table *indicator.Table) {
	book, list := intake.Book(file)
	if book == nil || len(list) > 0 {
		t.Fatal(list)
	}
	switch document {
	case "table":
		read, list := intake.Table(file)
		if read == nil {
			t.Fatal(list)
		}
		golden(t, file, tableText(read))
	case "scoresheet", "annotated":
		sheet, _ := scoresheet.Parse(book, table, nil)
		if sheet == nil {
			t.Fatal("not read as a score sheet")
		}
		golden(t, file, sheetText(sheet, table))
	case "report":
		// Its own format is read; of an earlier one the message names who can verify it.
		recorded, list := report.Read(&workbook.Outline{Book: book}, table)
		switch {
		case recorded != nil:
			golden(t, file, reportText(recorded))
		case len(list) != 1 || list[0].Code != diag.OtherReport.Code || !strings.Contains(list[0].Hint(msg.English), "qeval v"):
			t.Errorf("%v", list)
		}
	default:
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if kind, untouched := intake.Untouched(file, data, false); !untouched || !kind.IsOther() {
			t.Error("not known as a document of the program's own")
		}
	}
}

// unchanged holds a frozen document of the present format against what the program
// writes now.
func unchanged(t *testing.T, name, file string, table *indicator.Table) {
	book, _ := intake.Book(file)
	var again []byte
	var err error
	switch recorded := recordedReport(t, table); name {
	case "指标表.xlsx":
		again, err = tablebook.Write(table)
	case "blank.xlsx":
		made := docmeta.Of(book)
		again, err = scoresheet.WriteBlank(table, made.Department, made.Units)
	case "complete.xlsx", "draft.xlsx", "provisional.xlsx":
		recorded, _ := report.Read(&workbook.Outline{Book: book}, table)
		again, err = recorded.Workbook()
	case "feedback.xlsx":
		again, err = recorded.Feedback(recorded.Roster()[0])
	case "circular.xlsx":
		again, err = recorded.Circular(false)
	default:
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	now, _ := workbook.Read(file, again)
	if diff := cmp.Diff(book.Sheets, now.Sheets) + cmp.Diff(book.Meta, now.Meta); diff != "" {
		t.Errorf("its cells have changed: raise the format in docmeta, and run with -freeze\n%s", diff)
	}
}

// recordedReport is the newest complete report that is frozen.
func recordedReport(t *testing.T, table *indicator.Table) *report.Report {
	t.Helper()
	book, _ := intake.Book(compatDir + "/report-" + docmeta.Report.Format() + "/complete.xlsx")
	recorded, list := report.Read(&workbook.Outline{Book: book}, table)
	if recorded == nil {
		t.Fatal(list)
	}
	return recorded
}

// golden holds a text against the one beside a file, or writes it if there is none and
// formats are frozen.
func golden(t *testing.T, file, got string) {
	t.Helper()
	path := strings.TrimSuffix(file, ".xlsx") + ".txt"
	want, err := os.ReadFile(path)
	if os.IsNotExist(err) && *freeze {
		want, err = []byte(got), os.WriteFile(path, []byte(got), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("read is\n%s\nwant\n%s", got, want)
	}
}

func tableText(table *indicator.Table) string {
	var b strings.Builder
	fmt.Fprintln(&b, table.Title, table.Points())
	for _, c := range table.Criteria {
		fmt.Fprintln(&b, c.Code, c.Category.Name, c.Item.Name, c.Text, c.Points, c.Department, c.FullIfNA)
	}
	for _, g := range table.Grades {
		fmt.Fprintln(&b, g.Name, g.AtLeast)
	}
	fmt.Fprintln(&b, table.Units)
	return b.String()
}

func sheetText(sheet *scoresheet.Sheet, table *indicator.Table) string {
	var b strings.Builder
	fmt.Fprintln(&b, sheet.Department, sheet.Date, sheet.Units)
	set, _ := scoresheet.Check(table, []*scoresheet.Sheet{sheet}, nil)
	for _, entries := range set.Scores {
		for _, e := range entries {
			if e.At.File != "" {
				fmt.Fprintln(&b, e.Unit, table.Criteria[e.Criterion].Code, e.At.Cell(), e.State, e.Points, e.Veto, e.NA, e.Found, e.Note)
			}
			for _, r := range e.Reasons {
				fmt.Fprintln(&b, "  ", r.Text, r.Evidence)
			}
		}
	}
	return b.String()
}

func reportText(r *report.Report) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Date, r.Draft, r.Complete())
	for _, u := range r.Units {
		fmt.Fprintln(&b, u.Name, u.Total, u.Grade, u.Rank)
	}
	return b.String()
}

// freezeFormats runs the program, as it is built from the last commit and what has
// changed since, and keeps what it writes.
func freezeFormats(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "qeval")
	if out, err := exec.Command("go", "build", "-buildvcs=true", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	qeval := func(status int, args ...string) {
		t.Helper()
		cmd := exec.Command(program, append([]string{"--table", "指标表.xlsx"}, args...)...)
		cmd.Dir = folder
		if out, _ := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != status {
			t.Fatal(args, string(out))
		}
	}
	path := func(name string) string { return filepath.Join(folder, filepath.FromSlash(name)) }
	must := func(data []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path(name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edit := func(from, to string, edits ...string) {
		t.Helper()
		write(to, must(xlsxtest.Edit(must(os.ReadFile(path(from))), edits...)))
	}

	write("指标表.xlsx", must(xlsxtest.Build(compatGrid)))
	qeval(0, "indicators", "-o", "写出.xlsx")
	qeval(0, "template", "-o", "空白")
	const sheet = "空白/2022年县域质量评价评分表-"
	edit(sheet+"市甲局.xlsx", "评分表/甲.xlsx", "评分表!F3=2023年1月10日", "评分表!F5=57.35", "评分表!G5=50", "评分表!F7=2.5", "评分表!G7=0", "评分表!F9=否", "评分表!G9=是",
		"扣分说明!A4=A1.1", "扣分说明!B4=东县", "扣分说明!C4=两批次不合格", "扣分说明!D4=市甲发〔2022〕1号", "扣分说明!A5=G1.1", "扣分说明!B5=西县", "扣分说明!C5=虚报数据")
	edit(sheet+"市乙局.xlsx", "评分表/乙.xlsx", "评分表!F5=不涉及", "评分表!G5=39.5", "评分表!H5=东县没有在建工程", "评分表!F7=0", "评分表!G7=1.5")
	edit("评分表/甲.xlsx", "改/甲.xlsx", "评分表!F5=58")
	edit("评分表/乙.xlsx", "改/乙.xlsx")
	edit("评分表/甲.xlsx", "错/甲.xlsx", "评分表!F5=67")
	qeval(1, "validate", "错", "--annotate", "退回")
	qeval(0, "score", "评分表", "-o", "汇总.xlsx", "--feedback", "反馈", "--circular", "通报.xlsx", "--date", "2023-03-01")
	qeval(0, "score", "评分表", "-o", "征求意见.xlsx", "--draft")
	qeval(0, "score", "评分表/甲.xlsx", "-o", "未齐.xlsx", "--partial")
	qeval(1, "diff", "汇总.xlsx", "改", "-o", "更正.xlsx")

	for document, files := range map[string]map[string]string{
		"table":      {"指标表.xlsx": "写出.xlsx"},
		"scoresheet": {"blank.xlsx": sheet + "市甲局.xlsx", "filled.xlsx": "评分表/甲.xlsx", "filled-na.xlsx": "评分表/乙.xlsx"},
		"annotated":  {"annotated.xlsx": "退回/甲.xlsx"},
		"report":     {"complete.xlsx": "汇总.xlsx", "draft.xlsx": "征求意见.xlsx", "provisional.xlsx": "未齐.xlsx"},
		"feedback":   {"feedback.xlsx": "反馈/2022年县域质量评价反馈-东县.xlsx"},
		"circular":   {"circular.xlsx": "通报.xlsx"},
		"changes":    {"changes.xlsx": "更正.xlsx"},
	} {
		for name, from := range files {
			book, list := intake.Book(path(from))
			if book == nil {
				t.Fatal(list)
			}
			format := book.Meta.Get("format")
			to := filepath.Join(compatDir, document+"-"+format)
			if _, err := os.Stat(filepath.Join(to, name)); err == nil {
				continue
			}
			if err := os.MkdirAll(to, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(to, name), must(os.ReadFile(path(from))), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestAReportOfAnotherFormat is refused by both commands that read reports, and the
// advice names the version that made it.
func TestAReportOfAnotherFormat(t *testing.T) {
	present := compatDir + "/report-" + docmeta.Report.Format() + "/complete.xlsx"
	data, err := os.ReadFile(present)
	if err != nil {
		t.Fatal(err)
	}
	data, err = xlsxtest.Edit(data, "_qeval!B2='1")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "旧汇总.xlsx")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[int][]string{1: {"verify", path}, 2: {"diff", path, present}} {
		var out, errs strings.Builder
		status := run(slices.Concat([]string{"--lang", "en", "--table", compatTable}, args), func(string) string { return "" }, &out, &errs)
		if status != want || !strings.Contains(errs.String(), "Q502") || !strings.Contains(errs.String(), "qeval v") {
			t.Errorf("%q ends with %d: %s", args, status, errs.String())
		}
	}
}
