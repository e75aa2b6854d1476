package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// SealProperty is the custom document property that holds the seal, in the part
// SealPart: a SHA-256 over the workbook's parts, made while SealPlaceholder
// stood in its place. Every program that saves the workbook anew changes some
// part or drops the property.
const (
	SealProperty    = "qeval"
	SealPart        = "docProps/custom.xml"
	SealPlaceholder = "0000000000000000000000000000000000000000000000000000000000000000"
)

// Encode finishes a workbook: its properties name the program and a title and
// nobody else, and the bytes are sealed and the same for the same content. What could
// not be read again, and so neither be checked nor corrected, is no workbook but an
// error, [ErrTooLarge] among them.
func Encode(f *excelize.File, title string) ([]byte, error) {
	err := errors.Join(
		f.SetAppProps(&excelize.AppProperties{Application: "qeval"}),
		f.SetCustomProps(excelize.CustomProperty{Name: SealProperty, Value: SealPlaceholder}),
	)
	if err != nil {
		return nil, err
	}
	core, err := coreProperties(title)
	if err != nil {
		return nil, err
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &stableZip{w: w, core: core} })
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	if _, err := read("", buffer.Bytes()); err != nil {
		return nil, fmt.Errorf("what is written cannot be read: %w", err)
	}
	return buffer.Bytes(), nil
}

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

// Sealed reports whether data is a workbook just as Encode made it, so that
// nothing is lost when it is written over.
func Sealed(data []byte) bool {
	if len(data) > MaxFile {
		return false
	}
	archive, err := openArchive(data)
	if err != nil {
		return false
	}
	seal, h := "", sha256.New()
	for i, part := range archive.parts {
		r, err := archive.open(i)
		if err != nil {
			return false
		}
		io.WriteString(h, part.Name+"\n")
		if strings.EqualFold(part.Name, SealPart) {
			content, _ := io.ReadAll(io.LimitReader(r, maxToken)) // it holds little more than the seal
			seal = findSeal(content)
			h.Write(bytes.Replace(content, []byte(seal), []byte(SealPlaceholder), 1))
		}
		_, err = io.Copy(h, r)
		r.Close()
		if err != nil {
			return false
		}
	}
	return seal != "" && seal == hex.EncodeToString(h.Sum(nil))
}

// findSeal finds the property's value in its part: the first run of so many
// hexadecimal digits behind its name. It is "" if there is none.
func findSeal(content []byte) string {
	_, content, _ = bytes.Cut(content, []byte(`name="`+SealProperty+`"`))
	for run := range strings.FieldsFuncSeq(string(content), func(r rune) bool {
		return !strings.ContainsRune("0123456789abcdef", r)
	}) {
		if len(run) == len(SealPlaceholder) {
			return run
		}
	}
	return ""
}

// Part is one file in the archive that a workbook is.
type Part struct {
	Name    string
	Content []byte
}

// Unpack reads the parts of a workbook that [Read] accepts, in the archive's
// order.
func Unpack(data []byte) ([]Part, error) {
	archive, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	left := uint64(maxUnzipped)
	var parts []Part
	for i, file := range archive.parts {
		size := file.UncompressedSize64
		if size > left {
			return nil, ErrTooLarge
		}
		left -= size
		r, err := archive.open(i)
		if err != nil {
			return nil, err
		}
		content := make([]byte, size)
		_, err = io.ReadFull(r, content)
		if err == nil {
			_, err = io.Copy(io.Discard, r) // for its checksum
		}
		r.Close()
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{file.Name, content})
	}
	return parts, nil
}

// Pack writes parts as an archive, without times, and seals it in place of the
// placeholder.
func Pack(w io.Writer, parts []Part) error {
	seal := sealOf(parts)
	archive := zip.NewWriter(w)
	for _, p := range parts {
		content := p.Content
		if strings.EqualFold(p.Name, SealPart) {
			content = bytes.Replace(content, []byte(SealPlaceholder), []byte(seal), 1)
		}
		w, err := archive.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
	}
	return archive.Close()
}

func sealOf(parts []Part) string {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, p.Name+"\n")
		h.Write(p.Content)
	}
	return hex.EncodeToString(h.Sum(nil))
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
	return slices.Concat(content[:open[2]], number, content[open[3]:])
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
	content bytes.Buffer
}

func (z *stableZip) Create(name string) (io.Writer, error) {
	p := &collected{name: name}
	z.parts = append(z.parts, p)
	return &p.content, nil
}

func (z *stableZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (z *stableZip) Close() error {
	var parts []Part
	for _, p := range z.parts {
		content := p.content.Bytes()
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
			content = bytes.Replace(content, []byte(strangePrefix), []byte("r:id="), 1)
			content = withDimension(content)
		}
		parts = append(parts, Part{p.name, content})
	}
	slices.SortFunc(parts, func(a, b Part) int { return strings.Compare(a.Name, b.Name) })
	return Pack(z.w, parts)
}
