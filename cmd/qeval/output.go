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

// writeFiles writes files whole or not at all: all of them beside their targets
// first, and then, if that has gone well, over them. The list says why one could
// not be written.
func writeFiles(files []file) diag.List {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(interrupts)
	return replaceAll(files, interrupts)
}

// replaceAll is writeFiles, which an interrupt ends as any other failure does.
func replaceAll(files []file, interrupts <-chan os.Signal) diag.List {
	var list diag.List
	var written []replacement
	for _, f := range files {
		r := replacement{path: f.path, target: f.path}
		if real, err := filepath.EvalSymlinks(f.path); err == nil {
			r.target = real // a link stays a link
		}
		var err error
		r.temporary, err = writeBeside(r.target, f.data)
		written = append(written, r)
		select {
		case <-interrupts:
			err = errInterrupted
		default:
		}
		if err != nil {
			list.Add(diag.CannotWrite, diag.Position{File: f.path}, "why", why(err))
			break
		}
	}
	for _, r := range written {
		if len(list) == 0 {
			list = append(list, r.replace()...)
		}
		os.Remove(r.temporary) // which is gone if it has become the target
	}
	return list
}

var errInterrupted = errors.New("interrupted")

// replacement is a file that has been written beside its target.
type replacement struct{ path, target, temporary string }

func (r replacement) replace() diag.List {
	if info, err := os.Stat(r.target); err == nil {
		os.Chmod(r.temporary, info.Mode().Perm()) // whoever could read the old one
	}
	if err := os.Rename(r.temporary, r.target); err != nil {
		return diag.List{diag.New(diag.CannotWrite, diag.Position{File: r.path}, "why", why(err))}
	}
	return nil
}

// writeBeside writes a new file in the folder of target and returns its name,
// also if it has to be removed.
func writeBeside(target string, data []byte) (string, error) {
	name := filepath.Join(filepath.Dir(target), fmt.Sprintf(".qeval-%d-%x.tmp", os.Getpid(), rand.Uint64()))
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return name, err
	}
	_, err = file.Write(data)
	return name, errors.Join(err, file.Sync(), file.Close())
}
