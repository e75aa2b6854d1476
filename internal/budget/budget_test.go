package budget

import "testing"

func TestBudget(t *testing.T) {
	b := New(10, "格", "cells").Budget()
	for i, c := range []struct {
		n    int
		want bool
	}{{4, true}, {6, true}, {0, true}, {1, false}, {0, false}, {-5, false}} {
		if got := b.Take(c.n); got != c.want || b.Exceeded() == c.want {
			t.Errorf("step %d: %v", i, got)
		}
	}
	if none := (Budget{}); none.Take(1) {
		t.Error("the zero budget has something")
	}
}
