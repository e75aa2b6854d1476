package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"qeval/internal/thorough"
)

// standing is a folder with earlier files, one of them behind a link.
func standing(t testing.TB) string {
	folder := t.TempDir()
	for name, mode := range map[string]os.FileMode{"report.xlsx": 0o640, "far/circular.xlsx": 0o600, "provisional.xlsx": 0o644, "bystander.txt": 0o644} {
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

// newer is what is to be written there: over files, one of which is not kept, through a
// link, and into folders that are to be made.
func newer(folder string) []File {
	var files []File
	for _, name := range []string{"report.xlsx", "link.xlsx", "provisional.xlsx", "feedback/east/a.xlsx", "feedback/b.xlsx"} {
		path := filepath.Join(folder, name)
		_, found, err := Look(path, 0)
		if err != nil {
			panic(err)
		}
		files = append(files, File{path, []byte("new " + name), found, name != "provisional.xlsx"})
	}
	return files
}

// write is for tests that do not ask what is kept.
func write(files []File, before func() error) error {
	_, err := Files(files, before)
	return err
}

// disks are what a disk may be able to do. Those that can do everything and nothing are
// enough for what takes long.
var disks = map[string]disk{
	"all":         system,
	"no exchange": {exchange: unsupported, moveNew: system.moveNew, link: os.Link},
	"links only":  {exchange: unsupported, moveNew: unsupported, link: os.Link},
	"nothing":     {exchange: unsupported, moveNew: unsupported, link: unsupported},
}

var extremes = map[string]disk{"all": disks["all"], "nothing": disks["nothing"]}

func unsupported(old, new string) error {
	return &os.LinkError{Op: "rename", Old: old, New: new, Err: errors.ErrUnsupported}
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
	"bystander.txt": "-rw-r--r-- old bystander.txt", "provisional.xlsx": "-rw-r--r-- new provisional.xlsx",
	"旧版（qeval）": "drwxr-xr-x ", "旧版（qeval）/report(1).xlsx": "-rw-r----- old report.xlsx",
	"far/旧版（qeval）": "drwxr-xr-x ", "far/旧版（qeval）/circular(1).xlsx": "-rw------- old far/circular.xlsx",
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
	each(t, disks, func(t *testing.T, disk disk) {
		for n := 0; ; n++ {
			folder := standing(t)
			before := tree(t, folder)
			kept, err := disk.files(newer(folder), afterSteps(n, func() error { return fault }))
			if err == nil {
				want := []Kept{{Path: filepath.Join(folder, "report.xlsx"), At: filepath.Join(folder, KeptFolder, "report(1).xlsx")},
					{Path: filepath.Join(folder, "link.xlsx"), At: filepath.Join(folder, "far", KeptFolder, "circular(1).xlsx")}}
				if got := tree(t, folder); !maps.Equal(got, written) || !slices.Equal(kept, want) {
					t.Errorf("%q, %v", got, kept)
				}
				if n < 35 {
					t.Errorf("only %d steps", n)
				}
				break
			}
			var failed *Error
			if !errors.As(err, &failed) || !errors.Is(err, fault) || !strings.HasPrefix(failed.Path, folder) || failed.Kept != nil {
				t.Errorf("step %d: %v", n, err)
			}
			if got := tree(t, folder); !maps.Equal(got, before) {
				t.Errorf("step %d leaves %q", n, got)
			}
		}
	})
}

// dying tells a copy of the test at which step to die, on which disk, and where.
const dying = "REPLACE_DYING"

func TestMain(m *testing.M) {
	order := strings.SplitN(os.Getenv(dying), ",", 3)
	if len(order) < 3 {
		os.Exit(m.Run())
	}
	n, _ := strconv.Atoi(order[0])
	_, err := disks[order[1]].files(newer(order[2]), afterSteps(n, func() error {
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

// TestKilledAtEveryStep leaves each file as it was or as it is to be. The next run keeps
// what was taken out of its place, tells of it, and removes the rest.
func TestKilledAtEveryStep(t *testing.T) {
	const provisional = KeptFolder + "/provisional(1).xlsx"
	each(t, extremes, func(t *testing.T, disk disk) {
		name := filepath.Base(t.Name())
		kills, rescued := 0, 0
		for n := 0; ; n++ {
			folder := standing(t)
			old := tree(t, folder)
			child := exec.Command(os.Args[0])
			child.Env = append(os.Environ(), fmt.Sprintf("%s=%d,%s,%s", dying, n, name, folder))
			err := child.Run()
			if err == nil {
				break
			}
			if child.ProcessState.ExitCode() == failed {
				t.Fatal("the files cannot be written")
			}
			kills++
			killed := tree(t, folder)
			for path, content := range killed {
				if !strings.Contains(path, ".qeval-") && content != old[path] && content != written[path] {
					t.Errorf("killed at step %d: %s is %q", n, path, content)
				}
			}
			kept, err := disk.files(newer(folder), never)
			if err != nil {
				t.Error(err)
			}
			got := tree(t, folder)
			for _, k := range kept {
				if at, _ := filepath.Rel(folder, k.At); k.Abandoned && killed[filepath.ToSlash(at)] != "" {
					t.Errorf("killed at step %d: %v was there", n, k)
				} else if k.Abandoned {
					rescued++
				}
			}
			if content, ok := got[provisional]; ok {
				if content != old["provisional.xlsx"] {
					t.Errorf("killed at step %d: %q", n, content)
				}
				delete(got, provisional)
			}
			if !maps.Equal(got, written) {
				t.Errorf("killed at step %d, and then run again: %q", n, got)
			}
		}
		if kills < 35 || rescued < 3 {
			t.Errorf("%d kills, and %d files rescued: so few", kills, rescued)
		}
	})
}

// saves are the ways in which people's programs save.
var saves = map[string]func(path string, data []byte) error{
	"over it": func(path string, data []byte) error { return os.WriteFile(path, data, 0o644) },
	"beside it": func(path string, data []byte) error {
		return errors.Join(os.WriteFile(path+".part", data, 0o644), os.Rename(path+".part", path))
	},
}

// TestSavedMeanwhile stays, at whatever step, and whether the run fails then or not. If
// it is what has been replaced already, then that is as if it had been saved after the run.
func TestSavedMeanwhile(t *testing.T) {
	each(t, extremes, func(t *testing.T, disk disk) {
		for _, name := range []string{"report.xlsx", "provisional.xlsx", "feedback/b.xlsx"} {
			refused, passed := 0, 0
			for n := 0; refused+passed == n; n++ {
				way := slices.Sorted(maps.Keys(saves))[n%2]
				folder := standing(t)
				os.Mkdir(filepath.Join(folder, "feedback"), 0o755)
				old, done := tree(t, folder), false
				want := maps.Clone(old)
				_, err := disk.files(newer(folder), afterSteps(n, once(func() error {
					done = true
					return saves[way](filepath.Join(folder, name), []byte("saved"))
				})))
				switch {
				case !done:
					continue
				case errors.Is(err, ErrChanged):
					refused++
				case err == nil:
					passed, want = passed+1, maps.Clone(written)
				default:
					t.Errorf("saved %s at step %d: %v", way, n, err)
				}
				got := tree(t, folder)
				if !strings.HasSuffix(got[name], " saved") {
					t.Errorf("%s is saved %s at step %d: %v, %q", name, way, n, err, got[name])
				}
				delete(got, name)
				delete(want, name)
				if !maps.Equal(got, want) {
					t.Errorf("%s is saved %s at step %d: %v, %q", name, way, n, err, got)
				}
			}
			if refused < 10 || passed < 3 {
				t.Errorf("%s: %d refused, %d passed", name, refused, passed)
			}
		}
	})
}

// each does something for each of these disks, all at once: what takes long is to wait for
// the real one.
func each(t *testing.T, disks map[string]disk, do func(t *testing.T, disk disk)) {
	for name, disk := range disks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			do(t, disk)
		})
	}
}

// TestSavedAtAnyMoment: of many runs, some of them killed, none loses what somebody saves at
// any moment.
func TestSavedAtAnyMoment(t *testing.T) {
	t.Parallel()
	refused, killed, runs := 0, 0, 40
	if thorough.Tests {
		runs = 100
	}
	for n := range runs {
		folder := standing(t)
		report := filepath.Join(folder, "report.xlsx")
		way := slices.Sorted(maps.Keys(saves))[n%2]
		var last string
		stop, stopped := make(chan bool), make(chan bool)
		go func() {
			defer close(stopped)
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				case <-time.After(time.Duration(rand.IntN(2000)) * time.Microsecond):
				}
				last = fmt.Sprint("saved ", i)
				if err := saves[way](report, []byte(last)); err != nil {
					t.Error(err)
				}
			}
		}()
		if n%4 == 0 {
			child := exec.Command(os.Args[0])
			child.Env = append(os.Environ(), fmt.Sprintf("%s=%d,all,%s", dying, 20+n/4, folder))
			if child.Run() != nil && child.ProcessState.ExitCode() != failed {
				killed++
			}
		} else if err := write(newer(folder), never); errors.Is(err, ErrChanged) {
			refused++
		} else if err != nil {
			t.Error(err)
		}
		close(stop)
		<-stopped
		if err := write([]File{{Path: filepath.Join(folder, "other.xlsx")}}, never); err != nil {
			t.Error(err)
		}
		if !slices.ContainsFunc(slices.Collect(maps.Values(tree(t, folder))), func(content string) bool { return last == "" || strings.HasSuffix(content, " "+last) }) {
			t.Errorf("run %d: what was saved %s is lost: %q", n, way, tree(t, folder))
		}
	}
	t.Logf("%d refused, %d killed", refused, killed)
	if killed == 0 {
		t.Error("none was killed")
	}
}

// TestKeptUnderItsOwnNumber, whatever is there; and the same is kept once.
func TestKeptUnderItsOwnNumber(t *testing.T) {
	folder := t.TempDir()
	report := filepath.Join(folder, "a.b.xlsx")
	var got []string
	for _, content := range []string{"one", "two", "two", "three", "two", "four", "one", "five"} {
		_, found, err := Look(report, 0)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := Files([]File{{report, []byte(content), found, true}}, never)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range kept {
			data, _ := os.ReadFile(k.At)
			got = append(got, filepath.Base(k.At)+" "+string(data))
		}
	}
	want := []string{"a.b(1).xlsx one", "a.b(2).xlsx two", "a.b(3).xlsx three", "a.b(2).xlsx two", "a.b(4).xlsx four", "a.b(1).xlsx one"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestARunningOneIsLeftAlone: at each step of one run, another runs to its end.
func TestARunningOneIsLeftAlone(t *testing.T) {
	for n := range 45 {
		folder := standing(t)
		err := write(newer(folder), afterSteps(n, once(func() error { return write(newer(folder), never) })))
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
				if err := write(newer(folder), never); err != nil {
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
	if err := write([]File{{Path: filepath.Join(folder, "a.xlsx")}}, never); err != nil {
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
	err := write([]File{{Path: first, Data: []byte("new"), Found: StateOf([]byte("old"))}, {Path: last}}, func() error {
		if data, _ := os.ReadFile(first); string(data) != "new" {
			return nil
		}
		return errors.Join(fault, os.Remove(first), os.MkdirAll(filepath.Join(first, "x"), 0o755))
	})
	var failed *Error
	if !errors.As(err, &failed) || failed.Path != last || len(failed.Kept) != 1 || failed.Kept[0].Path != first {
		t.Fatalf("%+v", failed)
	}
	for _, is := range []State{{}, StateOf(nil)} { // also after the next run
		if data, err := os.ReadFile(failed.Kept[0].At); string(data) != "old" {
			t.Errorf("%q, %v", data, err)
		}
		if err := write([]File{{Path: last, Found: is}}, never); err != nil {
			t.Error(err)
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
		files := append(newer(folder), File{Path: filepath.Join(folder, filepath.FromSlash(name))})
		var failed *Error
		if err := write(files, never); !errors.As(err, &failed) || failed.Path != files[5].Path {
			t.Errorf("%s: %v", name, err)
		}
		if got := tree(t, folder); !maps.Equal(got, before) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
