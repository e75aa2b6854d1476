// Package atomicfile writes files whole or not at all. It is the last step of every
// command that has something to write.
//
// What it promises: a file that is there is at every moment either what it was or
// all of what it is to be, whenever the program is killed and whatever the disk
// refuses. Of several files all are replaced or, if that fails or is interrupted,
// none; only a program that is killed between two of them leaves some new and
// some old, each whole. What a killed one has left behind, the next one that
// writes into the same folder removes, and nothing of one that is still running.
//
// How: each folder gets a work folder, whose name says whose it is, with a lock
// that the system lets go of when the program ends, however it ends (work.go).
// The files are written there, and then renamed over their targets (atomicfile.go).
//
// Whether a file may be written over is not known here.
package atomicfile
