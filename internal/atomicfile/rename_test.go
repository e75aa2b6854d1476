package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestPatience is for what passes, on Windows, and it ends.
func TestPatience(t *testing.T) {
	held := &os.LinkError{Op: "rename", Err: syscall.Errno(32)}
	for _, c := range []struct {
		name, system string
		err          error
		failures     int
		tries        int
	}{
		{"nothing is wrong", "windows", nil, 0, 1},
		{"it passes", "windows", held, 3, 4},
		{"it is denied, and passes", "windows", &os.PathError{Err: syscall.Errno(5)}, 1, 2},
		{"it stays", "windows", held, 100, 11},
		{"something else", "windows", syscall.Errno(112), 100, 1},
		{"no number", "windows", errors.New("x"), 100, 1},
		{"another system", "linux", syscall.Errno(5), 100, 1},
	} {
		tries, waited := 0, time.Duration(0)
		err := patiently(func() error {
			if tries++; tries <= c.failures {
				return c.err
			}
			return nil
		}, c.system, func(pause time.Duration) { waited += pause })
		if tries != c.tries || (err != nil) != (c.failures >= tries) || waited > 2*time.Second {
			t.Errorf("%s: %d tries, waited %v: %v", c.name, tries, waited, err)
		}
	}
}

// TestWhatCannotBeRemovedYet is removed by a later run; what could not be put back is
// kept by it.
func TestWhatCannotBeRemovedYet(t *testing.T) {
	for _, stays := range []bool{false, true} {
		folder := t.TempDir()
		w, err := newWork(folder)
		if err != nil {
			t.Fatal(err)
		}
		held, list := filepath.Join(w.folder, "held"), `[{"File": "0", "Target": "a.xlsx"}]`
		if err := errors.Join(os.MkdirAll(filepath.Join(held, "open"), 0o755), os.WriteFile(filepath.Join(w.folder, "0"), []byte("old"), 0o644),
			os.WriteFile(filepath.Join(w.folder, listName), []byte(list), 0o644)); err != nil {
			t.Fatal(err)
		}
		w.stays = stays
		w.remove()
		if err := os.Remove(filepath.Join(held, "open")); err != nil {
			t.Fatal(err)
		}
		kept := system.sweep(folder)
		if _, err := os.Stat(w.folder); err == nil {
			t.Error("it is still there")
		}
		data, _ := os.ReadFile(filepath.Join(folder, KeptFolder, "a(1).xlsx"))
		if (string(data) == "old") != stays || (len(kept) == 1) != stays {
			t.Errorf("it stays %v: %v, %q", stays, kept, data)
		}
	}
}
