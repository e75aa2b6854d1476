package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qeval/internal/xlsxtest"
)

// TestTheCopyOfAWorkbookWithMacrosIsOne, which Excel would refuse to open under its name
// if it said of itself that it is another kind.
func TestTheCopyOfAWorkbookWithMacrosIsOne(t *testing.T) {
	const plain, withMacros = "openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"
	files, err := filepath.Glob(sheetsDir + "/*市水利局.xlsx")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	data, err := os.ReadFile(files[0])
	if err == nil {
		data, err = xlsxtest.Edit(data, "评分表!H5=9")
	}
	if err != nil {
		t.Fatal(err)
	}
	pieces, err := xlsxtest.Pieces(data)
	if err != nil {
		t.Fatal(err)
	}
	for i := range pieces {
		pieces[i].Head = strings.ReplaceAll(pieces[i].Head, plain, withMacros)
	}
	data, err = xlsxtest.Assemble(append(pieces, xlsxtest.Piece{Name: "xl/vbaProject.bin", Head: "macros"})...)
	folder := t.TempDir()
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "市水利局.xlsm"), data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if status := run([]string{"validate", folder, "--annotate", folder + "/退回"}, func(string) string { return "" }, io.Discard, io.Discard); status != 1 {
		t.Fatal(status)
	}
	marked, err := os.ReadFile(filepath.Join(folder, "退回", "市水利局.xlsm"))
	if err == nil {
		pieces, err = xlsxtest.Pieces(marked)
	}
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for _, p := range pieces {
		kept[p.Name] = p.Head == "macros" || strings.Contains(p.Head, withMacros) && !strings.Contains(p.Head, plain)
	}
	if !kept["xl/vbaProject.bin"] || !kept["[Content_Types].xml"] {
		t.Error("the copy is another kind of workbook, or without its macros")
	}
}
