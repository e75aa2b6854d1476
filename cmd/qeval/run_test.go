package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"pgregory.net/rapid"

	"qeval/internal/diag"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/tabletest"
	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// message is the line of a diagnostic: where, if it is anywhere, the code, and
// what.
var message = regexp.MustCompile(`(?m)^(?:\S.*  )?(Q\d{3})  \S`)

// unexplained says what a run lacks that did not end with 0: a message of an
// error that says where and what, on standard error and, if JSON is wanted, in
// the diagnostics too.
func unexplained(status int, stdout, stderr string, args []string) string {
	if status == 1 && command(args) == diffName {
		status = 0 // it has found changes, which needs no message and must have no error
	}
	var codes []string
	for _, m := range message.FindAllStringSubmatch(stderr, -1) {
		codes = append(codes, m[1])
	}
	isError := func(code string) bool {
		kind := diag.Lookup(diag.Code(code))
		if kind != nil && kind.Outstanding && slices.Contains(args, "--partial") {
			return false
		}
		return kind != nil && (kind.Level > diag.Warning || kind.Level == diag.Warning && slices.Contains(args, "--strict"))
	}
	if status != 0 && !slices.ContainsFunc(codes, isError) {
		return "no message says why: " + stderr
	}
	if status == 0 && slices.ContainsFunc(codes, isError) && !slices.Contains(args, "--strict") {
		return "there is an error: " + stderr
	}
	if early(args, "--format") != "json" || status == 0 {
		return ""
	}
	var out struct{ Diagnostics []struct{ Code string } }
	if err := json.Unmarshal([]byte(stdout), &out); err != nil {
		return "the output is not JSON: " + err.Error()
	}
	for _, d := range out.Diagnostics {
		if isError(d.Code) {
			return ""
		}
	}
	return "the diagnostics have no error"
}

// command is the command of a command line or, in a script, of one behind the
// status that is expected and the program.
func command(args []string) string {
	if len(args) > 2 && args[1] == "qeval" {
		args = args[2:]
	}
	return args[0]
}

// TestNoPathLeadsToAFailureWithoutAMessage: whatever is on the command line.
func TestNoPathLeadsToAFailureWithoutAMessage(t *testing.T) {
	sheets := filepath.Join(t.TempDir(), "sheets") // of its own: template --force may hit them
	if err := os.CopyFS(sheets, os.DirFS(sheetsDir)); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	good := filepath.Join(sheets, "2022年质量工作考核评分表-市水利局.xlsx")
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"half.xlsx": data[:len(data)/2], "empty.xlsx": nil, "text.xlsx": []byte("x"), "units.txt": []byte("盐湖区\n")} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("folder", 0o755); err != nil {
		t.Fatal(err)
	}
	word := rapid.SampledFrom([]string{
		good, sheets, "half.xlsx", "empty.xlsx", "text.xlsx", "folder", "nothing.xlsx", "*.xlsx", "?", "~$x.xlsx", "",
		"--strict", "--force", "-o", "out", "out.xlsx", "folder/out.xlsx", "no/out.xlsx", "--annotate", "copies", "half.xlsx/x",
		"--units", "盐湖区", "盐湖区,盐湖区", "units.txt", "--format", "json", "text", "csv", "xml", "--lang", "en", "fr",
		"-d", "市水利局", "市水利", "Q304", "C1.8", "Q99", "--help", "--nonsense", "--", "-",
	})
	command := rapid.SampledFrom([]string{"score", "validate", "validate", "diff", "diff", "template", "indicators", "explain", "version", "help", "completion", "man", "__complete", "nonsense", ""})
	rapid.Check(t, func(t *rapid.T) {
		args := append([]string{command.Draw(t, "command")}, rapid.SliceOfN(word, 0, 6).Draw(t, "args")...)
		if args[0] == cobra.ShellCompRequestCmd {
			args = append(args, word.Draw(t, "typed")) // there is always a word to complete
		}
		var stdout, stderr bytes.Buffer
		status := run(args, func(string) string { return "" }, &stdout, &stderr)
		if complaint := unexplained(status, stdout.String(), stderr.String(), args); complaint != "" {
			t.Fatalf("%q ends with %d: %s", args, status, complaint)
		}
		if strings.Contains(stderr.String(), string(diag.Internal.Code)+"  ") {
			t.Fatalf("%q: %s", args, stderr.String())
		}
	})
}

