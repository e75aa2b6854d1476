package intake

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
)

// Unread is a file in a folder that is not read, and may be a score sheet that is missing,
// or hold one.
type Unread struct {
	File string
	*format
}

// format is what is to be known of some kind of file.
type format struct {
	suffixes  []string
	what, fix msg.Text
	state     func(suffix string) msg.Text // of the department whose sheet it may be
}

// formats are those in which a sheet may come and is not read.
var formats = [...]format{
	{[]string{".xls", ".xlt", ".et", ".ett", ".xlsb", ".ods", ".csv", ".numbers"}, msg.OtherSpreadsheet, msg.FixIfSheet(msg.FixSaveAs), msg.StateSpreadsheet},
	{[]string{".docx", ".doc", ".wps", ".pdf", ".ofd"}, msg.OtherDocument, msg.FixIfSheet(msg.FixAskWorkbook), msg.StateDocument},
	{[]string{".zip", ".rar", ".7z"}, msg.OtherArchive, msg.FixUnpack, msg.StateArchive},
	{[]string{".crdownload", ".part"}, msg.OtherDownload, msg.FixDownload, msg.StateDownload},
}

// formatOf is a file's format by its name, nil if no sheet comes in it or it is read.
func formatOf(path string) *format {
	for i := range formats {
		if slices.Contains(formats[i].suffixes, suffix(path)) {
			return &formats[i]
		}
	}
	return nil
}

// FindMissing warns of the files in other formats that may be a sheet that is missing: of
// a department that the name names or, if it names none, of any. The others are kept apart.
func (r *Reading) FindMissing(others []string, table *indicator.Table) (list diag.List) {
	departments := table.Departments()
	missing := slices.DeleteFunc(slices.Clone(departments), func(department string) bool {
		return slices.ContainsFunc(r.Sheets, func(s *scoresheet.Sheet) bool { return s.Department == department })
	})
	for _, file := range others {
		u, of := Unread{file, formatOf(file)}, named(filepath.Base(file), departments)
		isMissing := func(department string) bool { return slices.Contains(missing, department) }
		if len(missing) > 0 && len(of) == 0 || slices.ContainsFunc(of, isMissing) {
			r.Unread = append(r.Unread, u)
			list.Add(diag.OtherFormat.At(diag.Position{File: file}, u.what, u.fix))
		} else {
			r.Others = append(r.Others, file)
		}
	}
	return list
}

// named are the departments that a file's name names. A name in which there is that of
// another department names only the former.
func named(file string, departments []string) (names []string) {
	file = indicator.Fold(file)
	longest := func(a, b string) int { return cmp.Compare(len(b), len(a)) }
	for _, department := range slices.SortedStableFunc(slices.Values(departments), longest) {
		if strings.Contains(file, department) {
			names = append(names, department)
			file = strings.ReplaceAll(file, department, "/")
		}
	}
	return names
}

// Files are those that were read, and those that may be a sheet that is missing.
func (r Reading) Files() []string {
	files := slices.Clone(r.Inputs)
	for _, u := range r.Unread {
		files = append(files, u.File)
	}
	return files
}

// Receive says of the departments without a sheet for which a file has come that is not
// read, or cannot be, that it has.
func (r Reading) Receive(departments []scoresheet.Submission) {
	var names []string
	for _, d := range departments {
		names = append(names, d.Department)
	}
	receive := func(file string, state msg.Text) {
		for _, department := range named(filepath.Base(file), names) {
			switch d := &departments[slices.Index(names, department)]; d.State {
			case scoresheet.Missing:
				d.State, d.Received, d.Files = scoresheet.Unread, state, []string{file}
			case scoresheet.Unread:
				d.Files = append(d.Files, file)
			}
		}
	}
	for _, u := range r.Unread {
		receive(u.File, u.state(suffix(u.File)))
	}
	for _, file := range r.Inputs {
		switch is := func(code diag.Code) func(diag.Diagnostic) bool {
			return func(d diag.Diagnostic) bool { return d.File == file && d.Code == code }
		}; {
		case slices.ContainsFunc(r.Sheets, func(s *scoresheet.Sheet) bool { return s.At.File == file }):
		case slices.ContainsFunc(r.List, is(diag.SameContent.Code)): // it is another one's sheet
		case slices.ContainsFunc(r.List, is(diag.OtherYear.Code)), slices.ContainsFunc(r.List, is(diag.OtherTable.Code)):
			receive(file, msg.StateOtherTable)
		default:
			receive(file, msg.StateUnreadable)
		}
	}
}
