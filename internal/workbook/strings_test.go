package workbook

import (
	"testing"

	"pgregory.net/rapid"
)

// TestEscapedTextsComeBack, whatever in them looks like a code.
func TestEscapedTextsComeBack(t *testing.T) {
	piece := rapid.SampledFrom([]string{"_", "x", "_x0041_", "x0041_", "_x005F_", "x005F", "甲", "_xD800_", "_x00", "41"})
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, p := range rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces") {
			text += p
		}
		if got := Unescape(Escape(text)); got != text {
			t.Fatalf("%q becomes %q", text, got)
		}
	})
}
