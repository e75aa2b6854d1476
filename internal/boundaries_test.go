package internal

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestBoundaries holds who may import what, and what may not stand below a package.
// Tests and the packages that only tests import are free to.
func TestBoundaries(t *testing.T) {
	imports, below := packages(t)
	const excelize = "github.com/xuri/excelize/v2"
	for library, users := range map[string][]string{
		excelize:                            {"internal/bookwriter"},
		"github.com/spf13/cobra":            {"cmd/qeval"},
		"github.com/olekukonko/tablewriter": {"internal/term"},
		"os":                                {"cmd/qeval", "internal/intake", "internal/release", "internal/atomicfile", "internal/term", "internal/workbook"},
		"net":                               nil, "net/http": nil,
	} {
		for _, pkg := range sorted(imports) {
			uses := slices.Contains(imports[pkg], library)
			if is := slices.Contains(users, pkg); uses && !is && !forTests(pkg) {
				t.Errorf("%s imports %s", pkg, library)
			} else if is && !uses {
				t.Errorf("%s does not import %s any more", pkg, library)
			}
		}
	}
	for pkg, never := range map[string][]string{
		"internal/workbook": {excelize, "internal/bookwriter"},
		"internal/assess":   {excelize, "os", "time", "io", "internal/workbook", "internal/scoresheet", "internal/report"},
		"internal/scores":   {excelize, "os", "internal/workbook"},
		"internal/annotate": {excelize},
	} {
		for _, other := range never {
			// The standard library is judged by what the package itself imports.
			list := below[pkg]
			if !strings.ContainsAny(other, "./") {
				list = imports[pkg]
			}
			if slices.Contains(list, other) {
				t.Errorf("%s has %s below it", pkg, other)
			}
		}
	}
}

// forTests reports whether only tests import a package.
func forTests(pkg string) bool { return strings.HasSuffix(pkg, "test") }

func sorted(imports map[string][]string) []string {
	var names []string
	for name := range imports {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// packages lists what each package imports itself, and all that is below it. Those of
// the module are named without its name.
func packages(t *testing.T) (imports, below map[string][]string) {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{join .Imports " "}}|{{join .Deps " "}}`, "qeval/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	imports, below = map[string][]string{}, map[string][]string{}
	for line := range strings.Lines(strings.ReplaceAll(string(out), "qeval/", "")) {
		parts := strings.Split(strings.TrimSpace(line), "|")
		imports[parts[0]], below[parts[0]] = strings.Fields(parts[1]), strings.Fields(parts[2])
	}
	return imports, below
}
