package output

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qeval/internal/atomicfile"
	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/msg"
)

// TestAFailedWriteLeavesNothing: the target is a folder that is not empty, so
// that the last step fails.
func TestAFailedWriteLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	target := filepath.Join(folder, "report.xlsx")
	if err := os.MkdirAll(filepath.Join(target, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, list := new(Plan).Write([]atomicfile.File{{Path: target, Data: []byte("data")}})
	if len(list) != 1 || list[0].Code != diag.CannotWrite.Code || list[0].File != target {
		t.Errorf("%v", list)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestWhatWouldNotBeReadIsNotWritten, nor what was to be written with it.
func TestWhatWouldNotBeReadIsNotWritten(t *testing.T) {
	folder := t.TempDir()
	_, list := new(Plan).Make([]Document{
		{filepath.Join(folder, "a.xlsx"), func() ([]byte, error) { return []byte("data"), nil }},
		{filepath.Join(folder, "b.xlsx"), func() ([]byte, error) { return nil, fmt.Errorf("made: %w", budget.New(1, "x", "x").Excess()) }},
	}, nil)
	if len(list) != 1 || list[0].Code != diag.CannotWrite.Code || filepath.Base(list[0].File) != "b.xlsx" || !strings.Contains(list[0].Message(msg.English), "too much in it") {
		t.Errorf("%v", list)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestAnInterruptLeavesNothing, and is said.
func TestAnInterruptLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	interrupts := make(chan os.Signal, 1)
	interrupts <- os.Interrupt
	_, list := new(Plan).write([]atomicfile.File{{Path: filepath.Join(folder, "a.xlsx")}, {Path: filepath.Join(folder, "b.xlsx")}}, interrupts)
	if len(list) != 1 || !strings.Contains(list[0].Message(msg.English), "interrupted") {
		t.Errorf("%v", list)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestWhatCannotBePutBackIsNamed, and so is where it is.
func TestWhatCannotBePutBackIsNamed(t *testing.T) {
	list := unwritten(&atomicfile.Error{Path: "b.xlsx", Err: fs.ErrPermission, Kept: []atomicfile.Kept{{Path: "a.xlsx", At: ".qeval-0.tmp/0.old"}}})
	if len(list) != 2 || list[0].File != "b.xlsx" || list[1].File != "a.xlsx" || !strings.Contains(list[1].Message(msg.Chinese), ".qeval-0.tmp/0.old") {
		t.Errorf("%v", list)
	}
}
