package main

import (
	"embed"

	"github.com/spf13/cobra"

	"qeval/internal/msg"
)

const manualName = "manual"

//go:embed docs/操作手册.md docs/manual.md
var manuals embed.FS

func (a *app) manualCommand() *cobra.Command {
	return &cobra.Command{
		Use: manualName, Short: a.text(msg.HelpManual), Example: a.text(msg.HelpManualExample),
		SuggestFor: []string{"手册", "操作手册", "guide", "docs"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd, msg.UsageArguments(args[0]))
			}
			return a.write(manuals.ReadFile(manualFile(a.lang)))
		},
	}
}

// manualFile is the manual in a language.
func manualFile(lang msg.Lang) string {
	if lang == msg.English {
		return "docs/manual.md"
	}
	return "docs/操作手册.md"
}
