package report

import (
	"slices"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/bookwriter"
	"qeval/internal/docmeta"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
)

// Changes are what a correction has changed: the attachment to it.
type Changes struct {
	Table    *indicator.Table
	Moves    []assess.Move
	Reworded []assess.Change
	Old, New func(file string) string // how documents name an input of either result
	Compared string                   // which two results they are between
}

// The worksheets of the attachment and their own words. The basis of each
// correction is what the office fills in.
const (
	correctionsName = "更正情况"
	movesName       = "结果变化"

	headNumber    = "序号"
	headOldScore  = "原评分"
	headNewScore  = "更正后"
	headOldReason = "原扣分原因"
	headNewReason = "更正后扣分原因"
	headOldSource = "原来源"
	headNewSource = "更正后来源"
	headBasis     = "更正依据（文号）"
	headSaid      = "说明"
	wasHead       = "原"
	isHead        = "现"
	unchanged     = "没有变化"
)

// Workbook writes the attachment to a correction: the scores that are others, and
// what that did.
func (c *Changes) Workbook() ([]byte, error) {
	d := newDocumentWriter(docmeta.Changes, correctionsName, c.Table, mark{})
	w := &attachment{c, d}
	w.corrections()
	w.moves()
	return d.encode(w.subject + correctionsName)
}

type attachment struct {
	*Changes
	*documentWriter
}

// reasonColumns are those of the reasons, before and after.
var reasonColumns = [...]column{{headOldReason, 24}, {headNewReason, 24}}

// corrections writes the worksheet 更正情况.
func (w *attachment) corrections() {
	p := w.table(correctionsName, bookwriter.Layout{Name: correctionsName, Fixed: 3},
		column{headNumber, 6}, column{indicator.HeadUnit, 12}, column{indicator.HeadCode, 9}, column{indicator.HeadItem, 16},
		column{indicator.HeadCriterion, 34}, column{indicator.HeadDepartment, 15}, column{headOldScore, 9}, column{headNewScore, 9},
		reasonColumns[0], reasonColumns[1], column{headOldSource, 22}, column{headNewSource, 22}, column{headBasis, 20})
	number := 0
	for _, m := range w.Moves {
		for _, c := range m.Changes {
			number++
			w.correction(p, number, c)
		}
	}
	w.end(p, number)
	p.Across(0, bookwriter.Cells(w.style.note, w.Compared)...)
	if w.Table.MayNotApply() {
		p.Across(0, bookwriter.Cells(w.style.note, legendNA)...)
	}
}

func (w *attachment) correction(p *bookwriter.Page, number int, c assess.Change) {
	criterion := w.Table.Criteria[c.Criterion]
	for n, texts := range inRows(reasonColumns[:], Reasons(c.Old), Reasons(c.New)) {
		r := w.row(shadeOf(criterion)).add(centred, number, c.Unit, criterion.Code)
		if n > 0 {
			r.blank(5).add(left, texts[0], texts[1]).blank(3)
		} else {
			r.add(left, criterion.Item.Name, criterion.Text).add(centred, criterion.Department)
			r.signed(criterion, c.Old).signed(criterion, c.New).add(left, texts[0], texts[1])
			r.add(left, sourceOf(c.Old, w.Old), sourceOf(c.New, w.New)).shaded(plain).blank(1)
		}
		p.AddText(r.cells...)
	}
}

// signed adds a cell with a score; one that is taken off says so, since beside
// others 0.00 would look like less than 0.50.
func (r *row) signed(c indicator.Criterion, e scores.Entry) *row {
	if c.Kind() == indicator.Deduction {
		return r.add(centred, "减"+EntryText(c, e))
	}
	return r.entry(c, e)
}

// Reasons are the reasons of an entry in one text, each with its evidence.
func Reasons(e scores.Entry) string {
	var list []scores.Reason
	for _, r := range e.Reasons {
		if r.Evidence != "" {
			r.Text += "（依据：" + r.Evidence + "）"
		}
		list = append(list, r)
	}
	reasons, _ := explained(list)
	return reasons
}

// saidColumn is that of the sentences.
var saidColumn = [...]column{{headSaid, 80}}

// moves writes the worksheet 结果变化.
func (w *attachment) moves() {
	columns := []column{{headUnitName, 14}}
	for _, head := range []string{headTotal, indicator.HeadGrade, headRank} {
		columns = append(columns, column{wasHead + head, 9}, column{isHead + head, 9})
	}
	p := w.table(movesName, bookwriter.Layout{Name: movesName, Fixed: 1}, append(columns, saidColumn[:]...)...)
	for _, m := range w.Moves {
		for n, texts := range inRows(saidColumn[:], Sentence(w.Table, m).In(msg.Chinese)) {
			r := w.row(plain).add(centred, m.Name)
			if n > 0 {
				r.blank(len(columns) - 1)
			} else {
				w.standings(r, m)
			}
			p.AddText(r.add(left, texts[0]).cells...)
		}
	}
	w.end(p, len(w.Moves))
}

