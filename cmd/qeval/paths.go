package main

import (
	"bytes"
	"cmp"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/sanitize"
	"qeval/internal/scoresheet"
)

// expand finds the files that paths name: a file, the .xlsx in a folder and
// below it, or what a pattern matches, which Windows shells leave to us. Every
// file comes once, under the first name that it is given by, and in the order
// of the names, so that the order of the arguments makes no other difference.
func expand(paths []string) ([]string, diag.List) {
	e := expansion{seen: map[string]bool{}}
	for _, path := range paths {
		e.add(path, true)
	}
	slices.Sort(e.files)
	return e.files, e.list
}

type expansion struct {
	files []string
	seen  map[string]bool // the same files by their identity
	list  diag.List
}

func (e *expansion) add(path string, mayBePattern bool) {
	at := diag.Position{File: path}
	info, err := os.Stat(path)
	if err != nil && mayBePattern && strings.ContainsAny(path, "*?[") {
		matches, _ := filepath.Glob(pattern(path, exists, runtime.GOOS)) // a malformed pattern matches nothing
		if len(matches) == 0 {
			e.list.Add(diag.CannotOpen.At(at, msg.CauseNoMatch))
		}
		for _, match := range matches {
			e.add(match, false)
		}
		return
	}
	switch {
	case err != nil && otherDash(path):
		e.list.Add(diag.CannotOpen.At(at, msg.CauseDash))
	case err != nil:
		e.list.Add(diag.CannotOpen.At(at, why(err)))
	case info.IsDir():
		e.folder(path)
	default:
		e.file(path)
	}
}

// pattern is a path as a pattern for [filepath.Glob]. A folder on the way that is
// there stands for itself, whatever signs its name has. On Windows, where only * and ?
// are signs and a name is the same in capitals and in small letters, so it is in a
// pattern.
func pattern(path string, exists func(path string) bool, system string) string {
	signs := strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]")
	isSeparator := func(r rune) bool { return r == '/' || r == '\\' && system == "windows" }
	done := len(filepath.VolumeName(path))
	result := path[:done]
	for done < len(path) {
		next := strings.IndexFunc(path[done+1:], isSeparator) + done + 1
		if next == done {
			next = len(path)
		}
		part := path[done:next]
		switch {
		case exists(path[:next]):
			part = signs.Replace(part)
		case system == "windows":
			part = inAnyCase(part)
		}
		result, done = result+part, next
	}
	return result
}

// inAnyCase is a pattern of * and ? that matches letters in either case.
func inAnyCase(pattern string) string {
	var b strings.Builder
	for _, r := range pattern {
		switch upper, lower := unicode.ToUpper(r), unicode.ToLower(r); {
		case upper != lower:
			b.WriteString("[" + string(upper) + string(lower) + "]")
		case r == '[':
			b.WriteString("[[]")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// otherDash reports whether an argument begins as options do, but with a dash that a
// word processor or a Chinese keyboard makes of a hyphen.
func otherDash(arg string) bool {
	first, _ := utf8.DecodeRuneInString(arg)
	return strings.ContainsRune("－—–", first)
}

// otherSheets are the suffixes of what may be a score sheet that somebody has
// saved as something else, or packed.
var otherSheets = [...]string{".xls", ".xlsm", ".xlsb", ".et", ".ods", ".csv", ".wps", ".numbers", ".zip", ".rar", ".7z"}

// isLock reports whether path is the lock file that an office program keeps
// beside a workbook that is open.
func isLock(path string) bool { return strings.HasPrefix(filepath.Base(path), "~$") }

func (e *expansion) folder(root string) {
	found := false
	// The separator makes a link to a folder that folder.
	err := filepath.WalkDir(root+string(filepath.Separator), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			e.list.Add(diag.CannotOpen.At(diag.Position{File: path}, why(err)))
			return nil
		}
		switch ext := strings.ToLower(filepath.Ext(path)); {
		case entry.IsDir():
		case ext == ".xlsx":
			found = e.file(path) || found
		case slices.Contains(otherSheets[:], ext) && !isLock(path):
			e.list.Add(diag.OtherFormat.At(diag.Position{File: path}))
		}
		return nil
	})
	if err == nil && !found {
		e.list.Add(diag.NothingToRead.At(diag.Position{File: root}))
	}
}

// file adds a file, unless it is there already. It reports false for a lock
// file, which is no input.
func (e *expansion) file(path string) bool {
	if isLock(path) {
		return false
	}
	// Reading a pipe or a device may never end.
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		reason := any(msg.CauseNotRegular)
		if err != nil {
			reason = why(err)
		}
		e.list.Add(diag.CannotOpen.At(diag.Position{File: path}, reason))
		return true
	}
	if real := identity(path); !e.seen[real] {
		e.seen[real], e.files = true, append(e.files, path)
	}
	return true
}

