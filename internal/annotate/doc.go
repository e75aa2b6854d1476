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
// A part is edited as a tree (document.go), of which there is a bound. The rows of a
// worksheet without marks are not parsed, and of the others those that no mark is in stay
// out of the tree, so that a copy can be made of whatever can be read; of a part that is
// too large even so, there is none.
//
// What is marked, and in which words, is for scoresheet to say. It is a package
// of its own because it looks at a workbook in another way than all others: as
// parts and bytes, where workbook gives cells.
package annotate
