package intake

import (
	"runtime"

	"golang.org/x/sync/errgroup"

	"qeval/internal/diag"
)

// Progress begins to show how n things come along: done is called for each, end in the
// end. It may be nil.
type Progress func(n int) (done, end func())

// InParallel does n things, as many at a time as there are cores, and shows how they
// come along.
func InParallel(n int, progress Progress, do func(i int)) {
	done := func() {}
	if progress != nil {
		begun, end := progress(n)
		done = begun
		defer end()
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			defer done()
			do(i)
			return nil
		})
	}
	group.Wait() // none of them returns an error
}

// Catch is to be deferred by what is done to one file: a fault of the program
// must not hide what the other files say.
func Catch(file string, list *diag.List) {
	if fault := recover(); fault != nil {
		list.Add(diag.Internal.At(diag.Position{File: file}, fault))
	}
}
