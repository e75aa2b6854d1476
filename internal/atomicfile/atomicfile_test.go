package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// standing is a folder with earlier files, one of them behind a link.
func standing(t testing.TB) string {
	folder := t.TempDir()
	for name, mode := range map[string]os.FileMode{"report.xlsx": 0o640, "far/circular.xlsx": 0o600, "bystander.txt": 0o644} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("old "+name), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join("far", "circular.xlsx"), filepath.Join(folder, "link.xlsx")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// newer is what is to be written there: over a file, through a link, and into
// folders that are to be made.
func newer(folder string) []File {
	var files []File
	for _, name := range []string{"report.xlsx", "link.xlsx", "feedback/east/a.xlsx", "feedback/b.xlsx"} {
		files = append(files, File{filepath.Join(folder, name), []byte("new " + name)})
	}
	return files
}

// tree is what is in a folder: permissions, and content or where a link leads.
func tree(t testing.TB, folder string) map[string]string {
	found := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		content := ""
		switch {
		case entry.Type() == fs.ModeSymlink:
			content, err = os.Readlink(path)
		case entry.Type().IsRegular():
			var data []byte
			data, err = os.ReadFile(path)
			content = string(data)
		}
		name, _ := filepath.Rel(folder, path)
		found[filepath.ToSlash(name)] = fmt.Sprint(info.Mode(), " ", content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func never() error { return nil }

var written = map[string]string{
	".": "drwxr-xr-x ", "far": "drwxr-xr-x ", "feedback": "drwxr-xr-x ", "feedback/east": "drwxr-xr-x ",
	"report.xlsx": "-rw-r----- new report.xlsx", "link.xlsx": "Lrwxrwxrwx far/circular.xlsx", "far/circular.xlsx": "-rw------- new link.xlsx",
	"feedback/east/a.xlsx": "-rw-r--r-- new feedback/east/a.xlsx", "feedback/b.xlsx": "-rw-r--r-- new feedback/b.xlsx",
	"bystander.txt": "-rw-r--r-- old bystander.txt",
}

// afterSteps is a before that does something at the step of a number, which is
// zero-based.
func afterSteps(n int, do func() error) func() error {
	return func() error {
		if n--; n < 0 {
			return do()
		}
		return nil
	}
}

// TestEveryFaultLeavesEverythingAsItWas: each step fails in turn, until none does.
// Nothing is left behind.
func TestEveryFaultLeavesEverythingAsItWas(t *testing.T) {
	fault := errors.New("the disk is full")
	for n := 0; ; n++ {
		folder := standing(t)
		before := tree(t, folder)
		err := Files(newer(folder), afterSteps(n, func() error { return fault }))
		if err == nil {
			if got := tree(t, folder); !maps.Equal(got, written) {
				t.Errorf("%q", got)
			}
			t.Logf("%d steps", n)
			if n < 25 {
				t.Error("so few")
			}
			return
		}
		var failed *Error
		if !errors.As(err, &failed) || !errors.Is(err, fault) || !strings.HasPrefix(failed.Path, folder) || failed.Kept != nil {
			t.Errorf("step %d: %v", n, err)
		}
		if got := tree(t, folder); !maps.Equal(got, before) {
			t.Errorf("step %d leaves %q", n, got)
		}
	}
}

// dying tells a copy of the test at which step to die, and where.
const dying = "REPLACE_DYING"

func TestMain(m *testing.M) {
	step, folder, ok := strings.Cut(os.Getenv(dying), " ")
	if !ok {
		os.Exit(m.Run())
	}
	n, _ := strconv.Atoi(step)
	err := Files(newer(folder), afterSteps(n, func() error {
		self, _ := os.FindProcess(os.Getpid())
		self.Kill()
		select {}
	}))
	if err != nil {
		os.Exit(failed)
	}
}

// failed is the exit status of one that does not die but fails.
const failed = 3

// TestKilledAtEveryStep leaves each file as it was or as it is to be, and the next
// run removes what is left.
func TestKilledAtEveryStep(t *testing.T) {
	kills := 0
	for n := 0; ; n++ {
		folder := standing(t)
		old := tree(t, folder)
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), fmt.Sprint(dying, "=", n, " ", folder))
		err := child.Run()
		if err == nil {
			break
		}
		if child.ProcessState.ExitCode() == failed {
			t.Fatal("the files cannot be written")
		}
		kills++
		for name, content := range tree(t, folder) {
			if !strings.Contains(name, ".qeval-") && content != old[name] && content != written[name] {
				t.Errorf("killed at step %d: %s is %q", n, name, content)
			}
		}
		if err := Files(newer(folder), never); err != nil {
			t.Error(err)
		}
		if got := tree(t, folder); !maps.Equal(got, written) {
			t.Errorf("killed at step %d, and then run again: %q", n, got)
		}
	}
	t.Logf("%d kills", kills)
	if kills < 25 {
		t.Error("so few")
	}
}

// TestARunningOneIsLeftAlone: at each step of one run, another runs to its end.
func TestARunningOneIsLeftAlone(t *testing.T) {
	for n := range 30 {
		folder := standing(t)
		err := Files(newer(folder), afterSteps(n, once(func() error { return Files(newer(folder), never) })))
		if err != nil {
			t.Errorf("step %d: %v", n, err)
		}
		if got := tree(t, folder); !maps.Equal(got, written) {
			t.Errorf("step %d: %q", n, got)
		}
	}
}

// TestManyAtOnce get in nobody's way.
func TestManyAtOnce(t *testing.T) {
	folder := standing(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if err := Files(newer(folder), never); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if got := tree(t, folder); !maps.Equal(got, written) {
		t.Errorf("%q", got)
	}
}

// once does something the first time only.
func once(do func() error) func() error {
	done := false
	return func() error {
		if done {
			return nil
		}
		done = true
		return do()
	}
}

// TestWhatIsNoWorkFolderStays, whatever it looks like.
func TestWhatIsNoWorkFolderStays(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	make := func(path string) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const name = ".qeval-0123456789abcdef.tmp"
	make(filepath.Join(elsewhere, lockName))
	make(filepath.Join(elsewhere, "precious"))
	if err := os.Symlink(elsewhere, filepath.Join(folder, name)); err != nil {
		t.Fatal(err)
	}
	make(filepath.Join(folder, ".qeval-mine.tmp", lockName))
	make(filepath.Join(folder, ".qeval-1123456789abcdef.tmp", "0.old")) // kept, as it has no lock
	make(filepath.Join(folder, ".qeval-2123456789abcdef.tmp", lockName, "deeper"))
	if err := os.Mkdir(filepath.Join(folder, ".qeval-3123456789abcdef.tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Files([]File{{filepath.Join(folder, "a.xlsx"), nil}}, never); err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(maps.Keys(tree(t, folder)))
	want := []string{".", name, ".qeval-1123456789abcdef.tmp", ".qeval-1123456789abcdef.tmp/0.old",
		".qeval-2123456789abcdef.tmp", ".qeval-2123456789abcdef.tmp/lock", ".qeval-2123456789abcdef.tmp/lock/deeper",
		".qeval-mine.tmp", ".qeval-mine.tmp/lock", "a.xlsx"}
	if !slices.Equal(got, want) || len(tree(t, elsewhere)) != 3 {
		t.Errorf("%q", got)
	}
}

// TestWhatCannotBeUndoneIsKept: at the last step the target that was replaced first
// has become a folder that is not empty.
func TestWhatCannotBeUndoneIsKept(t *testing.T) {
	folder := t.TempDir()
	first, last := filepath.Join(folder, "first.xlsx"), filepath.Join(folder, "last.xlsx")
	if err := os.WriteFile(first, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	fault := errors.New("no more")
	err := Files([]File{{first, []byte("new")}, {last, nil}}, func() error {
		if data, _ := os.ReadFile(first); string(data) != "new" {
			return nil
		}
		return errors.Join(fault, os.Remove(first), os.MkdirAll(filepath.Join(first, "x"), 0o755))
	})
	var failed *Error
	if !errors.As(err, &failed) || failed.Path != last || len(failed.Kept) != 1 || failed.Kept[0].Path != first {
		t.Fatalf("%+v", failed)
	}
	for range 2 { // also after the next run
		if data, err := os.ReadFile(failed.Kept[0].At); string(data) != "old" {
			t.Errorf("%q, %v", data, err)
		}
		if err := Files([]File{{last, nil}}, never); err != nil {
			t.Error(err)
		}
	}
}

// TestADiskWithoutLinks has copies instead.
func TestADiskWithoutLinks(t *testing.T) {
	for n := 0; ; n++ {
		folder := standing(t)
		before := tree(t, folder)
		fault := errors.New("fault")
		w := writing{before: afterSteps(n, func() error { return fault }), link: func(string, string) error { return errors.ErrUnsupported }}
		failed := w.write(newer(folder))
		kept := w.end(failed == nil)
		if failed == nil {
			return
		}
		if got := tree(t, folder); kept != nil || !maps.Equal(got, before) {
			t.Errorf("step %d: %v, %q", n, kept, got)
		}
	}
}

// TestErrorsOfTheSystem: what a target may be that cannot be written over.
func TestErrorsOfTheSystem(t *testing.T) {
	folder := standing(t)
	if err := os.Mkdir(filepath.Join(folder, "folder.xlsx"), 0o755); err != nil {
		t.Fatal(err)
	}
	before := tree(t, folder)
	for _, name := range []string{"folder.xlsx", "report.xlsx/a.xlsx", "made/\x00.xlsx", "made/" + strings.Repeat("x", 300)} {
		files := append(newer(folder), File{filepath.Join(folder, filepath.FromSlash(name)), nil})
		var failed *Error
		if err := Files(files, never); !errors.As(err, &failed) || failed.Path != files[4].Path {
			t.Errorf("%s: %v", name, err)
		}
		if got := tree(t, folder); !maps.Equal(got, before) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
