package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
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

// ours reports whether a file is as the program wrote it.
func ours(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && workbook.Sealed(data)
}

// writeFile writes a file whole or not at all: beside its target first, and
// then over it. The list says why it could not.
func writeFile(path string, data []byte) diag.List {
	var list diag.List
	target := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		target = real // a link stays a link
	}
	temporary, err := writeBeside(target, data)
	if err == nil {
		if info, err := os.Stat(target); err == nil {
			os.Chmod(temporary, info.Mode().Perm()) // whoever could read the old one
		}
		err = os.Rename(temporary, target)
	}
	if err != nil {
		os.Remove(temporary)
		list.Add(diag.CannotWrite, diag.Position{File: path}, "why", why(err))
	}
	return list
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
