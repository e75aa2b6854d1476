// Command release builds the program from the commit that is checked out, for every
// system that its users have:
//
//	go run ./internal/release [-o DIR] [SYSTEM/ARCHITECTURE…]
//
// The same commit, with the tags that lead to it, and the same Go give the same bytes
// in every folder and on every system. So nothing of the folder gets into them and no
// setting of the environment, but the commit does, and uncommitted changes are
// refused.
package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// systems are Windows; the Linux desktops, Kylin and UOS on Loongson among them; and
// the Mac.
var systems = [...]string{"windows/amd64", "linux/amd64", "linux/arm64", "linux/loong64", "darwin/arm64"}

// settings are what would otherwise be taken from whoever runs this.
var settings = [...]string{"CGO_ENABLED=0", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off"}

func main() {
	folder := flag.String("o", "dist", "the folder to write to")
	flag.Parse()
	wanted := flag.Args()
	if len(wanted) == 0 {
		wanted = systems[:]
	}
	if err := release(*folder, wanted); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release writes the programs and their checksums into a folder.
func release(folder string, wanted []string) error {
	changes, err := git("status", "--porcelain")
	if err != nil {
		return err
	}
	if changes != "" {
		return errors.New("there are changes that are in no commit:\n" + changes)
	}
	if experiments, err := output("go", "env", "GOEXPERIMENT"); err != nil || experiments != "" {
		return cmp.Or(err, errors.New("GOEXPERIMENT is set, which makes another program: "+experiments))
	}
	version, err := git("describe", "--tags", "--always", "--abbrev=12")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var sums strings.Builder
	for _, system := range wanted {
		if !slices.Contains(systems[:], system) {
			return fmt.Errorf("%s is none of %v", system, systems)
		}
		name := "qeval-" + version + "-" + strings.ReplaceAll(system, "/", "-")
		if strings.HasPrefix(system, "windows/") {
			name += ".exe"
		}
		sum, err := build(filepath.Join(folder, name), system)
		if err != nil {
			return fmt.Errorf("%s: %w", system, err)
		}
		line := fmt.Sprintf("%x  %s\n", sum, name)
		fmt.Print(line)
		sums.WriteString(line)
	}
	return os.WriteFile(filepath.Join(folder, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// build builds the program for a system and returns its checksum.
func build(file, system string) ([sha256.Size]byte, error) {
	goos, goarch, _ := strings.Cut(system, "/")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=true", "-ldflags=-s -w -buildid=", "-o", file, "./cmd/qeval")
	cmd.Env = append(append(os.Environ(), settings[:]...), "GOOS="+goos, "GOARCH="+goarch)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return [sha256.Size]byte{}, err
	}
	data, err := os.ReadFile(file)
	return sha256.Sum256(data), err
}

// git is what a command of git prints.
func git(args ...string) (string, error) { return output("git", args...) }

func output(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
