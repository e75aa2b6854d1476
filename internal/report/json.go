package report

import (
	"bytes"
	"encoding/json"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
)

type jsonResult struct {
	Complete    bool             `json:"complete"`
	Units       []jsonUnit       `json:"units"`
	Scores      []jsonScore      `json:"scores"`
	Departments []jsonDepartment `json:"departments"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

// jsonUnit has a rank, a total, a veto and a grade only where they are certain,
// and only in a provisional result what else there is to say.
type jsonUnit struct {
	Unit       string            `json:"unit"`
	Rank       *int              `json:"rank,omitempty"`
	Scored     indicator.Points  `json:"scored"`
	Added      *indicator.Points `json:"added,omitempty"` // only by a table with bonuses
	Deducted   indicator.Points  `json:"deducted"`
	Assessed   *indicator.Points `json:"assessed,omitempty"`
	Total      *indicator.Points `json:"total,omitempty"`
	Vetoed     *bool             `json:"vetoed,omitempty"`
	Grade      string            `json:"grade,omitempty"`
	Bounds     *jsonBounds       `json:"bounds,omitempty"`
	Categories []jsonCategory    `json:"categories"`
}

type jsonBounds struct {
	Total  [2]indicator.Points `json:"total"`
	Grades []string            `json:"grades"`
	Ranks  [2]int              `json:"ranks"`
}

type jsonCategory struct {
	Code     string            `json:"code"`
	Name     string            `json:"name"`
	Scored   indicator.Points  `json:"scored"`
	Assessed *indicator.Points `json:"assessed,omitempty"`
	Points   indicator.Points  `json:"points"`
}

type jsonScore struct {
	Unit      string       `json:"unit"`
	Code      string       `json:"code"`
	Value     any          `json:"value"` // Points, or of a veto a bool
	NA        bool         `json:"not_applicable,omitempty"`
	File      string       `json:"file"`
	Worksheet string       `json:"worksheet"`
	Cell      string       `json:"cell"`
	Note      string       `json:"note,omitempty"`
	Reasons   []jsonReason `json:"reasons,omitempty"`
}

type jsonReason struct {
	Text      string `json:"text"`
	Evidence  string `json:"evidence"`
	File      string `json:"file"`
	Worksheet string `json:"worksheet"`
	Cell      string `json:"cell"`
}

type jsonDepartment struct {
	Department string                     `json:"department"`
	State      scoresheet.SubmissionState `json:"state"`
	Files      []string                   `json:"files"`
	Problems   int                        `json:"problems"`
	Filled     int                        `json:"filled"`
	Expected   int                        `json:"expected"`
	Missing    jsonGaps                   `json:"missing"`
}

type jsonGaps struct {
	Units    []string  `json:"units"`
	Criteria []string  `json:"criteria"`
	Scores   []jsonGap `json:"scores"`
}

type jsonGap struct {
	Unit string `json:"unit"`
	Code string `json:"code"`
}

type jsonDiagnostic struct {
	Code      diag.Code `json:"code"`
	Severity  string    `json:"severity"`
	File      string    `json:"file"`
	Worksheet string    `json:"worksheet"`
	Cell      string    `json:"cell"`
	Message   string    `json:"message"`
	Hint      string    `json:"hint"`
}

// JSON writes the whole outcome of a run of score. result is nil if there is
// none.
func JSON(result *assess.Result, departments []scoresheet.Submission, list diag.List, lang msg.Lang) ([]byte, error) {
	out := jsonResult{
		Complete: result != nil && result.Complete(),
		Units:    []jsonUnit{}, Scores: []jsonScore{},
		Departments: departmentsJSON(departments), Diagnostics: diagnostics(list, lang),
	}
	if result != nil {
		for _, u := range result.Units {
			out.Units = append(out.Units, unitJSON(result.Table, u, !out.Complete))
			for k, e := range u.Scores {
				if e.State != scores.Valid {
					continue
				}
				out.Scores = append(out.Scores, scoreJSON(result.Table.Criteria[k], e))
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

// StatusJSON writes the outcome of a run of status: how far each department has
// come, and what to do next. complete says whether a result can be computed.
func StatusJSON(complete bool, departments []scoresheet.Submission, next Next, list diag.List, lang msg.Lang) ([]byte, error) {
	return encode(struct {
		Complete    bool             `json:"complete"`
		Departments []jsonDepartment `json:"departments"`
		Next        Next             `json:"next"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{complete, departmentsJSON(departments), next, diagnostics(list, lang)})
}

