// Package output decides whether a file may be written, and writes several of them:
// all or none.
//
// It knows what may be replaced without asking, and what of that is kept, and says what
// stands in the way as diagnostics. What it has judged so and nothing else is replaced:
// package atomicfile, which does the writing, looks again in that moment.
//
//	what stands there                            without --force   with --force
//	a result as the program wrote it             kept              kept
//	what else it wrote, a provisional one too    replaced          replaced
//	what somebody has saved, or wrote            refused           kept
package output

import (
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"qeval/internal/atomicfile"
	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/oserror"
	"qeval/internal/workbook"
)

// Plan is the files that a run is to write: each is judged first, and what it was judged
// by is all that is replaced.
type Plan struct {
	Inputs []string // none is written over
	Force  bool     // whatever else is there is
	Copies bool     // annotated copies are written, so that they replace others

	judged map[string]judgement // by path
}

// judgement is what was found at a path.
type judgement struct {
	state atomicfile.State
	kind  docmeta.Kind
	keep  bool
}

// check finds out beforehand why a file could not be written: there is
// no such folder, it is one of the inputs, or it holds something that is not
// ours to throw away. What it cannot foresee, [Plan.Write] reports. advice is what to do
// where the file may not be replaced.
func (p *Plan) check(path string, advice msg.Text) diag.List {
	var list diag.List
	at, folder := diag.Position{File: path}, filepath.Dir(path)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		list = append(list, CannotWrite(path, msg.CauseNoFolder(folder)))
		return list
	} else if err != nil || !info.IsDir() {
		list = append(list, CannotWrite(path, msg.CauseNotFolder(folder)))
		return list
	}
	info, err := os.Stat(path)
	switch {
	case err != nil && !filepath.IsLocal(filepath.Base(path)): // on Windows also con.xlsx, and a:b
		list = append(list, CannotWrite(path, msg.CauseReserved))
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); err == nil {
			list = append(list, CannotWrite(path, msg.CauseDeadLink))
		}
	case err != nil:
		list = append(list, CannotWrite(path, describe(err)))
	case info.IsDir():
		list = append(list, CannotWrite(path, msg.CauseIsFolder))
	case !info.Mode().IsRegular():
		list = append(list, CannotWrite(path, msg.CauseNotRegular))
	case info.Mode().Perm()&0o200 == 0:
		list = append(list, CannotWrite(path, msg.CauseReadOnly))
	case slices.ContainsFunc(p.Inputs, func(input string) bool { return intake.Identity(input) == intake.Identity(path) }):
		list.Add(diag.OutputIsInput.At(at))
	case !p.Force && info.Size() > workbook.MaxFile:
		list.Add(diag.OutputExists.At(at, advice))
	default:
		return p.judge(path, advice)
	}
	return list
}

// judge finds out whether a file may be replaced: it is as the program wrote it, or
// whatever it is may be. What is a result, or is not the program's, is kept then.
func (p *Plan) judge(path string, advice msg.Text) (list diag.List) {
	data, state, err := atomicfile.Look(path, workbook.MaxFile)
	if err != nil {
		return append(list, CannotWrite(path, describe(err)))
	}
	kind, untouched := intake.Untouched(path, data, p.Copies)
	if !untouched && !p.Force {
		list.Add(diag.OutputExists.At(diag.Position{File: path}, advice))
		return list
	}
	if p.judged == nil {
		p.judged = map[string]judgement{}
	}
	p.judged[filepath.Clean(path)] = judgement{state, kind, !untouched || kind.IsFinal()}
	return nil
}

// Workbook judges a workbook, which must be named as what it is.
func (p *Plan) Workbook(path string) diag.List {
	list := p.check(path, msg.FixOtherOutput)
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") && len(list) == 0 {
		list = append(list, CannotWrite(path, msg.CauseNotXLSX))
	}
	return list
}

// InFolder judges a file in a folder that need not be there.
func (p *Plan) InFolder(path string, advice msg.Text) diag.List {
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		switch info, err := os.Stat(folder); {
		case err != nil && folder != filepath.Dir(folder):
		case err == nil && info.IsDir() && folder != filepath.Dir(path):
			return nil // the folders below it can be made
		default:
			return p.check(filepath.Join(folder, filepath.Base(path)), advice)
		}
	}
}

