// Package docmeta is what each of the program's workbooks says of itself in its very
// hidden worksheet: what kind of document it is, in which format, and by which
// indicator table. By that the program knows its own documents again, also after
// another program has saved them.
//
// The kinds and their formats stand here and nowhere else. A change of what a
// document's cells hold raises its format.
package docmeta

import (
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// Kind is a kind of document.
type Kind string

// The kinds. Of a workbook that the program did not write it is "".
const (
	ScoreSheet  Kind = "scoresheet"
	Table       Kind = "table"
	Report      Kind = "report"
	Provisional Kind = "provisional" // a report while scores are missing
	Feedback    Kind = "feedback"
	Circular    Kind = "circular"
	Changes     Kind = "changes" // the attachment to a correction
)

// Format is the version of what is where in documents of this kind.
func (k Kind) Format() string {
	switch k {
	case Table, ScoreSheet, Feedback, Circular, Changes:
		return "2"
	case Report, Provisional:
		return "3"
	}
	return ""
}

// Reads reports whether a document of this kind in another version's format is read like
// one in the present format.
func (k Kind) Reads(format string) bool {
	// In the first format of score sheets the formulas below the scores are others.
	return format == k.Format() || k == ScoreSheet && format == "1"
}

// Name is what a document of this kind is called.
func (k Kind) Name() msg.Text {
	switch k {
	case ScoreSheet:
		return msg.WorkbookScoresheet
	case Table:
		return msg.WorkbookTable
	case Report, Provisional:
		return msg.WorkbookReport
	case Feedback:
		return msg.WorkbookFeedback
	case Circular:
		return msg.WorkbookCircular
	case Changes:
		return msg.WorkbookChanges
	}
	return msg.WorkbookOther
}

// IsReport reports whether it is a report, a provisional one included.
func (k Kind) IsReport() bool { return k == Report || k == Provisional }

// IsFinal reports whether it is a result that may have been signed, sent or published.
func (k Kind) IsFinal() bool { return k == Report || k == Feedback || k == Circular || k == Changes }

// IsOther reports whether it is a document of the program that is no score sheet, and so
// no input.
func (k Kind) IsOther() bool { return k != "" && k != ScoreSheet }

// Document is what a workbook says of itself.
type Document struct {
	Kind        Kind
	Format      string
	Title, Hash string // of the indicator table

	Department string   // of a score sheet
	Units      []string // that it was made for
}

// New is what a document of a kind says in its present format.
func New(kind Kind, table *indicator.Table) Document {
	return Document{Kind: kind, Format: kind.Format(), Title: table.Title, Hash: table.Hash()}
}

const (
	kindKey       = "kind"
	formatKey     = "format"
	titleKey      = "table"
	hashKey       = "hash"
	departmentKey = "department"
	unitKey       = "unit"
)

// Of reads what a workbook says; it is the zero Document if the program did not write
// the workbook.
func Of(book *workbook.Book) Document {
	m := book.Meta
	return Document{
		Kind(m.Get(kindKey)), m.Get(formatKey), m.Get(titleKey), m.Get(hashKey), m.Get(departmentKey), m.All(unitKey),
	}
}

// Meta is the document as the hidden worksheet has it.
func (d Document) Meta() workbook.Meta {
	m := workbook.Meta{{kindKey, string(d.Kind)}, {formatKey, d.Format}, {titleKey, d.Title}, {hashKey, d.Hash}}
	if d.Department != "" {
		m = append(m, [2]string{departmentKey, d.Department})
	}
	for _, unit := range d.Units {
		m = append(m, [2]string{unitKey, unit})
	}
	return m
}