// standings adds total, grade and rank of a unit, before and after.
func (w *attachment) standings(r *row, m assess.Move) {
	for _, add := range []func(u *assess.Unit){
		func(u *assess.Unit) { r.points(u.Total.Value()) },
		func(u *assess.Unit) { r.add(centred, w.Table.Grades[u.Grade.Value()].Name) },
		func(u *assess.Unit) { r.add(centred, u.Rank.Value()) },
	} {
		for _, u := range []*assess.Unit{m.Old, m.New} {
			if u == nil {
				r.blank(1)
			} else {
				add(u)
			}
		}
	}
}

// end ends a table of so many lines.
func (w *attachment) end(p *bookwriter.Page, lines int) {
	if lines > 0 {
		p.Filter(headings, p.Next()-1)
		return
	}
	p.Across(0, bookwriter.Cells(w.style.note, unchanged)...)
}

// Sentence says what has become of a unit, and why.
func Sentence(table *indicator.Table, m assess.Move) msg.Text {
	switch {
	case m.Old == nil:
		return msg.MoveAdded(m.Name, place(m.New.Rank.Value(), m.TiedNew))
	case m.New == nil:
		return msg.MoveRemoved(m.Name)
	}
	if len(m.Changes) == 0 {
		return msg.MovePassive(m.Name, rankOfMove(m), others(m))
	}
	var changes []msg.Text
	for _, c := range m.Changes {
		changes = append(changes, corrected(table.Criteria[c.Criterion], c))
	}
	return msg.MoveOwn(m.Name, rankOfMove(m), msg.Join(changes), totalOf(m), gradeChange(table, m), others(m))
}

// rankOfMove says how a rank has moved.
func rankOfMove(m assess.Move) msg.Text {
	old, now := m.Old.Rank.Value(), m.New.Rank.Value()
	was, is := place(old, m.TiedOld), place(now, m.TiedNew)
	switch {
	case now < old:
		return msg.RankUp(was, is)
	case now > old:
		return msg.RankDown(was, is)
	case (len(m.TiedOld) > 0) != (len(m.TiedNew) > 0):
		return msg.RankTie(was, is)
	}
	return msg.RankSame(is)
}

// place is a rank, which may be shared.
func place(rank int, tied []string) msg.Text {
	if len(tied) > 0 {
		return msg.PlaceTied(rank)
	}
	return msg.PlaceOf(rank)
}

// corrected says what a department has corrected.
func corrected(criterion indicator.Criterion, c assess.Change) msg.Text {
	say := map[indicator.Kind]func(department, code, item, old, now string) msg.Text{
		indicator.Score: msg.ChangeScore, indicator.Bonus: msg.ChangeBonus, indicator.Deduction: msg.ChangeDeduction, indicator.Veto: msg.ChangeAnswer,
	}[criterion.Kind()]
	if c.Old.NA || c.New.NA {
		say = msg.ChangeAnswer
	}
	item := strings.TrimSuffix(criterion.Item.Name, "。") // of a veto it is a sentence
	return say(criterion.Department, criterion.Code, item, EntryText(criterion, c.Old), EntryText(criterion, c.New))
}

// EntryText is a score as sentences and the terminal show it.
func EntryText(c indicator.Criterion, e scores.Entry) string {
	if c.Kind() == indicator.Veto {
		return indicator.Answer(e.Veto)
	}
	if e.NA {
		return e.Points.Fixed() + "（" + indicator.NA + "）"
	}
	return e.Points.Fixed()
}

func totalOf(m assess.Move) msg.Text {
	switch change := m.New.Total.Value() - m.Old.Total.Value(); {
	case change > 0:
		return msg.TotalUp(change.Fixed())
	case change < 0:
		return msg.TotalDown((-change).Fixed())
	}
	return msg.TotalSame
}

// gradeChange says that the grade is another, if it is.
func gradeChange(table *indicator.Table, m assess.Move) msg.Text {
	old, now := m.Old.Grade.Value(), m.New.Grade.Value()
	if old == now {
		return msg.Text{}
	}
	return msg.GradeChange(table.Grades[old].Name, table.Grades[now].Name)
}

// others names the units that have passed a unit and that it has passed, unless
// its own scores alone account for its rank, and those that it now shares it with.
func others(m assess.Move) msg.Text {
	lists := [...]struct {
		say   func(names string) msg.Text
		names []string
	}{{msg.OthersAhead, m.Ahead}, {msg.OthersBehind, m.Behind}, {msg.OthersTied, m.TiedNew}}
	if m.Alone == m.New.Rank.Value() {
		lists[0].names, lists[1].names = nil, nil
	}
	lists[1].names = slices.DeleteFunc(slices.Clone(lists[1].names), func(name string) bool { return slices.Contains(m.TiedNew, name) })
	if slices.Equal(m.TiedOld, m.TiedNew) {
		lists[2].names = nil
	}
	var said [len(lists)]msg.Text
	for i, list := range lists {
		if len(list.names) > 0 {
			said[i] = list.say(strings.Join(list.names, "、"))
		}
	}
	return msg.OthersMoved(said[0], said[1], said[2])
}