// VerifiedJSON writes the outcome of a run of verify, which has compared so many
// inputs.
func VerifiedJSON(file string, v Verified, inputs int, list diag.List, lang msg.Lang) ([]byte, error) {
	return encode(struct {
		Report      string           `json:"report"`
		Verified    bool             `json:"verified"`
		Basis       Basis            `json:"basis"`
		Identical   bool             `json:"identical"`
		Worksheets  int              `json:"worksheets"`
		Cells       int              `json:"cells"`
		Inputs      int              `json:"inputs"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{file, v.Cells > 0 && list.Worst(false) == diag.Warning, v.Basis, v.Identical, v.Worksheets, v.Cells, inputs, diagnostics(list, lang)})
}

func departmentsJSON(departments []scoresheet.Submission) []jsonDepartment {
	out := []jsonDepartment{}
	for _, d := range departments {
		gaps := jsonGaps{append([]string{}, d.Missing.Units...), append([]string{}, d.Missing.Criteria...), []jsonGap{}}
		for _, gap := range d.Missing.Scores {
			gaps.Scores = append(gaps.Scores, jsonGap(gap))
		}
		out = append(out, jsonDepartment{d.Department, d.State, append([]string{}, d.Files...), d.Problems, d.Filled, d.Expected, gaps})
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

// FilesJSON writes the outcome of a run of validate.
func FilesJSON(files []File, list diag.List, lang msg.Lang) ([]byte, error) {
	return encode(struct {
		Files       []File           `json:"files"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{append([]File{}, files...), diagnostics(list, lang)})
}

func unitJSON(table *indicator.Table, u assess.Unit, provisional bool) jsonUnit {
	out := jsonUnit{
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
		out.Bounds = &jsonBounds{
			[2]indicator.Points{u.Total.Low, u.Total.High}, grades, [2]int{u.Rank.Low, u.Rank.High},
		}
	}
	for _, c := range u.Categories {
		category := jsonCategory{Code: c.Code, Name: c.Name, Scored: c.Scored, Points: c.Points}
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

func scoreJSON(c indicator.Criterion, e scores.Entry) jsonScore {
	out := jsonScore{
		Unit: e.Unit, Code: c.Code, Value: e.Points, NA: e.NA,
		File: e.At.File, Worksheet: e.At.Worksheet, Cell: e.At.Cell(), Note: e.Note,
	}
	for _, r := range e.Reasons {
		out.Reasons = append(out.Reasons, jsonReason{r.Text, r.Evidence, r.At.File, r.At.Worksheet, r.At.Cell()})
	}
	if c.Kind() == indicator.Veto {
		out.Value = e.Veto
	}
	return out
}

func diagnostics(list diag.List, lang msg.Lang) []jsonDiagnostic {
	out := []jsonDiagnostic{}
	for _, d := range list {
		out = append(out, jsonDiagnostic{
			d.Code, d.Severity(), d.File, d.Worksheet, d.Cell(), d.Message(lang), d.Hint(lang),
		})
	}
	return out
}

type jsonTable struct {
	Title    string           `json:"title"`
	Points   indicator.Points `json:"points"`
	Grades   []jsonGrade      `json:"grades"`
	Units    []string         `json:"units"`
	Criteria []jsonCriterion  `json:"criteria"`
}

type jsonGrade struct {
	Name    string            `json:"name"`
	AtLeast *indicator.Points `json:"at_least,omitempty"`
}

type jsonCriterion struct {
	Code       string           `json:"code"`
	Kind       indicator.Kind   `json:"kind"`
	Category   string           `json:"category"`
	Item       string           `json:"item"`
	Text       string           `json:"text"`
	Points     indicator.Points `json:"points"`
	Department string           `json:"department"`
	Note       string           `json:"note"`
	Cap        string           `json:"cap,omitempty"`            // the grade that a veto caps at
	NA         string           `json:"not_applicable,omitempty"` // the rule for it
}

// TableJSON writes an indicator table with these of its criteria.
func TableJSON(table *indicator.Table, criteria []indicator.Criterion) ([]byte, error) {
	out := jsonTable{Title: table.Title, Points: table.Points(), Units: append([]string{}, table.Units...), Criteria: []jsonCriterion{}}
	for _, g := range table.Grades {
		grade := jsonGrade{Name: g.Name}
		if !g.Open {
			grade.AtLeast = &g.AtLeast
		}
		out.Grades = append(out.Grades, grade)
	}
	for _, c := range criteria {
		out.Criteria = append(out.Criteria, criterionJSON(table, c))
	}
	return encode(out)
}

func criterionJSON(table *indicator.Table, c indicator.Criterion) jsonCriterion {
	return jsonCriterion{
		c.Code, c.Kind(), c.Category.Name, c.Item.Name, c.Text, c.Points, c.Department, c.Note, table.CapName(c), c.RuleForNA(),
	}
}

// Build is which program it is. Commit and Time are empty where nobody knows.
type Build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`
	Time     string `json:"time"` // of the commit
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	System   string `json:"system"`
}

type jsonTableName struct {
	Title string `json:"title"`
	Hash  string `json:"hash"`
	File  string `json:"file"` // "" for the embedded one
}

// VersionJSON writes which program it is and which table is in force, nil if that
// cannot be read.
func VersionJSON(b Build, table *indicator.Table, file string, list diag.List, lang msg.Lang) ([]byte, error) {
	out := struct {
		Build
		Table       *jsonTableName   `json:"table"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{Build: b, Diagnostics: diagnostics(list, lang)}
	if table != nil {
		out.Table = &jsonTableName{table.Title, table.Hash(), file}
	}
	return encode(out)
}

// CheckedJSON writes what is wrong with tables.
func CheckedJSON(list diag.List, lang msg.Lang) ([]byte, error) {
	return encode(struct {
		Valid       bool             `json:"valid"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{list.Worst(false) == diag.Warning, diagnostics(list, lang)})
}

type jsonDifference struct {
	Old     *jsonCriterion     `json:"old"` // null where it is not there
	New     *jsonCriterion     `json:"new"`
	Aspects []indicator.Aspect `json:"aspects"`
}

type jsonShare struct {
	Name string           `json:"name"`
	Old  indicator.Points `json:"old"`
	New  indicator.Points `json:"new"`
}

// ComparisonJSON writes what differs between two tables.
func ComparisonJSON(c indicator.Comparison, list diag.List, lang msg.Lang) ([]byte, error) {
	differences := []jsonDifference{}
	for _, d := range c.Criteria {
		out := jsonDifference{Aspects: append([]indicator.Aspect{}, d.Aspects...)}
		for _, side := range []struct {
			table *indicator.Table
			of    *indicator.Criterion
			to    **jsonCriterion
		}{{c.Old, d.Old, &out.Old}, {c.New, d.New, &out.New}} {
			if side.of != nil {
				criterion := criterionJSON(side.table, *side.of)
				*side.to = &criterion
			}
		}
		differences = append(differences, out)
	}
	shares := func(list []indicator.Share) []jsonShare {
		out := []jsonShare{}
		for _, s := range list {
			out = append(out, jsonShare(s))
		}
		return out
	}
	return encode(struct {
		Old         string           `json:"old"`
		New         string           `json:"new"`
		Same        bool             `json:"same"`
		Compatible  bool             `json:"compatible"` // the sheets of one can be used with the other
		Criteria    []jsonDifference `json:"criteria"`
		Categories  []jsonShare      `json:"categories"`
		Departments []jsonShare      `json:"departments"`
		Grades      bool             `json:"grades"` // differ
		Order       bool             `json:"order"`  // of the units differs
		Added       []string         `json:"added"`
		Removed     []string         `json:"removed"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{
		c.Old.Title, c.New.Title, c.Same(), c.Compatible(), differences, shares(c.Categories()), shares(c.Departments()),
		c.Grades, c.Order, append([]string{}, c.Added...), append([]string{}, c.Removed...), diagnostics(list, lang),
	})
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
