package main

import (
	"cmp"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

const verifyName = "verify"

func (a *app) verifyCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: a.text(msg.HelpVerifyUse), Short: a.text(msg.HelpVerify), Example: a.text(msg.HelpVerifyExample),
		Long: a.text(msg.HelpVerifyLong), SuggestFor: []string{"验证", "核验", "复核", "prove"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.verify(cmd, format, args) },
	}
	verifyFormats.addFlag(a, cmd, &format, func(list diag.List) verification { return verification{list: list} })
	return cmd
}

// verify holds a report against what follows from the sheets that it was made
// from or, without any, from its own scores.
func (a *app) verify(cmd *cobra.Command, format string, args []string) error {
	if len(args) == 0 {
		return usage(cmd, msg.UsageNoReport)
	}
	if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
		return usage(cmd, msg.UsageReportFirst(args[0]))
	}
	by, warnings, err := a.rules(cmd)
	if err != nil {
		return err
	}
	file, recorded, list := readReport(args[0], by.Table)
	list = append(list, warnings...)
	var verified report.Verified
	if recorded != nil {
		fresh, basis := recorded, report.ByItself
		if paths := args[1:]; len(paths) > 0 {
			var problems diag.List
			fresh, basis, problems = a.computeAgain(recorded, by, args[0], paths)
			list = append(list, problems...)
		}
		if fresh != nil {
			if verified, err = fresh.Verify(args[0], file.Data(), basis); err != nil {
				return err
			}
		}
	}
	return a.showVerified(args[0], format, recorded, verified, append(list, verified.List...).Sorted())
}

// readReport reads a report back. Without it the list says why.
func readReport(path string, table *indicator.Table) (file *workbook.Unread, recorded *report.Report, list diag.List) {
	defer intake.Catch(path, &list)
	if file, list = intake.File(path); file == nil {
		return nil, nil, list
	}
	book, list := file.Outline()
	if book == nil {
		return nil, nil, list
	}
	recorded, problems := report.Read(book, table)
	list = append(list, problems...)
	if recorded != nil && recorded.Version != version() {
		list.Add(diag.OtherVersion.At(diag.Position{File: path}, recorded.Version, version()))
	}
	return file, recorded, list
}

// computeAgain makes the report anew from the sheets at these paths, with the
// options and the names that it records. It is nil if the list has an error that
// keeps it from being made. What was warned of when the report was made is not said
// again.
func (a *app) computeAgain(recorded *report.Report, by intake.Rules, path string, paths []string) (*report.Report, report.Basis, diag.List) {
	table := by.Table
	if by.Roster = nil; recorded.Given {
		by.Roster = recorded.UnitNames()
	}
	read, list := a.read(paths, by)
	if len(read.Sheets) == 0 {
		_, list = read.Check(by, list, paths, false)
		return nil, "", list
	}
	inputs, other := intake.Match(recorded.Sheets, read, path)
	set, problems := scoresheet.Check(table, inputs.Sheets, by.Roster)
	list = slices.Concat(list, problems, set.Absent(table))
	if !recorded.Complete() { // what is missing is in the report
		list = list.AllowMissing()
	}
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Level() <= diag.Warning })
	if len(list) > 0 {
		return nil, "", append(list, other...)
	}
	basis := report.BySheets
	if other.Worst(false) > diag.Warning {
		basis = report.ByOtherSheets
	}
	return &report.Report{
		Result: assess.Run(table, &set.Set), Sheets: set.Sheets, Departments: set.Submissions(table, nil, false),
		Name: func(file string) string { return inputs.Names[file] },
		Date: recorded.Date, Draft: recorded.Draft, Given: recorded.Given, Version: recorded.Version,
	}, basis, other
}

// verification is what came of holding a report, which is at a path, against so many
// inputs.
type verification struct {
	report.Verified
	path   string
	inputs int
	list   diag.List
}

var verifyFormats = formats[verification]{
	{name: "text", write: func(a *app, v verification) error { return a.show(a.text(v.verdict())) }},
	{name: "json", write: func(a *app, v verification) error {
		return a.write(jsonout.Verified(v.path, v.Verified, v.inputs, v.list, a.lang))
	}, machine: true},
}

// verdict is the one line that says what was compared, and what came of it.
func (v verification) verdict() msg.Text {
	bytes := msg.VerifyIdentical
	if !v.Identical {
		bytes = v.resaved()
	}
	errs, _ := v.list.Count()
	switch {
	case v.Cells == 0:
		return msg.VerifyNot(v.path)
	case errs > 0:
		return msg.VerifyDiffers(v.path, v.Worksheets, v.Cells, errs)
	case v.Basis == report.ByItself:
		return msg.VerifyItself(v.path, v.Worksheets, v.Cells, bytes)
	}
	return msg.VerifyClean(v.path, v.Worksheets, v.Cells, v.inputs, bytes)
}

// resaved says what was compared of a file that is not the program's own, and what was not.
func (v verification) resaved() msg.Text {
	var compared, absent []msg.Text
	for kind := range workbook.Unreadable {
		if slices.Contains(v.Dropped, kind) {
			absent = append(absent, kind.Name())
		} else {
			compared = append(compared, kind.Name())
		}
	}
	if len(absent) == 0 {
		return msg.VerifyResaved(msg.Listed(compared), msg.Text{})
	}
	return msg.VerifyResaved(msg.Listed(compared), msg.VerifyAbsent(msg.Listed(absent)))
}

// byCause puts what differs in the inputs first, then what somebody has altered, and
// then what only follows.
func byCause(list diag.List) {
	follows := func(d diag.Diagnostic) int {
		return slices.Index([]diag.Code{diag.NoStoredValue.Code, diag.FollowingValue.Code}, d.Code)
	}
	inputFirst := func(d diag.Diagnostic) int {
		return -max(0, slices.Index([]diag.Code{"", diag.InputExtra.Code, diag.InputMissing.Code, diag.InputChanged.Code}, d.Code))
	}
	slices.SortStableFunc(list, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(inputFirst(a), inputFirst(b)), cmp.Compare(follows(a), follows(b)))
	})
}

func (a *app) showVerified(path, format string, recorded *report.Report, v report.Verified, list diag.List) error {
	byCause(list)
	result := verification{Verified: v, path: path, list: list}
	if recorded != nil && v.Basis != report.ByItself {
		result.inputs = len(recorded.Sheets)
	}
	if err := verifyFormats.show(a, format, result, list, false); err != nil {
		return err
	}
	if worst := list.Worst(false); worst > diag.Warning {
		return status(worst.ExitStatus())
	}
	return nil
}
