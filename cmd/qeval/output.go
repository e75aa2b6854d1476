package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// checkOutput finds out beforehand why a file could not be written: there is
// no such folder, it is one of the inputs, or it holds something that is not
// ours to throw away. What it cannot foresee, [writeFile] reports.
//
// instead is the advice where the file must not be written over.
func checkOutput(path string, inputs []string, force bool, instead string) diag.List {
	var list diag.List
	at, folder := diag.Position{File: path}, filepath.Dir(path)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		list.Add(diag.CannotWrite, at, "why", msg.New("why.nofolder", "folder", folder))
		return list
	} else if err != nil || !info.IsDir() {
		list.Add(diag.CannotWrite, at, "why", msg.New("why.notfolder", "folder", folder))
		return list
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); err == nil {
			list.Add(diag.CannotWrite, at, "why", msg.New("why.deadlink"))
		}
	case err != nil:
		list.Add(diag.CannotWrite, at, "why", why(err))
	case info.IsDir():
		list.Add(diag.CannotWrite, at, "why", msg.New("why.isfolder"))
	case !info.Mode().IsRegular():
		list.Add(diag.CannotWrite, at, "why", msg.New("why.notregular"))
	case info.Mode().Perm()&0o200 == 0:
		list.Add(diag.CannotWrite, at, "why", msg.New("why.readonly"))
	case slices.ContainsFunc(inputs, func(input string) bool { return identity(input) == identity(path) }):
		list.Add(diag.OutputIsInput, at)
	case !force && !ours(path):
		list.Add(diag.OutputExists, at, "fix", msg.New(instead))
	}
	return list
}

// checkWorkbook is [checkOutput] for a workbook, which must be named as what it is.
func checkWorkbook(path string, inputs []string, force bool) diag.List {
	list := checkOutput(path, inputs, force, "fix.output")
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") && len(list) == 0 {
		list.Add(diag.CannotWrite, diag.Position{File: path}, "why", msg.New("why.notxlsx"))
	}
	return list
}

// checkInFolder is [checkOutput] for a file in a folder that need not be there.
func checkInFolder(path string, inputs []string, force bool, instead string) diag.List {
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		switch info, err := os.Stat(folder); {
		case err != nil && folder != filepath.Dir(folder):
		case err == nil && info.IsDir() && folder != filepath.Dir(path):
			return nil // the folders below it can be made
		default:
			return checkOutput(filepath.Join(folder, filepath.Base(path)), inputs, force, instead)
		}
	}
}

// ours reports whether a file is as the program wrote it.
func ours(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && workbook.Sealed(data)
}

// file is a file that is to be written.
type file struct {
	path string
	data []byte
}

// writeFile is [writeFiles] for one file.
func writeFile(path string, data []byte) diag.List { return writeFiles([]file{{path, data}}) }

// writeFiles writes files whole, and all of them or none: all beside their targets
// first, and then, if that has gone well, over them. Folders that are not there
// are made. The list says why it could not be done.
func writeFiles(files []file) diag.List {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(interrupts)
	return replaceAll(files, interrupts)
}

var errInterrupted = errors.New("interrupted")

// replaceAll is writeFiles, which an interrupt ends as any other failure does.
func replaceAll(files []file, interrupts <-chan os.Signal) (list diag.List) {
	var w writing
	defer func() { w.end(len(list) == 0) }()
	for _, step := range []func(*replacement) error{w.prepare, (*replacement).replace} {
		for i, f := range files {
			if len(w.files) == i {
				w.files = append(w.files, replacement{file: f})
			}
			err := step(&w.files[i])
			select {
			case <-interrupts:
				err = errInterrupted
			default:
			}
			if err != nil {
				list.Add(diag.CannotWrite, diag.Position{File: f.path}, "why", why(err))
				return list
			}
		}
	}
	return list
}

// writing is what has been done so far, so that it can be undone.
type writing struct {
	files   []replacement
	folders []string // that were made, the outer ones first
}

// replacement is a file that is written beside its target before it takes its
// place.
type replacement struct {
	file
	target    string // the path, or what it is a link to
	temporary string
	old       string // the target as it was, under another name
	replaced  bool
}

func (w *writing) prepare(r *replacement) error {
	r.target = r.path
	if real, err := filepath.EvalSymlinks(r.path); err == nil {
		r.target = real // a link stays a link
	}
	if err := w.makeFolder(filepath.Dir(r.target)); err != nil {
		return err
	}
	var err error
	r.temporary, err = writeBeside(r.target, r.data)
	return err
}

func (w *writing) makeFolder(folder string) error {
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := w.makeFolder(filepath.Dir(folder)); err != nil {
		return err
	}
	w.folders = append(w.folders, folder)
	return os.Mkdir(folder, 0o755)
}

func (r *replacement) replace() error {
	if data, err := os.ReadFile(r.target); err == nil {
		if r.old, err = writeBeside(r.target, data); err != nil {
			return err
		}
	}
	err := os.Rename(r.temporary, r.target)
	r.replaced = err == nil
	return err
}

// end clears up. Unless all went well everything is again as it was.
func (w *writing) end(well bool) {
	for _, r := range w.files {
		switch {
		case well || !r.replaced:
		case r.old != "":
			os.Rename(r.old, r.target)
		default:
			os.Remove(r.target)
		}
		for _, left := range []string{r.temporary, r.old} {
			if left != "" {
				os.Remove(left) // which is gone if it has become the target
			}
		}
	}
	for i := len(w.folders) - 1; i >= 0 && !well; i-- {
		os.Remove(w.folders[i])
	}
}

// writeBeside writes a new file in the folder of target, which whoever can read
// target can read too, and returns its name, also if it has to be removed.
func writeBeside(target string, data []byte) (string, error) {
	name := filepath.Join(filepath.Dir(target), fmt.Sprintf(".qeval-%d-%x.tmp", os.Getpid(), rand.Uint64()))
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return name, err
	}
	if info, err := os.Stat(target); err == nil {
		os.Chmod(name, info.Mode().Perm())
	}
	_, err = file.Write(data)
	return name, errors.Join(err, file.Sync(), file.Close())
}
