//go:build !windows

package term

import "os"

// escapes reports whether a terminal knows escape sequences: here all do that do not
// call themselves dumb.
func escapes(*os.File) bool { return true }
