package main

import (
	"path/filepath"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/output"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
)

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
