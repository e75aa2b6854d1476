// Package indicator holds a year's rules: what is assessed, by whom, for how
// many points, and which total makes which grade.
//
// It is where the pipeline begins. [Parse] turns an indicator table as it is written
// down, three grids of texts (the criteria as published, the grades, the roster), into
// a [Table], or says of each cell that is wrong what is. [Table2022] is the one that
// the program carries, written down as three CSV files; package tablebook reads
// others from workbooks. What can be read in two ways is refused, what is not computed is
// refused by its name, and what is passed over and may matter is told: each of the files
// marks.go, offices.go, kinds.go, title.go, sums.go, aside.go, incomplete.go and
// uncomputed.go has one kind of that. [Compare] finds what differs between two. The package also
// owns the two things that every later stage measures with:
// [Points], exact hundredths, and the comparison of names ([Fold], [Resolve],
// [Nearest]), because a unit or a department is whatever the table calls so.
//
// It reads no workbook, holds no score and computes no total: scoresheet and
// assess do.
package indicator
