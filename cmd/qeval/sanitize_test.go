package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/sanitize"
	"qeval/internal/scoretest"
	"qeval/internal/tablebook"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// mark is in every hostile text, and nowhere else.
const mark = "毒"

// escaped stands for a control character until a workbook is made, which stores that
// in a way that no library writes.
const escaped = "毒逸"

// hostileTexts are a set's texts, each of which means something to some program.
type hostileTexts struct {
	title                        string
	categories, items, criteria  []string
	departments, grades, units   []string
	notes, reasons, files, typed []string
}

var attack = hostileTexts{
	title:      `毒=1+1&F&"x"&[Path]_x0041_<b>{unit}“2029年”../考核指标`,
	categories: []string{`=毒1+1`, `毒&F&D`, `减分项毒&P`, `否决项'毒`},
	items:      []string{`+毒cmd|' /C calc'!A0`, `毒{=1}`, `毒"&A1&"`, `@毒`},
	criteria: []string{`@毒SUM(1)"&A1&"（35分）`, `-毒2+3_x0041_（25分）`, `=毒HYPERLINK("http://evil.example","x")（40分）`, `=毒"（3分）`,
		"毒]]>&amp;<f>1</f>\u202e"},
	departments: []string{`毒=1+1局`, `毒cmd|'!A0局`, `毒\..\局`, `毒&F"_x0041_局`, "毒\u202e局"},
	grades:      []string{`=毒"&A1&"好`, `毒{"中"}`, `差毒'"`},
	units: []string{
		`../../毒x`, `/etc/毒`, `C:\毒x`, "CON", "NUL.txt", "..", `=毒1+1`, `&毒F`, `_x0041_毒`, `毒"&A1&"`, `毒'!A1`, `毒<b>&lt`,
		"毒\u202egnp县", "毒" + strings.Repeat("长", 300),
	},
	notes:   []string{`=毒HYPERLINK("http://evil.example")`, `毒_x0041_&P`, "毒" + escaped + "]0;x", "毒\u2028\u202e", `+毒1`},
	reasons: []string{`=毒1+1`, `毒"&A1&"_x000D_`, "毒\nQ999  伪造", `@毒`, "毒\u200b" + escaped},
	files:   []string{`=毒1+1&F.xlsx`, "毒\nQ999  伪造.xlsx", "毒\x1b[31m\xff.xlsx", "毒\u202e.xlsx", `-毒/_x0041_"&A1&".xlsx`},
	typed:   []string{`=毒1+1`, `毒_x0041_`, "毒\nQ999  伪造", "毒" + escaped, "毒\u202e5"},
}

// tame is the same without anything that means something, and as wide.
func (h hostileTexts) tame() hostileTexts {
	one := func(text string) string {
		if text == "CON" || text == ".." || text == "NUL.txt" {
			return strings.Repeat("x", len(text))
		}
		return strings.Map(func(r rune) rune {
			switch {
			case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("（）", r), r == '\n':
				return r
			}
			return 'x'
		}, text)
	}
	all := func(texts []string) []string {
		var tamed []string
		for i, text := range texts {
			tamed = append(tamed, one(text))
			if slices.Contains(tamed[:i], tamed[i]) {
				tamed[i] += fmt.Sprint(i)
			}
		}
		return tamed
	}
	files := []string{"a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e.xlsx"}
	return hostileTexts{one(h.title), all(h.categories), all(h.items), all(h.criteria), all(h.departments), all(h.grades), all(h.units),
		all(h.notes), all(h.reasons), files, all(h.typed)}
}

