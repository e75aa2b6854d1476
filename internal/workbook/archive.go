package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"qeval/internal/budget"
	"qeval/internal/msg"
)

// archive is the zip file that a workbook is. Every part is read once, and to its
// end, so that its checksum is compared: those that hold values by parse, the
// others by rest.
type archive struct {
	data   []byte
	parts  []*zip.File
	packed []span         // where the parts are in the data
	at     map[string]int // by name, as names compare
	read   []bool
	bytes  budget.Budget // of the parts
	*tools               // of who reads the archive; else nil
}

// span is a part's place, compressed, in an archive.
type span struct{ from, to uint64 }

// openArchive refuses an archive that is too large before it is unpacked, and one
// in which a part is there twice: programs take different ones.
func openArchive(data []byte) (*archive, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > limitParts.Max { // the directory would be read at once
		return nil, limitParts.Excess()
	}
	reader, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if other := archiveKind(reader); !other.kind.IsZero() {
		return nil, other
	}
	a := &archive{data: data, parts: reader.File, at: make(map[string]int, len(reader.File)), read: make([]bool, len(reader.File)), bytes: limitUnzipped.Budget()}
	all := limitInflated.Budget()
	for i, part := range a.parts {
		name := partName(part.Name)
		if _, twice := a.at[name]; twice {
			return nil, fmt.Errorf("two parts %s", part.Name)
		}
		a.at[name] = i
		size := part.UncompressedSize64
		if mayHaveTrailingRows(part) {
			if size > uint64(limitWorksheet.Max) {
				return nil, limitWorksheet.Excess()
			}
		} else if size > uint64(limitUnzipped.Max) || !a.bytes.Take(int(size)) {
			return nil, limitUnzipped.Excess()
		}
		if !all.Take(int(size)) {
			return nil, all.Excess()
		}
	}
	return a, a.apart(uint64(len(data)))
}

var (
	errOverlap   = errors.New("two parts overlap")
	errEncrypted = errors.New("a part is encrypted")
)

// apart refuses an archive of which parts share bytes or are encrypted: programs see
// different things in it.
func (a *archive) apart(end uint64) error {
	a.packed = make([]span, len(a.parts))
	for i, part := range a.parts {
		const encrypted = 1
		if part.Flags&encrypted != 0 {
			return errEncrypted
		}
		from, err := part.DataOffset()
		if err != nil {
			return err
		}
		a.packed[i] = span{uint64(from), uint64(from) + part.CompressedSize64}
	}
	spans := slices.Clone(a.packed)
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i, s := range spans {
		next := end
		if i+1 < len(spans) {
			next = spans[i+1].from - 1 // there is a header before it
		}
		if s.to > next || s.to < s.from {
			return errOverlap
		}
	}
	return nil
}

// mayHaveTrailingRows reports whether a part is a worksheet that is mostly empty rows. They
// do not count, so that only what has been read tells how large it is.
func mayHaveTrailingRows(part *zip.File) bool {
	return strings.HasPrefix(partName(part.Name), "xl/worksheets/") && part.UncompressedSize64 > Large
}

func (a *archive) hasTrailingRows(name string) bool {
	return mayHaveTrailingRows(a.parts[a.at[partName(name)]])
}

