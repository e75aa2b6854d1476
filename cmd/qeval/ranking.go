package main

import (
	"strconv"
	"strings"

	"qeval/internal/assess"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/term"
)

// ranking prints the result for a person.
func (a *app) ranking(result *assess.Result) error {
	title, columns, row := result.Table.Name(), a.finalColumns(result.Table), a.finalRow
	if !result.Complete() {
		title += "　" + a.text(msg.ProvisionalTitle(report.ProvisionalMark))
		columns, row = a.provisionalColumns(result.Table), a.provisionalRow
	}
	var rows [][]string
	for _, u := range result.Units {
		rows = append(rows, row(result.Table, u))
	}
	if err := a.show(title); err != nil {
		return err
	}
	return a.terminal.Table(columns, rows)
}

// part is a part of a total, with its headings.
type part struct {
	head, soFar msg.Text
	of          func(assess.Unit) indicator.Points
}

// besideScores are the parts that are shown beside the scores: bonuses only if the
// table has any.
func besideScores(table *indicator.Table) []part {
	parts := []part{
		{msg.HeadAdded, msg.HeadGiven, func(u assess.Unit) indicator.Points { return u.Added }},
		{msg.HeadDeducted, msg.HeadTaken, func(u assess.Unit) indicator.Points { return u.Deducted }},
	}
	if !table.Has(indicator.Bonus) {
		return parts[1:]
	}
	return parts
}

func (a *app) finalColumns(table *indicator.Table) []term.Column {
	columns := []term.Column{{Head: a.text(msg.HeadRank), Right: true}, {Head: a.text(msg.HeadUnit), Wrap: true}}
	for _, c := range table.Categories(indicator.Score) {
		columns = append(columns, term.Column{Head: c.Name, Right: true, DropOrder: 2})
	}
	columns = append(columns, term.Column{Head: a.text(msg.HeadScored), Right: true, DropOrder: 1})
	for _, p := range besideScores(table) {
		columns = append(columns, term.Column{Head: a.text(p.head), Right: true, DropOrder: 1})
	}
	return append(columns,
		term.Column{Head: a.text(msg.HeadTotal), Right: true},
		a.vetoColumn(),
		term.Column{Head: a.text(msg.HeadGrade), Colors: gradeColors(table)},
	)
}

// vetoColumn is the column of what [app.veto] says.
func (a *app) vetoColumn() term.Column {
	return term.Column{Head: a.text(msg.HeadVeto), Colors: map[string]term.Color{a.text(msg.VetoYes): term.Red}}
}

// gradeColors are green for the best grade, red for the worst, and a warning for the
// last but one.
func gradeColors(table *indicator.Table) map[string]term.Color {
	colors := map[string]term.Color{}
	last := len(table.Grades) - 1
	for i, grade := range table.Grades {
		colors[grade.Name] = term.Cyan
		if i == last-1 {
			colors[grade.Name] = term.Yellow
		}
	}
	colors[table.Grades[0].Name], colors[table.Grades[last].Name] = term.Green, term.Red
	return colors
}

func (a *app) finalRow(table *indicator.Table, u assess.Unit) []string {
	row := []string{strconv.Itoa(u.Rank.Value()), u.Name}
	for _, c := range u.Categories {
		row = append(row, c.Scored.Fixed())
	}
	row = append(row, u.Scored.Fixed())
	for _, p := range besideScores(table) {
		row = append(row, p.of(u).Fixed())
	}
	return append(row, u.Total.Value().Fixed(), a.veto(u), table.Grades[u.Grade.Value()].Name)
}

// provisionalColumns show what is possible. What was scored never stands without
// the points that it was scored of.
func (a *app) provisionalColumns(table *indicator.Table) []term.Column {
	certain := map[string]term.Color{}
	for name, color := range gradeColors(table) {
		certain[a.possible(true, name, "")] = color
	}
	columns := []term.Column{
		{Head: a.text(msg.HeadRanks), Ranges: true}, {Head: a.text(msg.HeadUnit), Wrap: true},
		{Head: a.text(msg.HeadAssessed), Right: true, DropOrder: 1},
	}
	for _, p := range besideScores(table) {
		columns = append(columns, term.Column{Head: a.text(p.soFar), Right: true, DropOrder: 2})
	}
	return append(columns,
		term.Column{Head: a.text(msg.HeadTotals), Ranges: true}, a.vetoColumn(), term.Column{Head: a.text(msg.HeadGrades), Wrap: true, Colors: certain},
	)
}

func (a *app) provisionalRow(table *indicator.Table, u assess.Unit) []string {
	row := []string{
		a.possible(u.Rank.Certain(), strconv.Itoa(u.Rank.Low), strconv.Itoa(u.Rank.High)), u.Name,
		u.Scored.Fixed() + " / " + u.Assessed.Fixed(),
	}
	for _, p := range besideScores(table) {
		row = append(row, p.of(u).Fixed())
	}
	return append(row,
		a.possible(u.Total.Certain(), u.Total.Low.Fixed(), u.Total.High.Fixed()), a.veto(u),
		a.possible(u.Grade.Certain(), strings.Join(u.Grade.Names(table), "、"), ""),
	)
}

// possible is one value that is certain, or a range; high may be "".
func (a *app) possible(certain bool, low, high string) string {
	switch {
	case certain:
		return a.text(msg.CertainValue(low))
	case high == "":
		return low
	}
	return low + "～" + high
}

// veto says whether a unit is vetoed.
func (a *app) veto(u assess.Unit) string {
	switch {
	case u.Vetoed():
		return a.text(msg.VetoYes)
	case u.MayBeVetoed():
		return a.text(msg.VetoOpen)
	}
	return ""
}
