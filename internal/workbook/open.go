package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"unicode/utf16"

	"qeval/internal/budget"
	"qeval/internal/diag"
	"qeval/internal/msg"
)

// Book is what a workbook holds.
type Book struct {
	File   string // the path as the user gave it
	SHA256 string // of the file's bytes: 64 lower-case hexadecimal digits
	Meta   Meta   // nil if the program did not write the workbook
	Sheets []Sheet

	MetaShown bool  // somebody has made the worksheet of Meta visible
	Own       Sheet // that worksheet itself
}

// Sheet is one worksheet, without its empty cells.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // by ascending number
	Merges []Range

	Drawings []Drawing // that lie over the cells
	Comments []Comment
	Extras   []Extra // only of a workbook that is read by [ReadWhole]
	Room     *Room   // of its cells, too

	// Bare are the styles that cells are taken to have which have none of their own, by row
	// and column, where programs take different ones.
	Bare map[[2]int]int
}

// Row is one row that is not empty.
type Row struct {
	Number int    // one-based
	Cells  []Cell // by ascending column
}

// Unread is a file of which the parts are known, and nothing of what is in them.
type Unread struct {
	Bytes int // that it and its parts have, unpacked, as the archive says

	path    string // as the user gave it
	data    []byte
	archive *archive
	err     error // why it will not be read
}

// Load loads the file at path. An error means that the system would not give it to us.
func Load(path string) (*Unread, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var data bytes.Buffer
	if info, err := file.Stat(); err == nil {
		data.Grow(int(min(info.Size(), MaxFile)) + bytes.MinRead) // else it takes twice as much to get there
	}
	if _, err := data.ReadFrom(io.LimitReader(file, MaxFile+1)); err != nil {
		return nil, err
	}
	return unread(path, data.Bytes()), nil
}

func unread(path string, data []byte) *Unread {
	u := &Unread{path: path, data: data, Bytes: len(data), err: check(data)}
	if u.err == nil {
		u.archive, u.err = openArchive(data)
	}
	if u.err == nil {
		for _, part := range u.archive.parts {
			u.Bytes += int(part.UncompressedSize64) // of which the archive has been found to be no bomb
		}
	}
	return u
}

// Data is the file's content.
func (u *Unread) Data() []byte { return u.data }

// Read reads the workbook. Whatever is wrong with the file itself is in the list, and
// the book is then nil.
func (u *Unread) Read() (*Book, diag.List) { return u.book(false) }

func (u *Unread) book(whole bool) (*Book, diag.List) {
	book, err := u.read(whole)
	if err != nil {
		return nil, diag.List{refusal(diag.Position{File: u.path}, err)}
	}
	sum := sha256.Sum256(u.data)
	book.SHA256 = hex.EncodeToString(sum[:])
	return book, nil
}

func (u *Unread) read(whole bool) (*Book, error) {
	r, err := u.reading(whole)
	if err != nil {
		return nil, err
	}
	defer r.end()
	return r.book()
}

// reading begins to read the workbook, which may be read more than once.
func (u *Unread) reading(whole bool) (*reading, error) {
	if u.err != nil {
		return nil, u.err
	}
	archive := *u.archive
	archive.read, archive.tools = make([]bool, len(archive.parts)), toolbox.Get().(*tools)
	return &reading{
		archive: &archive, file: u.path, whole: whole, extras: limitExtras.Budget(), styles: styles{bytes: limitCodes.Budget()},
		moved: limitMoved.Budget(), texts: limitTexts.Budget(), cells: limitCells, allCells: limitAllCells.Budget(),
	}, nil
}

func (r *reading) end() { toolbox.Put(r.tools) }

// Open is [Load] and [Unread.Read].
func Open(path string) (*Book, diag.List, error) {
	file, err := Load(path)
	if err != nil {
		return nil, nil, err
	}
	book, list := file.Read()
	return book, list, nil
}

// Read is Open for a file's content.
func Read(path string, data []byte) (*Book, diag.List) { return unread(path, data).Read() }

// ReadWhole is Read, with the [Extra]s of every worksheet and the room of its cells.
func ReadWhole(path string, data []byte) (*Book, diag.List) { return unread(path, data).book(true) }

// Readable reports what would keep data from being read again: nil for what
// [Read] reads.
func Readable(data []byte) error {
	_, err := unread("", data).read(false)
	return err
}

// foreign is the error of a file that is some other kind of thing than a workbook, and
// what to do about it.
type foreign struct{ kind, fix msg.Text }

func (f foreign) Error() string { return "not a workbook: " + f.kind.In(msg.English) }

var errProtected = errors.New("protected with a password")

// exceeds reports whether an error is that there is more of something than is read.
func exceeds(err error) bool { return errors.As(err, new(budget.Excess)) }

func refusal(at diag.Position, err error) diag.Diagnostic {
	var other foreign
	var excess budget.Excess
	switch {
	case errors.As(err, &other):
		return diag.NotWorkbook.At(at, other.kind, other.fix)
	case errors.Is(err, errProtected):
		return diag.Protected.At(at)
	case errors.As(err, &excess):
		if where := (cellError{}); errors.As(err, &where) {
			at = where.at
		}
		return diag.TooLarge.At(at, excess.Text())
	}
	return diag.Damaged.At(at, damage(err))
}

// damage says what is wrong, in the user's language where it is common.
func damage(err error) any {
	switch {
	case errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF):
		return msg.CauseNotZip
	case errors.Is(err, zip.ErrChecksum):
		return msg.CauseChecksum
	}
	return err
}

// check finds out by its first bytes whether data may be a workbook.
func check(data []byte) error {
	switch {
	case len(data) > MaxFile:
		return limitFile.Excess()
	case len(data) == 0:
		return foreign{msg.ForeignEmpty, msg.FixSendAgain}
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		if bytes.Contains(data, utf16le("EncryptedPackage")) {
			return errProtected
		}
		return foreign{msg.ForeignXLS, msg.FixSaveOriginal}
	case bytes.HasPrefix(data, []byte("%PDF")):
		return foreign{msg.ForeignPDF, msg.FixAskWorkbook}
	case !bytes.HasPrefix(data, []byte("PK")):
		return foreign{msg.ForeignOther, msg.FixSaveOriginal}
	}
	return nil
}

func utf16le(s string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return b
}
