// Package oserror describes errors of the operating system in words that a person can
// act on.
package oserror

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"qeval/internal/msg"
)

// Describe is a [msg.Text] where the error is a common one, else what the system says
// of it, without the file's name.
func Describe(err error) any { return describe(err, runtime.GOOS) }

func describe(err error, system string) any {
	known := unixReasons[:]
	if system == "windows" {
		known = windowsReasons[:]
	}
	for _, r := range known {
		if errors.Is(err, r.err) {
			return r.text
		}
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.text
		}
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno // the message names the file already
	}
	return err
}

// An errorReason is the words for an error.
type errorReason struct {
	err  error
	text msg.Text
}

// reasons are those of every system.
var reasons = [...]errorReason{
	{fs.ErrNotExist, msg.CauseNotExist},
	{fs.ErrPermission, msg.CausePermission},
	{syscall.ENOTDIR, msg.CauseUnderFile},
	{syscall.EISDIR, msg.CauseIsFolder},
}

var unixReasons = [...]errorReason{
	{syscall.ENOSPC, msg.CauseFull},
	{syscall.EDQUOT, msg.CauseFull},
	{syscall.EFBIG, msg.CauseFull},
	{syscall.EROFS, msg.CauseWriteProtected},
	{syscall.ENAMETOOLONG, msg.CauseLongName},
	{syscall.EILSEQ, msg.CauseBadName},
	{syscall.EINVAL, msg.CauseBadName},
	{syscall.ELOOP, msg.CauseLinkLoop},
	{syscall.EBUSY, msg.CauseInUse},
	{syscall.ETXTBSY, msg.CauseInUse},
	{syscall.EIO, msg.CauseDisk},
	{syscall.ESTALE, msg.CauseAway},
	{syscall.EHOSTDOWN, msg.CauseAway},
	{syscall.EBADF, msg.CauseClosed},
	{syscall.EMFILE, msg.CauseManyOpen},
	{syscall.ENFILE, msg.CauseManyOpen},
}

// windowsReasons go by the system's numbers, for which there are no names in the
// standard library. It does not tell a file that is open from one that is forbidden
// when it is to be replaced.
var windowsReasons = [...]errorReason{
	{syscall.Errno(5), msg.CauseDenied},
	{syscall.Errno(6), msg.CauseClosed},
	{syscall.Errno(32), msg.CauseInUse},
	{syscall.Errno(33), msg.CauseInUse},
	{syscall.Errno(1175), msg.CauseInUse},
	{syscall.Errno(1224), msg.CauseInUse},
	{syscall.Errno(39), msg.CauseFull},
	{syscall.Errno(112), msg.CauseFull},
	{syscall.Errno(19), msg.CauseWriteProtected},
	{syscall.Errno(206), msg.CauseLongName},
	{syscall.Errno(87), msg.CauseBadName},
	{syscall.Errno(123), msg.CauseBadName},
	{syscall.Errno(161), msg.CauseBadName},
	{syscall.Errno(21), msg.CauseAway},
	{syscall.Errno(53), msg.CauseAway},
	{syscall.Errno(64), msg.CauseAway},
	{syscall.Errno(67), msg.CauseAway},
	{syscall.Errno(23), msg.CauseDisk},
	{syscall.Errno(1117), msg.CauseDisk},
	{syscall.Errno(4), msg.CauseManyOpen},
	{syscall.Errno(267), msg.CauseUnderFile},
}
