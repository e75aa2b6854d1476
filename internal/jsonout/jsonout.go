// Package jsonout is what the commands write for other programs: JSON, one document a
// run, with the same content as what a person is shown.
//
// Numbers are plain decimal literals, the order of keys and lists is stable, and the
// problems that were found are in every document. Package report has the documents
// for people.
package jsonout

import (
	"bytes"
	"encoding/json"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
)

type resultJSON struct {
	Complete    bool             `json:"complete"`
	Units       []unitJSON       `json:"units"`
	Scores      []scoreJSON      `json:"scores"`
	Departments []departmentJSON `json:"departments"`
	Diagnostics []diagnosticJSON `json:"diagnostics"`
}

// unitJSON has a rank, a total, a veto and a grade only where they are certain,
// and only in a provisional result what else there is to say.
type unitJSON struct {
	Unit       string            `json:"unit"`
	Rank       *int              `json:"rank,omitempty"`
	Scored     indicator.Points  `json:"scored"`
	Added      *indicator.Points `json:"added,omitempty"` // only by a table with bonuses
	Deducted   indicator.Points  `json:"deducted"`
	Assessed   *indicator.Points `json:"assessed,omitempty"`
	Total      *indicator.Points `json:"total,omitempty"`
	Vetoed     *bool             `json:"vetoed,omitempty"`
	Grade      string            `json:"grade,omitempty"`
	Bounds     *boundsJSON       `json:"bounds,omitempty"`
	Categories []categoryJSON    `json:"categories"`
}

type boundsJSON struct {
	Total  [2]indicator.Points `json:"total"`
	Grades []string            `json:"grades"`
	Ranks  [2]int              `json:"ranks"`
}

type categoryJSON struct {
	Code     string            `json:"code"`
	Name     string            `json:"name"`
	Scored   indicator.Points  `json:"scored"`
	Assessed *indicator.Points `json:"assessed,omitempty"`
	Points   indicator.Points  `json:"points"`
}

type scoreJSON struct {
	Unit      string       `json:"unit"`
	Code      string       `json:"code"`
	Value     any          `json:"value"` // Points, or of a veto a bool
	NA        bool         `json:"not_applicable,omitempty"`
	File      string       `json:"file"`
	Worksheet string       `json:"worksheet"`
	Cell      string       `json:"cell"`
	Note      string       `json:"note,omitempty"`
	Reasons   []reasonJSON `json:"reasons,omitempty"`
}

type reasonJSON struct {
	Text      string `json:"text"`
	Evidence  string `json:"evidence"`
	File      string `json:"file"`
	Worksheet string `json:"worksheet"`
	Cell      string `json:"cell"`
}

type departmentJSON struct {
	Department string                     `json:"department"`
	State      scoresheet.SubmissionState `json:"state"`
	Files      []string                   `json:"files"`
	Problems   int                        `json:"problems"`
	Filled     int                        `json:"filled"`
	Expected   int                        `json:"expected"`
	Missing    gapsJSON                   `json:"missing"`
}

type gapsJSON struct {
	Units    []string  `json:"units"`
	Criteria []string  `json:"criteria"`
	Scores   []gapJSON `json:"scores"`
}

type gapJSON struct {
	Unit string `json:"unit"`
	Code string `json:"code"`
}

type diagnosticJSON struct {
	Code      diag.Code `json:"code"`
	Severity  string    `json:"severity"`
	File      string    `json:"file"`
	Worksheet string    `json:"worksheet"`
	Cell      string    `json:"cell"`
	Message   string    `json:"message"`
	Hint      string    `json:"hint"`
}

// Score writes the whole outcome of a run of score. result is nil if there is
// none.
func Score(result *assess.Result, departments []scoresheet.Submission, list diag.List, lang msg.Lang) ([]byte, error) {
	out := resultJSON{
		Complete: result != nil && result.Complete(),
		Units:    []unitJSON{}, Scores: []scoreJSON{},
		Departments: departmentsOf(departments), Diagnostics: diagnostics(list, lang),
	}
	if result != nil {
		for _, u := range result.Units {
			out.Units = append(out.Units, unitOf(result.Table, u, !out.Complete))
			for k, e := range u.Scores {
				if e.State != scores.Valid {
					continue
				}
				out.Scores = append(out.Scores, scoreOf(result.Table.Criteria[k], e))
			}
		}
	}
	return encode(out)
}

// Next is what to do next, in words and as a command line.
type Next struct {
	Say     string `json:"say"`
	Command string `json:"command"`
}

// Status writes the outcome of a run of status: how far each department has
// come, and what to do next. complete says whether a result can be computed.
func Status(complete bool, departments []scoresheet.Submission, next Next, list diag.List, lang msg.Lang) ([]byte, error) {
	return encode(struct {
		Complete    bool             `json:"complete"`
		Departments []departmentJSON `json:"departments"`
		Next        Next             `json:"next"`
		Diagnostics []diagnosticJSON `json:"diagnostics"`
	}{complete, departmentsOf(departments), next, diagnostics(list, lang)})
}