// TestEveryCodeIsProvokedByAScript, which shows its message and its cell.
func TestEveryCodeIsProvokedByAScript(t *testing.T) {
	elsewhere := map[diag.Code]string{
		diag.MoreAlike.Code:        "TestHostileFiles", // whose files are larger than a script
		diag.LongTable.Code:        "TestHostileFiles",
		diag.TooManyFiles.Code:     "TestHostileFolders",
		diag.TooManyUnits.Code:     "TestMoreUnitsThanCanBe",          // of package scoresheet
		diag.TooManyWords.Code:     "TestMoreWordsThanAreRead",        // and so are these
		diag.Internal.Code:         "TestAFaultOfTheProgramIsSaidToo", // no script can cause it
		diag.ManyCategories.Code:   "TestParseRefusesBrokenTables",    // of package indicator
		diag.ChangedMeanwhile.Code: "TestAFileThatIsChangedMeanwhile", // for which a script would have to be quick
	}
	scripts, err := filepath.Glob("../../testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, script := range scripts {
		data, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(script) != "explain.txtar" {
			said += string(data)
		}
	}
	for _, kind := range diag.Kinds() {
		if !strings.Contains(said, string(kind.Code)) && elsewhere[kind.Code] == "" {
			t.Errorf("%s (%s) is provoked by no script", kind.Code, kind.Title.In(msg.English))
		}
	}
}

type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("no more") }

// TestAFaultOfTheProgramIsSaidToo: no panic reaches the user.
func TestAFaultOfTheProgramIsSaidToo(t *testing.T) {
	var stderr bytes.Buffer
	if code := run([]string{"indicators"}, func(string) string { return "" }, panicking{}, &stderr); code != 2 {
		t.Errorf("exit status %d", code)
	}
	got := stderr.String()
	if !strings.HasPrefix(got, "Q009  程序内部错误：no more") || strings.Contains(got, "goroutine") {
		t.Errorf("%s", got)
	}
	for _, want := range []string{"QEVAL_DEBUG=1", "qeval (devel)", runtime.Version(), "qeval indicators"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	run([]string{"indicators"}, func(name string) string { return map[string]string{"QEVAL_DEBUG": "1"}[name] }, panicking{}, &stderr)
	if got := stderr.String(); !strings.Contains(got, ".panicking.Write(") {
		t.Errorf("no stack in %s", got)
	}
}

// TestAFileThatIsChangedMeanwhile has no annotated copy: the problems are not its own.
func TestAFileThatIsChangedMeanwhile(t *testing.T) {
	table := tabletest.Embedded(t)
	data, err := os.ReadFile(filepath.Join(sheetsDir, "2022年质量工作考核评分表-市水利局.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	versions := [2][]byte{}
	for i, edit := range []string{"评分表!F5=99", "评分表!F5=98"} {
		if versions[i], err = xlsxtest.Edit(data, edit); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	put := func(content []byte) {
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		now  []byte
		want string
	}{{versions[0], ""}, {versions[1], "Q113"}, {[]byte("PK"), "Q113"}} {
		put(versions[0])
		read := intake.Sheets([]string{path}, intake.Rules{Table: table}, nil)
		found := findings(read, read.List, false)
		if len(found) != 1 || !found[0].markable() {
			t.Fatalf("%v", read.List)
		}
		put(c.now)
		file, err := workbook.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		copied, list := annotated(&found[0], file, table)
		code := ""
		if len(list) > 0 {
			code = string(list[0].Code)
		}
		if code != c.want || (copied != nil) != (c.want == "") {
			t.Errorf("a copy of %d bytes, %v", len(copied), list)
		}
	}
}
