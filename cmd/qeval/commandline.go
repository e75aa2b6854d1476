package main

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/msg"
)

// repetition is what another command for the same sheets repeats of a command line.
type repetition struct {
	program string
	rules   string // the options that name the table and the units, if they were given
	rest    string // the paths, and the options that concern the sheets

	faulty, blank string // what folders are called there
}

func (r repetition) command(name string) string { return r.program + " " + name + r.rest }

func (a *app) again(cmd *cobra.Command, paths []string) repetition {
	r := repetition{program: cmd.Root().Name(), faulty: a.text(msg.FolderFaulty), blank: a.text(msg.FolderBlank)}
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
