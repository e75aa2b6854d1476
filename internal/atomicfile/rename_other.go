//go:build !linux && !darwin && !windows

package atomicfile

import "errors"

func exchange(string, string) error { return errors.ErrUnsupported }

func moveNew(string, string) error { return errors.ErrUnsupported }
