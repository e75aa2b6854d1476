package intake

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"qeval/internal/atomicfile"
	"qeval/internal/diag"
	"qeval/internal/oserror"
)

// notLookedInto are folders that systems and programs make, for what somebody has thrown
// away, for copies or for themselves; so does this one.
var notLookedInto = [...]string{"$RECYCLE.BIN", "System Volume Information", "__MACOSX", "lost+found", "@eaDir", atomicfile.KeptFolder}

// lookedInto reports whether there may be sheets in a folder of this name that nobody has
// named. Some systems write the same name in capitals or in small letters, and a stick
// goes from one to the other.
func lookedInto(folder string) bool {
	isIt := func(other string) bool { return strings.EqualFold(folder, other) }
	return !strings.HasPrefix(folder, ".") && !slices.ContainsFunc(notLookedInto[:], isIt)
}

// isLock reports whether path is the lock file that an office program keeps
// beside a workbook that is open.
func isLock(path string) bool { return strings.HasPrefix(filepath.Base(path), "~$") }

// isCompanion reports whether a file of this name is one that a program or a system keeps
// beside another, under its name: a lock file, or what a Mac knows of the other.
func isCompanion(name string) bool {
	return isLock(name) || strings.HasPrefix(name, ".~") || strings.HasPrefix(name, "._")
}

// folder adds the sheets in a folder and below it.
func (e *expansion) folder(root string) {
	found := false
	named := root + string(filepath.Separator) // which makes a link to a folder that folder
	isRoot := func(path string) bool { return filepath.Clean(path) == filepath.Clean(named) }
	e.walk(named, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && isRoot(path):
			found = true // or not, who knows
			e.list.Add(diag.CannotOpen.At(diag.Position{File: root}, oserror.Describe(err)))
		case err != nil:
			e.list.Add(diag.FolderUnread.At(diag.Position{File: path}, oserror.Describe(err)))
		case entry.IsDir():
			if !isRoot(path) && !lookedInto(entry.Name()) {
				return fs.SkipDir
			}
		case isCompanion(entry.Name()):
		case isSheet(path):
			found = e.file(path) || found
		case formatOf(path) != nil:
			e.others = append(e.others, path)
		}
		return nil
	})
	if !found {
		e.list.Add(diag.NothingToRead.At(diag.Position{File: root}))
	}
}

// suffix is a file's suffix in small letters.
func suffix(path string) string { return strings.ToLower(filepath.Ext(path)) }

// isSheet reports whether a file has the suffix of a workbook that can be read: one that
// may have macros, which are not looked at, and a template are no different.
func isSheet(path string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm", ".xltx", ".xltm"}, suffix(path))
}
