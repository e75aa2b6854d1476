// Package workbook is the border to the .xlsx format, in both directions.
//
// Reading: [Open] turns one file into a [Book], worksheets of positioned raw
// cells, and keeps every quirk of the format to itself: what is no workbook,
// damaged, protected or too large, how numbers are stored, where a formula
// stands behind a value. Scoresheet reads the grid and knows nothing of files.
//
// What it promises: a cell is where the file says it is, with the value that the
// file stores, or the file is refused. Every part's checksum is compared. XML that
// is not well-formed, ends too early or contradicts itself is damage, and so are
// parts that overlap or are encrypted, and what may carry a value and is not
// understood; what cannot is passed over. All of it is bounded before memory is
// taken for it, by counts and never by a clock (open.go), and that memory grows
// with the cells that hold something, not with the file. The layers are the
// archive (archive.go), XML as a stream (xml*.go), the workbook's list of
// worksheets (book.go), texts, display formats, and the worksheets with their cells.
//
// Writing: [Encode] turns a workbook that scoresheet or report has built into
// bytes that are the same for the same content, and seals them, so that
// [Sealed] can later tell a file that nobody has touched from one that holds
// somebody's work. [Meta] is the very hidden worksheet by which the program
// knows its own files again, also after another program has saved them.
//
// What a cell means is not known here.
package workbook
