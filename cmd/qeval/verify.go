package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

const verifyName = "verify"

func (a *app) verifyCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: a.text("help.verify.use"), Short: a.text("help.verify"), Example: a.text("help.verify.eg"),
		Long: a.text("help.verify") + "\n\n" + a.text("help.verify.long"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.verify(cmd, format, args) },
	}
	formatFlag(cmd, &format, a.text("flag.format.score"))
	return cmd
}

// verify holds a report against what follows from the sheets that it was made
// from or, without any, from its own scores.
func (a *app) verify(cmd *cobra.Command, format string, args []string) error {
	if err := oneOf(cmd, "format", format, "text", "json"); err != nil {
		return err
	}
	if len(args) == 0 {
		return usage(cmd, msg.New("usage.noreport"))
	}
	table, err := indicator.Table2022()
	if err != nil {
		return err
	}
	book, recorded, list := readReport(args[0], table)
	var verified report.Verified
	if recorded != nil {
		fresh, basis, problems := recorded, msg.New("basis.report"), diag.List(nil)
		if paths := args[1:]; len(paths) > 0 {
			basis = msg.New("basis.sheets")
			fresh, problems = computeAgain(recorded, table, args[0], paths)
		} else if !recorded.Complete() {
			fresh = nil
			problems.Add(diag.NeedsSheets, diag.Position{File: args[0]})
		}
		list = append(list, problems...)
		if fresh != nil {
			if verified, err = fresh.Verify(book, basis); err != nil {
				return err
			}
		}
	}
	return a.showVerified(args[0], format, recorded, verified, append(list, verified.List...).Sorted())
}

// readReport reads a report back. Without it the list says why.
func readReport(path string, table *indicator.Table) (book *workbook.Book, recorded *report.Report, list diag.List) {
	defer catch(path, &list)
	book, list, err := workbook.Open(path)
	if err != nil {
		list.Add(diag.CannotOpen, diag.Position{File: path}, "why", why(err))
	}
	if book == nil {
		return nil, nil, list
	}
	recorded, problems := report.Read(book, table)
	list = append(list, problems...)
	if recorded != nil && recorded.Version != version() {
		list.Add(diag.OtherVersion, diag.Position{File: path}, "found", recorded.Version, "want", version())
	}
	return book, recorded, list
}

// computeAgain makes the report anew from the sheets at these paths, with the
// options and the names that it records. It is nil if the list has an error that
// keeps it from being made. What was warned of when the report was made is not said
// again.
func computeAgain(recorded *report.Report, table *indicator.Table, path string, paths []string) (*report.Report, diag.List) {
	files, list := expand(paths)
	var roster []string
	if recorded.Given {
		roster = recorded.UnitNames()
	}
	read := readSheets(files, table, roster)
	sheets, name, other := matchInputs(recorded, read, path)
	list = append(list, read.list...)
	var set *scoresheet.Set
	if len(sheets) > 0 {
		var problems diag.List
		set, problems = scoresheet.Check(table, sheets, roster)
		list = slices.Concat(list, problems, set.Absent(table))
	}
	if !recorded.Complete() { // what is missing is in the report
		list = list.Tolerate()
	}
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Level() == diag.Warning })
	if set == nil || len(list) > 0 {
		return nil, append(list, other...)
	}
	return &report.Report{
		Result: assess.Run(table, set), Sheets: set.Sheets, Departments: set.Submissions(table, nil, false), Name: name,
		Date: recorded.Date, Draft: recorded.Draft, Given: recorded.Given, Version: recorded.Version,
	}, other
}

// matchInputs finds the inputs that a report records among the sheets that were
// read: by their content or, with a problem, by their name. Those that it does not
// record are left out, with a problem too. name gives each its recorded name.
func matchInputs(recorded *report.Report, read reading, path string) (sheets []*scoresheet.Sheet, name func(file string) string, list diag.List) {
	byHash, byName := map[string]string{}, map[string]string{}
	for _, input := range recorded.Sheets {
		byHash[input.SHA256], byName[input.At.File] = input.At.File, input.SHA256
	}
	relative, names := relativeNames(read.inputs), map[string]string{}
	found := map[string]bool{}
	for _, sheet := range read.sheets {
		file := sheet.At.File
		if recorded, ok := byHash[sheet.SHA256]; ok {
			names[file], found[recorded] = recorded, true
			sheets = append(sheets, sheet)
		}
	}
	for _, sheet := range read.sheets {
		file, at := sheet.At.File, diag.Position{File: sheet.At.File}
		switch want, ok := byName[relative(file)]; {
		case names[file] != "":
		case ok && !found[relative(file)]:
			names[file], found[relative(file)] = relative(file), true
			sheets = append(sheets, sheet)
			list.Add(diag.InputChanged, at, "name", relative(file), "hash", report.Short(sheet.SHA256), "want", report.Short(want))
		default:
			list.Add(diag.InputExtra, at, "hash", report.Short(sheet.SHA256))
		}
	}
	for _, input := range recorded.Sheets {
		if !found[input.At.File] {
			list.Add(diag.InputMissing, diag.Position{File: path}, "name", input.At.File, "hash", report.Short(input.SHA256))
		}
	}
	slices.SortFunc(sheets, func(a, b *scoresheet.Sheet) int { return slices.Index(read.sheets, a) - slices.Index(read.sheets, b) })
	return sheets, func(file string) string { return names[file] }, list
}

func (a *app) showVerified(path, format string, recorded *report.Report, v report.Verified, list diag.List) error {
	worst := list.Worst(false)
	inputs := 0
	if recorded != nil {
		inputs = len(recorded.Sheets)
	}
	if format == "json" {
		if err := a.write(report.VerifiedJSON(path, v, inputs, list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	errs, _ := list.Count()
	key := "verify.clean"
	switch {
	case v.Cells == 0:
		key = "verify.not"
	case worst > diag.Warning:
		key = "verify.differs"
	}
	if format == "text" {
		if _, err := fmt.Fprintln(a.stdout, a.text(key, "file", path, "worksheets", v.Worksheets, "cells", v.Cells,
			"inputs", inputs, "count", errs)); err != nil {
			return err
		}
	}
	if worst > diag.Warning {
		return status(worst)
	}
	return nil
}
