package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/diag"
	"qeval/internal/goldentest"
	"qeval/internal/msg"
	"qeval/internal/xlsxtest"
)

const (
	repository  = "../../"
	updateDocs  = "go test ./cmd/qeval -run Docs -update"
	readme      = "README.md"
	officesYear = "cmd/qeval/docs/操作手册.md"
	codesPage   = "cmd/qeval/docs/codes.md"
)

// A document is for people to read, and has at most so many lines.
type document struct {
	path  string
	lines int
	apart string // the section that is a session of its own
}

var documents = [...]document{
	{path: readme, lines: 240, apart: "## 给办公室"},
	{path: officesYear, lines: 400},
	{path: "cmd/qeval/docs/manual.md", lines: 400},
	{path: "cmd/qeval/docs/reference.md", lines: 240},
	{path: codesPage, lines: 200},
}

func (d document) read(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(repository + d.path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (d document) write(t *testing.T, text string) {
	t.Helper()
	if err := os.WriteFile(repository+d.path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// notRun are the commands that are shown and that the tests do not run: they take long,
// need the whole repository, or are the tests.
var notRun = [...]string{
	"go test ./...",
	"go build ./cmd/qeval",
	"go run ./internal/release",
	"go test -tags interop -run - -bench Peers -benchtime 3x ./cmd/qeval",
}

// A shown command of a document: the line that it is in, the section, and the lines
// from..to that it is said to print.
type shown struct {
	command        string
	section        string
	line, from, to int
}

// shownIn finds the commands in lines of a document, which are of three kinds:
//
//	```console             lines after "$ ", each followed by what it prints
//	```sh                  every line, what the last prints being a ```text block
//	<!-- $ COMMAND -->     what the prose tells people to do by hand, as in Excel
//
// A block of no language is a picture made of text.
func shownIn(t *testing.T, lines []string) []shown {
	t.Helper()
	var all []shown
	fence, section := "", ""
	for i, line := range lines {
		console, isCommand := strings.CutPrefix(line, "$ ")
		hand, byHand := strings.CutPrefix(line, "<!-- $ ")
		language, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && fence != "":
			fence = ""
		case isFence:
			switch fence = language; {
			case language == "":
				fence = "a picture"
			case fence == "text" && len(all) > 0:
				all[len(all)-1].from, all[len(all)-1].to = i+1, i+1
			case fence != "console" && fence != "sh":
				t.Fatalf("line %d: a block of another kind: %s", i+1, line)
			}
		case fence == "console" && isCommand:
			all = append(all, shown{console, section, i + 1, i + 1, i + 1})
		case fence == "sh":
			all = append(all, shown{command: line, section: section, line: i + 1})
		case fence == "console" || fence == "text":
			all[len(all)-1].to = i + 1
		case fence != "":
		case byHand:
			all = append(all, shown{command: strings.TrimSuffix(hand, " -->"), section: section, line: i + 1})
		case strings.HasPrefix(line, "## "):
			section = line
		}
	}
	return all
}

// TestDocsShowWhatComesOut: the commands of each document are run in order, in a shell
// that begins in a folder with the sample sheets where a clone has them. -update shows
// what came out.
func TestDocsShowWhatComesOut(t *testing.T) {
	inProcesses(t)
	var seen []string
	for _, doc := range documents {
		all := shownIn(t, strings.Split(doc.read(t), "\n"))
		for _, s := range all {
			seen = append(seen, s.command)
		}
		t.Run(path.Base(doc.path), func(t *testing.T) {
			t.Parallel()
			doc.compare(t, all)
		})
	}
	for _, command := range notRun {
		if !slices.Contains(seen, command) {
			t.Errorf("no document shows %s", command)
		}
	}
}

// compare holds the document against what its commands print.
func (d document) compare(t *testing.T, all []shown) {
	lines := strings.Split(d.read(t), "\n")
	isApart := func(s shown) bool { return d.apart != "" && s.section == d.apart }
	var here, apart []shown
	for _, s := range all {
		if isApart(s) {
			apart = append(apart, s)
		} else {
			here = append(here, s)
		}
	}
	if (d.apart != "") != (len(apart) > 0) {
		t.Fatalf("%s has no section %s with commands", d.path, d.apart)
	}
	printed, printedApart := session(t, here), session(t, apart)
	changed := slices.Clone(lines)
	for _, s := range slices.Backward(all) { // so that -update moves no line still to come
		from := &printed
		if isApart(s) {
			from = &printedApart
		}
		got := (*from)[len(*from)-1]
		*from = (*from)[:len(*from)-1]
		if slices.Equal(got, lines[s.from:s.to]) || slices.Contains(notRun[:], s.command) {
			continue
		}
		if s.from == 0 {
			t.Errorf("%s, line %d: %s\nis not shown to print\n%s", d.path, s.line, s.command, strings.Join(got, "\n"))
		} else if goldentest.Update() {
			changed = slices.Replace(changed, s.from, s.to, got...)
		} else {
			t.Errorf("%s, line %d: %s\nprints\n%s\nnot\n%s\n(%s)", d.path, s.line, s.command,
				strings.Join(got, "\n"), strings.Join(lines[s.from:s.to], "\n"), updateDocs)
		}
	}
	if goldentest.Update() {
		d.write(t, strings.Join(changed, "\n"))
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

// TestDocsAreShort, so that they are read.
func TestDocsAreShort(t *testing.T) {
	for _, doc := range documents {
		if lines := strings.Count(doc.read(t), "\n"); lines > doc.lines {
			t.Errorf("%s has %d lines, more than %d", doc.path, lines, doc.lines)
		}
	}
}

// TestDocsNameWhatThereIs: commands, options, tests and packages that stand in the prose,
// and the README's table of the year has only commands that the manual runs.
func TestDocsNameWhatThereIs(t *testing.T) {
	root := trees(&bytes.Buffer{})["zh"]
	tests := testsOf(t)
	var run []string
	for _, s := range shownIn(t, strings.Split(documents[1].read(t), "\n")) {
		command, _, _ := strings.Cut(s.command, " > ")
		run = append(run, command)
	}
	aTest := regexp.MustCompile(`^(Test|Fuzz|Benchmark)\p{L}+$`)
	aStep := regexp.MustCompile(`^\| \d+ `)
	steps := 0
	for _, doc := range documents {
		for line := range strings.Lines(withoutBlocks(doc.read(t))) {
			for _, span := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(line, -1) {
				words := strings.Fields(span[1])
				switch {
				case words[0] == "qeval" && len(words) > 1:
					if complaint := unknownIn(root, words[1:]); complaint != "" {
						t.Errorf("%s: %s: there is no %s", doc.path, span[1], complaint)
					}
					if doc.path == readme && aStep.MatchString(line) {
						steps++
						if !slices.Contains(run, span[1]) {
							t.Errorf("%s does not run %s", officesYear, span[1])
						}
					}
				case strings.HasPrefix(words[0], "--"):
					if !slices.ContainsFunc(everyCommand(root), func(cmd *cobra.Command) bool { return hasOption(cmd, words[0]) }) {
						t.Errorf("%s: no command has %s", doc.path, words[0])
					}
				case aTest.MatchString(span[1]) && !tests[span[1]]:
					t.Errorf("%s: there is no test %s", doc.path, span[1])
				}
			}
		}
	}
	if steps < 10 {
		t.Errorf("%d steps of the year", steps)
	}
	packages, err := os.ReadDir(repository + "internal")
	if err != nil {
		t.Fatal(err)
	}
	text := documents[0].read(t)
	for _, p := range packages {
		if p.IsDir() && !strings.Contains(text, "`"+p.Name()+"`") {
			t.Errorf("%s says nothing of the package %s", readme, p.Name())
		}
	}
}

// unknownIn is the first word of a command line that means nothing.
func unknownIn(root *cobra.Command, words []string) string {
	cmd, _, _ := root.Find(words[:1])
	if !cmd.HasParent() && !slices.Contains([]string{"命令", "COMMAND"}, words[0]) {
		return words[0]
	}
	for _, word := range words[1:] {
		if strings.HasPrefix(word, "-") && !hasOption(cmd, word) {
			return word
		}
	}
	return ""
}

// hasOption reports whether a command takes an option, whose value may follow after =.
func hasOption(cmd *cobra.Command, option string) (found bool) {
	name, _, _ := strings.Cut(option, "=")
	everyFlag(cmd, func(f *pflag.Flag) { found = found || name == "--"+f.Name || name == "-"+f.Shorthand })
	return found
}

// testsOf are the names of all tests of the repository.
func testsOf(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\pL+)\(`)
	err := fs.WalkDir(os.DirFS(repository), ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, "_test.go") {
			return err
		}
		data, err := os.ReadFile(repository + file)
		for _, name := range declared.FindAllSubmatch(data, -1) {
			found[string(name[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// withoutBlocks is a document's prose.
func withoutBlocks(text string) string {
	var prose strings.Builder
	for i, part := range strings.Split("\n"+text, "\n```") {
		if i%2 == 0 {
			prose.WriteString(part)
		}
	}
	return prose.String()
}

// TestDocsLinksLead to a file of the repository or to a heading.
func TestDocsLinksLead(t *testing.T) {
	anchors := map[string][]string{}
	punctuation := regexp.MustCompile(`[^\p{L}\p{N} -]`)
	for _, doc := range documents {
		for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(doc.read(t), -1) {
			text := punctuation.ReplaceAllString(strings.ToLower(heading[1]), "")
			anchors[doc.path] = append(anchors[doc.path], strings.ReplaceAll(text, " ", "-"))
		}
	}
	pictures := 0
	for _, doc := range documents {
		for _, link := range regexp.MustCompile(`(!?)\[[^]]*\]\(([^)]*)\)`).FindAllStringSubmatch(withoutBlocks(doc.read(t)), -1) {
			if strings.HasPrefix(link[2], "https://") {
				continue
			}
			file, anchor, _ := strings.Cut(link[2], "#")
			target := doc.path
			if file != "" {
				target = path.Join(path.Dir(doc.path), file)
			}
			info, err := os.Stat(repository + target)
			if err != nil {
				t.Error(err)
				continue
			}
			if anchor != "" && !slices.Contains(anchors[target], anchor) {
				t.Errorf("%s: no heading for %s among %s", doc.path, link[2], anchors[target])
			}
			if link[1] != "" {
				pictures++
				if size := info.Size(); size > 200_000 {
					t.Errorf("%s has %d bytes, too many to look at", target, size)
				}
			}
		}
	}
	if pictures != 1 {
		t.Errorf("%d pictures", pictures)
	}
}

// TestDocsListEveryCode as it is declared.
func TestDocsListEveryCode(t *testing.T) {
	const begin = "| code |"
	doc := documents[slices.IndexFunc(documents[:], func(d document) bool { return d.path == codesPage })]
	text := doc.read(t)
	before, _, ok := strings.Cut(text, begin)
	if !ok {
		t.Fatal("there is no place for the codes")
	}
	var table strings.Builder
	table.WriteString(begin + " level | problem | 问题 |\n|---|---|---|---|\n")
	for _, info := range diag.Kinds() {
		fmt.Fprintf(&table, "| %s | %s %s | %s | %s |\n", info.Code, info.Level.Name(msg.English), info.Level.Name(msg.Chinese), info.Title.In(msg.English), info.Title.In(msg.Chinese))
	}
	if want := before + table.String(); goldentest.Update() {
		doc.write(t, want)
	} else if want != text {
		t.Error("the codes are out of date: " + updateDocs)
	}
}

// TestTheManualIsPrinted as it lies in docs, in both languages, but for the lines that
// say to the tests what people do by hand.
func TestTheManualIsPrinted(t *testing.T) {
	for lang, file := range map[string]string{"zh": officesYear, "en": "cmd/qeval/docs/manual.md"} {
		var out bytes.Buffer
		status := run([]string{"manual", "--lang", lang}, func(string) string { return "" }, &out, &bytes.Buffer{})
		var lines []string // that are not empty
		for line := range strings.Lines((document{path: file}).read(t)) {
			if line != "\n" && !strings.HasPrefix(line, "<!-- $ ") {
				lines = append(lines, line)
			}
		}
		printed := slices.DeleteFunc(slices.Collect(strings.Lines(out.String())), func(line string) bool { return line == "\n" })
		if status != 0 || !slices.Equal(printed, lines) || strings.Contains(out.String(), "\n\n\n") {
			t.Errorf("%s: exit status %d, %d lines, not the %d of %s", lang, status, len(printed), len(lines), file)
		}
	}
}
