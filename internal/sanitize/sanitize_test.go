package sanitize

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// odd draws texts of what has a meaning somewhere, between plain characters.
func odd() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"县", "a", "A", ".", "..", " ", "/", `\`, "../", "C:", "CON", "con", "nul", "COM1", "com¹", "LPT³", "CONIN$", "~$", "-", "x.xlsx",
			"\x1b[31m", "\x1b]8;;http://x\x07", "\r", "\n", "\t", "\x00", "\x7f", "\u0085", "\u009b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028",
			"\U000e0041", "\xff", "\xe5\x8e", "=1+1", "“", `"`, "{", strings.Repeat("长", 300), "ß", "ſ", "İ", "　",
		}),
		rapid.String(),
	)
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "") })
}

// hidden is what must not come through, told in another way than by Unseen.
var hidden = regexp.MustCompile(`[\x00-\x1f\x7f-\x{9f}\p{Cf}\x{2028}\x{2029}]`)

// TestNothingUnseenIsWritten, however the text is cut into pieces, and everything
// else is written as it is.
func TestNothingUnseenIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := odd().Draw(t, "text")
		var out bytes.Buffer
		w := NewWriter(&out)
		for rest := []byte(text + "\n"); len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "n")
			if written, err := w.Write(rest[:n]); written != n || err != nil {
				t.Fatal(written, err)
			}
			rest = rest[n:]
		}
		got := strings.TrimSuffix(out.String(), "\n")
		if got != Text(text) {
			t.Fatalf("in pieces %q, as a whole %q", got, Text(text))
		}
		if shown := strings.NewReplacer("\n", "", "\t", "").Replace(got); hidden.MatchString(shown) || !utf8.ValidString(got) {
			t.Fatalf("%q is shown as %q", text, got)
		}
		if line := Line(text); hidden.MatchString(line) || !utf8.ValidString(line) {
			t.Fatalf("%q is shown as %q", text, line)
		}
		if plain := hidden.ReplaceAllString(strings.ToValidUTF8(text, ""), ""); Line(plain) != plain {
			t.Fatalf("%q is shown as %q", plain, Line(plain))
		}
	})
}

// TestJSONKeepsItsValue.
func TestJSONKeepsItsValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := odd().Draw(t, "text")
		data, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var before, after string
		if err := json.Unmarshal(data, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(Text(string(data))), &after); err != nil || before != after {
			t.Fatalf("%q became %q: %v", before, after, err)
		}
	})
}

func TestFieldsOfCSVAreNoFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "甲": "甲", "3": "3", "a=1": "a=1", "'=1": "'=1",
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(1)": "'@SUM(1)", "＝1+1": "'＝1+1", "－1": "'－1",
		" =1": "' =1", "\n\u3000=1": "'\n\u3000=1", "\u200b=1": "'\u200b=1", "\t甲": "'\t甲", "\r甲": "'\r甲", " 甲": " 甲",
	} {
		if got := Field(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// devices matches the names that Windows keeps for itself, told apart as it does:
// by what stands before the first point.
var devices = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$`)

// TestFileNamesStayInTheirFolder and are valid on every system, whatever the names
// and the title that they are made of.
func TestFileNamesStayInTheirFolder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(odd(), 1, 5).Draw(t, "names")
		names = append(names, names[0], strings.ToUpper(names[0]))
		stem := FileName(odd().Draw(t, "title"))
		files := FileNames(stem+"反馈（征求意见稿）-", names)
		seen := map[string]bool{}
		for i, file := range append(files, stem+"汇总（征求意见稿）.xlsx") {
			if lower := strings.ToLower(file); seen[lower] {
				t.Fatalf("%q is there twice", file)
			} else {
				seen[lower] = true
			}
			base, _, _ := strings.Cut(file, ".")
			switch {
			case !filepath.IsLocal(file), filepath.Base(file) != file, strings.ContainsAny(file, `<>:"/\|?*`):
				t.Fatalf("%q is no name", file)
			case len(file) > 255, !utf8.ValidString(file), hidden.MatchString(file):
				t.Fatalf("%q is too long or not plain", file)
			case devices.MatchString(strings.TrimSpace(base)):
				t.Fatalf("%q is a device", file)
			case strings.HasPrefix(file, "-"), strings.HasPrefix(file, "."), strings.HasPrefix(file, "~$"), unicode.IsSpace(rune(file[0])):
				t.Fatalf("%q is hidden, a lock or an option", file)
			case i < len(names) && strings.HasSuffix(strings.TrimSuffix(file, ".xlsx"), " "):
				t.Fatalf("%q has a space at its end", file)
			}
		}
	})
}

// TestLongNamesFit where both the title and the name are as long as can be, and
// neither is there once.
func TestLongNamesFit(t *testing.T) {
	for _, character := range []string{"长", "a", "𠀀", "é"} {
		long := strings.Repeat(character, 300)
		for _, file := range FileNames(FileName(long)+"反馈（征求意见稿）-", slices.Repeat([]string{long}, 12)) {
			if len(file) > 255 || !utf8.ValidString(file) {
				t.Errorf("%d bytes: %q", len(file), file)
			}
		}
	}
}

func TestOrdinaryNamesStay(t *testing.T) {
	for name, want := range map[string]string{
		"夏　县": "夏　县", "2030年考核": "2030年考核", "a/b": "a_b", "尾. ": "尾", "..": "", "CON": "_CON", "con.x": "_con.x", "NUL .x": "_NUL .x",
		"COM²": "_COM²", "CONCERN": "CONCERN", "~$a": "$a", "a\u202eb": "a_b", strings.Repeat("长", 34): strings.Repeat("长", 33),
	} {
		if got := FileName(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
