package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qeval/internal/xlsxtest"
)

// TestWhatComesByTheMouse is nothing or full paths.
func TestWhatComesByTheMouse(t *testing.T) {
	full, err := filepath.Abs("评分表")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want bool
	}{
		{nil, true}, {[]string{full}, true}, {[]string{full, full}, true},
		{[]string{"score", full}, false}, {[]string{full, "-n"}, false}, {[]string{"--help"}, false}, {[]string{"评分表"}, false}, {[]string{""}, false},
	} {
		if got := byMouse(c.args); got != c.want {
			t.Errorf("%q: %v", c.args, got)
		}
	}
}

// TestAWindowWaits, after it has said what there is to say, and asks before it writes.
func TestAWindowWaits(t *testing.T) {
	sheet := "2022年质量工作考核评分表-市水利局.xlsx"
	data, err := os.ReadFile(filepath.Join(sheetsDir, sheet))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	good, bad, copies := filepath.Join(folder, "好", sheet), filepath.Join(folder, "坏.xlsx"), filepath.Join(folder, "退回")
	edited, err := xlsxtest.Edit(data, "评分表!F5=99")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Dir(good), 0o755); err != nil {
		t.Fatal(err)
	}
	for path, data := range map[string][]byte{good: data, bad: edited} {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, keys string
		args       []string
		status     int
		said       []string
		written    bool
	}{
		{"a double click", "\n", nil, 0, []string{"qeval ", "\n1. ", "拖到 qeval.exe 的图标上", "\n按回车键关闭窗口"}, false},
		{"a folder", "\r\n", []string{filepath.Dir(good)}, 0, []string{"核对了1个文件，1个通过", "按回车键关闭窗口"}, false},
		{"a faulty one", "\n", []string{good, bad}, 1, []string{"坏.xlsx:评分表!F5  Q303", "输入 1 再按回车"}, false},
		{"the window is closed", "", []string{bad}, 1, []string{"Q303", "输入 1 再按回车"}, false},
		{"copies are wanted", "1\r\n\r\n", []string{bad}, 1, []string{"Q303", "输入 1 再按回车", "Q303", "按回车键关闭窗口"}, true},
		{"and wanted again", "1\n\n", []string{bad}, 1, []string{"写到 " + copies + "2", "已在 " + copies + "2 写出1个", "按回车键关闭窗口"}, true},
	} {
		var out bytes.Buffer
		keys := strings.NewReader(c.keys)
		status := runInWindow(c.args, func(string) string { return "" }, keys, &out, &out)
		if status != c.status || keys.Len() > 0 {
			t.Errorf("%s: ends with %d, %d keys left", c.name, status, keys.Len())
		}
		rest := out.String()
		if strings.Contains(rest, `\u`) {
			t.Errorf("%s: %s", c.name, rest)
		}
		for _, words := range c.said {
			_, after, ok := strings.Cut(rest, words)
			if !ok {
				t.Errorf("%s: no %q in %s", c.name, words, out.String())
			}
			rest = after
		}
		if strings.Contains(rest, "按回车键") {
			t.Errorf("%s: waits once more: %s", c.name, out.String())
		}
		if _, err := os.Stat(filepath.Join(copies, "坏.xlsx")); (err == nil) != c.written {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestACommandLineOfWindows is divided at the spaces outside quotation marks, and a
// backslash takes none of those away.
func TestACommandLineOfWindows(t *testing.T) {
	for line, want := range map[string][]string{
		`qeval`: {"qeval"},
		`"C:\Program Files\qeval.exe" score D:\sheets`:    {`C:\Program Files\qeval.exe`, "score", `D:\sheets`},
		`q score "D:\评 分表\"  "D:\my sheets\" --lang en `:  {"q", "score", `D:\评 分表\`, `D:\my sheets\`, "--lang", "en"},
		`q validate --annotate "D:\ret dir\" "D:\" ""`:    {"q", "validate", "--annotate", `D:\ret dir\`, `D:\`, ""},
		"q\t--units=\"甲 县,乙县\" \\\\server\\share\\*.xlsx": {"q", "--units=甲 县,乙县", `\\server\share\*.xlsx`},
		`q "not closed`: {"q", "not closed"},
	} {
		if got := splitLine(line); !slices.Equal(got, want) {
			t.Errorf("%s: %q", line, got)
		}
	}
}
