package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/goldentest"
	"qeval/internal/msg"
	"qeval/internal/xlsxtest"
)

const (
	readme  = "../../README.md"
	chinese = "# 中文说明" // from this line on the README is for another reader
	refresh = "go test ./cmd/qeval -run Readme -update"
)

// notRun are the commands that the README shows and the tests do not run: they take
// long, need a network or the whole repository, or are the tests.
var notRun = [...]string{
	"go test ./...",
	"go build ./cmd/qeval",
	"go run ./internal/release",
	"go env -w GOPROXY=https://goproxy.cn,direct",
	"testdata/readme/render",
	"go test -tags interop -run - -bench Peers -benchtime 3x ./cmd/qeval",
}

// A shown command of the README: the line that it is in, and the lines from..to that
// it is said to print.
type shown struct {
	command        string
	line, from, to int
}

// shownIn finds the commands in lines of the README, which are of three kinds:
//
//	```console             lines after "$ ", each followed by what it prints
//	```sh                  every line, what the last prints being a ```text block
//	<!-- $ COMMAND -->     what the prose tells people to do by hand, as in Excel
func shownIn(t *testing.T, lines []string) []shown {
	t.Helper()
	var all []shown
	fence := ""
	for i, line := range lines {
		console, isCommand := strings.CutPrefix(line, "$ ")
		hand, byHand := strings.CutPrefix(line, "<!-- $ ")
		language, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && fence != "":
			fence = ""
		case isFence:
			if fence = language; !slices.Contains([]string{"console", "sh", "text"}, fence) {
				t.Fatalf("line %d: a block of another kind: %s", i+1, line)
			}
			if fence == "text" {
				all[len(all)-1].from, all[len(all)-1].to = i+1, i+1
			}
		case fence == "console" && isCommand:
			all = append(all, shown{console, i + 1, i + 1, i + 1})
		case fence == "sh":
			all = append(all, shown{command: line, line: i + 1})
		case fence != "":
			all[len(all)-1].to = i + 1
		case byHand:
			all = append(all, shown{command: strings.TrimSuffix(hand, " -->"), line: i + 1})
		}
	}
	return all
}

