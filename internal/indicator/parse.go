package indicator

import (
	"bytes"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The headings of the published table and of the two lists beside it. They
// are also the headings of everything that this program prints of the table.
const (
	HeadCategory   = "考核类别"
	HeadItem       = "考核项目"
	HeadCriterion  = "评分标准"
	HeadDepartment = "考核部门"
	HeadNote       = "备注"
	HeadCode       = "指标编号"
	HeadPoints     = "分值"
	HeadGrade      = "等次"
	HeadAtLeast    = "下限"
	HeadUnit       = "被考核单位"
)

//go:embed 2022/*.csv
var files embed.FS

// Table2022 returns the embedded table: the city's 2022 quality-work
// assessment, as published, with the bounds of 国办发〔2013〕47号, article 5.
// An error means that the program was built from broken files.
func Table2022() (*Table, error) {
	var rows [3][][]string
	for i, name := range []string{"指标表", "等次", HeadUnit} {
		data, err := files.ReadFile("2022/" + name + ".csv")
		if err != nil {
			return nil, err
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.FieldsPerRecord = -1
		if rows[i], err = r.ReadAll(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return Parse(rows[0], rows[1], rows[2])
}

// Parse makes a Table of the rows of its three parts. criteria begins with
// the title and the five published headings; grades and units each begin with
// their headings, and a grade may have its source (依据) in a third column.
// Every mistake is in the error, with its part and its one-based row.
func Parse(criteria, grades, units [][]string) (*Table, error) {
	p := &parser{table: &Table{}}
	p.grades(grades)
	p.criteria(criteria)
	p.units(units)
	p.whole()
	if err := errors.Join(p.errs...); err != nil {
		return nil, err
	}
	return p.table, nil
}

type parser struct {
	table *Table
	errs  []error
}

func (p *parser) fail(part string, row int, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s, row %d: %s", part, row+1, fmt.Sprintf(format, args...)))
}

// headed reports whether rows has, at index at, a row that begins with these
// headings.
func (p *parser) headed(part string, rows [][]string, at int, heads ...string) bool {
	if len(rows) > at && len(rows[at]) >= len(heads) && slices.Equal(rows[at][:len(heads)], heads) {
		return true
	}
	p.fail(part, at, "the headings %v are expected here", heads)
	return false
}

func (p *parser) grades(rows [][]string) {
	if !p.headed(HeadGrade, rows, 0, HeadGrade, HeadAtLeast) {
		return
	}
	for i, row := range rows[1:] {
		if len(row) < 2 {
			p.fail(HeadGrade, i+1, "%d cells, 2 expected", len(row))
			continue
		}
		grade, last := Grade{Name: row[0]}, i == len(rows)-2
		if len(row) > 2 {
			grade.Source = row[2]
		}
		if last && row[1] == "" {
			grade.Open = true
		} else {
			bound, err := ParsePoints(row[1])
			if err != nil || last {
				p.fail(HeadGrade, i+1, "the bound of %s is %q: every grade but the worst has one", row[0], row[1])
			}
			if above := len(p.table.Grades) - 1; above >= 0 && bound >= p.table.Grades[above].AtLeast {
				p.fail(HeadGrade, i+1, "the bound of %s is not below the one of the grade above it", row[0])
			}
			grade.AtLeast = bound
		}
		p.table.Grades = append(p.table.Grades, grade)
	}
}

// criteria reads the published shape: an empty category, item or department
// cell continues the one above, and a cell that holds several marks of points
// on several lines holds as many criteria (design rule 1).
func (p *parser) criteria(rows [][]string) {
	const part = HeadCriterion
	heads := []string{HeadCategory, HeadItem, HeadCriterion, HeadDepartment, HeadNote}
	if !p.headed(part, rows, 1, heads...) || len(rows[0]) == 0 {
		return
	}
	p.table.Title = rows[0][0]
	var category Category
	var item Item
	var department string
	categories, items, number := 0, 0, 0
	for i, row := range rows[2:] {
		if len(row) != len(heads) {
			p.fail(part, i+2, "%d cells, %d expected", len(row), len(heads))
			continue
		}
		if row[0] != "" {
			category = Category{Code: string(rune('A' + categories)), Name: row[0], Kind: kindOf(row[0])}
			categories, items = categories+1, 0
		}
		if row[1] != "" {
			items++
			item, number = Item{Code: category.Code + strconv.Itoa(items), Name: row[1]}, 0
		}
		if row[3] != "" {
			department = row[3]
		}
		for _, text := range splitCriteria(row[2]) {
			number++
			c := Criterion{
				Code: item.Code + "." + strconv.Itoa(number), Category: category, Item: item,
				Text: text, Department: department, Note: row[4],
			}
			p.derive(&c, i+2)
			p.table.Criteria = append(p.table.Criteria, c)
		}
	}
}

// derive fills in what a criterion's text says: its points, or, of a veto, the
// grade that it caps at, which is the worst unless the text names another.
func (p *parser) derive(c *Criterion, row int) {
	if c.Department == "" || c.Item.Name == "" {
		p.fail(HeadCriterion, row, "no department or no item for %q", c.Text)
	}
	if c.Kind() == Veto {
		c.Cap = len(p.table.Grades) - 1
		if m := capMark.FindStringSubmatch(c.Text); m != nil {
			named := slices.IndexFunc(p.table.Grades, func(g Grade) bool { return g.Name == m[1] })
			if named < 0 {
				p.fail(HeadCriterion, row, "the veto names the grade %q, which is not among the grades", m[1])
			} else {
				c.Cap = named
			}
		}
		return
	}
	marks := pointsMark.FindAllStringSubmatch(c.Text, -1)
	if len(marks) != 1 {
		p.fail(HeadCriterion, row, "%d marks of points （N分） in %q, one expected", len(marks), c.Text)
		return
	}
	c.Points, _ = ParsePoints(marks[0][1]) // the pattern admits nothing else
	if c.Points <= 0 {
		p.fail(HeadCriterion, row, "%q is worth nothing", c.Text)
	}
}

func (p *parser) units(rows [][]string) {
	if !p.headed(HeadUnit, rows, 0, HeadUnit) {
		return
	}
	for i, row := range rows[1:] {
		name := Fold(strings.Join(row, ""))
		if name == "" || slices.Contains(p.table.Units, name) {
			p.fail(HeadUnit, i+1, "%q is empty or given twice", name)
		}
		p.table.Units = append(p.table.Units, name)
	}
}

// whole checks what no single row shows.
func (p *parser) whole() {
	if got := p.table.Points(); got != 100_00 {
		p.errs = append(p.errs, fmt.Errorf("the scored criteria add up to %s points, not to 100", got))
	}
}

var (
	pointsMark = regexp.MustCompile(`（([0-9]{1,3}(?:\.[0-9]{1,2})?)分）`)
	capMark    = regexp.MustCompile(`一律为([^，。；]{1,8})等次`)
)

func kindOf(category string) Kind {
	switch {
	case strings.Contains(category, "减分"):
		return Deduction
	case strings.Contains(category, "加分"):
		return Bonus
	case strings.Contains(category, "否决"):
		return Veto
	}
	return Score
}

// splitCriteria cuts a cell at the line ends behind a mark of points. A line
// without a mark belongs to the criterion that its neighbours make.
func splitCriteria(cell string) []string {
	var list []string
	var open []string
	for line := range strings.SplitSeq(cell, "\n") {
		open = append(open, line)
		if pointsMark.MatchString(line) {
			list, open = append(list, strings.Join(open, "\n")), nil
		}
	}
	if rest := strings.Join(open, "\n"); len(list) == 0 {
		return []string{rest}
	} else if len(open) > 0 {
		list[len(list)-1] += "\n" + rest
	}
	return list
}
