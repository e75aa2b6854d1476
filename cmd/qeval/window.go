package main

import (
	"bufio"
	"io"
	"path/filepath"
	"slices"
	"strings"
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
		a.say("window.about", "version", a.text("version", "version", version()))
		a.wait(keys, "window.close")
		return 0
	}
	validate := func(options ...string) int {
		return run(slices.Concat([]string{validateName}, options, args), getenv, stdout, stderr)
	}
	code := validate()
	if copies := filepath.Join(filepath.Dir(args[0]), "标注"); code == 1 {
		if a.wait(keys, "window.annotate", "folder", copies) != "1" {
			return code
		}
		code = validate("--annotate", copies)
	}
	a.wait(keys, "window.close")
	return code
}

// wait says something and returns the line that is then typed.
func (a *app) wait(keys *bufio.Reader, key string, args ...any) string {
	a.say(key, args...)
	line, _ := keys.ReadString('\n')
	return strings.TrimSpace(line)
}

// unquoted are arguments without the quotation mark that Windows leaves at the end
// of "D:\folder\", where it takes the backslash for a sign before the mark. No path
// there has one.
func unquoted(args []string, system string) []string {
	if system != "windows" {
		return args
	}
	var clean []string
	for _, arg := range args {
		clean = append(clean, strings.TrimSuffix(arg, `"`))
	}
	return clean
}
