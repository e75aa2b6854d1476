package workbook

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf16"

	"qeval/internal/budget"
)

// reading is the work on one workbook.
type reading struct {
	*archive
	file     string // its path, for positions
	strings  []sharedString
	styles   styles
	moved    budget.Budget // bytes of formulas that were made from others
	texts    budget.Budget // bytes of all cells' texts
	allCells budget.Budget // of all worksheets
}

// relationship leads from a part to another one.
type relationship struct{ id, kind, target string }

// listed is a worksheet as the workbook lists it.
type listed struct {
	name, id string
	hidden   bool
}

// book reads all of the archive.
func (r *reading) book() (*Book, error) {
	main, err := r.relationships("")
	if err != nil {
		return nil, err
	}
	workbook, err := only(main, "officeDocument")
	if err != nil {
		return nil, err
	}
	if workbook == "" {
		return nil, errors.New("no workbook")
	}
	leads, err := r.relationships(workbook)
	if err != nil {
		return nil, err
	}
	sheets, err := r.list(workbook)
	if err != nil {
		return nil, err
	}
	if err := checkNames(sheets); err != nil {
		return nil, err
	}
	if err := r.shared(leads); err != nil {
		return nil, err
	}
	book := &Book{File: r.file}
	for _, one := range sheets {
		sheet, err := r.sheet(one, leads)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		if IsMeta(one.name) {
			book.Meta, book.MetaShown = metaOf(sheet), !sheet.Hidden
		} else {
			book.Sheets = append(book.Sheets, sheet)
		}
	}
	return book, r.rest()
}

// shared reads what all worksheets refer to.
func (r *reading) shared(leads []relationship) error {
	part, err := only(leads, "sharedStrings")
	if err != nil {
		return err
	}
	if part != "" && r.has(part) { // some programs refer to one even if there is no text
		if err := r.parse(part, sheetSpace, r.readStrings); err != nil {
			return err
		}
	}
	if part, err = only(leads, "styles"); err != nil || part == "" {
		return err
	}
	return r.parse(part, sheetSpace, r.styles.read)
}

// relationships reads where a part leads; that of "" is the archive's own.
func (r *reading) relationships(of string) ([]relationship, error) {
	folder, name := path.Split(of)
	var found []relationship
	err := r.parse(folder+"_rels/"+name+".rels", packageSpace, func(s *scanner) error {
		if string(s.name) != "Relationships" {
			return misplaced(s.name)
		}
		return s.children(func() error {
			if string(s.name) != "Relationship" {
				return misplaced(s.name)
			}
			one := relationship{id: string(s.attr("Id")), kind: kindOf(string(s.attr("Type"))), target: target(folder, string(s.attr("Target")))}
			if string(s.attr("TargetMode")) == "External" {
				one.kind, one.target = "", ""
			}
			if slices.ContainsFunc(found, func(other relationship) bool { return other.id == one.id }) {
				return fmt.Errorf("two relationships %s", one.id)
			}
			if len(found) == limitSheets.Max {
				return ErrTooLarge
			}
			found = append(found, one)
			return nil
		})
	})
	return found, err
}

// kindOf is the last word of a relationship's type, transitional or strict.
func kindOf(uri string) string {
	space, kind := path.Split(uri)
	if spaceOf([]byte(strings.TrimSuffix(space, "/"))) != officeSpace {
		return ""
	}
	return kind
}

// target is the name of the part that a relationship leads to.
func target(folder, to string) string {
	to = strings.ReplaceAll(to, `\`, "/")
	if !strings.HasPrefix(to, "/") {
		to = folder + to
	}
	return strings.TrimPrefix(path.Clean("/"+to), "/")
}

// only is the part to which the one relationship of a kind leads, or "".
func only(leads []relationship, kind string) (part string, err error) {
	for _, one := range leads {
		if one.kind == kind && part != "" {
			return "", fmt.Errorf("two relationships of the kind %s", kind)
		} else if one.kind == kind {
			part = one.target
		}
	}
	return part, nil
}

// list reads the names of the worksheets.
func (r *reading) list(workbook string) ([]listed, error) {
	var sheets []listed
	once := false
	err := r.parse(workbook, sheetSpace, func(s *scanner) error {
		if string(s.name) != "workbook" {
			return misplaced(s.name)
		}
		return s.children(func() error {
			if string(s.name) != "sheets" {
				return nil
			}
			if once {
				return misplaced(s.name)
			}
			once = true
			return s.children(func() error {
				if string(s.name) != "sheet" {
					return misplaced(s.name)
				}
				if len(sheets) == limitSheets.Max {
					return ErrTooLarge
				}
				state := string(s.attr("state"))
				sheets = append(sheets, listed{string(s.attr("name")), s.reference(), state != "" && state != "visible"})
				return nil
			})
		})
	})
	return sheets, err
}

// checkNames refuses a workbook without worksheets, and one in which two have the
// same name, of which programs show different ones, or one has a name that
// nothing can refer to.
func checkNames(sheets []listed) error {
	if len(sheets) == 0 {
		return errors.New("no worksheet")
	}
	const most = 31 // UTF-16 units
	seen := map[string]bool{}
	for _, sheet := range sheets {
		name := sheet.name
		if name == "" || len(utf16.Encode([]rune(name))) > most || name[0] == '\'' || name[len(name)-1] == '\'' || strings.ContainsAny(name, `:\/?*[]`) {
			return fmt.Errorf("a worksheet %s", quote([]byte(name)))
		}
		if folded := strings.ToLower(name); seen[folded] {
			return fmt.Errorf("two worksheets %s", name)
		} else {
			seen[folded] = true
		}
	}
	return nil
}

// sheet reads one worksheet.
func (r *reading) sheet(one listed, leads []relationship) (Sheet, error) {
	i := slices.IndexFunc(leads, func(lead relationship) bool { return lead.id == one.id })
	if i < 0 || one.id == "" || leads[i].target == "" {
		return Sheet{}, errors.New("its part is not named")
	}
	w := &worksheet{reading: r, cellsLeft: limitCells.Budget(), sheet: Sheet{Name: one.name, Hidden: one.hidden}, squeezed: map[[2]int]bool{}}
	w.cols.left, w.cols.usual = limitCells.Budget(), usualWidth+padding
	part := leads[i].target
	if err := r.parse(part, sheetSpace, w.read); err != nil {
		return Sheet{}, err
	}
	if r.tailed(part) {
		if !r.bytes.Take(int(w.size())) {
			return Sheet{}, ErrTooLarge
		}
	}
	return w.finish()
}
