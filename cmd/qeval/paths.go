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
	"syscall"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

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
	case !info.Mode().IsRegular():
		e.list.Add(diag.CannotOpen, at, "why", msg.New("why.notregular"))
	default:
		e.file(path)
	}
}

// otherSheets are the suffixes of what may be a score sheet that somebody has
// saved as something else.
var otherSheets = [...]string{".xls", ".xlsm", ".xlsb", ".et", ".ods", ".csv"}

// isLock reports whether path is the lock file that an office program keeps
// beside a workbook that is open.
func isLock(path string) bool { return strings.HasPrefix(filepath.Base(path), "~$") }

func (e *expansion) folder(root string) {
	found := false
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			e.list.Add(diag.CannotOpen, diag.Position{File: path}, "why", why(err))
			return nil
		}
		switch ext := strings.ToLower(filepath.Ext(path)); {
		case entry.IsDir():
		case ext == ".xlsx":
			found = e.file(path) || found
		case slices.Contains(otherSheets[:], ext) && !isLock(path):
			e.list.Add(diag.OtherFormat, diag.Position{File: path})
		}
		return nil
	})
	if err == nil && !found {
		e.list.Add(diag.NothingToRead, diag.Position{File: root})
	}
}

// file adds a file, unless it is there already. It reports false for a lock
// file, which is no input.
func (e *expansion) file(path string) bool {
	if isLock(path) {
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
	case errors.Is(err, syscall.ENOTDIR):
		return msg.New("why.isinfolder")
	case errors.Is(err, syscall.EISDIR):
		return msg.New("why.isfolder")
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
	text := value
	if _, err := os.Stat(value); err == nil {
		data, err := os.ReadFile(value)
		if err != nil {
			return nil, cannotOpen(value, why(err))
		}
		if text = decodeText(data); strings.ContainsFunc(text, unprintable) {
			return nil, cannotOpen(value, msg.New("why.nottext"))
		}
	} else if strings.ContainsAny(value, `./\`) { // no name of a unit, but of a file
		return nil, cannotOpen(value, why(err))
	}
	var units []string
	var list diag.List
	wrong := func(what msg.Text) {
		list.Add(diag.Usage, diag.Position{}, "help", "qeval template --help", "what", what)
	}
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",，、;；\t\n", r) }) {
		unit := indicator.Fold(field)
		switch {
		case unit == "":
		case scoresheet.IsLabel(unit):
			wrong(msg.New("usage.unitlabel", "found", unit))
		case slices.Contains(units, unit):
			others := slices.DeleteFunc(slices.Clone(table.Units), func(u string) bool { return slices.Contains(units, u) })
			wrong(msg.New("usage.unittwice", "found", unit, "near", nearest(unit, others)))
		default:
			units = append(units, unit)
		}
	}
	if len(units) == 0 && len(list) == 0 {
		wrong(msg.New("usage.nounits"))
	}
	if len(list) > 0 {
		return nil, failure{list}
	}
	return units, nil
}

func cannotOpen(path string, why any) error {
	return fail(diag.CannotOpen, diag.Position{File: path}, "why", why)
}

// unprintable reports whether a character has no place in a list of names.
func unprintable(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// decodeText decodes a text file by its mark, or as UTF-8, or else as what
// Chinese Windows writes by default.
func decodeText(data []byte) string {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		if decoded, err := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder().Bytes(data); err == nil {
			data = decoded
		}
	}
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