// CheckFolder finds out beforehand whether a folder that many files go to is something
// else. It need not be there.
func CheckFolder(folder string) (list diag.List) {
	switch info, err := os.Stat(folder); {
	case err == nil && !info.IsDir():
		list = append(list, CannotWrite(folder, msg.CauseNotFolder(folder)))
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(folder); err == nil {
			list = append(list, CannotWrite(folder, msg.CauseDeadLink))
		}
	case err != nil:
		list = append(list, CannotWrite(folder, describe(err)))
	}
	return list
}

// CannotWrite says why a file cannot be written, where something can be done about it.
func CannotWrite(path string, why any) diag.Diagnostic {
	return diag.CannotWrite.At(diag.Position{File: path}, why, msg.FixRemoveCause)
}

// TooMuch is [CannotWrite] for what no other place has room for either.
func TooMuch(path string, why any) diag.Diagnostic {
	return diag.CannotWrite.At(diag.Position{File: path}, why, msg.FixInParts)
}

// Document is a file and what makes its content.
type Document struct {
	Path string
	Make func() ([]byte, error)
}

// Kept is where the earlier content of a file is now.
type Kept struct {
	atomicfile.Kept
	Kind docmeta.Kind // of it, "" also if that is not known
}

// Make makes documents and writes them: all of them or, if one cannot be made,
// none. It returns what of the earlier ones is kept, or why they were not written.
func (p *Plan) Make(documents []Document, progress intake.Progress) ([]Kept, diag.List) {
	lists := make([]diag.List, len(documents))
	files := make([]atomicfile.File, len(documents))
	intake.InParallel(len(documents), progress, func(i int) intake.Job {
		return intake.Job{Do: func() { files[i], lists[i] = documents[i].file() }}
	})
	if list := slices.Concat(lists...); len(list) > 0 {
		return nil, list
	}
	return p.Write(files)
}

// file makes the document, or the list says why not.
func (d Document) file() (file atomicfile.File, list diag.List) {
	defer intake.Catch(d.Path, &list)
	data, err := d.Make()
	switch {
	case errors.As(err, new(budget.Excess)):
		list = append(list, TooMuch(d.Path, msg.CauseTooLarge))
	case err != nil:
		list.Add(diag.Internal.At(diag.Position{File: d.Path}, err))
	}
	return atomicfile.File{Path: d.Path, Data: data}, list
}

// Write writes files whole, and all of them or none. It returns what of the earlier ones
// is kept, or why it could not be done. What would end the program otherwise, an interrupt
// or a window that is closed, ends the writing as any other failure does.
func (p *Plan) Write(files []atomicfile.File) ([]Kept, diag.List) {
	interrupts := make(chan os.Signal, 1)
	for _, s := range [...]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as nohup has it
			signal.Notify(interrupts, s)
		}
	}
	defer signal.Stop(interrupts)
	return p.write(files, interrupts)
}

var errInterrupted = errors.New("interrupted")

func (p *Plan) write(files []atomicfile.File, interrupts <-chan os.Signal) (all []Kept, list diag.List) {
	for i := range files {
		found := p.judged[filepath.Clean(files[i].Path)]
		files[i].Found, files[i].Keep = found.state, found.keep
	}
	kept, err := atomicfile.Files(files, func() error {
		select {
		case <-interrupts:
			return errInterrupted
		default:
			return nil
		}
	})
	for _, k := range kept {
		all = append(all, Kept{k, p.judged[filepath.Clean(k.Path)].kind})
	}
	return all, unwritten(err)
}

// unwritten says what came of files that could not be replaced.
func unwritten(err error) (list diag.List) {
	var failed *atomicfile.Error
	if !errors.As(err, &failed) {
		return nil
	}
	fix := msg.FixRemoveCause
	switch {
	case errors.Is(failed.Err, errInterrupted):
		fix = msg.FixTryAgain
	case errors.Is(failed.Err, atomicfile.ErrChanged):
		fix = msg.FixRunAgain
	}
	list.Add(diag.CannotWrite.At(diag.Position{File: failed.Path}, describe(failed.Err), fix))
	for _, kept := range failed.Kept {
		list = append(list, CannotWrite(kept.Path, msg.CauseKept(kept.At)))
	}
	return list
}

// describe is [oserror.Describe], and for what has kept this program from writing.
func describe(err error) any {
	switch {
	case errors.Is(err, errInterrupted):
		return msg.CauseInterrupted
	case errors.Is(err, atomicfile.ErrChanged):
		return msg.CauseSavedMeanwhile
	case errors.Is(err, atomicfile.ErrBusy):
		return msg.CauseBusy
	}
	return oserror.Describe(err)
}
