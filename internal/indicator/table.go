package indicator

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"qeval/internal/diag"
)

// Kind says what a criterion does to a unit's result.
type Kind string

// The kinds of criteria. They are also the words that JSON uses.
const (
	Score     Kind = "score"     // its points are added
	Bonus     Kind = "bonus"     // its points are added, outside the table's declared points
	Deduction Kind = "deduction" // its points are taken off
	Veto      Kind = "veto"      // 是 caps the grade, whatever the total
)

// Kinds are all kinds, in the order in which what they come to is listed.
var Kinds = [...]Kind{Score, Bonus, Deduction, Veto}

// Sign is what a point of a criterion of this kind adds to the total: 1, -1 or, of
// a veto, nothing.
func (k Kind) Sign() Points {
	return map[Kind]Points{Score: 1, Bonus: 1, Deduction: -1}[k]
}

// The answers to a veto.
const (
	Yes = "是"
	No  = "否"
)

// NA is the answer that a criterion does not apply, where it may be given.
const NA = "不涉及"

// Answer is the answer to a veto.
func Answer(veto bool) string {
	if veto {
		return Yes
	}
	return No
}

// Category is the upper of the table's three levels (考核类别).
type Category struct {
	Code string // "A", "B", … in the table's order
	Name string
	Kind Kind // of all its criteria
}

// Item is the middle level (考核项目).
type Item struct {
	Code string // "A1": the category's letter and the item's number in it
	Name string
}

// Criterion is the lowest level (评分标准), the only one that carries points.
type Criterion struct {
	Code       string // "A1.2"
	Category   Category
	Item       Item
	Text       string // verbatim, the mark of its points included
	Points     Points // the most that can be given or taken off; 0 for a veto
	Department string
	Shares     string // 甲局（3分）、乙局（2分）, if several departments score the same text; else ""
	Note       string
	Rule       string // how it is scored (评分细则), verbatim; may be empty
	Cap        int    // of a veto: the index in Table.Grades that it caps the grade at
	FullIfNA   bool   // 不涉及 is an answer, which counts the criterion's points; only of a Score
}

// RuleForNA is what the column 不涉及时 says of the criterion.
func (c Criterion) RuleForNA() string {
	if c.FullIfNA {
		return LabelFull
	}
	return ""
}

// Described is the criterion as its scorers read it: its text, who else scores it, how it
// is scored, and the table's own note, each under its heading.
func (c Criterion) Described() string {
	return c.Text + headed(HeadDepartment, c.Shares) + headed(HeadRule, c.Rule) + headed(HeadNote, c.Note)
}

// headed is a text below another one, with space for control characters: not every program
// that saves a sheet again keeps them.
func headed(head, text string) string {
	if text == "" {
		return ""
	}
	return "\n" + head + "：" + strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, text)
}

// Kind is the kind of the criterion's category.
func (c Criterion) Kind() Kind { return c.Category.Kind }

// BeginsRow reports whether the criterion is the first one of its row in a table: of those
// that share a text and its points, the first is.
func (c Criterion) BeginsRow() bool {
	return c.Shares == "" || strings.HasPrefix(c.Shares, written([]share{{c.Department, c.Points}}))
}

// Marked reports whether the points of the criterion need no column of their own: they
// follow from the one mark in its text or from its shares, or, of a veto, there are none.
func (c Criterion) Marked() bool {
	if c.Kind() == Veto || c.Shares != "" { // those follow from the shares
		return true
	}
	marks := marksIn(c.Text)
	if n, _, _ := badLine(c.Text, c.Kind()); n > 0 || unmarked(c.Text, marks, diag.Position{}, false) != nil {
		return false
	}
	points, err := ParsePoints(marks[0])
	return err == nil && points == c.Points
}

// Grade is one grade of the result (等次).
type Grade struct {
	Name    string
	AtLeast Points // the lowest total that earns it; meaningless if Open
	Open    bool   // the worst grade has no lower bound
	Source  string // where the bound comes from (依据); may be empty
}

// Table is one year's indicator table. It is not changed once parsed.
type Table struct {
	Title    string
	Criteria []Criterion // in the table's order
	Grades   []Grade     // best first; the last one is Open
	Units    []string    // the table's own roster
	// Organizer is who holds the assessment (主办单位); "" where the table does not name it.
	Organizer string

	hash   string         // what Hash returns, since every sheet asks for it; "" until Parse is done
	byCode map[string]int // the places of the criteria
}

// Name is what is assessed, without the word for the table itself: the title
// 2022年质量工作考核指标 gives 2022年质量工作考核, and the documents add their own word.
func (t *Table) Name() string {
	if name := tableWords.ReplaceAllString(t.Title, ""); name != "" {
		return name
	}
	return t.Title
}

