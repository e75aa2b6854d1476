package term

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"qeval/internal/sanitize"
)

var (
	columns = []Column{
		{Head: "rank", Right: true}, {Head: "单位"}, {Head: "类一", Right: true, DropOrder: 2}, {Head: "类二", Right: true, DropOrder: 2},
		{Head: "评分标准", Wrap: true}, {Head: "得分", Right: true, DropOrder: 1}, {Head: "总分", Right: true},
	}
	rows = [][]string{
		{"1", "夏县", "10.65", "3.00", "建立“党委领导、政府主导”的工作格局①—", "13.65", "100.00"},
		{"12", "新绛县", "0.00", "12.00", "开展质量提升行动", "12.00", "-5.50"},
	}
)

func render(t *testing.T, width int, columns []Column, rows [][]string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := (Terminal{Out: &b, Width: width}).Table(columns, rows); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

func TestLinesAreEquallyWideAndFit(t *testing.T) {
	cond := &runewidth.Condition{}
	for _, locale := range []string{"", "zh_CN.UTF-8"} {
		t.Setenv("LANG", locale)
		t.Setenv("LC_ALL", locale)
		for _, width := range []int{0, 40, 50, 60, 80, 120, 200} {
			lines := render(t, width, columns, rows)
			for _, line := range lines {
				if got := cond.StringWidth(line); got != cond.StringWidth(lines[0]) || width > 0 && got > width {
					t.Errorf("in %d columns (%s) a line is %d wide:\n%s", width, locale, got, strings.Join(lines, "\n"))
					break
				}
			}
		}
	}
}

func TestANarrowTerminalLosesTheLeastImportantColumns(t *testing.T) {
	for _, c := range []struct {
		width int
		heads string
	}{
		{0, "rank 单位 类一 类二 评分标准 得分 总分"},
		{100, "rank 单位 类一 类二 评分标准 得分 总分"},
		{61, "rank 单位 类一 类二 评分标准 得分 总分"}, // the text is wrapped first
		{60, "rank 单位 评分标准 得分 总分"},
		{48, "rank 单位 评分标准 得分 总分"},
		{40, "rank 单位 评分标准 总分"},
		{10, "rank 单位 评分标准 总分"}, // what matters stays
	} {
		lines := render(t, c.width, columns, rows)
		if got := strings.Join(strings.Fields(lines[1]), " "); got != c.heads {
			t.Errorf("in %d columns: %s, want %s", c.width, got, c.heads)
		}
	}
	if len(columns) != 7 || len(rows[0]) != 7 {
		t.Error("the caller's columns were changed")
	}
}

func TestNothingIsLostByWrapping(t *testing.T) {
	long := strings.Repeat("建立质量工作领导机制", 9)
	var got string
	for _, line := range render(t, 30, []Column{{Head: "code"}, {Head: "text", Wrap: true}}, [][]string{{"A1.1", long}}) {
		got += strings.TrimFunc(line, func(r rune) bool { return r < '一' })
	}
	if got != long {
		t.Errorf("%s, want %s", got, long)
	}
}

func TestNumbersAreAlignedOnThePoint(t *testing.T) {
	lines := render(t, 0, []Column{{Head: "分值", Right: true}, {Head: "可能总分", Ranges: true}, {Head: "单位"}}, [][]string{
		{"5", "85.00（已确定）", "a"}, {"1.5", "9.55～100.00", "b"}, {"-12.25", "102～3", "c"}, {"是/否", "", "d"}, {"最多减3分", "3 / 12.5", "e"}, {"", "1,234.5", "f"},
	})
	want := `      分值  可能总分          单位
      5      85.00（已确定）  a
      1.5     9.55～100.00    b
    -12.25  102   ～  3       c
     是/否                    d
 最多减3分    3    /  12.5    e
            1,234.5           f`
	var got []string
	for _, line := range append(lines[1:2:2], lines[3:len(lines)-1]...) {
		got = append(got, strings.TrimRight(line, " "))
	}
	if got := strings.Join(got, "\n"); got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
}

func TestColorsChangeNothingElse(t *testing.T) {
	colors := map[string]Color{"优秀": Green, "较差": Red}
	columns := []Column{{Head: "单位", Wrap: true}, {Head: "等次", Colors: colors}, {Head: "总分", Right: true}}
	rows := [][]string{{"优秀县", "优秀", "9"}, {"乙县", "较差", "1.5"}, {"丙县", "良好", ""}}
	for _, width := range []int{0, 30} {
		var colored bytes.Buffer
		if err := (Terminal{Out: &colored, Width: width, Color: true}).Table(columns, rows); err != nil {
			t.Fatal(err)
		}
		plain := strings.Join(render(t, width, columns, rows), "\n") + "\n"
		if strings.Count(colored.String(), "\x1b[32m优秀\x1b[0m") != 1 || strings.Count(colored.String(), "\x1b[31m较差\x1b[0m") != 1 || strings.Contains(plain, "\x1b") {
			t.Errorf("%q", colored.String())
		}
		if got := strings.NewReplacer("\x1b[32m", "", "\x1b[31m", "", "\x1b[0m", "").Replace(colored.String()); got != plain {
			t.Errorf("\n%s\nwant\n%s", got, plain)
		}
	}
}

func TestColorsWhereTheyAreWanted(t *testing.T) {
	for _, c := range []struct {
		when    string
		escapes bool
		env     string
		want    bool
	}{
		{Auto, true, "", true}, {Auto, false, "", false}, {Auto, true, "NO_COLOR=1", false}, {Auto, true, "TERM=dumb", false}, {Auto, true, "NO_COLOR=", true},
		{Always, false, "NO_COLOR=1", true}, {Never, true, "", false},
	} {
		terminal := Terminal{escapes: c.escapes}
		terminal.Paint(c.when, func(name string) string {
			value, ok := strings.CutPrefix(c.env, name+"=")
			if !ok {
				return ""
			}
			return value
		})
		if terminal.Color != c.want {
			t.Errorf("%+v: %v", c, terminal.Color)
		}
	}
}

// TestProgress is shown only on a terminal, and only if it takes long; nothing of it
// stays.
func TestProgress(t *testing.T) {
	none := Terminal{Out: new(bytes.Buffer)}.Progress(3, "reading", "%s left")
	none.Done()
	none.End()
	if none != nil {
		t.Error("there is no terminal")
	}
	run := func(wait time.Duration) string {
		var out bytes.Buffer
		p := Terminal{Out: &out, Width: 60}.Progress(4, "读取文件", "还需%s")
		for range 2 {
			time.Sleep(wait)
			p.Done()
		}
		if wait > 0 {
			time.Sleep(2 * patience)
		}
		p.End()
		return out.String()
	}
	if got := run(0); got != "" {
		t.Errorf("%q for what takes no time", got)
	}
	shown := strings.Split(strings.Trim(run(patience), "\r"), "\r")
	if first, last := shown[0], shown[len(shown)-1]; !strings.Contains(first, "读取文件 1 / 4 [===") || strings.Trim(strings.ReplaceAll(last, "\x1b[0m", ""), " ") != "" {
		t.Errorf("%q, and at last %q", first, last)
	}
	for _, line := range shown[:len(shown)-1] {
		if got := runewidth.StringWidth(line); got > 59 {
			t.Errorf("%d columns: %q", got, line)
		}
	}
}

func TestWhatIsNoTerminal(t *testing.T) {
	if got := On(new(bytes.Buffer), nil); got.Width != 0 || got.escapes {
		t.Errorf("a buffer is %+v", got)
	}
	file, err := os.Create(t.TempDir() + "/x")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := On(file, file); got.Width != 0 || got.escapes {
		t.Errorf("a file is %+v", got)
	}
}

func ExampleTerminal_Table() {
	var b bytes.Buffer
	Terminal{Out: &b}.Table([]Column{{Head: "名次", Right: true}, {Head: "单位"}, {Head: "总分", Right: true}}, [][]string{
		{"1", "夏县", "92.00"}, {"2", "新绛县", "8.50"},
	})
	for line := range strings.Lines(b.String()) {
		fmt.Println(strings.TrimRight(line, " \n"))
	}
	// Output:
	// ─────────────────────
	//  名次  单位     总分
	// ─────────────────────
	//     1  夏县    92.00
	//     2  新绛县   8.50
	// ─────────────────────
}

// TestCellsAreInert, and are as wide as they are shown.
func TestCellsAreInert(t *testing.T) {
	odd := slices.Clone(rows)
	odd[0] = []string{"1\t2", "\x1b[31m夏县\u202e", "\x00", "\u009b2J", "建立\u200b“党委领导\x7f\xff", "\U000e0041", "\r"}
	heads := slices.Clone(columns)
	heads[1].Head = "\x1b]0;单位\x07"
	lines := render(t, 0, heads, odd)
	cond := &runewidth.Condition{}
	for _, line := range lines {
		if strings.ContainsFunc(line, sanitize.Unseen) || !utf8.ValidString(line) || cond.StringWidth(line) != cond.StringWidth(lines[0]) {
			t.Errorf("%q", line)
		}
	}
	if all := strings.Join(lines, "\n"); !strings.Contains(all, `\u001b[31m夏县\u202e`) || !strings.Contains(all, `\udb40\udc41`) || !strings.Contains(all, "1 2") {
		t.Errorf("%s", all)
	}
}

// TestWrap: lines end at spaces and between Chinese characters, but before no mark
// that ends something, and after none that begins something.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two|three"},
		{"one two  three", 8, "one two|three"},
		{"unbreakable", 4, "unbr|eaka|ble"},
		{"写出汇总表", 4, "写出|汇总|表"},
		{"写出汇总，表", 8, "写出汇|总，表"},
		{"写“出”汇", 4, "写|“出”|汇"},
		{"用 --units 给出", 8, "用|--units|给出"},
		{"按qeval读", 6, "按|qeval|读"},
		{"文字—字 ）—”1", 4, "文字|—|字|）—”|1"},
	} {
		lines := Wrap(c.text, c.width)
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%s in %d columns: %s, want %s", c.text, c.width, got, c.want)
		}
	}
}
