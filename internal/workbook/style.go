package workbook

import (
	"cmp"

	"github.com/xuri/excelize/v2"
)

// The colours that the program's workbooks share. They differ in lightness
// too, so that a black-and-white print keeps them apart.
const (
	FillHead  = "D9E2EC"
	FillFixed = "F5F5F5"
	FillAside = "FBE9E2" // deductions and vetoes
	FillBlank = "FFF7CC" // what is still to be filled in
	InkFrame  = "7F7F7F"

	scaleLow, scaleHigh = "F4A582", "FFFFFF" // of a range that is coloured by its numbers

	Font      = "宋体"
	FontTitle = "黑体" // of titles and headings
)

// Look is how a cell looks and whether it may be edited on a protected
// worksheet. Its text is centred vertically and wrapped.
type Look struct {
	Font   string  // [Font] if empty
	Size   float64 // in points; 11 if zero
	Bold   bool
	Align  string // horizontally; "center" if empty
	Fill   string // a colour, or none
	Frame  bool
	Open   bool   // may be edited
	Format string // of a number
}

// Define adds looks to a workbook as styles, and stores each one's number.
func Define(f *excelize.File, looks []StyleOf) error {
	for _, l := range looks {
		id, err := f.NewStyle(l.Look.style())
		if err != nil {
			return err
		}
		*l.ID = id
	}
	return nil
}

// StyleOf says where the number of a look's style is to be stored.
type StyleOf struct {
	ID   *int
	Look Look
}

func (l Look) style() *excelize.Style {
	style := &excelize.Style{
		Font:       &excelize.Font{Family: cmp.Or(l.Font, Font), Size: cmp.Or(l.Size, 11), Bold: l.Bold},
		Alignment:  &excelize.Alignment{Horizontal: cmp.Or(l.Align, "center"), Vertical: "center", WrapText: true},
		Protection: &excelize.Protection{Locked: !l.Open},
	}
	if l.Fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.Fill}}
	}
	if l.Frame {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: InkFrame, Style: 1})
		}
	}
	if l.Format != "" {
		style.CustomNumFmt = &l.Format
	}
	return style
}
