package indicator

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Fold is the form in which names of units and departments are compared:
// without any whitespace, so that 夏　县 is 夏县.
func Fold(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '一' && r <= '龥' || r >= '!' && r <= '~' || r >= '！' && r <= '～' { // most are
			return r
		}
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) { // Cf: zero-width and direction marks
			return -1
		}
		return r
	}, name)
}

// FoldText is the form in which the texts of criteria are compared: without
// whitespace and without the difference of full and half width.
func FoldText(text string) string {
	return Fold(width.Fold.String(text))
}

// A Match says how surely [Resolve] knows a name.
type Match int

// The kinds of matches.
const (
	NoMatch Match = iota
	Same          // the known name itself, whitespace aside
	Alike         // another form of exactly one known name
)

// Resolve finds the known unit that a name stands for. Beside the name itself
// it takes the full form (运城市盐湖区, 盐湖区人民政府) and the short one (盐湖), if
// exactly one known unit has it; that is an Alike, which deserves a warning.
func Resolve(name string, known []string) (string, Match) {
	name = Fold(name)
	if slices.Contains(known, name) {
		return name, Same
	}
	if utf8.RuneCountInString(name) > maxTyped {
		return "", NoMatch
	}
	var found []string
	for _, unit := range known {
		if alike(name, unit, known) {
			found = append(found, unit)
		}
	}
	if len(found) == 1 {
		return found[0], Alike
	}
	return "", NoMatch
}

// alike reports whether name is the full or the short form of unit.
func alike(name, unit string, known []string) bool {
	if stem, ok := cutLevel(unit); ok && name == stem {
		return true
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "政府"), "人民")
	above, ok := strings.CutSuffix(name, unit)
	if !ok {
		return false
	}
	// What stands before the unit may only be the province and the one city above
	// it. 永济市盐湖区 names two units of one level, so it has no reading.
	return above == "" || strings.HasSuffix(above, "市") && strings.Count(above, "市") == 1 && !slices.ContainsFunc(known, func(other string) bool {
		return strings.Contains(above, other)
	})
}

// Short is a unit's name without its level of administration: 盐湖 for 盐湖区. It
// is "" if the name has none.
func Short(unit string) string {
	stem, _ := cutLevel(unit)
	return stem
}

// cutLevel takes the level of administration off a unit's name.
func cutLevel(unit string) (stem string, ok bool) {
	for _, level := range []string{"县", "市", "区"} {
		if stem, ok = strings.CutSuffix(unit, level); ok && stem != "" {
			return stem, true
		}
	}
	return "", false
}

// Nearest is the candidate that takes the fewest insertions, deletions and
// replacements of characters to make of name, the first of several; or "" if
// even that one shares too little with name to be what was meant. Names of more than
// fifty characters are passed over.
func Nearest(name string, candidates []string) string {
	typed := []rune(strings.Map(undisguised, Fold(name)))
	best, least := "", 0
	for _, candidate := range candidates {
		folded := []rune(Fold(candidate))
		longer := max(len(typed), len(folded))
		if longer > maxTyped {
			continue
		}
		d := distance(typed, folded)
		if d*3 > longer*2 || longer <= 3 && d > 1 {
			continue
		}
		if best == "" || d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance is Levenshtein's.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
