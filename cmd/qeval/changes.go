package main

import (
	"strings"

	"qeval/internal/assess"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scores"
)

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
