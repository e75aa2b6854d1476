package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/intake"
	"qeval/internal/msg"
)

// repetition is what another command for the same sheets repeats of a command line.
type repetition struct {
	program string
	rules   string // the options that name the table and the units, if they were given
	rest    string // the paths, and the options that concern the sheets

	faulty, blank string // folders that do not stand in the way
}

func (r repetition) command(name string) string { return r.program + " " + name + r.rest }

func (a *app) again(cmd *cobra.Command, paths []string) repetition {
	free := func(name msg.Text) string { return shellWord(freeFolder(a.text(name), paths)) }
	r := repetition{program: cmd.Root().Name(), faulty: free(msg.FolderFaulty), blank: free(msg.FolderBlank)}
	for _, path := range unexpanded(paths) {
		r.rest += " " + shellWord(path)
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		option := " --" + f.Name
		switch {
		case slices.Contains([]string{"format", "color", "quiet"}, f.Name), f.Value.String() == "false":
			return
		case f.Value.Type() != "bool":
			option += " " + shellWord(f.Value.String())
		}
		if f.Name == "units" || f.Name == tableFlag {
			r.rules += option
		}
		r.rest += option
	})
	return r
}

// tableOption is the option that names the table, with a space before it, if it was given.
func tableOption(cmd *cobra.Command, by intake.Rules) string {
	if !cmd.Flags().Changed(tableFlag) {
		return ""
	}
	return " --" + tableFlag + " " + shellWord(by.File)
}

// unexpanded is the pattern that a shell has made these paths of, or the paths in an
// order of their own, which is the same in whatever order they were given.
func unexpanded(paths []string) []string {
	paths = slices.Sorted(slices.Values(paths))
	pattern := filepath.Join(filepath.Dir(paths[0]), "*.xlsx")
	if matches, _ := filepath.Glob(pattern); len(paths) > 1 && slices.Equal(matches, paths) {
		return []string{pattern}
	}
	return paths
}

// freeFolder is a folder of this name for output: one in which there is nothing, and not
// in a folder that is among the paths, where it would be read with the sheets next time.
func freeFolder(name string, paths []string) string {
	for dir, i := ".", 0; i < maxDepth; dir, i = filepath.Join(dir, ".."), i+1 {
		path := unused(filepath.Join(dir, name))
		if !slices.ContainsFunc(paths, func(of string) bool { return readWith(of, path) }) {
			return path
		}
	}
	return unused(name)
}

// maxDepth is how many folders up a folder is looked for.
const maxDepth = 20

// readWith reports whether what a path stands for includes a folder.
func readWith(path, folder string) bool {
	if matches, err := filepath.Match(path, folder); err == nil && matches {
		return true
	}
	below, err := filepath.Rel(intake.Identity(path), intake.Identity(folder))
	return err == nil && filepath.IsLocal(below)
}

// unused is a folder in which there is nothing, if need be with a number.
func unused(folder string) string {
	path := folder
	for n := 2; isInUse(path); n++ {
		path = folder + strconv.Itoa(n)
	}
	return path
}

// isInUse reports whether something has this path that is no empty folder. Where the
// system does not tell, nothing has.
func isInUse(path string) bool {
	if _, err := os.Lstat(path); err != nil {
		return false
	}
	entries, err := os.ReadDir(path)
	return err != nil || len(entries) > 0
}

// shellWord is a word of a command line, in quotes if it has something that the
// system's shell would take for its own.
func shellWord(word string) string {
	if strings.HasPrefix(word, "-") {
		word = "." + string(filepath.Separator) + word // a path, and no option
	}
	if runtime.GOOS == "windows" {
		if strings.ContainsAny(word, " \t&()<>^|;,=") || word == "" {
			return `"` + word + `"`
		}
		return word
	}
	if strings.ContainsAny(word, " \t\n*?[]()&;|<>$`\"'\\!#^{}~") || word == "" {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}
