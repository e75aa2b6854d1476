// Package scores is what has been scored, as data: the cells of all sheets, put in
// order by unit and criterion, and why points were lost.
//
// Package scoresheet reads a [Set] from the departments' sheets, package report reads
// one back from a report, and package assess computes the result from it. It knows
// neither workbooks nor what a score is worth.
package scores

import (
	"slices"

	"qeval/internal/diag"
	"qeval/internal/indicator"
)

// Set is what all the sheets say together.
type Set struct {
	Units  []string  // the roster, in its order
	Scores [][]Entry // by unit, then by criterion of the table
}

// Entry is one cell for a score.
type Entry struct {
	Criterion int // index in the table
	Unit      string
	At        diag.Position
	State     State
	Points    indicator.Points // of a score or a deduction
	Veto      bool             // of a veto: 是
	NA        bool             // of a score: 不涉及, for which its Points are the criterion's
	Note      string           // what stands under 备注 in its row
	NoteAt    diag.Position
	Reasons   []Reason // in the order of the sheets, then of the rows
	Found     string   // in the cell of a Refused one
}

// State says whether an entry can be counted.
type State int

// The states of an entry. A Refused one has had its diagnostic; a Blank one
// may still be made up for by another sheet.
const (
	Blank State = iota
	Refused
	Valid
)

// Same reports whether two cells say the same of one score, whatever stands beside
// them.
func (e Entry) Same(other Entry) bool {
	return e.State == other.State && e.Points == other.Points && e.Veto == other.Veto && e.NA == other.NA && e.Found == other.Found
}

// Explained reports whether there is a reason with a text: evidence alone does not
// tell what for.
func (e *Entry) Explained() bool {
	return slices.ContainsFunc(e.Reasons, func(r Reason) bool { return r.Text != "" })
}

// Explain adds a reason that the entry does not have yet: a row may name it
// twice, and parts of one sheet may each have the whole 扣分说明.
func (e *Entry) Explain(reason Reason) {
	if !slices.ContainsFunc(e.Reasons, reason.Same) {
		e.Reasons = append(e.Reasons, reason)
	}
}

// Reason is what one row of 扣分说明 says of an entry.
type Reason struct {
	Text, Evidence string
	At             diag.Position // of the text, or of the row's first cell if there is none
}

// Same reports whether two reasons say the same, wherever they stand.
func (r Reason) Same(other Reason) bool { return r.Text == other.Text && r.Evidence == other.Evidence }
