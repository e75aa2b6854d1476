package annotate

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/typeset"
)

// The pieces of the part of shapes, which is not always well-formed XML.
var (
	shapeElement = regexp.MustCompile(`(?s)<(?:\w+:)?shape\s(?:[^>]*[^/>])?>.*?</(?:\w+:)?shape>`)
	shapeAnchor  = regexp.MustCompile(`(<(?:\w+:)?Anchor>)[^<]*(<)`)
	shapeID      = regexp.MustCompile(`_x0000_s(\d+)`)
	shapeBlocks  = regexp.MustCompile(`<(?:\w+:)?idmap\s[^>]*?\bdata\s*=\s*["']([^"'>]*)["']`)
	shapeKind    = regexp.MustCompile(`\bid\s*=\s*["']_x0000_t202["']`)
	shapesEnd    = regexp.MustCompile(`</xml\s*>`)
	shapesEmpty  = regexp.MustCompile(`^\x{FEFF}?\s*(?:<\?xml\s[^>]*>\s*)?<xml(?:\s[^>]*)?/>\s*$`)
	shapeRow     = regexp.MustCompile(`<(?:\w+:)?Row>\s*(\d+)\s*<`)
	shapeColumn  = regexp.MustCompile(`<(?:\w+:)?Column>\s*(\d+)\s*<`)
)

const (
	shapeSpaces = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	shapeType   = `<v:shapetype ` + shapeSpaces + ` id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
		`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	shapeLayout = `<o:shapelayout ` + shapeSpaces + ` v:ext="edit"><o:idmap v:ext="edit" data="%s"/></o:shapelayout>`
	noShapes    = `<xml ` + shapeSpaces + `></xml>`
)

// shapes edits the boxes in which Excel shows comments: those of comments that are gone
// go too, and each marked cell has one.
func (s *sheet) shapes(gone [][2]int) error {
	part, err := s.shapesPart(len(s.marks) > 0)
	if part == "" || err != nil {
		return err
	}
	content := s.parts[s.find(part)].Content
	if shapesEmpty.Match(content) {
		content = []byte(noShapes)
	}
	boxed := map[[2]int]bool{}
	content = shapeElement.ReplaceAllFunc(content, func(shape []byte) []byte {
		at, ok := shapeAt(shape)
		if ok && slices.Contains(gone, at) {
			return nil
		}
		if boxed[at] = true; ok && s.says[at] != "" { // there is more to be seen in it than before
			return shapeAnchor.ReplaceAll(shape, []byte("${1}"+s.anchor(at)+"${2}"))
		}
		return shape
	})
	missing := slices.DeleteFunc(s.marked(), func(at [2]int) bool { return boxed[at] })
	numbers, blocks, err := s.shapeNumbers(part, content, len(missing))
	if err != nil {
		return err
	}
	var b strings.Builder
	content, named := claimed(content, blocks)
	if !named {
		fmt.Fprintf(&b, shapeLayout, joined(blocks))
	}
	if len(missing) > 0 && !shapeKind.Match(content) {
		b.WriteString(shapeType)
	}
	for i, at := range missing {
		b.WriteString(s.shape(at, numbers[i]))
	}
	ends := shapesEnd.FindAllIndex(content, -1)
	if len(ends) == 0 {
		return fmt.Errorf("%w: %s", errDrawing, part)
	}
	end := ends[len(ends)-1][0]
	s.setPart(part, slices.Concat(content[:end], []byte(b.String()), content[end:]))
	return nil
}

// The numbers of shapes are in blocks of so many, of which a drawing names those that
// it takes numbers from. Programs go by them: no two shapes of a workbook may have the
// same number, nor two drawings the same block. There is no block 0.
const (
	blockSize = 1 << 10
	lastBlock = 1<<16 - 11 // what is higher no program counts
)

// shapeNumbers finds numbers for new shapes in a drawing: those that are left in its own
// blocks, as far as they are not another drawing's too, else those of new blocks. It
// returns the blocks that the drawing is to name more than it does.
func (s *sheet) shapeNumbers(part string, content []byte, count int) (numbers, blocks []int, err error) {
	others, taken := map[int]bool{}, map[int]bool{}
	for _, p := range s.parts {
		if !strings.EqualFold(p.Name, part) && bytes.Contains(p.Content, []byte("urn:schemas-microsoft-com:vml")) {
			for _, block := range blocksOf(p.Content) {
				others[block] = true
			}
		}
	}
	for _, number := range numbersOf(content) {
		taken[number] = true
	}
	own, named := blocksOf(content), namedBlocks(content)
	take := func(block int) (found bool) {
		for number := block*blockSize + 1; number < (block+1)*blockSize && len(numbers) < count; number++ {
			if !taken[number] {
				numbers, found = append(numbers, number), true
			}
		}
		return found
	}
	for _, block := range own {
		if !others[block] && take(block) && !slices.Contains(named, block) {
			blocks = append(blocks, block)
		}
	}
	for block := 1; len(numbers) < count; block++ {
		switch {
		case block > lastBlock:
			return nil, nil, errShapes
		case !others[block] && !slices.Contains(own, block) && take(block):
			blocks = append(blocks, block)
		}
	}
	return numbers, blocks, nil
}