// TestTheReadmeShowsWhatComesOut: its commands are run in order, those before the
// Chinese section in one shell and its own in another, each beginning in a folder of
// its own with the sample sheets where a clone has them. -update shows what came out.
func TestTheReadmeShowsWhatComesOut(t *testing.T) {
	inProcesses(t)
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	middle := slices.Index(lines, chinese)
	if middle < 0 {
		t.Fatalf("the README has no line %q", chinese)
	}
	all := shownIn(t, lines)
	first := slices.IndexFunc(all, func(s shown) bool { return s.line > middle })
	if first < 0 || len(all)-first < 15 || first < 15 {
		t.Fatalf("%d commands, %d of them before the Chinese section", len(all), first)
	}
	for _, command := range notRun {
		if !slices.ContainsFunc(all, func(s shown) bool { return s.command == command }) {
			t.Errorf("the README does not show %s", command)
		}
	}
	changed := slices.Clone(lines)
	printed := slices.Concat(session(t, all[:first]), session(t, all[first:]))
	for i, got := range slices.Backward(printed) { // so that -update moves no line still to come
		if s := all[i]; !slices.Equal(got, lines[s.from:s.to]) && !slices.Contains(notRun[:], s.command) {
			if s.from == 0 {
				t.Errorf("%s, line %d: %s\nis not shown to print\n%s", readme, s.line, s.command, strings.Join(got, "\n"))
			} else if goldentest.Update() {
				changed = slices.Replace(changed, s.from, s.to, got...)
			} else {
				t.Errorf("%s, line %d: %s\nprints\n%s\nnot\n%s\n(%s)", readme, s.line, s.command,
					strings.Join(got, "\n"), strings.Join(lines[s.from:s.to], "\n"), refresh)
			}
		}
	}
	if goldentest.Update() {
		if err := os.WriteFile(readme, []byte(strings.Join(changed, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// session runs commands in one shell and returns the lines that each prints, on
// standard output and standard error together as in a terminal, without blanks at
// their ends.
func session(t *testing.T, commands []shown) [][]string {
	t.Helper()
	const end = "\x00" // which nothing prints
	home := t.TempDir()
	clone := filepath.Join(home, "qeval")
	if err := os.CopyFS(filepath.Join(clone, "testdata/sheets"), os.DirFS(sheetsDir)); err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	for _, s := range commands {
		command := strings.Replace(s.command, "go run ./cmd/qeval ", "qeval ", 1)
		if slices.Contains(notRun[:], command) {
			command = ":"
		}
		fmt.Fprintf(&script, "%s\nprintf '\\000'\n", command)
	}
	shell := exec.Command("sh", "-c", script.String())
	shell.Dir = clone
	shell.Env = append(os.Environ(), "HOME="+home, "LC_ALL=C", "QEVAL_LANG=", "QEVAL_TABLE=", "NO_COLOR=",
		"GORACE=atexit_sleep_ms=0") // else the race detector sleeps a second at every exit
	printed, err := shell.CombinedOutput()
	outputs := strings.Split(string(printed), end)
	if err != nil || len(outputs) != len(commands)+1 {
		t.Fatalf("%v: %s", err, printed)
	}
	all := make([][]string, len(commands))
	for i := range all {
		for line := range strings.Lines(outputs[i]) {
			all[i] = append(all[i], strings.TrimRight(line, " \n"))
		}
	}
	return all
}

// excel stands in for the person who changes cells in Excel: excel FILE PLACE=VALUE…,
// see [xlsxtest.Edit].
func excel() {
	data, err := os.ReadFile(os.Args[1])
	if err == nil {
		data, err = xlsxtest.Edit(data, os.Args[2:]...)
	}
	if err == nil {
		err = os.WriteFile(os.Args[1], data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// TestTheReadmesLinksLead to a file of the repository or to a heading of its own.
func TestTheReadmesLinksLead(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	punctuation := regexp.MustCompile(`[^\p{L}\p{N} -]`)
	var anchors []string
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(string(data), -1) {
		text := punctuation.ReplaceAllString(strings.ToLower(heading[1]), "")
		anchors = append(anchors, "#"+strings.ReplaceAll(text, " ", "-"))
	}
	pictures := 0
	for _, link := range regexp.MustCompile(`(!?)\[[^]]*\]\(([^)]*)\)`).FindAllStringSubmatch(string(data), -1) {
		switch target := link[2]; {
		case strings.HasPrefix(target, "https://"):
		case strings.HasPrefix(target, "#"):
			if !slices.Contains(anchors, target) {
				t.Errorf("no heading for %s among %s", target, anchors)
			}
		default:
			info, err := os.Stat(filepath.Join(filepath.Dir(readme), target))
			if err != nil {
				t.Error(err)
			} else if link[1] != "" {
				pictures++
				if size := info.Size(); size > 200_000 {
					t.Errorf("%s has %d bytes, too many to look at", target, size)
				}
			}
		}
	}
	if pictures != 2 {
		t.Errorf("%d pictures", pictures)
	}
}

// TestTheReadmeListsEveryCode as the catalogue declares it.
func TestTheReadmeListsEveryCode(t *testing.T) {
	const begin, end = "-update -->\n", "<!-- /codes -->"
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("the README has no place for the codes")
	}
	var table strings.Builder
	table.WriteString("| code | level | problem | 问题 |\n|---|---|---|---|\n")
	for _, info := range diag.Kinds() {
		fmt.Fprintf(&table, "| %s | %s %s | %s | %s |\n", info.Code, info.Level.Name(msg.English), info.Level.Name(msg.Chinese), info.Title.In(msg.English), info.Title.In(msg.Chinese))
	}
	want := before + begin + table.String() + end + after
	if goldentest.Update() {
		if err := os.WriteFile(readme, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(data) {
		t.Error("the README's codes are out of date: " + refresh)
	}
}
