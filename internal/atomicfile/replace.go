package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// replace puts the new file into its place, and looks at what stood there.
func (w *writing) replace(r *replacement) error {
	if !r.Found.there {
		return w.place(r)
	}
	err := w.steps(func() error {
		err := w.exchange(r.new, r.target)
		if out := r.takenOut(); err == nil || out != r.new { // Windows may have done one half
			r.replaced, r.out = true, out
		}
		return err
	})
	if errors.Is(err, errors.ErrUnsupported) {
		err = w.replaceJudged(r)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrChanged
	case err != nil:
		return err
	}
	return r.judge(r.out)
}

// takenOut is where an exchange has left what stood in the place of a file.
func (r *replacement) takenOut() string {
	if out := r.new + outSuffix; exists(out) {
		return out
	}
	return r.new
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// judge reports whether a file is what may be replaced. Nobody misses what is the same
// as the new one: another run was faster.
func (r *replacement) judge(path string) error {
	_, found, err := Look(path, 0)
	if err == nil && found != r.Found && found != r.ours {
		return ErrChanged
	}
	return err
}

// place puts a file where there was none, and where there is none now.
func (w *writing) place(r *replacement) error {
	err := w.steps(func() error {
		err := w.disk.place(r.new, r.target)
		r.replaced = err == nil
		return err
	})
	if errors.Is(err, fs.ErrExist) {
		if is(r.target, r.ours) { // another run was faster
			return nil
		}
		return ErrChanged
	}
	return err
}

// replaceJudged is for disks that exchange nothing. The target has a second name, or
// where the disk knows no such thing a copy, before the new file is renamed over it.
func (w *writing) replaceJudged(r *replacement) error {
	target, err := os.Open(r.target)
	if err != nil {
		return err
	}
	defer target.Close()
	out, linked := r.new+outSuffix, false
	err = w.steps(func() error {
		linked = w.link(r.target, out) == nil
		return nil
	})
	if err == nil && !linked {
		const unfinished = ".part"
		err = w.create(out+unfinished, func(file *os.File) error {
			_, err := io.Copy(file, target)
			return err
		}, r.target)
		if err == nil {
			err = w.steps(func() error { return rename(out+unfinished, out) })
		}
	}
	if err != nil {
		return err
	}
	target.Close() // Windows renames over no file that is open
	return w.steps(func() error {
		err := r.judge(r.target)
		if err == nil {
			err = rename(r.new, r.target)
		}
		if err == nil {
			r.replaced, r.out = true, out
		}
		return err
	})
}

// keep moves what was replaced into the folder for it.
func (w *writing) keep(r *replacement) error {
	if !r.Keep || r.out == "" || is(r.out, r.ours) {
		return nil
	}
	err := w.makeFolder(keptFolder(r.target))
	if err == nil {
		err = w.steps(func() (err error) {
			r.kept, err = w.keepAs(r.out, r.target)
			return err
		})
	}
	if err != nil {
		return &Error{Path: keptFolder(r.target), Err: err}
	}
	return nil
}

// keptFolder is where earlier content of a file is kept.
func keptFolder(target string) string { return filepath.Join(filepath.Dir(target), KeptFolder) }

// keepAs moves a file among those that are kept of a target, under the first number that
// is free. It stays where it is if the same is kept already.
func (d disk) keepAs(file, target string) (string, error) {
	_, content, err := Look(file, 0)
	if err != nil && !isFolder(file) {
		return "", err
	}
	ext := filepath.Ext(target)
	stem := strings.TrimSuffix(filepath.Base(target), ext)
	for n := 1; ; n++ {
		number := fmt.Sprintf("(%d)%s", n, ext)
		at := filepath.Join(keptFolder(target), shortened(stem, maxName-len(number))+number)
		switch err := d.place(file, at); {
		case errors.Is(err, fs.ErrExist) && !is(at, content):
		case err == nil, errors.Is(err, fs.ErrExist):
			return at, nil
		default:
			return "", err
		}
	}
}

// maxName is how many bytes the name of a file may have.
const maxName = 255

// shortened is as much of a name as there is room for.
func shortened(name string, bytes int) string {
	return strings.ToValidUTF8(name[:min(len(name), max(0, bytes))], "")
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// keepAway is for what can be put nowhere else. It stays in the work folder, and that
// stays, if it cannot be kept either.
func (w *writing) keepAway(r *replacement) Kept {
	os.Mkdir(keptFolder(r.target), folderMode)
	at, err := w.keepAs(r.out, r.target)
	if err != nil {
		r.work.stays, at = true, r.out
	}
	return Kept{Path: r.Path, At: at}
}

// keepSaved keeps, beside what is to be, what somebody has saved in a file that was
// replaced, because it was open then.
func (w *writing) keepSaved() (kept []Kept) {
	for i := range w.files {
		r := &w.files[i]
		if r.kept != "" {
			kept = append(kept, Kept{Path: r.Path, At: r.kept})
		}
		if r.out != "" && exists(r.out) && r.judge(r.out) != nil {
			kept = append(kept, w.keepAway(r))
		}
	}
	return kept
}

// undo puts everything back, the last one first.
func (w *writing) undo() (kept []Kept) {
	for i := range slices.Backward(w.files) {
		r := &w.files[i]
		if r.kept != "" {
			if !exists(r.out) && w.disk.place(r.kept, r.out) != nil {
				kept = append(kept, Kept{Path: r.Path, At: r.kept})
				continue
			}
		}
		if r.replaced && !w.putBack(r) {
			kept = append(kept, w.keepAway(r))
		}
	}
	return kept
}

// putBack makes a target what it was before it was replaced, unless somebody has saved
// it since: that stays. It reports whether nothing is left over.
func (w *writing) putBack(r *replacement) bool {
	if r.out == "" {
		return w.takeAway(r)
	}
	err := w.exchange(r.out, r.target)
	switch {
	case err == nil && is(r.out, r.ours):
		return true
	case err == nil:
		w.exchange(r.out, r.target)
	case errors.Is(err, fs.ErrNotExist):
		return w.disk.place(r.out, r.target) == nil
	case errors.Is(err, errors.ErrUnsupported) && is(r.target, r.ours):
		return rename(r.out, r.target) == nil
	}
	return false
}

// takeAway removes a file that is new.
func (w *writing) takeAway(r *replacement) bool {
	if err := w.disk.place(r.target, r.new); err != nil {
		return true // somebody has removed it, or made a folder of it
	}
	if is(r.new, r.ours) {
		return true
	}
	r.out = r.new
	return w.disk.place(r.out, r.target) == nil
}
