package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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

// TestAnExchangeThatIsHalfDone: Windows gives the old file another name, and may get no
// further. What stood there is in its place again, or kept, or replaced as it was to be.
func TestAnExchangeThatIsHalfDone(t *testing.T) {
	halves := errors.New("the new file could not be moved")
	for _, c := range []struct {
		name string
		both bool // the new file has taken its place
		want string
	}{{"one half", false, "old"}, {"both but the last name", true, "new"}} {
		folder := t.TempDir()
		path := filepath.Join(folder, "a.xlsx")
		if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		d := system
		d.exchange = func(one, other string) error {
			if _, err := os.Stat(other); err != nil {
				return err
			}
			if err := os.Rename(other, one+outSuffix); err != nil {
				return err
			}
			if !c.both {
				return halves
			}
			return os.Rename(one, other)
		}
		kept, err := d.files([]File{{Path: path, Data: []byte("new"), Found: StateOf([]byte("old")), Keep: true}}, never)
		content, readErr := os.ReadFile(path)
		if string(content) != c.want || readErr != nil || errors.Is(err, halves) == c.both {
			t.Errorf("%s: %q, %v, %v", c.name, content, readErr, err)
		}
		if c.both {
			if len(kept) != 1 {
				t.Fatalf("%s: %v", c.name, kept)
			}
			if content, err := os.ReadFile(kept[0].At); string(content) != "old" {
				t.Errorf("%s: %q is kept: %v", c.name, content, err)
			}
		}
		entries, err := os.ReadDir(folder)
		if want := map[bool]int{false: 1, true: 2}[c.both]; len(entries) != want || err != nil { // nothing but the file and what is kept
			t.Errorf("%s leaves %v", c.name, entries)
		}
	}
}

// TestNothingIsWrittenIsNoSuccess: something stood there for a moment.
func TestNothingIsWrittenIsNoSuccess(t *testing.T) {
	d := system
	d.moveNew = func(string, string) error { return fs.ErrExist }
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if _, err := d.files([]File{{Path: path, Data: []byte("new")}}, never); !errors.Is(err, ErrChanged) {
		t.Error(err)
	}
}

// TestALongNameIsKept under as much of it as there is room for, cut between characters.
func TestALongNameIsKept(t *testing.T) {
	folder := t.TempDir()
	name := strings.Repeat("长", 82) + ".xlsx" // 251 bytes
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Skip(err) // the disk takes none as long
	}
	kept, err := Files([]File{{Path: path, Data: []byte("new"), Found: StateOf([]byte("old")), Keep: true}}, never)
	if err != nil || len(kept) != 1 || !strings.HasSuffix(kept[0].At, "长(1).xlsx") || filepath.Base(filepath.Dir(kept[0].At)) != KeptFolder {
		t.Error(kept, err)
	}
}
