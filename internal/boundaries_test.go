package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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
		"os":                                {"cmd/qeval", "internal/intake", "internal/release", "internal/atomicfile", "internal/output", "internal/term", "internal/workbook"},
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

// TestEverySentenceIsUsed: what nothing says is no part of the program.
func TestEverySentenceIsUsed(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^(?:\t|var )([A-Z]\w*)\s+= (?:plain|say\d|declare)`)
	var names []string
	used := map[string]bool{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(filepath.Join("..", path))
		if err != nil {
			return err
		}
		pkg := filepath.Base(filepath.Dir(path))
		if pkg == "msg" || pkg == "diag" {
			for _, m := range declared.FindAllSubmatch(source, -1) {
				names = append(names, pkg+"."+string(m[1]))
			}
		}
		for _, m := range regexp.MustCompile(`\b(?:msg|diag)\.[A-Z]\w*`).FindAll(source, -1) {
			used[string(m)] = true
		}
		return nil
	})
	if err != nil || len(names) < 500 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		if !used[name] && !slices.Contains([]string{"msg.LevelNote", "msg.LevelWarning", "msg.LevelError", "diag.MoreAlike"}, name) {
			t.Errorf("%s is never said", name)
		}
	}
}

// packages lists what each package imports itself, and all that is below it, as far as
// the module's own packages lead there. Those of the module are named without its name.
func packages(t *testing.T) (imports, below map[string][]string) {
	t.Helper()
	imports, below = map[string][]string{}, map[string][]string{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", path), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(path))
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports[pkg] = append(imports[pkg], strings.TrimPrefix(imported, "qeval/"))
		}
		return nil
	})
	if err != nil || len(imports) < 20 {
		t.Fatal(len(imports), err)
	}
	var add func(to, from string)
	add = func(to, from string) {
		for _, one := range imports[from] {
			if !slices.Contains(below[to], one) {
				below[to] = append(below[to], one)
				add(to, one)
			}
		}
	}
	for pkg := range imports {
		add(pkg, pkg)
	}
	return imports, below
}
