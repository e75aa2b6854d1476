package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/term"
)

type scoreOptions struct {
	sheetOptions
	output string
}

func (a *app) scoreCommand() *cobra.Command {
	var o scoreOptions
	cmd := &cobra.Command{
		Use: a.text("help.score.use"), Short: a.text("help.score"), Example: a.text("help.score.eg"),
		Long: a.text("help.score") + "\n\n" + a.text("help.score.long"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.score(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", a.text("flag.output.report"))
	o.addFlags(a, cmd)
	return cmd
}

// outcome is what a run of score comes to. Without errors there is a result.
type outcome struct {
	files  int
	set    *scoresheet.Set
	result *assess.Result
	list   diag.List
}

// score reads and checks everything, and only if nothing is wrong writes the
// report and then shows the ranking.
func (a *app) score(cmd *cobra.Command, o scoreOptions, paths []string) error {
	table, roster, list, err := o.prepare(cmd, paths)
	if err != nil {
		return err
	}
	if o.output == "" {
		o.output = report.FileName(table)
	}
	out := assessAll(table, roster, list, paths, o)
	if out.result != nil {
		out.list = append(out.list, writeReport(out.result, o.output)...)
	}
	return a.showOutcome(o, out)
}

// assessAll goes from the paths to the result. list is what was found before.
func assessAll(table *indicator.Table, roster []string, list diag.List, paths []string, o scoreOptions) outcome {
	var out outcome
	files, problems := expand(paths)
	read := readSheets(files, table, roster, "")
	list = slices.Concat(list, problems, read.list, checkReport(o.output, append(read.inputs, o.units), o.force))
	out.files = len(read.sheets)
	out.set, out.list = read.check(table, roster, list, paths, o.reasons)
	if out.set == nil {
		return out
	}
	out.list = append(out.list, out.set.Absent(table)...)
	if out.list.Worst(o.strict) == diag.Warning {
		out.result = assess.Run(table, out.set)
	}
	return out
}

// checkReport is [checkOutput] for the report, which must be named as what it
// is.
func checkReport(path string, inputs []string, force bool) diag.List {
	list := checkOutput(path, inputs, force, "fix.output")
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") && len(list) == 0 {
		list.Add(diag.CannotWrite, diag.Position{File: path}, "why", msg.New("why.notxlsx"))
	}
	return list
}

// writeReport writes the workbook, and returns why it could not.
func writeReport(result *assess.Result, path string) diag.List {
	data, err := report.Workbook(result)
	if err != nil {
		return diag.List{diag.New(diag.CannotWrite, diag.Position{File: path}, "why", err)}
	}
	return writeFile(path, data)
}

func (a *app) showOutcome(o scoreOptions, out outcome) error {
	list := out.list.Sorted()
	worst := list.Worst(o.strict)
	if worst != diag.Warning {
		out.result = nil
	}
	if o.format == "json" {
		if err := a.write(report.JSON(out.result, out.set, list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	errs, warnings := list.Count()
	switch {
	case errs > 0:
		a.say("summary.failed", "errors", errs, "warnings", warnings)
	case worst != diag.Warning:
		a.say("summary.strict", "warnings", warnings)
	}
	if out.result == nil {
		return status(worst)
	}
	if o.format == "text" {
		if err := a.ranking(out.result); err != nil {
			return err
		}
	}
	units := len(out.result.Units)
	a.say("summary.scored", "files", out.files, "units", units,
		"scores", units*len(out.result.Table.Criteria), "warnings", warnings)
	a.say("summary.wrote", "file", o.output)
	return nil
}

// ranking prints the result for a person.
func (a *app) ranking(result *assess.Result) error {
	columns := []term.Column{{Head: a.text("head.rank"), Right: true}, {Head: a.text("head.unit")}}
	for _, c := range result.Table.Categories(indicator.Score) {
		columns = append(columns, term.Column{Head: c.Name, Right: true, Expend: 2})
	}
	columns = append(columns,
		term.Column{Head: a.text("head.scored"), Right: true, Expend: 1},
		term.Column{Head: a.text("head.deducted"), Right: true, Expend: 1},
		term.Column{Head: a.text("head.total"), Right: true},
		term.Column{Head: a.text("head.veto")},
		term.Column{Head: a.text("head.grade")},
	)
	var rows [][]string
	for _, u := range result.Units {
		row := []string{strconv.Itoa(u.Rank), u.Name}
		for _, c := range u.Categories {
			row = append(row, c.Scored.Fixed())
		}
		veto := ""
		if u.Vetoed() {
			veto = a.text("veto.yes")
		}
		rows = append(rows, append(row, u.Scored.Fixed(), u.Deducted.Fixed(), u.Total.Fixed(), veto,
			result.Table.Grades[u.Grade].Name))
	}
	fmt.Fprintln(a.stdout, result.Table.Name())
	return term.Table(a.stdout, term.Width(a.stdout), columns, rows)
}
