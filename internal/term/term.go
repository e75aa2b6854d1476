// Package term shows things to a person at a terminal: tables whose columns
// line up, Chinese text included, within the width that there is.
//
// It is the only user of tablewriter. It computes nothing: what stands in a
// table is what the command line hands it.
package term

import (
	"io"
	"os"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
	"golang.org/x/term"

	"qeval/internal/inert"
)

// Column is a column of a table.
type Column struct {
	Head   string
	Right  bool // numbers: aligned on their right edge, which is on the point
	Expend int  // in a narrow terminal the highest go first, all together; 0 stays
	Wrap   bool // the one column that is wrapped rather than left out
}

// narrowest is the least that a wrapped column shrinks to, in columns of the
// terminal.
const narrowest = 16

// gap is what a column takes beside its text.
const gap = 2

// Width is the width of the terminal that w is, or 0 if w is none, so that
// nothing needs to fit.
func Width(w io.Writer) int {
	file, ok := w.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// Table writes rows under columns. width is the space there is, 0 for any. No text
// in them can do anything to the terminal.
func Table(w io.Writer, width int, columns []Column, rows [][]string) error {
	columns, rows = fit(width, shown(columns), shownRows(rows))
	// Ambiguous marks such as “ are one column wide in every terminal that does
	// not say otherwise; the library would believe the locale instead.
	if os.Getenv("RUNEWIDTH_EASTASIAN") == "" {
		twwidth.SetEastAsian(false)
	}
	var heads []string
	var aligns []tw.Align
	for _, c := range columns {
		heads = append(heads, c.Head)
		align := tw.AlignLeft
		if c.Right {
			align = tw.AlignRight
		}
		aligns = append(aligns, align)
	}
	var b strings.Builder
	table := tablewriter.NewTable(&b,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders: tw.Border{Left: tw.Off, Right: tw.Off, Top: tw.On, Bottom: tw.On},
			Symbols: tw.NewSymbols(tw.StyleLight),
			Settings: tw.Settings{
				Separators: tw.Separators{BetweenColumns: tw.Off, BetweenRows: tw.Off},
				Lines:      tw.Lines{ShowHeaderLine: tw.On},
			},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone), tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAlignmentConfig(tw.CellAlignment{PerColumn: aligns}),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{PerColumn: aligns}),
		tablewriter.WithTrimSpace(tw.Off),
	)
	table.Header(heads)
	if err := table.Bulk(rows); err != nil {
		return err
	}
	if err := table.Render(); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// shown are the columns with what may be shown of their headings, before any of it
// is measured: what is unseen has no width.
func shown(columns []Column) []Column {
	columns = slices.Clone(columns)
	for i := range columns {
		columns[i].Head = plain(columns[i].Head)
	}
	return columns
}

func shownRows(rows [][]string) [][]string {
	all := make([][]string, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			all[i] = append(all[i], plain(cell))
		}
	}
	return all
}

// plain is a text that does nothing; a tab would end who knows where.
func plain(text string) string { return inert.Text(strings.ReplaceAll(text, "\t", " ")) }

// Pad fills text up to a width with spaces.
func Pad(text string, width int) string { return display().FillRight(text, width) }

// fit leaves columns out and wraps one until the table is no wider than width.
func fit(width int, columns []Column, rows [][]string) ([]Column, [][]string) {
	if width <= 0 {
		return columns, rows
	}
	for {
		widths := measure(columns, rows)
		over := -width
		for _, w := range widths {
			over += w + gap
		}
		if over <= 0 {
			return columns, rows
		}
		wrap := slices.IndexFunc(columns, func(c Column) bool { return c.Wrap })
		if wrap >= 0 && widths[wrap]-over >= narrowest {
			return columns, wrapColumn(rows, wrap, widths[wrap]-over)
		}
		level := highest(columns)
		if level == 0 {
			if wrap >= 0 {
				rows = wrapColumn(rows, wrap, narrowest)
			}
			return columns, rows
		}
		columns, rows = leaveOut(level, columns, rows)
	}
}

func highest(columns []Column) int {
	level := 0
	for _, c := range columns {
		level = max(level, c.Expend)
	}
	return level
}

// leaveOut drops all columns of one level: a part of them would mislead.
func leaveOut(level int, columns []Column, rows [][]string) ([]Column, [][]string) {
	var kept []Column
	shorter := make([][]string, len(rows))
	for i, c := range columns {
		if c.Expend == level {
			continue
		}
		kept = append(kept, c)
		for r, row := range rows {
			shorter[r] = append(shorter[r], row[i])
		}
	}
	return kept, shorter
}

func display() *runewidth.Condition {
	return &runewidth.Condition{EastAsianWidth: os.Getenv("RUNEWIDTH_EASTASIAN") == "1"}
}

func measure(columns []Column, rows [][]string) []int {
	cond := display()
	widths := make([]int, len(columns))
	for i, c := range columns {
		widths[i] = cond.StringWidth(c.Head)
		for _, row := range rows {
			for line := range strings.SplitSeq(row[i], "\n") {
				widths[i] = max(widths[i], cond.StringWidth(line))
			}
		}
	}
	return widths
}

func wrapColumn(rows [][]string, col, width int) [][]string {
	cond := display()
	wrapped := make([][]string, len(rows))
	for i, row := range rows {
		wrapped[i] = slices.Clone(row)
		wrapped[i][col] = cond.Wrap(row[col], width)
	}
	return wrapped
}
