package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// Mark is what is to be seen at a cell.
type Mark struct {
	At      diag.Position // with a cell
	Color   string        // Wrong or Doubted
	Comment string
	Mended  string // a formula that is true as soon as the cell is right, or ""
}

// Annotation is what a copy has more than its original.
type Annotation struct {
	Marks     []Mark
	Unprotect []string // the worksheets that cannot be corrected while they are protected
	List      List     // the new first worksheet
}

// What a copy says of itself in the very hidden worksheet: the name of its list, the
// SHA-256 of the files that it was made from, how its marked cells were filled
// (worksheet and cell, then the fill's element), how long our comments are (the
// characters that leave ink, a space, worksheet and cell), and which worksheets were
// protected. It comes back from strangers.
const (
	metaCopy   = "annotated"
	metaOf     = "of"
	metaFill   = "fill"
	metaSaid   = "said"
	metaLifted = "protected"
)

// IsCopy reports whether a workbook is an annotated copy of another one.
func IsCopy(meta workbook.Meta) bool { return meta.Get(metaCopy) != "" }

// Originals are the SHA-256 of the files that a copy was made from, the last one last:
// others if that was a copy itself that somebody had corrected.
func Originals(meta workbook.Meta) []string { return meta.All(metaOf) }

// Copy returns the annotated copy of a workbook that [workbook.Read] has read
// as book. lost names what the copy cannot keep.
func Copy(data []byte, book *workbook.Book, a Annotation) (annotated []byte, lost []msg.Text, err error) {
	parts, err := workbook.Unpack(data)
	if err != nil {
		return nil, nil, err
	}
	c := &copying{
		archive: archive{parts: parts}, again: IsCopy(book.Meta), unprotect: a.Unprotect,
		remembered: map[string]string{}, said: map[string]int{}, lifted: book.Meta.All(metaLifted),
	}
	for _, hash := range Originals(book.Meta) {
		c.originals = append(c.originals, [2]string{metaOf, hash})
	}
	if !c.again || !workbook.Sealed(data) { // else it is the same sheet still
		c.originals = append(c.originals, [2]string{metaOf, book.SHA256})
	}
	for _, text := range book.Meta.All(metaSaid) {
		place, length := readSaid(text)
		c.said[place] = length
	}
	for _, text := range book.Meta.All(metaFill) {
		if i := strings.Index(text, "<fill"); i >= 0 {
			c.remembered[text[:i]] = text[i:]
		}
	}
	if err := errors.Join(c.all(book, a), c.unread); err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	if err := workbook.Pack(&b, c.parts); err != nil {
		return nil, nil, err
	}
	if !sameCells(book, b.Bytes(), c.list) {
		return nil, nil, errChanged
	}
	if slices.ContainsFunc(c.parts, func(p workbook.Part) bool { return strings.HasPrefix(p.Name, "_xmlsignatures/") }) {
		lost = append(lost, msg.LostSignature)
	}
	if c.gradient {
		lost = append(lost, msg.LostGradient)
	}
	if c.thread {
		lost = append(lost, msg.LostThread)
	}
	return b.Bytes(), lost, nil
}

// Cause is an error that says in both languages why no copy can be made.
type Cause struct{ msg.Text }

func (c *Cause) Error() string { return c.In(msg.English) }

var (
	errChanged = &Cause{msg.CauseCopyChanged}
	errParts   = &Cause{msg.CauseCopyParts}
	errTooMuch = &Cause{msg.CauseCopyTooMuch}
	errShapes  = &Cause{msg.CauseCopyShapes}
	errDrawing = &Cause{msg.CauseCopyDrawing}
	errMark    = &Cause{msg.CauseCopyMark}
)

// sameCells is the last check of a copy, for the workbooks that nobody has thought
// of: it must read as the original does, but for its list.
func sameCells(original *workbook.Book, data []byte, list string) bool {
	copied, _ := workbook.Read(original.File, data)
	if copied == nil {
		return false
	}
	sheets := func(book *workbook.Book) []workbook.Sheet {
		all := slices.DeleteFunc(slices.Clone(book.Sheets), func(s workbook.Sheet) bool { return s.Name == list })
		for i := range all {
			all[i].Comments, all[i].Bare, all[i].Rows = nil, nil, unmarked(all[i].Rows)
		}
		return all
	}
	return reflect.DeepEqual(sheets(original), sheets(copied))
}