// set writes a table and filled sheets with such texts, and returns the files.
func (h hostileTexts) set(t *testing.T, folder string) (table string, sheets []string) {
	t.Helper()
	d, c := h.departments, h.criteria
	grades := [][]string{{"等次", "下限"}, {h.grades[0], "80"}, {h.grades[1], "60"}, {h.grades[2], ""}}
	units := [][]string{{"被考核单位"}}
	for _, unit := range h.units {
		units = append(units, []string{unit})
	}
	made, err := indicator.FromRows([][]string{
		{h.title}, {"考核类别", "考核项目", "评分标准", "考核部门", "备注"},
		{h.categories[0], h.items[0], c[0], d[0], h.notes[0]}, {"", "", c[1], d[1], h.notes[1]},
		{h.categories[1], h.items[1], c[2], d[2], h.notes[2]},
		{h.categories[2], h.items[2], c[3], d[3], h.notes[3]},
		{h.categories[3], h.items[3], c[4], d[4], h.notes[4]},
	}, grades, units)
	if err != nil {
		t.Fatal(err)
	}
	store := func(name string, data []byte, err error) string {
		t.Helper()
		if err == nil {
			data, err = xlsxtest.Repack(data, func(_ string, content []byte) []byte {
				return bytes.ReplaceAll(content, []byte(escaped), []byte("毒_x001B_[31m"))
			})
		}
		path := filepath.Join(folder, name)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o755)
		}
		if err == nil {
			err = os.WriteFile(path, data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	data, err := tablebook.Write(made)
	table = store("表.xlsx", data, err)
	if made, _ = intake.Table(table); made == nil {
		t.Fatal("the table cannot be read back")
	}
	filled, err := scoretest.Sheets(made, made.Units)
	if err != nil {
		t.Fatal(err)
	}
	for i, data := range filled {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		set := func(sheet, cell, text string) {
			if err := f.SetCellStr(sheet, cell, workbook.Escape(text)); err != nil {
				t.Fatal(err)
			}
		}
		rows, err := f.GetRows("评分表")
		if err != nil {
			t.Fatal(err)
		}
		row := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 0 && row[0] == made.Of(made.Departments()[i])[0].Code }) + 1
		note, _ := excelize.CoordinatesToCellName(6+len(made.Units), row)
		set("评分表", note, h.notes[i])
		set("评分表", "B3", fillers[i])
		set("评分表", "D3", phones[i])
		for n, reason := range h.reasons {
			at := fmt.Sprint(4 + n)
			set("扣分说明", "A"+at, made.Of(made.Departments()[i])[0].Code)
			set("扣分说明", "B"+at, made.Units[6+n])
			set("扣分说明", "C"+at, reason)
			set("扣分说明", "D"+at, h.reasons[len(h.reasons)-1-n])
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, store(filepath.Join("评分表", h.files[i]), b.Bytes(), nil))
	}
	return table, sheets
}

// Who filled the sheets in: names and numbers that nothing else has.
var (
	fillers = []string{"诸葛甲", "诸葛乙", "诸葛丙", "诸葛丁", "诸葛戊"}
	phones  = []string{"13900001111", "13900002222", "13900003333", "13900004444", "13900005555"}
)

// quiet runs a command that must end with a status, and returns what it says, in
// which there must be nothing that a terminal would obey.
func quiet(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(args, func(string) string { return "" }, &out, &errs); status != want {
		t.Fatalf("%q ends with %d: %s", args, status, errs.String())
	}
	for _, said := range []string{out.String(), errs.String()} {
		for _, line := range strings.Split(said, "\n") {
			if at := strings.IndexFunc(line, func(r rune) bool { return r != '\t' && sanitize.Unseen(r) }); at >= 0 || !utf8.ValidString(line) {
				t.Errorf("%q says %q", args, line)
			}
			if strings.HasPrefix(line, "Q999") {
				t.Errorf("%q says %q, which is no line of its own", args, line)
			}
		}
	}
	return out.String(), errs.String()
}

