package indicator

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// share is a department with its own part of a criterion's points.
type share struct {
	department string
	points     Points
}

// sharesIn are the shares in a department's cell in which each name is followed by a mark
// of points, as in 县农业农村局（3分）、县水利局（2分）; nil if the cell is any other.
func sharesIn(text string) []share {
	folded, runes := width.Fold.String(text), []rune(text) // of which each is one rune of folded
	between := func(from, to int) string {
		part := string(runes[utf8.RuneCountInString(folded[:from]):utf8.RuneCountInString(folded[:to])])
		return Fold(strings.TrimLeft(part, "、，,；;/和及与 \t\n"))
	}
	var shares []share
	end := 0
	for _, at := range pointsMark.FindAllStringSubmatchIndex(folded, -1) {
		points, err := ParsePoints(folded[at[2]:at[3]])
		name := between(end, at[0])
		if err != nil || points <= 0 || name == "" {
			return nil
		}
		shares, end = append(shares, share{name, points}), at[1]
	}
	if letter.MatchString(between(end, len(folded))) {
		return nil
	}
	return shares
}

// written is how shares are written in a table.
func written(shares []share) string {
	var parts []string
	for _, s := range shares {
		parts = append(parts, s.department+"（"+s.points.String()+"分）")
	}
	return strings.Join(parts, "、")
}

// levelShares reads a department's cell that gives each department points of its own.
func (r *criteriaReader) levelShares(c Cell, shares []share) {
	r.departmentTo = c.At.Row + c.Rows - 1
	for i := range shares {
		one := c
		one.Text = shares[i].department
		shares[i].department = r.departmentIn(one)
	}
	r.department, r.shares = shares[0].department, shares
	for i, s := range shares {
		if slices.ContainsFunc(shares[:i], func(other share) bool { return other.department == s.department }) && s.department != unknown {
			r.badShares(c, msg.SharesTwice(s.department))
			r.shares = nil
		}
	}
}

// badShares refuses the shares in a cell.
func (r *criteriaReader) badShares(c Cell, why msg.Text) {
	r.list.Add(diag.BadShares.At(c.At, msg.Brief(oneLine(c.Text), 60), why))
}

// sumOfShares is what the shares add up to.
func sumOfShares(shares []share) Points {
	var sum Points
	for _, s := range shares {
		sum += s.points
	}
	return sum
}

// shared are the criteria that a criterion is whose points several departments share, one
// for each of them; any other is itself. The shares add up to its points.
func (r *criteriaReader) shared(c Criterion, departments, code Cell) []Criterion {
	if len(r.shares) == 0 {
		return []Criterion{c}
	}
	sum := sumOfShares(r.shares)
	switch {
	case c.Kind() == Veto:
		r.badShares(departments, msg.SharesVeto)
		return []Criterion{c}
	case c.Points != sum:
		if !r.doubted[c.Category.Code] { // else it only follows from that
			r.badShares(departments, msg.SharesSum(sum, c.Points))
		}
		r.doubt()
		return []Criterion{c}
	case len(r.shares) == 1:
		return []Criterion{c}
	case Fold(code.Text) != "":
		r.list.Add(diag.BadTableCode.At(code.At, code.Text, msg.CodeSeveral(len(r.shares))))
		return []Criterion{c}
	}
	var list []Criterion
	var codes []string
	for i, s := range r.shares {
		one := c
		one.Department, one.Points, one.Shares = s.department, s.points, written(r.shares)
		if i > 0 {
			r.number++
			one.Code = r.nextCode()
			r.code(&one, Cell{}, departments)
		}
		list, codes = append(list, one), append(codes, one.Code)
	}
	r.list.Add(diag.ReadAsSeveral.At(departments.At, brief(c.Text), len(list), written(r.shares), strings.Join(codes, "、")))
	return list
}