// unmarked are rows as if nothing stood behind their texts: a mark may.
func unmarked(rows []workbook.Row) []workbook.Row {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Cells = slices.Clone(rows[i].Cells)
		for j := range rows[i].Cells {
			rows[i].Cells[j].Doubts &^= workbook.Faint | workbook.Conditional
		}
	}
	return rows
}

// copying is the work on one copy.
type copying struct {
	archive
	again      bool          // the original is an annotated copy itself
	originals  workbook.Meta // the SHA-256 of the sheets that the copy is made from
	unprotect  []string
	remembered map[string]string // fills under earlier marks, by worksheet and cell
	said       map[string]int    // the length of our comments there
	lifted     []string          // worksheets whose protection was lifted
	notes      workbook.Meta     // the same of the new marks
	locked     bool              // a worksheet that was to be unprotected has a password
	gradient   bool              // a mark covers a gradient, which is not remembered
	thread     bool              // a mark's comment is behind a thread, which alone is shown

	list   string  // the name of the new first worksheet
	book   string  // the part that lists the worksheets
	styles *styles // while the cells are marked
	right  int     // the conditional style of a cell that has been mended
	still  map[string]int
	sheets map[string]string // the parts of the worksheets, by name
}

func (c *copying) all(book *workbook.Book, a Annotation) error {
	main, ok := c.first("", "officeDocument")
	if !ok {
		return errParts
	}
	c.book = main.Target
	if err := c.findSheets(); err != nil {
		return err
	}
	c.list = c.listName(book, a.List)
	var looks listLooks
	err := c.withStyles(func() error {
		looks = newListLooks(c.styles)
		c.right = c.styles.conditional(mended)
		c.still = map[string]int{Wrong: c.styles.conditional(Wrong), Doubted: c.styles.conditional(Doubted)}
		return c.markSheets(book, a.Marks, c.list, c.metaName())
	})
	if err != nil {
		return err
	}
	meta := slices.Clone(book.Meta)
	meta = slices.DeleteFunc(meta, func(pair [2]string) bool {
		return slices.Contains([]string{metaCopy, metaOf, metaFill, metaSaid, metaLifted}, pair[0])
	})
	meta = slices.Concat(meta, workbook.Meta{{metaCopy, c.list}}, c.originals, c.notes)
	switch lifted := meta.Get(metaLifted) != ""; {
	case c.locked:
		a.List.Note += a.List.Locked
	case lifted:
		a.List.Note += a.List.Lifted
	}
	return errors.Join(
		c.putSheet(c.list, true, a.List.xml(looks, c.sheetSpace())),
		c.putSheet(c.metaName(), false, metaXML(meta, c.sheetSpace())),
		c.seal(),
	)
}

// metaName is the name of the worksheet with the Meta, whether or not there is one.
func (c *copying) metaName() string {
	for name := range c.sheets {
		if workbook.IsMeta(name) {
			return name // there is only one
		}
	}
	return workbook.MetaSheet
}

// listName is the name of the earlier list, if there is one, which is replaced;
// else one that no worksheet of the sender's has.
func (c *copying) listName(book *workbook.Book, l List) string {
	earlier := book.Meta.Get(metaCopy)
	for _, sheet := range book.Sheets {
		isList := strings.HasPrefix(earlier, l.Name) && len(sheet.Rows) > 0 && sheet.Rows[0].Cells[0].Text == l.Title
		if sheet.Name == earlier && isList {
			return earlier
		}
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(book.Sheets, func(s workbook.Sheet) bool { return strings.EqualFold(s.Name, name) })
	}
	name := l.Name
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s(%d)", l.Name, n)
	}
	return name
}

// findSheets finds the parts of the worksheets.
func (c *copying) findSheets() error {
	targets := map[string]string{}
	for _, r := range c.relationshipsOf(c.book) {
		if c.find(r.Target) >= 0 {
			targets[r.ID] = r.Target
		}
	}
	c.sheets = map[string]string{}
	return c.edit(c.book, func(d *document) error {
		c.strict = strings.Contains(d.tag(d.root), "purl.oclc.org")
		for _, e := range d.root.child("sheets").each("sheet") {
			c.sheets[d.attr(e, "name")] = targets[d.attr(e, "id")]
		}
		return nil
	})
}

