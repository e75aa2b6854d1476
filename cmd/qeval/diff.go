package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/term"
	"qeval/internal/workbook"
)

const diffName = "diff"

// The exit statuses of diff, which are those of diff(1). Whatever is wrong is a
// fault, also where it would be an error of another command.
const (
	statusChanged = status(1)
	statusFault   = status(2)
)

type diffOptions struct {
	sheetOptions
	output string
	force  bool
}

func (a *app) diffCommand() *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use: a.text("help.diff.use"), Short: a.text("help.diff"), Example: a.text("help.diff.eg"),
		Long: a.text("help.diff") + "\n\n" + a.text("help.diff.long"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.diff(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", a.text("flag.output.diff"))
	cmd.Flags().StringVar(&o.units, "units", "", a.text("flag.units"))
	formatFlag(cmd, &o.format, a.text("flag.format.score"))
	forceFlag(a, cmd, &o.force)
	return cmd
}

// diff reads and checks both results, and only if nothing is wrong writes and shows
// what has changed.
func (a *app) diff(cmd *cobra.Command, o diffOptions, paths []string) error {
	if err := notEmpty(cmd, "output"); err != nil {
		return err
	}
	if len(paths) != 2 {
		return usage(cmd, msg.New("usage.two", "count", len(paths)))
	}
	table, roster, list, err := o.prepare(cmd, paths)
	if err != nil {
		return err
	}
	old, now := loadResult(paths[0], table, roster), loadResult(paths[1], table, roster)
	list = slices.Concat(list, old.list, now.list)
	if o.output != "" {
		list = append(list, checkWorkbook(o.output, slices.Concat(old.inputs, now.inputs, []string{o.units}), o.force)...)
	}
	if list.Worst(false) > diag.Warning {
		return a.showChanges(o, nil, nil, list)
	}
	changes := &report.Changes{Table: table, Moves: assess.Diff(old.result, now.result)}
	changes.Old, changes.New = sourceNames(old, now)
	if o.output != "" {
		list = append(list, writeMade([]document{{o.output, changes.Workbook}})...)
	}
	return a.showChanges(o, changes, now.result, list)
}

// side is one of the two results that diff compares.
type side struct {
	result   *assess.Result // nil if the list has an error
	inputs   []string       // the files that it comes from
	recorded bool           // it was read from a report, which names the sheets in its own way
	list     diag.List
}

// loadResult goes from a path to the result that it stands for: that of a report
// or that of score sheets.
func loadResult(path string, table *indicator.Table, roster []string) side {
	s, ok := loadReport(path, table)
	if !ok {
		s = loadSheets(path, table, roster)
	}
	for i := range s.list {
		if s.list[i].File == "" { // there are two of everything: say which one is meant
			s.list[i].File = path
		}
	}
	return s
}

// loadReport is loadResult for the path of a report, whose result is that of the
// scores that it records. One that does not agree with them is not believed. It
// reports false for every other path.
func loadReport(path string, table *indicator.Table) (s side, ok bool) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return s, false
	}
	defer catch(path, &s.list)
	book, _, err := workbook.Open(path)
	if err != nil || book == nil || !report.IsReport(book) {
		return s, false // as a score sheet it is told why
	}
	s.inputs, s.recorded, ok = []string{path}, true, true // also if the program fails in it
	recorded, list := report.Read(book, table)
	switch s.list = list; {
	case recorded == nil:
	case !recorded.Complete():
		s.list.Add(diag.Incomplete, diag.Position{File: path})
	default:
		verified, err := recorded.Verify(book, report.ByItself)
		if err != nil {
			s.list.Add(diag.Internal, diag.Position{File: path}, "why", err)
		}
		s.list, s.result = append(s.list, verified.List...), recorded.Result
	}
	return s, true
}

// loadSheets is loadResult for score sheets, of which none may be missing.
func loadSheets(path string, table *indicator.Table, roster []string) side {
	files, problems := expand([]string{path})
	read := readSheets(files, table, roster)
	set, list := read.check(table, roster, slices.Concat(problems, read.list), []string{path}, false)
	s := side{inputs: read.inputs, list: list}
	if set == nil {
		return s
	}
	s.list = append(s.list, set.Absent(table)...)
	if s.list.Worst(false) == diag.Warning {
		s.result = assess.Run(table, set)
	}
	return s
}

// sourceNames are how documents name the inputs of either side: the files of both
// by what they have in common, so that they are told apart, and what a report
// names as it does.
func sourceNames(old, now side) (nameOld, nameNow func(file string) string) {
	var files []string
	for _, s := range []side{old, now} {
		if !s.recorded {
			files = append(files, s.inputs...)
		}
	}
	of := func(s side) func(file string) string {
		if s.recorded {
			return func(file string) string { return file }
		}
		return relativeNames(files)
	}
	return of(old), of(now)
}

// showChanges shows what has changed in a result, or what keeps it from being
// compared.
func (a *app) showChanges(o diffOptions, changes *report.Changes, result *assess.Result, list diag.List) error {
	list = list.Sorted()
	failed := list.Worst(false) > diag.Warning
	if failed {
		changes = &report.Changes{}
	}
	if o.format == "json" {
		if err := a.write(report.ChangesJSON(changes.Table, changes.Moves, list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	if failed {
		errs, warnings := list.Count()
		a.say("summary.undiffed", "errors", errs, "warnings", warnings)
		return statusFault
	}
	if o.format == "text" {
		if err := a.changes(changes, result); err != nil {
			return err
		}
	}
	if o.output != "" {
		a.say("summary.wrote", "file", o.output)
	}
	if len(changes.Moves) > 0 {
		return statusChanged
	}
	return nil
}

// changes prints what has changed for a person: the scores, and then what that did.
func (a *app) changes(changes *report.Changes, result *assess.Result) error {
	if len(changes.Moves) == 0 {
		units := len(result.Units)
		_, err := fmt.Fprintln(a.stdout, a.text("diff.none", "units", units, "scores", units*len(result.Table.Criteria)))
		return err
	}
	var rows [][]string
	for _, m := range changes.Moves {
		for _, c := range m.Changes {
			rows = append(rows, a.changeRow(changes.Table.Criteria[c.Criterion], c))
		}
	}
	if len(rows) > 0 {
		if err := term.Table(a.stdout, a.width, a.changeColumns(), rows); err != nil {
			return err
		}
	}
	for _, m := range changes.Moves {
		if _, err := fmt.Fprintln(a.stdout, report.Sentence(changes.Table, m).In(a.lang)); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) changeColumns() []term.Column {
	return []term.Column{
		{Head: a.text("head.unit")}, {Head: a.text("head.code")}, {Head: a.text("head.item"), Wrap: true},
		{Head: a.text("head.department"), Expend: 1},
		{Head: a.text("head.old"), Right: true}, {Head: a.text("head.new"), Right: true},
		{Head: a.text("head.oldsource"), Expend: 2}, {Head: a.text("head.newsource"), Expend: 2},
	}
}

func (a *app) changeRow(criterion indicator.Criterion, c assess.Change) []string {
	return []string{
		c.Unit, criterion.Code, criterion.Item.Name, criterion.Department,
		a.entry(criterion, c.Old), a.entry(criterion, c.New), c.Old.At.String(), c.New.At.String(),
	}
}

// entry is a score in a table: what is taken off is marked as that.
func (a *app) entry(criterion indicator.Criterion, e scoresheet.Entry) string {
	text := report.EntryText(criterion, e)
	if criterion.Kind() == indicator.Deduction {
		text = a.text("points.most", "points", text)
	}
	return text
}
