package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"qeval/internal/jsonout"
	"qeval/internal/msg"
)

const versionName = "version"

func (a *app) versionCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: versionName, Short: a.text(msg.HelpVersion), Example: a.text(msg.HelpVersionExample),
		Long: a.text(msg.HelpVersionLong), SuggestFor: []string{"版本", "build"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd, msg.UsageArguments(args[0]))
			}
			return a.version(cmd, format)
		},
	}
	formatFlag(cmd, &format, a.text(msg.FlagFormatScore), "json")
	return cmd
}

// version says which program this is and which table is in force, so that two
// people can find out whether they would compute the same.
func (a *app) version(cmd *cobra.Command, format string) error {
	by, list, err := a.rules(cmd)
	if err != nil {
		return err
	}
	b := build()
	if format == "json" {
		err := a.write(jsonout.Version(b, by.Table, by.File, list, a.lang))
		a.showDiagnostics(list)
		return err
	}
	a.showDiagnostics(list)
	lines := []string{a.text(msg.Version(b.Version)), a.text(msg.VersionNoCommit)}
	switch {
	case b.Modified:
		lines[1] = a.text(msg.VersionModified(b.Commit, b.Time))
	case b.Commit != "":
		lines[1] = a.text(msg.VersionCommit(b.Commit, b.Time))
	}
	lines = append(lines, a.text(msg.VersionGo(b.Go, b.System)))
	if by.File == "" {
		lines = append(lines, a.text(msg.VersionTable(by.Table.Title, by.Table.Hash())))
	} else {
		lines = append(lines, a.text(msg.VersionFile(by.Table.Title, by.File, by.Table.Hash())))
	}
	return a.show(lines...)
}

func version() string { return build().Version }

// build is what the Go tool has stamped the program with. It has no commit where
// there was no repository.
func build() jsonout.Build {
	b := jsonout.Build{Version: "(devel)", Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Time = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}
