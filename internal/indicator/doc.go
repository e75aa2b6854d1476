// Package indicator holds a year's rules: what is assessed, by whom, for how
// many points, and which total makes which grade.
//
// It is where the pipeline begins. Parse turns the rows of an indicator table
// into a [Table]; [Table2022] is the one that the program carries, parsed from
// three CSV files (the criteria as published, the grades, the roster). The
// package also owns the two things that every later stage measures with:
// [Points], exact hundredths, and the comparison of names ([Fold], [Resolve],
// [Nearest]), because a unit or a department is whatever the table calls so.
//
// It reads no workbook, holds no score and computes no total: scoresheet and
// assess do.
package indicator
