package main

import (
	"os"
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/output"
	"qeval/internal/report"
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
		Use: a.text(msg.HelpDiffUse), Short: a.text(msg.HelpDiff), Example: a.text(msg.HelpDiffExample),
		Long: a.text(msg.HelpDiffLong), SuggestFor: []string{"比较", "对比", "更正", "compare"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.diff(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", a.text(msg.FlagOutputDiff))
	cmd.Flags().StringVar(&o.units, "units", "", a.text(msg.FlagUnits))
	diffFormats.addFlag(a, cmd, &o.format, func(list diag.List) comparison { return comparison{changes: &report.Changes{}, list: list} })
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
		return usage(cmd, msg.UsageTwo(len(paths)))
	}
	by, list, err := o.loadRules(a, cmd, paths)
	if err != nil {
		return err
	}
	name := intake.PathNames(paths)
	old, now := a.loadResult(paths[0], name, by), a.loadResult(paths[1], name, by)
	if old.recorded && now.recorded && cmd.Flags().Changed("units") {
		return usage(cmd, msg.UsageReportUnits)
	}
	list = slices.Concat(list, old.list, now.list)
	plan := output.Plan{Inputs: slices.Concat(old.inputs, now.inputs, []string{o.units, by.File}), Force: o.force}
	if o.output != "" {
		list = append(list, plan.Workbook(o.output)...)
	}
	if list.Worst(false) > diag.Warning {
		return a.showChanges(o, nil, nil, list)
	}
	changes := &report.Changes{
		Table: by.Table, Moves: assess.Diff(old.result, now.result), Reworded: assess.Reworded(old.result, now.result),
		Compared: msg.Compared(old.name, now.name).In(msg.Chinese),
	}
	changes.Old, changes.New = sourceNames(old, now)
	if o.output != "" {
		kept, problems := plan.Make([]output.Document{{Path: o.output, Make: changes.Workbook}}, a.watch(msg.ProgressMade))
		list = slices.Concat(list, keptNotes(kept, nil), problems)
	}
	return a.showChanges(o, changes, now.result, list)
}

// side is one of the two results that diff compares.
type side struct {
	name     msg.Text       // the path as documents name it, and of a report its hash
	result   *assess.Result // nil if the list has an error
	inputs   []string       // the files that it comes from
	recorded bool           // it was read from a report, which names the sheets in its own way
	list     diag.List
}

// loadResult goes from a path to the result that it stands for: that of a report
// or that of score sheets. name is how documents name the path.
func (a *app) loadResult(path string, name func(path string) string, by intake.Rules) side {
	s, ok := loadReport(path, by.Table)
	if !ok {
		s = a.loadSheets(path, by)
		s.name = msg.SideSheets(name(path))
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
	defer intake.Catch(path, &s.list)
	file, err := workbook.Load(path)
	if err != nil {
		return s, false
	}
	book, list := file.Outline()
	if book == nil { // the cells alone may be read: they say what it is
		if cells, _ := file.Read(); cells != nil && docmeta.Of(cells).Kind.IsReport() {
			return side{inputs: []string{path}, list: list}, true
		}
		return s, false // as a score sheet it is told why
	}
	if !docmeta.Of(book.Book).Kind.IsReport() {
		return s, false
	}
	s.inputs, s.recorded, ok = []string{path}, true, true // also if the program fails in it
	s.name = msg.SideReport(intake.DocumentBase(path), book.SHA256)
	recorded, list := report.Read(book, table)
	switch s.list = list; {
	case recorded == nil:
	case !recorded.Complete():
		s.list.Add(diag.Incomplete.At(diag.Position{File: path}))
	default:
		verified, err := recorded.Verify(path, file.Data(), report.ByItself)
		if err != nil {
			s.list.Add(diag.Internal.At(diag.Position{File: path}, err))
		}
		s.list, s.result = append(s.list, verified.List...), recorded.Result
	}
	return s, true
}

// loadSheets is loadResult for score sheets, of which none may be missing.
func (a *app) loadSheets(path string, by intake.Rules) side {
	read, problems := a.read([]string{path}, by)
	set, list := read.Check(by, problems, []string{path}, false)
	s := side{inputs: read.Inputs, list: list}
	if set == nil {
		return s
	}
	s.list = append(s.list, set.Absent(by.Table)...)
	if s.list.Worst(false) == diag.Warning {
		s.result = assess.Run(by.Table, &set.Set)
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
		return intake.DocumentNames(files)
	}
	return of(old), of(now)
}

// comparison is what has changed in a result, nothing if the list has an error.
type comparison struct {
	changes *report.Changes
	result  *assess.Result
	list    diag.List
}

var diffFormats = formats[comparison]{
	{name: "text", write: func(a *app, c comparison) error { return a.changes(c.changes, c.result) }},
	{name: "json", write: func(a *app, c comparison) error {
		return a.write(jsonout.Changes(c.changes, c.list, a.lang))
	}, machine: true},
}

// showChanges shows what has changed in a result, or what keeps it from being
// compared.
func (a *app) showChanges(o diffOptions, changes *report.Changes, result *assess.Result, list diag.List) error {
	list = list.Sorted()
	failed := list.Worst(false) > diag.Warning
	if failed {
		changes = &report.Changes{}
	}
	if err := diffFormats.show(a, o.format, comparison{changes, result, list}, list, failed); err != nil {
		return err
	}
	if failed {
		errs, warnings := list.Count()
		a.say(msg.SummaryUndiffed(errs, warnings))
		return statusFault
	}
	if o.output != "" {
		a.say(msg.SummaryWrote(o.output))
	}
	if len(changes.Moves) > 0 {
		return statusChanged
	}
	return nil
}