// withStyles opens the part of the styles while change works on other parts.
func (c *copying) withStyles(change func() error) error {
	part, ok := c.first(c.book, "styles")
	if !ok {
		part.Target = path.Join(path.Dir(c.book), "styles.xml")
		if _, err := c.addPart(c.book, "styles", part.Target, header+`<styleSheet xmlns="`+c.sheetSpace()+`"></styleSheet>`); err != nil {
			return err
		}
	}
	d, err := parseIn(c.content(part.Target), dullStyle)
	if err != nil {
		return err
	}
	if d, err = parseIn(complete(d), dullStyle); err != nil {
		return err
	}
	c.styles = newStyles(d)
	if err := change(); err != nil {
		return err
	}
	c.styles.close()
	c.setPart(part.Target, d.bytes())
	return nil
}

// markSheets marks the cells, and takes earlier marks off, but not in the
// worksheets that will be replaced.
func (c *copying) markSheets(book *workbook.Book, marks []Mark, replaced ...string) error {
	bySheet := map[string][]Mark{}
	for _, m := range marks {
		bySheet[m.At.Worksheet] = append(bySheet[m.At.Worksheet], m)
		if c.sheets[m.At.Worksheet] == "" {
			return fmt.Errorf("%w: %s", errParts, m.At.Worksheet)
		}
	}
	names := make([]string, 0, len(c.sheets))
	for name := range c.sheets {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		part := c.sheets[name]
		if part == "" || slices.Contains(replaced, name) {
			continue
		}
		s := &sheet{copying: c, name: name, part: part, marks: map[[2]int]Mark{}, filled: map[[2]int]bool{}, says: map[[2]int]string{}}
		for _, m := range bySheet[name] {
			s.marks[[2]int{m.At.Row, m.At.Col}] = m
		}
		if i := slices.IndexFunc(book.Sheets, func(one workbook.Sheet) bool { return one.Name == name }); i >= 0 {
			s.bare = book.Sheets[i].Bare
		}
		rows := c.cutRows(part, len(s.marks) > 0 || c.again)
		if err := s.mark(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		c.pasteRows(part, rows)
	}
	return nil
}

var (
	beginOfRows = regexp.MustCompile(`<(?:\w+:)?sheetData(?:\s[^>]*)?>`)
	endOfRows   = regexp.MustCompile(`</(?:\w+:)?sheetData\s*>`)
)

// cutRows takes rows out of a worksheet that need not be parsed: all, or if marked cells
// may be among them those at the end of a large one that hold nothing, of which there
// may be a million. What is not written in the usual way stays.
func (c *copying) cutRows(part string, marked bool) []byte {
	i := c.find(part)
	content := c.parts[i].Content
	from, to := len(content), len(content)
	switch {
	case marked && len(content) >= workbook.Large:
		from, to = workbook.TrailingEmptyRows(content)
	case !marked && !bytes.Contains(content, []byte("<!")): // a comment may hold tags
		begin, ends := beginOfRows.FindIndex(content), endOfRows.FindAllIndex(content, -1)
		if begin != nil && len(ends) > 0 {
			from, to = begin[1], ends[len(ends)-1][0]
		}
	}
	c.parts[i].Content = slices.Concat(content[:from], content[to:])
	return content[from:to]
}

// pasteRows puts them back.
func (c *copying) pasteRows(part string, rows []byte) {
	i := c.find(part)
	content := c.parts[i].Content
	if ends := endOfRows.FindAllIndex(content, -1); len(rows) > 0 && len(ends) > 0 {
		end := ends[len(ends)-1][0]
		c.parts[i].Content = slices.Concat(content[:end], rows, content[end:])
	}
}

// putSheet replaces a worksheet, or adds one: at the front, to be seen, or
// behind the others and very hidden.
func (c *copying) putSheet(name string, front bool, content string) error {
	part := c.sheets[name]
	if part == "" {
		part = c.unused("xl/worksheets/sheet", ".xml")
		id, err := c.addPart(c.book, "worksheet", part, "")
		if err == nil {
			err = c.edit(c.book, func(d *document) error { return c.listSheet(d, name, id) })
		}
		if err != nil {
			return err
		}
	}
	c.putPart(part, []byte(header+content))
	return c.edit(c.book, func(d *document) error {
		sheets := d.root.child("sheets")
		i := slices.IndexFunc(sheets.children, func(e *element) bool { return d.attr(e, "name") == name })
		if i < 0 {
			return errParts
		}
		if front {
			c.toFront(d, i)
			c.repeatHeadings(d, name, i)
		} else { // some programs leave it in sight
			d.setAttr(sheets.children[i], "state", "veryHidden")
		}
		return nil
	})
}

// listSheet adds a worksheet to those that there are.
func (c *copying) listSheet(d *document, name, relationship string) error {
	sheets := d.root.child("sheets")
	if sheets == nil {
		return errParts
	}
	d.add(sheets, fmt.Sprintf(`<sheet name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>`,
		escape(name), d.free(sheets.children, "sheetId", "", 1, nil), c.officeSpace(), relationship))
	return nil
}

// toFront makes a worksheet the first one and the one that is open. Names that
// belong to one worksheet go by its place.
func (c *copying) toFront(d *document, from int) {
	sheets := d.root.child("sheets")
	if from > 0 {
		d.remove(sheets.children[from])
		d.replace(sheets.children[0].start, sheets.children[0].start, withoutAttr(d.raw(sheets.children[from]), "state"))
	} else if first := sheets.children[0]; d.attr(first, "state") != "" {
		d.setAttr(first, "state", "visible")
	}
	for _, view := range d.root.child("bookViews").each("workbookView") {
		tag := d.tag(view)
		for _, name := range []string{"activeTab", "firstSheet"} {
			if attr(tag, name) != "" {
				tag = withAttr(tag, name, "0")
			}
		}
		d.replace(view.start, view.inner, tag)
	}
	for _, name := range d.root.child("definedNames").each("definedName") {
		switch n, err := strconv.Atoi(d.attr(name, "localSheetId")); {
		case err != nil || n > from:
		case n == from:
			d.setAttr(name, "localSheetId", "0")
		default:
			d.setAttr(name, "localSheetId", strconv.Itoa(n+1))
		}
	}
}

// workbookSequence is the order that the schema wants.
var workbookSequence = [...]string{
	"fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews", "sheets",
	"functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
	"smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
}

// repeatHeadings prints the list's headings on every page. from is the list's
// place before it came to the front.
func (c *copying) repeatHeadings(d *document, list string, from int) {
	const titles = "_xlnm.Print_Titles"
	names := d.root.child("definedNames")
	refers := escape(fmt.Sprintf(`'%s'!$%d:$%[2]d`, list, listHeadings))
	for _, e := range names.each("definedName") {
		if d.attr(e, "name") == titles && d.attr(e, "localSheetId") == strconv.Itoa(from) {
			d.replace(e.inner, e.innerEnd, refers)
			return
		}
	}
	name := `<definedName name="` + titles + `" localSheetId="0">` + refers + `</definedName>`
	if names == nil {
		d.addInOrder(d.root, "definedNames", `<definedNames>`+name+`</definedNames>`, workbookSequence[:])
	} else {
		d.add(names, name)
	}
}

// seal gives the copy the property that [workbook.Pack] fills in.
func (c *copying) seal() error {
	if err := c.placeProperties(); err != nil {
		return err
	}
	return c.edit(workbook.SealPart, func(d *document) error {
		var theirs []*element
		for _, e := range d.root.children {
			if d.attr(e, "name") == workbook.SealProperty {
				d.remove(e)
			} else {
				theirs = append(theirs, e)
			}
		}
		d.add(d.root, fmt.Sprintf(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="%d" name="%s">`+
			`<vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">%s</vt:lpwstr></property>`,
			d.free(theirs, "pid", "", 2, nil), workbook.SealProperty, workbook.SealPlaceholder))
		return nil
	})
}

// placeProperties puts the workbook's properties where the seal is looked for, if they
// stand elsewhere, and an empty list of them there, if it has none.
func (c *copying) placeProperties() error {
	leads := slices.DeleteFunc(c.relationshipsOf(""), func(r workbook.Relationship) bool { return !isKind(r, customProperties) })
	found, ok := c.first("", customProperties)
	if len(leads) == 1 && strings.EqualFold(found.Target, workbook.SealPart) {
		return nil
	}
	properties := []byte(header + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"></Properties>`)
	if ok {
		properties = c.parts[c.find(found.Target)].Content
		if err := c.drop(found.Target); err != nil {
			return err
		}
	}
	_, err := c.addPart("", customProperties, workbook.SealPart, string(properties))
	return err
}

// metaXML is the very hidden worksheet.
func metaXML(meta workbook.Meta, space string) string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="` + space + `"><sheetData>`)
	for i, pair := range meta {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for col, text := range pair {
			b.WriteString(textCell(workbook.Ref(col+1, i+1), 0, text))
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

// textCell is a cell with a text of its own, as no shared strings are touched.
func textCell(ref string, style int, text string) string {
	return fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, ref, style, escape(workbook.Escape(text)))
}
