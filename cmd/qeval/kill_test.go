package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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
// new one, and no sheet is another; the next run leaves nothing of it.
func TestKilledAtAnyMoment(t *testing.T) {
	inProcesses(t)
	kills := 8
	if thorough {
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
	if got := finish(); !maps.Equal(got, versions[0]) {
		t.Errorf("%q is not as if nothing had happened", slices.Sorted(maps.Keys(got)))
	}
}
