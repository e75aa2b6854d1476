package main

import (
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
)

// sheetOptions are what all commands take that read score sheets.
type sheetOptions struct {
	units   string
	format  string
	strict  bool
	reasons bool // are required wherever points are lost
}

// addFlags adds their flags but for --format, whose values are the command's own.
func (o *sheetOptions) addFlags(a *app, cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.units, "units", "", a.text(msg.FlagUnits))
	cmd.Flags().BoolVar(&o.strict, "strict", false, a.text(msg.FlagStrict))
	cmd.Flags().BoolVar(&o.reasons, "require-reasons", false, a.text(msg.FlagRequireReasons))
}

// loadRules checks that there are paths, and finds what to read the sheets by. The list
// has what there is to say of the table and the roster.
func (o *sheetOptions) loadRules(a *app, cmd *cobra.Command, paths []string) (intake.Rules, diag.List, error) {
	if len(paths) == 0 {
		return intake.Rules{}, nil, usage(cmd, msg.UsageNoPath)
	}
	by, list, err := a.rules(cmd)
	if err != nil {
		return intake.Rules{}, nil, err
	}
	units, warnings, err := readUnits(cmd, o.units, by.Table)
	if units != nil {
		by.Roster = units
	}
	return by, append(list, warnings...), err
}

// watch shows how what is done to many files comes along.
func (a *app) watch(what msg.Text) intake.Progress {
	if a.quiet || a.progress.Width == 0 || a.getenv("TERM") == "dumb" {
		return nil
	}
	return func(n int) (done, end func()) {
		p := a.progress.Progress(n, a.text(what), a.text(msg.ProgressLeft("%s")))
		return p.Done, p.End
	}
}

const (
	tableFlag     = "table"
	tableVariable = "QEVAL_TABLE"
)

// rules finds the table in force: that of --table, else of QEVAL_TABLE, else the
// embedded one. The list has warnings; whatever is wrong with a table is the error.
func (a *app) rules(cmd *cobra.Command) (intake.Rules, diag.List, error) {
	if err := notEmpty(cmd, tableFlag); err != nil {
		return intake.Rules{}, nil, err
	}
	file, named := a.getenv(tableVariable), cmd.Flags().Changed(tableFlag)
	if named {
		file, _ = cmd.Flags().GetString(tableFlag)
	}
	by, list, err := intake.LoadRules(file)
	if err == nil && by.Table == nil {
		if !named {
			list.Add(diag.TableFromVariable.At(diag.Position{File: file}, tableVariable))
		}
		return by, nil, failure{list}
	}
	if !named && file != "" {
		by.Variable = tableVariable
	}
	return by, list, err
}

// readUnits reads the value of --units; nil if it is not given.
func readUnits(cmd *cobra.Command, value string, table *indicator.Table) ([]string, diag.List, error) {
	if !cmd.Flags().Changed("units") {
		return nil, nil, nil
	}
	units, list := intake.Units(value, table, cmd.CommandPath()+" --help")
	if list.Worst(false) > diag.Warning {
		return nil, nil, failure{list}
	}
	return units, list, nil
}

// read finds and reads the sheets that paths name.
func (a *app) read(paths []string, by intake.Rules) (intake.Reading, diag.List) {
	files, others, list := intake.Expand(paths)
	read := intake.Sheets(files, by, a.watch(msg.ProgressRead))
	list = append(list, read.List...)
	if by.Variable != "" && slices.ContainsFunc(list, isOtherTable) {
		list.Add(diag.TableFromVariable.At(diag.Position{File: by.File}, by.Variable))
	}
	return read, append(list, read.FindMissing(others, by.Table)...)
}

// isOtherTable reports whether a sheet is not one for the table in force.
func isOtherTable(d diag.Diagnostic) bool {
	return d.Code == diag.OtherTable.Code || d.Code == diag.OtherYear.Code
}
