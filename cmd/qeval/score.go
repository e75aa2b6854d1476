package main

import (
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/assess"
	"qeval/internal/diag"
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
	dry      bool   // nothing is written
	rules    string // the option that names the table, for another command
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
	scoreFormats.addFlag(a, cmd, &o.format, func(list diag.List) outcome { return outcome{list: list} })
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
	plan        *output.Plan // of its documents
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
	o.rules = tableOption(cmd, by)
	out := a.assessAll(&o, by, list, paths)
	if out.report != nil && !o.dry {
		out.list = append(out.list, a.writeDocuments(out.plan, out.report, o)...)
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
	out.plan = &output.Plan{Inputs: append(read.Inputs, o.units, by.File), Force: o.force}
	out.list = append(list, o.checkOutputs(out.plan, table, set)...)
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

var scoreFormats = formats[outcome]{
	{name: "text", write: func(a *app, out outcome) error { return a.ranking(out.report.Result) }},
	{name: "json", write: func(a *app, out outcome) error {
		var result *assess.Result
		if out.report != nil {
			result = out.report.Result
		}
		return a.write(jsonout.Score(result, out.departments, out.list, a.lang))
	}, machine: true},
}

func (a *app) showOutcome(o scoreOptions, out outcome) error {
	out.list = out.list.Sorted()
	worst := out.list.Worst(o.strict)
	failed := worst > diag.Warning
	if failed {
		out.report = nil
	}
	if err := scoreFormats.show(a, o.format, out, out.list, failed); err != nil {
		return err
	}
	if failed {
		a.sayFailed(o, out.list)
		return status(worst.ExitStatus())
	}
	a.sayScored(o, out)
	return nil
}

// sayFailed says that nothing was computed.
func (a *app) sayFailed(o scoreOptions, list diag.List) {
	errs, warnings := list.Count()
	if errs > 0 {
		a.say(msg.SummaryFailed(errs, warnings))
	} else {
		_, notAllowed := list.WithoutAllowed().Count()
		a.say(msg.SummaryStrict(notAllowed))
	}
	if list.AllowMissing().Worst(o.strict) == diag.Warning && o.feedback == "" && o.circular == "" && !o.draft {
		a.say(msg.SummaryOutstanding)
	}
}

// sayScored says what was computed and written.
func (a *app) sayScored(o scoreOptions, out outcome) {
	_, warnings := out.list.Count()
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
