package main

import (
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/tablebook"
)

// rules are what sheets are read by.
type rules struct {
	table  *indicator.Table
	file   string   // that the table was read from; "" for the embedded one
	roster []string // nil if nothing but the sheets says which units there are
}

// rules finds the table in force: that of --table, else of QEVAL_TABLE, else the
// embedded one. Its units are the roster if it was brought and has any. The list has
// warnings; whatever is wrong with a table is the error.
func (a *app) rules(cmd *cobra.Command) (rules, diag.List, error) {
	if err := notEmpty(cmd, tableFlag); err != nil {
		return rules{}, nil, err
	}
	file := a.getenv("QEVAL_TABLE")
	if cmd.Flags().Changed(tableFlag) {
		file, _ = cmd.Flags().GetString(tableFlag)
	}
	if file == "" {
		table, err := indicator.Table2022()
		return rules{table: table}, nil, err
	}
	table, list := readTable(file)
	if table == nil {
		return rules{}, nil, failure{list}
	}
	return rules{table: table, file: file, roster: table.Units}, list, nil
}

const tableFlag = "table"

// readTable reads a table from a workbook. Without it the list says why.
func readTable(file string) (table *indicator.Table, list diag.List) {
	defer catch(file, &list)
	book, list := openBook(file)
	if book == nil {
		return nil, list
	}
	return tablebook.Read(book)
}

// sheetsAmong are the files but for the one that the table was read from, which may
// well lie beside the sheets.
func (r rules) sheetsAmong(files []string) []string {
	if r.file == "" {
		return files
	}
	table := identity(r.file)
	return slices.DeleteFunc(slices.Clone(files), func(file string) bool { return identity(file) == table })
}
