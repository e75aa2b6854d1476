package indicator

import (
	"slices"
	"testing"
)

func TestCharactersThatNobodySees(t *testing.T) {
	for r, want := range map[rune]struct{ unseen, turns bool }{
		0x200B: {true, false}, 0x2060: {true, false}, 0xFEFF: {true, false}, 0x202A: {true, false}, 0x202C: {true, false}, 0x200E: {true, false},
		0x202B: {false, true}, 0x202D: {false, true}, 0x202E: {false, true}, 0x2066: {false, true}, 0x2067: {false, true},
		0x2068: {false, true}, 0x2069: {false, true}, 0x200F: {false, true}, 0x061C: {false, true},
		' ': {}, 0x3000: {}, '水': {}, '0': {},
	} {
		if Unseen(r) != want.unseen || Turns(string(r)) != want.turns {
			t.Errorf("%U: unseen %t, turns %t", r, Unseen(r), Turns(string(r)))
		}
	}
	if got := WithoutUnseen("2\u200b.5\ufeff "); got != "2.5 " {
		t.Errorf("%q", got)
	}
}

func TestNamesThatOnlyLookAlike(t *testing.T) {
	for _, c := range []struct {
		name, other string
		want        []string
	}{
		{"市⽔利局", "市水利局", []string{"⽔(U+2F54)→水"}},
		{"⻓治市", "长治市", []string{"⻓(U+2ED3)→长"}},
		{"⼈⺠县", "人民县", []string{"⼈(U+2F08)→人", "⺠(U+2EA0)→民"}},
		{"А1.1", "A1.1", []string{"А(U+0410)→A"}},
		{"市水利局", "市水利局", nil},
		{"市水务局", "市水利局", nil},
		{"市⽔务局", "市水利局", nil}, // another name all the same
		{"⽔利局", "市水利局", nil},
	} {
		if got := Disguised(c.name, c.other); !slices.Equal(got, c.want) {
			t.Errorf("%s for %s: %q, want %q", c.name, c.other, got, c.want)
		}
	}
	if near := Nearest("⼈⺠县", []string{"东县", "人民县"}); near != "人民县" {
		t.Errorf("⼈⺠县 is near to %q", near)
	}
}
