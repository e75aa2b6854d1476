package atomicfile

import (
	"errors"
	"os"
	"runtime"
	"syscall"
	"time"
)

// rename renames a file over another, and remove removes one or an empty folder. On
// Windows neither is possible while another program looks into it, and a virus scanner
// or the search index looks into everything that has just been written.
func rename(old, new string) error {
	return patiently(func() error { return os.Rename(old, new) }, runtime.GOOS, time.Sleep)
}

func remove(name string) error {
	return patiently(func() error { return os.Remove(name) }, runtime.GOOS, time.Sleep)
}

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
// a file: it is shared with nobody else, or access to it is denied.
func looked(err error, system string) bool {
	var number syscall.Errno
	return system == "windows" && errors.As(err, &number) && (number == 32 || number == 5)
}
