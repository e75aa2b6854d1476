// Package workbook reads the .xlsx format: one file in, a grid of positioned raw cells
// out. It keeps every quirk of the format to itself: what is no workbook, damaged,
// protected or too large, how numbers are stored, where a formula stands behind a
// value, how a cell is shown. Package scoresheet reads the grid and knows nothing of
// files.
//
// What it promises: a cell is where the file says it is, with the value that the
// file stores, or the file is refused. Every part's checksum is compared. XML that
// is not well-formed, ends too early or contradicts itself is damage, and so are
// parts that overlap or are encrypted, and what may carry a value and is not
// understood; what cannot is passed over. All of it is bounded before memory is
// taken for it, by counts and never by a clock (limits.go), and that memory grows
// with the cells that hold something, not with the file. The layers are the
// archive (archive.go), XML as a stream (xml*.go), where parts lead
// (relationships.go), the workbook's list of worksheets (book.go), texts
// (strings.go), how cells are shown, and the worksheets with their cells.
//
// What a reader of the file sees need not be what a cell stores. Of a number, and of a
// text, its [Kind] and what is shown follow from the section of its number format that
// it takes (format.go, shown.go); why it may not be seen at all is a [Doubt], from its
// style (displayformat.go, colour.go), its row and column, and the conditional formats
// over it, which are not evaluated (conditional.go). Where programs differ in which style
// it has, the one that leaves a doubt counts. What lies over the cells, drawings
// and comments, is told as it is, and no damage in it refuses a workbook (drawing.go).
// For who compares two workbooks, [ReadWhole] also gives what is beside the cells, headers,
// links, charts and the like, each in one form whatever program wrote it, with what cannot
// be understood of it (extra.go).
//
// parts.go has the container for those who write: [Pack] seals what it writes, and
// [Sealed] later tells a file that nobody has touched from one that holds somebody's
// work. [Meta] is the very hidden worksheet by which the program knows its own files
// again, also after another program has saved them.
//
// Workbooks are written by package bookwriter. What a cell means is not known here.
package workbook
