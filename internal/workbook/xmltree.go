package workbook

import (
	"fmt"
	"slices"
)

// document scans all of a part. root is called with its outermost element.
func (s *scanner) document(root func() error) error {
	for {
		switch token, err := s.next(); {
		case err != nil:
			return err
		case token == endOfFile:
			return nil
		case token == startTag:
			if err := root(); err != nil {
				return err
			}
			if err := s.leave(0); err != nil {
				return err
			}
		}
	}
}

// children calls visit with each child of the element that has begun. What visit
// does not read of it is passed over.
func (s *scanner) children(visit func() error) error {
	depth := len(s.marks)
	for {
		switch token, err := s.next(); {
		case err != nil:
			return err
		case token == endTag:
			return nil
		case token == text && len(afterBlanks(s.text)) > 0:
			return fmt.Errorf("a text %s between the elements", quote(s.text))
		case token == startTag:
			if err := visit(); err != nil {
				return err
			}
			if err := s.leave(depth); err != nil {
				return err
			}
		}
	}
}

// within calls visit with each element in the one that has begun, at whatever depth.
func (s *scanner) within(visit func() error) error {
	depth := len(s.marks)
	for {
		switch token, err := s.next(); {
		case err != nil:
			return err
		case token == endTag && len(s.marks) < depth:
			return nil
		case token == startTag:
			if err := visit(); err != nil {
				return err
			}
		}
	}
}

// leave passes over what is left of an element, to where so many are open. It
// must not hold what would carry values elsewhere.
func (s *scanner) leave(depth int) error {
	for len(s.marks) > depth {
		token, err := s.next()
		if err != nil {
			return err
		}
		if token == startTag && carriesCells(s.name) {
			return misplaced(s.name)
		}
	}
	return nil
}

// carriesCells reports whether an element is one that leads to values.
func carriesCells(name []byte) bool {
	switch string(name) {
	case "sheetData", "row", "c", "mergeCells", "mergeCell", "sheets", "sheet", "si", "Relationship":
		return true
	}
	return false
}

// content is the text of the element that has begun, which has no children. It is
// good until the next call.
func (s *scanner) content() ([]byte, error) {
	s.value = s.value[:0]
	for {
		switch token, err := s.next(); {
		case err != nil:
			return nil, err
		case token == endTag:
			return s.value, nil
		case token == startTag:
			return nil, misplaced(s.name)
		default:
			if s.value = append(s.value, s.text...); len(s.value) > limitToken.Max {
				return nil, limitToken.Excess()
			}
		}
	}
}

// once are the names of children of which there may be one each.
type once []string

func (o *once) first(name []byte) error {
	if name == nil {
		return nil
	}
	if slices.Contains(*o, string(name)) {
		return fmt.Errorf("two elements %s", quote(name))
	}
	*o = append(*o, string(name))
	return nil
}

func misplaced(name []byte) error {
	if name == nil {
		return fmt.Errorf("an element of another kind where values are")
	}
	return fmt.Errorf("an element %s where it does not belong", quote(name))
}

func unexpected(what string, found []byte) error {
	return fmt.Errorf("%s is %s", what, quote(found))
}

// quote is a text from a stranger's file, short enough to be shown.
func quote(text []byte) string {
	const most = 40
	return fmt.Sprintf("%q", plainText(string(text[:min(len(text), most)])))
}
