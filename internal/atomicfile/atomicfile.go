package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// File is a file that is to be written.
type File struct {
	Path string
	Data []byte
}

// Error says which file could not be written, and why.
type Error struct {
	Path string
	Err  error
	Kept []Kept // what could not be undone
}

// Kept is where the content is that a file had before, if it could not be put back.
type Kept struct{ Path, At string }

func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Files writes files, all of them or none, and makes the folders that are not
// there. A link stays a link, and a file keeps its permissions. before is called
// before each step that changes something on the disk, and an error of it ends the
// writing as that of any step does. The error is an *[Error].
func Files(files []File, before func() error) error {
	w := writing{before: before, link: os.Link}
	failed := w.write(files)
	kept := w.end(failed == nil)
	if failed == nil {
		return nil
	}
	failed.Kept = kept
	return failed
}

// writing is what has been done so far, so that it can be undone.
type writing struct {
	before func() error
	link   func(old, new string) error
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
	old      string // the target as it was, if it was there and others are written too
	replaced bool
}

// write prepares all files before it replaces the first.
func (w *writing) write(files []File) *Error {
	for i, f := range files {
		r := replacement{File: f}
		if err := w.prepare(&r, strconv.Itoa(i)); err != nil {
			return &Error{Path: f.Path, Err: err}
		}
		w.files = append(w.files, r)
	}
	for i := range w.files {
		if err := w.replace(&w.files[i]); err != nil {
			return &Error{Path: w.files[i].Path, Err: err}
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
	r.new = filepath.Join(r.work.folder, name)
	return w.create(r.new, func(file *os.File) error {
		_, err := file.Write(r.Data)
		return err
	}, r.target)
}

func (w *writing) makeFolder(folder string) error {
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := w.makeFolder(filepath.Dir(folder)); err != nil {
		return err
	}
	return w.steps(func() error {
		err := os.Mkdir(folder, 0o755)
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

func (w *writing) replace(r *replacement) error {
	if len(w.files) > 1 { // there is something to be undone only if another one fails
		if err := w.keep(r); err != nil {
			return err
		}
	}
	return w.steps(func() error {
		err := rename(r.new, r.target)
		r.replaced = err == nil
		return err
	})
}

// keep gives the target, if there is one, a second name, or copies it where the
// disk knows no such thing.
func (w *writing) keep(r *replacement) error {
	target, err := os.Open(r.target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer target.Close()
	old, linked := r.new+".old", false
	err = w.steps(func() error {
		linked = w.link(r.target, old) == nil
		return nil
	})
	if err == nil && !linked {
		err = w.create(old, func(file *os.File) error {
			_, err := io.Copy(file, target)
			return err
		}, r.target)
	}
	if err == nil {
		r.old = old
	}
	return err
}

// end clears up. Unless all went well everything is again as it was, but for what
// it returns.
func (w *writing) end(well bool) (kept []Kept) {
	if !well {
		kept = w.undo()
	}
	for _, k := range w.works {
		k.remove()
		if well {
			sweep(filepath.Dir(k.folder))
		}
	}
	if !well {
		for _, folder := range slices.Backward(w.made) {
			remove(folder)
		}
	}
	return kept
}

func (w *writing) undo() (kept []Kept) {
	for _, r := range slices.Backward(w.files) {
		switch {
		case !r.replaced:
		case r.old == "":
			remove(r.target)
		case rename(r.old, r.target) != nil:
			r.work.kept = append(r.work.kept, r.old)
			kept = append(kept, Kept{r.Path, r.old})
		}
	}
	return kept
}
