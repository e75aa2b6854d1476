// Package intake turns the arguments of a command into what is in the files that they
// name. It is the first step of every command that reads anything.
//
// [Expand] finds the files (paths, folders, patterns), [LoadRules] and [Units] say by
// which table and for which units they are read, and [Sheets] reads them, several at a
// time: it passes over the program's other documents, over copies that nobody has
// touched, and over what was read already. [Reading.FindMissing] warns of files in other
// formats that may be a sheet that is missing. [Reading.Check] puts the sheets together.
// [Match] finds the inputs of a report again. names.go decides how documents name files.
//
// Everything that is wrong on the way is a diagnostic. What a cell means is not known
// here (scoresheet), nor how the command was called (cmd/qeval).
package intake
