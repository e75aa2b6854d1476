package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"testing"
)

// TestDamageByPart: a wrong bit in any part refuses the workbook, also in one that holds
// no values: who marks the workbook unpacks them all.
func TestDamageByPart(t *testing.T) {
	data := document(t)
	archive, err := openArchive(data)
	if err != nil {
		t.Fatal(err)
	}
	for i, part := range archive.parts {
		damaged := bytes.Clone(data)
		damaged[(archive.packed[i].from+archive.packed[i].to)/2] ^= 1
		if book, _ := Read("a.xlsx", damaged); book != nil {
			t.Errorf("%s: damage is not found", part.Name)
		}
	}
}

// TestPartsThatSayOtherwise than what they hold are damage.
func TestPartsThatSayOtherwise(t *testing.T) {
	sheet := []byte("<worksheet/>")
	write := func(h zip.FileHeader, packed []byte) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		h.Name = sheetPart
		part, err := w.CreateRaw(&h)
		if err != nil {
			t.Fatal(err)
		}
		part.Write(packed)
		w.Close()
		return b.Bytes()
	}
	sum := crc32.ChecksumIEEE(sheet)
	deflated := append([]byte{1, byte(len(sheet)), 0, ^byte(len(sheet)), 0xFF}, sheet...)
	unfinished := append([]byte{0}, deflated[1:]...)
	for name, one := range map[string]struct {
		method     uint16
		size       uint64
		flags      uint16
		packed     []byte
		spoil      func([]byte)
		acceptable bool
	}{
		"stored":               {zip.Store, 12, 0, sheet, nil, true},
		"deflated":             {zip.Deflate, 12, 0, deflated, nil, true},
		"described":            {zip.Deflate, 12, 8, deflated, nil, true},
		"longer than it says":  {zip.Deflate, 11, 0, deflated, nil, false},
		"shorter than it says": {zip.Deflate, 13, 0, deflated, nil, false},
		"without an end":       {zip.Deflate, 12, 0, unfinished, nil, false},
		"in another way":       {12, 12, 0, sheet, nil, false},
		"described otherwise": {zip.Deflate, 12, 8, deflated, func(data []byte) {
			data[bytes.Index(data, []byte("PK\x07\x08"))+4] ^= 1
		}, false},
		"another checksum": {zip.Deflate, 12, 0, deflated, func(data []byte) {
			at := bytes.Index(data, []byte("PK\x01\x02")) + 16
			binary.LittleEndian.PutUint32(data[at:], 1)
		}, false},
	} {
		data := write(zip.FileHeader{Method: one.method, UncompressedSize64: one.size, CompressedSize64: uint64(len(one.packed)), CRC32: sum, Flags: one.flags}, one.packed)
		if one.spoil != nil {
			one.spoil(data)
		}
		archive, err := openArchive(data)
		if err != nil {
			t.Fatal(name, err)
		}
		archive.tools = new(tools)
		content, err := archive.unpack(0)
		if (err == nil) != one.acceptable || err == nil && !bytes.Equal(content, sheet) {
			t.Errorf("%s: %q, %v", name, content, err)
		}
	}
}
