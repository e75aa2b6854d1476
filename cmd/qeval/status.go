package main

import (
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/term"
)

const statusName = "status"

func (a *app) statusCommand() *cobra.Command {
	var o sheetOptions
	cmd := &cobra.Command{
		Use: a.text(msg.HelpStatusUse), Short: a.text(msg.HelpStatus), Example: a.text(msg.HelpStatusExample),
		Long: a.text(msg.HelpStatusLong), SuggestFor: []string{"进度", "状态", "催报", "progress"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.status(cmd, o, args) },
	}
	o.addFlags(a, cmd)
	statusFormats.addFlag(a, cmd, &o.format, func(list diag.List) progress { return progress{list: list} })
	return cmd
}

// status says how far each department has come, and what to do next. It ends with
// the exit status that score would find in the sheets.
func (a *app) status(cmd *cobra.Command, o sheetOptions, paths []string) error {
	by, list, err := o.loadRules(a, cmd, paths)
	if err != nil {
		return err
	}
	table := by.Table
	read, problems := a.read(paths, by)
	if len(read.Files()) == 0 && problems.Worst(false) == diag.Fatal { // a path that is wrong says nothing of any department
		return failure{slices.Concat(list, problems)}
	}
	set, list := read.Check(by, slices.Concat(list, problems), paths, o.reasons)
	if set == nil { // nothing has come yet
		set, _ = scoresheet.Check(table, nil, by.Roster)
	}
	list = append(list, set.Absent(table)...).Sorted()
	departments := set.Submissions(table, list, o.strict)
	read.Receive(departments)
	if n := len(read.Others); n > 0 {
		list = append(list, diag.OthersUnread.At(diag.Position{}, n, msg.Some(read.Others, maxFiles))).Sorted()
	}
	loose := unattributed(list, departments)
	in := byState(departments)
	mess := a.messOf(in, loose, departments, findings(read, list, o.strict), o.strict)
	todo := nextStep(in, mess, a.again(cmd, paths))
	worst := list.Worst(o.strict)
	if worst > diag.Warning {
		unfinished := in.unfinished(mess.stopped && len(mess.unread) > 0 || mess.other)
		list, loose = append(list, unfinished), append(loose, unfinished)
	}
	result := progress{
		table: table, complete: worst == diag.Warning, departments: departments, names: intake.DocumentNames(read.Files()),
		next: jsonout.Next{Say: todo.what.In(a.lang), Command: todo.command}, list: list,
	}
	if err := statusFormats.show(a, o.format, result, loose, false); err != nil {
		return err
	}
	if worst > diag.Warning {
		return status(worst.ExitStatus())
	}
	return nil
}

// progress is how far the departments have come, and what to do next.
type progress struct {
	table       *indicator.Table
	complete    bool // a result can be computed
	departments []scoresheet.Submission
	names       func(file string) string // of the files
	next        jsonout.Next
	list        diag.List
}

var statusFormats = formats[progress]{
	{name: "text", write: (*app).progressText},
	{name: "json", write: func(a *app, p progress) error {
		return a.write(jsonout.Status(p.complete, p.departments, p.next, p.list, a.lang))
	}, machine: true},
}

// unattributed are the problems that no department's line tells of, and those that
// no department can mend: of two versions of a sheet the office must choose one.
func unattributed(list diag.List, departments []scoresheet.Submission) diag.List {
	told := map[string]bool{}
	for _, d := range departments {
		for _, file := range d.Files {
			told[file] = d.State != scoresheet.Unread
		}
	}
	var loose diag.List
	for _, d := range list {
		if !d.Outstanding && (!told[d.File] || d.Code == diag.RepeatedScore.Code) {
			loose = append(loose, d)
		}
	}
	return loose
}

// mess is what keeps a result from being computed beside what is still to come.
type mess struct {
	versions []string // of sheets: whose, and in which files
	unread   []string // files and folders
	other    bool     // something that is none of them
	stopped  bool     // some of that must be solved first
	faulty   int      // the sheets in which something is wrong that can be marked
}

// messOf looks for it in what no department's line tells of, and in the files. That a
// folder is empty is how it begins; that something was not read matters as long as it may
// be or hold a sheet that is missing.
func (a *app) messOf(in states, loose diag.List, departments []scoresheet.Submission, found []finding, strict bool) mess {
	var m mess
	for _, d := range departments {
		if files := versions(d.Files, loose); len(files) > 0 {
			m.stopped = true
			m.versions = append(m.versions, msg.NextVersionsOf(d.Department, len(files), msg.Some(files, maxFiles)).In(a.lang))
		}
	}
	marked := map[string]bool{}
	for _, f := range found {
		if f.faulty(strict) {
			marked[f.File.File] = true
		}
	}
	m.faulty = len(marked)
	waiting := len(in[scoresheet.Missing])+len(in[scoresheet.Unread]) > 0
	for _, d := range loose {
		wrong := diag.List{d}.Worst(strict) > diag.Warning
		switch {
		case d.Code == diag.RepeatedScore.Code, marked[d.File], d.Code == diag.NothingToRead.Code && waiting:
			continue
		case !wrong && !(waiting && slices.Contains([]diag.Code{diag.OtherFormat.Code, diag.FolderUnread.Code}, d.Code)):
			continue
		case d.File == "", d.Code == diag.NothingToRead.Code:
			m.other = true
		case !slices.Contains(m.unread, d.File):
			m.unread = append(m.unread, d.File)
		}
		m.stopped = m.stopped || wrong
	}
	return m
}

