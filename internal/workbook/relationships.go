package workbook

import (
	"fmt"
	"path"
	"strings"
)

// Relationship leads from a part of a workbook to another one.
type Relationship struct {
	ID     string
	Kind   string // the last word of its type
	Target string // the part's name; "" for what is not in the workbook

	office   bool   // the type is one of the office documents', transitional or strict
	external string // where it leads outside the workbook
}

// RelationshipsPart is the name of the part that holds those of a part, "" for those of
// the workbook itself.
func RelationshipsPart(of string) string {
	folder, name := path.Split(of)
	return folder + "_rels/" + name + ".rels"
}

// Relationships reads where a part leads, from the content of its [RelationshipsPart]:
// also of a part that [Read] passes over, with whatever else stands there.
func Relationships(of string, content []byte) ([]Relationship, error) {
	var s scanner
	found := relationshipList{of: of, lenient: true}
	err := s.reset(content, nil, packageSpace)
	if err == nil {
		err = s.document(func() error { return found.read(&s) })
	}
	return found.list, err
}

// relationshipList are those of a part, as they are read.
type relationshipList struct {
	of      string
	lenient bool // passes over what is not known, however much there is
	list    []Relationship
}

func (l *relationshipList) read(s *scanner) error {
	if string(s.name) != "Relationships" {
		return misplaced(s.name)
	}
	folder, _ := path.Split(l.of)
	return s.children(func() error {
		switch {
		case string(s.name) != "Relationship" && l.lenient:
			return nil
		case string(s.name) != "Relationship":
			return misplaced(s.name)
		case len(l.list) == limitSheets.Max && !l.lenient:
			return limitSheets.Excess()
		}
		space, kind := path.Split(string(s.attr("Type")))
		one := Relationship{ID: string(s.attr("Id")), Kind: kind, office: spaceOf([]byte(strings.TrimSuffix(space, "/"))) == officeSpace}
		if target := string(s.attr("Target")); string(s.attr("TargetMode")) != "External" {
			one.Target = partOf(folder, target)
		} else {
			one.external = target
		}
		l.list = append(l.list, one)
		return nil
	})
}

// partOf is the name of the part that a relationship of a part in a folder leads to.
func partOf(folder, to string) string {
	to = strings.ReplaceAll(to, `\`, "/")
	if !strings.HasPrefix(to, "/") {
		to = folder + to
	}
	return strings.TrimPrefix(path.Clean("/"+to), "/")
}

// only is the part to which the one relationship of a kind leads, or "".
func only(leads []Relationship, kind string) (part string, err error) {
	for _, one := range leads {
		if one.Kind != kind || !one.office || one.Target == "" {
			continue
		}
		if part != "" && partName(part) != partName(one.Target) {
			return "", fmt.Errorf("two relationships of the kind %s", kind)
		}
		part = one.Target
	}
	return part, nil
}
