// Package diag holds the problems found in the input, as data: a stable code,
// the place, and what was found there.
//
// Every stage of the pipeline that looks at input (workbook, scoresheet and
// the command line) collects its findings in a [List] and goes on, so that one
// run shows them all. The list is put in order once, by [List.Sorted], and
// then shown as text or as JSON in one of the two languages; it also decides
// the exit status, whatever the format. The codes are declared in one table in
// codes.go, their sentences in package msg.
//
// A Go error is something else: it means that the program cannot go on at all.
// This package prints nothing.
package diag
