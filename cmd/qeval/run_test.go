package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qeval/internal/diag"
)

type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("no more") }

// TestAFaultOfTheProgramIsSaidToo: no panic reaches the user.
func TestAFaultOfTheProgramIsSaidToo(t *testing.T) {
	var stderr bytes.Buffer
	if code := run([]string{"indicators"}, func(string) string { return "" }, panicking{}, &stderr); code != 2 {
		t.Errorf("exit status %d", code)
	}
	if got := stderr.String(); !strings.HasPrefix(got, "Q009  程序内部错误：no more") {
		t.Errorf("%s", got)
	}
}

// TestAFailedWriteLeavesNothing: the target is a folder that is not empty, so
// that the last step fails.
func TestAFailedWriteLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	target := filepath.Join(folder, "report.xlsx")
	if err := os.MkdirAll(filepath.Join(target, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	list := writeFile(target, []byte("data"))
	if len(list) != 1 || list[0].Code != diag.CannotWrite || list[0].File != target {
		t.Errorf("%v", list)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}
