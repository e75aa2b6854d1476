package main

import (
	"path/filepath"
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
	"qeval/internal/scoresheet"
)

const scoreName = "score"

type scoreOptions struct {
	sheetOptions
	output   string
	feedback string // folder
	circular string // file
	order    string // of the units in the circular
	date     string
	draft    bool
	partial  bool // what is missing does not stop it
	force    bool
	dry      bool // nothing is written
}

// The values of --circular-order.
const (
	byRank   = "rank"
	byRoster = "roster"
)

func (a *app) scoreCommand() *cobra.Command {
	var o scoreOptions
	cmd := &cobra.Command{
		Use: a.text(msg.HelpScoreUse), Short: a.text(msg.HelpScore), Example: a.text(msg.HelpScoreExample),
		Long: a.text(msg.HelpScoreLong), SuggestFor: []string{"评分", "汇总", "计算", "排名", "total", "rank"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.score(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", a.text(msg.FlagOutputReport))
	cmd.Flags().StringVar(&o.feedback, "feedback", "", a.text(msg.FlagFeedback))
	cmd.Flags().StringVar(&o.circular, "circular", "", a.text(msg.FlagCircular))
	cmd.Flags().StringVar(&o.order, "circular-order", byRank, a.text(msg.FlagCircularOrder))
	choose(cmd.Flags().Lookup("circular-order"), byRank, byRoster)
	cmd.Flags().StringVar(&o.date, "date", "", a.text(msg.FlagDate))
	cmd.Flags().BoolVar(&o.draft, "draft", false, a.text(msg.FlagDraft))
	cmd.Flags().BoolVar(&o.partial, "partial", false, a.text(msg.FlagPartial))
	cmd.Flags().BoolVarP(&o.dry, "dry-run", "n", false, a.text(msg.FlagDryRun))
	forceFlag(a, cmd, &o.force)
	o.addFlags(a, cmd)
	return cmd
}

// check finds out whether the options go together, and puts the date into the
// form in which documents show it.
func (o *scoreOptions) check(cmd *cobra.Command) error {
	if err := notEmpty(cmd, "output", "feedback", "circular", "date"); err != nil {
		return err
	}
	for _, pair := range []struct {
		given, and  bool
		flag, other string
		why         msg.Text
	}{
		{o.draft, o.circular != "", "--draft", "--circular", msg.TogetherDraft},
		{o.partial, o.circular != "", "--partial", "--circular", msg.TogetherPartial},
		{o.partial, o.feedback != "", "--partial", "--feedback", msg.TogetherPartial},
		{o.partial, o.draft, "--partial", "--draft", msg.TogetherPartial},
	} {
		if pair.given && pair.and {
			return usage(cmd, msg.UsageTogether(pair.flag, pair.other, pair.why))
		}
	}
	if o.circular == "" && cmd.Flags().Changed("circular-order") {
		return usage(cmd, msg.UsageWithout("--circular-order", "--circular"))
	}
	if o.date == "" {
		return nil
	}
	date, ok := report.DocumentDate(o.date)
	if !ok {
		return usage(cmd, msg.UsageDate(o.date))
	}
	o.date = date
	return nil
}

// outcome is what a run of score comes to. Without errors there is a report.
type outcome struct {
	files       int
	departments []scoresheet.Submission
	report      *report.Report
	list        diag.List
}

// score reads and checks everything, and only if nothing is wrong writes the
// documents and then shows the ranking.
func (a *app) score(cmd *cobra.Command, o scoreOptions, paths []string) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	by, list, err := o.loadRules(a, cmd, paths)
	if err != nil {
		return err
	}
	out := a.assessAll(&o, by, list, paths)
	if out.report != nil && !o.dry {
		out.list = append(out.list, a.writeDocuments(out.report, o)...)
	}
	return a.showOutcome(o, out)
}

// assessAll goes from the paths to the result, and names the report if that is not
// done. list is what was found before.
func (a *app) assessAll(o *scoreOptions, by intake.Rules, list diag.List, paths []string) outcome {
	var out outcome
	table := by.Table
	read, problems := a.read(paths, by)
	out.files = len(read.Sheets)
	set, list := read.Check(by, slices.Concat(list, problems), paths, o.reasons)
	if set != nil {
		list = append(list, set.Absent(table)...)
		out.departments = set.Submissions(table, list, o.strict)
	}
	if o.partial {
		list = list.AllowMissing()
	}
	if o.output == "" && !o.dry { // or no file is in the way of it
		o.output = report.FileName(table, o.draft, o.partial && list.HasOutstanding())
	}
	out.list = append(list, o.checkOutputs(table, set, append(read.Inputs, o.units, by.File))...)
	if set == nil || out.list.Worst(o.strict) > diag.Warning {
		return out
	}
	r := &report.Report{
		Result: assess.Run(table, &set.Set), Sheets: set.Sheets, Departments: out.departments, Name: intake.DocumentNames(read.Inputs),
		Date: o.date, Draft: o.draft, Given: by.Roster != nil, Version: version(),
	}
	if o.feedback != "" {
		out.list = append(out.list, r.Mentions()...)
	}
	if out.list.Worst(o.strict) == diag.Warning {
		out.report = r
	}
	return out
}

// checkOutputs finds out beforehand which documents could not be written. No two of
// them are named alike.
func (o scoreOptions) checkOutputs(table *indicator.Table, set *scoresheet.Set, inputs []string) diag.List {
	var list diag.List
	outputs := map[string]bool{}
	check := func(path string, problems diag.List) {
		id := strings.ToLower(intake.Identity(path)) // as Windows tells files apart
		if outputs[id] {
			problems = diag.List{output.CannotWrite(path, msg.CauseTwice)}
		}
		outputs[id] = true
		list = append(list, problems...)
	}
	if set != nil && !o.dry {
		if count := len(set.Units) * len(table.Criteria); count > report.MaxScores {
			list = append(list, output.TooMuch(o.output, msg.CauseManyScores(count, report.MaxScores)))
		}
	}
	for _, path := range []string{o.output, o.circular} {
		if path != "" {
			check(path, output.CheckWorkbook(path, inputs, o.force))
		}
	}
	if problems := output.CheckFolder(o.feedback); len(problems) > 0 {
		list = append(list, problems...)
	} else if o.feedback != "" && set != nil {
		for _, path := range o.feedbackPaths(table, set.Units) {
			check(path, output.CheckInFolder(path, inputs, output.Overwriting{Force: o.force, Advice: msg.FixOtherFeedbackFolder}))
		}
	}
	return list
}

// feedbackPaths are the files of the feedbacks of these units.
func (o scoreOptions) feedbackPaths(table *indicator.Table, units []string) []string {
	var paths []string
	for _, name := range report.FeedbackNames(table, units, o.draft) {
		paths = append(paths, filepath.Join(o.feedback, name))
	}
	return paths
}

// writeDocuments writes the report and what is made from it. It returns why it did
// not.
func (a *app) writeDocuments(r *report.Report, o scoreOptions) diag.List {
	documents := []output.Document{{Path: o.output, Make: r.Workbook}}
	if o.circular != "" {
		documents = append(documents, output.Document{Path: o.circular, Make: func() ([]byte, error) { return r.Circular(o.order == byRoster) }})
	}
	if o.feedback != "" {
		units := r.Roster()
		for i, path := range o.feedbackPaths(r.Table, r.UnitNames()) {
			documents = append(documents, output.Document{Path: path, Make: func() ([]byte, error) { return r.Feedback(units[i]) }})
		}
	}
	return output.Make(documents, a.watch(msg.ProgressMade))
}

func (a *app) showOutcome(o scoreOptions, out outcome) error {
	list := out.list.Sorted()
	worst := list.Worst(o.strict)
	var result *assess.Result
	if worst == diag.Warning {
		result = out.report.Result
	}
	if o.format == "json" {
		if err := a.write(jsonout.Score(result, out.departments, list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	if result == nil {
		a.sayFailed(o, list)
		return status(worst.ExitStatus())
	}
	if o.format == "text" {
		if err := a.ranking(result); err != nil {
			return err
		}
	}
	a.sayScored(o, out, list)
	return nil
}

// sayFailed says that nothing was computed.
func (a *app) sayFailed(o scoreOptions, list diag.List) {
	errs, warnings := list.Count()
	if errs > 0 {
		a.say(msg.SummaryFailed(errs, warnings))
	} else {
		a.say(msg.SummaryStrict(len(list.WithoutAllowed())))
	}
	if list.AllowMissing().Worst(o.strict) == diag.Warning && o.feedback == "" && o.circular == "" && !o.draft {
		a.say(msg.SummaryOutstanding)
	}
}

// sayScored says what was computed and written.
func (a *app) sayScored(o scoreOptions, out outcome, list diag.List) {
	_, warnings := list.Count()
	filled, expected := 0, 0
	for _, d := range out.departments {
		filled, expected = filled+d.Filled, expected+d.Expected
	}
	units := len(out.report.Units)
	a.say(msg.SummaryScored(out.files, units, filled, warnings))
	if filled < expected {
		a.say(msg.SummaryProvisional(filled, expected))
	}
	if o.dry {
		a.say(msg.SummaryDryRun)
		return
	}
	a.say(msg.SummaryWrote(o.output))
	if o.circular != "" {
		a.say(msg.SummaryWrote(o.circular))
	}
	if o.feedback != "" {
		a.say(msg.SummaryFeedback(o.feedback, units))
	}
}
