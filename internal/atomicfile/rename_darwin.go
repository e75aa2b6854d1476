package atomicfile

import "golang.org/x/sys/unix"

func exchange(one, other string) error {
	return linkError(one, other, unix.RenamexNp(one, other, unix.RENAME_SWAP))
}

func moveNew(from, to string) error {
	return linkError(from, to, unix.RenamexNp(from, to, unix.RENAME_EXCL))
}
