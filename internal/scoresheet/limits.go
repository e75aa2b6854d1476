package scoresheet

import (
	"qeval/internal/budget"
	"qeval/internal/indicator"
)

// What a sheet may hold. The nation has 2,843 counties, and a department scores them by
// a dozen criteria.
const (
	MaxUnits  = 4000    // that it has columns for
	MaxScores = 1 << 16 // cells for scores
)

var (
	limitUnits    = budget.New(MaxUnits, "评分表的单位数", "units of a score sheet")
	limitScores   = budget.New(MaxScores, "评分表的得分格数", "cells for scores of a score sheet")
	limitNamed    = budget.NewBytes(1<<19, "评分表中单位的名称", "size of the names of a sheet's units") // which every department's progress may list
	limitWritten  = budget.NewBytes(1<<20, "一个评分表的原因和备注", "size of a sheet's reasons and notes")
	limitCompared = budget.New(1<<17, "与不认识的名称比较的单位数", "units that unknown names are compared to") // to find what they may have meant
)

// What all sheets together may hold.
var (
	limitTold      = budget.NewBytes(4<<20, "全部原因和备注，涉及几个评分就计几次", "size of all reasons and notes, each counted for every score that it concerns")
	limitReasonsOf = budget.New(1000, "一个评分的原因数", "reasons of one score")
	limitLooked    = budget.New(1<<20, "原因中要与单位核对的名称数乘以单位数", "names in reasons that are looked for among the units, times those")
)

// Limits are those that one sheet may exceed.
func Limits() []budget.Limit {
	return []budget.Limit{limitUnits, limitScores, limitNamed, indicator.LimitName}
}

// LimitsOfWords are those of reasons and notes.
func LimitsOfWords() []budget.Limit {
	return []budget.Limit{limitWritten, limitTold, limitReasonsOf, limitLooked}
}

// maxListed is how many differences between two versions of a sheet a message names:
// more than a department has scores for a city's units.
const maxListed = 300

// maxMarked is how many problems are marked in an annotated copy. Nobody goes through
// more, and a workbook of as many comments takes its time to open.
const maxMarked = 5000
