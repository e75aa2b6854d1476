package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

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
	case err != nil:
		list.Add(diag.CannotWrite, at, "why", why(err))
	case info.IsDir():
		list.Add(diag.CannotWrite, at, "why", msg.New("why.isfolder"))
	case !info.Mode().IsRegular():
		list.Add(diag.CannotWrite, at, "why", msg.New("why.notregular"))
	case slices.ContainsFunc(inputs, func(input string) bool { return identity(input) == identity(path) }):
		list.Add(diag.OutputIsInput, at)
	case !force && !ours(path):
		list.Add(diag.OutputExists, at, "fix", msg.New(instead))
	}
	return list
}

// ours reports whether a file is as the program wrote it.
func ours(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && workbook.Sealed(data)
}

// writeFile writes a file whole or not at all: beside its target first, and
// then over it.
func writeFile(path string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), ".qeval-*.tmp")
	if err != nil {
		return cannotWrite(path, err)
	}
	_, err = temporary.Write(data)
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Sync(), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		os.Remove(temporary.Name())
		return cannotWrite(path, err)
	}
	return nil
}

func cannotWrite(path string, err error) error {
	return fail(diag.CannotWrite, diag.Position{File: path}, "why", why(err))
}
