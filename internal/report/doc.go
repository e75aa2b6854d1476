// Package report turns a result into the documents that leave the program, and shows in
// them what assess has computed.
//
// A [Report] makes three kinds of workbooks. [Report.Workbook] is the one that is
// printed, signed, published and audited. Its sums, means, rates, grades, ranks
// and distances are live formulas that lead back to the scores in one worksheet,
// with the result stored in them, so that a person can follow and try them, and a
// program that does not calculate shows the same. Each of its worksheets is
// written by a file of its own; formula.go has what the formulas are made of, and
// amounts.go the parts of a total, which stand side by side in most of them.
// While scores are missing it is a provisional report: it says so on every page, and
// shows what is possible. provisional.go holds the differences.
// [Report.Feedback] is for one unit and names no other, and [Report.Circular] is
// the page that may be published.
//
// [Read] is the reverse of [Report.Workbook], and [Report.Verify] holds a report
// against what it should be: by its bytes or, where another program has saved it, by what
// somebody sees who opens or prints it, cell by cell and beside the cells. What was not
// compared it lists. [Changes] are what two results differ in, as the
// attachment to a correction.
//
// Whatever came from a sheet is written as text or as a number, never as a
// formula. The names and telephone numbers in the sheets are in none of the
// documents.
//
// A formula and the value that it has now are written side by side, and on purpose come
// from two sources: the value from assess, which is exact, the formula from the places of
// the cells. Recalculating in other programs compares the two.
//
// It writes through package bookwriter. JSON is made by jsonout, the terminal's tables by
// term; files are written by output.
package report