// partName is a part's name as names compare: some programs write one with the
// separators of Windows, or with characters encoded in one place and not in another.
func partName(name string) string {
	if strings.ContainsAny(name, `\%`) {
		name = strings.ReplaceAll(name, `\`, "/")
		if decoded, err := url.PathUnescape(name); err == nil {
			name = decoded
		}
	}
	return strings.ToLower(strings.TrimPrefix(name, "/"))
}

// SamePart reports whether two names are those of one part.
func SamePart(a, b string) bool { return partName(a) == partName(b) }

// has reports whether there is a part of a name.
func (a *archive) has(name string) bool {
	_, ok := a.at[partName(name)]
	return ok
}

// parse scans a part. root is called with its outermost element.
func (a *archive) parse(name string, own space, root func(*scanner) error) error {
	i, ok := a.at[partName(name)]
	if !ok {
		return fmt.Errorf("no part %s", name)
	}
	if a.read[i] {
		return fmt.Errorf("%s has two meanings", name)
	}
	err, damage := a.scan(i, own, root)
	switch {
	case exceeds(err):
		return err
	case damage != nil: // it says more than what has become of the XML
		return fmt.Errorf("%s: %w", name, damage)
	case err != nil:
		return fmt.Errorf("%s, byte %d: %w", name, a.scanner.offset(), err)
	}
	return nil
}

// errEnough ends what glance reads of a part.
var errEnough = errors.New("no more is needed")

// glance scans a part that holds no values, as far as it can be understood: what is
// wrong with its XML is nobody's loss. Its checksum is compared like that of others.
// A part that is not there, or has been read, holds nothing.
func (a *archive) glance(name string, own space, root func(*scanner) error) error {
	i, ok := a.at[partName(name)]
	if !ok || a.read[i] {
		return nil
	}
	if _, damage := a.scan(i, own, root); damage != nil {
		return fmt.Errorf("%s: %w", name, damage)
	}
	return nil
}

// scan scans a part, and finds out what is wrong with its XML, and with the part itself.
func (a *archive) scan(i int, own space, root func(*scanner) error) (err, damage error) {
	s := &a.scanner
	document := func() error { return s.document(func() error { return root(s) }) }
	if a.isSmall(i) {
		content, damage := a.unpack(i)
		if damage != nil {
			return nil, damage
		}
		if err = s.reset(content, nil, own); err == nil {
			err = document()
		}
		return err, nil
	}
	part, damage := a.open(i)
	if damage != nil {
		return nil, damage
	}
	defer part.Close()
	if err = s.reset(nil, part, own); err == nil {
		err = document()
	}
	if !exceeds(err) {
		_, damage = io.Copy(io.Discard, part)
	}
	return err, damage
}

// rest reads the parts that hold no values, for their checksums.
func (a *archive) rest() error {
	for i, part := range a.parts {
		if a.read[i] || strings.HasSuffix(part.Name, "/") && part.UncompressedSize64 == 0 {
			continue
		}
		err := a.checksum(i)
		if err != nil {
			return fmt.Errorf("%s: %w", part.Name, err)
		}
	}
	return nil
}

// checksum reads a part for nothing else.
func (a *archive) checksum(i int) error {
	if a.isSmall(i) {
		_, err := a.unpack(i)
		return err
	}
	part, err := a.open(i)
	if err != nil {
		return err
	}
	defer part.Close()
	_, err = io.Copy(io.Discard, part)
	return err
}

// open begins to read a part.
func (a *archive) open(i int) (*partReader, error) {
	a.read[i] = true
	part := a.parts[i]
	switch {
	case part.CRC32 == 0 && part.UncompressedSize64 > 0:
		return nil, zip.ErrChecksum // which is then not compared
	case part.UncompressedSize64 == 0 && part.CompressedSize64 == 0: // not even the end of what is compressed
		return &partReader{ReadCloser: io.NopCloser(strings.NewReader(""))}, nil
	}
	r, err := part.Open()
	return &partReader{r, part.UncompressedSize64}, err
}

// partReader is a part that may not be longer than it says.
type partReader struct {
	io.ReadCloser
	left uint64
}

var errLonger = errors.New("it is longer than it says")

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	if uint64(n) > p.left {
		return 0, errLonger
	}
	p.left -= uint64(n)
	return n, err
}

// archiveKind says what a zip archive is; nothing if it may be an .xlsx workbook.
func archiveKind(archive *zip.Reader) foreign {
	other := foreign{msg.ForeignZip, msg.FixUnpack}
	for _, part := range archive.File {
		switch name := partName(part.Name); {
		case name == "xl/workbook.bin":
			return foreign{msg.ForeignXLSB, msg.FixSaveOriginal}
		case name == RelationshipsPart(""), strings.HasPrefix(name, "xl/"):
			other = foreign{}
		case strings.HasPrefix(name, "word/"):
			return foreign{msg.ForeignWord, msg.FixAskWorkbook}
		case name == "mimetype":
			return foreign{msg.ForeignOpendocument, msg.FixSaveOriginal}
		}
	}
	return other
}
