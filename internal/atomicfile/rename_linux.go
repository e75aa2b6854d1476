package atomicfile

import "golang.org/x/sys/unix"

func exchange(one, other string) error { return renameat2(one, other, unix.RENAME_EXCHANGE) }

func moveNew(from, to string) error { return renameat2(from, to, unix.RENAME_NOREPLACE) }

func renameat2(from, to string, flags uint) error {
	return linkError(from, to, unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, flags))
}