// blocksOf are the blocks that a drawing has, in their order: those that it names, and
// those of its shapes.
func blocksOf(content []byte) []int {
	blocks := namedBlocks(content)
	for _, number := range numbersOf(content) {
		blocks = append(blocks, number/blockSize)
	}
	slices.Sort(blocks)
	blocks = slices.Compact(blocks)
	return slices.DeleteFunc(blocks, func(block int) bool { return block < 1 || block > lastBlock })
}

// namedBlocks are those that a drawing names.
func namedBlocks(content []byte) []int {
	var blocks []int
	for _, m := range shapeBlocks.FindAllSubmatch(content, -1) {
		for _, text := range strings.Split(string(m[1]), ",") {
			if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil {
				blocks = append(blocks, n)
			}
		}
	}
	return blocks
}

// numbersOf are the numbers of a drawing's shapes.
func numbersOf(content []byte) []int {
	var numbers []int
	for _, m := range shapeID.FindAllSubmatch(content, -1) {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// claimed is a drawing that names more blocks as its own; ok is false if it names none
// now.
func claimed(content []byte, blocks []int) (with []byte, ok bool) {
	m := shapeBlocks.FindSubmatchIndex(content)
	if len(blocks) == 0 || m == nil {
		return content, len(blocks) == 0
	}
	more := strings.Trim(string(content[m[2]:m[3]])+","+joined(blocks), ", ")
	return slices.Concat(content[:m[2]], []byte(more), content[m[3]:]), true
}

func joined(numbers []int) string {
	var texts []string
	for _, n := range numbers {
		texts = append(texts, strconv.Itoa(n))
	}
	return strings.Join(texts, ",")
}

// shapesPart finds the part with the worksheet's shapes, or adds one.
func (s *sheet) shapesPart(needed bool) (string, error) {
	drawing := s.root.child("legacyDrawing")
	if drawing != nil {
		id := s.attr(drawing, "id")
		for _, r := range s.relationshipsOf(s.part) {
			if r.ID == id && s.find(r.Target) >= 0 {
				return r.Target, nil
			}
		}
	}
	if !needed {
		return "", nil
	}
	if drawing != nil { // it leads nowhere
		s.remove(drawing)
	}
	part := s.unused("xl/drawings/vmlDrawing", ".vml")
	id, err := s.addPart(s.part, "vmlDrawing", part, noShapes)
	s.addInOrder(s.root, "legacyDrawing", `<legacyDrawing xmlns:r="`+s.officeSpace()+`" r:id="`+id+`"/>`, worksheetSequence[:])
	return part, err
}

// shapeAt is the one-based row and column of the cell whose comment a shape is
// for.
func shapeAt(shape []byte) (at [2]int, ok bool) {
	row, col := shapeRow.FindSubmatch(shape), shapeColumn.FindSubmatch(shape)
	if row == nil || col == nil || !bytes.Contains(shape, []byte(`ObjectType="Note"`)) {
		return at, false
	}
	at[0], _ = strconv.Atoi(string(row[1]))
	at[1], _ = strconv.Atoi(string(col[1]))
	return [2]int{at[0] + 1, at[1] + 1}, true
}

// anchor says where the box of a comment is: to the right of its cell, and as
// large as its text needs.
func (s *sheet) anchor(at [2]int) string {
	const wide, line = 42, 15.0 // characters and points
	lines := typeset.Lines(s.says[at], wide)
	left, top := at[1]+1, max(1, at[0]-1) // one-based
	right := reach(left, wide, s.width)
	bottom := reach(top, float64(lines+1)*line, s.height)
	return fmt.Sprintf(`%d, 8, %d, 2, %d, 8, %d, 2`, left-1, top-1, right-1, bottom-1)
}

// shape is the box of a comment.
func (s *sheet) shape(at [2]int, id int) string {
	return fmt.Sprintf(`<v:shape %s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`+
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
		`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor>`+
		`<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		shapeSpaces, id, s.anchor(at), at[0]-1, at[1]-1)
}

// reach is the first column or row behind first so that those between take up
// as much as is needed.
func reach(first int, need float64, size func(int) float64) int {
	i := first
	for ; need > 0 && i < first+40; i++ {
		need -= max(size(i), 1)
	}
	return i
}

// width is a column's, in characters.
func (s *sheet) width(col int) float64 {
	if c := s.column(col); c != nil {
		if width, err := strconv.ParseFloat(s.attr(c, "width"), 64); err == nil {
			return width
		}
	}
	return 8.43
}

// height is a row's, in points.
func (s *sheet) height(row int) float64 {
	if height, ok := s.heights[row]; ok {
		return height
	}
	return 15
}
