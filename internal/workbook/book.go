package workbook

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"qeval/internal/budget"
	"qeval/internal/msg"
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
	date1904 bool          // days are counted from 1904 on
	pictures bool          // there may be some in cells
	cells    budget.Limit  // of one worksheet

	outline *Outline // that is made instead of keeping the cells, or nil
	room    int      // for the cells of the only worksheet that is kept, if that is known

	whole  bool          // what is beside the cells is read too
	extras budget.Budget // of that
	names  []definedName
}

// listed is a worksheet as the workbook lists it.
type listed struct {
	name, id string
	isModule bool // of an old macro, which has no part and no cells
	hidden   bool
}

// begin reads which worksheets there are, and what all of them refer to.
func (r *reading) begin() (leads []Relationship, sheets []listed, err error) {
	main, err := r.relationships("")
	if err != nil {
		return nil, nil, err
	}
	workbook, err := only(main, "officeDocument")
	if err != nil {
		return nil, nil, err
	}
	if workbook == "" {
		return nil, nil, foreign{msg.ForeignZip, msg.FixUnpack}
	}
	if leads, err = r.relationships(workbook); err != nil {
		return nil, nil, err
	}
	if sheets, err = r.list(workbook); err != nil {
		return nil, nil, err
	}
	if err := checkNames(sheets); err != nil {
		return nil, nil, err
	}
	return leads, sheets, r.shared(leads)
}

// book reads all of the archive.
func (r *reading) book() (*Book, error) {
	leads, sheets, err := r.begin()
	if err != nil {
		return nil, err
	}
	book := &Book{File: r.file}
	book.Sheets = make([]Sheet, 0, len(sheets)) // of which the places stay
	var overlays []*overlay
	for i, one := range sheets {
		sheet, over, err := r.sheet(one, leads)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		place := &book.Own
		if IsMeta(one.name) {
			book.Meta, book.MetaShown = metaOf(sheet), !sheet.Hidden
		} else {
			book.Sheets = append(book.Sheets, Sheet{})
			place = &book.Sheets[len(book.Sheets)-1]
		}
		if *place = sheet; over != nil {
			over.sheet, over.index = place, i
			overlays = append(overlays, over)
		}
	}
	for _, over := range overlays { // when all parts that hold values have been read
		if err := r.readOverlay(over); err != nil {
			return nil, err
		}
	}
	return book, r.rest()
}

// shared reads what all worksheets refer to.
func (r *reading) shared(leads []Relationship) error {
	part, err := only(leads, "sharedStrings")
	if err != nil {
		return err
	}
	if part != "" && r.has(part) { // some programs refer to one even if there is no text
		if err := r.parse(part, sheetSpace, r.readStrings); err != nil {
			return err
		}
	}
	if err := r.richValues(leads); err != nil {
		return err
	}
	if part, err = only(leads, "styles"); err != nil || part == "" {
		return err
	}
	if err := r.parse(part, sheetSpace, r.styles.read); err != nil {
		return err
	}
	for _, one := range leads {
		if one.Kind == "theme" {
			return r.glance(one.Target, themeSpace, r.styles.readTheme)
		}
	}
	return nil
}

// richValues finds out whether values that are more than a number or a text may be
// pictures.
func (r *reading) richValues(leads []Relationship) error {
	for _, one := range leads {
		if one.Kind != "rdRichValueStructure" {
			continue
		}
		err := r.glance(one.Target, otherSpace, func(s *scanner) error {
			return s.within(func() error {
				kind := string(s.attr("t"))
				r.pictures = r.pictures || string(s.local) == "s" && (kind == "_localImage" || kind == "_webimage")
				return nil
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// relationships reads where a part leads; that of "" is the archive's own.
func (r *reading) relationships(of string) ([]Relationship, error) {
	found := relationshipList{of: of}
	if err := r.parse(RelationshipsPart(of), packageSpace, found.read); err != nil {
		return nil, err
	}
	for i, one := range found.list {
		if slices.ContainsFunc(found.list[:i], func(other Relationship) bool { return other.ID == one.ID }) {
			return nil, fmt.Errorf("two relationships %s", one.ID)
		}
	}
	return found.list, nil
}

// list reads the names of the worksheets.
func (r *reading) list(workbook string) ([]listed, error) {
	var sheets []listed
	once := false
	err := r.parse(workbook, sheetSpace, func(s *scanner) error {
		switch {
		case string(s.name) == "workbook":
		case string(s.local) == "workbook":
			return misplaced(s.name)
		default:
			return foreign{msg.ForeignOffice, msg.FixSaveOriginal}
		}
		return s.children(func() (err error) {
			switch string(s.name) {
			case "workbookPr":
				r.date1904, err = s.flag("date1904", false)
				return err
			case "definedNames":
				if r.whole {
					return s.children(func() error { return r.readName(s) })
				}
				return nil
			case "sheets":
			default:
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
					return limitSheets.Excess()
				}
				state := string(s.attr("state"))
				id, ok := s.reference()
				isModule := ok && id == ""
				sheets = append(sheets, listed{string(s.attr("name")), id, isModule, state != "" && state != "visible"})
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

// sheet reads one worksheet, and finds out what lies over it, if anything can.
func (r *reading) sheet(one listed, leads []Relationship) (Sheet, *overlay, error) {
	if one.isModule {
		return Sheet{Name: one.name}, nil, nil
	}
	i := slices.IndexFunc(leads, func(lead Relationship) bool { return lead.ID == one.id })
	if i < 0 || one.id == "" || leads[i].Target == "" {
		return Sheet{}, nil, errors.New("its part is not named")
	}
	w := &worksheet{reading: r, keeps: r.outline == nil || IsMeta(one.name), cellsLeft: r.cells.Budget(), sheet: Sheet{Name: one.name, Hidden: one.hidden}, squeezed: map[[2]int]bool{}}
	w.usualRow, w.conditional.left, w.visited = usualHeight, limitRules.Budget(), limitVisits.Budget()
	w.cols.left, w.cols.usual = limitColumns.Budget(), usualWidth+padding
	part := leads[i].Target
	if r.outline != nil {
		r.perSheet()
	}
	if r.whole {
		w.sheet.Room = &Room{heights: map[int]float64{}}
	}
	if err := r.parse(part, sheetSpace, w.read); err != nil {
		return Sheet{}, nil, w.somewhere(err)
	}
	if r.hasTrailingRows(part) {
		if !r.bytes.Take(int(w.size())) {
			return Sheet{}, nil, w.somewhere(r.bytes.Excess())
		}
	}
	sheet, err := w.finish()
	if r.outline != nil {
		r.outline.cells[one.name] = w.count
	}
	if r.whole {
		sheet.Room.cols = w.cols
	}
	return sheet, &overlay{part: part, drawing: w.drawing, links: w.links, used: w.used, cols: w.cols, usualRow: w.usualRow, file: r.file}, w.somewhere(err)
}
