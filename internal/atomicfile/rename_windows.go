package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

var replaceFile = windows.NewLazySystemDLL("kernel32.dll").NewProc("ReplaceFileW")

// What ReplaceFile is told to do, and what it says if it has moved the one file and
// not the other.
const (
	ignoreMergeErrors = 2
	ignoreACLErrors   = 4

	halfDone = windows.Errno(1177)
)

// exchange uses that Windows replaces a file and gives the old one another name. Once it
// has, all is done, whatever becomes of that name: it must not be tried again.
func exchange(one, other string) error {
	out := one + outSuffix
	names, err := utf16s(other, one, out)
	if err != nil {
		return err
	}
	done, _, err := replaceFile.Call(uintptr(unsafe.Pointer(names[0])), uintptr(unsafe.Pointer(names[1])), uintptr(unsafe.Pointer(names[2])),
		ignoreMergeErrors|ignoreACLErrors, 0, 0)
	if done != 0 {
		rename(out, one) // else it stays under the other name: see [replacement.takenOut]
		return nil
	}
	if errors.Is(err, halfDone) {
		lasting(func() error { return moveNew(out, other) })
	}
	return linkError(one, other, err)
}

func moveNew(from, to string) error {
	names, err := utf16s(from, to)
	if err == nil {
		err = windows.MoveFileEx(names[0], names[1], 0)
	}
	return linkError(from, to, err)
}

func utf16s(names ...string) (found []*uint16, err error) {
	for _, name := range names {
		p, err := windows.UTF16PtrFromString(name)
		if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	return found, nil
}

// linkError names the files of an error, and says so where a disk cannot do it.
func linkError(from, to string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, windows.ERROR_INVALID_FUNCTION), errors.Is(err, windows.ERROR_NOT_SUPPORTED), errors.Is(err, windows.ERROR_INVALID_PARAMETER):
		err = fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
	}
	return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
}
