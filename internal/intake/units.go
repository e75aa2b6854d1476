package intake

import (
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/oserror"
	"qeval/internal/scoresheet"
)

// Units reads the value of --units: a file with one name a line if there is one of
// that name, else names with commas between them. Full and short names of the table's
// units are taken for those, with a warning. With an error in the list there are none;
// help is the command that explains the option.
func Units(value string, table *indicator.Table, help string) ([]string, diag.List) {
	text, at, list := unitsText(value)
	wrong := func(what msg.Text) { list.Add(diag.Usage.At(at, what, help)) }
	fields := strings.FieldsFunc(text, BetweenUnits)
	switch {
	case len(list) > 0:
		return nil, list
	case len(fields) > scoresheet.MaxUnits+1: // a heading may be among them
		wrong(msg.UsageManyUnits(len(fields), scoresheet.MaxUnits))
		return nil, list
	}
	var units []string
	var warnings diag.List
	for _, field := range fields {
		unit := indicator.Fold(field)
		if known, match := indicator.Resolve(unit, table.Units); match == indicator.Alike {
			warnings.Add(diag.UnitAlias.At(at, unit, known))
			unit = known
		}
		switch {
		case unit == "", unit == indicator.HeadUnit && at.File != "": // the list's own heading
		case joined(unit, table.Units):
			wrong(msg.UsageJoined(unit))
		case utf8.RuneCountInString(unit) > indicator.MaxName:
			wrong(msg.UsageLongUnit(msg.Brief(unit, 20), indicator.MaxName))
		case indicator.Reserved(unit):
			wrong(msg.UsageUnitLabel(unit))
		case slices.Contains(units, unit):
			wrong(msg.UsageUnitTwice(unit))
		default:
			units = append(units, unit)
		}
	}
	switch {
	case len(units) > scoresheet.MaxUnits:
		wrong(msg.UsageManyUnits(len(units), scoresheet.MaxUnits))
	case len(units) == 0 && len(list) == 0:
		wrong(msg.UsageNoUnits)
	}
	if len(list) > 0 {
		return nil, list
	}
	return units, warnings
}

// BetweenUnits reports whether a character stands between the names of two units.
func BetweenUnits(r rune) bool { return strings.ContainsRune(",，、;；\t\n", r) }

// unitsText is the text that holds the names: the content of the file that
// value names, and where that is, or value itself.
func unitsText(value string) (text string, at diag.Position, list diag.List) {
	at.File = value
	info, err := os.Stat(value)
	if err != nil || !info.Mode().IsRegular() {
		if strings.ContainsAny(value, `./\`) { // no name of a unit, but of a file
			list.Add(diag.CannotOpen.At(at, whyNot(value, cmp.Or(err, fs.ErrNotExist))))
		}
		return value, diag.Position{}, list
	}
	if info.Size() > maxUnitsText {
		list.Add(diag.CannotOpen.At(at, msg.CauseTooLong(maxUnitsText>>20)))
		return "", at, list
	}
	data, err := os.ReadFile(value)
	if err != nil {
		list.Add(diag.CannotOpen.At(at, oserror.Describe(err)))
		return "", at, list
	}
	text = decodeText(data)
	if strings.ContainsFunc(text, unprintable) {
		list.Add(diag.CannotOpen.At(at, msg.CauseNotText))
	}
	return text, at, list
}

// joined reports whether a name is made of two known units or more, between
// which only spaces stood.
func joined(name string, known []string) bool {
	count := 0
	for name != "" {
		i := slices.IndexFunc(known, func(unit string) bool { return strings.HasPrefix(name, unit) })
		if i < 0 {
			return false
		}
		name, count = name[len(known[i]):], count+1
	}
	return count > 1
}

// maxUnitsText is how many bytes a file of units may have.
const maxUnitsText = 1 << 20

// unprintable reports whether a character has no place in a list of names.
func unprintable(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// decodeText decodes a text file by its mark, or as UTF-8, or else as what
// Chinese Windows writes by default.
func decodeText(data []byte) string {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		if decoded, err := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder().Bytes(data); err == nil {
			data = decoded
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(data) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil {
			data = decoded
		}
	}
	return string(data)
}
