package indicator

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"qeval/internal/diag"
)

// How departments are named and divided. All match texts in half width.
var (
	divided    = regexp.MustCompile(`[、,;/]|[0-9.]+%`)
	dividing   = regexp.MustCompile(`[·|+&—]`) // divides names of two characters at least
	nameLike   = regexp.MustCompile(`\p{Han}.*\p{Han}`)
	joined     = regexp.MustCompile(`和|及|与|或|会同|牵头|配合|[-–~(){}\[\]【】]`) // divides two names only where each looks like one
	levels     = regexp.MustCompile(`[(][省市县区旗州乡镇街道、,/]+[)]`)           // 县(市、区)政府
	bracketing = regexp.MustCompile(`^([^()]+)[(]([^()]+)[)]$`)         // 县发改局(统计局)
	letter     = regexp.MustCompile(`\p{L}`)
	noOffice   = regexp.MustCompile(`^(同上|同前|各|有关|相关|所有|全体|其他|[(\[【·|&—])|各(部门|单位|成员|有关|相关|乡|镇|县|局|委)|(有关|相关|责任|成员|牵头)(部门|单位)|等$|等(部门|单位)|^(无|暂无|待定)$|%`)
	officeName = regexp.MustCompile(`(局|委|委员会|办|办公室|中心|院|厅|处|队|站|所|会|部|关|行|公司|政府|联|协|科|室|团|大学|学校|人大|政协|小组|专班)$`)
	partName   = regexp.MustCompile(`^(局|委|委员会|办|办公室|中心|处|科|室|站|所|队)$`)      // of what stands before it
	seat       = regexp.MustCompile(`(^|省|市|县|区|旗|州|镇|乡|党|工)委$|政府$|人大$|政协$`) // has departments of its own: 县委宣传部
	ownOffice  = regexp.MustCompile(`^[省市县区旗州镇乡]|(联|工会|人大|政协|政府|法院|检察院)$`)   // is none of theirs
	levelRune  = regexp.MustCompile(`^[省市县区旗州镇乡].`)
)

// departmentIn is the department that a cell names, "" if it is empty.
func (r *criteriaReader) departmentIn(c Cell) string {
	name := Fold(c.Text)
	switch {
	case name == "":
		return ""
	case slices.Contains([]string{"", r.department}, continuation.ReplaceAllString(name, "")):
		return r.department
	case slices.ContainsFunc(r.departments, func(d Cell) bool { return Fold(d.Text) == name }):
		return name
	}
	names, unclear := offices(c.Text)
	switch {
	case unclear:
		r.list.Add(diag.UnclearDepartment.At(c.At, name, strings.Join(names, "、")))
	case len(names) > 1:
		r.list.Add(diag.SeveralDepartments.At(c.At, brief(strings.Join(strings.Fields(c.Text), " "))))
	case !letter.MatchString(name) || noOffice.MatchString(FoldText(name)) || utf8.RuneCountInString(name) > MaxName:
		r.list.Add(diag.BadDepartment.At(c.At, brief(name)))
	default:
		r.departments = append(r.departments, c)
		return name
	}
	return unknown
}

// offices are the names of departments that a cell has, and whether they may as well be
// one name.
func offices(text string) (names []string, unclear bool) {
	text = levels.ReplaceAllString(width.Fold.String(text), "")
	if names := named(divided.Split(text, -1)); len(names) > 1 {
		return names, false
	}
	if names := named(dividing.Split(text, -1)); countOf(names, nameLike.MatchString) > 1 {
		return names, false
	}
	looksLikeOne := func(name string) bool { return officeName.MatchString(name) }
	if names := named(joined.Split(text, -1)); countOf(names, looksLikeOne) > 1 {
		two := bracketing.FindStringSubmatch(Fold(text))
		switch {
		case two == nil || !looksLikeOne(two[1]) || !looksLikeOne(two[2]):
			return names, false
		case levelRune.MatchString(two[2]):
			return two[1:], true
		}
		return []string{Fold(text)}, false
	}
	return wrapped(strings.Fields(text), strings.Contains(strings.TrimSpace(text), "\n"))
}

// named is a list without what has no letters.
func named(parts []string) []string {
	var names []string
	for _, part := range parts {
		if part = Fold(part); letter.MatchString(part) {
			names = append(names, part)
		}
	}
	return names
}

func countOf(list []string, is func(string) bool) int {
	return len(slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !is(s) }))
}

// wrapped are the names that pieces make between which there is nothing but space: of
// one name in a narrow column, or of several. broken is that there are line ends among it.
func wrapped(pieces []string, broken bool) (names []string, unclear bool) {
	pieces = named(pieces)
	for i, piece := range pieces {
		if i == 0 {
			names = append(names, piece)
			continue
		}
		before := &names[len(names)-1]
		switch goesOn(*before, piece) {
		case isOne:
			*before += piece
		case mayBeOne:
			unclear = true
			fallthrough
		default:
			names = append(names, piece)
		}
	}
	if len(names) == 1 && len(pieces) > 1 && broken && !officeName.MatchString(names[0]) {
		return pieces, true
	}
	return names, unclear
}

// The ways in which a piece of a name may go on with the one before it.
const (
	isAnother = iota
	mayBeOne
	isOne
)

// goesOn says whether a piece goes on with the name before it.
func goesOn(before, piece string) int {
	office, level := officeName.MatchString(before), levelRune.FindString(piece)
	sameLevel := level != "" && []rune(before)[0] == []rune(level)[0] && utf8.RuneCountInString(before) > 1
	switch {
	case strings.HasPrefix(piece, "("), partName.MatchString(piece), !office && !sameLevel, seat.MatchString(before) && !ownOffice.MatchString(piece):
		return isOne
	case office && level != "":
		return isAnother
	}
	return mayBeOne
}
