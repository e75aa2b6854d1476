package intake

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestFilesAreNamedByWhatTheyHaveInCommon, with slashes.
func TestFilesAreNamedByWhatTheyHaveInCommon(t *testing.T) {
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"a/b.xlsx"}, "b.xlsx"},
		{[]string{"a/b.xlsx", "a/c.xlsx"}, "b.xlsx c.xlsx"},
		{[]string{"a/b.xlsx", "a/x/c.xlsx", "a/x/d.xlsx"}, "b.xlsx x/c.xlsx x/d.xlsx"},
		{[]string{"a/x/c.xlsx", "a/xy/d.xlsx"}, "x/c.xlsx xy/d.xlsx"},
		{[]string{"a/..b/c.xlsx", "a/d.xlsx"}, "..b/c.xlsx d.xlsx"},
		{[]string{"../a.xlsx", "b.xlsx"}, "a.xlsx intake/b.xlsx"},
	} {
		var paths, names []string
		for _, file := range c.files {
			paths = append(paths, filepath.FromSlash(file))
		}
		name := RelativeNames(paths)
		for _, path := range paths {
			names = append(names, name(path))
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%v are %s, want %s", c.files, got, c.want)
		}
	}
}

// TestFilesOnSeveralVolumes names each file by what it shares with those on the same
// one, whatever the case of their folders.
func TestFilesOnSeveralVolumes(t *testing.T) {
	at := func(volume, path string) place { return place{volume, strings.Split(path, "/")} }
	for _, c := range []struct {
		places []place
		want   string
	}{
		{[]place{at("c:", "用户/甲/a.xlsx"), at("c:", "用户/甲/x/b.xlsx")}, "a.xlsx x/b.xlsx"},
		{[]place{at("c:", "Users/a.xlsx"), at("c:", "users/b.xlsx")}, "a.xlsx b.xlsx"},
		{[]place{at("", "data/A/a.xlsx"), at("", "data/a/b.xlsx")}, "A/a.xlsx a/b.xlsx"},
		{[]place{at("", "home/zhang/桌面/表/a.xlsx"), at("", "media/zhang/USB/表/b.xlsx"), at("", "home/zhang/c.xlsx")}, "盘1/桌面/表/a.xlsx 盘2/b.xlsx 盘1/c.xlsx"},
		{[]place{at("", "home/zhang/a.xlsx"), at("", "home/li/b.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx"},
		{[]place{at("c:", "Users/zhang/Desktop/a.xlsx"), at("c:", "data/b.xlsx"), at("c:", "users/Zhang/desktop/c.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx 盘2/c.xlsx"},
		{[]place{at("d:", "用户/甲/a.xlsx"), at("c:", "用户/乙/b.xlsx"), at("d:", "用户/甲/x/c.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx 盘2/x/c.xlsx"},
		{[]place{at(`\\host\share`, "甲/a.xlsx"), at("c:", "a.xlsx")}, "盘1/a.xlsx 盘2/a.xlsx"},
		{[]place{at(`\\host\share`, "zhang/a.xlsx"), at(`\\host\share`, "li/b.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx"},
		{[]place{at(`\\host\share`, "zhang/表/a.xlsx"), at(`\\host\share`, "zhang/表/又/b.xlsx")}, "a.xlsx 又/b.xlsx"},
		{[]place{at("", "Volumes/张三的U盘/a.xlsx"), at("", "Volumes/李四/b.xlsx")}, "盘1/a.xlsx 盘2/b.xlsx"},
		{[]place{at("", "mnt/zhang/a.xlsx"), at("", "mnt/li/b.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx"},
		{[]place{at("", "mnt/zhang/a.xlsx"), at("", "mnt/zhang/又/b.xlsx")}, "a.xlsx 又/b.xlsx"},
		{[]place{at("", "run/user/1000/gvfs/smb-share:server=h,share=zhang/表/a.xlsx"), at("", "run/user/1000/gvfs/smb-share:server=h,share=li/b.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx"},
		{[]place{at("", "run/user/1000/gvfs/smb-share:server=h,share=x/zhang/a.xlsx"), at("", "run/user/1000/gvfs/smb-share:server=h,share=x/li/b.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx"},
		{[]place{at("", "run/user/1000/gvfs/smb-share:server=h,share=x/zhang/a.xlsx"), at("", "run/user/1000/doc/b.xlsx")}, "盘2/a.xlsx 盘1/b.xlsx"},
	} {
		name := relativePlaces(c.places)
		var names []string
		for _, p := range c.places {
			names = append(names, name(p))
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%v are %s, want %s", c.places, got, c.want)
		}
	}
}

// TestNamesAreFoundOnce, however often they are asked for, and also for what was not given.
func TestNamesAreFoundOnce(t *testing.T) {
	asked := 0
	name := known([]string{"a", "b"}, func(file string) string {
		asked++
		return file + ".xlsx"
	})
	for range 3 {
		if got := name("a") + name("b"); got != "a.xlsxb.xlsx" || asked != 2 {
			t.Error(got, asked)
		}
	}
	if got := name("c"); got != "c.xlsx" {
		t.Error(got)
	}
}
