// Package budget bounds what a file may make the program read or do: by counts, never
// by a clock, so that the same file has the same answer on every machine.
//
// Each package declares its limits in its limits.go, with their reasons. It takes from
// a [Budget] before it does the work, and refuses what is more.
package budget

import (
	"fmt"

	"qeval/internal/msg"
)

// Limit is how much of something there may be, and what it is.
type Limit struct {
	Max   int
	Name  msg.Text
	bytes bool
}

// New makes a limit of a number of things.
func New(most int, zh, en string) Limit { return Limit{Max: most, Name: named(zh, en)} }

// NewBytes makes a limit of a size in bytes.
func NewBytes(most int, zh, en string) Limit {
	return Limit{Max: most, Name: named(zh, en), bytes: true}
}

func named(zh, en string) msg.Text { return msg.MustTemplate(nil, msg.Sentence{zh, en}).Fill() }

// String is how much there may be: a number, or a size such as 64 MB.
func (l Limit) String() string {
	switch {
	case l.bytes && l.Max%(1<<20) == 0:
		return fmt.Sprint(l.Max>>20, " MB")
	case l.bytes && l.Max%(1<<10) == 0:
		return fmt.Sprint(l.Max>>10, " KB")
	}
	return fmt.Sprint(l.Max)
}

// Excess is the error that there is more of something than its limit allows.
type Excess struct{ Limit }

func (e Excess) Error() string { return e.Text().In(msg.English) }

// Excess is the error that there is more than the limit allows.
func (l Limit) Excess() error { return Excess{l} }

// Text is the limit in words: of what there may be how much.
func (l Limit) Text() msg.Text { return msg.LimitOf(l.Name, l.String()) }

// Budget is what is left of a limit. The zero Budget has nothing.
type Budget struct {
	Limit
	taken int
}

// Budget begins to count against the limit.
func (l Limit) Budget() Budget { return Budget{Limit: l} }

// Take takes n, and reports whether there was as much left. Once there was not,
// nothing is.
func (b *Budget) Take(n int) bool {
	if !b.Exceeded() {
		b.taken += n
	}
	return !b.Exceeded()
}

// Exceeded reports whether more was to be taken than there was.
func (b *Budget) Exceeded() bool { return b.taken > b.Max }
