package main

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
)

const completionName = "completion"

// startup is the line for each shell that has its completions when it starts, and the
// file that it stands in.
const startup = `  source <(qeval completion bash)                                 ~/.bashrc
  source <(qeval completion zsh)                                  ~/.zshrc
  qeval completion fish | source                                  config.fish
  qeval completion powershell | Out-String | Invoke-Expression    $PROFILE`

// completionCommand writes the script by which a shell asks for completions. What it
// asks then, cobra's hidden command __complete answers.
func (a *app) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use: completionName + " " + strings.Join(shells, "|"), Short: a.text(msg.HelpCompletion), Example: startup,
		Long: a.text(msg.HelpCompletionLong), SuggestFor: []string{"补全", "complete"},
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			write, ok := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":        root.GenZshCompletion,
				"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
				"powershell": root.GenPowerShellCompletionWithDesc,
			}[strings.Join(args, " ")]
			if !ok {
				return usage(cmd, msg.UsageShell(strings.Join(shells, "|")))
			}
			return write(a.stdout)
		},
	}
}

// addCompletions says of every argument, and of every option that takes a value, how
// it is completed.
func (a *app) addCompletions(root *cobra.Command) {
	options := map[string]cobra.CompletionFunc{
		"annotate": folders, "circular": workbooks, "date": nothing, "department": a.completeDepartment, "feedback": folders,
		"output": workbooks, tableFlag: workbooks, "units": a.completeUnits,
	}
	arguments := map[string]cobra.CompletionFunc{
		templateName: a.completeDepartments, validateName: workbooks, statusName: workbooks, scoreName: workbooks, verifyName: workbooks,
		diffName: workbooks, indicatorsName: workbooks, "explain": a.completeCodes, manName: nothing, manualName: nothing, versionName: nothing,
	}
	for _, cmd := range everyCommand(root) {
		if complete := arguments[cmd.Name()]; complete != nil {
			cmd.ValidArgsFunction = complete
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			complete := options[f.Name]
			if values := choices(f); values != nil {
				complete = words(values)
			} else if f.Name == "output" && (cmd.Name() == templateName || cmd.Name() == manName) {
				complete = folders
			}
			if complete != nil {
				cmd.RegisterFlagCompletionFunc(f.Name, complete) // fails only for flags that there are not
			}
		})
	}
}

func everyCommand(root *cobra.Command) []*cobra.Command {
	return append([]*cobra.Command{root}, root.Commands()...)
}

// plainDescriptions takes the marks of the values' names out of the descriptions of
// options, which are shown as they are beside completions.
func plainDescriptions(root *cobra.Command) {
	for _, cmd := range everyCommand(root) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { _, f.Usage = pflag.UnquoteUsage(f) })
	}
}

func words(values []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return offered(values, nil, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

func workbooks(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"xlsx"}, cobra.ShellCompDirectiveFilterFileExt
}

func folders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func nothing(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// tableToComplete is the table in force. One that is faulty completes nothing: whoever
// is in the middle of a line is told so when it runs.
func (a *app) tableToComplete(cmd *cobra.Command) *indicator.Table {
	by, _, err := a.rules(cmd)
	if err != nil {
		return &indicator.Table{}
	}
	return by.Table
}

func (a *app) completeDepartments(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	return offered(a.tableToComplete(cmd).Departments(), given, typed), cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeDepartment(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	return a.completeDepartments(cmd, nil, typed)
}

// completeUnits completes the last one of several names. Where none fits, the shell
// offers files, since the names may be in one.
func (a *app) completeUnits(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	table := a.tableToComplete(cmd)
	before := ""
	if i := strings.LastIndexFunc(typed, intake.BetweenUnits); i >= 0 {
		_, size := utf8.DecodeRuneInString(typed[i:])
		before, typed = typed[:i+size], typed[i+size:]
	}
	given := strings.FieldsFunc(before, intake.BetweenUnits)
	for i, name := range given {
		if unit, match := indicator.Resolve(name, table.Units); match != indicator.NoMatch {
			given[i] = unit
		}
	}
	names := offered(table.Units, given, typed)
	for i := range names {
		names[i] = before + names[i]
	}
	return names, cobra.ShellCompDirectiveNoSpace
}

// completeCodes completes codes of diagnostics and of criteria, with what they stand
// for beside them.
func (a *app) completeCodes(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	var codes []string
	about := map[string]string{}
	for _, kind := range diag.Kinds() {
		codes = append(codes, string(kind.Code))
		about[string(kind.Code)] = kind.Title.In(a.lang)
	}
	for _, c := range a.tableToComplete(cmd).Criteria {
		codes = append(codes, c.Code)
		about[c.Code] = c.Item.Name + "：" + c.Text
	}
	plain := make([]string, len(given))
	for i, code := range given {
		plain[i] = plainCode(code)
	}
	found := offered(codes, plain, strings.ToUpper(typed))
	for i, code := range found {
		found[i] = cobra.CompletionWithDesc(code, firstOf(about[code]))
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// firstOf is as much of a text as fits beside a completion.
func firstOf(text string) string {
	folded := indicator.Fold(text)
	if brief := msg.Brief(folded, 30); brief != folded {
		return brief
	}
	return text
}

// offered are the names that begin with what was typed and are not given yet. What a
// shell would take for more than a name is not offered: a table may come from anywhere.
func offered(names, given []string, typed string) []string {
	var found []string
	for _, name := range names {
		begins := strings.HasPrefix(indicator.Fold(name), indicator.Fold(typed))
		if begins && !slices.ContainsFunc(given, func(g string) bool { return indicator.Fold(g) == indicator.Fold(name) }) && harmless(name) {
			found = append(found, name)
		}
	}
	return found
}

// harmless reports whether a name is one word to every shell.
func harmless(name string) bool {
	return name != "" && !strings.HasPrefix(name, "-") && !strings.ContainsFunc(name, func(r rune) bool {
		return r < utf8.RuneSelf && !strings.ContainsRune("-_.", r) && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
	})
}
