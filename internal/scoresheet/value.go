package scoresheet

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scores"
	"qeval/internal/workbook"
)

// notApplicable are the ways of saying that a criterion does not apply, for most
// of which the table has no rule, or that nothing happened.
var notApplicable = [...]string{
	"不涉及", "不适用", "无此项", "无", "没有", "未发生", "没有发生", "免评", "/", "\\", "-", "--", "—", "——", "–", "N/A", "NA",
}

// noRefusal is the kind of problem of a cell that can be counted.
var noRefusal diag.ValueKind

// readEntry judges one cell for a score: 0 to the criterion's points with at most two
// decimals, a deduction as a positive number, a veto as 是 or 否; a blank is missing,
// never zero and never 否. It takes whatever has only one reading, with a warning where
// that is not the plain one, and refuses the rest.
func readEntry(e *scores.Entry, cell workbook.Cell, table *indicator.Table, list *diag.List) {
	c, plain := table.Criteria[e.Criterion], asTyped(cell)
	if cell.Kind != workbook.Empty && indicator.Fold(plain) == "" {
		return // spaces are blank to everybody who looks
	}
	say := func(kind diag.ValueKind, read any) {
		v := about(table, e)
		v.Found, v.Read, v.Shown, v.Formula, v.Why = quoted(cell.Text), read, shown(cell, kind), rounding(cell), remark(cell)
		list.Add(kind.At(e.At, v))
	}
	refusal := unreadable(cell, plain)
	switch {
	case refusal == diag.NotApplicable && c.FullIfNA && slices.Contains(saysNA[:], plain):
		e.NA, e.Points, refusal = true, c.Points, noRefusal
	case refusal != noRefusal:
	case c.Kind() == indicator.Veto:
		refusal = readAnswer(e, plain)
	default:
		refusal = readNumber(e, withoutUnit(plain), c.Points)
	}
	if refusal == noRefusal && cell.Shown != "" {
		refusal = diag.ShownDifferently // 2.85 that is shown, printed and signed as 3
	}
	if refusal != noRefusal {
		e.State, e.Found = scores.Refused, abbreviate(cell.Text)
		say(refusal, "")
		return
	}
	e.State = scores.Valid
	switch {
	case cell.Formula != "":
		say(diag.FormulaValue, plain)
	case cell.Kind == workbook.Text && c.Kind() != indicator.Veto && !e.NA:
		say(diag.NumberAsText, e.Points)
	case cell.Text != plain:
		say(diag.Spaces, plain)
	}
}

// asTyped is what somebody has entered in a cell, in half width, without the spaces
// around it and without characters that nobody sees. Those that turn what stands around
// them stay, so that it is no number and no answer.
func asTyped(cell workbook.Cell) string {
	return strings.TrimSpace(indicator.WithoutUnseen(width.Fold.String(cell.Text)))
}

// withoutUnit is a number without the 分 that may stand behind it.
func withoutUnit(number string) string { return strings.TrimSpace(strings.TrimSuffix(number, "分")) }

// unreadable is what is wrong with a cell that is neither a number nor an answer,
// whatever its criterion.
func unreadable(cell workbook.Cell, plain string) diag.ValueKind {
	switch {
	case cell.Kind == workbook.Empty: // a formula, or the cell would not be here
		return diag.NotCalculated
	case cell.Kind == workbook.Error:
		return diag.ErrorValue
	case cell.Doubts.Has(workbook.Hidden):
		return diag.HiddenValue
	case cell.Doubts.Has(workbook.Struck):
		return diag.StruckValue
	case cell.Doubts != 0:
		return diag.UnclearValue
	case cell.Kind == workbook.ShownDifferently:
		return diag.ShownDifferently
	case cell.Kind == workbook.Date:
		return diag.DateValue
	case cell.Kind == workbook.Percent:
		return diag.PercentValue
	case slices.Contains(notApplicable[:], strings.ToUpper(plain)):
		return diag.NotApplicable
	}
	return noRefusal
}

// remark is what a message on a value says beside it: why people may not see it, or
// that its formula refers to another workbook.
func remark(cell workbook.Cell) msg.Text {
	if why := cell.Doubts.Why(); !why.IsZero() {
		return why
	}
	return cell.Elsewhere()
}

