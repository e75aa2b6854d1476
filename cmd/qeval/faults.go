package main

import (
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// debugVariable is the environment variable that asks for where the program failed.
const debugVariable = "QEVAL_DEBUG"

// showFaults tells of the program's own faults what a report of them must have: which
// program it was, what it was to do and, if that is asked for, where it failed.
func (a *app) showFaults(list diag.List) {
	told := false
	for _, d := range list {
		if d.Code != diag.Internal.Code {
			continue
		}
		if !told {
			told = true
			b := build()
			a.tell(a.text(msg.FaultSend(debugVariable + "=1")))
			a.tell("    " + a.text(msg.FaultProgram(b.Version, b.Commit, b.Go, b.System)))
			a.tell("    " + a.text(msg.FaultCommand(a.commandLine())))
		}
		if fault, ok := d.Arg("why").(diag.Fault); ok && a.getenv(debugVariable) == "1" {
			for line := range strings.Lines(fault.Stack) {
				a.tell("    " + strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "  "))
			}
		}
	}
}

// commandLine is the command as it was called.
func (a *app) commandLine() string {
	words := []string{"qeval"}
	for _, arg := range a.args {
		switch option, value, ok := strings.Cut(arg, "="); {
		case !strings.HasPrefix(arg, "-"):
			words = append(words, shellWord(arg))
		case ok:
			words = append(words, option+"="+shellWord(value))
		default:
			words = append(words, arg)
		}
	}
	return strings.Join(words, " ")
}
