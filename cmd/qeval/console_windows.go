package main

import (
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/term"
)

// ownConsole reports whether nothing else runs in the console window, so that it
// closes when the program ends: the system has opened it for a double click. (What
// started the program does not tell: besides the Explorer there are other desktops.)
// A script that starts it without a window has its input or output elsewhere.
func ownConsole() bool {
	list := syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	var process uint32
	count, _, _ := list.Call(uintptr(unsafe.Pointer(&process)), 1)
	return count == 1 && term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd()))
}

// arguments are those that the program was started with. See [splitLine].
func arguments() []string {
	const most = 1 << 15 // characters of a command line, its end included
	line := syscall.UTF16ToString(unsafe.Slice(syscall.GetCommandLine(), most))
	return splitLine(line)[1:]
}
