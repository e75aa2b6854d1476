package intake

import (
	"cmp"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/sanitize"
)

// Identity is the same for two paths to one file, also if it is not there yet.
func Identity(path string) string { return system.identity(path) }

func (on disk) identity(path string) string {
	path = absolute(path)
	if real, err := on.links(path); err == nil {
		return real
	}
	if folder, err := on.links(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// LeadsOut reports whether a link on the way from a folder to a file below it leads
// somewhere else. What is not there yet cannot.
func LeadsOut(folder, file string) bool {
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

// RelativeNames names files relative to the deepest folder that all of them
// are in, with slashes. Nothing above that folder is in any name.
func RelativeNames(files []string) func(file string) string {
	places := make([]place, len(files))
	for i, file := range files {
		places[i] = placeOf(file)
	}
	name := relativePlaces(places)
	return known(files, func(file string) string { return name(placeOf(file)) })
}

// known is name, of which what it gives each file is found out once: documents name one
// at every score.
func known(files []string, name func(string) string) func(string) string {
	names := make(map[string]string, len(files))
	for _, file := range files {
		names[file] = name(file)
	}
	return func(file string) string {
		if one, ok := names[file]; ok {
			return one
		}
		return name(file)
	}
}

// DocumentNames are [RelativeNames] as documents and tables show them. A workbook has
// no room for every character that a file's name may have, and would be read back
// with another name.
func DocumentNames(files []string) func(file string) string {
	name := RelativeNames(files)
	return known(files, func(file string) string { return sanitize.Line(name(file)) })
}

// DocumentBase is a file's own name as documents show it.
func DocumentBase(file string) string { return sanitize.Line(filepath.Base(file)) }

// PathNames are [DocumentNames] for paths of which any may be a folder: that in which
// all of them are is “.”.
func PathNames(paths []string) func(path string) string {
	var files []string
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, "file") // whatever its name
		}
		files = append(files, path)
	}
	name := DocumentNames(files)
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

// relativePlaces is [RelativeNames] for places. On several volumes, or in folders of
// which each is some person's or some stick's own, each file is named by what it has in
// common with those in the same one; a number says which that is.
func relativePlaces(places []place) func(place) string {
	whole := commonFolders(places, func(p place) string { return p.volume })
	root := func(p place) string {
		common := whole[p.volume]
		if !isPersonal(strings.ToLower(strings.Join(common, "/"))) {
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
		path := p.path[sharedBy(common[own], p.path, p.volume != ""):]
		if len(roots) > 1 {
			path = slices.Concat([]string{"盘" + strconv.Itoa(slices.Index(roots, own)+1)}, path)
		}
		return strings.Join(path, "/")
	}
}

// personal are the folders below which every person, every stick and every share has one,
// whose name is nobody else's business: /home/zhangsan, C:\Users\zhangsan,
// /media/zhangsan/USB, \\host\share\zhangsan, and what stands for the last on Linux.
var personal = [...]string{
	"", "home", "users", "media", "run", "run/media", "volumes", "mnt",
	"run/user", "run/user/*", "run/user/*/gvfs", "run/user/*/gvfs/*",
}

func isPersonal(folder string) bool {
	return slices.ContainsFunc(personal[:], func(pattern string) bool {
		is, _ := path.Match(pattern, folder)
		return is
	})
}

// commonFolders are the folders that all places of one root are in.
func commonFolders(places []place, root func(place) string) map[string][]string {
	common := map[string][]string{}
	for _, p := range places {
		own, folders := root(p), p.path[:max(0, len(p.path)-1)]
		if known, ok := common[own]; ok {
			folders = folders[:sharedBy(known, folders, p.volume != "")]
		}
		common[own] = folders
	}
	return common
}

// sharedBy is how many elements two paths begin with together.
func sharedBy(a, b []string, caseless bool) int {
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
