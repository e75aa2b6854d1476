package indicator

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// How points are written, and what looks like it and is not. All but bracketed match
// texts in half width.
const (
	mostOf    = `(?:(?:本项|该项)?(?:满分|分值|最高|最多|共)?\s*:?|0(?:\.0+)?\s*分?\s*[-~–—−〜至到])\s*` // before the most that can be given
	listDigit = `[0-9一二三四五六七八九十]{1,3}`
)

var (
	pointsMark = regexp.MustCompile(`[(\[【]\s*` + mostOf + `([0-9]{1,4}(?:\.[0-9]+)?)\s*分\s*[)\]】]`)
	pointsCell = regexp.MustCompile(`^[(\[【]?` + mostOf + `([0-9]+(?:\.[0-9]+)?)分?[)\]】]?$`)
	bracketed  = regexp.MustCompile(`[（(\[【]([^（）()\[\]【】]*)[）)\]】]`)
	likeMark   = regexp.MustCompile(`^\s*` + mostOf + `[0-9]+(?:\.[0-9]+)?\s*分(?:[^钟之]|$)`)           // 3分，少一次扣1分; 6 分/项
	likePoints = regexp.MustCompile(likeMark.String() + `|^\s*[0-9]{1,3}(?:\.[0-9]+)?\s*$`)           // 20, not 2022
	withAmount = regexp.MustCompile(`[0-9]\s*分(?:[^钟之]|$)`)                                           // 扣1分
	limit      = regexp.MustCompile(`(?:最多|最高|至多|不超过|上限|封顶|累计)[^0-9()。;,]*([0-9]+(?:\.[0-9]+)?)\s*分`) // 最多减5分
	numbered   = regexp.MustCompile(`^\s*(?:[0-9]{1,2}\s*(?:[)、]|\.(?:[^0-9]|$))|[(]` + listDigit + `[)]|[一二三四五六七八九十]{1,3}、|[①-⑳]|第` + listDigit + `[条项、,])`)
)

// amount is the number in a cell for points, which may have there what a mark has.
func amount(text string) string {
	if m := pointsCell.FindStringSubmatch(FoldText(text)); m != nil {
		return m[1]
	}
	return number(text)
}

// limitsIn lists the amounts that the name of a category or an item is marked with, or
// limited to.
func limitsIn(name string) []string {
	amounts := marksIn(name)
	for _, m := range limit.FindAllStringSubmatch(width.Fold.String(name), -1) {
		amounts = append(amounts, m[1])
	}
	return amounts
}

// marksIn lists the amounts of points that a text is marked with.
func marksIn(text string) []string {
	var marks []string
	for _, m := range pointsMark.FindAllStringSubmatch(width.Fold.String(text), -1) {
		marks = append(marks, m[1])
	}
	return marks
}

// amountsIn lists what stands in the brackets of a line and may mean points by a
// pattern, and is no mark. The number of the line itself is none.
func amountsIn(line string, pattern *regexp.Regexp) []string {
	var amounts []string
	for _, at := range bracketed.FindAllStringSubmatchIndex(line, -1) {
		found, inside := line[at[0]:at[1]], width.Fold.String(line[at[2]:at[3]])
		if pattern.MatchString(inside) && len(marksIn(found)) == 0 && utf8.RuneCountInString(line[:at[1]]) > utf8.RuneCountInString(numberOf(line)) {
			amounts = append(amounts, found)
		}
	}
	return amounts
}

// numberOf is the number that a line begins with in a list, "" if there is none.
func numberOf(line string) string { return numbered.FindString(width.Fold.String(line)) }

// badLine finds the first line, counted from 1, of a cell with several lines of which
// nobody can tell to which criterion it belongs, and why: it has no mark, but a number of
// its own or an amount that may be its points. n is 0 if there is none.
func badLine(cell string) (n int, line string, why msg.Text) {
	if !strings.Contains(cell, "\n") {
		return 0, "", msg.Text{}
	}
	lines, marked := strings.Split(cell, "\n"), 0
	for _, line := range lines {
		marked += min(1, len(marksIn(line)))
	}
	for i, line := range lines {
		own := numberOf(line) != ""
		amounts := amountsIn(line, likeMark)
		if own || marked > 1 {
			amounts = append(amounts, amountsIn(line, likePoints)...)
		}
		if marked > 1 {
			amounts = append(amounts, amountsIn(line, withAmount)...)
		}
		switch {
		case len(marksIn(line)) > 0:
		case len(amounts) > 0 && (own || marked > 0):
			return i + 1, line, msg.LineAmount(amounts[0])
		case own && marked > 1:
			return i + 1, line, msg.LineNumbered
		}
		if marked > 1 && strings.HasPrefix(Fold(line), partWord) {
			return i + 1, line, msg.LinePart(partWord)
		}
	}
	return 0, "", msg.Text{}
}

// partWord begins a line that says what the points of the one above are made of.
const partWord = "其中"

// unmarked says why the points of a criterion do not follow from the marks in its text, if
// they do not: there is none, or several, or something beside it that may be points too.
// alone is that it has a row without anything else.
func unmarked(text string, marks []string, at diag.Position, alone bool) *diag.Diagnostic {
	var amounts []string
	like := likePoints
	if len(marks) > 0 {
		like = likeMark
	}
	for line := range strings.SplitSeq(text, "\n") {
		amounts = append(amounts, amountsIn(line, like)...)
	}
	var why diag.Diagnostic
	switch {
	case len(marks) > 1:
		why = diag.SeveralPoints.At(at, brief(text), strings.Join(marks, "、"))
	case len(amounts) > 0:
		why = diag.UnclearPoints.At(at, brief(text), amounts[0])
	case len(marks) == 0 && alone:
		why = diag.NoPoints.At(at, brief(text), msg.RowParagraph)
	case len(marks) == 0:
		why = diag.NoPoints.At(at, brief(text), msg.Text{})
	default:
		return nil
	}
	return &why
}

// splitCriteria cuts a cell at the line ends behind a mark of points. A line
// without a mark belongs to the criterion that its neighbours make.
func splitCriteria(cell string) []string {
	if !strings.Contains(cell, "\n") {
		return []string{cell}
	}
	var list []string
	var open []string
	for line := range strings.SplitSeq(cell, "\n") {
		open = append(open, line)
		if len(marksIn(line)) > 0 {
			list, open = append(list, strings.TrimSpace(strings.Join(open, "\n"))), nil
		}
	}
	if rest := strings.Join(open, "\n"); len(list) == 0 {
		return []string{rest}
	} else if len(open) > 0 {
		list[len(list)-1] += "\n" + rest
	}
	return list
}