// shown is what a message says of how a cell is shown, where that is not how
// it is stored.
func shown(cell workbook.Cell, kind diag.ValueKind) msg.Text {
	switch {
	case kind != diag.ShownDifferently && cell.Shown == "":
		return msg.Text{}
	case kind != diag.ShownDifferently:
		return msg.ShownAs(cell.Shown)
	case cell.Shown == "":
		return msg.ShownUnknown
	}
	return msg.ShownOtherwise(cell.Shown)
}

// rounding is the formula that rounds what a cell holds to two decimals.
func rounding(cell workbook.Cell) string {
	const most = 60 // of a longer one the clerk has the cell itself to look at
	inner := cmp.Or(cell.Formula, cell.Text)
	if len(inner) > most {
		inner = "…"
	}
	return "=ROUND(" + inner + ",2)"
}

// readAnswer takes the answer to a veto, or returns why not.
func readAnswer(e *scores.Entry, plain string) diag.ValueKind {
	if plain != indicator.Yes && plain != indicator.No {
		return diag.NotYesNo
	}
	e.Veto = plain == indicator.Yes
	return noRefusal
}

// readNumber takes a score or a deduction of 0 to most, or returns why not.
func readNumber(e *scores.Entry, plain string, most indicator.Points) diag.ValueKind {
	points, err := indicator.ParsePoints(plain)
	switch {
	case errors.Is(err, indicator.ErrSyntax):
		return diag.NotNumber
	case strings.HasPrefix(plain, "-") && (err != nil || points < 0):
		return diag.Negative
	case errors.Is(err, indicator.ErrPrecision):
		return diag.TooPrecise
	case err != nil, points > most:
		return diag.AbovePoints
	}
	e.Points = points
	return noRefusal
}

// Allowed says what may be entered for a criterion, and what to enter where
// clerks are tempted to leave a blank.
func Allowed(c indicator.Criterion) (allowed, fix msg.Text) {
	f := forms[c.Kind()]
	allowed = f.allowed(c)
	if c.FullIfNA {
		allowed = msg.AllowedNA(allowed)
	}
	return allowed, f.fix
}

// about is what every message on a cell for a score says of it.
func about(table *indicator.Table, e *scores.Entry) diag.Value {
	c := table.Criteria[e.Criterion]
	v := diag.Value{Unit: e.Unit, Code: c.Code, Item: c.Item.Name, Ask: msg.FixAskOffice(table.Office()), Rule: msg.RuleNone}
	v.Allowed, v.Fix = Allowed(c)
	switch {
	case c.Kind() != indicator.Score: // 无 and its like will mean that nothing happened
		v.Ask, v.Rule = v.Fix, msg.RuleNothing
	case c.FullIfNA:
		v.Ask, v.Rule = msg.FixNA, msg.RuleNA
	}
	return v
}

// abbreviate keeps a message readable whatever somebody pasted into a cell.
func abbreviate(s string) string { return quoted(strings.Join(strings.Fields(s), " ")) }

// quoted is abbreviate with the spaces as they are, where they matter.
func quoted(s string) string { return msg.Brief(s, 40) }

// Suggestion is the half sentence that offers the candidate nearest to a name,
// if one is near.
func Suggestion(name string, candidates []string) msg.Text {
	return suggested(name, indicator.Nearest(name, candidates))
}

// suggested is the half sentence that offers a name in place of the one found, if there
// is one to offer. Where the two look alike it says what the difference is.
func suggested(found, near string) msg.Text {
	if near == "" {
		return msg.Text{}
	}
	if disguised := indicator.Disguised(found, near); disguised != nil {
		return msg.LooksLike(near, strings.Join(disguised, "、"))
	}
	return msg.DidYouMean(near)
}

// mayBeScore reports whether a cell looks like a score or an answer, and not
// like a remark.
func mayBeScore(cell workbook.Cell) bool {
	plain := asTyped(cell)
	_, err := indicator.ParsePoints(withoutUnit(plain))
	if cell.Kind == workbook.Picture {
		return false
	}
	return cell.Kind != workbook.Text || !errors.Is(err, indicator.ErrSyntax) || plain == indicator.Yes || plain == indicator.No
}
