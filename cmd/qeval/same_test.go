package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/xlsxtest"
)

// work is a folder with a filled set, another one in which a score differs, and one
// that is faulty.
func work(t *testing.T, folder string) {
	t.Helper()
	sheets, err := filepath.Glob(sheetsDir + "/*.xlsx")
	if err != nil || len(sheets) != 11 {
		t.Fatal(sheets, err)
	}
	for i, sheet := range sheets {
		data, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for name, edit := range map[string]string{"原/下/": "", "改/": "评分表!F5=0.5", "错/": "评分表!F5='差"} {
			copied := data
			if edit != "" && i%4 == 3 {
				if copied, err = xlsxtest.Edit(data, edit); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(folder, name, filepath.Base(sheet))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, copied, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	twice, err := os.ReadFile(sheets[0])
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "原/下/重复.xlsx"), twice, 0o644) // the first one counts
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "名单.txt"), []byte(strings.Join(tabletest.Embedded(t).Units, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "出"), 0o755); err != nil {
		t.Fatal(err)
	}
}

// commands are all commands, with all that they write, in an order in which they can
// be run. sheets are the files of the set.
func commands(sheets []string) [][]string {
	with := func(args ...string) []string { return append(args, sheets...) }
	return [][]string{
		{"indicators", "-o", "出/表.xlsx"},
		{"indicators", "--table", "出/表.xlsx"},
		{"template", "-o", "出/空白", "--units", "名单.txt", "--table", "出/表.xlsx"},
		with("status", "--table", "出/表.xlsx", "--units", "名单.txt"),
		with("score", "-o", "出/汇总.xlsx", "--feedback", "出/反馈", "--circular", "出/结果.xlsx", "--format", "json"),
		with("score", "-o", "出/征求.xlsx", "--feedback", "出/征求", "--draft"),
		append([]string{"score", "-o", "出/未齐.xlsx", "--partial"}, sheets[0]),
		with("verify", "出/汇总.xlsx"),
		{"diff", "原/下", "改", "-o", "出/更正.xlsx"},
		{"validate", "错", "--annotate", "出/退回"},
	}
}

// TestTheSameInputGivesTheSameBytes on both streams and in every document, in
// whatever order, locale, time zone and folder, and with however many cores.
func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	inProcesses(t)
	type outcome struct {
		files map[string]string
		said  string
	}
	runIn := func(folder string, reverse bool, environment ...string) outcome {
		work(t, folder)
		sheets, err := fs.Glob(os.DirFS(folder), "原/下/*.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		first := sheets[0]
		slices.Sort(sheets)
		if reverse {
			slices.Reverse(sheets)
		}
		var said strings.Builder
		for _, args := range commands(sheets) {
			if args[len(args)-2] == "--partial" {
				args[len(args)-1] = first
			}
			cmd := exec.Command("qeval", append([]string{"--lang", "zh"}, args...)...)
			cmd.Dir = folder
			cmd.Env = append(os.Environ(), environment...)
			var out, errs bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &errs
			cmd.Run() // whose status is said below
			fmt.Fprintf(&said, "%s ends with %d\n%s\n%s\n", args[0], cmd.ProcessState.ExitCode(), out.String(), errs.String())
		}
		return outcome{listing(t, folder), said.String()}
	}
	want := runIn(t.TempDir(), false, "LC_ALL=C", "LANG=C", "TZ=UTC", "GOMAXPROCS=1")
	for _, ends := range []string{"score ends with 0", "verify ends with 0", "diff ends with 1", "validate ends with 1"} {
		if !strings.Contains(want.said, ends) {
			t.Fatalf("not: %s\n%s", ends, want.said)
		}
	}
	deeper := filepath.Join(t.TempDir(), "别处 ", "更深")
	for _, c := range thorough.Some([]struct {
		folder      string
		environment []string
	}{
		{deeper, []string{"LC_ALL=en_US.UTF-8", "LANG=en_US.UTF-8", "TZ=America/New_York", "GOMAXPROCS=8", "USER=x", "HOME=/x", "TERM=dumb"}},
		{t.TempDir(), []string{"LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.UTF-8", "TZ=Asia/Shanghai", "GOMAXPROCS=8"}},
		{t.TempDir(), []string{"LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "TZ=Pacific/Kiritimati", "GOMAXPROCS=3"}},
	}, 3) {
		got := runIn(c.folder, true, c.environment...)
		if got.said != want.said {
			t.Errorf("%v: %s", c.environment, cmp.Diff(want.said, got.said))
		}
		if len(got.files) != len(want.files) {
			t.Errorf("%v: %d files, not %d", c.environment, len(got.files), len(want.files))
		}
		for _, name := range slices.Sorted(maps.Keys(want.files)) {
			if got.files[name] != want.files[name] {
				t.Errorf("%v: %s differs", c.environment, name)
			}
		}
	}
}

// TestInputsStayAsTheyAre, byte for byte, with their modes and times, whatever is done
// with them. It works where they cannot be written to at all.
func TestInputsStayAsTheyAre(t *testing.T) {
	folder := t.TempDir()
	work(t, folder)
	t.Chdir(folder)
	sheets, err := filepath.Glob("原/下/*.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	type state struct {
		content string
		mode    fs.FileMode
		time    time.Time
	}
	states := func() map[string]state {
		all := map[string]state{}
		err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
			if path == "出" {
				return fs.SkipDir
			}
			if err != nil {
				return err
			}
			info, err := entry.Info()
			if err != nil {
				return err
			}
			one := state{mode: info.Mode(), time: info.ModTime()}
			if !entry.IsDir() {
				data, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				one.content = string(data)
			}
			all[path] = one
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	// All but root is kept from writing by this.
	for path, s := range states() {
		mode := fs.FileMode(0o444)
		if s.mode.IsDir() {
			mode = 0o555
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(path, mode|0o200) })
	}
	before := states()
	for _, args := range append(commands(sheets), []string{"indicators", "--check", "原/下/" + filepath.Base(sheets[0])}, []string{"score", "错", "-o", "出/无.xlsx"}) {
		var out, errs bytes.Buffer
		if status := run(args, func(string) string { return "" }, &out, &errs); status > 1 {
			t.Errorf("%q: %s", args, errs.String())
		}
		for path, was := range states() {
			if was != before[path] {
				t.Fatalf("%q changes %s", args, path)
			}
		}
	}
	if made := listing(t, "出"); len(made) < 40 {
		t.Errorf("%d documents", len(made))
	}
}
