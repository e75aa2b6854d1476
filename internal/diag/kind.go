package diag

import (
	"cmp"
	"slices"

	"qeval/internal/msg"
)

// Code names one kind of problem for good: "Q304". The first digit tells
// what is at fault: 0 the command or the system, 1 a workbook, 2 a sheet, 3 a
// cell, 4 the sheets together, 5 a report, 6 an indicator table.
type Code string

// Level is how bad a problem is.
type Level int

// The levels. A note is shown, and never stops anything. A warning is read past,
// unless the user wants warnings to be errors. Fatal is shown as an error too; it
// is what is wrong with the command or the system rather than with the input.
const (
	Note Level = iota
	Warning
	Error
	Fatal
)

// Name is the word for a level. What is fatal is an error to whoever reads it.
func (l Level) Name(lang msg.Lang) string {
	switch l {
	case Note:
		return msg.LevelNote.In(lang)
	case Warning:
		return msg.LevelWarning.In(lang)
	}
	return msg.LevelError.In(lang)
}

// ExitStatus is the exit status that a problem of this level causes.
func (l Level) ExitStatus() int { return max(0, int(l-Warning)) }

// Grouping says how diagnostics of one code are shown as one.
type Grouping int

// The groupings.
const (
	Single    Grouping = iota // each says something of its own
	ByCell                    // they differ by nothing but their cells
	ByValue                   // they differ by what was found in each cell, within one limit
	ByUnit                    // they differ by nothing but their units
	FirstFew                  // each says something of its own, but of very many the first ones tell enough
	FirstFive                 // as FirstFew, of which fewer tell enough
	ByFile                    // they differ by nothing but their files
	ByOther                   // each tells of a file beside the same other one, and of very many the first ones tell enough
)

// Kind is what is declared of a code, in one literal: see [UnknownDepartment].
// Its example is a diagnostic as a run may show it, so that an explanation never
// differs from the message explained.
type Kind struct {
	Code        Code
	Level       Level
	Grouping    Grouping
	Outstanding bool     // something is missing that may still come
	Where       Position // of the example

	Title   both // names the problem in a few words
	Meaning both // what the code means, and why it is a problem
	Message both // what was found and what is allowed
	Hint    both // what to do

	Example Diagnostic

	names         []string // of the blanks
	message, hint *msg.Template
}

type both = msg.Sentence

// Declared is a kind of problem and the function that makes a diagnostic of it:
// for a position and the values of its blanks, in the order of the declaration.
type Declared[F any] struct {
	*Kind
	At F
}

// kinds are all that are declared. Only the declarations add to it, before the
// program starts.
var kinds []*Kind

// Kinds lists every kind by code.
func Kinds() []*Kind {
	return slices.SortedFunc(slices.Values(kinds), func(a, b *Kind) int { return cmp.Compare(a.Code, b.Code) })
}

// Lookup finds the kind of a code, nil if there is none.
func Lookup(code Code) *Kind {
	if i := slices.IndexFunc(kinds, func(k *Kind) bool { return k.Code == code }); i >= 0 {
		return kinds[i]
	}
	return nil
}

// arg is a blank of a kind's sentences: its name and an example of its value, whose
// type is that of all its values.
type arg[T any] struct {
	name    string
	example T
}

func blank[T any](name string, example T) arg[T] { return arg[T]{name, example} }

// register makes a kind known. Like [msg.MustTemplate] it panics where the sentences
// and the blanks do not fit each other.
func register(k Kind, names []string, examples ...any) *Kind {
	if Lookup(k.Code) != nil {
		panic("declared twice: " + k.Code)
	}
	k.names = names
	msg.MustTemplate(nil, k.Title)
	msg.MustTemplate(nil, k.Meaning)
	k.message, k.hint = msg.MustTemplate(names, k.Message), msg.MustTemplate(names, k.Hint)
	k.Example = k.at(k.Where, examples...)
	kinds = append(kinds, &k)
	k.Example.Kind = &k
	return &k
}

// at is the diagnostic of this kind at a position.
func (k *Kind) at(p Position, values ...any) Diagnostic {
	return Diagnostic{Kind: k, Position: p, values: values}
}

// declare0 to declare5 declare a kind with so many blanks.

func declare0(k Kind) Declared[func(Position) Diagnostic] {
	kind := register(k, nil)
	return Declared[func(Position) Diagnostic]{kind, func(p Position) Diagnostic { return kind.at(p) }}
}

func declare1[A any](k Kind, a arg[A]) Declared[func(Position, A) Diagnostic] {
	kind := register(k, []string{a.name}, a.example)
	return Declared[func(Position, A) Diagnostic]{kind, func(p Position, a A) Diagnostic { return kind.at(p, a) }}
}

