package xlsxtest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"strings"
)

// Piece is a part of a workbook that may be very large: Head, then One so many
// Times, then Tail.
type Piece struct {
	Name       string
	Head, One  string
	Times      int
	Tail       string
	Lie        func(*zip.FileHeader) // changes what the archive says of it
	AsItStands bool                  // it is not compressed
}

// Assemble makes an archive of pieces. What comes again and again is compressed
// once, so that a part of a gigabyte costs no time.
func Assemble(pieces ...Piece) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range pieces {
		header := &zip.FileHeader{Name: p.Name, Method: zip.Deflate}
		content, err := p.pack(header)
		if err != nil {
			return nil, err
		}
		if p.Lie != nil {
			p.Lie(header)
		}
		part, err := w.CreateRaw(header)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(content); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// pack compresses a piece and tells its header of it.
func (p Piece) pack(header *zip.FileHeader) ([]byte, error) {
	var out bytes.Buffer
	sum, size := crc32.NewIEEE(), 0
	if p.AsItStands {
		header.Method = zip.Store
	}
	add := func(text string, times int) error {
		packed := []byte(text)
		if !p.AsItStands {
			var err error
			if packed, err = block(text); err != nil {
				return err
			}
		}
		for range times {
			sum.Write([]byte(text))
			out.Write(packed)
		}
		size += len(text) * times
		return nil
	}
	const much = 1 << 20
	times := max(1, min(p.Times, much/max(1, len(p.One)))) // in one block
	for _, each := range []struct {
		text  string
		times int
	}{
		{p.Head, 1}, {strings.Repeat(p.One, times), p.Times / times}, {p.One, p.Times % times}, {p.Tail, 1},
	} {
		if err := add(each.text, each.times); err != nil {
			return nil, err
		}
	}
	if !p.AsItStands {
		out.WriteString("\x01\x00\x00\xff\xff") // the last block, which is empty
	}
	header.CRC32, header.CompressedSize64, header.UncompressedSize64 = sum.Sum32(), uint64(out.Len()), uint64(size)
	return out.Bytes(), nil
}

// block is a text as compressed data that others may stand before and behind.
func block(text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write([]byte(text)); err != nil {
		return nil, err
	}
	err = w.Flush()
	return b.Bytes(), err
}

// Pieces are the parts of a workbook.
func Pieces(data []byte) ([]Piece, error) {
	var pieces []Piece
	_, err := Repack(data, func(name string, content []byte) []byte {
		pieces = append(pieces, Piece{Name: name, Head: string(content)})
		return content
	})
	return pieces, err
}
