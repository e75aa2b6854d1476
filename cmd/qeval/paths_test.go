package main

import (
	"path/filepath"
	"slices"
	"testing"
)

// TestPatterns are for each system what its people take them for.
func TestPatterns(t *testing.T) {
	there := []string{"[2022]", "[2022]/收到", "*", `[2022]\收到`, `\[乙]`}
	exists := func(path string) bool { return slices.Contains(there, path) }
	for _, c := range []struct{ system, path, want string }{
		{"linux", "收到/*.xlsx", "收到/*.xlsx"},
		{"linux", "收到/市[水林]*.XLSX", "收到/市[水林]*.XLSX"},
		{"linux", "[2022]/收到/*.xlsx", "[[]2022]/收到/*.xlsx"},
		{"linux", "*/a?.xlsx", "[*]/a?.xlsx"},
		{"linux", "/a/*", "/a/*"},
		{"windows", "*.xlsx", "*.[Xx][Ll][Ss][Xx]"},
		{"windows", `[2022]\收到\*`, `[[]2022]\收到\*`},
		{"windows", `[2023]\[新]*.et`, `[[]2023]\[[]新]*.[Ee][Tt]`},
		{"windows", `\[乙]\?`, `\[[]乙]\?`},
		{"windows", "", ""},
	} {
		if got := pattern(c.path, exists, c.system); got != c.want {
			t.Errorf("%s on %s is %s, want %s", c.path, c.system, got, c.want)
		}
	}
}

// TestAnyCase: a pattern in either case finds names in either.
func TestAnyCase(t *testing.T) {
	for _, pattern := range []string{"表[1]*.xlsx", "表[1]?.XLSX"} {
		for name, want := range map[string]bool{"表[1]a.XLSX": true, "表[1]a.xlsx": true, "表1a.xlsx": false} {
			if got, err := filepath.Match(inAnyCase(pattern), name); got != want || err != nil {
				t.Errorf("%s finds %s: %v, %v", pattern, name, got, err)
			}
		}
	}
}
