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
	divided  = regexp.MustCompile(`[、,;/﹑]|[0-9.]+%`)
	dividing = regexp.MustCompile(`[0-9]分(?:局|院|部|校|队|公司|行)|([^\p{L}\p{M}\p{Nd}\p{Nl}\p{Cf}\s()\[\]{}【】“”‘’"'「」『』《》~–-]|[0-9]+[.)]|[0-9.]+分|["”’」』]\s*["“‘「『])`) // divides names of two characters at least
	nameLike = regexp.MustCompile(`\p{Han}.*\p{Han}`)
	// joined divides two names only where each looks like one.
	joined     = regexp.MustCompile(`和平|大同|联合会|(协同|会同|联合|协助|为主|为辅|牵头|配合|负责|主办|协办|参与|包括|以及|[和及与或暨并兼同含]|[-–~(){}\[\]【】])`)
	levels     = regexp.MustCompile(`[(][省市县区旗州乡镇街道、,/]+[)]`)   // 县(市、区)政府
	bracketing = regexp.MustCompile(`^([^()]+)[(]([^()]+)[)]$`) // 县发改局(统计局)
	letter     = regexp.MustCompile(`\p{L}`)
	noOffice   = regexp.MustCompile(strings.Join([]string{
		`^(同[上前左右]|[各仝々]|有关|相关|所有|全体|其他)`, `^[省市县区旗州乡镇街道村()、,/]+$`, `^(无|暂无|待定)$`, // nobody, or nobody in particular
		`各(部门|单位|成员|有关|相关|乡|镇|县|局|委)`, `(部门|单位)$`, `等$`, `等[0-9一二三四五六七八九十两几多]+[个家]`,
		`%`, `^[^\p{L}\p{Nd}“‘"「『《]`, `[^\p{L}\p{Nd})\]】}]$`, `^[0-9]+([、,)]|[.][^0-9])`, `[0-9]分$`, // more than a name
		`^(牵头|配合|主办|协办|协助|责任|评分)`, `(牵头|配合|负责|主办|协办|承办|协助|参与|为主|为辅|评分|打分)[)\]】]?$`, `[(](主|辅|含|另|暂|待|以及|盖章|公章|签字)[^()]*[)]`,
	}, "|"))
	role       = regexp.MustCompile(`^(牵头|配合|主办|协办|责任|评分)(部门|单位)?$`) // 主办：县教育局
	officeName = regexp.MustCompile(`(局|委|委员会|办|办公室|中心|院|厅|处|队|站|所|会|部|关|行|公司|政府|联|协|科|室|团|大学|学校|人大|政协|小组|专班)$`)
	partName   = regexp.MustCompile(`^(局|委|委员会|办|办公室|中心|处|科|室|站|所|队)$`)                                  // of what stands before it
	seat       = regexp.MustCompile(`(^|省|市|县|区|旗|州|镇|乡|党|工)委$|政府$|人大$|政协$`)                             // has departments of its own: 县委宣传部
	ofSeat     = regexp.MustCompile(`(部|办|办公室|室|处|科|委|委员会|组|中心|队|党校)$|(老干部|保密|机要|档案|信访)局$`)              // as they are called
	ownOffice  = regexp.MustCompile(`^[省市县区旗州镇乡]|(联|工会|人大|政协|政府|法院|检察院)$`)                               // is none of theirs
	placeName  = regexp.MustCompile(`[^省市县区旗州乡镇][省市县区旗州乡镇]$`)                                            // 运城市 水利局
	field      = regexp.MustCompile(`(发改|财政|审计|教育|工信|商务|水利|农业|住建|交通|文旅|卫健|应急|民政|司法|公安|人社|统计|林业|税务|气象)$`) // that has a department of its own
	placeFirst = regexp.MustCompile(`^.{0,5}?[省市县区旗州镇乡]`)
	levelRune  = regexp.MustCompile(`^[省市县区旗州镇乡].`)
	// noLevel begins with a character of a level that is none: 市场, 县城, 乡村.
	noLevel = regexp.MustCompile(`^(市[场区容级属域辖直长]|市民($|[^政宗])|市政($|[^府协法])|市[南北中](区|分局|支局|大队|派出所|所)|县[级属域直长]|县城($|[^管市建乡])|乡村|镇[村区域长]|区[域块划级属直长]|[省州旗][级属直长])`)
)

