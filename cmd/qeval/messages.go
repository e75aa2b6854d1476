package main

import (
	"fmt"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/sanitize"
)

// alikeFrom is how many diagnostics of one code in one worksheet are shown as one, and
// alikeFiles how many that differ only by their files.
const (
	alikeFrom  = 4
	alikeFiles = 2
)

// maxInFull is how many of them are shown in full where each says something of its
// own, by their grouping.
var maxInFull = map[diag.Grouping]int{diag.FirstFew: 10, diag.FirstFive: 5, diag.ByOther: 3}

// showDiagnostics writes a sorted list for a person: one line each, but many
// alike in one worksheet, or of one kind in many files, as the first of them with all the
// cells, units or files, and of very many the first ones and where the rest are.
func (a *app) showDiagnostics(list diag.List) {
	type group struct {
		code                    diag.Code
		file, worksheet, common string
	}
	of := func(d diag.Diagnostic) group {
		g := group{code: d.Code, file: d.File, worksheet: d.Worksheet}
		switch d.Grouping {
		case diag.ByValue:
			g.common = d.Text("allowed", a.lang)
		case diag.ByUnit:
			g.common = d.Text("department", a.lang) + d.Text("code", a.lang)
		case diag.ByFile:
			g = group{code: d.Code, common: d.Message(a.lang)}
		case diag.ByOther:
			g = group{code: d.Code, common: d.Text("first", a.lang) + d.Text("read", a.lang)}
		}
		return g
	}
	groups := map[group]diag.List{}
	for _, d := range list {
		if d.Grouping != diag.Single {
			groups[of(d)] = append(groups[of(d)], d)
		}
	}
	shown := map[group]int{}
	for _, d := range list {
		alike, n := groups[of(d)], shown[of(d)]
		shown[of(d)]++
		few := len(alike) < alikeFrom
		if d.Grouping == diag.ByFile {
			few = len(alike) < alikeFiles
		}
		switch most, first := maxInFull[d.Grouping]; {
		case few, first && n < most:
			a.showDiagnostic(d)
		case first && n == most:
			a.tell("    " + a.text(rest(alike[n:])))
		case n == 0:
			a.showDiagnostic(d)
			a.tell("    " + a.text(a.alike(alike)))
		}
	}
	a.showFaults(list)
}

// alike says where all of those are that are shown as one.
func (a *app) alike(list diag.List) msg.Text {
	if list[0].Grouping == diag.ByFile {
		return msg.AlikeFiles(len(list), filesOf(list))
	}
	return msg.AlikeCells(len(list), a.cells(list))
}

// rest says where those are that are not shown.
func rest(list diag.List) msg.Text {
	if list[0].Grouping == diag.ByOther {
		return msg.OtherFiles(len(list), filesOf(list))
	}
	return msg.AlikeRest(len(list), ranges(list))
}

// filesOf names the files of diagnostics.
func filesOf(list diag.List) msg.Text {
	var files []string
	for _, d := range list {
		files = append(files, d.File)
	}
	return msg.Some(files, maxNamed)
}

// maxNamed is how many units or files are named of a group.
const maxNamed = 20

// cells lists the cells of diagnostics that are shown as one: F5:R6, G7, or
// with what was found in each if that is not the same; or it lists their units.
func (a *app) cells(list diag.List) string {
	if list[0].Grouping == diag.ByUnit {
		var units []string
		for _, d := range list {
			units = append(units, d.Text("unit", a.lang))
		}
		return msg.Some(units, maxNamed).In(a.lang)
	}
	found := func(d diag.Diagnostic) string { return d.Text("found", a.lang) }
	if list[0].Grouping == diag.ByCell || !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return found(d) != found(list[0]) }) {
		return ranges(list)
	}
	var parts []string
	for len(list) > 0 {
		n := 1
		for n < len(list) && found(list[n]) == found(list[0]) {
			n++
		}
		parts = append(parts, ranges(list[:n])+" “"+found(list[0])+"”")
		list = list[n:]
	}
	return strings.Join(parts, ", ")
}

// showDiagnostic writes FILE:WORKSHEET!CELL  CODE  what was found and what is
// allowed; what to do.
func (a *app) showDiagnostic(d diag.Diagnostic) {
	a.tell(a.line(d, a.text(msg.MessageWithHint(d.Message(a.lang), d.Hint(a.lang)))))
}

// line puts a diagnostic's position and code before what it says.
func (a *app) line(d diag.Diagnostic, text string) string {
	switch d.Level() {
	case diag.Note:
		text = a.text(msg.NoteLine(text))
	case diag.Warning:
		text = a.text(msg.WarningLine(text))
	}
	line := string(d.Code) + "  " + text
	if at := d.Position.String(); at != "" {
		line = at + "  " + line
	}
	return line
}

// ranges joins the cells of diagnostics, which are in order of rows, to
// rectangles: F5:R6, G7.
func ranges(list diag.List) string {
	type rectangle struct{ first, last diag.Position }
	var found []rectangle
	above := map[[3]int]int{} // the last rectangle of these columns that ends in this row
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1].Row == list[i].Row && list[j+1].Col == list[j].Col+1 {
			j++
		}
		place := [3]int{list[i].Col, list[j].Col, list[i].Row}
		n, ok := above[[3]int{place[0], place[1], place[2] - 1}]
		if ok {
			found[n].last.Row++
		} else {
			n, found = len(found), append(found, rectangle{list[i].Position, list[j].Position})
		}
		above[place] = n
		i = j + 1
	}
	var names []string
	for _, r := range found {
		name := r.first.Cell()
		if r.last != r.first {
			name += ":" + r.last.Cell()
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// say writes a line on standard error: what a command did, for whoever ran it.
func (a *app) say(text msg.Text) {
	if a.quiet {
		return
	}
	a.tell(a.text(text))
}

// tell writes one line on standard error. No name or text in it can begin another,
// which would look like a message of ours.
func (a *app) tell(line string) { fmt.Fprintln(a.stderr, sanitize.Line(line)) }

// show is tell for lines of the results, on standard output.
func (a *app) show(lines ...string) error {
	for _, line := range lines {
		if _, err := fmt.Fprintln(a.stdout, sanitize.Line(line)); err != nil {
			return err
		}
	}
	return nil
}
