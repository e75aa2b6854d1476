package workbook

import (
	"regexp"
	"strings"
)

var (
	// spacing is what a number format says of colours and space. What else a * stands
	// before fills the cell: 2 is 2555555 in 0*5.
	spacing = regexp.MustCompile(`\[[^\]]*\]|_.|\* |"\s*"`)
	// white is the colour of paper.
	white   = regexp.MustCompile(`\[(white|color ?2)\]`)
	escaped = regexp.MustCompile(`\\(.)`)
	// currency is a literal with a language behind it, or a language alone.
	currency    = regexp.MustCompile(`\[\$([^\]-]*)(-[^\]]*)?\]`)
	conditional = regexp.MustCompile(`\[[<>=]`)
	elapsed     = regexp.MustCompile(`\[(h+|m+|s+)\]`)
	// ordinary is a section that shows the number itself, rounded at most.
	ordinary = regexp.MustCompile(`^(general|@|([#?0,]*[#?0])?(\.[#?0]*)?)("?分"?)?$`)
	// masked is a section that fills the cell, or is white, which is now a !, or shows
	// a number as a power of ten, most often with fewer digits.
	masked = regexp.MustCompile(`[*!]|e[+-]`)
	// marked is a section that shows the number itself with something behind it.
	marked = regexp.MustCompile(`^[#?0,]*[#?0](?:\.[#?0]*)?"([^"]+)"$`)
	// dash is how accounts show zero.
	dash = regexp.MustCompile(`^"?[-—–－]"?\?*$`)
	// decimals are the places behind the point.
	decimals = regexp.MustCompile(`^[^.]*\.([#?0]*)`)
)

// sections are the parts of a number format's code: for positive numbers, and if
// there are so many for negative ones, for zero and for texts. ok is false if
// which one holds depends on the number in another way.
func sections(code string) (parts []string, ok bool) {
	code = currency.ReplaceAllString(escaped.ReplaceAllString(strings.ToLower(code), `"$1"`), `"$1"`)
	if conditional.MatchString(code) {
		return nil, false
	}
	code = spacing.ReplaceAllString(white.ReplaceAllString(code, "!"), "")
	code = strings.ReplaceAll(code, "g/通用格式", "general")
	for part := range strings.SplitSeq(code, ";") {
		parts = append(parts, strings.TrimSpace(part))
	}
	return parts, true
}

// kindOfFormat judges a number format by its built-in number (ECMA-376 part 1,
// section 18.8.30, with those of Chinese editions) or by its code. Only what is
// known to show the number itself is a Number; zero is shown as something else
// more often.
func kindOfFormat(number int, code *string) (positive, zero Kind) {
	if code != nil {
		return kindOfCode(*code)
	}
	switch {
	case number == 9 || number == 10:
		return Percent, Percent
	case number >= 14 && number <= 22, number >= 27 && number <= 36, number >= 45 && number <= 47, number >= 50 && number <= 58:
		return Date, Date
	case number >= 59 && number <= 81: // of other languages, among them per cent, fractions and dates
		return ShownDifferently, ShownDifferently
	case number >= 11 && number <= 13, number == 48: // powers of ten, and fractions, such as 1/3 for 0.33
		return ShownDifferently, ShownDifferently
	}
	return Number, Number
}

func kindOfCode(code string) (positive, zero Kind) {
	parts, ok := sections(code)
	if !ok {
		return ShownDifferently, ShownDifferently
	}
	positive = kindOfSection(parts[0], code)
	zero = positive
	if len(parts) > 2 {
		if zero = kindOfSection(parts[2], code); dash.MatchString(parts[2]) {
			zero = Number
		}
	} else if zero == Number && !strings.ContainsAny(parts[0], "0?g@") {
		zero = ShownDifferently // ## shows nothing at all
	}
	if len(parts) > 2 && parts[2] == "" {
		zero = ShownDifferently
	}
	return positive, zero
}

// textOfCode is the kind that a text takes. It is shown itself unless there is a
// section for texts, the fourth or one with an @, which says something else.
func textOfCode(code string) Kind {
	parts, ok := sections(code)
	for i, part := range parts {
		if (i >= 3 || strings.Contains(part, "@")) && part != "@" && part != "general" {
			return ShownDifferently
		}
	}
	if !ok && strings.Contains(code, "@") {
		return ShownDifferently
	}
	return Text
}

func kindOfSection(section, code string) Kind {
	switch {
	case section != "" && ordinary.MatchString(section) && !elapsed.MatchString(strings.ToLower(code)):
		return Number
	case masked.MatchString(section):
		return ShownDifferently
	case strings.Contains(section, "%"):
		return Percent
	case elapsed.MatchString(strings.ToLower(code)), strings.ContainsAny(strings.ReplaceAll(section, "general", ""), "ymdhsea"):
		return Date
	}
	return ShownDifferently
}

// markOfFormat is what a number format puts behind every number, or "".
func markOfFormat(code *string) string {
	if code == nil {
		return ""
	}
	parts, ok := sections(*code)
	if !ok || len(parts) != 1 || kindOfSection(parts[0], *code) != ShownDifferently {
		return ""
	}
	if m := marked.FindStringSubmatch(parts[0]); m != nil {
		return m[1]
	}
	return ""
}

// builtInDecimals are the decimals of the built-in formats that round.
var builtInDecimals = map[int]int{
	1: 0, 2: 2, 3: 0, 4: 2, 5: 0, 6: 0, 7: 2, 8: 2, 37: 0, 38: 0, 39: 2, 40: 2, 41: 0, 42: 0, 43: 2, 44: 2,
}

// decimalsOfFormat is the number of decimals to which a number format rounds,
// or -1 if it shows all of them, as General does.
func decimalsOfFormat(number int, code *string) int {
	if code == nil {
		if n, rounds := builtInDecimals[number]; rounds {
			return n
		}
		return -1
	}
	parts, ok := sections(*code)
	switch {
	case !ok || strings.ContainsAny(parts[0], "eg@") || !strings.ContainsAny(parts[0], "#?0"):
		return -1
	case decimals.MatchString(parts[0]):
		return len(decimals.FindStringSubmatch(parts[0])[1])
	}
	return 0
}
