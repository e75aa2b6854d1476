package intake

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/scores"
	"qeval/internal/scoresheet"
)

// TestJobsAreKeptInTheirOrder, in whatever order they end.
func TestJobsAreKeptInTheirOrder(t *testing.T) {
	const n = 40
	var kept []int
	var second sync.WaitGroup
	second.Add(1)
	InParallel(n, nil, func(i int) Job {
		return Job{
			Do: func() {
				switch {
				case i == 0 && runtime.GOMAXPROCS(0) > 1:
					second.Wait()
				case i == 1:
					second.Done()
				}
			},
			Keep: func() { kept = append(kept, i) },
		}
	})
	if !slices.IsSorted(kept) || len(kept) != n {
		t.Error(kept)
	}
}

// TestSmallFilesAreWorkedOnTogether: two of them can wait for each other.
func TestSmallFilesAreWorkedOnTogether(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("there is one core")
	}
	var both sync.WaitGroup
	both.Add(2)
	InParallel(2, nil, func(int) Job {
		return Job{Bytes: limitAtOnce.Max / 2, Do: func() {
			both.Done()
			both.Wait()
		}}
	})
}

// TestLargeFilesAreWorkedOnAlone, and of small ones no more than a few at a time.
func TestLargeFilesAreWorkedOnAlone(t *testing.T) {
	for _, c := range []struct{ bytes, most int }{{limitAtOnce.Max, 1}, {10 * limitAtOnce.Max, 1}, {limitAtOnce.Max/2 + 1, 1}, {0, mostWorkers}} {
		var now, peak atomic.Int32
		InParallel(50, nil, func(int) Job {
			return Job{Bytes: c.bytes, Do: func() {
				n := now.Add(1)
				for was := peak.Load(); n > was && !peak.CompareAndSwap(was, n); was = peak.Load() {
				}
				now.Add(-1)
			}}
		})
		if int(peak.Load()) > c.most {
			t.Errorf("%d at a time of %d bytes each", peak.Load(), c.bytes)
		}
	}
}

// TestWhatIsTooMuchIsNotKept: once there is no room, nothing that comes later is kept, so
// that what is said does not depend on which file ends first.
func TestWhatIsTooMuchIsNotKept(t *testing.T) {
	sheet := func(entries int) Reading {
		return Reading{Sheets: []*scoresheet.Sheet{{Entries: make([]scores.Entry, entries)}}}
	}
	kept := budget.NewBytes(1<<20, "甲", "a").Budget()
	for i, c := range []struct {
		read Reading
		want string
	}{
		{sheet(100), ""}, {sheet(1 << 16), "Q112"}, {sheet(1), "Q112"}, {Reading{List: diag.List{diag.NoUnits.At(diag.Position{})}}, "Q112"},
	} {
		c.read.keep("a.xlsx", &kept)
		said := ""
		for _, d := range c.read.List {
			said += string(d.Code)
		}
		if said != c.want || (len(c.read.Sheets) == 0) != (c.want != "") || !slices.Equal(c.read.Inputs, []string{"a.xlsx"}) && c.want != "" {
			t.Errorf("%d: %s, %d sheets of %v", i, said, len(c.read.Sheets), c.read.Inputs)
		}
	}
}
