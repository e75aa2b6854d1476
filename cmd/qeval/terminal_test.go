package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"qeval/internal/msg"
	"qeval/internal/sanitize"
	"qeval/internal/term"
	"qeval/internal/xlsxtest"
)

// atWidth runs a command as in a terminal of a width, and returns its results.
func atWidth(t *testing.T, width int, lang msg.Lang, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	a := &app{
		lang: lang, getenv: func(string) string { return "" }, stdout: sanitize.NewWriter(&out), stderr: new(bytes.Buffer),
		terminal: term.Terminal{Out: &out, Width: width},
	}
	root := a.root()
	root.SetArgs(args)
	if code := a.end(root, args, root.Execute()); code > 1 {
		t.Fatalf("%q ends with %d: %s", args, code, a.stderr)
	}
	return out.String()
}

// TestTablesFitTheTerminal: all lines of a table are equally wide, and no wider than
// the terminal.
func TestTablesFitTheTerminal(t *testing.T) {
	sheets, err := filepath.Abs(sheetsDir)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	some := filepath.Join(folder, "some")
	if err := os.CopyFS(some, os.DirFS(sheets)); err != nil {
		t.Fatal(err)
	}
	for _, department := range []string{"市水利局", "市市场监管局", "运城海关"} {
		if err := os.Remove(filepath.Join(some, "2022年质量工作考核评分表-"+department+".xlsx")); err != nil {
			t.Fatal(err)
		}
	}
	table := filepath.Join(folder, "2023.xlsx")
	atWidth(t, 80, msg.Chinese, "indicators", "-o", table)
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	if data, err = xlsxtest.Edit(data, "指标表!D5=市市场监管局"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(table, data, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("RUNEWIDTH_EASTASIAN", "")
	narrow := &runewidth.Condition{}
	for _, width := range []int{60, 80, 120, 200} {
		for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
			for _, args := range [][]string{
				{"score", "-n", sheets}, {"score", "-n", sheets, "--color", "always"}, {"score", "-n", "--partial", some}, {"status", some}, {"status", sheets},
				{"indicators"}, {"indicators", "-d", "市公安局"}, {"indicators", "--diff", table}, {"explain"},
			} {
				t.Run(fmt.Sprint(width, " ", lang, " ", args[0], args[len(args)-1]), func(t *testing.T) {
					lines := strings.Split(atWidth(t, width, lang, args...), "\n")
					rules, want := 0, 0
					for _, line := range lines {
						line = colors.Replace(line)
						if strings.HasPrefix(line, "──") {
							if rules++; rules%3 == 1 {
								want = narrow.StringWidth(line)
							}
						}
						inside := rules%3 != 0 || strings.HasPrefix(line, "──")
						if got := narrow.StringWidth(line); inside && (got != want || got > width) {
							t.Errorf("%d wide, want %d: %s", got, want, line)
						}
					}
					if rules == 0 || rules%3 != 0 {
						t.Errorf("%d rules", rules)
					}
				})
			}
		}
	}
}

// TestALongNameIsWrapped in the ranking, and takes no other column away.
func TestALongNameIsWrapped(t *testing.T) {
	folder := t.TempDir()
	atWidth(t, 80, msg.Chinese, "template", "-o", folder, "--units", strings.Repeat("很长的县", 100)+",乙县")
	for line := range strings.Lines(atWidth(t, 80, msg.Chinese, "score", "-n", "--partial", folder)) {
		if width := new(runewidth.Condition).StringWidth(strings.TrimSpace(line)); width > 80 && strings.Contains(line, "很长") && !strings.Contains(line, "Q") {
			t.Errorf("%d wide: %s", width, line)
		}
	}
}

var colors = strings.NewReplacer("\x1b[31m", "", "\x1b[32m", "", "\x1b[33m", "", "\x1b[36m", "", "\x1b[0m", "")
