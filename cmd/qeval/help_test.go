package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/msg"
	"qeval/internal/sanitize"
	"qeval/internal/term"
)

// trees are the commands in both languages, and what they write goes to out.
func trees(out *bytes.Buffer) map[string]*cobra.Command {
	found := map[string]*cobra.Command{}
	for name, lang := range map[string]msg.Lang{"zh": msg.Chinese, "en": msg.English} {
		a := &app{lang: lang, getenv: func(string) string { return "" }, stdout: sanitize.NewWriter(out), stderr: sanitize.NewWriter(out)}
		found[name] = a.root()
	}
	return found
}

func everyFlag(cmd *cobra.Command, visit func(*pflag.Flag)) {
	cmd.LocalFlags().VisitAll(visit)
	cmd.InheritedFlags().VisitAll(visit)
}

// TestHelpFitsAndIsComplete, in both languages: no line is wider than 80 columns,
// examples come before options, and nothing lacks its words.
func TestHelpFitsAndIsComplete(t *testing.T) {
	var out bytes.Buffer
	width := (&runewidth.Condition{}).StringWidth
	for lang, root := range trees(&out) {
		for _, cmd := range everyCommand(root) {
			out.Reset()
			if err := cmd.Help(); err != nil {
				t.Fatal(err)
			}
			help := out.String()
			for line := range strings.Lines(help) {
				if w := width(strings.TrimRight(line, "\n")); w > 80 || line != strings.TrimRight(line, " \n")+"\n" {
					t.Errorf("%s, %s: %d columns: %s", cmd.CommandPath(), lang, w, line)
				}
			}
			examples := strings.Index(help, cmd.Example)
			if cmd.Example == "" || examples < 0 || cmd.Short == "" || !strings.HasPrefix(help, cmd.Short[:3]) || strings.Contains(help, "%!") || strings.Contains(help, "{") && cmd.Name() != completionName {
				t.Errorf("%s, %s:\n%s", cmd.CommandPath(), lang, help)
			}
			everyFlag(cmd, func(f *pflag.Flag) {
				if options := strings.Index(help, "--"+f.Name+" "); f.Usage == "" || strings.LastIndex(help, "--"+f.Name) < examples || options < 0 && !strings.Contains(help, "--"+f.Name+"\n") {
					t.Errorf("%s --%s, %s:\n%s", cmd.CommandPath(), f.Name, lang, help)
				}
			})
		}
	}
}

// TestHelpFitsANarrowTerminal, but for examples, which are to be copied as they stand.
func TestHelpFitsANarrowTerminal(t *testing.T) {
	var out bytes.Buffer
	a := &app{terminal: term.Terminal{Width: 60}, getenv: func(string) string { return "" }, stdout: &out, stderr: &out}
	if err := a.root().Help(); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(out.String(), "\n\n"+a.text(msg.UsageCommands))
	for line := range strings.Lines(rest) {
		if w := (&runewidth.Condition{}).StringWidth(strings.TrimRight(line, "\n")); w > a.terminal.Width {
			t.Errorf("%d columns: %s", w, line)
		}
	}
	if rest == "" {
		t.Errorf("no commands:\n%s", out.String())
	}
}

// TestEveryValueIsCompleted: no command and no option is forgotten.
func TestEveryValueIsCompleted(t *testing.T) {
	var out bytes.Buffer
	for _, cmd := range everyCommand(trees(&out)["zh"]) {
		if cmd.HasParent() && cmd.ValidArgsFunction == nil && cmd.ValidArgs == nil {
			t.Errorf("%s has arguments that are not completed", cmd.CommandPath())
		}
		everyFlag(cmd, func(f *pflag.Flag) {
			if _, ok := cmd.GetFlagCompletionFunc(f.Name); !ok && f.NoOptDefVal == "" {
				t.Errorf("%s --%s is not completed", cmd.CommandPath(), f.Name)
			}
		})
	}
}

// TestOtherNamesOfCommandsLeadToOne, in both languages.
func TestOtherNamesOfCommandsLeadToOne(t *testing.T) {
	var out bytes.Buffer
	for _, root := range trees(&out) {
		for _, cmd := range root.Commands() {
			if cmd.IsAvailableCommand() && len(cmd.SuggestFor) == 0 {
				t.Errorf("%s has no other name", cmd.Name())
			}
			for _, word := range cmd.SuggestFor {
				if found := root.SuggestionsFor(word); len(found) != 1 || found[0] != cmd.Name() {
					t.Errorf("%s leads to %v", word, found)
				}
			}
		}
	}
}

// TestManualPages: each command has one with all its options, and two runs write the
// same bytes. They are not written over.
func TestManualPages(t *testing.T) {
	for lang, root := range trees(&bytes.Buffer{}) {
		folder := t.TempDir()
		man := func(args ...string) int {
			return run(append([]string{"man", "-o", folder, "--lang", lang}, args...), func(string) string { return "" }, &bytes.Buffer{}, &bytes.Buffer{})
		}
		pages := func() map[string]string {
			found := map[string]string{}
			files, err := filepath.Glob(filepath.Join(folder, "*.1"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				found[strings.TrimSuffix(filepath.Base(file), ".1")] = string(data)
			}
			return found
		}
		if status := man(); status != 0 {
			t.Fatal(status)
		}
		first := pages()
		if again, forced := man(), man("--force"); again != 2 || forced != 0 {
			t.Errorf("again %d, with --force %d", again, forced)
		}
		second := pages()
		count := 0
		for _, cmd := range everyCommand(root) {
			if cmd.Hidden {
				continue
			}
			count++
			name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
			page := first[name]
			everyFlag(cmd, func(f *pflag.Flag) {
				if !strings.Contains(page, `\-\-`+strings.ReplaceAll(f.Name, "-", `\-`)) {
					t.Errorf("%s, %s, lacks --%s:\n%s", name, lang, f.Name, page)
				}
			})
			if page != second[name] || !strings.Contains(page, "NO_COLOR") {
				t.Errorf("%s, %s", name, lang)
			}
			for line := range strings.Lines(page) {
				if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !regexp.MustCompile(`^\.(\\"|mso|TH|SH|ad|nh|nf|fi|PP|TP)`).MatchString(line) {
					t.Errorf("%s, %s, has a request that it does not mean: %s", name, lang, line)
				}
			}
		}
		if len(first) != count {
			t.Errorf("%d pages of %d commands", len(first), count)
		}
	}
	if got := roff(`.a\b-c`); got != `\&.a\eb\-c` {
		t.Errorf("%s", got)
	}
}