// maxFiles is how many files of a kind the next step names.
const maxFiles = 5

// versions are those of a department's files that have the same scores.
func versions(files []string, loose diag.List) []string {
	twice := map[string]bool{}
	for _, d := range loose {
		if first, ok := d.Arg("first").(diag.Position); ok && d.Code == diag.RepeatedScore.Code {
			twice[d.File], twice[first.File] = true, true
		}
	}
	return slices.DeleteFunc(slices.Clone(files), func(file string) bool { return !twice[file] })
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

// unfinished says which departments keep a result from being computed, and whether
// something else does.
func (in states) unfinished(blocked bool) diag.Diagnostic {
	const most = 3
	var parts []msg.Text
	for _, part := range []struct {
		names []string
		say   func(names msg.Text) msg.Text
	}{{in[scoresheet.Missing], msg.UnfinishedMissing}, {in[scoresheet.Unread], msg.UnfinishedUnread}, {in[scoresheet.Invalid], msg.UnfinishedInvalid}, {in[scoresheet.Partial], msg.UnfinishedPartial}} {
		if len(part.names) > 0 {
			parts = append(parts, part.say(msg.Some(part.names, most)))
		}
	}
	if blocked || len(parts) == 0 {
		parts = append(parts, msg.UnfinishedLoose)
	}
	fix := msg.FixUnfinished
	switch {
	case len(in[scoresheet.Invalid]) > 0:
		fix = msg.FixFaulty
	case len(in[scoresheet.Missing])+len(in[scoresheet.Partial]) == 0:
		fix = msg.FixLoose
	}
	return diag.Unfinished.At(diag.Position{}, msg.Join(parts), fix)
}

// step is something to do, and the command for it.
type step struct {
	what    msg.Text
	command string
}

// nextStep says what to do: of all that keeps a result from being computed, that which
// the office must mend comes first, then that which departments must mend, then that
// which they must send.
func nextStep(in states, m mess, again repetition) step {
	var first []msg.Text
	if len(m.versions) > 0 {
		first = append(first, msg.NextVersions(msg.Some(m.versions, maxFiles)))
	}
	if len(m.unread) > 0 {
		first = append(first, msg.NextUnread(msg.Some(m.unread, maxFiles)))
	}
	if m.other {
		first = append(first, msg.NextOther)
	}
	missing, unread, partial := len(in[scoresheet.Missing]), len(in[scoresheet.Unread]), len(in[scoresheet.Partial])
	sheets := partial + len(in[scoresheet.Complete])
	next := step{msg.NextScore, again.command(scoreName)}
	switch {
	case m.faulty > 0:
		next = step{msg.NextFaulty(m.faulty), again.command(validateName) + " --annotate " + again.faulty}
	case m.stopped, unread > 0 && (sheets == 0 || missing+partial == 0):
		next = step{msg.NextAgain, again.command(statusName)}
	case sheets == 0:
		next = step{msg.NextNothingSent, again.program + " " + templateName + " -o " + again.blank + again.rules}
	case missing > 0 && partial > 0:
		next = step{msg.NextBoth(missing, partial), again.command(scoreName) + " --partial"}
	case missing > 0:
		next = step{msg.NextMissing(missing), again.command(scoreName) + " --partial"}
	case partial > 0:
		next = step{msg.NextPartial(partial), again.command(scoreName) + " --partial"}
	}
	next.what = msg.Join(append(first, next.what))
	return next
}

// progressText prints a line for each department, and what to do next.
func (a *app) progressText(p progress) error {
	columns := []term.Column{
		{Head: a.text(msg.HeadDepartment), Wrap: true}, {Head: a.text(msg.HeadState)},
		{Head: a.text(msg.HeadMissing), Wrap: true}, {Head: a.text(msg.HeadFiles), DropOrder: 1},
	}
	const most = 5 // names of a kind
	var rows [][]string
	for _, d := range p.departments {
		var files []string
		for _, file := range d.Files {
			files = append(files, p.names(file))
		}
		rows = append(rows, []string{
			d.Department, d.Summary().In(a.lang), d.Lacks(p.table, most).In(a.lang), msg.Some(files, most).In(a.lang),
		})
	}
	if err := a.show(p.table.Name()); err != nil {
		return err
	}
	if err := a.terminal.Table(columns, rows); err != nil {
		return err
	}
	return a.show(a.text(msg.NextStep(p.next.Say, p.next.Command)))
}
