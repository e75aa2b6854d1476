// Package report turns a result into what leaves the program: the consolidated
// workbook and JSON.
//
// Both show what assess has computed. The workbook's sums, grades and ranks
// are live formulas with that result stored in them, so that a person can
// follow them and a program that does not calculate shows the same. Whatever
// came from a sheet is written as text or as a number, never as a formula.
//
// The terminal's tables are made by term, and files are written by the command
// line.
package report
