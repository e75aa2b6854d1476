// Package workbook is the border to the .xlsx format, in both directions.
//
// Reading: [Open] turns one file into a [Book], worksheets of positioned raw
// cells, and keeps every quirk of the format to itself: what is no workbook,
// damaged, protected or too large, how numbers are stored, where a formula
// stands behind a value. Scoresheet reads the grid and knows nothing of files.
//
// Writing: [Encode] turns a workbook that scoresheet or report has built into
// bytes that are the same for the same content, and seals them, so that
// [Sealed] can later tell a file that nobody has touched from one that holds
// somebody's work. [Meta] is the very hidden worksheet by which the program
// knows its own files again, also after another program has saved them.
//
// What a cell means is not known here.
package workbook
