package atomicfile

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// File is a file that is to be written.
type File struct {
	Path  string
	Data  []byte
	Found State // what was there when it was judged, and alone may be replaced
	Keep  bool  // what was there is kept, unless it is the same
}

// KeptFolder is the folder beside a file in which its earlier content is kept.
const KeptFolder = "旧版（qeval）"

// Kept is where the content is that a file had before.
type Kept struct {
	Path, At  string
	Abandoned bool // by a program that was killed
}

// Error says which file could not be written, and why.
type Error struct {
	Path string
	Err  error
	Kept []Kept // what could not be undone
}

func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// ErrChanged is that what is at a path is not what was judged.
var ErrChanged = errors.New("the file has changed meanwhile")

// Files writes files, all of them or none, and makes the folders that are not
// there. A link stays a link, and a file keeps its permissions. before is called
// before each step that changes something on the disk, and an error of it ends the
// writing as that of any step does. The error is an *[Error].
func Files(files []File, before func() error) ([]Kept, error) { return system.files(files, before) }

func (d disk) files(files []File, before func() error) ([]Kept, error) {
	w := writing{disk: d, before: before}
	failed := w.write(files)
	kept := w.end(failed == nil)
	if failed == nil {
		return kept, nil
	}
	failed.Kept = kept
	return nil, failed
}

// writing is what has been done so far, so that it can be undone.
type writing struct {
	disk
	before func() error
	works  []*work
	files  []replacement
	made   []string // folders, the outer ones first
}

// replacement is a file that is written beside its target before it takes its
// place.
type replacement struct {
	File
	target   string // the path, or what it is a link to
	work     *work
	new      string
	ours     State // of the new content
	replaced bool
	out      string // what stood in its place, if something did
	kept     string // where that was moved to
}

// write prepares all files before it replaces the first.
func (w *writing) write(files []File) *Error {
	for i, f := range files {
		r := replacement{File: f, ours: StateOf(f.Data)}
		if err := w.prepare(&r, strconv.Itoa(i)); err != nil {
			return &Error{Path: f.Path, Err: err}
		}
		w.files = append(w.files, r)
	}
	for _, do := range []func(*replacement) error{w.list, w.replace, w.keep} {
		for i := range w.files {
			err := do(&w.files[i])
			var failed *Error
			switch {
			case errors.As(err, &failed):
				return failed
			case err != nil:
				return &Error{Path: w.files[i].Path, Err: err}
			}
		}
	}
	return nil
}

// steps does one thing after the other, up to the first that fails.
func (w *writing) steps(do ...func() error) error {
	for _, step := range do {
		if err := w.before(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (w *writing) prepare(r *replacement, name string) error {
	r.target = r.Path
	if real, err := filepath.EvalSymlinks(r.Path); err == nil {
		r.target = real
	}
	folder := filepath.Dir(r.target)
	err := w.makeFolder(folder)
	if err != nil {
		return err
	}
	if r.work, err = w.workIn(folder); err != nil {
		return err
	}
	r.work.Files = append(r.work.Files, taking{name, filepath.Base(r.target), r.ours.sum[:]})
	r.new = filepath.Join(r.work.folder, name)
	return w.create(r.new, func(file *os.File) error {
		_, err := file.Write(r.Data)
		return err
	}, r.target)
}

// folderMode leaves it to the system's mask who may write into a new folder: in one that
// several people share, all of them.
const folderMode = 0o777

func (w *writing) makeFolder(folder string) error {
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := w.makeFolder(filepath.Dir(folder)); err != nil {
		return err
	}
	return w.steps(func() error {
		err := os.Mkdir(folder, folderMode)
		if errors.Is(err, fs.ErrExist) {
			return nil // another run has made it meanwhile
		}
		if err == nil {
			w.made = append(w.made, folder)
		}
		return err
	})
}

// workIn is the work folder in a folder.
func (w *writing) workIn(folder string) (*work, error) {
	if i := slices.IndexFunc(w.works, func(k *work) bool { return filepath.Dir(k.folder) == folder }); i >= 0 {
		return w.works[i], nil
	}
	var k *work
	err := w.steps(func() (err error) {
		k, err = newWork(folder)
		return err
	})
	if err == nil {
		w.works = append(w.works, k)
	}
	return k, err
}

// create makes a file, which whoever can read the target can read too, and waits
// until the disk has it: a rename may get there before the content does.
func (w *writing) create(name string, fill func(*os.File) error, target string) error {
	var file *os.File
	err := w.steps(func() (err error) {
		file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		return err
	})
	if err != nil {
		return err
	}
	err = w.steps(
		func() error {
			if info, err := os.Stat(target); err == nil {
				os.Chmod(name, info.Mode().Perm()) // not every disk knows permissions
			}
			return nil
		},
		func() error { return fill(file) },
		file.Sync,
	)
	return errors.Join(err, file.Close())
}

// list writes down in the work folder of a file what is to be taken out of its place,
// so that a later run can tell it from what is not finished.
func (w *writing) list(r *replacement) error {
	if r.work.listed {
		return nil
	}
	r.work.listed = true
	data, err := json.Marshal(r.work.Files)
	if err != nil {
		return err
	}
	return w.create(filepath.Join(r.work.folder, listName), func(file *os.File) error {
		_, err := file.Write(data)
		return err
	}, "")
}

// end clears up, and returns what is kept. Unless all went well everything is again as
// it was, and only what could not be put back is kept.
func (w *writing) end(well bool) (kept []Kept) {
	if well {
		kept = w.keepSaved()
	} else {
		kept = w.undo()
	}
	for _, k := range w.works {
		k.remove()
		if well {
			kept = append(kept, w.sweep(filepath.Dir(k.folder))...)
		}
	}
	if !well {
		for _, folder := range slices.Backward(w.made) {
			remove(folder)
		}
	}
	return kept
}
