package term

import (
	"os"

	"golang.org/x/sys/windows"
)

// escapes asks a console to know escape sequences, and reports whether it does.
func escapes(console *os.File) bool {
	handle := windows.Handle(console.Fd())
	var mode uint32
	return windows.GetConsoleMode(handle, &mode) == nil &&
		windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
