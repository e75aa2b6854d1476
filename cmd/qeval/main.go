// Command qeval does the paperwork of a city's quality-work assessment
// (质量工作考核): it writes blank score sheets for the departments, checks the
// ones that come back, and totals and ranks the units in one report.
//
// The files of this package are the only ones that know of flags, exit codes
// and the standard streams: one file a command, paths.go for what is read and
// output.go for what is written. A command collects the problems of its input
// as diagnostics, shows them all, and only then writes; the exit status is the
// level of the worst.
package main

import (
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func main() {
	spare()
	cobra.MousetrapHelpText = "" // it would end a program that is double-clicked, in English
	args := arguments()
	if ownConsole() && byMouse(args) {
		os.Exit(runInWindow(args, os.Getenv, os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(run(args, os.Getenv, os.Stdout, os.Stderr))
}

// spare says how the memory is used. A run is short: collecting garbage less often
// makes it a fifth faster, and the limit keeps a large one from growing for that.
func spare() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(208 << 20)
}
