package main

import (
	"encoding/csv"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/output"
	"qeval/internal/sanitize"
	"qeval/internal/tablebook"
	"qeval/internal/term"
)

const indicatorsName = "indicators"

type indicatorsOptions struct {
	department string
	format     string
	output     string
	force      bool
	check      bool // the tables that are named
	compare    bool // them, or one with the table in force
}

func (a *app) indicatorsCommand() *cobra.Command {
	var o indicatorsOptions
	cmd := &cobra.Command{
		Use: a.text(msg.HelpIndicatorsUse), Short: a.text(msg.HelpIndicators), Example: a.text(msg.HelpIndicatorsExample),
		Long: a.text(msg.HelpIndicatorsLong), SuggestFor: []string{"指标", "指标表", "table"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.indicators(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.department, "department", "d", "", a.text(msg.FlagDepartment))
	cmd.Flags().StringVarP(&o.output, "output", "o", "", a.text(msg.FlagOutputTable))
	cmd.Flags().BoolVar(&o.check, "check", false, a.text(msg.FlagCheck))
	cmd.Flags().BoolVar(&o.compare, "diff", false, a.text(msg.FlagDiff))
	formatFlag(cmd, &o.format, a.text(msg.FlagFormatTable), "json", "csv")
	forceFlag(a, cmd, &o.force)
	return cmd
}

// indicators shows the table in force, or one department's part of it; or it writes
// it, or checks or compares others.
func (a *app) indicators(cmd *cobra.Command, o indicatorsOptions, files []string) error {
	if err := o.checkFlags(cmd, files); err != nil {
		return err
	}
	switch {
	case o.check:
		return a.checkTables(o, files)
	case o.compare:
		return a.compareTables(cmd, o, files)
	}
	by, warnings, err := a.rules(cmd)
	if err != nil {
		return err
	}
	a.showDiagnostics(warnings)
	if o.output != "" {
		return a.writeTable(o, by)
	}
	table, criteria := by.Table, by.Table.Criteria
	if cmd.Flags().Changed("department") {
		departments, err := findDepartments(cmd, table, []string{o.department})
		if err != nil {
			return err
		}
		criteria = table.Of(departments[0])
	}
	switch o.format {
	case "json":
		return a.write(jsonout.Table(table, criteria))
	case "csv":
		return a.indicatorsCSV(table, criteria)
	}
	return a.indicatorsText(table, criteria)
}

// checkFlags finds out whether the options go together, and with so many files.
func (o *indicatorsOptions) checkFlags(cmd *cobra.Command, files []string) error {
	if o.check || o.compare {
		if err := oneOf(cmd, "format", o.format, "text", "json"); err != nil {
			return err
		}
	}
	if err := notEmpty(cmd, "output"); err != nil {
		return err
	}
	given := func(flags ...string) (found []string) {
		for _, flag := range flags {
			if cmd.Flags().Changed(flag) {
				found = append(found, "--"+flag)
			}
		}
		return found
	}
	for _, exclusive := range [][]string{given("check", "diff", "output", "department"), given("output", "format")} {
		if len(exclusive) > 1 {
			return usage(cmd, msg.UsageTogether(exclusive[0], exclusive[1], msg.TogetherTable))
		}
	}
	switch n := len(files); {
	case o.check && n == 0:
		return usage(cmd, msg.UsageNoTable)
	case o.compare && (n == 0 || n > 2):
		return usage(cmd, msg.UsageTables(n))
	case !o.check && !o.compare && n > 0:
		return usage(cmd, msg.UsageArguments(files[0]))
	}
	return nil
}

// writeTable writes the table in force as a workbook.
func (a *app) writeTable(o indicatorsOptions, by intake.Rules) error {
	if list := output.CheckWorkbook(o.output, []string{by.File}, o.force); len(list) > 0 {
		return failure{list}
	}
	if list := output.Make([]output.Document{{Path: o.output, Make: func() ([]byte, error) { return tablebook.Write(by.Table) }}}, a.watch(msg.ProgressMade)); len(list) > 0 {
		return failure{list}
	}
	a.say(msg.IndicatorsWrote(o.output))
	a.say(msg.IndicatorsNext(shellWord(o.output)))
	return nil
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
	if o.format == "json" {
		if err := a.write(jsonout.Checked(list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	if o.format == "text" {
		if err := a.show(right...); err != nil {
			return err
		}
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
		tables, list = append(tables, table), append(list, problems...)
	}
	if list = list.Sorted(); list.Worst(false) > diag.Warning {
		return failure{list}
	}
	a.showDiagnostics(list)
	c := indicator.Compare(tables[0], tables[1])
	if o.format == "json" {
		return a.write(jsonout.Comparison(c, list, a.lang))
	}
	return a.comparison(c)
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
	indicator.OfGrade: msg.AspectGrade, indicator.OfNA: msg.AspectNA,
}

// aspect is how one aspect of a criterion is shown.
func (a *app) aspect(table *indicator.Table, c indicator.Criterion, aspect indicator.Aspect) string {
	text := map[indicator.Aspect]string{
		indicator.OfCode: c.Code, indicator.OfCategory: c.Category.Name, indicator.OfItem: c.Item.Name, indicator.OfText: oneLine(c.Text),
		indicator.OfPoints: a.points(table, c), indicator.OfDepartment: c.Department, indicator.OfNote: oneLine(c.Note), indicator.OfGrade: table.CapName(c), indicator.OfNA: c.RuleForNA(),
	}[aspect]
	if text == "" {
		return a.text(msg.BlankCell)
	}
	return text
}

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", "") }

// indicatorsCSV writes the criteria one a line under the published headings,
// with every cell filled. A text that begins like a formula has an apostrophe before
// it, so that a spreadsheet program shows it and does not work it out.
func (a *app) indicatorsCSV(table *indicator.Table, criteria []indicator.Criterion) error {
	w := csv.NewWriter(a.stdout)
	heads := []string{
		indicator.HeadCode, indicator.HeadCategory, indicator.HeadItem, indicator.HeadCriterion,
		indicator.HeadPoints, indicator.HeadDepartment, indicator.HeadNote,
	}
	if table.MayNotApply() {
		heads = append(heads, indicator.HeadNA)
	}
	w.Write(heads)
	for _, c := range criteria {
		points := ""
		if c.Kind() != indicator.Veto {
			points = c.Points.String()
		}
		row := []string{c.Code, c.Category.Name, c.Item.Name, c.Text, points, c.Department, c.Note, c.RuleForNA()}
		for i := range row {
			row[i] = sanitize.Field(row[i])
		}
		w.Write(row[:len(heads)])
	}
	w.Flush()
	return w.Error()
}

func (a *app) indicatorsText(table *indicator.Table, criteria []indicator.Criterion) error {
	columns := []term.Column{
		{Head: a.text(msg.HeadCode)},
		{Head: a.text(msg.HeadCategory), Expend: 2},
		{Head: a.text(msg.HeadItem), Expend: 1},
		{Head: a.text(msg.HeadText), Wrap: true},
		{Head: a.text(msg.HeadPoints), Right: true},
		{Head: a.text(msg.HeadDepartment), Wrap: true},
	}
	if table.MayNotApply() {
		columns = append(columns, term.Column{Head: a.text(msg.HeadNA)})
	}
	var rows [][]string
	var sum indicator.Points
	for _, c := range criteria {
		if c.Kind() == indicator.Score {
			sum += c.Points
		}
		row := []string{c.Code, c.Category.Name, c.Item.Name, oneLine(c.Text), a.points(table, c), c.Department, c.RuleForNA()}
		rows = append(rows, row[:len(columns)])
	}
	a.show(table.Title)
	if err := a.terminal.Table(columns, rows); err != nil {
		return err
	}
	return a.show(a.text(msg.IndicatorsSum(len(criteria), sum)), a.grades(table))
}

// points is what a person is shown as a criterion's points.
func (a *app) points(table *indicator.Table, c indicator.Criterion) string {
	switch c.Kind() {
	case indicator.Bonus:
		return a.text(msg.PointsBonus(c.Points))
	case indicator.Deduction:
		return a.text(msg.PointsMost(c.Points))
	case indicator.Veto:
		return a.text(msg.PointsVeto(table.CapName(c)))
	}
	return c.Points.String()
}

// grades is a line with the bounds of all grades; the worst has none of its
// own and is below that of the grade before it.
func (a *app) grades(table *indicator.Table) string {
	var bounds []string
	for i, g := range table.Grades {
		if g.Open && i > 0 {
			bounds = append(bounds, a.text(msg.GradesOpen(g.Name, table.Grades[i-1].AtLeast)))
		} else {
			bounds = append(bounds, a.text(msg.GradesBound(g.Name, g.AtLeast)))
		}
	}
	return a.text(msg.GradesLine(strings.Join(bounds, "  ")))
}
