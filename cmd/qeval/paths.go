package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/encoding/simplifiedchinese"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/workbook"
)

// expand finds the files that paths name: a file, the .xlsx in a folder and
// below it, or what a pattern matches, which Windows shells leave to us. Every
// file comes once, in the order of the names, so that the order of the
// arguments makes no difference.
func expand(paths []string) ([]string, diag.List) {
	e := expansion{seen: map[string]bool{}}
	for _, path := range paths {
		e.add(path, true)
	}
	slices.Sort(e.files)
	return e.files, e.list
}

type expansion struct {
	files []string
	seen  map[string]bool // the same files by their identity
	list  diag.List
}

func (e *expansion) add(path string, mayBePattern bool) {
	at := diag.Position{File: path}
	info, err := os.Stat(path)
	if err != nil && mayBePattern && strings.ContainsAny(path, "*?[") {
		matches, _ := filepath.Glob(path) // a malformed pattern matches nothing
		if len(matches) == 0 {
			e.list.Add(diag.CannotOpen, at, "why", msg.New("why.nomatch"))
		}
		for _, match := range matches {
			e.add(match, false)
		}
		return
	}
	switch {
	case err != nil:
		e.list.Add(diag.CannotOpen, at, "why", why(err))
	case info.IsDir():
		e.folder(path)
	default:
		e.file(path)
	}
}

func (e *expansion) folder(root string) {
	found := false
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			e.list.Add(diag.CannotOpen, diag.Position{File: path}, "why", why(err))
			return nil
		}
		if !entry.IsDir() && strings.EqualFold(filepath.Ext(path), ".xlsx") {
			found = e.file(path) || found
		}
		return nil
	})
	if err == nil && !found {
		e.list.Add(diag.NothingToRead, diag.Position{File: root})
	}
}

// file adds a file, unless it is there already. It reports false for the lock
// file that an office program keeps beside a workbook that is open.
func (e *expansion) file(path string) bool {
	if strings.HasPrefix(filepath.Base(path), "~$") {
		return false
	}
	if real := identity(path); !e.seen[real] {
		e.seen[real], e.files = true, append(e.files, path)
	}
	return true
}

// identity is the same for two paths to one file.
func identity(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}

// readSheets reads the score sheets among files, as many at a time as there
// are cores, and returns them in the order of the files. Workbooks that the
// program wrote as something else are passed over.
func readSheets(files []string, table *indicator.Table, roster []string) ([]*scoresheet.Sheet, diag.List) {
	sheets := make([]*scoresheet.Sheet, len(files))
	lists := make([]diag.List, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range files {
		group.Go(func() error {
			sheets[i], lists[i] = readSheet(file, table, roster)
			return nil
		})
	}
	group.Wait() // what goes wrong is in the lists
	return slices.DeleteFunc(sheets, func(s *scoresheet.Sheet) bool { return s == nil }), slices.Concat(lists...)
}

func readSheet(file string, table *indicator.Table, roster []string) (*scoresheet.Sheet, diag.List) {
	book, list, err := workbook.Open(file)
	switch {
	case err != nil:
		list.Add(diag.CannotOpen, diag.Position{File: file}, "why", why(err))
		return nil, list
	case book == nil, scoresheet.IsOther(book):
		return nil, list
	}
	return scoresheet.Parse(book, table, roster)
}

// why is the reason of the operating system, in the user's language where it
// is a common one.
func why(err error) any {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return msg.New("why.notexist")
	case errors.Is(err, fs.ErrPermission):
		return msg.New("why.permission")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// readUnits reads the value of --units: a file with one name a line if there
// is one of that name, else names with commas between them. "" gives nil.
func readUnits(value string, table *indicator.Table) ([]string, error) {
	if value == "" {
		return nil, nil
	}
	fields := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",，、", r) })
	data, err := os.ReadFile(value)
	switch {
	case err == nil:
		fields = strings.Split(decodeText(data), "\n")
	case !errors.Is(err, fs.ErrNotExist), strings.ContainsAny(value, `./\`):
		return nil, fail(diag.CannotOpen, diag.Position{File: value}, "why", why(err))
	}
	var units []string
	var list diag.List
	for _, field := range fields {
		unit := indicator.Fold(field)
		switch {
		case unit == "":
		case slices.Contains(units, unit):
			others := slices.DeleteFunc(slices.Clone(table.Units), func(u string) bool { return slices.Contains(units, u) })
			list.Add(diag.Usage, diag.Position{}, "help", "qeval --help", "what",
				msg.New("usage.unittwice", "found", unit, "near", nearest(unit, others)))
		default:
			units = append(units, unit)
		}
	}
	if len(units) == 0 {
		list.Add(diag.Usage, diag.Position{}, "help", "qeval --help", "what", msg.New("usage.nounits"))
	}
	if len(list) > 0 {
		return nil, failure{list}
	}
	return units, nil
}

// decodeText decodes a text file as UTF-8, with or without a mark, or else as
// what Chinese Windows writes by default.
func decodeText(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(data) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil {
			data = decoded
		}
	}
	return string(data)
}

// nearest offers the candidate that name may have meant, if there is one.
func nearest(name string, candidates []string) msg.Text {
	if near := indicator.Nearest(name, candidates); near != "" {
		return msg.New("suggest", "near", near)
	}
	return msg.Text{}
}
