package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
	"time"
)

// disk is what not every system and not every disk can do; what they cannot is an
// [errors.ErrUnsupported].
type disk struct {
	exchange func(one, other string) error // makes each of two files the other
	moveNew  func(from, to string) error   // renames a file, but over nothing
	link     func(old, new string) error
}

var system = disk{
	exchange: func(one, other string) error { return lasting(func() error { return exchange(one, other) }) },
	moveNew:  func(from, to string) error { return lasting(func() error { return moveNew(from, to) }) },
	link:     os.Link,
}

// place renames a file, but over nothing. Where a disk has neither that nor second names,
// an empty file holds the place until the rename.
func (d disk) place(from, to string) error {
	err := d.moveNew(from, to)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	switch err := d.link(from, to); {
	case err == nil:
		return remove(from)
	case errors.Is(err, fs.ErrExist):
		return err
	}
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	file.Close()
	if err = rename(from, to); err != nil {
		remove(to)
	}
	return err
}

// rename renames a file over another, and remove removes one or an empty folder. On
// Windows neither is possible while another program looks into it, and a virus scanner
// or the search index looks into everything that has just been written.
func rename(old, new string) error {
	return lasting(func() error { return os.Rename(old, new) })
}

func remove(name string) error {
	return lasting(func() error { return os.Remove(name) })
}

// lasting is [patiently] on this system.
func lasting(do func() error) error { return patiently(do, runtime.GOOS, time.Sleep) }

// patiently does what may fail because another program looks into a file, again and
// again for about a second. A person who has the file open is told after that.
func patiently(do func() error, system string, sleep func(time.Duration)) error {
	err := do()
	for pause := time.Millisecond; looked(err, system) && pause < time.Second; pause *= 2 {
		sleep(pause)
		err = do()
	}
	return err
}

// looked reports whether an error of a system may be that another program looks into
// a file: it is shared with nobody else, or access to it is denied, or it cannot be moved
// away to be replaced, or the new one cannot be moved there, and both have kept their names.
func looked(err error, system string) bool {
	var number syscall.Errno
	return system == "windows" && errors.As(err, &number) && (number == 32 || number == 5 || number == 1175 || number == 1176)
}
