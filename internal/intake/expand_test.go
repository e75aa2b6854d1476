package intake

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"qeval/internal/msg"
)

// TestPatterns are for each system what its people take them for.
func TestPatterns(t *testing.T) {
	there := []string{"[2022]", "[2022]/收到", "*", `[2022]\收到`, `\[乙]`}
	exists := func(path string) bool { return slices.Contains(there, path) }
	for _, c := range []struct{ system, path, want string }{
		{"linux", "收到/*.xlsx", "收到/*.xlsx"},
		{"linux", "收到/市[水林]*.XLSX", "收到/市[水林]*.XLSX"},
		{"linux", "[2022]/收到/*.xlsx", "[[]2022]/收到/*.xlsx"},
		{"linux", "*/a?.xlsx", "[*]/a?.xlsx"},
		{"linux", "/a/*", "/a/*"},
		{"windows", "*.xlsx", "*.[Xx][Ll][Ss][Xx]"},
		{"windows", `[2022]\收到\*`, `[[]2022]\收到\*`},
		{"windows", `[2023]\[新]*.et`, `[[]2023]\[[]新]*.[Ee][Tt]`},
		{"windows", `\[乙]\?`, `\[[]乙]\?`},
		{"windows", "", ""},
	} {
		if got := pattern(c.path, exists, c.system); got != c.want {
			t.Errorf("%s on %s is %s, want %s", c.path, c.system, got, c.want)
		}
	}
}

// TestAnyCase: a pattern in either case finds names in either.
func TestAnyCase(t *testing.T) {
	for _, pattern := range []string{"表[1]*.xlsx", "表[1]?.XLSX"} {
		for name, want := range map[string]bool{"表[1]a.XLSX": true, "表[1]a.xlsx": true, "表1a.xlsx": false} {
			if got, err := filepath.Match(inAnyCase(pattern), name); got != want || err != nil {
				t.Errorf("%s finds %s: %v, %v", pattern, name, got, err)
			}
		}
	}
}

// lockedFS has folders that cannot be read: those whose names end with “锁”.
type lockedFS struct{ fstest.MapFS }

func (l lockedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.HasSuffix(name, "锁") {
		return nil, fs.ErrPermission
	}
	return l.MapFS.ReadDir(name)
}

// madeUp is a disk that has these files. A name that ends with -> TEXT is a link, a folder's
// that ends with “锁” is of one that cannot be read.
func madeUp(files ...string) disk {
	at := fstest.MapFS{}
	links := map[string]string{}
	for _, file := range files {
		if name, to, ok := strings.Cut(file, " -> "); ok {
			links[path.Base(name)], file = to, name
		}
		mode := fs.FileMode(0o644)
		if strings.HasSuffix(file, "|") {
			file, mode = strings.TrimSuffix(file, "|"), mode|fs.ModeNamedPipe
		}
		at[file] = &fstest.MapFile{Mode: mode}
	}
	return disk{
		name: "linux",
		stat: func(name string) (fs.FileInfo, error) { return fs.Stat(at, path.Clean(name)) },
		glob: func(pattern string) ([]string, error) { return fs.Glob(at, pattern) },
		walk: func(folder string, visit fs.WalkDirFunc) error {
			return fs.WalkDir(lockedFS{at}, path.Clean(folder), visit)
		},
		links: func(name string) (string, error) {
			if to, ok := links[filepath.Base(name)]; ok {
				return filepath.Join(filepath.Dir(name), to), nil
			}
			return name, nil
		},
	}
}

// TestExpand: what paths stand for, in the order of the names, and what is said.
func TestExpand(t *testing.T) {
	on := madeUp(
		"收到/市水利局.xlsx", "收到/补/市公安局.XLSX", "收到/~$市水利局.xlsx", "收到/市工信局.et", "收到/~$市工信局.xls", "收到/说明.txt", "收到/.xlsx",
		"宏/a.xlsm", "宏/b.XLTX", "宏/c.xltm", "宏/d.xlam", "宏/e.Xlsb", "宏/f.xlsx.crdownload",
		"空/说明.txt", "开着/~$a.xlsx", "[2022]/a.xlsx", "[2022]/b.xlsx", "别名.xlsx -> 原.xlsx", "原.xlsx", "管.xlsx|",
		"链/别名.et -> 原.et", "链/原.et",
	)
	for _, c := range []struct{ paths, files, said string }{ // said includes the others
		{"收到", "收到/.xlsx 收到/市水利局.xlsx 收到/补/市公安局.XLSX", "and 收到/市工信局.et"},
		{"收到 收到/市工信局.et ./收到", "收到/.xlsx 收到/市工信局.et 收到/市水利局.xlsx 收到/补/市公安局.XLSX", ""},
		{"宏 ./宏", "宏/a.xlsm 宏/b.XLTX 宏/c.xltm", "and 宏/e.Xlsb and 宏/f.xlsx.crdownload"},
		{"收到/市水利局.xlsx", "收到/市水利局.xlsx", ""},
		{"收到/市工信局.et", "收到/市工信局.et", ""}, // is named, so it is read and then told of
		{"原.xlsx 收到/市水利局.xlsx 原.xlsx ./原.xlsx", "原.xlsx 收到/市水利局.xlsx", ""},
		{"别名.xlsx 原.xlsx", "别名.xlsx", ""}, // under the first name
		{"收到/*.xlsx", "收到/.xlsx 收到/市水利局.xlsx", ""},
		{"[2022]/*", "[2022]/a.xlsx [2022]/b.xlsx", ""},
		{"收到/市[水林]*.xlsx", "收到/市水利局.xlsx", ""},
		{"链", "", "Q006 链 and 链/别名.et"},
		{"空", "", "Q006 空"},
		{"开着", "", "Q006 开着"},
		{"没有.xlsx", "", "Q002 没有.xlsx"},
		{"没有*.xlsx", "", "Q002 没有*.xlsx"},
		{"－－strict", "", "Q002 －－strict"},
		{"“收到”", "", "Q002 “收到”"},
		{"管.xlsx", "", "Q002 管.xlsx"},
		{"空 没有.xlsx 原.xlsx", "原.xlsx", "Q006 空 Q002 没有.xlsx"},
	} {
		files, others, list := expand(strings.Fields(c.paths), on)
		var said []string
		for _, d := range list {
			said = append(said, string(d.Code)+" "+d.File)
		}
		for _, other := range others {
			said = append(said, "and "+other)
		}
		if got := strings.Join(files, " "); got != c.files || strings.Join(said, " ") != c.said {
			t.Errorf("%s: %s; %s\nwant %s; %s", c.paths, got, strings.Join(said, " "), c.files, c.said)
		}
	}
}

