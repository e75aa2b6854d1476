//go:build linux || darwin

package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// linkError names the files of an error, and says so where a disk cannot do it: some say
// that it is the wrong argument, or another disk.
func linkError(from, to string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.EXDEV) {
		err = fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
	}
	return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
}
