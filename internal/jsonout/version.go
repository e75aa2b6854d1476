package jsonout

import (
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
)

// Build is which program it is. Commit and Time are empty where nobody knows.
type Build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`
	Time     string `json:"time"` // of the commit
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	System   string `json:"system"`
}

type tableNameJSON struct {
	Title string `json:"title"`
	Hash  string `json:"hash"`
	File  string `json:"file"` // "" for the embedded one
}

// Version writes which program it is and which table is in force, nil if that
// cannot be read.
func Version(b Build, table *indicator.Table, file string, list diag.List, lang msg.Lang) ([]byte, error) {
	out := struct {
		Build
		Table       *tableNameJSON   `json:"table"`
		Diagnostics []diagnosticJSON `json:"diagnostics"`
	}{Build: b, Diagnostics: diagnostics(list, lang)}
	if table != nil {
		out.Table = &tableNameJSON{table.Title, table.Hash(), file}
	}
	return encode(out)
}
