package intake

import (
	"slices"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/scoresheet"
)

// Reading is what has come of the files.
type Reading struct {
	Sheets []*scoresheet.Sheet // in the order of the files
	Inputs []string            // the files, but for the program's own other workbooks
	Unread []Unread            // and those that are not, and may be a sheet that is missing
	Others int                 // more in such formats
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
	InParallel(len(files), progress, func(i int) { results[i] = readSheet(files[i], by) })
	others := map[string]bool{} // the departments that have a sheet that is no such copy
	for _, r := range results {
		for _, sheet := range r.Sheets {
			others[sheet.Department] = others[sheet.Department] || !r.copy
		}
	}
	var all Reading
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
			first[r.hash] = at
		}
		all.Sheets = append(all.Sheets, r.Sheets...)
		all.List = append(all.List, r.List...)
	}
	for _, sheet := range passedOver {
		all.List = append(all.List, sheet.PassedOver(by.Table, all.Sheets)...)
	}
	return all
}

func readSheet(file string, by Rules) (r Reading) {
	defer Catch(file, &r.List)
	r.Inputs = []string{file}
	book, list := Book(file)
	switch {
	case book == nil:
	case docmeta.Of(book).Kind.IsOther():
		r.Inputs = nil
	default:
		r.hash = book.SHA256
		sheet, problems := scoresheet.Parse(book, by.Table, by.Roster)
		list = append(list, problems.Bounded()...)
		if sheet != nil {
			r.Sheets = []*scoresheet.Sheet{sheet}
			r.copy = scoresheet.IsCopy(book) && Untouched(file, true)
		}
	}
	r.List = list
	return r
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
