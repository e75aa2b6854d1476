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

func TestLimitsAsPeopleReadThem(t *testing.T) {
	for want, l := range map[string]Limit{
		"64 MB": NewBytes(64<<20, "甲", "a"), "96 KB": NewBytes(3<<15, "甲", "a"), "1000": NewBytes(1000, "甲", "a"), "1048576": New(1<<20, "甲", "a"),
	} {
		if got := l.String(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
