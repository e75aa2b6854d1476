package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/gofrs/flock"
)

// work is a folder beside the targets, for what is not finished. Its lock tells
// other runs that somebody works in it.
type work struct {
	folder string
	lock   *flock.Flock
	kept   []string // what is not to be removed
}

// lockName is the file that is locked. It is the first in a work folder and the
// last, so that one that has others and no lock was left so on purpose.
const lockName = "lock"

var workName = regexp.MustCompile(`^\.qeval-[0-9a-f]{16}\.tmp$`)

// ErrBusy is that other runs have taken away every work folder.
var ErrBusy = errors.New("no work folder could be had")

// newWork makes a work folder. Until it is locked, another run may take it for an
// abandoned one.
func newWork(folder string) (*work, error) {
	for range 10 {
		name := filepath.Join(folder, fmt.Sprintf(".qeval-%016x.tmp", rand.Uint64()))
		if err := os.Mkdir(name, 0o755); err != nil {
			return nil, err
		}
		w := &work{folder: name, lock: flock.New(filepath.Join(name, lockName))}
		ok, err := w.lock.TryLock()
		var cannotMake *fs.PathError
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case errors.As(err, &cannotMake):
			w.remove()
			return nil, err
		case err != nil: // there are no locks on this disk: no other run can have it, nor clear up
			return w, nil
		}
		if _, err := os.Stat(w.lock.Path()); ok && err == nil {
			return w, nil
		}
		w.remove()
	}
	return nil, ErrBusy
}

// remove removes the work folder, but for what is kept. If Windows does not let
// something go yet, because it is a second name of a file that another program has
// open, the lock stays there too, so that a later run takes the folder for abandoned.
func (w *work) remove() {
	entries, _ := os.ReadDir(w.folder)
	held := false
	for _, entry := range entries {
		if path := filepath.Join(w.folder, entry.Name()); entry.Name() != lockName && !slices.Contains(w.kept, path) {
			held = remove(path) != nil || held
		}
	}
	if held && len(w.kept) == 0 {
		w.lock.Close()
		return
	}
	// While it is locked, so that no other run gets it; but Windows removes no file
	// that is open.
	if os.Remove(w.lock.Path()) != nil {
		w.lock.Close()
		remove(w.lock.Path())
	}
	w.lock.Close()
	remove(w.folder)
}

// sweep removes the work folders that killed runs have left in a folder.
func sweep(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if !entry.IsDir() || !workName.MatchString(entry.Name()) {
			continue
		}
		name := filepath.Join(folder, entry.Name())
		left := &work{folder: name, lock: flock.New(filepath.Join(name, lockName), flock.SetFlag(os.O_RDWR))}
		switch ok, err := left.lock.TryLock(); {
		case ok:
			left.remove()
		case errors.Is(err, fs.ErrNotExist):
			remove(name) // which it lets happen if it is empty
		}
	}
}
