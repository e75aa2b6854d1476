package atomicfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"

	"github.com/gofrs/flock"
)

// work is a folder beside the targets, for what is not finished. Its lock tells
// other runs that somebody works in it.
type work struct {
	folder string
	lock   *flock.Flock
	Files  []taking
	listed bool // they are written down in it
	stays  bool // it holds what could be put nowhere else
}

// taking is a file of a work folder, which is exchanged with a target beside the folder.
// If there is something else in it, then that was taken out of its place.
type taking struct {
	File, Target string
	Sum          []byte // of the new content
}

// The names of what else is in a work folder. lockName is the file that is locked: the
// first in a work folder and the last. listName has the takings. What has outSuffix was
// in a target's place where the two could not be exchanged at once.
const (
	lockName  = "lock"
	listName  = "files"
	outSuffix = ".old"
)

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

// remove removes the work folder. If Windows does not let something go yet, because it is
// a second name of a file that another program has open, the lock stays there too, so that
// a later run takes the folder for abandoned. So it does with one that is to stay.
func (w *work) remove() {
	entries, _ := os.ReadDir(w.folder)
	held := w.stays
	for _, entry := range entries {
		if entry.Name() != lockName && !w.stays {
			held = remove(filepath.Join(w.folder, entry.Name())) != nil || held
		}
	}
	if held {
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

// sweep removes the work folders that killed runs have left in a folder, and keeps what
// they had taken out of its place.
func (d disk) sweep(folder string) (kept []Kept) {
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if !entry.IsDir() || !workName.MatchString(entry.Name()) {
			continue
		}
		name := filepath.Join(folder, entry.Name())
		left := &work{folder: name, lock: flock.New(filepath.Join(name, lockName), flock.SetFlag(os.O_RDWR))}
		switch ok, err := left.lock.TryLock(); {
		case ok:
			kept = append(kept, d.rescue(left)...)
			left.remove()
		case errors.Is(err, fs.ErrNotExist):
			remove(name) // which it lets happen if it is empty
		}
	}
	return kept
}

// rescue keeps what was taken out of its place and not put back. What cannot be kept
// stays. Before there is a list nothing is taken, and what is in place too is not lost.
func (d disk) rescue(left *work) (kept []Kept) {
	data, err := os.ReadFile(filepath.Join(left.folder, listName))
	if err != nil || json.Unmarshal(data, &left.Files) != nil {
		left.stays = err != nil && !errors.Is(err, fs.ErrNotExist)
		return nil
	}
	for _, t := range left.Files {
		target := filepath.Join(filepath.Dir(left.folder), filepath.Base(t.Target))
		for _, suffix := range []string{"", outSuffix} {
			path := filepath.Join(left.folder, filepath.Base(t.File)+suffix)
			_, found, err := Look(path, 0)
			if err == nil && (!found.there || bytes.Equal(found.sum[:], t.Sum) || is(target, found)) {
				continue
			}
			os.Mkdir(keptFolder(target), folderMode)
			at, err := d.keepAs(path, target)
			if err != nil { // it is told where it is, and stays there
				left.stays, at = true, path
			}
			kept = append(kept, Kept{Path: target, At: at, Abandoned: true})
		}
	}
	return kept
}