// tableWords are those for the table itself at the end of its title.
var tableWords = regexp.MustCompile(`(?:(?:指标体系|指标表|指标|评分细则|评分表|细则)[及和与、]?)+$`)

// Office is who answers questions about the assessment: the organizer or, where the table
// names none, the office that the assessment of 2022 has.
func (t *Table) Office() string { return cmp.Or(t.Organizer, "质量工作考核办公室") }

// Points is the sum of all scored criteria, the most that a unit can reach.
func (t *Table) Points() Points {
	return t.sum(func(c Criterion) bool { return c.Kind() == Score })
}

// CategoryPoints is the sum of the points of one category's criteria.
func (t *Table) CategoryPoints(code string) Points {
	return t.sum(func(c Criterion) bool { return c.Category.Code == code })
}

// DepartmentPoints is the sum of the points of the criteria that a department
// scores.
func (t *Table) DepartmentPoints(name string) Points {
	return t.sum(func(c Criterion) bool { return c.Kind() == Score && c.Department == name })
}

func (t *Table) sum(of func(Criterion) bool) Points {
	var sum Points
	for _, c := range t.Criteria {
		if of(c) {
			sum += c.Points
		}
	}
	return sum
}

// Categories lists the categories of one kind in the table's order.
func (t *Table) Categories(kind Kind) []Category {
	var list []Category
	for _, c := range t.Criteria {
		if c.Kind() == kind && !slices.Contains(list, c.Category) {
			list = append(list, c.Category)
		}
	}
	return list
}

// Departments lists the departments in the order in which the table first
// names them.
func (t *Table) Departments() []string {
	var list []string
	for _, c := range t.Criteria {
		if !slices.Contains(list, c.Department) {
			list = append(list, c.Department)
		}
	}
	return list
}

// Of lists the criteria of one department in the table's order.
func (t *Table) Of(department string) []Criterion {
	var list []Criterion
	for _, c := range t.Criteria {
		if c.Department == department {
			list = append(list, c)
		}
	}
	return list
}

// Has reports whether the table has criteria of a kind.
func (t *Table) Has(kind Kind) bool { return len(t.OfKind(kind)) > 0 }

// OfKind lists the criteria of one kind in the table's order.
func (t *Table) OfKind(kind Kind) []Criterion {
	var list []Criterion
	for _, c := range t.Criteria {
		if c.Kind() == kind {
			list = append(list, c)
		}
	}
	return list
}

// Index is the place of the criterion with this code in t.Criteria, or -1.
func (t *Table) Index(code string) int {
	if i, ok := t.byCode[code]; ok {
		return i
	}
	return -1
}

// Grade is the index in t.Grades of the grade that a total earns: the first
// whose bound it reaches.
func (t *Table) Grade(total Points) int {
	return slices.IndexFunc(t.Grades, func(g Grade) bool { return g.Open || total >= g.AtLeast })
}

// MayNotApply reports whether 不涉及 is an answer for any criterion.
func (t *Table) MayNotApply() bool {
	return slices.ContainsFunc(t.Criteria, func(c Criterion) bool { return c.FullIfNA })
}

// HasRules reports whether the table says of any criterion how it is scored.
func (t *Table) HasRules() bool {
	return slices.ContainsFunc(t.Criteria, func(c Criterion) bool { return c.Rule != "" })
}

// Hash identifies the table's rules: 64 hexadecimal digits over its title,
// criteria, grades and organizer. The roster is not part of it, since the same table
// serves other rosters.
func (t *Table) Hash() string {
	if t.hash != "" {
		return t.hash
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", t.Title)
	for _, c := range t.Criteria {
		fmt.Fprintf(h, "%q %q %q %q %q %d %q %q %d\n", c.Code, c.Kind(), c.Category.Name, c.Item.Name,
			c.Text, c.Points, c.Department, c.Note, c.Cap)
		if c.FullIfNA {
			fmt.Fprintf(h, "%q full if not applicable\n", c.Code)
		}
		if c.Shares != "" {
			fmt.Fprintf(h, "%q shared by %q\n", c.Code, c.Shares)
		}
		if c.Rule != "" {
			fmt.Fprintf(h, "%q scored by %q\n", c.Code, c.Rule)
		}
	}
	for _, g := range t.Grades {
		fmt.Fprintf(h, "%q %d %t\n", g.Name, g.AtLeast, g.Open)
	}
	if t.Organizer != "" {
		fmt.Fprintf(h, "held by %q\n", t.Organizer)
	}
	return hex.EncodeToString(h.Sum(nil))
}
