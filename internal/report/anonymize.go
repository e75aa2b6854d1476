package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scoresheet"
)

// otherUnit stands for the name of another unit.
const otherUnit = "〔其他单位〕"

// mentions finds the units that are named in what departments have written: in
// full or in short, also with a line break in the name.
type mentions struct {
	names *regexp.Regexp
	units map[string][]string // that a name, without whitespace, may mean
}

func newMentions(units []string) mentions {
	m := mentions{units: map[string][]string{}}
	var names []string
	for _, unit := range units {
		for _, name := range []string{unit, indicator.Short(unit)} {
			if utf8.RuneCountInString(name) < 2 { // a single character is not only a name
				continue
			}
			if m.units[name] == nil {
				names = append(names, name)
			}
			m.units[name] = append(m.units[name], unit)
		}
	}
	// The longest first: 绛县 is within 新绛县.
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	for i, name := range names {
		var characters []string
		for _, r := range name {
			characters = append(characters, regexp.QuoteMeta(string(r)))
		}
		names[i] = strings.Join(characters, `[\s\pZ\p{Cf}]*`)
	}
	m.names = regexp.MustCompile(strings.Join(names, "|"))
	return m
}

// hide hides every unit in a text but one. It returns those that are hidden, and
// whether that one is named.
func (m mentions) hide(text, own string) (shown string, hidden []string, named bool) {
	if len(m.units) == 0 {
		return text, nil, false
	}
	shown = m.names.ReplaceAllStringFunc(text, func(name string) string {
		units := m.units[indicator.Fold(name)]
		if slices.Contains(units, own) {
			named = true
			return name
		}
		if !slices.Contains(hidden, units[0]) {
			hidden = append(hidden, units[0])
		}
		return otherUnit
	})
	return shown, hidden, named
}

// entry is an entry as its unit may read it. A note on the criterion that only
// names others is none for this unit.
func (m mentions) entry(e scoresheet.Entry) scoresheet.Entry {
	e.Reasons = slices.Clone(e.Reasons)
	for i, r := range e.Reasons {
		e.Reasons[i].Text, _, _ = m.hide(r.Text, e.Unit)
		e.Reasons[i].Evidence, _, _ = m.hide(r.Evidence, e.Unit)
	}
	note, hidden, named := m.hide(e.Note, e.Unit)
	if e.Note = note; len(hidden) > 0 && !named {
		e.Note = ""
	}
	return e
}

// mentions finds the units of the result. It is made once for all feedbacks.
func (r *Report) mentions() mentions {
	r.once.Do(func() {
		var units []string
		for _, u := range r.Roster() {
			units = append(units, u.Name)
		}
		r.found = newMentions(units)
	})
	return r.found
}

// Mentions warns of reasons and notes in which the feedbacks hide the names of
// other units, so that somebody sees whether they can still be understood.
func (r *Report) Mentions() diag.List {
	var places []diag.Position
	hidden := map[diag.Position][]string{}
	look := func(text string, at diag.Position, own string, needed bool) {
		_, others, named := r.mentions().hide(text, own)
		for _, other := range others {
			if needed && !named || slices.Contains(hidden[at], other) {
				continue
			}
			if hidden[at] == nil {
				places = append(places, at)
			}
			hidden[at] = append(hidden[at], other)
		}
	}
	for _, u := range r.Units {
		for _, e := range u.Scores {
			look(e.Note, e.NoteAt, u.Name, true)
			for _, reason := range e.Reasons {
				look(reason.Text+"\n"+reason.Evidence, reason.At, u.Name, false)
			}
		}
	}
	var list diag.List
	for _, at := range places {
		list.Add(diag.ReasonNames, at, "units", strings.Join(hidden[at], "、"), "other", otherUnit)
	}
	return list
}
