package indicator

import (
	"regexp"
	"slices"
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
	anyAmount = `(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十半]+)`
)

var (
	pointsMark     = regexp.MustCompile(`[(\[【]\s*` + mostOf + `([0-9]{1,4}(?:\.[0-9]+)?)\s*分\s*[)\]】]`)
	pointsCell     = regexp.MustCompile(`^[(\[【]?` + mostOf + `([0-9]+(?:\.[0-9]+)?)分?[)\]】]?$`)
	bracketed      = regexp.MustCompile(`[（(\[【〔{]([^（）()\[\]【】〔〕{}]*)[）)\]】〕}]`)
	likeMark       = regexp.MustCompile(`^\s*` + mostOf + `(?:[0-9.]+\s*分?)?\s*[-~–—−〜至到各]?\s*` + anyAmount + `\s*分(?:[^钟之]|$)`) // 3分，少一次扣1分; 6 分/项; 1-3分; 五分
	likePoints     = regexp.MustCompile(likeMark.String() + `|^\s*[0-9]{1,3}(?:\.[0-9]+)?\s*$`)                                  // 20, not 2022
	withAmount     = regexp.MustCompile(`[0-9]\s*分(?:[^钟之]|$)`)                                                                  // 扣1分
	lineAmount     = regexp.MustCompile(`(\p{L}?)\s*[(\[【〔{]?` + anyAmount + `\s*[)\]】〕}]?\s*分\s*[)\]】〕}]?\s*[。;,、.]?\s*$`)      // with what stands before it
	sumOfLines     = regexp.MustCompile(`^\s*(?:注|备注|说明|合计|总计|小计|共计)|[(\[【]\s*(?:本项|该项|共)[^)\]】]*分\s*[)\]】]|:\s*$`)              // that has a mark
	topLimit       = regexp.MustCompile(`(?:最多|最高|至多|累计)[^0-9()。;,]{0,8}[加减扣][^0-9()。;,]{0,4}([0-9]+(?:\.[0-9]+)?)\s*分|(?:上限|封顶|累计不超过)[^0-9()。;,]{0,4}([0-9]+(?:\.[0-9]+)?)\s*分`)
	nameAmount     = regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?)\s*分(?:[^\p{L}]|封顶|以内|$)|[(]\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*[)]$`)
	severalNumbers = regexp.MustCompile(`[0-9.]\s+[0-9.]`)                                                // two numbers
	limit          = regexp.MustCompile(`(?:最多|最高|至多|不超过|上限|封顶|累计)[^0-9()。;,]*([0-9]+(?:\.[0-9]+)?)\s*分`) // 最多减5分
	numbered       = regexp.MustCompile(`^\s*(?:([0-9]{1,2}\s*\.)(?:[^0-9]|$)|[0-9]{1,2}\s*[)、]|[(]` + listDigit + `[)]|[一二三四五六七八九十]{1,3}、|[①-⑳]|第` + listDigit + `[条项、,])`)
)

// amount is the number in a cell for points, which may have there what a mark has.
func amount(text string) string {
	folded := number(text)
	if m := pointsCell.FindStringSubmatch(folded); m != nil {
		return m[1]
	}
	return folded
}

// number is an amount of points as it may be written down, without its 分 and in half
// width. Numbers with space between them are several, and stay apart.
func number(text string) string {
	text = strings.TrimSpace(width.Fold.String(text))
	if severalNumbers.MatchString(text) {
		return text
	}
	return strings.TrimSuffix(Fold(text), "分")
}

// limitsIn lists the amounts that the name of a category or an item is marked with, or
// limited to.
func limitsIn(name string) []string {
	amounts := marksIn(name)
	for _, pattern := range []*regexp.Regexp{limit, nameAmount} {
		if pattern == nameAmount && strings.Contains(name, "每") {
			continue // what is added or taken off each time
		}
		for _, m := range pattern.FindAllStringSubmatch(width.Fold.String(name), -1) {
			if amount := strings.Join(m[1:], ""); !slices.Contains(amounts, amount) {
				amounts = append(amounts, amount)
			}
		}
	}
	return amounts
}

// limitAbove is the amount that a text limits what is added or taken off to, if that is
// more than the criterion's points.
func limitAbove(text string, points Points) string {
	for _, m := range topLimit.FindAllStringSubmatch(width.Fold.String(text), -1) {
		if most, err := ParsePoints(m[1] + m[2]); err == nil && most > points {
			return m[0]
		}
	}
	return ""
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
func numberOf(line string) string {
	m := numbered.FindStringSubmatch(width.Fold.String(line))
	if m == nil || m[1] == "" {
		return strings.Join(m, "")
	}
	return m[0][:strings.Index(m[0], m[1])+len(m[1])] // what follows 1. is no part of it
}

// hasMark reports whether a line has a mark of points.
func hasMark(line string) bool { return len(marksIn(line)) > 0 }

// ownLine reports whether a line begins with a number and has a mark of points.
func ownLine(line string) bool { return numberOf(line) != "" && hasMark(line) }

// badLine finds the first line, counted from 1, of a cell with several lines of which
// nobody can tell to which criterion it belongs, and why. n is 0 if there is none.
func badLine(cell string, kind Kind) (n int, line string, why msg.Text) {
	if !strings.Contains(cell, "\n") {
		return 0, "", msg.Text{}
	}
	lines := strings.Split(cell, "\n")
	c := cellLines{
		kind: kind, marked: countOf(lines, hasMark), numbered: countOf(lines, ownLine),
		first: slices.IndexFunc(lines, hasMark),
	}
	for i, line := range slices.Backward(lines) {
		if c.last = i; hasMark(line) {
			break
		}
	}
	for i, line := range lines {
		if why := c.doubt(i, line); !why.IsZero() {
			return i + 1, line, why
		}
	}
	return 0, "", msg.Text{}
}

// cellLines are what the lines of a cell have in common.
type cellLines struct {
	kind             Kind // of their criteria
	marked, numbered int  // lines with a mark, and how many of those are numbered
	first, last      int  // of those with a mark, zero-based
}

// doubt is why nobody can tell to which criterion a line belongs, if that is so.
func (c cellLines) doubt(i int, line string) msg.Text {
	folded := width.Fold.String(line)
	if c.marked > 1 && strings.HasPrefix(Fold(line), partWord) {
		return msg.LinePart(partWord)
	}
	if hasMark(line) {
		if m := sumOfLines.FindString(folded); m != "" && c.marked > 1 {
			return msg.LineSum(strings.TrimSpace(m))
		}
		return msg.Text{}
	}
	own := numberOf(line) != ""
	amounts := amountsIn(line, likeMark)
	if own || c.marked > 1 {
		amounts = append(amounts, amountsIn(line, likePoints)...)
	}
	if c.marked > 1 {
		amounts = append(amounts, amountsIn(line, withAmount)...)
	}
	if m := lineAmount.FindStringSubmatch(folded); m != nil && c.marked > 0 && c.mayBePoints(m[1]) && !strings.Contains(line, "每") {
		amounts = append(amounts, strings.TrimSpace(m[0]))
	}
	switch {
	case len(amounts) > 0 && (own || c.marked > 0):
		return msg.LineAmount(amounts[0])
	case own && (c.marked > 1 || c.numbered > 0):
		return msg.LineNumbered
	case c.first < i && i < c.last && c.numbered < c.marked && Fold(line) != "":
		return msg.LineBetween
	}
	return msg.Text{}
}

// mayBePoints reports whether an amount at the end of a line may be the points of a
// criterion, by the character before it: of what is taken off a score, it is not.
func (c cellLines) mayBePoints(before string) bool {
	switch before {
	case "扣", "减":
		return c.kind == Deduction
	case "加":
		return c.kind == Bonus
	case "得", "计", "满", "于", "过", "到", "至", "打", "评":
		return false
	}
	return true
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

// splitCriteria cuts a cell of several marks into criteria: before each line with a mark if
// all of those are numbered, and else behind each. What stands above the first or below
// the last belongs to that.
func splitCriteria(cell string) []string {
	lines := strings.Split(cell, "\n")
	marked := countOf(lines, hasMark)
	if marked < 2 {
		return []string{cell}
	}
	before := countOf(lines, ownLine) == marked
	var list []string
	var open []string
	cut := func() { list, open = append(list, strings.TrimSpace(strings.Join(open, "\n"))), nil }
	for _, line := range lines {
		begins := before && hasMark(line) && slices.ContainsFunc(open, hasMark)
		ends := !before && len(list) < marked-1 && slices.ContainsFunc(open, hasMark)
		if begins || ends {
			cut()
		}
		open = append(open, line)
	}
	cut()
	return list
}
