package main

import (
	"encoding/csv"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/inert"
	"qeval/internal/msg"
	"qeval/internal/report"
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
		Use: a.text("help.indicators.use"), Short: a.text("help.indicators"), Example: a.text("help.indicators.eg"),
		Long: a.text("help.indicators.long"), SuggestFor: []string{"指标", "指标表", "table"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.indicators(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.department, "department", "d", "", a.text("flag.department"))
	cmd.Flags().StringVarP(&o.output, "output", "o", "", a.text("flag.output.table"))
	cmd.Flags().BoolVar(&o.check, "check", false, a.text("flag.check"))
	cmd.Flags().BoolVar(&o.compare, "diff", false, a.text("flag.diff"))
	formatFlag(cmd, &o.format, a.text("flag.format.table"), "json", "csv")
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
	table, criteria := by.table, by.table.Criteria
	if cmd.Flags().Changed("department") {
		departments, err := findDepartments(cmd, table, []string{o.department})
		if err != nil {
			return err
		}
		criteria = table.Of(departments[0])
	}
	switch o.format {
	case "json":
		return a.write(report.TableJSON(table, criteria))
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
			return usage(cmd, msg.New("usage.together", "flag", exclusive[0], "other", exclusive[1], "why", msg.New("together.table")))
		}
	}
	switch n := len(files); {
	case o.check && n == 0:
		return usage(cmd, msg.New("usage.notable"))
	case o.compare && (n == 0 || n > 2):
		return usage(cmd, msg.New("usage.tables", "count", n))
	case !o.check && !o.compare && n > 0:
		return usage(cmd, msg.New("usage.arguments", "found", files[0]))
	}
	return nil
}

// writeTable writes the table in force as a workbook.
func (a *app) writeTable(o indicatorsOptions, by rules) error {
	if list := checkWorkbook(o.output, []string{by.file}, o.force); len(list) > 0 {
		return failure{list}
	}
	if list := a.writeMade([]document{{o.output, func() ([]byte, error) { return tablebook.Write(by.table) }}}); len(list) > 0 {
		return failure{list}
	}
	a.say("indicators.wrote", "file", o.output)
	a.say("indicators.next", "file", shellWord(o.output))
	return nil
}

