package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/output"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// checkOutputs finds out beforehand which documents could not be written. No two of
// them are named alike.
func (o scoreOptions) checkOutputs(plan *output.Plan, table *indicator.Table, set *scoresheet.Set) diag.List {
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
			check(path, plan.Workbook(path))
		}
	}
	if problems := output.CheckFolder(o.feedback); len(problems) > 0 {
		list = append(list, problems...)
	} else if o.feedback != "" && set != nil {
		for _, path := range o.feedbackPaths(table, set.Units) {
			check(path, plan.InFolder(path, msg.FixOtherFeedbackFolder))
		}
		list = append(list, o.staleFeedback(table, set.Units)...)
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

// staleFeedback warns of feedbacks of other units, which an earlier run has left where
// those of these units go to.
func (o scoreOptions) staleFeedback(table *indicator.Table, units []string) (list diag.List) {
	entries, _ := os.ReadDir(o.feedback) // which need not be there yet
	for _, entry := range entries {
		if path := filepath.Join(o.feedback, entry.Name()); entry.Type().IsRegular() && report.IsFeedbackName(table, entry.Name()) {
			book, _, _ := workbook.Open(path)
			if book != nil && docmeta.Of(book).Kind == docmeta.Feedback && !slices.Contains(units, report.FeedbackUnit(book)) {
				list.Add(diag.StaleFeedback.At(diag.Position{File: path}))
			}
		}
	}
	return list
}

// writeDocuments writes the report and what is made from it. It returns why it did
// not, or what of the earlier ones is kept.
func (a *app) writeDocuments(plan *output.Plan, r *report.Report, o scoreOptions) diag.List {
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
	kept, list := plan.Make(documents, a.watch(msg.ProgressMade))
	diff := func(old, now string) string {
		if now != o.output {
			return ""
		}
		return strings.Join([]string{"qeval", diffName, shellWord(old), shellWord(now)}, " ") + o.rules
	}
	if !r.Complete() {
		diff = nil
	}
	return append(list, keptNotes(kept, diff)...)
}
