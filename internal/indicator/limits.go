package indicator

import "qeval/internal/budget"

// MaxName is how many characters the name of a unit or a department may have.
// Documents can hold more, but nobody can read them.
const MaxName = 400

// maxCell is how many characters, as Excel counts them, a cell has room for, less those of
// the words before a veto.
const maxCell = 32_700

// maxTyped is how many characters a name may have that is held against others which
// it is not: longer ones are no slip of the pen, and would take their time.
const maxTyped = 50

// MaxCriteria is how many criteria a table may have, many times those of the published
// one.
const MaxCriteria = 1000

// maxGrades is how many grades a table may have. A report finds a unit's grade by a
// formula with one IF in another for each, of which Excel takes 64.
const maxGrades = 60

var maxRows = map[string]int{PartCriteria: MaxCriteria, PartGrades: 1000, PartUnits: 4100}

// LimitOfRows is how many rows a part of a table may have: many times those of the
// published one, and of units what a score sheet has room for.
func LimitOfRows(part string) budget.Limit {
	most := maxRows[part]
	return budget.New(most, "“"+part+"”的行数", "rows of "+part)
}

// LimitName is MaxName as a limit.
var LimitName = budget.New(MaxName, "单位、部门名称的字数", "characters of the name of a unit or a department")

// Limits are those that a table may exceed.
func Limits() []budget.Limit {
	return []budget.Limit{
		LimitOfRows(PartCriteria), LimitOfRows(PartGrades), LimitOfRows(PartUnits),
		budget.New(MaxCriteria, "评分标准数", "criteria"), budget.New(maxGrades, "等次数", "grades"),
	}
}