// departmentIn is the department that a cell names, "" if it is empty.
func (r *criteriaReader) departmentIn(c Cell) string {
	name := Fold(c.Text)
	switch {
	case name == "":
		return ""
	case slices.Contains([]string{"", r.department}, continuedName(name)):
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
	if names := named(cut(text, dividing)); countOf(names, nameLike.MatchString)-countOf(names, role.MatchString) > 1 {
		return names, false
	}
	if names := named(cut(text, joined)); countOf(names, officeName.MatchString) > 1 {
		two := bracketing.FindStringSubmatch(Fold(text))
		switch {
		case two == nil || !slices.Equal(names, two[1:]):
			return names, false
		case levelOf(two[2]) != "":
			return two[1:], true
		}
		return []string{Fold(text)}, false
	}
	if whole := Fold(text); utf8.RuneCountInString(whole) > MaxName { // is none, and would take its time
		return []string{whole}, false
	}
	names, unclear = wrapped(text)
	if len(names) == 1 {
		names = unglued(names[0])
	}
	return names, unclear
}

// cut divides a text wherever the first group of an expression matches.
func cut(text string, at *regexp.Regexp) []string {
	var parts []string
	end := 0
	for _, m := range at.FindAllStringSubmatchIndex(text, -1) {
		if m[2] >= 0 {
			parts, end = append(parts, text[end:m[2]]), m[3]
		}
	}
	return append(parts, text[end:])
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

// levelOf is the level of administration that a name begins with, "" if it has none.
func levelOf(name string) string {
	if !levelRune.MatchString(name) || noLevel.MatchString(name) {
		return ""
	}
	return string([]rune(name)[:1])
}

// unglued are the names of a text in which nothing stands between them: where what
// ends like an office is followed by another one of the same level, or of any if it has
// none itself. 县委县政府督查室 is an office of both.
func unglued(name string) []string {
	if !officeName.MatchString(name) {
		return []string{name}
	}
	for i := range name {
		before, after := name[:i], name[i:]
		two := sameLevel(before, after) && nameLike.MatchString(before) && officeName.MatchString(before) && officeName.MatchString(after)
		if two && !(seat.MatchString(before) && seatFirst(after)) {
			return []string{before, after}
		}
	}
	return []string{name}
}

// sameLevel reports whether two names begin with the same level, or the same place, or
// only the second one with any.
func sameLevel(before, after string) bool {
	place, level := placeFirst.FindString(before), levelOf(after)
	return level != "" && (place == "" || strings.HasSuffix(place, level)) || placeName.MatchString(place) && strings.HasPrefix(after, place)
}

// seatFirst reports whether a name is that of a department of a seat.
func seatFirst(name string) bool {
	for i := range name {
		if seat.MatchString(name[:i]) {
			return true
		}
	}
	return false
}

// wrapped are the names that pieces of a text make between which there is nothing but
// space: of one name in a narrow column, or of several.
func wrapped(text string) (names []string, unclear bool) {
	var pieces []string
	lines := strings.FieldsFunc(strings.TrimSpace(text), func(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) })
	for _, line := range lines {
		for i, piece := range named(strings.Fields(line)) {
			pieces = append(pieces, piece)
			if len(names) == 0 {
				names = append(names, piece)
				continue
			}
			before := &names[len(names)-1]
			switch goesOn(*before, piece, i == 0) {
			case isOne:
				*before += piece
			case mayBeOne:
				unclear = true
				fallthrough
			default:
				names = append(names, piece)
			}
		}
	}
	if !slices.ContainsFunc(pieces, func(piece string) bool { return utf8.RuneCountInString(piece) > 1 }) {
		names, unclear = []string{strings.Join(pieces, "")}, false // 财 政 局
	}
	if len(names) == 1 && len(pieces) > 1 && len(lines) > 1 && !officeName.MatchString(names[0]) {
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

// goesOn says whether a piece goes on with the name before it, on the next line if that
// is broken. Only a name that begins with a level is sure to lack its end: 县国土⏎资源局.
func goesOn(before, piece string, broken bool) int {
	office, level := officeName.MatchString(before), levelOf(piece)
	short := min(utf8.RuneCountInString(before), utf8.RuneCountInString(piece)) == 1
	again := level != "" && strings.HasPrefix(before, level) && utf8.RuneCountInString(before) > 1
	switch {
	case strings.HasPrefix(piece, "("), partName.MatchString(piece):
		return isOne
	case seat.MatchString(before) && ofSeat.MatchString(piece) && !ownOffice.MatchString(piece):
		return isOne
	case office && level != "":
		return isAnother
	case office, again, twoFields(before, piece):
		return mayBeOne
	case short, placeName.MatchString(before), broken && levelOf(before) != "":
		return isOne
	}
	return mayBeOne
}

// twoFields reports whether two pieces are of two fields with departments of their own.
func twoFields(before, piece string) bool {
	ending := officeName.FindString(piece)
	return field.MatchString(before) && field.MatchString(strings.TrimSuffix(piece, ending))
}
