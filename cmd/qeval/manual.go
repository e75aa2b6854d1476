package main

import (
	"embed"
	"regexp"

	"github.com/spf13/cobra"

	"qeval/internal/msg"
)

const manualName = "manual"

//go:embed docs/操作手册.md docs/manual.md
var manuals embed.FS

// forTests are the lines of a manual that only its test reads: what people do by hand
// there. A page on the web does not show them either.
var forTests = regexp.MustCompile(`(?m)^(<!-- .* -->\n)+\n?`)

func (a *app) manualCommand() *cobra.Command {
	return &cobra.Command{
		Use: manualName, Short: a.text(msg.HelpManual), Example: a.text(msg.HelpManualExample),
		SuggestFor: []string{"手册", "操作手册", "guide", "docs"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd, msg.UsageArguments(args[0]))
			}
			text, err := manuals.ReadFile(manualFile(a.lang))
			return a.write(forTests.ReplaceAll(text, nil), err)
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
