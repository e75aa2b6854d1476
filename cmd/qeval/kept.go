package main

import (
	"path/filepath"

	"qeval/internal/diag"
	"qeval/internal/docmeta"
	"qeval/internal/msg"
	"qeval/internal/output"
)

// keptNotes says where the earlier content of what was written is now: of many files in
// one line, but not of a report, whose changes a command shows. diff is that command, "" for
// what is no report, or nil if there is nothing to compare with.
func keptNotes(kept []output.Kept, diff func(kept, now string) string) (list diag.List) {
	in := map[string][]output.Kept{}
	for _, k := range kept {
		at := diag.Position{File: k.Path}
		command := ""
		if diff != nil && k.Kind == docmeta.Report {
			command = diff(k.At, k.Path)
		}
		switch folder := filepath.Dir(k.At); {
		case k.Abandoned:
			list.Add(diag.TakenByKilled.At(at, k.At))
		case command != "":
			list.Add(diag.EarlierKept.At(at, k.At, msg.FixCompare(command)))
		default:
			in[folder] = append(in[folder], k)
		}
	}
	for folder, files := range in {
		if k := files[0]; len(files) == 1 {
			list.Add(diag.EarlierKept.At(diag.Position{File: k.Path}, k.At, msg.FixKept))
		} else {
			list.Add(diag.EarlierFilesKept.At(diag.Position{File: filepath.Dir(k.Path)}, len(files), folder))
		}
	}
	return list.Sorted()
}
