package atomicfile

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
)

// State is what is at a path: a file of some content or, which is the zero State,
// nothing.
type State struct {
	there bool
	sum   [sha256.Size]byte
}

// StateOf is the State of a file with this content.
func StateOf(data []byte) State { return State{true, sha256.Sum256(data)} }

// Look finds out what is at a path. It also returns the content, if that is at most so
// many bytes, so that what is judged is what the State stands for.
func Look(path string, most int64) ([]byte, State, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, State{}, nil
	}
	if err != nil {
		return nil, State{}, err
	}
	defer file.Close()
	hash := sha256.New()
	data, err := io.ReadAll(io.LimitReader(io.TeeReader(file, hash), most+1))
	if err == nil {
		_, err = io.Copy(hash, file)
	}
	if err != nil {
		return nil, State{}, err
	}
	if int64(len(data)) > most {
		data = nil
	}
	return data, State{true, [sha256.Size]byte(hash.Sum(nil))}, nil
}

// is reports whether a file of this content is at a path.
func is(path string, content State) bool {
	_, found, err := Look(path, 0)
	return err == nil && found == content
}
