//go:build !windows

package main

import "os"

// ownConsole: elsewhere a program that is started by the mouse has no window.
func ownConsole() bool { return false }

// arguments are those that the program was started with.
func arguments() []string { return os.Args[1:] }
