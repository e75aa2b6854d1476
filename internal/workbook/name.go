package workbook

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FileName is a name without what a part of a file's name cannot have on some system,
// and not too long.
func FileName(name string) string {
	const most = 40 // characters; a file name has at most 255 bytes
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || unicode.IsControl(r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > most {
		name = string(runes[:most])
	}
	return strings.TrimRight(name, ". ")
}

// FileNames are names of workbooks that begin with stem and go on with a name. Each is
// valid on every system, and none is there twice, in whatever case.
func FileNames(stem string, names []string) []string {
	seen := map[string]bool{}
	var files []string
	for _, name := range names {
		file := stem + FileName(name)
		for n := 2; seen[strings.ToLower(file)]; n++ {
			file = stem + FileName(name) + "（" + strconv.Itoa(n) + "）"
		}
		seen[strings.ToLower(file)] = true
		files = append(files, file+".xlsx")
	}
	return files
}
