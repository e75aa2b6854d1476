package workbook

import (
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
