package main

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
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
		Use: a.text(msg.HelpVerifyUse), Short: a.text(msg.HelpVerify), Example: a.text(msg.HelpVerifyExample),
		Long: a.text(msg.HelpVerifyLong), SuggestFor: []string{"验证", "核验", "复核", "prove"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.verify(cmd, format, args) },
	}
	formatFlag(cmd, &format, a.text(msg.FlagFormatScore), "json")
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
	book, recorded, list := readReport(args[0], by.table)
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
	if book, list = openBook(path); book == nil {
		return nil, nil, list
	}
	recorded, problems := report.Read(book, table)
	list = append(list, problems...)
	if recorded != nil && recorded.Version != version() {
		list.Add(diag.OtherVersion.At(diag.Position{File: path}, recorded.Version, version()))
	}
	return book, recorded, list
}

// computeAgain makes the report anew from the sheets at these paths, with the
// options and the names that it records. It is nil if the list has an error that
// keeps it from being made. What was warned of when the report was made is not said
// again.
func (a *app) computeAgain(recorded *report.Report, by rules, path string, paths []string) (*report.Report, report.Basis, diag.List) {
	files, list := expand(paths)
	table := by.table
	if by.roster = nil; recorded.Given {
		by.roster = recorded.UnitNames()
	}
	read := a.readSheets(files, by)
	if len(read.sheets) == 0 {
		_, list = read.check(by, append(list, read.list...), paths, false)
		return nil, "", list
	}
	inputs, other := matchInputs(recorded.Sheets, read, path)
	set, problems := scoresheet.Check(table, inputs.sheets, by.roster)
	list = slices.Concat(list, read.list, problems, set.Absent(table))
	if !recorded.Complete() { // what is missing is in the report
		list = list.AllowMissing()
	}
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Level() == diag.Warning })
	if len(list) > 0 {
		return nil, "", append(list, other...)
	}
	basis := report.BySheets
	if other.Worst(false) > diag.Warning {
		basis = report.ByOtherSheets
	}
	return &report.Report{
		Result: assess.Run(table, &set.Set), Sheets: set.Sheets, Departments: set.Submissions(table, nil, false),
		Name: func(file string) string { return inputs.names[file] },
		Date: recorded.Date, Draft: recorded.Draft, Given: recorded.Given, Version: recorded.Version,
	}, basis, other
}

// matched are the inputs of a report that were found again.
type matched struct {
	sheets []*scoresheet.Sheet // in the order of the files
	names  map[string]string   // that the report gives them, by file
}

// matchInputs finds the inputs that a report records among the sheets that were
// read: by their content or, with a problem, by their name or their department.
// Those that it does not record are left out, with a problem too.
func matchInputs(recorded []*scoresheet.Sheet, read reading, path string) (matched, diag.List) {
	relative := documentNames(read.inputs)
	pairs := map[*scoresheet.Sheet]*scoresheet.Sheet{} // of the recorded, by the ones that were read
	for _, same := range []func(is, was *scoresheet.Sheet) bool{
		func(is, was *scoresheet.Sheet) bool { return is.SHA256 == was.SHA256 },
		func(is, was *scoresheet.Sheet) bool { return relative(is.At.File) == was.At.File },
		func(is, was *scoresheet.Sheet) bool { return documentBase(is.At.File) == filepath.Base(was.At.File) },
		func(is, was *scoresheet.Sheet) bool { return is.Department == was.Department },
	} {
		left := unpaired(recorded, slices.Collect(maps.Values(pairs)))
		for _, is := range unpaired(read.sheets, slices.Collect(maps.Keys(pairs))) {
			if i := slices.IndexFunc(left, func(was *scoresheet.Sheet) bool { return same(is, was) }); i >= 0 {
				pairs[is] = left[i]
				left = slices.Delete(left, i, i+1)
			}
		}
	}
	found, list := matched{names: map[string]string{}}, diag.List{}
	for _, is := range read.sheets {
		at, hash := diag.Position{File: is.At.File}, shortHash(is)
		was := pairs[is]
		switch {
		case was == nil:
			list.Add(diag.InputExtra.At(at, hash))
			continue
		case is.SHA256 != was.SHA256:
			list.Add(diag.InputChanged.At(at, was.At.File, hash, shortHash(was)))
		case documentBase(is.At.File) != filepath.Base(was.At.File):
			list.Add(diag.InputRenamed.At(at, was.At.File))
		}
		found.sheets, found.names[is.At.File] = append(found.sheets, is), was.At.File
	}
	for _, was := range unpaired(recorded, slices.Collect(maps.Values(pairs))) {
		list.Add(diag.InputMissing.At(diag.Position{File: path}, was.At.File, shortHash(was)))
	}
	return found, list
}

// unpaired are the sheets that are not among others.
func unpaired(sheets, others []*scoresheet.Sheet) []*scoresheet.Sheet {
	return slices.DeleteFunc(slices.Clone(sheets), func(s *scoresheet.Sheet) bool { return slices.Contains(others, s) })
}

func shortHash(sheet *scoresheet.Sheet) string { return report.Short(sheet.SHA256) }

// showVerified shows what came of it: first what differs in the inputs and what
// somebody has altered, and then what only follows.
func (a *app) showVerified(path, format string, recorded *report.Report, v report.Verified, list diag.List) error {
	follows := func(d diag.Diagnostic) int {
		return slices.Index([]diag.Code{diag.NoStoredValue.Code, diag.FollowingValue.Code}, d.Code)
	}
	inputFirst := func(d diag.Diagnostic) int {
		return -max(0, slices.Index([]diag.Code{"", diag.InputExtra.Code, diag.InputMissing.Code, diag.InputChanged.Code}, d.Code))
	}
	slices.SortStableFunc(list, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(inputFirst(a), inputFirst(b)), cmp.Compare(follows(a), follows(b)))
	})
	worst, inputs := list.Worst(false), 0
	if recorded != nil && v.Basis != report.ByItself {
		inputs = len(recorded.Sheets)
	}
	if format == "json" {
		if err := a.write(report.VerifiedJSON(path, v, inputs, list, a.lang)); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	errs, _ := list.Count()
	bytes := msg.VerifyResaved
	if v.Identical {
		bytes = msg.VerifyIdentical
	}
	verdict := msg.VerifyClean(path, v.Worksheets, v.Cells, inputs, bytes)
	switch {
	case v.Cells == 0:
		verdict = msg.VerifyNot(path)
	case worst > diag.Warning:
		verdict = msg.VerifyDiffers(path, v.Worksheets, v.Cells, errs)
	case v.Basis == report.ByItself:
		verdict = msg.VerifyItself(path, v.Worksheets, v.Cells, bytes)
	}
	if format == "text" {
		if err := a.show(a.text(verdict)); err != nil {
			return err
		}
	}
	if worst > diag.Warning {
		return status(worst.ExitStatus())
	}
	return nil
}
