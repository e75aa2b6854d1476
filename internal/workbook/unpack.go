package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"sync"
)

// tools are what workbooks are read with, one after the other: making them anew takes a
// good part of the time that a small one takes.
type tools struct {
	scanner  scanner
	packed   bytes.Reader
	inflater io.ReadCloser // nil before it is first needed
	content  []byte        // of the part that is read, if it is small
}

// toolbox has the tools that nobody uses. What they hold is never looked at again.
var toolbox = sync.Pool{New: func() any { return new(tools) }}

// isSmall reports whether a part is unpacked at once. No tag or text in it can be longer
// than one may be.
func (a *archive) isSmall(i int) bool {
	return a.parts[i].UncompressedSize64 <= uint64(limitToken.Max)
}

// unpack is the content of a small part, its checksum compared. It is good until the next
// one is unpacked.
func (a *archive) unpack(i int) ([]byte, error) {
	a.read[i] = true
	part, at, t := a.parts[i], a.packed[i], a.tools
	size := int(part.UncompressedSize64)
	if size == 0 && part.CompressedSize64 == 0 { // not even the end of what is compressed
		return nil, nil
	}
	t.packed.Reset(a.data[at.from:at.to])
	from := io.Reader(&t.packed)
	if part.Method == zip.Deflate {
		from = t.inflate()
	} else if part.Method != zip.Store {
		return nil, zip.ErrAlgorithm
	}
	t.content = slices.Grow(t.content[:0], size+1)[:size+1]
	content, behind := t.content[:size], t.content[size:]
	if _, err := io.ReadFull(from, content); err == io.EOF {
		return nil, io.ErrUnexpectedEOF
	} else if err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(from, behind); err == nil {
		return nil, errLonger
	} else if err != io.EOF {
		return nil, err
	}
	if crc32.ChecksumIEEE(content) != part.CRC32 || !describes(a.data[at.to:], part) {
		return nil, zip.ErrChecksum
	}
	return content, nil
}

// inflate begins to unpack what is packed.
func (t *tools) inflate() io.Reader {
	if t.inflater == nil {
		t.inflater = flate.NewReader(&t.packed)
	} else {
		t.inflater.(flate.Resetter).Reset(&t.packed, nil) // it returns no error
	}
	return t.inflater
}

// describes reports whether what stands behind a part has its checksum, if it should.
func describes(behind []byte, part *zip.File) bool {
	const described = 8
	if part.Flags&described == 0 {
		return true
	}
	behind = bytes.TrimPrefix(behind, []byte("PK\x07\x08"))
	return len(behind) >= 4 && binary.LittleEndian.Uint32(behind) == part.CRC32
}
