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

// compare finds what both of two sheets have of the scores that count.
func compare(first, second *Sheet, counts func(scores.Entry) bool) *overlap {
	of := map[scoreOf]scores.Entry{}
	for _, e := range first.Entries {
		of[placeOf(e)] = e
	}
	o := &overlap{first: first, second: second}
	for _, e := range second.Entries {
		if before, ok := of[placeOf(e)]; ok && counts(before) && counts(e) {
			o.add(before, e)
		}
	}
	return o
}

// scoreOf says which score it is.
type scoreOf struct {
	unit      string
	criterion int
}

func placeOf(e scores.Entry) scoreOf { return scoreOf{e.Unit, e.Criterion} }

// pairs are sheets that have the same scores: each with the first that has one of them.
// Of many versions of a sheet no more needs to be known.
type pairs struct {
	seen map[[2]string]bool // by their files
	all  [][2]string        // in the order in which they were found
}

func (p *pairs) add(first, second string) {
	pair := [2]string{first, second}
	if !p.seen[pair] {
		p.seen[pair], p.all = true, append(p.all, pair)
	}
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
	var list diag.List
	told := map[scoreOf]bool{}
	every := func(scores.Entry) bool { return true }
	for _, r := range read {
		more := false // than the sheets before it have
		for _, e := range r.Entries {
			more = more || !told[placeOf(e)]
			told[placeOf(e)] = true
		}
		if !more || r.Department != s.Department {
			continue
		}
		if o := compare(r, s, every); len(o.different) > 0 {
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
