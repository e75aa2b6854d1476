package sanitize

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxBytes is how long a name may be within a file's name, which may have 255 bytes
// and holds two of them, the document's own words, a number and the suffix.
const maxBytes = 100

// device matches names of files that mean a device on Windows, whatever their suffix.
var device = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)`)

// FileName is a name as a part of a file's name: without what that cannot have on
// some system, what does not show and what makes a file hidden, a lock file or
// an option, and not too long. It may be empty.
func FileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || Unseen(r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimLeft(name, ". -~")
	if at := device.FindString(name); at != "" {
		name = "_" + name
	}
	for len(name) > maxBytes {
		_, last := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-last]
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
		for n := 2; seen[caseless(file)]; n++ {
			file = stem + FileName(name) + "（" + strconv.Itoa(n) + "）"
		}
		seen[caseless(file)] = true
		files = append(files, file+".xlsx")
	}
	return files
}

// caseless is the same for names that are the same on a system that does not tell
// cases apart.
func caseless(name string) string { return strings.ToLower(strings.ToUpper(name)) }
