package report

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/scores"
)

// otherUnit stands for the name of another unit.
const otherUnit = "〔其他单位〕"

// mentions finds the units that are named in what departments have written: in
// full or in short, also with spaces or a line break in the name.
type mentions struct {
	names *regexp.Regexp
	units map[string][]string // that a name, without whitespace, may mean
}

func newMentions(units []string) mentions {
	m := mentions{units: map[string][]string{}}
	for _, unit := range units {
		m.units[indicator.Fold(unit)] = []string{unit}
	}
	for _, unit := range units {
		if short := shortName(unit); short != "" && !slices.Contains(units, short) {
			m.units[short] = append(m.units[short], unit)
		}
	}
	// The longest first: 绛县 is within 新绛县.
	names := slices.SortedFunc(maps.Keys(m.units), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
	names = slices.DeleteFunc(names, func(name string) bool {
		return utf8.RuneCountInString(name) < 2 // a single character is not only a name
	})
	for i, name := range names {
		var characters []string
		for _, r := range name {
			characters = append(characters, regexp.QuoteMeta(string(r)))
		}
		names[i] = strings.Join(characters, `[\s\v\x{85}\pZ\p{Cf}]*`)
	}
	if len(names) > 0 {
		m.names = regexp.MustCompile(strings.Join(names, "|"))
	}
	return m
}

// zones are the words for zones, which are no names without what they are zones of:
// 高新区 is a unit, but 高新技术 is not about it.
var zones = [...]string{"开发", "高新", "经开", "示范", "产业", "工业", "保税", "试验", "合作", "新"}

// shortName is the name by which a unit is called for short, or "".
func shortName(unit string) string {
	short := indicator.Fold(indicator.Short(unit))
	if slices.ContainsFunc(zones[:], func(zone string) bool { return strings.HasSuffix(short, zone) }) {
		return ""
	}
	return short
}

// hide hides every unit in a text but one, and returns those that it hides.
func (m mentions) hide(text, own string) (shown string, hidden []string) {
	if m.names == nil {
		return text, nil
	}
	shown = m.names.ReplaceAllStringFunc(text, func(name string) string {
		units := m.units[indicator.Fold(name)]
		if len(units) == 0 || slices.Contains(units, own) {
			return name
		}
		if !slices.Contains(hidden, units[0]) {
			hidden = append(hidden, units[0])
		}
		return otherUnit
	})
	return shown, hidden
}

// entry is an entry as its unit may read it.
func (m mentions) entry(e scores.Entry) scores.Entry {
	e.Note, _ = m.hide(e.Note, e.Unit)
	e.Reasons = slices.Clone(e.Reasons)
	for i, r := range e.Reasons {
		e.Reasons[i].Text, _ = m.hide(r.Text, e.Unit)
		e.Reasons[i].Evidence, _ = m.hide(r.Evidence, e.Unit)
	}
	return e
}

// mentions finds the units of the result. It is made once for all feedbacks.
func (r *Report) mentions() mentions {
	r.once.Do(func() { r.found = newMentions(r.UnitNames()) })
	return r.found
}

// Mentions warns of reasons and notes in which the feedbacks hide the names of
// other units, so that somebody sees whether they can still be understood.
func (r *Report) Mentions() diag.List {
	var places []diag.Position
	hidden := map[diag.Position][]string{}
	look := func(text string, at diag.Position, own string) {
		_, others := r.mentions().hide(text, own)
		for _, other := range others {
			if hidden[at] == nil {
				places = append(places, at)
			}
			if !slices.Contains(hidden[at], other) {
				hidden[at] = append(hidden[at], other)
			}
		}
	}
	for _, u := range r.Units {
		for _, l := range r.Ledger(u) { // all that its feedback shows
			e := u.Scores[l.Criterion]
			look(e.Note, e.NoteAt, u.Name)
			for _, reason := range e.Reasons {
				look(reason.Text+"\n"+reason.Evidence, reason.At, u.Name)
			}
		}
	}
	var list diag.List
	for _, at := range places {
		list.Add(diag.ReasonNames.At(at, strings.Join(hidden[at], "、"), otherUnit))
	}
	return list
}
