package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qeval/internal/diag"
	"qeval/internal/scoresheet"
)

// anonymizer hides the names of the other units in what departments have
// written.
type anonymizer struct {
	own   string
	names []string // of all units, the longest first: 绛县 is within 新绛县
	hide  *strings.Replacer
}

// otherUnit stands for the name of another unit.
const otherUnit = "〔其他单位〕"

func newAnonymizer(own string, units []string) anonymizer {
	a := anonymizer{own: own}
	var pairs []string
	for _, unit := range slices.SortedStableFunc(slices.Values(units), func(a, b string) int { return len(b) - len(a) }) {
		switch {
		case unit == own:
			pairs = append(pairs, unit, unit)
		case utf8.RuneCountInString(unit) > 1: // a single character is not only a name
			pairs = append(pairs, unit, otherUnit)
		default:
			continue
		}
		a.names = append(a.names, unit)
	}
	a.hide = strings.NewReplacer(pairs...)
	return a
}

// hidden lists the names that are hidden in a text.
func (a anonymizer) hidden(text string) []string {
	var found []string
	for _, name := range a.names {
		if rest := strings.ReplaceAll(text, name, "\n"); rest != text {
			text = rest
			if name != a.own {
				found = append(found, name)
			}
		}
	}
	return found
}

// entry is an entry as its unit may read it. A note on the criterion that only
// names others is none for this unit.
func (a anonymizer) entry(e scoresheet.Entry) scoresheet.Entry {
	e.Reasons = slices.Clone(e.Reasons)
	for i, r := range e.Reasons {
		e.Reasons[i].Text, e.Reasons[i].Evidence = a.hide.Replace(r.Text), a.hide.Replace(r.Evidence)
	}
	if note := a.hide.Replace(e.Note); note == e.Note || strings.Contains(note, a.own) {
		e.Note = note
	} else {
		e.Note = ""
	}
	return e
}

// Mentions warns of reasons in which the feedbacks hide the names of other units,
// so that somebody sees whether they can still be understood.
func (r *Report) Mentions() diag.List {
	var places []diag.Position
	hidden := map[diag.Position][]string{}
	units := r.names()
	for _, u := range r.Units {
		a := newAnonymizer(u.Name, units)
		for _, e := range u.Scores {
			for _, reason := range e.Reasons {
				for _, name := range a.hidden(reason.Text + "\n" + reason.Evidence) {
					if hidden[reason.At] == nil {
						places = append(places, reason.At)
					}
					if !slices.Contains(hidden[reason.At], name) {
						hidden[reason.At] = append(hidden[reason.At], name)
					}
				}
			}
		}
	}
	var list diag.List
	for _, at := range places {
		list.Add(diag.ReasonNames, at, "units", strings.Join(hidden[at], "、"), "other", otherUnit)
	}
	return list
}

func (r *Report) names() []string {
	var names []string
	for _, u := range r.Roster() {
		names = append(names, u.Name)
	}
	return names
}
