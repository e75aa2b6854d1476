// Package atomicfile writes files whole or not at all, and loses nothing that stood in
// their place. It is the last step of every command that has something to write.
//
// What it promises: a file that is there is at every moment either what it was or
// all of what it is to be, whenever the program is killed and whatever the disk
// refuses. Of several files all are replaced or, if that fails or is interrupted,
// none; only a program that is killed between two of them leaves some new and
// some old, each whole. Nothing is replaced but what the caller has judged, and said
// by its [State]: what somebody has saved since stays. What is to be kept of the old
// files, and what a killed program had taken out of its place, goes into a folder
// beside it, [KeptFolder], under a name that nothing else has. Whatever else a killed
// one has left behind, the next one that writes into the same folder removes, and
// nothing of one that is still running.
//
// How: each folder gets a work folder, whose name says whose it is, with a lock
// that the system lets go of when the program ends, however it ends (work.go).
// The files are written there and exchanged with their targets; what comes out is
// looked at, and exchanged again if it is not what was judged (replace.go). A file that
// is to be new takes its place only if there is nothing (rename.go, and a file for each
// system). Where a disk cannot do that, the target is judged directly before it is
// replaced; only there, and if somebody saves at that very moment, can that be lost.
//
// Whether a file may be written over is not known here, nor whether it is to be kept.
package atomicfile
