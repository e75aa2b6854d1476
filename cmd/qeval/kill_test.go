package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"qeval/internal/atomicfile"
	"qeval/internal/thorough"
	"qeval/internal/xlsxtest"
)

// contents are the files below a folder by their names.
func contents(t testing.TB, folder string) map[string]string {
	found := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		found[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestKilledAtAnyMoment: whenever score dies, each document is the earlier one or the
// new one, and no sheet is another; the next run leaves nothing of it, but keeps the
// earlier documents.
func TestKilledAtAnyMoment(t *testing.T) {
	inProcesses(t)
	kills := 5
	if thorough.Tests {
		kills = 24
	}
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "sheets"), os.DirFS(sheetsDir)); err != nil {
		t.Fatal(err)
	}
	start := func() (*exec.Cmd, *bytes.Buffer) {
		var stderr bytes.Buffer
		cmd := exec.Command("qeval", "score", "sheets", "-o", "汇总.xlsx", "--circular", "通报.xlsx", "--feedback", "反馈", "--lang", "en")
		cmd.Dir, cmd.Stderr = folder, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd, &stderr
	}
	finish := func() map[string]string {
		cmd, stderr := start()
		if err := cmd.Wait(); err != nil {
			t.Fatal(err, stderr)
		}
		return contents(t, folder)
	}
	sheet := filepath.Join(folder, "sheets", "2022年质量工作考核评分表-市公安局.xlsx")
	original, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	edited, err := xlsxtest.Edit(original, "评分表!F5=0.01")
	if err != nil {
		t.Fatal(err)
	}
	versions := [2]map[string]string{}
	for i, data := range [][]byte{edited, original} {
		if err := os.WriteFile(sheet, data, 0o644); err != nil {
			t.Fatal(err)
		}
		versions[i] = finish()
	}
	made := map[string]bool{}
	for _, version := range versions {
		maps.DeleteFunc(version, isKept)
		for _, content := range version {
			made[content] = true
		}
	}
	begin := time.Now()
	finish()
	whole := time.Since(begin)

	left, died := 0, 0
	for k := range kills {
		version := k % 2
		if err := os.WriteFile(sheet, [][]byte{edited, original}[version], 0o644); err != nil {
			t.Fatal(err)
		}
		cmd, _ := start()
		time.Sleep(whole * time.Duration(k) / time.Duration(kills))
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			died++
		}
		got := contents(t, folder)
		for name, content := range got {
			switch {
			case strings.Contains(name, ".qeval-"):
				left++
			case strings.Contains(name, atomicfile.KeptFolder):
				if !made[content] {
					t.Errorf("kill %d: %s was never written", k, name)
				}
			case strings.HasPrefix(name, "sheets/"):
				if content != versions[version][name] {
					t.Errorf("kill %d: %s is another", k, name)
				}
			case content != versions[0][name] && content != versions[1][name]:
				t.Errorf("kill %d: %s is neither the earlier one nor the new one", k, name)
			}
		}
		for name := range versions[0] {
			if _, ok := got[name]; !ok {
				t.Errorf("kill %d: %s is gone", k, name)
			}
		}
	}
	t.Logf("%d kills, %d before the end; %d files left over", kills, died, left)
	if died == 0 {
		t.Error("none was in time")
	}
	if err := os.WriteFile(sheet, edited, 0o644); err != nil {
		t.Fatal(err)
	}
	got := finish()
	maps.DeleteFunc(got, isKept)
	if !maps.Equal(got, versions[0]) {
		t.Errorf("%q is not as if nothing had happened", slices.Sorted(maps.Keys(got)))
	}
}

func isKept(name, _ string) bool { return strings.Contains(name, atomicfile.KeptFolder) }

// TestSavedWhileScoring: whatever somebody saves in a report while score replaces it, at
// any moment and also if score is killed then, is there afterwards.
func TestSavedWhileScoring(t *testing.T) {
	inProcesses(t)
	runs := 6
	if thorough.Tests {
		runs = 60
	}
	folder := t.TempDir()
	score := func(output, date string) *exec.Cmd {
		cmd := exec.Command("qeval", "score", sheetsDir, "-o", filepath.Join(folder, output), "--date", date)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	report := filepath.Join(folder, "汇总.xlsx")
	begin := time.Now()
	if err := score("汇总.xlsx", "2023-3-1").Wait(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(begin)
	published, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	refused, killed := 0, 0
	for n := range runs {
		os.RemoveAll(filepath.Join(folder, atomicfile.KeptFolder))
		if err := os.WriteFile(report, published, 0o644); err != nil {
			t.Fatal(err)
		}
		saved := fmt.Appendf(nil, "saved %d", n)
		moment := whole*3/4 + rand.N(whole/2) // when it writes
		cmd := score("汇总.xlsx", "2023-3-2")
		time.Sleep(moment)
		if err := os.WriteFile(report, saved, 0o644); err != nil {
			t.Fatal(err)
		}
		if n%3 == 0 {
			cmd.Process.Kill()
			killed++
		}
		if cmd.Wait() != nil && n%3 != 0 {
			refused++
		}
		if err := score(fmt.Sprintf("%d.xlsx", n), "2023-3-2").Wait(); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(slices.Collect(maps.Values(contents(t, folder))), string(saved)) {
			t.Errorf("run %d: what was saved after %v of %v is lost", n, moment, whole)
		}
	}
	t.Logf("%d runs, %d refused, %d killed", runs, refused, killed)
}
