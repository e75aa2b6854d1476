package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/term"
	"qeval/internal/workbook"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: a.text(msg.HelpExplainUse), Short: a.text(msg.HelpExplain), Example: "  qeval explain Q304\n  qeval explain C1.4",
		Long: a.text(msg.HelpExplainLong), SuggestFor: []string{"解释", "说明", "代码", "why"},
		RunE: func(cmd *cobra.Command, args []string) error { return a.explain(cmd, args) },
	}
}

// explain says what codes mean: those of diagnostics, and those of criteria.
// Without any it lists the former.
func (a *app) explain(cmd *cobra.Command, codes []string) error {
	if len(codes) == 0 {
		return a.listCodes()
	}
	diagnostics := !slices.ContainsFunc(codes, func(code string) bool {
		return diag.Lookup(diag.Code(plainCode(code))) == nil
	})
	var by intake.Rules
	if !diagnostics { // whose explanation a faulty table must not keep from being read
		found, warnings, err := a.rules(cmd)
		if err != nil {
			return err
		}
		a.showDiagnostics(warnings)
		by = found
	}
	var explanations []string
	var unknown diag.List
	for _, code := range codes {
		if text, ok := a.explanation(by.Table, plainCode(code)); ok {
			explanations = append(explanations, text)
		} else {
			unknown.Add(diag.Usage.At(diag.Position{}, msg.UsageCode(code, nearCode(by.Table, code)), cmd.CommandPath()))
		}
	}
	if len(unknown) > 0 {
		return failure{unknown}
	}
	_, err := fmt.Fprint(a.stdout, strings.Join(explanations, "\n"))
	return err
}

// plainCode is a code as it is declared, whatever way it was typed: q304, 304,
// Ｃ1.4.
func plainCode(typed string) string {
	code := strings.ToUpper(indicator.FoldText(typed))
	if code != "" && strings.Trim(code, "0123456789") == "" {
		code = "Q" + code
	}
	return code
}

func nearCode(table *indicator.Table, typed string) msg.Text {
	var known []string
	for _, kind := range diag.Kinds() {
		known = append(known, string(kind.Code))
	}
	for _, c := range table.Criteria {
		known = append(known, c.Code)
	}
	return scoresheet.Suggestion(plainCode(typed), known)
}

func (a *app) explanation(table *indicator.Table, code string) (string, bool) {
	if kind := diag.Lookup(diag.Code(code)); kind != nil {
		return a.aboutCode(kind), true
	}
	if i := table.Index(code); i >= 0 {
		return a.aboutCriterion(table, table.Criteria[i]), true
	}
	return "", false
}

func (a *app) aboutCode(kind *diag.Kind) string {
	level := kind.Level.Name(a.lang)
	if kind.Outstanding {
		level = a.text(msg.LevelOutstanding)
	}
	about := fmt.Sprintf("%s  %s\n\n%s\n\n%s\n  %s\n\n%s\n  %s\n",
		kind.Code, a.text(msg.ExplainHead(kind.Title.In(a.lang), level)),
		a.wrapped(kind.Meaning.In(a.lang), 0),
		a.text(msg.ExplainExample), a.line(kind.Example, kind.Example.Message(a.lang)),
		a.text(msg.ExplainFix), a.wrapped(kind.Example.Hint(a.lang), 2))
	if limits := limitsOf(kind.Code); len(limits) > 0 {
		about += "\n" + a.text(msg.ExplainLimits) + "\n"
		for _, l := range limits {
			about += fmt.Sprintf("  %s\n", a.wrapped(a.text(l.Text()), 2))
		}
	}
	return about
}

// limitsOf are the limits whose excess a code tells of.
func limitsOf(code diag.Code) []budget.Limit {
	switch code {
	case diag.TooLarge.Code:
		return append(workbook.Limits(), scoresheet.Limits()...)
	case diag.TooManyFiles.Code:
		return intake.Limits()
	case diag.TooManyWords.Code:
		return scoresheet.LimitsOfWords()
	case diag.LongTable.Code:
		return indicator.Limits()
	case diag.MoreAlike.Code:
		return []budget.Limit{diag.LimitAlike}
	}
	return nil
}

// wrapped is a text whose lines begin in a zero-based column, where the first one is
// written.
func (a *app) wrapped(text string, column int) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, term.Wrap(line, a.lineWidth(column))...)
	}
	return strings.Join(lines, "\n"+strings.Repeat(" ", column))
}

func (a *app) aboutCriterion(table *indicator.Table, c indicator.Criterion) string {
	allowed, fix := scoresheet.Allowed(c)
	const width = 10 // of the longest head
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n\n", c.Code, a.wrapped(c.Text, term.TextWidth(c.Code)+2))
	for _, line := range []struct {
		head  msg.Text
		value string
	}{
		{msg.HeadCategory, c.Category.Name},
		{msg.HeadItem, c.Item.Name},
		{msg.HeadPoints, a.points(table, c)},
		{msg.HeadDepartment, cmp.Or(c.Shares, c.Department)},
		{msg.HeadRule, c.Rule},
		{msg.HeadNote, c.Note},
		{msg.HeadEntry, a.text(msg.MessageWithHint(allowed.In(a.lang), fix.In(a.lang)))},
	} {
		if line.value != "" {
			fmt.Fprintf(&b, "%s  %s\n", term.Pad(a.text(line.head), width), a.wrapped(line.value, width+2))
		}
	}
	return b.String()
}

// listCodes lists every code of a diagnostic.
func (a *app) listCodes() error {
	columns := []term.Column{{Head: a.text(msg.HeadCodeDiagnostic)}, {Head: a.text(msg.HeadLevel)}, {Head: a.text(msg.HeadTitle), Wrap: true}}
	var rows [][]string
	for _, kind := range diag.Kinds() {
		rows = append(rows, []string{string(kind.Code), kind.Level.Name(a.lang), kind.Title.In(a.lang)})
	}
	if err := a.terminal.Table(columns, rows); err != nil {
		return err
	}
	return a.show(a.text(msg.ExplainMore))
}
