package xlsxtest

import (
	"slices"
	"strconv"
	"strings"
)

// Strange is what no schema forbids in a workbook and Excel does not write, or not every
// Excel reads.
func Strange(data []byte) ([]string, error) {
	p, err := OpenPackage(data)
	if err != nil {
		return nil, err
	}
	p.faults = nil
	for _, name := range p.undated {
		p.fault("%s has a date that is none", name)
	}
	for _, e := range p.lead("styles").Each("color") {
		if len(e.attrs) == 0 {
			p.fault("a colour that is none")
		}
	}
	parts, _ := p.worksheets()
	for _, part := range parts {
		root := p.part(part)
		p.columns(part, root)
		p.references(part, root)
	}
	texts, cells := p.lead("sharedstrings"), 0
	for _, n := range p.uses().texts {
		cells += n
	}
	for attr, want := range map[string]int{"count": cells, "uniqueCount": len(texts.Children)} {
		if got := texts.Attr(attr); got != "" && got != strconv.Itoa(want) {
			p.fault("the texts' %s is %s, and there are %d", attr, got, want)
		}
	}
	slices.Sort(p.faults)
	return p.faults, nil
}

// Idle is what stands in a workbook for nothing: namespaces, styles, texts, a theme.
func Idle(data []byte) ([]string, error) {
	p, err := OpenPackage(data)
	if err != nil {
		return nil, err
	}
	p.faults = p.unused
	styles, uses := p.lead("styles"), p.uses()
	p.used("style", styles.Child("cellXfs"), uses.styles, 1)
	p.used("conditional style", styles.Child("dxfs"), uses.dxfs, 0)
	p.used("text", p.lead("sharedstrings"), uses.texts, 0)
	p.usedByStyles(styles)
	p.theme()
	slices.Sort(p.faults)
	return p.faults, nil
}

// lead is the part to which the workbook leads by a kind of relationship.
func (p *Package) lead(kind string) *Element {
	return p.part(p.first(p.first("", "officedocument"), kind))
}

// uses are how often cells and rules refer to each style and text, by their numbers.
type uses struct{ styles, dxfs, texts map[string]int }

func (p *Package) uses() uses {
	u := uses{map[string]int{}, map[string]int{}, map[string]int{}}
	parts, _ := p.worksheets()
	for _, part := range parts {
		root := p.part(part)
		for _, kind := range []string{"c", "row", "col"} {
			for _, e := range root.Each(kind) {
				u.styles[e.Attr("s")+e.Attr("style")]++
				if kind == "c" && e.Attr("t") == "s" {
					u.texts[e.Child("v").Text]++
				}
			}
		}
		for _, rule := range root.Each("cfRule") {
			u.dxfs[rule.Attr("dxfId")]++
		}
	}
	return u
}

// columns stand in ascending order and apart.
func (p *Package) columns(part string, root *Element) {
	last := 0
	for _, col := range root.Child("cols").Children {
		first, _ := strconv.Atoi(col.Attr("min"))
		if first <= last {
			p.fault("%s: column %d behind column %d", part, first, last)
		}
		last, _ = strconv.Atoi(col.Attr("max"))
	}
}

// references that Excel does not write, or Excel 2007 does not know.
func (p *Package) references(part string, root *Element) {
	for _, filter := range root.Each("autoFilter") {
		if ref := filter.Attr("ref"); strings.Contains(ref, "$") {
			p.fault("%s: the filter %s", part, ref)
		}
	}
	for _, kind := range []string{"dataValidation", "cfRule"} {
		for _, e := range root.Each(kind) {
			for _, formula := range slices.Concat(e.Each("formula1"), e.Each("formula2"), e.Each("formula")) {
				if strings.Contains(formula.Text, "!") {
					p.fault("%s: a %s refers to another worksheet: %s", part, kind, formula.Text)
				}
			}
		}
	}
}

// used is a fault for everything in a list, from a number on, that nothing uses.
func (p *Package) used(what string, list *Element, times map[string]int, from int) {
	for i := range list.Children {
		if i >= from && times[strconv.Itoa(i)] == 0 {
			p.fault("nothing uses %s %d", what, i)
		}
	}
}

func (p *Package) usedByStyles(styles *Element) {
	for attr, section := range styleParts {
		times := map[string]int{}
		for _, xf := range slices.Concat(styles.Child("cellXfs").Children, styles.Child("cellStyleXfs").Children) {
			times[xf.Attr(attr)]++
		}
		p.used(section, styles.Child(section), times, map[string]int{"fills": 2}[section]) // which are always there
	}
	formats := map[string]int{}
	for _, xf := range styles.Child("cellXfs").Children {
		formats[xf.Attr("numFmtId")]++
	}
	for _, format := range styles.Child("numFmts").Children {
		if formats[format.Attr("numFmtId")] == 0 {
			p.fault("nothing uses the format %s", format.Attr("formatCode"))
		}
	}
}

// theme is there if something refers to it.
func (p *Package) theme() {
	themes, needed := 0, false
	for _, name := range p.names {
		if strings.HasPrefix(name, "xl/theme/") {
			themes++
			continue
		}
		root := p.part(name)
		needed = needed || len(root.Each("schemeClr")) > 0 || len(root.Each("scheme")) > 0
		for _, kind := range []string{"color", "fgColor", "bgColor", "tabColor", "latin"} {
			for _, e := range root.Each(kind) {
				needed = needed || e.Attr("theme") != "" || strings.HasPrefix(e.Attr("typeface"), "+")
			}
		}
	}
	if needed != (themes > 0) {
		p.fault("%d themes, needed: %v", themes, needed)
	}
}
