package main

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/annotate"
	"qeval/internal/atomicfile"
	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
	"qeval/internal/output"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

const validateName = "validate"

type validateOptions struct {
	sheetOptions
	annotate string
	force    bool
}

func (a *app) validateCommand() *cobra.Command {
	var o validateOptions
	cmd := &cobra.Command{
		Use: a.text(msg.HelpValidateUse), Short: a.text(msg.HelpValidate), Example: a.text(msg.HelpValidateExample),
		Long: a.text(msg.HelpValidateLong), SuggestFor: []string{"核对", "检查", "校验", "check", "lint"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.validate(cmd, o, args) },
	}
	cmd.Flags().StringVar(&o.annotate, "annotate", "", a.text(msg.FlagAnnotate))
	forceFlag(a, cmd, &o.force)
	o.addFlags(a, cmd)
	validateFormats.addFlag(a, cmd, &o.format, func(list diag.List) validation { return validation{list: list} })
	return cmd
}

// validate checks sheets without asking for those that are not there, and
// writes annotated copies of the faulty ones if it is to.
func (a *app) validate(cmd *cobra.Command, o validateOptions, paths []string) error {
	by, list, err := o.loadRules(a, cmd, paths)
	if err != nil {
		return err
	}
	if err := notEmpty(cmd, "annotate"); err != nil {
		return err
	}
	read, problems := a.read(paths, by)
	_, list = read.Check(by, slices.Concat(list, problems), paths, o.reasons)
	list = list.Sorted()
	found := findings(read, list, o.strict)
	if o.annotate != "" {
		list = append(list, a.writeCopies(found, o, by)...).Sorted()
	}
	return a.showFindings(o, found, list)
}

// limitCopies is how much the copies may have that one run writes: as much as some
// thousands of sheets.
var limitCopies = budget.NewBytes(64<<20, "一次写出的标注副本", "size of all annotated copies of a run")

// writeCopies writes the annotated copies of faulty workbooks: all of them, or none if
// one cannot be written. It returns why not, and of which files there is no copy.
func (a *app) writeCopies(found []finding, o validateOptions, by intake.Rules) diag.List {
	var inputs []string
	for _, f := range found {
		inputs = append(inputs, f.File.File)
	}
	name := intake.RelativeNames(inputs)
	inputs = append(inputs, by.File)
	copies := make([][]byte, len(found))
	lists := make([]diag.List, len(found))
	kept := limitCopies.Budget()
	intake.InParallel(len(found), a.watch(msg.ProgressMarked), func(i int) intake.Job {
		f := &found[i]
		if f.Valid || !f.markable() {
			return intake.Job{Do: func() {}}
		}
		file, list := intake.File(f.File.File)
		if lists[i] = list; file == nil {
			return intake.Job{Do: func() {}}
		}
		return intake.Job{
			Bytes: file.Bytes,
			Do:    func() { copies[i], lists[i] = annotated(f, file, by.Table) },
			Keep: func() {
				if !kept.Take(len(copies[i])) {
					copies[i] = nil
					lists[i].Add(diag.CannotAnnotate.At(diag.Position{File: f.File.File}, kept.Text()))
				}
			},
		}
	})
	unmarked := slices.Concat(lists...)

	plan := output.Plan{Inputs: inputs, Force: o.force, Copies: true}
	paths := make([]string, len(found))
	var forbidden diag.List
	for i, f := range found {
		if copies[i] != nil {
			paths[i] = filepath.Join(o.annotate, filepath.FromSlash(name(f.File.File)))
			if intake.LeadsOut(o.annotate, paths[i]) {
				forbidden = append(forbidden, output.CannotWrite(paths[i], msg.CauseLeadsOut(o.annotate)))
			}
			forbidden = append(forbidden, plan.InFolder(paths[i], msg.FixOtherCopyFolder)...)
		}
	}
	if len(forbidden) > 0 {
		return append(unmarked, forbidden...)
	}
	var files []atomicfile.File
	for i, path := range paths {
		if path != "" {
			files = append(files, atomicfile.File{Path: path, Data: copies[i]})
		}
	}
	earlier, list := plan.Write(files)
	if len(list) > 0 {
		return append(unmarked, list...)
	}
	for i, path := range paths {
		found[i].Annotated = path
	}
	return append(unmarked, keptNotes(earlier, nil)...)
}

// annotated makes the annotated copy of a file, nil if that cannot be done. It does not
// tell of other versions of the file, of which whoever filled it in knows nothing.
func annotated(f *finding, file *workbook.Unread, table *indicator.Table) (data []byte, list diag.List) {
	at := diag.Position{File: f.File.File}
	defer intake.Catch(at.File, &list)
	book, _ := file.Read()
	if book == nil || book.SHA256 != f.hash { // what was found may be elsewhere in it now
		list.Add(diag.ChangedMeanwhile.At(at))
		return nil, list
	}
	own := slices.DeleteFunc(slices.Clone(f.list), isOverlap)
	var err error
	if data, f.lost, err = scoresheet.Annotate(file.Data(), book, table, own); err != nil {
		why := any(err)
		if cause := (*annotate.Cause)(nil); errors.As(err, &cause) {
			why = cause.Text
		}
		list.Add(diag.CannotAnnotate.At(at, why))
	}
	return data, list
}

func isOverlap(d diag.Diagnostic) bool { return d.Code == diag.RepeatedScore.Code }

// validation is what has been found of all files.
type validation struct {
	found []finding
	list  diag.List
}

var validateFormats = formats[validation]{
	{name: "text", write: func(a *app, v validation) error {
		for _, f := range v.found {
			if err := a.show(a.verdict(f)); err != nil {
				return err
			}
		}
		return nil
	}},
	{name: "json", write: func(a *app, v validation) error {
		var files []jsonout.File
		for _, f := range v.found {
			files = append(files, f.File)
		}
		return a.write(jsonout.Files(files, v.list, a.lang))
	}, machine: true},
}

func (a *app) showFindings(o validateOptions, found []finding, list diag.List) error {
	worst := list.Worst(o.strict)
	if err := validateFormats.show(a, o.format, validation{found, list}, list, false); err != nil {
		return err
	}
	valid, copies, copiable := 0, 0, 0
	for _, f := range found {
		switch {
		case f.Valid:
			valid++
		case f.Annotated != "":
			copies++
		case f.markable():
			copiable++
		}
		if f.Annotated != "" {
			for _, lost := range f.lost {
				a.tell(a.text(msg.AnnotateLost(f.Annotated, lost)))
			}
		}
	}
	errs, warnings := list.Count()
	a.say(msg.SummaryValidated(len(found), valid, errs, warnings))
	if worst != diag.Warning && errs == 0 {
		a.say(msg.SummaryStrictly)
	}
	switch {
	case copies > 0:
		a.say(msg.SummaryAnnotated(o.annotate, copies))
	case copiable > 0 && o.annotate == "":
		a.say(msg.SummaryAnnotate)
	case o.annotate != "" && valid < len(found):
		a.tell(a.text(msg.SummaryNoCopy))
	}
	if worst != diag.Warning {
		return status(worst.ExitStatus())
	}
	return nil
}
