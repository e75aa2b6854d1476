package xlsxtest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Element is an element of a part, with the names that stand there: prefixes are not
// resolved.
type Element struct {
	Name     string // without its prefix
	Text     string
	Children []*Element
	attrs    []xml.Attr
}

// Attr is an attribute's value, whatever its prefix, or "".
func (e *Element) Attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// Each are the elements of a name below this one, however deep.
func (e *Element) Each(name string) []*Element {
	var found []*Element
	for _, child := range e.Children {
		if child.Name == name {
			found = append(found, child)
		}
		found = append(found, child.Each(name)...)
	}
	return found
}

// Child is the first child of a name, or one without anything.
func (e *Element) Child(name string) *Element {
	for _, child := range e.Children {
		if child.Name == name {
			return child
		}
	}
	return new(Element)
}

// parsePart reads a part. damage is what is wrong with its XML; unused are the prefixes
// that are declared for nothing.
func parsePart(content []byte) (root *Element, damage, unused []string) {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // ASCII is UTF-8
	top := new(Element)
	open, scopes := []*Element{top}, []map[string]bool{{"xml": true, "xmlns": true}} // whether a prefix is used
	use := func(prefix string) {
		for i := len(scopes) - 1; i >= 0; i-- {
			if _, ok := scopes[i][prefix]; ok {
				scopes[i][prefix] = true
				return
			}
		}
		damage = append(damage, "the prefix "+prefix+" is not declared")
	}
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) && len(open) == 1 && len(top.Children) == 1 {
			return top.Children[0], damage, unused
		}
		if err != nil {
			return new(Element), append(damage, err.Error()), nil
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &Element{Name: token.Name.Local, attrs: token.Copy().Attr}
			scope := map[string]bool{}
			for i, a := range e.attrs {
				for _, other := range e.attrs[:i] {
					if other.Name == a.Name {
						damage = append(damage, fmt.Sprintf("%s has %s twice", e.Name, a.Name.Local))
					}
				}
				if a.Name.Space == "xmlns" {
					scope[a.Name.Local] = false
				}
			}
			scopes = append(scopes, scope)
			for _, a := range append(e.attrs, xml.Attr{Name: token.Name}) {
				if a.Name.Space != "" && a.Name.Space != "xmlns" {
					use(a.Name.Space)
				}
				if a.Name.Local == "Ignorable" || a.Name.Local == "Requires" {
					for _, prefix := range strings.Fields(a.Value) {
						use(prefix)
					}
				}
			}
			open[len(open)-1].Children = append(open[len(open)-1].Children, e)
			open = append(open, e)
		case xml.EndElement:
			if len(open) == 1 || open[len(open)-1].Name != token.Name.Local {
				return new(Element), append(damage, "tags cross at "+token.Name.Local), nil
			}
			for prefix, used := range scopes[len(scopes)-1] {
				if !used {
					unused = append(unused, prefix)
				}
			}
			open, scopes = open[:len(open)-1], scopes[:len(scopes)-1]
		case xml.CharData:
			open[len(open)-1].Text += string(token)
		}
	}
}
