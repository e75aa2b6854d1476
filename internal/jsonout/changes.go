package jsonout

import (
	"qeval/internal/assess"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/report"
)

type changeJSON struct {
	Unit       string       `json:"unit"`
	Code       string       `json:"code"`
	Item       string       `json:"item"`
	Department string       `json:"department"`
	Old        any          `json:"old"` // Points, or of a veto a bool
	New        any          `json:"new"`
	OldNA      bool         `json:"old_not_applicable,omitempty"`
	NewNA      bool         `json:"new_not_applicable,omitempty"`
	OldSource  sourceJSON   `json:"old_source"`
	NewSource  sourceJSON   `json:"new_source"`
	OldReasons []reasonJSON `json:"old_reasons"`
	NewReasons []reasonJSON `json:"new_reasons"`
}

type sourceJSON struct {
	File      string `json:"file"`
	Worksheet string `json:"worksheet"`
	Cell      string `json:"cell"`
}

type moveJSON struct {
	Unit   string        `json:"unit"`
	Old    *standingJSON `json:"old"` // null where it is not in the roster
	New    *standingJSON `json:"new"`
	Ahead  []string      `json:"ahead"`
	Behind []string      `json:"behind"`
	Say    string        `json:"say"`
}

type standingJSON struct {
	Total indicator.Points `json:"total"`
	Grade string           `json:"grade"`
	Rank  int              `json:"rank"`
	Tied  []string         `json:"tied"` // the units that share it
}

// Changes writes the outcome of a run of diff. Without a comparison there are
// no moves.
func Changes(c *report.Changes, list diag.List, lang msg.Lang) ([]byte, error) {
	scores, reworded, units := []changeJSON{}, []changeJSON{}, []moveJSON{}
	table, moves := c.Table, c.Moves
	for _, m := range moves {
		for _, c := range m.Changes {
			scores = append(scores, changeOf(table.Criteria[c.Criterion], c))
		}
		units = append(units, moveJSON{
			m.Name, standingOf(table, m.Old, m.TiedOld), standingOf(table, m.New, m.TiedNew),
			append([]string{}, m.Ahead...), append([]string{}, m.Behind...), report.Sentence(table, m).In(lang),
		})
	}
	for _, c := range c.Reworded {
		reworded = append(reworded, changeOf(table.Criteria[c.Criterion], c))
	}
	return encode(struct {
		Changed     bool             `json:"changed"`
		Scores      []changeJSON     `json:"scores"`
		Reworded    []changeJSON     `json:"reworded"` // the scores are the same, their reasons or notes are not
		Units       []moveJSON       `json:"units"`
		Diagnostics []diagnosticJSON `json:"diagnostics"`
	}{len(moves) > 0, scores, reworded, units, diagnostics(list, lang)})
}

func changeOf(criterion indicator.Criterion, c assess.Change) changeJSON {
	old, now := scoreOf(criterion, c.Old), scoreOf(criterion, c.New)
	return changeJSON{
		c.Unit, criterion.Code, criterion.Item.Name, criterion.Department, old.Value, now.Value, old.NA, now.NA,
		sourceJSON{old.File, old.Worksheet, old.Cell}, sourceJSON{now.File, now.Worksheet, now.Cell},
		append([]reasonJSON{}, old.Reasons...), append([]reasonJSON{}, now.Reasons...),
	}
}

func standingOf(table *indicator.Table, u *assess.Unit, tied []string) *standingJSON {
	if u == nil {
		return nil
	}
	return &standingJSON{u.Total.Value(), table.Grades[u.Grade.Value()].Name, u.Rank.Value(), append([]string{}, tied...)}
}
