//go:build !windows

package main

// ownConsole: elsewhere a program that is started by the mouse has no window.
func ownConsole() bool { return false }
