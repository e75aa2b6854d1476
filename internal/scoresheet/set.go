package scoresheet

import (
	"slices"
	"strings"

	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
)

// Set is what all the sheets say together.
type Set struct {
	scores.Set
	Sheets []*Sheet // that they come from

	cut bool // there are more reasons and notes than have been read
}

// Check puts the sheets that are there together. Missing and duplicate are
// judged per criterion and unit, over all the sheets given together, but only
// for the departments that have a sheet; see [Set.Absent]. If neither this list
// nor those of Parse and Absent have an error, the set has a Valid entry for
// each; if they have none but of what is outstanding, it has a Valid or a Blank
// one. roster is the one that the user has given, or nil; see [rosterOf].
func Check(table *indicator.Table, sheets []*Sheet, roster []string) (*Set, diag.List) {
	units := rosterOf(table, sheets, roster)
	c := &checker{
		table: table, set: &Set{Set: scores.Set{Units: units[:min(len(units), MaxUnits)]}, Sheets: sheets}, place: map[string]int{}, names: map[string]resolved{},
		looked: limitLooked.Budget(), compared: limitCompared.Budget(), told: limitTold.Budget(),
	}
	switch {
	case len(units) == 0:
		c.list.Add(diag.NoUnits.At(diag.Position{}))
	case len(units) > MaxUnits:
		c.list.Add(diag.TooManyUnits.At(diag.Position{}, len(units), MaxUnits))
	}
	c.set.cut = slices.ContainsFunc(sheets, func(s *Sheet) bool { return s.cut })
	c.unscored()
	c.collect()
	for _, department := range table.Departments() {
		if sheets := c.set.of(department); len(sheets) > 0 {
			c.missing(department, sheets)
		}
	}
	c.explain(sheets)
	c.unexplainedNA()
	c.sameDeductions()
	return c.set, c.list
}

// Absent lists the departments without a sheet, of which a result cannot do
// without one.
func (s *Set) Absent(table *indicator.Table) diag.List {
	var list diag.List
	for _, department := range table.Departments() {
		if len(s.of(department)) == 0 {
			list.Add(diag.MissingDepartment.At(diag.Position{}, department, len(table.Of(department))))
		}
	}
	return list
}

// of are the sheets of a department.
func (s *Set) of(department string) []*Sheet {
	var sheets []*Sheet
	for _, sheet := range s.Sheets {
		if sheet.Department == department {
			sheets = append(sheets, sheet)
		}
	}
	return sheets
}

// rosterOf is the roster that was given; else every unit that a
// sheet has or was made for, in the order of the table's own roster and then
// by code point.
func rosterOf(table *indicator.Table, sheets []*Sheet, given []string) []string {
	if given != nil {
		return given
	}
	var units []string
	for _, sheet := range sheets {
		units = append(units, sheet.Units...)
	}
	slices.Sort(units)
	units = slices.Compact(units)
	place := func(unit string) int {
		if i := slices.Index(table.Units, unit); i >= 0 {
			return i
		}
		return len(table.Units)
	}
	slices.SortStableFunc(units, func(a, b string) int { return place(a) - place(b) })
	return units
}

type checker struct {
	table *indicator.Table
	set   *Set
	list  diag.List
	place map[string]int // of a unit in the set

	names    map[string]resolved // in the reasons, but for those of units
	looked   budget.Budget       // how often a name has been held against one of a unit
	compared budget.Budget       // and how often compared, to find what it may have meant
	told     budget.Budget       // bytes of reasons and notes
}

// unscored warns of the table's units that are left out while others are not.
func (c *checker) unscored() {
	var without []string
	for _, unit := range c.table.Units {
		if !slices.Contains(c.set.Units, unit) {
			without = append(without, unit)
		}
	}
	if n := len(without); n > 0 && n < len(c.table.Units) {
		c.list.Add(diag.UnscoredUnits.At(diag.Position{}, strings.Join(without, "、")))
	}
}

// collect gives every entry its place in the set. A score beats a blank, and
// two scores in one place are one too many, also when they agree.
func (c *checker) collect() {
	for i, unit := range c.set.Units {
		c.place[unit] = i
		c.set.Scores = append(c.set.Scores, make([]scores.Entry, len(c.table.Criteria)))
	}
	twice, sheets := pairs{seen: map[[2]string]bool{}}, map[string]*Sheet{}
	for _, sheet := range c.set.Sheets {
		sheets[sheet.At.File] = sheet
		for _, e := range sheet.Entries {
			i, ok := c.place[e.Unit]
			if !ok {
				continue // parsed with another roster; never another unit's score
			}
			if !c.told.Take(len(e.Note)) {
				c.cut(e.NoteAt)
				e.Note = ""
			}
			slot := &c.set.Scores[i][e.Criterion]
			switch {
			case e.State != scores.Blank && slot.State != scores.Blank:
				twice.add(slot.At.File, e.At.File)
			case e.State != scores.Blank || slot.At.File == "":
				*slot = e
			}
		}
	}
	counts := func(e scores.Entry) bool {
		_, ok := c.place[e.Unit]
		return ok && e.State != scores.Blank
	}
	for _, pair := range twice.all {
		c.list.Add(compare(sheets[pair[0]], sheets[pair[1]], counts).diagnostic(c.table))
	}
}