// checkTables says everything that is wrong with tables.
func (a *app) checkTables(o indicatorsOptions, files []string) error {
	var list diag.List
	var right []string
	for _, file := range files {
		table, problems := readTable(file)
		list = append(list, problems...)
		if table != nil {
			right = append(right, a.text("check.right", "file", file, "title", table.Title, "criteria", len(table.Criteria), "points", table.Points(),
				"departments", len(table.Departments()), "grades", len(table.Grades), "units", len(table.Units)))
		}
	}
	list = list.Sorted()
	if o.format == "json" {
		if err := a.write(report.CheckedJSON(list, a.lang)); err != nil {
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
		a.say("summary.table", "errors", errs, "warnings", warnings)
		return status(worst)
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
		tables, list = append(tables, by.table), warnings
	}
	for _, file := range files {
		table, problems := readTable(file)
		tables, list = append(tables, table), append(list, problems...)
	}
	if list = list.Sorted(); list.Worst(false) > diag.Warning {
		return failure{list}
	}
	a.showDiagnostics(list)
	c := indicator.Compare(tables[0], tables[1])
	if o.format == "json" {
		return a.write(report.ComparisonJSON(c, list, a.lang))
	}
	return a.comparison(c)
}

// comparison prints a comparison for a person: the criteria, then the points, the
// grades and the roster.
func (a *app) comparison(c indicator.Comparison) error {
	a.show(a.text("tables.both", "old", c.Old.Title, "new", c.New.Title))
	if !c.Compatible() {
		a.show(a.text("tables.incompatible"))
	}
	if c.Same() {
		return a.show(a.text("tables.same"))
	}
	for _, d := range c.Criteria {
		a.show(a.difference(c, d)...)
	}
	for _, part := range []struct {
		head   string
		points []indicator.Share
	}{{"head.category", c.Categories()}, {"head.department", c.Departments()}} {
		var rows [][]string
		for _, s := range part.points {
			rows = append(rows, []string{s.Name, s.Old.String(), s.New.String(), signed(s.New - s.Old)})
		}
		columns := []term.Column{
			{Head: a.text(part.head), Wrap: true}, {Head: a.text("head.before"), Right: true}, {Head: a.text("head.after"), Right: true}, {Head: a.text("head.change"), Right: true},
		}
		if err := a.terminal.Table(columns, rows); err != nil {
			return err
		}
	}
	var lines []string
	if c.Grades {
		lines = append(lines, a.text("tables.old", "text", a.grades(c.Old)), a.text("tables.new", "text", a.grades(c.New)))
	}
	if c.Order {
		lines = append(lines, a.text("tables.order"))
	}
	for _, side := range []struct {
		key   string
		units []string
	}{{"tables.added", c.Added}, {"tables.removed", c.Removed}} {
		if len(side.units) > 0 {
			lines = append(lines, a.text(side.key, "units", strings.Join(side.units, "、")))
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
	about := func(key string, table *indicator.Table, of *indicator.Criterion) string {
		return a.text(key, "code", of.Code, "text", oneLine(of.Text), "points", a.points(table, *of), "department", of.Department)
	}
	switch {
	case d.Old == nil:
		return []string{about("criterion.added", c.New, d.New)}
	case d.New == nil:
		return []string{about("criterion.removed", c.Old, d.Old)}
	}
	lines := []string{about("criterion.changed", c.New, d.New)}
	for _, aspect := range d.Aspects {
		lines = append(lines, "    "+a.text(aspectKeys[aspect], "old", a.aspect(c.Old, *d.Old, aspect), "new", a.aspect(c.New, *d.New, aspect)))
	}
	return lines
}

// aspectKeys are the keys of the sentences on each aspect of a criterion.
var aspectKeys = map[indicator.Aspect]string{
	indicator.OfCode: "aspect.code", indicator.OfCategory: "aspect.category", indicator.OfItem: "aspect.item", indicator.OfText: "aspect.text",
	indicator.OfPoints: "aspect.points", indicator.OfDepartment: "aspect.department", indicator.OfNote: "aspect.note",
	indicator.OfGrade: "aspect.grade", indicator.OfNA: "aspect.na",
}

// aspect is how one aspect of a criterion is shown.
func (a *app) aspect(table *indicator.Table, c indicator.Criterion, aspect indicator.Aspect) string {
	text := map[indicator.Aspect]string{
		indicator.OfCode: c.Code, indicator.OfCategory: c.Category.Name, indicator.OfItem: c.Item.Name, indicator.OfText: oneLine(c.Text),
		indicator.OfPoints: a.points(table, c), indicator.OfDepartment: c.Department, indicator.OfNote: oneLine(c.Note), indicator.OfGrade: table.CapName(c), indicator.OfNA: c.RuleForNA(),
	}[aspect]
	if text == "" {
		return a.text("found.nothing")
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
			row[i] = inert.Field(row[i])
		}
		w.Write(row[:len(heads)])
	}
	w.Flush()
	return w.Error()
}

func (a *app) indicatorsText(table *indicator.Table, criteria []indicator.Criterion) error {
	columns := []term.Column{
		{Head: a.text("head.code")},
		{Head: a.text("head.category"), Expend: 2},
		{Head: a.text("head.item"), Expend: 1},
		{Head: a.text("head.text"), Wrap: true},
		{Head: a.text("head.points"), Right: true},
		{Head: a.text("head.department"), Wrap: true},
	}
	if table.MayNotApply() {
		columns = append(columns, term.Column{Head: a.text("head.na")})
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
	return a.show(a.text("indicators.sum", "count", len(criteria), "points", sum), a.grades(table))
}

// points is what a person is shown as a criterion's points.
func (a *app) points(table *indicator.Table, c indicator.Criterion) string {
	switch c.Kind() {
	case indicator.Bonus:
		return a.text("points.bonus", "points", c.Points)
	case indicator.Deduction:
		return a.text("points.most", "points", c.Points)
	case indicator.Veto:
		return a.text("points.veto", "grade", table.CapName(c))
	}
	return c.Points.String()
}

// grades is a line with the bounds of all grades; the worst has none of its
// own and is below that of the grade before it.
func (a *app) grades(table *indicator.Table) string {
	var bounds []string
	for i, g := range table.Grades {
		if g.Open && i > 0 {
			bounds = append(bounds, a.text("grades.open", "grade", g.Name, "bound", table.Grades[i-1].AtLeast))
		} else {
			bounds = append(bounds, a.text("grades.bound", "grade", g.Name, "bound", g.AtLeast))
		}
	}
	return a.text("grades.line", "grades", strings.Join(bounds, "  "))
}
