package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/term"
)

// checked are the lines on tables that can be used, and what is wrong with others.
type checked struct {
	right []string
	list  diag.List
}

var checkFormats = formats[checked]{
	{name: "text", write: func(a *app, c checked) error { return a.show(c.right...) }},
	{name: "json", write: func(a *app, c checked) error { return a.write(jsonout.Checked(c.list, a.lang)) }, machine: true},
}

// checkTables says everything that is wrong with tables.
func (a *app) checkTables(o indicatorsOptions, files []string) error {
	var list diag.List
	var right []string
	for _, file := range files {
		table, problems := intake.Table(file)
		list = append(list, problems...)
		if table != nil {
			right = append(right, a.text(msg.CheckRight(file, table.Title, len(table.Criteria), table.Points(), len(table.Departments()), len(table.Grades), len(table.Units))))
		}
	}
	list = list.Sorted()
	if err := checkFormats.show(a, o.format, checked{right, list}, list, false); err != nil {
		return err
	}
	if worst := list.Worst(false); worst > diag.Warning {
		errs, warnings := list.Count()
		a.say(msg.SummaryTable(errs, warnings))
		return status(worst.ExitStatus())
	}
	return nil
}

// compareTables shows what differs between two tables, or between the one in force
// and another.
func (a *app) compareTables(cmd *cobra.Command, o indicatorsOptions, files []string) error {
	var tables []*indicator.Table
	var list diag.List
	if len(files) == 1 {
		by, warnings, err := a.rules(cmd)
		if err != nil {
			return err
		}
		tables, list = append(tables, by.Table), warnings
	}
	for _, file := range files {
		table, problems := intake.Table(file)
		tables, list = append(tables, table), append(list, problems.WithoutNotes()...)
	}
	if list = list.Sorted(); list.Worst(false) > diag.Warning {
		return failure{list}
	}
	return compareFormats.show(a, o.format, compared{indicator.Compare(tables[0], tables[1]), list}, list, false)
}

// compared are two tables, and what was warned of when they were read.
type compared struct {
	indicator.Comparison
	list diag.List
}

var compareFormats = formats[compared]{
	{name: "text", write: func(a *app, c compared) error { return a.comparison(c.Comparison) }},
	{name: "json", write: func(a *app, c compared) error { return a.write(jsonout.Comparison(c.Comparison, c.list, a.lang)) }, machine: true},
}

// comparison prints a comparison for a person: the criteria, then the points, the
// grades and the roster.
func (a *app) comparison(c indicator.Comparison) error {
	a.show(a.text(msg.TablesBoth(c.Old.Title, c.New.Title)))
	if !c.Compatible() {
		a.show(a.text(msg.TablesIncompatible))
	}
	if c.Same() {
		return a.show(a.text(msg.TablesSame))
	}
	for _, d := range c.Criteria {
		a.show(a.difference(c, d)...)
	}
	for _, part := range []struct {
		head   msg.Text
		points []indicator.Share
	}{{msg.HeadCategory, c.Categories()}, {msg.HeadDepartment, c.Departments()}} {
		var rows [][]string
		for _, s := range part.points {
			rows = append(rows, []string{s.Name, s.Old.String(), s.New.String(), signed(s.New - s.Old)})
		}
		columns := []term.Column{
			{Head: a.text(part.head), Wrap: true}, {Head: a.text(msg.HeadBefore), Right: true}, {Head: a.text(msg.HeadAfter), Right: true}, {Head: a.text(msg.HeadChange), Right: true},
		}
		if err := a.terminal.Table(columns, rows); err != nil {
			return err
		}
	}
	var lines []string
	if c.Grades {
		lines = append(lines, a.text(msg.TablesOld(a.grades(c.Old))), a.text(msg.TablesNew(a.grades(c.New))))
	}
	if c.Organizer {
		lines = append(lines, a.text(msg.TablesOrganizer(a.orBlank(c.Old.Organizer), a.orBlank(c.New.Organizer))))
	}
	if c.Order {
		lines = append(lines, a.text(msg.TablesOrder))
	}
	for _, side := range []struct {
		say   func(units string) msg.Text
		units []string
	}{{msg.TablesAdded, c.Added}, {msg.TablesRemoved, c.Removed}} {
		if len(side.units) > 0 {
			lines = append(lines, a.text(side.say(strings.Join(side.units, "、"))))
		}
	}
	return a.show(lines...)
}

// signed is a difference of points: +1, -0.5, or 0.
func signed(p indicator.Points) string {
	if p > 0 {
		return "+" + p.String()
	}
	return p.String()
}

// difference is what differs in a criterion, a line each.
func (a *app) difference(c indicator.Comparison, d indicator.Difference) []string {
	about := func(say func(code, text, points, department string) msg.Text, table *indicator.Table, of *indicator.Criterion) string {
		return a.text(say(of.Code, oneLine(of.Text), a.points(table, *of), of.Department))
	}
	switch {
	case d.Old == nil:
		return []string{about(msg.CriterionAdded, c.New, d.New)}
	case d.New == nil:
		return []string{about(msg.CriterionRemoved, c.Old, d.Old)}
	}
	lines := []string{a.text(msg.CriterionChanged(d.New.Code, oneLine(d.New.Text)))}
	for _, aspect := range d.Aspects {
		lines = append(lines, "    "+a.text(changedAspect[aspect](a.aspect(c.Old, *d.Old, aspect), a.aspect(c.New, *d.New, aspect))))
	}
	return lines
}

// changedAspect are the sentences on each aspect of a criterion that has changed.
var changedAspect = map[indicator.Aspect]func(old, now string) msg.Text{
	indicator.OfCode: msg.AspectCode, indicator.OfCategory: msg.AspectCategory, indicator.OfItem: msg.AspectItem, indicator.OfText: msg.AspectText,
	indicator.OfPoints: msg.AspectPoints, indicator.OfDepartment: msg.AspectDepartment, indicator.OfNote: msg.AspectNote,
	indicator.OfGrade: msg.AspectGrade, indicator.OfNA: msg.AspectNA, indicator.OfRule: msg.AspectRule, indicator.OfShares: msg.AspectShares,
}

// aspect is how one aspect of a criterion is shown.
func (a *app) aspect(table *indicator.Table, c indicator.Criterion, aspect indicator.Aspect) string {
	text := map[indicator.Aspect]string{
		indicator.OfCode: c.Code, indicator.OfCategory: c.Category.Name, indicator.OfItem: c.Item.Name, indicator.OfText: oneLine(c.Text),
		indicator.OfPoints: a.points(table, c), indicator.OfDepartment: c.Department, indicator.OfNote: oneLine(c.Note), indicator.OfGrade: table.CapName(c), indicator.OfNA: c.RuleForNA(),
		indicator.OfRule: oneLine(c.Rule), indicator.OfShares: c.Shares,
	}[aspect]
	return a.orBlank(text)
}

// orBlank is a text, or the word for one that is not there.
func (a *app) orBlank(text string) string { return cmp.Or(text, a.text(msg.BlankCell)) }

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", "") }