// identity is the same for two paths to one file, also if it is not there yet.
func identity(path string) string {
	path = absolute(path)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// relativeNames names files relative to the deepest folder that all of them
// are in, with slashes. Nothing above that folder is in any name.
func relativeNames(files []string) func(file string) string {
	places := make([]place, len(files))
	for i, file := range files {
		places[i] = placeOf(file)
	}
	name := relativePlaces(places)
	return func(file string) string { return name(placeOf(file)) }
}

// documentNames are [relativeNames] as documents and tables show them. A workbook has
// no room for every character that a file's name may have, and would be read back
// with another name.
func documentNames(files []string) func(file string) string {
	name := relativeNames(files)
	return func(file string) string { return sanitize.Line(name(file)) }
}

// documentBase is a file's own name as documents show it.
func documentBase(file string) string { return sanitize.Line(filepath.Base(file)) }

// pathNames are [documentNames] for paths of which any may be a folder: that in which
// all of them are is “.”.
func pathNames(paths []string) func(path string) string {
	var files []string
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, "file") // whatever its name
		}
		files = append(files, path)
	}
	name := documentNames(files)
	return func(path string) string { return cmp.Or(name(path), ".") }
}

// place is where a file is: its volume, which only Windows has (C:, \\server\share),
// and the folders from there, the file's own name at the end.
type place struct {
	volume string
	path   []string
}

func placeOf(file string) place {
	file = absolute(file)
	volume := filepath.VolumeName(file)
	return place{strings.ToLower(volume), strings.FieldsFunc(filepath.ToSlash(file[len(volume):]), func(r rune) bool { return r == '/' })}
}

// relativePlaces is [relativeNames] for places. On several volumes, or in folders of
// which each is some person's or some stick's own, each file is named by what it has in
// common with those in the same one; a number says which that is.
func relativePlaces(places []place) func(place) string {
	whole := commonFolders(places, func(p place) string { return p.volume })
	root := func(p place) string {
		common := whole[p.volume]
		if !slices.Contains(personal[:], strings.ToLower(strings.Join(common, "/"))) {
			return p.volume
		}
		own := strings.Join(p.path[:min(len(common)+2, max(0, len(p.path)-1))], "/")
		if p.volume != "" {
			own = strings.ToLower(own)
		}
		return p.volume + "/" + own
	}
	common := commonFolders(places, root)
	roots := slices.Sorted(maps.Keys(common))
	return func(p place) string {
		own := root(p)
		path := p.path[shared(common[own], p.path, p.volume != ""):]
		if len(roots) > 1 {
			path = slices.Concat([]string{"盘" + strconv.Itoa(slices.Index(roots, own)+1)}, path)
		}
		return strings.Join(path, "/")
	}
}

// personal are the folders below which every person and every stick has one, whose name
// is nobody else's business: /home/zhangsan, C:\Users\zhangsan, /media/zhangsan/USB.
var personal = [...]string{"", "home", "users", "media", "run", "run/media"}

// commonFolders are the folders that all places of one root are in.
func commonFolders(places []place, root func(place) string) map[string][]string {
	common := map[string][]string{}
	for _, p := range places {
		own, folders := root(p), p.path[:max(0, len(p.path)-1)]
		if known, ok := common[own]; ok {
			folders = folders[:shared(known, folders, p.volume != "")]
		}
		common[own] = folders
	}
	return common
}

// shared is how many elements two paths begin with together.
func shared(a, b []string, caseless bool) int {
	n := 0
	for n < min(len(a), len(b)) && (a[n] == b[n] || caseless && strings.EqualFold(a[n], b[n])) {
		n++
	}
	return n
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// leadsOut reports whether a link on the way from a folder to a file below it leads
// somewhere else. What is not there yet cannot.
func leadsOut(folder, file string) bool {
	root, err := filepath.EvalSymlinks(absolute(folder))
	if err != nil {
		return false
	}
	for at := filepath.Dir(absolute(file)); ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			name, err := filepath.Rel(root, real)
			return err != nil || !filepath.IsLocal(name)
		}
	}
}

