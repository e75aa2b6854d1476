package intake

import (
	"runtime"
	"slices"

	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// Reading is what has come of the files.
type Reading struct {
	Sheets []*scoresheet.Sheet // in the order of the files
	Inputs []string            // the files, but for the program's own other workbooks
	Unread []Unread            // and those that are not, and may be a sheet that is missing
	Others []string            // more in such formats
	Hashes map[string]string   // of the content of those that are workbooks, by file
	List   diag.List

	// of a single file
	hash string // of its content, if it is a workbook
	copy bool   // it is an annotated copy that nobody has touched
}

// Sheets reads the score sheets among files. Workbooks that the program wrote
// as something else are passed over, and so are annotated copies that nobody has
// touched since, if their department has other sheets, with a warning where these have
// other scores: see [scoresheet.Sheet.PassedOver]. Of files with the same
// content the first one counts.
func Sheets(files []string, by Rules, progress Progress) Reading {
	files = by.sheetsAmong(files)
	results := make([]Reading, len(files))
	kept := limitKept.Budget()
	InParallel(len(files), progress, func(i int) Job {
		read := &results[i]
		job := Job{Do: func() {}, Keep: func() { read.keep(files[i], &kept) }}
		file, list := File(files[i])
		read.Inputs, read.List = []string{files[i]}, list
		if file != nil {
			job.Bytes, job.Do = file.Bytes, func() { read.sheet(file, files[i], by) }
		}
		return job
	})
	others := map[string]bool{} // the departments that have a sheet that is no such copy
	for _, r := range results {
		for _, sheet := range r.Sheets {
			others[sheet.Department] = others[sheet.Department] || !r.copy
		}
	}
	all := Reading{Hashes: map[string]string{}}
	var passedOver []*scoresheet.Sheet
	first := map[string]diag.Position{} // of each content
	for i, r := range results {
		if r.copy && others[r.Sheets[0].Department] {
			passedOver = append(passedOver, r.Sheets[0])
			continue
		}
		all.Inputs = append(all.Inputs, r.Inputs...)
		at := diag.Position{File: files[i]}
		if same, ok := first[r.hash]; ok {
			all.List.Add(diag.SameContent.At(at, same))
			continue
		}
		if r.hash != "" {
			first[r.hash], all.Hashes[at.File] = at, r.hash
		}
		all.Sheets = append(all.Sheets, r.Sheets...)
		all.List = append(all.List, r.List...)
	}
	for _, sheet := range passedOver {
		all.List = append(all.List, sheet.PassedOver(by.Table, all.Sheets)...)
	}
	return all
}

// sheet reads the score sheet in a file.
func (r *Reading) sheet(file *workbook.Unread, path string, by Rules) {
	defer Catch(path, &r.List)
	book, list := file.Read()
	switch {
	case book == nil && list[0].Code == diag.TooLarge.Code && isLargeReport(file):
		r.Inputs, list = nil, nil
	case book == nil:
	case docmeta.Of(book).Kind.IsOther():
		r.Inputs = nil
	default:
		sheet, problems := scoresheet.Parse(book, by.Table, by.Roster)
		r.hash = book.SHA256
		list = append(list, problems.Bounded()...)
		if sheet != nil && !sheet.OtherYear { // whose department has still to send this year's
			r.Sheets = []*scoresheet.Sheet{sheet}
			r.copy = scoresheet.IsCopy(book) && workbook.Sealed(file.Data())
		}
	}
	r.List = list
}

// isLargeReport reports whether a file that has more than a score sheet may have is
// another document of the program.
func isLargeReport(file *workbook.Unread) bool {
	runtime.GC() // of what was read so far: both readings may take much
	other, _ := file.Outline()
	return other != nil && docmeta.Of(other.Book).Kind.IsOther()
}

// limitKept is how much may be kept of all files together: a multiple of what the sheets
// of the whole nation come to.
var limitKept = budget.NewBytes(96<<20, "从全部文件读出的评分、原因和问题", "size of the scores, reasons and problems read from all files")

// Limits are those that all files together may exceed.
func Limits() []budget.Limit { return []budget.Limit{limitKept} }

// keep gives up what has been read of a file if there is no room for it.
func (r *Reading) keep(path string, kept *budget.Budget) {
	size := r.List.Size()
	for _, sheet := range r.Sheets {
		size += sheet.Size()
	}
	if !kept.Take(size) {
		*r = Reading{Inputs: []string{path}, List: diag.List{diag.TooManyFiles.At(diag.Position{File: path}, kept.Text())}}
	}
}

// Check puts the sheets together. Without any there is no set, and the list
// says why. list is what was found before; reasons says whether they are required
// wherever points are lost.
func (r Reading) Check(by Rules, list diag.List, paths []string, reasons bool) (*scoresheet.Set, diag.List) {
	if len(r.Sheets) > 0 {
		set, problems := scoresheet.Check(by.Table, r.Sheets, by.Roster)
		return set, slices.Concat(list, problems, set.Unexplained(by.Table, reasons)).Bounded()
	}
	if list.Worst(false) == diag.Warning { // nothing else says why there are none
		for _, path := range paths {
			list.Add(diag.NothingToRead.At(diag.Position{File: path}))
		}
	}
	return nil, list
}
