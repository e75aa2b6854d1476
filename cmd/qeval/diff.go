package main

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/output"
	"qeval/internal/report"
	"qeval/internal/scores"
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
	formatFlag(cmd, &o.format, a.text(msg.FlagFormatScore), "json")
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
	if o.output != "" {
		list = append(list, output.CheckWorkbook(o.output, slices.Concat(old.inputs, now.inputs, []string{o.units, by.File}), o.force)...)
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
		list = append(list, output.Make([]output.Document{{Path: o.output, Make: changes.Workbook}}, a.watch(msg.ProgressMade))...)
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
	book, _, err := workbook.Open(path)
	if err != nil || book == nil || !report.IsReport(book) {
		return s, false // as a score sheet it is told why
	}
	s.inputs, s.recorded, ok = []string{path}, true, true // also if the program fails in it
	s.name = msg.SideReport(intake.DocumentBase(path), book.SHA256)
	recorded, list := report.Read(book, table)
	switch s.list = list; {
	case recorded == nil:
	case !recorded.Complete():
		s.list.Add(diag.Incomplete.At(diag.Position{File: path}))
	default:
		verified, err := recorded.Verify(book, report.ByItself)
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
	set, list := read.Check(by, slices.Concat(problems), []string{path}, false)
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

// showChanges shows what has changed in a result, or what keeps it from being
// compared.
func (a *app) showChanges(o diffOptions, changes *report.Changes, result *assess.Result, list diag.List) error {
	list = list.Sorted()
	failed := list.Worst(false) > diag.Warning
	if failed {
		changes = &report.Changes{}
	}
	if o.format == "json" {
		if err := a.write(jsonout.Changes(changes, list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	if failed {
		errs, warnings := list.Count()
		a.say(msg.SummaryUndiffed(errs, warnings))
		return statusFault
	}
	if o.format == "text" {
		if err := a.changes(changes, result); err != nil {
			return err
		}
	}
	if o.output != "" {
		a.say(msg.SummaryWrote(o.output))
	}
	if len(changes.Moves) > 0 {
		return statusChanged
	}
	return nil
}

// changes prints what has changed for a person: the scores, and then what that did.
func (a *app) changes(changes *report.Changes, result *assess.Result) error {
	var lines []string
	for _, m := range changes.Moves {
		for _, c := range m.Changes {
			lines = append(lines, a.change(changes.Table.Criteria[c.Criterion], c)...)
		}
	}
	for _, m := range changes.Moves {
		lines = append(lines, report.Sentence(changes.Table, m).In(a.lang))
	}
	if len(changes.Moves) == 0 {
		units := len(result.Units)
		lines = append(lines, a.text(msg.DiffNone(units, units*len(result.Table.Criteria))))
	}
	if n := len(changes.Reworded); n > 0 {
		var scores []string
		for _, c := range changes.Reworded {
			scores = append(scores, c.Unit+" "+changes.Table.Criteria[c.Criterion].Code)
		}
		lines = append(lines, a.text(msg.DiffReworded(n, msg.Some(scores, maxNamed))))
	}
	return a.show(lines...)
}

// change is a score that was corrected: what it was and is, where that came from
// and why points were lost.
func (a *app) change(criterion indicator.Criterion, c assess.Change) []string {
	lines := []string{a.text(msg.DiffScore(c.Unit, criterion.Code, criterion.Item.Name, criterion.Department, a.entry(criterion, c.Old), a.entry(criterion, c.New)))}
	for _, side := range []struct {
		say   func(at any) msg.Text
		entry scores.Entry
	}{{msg.DiffOld, c.Old}, {msg.DiffNew, c.New}} {
		line := "    " + a.text(side.say(side.entry.At))
		if reasons := report.Reasons(side.entry); reasons != "" {
			line += "  " + a.text(msg.DiffReasons(strings.ReplaceAll(reasons, "\n", "  ")))
		}
		lines = append(lines, line)
	}
	return lines
}

// entry is a score for a person: what is added or taken off is marked as that.
func (a *app) entry(criterion indicator.Criterion, e scores.Entry) string {
	text := report.EntryText(criterion, e)
	switch criterion.Kind() {
	case indicator.Bonus:
		return a.text(msg.PointsBonus(text))
	case indicator.Deduction:
		return a.text(msg.PointsMost(text))
	}
	return text
}
