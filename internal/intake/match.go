package intake

import (
	"maps"
	"path/filepath"
	"slices"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
)

// Matched are the inputs of a report that were found again.
type Matched struct {
	Sheets []*scoresheet.Sheet // in the order of the files
	Names  map[string]string   // that the report gives them, by file
}

// Match finds the inputs that a report records among the sheets that were
// read: by their content or, with a problem, by their name or their department.
// Those that it does not record are left out, with a problem too.
func Match(recorded []*scoresheet.Sheet, read Reading, path string) (Matched, diag.List) {
	relative := DocumentNames(read.Inputs)
	pairs := map[*scoresheet.Sheet]*scoresheet.Sheet{} // of the recorded, by the ones that were read
	for _, same := range []func(is, was *scoresheet.Sheet) bool{
		func(is, was *scoresheet.Sheet) bool { return is.SHA256 == was.SHA256 },
		func(is, was *scoresheet.Sheet) bool { return relative(is.At.File) == was.At.File },
		func(is, was *scoresheet.Sheet) bool { return DocumentBase(is.At.File) == filepath.Base(was.At.File) },
		func(is, was *scoresheet.Sheet) bool { return is.Department == was.Department },
	} {
		left := unpaired(recorded, slices.Collect(maps.Values(pairs)))
		for _, is := range unpaired(read.Sheets, slices.Collect(maps.Keys(pairs))) {
			if i := slices.IndexFunc(left, func(was *scoresheet.Sheet) bool { return same(is, was) }); i >= 0 {
				pairs[is] = left[i]
				left = slices.Delete(left, i, i+1)
			}
		}
	}
	found, list := Matched{Names: map[string]string{}}, diag.List{}
	for _, is := range read.Sheets {
		at, hash := diag.Position{File: is.At.File}, msg.ShortHash(is.SHA256)
		was := pairs[is]
		switch {
		case was == nil:
			list.Add(diag.InputExtra.At(at, hash))
			continue
		case is.SHA256 != was.SHA256:
			list.Add(diag.InputChanged.At(at, was.At.File, hash, msg.ShortHash(was.SHA256)))
		case DocumentBase(is.At.File) != filepath.Base(was.At.File):
			list.Add(diag.InputRenamed.At(at, was.At.File))
		}
		found.Sheets, found.Names[is.At.File] = append(found.Sheets, is), was.At.File
	}
	for _, was := range unpaired(recorded, slices.Collect(maps.Values(pairs))) {
		list.Add(diag.InputMissing.At(diag.Position{File: path}, was.At.File, msg.ShortHash(was.SHA256)))
	}
	return found, list
}

// unpaired are the sheets that are not among others.
func unpaired(sheets, others []*scoresheet.Sheet) []*scoresheet.Sheet {
	return slices.DeleteFunc(slices.Clone(sheets), func(s *scoresheet.Sheet) bool { return slices.Contains(others, s) })
}
