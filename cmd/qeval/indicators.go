package main

import (
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/term"
)

type indicatorsOptions struct {
	department string
	format     string
}

func (a *app) indicatorsCommand() *cobra.Command {
	var o indicatorsOptions
	cmd := &cobra.Command{
		Use: "indicators", Short: a.text("help.indicators"), Example: a.text("help.indicators.eg"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd, msg.New("usage.arguments", "found", args[0]))
			}
			return a.indicators(cmd, o)
		},
	}
	cmd.Flags().StringVarP(&o.department, "department", "d", "", a.text("flag.department"))
	formatFlag(cmd, &o.format, a.text("flag.format.table"))
	return cmd
}

// indicators shows the table in force, or one department's part of it.
func (a *app) indicators(cmd *cobra.Command, o indicatorsOptions) error {
	if err := oneOf(cmd, "format", o.format, "text", "json", "csv"); err != nil {
		return err
	}
	table, err := indicator.Table2022()
	if err != nil {
		return err
	}
	criteria := table.Criteria
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
		return a.indicatorsCSV(criteria)
	}
	return a.indicatorsText(table, criteria)
}

// indicatorsCSV writes the criteria one a line under the published headings,
// with every cell filled.
func (a *app) indicatorsCSV(criteria []indicator.Criterion) error {
	w := csv.NewWriter(a.stdout)
	w.Write([]string{
		indicator.HeadCode, indicator.HeadCategory, indicator.HeadItem, indicator.HeadCriterion,
		indicator.HeadPoints, indicator.HeadDepartment, indicator.HeadNote,
	})
	for _, c := range criteria {
		w.Write([]string{c.Code, c.Category.Name, c.Item.Name, c.Text, c.Points.String(), c.Department, c.Note})
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
		{Head: a.text("head.department")},
	}
	var rows [][]string
	var sum indicator.Points
	for _, c := range criteria {
		if c.Kind() == indicator.Score {
			sum += c.Points
		}
		text := strings.ReplaceAll(c.Text, "\n", "")
		rows = append(rows, []string{c.Code, c.Category.Name, c.Item.Name, text, a.points(c), c.Department})
	}
	fmt.Fprintln(a.stdout, table.Title)
	if err := term.Table(a.stdout, a.width, columns, rows); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.text("indicators.sum", "count", len(criteria), "points", sum))
	fmt.Fprintln(a.stdout, a.grades(table))
	return nil
}

// points is what a person is shown as a criterion's points.
func (a *app) points(c indicator.Criterion) string {
	switch c.Kind() {
	case indicator.Bonus:
		return a.text("points.bonus", "points", c.Points)
	case indicator.Deduction:
		return a.text("points.most", "points", c.Points)
	case indicator.Veto:
		return a.text("points.veto")
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
