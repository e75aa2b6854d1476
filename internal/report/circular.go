package report

import (
	"qeval/internal/bookwriter"
	"qeval/internal/docmeta"
)

const circularTitle = "结果"

// Circular writes the one page that may be published: the grades with their
// units and nothing else. Within a grade the units are in the order of their
// ranks or, as a note then says, in that of the roster.
func (r *Report) Circular(byRoster bool) ([]byte, error) {
	b := r.newBook(docmeta.Circular, circularTitle)
	units := r.Units
	if byRoster {
		units = r.Roster()
	}
	grades := r.grades(units)
	const width = 73 // LibreOffice does not shrink a single column that is wider than the page
	p := b.page(bookwriter.Layout{Name: circularTitle, Widths: []float64{width}, Portrait: true, OnePage: true})
	p.Add(20)
	b.heading(p, r.Table.Name()+circularTitle)
	if byRoster {
		p.Across(24, bookwriter.Cells(b.style.subtitle, "（排名不分先后）")...)
	}
	for _, g := range grades {
		p.Add(20)
		p.Across(34, bookwriter.Cells(b.style.grade, g.label)...)
		const larger = 16.0 / 11 // than the text that widths are measured by
		for _, names := range listed("", g.names, width/larger) {
			p.Across(28, bookwriter.Cells(b.style.names, names)...)
		}
	}
	return b.encode(r.Table.Name() + circularTitle)
}
