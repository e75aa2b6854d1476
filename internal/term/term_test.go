package term

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"qeval/internal/inert"
)

var (
	columns = []Column{
		{Head: "rank", Right: true}, {Head: "单位"}, {Head: "类一", Right: true, Expend: 2}, {Head: "类二", Right: true, Expend: 2},
		{Head: "评分标准", Wrap: true}, {Head: "得分", Right: true, Expend: 1}, {Head: "总分", Right: true},
	}
	rows = [][]string{
		{"1", "夏县", "10.65", "3.00", "建立“党委领导、政府主导”的工作格局①—", "13.65", "100.00"},
		{"12", "新绛县", "0.00", "12.00", "开展质量提升行动", "12.00", "-5.50"},
	}
)

func render(t *testing.T, width int, columns []Column, rows [][]string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := Table(&b, width, columns, rows); err != nil {
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
	lines := render(t, 0, columns, rows)
	ends := map[int]bool{}
	for _, line := range lines[3:5] {
		ends[runewidth.StringWidth(strings.TrimRight(line, " "))] = true
	}
	if len(ends) != 1 {
		t.Errorf("the last column is ragged:\n%s", strings.Join(lines, "\n"))
	}
}

func TestWidth(t *testing.T) {
	if got := Width(new(bytes.Buffer)); got != 0 {
		t.Errorf("a buffer is %d wide", got)
	}
	file, err := os.Create(t.TempDir() + "/x")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := Width(file); got != 0 {
		t.Errorf("a file is %d wide", got)
	}
}

func ExampleTable() {
	var b bytes.Buffer
	Table(&b, 0, []Column{{Head: "名次", Right: true}, {Head: "单位"}, {Head: "总分", Right: true}}, [][]string{
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
		if strings.ContainsFunc(line, inert.Unseen) || !utf8.ValidString(line) || cond.StringWidth(line) != cond.StringWidth(lines[0]) {
			t.Errorf("%q", line)
		}
	}
	if all := strings.Join(lines, "\n"); !strings.Contains(all, `\u001b[31m夏县\u202e`) || !strings.Contains(all, `\udb40\udc41`) || !strings.Contains(all, "1 2") {
		t.Errorf("%s", all)
	}
}
