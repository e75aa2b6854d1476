package bookwriter

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"qeval/internal/workbook"
)

// corePart holds the properties that a file manager shows.
const corePart = "docProps/core.xml"

// coreProperties makes the core properties: a title and the program, but no
// person and no time. The library would write empty elements too, over which
// exceljs cannot read the workbook at all.
func coreProperties(title string) ([]byte, error) {
	properties := struct {
		XMLName xml.Name `xml:"cp:coreProperties"`
		CP      string   `xml:"xmlns:cp,attr"`
		DC      string   `xml:"xmlns:dc,attr"`
		Title   string   `xml:"dc:title"`
		Creator string   `xml:"dc:creator"`
	}{
		CP:    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		DC:    "http://purl.org/dc/elements/1.1/",
		Title: title, Creator: "qeval",
	}
	content, err := xml.Marshal(properties)
	return append([]byte(xml.Header), content...), err
}

// strangePrefix is how the library refers to a drawing from a worksheet that is
// streamed. It is right, but exceljs knows no prefix but the usual one, which
// every worksheet declares.
const strangePrefix = `xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`

// openDimension is the dimension of a [Page], whose rows are not known when it
// begins.
var openDimension = regexp.MustCompile(`<dimension ref="A1:[A-Z]+(1)"`)

// withDimension completes a page's dimension by the number of its last row: some
// programs read no further.
func withDimension(content []byte) []byte {
	open, last := openDimension.FindSubmatchIndex(content[:min(len(content), 1<<14)]), bytes.LastIndex(content, []byte(`<row r="`))
	if open == nil || last < 0 {
		return content
	}
	number, _, _ := bytes.Cut(content[last+len(`<row r="`):], []byte(`"`))
	return slices.Replace(content, open[2], open[3], bytes.Clone(number)...)
}

// typesPart lists the other parts' types, some of which the library adds in
// the order of a map.
const typesPart = "[Content_Types].xml"

func sortedTypes(content []byte) ([]byte, error) {
	type entry struct {
		Extension   string `xml:",attr,omitempty"`
		PartName    string `xml:",attr,omitempty"`
		ContentType string `xml:",attr"`
	}
	var types struct {
		XMLName  xml.Name `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
		Default  []entry
		Override []entry
	}
	if err := xml.Unmarshal(content, &types); err != nil {
		return nil, err
	}
	for _, entries := range [][]entry{types.Default, types.Override} {
		slices.SortFunc(entries, func(a, b entry) int {
			return strings.Compare(a.Extension+a.PartName, b.Extension+b.PartName)
		})
	}
	content, err := xml.Marshal(types)
	return append([]byte(xml.Header), content...), err
}

// stableZip collects the parts that excelize writes, in whatever order, and
// packs them in one order when it is closed.
type stableZip struct {
	w     io.Writer
	core  []byte // takes the place of the library's core properties
	parts []*collected
}

type collected struct {
	name    string
	content []byte
}

func (p *collected) Write(content []byte) (int, error) {
	p.content = append(p.content, content...)
	return len(content), nil
}

// ReadFrom makes room once for a large worksheet, whose size is known: a buffer that
// grows would hold it twice. There is room for the digits that withDimension adds too.
func (p *collected) ReadFrom(r io.Reader) (int64, error) {
	if sized, ok := r.(interface{ Size() int64 }); ok {
		p.content = slices.Grow(p.content, int(sized.Size())+len(`1048576`))
	}
	return io.Copy(struct{ io.Writer }{p}, r)
}

func (z *stableZip) Create(name string) (io.Writer, error) {
	p := &collected{name: name}
	z.parts = append(z.parts, p)
	return p, nil
}

func (z *stableZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (z *stableZip) Close() error {
	var parts []workbook.Part
	for _, p := range z.parts {
		content := p.content
		switch p.name {
		case corePart:
			content = z.core
		case typesPart:
			sorted, err := sortedTypes(content)
			if err != nil {
				return err
			}
			content = sorted
		default:
			if at := bytes.Index(content, []byte(strangePrefix)); at >= 0 {
				content = slices.Replace(content, at, at+len(strangePrefix), []byte("r:id=")...)
			}
			content = withDimension(content)
		}
		parts = append(parts, workbook.Part{Name: p.name, Content: content})
	}
	slices.SortFunc(parts, func(a, b workbook.Part) int { return strings.Compare(a.Name, b.Name) })
	return workbook.Pack(z.w, lean(parts))
}
