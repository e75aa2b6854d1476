// Package annotate makes a copy of somebody's workbook in which cells are
// marked: filled, commented, and listed on a new first worksheet with a link to
// each.
//
// It edits the parts of the archive as text, at the places where a parser finds
// them, so that whatever it does not touch stays as the sender's program wrote
// it, byte for byte: values, formulas, styles, comments, validation, pictures,
// and things that no library knows. (Reading the workbook with a library and
// writing it back would lose some, and says nothing of it.) An annotated copy
// can be annotated again: the earlier marks are taken off first.
//
// A part is edited only if it is small enough to be held as a tree (document.go); of a
// larger one there is no copy.
//
// What is marked, and in which words, is for scoresheet to say. It is a package
// of its own because it looks at a workbook in another way than all others: as
// parts and bytes, where workbook gives cells.
package annotate
