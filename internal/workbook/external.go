package workbook

import (
	"strings"

	"qeval/internal/msg"
)

// Elsewhere says of a cell's formula that it refers to another workbook, if it does.
func (c Cell) Elsewhere() msg.Text {
	if ExternalReference(c.Formula) {
		return msg.FormulaElsewhere
	}
	return msg.Text{}
}

// ExternalReference reports whether a formula refers to another workbook, by its number
// or by its name: [1]Sheet1!A1, '[b.xlsx]Sheet 1'!A1.
func ExternalReference(formula string) bool {
	before := "" // the word or bracket before
	for formula != "" {
		n := tokenLength(formula)
		token, rest := formula[:n], formula[n:]
		switch token[0] {
		case '\'':
			if strings.Contains(token, "[") && namesSheet(rest) && !strings.HasPrefix(token, "'[0]") {
				return true
			}
		case '[':
			if before == "" && token != "[0]" && leadsToSheet(rest) {
				return true
			}
		}
		if before = ""; wordRune(rune(token[0])) || token[0] == '[' {
			before = token // of a table's name and its columns
		}
		formula = rest
	}
	return false
}

// namesSheet reports whether a rest of a formula comes behind the name of a worksheet.
func namesSheet(rest string) bool { return strings.HasPrefix(rest, "!") }

// leadsToSheet reports whether a rest of a formula begins with the name of a worksheet
// or of two, or with nothing before what a workbook defines.
func leadsToSheet(rest string) bool {
	return namesSheet(strings.TrimLeftFunc(rest, func(r rune) bool { return wordRune(r) || r == ':' || r == '-' }))
}
