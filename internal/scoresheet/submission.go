package scoresheet

import (
	"slices"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
)

// Submission is how far one department has come.
type Submission struct {
	Department string
	State      SubmissionState
	Received   msg.Text // what came instead of a sheet that can be read
	Files      []string
	Problems   int // what is wrong with them, apart from what is missing
	Filled     int // the scores that are there and valid
	Expected   int // the scores that the department is to give
	Missing    Gaps
}

// SubmissionState is the state of a department's submission, in JSON's words.
type SubmissionState string

// The states of a submission.
const (
	Missing  SubmissionState = "missing"  // there is no sheet
	Unread   SubmissionState = "unread"   // something has come that is not read
	Invalid  SubmissionState = "invalid"  // something is wrong
	Partial  SubmissionState = "partial"  // something is missing, and nothing is wrong
	Complete SubmissionState = "complete" // every score is there and valid
)

// Gaps are the scores that a department has not given, in the largest pieces.
type Gaps struct {
	Units    []string // of which it has given none
	Criteria []string // the codes of those for which it has given none of the other units'
	Scores   []Gap    // single ones
}

// Gap is a single score that is not there.
type Gap struct {
	Unit string
	Code string
}

// Submissions says how far each department has come, in the table's order. list is
// all that was found in the sheets; strict counts its warnings as problems too.
func (s *Set) Submissions(table *indicator.Table, list diag.List, strict bool) []Submission {
	problems := map[string]int{} // of a file
	for _, d := range list {
		if !d.Outstanding && (d.Level() > diag.Warning || strict && d.Level() == diag.Warning) {
			problems[d.File]++
		}
	}
	var submissions []Submission
	for _, department := range table.Departments() {
		sub := Submission{Department: department, State: Missing}
		for _, sheet := range s.of(department) {
			sub.Files = append(sub.Files, sheet.At.File)
			sub.Problems += problems[sheet.At.File]
		}
		s.measure(table, &sub)
		switch {
		case len(sub.Files) == 0:
		case sub.Problems > 0:
			sub.State = Invalid
		case sub.Filled < sub.Expected:
			sub.State = Partial
		default:
			sub.State = Complete
		}
		submissions = append(submissions, sub)
	}
	return submissions
}

// Summary says the state in words, with its figures.
func (s Submission) Summary() msg.Text {
	switch s.State {
	case Missing:
		return msg.StateMissing
	case Unread:
		return s.Received
	case Invalid:
		return msg.StateInvalid(s.Problems)
	case Partial:
		return msg.StatePartial(s.Filled, s.Expected)
	}
	return msg.StateComplete
}

// Lacks names the units and criteria that are missing, of each kind at most so
// many. Of a department that has no sheet there is no more to say.
func (s Submission) Lacks(table *indicator.Table, most int) msg.Text {
	if s.State == Missing || s.State == Unread {
		return msg.Text{}
	}
	named := func(code string) string { return code + " " + brief(table.Criteria[table.Index(code)].Item.Name) }
	var criteria, scores []string
	for _, code := range s.Missing.Criteria {
		criteria = append(criteria, named(code))
	}
	for _, gap := range s.Missing.Scores {
		scores = append(scores, gap.Unit+" "+named(gap.Code))
	}
	var parts []msg.Text
	for _, part := range []struct {
		say  func(msg.Text) msg.Text
		list []string
	}{{msg.GapsUnits, s.Missing.Units}, {msg.GapsCriteria, criteria}, {msg.GapsScores, scores}} {
		if len(part.list) > 0 {
			parts = append(parts, part.say(msg.Some(part.list, most)))
		}
	}
	return msg.Join(parts)
}

// brief is the beginning of a long name.
func brief(name string) string {
	const most = 14
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return name
}

// measure counts a department's scores and finds what is missing.
func (s *Set) measure(table *indicator.Table, sub *Submission) {
	var criteria []int
	for k, c := range table.Criteria {
		if c.Department == sub.Department {
			criteria = append(criteria, k)
		}
	}
	sub.Expected = len(criteria) * len(s.Units)
	var rest []int // the units of which something is there
	for i, unit := range s.Units {
		given := false
		for _, k := range criteria {
			given = given || s.Scores[i][k].State != scores.Blank
			if s.Scores[i][k].State == scores.Valid {
				sub.Filled++
			}
		}
		if given {
			rest = append(rest, i)
		} else {
			sub.Missing.Units = append(sub.Missing.Units, unit)
		}
	}
	for _, k := range criteria {
		blank := slices.DeleteFunc(slices.Clone(rest), func(i int) bool { return s.Scores[i][k].State != scores.Blank })
		code := table.Criteria[k].Code
		if len(blank) == len(rest) && len(rest) > 0 {
			sub.Missing.Criteria = append(sub.Missing.Criteria, code)
			continue
		}
		for _, i := range blank {
			sub.Missing.Scores = append(sub.Missing.Scores, Gap{s.Units[i], code})
		}
	}
}
