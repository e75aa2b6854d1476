package oserror

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// TestReasonsOfTheSystem are said in words.
func TestReasonsOfTheSystem(t *testing.T) {
	for _, c := range []struct {
		err          error
		system, want string
	}{
		{&os.LinkError{Op: "rename", Err: syscall.Errno(32)}, "windows", "another program has it open"},
		{&fs.PathError{Op: "open", Err: syscall.Errno(5)}, "windows", "permission denied, or another program"},
		{&fs.PathError{Op: "write", Err: syscall.Errno(112)}, "windows", "the disk is full"},
		{&fs.PathError{Op: "write", Err: syscall.ENOSPC}, "linux", "the disk is full"},
		{&fs.PathError{Op: "write", Err: syscall.EROFS}, "linux", "the disk is write-protected"},
		{&fs.PathError{Op: "open", Err: syscall.EACCES}, "linux", "permission denied"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EXDEV}, "linux", syscall.EXDEV.Error()},
		{errors.New("other"), "linux", "other"},
	} {
		got := diag.CannotOpen.At(diag.Position{}, describe(c.err, c.system)).Message(msg.English)
		if !strings.HasPrefix(got, "cannot be opened: "+c.want) {
			t.Errorf("%v on %s: %s", c.err, c.system, got)
		}
	}
}
