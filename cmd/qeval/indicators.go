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
	tableFormats.addFlag(a, cmd, &o.format, func(list diag.List) tablePart { return tablePart{list: list} })
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
	return tableFormats.show(a, o.format, tablePart{table, criteria, nil}, nil, false)
}

// tablePart is a table with these of its criteria, or what is wrong with it.
type tablePart struct {
	table    *indicator.Table
	criteria []indicator.Criterion
	list     diag.List
}

var tableFormats = formats[tablePart]{
	{name: "text", write: func(a *app, p tablePart) error { return a.indicatorsText(p.table, p.criteria) }},
	{name: "json", write: func(a *app, p tablePart) error {
		if p.table == nil {
			return a.write(jsonout.Checked(p.list, a.lang))
		}
		return a.write(jsonout.Table(p.table, p.criteria))
	}, machine: true},
	{name: "csv", write: func(a *app, p tablePart) error {
		if p.table == nil {
			return nil
		}
		return a.indicatorsCSV(p.table, p.criteria)
	}, machine: true},
}

// checkFlags finds out whether the options go together, and with so many files.
func (o *indicatorsOptions) checkFlags(cmd *cobra.Command, files []string) error {
	if o.check || o.compare {
		if err := oneOf(cmd, "format", o.format, checkFormats.names()...); err != nil {
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
	plan := output.Plan{Inputs: []string{by.File}, Force: o.force}
	if list := plan.Workbook(o.output); len(list) > 0 {
		return failure{list}
	}
	kept, list := plan.Make([]output.Document{{Path: o.output, Make: func() ([]byte, error) { return tablebook.Write(by.Table) }}}, a.watch(msg.ProgressMade))
	if len(list) > 0 {
		return failure{list}
	}
	a.showDiagnostics(keptNotes(kept, nil))
	a.say(msg.SummaryWrote(o.output))
	a.say(msg.IndicatorsNext(shellWord(o.output)))
	return nil
}

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
	if table.HasRules() {
		heads = append(heads, indicator.HeadRule)
	}
	w.Write(heads)
	for _, c := range criteria {
		points := ""
		if c.Kind() != indicator.Veto {
			points = c.Points.String()
		}
		row := []string{c.Code, c.Category.Name, c.Item.Name, c.Text, points, c.Department, c.Note}
		if table.MayNotApply() {
			row = append(row, c.RuleForNA())
		}
		if table.HasRules() {
			row = append(row, c.Rule)
		}
		for i := range row {
			row[i] = sanitize.Field(row[i])
		}
		w.Write(row)
	}
	w.Flush()
	return w.Error()
}

func (a *app) indicatorsText(table *indicator.Table, criteria []indicator.Criterion) error {
	columns := []term.Column{
		{Head: a.text(msg.HeadCode)},
		{Head: a.text(msg.HeadCategory), DropOrder: 2},
		{Head: a.text(msg.HeadItem), DropOrder: 1},
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
	lines := []string{a.text(msg.IndicatorsSum(len(criteria), sum)), a.grades(table)}
	if table.Organizer != "" {
		lines = append(lines, a.text(msg.IndicatorsOrganizer(table.Organizer)))
	}
	return a.show(lines...)
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
