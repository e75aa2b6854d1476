package annotate

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/workbook"
)

// archive is a workbook's parts.
type archive struct {
	unread error // what has kept relationships from being read
	parts  []workbook.Part
	strict bool // the workbook is strict OOXML, whose names differ
}

const (
	contentTypes     = "[Content_Types].xml"
	customProperties = "custom-properties"
	strictProperties = "customProperties" // the same in strict workbooks
)

// typeOf are the content types of the parts that a copy may get, by the kind of the
// relationship that leads to them.
var typeOf = map[string]string{
	"worksheet":      "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
	"styles":         "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
	"comments":       "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
	"vmlDrawing":     "application/vnd.openxmlformats-officedocument.vmlDrawing",
	customProperties: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}

const relationshipsType = "application/vnd.openxmlformats-package.relationships+xml"

// find is the index of a part, or -1. Names differ by more than case.
func (a *archive) find(name string) int {
	return slices.IndexFunc(a.parts, func(p workbook.Part) bool { return workbook.SamePart(p.Name, name) })
}

// content is what a part holds, nothing if there is none.
func (a *archive) content(name string) []byte {
	if i := a.find(name); i >= 0 {
		return a.parts[i].Content
	}
	return nil
}

// edit changes a part that must be there.
func (a *archive) edit(name string, change func(d *document) error) error {
	return a.editIn(name, nil, change)
}

// editIn is edit for a part of which not all is wanted.
func (a *archive) editIn(name string, isDull dull, change func(d *document) error) error {
	i := a.find(name)
	if i < 0 {
		return fmt.Errorf("%w: %s", errParts, name)
	}
	d, err := parseIn(a.parts[i].Content, isDull)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := change(d); err != nil {
		return err
	}
	a.parts[i].Content = d.bytes()
	return nil
}

// setPart replaces a part, or adds it.
func (a *archive) setPart(name string, content []byte) {
	if i := a.find(name); i >= 0 {
		a.parts[i].Content = content
	} else {
		a.parts = append(a.parts, workbook.Part{Name: name, Content: content})
	}
}

// putPart is setPart for a part that leads nowhere. Relationships that have been left
// behind by an earlier part of its name would make it lead where that did.
func (a *archive) putPart(name string, content []byte) {
	a.setPart(name, content)
	a.parts = slices.DeleteFunc(a.parts, func(p workbook.Part) bool { return workbook.SamePart(p.Name, workbook.RelationshipsPart(name)) })
}

// addPart adds a part of some kind, to which another part leads. It returns the
// identifier of the relationship.
func (a *archive) addPart(from, kind, name, content string) (id string, err error) {
	a.putPart(name, []byte(content))
	id, err = a.addRelationship(from, kind, name)
	return id, errors.Join(err, a.declare(name, typeOf[kind]))
}

// unused is a name for a new part: prefix, a number, suffix.
func (a *archive) unused(prefix, suffix string) string {
	taken := map[string]bool{}
	for _, p := range a.parts {
		taken[strings.ToLower(p.Name)] = true
	}
	for n := 1; ; n++ {
		name := prefix + strconv.Itoa(n) + suffix
		if !taken[strings.ToLower(name)] && !taken[strings.ToLower(workbook.RelationshipsPart(name))] {
			return name
		}
	}
}

// drop takes a part out, with its content type. A relationship that has led to it leads
// nowhere then.
func (a *archive) drop(name string) error {
	a.parts = slices.DeleteFunc(a.parts, func(p workbook.Part) bool { return workbook.SamePart(p.Name, name) })
	return a.edit(contentTypes, func(d *document) error {
		if e := d.with("Override", "PartName", "/"+name); e != nil {
			d.remove(e)
		}
		return nil
	})
}

// declare gives a part its content type: as its suffix, if that says it, else by its
// name.
func (a *archive) declare(name, contentType string) error {
	return a.edit(contentTypes, func(d *document) error {
		suffix := strings.TrimPrefix(path.Ext(name), ".")
		bySuffix := d.with("Default", "Extension", suffix)
		switch byName := d.with("Override", "PartName", "/"+name); {
		case byName != nil:
			d.setAttr(byName, "ContentType", contentType)
		case bySuffix == nil && suffix != "xml": // of which there are many kinds
			d.addFirst(d.root, `<Default Extension="`+suffix+`" ContentType="`+contentType+`"/>`)
		case bySuffix == nil || !strings.EqualFold(d.attr(bySuffix, "ContentType"), contentType):
			d.add(d.root, `<Override PartName="/`+escape(name)+`" ContentType="`+contentType+`"/>`)
		}
		return nil
	})
}

// relationshipsOf lists where a part leads. Where that cannot be read there will be no
// copy.
func (a *archive) relationshipsOf(part string) []workbook.Relationship {
	i := a.find(workbook.RelationshipsPart(part))
	if i < 0 {
		return nil
	}
	found, err := workbook.Relationships(part, a.parts[i].Content)
	a.unread = errors.Join(a.unread, err)
	return found
}

// first is where a part leads by a kind of relationship.
func (a *archive) first(part, kind string) (workbook.Relationship, bool) {
	for _, r := range a.relationshipsOf(part) {
		if isKind(r, kind) && a.find(r.Target) >= 0 {
			return r, true
		}
	}
	return workbook.Relationship{}, false
}

func isKind(r workbook.Relationship, kind string) bool {
	return r.Kind == kind || r.Kind == strictProperties && kind == customProperties
}

// officeSpace is the namespace of relationships, and the beginning of their
// types.
func (a *archive) officeSpace() string {
	if a.strict {
		return "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}

// sheetSpace is the namespace of worksheets.
func (a *archive) sheetSpace() string {
	if a.strict {
		return "http://purl.oclc.org/ooxml/spreadsheetml/main"
	}
	return "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
}

// alone are the kinds of relationships of which a part may have one.
var alone = []string{"styles", "comments", customProperties}

// addRelationship adds a relationship and returns its identifier, which is none that the
// part already speaks of. Where there may be one of its kind alone, it takes the place
// of the others.
func (a *archive) addRelationship(part, kind, target string) (id string, err error) {
	relative, err := filepath.Rel(path.Dir("/"+part), "/"+target)
	if err != nil {
		return "", err
	}
	name := workbook.RelationshipsPart(part)
	if a.find(name) < 0 {
		a.setPart(name, []byte(header+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`))
	}
	var replaced []string
	for _, r := range a.relationshipsOf(part) {
		if isKind(r, kind) && slices.Contains(alone, kind) {
			replaced = append(replaced, r.ID)
		}
	}
	if kind == customProperties && a.strict {
		kind = strictProperties
	}
	err = a.edit(name, func(d *document) error {
		all := d.root.each("Relationship")
		for _, e := range all {
			if slices.Contains(replaced, d.attr(e, "Id")) {
				d.remove(e)
			}
		}
		id = "rId" + strconv.Itoa(d.free(all, "Id", "rId", 1, a.content(part)))
		d.add(d.root, fmt.Sprintf(`<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, id, a.officeSpace(), kind, escape(filepath.ToSlash(relative))))
		return nil
	})
	return id, errors.Join(err, a.declare(name, relationshipsType))
}

// header begins every part that is new.
const header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
