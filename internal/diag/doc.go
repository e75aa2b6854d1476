// Package diag holds the problems found in the input, as data: a stable code,
// the place, and what was found there.
//
// Every stage of the pipeline that looks at input (intake, workbook, scoresheet,
// tablebook, indicator) collects its findings in a [List] and goes on, so that one
// run shows them all. The list is put in order once, by [List.Sorted], and then
// shown as text or as JSON in one of the two languages; it also decides the exit
// status, whatever the format.
//
// A kind of problem is declared in one literal: its code, its level, how many alike
// are grouped, its sentences in both languages, and an example. The declaration
// yields a function that takes the values of the sentences' blanks, so that none
// can be forgotten. The files are by theme: command.go, workbook.go, sheet.go,
// cell.go, set.go, report.go, table.go. A new kind is one more literal there;
// `explain`, JSON, the annotated copies and the table of codes have it from here.
//
// A Go error is something else: it means that the program cannot go on at all.
// This package prints nothing.
package diag
