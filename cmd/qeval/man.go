package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/atomicfile"
	"qeval/internal/msg"
	"qeval/internal/output"
)

const manName = "man"

type manOptions struct {
	folder string
	force  bool
}

// manCommand is for whoever packages the program, and not in its help.
func (a *app) manCommand() *cobra.Command {
	var o manOptions
	cmd := &cobra.Command{
		Use: manName, Hidden: true, Short: a.text(msg.HelpMan), Example: a.text(msg.HelpManExample),
		RunE: func(cmd *cobra.Command, args []string) error { return a.man(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.folder, "output", "o", "", a.text(msg.FlagOutputDir))
	forceFlag(a, cmd, &o.force)
	return cmd
}

// man writes a manual page for each command, and one for qeval itself.
func (a *app) man(cmd *cobra.Command, o manOptions, args []string) error {
	if len(args) > 0 {
		return usage(cmd, msg.UsageArguments(args[0]))
	}
	folder := cmp.Or(o.folder, ".")
	list := output.CheckFolder(folder)
	if len(list) > 0 {
		return failure{list}
	}
	plan := output.Plan{Force: o.force}
	var files []atomicfile.File
	for _, about := range pageCommands(cmd.Root()) {
		path := filepath.Join(folder, pageName(about)+".1")
		list = append(list, plan.InFolder(path, msg.FixOtherManFolder)...)
		files = append(files, atomicfile.File{Path: path, Data: []byte(a.manPage(about))})
	}
	if len(list) > 0 {
		return failure{list}
	}
	kept, list := plan.Write(files)
	if len(list) > 0 {
		return failure{list}
	}
	a.showDiagnostics(keptNotes(kept, nil))
	a.say(msg.ManWrote(len(files), folder))
	return nil
}

// pageCommands are the commands that have a page, qeval itself first.
func pageCommands(root *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(everyCommand(root), func(cmd *cobra.Command) bool { return cmd.Hidden })
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage is a command's manual page. It has what the command's help has, and what
// that leaves to the help of qeval, in both languages: cobra's own generator has
// headings in English only, and a date.
func (a *app) manPage(cmd *cobra.Command) string {
	var b strings.Builder
	// Without the macros for Chinese no line would break between its characters.
	fmt.Fprintf(&b, ".\\\" -*- coding: utf-8 -*-\n.mso zh.tmac\n.TH %s 1 \"\" \"qeval %s\" \"%s\"\n.ad l\n.nh\n", strings.ToUpper(pageName(cmd)), roff(version()), roff(a.text(msg.ManTitle)))
	fmt.Fprintf(&b, ".SH %s\n%s \\- %s\n", a.text(msg.ManName), roff(pageName(cmd)), roff(cmd.Short))
	for _, s := range a.sections(cmd) {
		fmt.Fprintf(&b, ".SH %s\n", roff(strings.ToUpper(strings.TrimRight(s.head, ":："))))
		if len(s.lines) > 0 {
			b.WriteString(".nf\n")
			for _, line := range s.lines {
				fmt.Fprintln(&b, roff(strings.TrimSpace(line)))
			}
			b.WriteString(".fi\n")
		}
		for _, paragraph := range lines(s.text) {
			fmt.Fprintf(&b, ".PP\n%s\n", roff(paragraph))
		}
		for _, e := range s.entries {
			fmt.Fprintf(&b, ".TP\n\\fB%s\\fR\n%s\n", roff(strings.TrimSpace(e.name)), roff(e.about))
		}
	}
	fmt.Fprintf(&b, ".SH %s\n", a.text(msg.ManAlso))
	var also []string
	for _, other := range pageCommands(cmd.Root()) {
		if other != cmd {
			also = append(also, "\\fB"+roff(pageName(other))+"\\fR(1)")
		}
	}
	fmt.Fprintln(&b, strings.Join(also, ", "))
	return b.String()
}

// roff is a text that is nothing but itself on a manual page.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, `"`, `\(dq`).Replace(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text
	}
	return text
}
