package main

import (
	"fmt"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// alikeFrom is how many diagnostics of one code in one worksheet are shown as
// one.
const alikeFrom = 4

// showDiagnostics writes a sorted list for a person: one line each, but many in
// one worksheet that say the same as the first of them with all the cells.
func (a *app) showDiagnostics(list diag.List) {
	type group struct {
		code                         diag.Code
		file, worksheet, found, hint string
	}
	groups := map[group]diag.List{}
	of := func(d diag.Diagnostic) group { return group{d.Code, d.File, d.Worksheet, d.Found(), d.Hint(a.lang)} }
	for _, d := range list {
		if d.Cell() != "" {
			groups[of(d)] = append(groups[of(d)], d)
		}
	}
	for _, d := range list {
		alike := groups[of(d)]
		if d.Cell() == "" || len(alike) < alikeFrom {
			a.showDiagnostic(d)
		} else if alike[0].Position == d.Position {
			a.showDiagnostic(d)
			fmt.Fprintf(a.stderr, "    %s\n", a.text("alike", "count", len(alike), "cells", cells(alike)))
		}
	}
}

// showDiagnostic writes FILE:WORKSHEET!CELL  CODE  what was found and what is
// allowed; what to do.
func (a *app) showDiagnostic(d diag.Diagnostic) {
	if at := d.Position.String(); at != "" {
		fmt.Fprint(a.stderr, at, "  ")
	}
	message := d.Message(a.lang)
	if d.Level() == diag.Warning {
		message = a.text("warning", "message", message)
	}
	fmt.Fprintf(a.stderr, "%s  %s\n", d.Code, a.text("advised", "message", message, "hint", d.Hint(a.lang)))
}

// cells lists the cells of diagnostics that are in order of rows, joining
// those that stand side by side: F5:R5, F7.
func cells(list diag.List) string {
	var ranges []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1].Row == list[i].Row && list[j+1].Col == list[j].Col+1 {
			j++
		}
		name := list[i].Cell()
		if j > i {
			name += ":" + list[j].Cell()
		}
		ranges = append(ranges, name)
		i = j + 1
	}
	return strings.Join(ranges, ", ")
}

// say writes a line on standard error: what a command did, for whoever ran it.
func (a *app) say(key string, args ...any) {
	fmt.Fprintln(a.stderr, msg.New(key, args...).In(a.lang))
}
