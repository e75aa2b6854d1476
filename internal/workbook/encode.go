package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sealProperty is the custom document property that holds the seal: a SHA-256
// over the workbook's parts, made while this placeholder stood in its place.
// Every program that saves the workbook anew changes some part or drops the
// property.
const (
	sealProperty = "qeval"
	sealPart     = "docProps/custom.xml"
)

var sealPlaceholder = strings.Repeat("0", 2*sha256.Size)

// Encode finishes a workbook: its properties name the program and a title and
// nobody else, and the bytes are sealed and the same for the same content.
func Encode(f *excelize.File, title string) ([]byte, error) {
	err := errors.Join(
		f.SetAppProps(&excelize.AppProperties{Application: "qeval"}),
		f.SetCustomProps(excelize.CustomProperty{Name: sealProperty, Value: sealPlaceholder}),
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
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	var parts []part
	seal := ""
	for _, file := range archive.File {
		r, err := file.Open()
		if err != nil {
			return false
		}
		content, err := io.ReadAll(io.LimitReader(r, maxUnzipped))
		r.Close()
		if err != nil {
			return false
		}
		if file.Name == sealPart {
			seal = findSeal(content)
			content = bytes.Replace(content, []byte(seal), []byte(sealPlaceholder), 1)
		}
		parts = append(parts, part{file.Name, bytes.NewBuffer(content)})
	}
	return seal != "" && seal == sealOf(parts)
}

// findSeal finds the property's value: the only run of so many hexadecimal
// digits in the part.
func findSeal(content []byte) string {
	for run := range strings.FieldsFuncSeq(string(content), func(r rune) bool {
		return !strings.ContainsRune("0123456789abcdef", r)
	}) {
		if len(run) == len(sealPlaceholder) {
			return run
		}
	}
	return ""
}

type part struct {
	name    string
	content *bytes.Buffer
}

func sealOf(parts []part) string {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, p.name+"\n")
		h.Write(p.content.Bytes())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// stableZip collects the parts that excelize writes, in whatever order, and
// writes them in one order, without times, when it is closed.
type stableZip struct {
	w     io.Writer
	core  []byte // takes the place of the library's core properties
	parts []part
}

func (z *stableZip) Create(name string) (io.Writer, error) {
	p := part{name, new(bytes.Buffer)}
	z.parts = append(z.parts, p)
	return p.content, nil
}

func (z *stableZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (z *stableZip) Close() error {
	for i := range z.parts {
		if z.parts[i].name == corePart {
			z.parts[i].content = bytes.NewBuffer(z.core)
		}
	}
	slices.SortFunc(z.parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	seal := sealOf(z.parts)
	archive := zip.NewWriter(z.w)
	for _, p := range z.parts {
		content := p.content.Bytes()
		if p.name == sealPart {
			content = bytes.Replace(content, []byte(sealPlaceholder), []byte(seal), 1)
		}
		w, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
	}
	return archive.Close()
}