// Verified writes the outcome of a run of verify, which has compared so many
// inputs.
func Verified(file string, v report.Verified, inputs int, list diag.List, lang msg.Lang) ([]byte, error) {
	absent := []string{}
	for _, kind := range v.Dropped {
		absent = append(absent, kind.Word())
	}
	return encode(struct {
		Report      string           `json:"report"`
		Verified    bool             `json:"verified"`
		Basis       report.Basis     `json:"basis"`
		Identical   bool             `json:"identical"`
		Worksheets  int              `json:"worksheets"`
		Cells       int              `json:"cells"`
		Inputs      int              `json:"inputs"`
		Absent      []string         `json:"absent"` // what the file has none of, so that it was not compared
		Diagnostics []diagnosticJSON `json:"diagnostics"`
	}{file, v.Cells > 0 && list.Worst(false) == diag.Warning, v.Basis, v.Identical, v.Worksheets, v.Cells, inputs, absent, diagnostics(list, lang)})
}

func departmentsOf(departments []scoresheet.Submission) []departmentJSON {
	out := []departmentJSON{}
	for _, d := range departments {
		gaps := gapsJSON{append([]string{}, d.Missing.Units...), append([]string{}, d.Missing.Criteria...), []gapJSON{}}
		for _, gap := range d.Missing.Scores {
			gaps.Scores = append(gaps.Scores, gapJSON(gap))
		}
		out = append(out, departmentJSON{d.Department, d.State, append([]string{}, d.Files...), d.Problems, d.Filled, d.Expected, gaps})
	}
	return out
}

// File is what validate finds of one file.
type File struct {
	File       string `json:"file"`
	Department string `json:"department"` // "" if it names none
	Cells      int    `json:"cells"`      // that were checked: those for scores
	Valid      bool   `json:"valid"`
	Annotated  string `json:"annotated,omitempty"` // its annotated copy
}

// Files writes the outcome of a run of validate.
func Files(files []File, list diag.List, lang msg.Lang) ([]byte, error) {
	return encode(struct {
		Files       []File           `json:"files"`
		Diagnostics []diagnosticJSON `json:"diagnostics"`
	}{append([]File{}, files...), diagnostics(list, lang)})
}

func unitOf(table *indicator.Table, u assess.Unit, provisional bool) unitJSON {
	out := unitJSON{
		Unit: u.Name, Scored: u.Scored, Deducted: u.Deducted,
		Rank: ifCertain(u.Rank), Total: ifCertain(u.Total),
	}
	if table.Has(indicator.Bonus) {
		out.Added = &u.Added
	}
	if !u.MayBeVetoed() {
		vetoed := u.Vetoed()
		out.Vetoed = &vetoed
	}
	grades := u.Grade.Names(table)
	if u.Grade.Certain() {
		out.Grade = grades[0]
	}
	if provisional {
		out.Assessed = &u.Assessed
		out.Bounds = &boundsJSON{
			[2]indicator.Points{u.Total.Low, u.Total.High}, grades, [2]int{u.Rank.Low, u.Rank.High},
		}
	}
	for _, c := range u.Categories {
		category := categoryJSON{Code: c.Code, Name: c.Name, Scored: c.Scored, Points: c.Points}
		if provisional {
			category.Assessed = &c.Assessed
		}
		out.Categories = append(out.Categories, category)
	}
	return out
}

// ifCertain is the only value that is possible, nil if there are several.
func ifCertain[T int | indicator.Points](r assess.Range[T]) *T {
	if !r.Certain() {
		return nil
	}
	return &r.Low
}

func scoreOf(c indicator.Criterion, e scores.Entry) scoreJSON {
	out := scoreJSON{
		Unit: e.Unit, Code: c.Code, Value: e.Points, NA: e.NA,
		File: e.At.File, Worksheet: e.At.Worksheet, Cell: e.At.Cell(), Note: e.Note,
	}
	for _, r := range e.Reasons {
		out.Reasons = append(out.Reasons, reasonJSON{r.Text, r.Evidence, r.At.File, r.At.Worksheet, r.At.Cell()})
	}
	if c.Kind() == indicator.Veto {
		out.Value = e.Veto
	}
	return out
}

func diagnostics(list diag.List, lang msg.Lang) []diagnosticJSON {
	out := []diagnosticJSON{}
	for _, d := range list {
		out = append(out, diagnosticJSON{
			d.Code, d.Severity(), d.File, d.Worksheet, d.Cell(), d.Message(lang), d.Hint(lang),
		})
	}
	return out
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
