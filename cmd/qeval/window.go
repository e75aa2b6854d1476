package main

import (
	"bufio"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"qeval/internal/msg"
	"qeval/internal/sanitize"
)

// byMouse reports whether nobody has typed these arguments: a program that is
// double-clicked has none, and one on which files are dropped has their full paths,
// with which no command begins.
func byMouse(args []string) bool {
	return !slices.ContainsFunc(args, func(arg string) bool { return !filepath.IsAbs(arg) })
}

// runInWindow is [run] for arguments that came by the mouse, in a window that closes
// with the program: it explains itself, or checks what was dropped, and waits to be
// read. Who works like this cannot add an option, so for annotated copies there is a
// question; none are written unasked.
func runInWindow(args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{lang: language(nil, getenv), stderr: stderr}
	keys := bufio.NewReader(stdin)
	if len(args) == 0 {
		a.several(msg.WindowAbout(a.text(msg.Version(version()))))
		a.wait(keys, msg.WindowClose)
		return 0
	}
	validate := func(options ...string) int {
		return run(slices.Concat([]string{validateName}, options, args), getenv, stdout, stderr)
	}
	code := validate()
	if copies := unused(filepath.Join(filepath.Dir(args[0]), a.text(msg.FolderFaulty))); code == 1 {
		if a.wait(keys, msg.WindowAnnotate(sanitize.Line(copies))) != "1" {
			return code
		}
		code = validate("--annotate", copies)
	}
	a.wait(keys, msg.WindowClose)
	return code
}

// wait says something and returns the line that is then typed.
func (a *app) wait(keys *bufio.Reader, text msg.Text) string {
	a.several(text)
	line, _ := keys.ReadString('\n')
	return strings.TrimSpace(line)
}

// several says something of several lines. None of its values has any.
func (a *app) several(text msg.Text) {
	for line := range strings.SplitSeq(a.text(text), "\n") {
		a.tell(line)
	}
}

// splitLine divides a command line of Windows as its people mean it: quotation marks hold a
// path together, and a backslash is one also before a mark. (By the rules that programs
// have from C, "D:\folder\" goes on behind its last mark.) No path has a mark in it.
func splitLine(line string) []string {
	var words []string
	var word []byte // nil between words
	quoted := false
	for i := range len(line) {
		switch b := line[i]; {
		case b == '"':
			quoted, word = !quoted, append([]byte{}, word...)
		case !quoted && (b == ' ' || b == '\t'):
			if word != nil {
				words, word = append(words, string(word)), nil
			}
		default:
			word = append(word, b)
		}
	}
	if word != nil {
		words = append(words, string(word))
	}
	return words
}
