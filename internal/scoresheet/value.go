package scoresheet

import (
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// notApplicable are the ways of saying that a criterion does not apply, for
// which the table has no rule.
var notApplicable = [...]string{
	"不涉及", "不适用", "无此项", "无", "免评", "/", "\\", "-", "--", "—", "——", "–", "N/A", "NA",
}

// read judges one cell for a score (design rule 3 and section 6): it takes
// whatever has only one reading, with a warning where that is not the plain
// one, and refuses the rest.
func (e *Entry) read(cell workbook.Cell, c indicator.Criterion, list *diag.List) {
	typed := width.Fold.String(cell.Text)
	plain := strings.TrimSpace(typed)
	refuse := func(code diag.Code, args ...any) {
		e.State = Invalid
		list.Add(code, e.At, append(e.about(c), append(args, "found", abbreviate(cell.Text))...)...)
	}
	switch {
	case cell.Kind == workbook.Empty: // a formula, or the cell would not be here
		refuse(diag.NotCalculated)
		return
	case indicator.Fold(plain) == "": // spaces are blank to everybody who looks
		return
	case cell.Kind == workbook.Error:
		refuse(diag.ErrorValue)
		return
	case cell.Kind == workbook.Date:
		refuse(diag.DateValue)
		return
	case cell.Kind == workbook.Percent:
		refuse(diag.PercentValue)
		return
	case cell.Kind == workbook.Text && slices.Contains(notApplicable[:], strings.ToUpper(plain)):
		refuse(diag.NotApplicable)
		return
	}

	if c.Kind() == indicator.Veto {
		if plain != yes && plain != no {
			refuse(diag.NotYesNo)
			return
		}
		e.State, e.Veto = Valid, plain == yes
	} else {
		if cell.Kind == workbook.Text {
			plain = strings.TrimSpace(strings.TrimSuffix(plain, "分"))
		}
		points, err := indicator.ParsePoints(plain)
		switch {
		case cell.Kind == workbook.Bool, errors.Is(err, indicator.ErrSyntax):
			refuse(diag.NotNumber)
			return
		case strings.HasPrefix(plain, "-") && (err != nil || points < 0):
			refuse(diag.Negative)
			return
		case errors.Is(err, indicator.ErrPrecision):
			refuse(diag.TooPrecise)
			return
		case err != nil, points > c.Points:
			refuse(diag.AbovePoints)
			return
		}
		e.State, e.Points = Valid, points
		if cell.Kind == workbook.Text {
			list.Add(diag.NumberAsText, e.At, append(e.about(c), "found", cell.Text, "read", points)...)
		}
	}
	if cell.Formula {
		list.Add(diag.FormulaValue, e.At, append(e.about(c), "read", plain)...)
	}
}

// about is what every message on a cell for a score says of it.
func (e *Entry) about(c indicator.Criterion) []any {
	var allowed, fix msg.Text
	ask := msg.New("fix.ask")
	switch c.Kind() {
	case indicator.Score:
		allowed, fix = msg.New("allowed.score", "points", c.Points), msg.New("fix.score")
	case indicator.Deduction:
		allowed, fix = msg.New("allowed.deduction", "points", c.Points), msg.New("fix.deduction")
		ask = fix // 无 and its like may just mean that nothing happened
	case indicator.Veto:
		allowed, fix = msg.New("allowed.veto"), msg.New("fix.veto")
		ask = fix
	}
	return []any{"unit", e.Unit, "code", c.Code, "item", c.Item.Name, "allowed", allowed, "fix", fix, "ask", ask}
}

// abbreviate keeps a message readable whatever somebody pasted into a cell.
func abbreviate(s string) string {
	const most = 40
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// suggestion is the half sentence that offers the nearest name, if there is
// one.
func suggestion(near string) msg.Text {
	if near == "" {
		return msg.Text{}
	}
	return msg.New("suggest", "near", near)
}
