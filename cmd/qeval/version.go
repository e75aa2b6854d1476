package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/intake"
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
	versionFormats.addFlag(a, cmd, &format, func(list diag.List) programVersion { return programVersion{build: build(), list: list} })
	return cmd
}

// programVersion is which program it is and which table is in force. The table is nil
// if it cannot be read.
type programVersion struct {
	build jsonout.Build
	by    intake.Rules
	list  diag.List
}

var versionFormats = formats[programVersion]{
	{name: "text", write: (*app).versionText},
	{name: "json", write: func(a *app, v programVersion) error {
		return a.write(jsonout.Version(v.build, v.by.Table, v.by.File, v.list, a.lang))
	}, machine: true},
}

// version says which program this is and which table is in force, so that two
// people can find out whether they would compute the same.
func (a *app) version(cmd *cobra.Command, format string) error {
	by, list, err := a.rules(cmd)
	if err != nil {
		return err
	}
	return versionFormats.show(a, format, programVersion{build(), by, list}, list, false)
}

func (a *app) versionText(v programVersion) error {
	b, table := v.build, v.by.Table
	lines := []string{a.text(msg.Version(b.Version)), a.text(msg.VersionNoCommit)}
	switch {
	case b.Modified:
		lines[1] = a.text(msg.VersionModified(b.Commit, b.Time))
	case b.Commit != "":
		lines[1] = a.text(msg.VersionCommit(b.Commit, b.Time))
	}
	lines = append(lines, a.text(msg.VersionGo(b.Go, b.System)))
	if v.by.File == "" {
		lines = append(lines, a.text(msg.VersionTable(table.Title, table.Hash())))
	} else {
		lines = append(lines, a.text(msg.VersionFile(table.Title, v.by.File, table.Hash())))
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
