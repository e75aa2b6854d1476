package workbook

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// checkParts refuses an archive in which a part, or a worksheet's relationship to its
// part, is there twice: programs take different ones, so that what is read here need
// not be what others show.
func checkParts(archive *zip.Reader) error {
	seen := map[string]bool{}
	for _, part := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(part.Name, "/"))
		if seen[name] {
			return fmt.Errorf("two parts %s", part.Name)
		}
		seen[name] = true
	}
	file, err := archive.Open("xl/_rels/workbook.xml.rels")
	if errors.Is(err, fs.ErrNotExist) {
		return nil // which the library has its own ways with
	}
	if err != nil {
		return err
	}
	defer file.Close()
	return checkRelationships(io.LimitReader(file, maxUnzipped))
}

func checkRelationships(part io.Reader) error {
	seen := map[string]bool{}
	for d := xml.NewDecoder(part); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, attribute := range start.Attr {
			if attribute.Name.Local != "Id" {
				continue
			}
			if seen[attribute.Value] {
				return fmt.Errorf("two relationships %s", attribute.Value)
			}
			seen[attribute.Value] = true
		}
	}
}
