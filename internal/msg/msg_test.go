package msg

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var blank = regexp.MustCompile(`\{([a-z]+)\}`)

func blanks(sentence string) []string {
	var names []string
	for _, m := range blank.FindAllStringSubmatch(sentence, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestEverySentenceIsInBothLanguagesWithTheSameBlanks(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	for key, sentence := range catalogue {
		zh, en := sentence[Chinese], sentence[English]
		if zh == "" || en == "" {
			t.Errorf("%s lacks a language", key)
		}
		if !slices.Equal(blanks(zh), blanks(en)) {
			t.Errorf("%s has the blanks %v in Chinese and %v in English", key, blanks(zh), blanks(en))
		}
		if words := blank.ReplaceAllString(zh, ""); regexp.MustCompile(`[a-z]{4}`).MatchString(words) && !han.MatchString(words) &&
			!strings.HasPrefix(key, "version") {
			t.Errorf("%s is not in Chinese: %s", key, zh)
		}
	}
}

// sources parses every file of the program but the tests and the catalogue.
func sources(t *testing.T, visit func(ast.Node) bool) {
	t.Helper()
	files := token.NewFileSet()
	for _, root := range []string{"../../cmd", ".."} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || filepath.Base(path) == "catalogue.go" {
				return err
			}
			file, err := parser.ParseFile(files, path, nil, 0)
			if err == nil {
				ast.Inspect(file, visit)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// codes finds the constants of package diag: NotNumber is Q301.
func codes(t *testing.T) map[string]string {
	found := map[string]string{}
	sources(t, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if code, ok := literal(spec.Values[0]); ok && regexp.MustCompile(`^Q\d{3}$`).MatchString(code) {
				found[spec.Names[0].Name] = code
			}
		}
		return true
	})
	return found
}

func TestEveryCallFillsTheBlanks(t *testing.T) {
	codes := codes(t)
	if len(codes) < 30 {
		t.Fatalf("only %d codes found", len(codes))
	}
	checked := 0
	sources(t, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || call.Ellipsis.IsValid() {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		var want []string
		var rest []ast.Expr
		if key, ok := literal(call.Args[0]); ok && slices.Contains([]string{"New", "text", "say"}, method.Sel.Name) {
			sentence, ok := catalogue[key]
			if !ok {
				if strings.Contains(key, ".") { // errors.New and the like have none
					t.Errorf("there is no sentence %q", key)
				}
				return true
			}
			want, rest = blanks(sentence[English]), call.Args[1:]
		} else if code, ok := call.Args[0].(*ast.SelectorExpr); ok && codes[code.Sel.Name] != "" && len(call.Args) > 1 {
			key := codes[code.Sel.Name]
			want, rest = blanks(catalogue[key+".message"][English]+catalogue[key+".hint"][English]), call.Args[2:]
		} else {
			return true
		}
		var given []string
		for i := 0; i < len(rest); i += 2 {
			if name, ok := literal(rest[i]); ok {
				given = append(given, name)
			}
		}
		checked++
		for _, name := range want {
			if !slices.Contains(given, name) {
				first, _ := literal(call.Args[0])
				t.Errorf("a call for %v%s leaves {%s} blank", call.Args[0], first, name)
			}
		}
		return true
	})
	if checked < 60 {
		t.Errorf("only %d calls found", checked)
	}
}

func TestEverySentenceIsUsed(t *testing.T) {
	used := map[string]bool{}
	sources(t, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if text, ok := literal(e); ok {
				used[text] = true
			}
		}
		return true
	})
	for key := range catalogue {
		code, _, _ := strings.Cut(key, ".")
		if !used[key] && !used[code] {
			t.Errorf("%s is never said", key)
		}
	}
}

func TestIn(t *testing.T) {
	text := New("Q202.message", "found", "甲", "near", New("suggest", "near", "乙"))
	if got, want := text.In(Chinese), "没有名为“甲”的考核部门（是不是“乙”？）"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := text.In(English), "there is no department 甲 (did you mean 乙?)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := New("Q202.message", "found", "{near}", "near", Text{}).In(English); got != "there is no department {near}" {
		t.Errorf("a value is taken for a blank: %s", got)
	}
	if got := New("no such key").In(English); got != "no such key" {
		t.Errorf("unknown key: %q", got)
	}
}

func TestParseLang(t *testing.T) {
	for tag, want := range map[string]Lang{"zh": Chinese, "zh_CN.UTF-8": Chinese, "zh-Hans": Chinese, "en": English, "en_GB": English, "EN": English, "en@x": English} {
		if got, ok := ParseLang(tag); !ok || got != want {
			t.Errorf("%q is %v, %v", tag, got, ok)
		}
	}
	for _, tag := range []string{"", "C", "C.UTF-8", "POSIX", "fr_FR", "english"} {
		if got, ok := ParseLang(tag); ok {
			t.Errorf("%q is %v", tag, got)
		}
	}
}

func TestBrief(t *testing.T) {
	for text, want := range map[string]string{"": "", "三个字": "三个字", "有四个字": "有四个…", "a\nb": "a b", "a\x1b\tb": "a  …"} {
		if got := Brief(text, 3); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
