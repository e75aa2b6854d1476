package msg

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestIn(t *testing.T) {
	found := say2[string, Text]("found near", "没有名为“{found}”的考核部门{near}", "there is no department {found}{near}")
	text := found("甲", DidYouMean("乙"))
	if got, want := text.In(Chinese), "没有名为“甲”的考核部门（是不是“乙”？）"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := text.In(English), "there is no department 甲 (did you mean 乙?)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := found("{near}", Text{}).In(English); got != "there is no department {near}" {
		t.Errorf("a value is taken for a blank: %s", got)
	}
	if !(Text{}).IsZero() || text.IsZero() {
		t.Error("a text that says something is the zero Text, or the reverse")
	}
}

// TestASentenceThatDoesNotFitIsNoPartOfTheProgram: it panics when the program starts,
// and so in every test.
func TestASentenceThatDoesNotFitIsNoPartOfTheProgram(t *testing.T) {
	for name, declare := range map[string]func(){
		"lacks a language":           func() { plain("只有中文", "") },
		"a blank in one language":    func() { say1[string]("found", "“{found}”不对", "it is wrong") },
		"a blank without a value":    func() { say1[string]("found", "{found}{near}", "{found}{near}") },
		"a value without a blank":    func() { say2[string, string]("found near", "{found}", "{found}") },
		"a blank of another name":    func() { say1[string]("found", "{fuond}", "{fuond}") },
		"a blank among no parameter": func() { plain("{found}", "{found}") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: accepted", name)
				}
			}()
			declare()
		}()
	}
}

func TestBlanks(t *testing.T) {
	for sentence, want := range map[string]string{
		"": "", "none": "", "{b} and {a}, {b}": "a b", "{{.Version}} {A} {} {a b} {c": "", "{{a}}": "a", "x{a": "",
	} {
		if got := strings.Join(Blanks(sentence), " "); got != want {
			t.Errorf("%q has the blanks %q, want %q", sentence, got, want)
		}
	}
}

// TestTheFirstLanguageIsChinese: where it has words, they are not English ones alone.
func TestTheFirstLanguageIsChinese(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	words, han, blank := regexp.MustCompile(`[a-z]{4}`), regexp.MustCompile(`\p{Han}`), regexp.MustCompile(`\{[a-z]+\}`)
	checked := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 || strings.HasSuffix(name, "_test.go") {
				return true
			}
			var said []string
			for _, arg := range call.Args[len(call.Args)-2:] {
				if literal, ok := arg.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					text, _ := strconv.Unquote(literal.Value)
					said = append(said, blank.ReplaceAllString(text, ""))
				}
			}
			if len(said) < 2 {
				return true
			}
			if checked++; said[0] != said[1] && words.MatchString(said[0]) && !han.MatchString(said[0]) {
				t.Errorf("%s: not in Chinese: %s", name, said[0])
			}
			return true
		})
	}
	if checked < 300 {
		t.Errorf("only %d sentences", checked)
	}
}

func TestJoinAndSome(t *testing.T) {
	list := []string{"甲", "乙", "丙"}
	if got := Some(list, 3).In(Chinese); got != "甲、乙、丙" {
		t.Error(got)
	}
	if got := Some(list, 2).In(Chinese); got != "甲、乙等3个" {
		t.Error(got)
	}
	if got := Join([]Text{Some(list, 3), UsageNoUnits}).In(English); got != "甲、乙、丙; "+UsageNoUnits.In(English) {
		t.Error(got)
	}
	if !Join(nil).IsZero() {
		t.Error("nothing, joined, is something")
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
