// Package scoresheet owns the score sheet (评分表), the workbook that one
// department fills in: how it looks, how it is read, and what several of them
// say together.
//
// layout.go declares every label and every rule of a cell once. [WriteBlank] writes
// an empty sheet from that; [Parse] reads a filled one back, whatever has
// become of the order of its rows and columns, into a [Sheet] of entries, each
// with the cell that it came from; [Check] puts the sheets of all departments
// together into a [Set] of package scores with exactly one score for every criterion and unit, and
// adds to each what 扣分说明 gives as its reasons.
// A number counts only if everybody who opens the file sees it, under a heading that
// everybody sees: what a cell's [workbook.Doubt], its format or the characters in it make
// doubtful is refused, for scores, headings of units, codes and the department; of what
// describes a criterion it is told. What stands beside the scores and may change what
// they mean is told too, words, comments and drawings (beside.go); what says that they
// are no scores refuses the sheet.
//
// Everything that is wrong on the way is a diagnostic, and [Annotate] shows
// those of one sheet to whoever filled it in, in a copy of the sheet.
//
// It opens no file (workbook does), writes no XML (bookwriter does), edits no stranger's workbook (annotate does)
// and adds nothing up (assess does).
package scoresheet
