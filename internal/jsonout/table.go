package jsonout

import (
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
)

type tableJSON struct {
	Title     string           `json:"title"`
	Points    indicator.Points `json:"points"`
	Grades    []gradeJSON      `json:"grades"`
	Units     []string         `json:"units"`
	Organizer string           `json:"organizer,omitempty"`
	Criteria  []criterionJSON  `json:"criteria"`
}

type gradeJSON struct {
	Name    string            `json:"name"`
	AtLeast *indicator.Points `json:"at_least,omitempty"`
}

type criterionJSON struct {
	Code       string           `json:"code"`
	Kind       indicator.Kind   `json:"kind"`
	Category   string           `json:"category"`
	Item       string           `json:"item"`
	Text       string           `json:"text"`
	Points     indicator.Points `json:"points"`
	Department string           `json:"department"`
	Shares     string           `json:"shares,omitempty"` // of the points of one text, with those of other departments
	Note       string           `json:"note"`
	Cap        string           `json:"cap,omitempty"`            // the grade that a veto caps at
	NA         string           `json:"not_applicable,omitempty"` // the rule for it
	Rule       string           `json:"rule,omitempty"`           // how it is scored
}

// Table writes an indicator table with these of its criteria.
func Table(table *indicator.Table, criteria []indicator.Criterion) ([]byte, error) {
	out := tableJSON{Title: table.Title, Points: table.Points(), Units: append([]string{}, table.Units...), Organizer: table.Organizer, Criteria: []criterionJSON{}}
	for _, g := range table.Grades {
		grade := gradeJSON{Name: g.Name}
		if !g.Open {
			grade.AtLeast = &g.AtLeast
		}
		out.Grades = append(out.Grades, grade)
	}
	for _, c := range criteria {
		out.Criteria = append(out.Criteria, criterionOf(table, c))
	}
	return encode(out)
}

func criterionOf(table *indicator.Table, c indicator.Criterion) criterionJSON {
	return criterionJSON{
		c.Code, c.Kind(), c.Category.Name, c.Item.Name, c.Text, c.Points, c.Department, c.Shares, c.Note, table.CapName(c), c.RuleForNA(), c.Rule,
	}
}

// Checked writes what is wrong with tables.
func Checked(list diag.List, lang msg.Lang) ([]byte, error) {
	return encode(struct {
		Valid       bool             `json:"valid"`
		Diagnostics []diagnosticJSON `json:"diagnostics"`
	}{list.Worst(false) == diag.Warning, diagnostics(list, lang)})
}

type differenceJSON struct {
	Old     *criterionJSON     `json:"old"` // null where it is not there
	New     *criterionJSON     `json:"new"`
	Aspects []indicator.Aspect `json:"aspects"`
}

type shareJSON struct {
	Name string           `json:"name"`
	Old  indicator.Points `json:"old"`
	New  indicator.Points `json:"new"`
}

// Comparison writes what differs between two tables.
func Comparison(c indicator.Comparison, list diag.List, lang msg.Lang) ([]byte, error) {
	differences := []differenceJSON{}
	for _, d := range c.Criteria {
		out := differenceJSON{Aspects: append([]indicator.Aspect{}, d.Aspects...)}
		for _, side := range []struct {
			table *indicator.Table
			of    *indicator.Criterion
			to    **criterionJSON
		}{{c.Old, d.Old, &out.Old}, {c.New, d.New, &out.New}} {
			if side.of != nil {
				criterion := criterionOf(side.table, *side.of)
				*side.to = &criterion
			}
		}
		differences = append(differences, out)
	}
	shares := func(list []indicator.Share) []shareJSON {
		out := []shareJSON{}
		for _, s := range list {
			out = append(out, shareJSON(s))
		}
		return out
	}
	return encode(struct {
		Old         string           `json:"old"`
		New         string           `json:"new"`
		Same        bool             `json:"same"`
		Compatible  bool             `json:"compatible"` // the sheets of one can be used with the other
		Criteria    []differenceJSON `json:"criteria"`
		Categories  []shareJSON      `json:"categories"`
		Departments []shareJSON      `json:"departments"`
		Grades      bool             `json:"grades"`    // differ
		Organizer   bool             `json:"organizer"` // differs
		Order       bool             `json:"order"`     // of the units differs
		Added       []string         `json:"added"`
		Removed     []string         `json:"removed"`
		Diagnostics []diagnosticJSON `json:"diagnostics"`
	}{
		c.Old.Title, c.New.Title, c.Same(), c.Compatible(), differences, shares(c.Categories()), shares(c.Departments()),
		c.Grades, c.Organizer, c.Order, append([]string{}, c.Added...), append([]string{}, c.Removed...), diagnostics(list, lang),
	})
}
