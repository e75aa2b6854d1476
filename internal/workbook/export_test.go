package workbook

import (
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Oracle is the reader by excelize, for tests that make their files by packages
// which import this one.
var Oracle = oracle

// KnownToExcelize compares only what that reader finds out: of the doubts about a cell
// three, and nothing of what lies over the cells.
var KnownToExcelize = cmp.Options{
	cmp.Transformer("known", func(d Doubt) uint16 { return uint16(d & (Hidden | Struck | NoRoom)) }),
	cmpopts.IgnoreFields(Sheet{}, "Drawings", "Comments", "Bare"),
	cmpopts.IgnoreFields(Cell{}, "Look"),
	cmpopts.IgnoreFields(Book{}, "Own"),
}
