package intake

import (
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/scoresheet"
)

// TestMatch: the inputs that a report records are found again by their content, else by
// their names, else by their departments.
func TestMatch(t *testing.T) {
	sheet := func(file, hash, department string) *scoresheet.Sheet {
		return &scoresheet.Sheet{At: diag.Position{File: file}, SHA256: hash, Department: department}
	}
	recorded := []*scoresheet.Sheet{sheet("甲.xlsx", "a1", "甲局"), sheet("乙/乙.xlsx", "b1", "乙局")}
	for _, c := range []struct {
		name  string
		read  []*scoresheet.Sheet
		names string // file=recorded name
		said  string
	}{
		{"as they were", []*scoresheet.Sheet{sheet("甲.xlsx", "a1", "甲局"), sheet("乙/乙.xlsx", "b1", "乙局")}, "甲.xlsx=甲.xlsx 乙/乙.xlsx=乙/乙.xlsx", ""},
		{"elsewhere", []*scoresheet.Sheet{sheet("x/甲.xlsx", "a1", "甲局"), sheet("x/乙.xlsx", "b1", "乙局")}, "x/甲.xlsx=甲.xlsx x/乙.xlsx=乙/乙.xlsx", ""},
		{"renamed", []*scoresheet.Sheet{sheet("新.xlsx", "a1", "甲局"), sheet("乙.xlsx", "b1", "乙局")}, "新.xlsx=甲.xlsx 乙.xlsx=乙/乙.xlsx", "Q514 新.xlsx"},
		{"changed", []*scoresheet.Sheet{sheet("甲.xlsx", "a2", "甲局"), sheet("乙.xlsx", "b1", "乙局")}, "甲.xlsx=甲.xlsx 乙.xlsx=乙/乙.xlsx", "Q512 甲.xlsx"},
		{"changed and renamed", []*scoresheet.Sheet{sheet("新.xlsx", "a2", "甲局"), sheet("乙.xlsx", "b1", "乙局")}, "新.xlsx=甲.xlsx 乙.xlsx=乙/乙.xlsx", "Q512 新.xlsx"},
		{"swapped", []*scoresheet.Sheet{sheet("甲.xlsx", "b1", "乙局"), sheet("乙.xlsx", "a1", "甲局")}, "甲.xlsx=乙/乙.xlsx 乙.xlsx=甲.xlsx", "Q514 甲.xlsx Q514 乙.xlsx"},
		{"missing", []*scoresheet.Sheet{sheet("甲.xlsx", "a1", "甲局")}, "甲.xlsx=甲.xlsx", "Q511 汇总.xlsx"},
		{"one more", []*scoresheet.Sheet{sheet("甲.xlsx", "a1", "甲局"), sheet("乙.xlsx", "b1", "乙局"), sheet("丙.xlsx", "c1", "丙局")}, "甲.xlsx=甲.xlsx 乙.xlsx=乙/乙.xlsx", "Q513 丙.xlsx"},
	} {
		read := Reading{Sheets: c.read}
		for _, s := range c.read {
			read.Inputs = append(read.Inputs, s.At.File)
		}
		matched, list := Match(recorded, read, "汇总.xlsx")
		var names, said []string
		for _, s := range matched.Sheets {
			names = append(names, s.At.File+"="+matched.Names[s.At.File])
		}
		for _, d := range list {
			said = append(said, string(d.Code)+" "+d.File)
		}
		if got := strings.Join(names, " "); got != c.names || strings.Join(said, " ") != c.said {
			t.Errorf("%s: %s; %v", c.name, got, said)
		}
	}
}
