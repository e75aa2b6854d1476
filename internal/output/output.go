// Package output decides whether a file may be written, and writes several of them:
// all or none.
//
// It knows what may be replaced without asking, and says what stands in the way as
// diagnostics; the writing itself is done by package atomicfile.
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
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/oserror"
)

// check finds out beforehand why a file could not be written: there is
// no such folder, it is one of the inputs, or it holds something that is not
// ours to throw away. What it cannot foresee, [Write] reports.
func check(path string, inputs []string, may Overwriting) diag.List {
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
	case slices.ContainsFunc(inputs, func(input string) bool { return intake.Identity(input) == intake.Identity(path) }):
		list.Add(diag.OutputIsInput.At(at))
	case !may.Force && !intake.Untouched(path, may.Copies):
		list.Add(diag.OutputExists.At(at, may.Advice))
	}
	return list
}

// CheckWorkbook is [check] for a workbook, which must be named as what it is.
func CheckWorkbook(path string, inputs []string, force bool) diag.List {
	list := check(path, inputs, Overwriting{Force: force, Advice: msg.FixOtherOutput})
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") && len(list) == 0 {
		list = append(list, CannotWrite(path, msg.CauseNotXLSX))
	}
	return list
}

// CheckInFolder is [check] for a file in a folder that need not be there.
func CheckInFolder(path string, inputs []string, may Overwriting) diag.List {
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		switch info, err := os.Stat(folder); {
		case err != nil && folder != filepath.Dir(folder):
		case err == nil && info.IsDir() && folder != filepath.Dir(path):
			return nil // the folders below it can be made
		default:
			return check(filepath.Join(folder, filepath.Base(path)), inputs, may)
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

// Overwriting says what an output may replace: whatever is there with Force, else a
// file that nobody has touched since the program wrote it. Advice is what to do where
// it may not.
type Overwriting struct {
	Force  bool
	Copies bool // also an annotated copy, which holds what somebody has filled in
	Advice msg.Text
}

// Document is a file and what makes its content.
type Document struct {
	Path string
	Make func() ([]byte, error)
}

// Make makes documents and writes them: all of them or, if one cannot be made,
// none. It returns why not.
func Make(documents []Document, progress intake.Progress) diag.List {
	lists := make([]diag.List, len(documents))
	files := make([]atomicfile.File, len(documents))
	intake.InParallel(len(documents), progress, func(i int) {
		d := documents[i]
		defer intake.Catch(d.Path, &lists[i])
		data, err := d.Make()
		switch {
		case errors.As(err, new(budget.Excess)):
			lists[i] = append(lists[i], TooMuch(d.Path, msg.CauseTooLarge))
		case err != nil:
			lists[i].Add(diag.Internal.At(diag.Position{File: d.Path}, err))
		}
		files[i] = atomicfile.File{Path: d.Path, Data: data}
	})
	if list := slices.Concat(lists...); len(list) > 0 {
		return list
	}
	return Write(files)
}

// Write writes files whole, and all of them or none. The list says why it could
// not be done. What would end the program otherwise, an interrupt or a window that is
// closed, ends the writing as any other failure does.
func Write(files []atomicfile.File) diag.List {
	interrupts := make(chan os.Signal, 1)
	for _, s := range [...]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as nohup has it
			signal.Notify(interrupts, s)
		}
	}
	defer signal.Stop(interrupts)
	return replaceAll(files, interrupts)
}

var errInterrupted = errors.New("interrupted")

func replaceAll(files []atomicfile.File, interrupts <-chan os.Signal) diag.List {
	return unwritten(atomicfile.Files(files, func() error {
		select {
		case <-interrupts:
			return errInterrupted
		default:
			return nil
		}
	}))
}

// unwritten says what came of files that could not be replaced.
func unwritten(err error) (list diag.List) {
	var failed *atomicfile.Error
	if !errors.As(err, &failed) {
		return nil
	}
	fix := msg.FixRemoveCause
	if errors.Is(failed.Err, errInterrupted) {
		fix = msg.FixTryAgain
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
	case errors.Is(err, atomicfile.ErrBusy):
		return msg.CauseBusy
	}
	return oserror.Describe(err)
}
