package main

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
	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// checkOutput finds out beforehand why a file could not be written: there is
// no such folder, it is one of the inputs, or it holds something that is not
// ours to throw away. What it cannot foresee, [writeFiles] reports.
func checkOutput(path string, inputs []string, may overwriting) diag.List {
	var list diag.List
	at, folder := diag.Position{File: path}, filepath.Dir(path)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		list = append(list, cannotWrite(path, msg.CauseNoFolder(folder)))
		return list
	} else if err != nil || !info.IsDir() {
		list = append(list, cannotWrite(path, msg.CauseNotFolder(folder)))
		return list
	}
	info, err := os.Stat(path)
	switch {
	case err != nil && !filepath.IsLocal(filepath.Base(path)): // on Windows also con.xlsx, and a:b
		list = append(list, cannotWrite(path, msg.CauseReserved))
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); err == nil {
			list = append(list, cannotWrite(path, msg.CauseDeadLink))
		}
	case err != nil:
		list = append(list, cannotWrite(path, why(err)))
	case info.IsDir():
		list = append(list, cannotWrite(path, msg.CauseIsFolder))
	case !info.Mode().IsRegular():
		list = append(list, cannotWrite(path, msg.CauseNotRegular))
	case info.Mode().Perm()&0o200 == 0:
		list = append(list, cannotWrite(path, msg.CauseReadOnly))
	case slices.ContainsFunc(inputs, func(input string) bool { return identity(input) == identity(path) }):
		list.Add(diag.OutputIsInput.At(at))
	case !may.force && !untouched(path, may.copies):
		list.Add(diag.OutputExists.At(at, may.advice))
	}
	return list
}

// checkWorkbook is [checkOutput] for a workbook, which must be named as what it is.
func checkWorkbook(path string, inputs []string, force bool) diag.List {
	list := checkOutput(path, inputs, overwriting{force: force, advice: msg.FixOtherOutput})
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") && len(list) == 0 {
		list = append(list, cannotWrite(path, msg.CauseNotXLSX))
	}
	return list
}

// checkInFolder is [checkOutput] for a file in a folder that need not be there.
func checkInFolder(path string, inputs []string, may overwriting) diag.List {
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		switch info, err := os.Stat(folder); {
		case err != nil && folder != filepath.Dir(folder):
		case err == nil && info.IsDir() && folder != filepath.Dir(path):
			return nil // the folders below it can be made
		default:
			return checkOutput(filepath.Join(folder, filepath.Base(path)), inputs, may)
		}
	}
}

// checkFolder finds out beforehand whether a folder that many files go to is something
// else. It need not be there.
func checkFolder(folder string) (list diag.List) {
	switch info, err := os.Stat(folder); {
	case err == nil && !info.IsDir():
		list = append(list, cannotWrite(folder, msg.CauseNotFolder(folder)))
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(folder); err == nil {
			list = append(list, cannotWrite(folder, msg.CauseDeadLink))
		}
	case err != nil:
		list = append(list, cannotWrite(folder, why(err)))
	}
	return list
}

// cannotWrite says why a file cannot be written, where something can be done about it.
func cannotWrite(path string, why any) diag.Diagnostic {
	return diag.CannotWrite.At(diag.Position{File: path}, why, msg.FixRemoveCause)
}

// tooMuch is [cannotWrite] for what no other place has room for either.
func tooMuch(path string, why any) diag.Diagnostic {
	return diag.CannotWrite.At(diag.Position{File: path}, why, msg.FixInParts)
}

// overwriting says what an output may replace: whatever is there with force, else a
// file that nobody has touched since the program wrote it. advice is what to do where
// it may not.
type overwriting struct {
	force  bool
	copies bool // also an annotated copy, which holds what somebody has filled in
	advice msg.Text
}

// untouched reports whether a file is as the program wrote it, and nothing in it is anybody
// else's work. An annotated copy holds what a department has filled in.
func untouched(path string, copies bool) bool {
	info, err := os.Stat(path)
	if err != nil || info.Size() > workbook.MaxFile {
		return false
	}
	data, err := os.ReadFile(path)
	if err != nil || !workbook.Sealed(data) {
		return false
	}
	if copies {
		return true
	}
	book, _ := workbook.Read(path, data)
	return book != nil && !scoresheet.IsCopy(book)
}

// document is a file and what makes its content.
type document struct {
	path string
	make func() ([]byte, error)
}

// writeMade makes documents and writes them: all of them or, if one cannot be made,
// none. It returns why not.
func (a *app) writeMade(documents []document) diag.List {
	lists := make([]diag.List, len(documents))
	files := make([]atomicfile.File, len(documents))
	inParallel(len(documents), a.watch(msg.ProgressMade, len(documents)), func(i int) {
		d := documents[i]
		defer catch(d.path, &lists[i])
		data, err := d.make()
		switch {
		case errors.Is(err, workbook.ErrTooLarge):
			lists[i] = append(lists[i], tooMuch(d.path, msg.CauseTooLarge))
		case err != nil:
			lists[i].Add(diag.Internal.At(diag.Position{File: d.path}, err))
		}
		files[i] = atomicfile.File{Path: d.path, Data: data}
	})
	if list := slices.Concat(lists...); len(list) > 0 {
		return list
	}
	return writeFiles(files)
}

// writeFiles writes files whole, and all of them or none. The list says why it could
// not be done. What would end the program otherwise, an interrupt or a window that is
// closed, ends the writing as any other failure does.
func writeFiles(files []atomicfile.File) diag.List {
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
	list.Add(diag.CannotWrite.At(diag.Position{File: failed.Path}, why(failed.Err), fix))
	for _, kept := range failed.Kept {
		list = append(list, cannotWrite(kept.Path, msg.CauseKept(kept.At)))
	}
	return list
}
