package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestPrintedCommandsCanBeRun: a word comes out of the shell as it went in.
func TestPrintedCommandsCanBeRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("quotes as other shells do")
	}
	for word, want := range map[string]string{
		"评分表": "评分表", "评分表/市水利局.xlsx": "评分表/市水利局.xlsx", "": "''", "收到 1": "'收到 1'", "s/*.xlsx": "'s/*.xlsx'",
		"a$b": "'a$b'", "it's": `'it'\''s'`, "-dash": "./-dash", "-a b": "'./-a b'", "甲县,乙县": "甲县,乙县",
	} {
		if got := shellWord(word); got != want {
			t.Errorf("%q is %s, want %s", word, got, want)
		}
	}
}

// TestAPatternIsPutTogetherAgain only if it stands for exactly these paths, in whatever
// order.
func TestAPatternIsPutTogetherAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a.xlsx", "b.xlsx", "c.txt"} {
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		paths []string
		want  int
	}{
		{[]string{"a.xlsx", "b.xlsx"}, 1}, {[]string{"a.xlsx"}, 1}, {[]string{"a.xlsx", "b.xlsx", "c.txt"}, 3}, {[]string{"b.xlsx", "a.xlsx"}, 1},
	} {
		got := unexpanded(c.paths)
		if len(got) != c.want || len(c.paths) == 1 && got[0] != c.paths[0] {
			t.Errorf("%q are %q", c.paths, got)
		}
		if matches, _ := filepath.Glob(got[0]); len(got) == 1 && len(matches) != len(c.paths) {
			t.Errorf("%q means %q", got, matches)
		}
	}
}