func declare2[A, B any](k Kind, a arg[A], b arg[B]) Declared[func(Position, A, B) Diagnostic] {
	kind := register(k, []string{a.name, b.name}, a.example, b.example)
	return Declared[func(Position, A, B) Diagnostic]{kind, func(p Position, a A, b B) Diagnostic { return kind.at(p, a, b) }}
}

func declare3[A, B, C any](k Kind, a arg[A], b arg[B], c arg[C]) Declared[func(Position, A, B, C) Diagnostic] {
	kind := register(k, []string{a.name, b.name, c.name}, a.example, b.example, c.example)
	return Declared[func(Position, A, B, C) Diagnostic]{kind, func(p Position, a A, b B, c C) Diagnostic { return kind.at(p, a, b, c) }}
}

func declare4[A, B, C, D any](k Kind, a arg[A], b arg[B], c arg[C], d arg[D]) Declared[func(Position, A, B, C, D) Diagnostic] {
	kind := register(k, []string{a.name, b.name, c.name, d.name}, a.example, b.example, c.example, d.example)
	return Declared[func(Position, A, B, C, D) Diagnostic]{kind, func(p Position, a A, b B, c C, d D) Diagnostic { return kind.at(p, a, b, c, d) }}
}

func declare5[A, B, C, D, E any](k Kind, a arg[A], b arg[B], c arg[C], d arg[D], e arg[E]) Declared[func(Position, A, B, C, D, E) Diagnostic] {
	kind := register(k, []string{a.name, b.name, c.name, d.name, e.name}, a.example, b.example, c.example, d.example, e.example)
	return Declared[func(Position, A, B, C, D, E) Diagnostic]{kind, func(p Position, a A, b B, c C, d D, e E) Diagnostic { return kind.at(p, a, b, c, d, e) }}
}

// Value is what the sentences on a cell for a score may mention, each by its field's
// name in lower case.
type Value struct {
	Unit, Code, Item string   // whose score it is, and for what
	Found            string   // in the cell
	Read             any      // as what it was read, if it was
	Shown            msg.Text // how the cell is shown, where that is not how it is stored
	Formula          string   // that rounds the cell to two decimals
	Merged           string   // the range that the cell is merged into
	Why              msg.Text // why people may not see it as it is stored, or what is to be known of its formula
	Allowed, Fix     msg.Text // what may be entered, and what to enter where clerks are tempted to leave a blank
	Ask, Rule        msg.Text // what to do about a criterion that does not apply, and what the table says of it
}

var valueNames = []string{"unit", "code", "item", "found", "read", "shown", "formula", "merged", "why", "allowed", "fix", "ask", "rule"}

func (v Value) values() []any {
	return []any{v.Unit, v.Code, v.Item, v.Found, v.Read, v.Shown, v.Formula, v.Merged, v.Why, v.Allowed, v.Fix, v.Ask, v.Rule}
}

// ValueKind is a kind of problem of a cell for a score. The zero ValueKind is none.
type ValueKind struct{ *Kind }

// At is the diagnostic of this kind at a position.
func (k ValueKind) At(p Position, v Value) Diagnostic { return k.at(p, v.values()...) }

// declareValue declares a kind of problem of a cell for a score, which are grouped by
// what was found unless the declaration says otherwise. The example has the unit, the
// criterion and the limits that all of them share.
func declareValue(k Kind, example Value) ValueKind {
	example.Unit, example.Code, example.Item = "河津市", "C1.8", "加大质量监管力度"
	if example.Allowed.IsZero() {
		example.Allowed, example.Fix = msg.AllowedScore("5"), msg.FixScore
	}
	example.Ask, example.Rule = msg.FixAskOffice("质量工作考核办公室"), msg.RuleNone
	k.Where = cell(8, 5)
	if k.Grouping == Single {
		k.Grouping = ByValue
	}
	return ValueKind{register(k, valueNames, example.values()...)}
}

// Where the examples stand.
var (
	folder  = Position{File: "评分表"}
	file    = Position{File: "评分表/市水利局.xlsx"}
	sheet   = Position{File: "评分表/市水利局.xlsx", Worksheet: "评分表"}
	reasons = Position{File: sheet.File, Worksheet: "扣分说明"}

	published = Position{File: "2022年质量工作考核汇总.xlsx"}
)

// cell is an example's cell.
func cell(col, row int) Position { return Position{sheet.File, sheet.Worksheet, col, row} }

// reason is a cell of an example's row of reasons.
func reason(col int) Position { return Position{reasons.File, reasons.Worksheet, col, 4} }

// tablePart is a place in an example's table.
func tablePart(worksheet string, col, row int) Position {
	return Position{"2023年指标表.xlsx", worksheet, col, row}
}
