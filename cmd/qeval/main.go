// Command qeval does the paperwork of a city's quality-work assessment
// (质量工作考核): it writes blank score sheets for the departments, checks the
// ones that come back, and totals and ranks the units in one report.
//
// This package has flags, exit statuses and the standard streams: one file a command,
// its options in a struct, and format.go for the forms in which a command shows its
// result. What a command does is done elsewhere: intake reads what the arguments name,
// assess computes, report and jsonout make the documents, output writes them. A command
// collects the problems of its input as diagnostics, shows them all, and only then
// writes; the exit status is the level of the worst.
package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	tuneMemory()
	signal.Ignore(syscall.SIGPIPE) // it would end the program before its files are written
	cobra.MousetrapHelpText = ""   // it would end a program that is double-clicked, in English
	args := arguments()
	if ownConsole() && byMouse(args) {
		os.Exit(runInWindow(args, os.Getenv, os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(run(args, os.Getenv, os.Stdout, os.Stderr))
}

// tuneMemory sets how often garbage is collected. A run is short: collecting garbage less often
// makes it a fifth faster, and the limit keeps a large one from growing for that.
func tuneMemory() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(208 << 20)
}
