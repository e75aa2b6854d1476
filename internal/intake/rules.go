package intake

import (
	"slices"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/tablebook"
	"qeval/internal/workbook"
)

// Rules are what sheets are read by.
type Rules struct {
	Table    *indicator.Table
	File     string   // that the table was read from; "" for the embedded one
	Variable string   // of the environment that names the file, or ""
	Roster   []string // nil if nothing but the sheets says which units there are
}

// LoadRules reads the table from a file, or takes the embedded one if there is none. The
// units of a table that was brought are the roster if it has any. The table is nil if
// the list has an error. Notes are for whoever checks the table, and left out.
func LoadRules(file string) (Rules, diag.List, error) {
	if file == "" {
		table, err := indicator.Table2022()
		return Rules{Table: table}, nil, err
	}
	table, list := Table(file)
	list = list.WithoutNotes()
	if table == nil {
		return Rules{}, list, nil
	}
	return Rules{Table: table, File: file, Roster: table.Units}, list, nil
}

// Table reads a table from a workbook. Without it the list says why.
func Table(file string) (table *indicator.Table, list diag.List) {
	defer Catch(file, &list)
	book, list := Book(file)
	if book == nil {
		return nil, list
	}
	return tablebook.Read(book)
}

// Book opens a workbook. Without it the list says why.
func Book(path string) (*workbook.Book, diag.List) {
	file, list := File(path)
	if file == nil {
		return nil, list
	}
	return file.Read()
}

// File is the file of a workbook. Without it the list says why.
func File(path string) (file *workbook.Unread, list diag.List) {
	defer Catch(path, &list)
	file, err := workbook.Load(path)
	if err != nil {
		list.Add(diag.CannotOpen.At(diag.Position{File: path}, whyNot(path, err)))
	}
	return file, list
}

// sheetsAmong are the files but for the one that the table was read from, which may
// well lie beside the sheets.
func (r Rules) sheetsAmong(files []string) []string {
	if r.File == "" {
		return files
	}
	table := Identity(r.File)
	return slices.DeleteFunc(slices.Clone(files), func(file string) bool { return Identity(file) == table })
}
