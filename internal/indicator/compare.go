package indicator

import "slices"

// Comparison is what differs between two tables.
type Comparison struct {
	Old, New  *Table
	Criteria  []Difference // in the new table's order, and then those that were removed
	Grades    bool         // they differ, in a name or a bound
	Organizer bool         // differs
	Order     bool         // of the units that both rosters have differs
	Added     []string     // units of the new roster alone
	Removed   []string     // units of the old roster alone
}

// Difference is one criterion that is not the same in both tables.
type Difference struct {
	Old, New *Criterion // nil where it is not there
	Aspects  []Aspect   // in which it differs, if it is in both
}

// Aspect is something of a criterion. Its value is the word that JSON uses.
type Aspect string

// The aspects of a criterion, in the order in which they are listed.
const (
	OfCode       Aspect = "code"
	OfCategory   Aspect = "category"
	OfItem       Aspect = "item"
	OfText       Aspect = "text" // without the mark of its points
	OfPoints     Aspect = "points"
	OfDepartment Aspect = "department"
	OfShares     Aspect = "shares" // of other departments
	OfNote       Aspect = "note"
	OfGrade      Aspect = "grade" // that a veto caps at
	OfNA         Aspect = "not_applicable"
	OfRule       Aspect = "rule"
)

// aspects are what two criteria may differ in. Texts compare like those of sheets.
var aspects = []struct {
	aspect Aspect
	of     func(t *Table, c Criterion) any
}{
	{OfCode, func(_ *Table, c Criterion) any { return c.Code }},
	{OfCategory, func(_ *Table, c Criterion) any { return FoldText(c.Category.Name) + string(c.Kind()) }},
	{OfItem, func(_ *Table, c Criterion) any { return FoldText(c.Item.Name) }},
	{OfText, func(_ *Table, c Criterion) any { return c.words() }},
	{OfPoints, func(_ *Table, c Criterion) any { return c.Points }},
	{OfDepartment, func(_ *Table, c Criterion) any { return Fold(c.Department) }},
	{OfShares, func(_ *Table, c Criterion) any { return c.Shares }},
	{OfNote, func(_ *Table, c Criterion) any { return FoldText(c.Note) }},
	{OfGrade, func(t *Table, c Criterion) any { return t.CapName(c) }},
	{OfNA, func(_ *Table, c Criterion) any { return c.FullIfNA }},
	{OfRule, func(_ *Table, c Criterion) any { return FoldText(c.Rule) }},
}

// words are a criterion's text without the marks of its points.
func (c Criterion) words() string { return pointsMark.ReplaceAllString(FoldText(c.Text), "") }

// CapName is the name of the grade that a veto caps at, "" of any other criterion.
func (t *Table) CapName(c Criterion) string {
	if c.Kind() != Veto {
		return ""
	}
	return t.Grades[c.Cap].Name
}

// Compare finds what differs. A criterion is the same one in both tables if its words
// are; else if they are alike in the same item, or very much alike anywhere.
func Compare(old, now *Table) Comparison {
	c := Comparison{Old: old, New: now, Grades: gradesOf(old) != gradesOf(now), Organizer: old.Organizer != now.Organizer}
	was := match(old, now)
	for i := range now.Criteria {
		d := Difference{New: &now.Criteria[i]}
		if was[i] >= 0 {
			d.Old = &old.Criteria[was[i]]
			for _, a := range aspects {
				if a.of(old, *d.Old) != a.of(now, *d.New) {
					d.Aspects = append(d.Aspects, a.aspect)
				}
			}
		}
		if d.Old == nil || len(d.Aspects) > 0 {
			c.Criteria = append(c.Criteria, d)
		}
	}
	for i := range old.Criteria {
		if !slices.Contains(was, i) {
			c.Criteria = append(c.Criteria, Difference{Old: &old.Criteria[i]})
		}
	}
	c.Added, c.Removed = without(now.Units, old.Units), without(old.Units, now.Units)
	c.Order = !slices.Equal(without(old.Units, c.Removed), without(now.Units, c.Added))
	return c
}

// Same reports whether there is no difference in what counts.
func (c Comparison) Same() bool {
	return len(c.Criteria)+len(c.Added)+len(c.Removed) == 0 && !c.Grades && !c.Organizer && !c.Order && c.Old.Title == c.New.Title
}

// Compatible reports whether the sheets of one table can be used with the other: a
// table that is written in another way is another one to them.
func (c Comparison) Compatible() bool { return c.Old.Hash() == c.New.Hash() }

func gradesOf(t *Table) string {
	text := ""
	for _, g := range t.Grades {
		text += g.Name + " " + g.AtLeast.String() + "\n"
	}
	return text
}

// without are the names that are not among others.
func without(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(others, name) })
}

// match finds, for each criterion of the new table, its index in the old one, or -1.
func match(old, now *Table) []int {
	pairs := slices.Repeat([]int{-1}, len(now.Criteria))
	for _, near := range []func(a, b Criterion) (likeness int){
		func(a, b Criterion) int { return same(a, b, sameItem(a, b) && a.Department == b.Department) },
		func(a, b Criterion) int { return same(a, b, sameItem(a, b)) },
		func(a, b Criterion) int { return same(a, b, true) },
		func(a, b Criterion) int {
			if !sameItem(a, b) {
				return 0
			}
			return likeness(a, b, 50)
		},
		func(a, b Criterion) int { return likeness(a, b, 70) },
	} {
		for i, b := range now.Criteria {
			if pairs[i] >= 0 {
				continue
			}
			best := 0
			for j, a := range old.Criteria {
				if n := near(a, b); n > best && !slices.Contains(pairs, j) {
					best, pairs[i] = n, j
				}
			}
		}
	}
	return pairs
}

func sameItem(a, b Criterion) bool {
	return FoldText(a.Category.Name) == FoldText(b.Category.Name) && FoldText(a.Item.Name) == FoldText(b.Item.Name)
}

func same(a, b Criterion, also bool) int {
	if also && a.words() == b.words() {
		return 100
	}
	return 0
}

// likeness is how many of a hundred characters two texts share, 0 if that is less than
// least.
func likeness(a, b Criterion, least int) int {
	x, y := []rune(a.words()), []rune(b.words())
	longer := max(len(x), len(y), 1)
	shared := 100 - 100*distance(x, y)/longer
	if shared < least {
		return 0
	}
	return shared
}

// Share is the points of a category or a department in both tables.
type Share struct {
	Name     string
	Old, New Points
}

// Categories are the points of each category, whatever its kind, but for vetoes: in
// the new table's order, and then those that it lacks.
func (c Comparison) Categories() []Share {
	return c.shares(func(k Criterion) string { return k.Category.Name }, func(k Criterion) bool { return k.Kind() != Veto })
}

// Departments are the points that each department scores, likewise.
func (c Comparison) Departments() []Share {
	return c.shares(func(k Criterion) string { return k.Department }, func(k Criterion) bool { return k.Kind() == Score })
}

func (c Comparison) shares(name func(k Criterion) string, counts func(k Criterion) bool) []Share {
	var list []Share
	for _, side := range []struct {
		table *Table
		of    func(s *Share) *Points
	}{{c.New, func(s *Share) *Points { return &s.New }}, {c.Old, func(s *Share) *Points { return &s.Old }}} {
		for _, k := range side.table.Criteria {
			if !counts(k) {
				continue
			}
			i := slices.IndexFunc(list, func(s Share) bool { return s.Name == name(k) })
			if i < 0 {
				i, list = len(list), append(list, Share{Name: name(k)})
			}
			*side.of(&list[i]) += k.Points
		}
	}
	return list
}