// documents writes all documents that there are of a set, and returns those of each
// kind.
func (h hostileTexts) documents(t *testing.T) map[string][][]byte {
	t.Helper()
	folder := t.TempDir()
	t.Chdir(folder)
	table, sheets := h.set(t, folder)
	in := filepath.Join(folder, "评分表")
	before := listing(t, folder)
	path := func(name string) string { return filepath.Join(folder, "输出", name) }
	if err := os.Mkdir(path(""), 0o755); err != nil {
		t.Fatal(err)
	}
	by := []string{"--table", table}
	quiet(t, 0, append(by, "template", "-o", path("空白"))...)
	quiet(t, 0, append(by, "score", in, "-o", path("汇总.xlsx"), "--feedback", path("反馈"), "--circular", path("结果.xlsx"))...)
	quiet(t, 0, append(by, "score", in, "-o", path("征求.xlsx"), "--feedback", path("征求"), "--draft")...)
	quiet(t, 0, append(by, "score", sheets[0], sheets[2], "-o", path("未齐.xlsx"), "--partial")...)
	quiet(t, 0, append(by, "score", in, "--dry-run", "--format", "json")...)
	t.Chdir(path(""))
	quiet(t, 0, append(by, "score", in)...) // by the name that it gives the report itself
	quiet(t, 0, append(by, "verify", path("汇总.xlsx"), in)...)
	quiet(t, 0, append(by, "status", in)...)
	quiet(t, 0, append(by, "indicators", "-o", path("表.xlsx"))...)
	quiet(t, 0, append(by, "indicators")...)
	quiet(t, 0, append(by, "indicators", "--format", "json")...)
	quiet(t, 0, append(by, "explain", "A1.1")...)
	quiet(t, 0, append(by, "indicators", "--check", table)...)
	quiet(t, 0, "indicators", "--diff", table)

	// The same with other scores, and with some that cannot be read.
	other, wrong := filepath.Join(folder, "改"), filepath.Join(folder, "错")
	for i, sheet := range sheets {
		data, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(sheet)
		first := "5"
		if i >= 3 { // no scores, so that the kind stands above them
			first = "6"
		}
		for _, to := range []struct{ folder, edit string }{{other, "F" + first + "=" + []string{"0", "0", "0", "1", "是"}[i]}, {wrong, "G" + first + "='" + workbook.Escape(h.typed[i])}} {
			edited, err := xlsxtest.Edit(data, "评分表!"+to.edit)
			if err == nil {
				edited, err = xlsxtest.Repack(edited, func(_ string, content []byte) []byte {
					return bytes.ReplaceAll(content, []byte(escaped), []byte("毒_x001B_[31m"))
				})
			}
			if err == nil {
				err = os.MkdirAll(to.folder, 0o755)
			}
			if err == nil {
				err = os.WriteFile(filepath.Join(to.folder, name), edited, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	quiet(t, 1, append(by, "diff", in, other, "-o", path("更正.xlsx"))...)
	quiet(t, 1, append(by, "validate", wrong, "--annotate", path("退回"))...)
	quiet(t, 1, append(by, "validate", wrong, "--format", "json")...)
	quiet(t, 1, append(by, "score", wrong, "-o", path("无.xlsx"))...)

	documents := map[string][][]byte{}
	for name, content := range listing(t, folder) {
		top, rest, _ := strings.Cut(name, string(filepath.Separator))
		switch {
		case top == "改" || top == "错":
		case top == "输出":
			kind, _, _ := strings.Cut(rest, string(filepath.Separator))
			if strings.HasSuffix(kind, "考核汇总.xlsx") {
				kind = "汇总.xlsx"
			}
			documents[kind] = append(documents[kind], []byte(content))
		case before[name] != content:
			t.Errorf("%q has been written to", name)
		}
	}
	counts := map[string]int{}
	for kind, files := range documents {
		counts[kind] = len(files)
	}
	want := map[string]int{
		"空白": 5, "汇总.xlsx": 2, "反馈": len(h.units), "结果.xlsx": 1, "征求.xlsx": 1, "征求": len(h.units), "未齐.xlsx": 1, "表.xlsx": 1, "更正.xlsx": 1, "退回": 5,
	}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("documents: %s", diff)
	}
	return documents
}

// listing are the files in a folder and below it, with what is in them.
func listing(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// active matches what a program may obey in the parts of a workbook.
var active = regexp.MustCompile(`(?s)<(?:\w+:)?(f|formula|formula[12]|definedName|oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter)(?:\s[^>]*)?>([^<]*)</|<(hyperlink|sheet|Relationship)\s([^>]*)>`)

// literal matches a text in a formula.
var literal = regexp.MustCompile(`"(?:[^"]|"")*"`)

// skeleton is all in a workbook that a program may obey, without the texts that
// stand in formulas as texts.
func skeleton(t *testing.T, data []byte) string {
	t.Helper()
	var lines []string
	_, err := xlsxtest.Repack(data, func(name string, content []byte) []byte {
		for _, m := range active.FindAllSubmatch(content, -1) {
			element, text := string(m[1])+string(m[3]), html.UnescapeString(string(m[2])+string(m[4]))
			if m[3] == nil {
				text = literal.ReplaceAllString(text, "“”")
			}
			lines = append(lines, name+" "+element+" "+text)
		}
		return content
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// textsIn are what a workbook's comments, and the cells of each of its worksheets, say.
func textsIn(t *testing.T, data []byte) map[string]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, text := range row {
				found[sheet] += text + "\n"
			}
		}
		comments, err := f.GetComments(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, comment := range comments {
			found["批注"] += workbook.Unescape(comment.Text) + "\n"
			for _, run := range comment.Paragraph {
				found["批注"] += workbook.Unescape(run.Text) + "\n"
			}
		}
	}
	return found
}

// TestTextsAreNothingButTexts: of a set whose texts all mean something to some
// program the documents have the same formulas, links, names, headers and footers as
// of one with harmless texts, and those texts are in their cells as they were.
func TestTextsAreNothingButTexts(t *testing.T) {
	hostile, harmless := attack.documents(t), attack.tame().documents(t)
	said := map[string]string{}
	for kind, files := range hostile {
		var got, want []string
		for i := range files {
			got, want = append(got, skeleton(t, files[i])), append(want, skeleton(t, harmless[kind][i]))
			for place, text := range textsIn(t, files[i]) {
				said[kind] += text
				said[kind+place] += text
			}
			if strings.Contains(got[i], mark) || strings.Contains(got[i], "External") {
				t.Errorf("%s: %s", kind, got[i])
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
	plain := func(text string) string { // as XML can have it
		return strings.ReplaceAll(text, escaped, "毒\uFFFD[31m")
	}
	for kind, all := range map[string][][]string{
		"汇总.xlsx": {{strings.TrimSuffix(attack.title, "指标")}, attack.categories, attack.items[:1], attack.criteria, attack.grades[:1], attack.notes, {attack.files[0]}},
		"反馈":      {attack.criteria[:3], attack.notes[:4], attack.reasons[:1]},
		"结果.xlsx": {attack.grades[1:2]},
		"空白":      {attack.categories, attack.items, attack.criteria},
		"表.xlsx":  {{attack.title}, attack.categories, attack.items, attack.criteria, attack.grades, attack.notes},
		"退回校验结果":  {attack.typed[:2]},
		"退回批注":    {attack.typed[:2]},
	} {
		for _, text := range slices.Concat(all...) {
			if !strings.Contains(said[kind], plain(text)) {
				t.Errorf("%s does not say %q", kind, plain(text))
			}
		}
	}
}

// TestFieldsOfCSVAreNoFormulas: neither for a spreadsheet program nor, on their way
// there, for the terminal.
func TestFieldsOfCSVAreNoFormulas(t *testing.T) {
	table, _ := attack.set(t, t.TempDir())
	stdout, _ := quiet(t, 0, "indicators", "--table", table, "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil || len(rows) != 6 || rows[1][1] != "'=毒1+1" {
		t.Fatalf("%q, %v", rows, err)
	}
	for _, field := range slices.Concat(rows...) {
		if sanitize.Field(field) != field {
			t.Errorf("%q is a formula", field)
		}
	}
}

// TestDocumentsNameNobody: neither who filled a sheet in, nor who ran the program,
// where, or on which machine. Annotated copies go back to whoever filled them in.
func TestDocumentsNameNobody(t *testing.T) {
	marked := map[string]string{"USER": "用户某甲", "LOGNAME": "用户某乙", "USERNAME": "用户某丙", "HOSTNAME": "主机某甲", "COMPUTERNAME": "主机某乙", "HOME": "/home/某某"}
	var secrets []string
	for name, value := range marked {
		t.Setenv(name, value)
		secrets = append(secrets, value)
	}
	home, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	secrets = append(secrets, home, t.Name(), os.TempDir())
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	words := []string{regexp.QuoteMeta(host)}
	if who, err := user.Current(); err == nil {
		words = append(words, regexp.QuoteMeta(who.Username))
	}
	somebody := regexp.MustCompile(`\b(` + strings.Join(words, "|") + `)\b`)
	absolutely := regexp.MustCompile(`(?m)(^|[\s“《（：])(/\p{L}|[A-Za-z]:[\\/]|\\\\|盘\d)`)
	for kind, files := range attack.tame().documents(t) {
		for _, data := range files {
			parts, err := workbook.Unpack(data)
			if err != nil {
				t.Fatal(err)
			}
			hidden := secrets
			if kind != "退回" {
				hidden = slices.Concat(secrets, fillers, phones)
			}
			for _, part := range parts {
				for _, secret := range hidden {
					if bytes.Contains(part.Content, []byte(secret)) || strings.Contains(part.Name, secret) {
						t.Errorf("%s: %s names %s", kind, part.Name, secret)
					}
				}
				if found := somebody.Find(part.Content); found != nil {
					t.Errorf("%s: %s names %s", kind, part.Name, found)
				}
			}
			for place, text := range textsIn(t, data) {
				if found := absolutely.FindString(text); found != "" {
					t.Errorf("%s: %s has the path %s", kind, place, found)
				}
			}
		}
	}
}

// TestNoCopyIsWrittenThroughALink that leads out of the folder for copies; one that
// stays in it, or that is the folder itself, is the user's own affair.
func TestNoCopyIsWrittenThroughALink(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(sheetsDir, "2022年质量工作考核评分表-市水利局.xlsx"))
	if err == nil {
		data, err = xlsxtest.Edit(data, "评分表!F5='差")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, folder := range []string{"in/sub", "in/other", "copies/real", "outside"} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"copies/sub": "../outside", "copies/other": "real", "link": "copies"} {
		if err := os.Symlink(target, name); err != nil {
			t.Fatal(err)
		}
	}
	for _, sheet := range []string{"in/a.xlsx", "in/other/b.xlsx"} {
		if err := os.WriteFile(sheet, data, 0o644); err != nil {
			t.Fatal(err)
		}
		data = append(data[:len(data):len(data)], 0) // another content
	}
	quiet(t, 1, "validate", "in", "--annotate", "link")
	if _, err := os.Stat("copies/a.xlsx"); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile("in/sub/c.xlsx", data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, stderr := quiet(t, 2, "validate", "in", "--annotate", "copies"); !strings.Contains(stderr, "copies/sub/c.xlsx  Q") {
		t.Error(stderr)
	}
	if left := listing(t, "outside"); len(left) > 0 {
		t.Error(left)
	}
}