// readUnits reads the value of --units: a file with one name a line if there
// is one of that name, else names with commas between them; nil if it is not
// given. Full and short names of the table's units are taken for those, with a
// warning.
func readUnits(cmd *cobra.Command, value string, table *indicator.Table) ([]string, diag.List, error) {
	if !cmd.Flags().Changed("units") {
		return nil, nil, nil
	}
	text, at, err := unitsText(value)
	if err != nil {
		return nil, nil, err
	}
	var units []string
	var warnings, list diag.List
	wrong := func(what msg.Text) { list.Add(diag.Usage.At(at, what, cmd.CommandPath()+" --help")) }
	fields := strings.FieldsFunc(text, betweenUnits)
	if len(fields) > mostUnits+1 { // a heading may be among them
		wrong(msg.UsageManyUnits(len(fields), mostUnits))
		return nil, nil, failure{list}
	}
	for _, field := range fields {
		unit := indicator.Fold(field)
		if known, match := indicator.Resolve(unit, table.Units); match == indicator.Alike {
			warnings.Add(diag.UnitAlias.At(at, unit, known))
			unit = known
		}
		switch {
		case unit == "", unit == indicator.HeadUnit && at.File != "": // the list's own heading
		case joined(unit, table.Units):
			wrong(msg.UsageJoined(unit))
		case utf8.RuneCountInString(unit) > indicator.MostName:
			wrong(msg.UsageLongUnit(msg.Brief(unit, 20), indicator.MostName))
		case indicator.Reserved(unit):
			wrong(msg.UsageUnitLabel(unit))
		case slices.Contains(units, unit):
			wrong(msg.UsageUnitTwice(unit))
		default:
			units = append(units, unit)
		}
	}
	switch {
	case len(units) > mostUnits:
		wrong(msg.UsageManyUnits(len(units), mostUnits))
	case len(units) == 0 && len(list) == 0:
		wrong(msg.UsageNoUnits)
	}
	if len(list) > 0 {
		return nil, nil, failure{list}
	}
	return units, warnings, nil
}

// betweenUnits reports whether a character stands between the names of two units.
func betweenUnits(r rune) bool { return strings.ContainsRune(",，、;；\t\n", r) }

// unitsText is the text that holds the names: the content of the file that
// value names, and where that is, or value itself.
func unitsText(value string) (string, diag.Position, error) {
	info, err := os.Stat(value)
	if err != nil || !info.Mode().IsRegular() {
		if strings.ContainsAny(value, `./\`) { // no name of a unit, but of a file
			return "", diag.Position{}, cannotOpen(value, why(cmp.Or(err, fs.ErrNotExist)))
		}
		return value, diag.Position{}, nil
	}
	if info.Size() > mostUnitsText {
		return "", diag.Position{}, cannotOpen(value, msg.CauseTooLong(mostUnitsText>>20))
	}
	data, err := os.ReadFile(value)
	if err != nil {
		return "", diag.Position{}, cannotOpen(value, why(err))
	}
	text := decodeText(data)
	if strings.ContainsFunc(text, unprintable) {
		return "", diag.Position{}, cannotOpen(value, msg.CauseNotText)
	}
	return text, diag.Position{File: value}, nil
}

// joined reports whether a name is made of two known units or more, between
// which only spaces stood.
func joined(name string, known []string) bool {
	count := 0
	for name != "" {
		i := slices.IndexFunc(known, func(unit string) bool { return strings.HasPrefix(name, unit) })
		if i < 0 {
			return false
		}
		name, count = name[len(known[i]):], count+1
	}
	return count > 1
}

// mostUnits is how many units a score sheet has columns for. The nation has
// 2,843 counties.
const mostUnits = scoresheet.MostUnits

// mostUnitsText is how many bytes a file of units may have.
const mostUnitsText = 1 << 20

func cannotOpen(path string, why any) error {
	return fail(diag.CannotOpen.At(diag.Position{File: path}, why))
}

// unprintable reports whether a character has no place in a list of names.
func unprintable(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// decodeText decodes a text file by its mark, or as UTF-8, or else as what
// Chinese Windows writes by default.
func decodeText(data []byte) string {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		if decoded, err := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder().Bytes(data); err == nil {
			data = decoded
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(data) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil {
			data = decoded
		}
	}
	return string(data)
}
