package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"qeval/internal/msg"
)

// Position is a place in the input. Any part may be missing: a problem of a
// file has no worksheet, one of all sheets together has not even a file.
type Position struct {
	File      string // as the user gave it
	Worksheet string
	Col, Row  int // one-based; 0 for no cell
}

// Cell is the cell's name, "F5", or "" if the position has none.
func (p Position) Cell() string {
	if p.Col == 0 {
		return ""
	}
	return Column(p.Col) + strconv.Itoa(p.Row)
}

// Column is the name of a one-based column: 1 is "A", 28 is "AB".
func Column(col int) string {
	if col <= 0 {
		return ""
	}
	return Column((col-1)/26) + string(rune('A'+(col-1)%26))
}

// String writes the position as FILE:WORKSHEET!CELL, as far as it goes.
func (p Position) String() string {
	s := p.File
	if p.Worksheet != "" {
		s += ":" + p.Worksheet
	}
	if p.Col != 0 {
		s += "!" + p.Cell()
	}
	return s
}

func (p Position) compare(q Position) int {
	return cmp.Or(
		compareBool(p.File == "", q.File == ""), // what is missing comes behind what is there and wrong
		cmp.Compare(p.File, q.File), cmp.Compare(p.Worksheet, q.Worksheet),
		cmp.Compare(p.Row, q.Row), cmp.Compare(p.Col, q.Col),
	)
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Diagnostic is one problem at one place. The functions that make one stand with
// the declarations of the kinds: [UnknownDepartment].At.
type Diagnostic struct {
	*Kind
	Position
	values  []any // of the kind's blanks
	allowed bool  // see [List.AllowMissing]
}

// Level is the level that is declared for the diagnostic's kind, or Warning if it
// says what is missing where that is allowed.
func (d Diagnostic) Level() Level {
	if d.allowed {
		return Warning
	}
	return d.Kind.Level
}

// Severity is the word that JSON uses for the level: "error", "warning" or "note".
func (d Diagnostic) Severity() string {
	switch d.Level() {
	case Note:
		return "note"
	case Warning:
		return "warning"
	}
	return "error"
}

// Message says what was found and what is allowed.
func (d Diagnostic) Message(lang msg.Lang) string { return d.message.Fill(d.values...).In(lang) }

// Hint says what to do.
func (d Diagnostic) Hint(lang msg.Lang) string { return d.hint.Fill(d.values...).In(lang) }

// Arg is the value of one of the blanks in the diagnostic's sentences, such as
// "found", or nil.
func (d Diagnostic) Arg(name string) any {
	if i := slices.Index(d.names, name); i >= 0 {
		return d.values[i]
	}
	return nil
}

// Text is [Diagnostic.Arg] as a sentence would print it, or "".
func (d Diagnostic) Text(name string, lang msg.Lang) string {
	switch value := d.Arg(name).(type) {
	case nil:
		return ""
	case msg.Text:
		return value.In(lang)
	default:
		return fmt.Sprint(value)
	}
}

// List is a collection of diagnostics.
type List []Diagnostic

// Add appends a diagnostic.
func (l *List) Add(d Diagnostic) { *l = append(*l, d) }

// Sorted is the list in the order in which every format shows it: notes, then
// warnings, then errors, then by file, worksheet, row and column, then as they were found,
// and nothing twice.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(min(a.Level(), Error), min(b.Level(), Error)), a.compare(b.Position), cmp.Compare(a.Code, b.Code))
	})
	kept := sorted[:0]
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[n].Code == sorted[0].Code && sorted[n].Position == sorted[0].Position {
			n++
		}
		kept = append(kept, distinct(sorted[:n])...)
		sorted = sorted[n:]
	}
	return kept
}

// distinct is a list of one code at one place without what is there twice.
func distinct(l List) List {
	if len(l) == 1 {
		return l // there is no need to know what it says
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(l, func(d Diagnostic) bool {
		said := d.Message(msg.Chinese)
		twice := seen[said]
		seen[said] = true
		return twice
	})
}

// Size is about how many bytes of memory the list takes.
func (l List) Size() int {
	const each = 512 // with the values of its blanks
	return each * len(l)
}

// Bounded is the list without what there is too much of in one file. It says of each
// such code how many are left out. Those that are left are enough for the level.
func (l List) Bounded() List {
	type group struct {
		Code
		file string
	}
	count := map[group]int{}
	kept := make(List, 0, min(len(l), MaxAlike))
	var over []group
	for _, d := range l {
		g := group{d.Code, d.File}
		if count[g]++; count[g] <= MaxAlike || d.File == "" {
			kept = append(kept, d)
		} else if count[g] == MaxAlike+1 {
			over = append(over, g)
		}
	}
	for _, g := range over {
		kept.AddMore(g.Code, g.file, count[g])
	}
	return kept
}

// AddMore says how many of one code there are in a file beside the MaxAlike that are
// listed. count is that of all of them.
func (l *List) AddMore(code Code, file string, count int) {
	l.Add(MoreAlike.At(Position{File: file}, code, MaxAlike, count-MaxAlike))
}

// AllowMissing is the list for a run that can do without what is still outstanding:
// that is a warning then, which strict does not make an error again.
func (l List) AllowMissing() List {
	list := slices.Clone(l)
	for i, d := range list {
		list[i].allowed = d.Outstanding
	}
	return list
}

// WithoutAllowed is the list without what [List.AllowMissing] allows.
func (l List) WithoutAllowed() List {
	return slices.DeleteFunc(slices.Clone(l), func(d Diagnostic) bool { return d.allowed })
}

// WithoutNotes is the list without its notes.
func (l List) WithoutNotes() List {
	return slices.DeleteFunc(slices.Clone(l), func(d Diagnostic) bool { return d.Level() == Note })
}

// HasOutstanding reports whether something is missing that may still come.
func (l List) HasOutstanding() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Outstanding })
}

// Worst is the highest level in the list, at least Warning. strict makes every warning
// an error, but no note.
func (l List) Worst(strict bool) Level {
	worst := Warning
	for _, d := range l {
		level := d.Level()
		if strict && level == Warning && !d.allowed {
			level = Error
		}
		worst = max(worst, level)
	}
	return worst
}

// Count is the number of errors and of warnings.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		switch level := d.Level(); {
		case level > Warning:
			errors++
		case level == Warning:
			warnings++
		}
	}
	return errors, warnings
}
