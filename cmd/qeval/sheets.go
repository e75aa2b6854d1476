package main

import (
	"runtime"
	"slices"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/term"
	"qeval/internal/workbook"
)

// sheetOptions are what all commands take that read score sheets.
type sheetOptions struct {
	units   string
	format  string
	strict  bool
	reasons bool // are required wherever points are lost
}

func (o *sheetOptions) addFlags(a *app, cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.units, "units", "", a.text(msg.FlagUnits))
	formatFlag(cmd, &o.format, a.text(msg.FlagFormatScore), "json")
	cmd.Flags().BoolVar(&o.strict, "strict", false, a.text(msg.FlagStrict))
	cmd.Flags().BoolVar(&o.reasons, "require-reasons", false, a.text(msg.FlagRequireReasons))
}

// prepare checks how the command was called, and finds what to read by. The list has
// what there is to say of the table and the roster.
func (o *sheetOptions) prepare(a *app, cmd *cobra.Command, paths []string) (rules, diag.List, error) {
	if len(paths) == 0 {
		return rules{}, nil, usage(cmd, msg.UsageNoPath)
	}
	r, list, err := a.rules(cmd)
	if err != nil {
		return rules{}, nil, err
	}
	units, warnings, err := readUnits(cmd, o.units, r.table)
	if units != nil {
		r.roster = units
	}
	return r, append(list, warnings...), err
}

// reading is what has come of the files.
type reading struct {
	sheets []*scoresheet.Sheet // in the order of the files
	inputs []string            // the files, but for the program's own other workbooks
	list   diag.List

	// of a single file
	hash string // of its content, if it is a workbook
	copy bool   // it is an annotated copy that nobody has touched
}

// readSheets reads the score sheets among files. Workbooks that the program wrote
// as something else are passed over, and so are annotated copies that nobody has
// touched since, if their department has other sheets. Of files with the same
// content the first one counts.
func (a *app) readSheets(files []string, by rules) reading {
	files = by.sheetsAmong(files)
	results := make([]reading, len(files))
	inParallel(len(files), a.watch(msg.ProgressRead, len(files)), func(i int) { results[i] = readSheet(files[i], by) })
	others := map[string]bool{} // the departments that have a sheet that is no such copy
	for _, r := range results {
		for _, sheet := range r.sheets {
			others[sheet.Department] = others[sheet.Department] || !r.copy
		}
	}
	var all reading
	first := map[string]diag.Position{} // of each content
	for i, r := range results {
		if r.copy && others[r.sheets[0].Department] {
			continue
		}
		all.inputs = append(all.inputs, r.inputs...)
		at := diag.Position{File: files[i]}
		if same, ok := first[r.hash]; ok {
			all.list.Add(diag.SameContent.At(at, same))
			continue
		}
		if r.hash != "" {
			first[r.hash] = at
		}
		all.sheets = append(all.sheets, r.sheets...)
		all.list = append(all.list, r.list...)
	}
	return all
}

func readSheet(file string, by rules) (r reading) {
	defer catch(file, &r.list)
	r.inputs = []string{file}
	book, list := openBook(file)
	switch {
	case book == nil:
	case scoresheet.IsOther(book):
		r.inputs = nil
	default:
		r.hash = book.SHA256
		sheet, problems := scoresheet.Parse(book, by.table, by.roster)
		list = append(list, problems.Bounded()...)
		if sheet != nil {
			r.sheets = []*scoresheet.Sheet{sheet}
			r.copy = scoresheet.IsCopy(book) && untouched(file, true)
		}
	}
	r.list = list
	return r
}

// openBook opens a workbook. Without it the list says why.
func openBook(file string) (*workbook.Book, diag.List) {
	book, list, err := workbook.Open(file)
	if err != nil {
		list.Add(diag.CannotOpen.At(diag.Position{File: file}, why(err)))
	}
	return book, list
}

// check puts the sheets together. Without any there is no set, and the list
// says why. list is what was found before; reasons says whether they are required
// wherever points are lost.
func (r reading) check(by rules, list diag.List, paths []string, reasons bool) (*scoresheet.Set, diag.List) {
	if len(r.sheets) > 0 {
		set, problems := scoresheet.Check(by.table, r.sheets, by.roster)
		return set, slices.Concat(list, problems, set.Unexplained(by.table, reasons)).Bounded()
	}
	if list.Worst(false) == diag.Warning { // nothing else says why there are none
		for _, path := range paths {
			list.Add(diag.NothingToRead.At(diag.Position{File: path}))
		}
	}
	return nil, list
}

// watch begins to show how n files come along that key names.
func (a *app) watch(what msg.Text, n int) *term.Progress {
	if a.quiet || a.progress.Width == 0 || a.getenv("TERM") == "dumb" {
		return nil
	}
	return a.progress.Progress(n, a.text(what), a.text(msg.ProgressLeft("%s")))
}

// inParallel does n things, as many at a time as there are cores, and shows how they
// come along.
func inParallel(n int, progress *term.Progress, do func(i int)) {
	defer progress.End()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			defer progress.Done()
			do(i)
			return nil
		})
	}
	group.Wait() // none of them returns an error
}

// catch is to be deferred by what is done to one file: a fault of the program
// must not hide what the other files say.
func catch(file string, list *diag.List) {
	if fault := recover(); fault != nil {
		list.Add(diag.Internal.At(diag.Position{File: file}, fault))
	}
}
