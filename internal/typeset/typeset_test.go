package typeset

import (
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{{"", 10, 1}, {"甲", 10, 1}, {strings.Repeat("甲", 10), 22, 2}, {"a\nb", 10, 2}, {"\n", 10, 2}} {
		if got := Lines(c.text, c.width); got != c.want {
			t.Errorf("%q takes %d lines of %g, want %d", c.text, got, c.width, c.want)
		}
	}
}
