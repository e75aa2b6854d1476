package intake

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"qeval/internal/budget"
	"qeval/internal/diag"
)

// Progress begins to show how n things come along: done is called for each, end in the
// end. It may be nil.
type Progress func(n int) (done, end func())

// limitAtOnce is how many bytes, unpacked, all files may have together that are worked on
// at the same time, however many cores there are. One that has more is worked on alone.
// What is made of a cell that is wrong takes up to fifty times as much memory.
var limitAtOnce = budget.NewBytes(2<<20, "同时处理的文件解压后的大小", "size when unpacked of all files worked on at the same time")

// mostWorkers is how many cores are used at most: from a few bytes there may come as many
// scores as a sheet may have.
const mostWorkers = 4

// Job is what is to be done to one thing.
type Job struct {
	Bytes int    // of the file that is worked on, unpacked
	Do    func() // may run beside those of others
	Keep  func() // is called when those before have been done and kept; nil for nothing
}

// InParallel does n things, as many at a time as there are cores, and as [mostWorkers] and
// [limitAtOnce] allow, and shows how they come along. begin is called for one after the other.
func InParallel(n int, progress Progress, begin func(i int) Job) {
	done := func() {}
	if progress != nil {
		begun, end := progress(n)
		done = begun
		defer end()
	}
	var group errgroup.Group
	group.SetLimit(min(runtime.GOMAXPROCS(0), mostWorkers))
	room := semaphore.NewWeighted(int64(limitAtOnce.Max))
	line := queue{jobs: make([]Job, n), finished: make([]bool, n), room: room}
	for i := range n {
		job := begin(i)
		job.Bytes = min(job.Bytes, limitAtOnce.Max)
		line.jobs[i] = job
		room.Acquire(context.Background(), int64(job.Bytes)) // it fails only when a context ends
		group.Go(func() error {
			defer done()
			job.Do()
			line.finish(i)
			return nil
		})
	}
	group.Wait() // none of them returns an error
}

// queue are jobs that end in the order in which they began. They give back their room
// then, so that what waits to be kept has a bound too.
type queue struct {
	lock     sync.Mutex
	jobs     []Job
	finished []bool
	next     int // that is to be kept
	room     *semaphore.Weighted
}

func (q *queue) finish(i int) {
	q.lock.Lock()
	defer q.lock.Unlock()
	q.finished[i] = true
	for ; q.next < len(q.jobs) && q.finished[q.next]; q.next++ {
		job := q.jobs[q.next]
		if job.Keep != nil {
			job.Keep()
		}
		q.jobs[q.next] = Job{}
		q.room.Release(int64(job.Bytes))
	}
}

// Catch is to be deferred by what is done to one file: a fault of the program
// must not hide what the other files say.
func Catch(file string, list *diag.List) {
	if fault := recover(); fault != nil {
		list.Add(diag.Internal.At(diag.Position{File: file}, diag.NewFault(fault)))
	}
}