// cut says, once, that there are more reasons and notes than are read. What has none
// may be among those, so that nothing is said to lack one.
func (c *checker) cut(at diag.Position) {
	if !c.set.cut {
		c.list.Add(diag.TooManyWords.At(at))
	}
	c.set.cut = true
}

// gathered is what the sheets of one department have rows and columns for.
type gathered struct {
	units   map[string]bool
	guessed map[string]bool
	listed  map[int]bool
	refused map[int]bool
}

func gather(sheets []*Sheet) gathered {
	g := gathered{map[string]bool{}, map[string]bool{}, map[int]bool{}, map[int]bool{}}
	for _, sheet := range sheets {
		for _, c := range sheet.columns {
			g.units[c.unit] = true
		}
		for _, unit := range sheet.guessed {
			g.guessed[unit] = true
		}
		for _, k := range sheet.listed {
			g.listed[k] = true
		}
		for _, k := range sheet.refused {
			g.refused[k] = true
		}
	}
	return g
}

// missing says what a department has not scored yet, in the largest pieces: a
// unit, a criterion, a single score; and it says nothing where a heading or a
// value has already been refused. What is missing is the fault of a sheet only if
// the department has no other, and a unit that of the one that was made for it, as far
// as they tell.
func (c *checker) missing(department string, sheets []*Sheet) {
	g := gather(sheets)
	var sheet diag.Position
	if len(sheets) == 1 {
		sheet = diag.Position{File: sheets[0].At.File, Worksheet: sheets[0].At.Worksheet}
	}
	for _, unit := range c.set.Units {
		if g.units[unit] || g.guessed[unit] {
			continue
		}
		lacking := slices.DeleteFunc(slices.Clone(sheets), func(s *Sheet) bool { // a sheet made for others refuses the column
			return len(s.madeFor) > 0 && !slices.Contains(s.madeFor, unit)
		})
		at, fix := diag.Position{}, msg.FixColumn
		switch len(lacking) {
		case 0:
			fix = msg.FixAnotherSheet(department)
		case 1:
			at = lacking[0].At
		}
		c.list.Add(diag.MissingUnit.At(at, department, unit, fix))
	}
	for k, criterion := range c.table.Criteria {
		if criterion.Department != department {
			continue
		}
		if !g.listed[k] {
			c.list.Add(diag.MissingCriterion.At(sheet, department, criterion.Code, criterion.Item.Name, abbreviate(criterion.Text)))
		}
		for i, unit := range c.set.Units {
			e := &c.set.Scores[i][k]
			switch {
			case e.State != scores.Blank:
			case e.At.File != "":
				c.list.Add(diag.Blank.At(e.At, about(c.table, e)))
			case g.listed[k] && g.units[unit] && !g.refused[k]:
				c.list.Add(diag.MissingScore.At(sheet, department, unit, criterion.Code, criterion.Item.Name))
			}
		}
	}
}

// unexplainedNA finds the scores that are 不涉及 and do not say why: it counts the
// full points, and the rule for that is that it be noted.
func (c *checker) unexplainedNA() {
	if c.set.cut {
		return
	}
	for _, entries := range c.set.Scores {
		for k, e := range entries {
			if criterion := c.table.Criteria[k]; e.NA && !e.Explained() && e.Note == "" {
				c.list.Add(diag.UnexplainedNA.At(e.At, e.Unit, criterion.Code, criterion.Item.Name))
			}
		}
	}
}

// sameDeductions warns of a deduction above zero that is the same for each of
// three units or more: somebody has filled in the full marks.
func (c *checker) sameDeductions() {
	if len(c.set.Units) < 3 {
		return
	}
	for k, criterion := range c.table.Criteria {
		first := c.set.Scores[0][k]
		if criterion.Kind() != indicator.Deduction || first.Points == 0 {
			continue
		}
		if slices.ContainsFunc(c.set.Scores, func(of []scores.Entry) bool {
			return of[k].Points != first.Points
		}) {
			continue
		}
		c.list.Add(diag.SameDeduction.At(first.At, criterion.Code, criterion.Item.Name, len(c.set.Units), first.Points))
	}
}
