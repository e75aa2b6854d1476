package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/term"
)

const statusName = "status"

func (a *app) statusCommand() *cobra.Command {
	var o sheetOptions
	cmd := &cobra.Command{
		Use: a.text("help.status.use"), Short: a.text("help.status"), Example: a.text("help.status.eg"),
		Long: a.text("help.status") + "\n\n" + a.text("help.status.long"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.status(cmd, o, args) },
	}
	o.addFlags(a, cmd)
	return cmd
}

// status says how far each department has come, and what to do next. It ends with
// the exit status that score would find in the sheets.
func (a *app) status(cmd *cobra.Command, o sheetOptions, paths []string) error {
	table, roster, list, err := o.prepare(cmd, paths)
	if err != nil {
		return err
	}
	files, problems := expand(paths)
	read := readSheets(files, table, roster, "")
	set, list := read.check(table, roster, slices.Concat(list, problems, read.list), paths, o.reasons)
	if set == nil { // nothing has come yet
		set, _ = scoresheet.Check(table, nil, roster)
	}
	list = append(list, set.Absent(table)...).Sorted()
	departments := set.Submissions(table, list, o.strict)
	loose := unattributed(list, departments)
	blocking := slices.DeleteFunc(slices.Clone(loose), func(d diag.Diagnostic) bool {
		return d.Code == diag.NothingToRead && len(read.sheets) == 0 // that is how it begins
	}).Worst(o.strict) > diag.Warning
	in := byState(departments)
	next := nextStep(in, blocking, again(cmd, paths)).In(a.lang)
	worst := list.Worst(o.strict)
	if worst > diag.Warning {
		unfinished := diag.New(diag.Unfinished, diag.Position{}, "departments", in.unfinished())
		list, loose = append(list, unfinished), append(loose, unfinished)
	}
	if o.format == "json" {
		if err := a.write(report.StatusJSON(worst == diag.Warning, departments, next, list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(loose)
	if o.format == "text" {
		if err := a.progress(table, departments, next); err != nil {
			return err
		}
	}
	if worst > diag.Warning {
		return status(worst)
	}
	return nil
}

// states are the names of the departments in each state.
type states map[scoresheet.SubmissionState][]string

func byState(departments []scoresheet.Submission) states {
	in := states{}
	for _, d := range departments {
		in[d.State] = append(in[d.State], d.Department)
	}
	return in
}

// unfinished names the departments that keep a result from being computed.
func (in states) unfinished() msg.Text {
	const most = 3
	var parts []msg.Text
	for _, part := range []struct {
		names []string
		key   string
	}{{in[scoresheet.Missing], "unfinished.missing"}, {in[scoresheet.Faulty], "unfinished.invalid"}, {in[scoresheet.Partial], "unfinished.partial"}} {
		if len(part.names) > 0 {
			parts = append(parts, msg.New(part.key, "list", scoresheet.Some(part.names, most)))
		}
	}
	if len(parts) == 0 {
		return msg.New("unfinished.loose")
	}
	return msg.Join(parts)
}

// unattributed are the problems that no department's line tells of.
func unattributed(list diag.List, departments []scoresheet.Submission) diag.List {
	var loose diag.List
	for _, d := range list {
		if !d.Info().Outstanding && !slices.ContainsFunc(departments, func(s scoresheet.Submission) bool {
			return slices.Contains(s.Files, d.File)
		}) {
			loose = append(loose, d)
		}
	}
	return loose
}

// nextStep says what to do first: of all that keeps a result from being computed,
// that which somebody must mend comes before that which somebody must send.
// blocking says that there is such a thing beside the departments' sheets; command
// gives the command line of another command for the same sheets.
func nextStep(in states, blocking bool, command func(name, options string) string) msg.Text {
	missing, faulty, partial := len(in[scoresheet.Missing]), len(in[scoresheet.Faulty]), len(in[scoresheet.Partial])
	switch {
	case blocking:
		return msg.New("next.loose", "command", command(statusName, ""))
	case faulty > 0:
		return msg.New("next.faulty", "count", faulty, "command", command(validateName, " --annotate "), "folder", msg.New("next.folder"))
	case partial+len(in[scoresheet.Complete]) == 0:
		return msg.New("next.none", "command", "qeval template -o ", "folder", msg.New("next.blank"))
	case missing+partial > 0:
		what := msg.New("wait.missing", "count", missing)
		if partial > 0 {
			what = msg.New("wait.partial", "count", partial)
		}
		if missing > 0 && partial > 0 {
			what = msg.New("wait.both", "missing", msg.New("wait.missing", "count", missing), "partial", what)
		}
		return msg.New("next.wait", "what", what, "command", command(scoreName, " --partial"))
	}
	return msg.New("next.score", "command", command(scoreName, ""))
}

// again makes the command line of another command for the same sheets, with the
// same options that concern them.
func again(cmd *cobra.Command, paths []string) func(name, options string) string {
	var words strings.Builder
	for _, path := range unexpanded(paths) {
		words.WriteString(" " + shellWord(path))
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch {
		case f.Name == "format":
		case f.Value.Type() == "bool":
			words.WriteString(" --" + f.Name)
		default:
			words.WriteString(" --" + f.Name + " " + shellWord(f.Value.String()))
		}
	})
	return func(name, options string) string {
		return cmd.Root().Name() + " " + name + words.String() + options
	}
}

// unexpanded is the pattern that a shell has made these paths of, or the paths.
func unexpanded(paths []string) []string {
	pattern := filepath.Join(filepath.Dir(paths[0]), "*.xlsx")
	if matches, _ := filepath.Glob(pattern); len(paths) > 1 && slices.Equal(matches, paths) {
		return []string{pattern}
	}
	return paths
}

// shellWord is a word of a command line, in the quotes that every shell knows if it
// has something that one of them would take for its own.
func shellWord(word string) string {
	if strings.ContainsAny(word, " \t*?[]()&;|<>$'`!#^%{}~") || word == "" {
		return `"` + word + `"`
	}
	return word
}

// progress prints a line for each department, and what to do next.
func (a *app) progress(table *indicator.Table, departments []scoresheet.Submission, next string) error {
	columns := []term.Column{
		{Head: a.text("head.department")}, {Head: a.text("head.state")},
		{Head: a.text("head.missing"), Wrap: true}, {Head: a.text("head.files"), Expend: 1},
	}
	const most = 5 // names of a kind
	var rows [][]string
	for _, d := range departments {
		rows = append(rows, []string{
			d.Department, d.Summary().In(a.lang), d.Lacks(table, most).In(a.lang), scoresheet.Some(d.Files, most).In(a.lang),
		})
	}
	if _, err := fmt.Fprintln(a.stdout, table.Name()); err != nil {
		return err
	}
	if err := term.Table(a.stdout, a.width, columns, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintln(a.stdout, next)
	return err
}
