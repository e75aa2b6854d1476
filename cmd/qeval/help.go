package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/msg"
	"qeval/internal/term"
)

// A section is a part of what is said about a command, in its help and in its manual
// page alike.
type section struct {
	head    string
	lines   []string // as they stand: how to call it, examples
	text    string   // paragraphs, one a line
	entries []entry
	once    bool // it holds for every command, so that only the help of qeval itself has it
}

// An entry is a thing with a name, and what is said about it.
type entry struct{ name, about string }

// sections are all that there is to say about a command beside what it does in a line,
// examples first.
func (a *app) sections(cmd *cobra.Command) []section {
	all := []section{
		{head: a.text(msg.UsageHead), lines: []string{"  " + a.usageLine(cmd)}},
		{head: a.text(msg.UsageExamples), lines: lines(cmd.Example)},
		{head: a.text(msg.UsageAbout), text: cmd.Long},
		{head: a.text(msg.UsageCommands), entries: commandEntries(cmd)},
		{head: a.text(msg.UsageFlags), entries: flagEntries(cmd.LocalFlags())},
		{head: a.text(msg.UsageGlobalFlags), entries: flagEntries(cmd.InheritedFlags())},
		{head: a.text(msg.UsageExit), entries: a.exits(cmd), once: cmd.Name() != diffName},
		{head: a.text(msg.UsageFiles), once: true, entries: []entry{{"*.xlsx", a.text(msg.FilesWorkbooks)}}},
		{head: a.text(msg.UsageEnvironment), once: true, entries: []entry{
			{"QEVAL_LANG", a.text(msg.EnvLang)}, {tableVariable, a.text(msg.EnvTable)}, {"NO_COLOR", a.text(msg.EnvColor)},
		}},
	}
	return slices.DeleteFunc(all, func(s section) bool { return s.lines == nil && s.text == "" && s.entries == nil })
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// usageLine is how a command is called.
func (a *app) usageLine(cmd *cobra.Command) string {
	line := cmd.CommandPath()
	if cmd.HasSubCommands() {
		line += " " + a.text(msg.UsagePlaceholder)
	} else if _, arguments, ok := strings.Cut(cmd.Use, " "); ok {
		line += " " + arguments
	}
	return line + " " + a.text(msg.UsageOptionsMark)
}

func commandEntries(cmd *cobra.Command) (found []entry) {
	for _, sub := range cmd.Commands() {
		if !sub.Hidden {
			found = append(found, entry{sub.Name(), sub.Short})
		}
	}
	return found
}

// flagEntries are the options with the names of their values. Those that have no short
// form are indented as far as it would take.
func flagEntries(flags *pflag.FlagSet) (found []entry) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, about := pflag.UnquoteUsage(f)
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		found = append(found, entry{strings.TrimRight(name+" "+value, " "), about})
	})
	return found
}

// exits are the exit statuses: those of diff are its own.
func (a *app) exits(cmd *cobra.Command) []entry {
	if cmd.Name() == diffName {
		return []entry{{"0", a.text(msg.ExitDiffSame)}, {"1", a.text(msg.ExitDiffChanges)}, {"2", a.text(msg.ExitDiffFault)}}
	}
	return []entry{{"0", a.text(msg.ExitDone)}, {"1", a.text(msg.ExitErrors)}, {"2", a.text(msg.ExitUsage)}}
}

// helpWidth is how wide help is at most: a terminal is hardly ever narrower, and longer
// lines are hard to read.
const helpWidth = 80

// help writes all that there is to say about a command.
func (a *app) help(cmd *cobra.Command) error {
	var b strings.Builder
	a.writeParagraphs(&b, cmd.Short)
	for _, s := range a.sections(cmd) {
		if s.once && cmd.HasParent() {
			continue
		}
		b.WriteByte('\n')
		if s.text != "" { // which needs no heading
			a.writeParagraphs(&b, s.text)
			continue
		}
		fmt.Fprintln(&b, s.head)
		for _, line := range s.lines {
			fmt.Fprintln(&b, line)
		}
		a.writeEntries(&b, s.entries)
	}
	if cmd.HasSubCommands() {
		b.WriteByte('\n')
		a.writeParagraphs(&b, a.text(msg.UsageMore(cmd.CommandPath())))
	}
	_, err := io.WriteString(cmd.OutOrStdout(), b.String())
	return err
}

// lineWidth is how wide lines of help and explanations are that begin at a column.
func (a *app) lineWidth(column int) int {
	width := helpWidth
	if a.terminal.Width > 0 {
		width = min(width, a.terminal.Width)
	}
	const narrowest = 20 // is not read as words any more
	return max(width-column, narrowest)
}

func (a *app) writeParagraphs(b *strings.Builder, text string) {
	for _, paragraph := range lines(text) {
		for _, line := range term.Wrap(paragraph, a.lineWidth(0)) {
			fmt.Fprintln(b, line)
		}
	}
}

// writeEntries writes names, and beside them what they are.
func (a *app) writeEntries(b *strings.Builder, entries []entry) {
	const widest = 26 // nearly all options
	column := 0
	for _, e := range entries {
		if strings.HasPrefix(strings.TrimLeft(e.name, " "), "-") {
			column = widest
		}
		column = max(column, min(term.TextWidth(e.name), widest))
	}
	for _, e := range entries {
		name := e.name
		if term.TextWidth(name) > column { // a line of its own
			fmt.Fprintf(b, "  %s\n", name)
			name = ""
		}
		for _, line := range term.Wrap(e.about, a.lineWidth(column+4)) {
			fmt.Fprintf(b, "  %s  %s\n", term.Pad(name, column), line)
			name = ""
		}
	}
}
