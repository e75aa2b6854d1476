package main

import (
	"slices"

	"qeval/internal/diag"
	"qeval/internal/intake"
	"qeval/internal/jsonout"
	"qeval/internal/msg"
)

// finding is what has been found of one file.
type finding struct {
	jsonout.File
	list diag.List  // the problems in it
	hash string     // of the content in which they were found, "" if it is no workbook that can be read
	twin string     // another file that has the same scores
	same string     // the file of the same content that was read in its place
	lost []msg.Text // what its annotated copy could not keep
}

// findings has one for each file that was read, in their order.
func findings(read intake.Reading, list diag.List, strict bool) []finding {
	found := make([]finding, len(read.Inputs))
	place := map[string]*finding{}
	for i, file := range read.Inputs {
		found[i] = finding{File: jsonout.File{File: file}, hash: read.Hashes[file]}
		place[file] = &found[i]
	}
	for _, sheet := range read.Sheets {
		f := place[sheet.At.File]
		f.Department, f.Cells = sheet.Department, len(sheet.Entries)
	}
	for _, d := range list {
		f := place[d.File]
		if f != nil {
			f.list = append(f.list, d)
		}
		switch first, _ := d.Arg("first").(diag.Position); d.Code {
		case diag.RepeatedScore.Code: // of which neither is better than the other
			place[first.File].twin = d.File
		case diag.SameContent.Code:
			f.same = first.File
		}
	}
	for i, f := range found {
		found[i].Valid = f.list.Worst(strict) == diag.Warning && f.twin == ""
	}
	for i, f := range found {
		if f.same != "" { // what holds of the one holds of the other
			other := place[f.same]
			found[i].Department, found[i].Cells, found[i].Valid = other.Department, other.Cells, f.Valid && other.Valid
		}
	}
	return found
}

// markable reports whether there is a workbook to be marked and something to mark in it,
// beside that there is another version of it. A sheet of another year or table is not for
// its department to correct.
func (f finding) markable() bool {
	return f.hash != "" && f.same == "" && !slices.ContainsFunc(f.list, isOtherTable) && slices.ContainsFunc(f.list, func(d diag.Diagnostic) bool { return !isOverlap(d) })
}

// faulty reports whether there is something wrong in a sheet that can be marked, beside
// what is still missing.
func (f finding) faulty(strict bool) bool {
	wrong := slices.DeleteFunc(slices.Clone(f.list), func(d diag.Diagnostic) bool {
		return d.Outstanding || isOverlap(d) || f.Department == "" && d.Cell() == ""
	})
	return f.markable() && wrong.Worst(strict) > diag.Warning
}

// verdict says of one file whether it is valid.
func (a *app) verdict(f finding) string {
	errs, warnings := f.list.Count()
	switch {
	case f.same != "":
		return a.text(msg.ValidateSame(f.File.File, f.same))
	case !f.Valid && errs == 0 && f.twin != "":
		return a.text(msg.ValidateTwin(f.File.File, f.Department, f.twin, warnings))
	case !f.Valid && f.Department == "":
		return a.text(msg.ValidateUnread(f.File.File, errs, warnings))
	case !f.Valid:
		return a.text(msg.ValidateInvalid(f.File.File, f.Department, f.Cells, errs, warnings))
	}
	return a.text(msg.ValidateValid(f.File.File, f.Department, f.Cells, warnings))
}
