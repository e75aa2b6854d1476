// Package term shows things to a person at a terminal: tables whose columns and
// decimal points line up, Chinese text included, within the width that there is
// and in colours where they are wanted, and how far a long work has come.
//
// It is the only user of tablewriter and pb. It computes nothing: what stands in a
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

	"qeval/internal/sanitize"
)

// Terminal is where tables go.
type Terminal struct {
	Out   io.Writer
	Width int  // in columns, 0 if it is none, so that nothing needs to fit
	Color bool // is wanted

	escapes bool // it knows escape sequences, and so colours
}

// On is the terminal that screen is, if it is one. What is written there goes to out,
// which passes it on.
func On(screen, out io.Writer) Terminal {
	t := Terminal{Out: out}
	file, ok := screen.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return t
	}
	t.escapes = escapes(file)
	t.Width = unknownWidth
	if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
		t.Width = width
	}
	return t
}

// Column is a column of a table.
type Column struct {
	Head      string
	Right     bool // numbers: aligned on their points and to the right
	Ranges    bool // numbers, some of them two with a mark between: aligned on their points
	DropOrder int  // in a narrow terminal the highest go first, all together; 0 stays
	Wrap      bool // it is wrapped where that helps

	Colors map[string]Color // of cells that have these texts
}

// narrowest is the least that a wrapped column shrinks to, in columns of the
// terminal.
const narrowest = 16

// gap is what a column takes beside its text.
const gap = 2

// unknownWidth is for a terminal that does not know its own.
const unknownWidth = 80

// Table writes rows under columns. No text in them can do anything to the terminal.
func (t Terminal) Table(columns []Column, rows [][]string) error {
	rows = shownRows(rows) // which are its own from here on
	alignPoints(columns, rows)
	columns, rows = fit(t.Width, shown(columns), rows)
	if t.Color {
		paint(columns, rows)
	}
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
			Symbols: rules(),
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
	_, err := io.WriteString(t.Out, b.String())
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
func plain(text string) string { return sanitize.Text(strings.ReplaceAll(text, "\t", " ")) }

// Pad fills text up to a width with spaces.
func Pad(text string, width int) string { return display().FillRight(text, width) }

// TextWidth is how many columns of a terminal a text takes.
func TextWidth(text string) int { return display().StringWidth(text) }

// fit wraps columns and leaves others out until the table is no wider than width.
func fit(width int, columns []Column, rows [][]string) ([]Column, [][]string) {
	if width <= 0 {
		return columns, rows
	}
	for {
		widths := measure(columns, rows)
		narrower, ok := narrow(columns, widths, width, narrowest)
		level := highest(columns)
		if !ok && level == 0 {
			narrower, _ = narrow(columns, widths, width, 2*gap)
		}
		if ok || level == 0 {
			for col, w := range narrower {
				if w < widths[col] {
					rows = wrapColumn(rows, col, w)
				}
			}
			return columns, rows
		}
		columns, rows = leaveOut(level, columns, rows)
	}
}

// narrow makes the widest of the columns that are wrapped narrower, down to least,
// until all fit, and reports whether they do.
func narrow(columns []Column, widths []int, width, least int) ([]int, bool) {
	widths = slices.Clone(widths)
	over := -width
	for _, w := range widths {
		over += w + gap
	}
	for ; over > 0; over-- {
		widest := -1
		for col, c := range columns {
			if c.Wrap && widths[col] > least && (widest < 0 || widths[col] > widths[widest]) {
				widest = col
			}
		}
		if widest < 0 {
			return widths, false
		}
		widths[widest]--
	}
	return widths, true
}

func highest(columns []Column) int {
	level := 0
	for _, c := range columns {
		level = max(level, c.DropOrder)
	}
	return level
}

// leaveOut drops all columns of one level: a part of them would mislead.
func leaveOut(level int, columns []Column, rows [][]string) ([]Column, [][]string) {
	var kept []Column
	shorter := make([][]string, len(rows))
	for i, c := range columns {
		if c.DropOrder == level {
			continue
		}
		kept = append(kept, c)
		for r, row := range rows {
			shorter[r] = append(shorter[r], row[i])
		}
	}
	return kept, shorter
}

// rules are the signs of which rules are made: one that is as wide as it is counted.
func rules() tw.Symbols {
	if display().EastAsianWidth {
		return tw.NewSymbols(tw.StyleASCII)
	}
	return tw.NewSymbols(tw.StyleLight)
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
