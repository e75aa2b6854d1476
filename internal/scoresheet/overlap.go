package scoresheet

import (
	"cmp"
	"slices"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
)

// overlap is what two sheets both have a score for: most often they are an old
// and a new version of one.
type overlap struct {
	first, second *Sheet
	same          int
	different     [][2]scores.Entry
}

func (o *overlap) add(first, second scores.Entry) {
	if first.Same(second) {
		o.same++
	} else {
		o.different = append(o.different, [2]scores.Entry{first, second})
	}
}

// overlaps collects those of all pairs of sheets.
type overlaps struct {
	sheets map[string]*Sheet          // by their files
	given  map[scoreOf][]scores.Entry // where there are several, in the order of the sheets
	pairs  map[[2]string]*overlap
	found  []*overlap // in the order in which they were found
}

// scoreOf says which score it is.
type scoreOf struct {
	unit      string
	criterion int
}

// add compares an entry with all that were given for its score before. first is
// the first of them.
func (list *overlaps) add(first, e scores.Entry) {
	at := scoreOf{e.Unit, e.Criterion}
	if list.given[at] == nil {
		list.given[at] = []scores.Entry{first}
	}
	for _, before := range list.given[at] {
		files := [2]string{before.At.File, e.At.File}
		if list.pairs[files] == nil {
			list.pairs[files] = &overlap{first: list.sheets[files[0]], second: list.sheets[files[1]]}
			list.found = append(list.found, list.pairs[files])
		}
		list.pairs[files].add(before, e)
	}
	list.given[at] = append(list.given[at], e)
}

// diagnostic is the one message about two sheets, which tells what is needed to
// decide between them.
func (o *overlap) diagnostic(table *indicator.Table) diag.Diagnostic {
	return diag.RepeatedScore.At(diag.Position{File: o.second.At.File, Worksheet: o.second.At.Worksheet}, diag.Position{File: o.first.At.File},
		msg.RepeatedCounts(o.same+len(o.different), o.same, len(o.different), o.list(table)),
		msg.RepeatedDates(o.second.filledIn(), o.first.filledIn()), o.which())
}

// list names the scores that differ, with both cells; it is empty if there are none.
func (o *overlap) list(table *indicator.Table) msg.Text {
	var scores []msg.Text
	for _, e := range o.different[:min(len(o.different), maxListed)] {
		c := table.Criteria[e[0].Criterion]
		scores = append(scores, msg.RepeatedScore(e[0].Unit, c.Code, brief(c.Item.Name), e[1].At.Cell(), entryText(e[1], c), e[0].At.Cell(), entryText(e[0], c)))
	}
	if rest := len(o.different) - len(scores); rest > 0 {
		scores = append(scores, msg.RepeatedRest(rest))
	}
	if len(scores) == 0 {
		return msg.Text{}
	}
	return msg.RepeatedList(msg.Join(scores))
}

// PassedOver warns of an annotated copy that nobody has touched and that is not read,
// since its department has other sheets: if neither the file that it was made from nor
// one that was made of that is among those that are read, and it has other scores than
// they have, it may be of a newer version. read are all sheets that are read.
func (s *Sheet) PassedOver(table *indicator.Table, read []*Sheet) diag.List {
	if len(s.originals) == 0 {
		return nil
	}
	original := s.originals[len(s.originals)-1]
	if slices.ContainsFunc(read, func(r *Sheet) bool { return r.SHA256 == original || slices.Contains(r.originals, original) }) {
		return nil
	}
	mine := map[scoreOf]scores.Entry{}
	for _, e := range s.Entries {
		mine[scoreOf{e.Unit, e.Criterion}] = e
	}
	var list diag.List
	for _, r := range read {
		o := overlap{first: r, second: s}
		for _, e := range r.Entries {
			if own, ok := mine[scoreOf{e.Unit, e.Criterion}]; ok {
				o.add(e, own)
			}
		}
		if len(o.different) > 0 {
			list.Add(diag.CopyPassedOver.At(diag.Position{File: s.At.File}, diag.Position{File: r.At.File}, len(o.different), o.list(table)))
		}
	}
	return list
}

// entryText is an entry as a message shows it.
func entryText(e scores.Entry, c indicator.Criterion) any {
	switch {
	case e.State == scores.Blank:
		return msg.BlankCell
	case e.State != scores.Valid:
		return cmp.Or(e.Found, "…") // of merged cells, of which none has a value of its own
	case c.Kind() == indicator.Veto:
		return indicator.Answer(e.Veto)
	case e.NA:
		return indicator.NA
	}
	return e.Points
}

// filledIn is when a sheet says that it was.
func (s *Sheet) filledIn() any {
	if s.Date == "" {
		return msg.RepeatedUndated
	}
	return s.Date
}

// which says which of the two to leave out, as far as the files tell.
func (o *overlap) which() msg.Text {
	if o.first.annotated == o.second.annotated {
		return msg.WhichUnknown
	}
	copied := o.first
	if o.second.annotated {
		copied = o.second
	}
	return msg.WhichCopy(diag.Position{File: copied.At.File})
}
