package workbook

import (
	"strings"
	"unicode"
)

// MetaSheet is the very hidden worksheet that only the program's own files
// have. Excel and WPS do not offer it in their menus, and each of the programs
// that were tried keeps it when it saves.
const MetaSheet = "_qeval"

// IsMeta reports whether a worksheet's name is [MetaSheet], as such names compare.
func IsMeta(name string) bool { return strings.EqualFold(name, MetaSheet) }

// Meta is what a workbook says of itself in its very hidden worksheet: keys
// and values, a key as often as it has values.
type Meta [][2]string

// Get is the first value of a key, or "".
func (m Meta) Get(key string) string {
	if all := m.All(key); len(all) > 0 {
		return all[0]
	}
	return ""
}

// All lists the values of a key in their order.
func (m Meta) All(key string) []string {
	var values []string
	for _, pair := range m {
		if pair[0] == key {
			values = append(values, pair[1])
		}
	}
	return values
}

// plainText is a text from a stranger's hidden worksheet without what would do
// something to a terminal, and no longer than what the program writes.
func plainText(text string) string {
	const most = 4000 // bytes: a name of 300 characters is to be known again
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
	return strings.ToValidUTF8(text[:min(len(text), most)], "")
}

// metaOf reads a Meta back. It is never nil, even if the worksheet is empty.
func metaOf(sheet Sheet) Meta {
	m := Meta{}
	for _, row := range sheet.Rows {
		var pair [2]string
		for _, cell := range row.Cells {
			if cell.At.Col <= len(pair) {
				pair[cell.At.Col-1] = plainText(cell.Text)
			}
		}
		m = append(m, pair)
	}
	return m
}
