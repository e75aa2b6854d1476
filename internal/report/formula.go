package report

import (
	"fmt"
	"strconv"
	"strings"

	"qeval/internal/indicator"
)

// The formulas use nothing that Excel 2007 and WPS lack. Numbers with decimals
// are binary fractions there, so every sum and difference is rounded to two
// decimals before it is shown, compared or ranked, and every mean and rate to
// four: what assess computes exactly.
//
// Not every program applies a function that is made for one value to each cell of a
// range: Gnumeric takes the first cell's. Of ranges the formulas only compare and add
// up the cells, or count them with the functions that are made for ranges.

func round2(expression string) string { return "ROUND(" + expression + ",2)" }

func round4(expression string) string { return "ROUND(" + expression + ",4)" }

// total adds cells up; without any it is 0.
func total(cells []string) string {
	if len(cells) == 0 {
		return round2("0")
	}
	return round2(strings.Join(cells, "+"))
}

func difference(a, b string) string { return round2(a + "-" + b) }

func meanOf(cells string) string {
	return round4(round2("SUM("+cells+")") + "/COUNT(" + cells + ")")
}

// rateOf is what the mean of cells is of the points.
func rateOf(cells, points string) string {
	return round4(round2("SUM("+cells+")") + "/" + round2("COUNT("+cells+")*"+points))
}

func quote(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// twoDecimals is a number as a part of a text.
func twoDecimals(cell string) string { return `TEXT(` + cell + `,"0.00")` }

// gradeNames are the grades as a constant for a formula, best first.
func gradeNames(table *indicator.Table) string {
	var names []string
	for _, g := range table.Grades {
		names = append(names, quote(g.Name))
	}
	return strings.Join(names, ",")
}

// gradeOf picks the worse of the grade that a total earns and those that the
// vetoes cap at, counting grades from 1, best first. capped is the condition under
// which a veto does; without it none does.
func gradeOf(table *indicator.Table, total string, capped func(indicator.Criterion) string) string {
	earned, open := "", 0
	for n, g := range table.Grades {
		if !g.Open {
			open++
			earned += fmt.Sprintf("IF(%s>=%s,%d,", round2(total), g.AtLeast, n+1)
		}
	}
	worst := earned + strconv.Itoa(len(table.Grades)) + strings.Repeat(")", open)
	for _, c := range table.OfKind(indicator.Veto) {
		if capped != nil {
			worst += fmt.Sprintf(",IF(%s,%d,1)", capped(c), c.Cap+1)
		}
	}
	return "CHOOSE(MAX(" + worst + ")," + gradeNames(table) + ")"
}

// choiceOf lists the grades that are possible: from the best one to that of the
// lowest total, and for each veto that is open between what it would make of the
// two. Each is in a cell. A veto that has been answered 是 is in the best one.
func choiceOf(table *indicator.Table, best, lowest string, open func(indicator.Criterion) string) string {
	place := func(cell string) string { return "MATCH(" + cell + ",{" + gradeNames(table) + "},0)" }
	from := place(best)
	to := "MAX(" + place(lowest) + "," + from + ")"
	var names []string
	for n, g := range table.Grades {
		between := []string{fmt.Sprintf("AND(%s<=%d,%s>=%d)", from, n+1, to, n+1)}
		for _, c := range table.OfKind(indicator.Veto) {
			between = append(between, fmt.Sprintf("AND(%s,MAX(%s,%d)<=%d,MAX(%s,%d)>=%d)", open(c), from, c.Cap+1, n+1, to, c.Cap+1, n+1))
		}
		names = append(names, fmt.Sprintf("IF(OR(%s),%s,\"\")", strings.Join(between, ","), quote("、"+g.Name)))
	}
	return "MID(" + strings.Join(names, "&") + ",2,9999)"
}

// rankOf counts the units with a better grade, or with the same grade and a
// higher total, of all whose grades and totals are in two ranges. The totals are
// rounded where they stand.
func rankOf(table *indicator.Table, grade, total, grades, totals string) string {
	var places []string
	for n, g := range table.Grades {
		places = append(places, fmt.Sprintf("(%s=%s)*%d", grades, quote(g.Name), n+1))
	}
	own := fmt.Sprintf("MATCH(%s,{%s},0)", grade, gradeNames(table))
	return fmt.Sprintf("1+SUMPRODUCT((%s<%s)+(%s=%s)*(%s>%s))", strings.Join(places, "+"), own, grades, grade, totals, total)
}

// distanceOf is what a total lacks to the bound of the next better grade. It is
// empty for the best grade and where any of the vetoes is answered 是.
func distanceOf(table *indicator.Table, grade, total string, vetoes []string) string {
	if len(table.Grades) == 1 {
		return `""`
	}
	var bounds []string
	for _, g := range table.Grades[:len(table.Grades)-1] {
		bounds = append(bounds, g.AtLeast.String())
	}
	without := []string{grade + "=" + quote(table.Grades[0].Name)}
	for _, veto := range vetoes {
		without = append(without, veto+"="+quote(indicator.Yes))
	}
	place := fmt.Sprintf("MATCH(%s,{%s},0)", grade, gradeNames(table))
	next := fmt.Sprintf("CHOOSE(MAX(1,%s-1),%s)", place, strings.Join(bounds, ","))
	return `IF(OR(` + strings.Join(without, ",") + `),"",` + difference(next, total) + `)`
}
