package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"strings"
	"time"
)

// Part is one file in the archive that a workbook is.
type Part struct {
	Name    string
	Content []byte
}

// Unpack reads the parts of a workbook that [Read] accepts, in the archive's
// order, with slashes in their names.
func Unpack(data []byte) ([]Part, error) {
	archive, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	var parts []Part
	for i, file := range archive.parts {
		r, err := archive.open(i)
		if err != nil {
			return nil, err
		}
		content := make([]byte, file.UncompressedSize64) // of which there is a bound for all
		_, err = io.ReadFull(r, content)
		if err == nil {
			_, err = io.Copy(io.Discard, r) // for its checksum
		}
		r.Close()
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{strings.ReplaceAll(file.Name, `\`, "/"), content})
	}
	return parts, nil
}

// noTime stands where an archive notes a time: the first that there is.
var noTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Pack writes parts as an archive, all with the same time, and seals it in place of
// the placeholder.
func Pack(w io.Writer, parts []Part) error {
	s := newSeal()
	for _, p := range parts {
		s.add(p.Name, bytes.NewReader(p.Content)) // memory and a hash return no errors
	}
	archive := zip.NewWriter(w)
	for _, p := range parts {
		content := p.Content
		if strings.EqualFold(p.Name, SealPart) {
			content = bytes.Replace(content, []byte(SealPlaceholder), []byte(s.String()), 1)
		}
		w, err := archive.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate, Modified: noTime})
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
	}
	return archive.Close()
}

// SealProperty is the custom document property that holds the seal, in the part
// SealPart: a SHA-256 over the workbook's parts, made while SealPlaceholder
// stood in its place. Every program that saves the workbook anew changes some
// part or drops the property.
const (
	SealProperty    = "qeval"
	SealPart        = "docProps/custom.xml"
	SealPlaceholder = "0000000000000000000000000000000000000000000000000000000000000000"
)

// seal is the hash that is being made of a workbook's parts, in their order.
type seal struct{ hash.Hash }

func newSeal() seal { return seal{sha256.New()} }

func (s seal) add(name string, content io.Reader) error {
	io.WriteString(s, name+"\n")
	_, err := io.Copy(s, content)
	return err
}

func (s seal) String() string { return hex.EncodeToString(s.Sum(nil)) }

// Sealed reports whether data is a workbook just as the program wrote it, so that
// nothing is lost when it is written over.
func Sealed(data []byte) bool {
	if len(data) > MaxFile {
		return false
	}
	archive, err := openArchive(data)
	if err != nil {
		return false
	}
	found, made := "", newSeal()
	for i, part := range archive.parts {
		r, err := archive.open(i)
		if err != nil {
			return false
		}
		var content io.Reader = r
		if strings.EqualFold(part.Name, SealPart) {
			head, _ := io.ReadAll(io.LimitReader(r, int64(limitToken.Max))) // it holds little more than the seal
			found = findSeal(head)
			content = io.MultiReader(bytes.NewReader(bytes.Replace(head, []byte(found), []byte(SealPlaceholder), 1)), r)
		}
		err = made.add(part.Name, content)
		r.Close()
		if err != nil {
			return false
		}
	}
	return found != "" && found == made.String()
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
