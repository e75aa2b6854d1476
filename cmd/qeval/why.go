package main

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"qeval/internal/msg"
	"qeval/internal/replace"
)

// why is the reason of the operating system, in the user's language where it
// is a common one.
func why(err error) any { return reason(err, runtime.GOOS) }

// reason is why on a system.
func reason(err error, system string) any {
	known := unixReasons[:]
	if system == "windows" {
		known = windowsReasons[:]
	}
	for _, r := range known {
		if errors.Is(err, r.err) {
			return msg.New(r.key)
		}
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return msg.New(r.key)
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
	err error
	key string
}

// reasons are those of every system.
var reasons = [...]errorReason{
	{fs.ErrNotExist, "why.notexist"},
	{fs.ErrPermission, "why.permission"},
	{syscall.ENOTDIR, "why.isinfolder"},
	{syscall.EISDIR, "why.isfolder"},
	{errInterrupted, "why.interrupted"},
	{replace.ErrBusy, "why.busy"},
}

var unixReasons = [...]errorReason{
	{syscall.ENOSPC, "why.full"},
	{syscall.EDQUOT, "why.full"},
	{syscall.EFBIG, "why.full"},
	{syscall.EROFS, "why.writeprotected"},
	{syscall.ENAMETOOLONG, "why.longname"},
	{syscall.EILSEQ, "why.badname"},
	{syscall.EINVAL, "why.badname"},
	{syscall.ELOOP, "why.linkloop"},
	{syscall.EBUSY, "why.inuse"},
	{syscall.ETXTBSY, "why.inuse"},
	{syscall.EIO, "why.disk"},
	{syscall.ESTALE, "why.away"},
	{syscall.EHOSTDOWN, "why.away"},
	{syscall.EMFILE, "why.manyopen"},
	{syscall.ENFILE, "why.manyopen"},
}

// windowsReasons go by the system's numbers, for which there are no names in the
// standard library. It does not tell a file that is open from one that is forbidden
// when it is to be replaced.
var windowsReasons = [...]errorReason{
	{syscall.Errno(5), "why.denied"},
	{syscall.Errno(32), "why.inuse"},
	{syscall.Errno(33), "why.inuse"},
	{syscall.Errno(1224), "why.inuse"},
	{syscall.Errno(39), "why.full"},
	{syscall.Errno(112), "why.full"},
	{syscall.Errno(19), "why.writeprotected"},
	{syscall.Errno(206), "why.longname"},
	{syscall.Errno(87), "why.badname"},
	{syscall.Errno(123), "why.badname"},
	{syscall.Errno(161), "why.badname"},
	{syscall.Errno(21), "why.away"},
	{syscall.Errno(53), "why.away"},
	{syscall.Errno(64), "why.away"},
	{syscall.Errno(67), "why.away"},
	{syscall.Errno(23), "why.disk"},
	{syscall.Errno(1117), "why.disk"},
	{syscall.Errno(4), "why.manyopen"},
	{syscall.Errno(267), "why.isinfolder"},
}
