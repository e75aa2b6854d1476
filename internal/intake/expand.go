package intake

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/oserror"
)

// Expand finds the files that paths name: a file, the workbooks in a folder and
// below it, or what a pattern matches, which Windows shells leave to us. Every
// file comes once, under the first name that it is given by, and in the order
// of the names, so that the order of the arguments makes no other difference.
// others are what else lies in a folder and may be a sheet or hold one: see [Unread].
func Expand(paths []string) (files, others []string, list diag.List) { return expand(paths, system) }

func expand(paths []string, on disk) (files, others []string, list diag.List) {
	e := expansion{disk: on, seen: map[string]bool{}}
	for _, path := range paths {
		e.add(path, true)
	}
	slices.Sort(e.files)
	slices.Sort(e.others)
	isKnown := func(other string) bool { // as one that is read, or that comes under another name
		real := e.identity(other)
		known := e.seen[real]
		e.seen[real] = true
		return known
	}
	return e.files, slices.DeleteFunc(e.others, isKnown), e.list
}

// disk is what is asked of the file system, so that tests can make one up.
type disk struct {
	name  string // of the operating system
	stat  func(path string) (fs.FileInfo, error)
	glob  func(pattern string) ([]string, error)
	walk  func(folder string, visit fs.WalkDirFunc) error
	links func(path string) (string, error) // resolved
}

var system = disk{runtime.GOOS, os.Stat, filepath.Glob, filepath.WalkDir, filepath.EvalSymlinks}

type expansion struct {
	disk
	files  []string
	seen   map[string]bool // the same files by their identity
	others []string
	list   diag.List
}

func (e *expansion) add(path string, mayBePattern bool) {
	at := diag.Position{File: path}
	info, err := e.stat(path)
	if err != nil && mayBePattern && strings.ContainsAny(path, "*?[") {
		matches, _ := e.glob(pattern(path, e.exists, e.name)) // a malformed pattern matches nothing
		if len(matches) == 0 {
			e.list.Add(diag.CannotOpen.At(at, mistyped(path, msg.CauseNoMatch)))
		}
		for _, match := range matches {
			e.add(match, false)
		}
		return
	}
	switch {
	case err != nil:
		e.list.Add(diag.CannotOpen.At(at, whyNot(path, err)))
	case info.IsDir():
		e.folder(path)
	default:
		e.file(path)
	}
}

// pattern is a path as a pattern for [filepath.Glob]. A folder on the way that is
// there stands for itself, whatever signs its name has. On Windows, where only * and ?
// are signs and a name is the same in capitals and in small letters, so it is in a
// pattern.
func pattern(path string, exists func(path string) bool, system string) string {
	signs := strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]")
	isSeparator := func(r rune) bool { return r == '/' || r == '\\' && system == "windows" }
	done := len(filepath.VolumeName(path))
	result := path[:done]
	for done < len(path) {
		next := strings.IndexFunc(path[done+1:], isSeparator) + done + 1
		if next == done {
			next = len(path)
		}
		part := path[done:next]
		switch {
		case exists(path[:next]):
			part = signs.Replace(part)
		case system == "windows":
			part = inAnyCase(part)
		}
		result, done = result+part, next
	}
	return result
}

// inAnyCase is a pattern of * and ? that matches letters in either case.
func inAnyCase(pattern string) string {
	var b strings.Builder
	for _, r := range pattern {
		switch upper, lower := unicode.ToUpper(r), unicode.ToLower(r); {
		case upper != lower:
			b.WriteString("[" + string(upper) + string(lower) + "]")
		case r == '[':
			b.WriteString("[[]")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (on disk) exists(path string) bool {
	_, err := on.stat(path)
	return err == nil
}

// OtherDash reports whether an argument begins as options do, but with a dash that a
// word processor or a Chinese keyboard makes of a hyphen.
func OtherDash(arg string) bool {
	first, _ := utf8.DecodeRuneInString(arg)
	return strings.ContainsRune("－—–", first)
}

// whyNot is why a path cannot be opened.
func whyNot(path string, err error) any {
	why := oserror.Describe(err)
	if errors.Is(err, fs.ErrNotExist) {
		return mistyped(path, why)
	}
	return why
}

// mistyped is why a path is not there: it may be written with marks of another keyboard.
func mistyped(path string, otherwise any) any {
	switch {
	case OtherDash(path):
		return msg.CauseDash
	case otherQuotes(path):
		return msg.CauseQuotes
	}
	return otherwise
}

// otherQuotes reports whether a path begins or ends with a quotation mark other than that
// of the keyboard, which the shell takes for a part of the path.
func otherQuotes(path string) bool {
	first, _ := utf8.DecodeRuneInString(path)
	last, _ := utf8.DecodeLastRuneInString(path)
	return strings.ContainsRune("“‘「『《＂", first) || strings.ContainsRune("”’」』》＂", last)
}

// file adds a file, unless it is there already. It reports false for a lock
// file, which is no input.
func (e *expansion) file(path string) bool {
	if isLock(path) {
		return false
	}
	// Reading a pipe or a device may never end.
	if info, err := e.stat(path); err != nil || !info.Mode().IsRegular() {
		reason := any(msg.CauseNotRegular)
		if err != nil {
			reason = oserror.Describe(err)
		}
		e.list.Add(diag.CannotOpen.At(diag.Position{File: path}, reason))
		return true
	}
	if real := e.identity(path); !e.seen[real] {
		e.seen[real], e.files = true, append(e.files, path)
	}
	return true
}
