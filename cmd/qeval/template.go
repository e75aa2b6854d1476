package main

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/output"
	"qeval/internal/scoresheet"
)

const templateName = "template"

type templateOptions struct {
	folder string
	units  string
	force  bool
}

func (a *app) templateCommand() *cobra.Command {
	var o templateOptions
	cmd := &cobra.Command{
		Use: a.text(msg.HelpTemplateUse), Short: a.text(msg.HelpTemplate), Example: a.text(msg.HelpTemplateExample),
		Long: a.text(msg.HelpTemplateLong), SuggestFor: []string{"模板", "空白表", "生成", "blank", "new"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.template(cmd, o, args) },
	}
	cmd.Flags().StringVarP(&o.folder, "output", "o", "", a.text(msg.FlagOutputDir))
	cmd.Flags().StringVar(&o.units, "units", "", a.text(msg.FlagUnits))
	forceFlag(a, cmd, &o.force)
	return cmd
}

// template writes the blank sheets of the departments that are named, or of
// all.
func (a *app) template(cmd *cobra.Command, o templateOptions, names []string) error {
	by, list, err := a.rules(cmd)
	if err != nil {
		return err
	}
	table := by.Table
	departments, err := findDepartments(cmd, table, names)
	if err != nil {
		return err
	}
	units, warnings, err := readUnits(cmd, o.units, table)
	if err != nil {
		return err
	}
	list = append(list, warnings...)
	if units == nil {
		units = table.Units
	}
	if len(units) == 0 {
		return usage(cmd, msg.UsageNoRoster)
	}
	folder := cmp.Or(o.folder, ".")
	if list := output.CheckFolder(folder); len(list) > 0 {
		return failure{list}
	}
	for _, department := range departments {
		if count := len(units) * len(table.Of(department)); count > scoresheet.MaxScores {
			return usage(cmd, msg.UsageManyScores(department, count, scoresheet.MaxScores))
		}
	}
	plan := output.Plan{Inputs: []string{o.units, by.File}, Force: o.force}
	var sheets []output.Document
	names = scoresheet.FileNames(table)
	for _, department := range departments {
		path := filepath.Join(folder, names[slices.Index(table.Departments(), department)])
		list = append(list, plan.InFolder(path, msg.FixOtherBlankFolder)...)
		sheets = append(sheets, output.Document{Path: path, Make: func() ([]byte, error) { return scoresheet.WriteBlank(table, department, units) }})
	}
	a.showDiagnostics(list.Sorted())
	if worst := list.Worst(false); worst != diag.Warning {
		count, _ := list.Count()
		a.say(msg.SummaryRefused(count))
		return status(worst.ExitStatus())
	}
	kept, list := plan.Make(sheets, a.watch(msg.ProgressMade))
	if len(list) > 0 {
		return failure{list}
	}
	a.showDiagnostics(keptNotes(kept, nil))
	a.say(msg.TemplateWrote(len(departments), folder, len(units), msg.Some(units, maxNamed)))
	a.say(msg.TemplateNextFill(msg.FolderSheets, tableOption(cmd, by)))
	return nil
}

// findDepartments looks names up in the table, which compares them without
// whitespace; no name means all departments.
func findDepartments(cmd *cobra.Command, table *indicator.Table, names []string) ([]string, error) {
	known := table.Departments()
	if len(names) == 0 {
		return known, nil
	}
	var found []string
	var list diag.List
	for _, name := range names {
		i, wrong := slices.Index(known, indicator.Fold(name)), msg.Text{}
		switch {
		case i < 0 && intake.OtherDash(name):
			wrong = msg.UsageDash(name)
		case i < 0:
			wrong = msg.UsageDepartment(name, scoresheet.Suggestion(name, known))
		case !slices.Contains(found, known[i]):
			found = append(found, known[i])
		}
		if i < 0 {
			list.Add(diag.Usage.At(diag.Position{}, wrong, cmd.CommandPath()+" --help"))
		}
	}
	if len(list) > 0 {
		return nil, failure{list}
	}
	return found, nil
}