// TestWhatIsPassedOverInAFolder: what systems and programs put there is looked at only if
// it is named, and what cannot be opened is told.
func TestWhatIsPassedOverInAFolder(t *testing.T) {
	on := madeUp(
		"u/a.xlsx", "u/b/c.xlsx", "u/.Trash-1000/files/a.xlsx", "u/$Recycle.Bin/S-1-5/a.xlsx", "u/b/System volume information/a.xlsx",
		"u/__MACOSX/._a.xlsx", "u/LOST+FOUND/a.xlsx", "u/@eaDir/a.xlsx", "u/旧版（qeval）/a.xlsx", "u/~$a.xlsx", "u/.~a.xlsx", "u/._a.xlsx", "u/._a.xls",
		"u/.DS_Store", "u/Thumbs.db", "u/desktop.ini", "u/旧版/a.xlsx", "u/lost+found（找回）/a.xlsx", "v/a.xlsx", "v/内锁/b.xlsx", "外锁/a.xlsx", ".b.xlsx",
	)
	for _, c := range []struct{ path, files, said string }{
		{"u", "u/a.xlsx u/b/c.xlsx u/lost+found（找回）/a.xlsx u/旧版/a.xlsx", ""},
		{"u/.Trash-1000", "u/.Trash-1000/files/a.xlsx", ""},
		{"u/$Recycle.Bin/S-1-5", "u/$Recycle.Bin/S-1-5/a.xlsx", ""},
		{"u/旧版（qeval）/", "u/旧版（qeval）/a.xlsx", ""},
		{"u/.Trash*", "u/.Trash-1000/files/a.xlsx", ""},
		{"u/@eaDir/a.xlsx", "u/@eaDir/a.xlsx", ""},
		{"u/._a.xlsx", "u/._a.xlsx", ""},
		{"v", "v/a.xlsx", "Q110 v/内锁"},
		{"外锁", "", "Q002 外锁"},
	} {
		files, others, list := expand([]string{c.path}, on)
		said := ""
		for _, d := range list {
			said = string(d.Code) + " " + d.File
		}
		if got := strings.Join(files, " "); got != c.files || said != c.said || len(list) > 1 || len(others) > 0 {
			t.Errorf("%s: %s; %v\nwant %s; %s", c.path, got, list, c.files, c.said)
		}
	}
	if files, _, _ := expand([]string{"."}, on); !slices.Contains(files, "v/a.xlsx") || !slices.Contains(files, ".b.xlsx") {
		t.Errorf("the folder in which one is: %v", files)
	}
}

// TestMarksOfAnotherKeyboard: where a path is not there, they may be why.
func TestMarksOfAnotherKeyboard(t *testing.T) {
	on := madeUp("“有”/a.xlsx", "收到/a.xlsx")
	quotes, dash, none := msg.CauseQuotes.In(msg.Chinese), msg.CauseDash.In(msg.Chinese), msg.CauseNotExist.In(msg.Chinese)
	for path, want := range map[string]string{
		"“收到”": quotes, "‘收到’": quotes, "「收到」": quotes, "『收到』": quotes, "《收到》": quotes, "＂收到＂": quotes,
		"“2022": quotes, "评分表”": quotes, "“没有*.xlsx”": quotes, "—strict": dash, "收“到”了": none, "没有": none, "“有”": "", "“有”/a.xlsx": "",
	} {
		_, _, list := expand([]string{path}, on)
		got := ""
		for _, d := range list {
			got += d.Text("why", msg.Chinese)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
