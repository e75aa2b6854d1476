package term

import (
	"sync"
	"time"

	"github.com/cheggaaa/pb/v3"
)

// Progress shows how many things of many are done and how long the rest will take.
// A nil Progress shows nothing.
type Progress struct {
	bar   *pb.ProgressBar
	begin time.Time
	start sync.Once
}

// patience is how long something may take before it is worth a line.
const patience = 500 * time.Millisecond

// Progress begins to show how n things that label names come along; left names the
// time that is left, with %s for it. Where there is no terminal it is nil.
func (t Terminal) Progress(n int, label, left string) *Progress {
	if t.Width == 0 {
		return nil
	}
	template := `{{string . "label"}} {{counters . }} {{bar . "[" "=" ">" " " "]"}} {{rtime . "` + left + `" "" ""}}`
	bar := pb.ProgressBarTemplate(template).New(n).Set("label", label).Set(pb.CleanOnFinish, true).Set(pb.Color, false).Set(pb.Terminal, true)
	return &Progress{bar: bar.SetWriter(t.Out).SetWidth(t.Width - 1), begin: time.Now()} // the last column would begin a new line
}

// Done says that one more is done, from whatever goroutine.
func (p *Progress) Done() {
	if p == nil {
		return
	}
	p.bar.Increment()
	if time.Since(p.begin) > patience {
		p.start.Do(func() { p.bar.Start() })
	}
}

// End takes the line away.
func (p *Progress) End() {
	if p != nil {
		p.start.Do(func() {}) // and nobody starts it now
		p.bar.Finish()
	}
}
