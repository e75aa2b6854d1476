package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/diag"
	"qeval/internal/inert"
	"qeval/internal/msg"
	"qeval/internal/report"
	"qeval/internal/term"
)

// results is the standard output. What cannot be written there is a failure
// like that of any other output.
type results struct{ io.Writer }

func (r results) Write(p []byte) (int, error) {
	n, err := r.Writer.Write(p)
	if err != nil {
		err = fail(diag.CannotWrite, diag.Position{}, "why", msg.New("why.stdout", "why", why(err)))
	}
	return n, err
}

// app is what every command works with.
type app struct {
	lang           msg.Lang
	getenv         func(string) string
	stdout, stderr io.Writer // of plain text: what comes from files can do nothing there
	terminal       term.Terminal
	progress       term.Terminal // stderr
	quiet          bool          // only results and problems are wanted
}

// failure is the error of a command that cannot do what it was asked to.
type failure struct{ list diag.List }

func (f failure) Error() string { return fmt.Sprint(len(f.list), " problems") }

func fail(code diag.Code, at diag.Position, args ...any) error {
	return failure{diag.List{diag.New(code, at, args...)}}
}

// status is the error of a command that has said everything already.
type status diag.Level

func (s status) Error() string { return fmt.Sprint("exit status ", int(s)) }

// run is the program: it returns the exit status. A panic anywhere is a fault
// of the program, and is said like every other.
func run(args []string, getenv func(string) string, stdout, stderr io.Writer) (code int) {
	a := &app{
		lang: language(args, getenv), getenv: getenv, stdout: inert.NewWriter(results{stdout}), stderr: inert.NewWriter(stderr),
		terminal: term.On(stdout, results{stdout}), progress: term.On(stderr, stderr),
	}
	defer func() {
		if r := recover(); r != nil {
			code = a.end(nil, args, fail(diag.Internal, diag.Position{}, "why", r))
		}
	}()
	root := a.root()
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	return a.end(cmd, args, err)
}

// end says what is still to be said of a command's error.
func (a *app) end(cmd *cobra.Command, args []string, err error) int {
	var said status
	var failed failure
	switch {
	case err == nil:
		return 0
	case errors.As(err, &said):
		return int(said)
	case !errors.As(err, &failed):
		failed.list.Add(diag.Internal, diag.Position{}, "why", err)
	}
	list := failed.list.Sorted()
	if early(args, "--format") == "json" {
		a.write(failureJSON(cmd, list, a.lang))
	}
	a.showDiagnostics(list)
	return int(list.Worst(false))
}

// failureJSON is a failure in the form of a command's results. cmd may be nil.
func failureJSON(cmd *cobra.Command, list diag.List, lang msg.Lang) ([]byte, error) {
	name := ""
	if cmd != nil {
		name = cmd.Name()
	}
	switch name {
	case diffName:
		return report.ChangesJSON(&report.Changes{}, list, lang)
	case validateName:
		return report.FilesJSON(nil, list, lang)
	case verifyName:
		return report.VerifiedJSON("", report.Verified{}, 0, list, lang)
	case indicatorsName:
		return report.CheckedJSON(list, lang)
	case statusName:
		return report.StatusJSON(false, nil, report.Next{}, list, lang)
	case versionName:
		return report.VersionJSON(build(), nil, "", list, lang)
	}
	return report.JSON(nil, nil, list, lang)
}

// write writes what a function of package report has made to standard output.
func (a *app) write(data []byte, err error) error {
	if err == nil {
		_, err = a.stdout.Write(data)
	}
	return err
}

// early is the value of an option that is needed even if the arguments cannot
// be parsed. As for the parser, the last one holds.
func early(args []string, option string) string {
	found := ""
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, option+"="); ok {
			found = value
		} else if arg == option && i+1 < len(args) {
			found = args[i+1]
		}
	}
	return found
}

// language decides before anything is parsed, since help and errors of the
// parser need it: --lang, then QEVAL_LANG, then the locale, then Chinese.
func language(args []string, getenv func(string) string) msg.Lang {
	tags := []string{early(args, "--lang"), getenv("QEVAL_LANG")}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if tag := getenv(name); tag != "" {
			tags = append(tags, tag)
			break
		}
	}
	for _, tag := range tags {
		if lang, ok := msg.ParseLang(tag); ok {
			return lang
		}
	}
	return msg.Chinese
}

func (a *app) text(key string, args ...any) string { return msg.New(key, args...).In(a.lang) }

// root is the command tree.
func (a *app) root() *cobra.Command {
	var color string
	root := &cobra.Command{
		Use: "qeval", Long: a.text("help.root") + "\n\n" + a.text("help.root.long"),
		SilenceErrors: true, SilenceUsage: true,
		Version:           version(),
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              cobra.ArbitraryArgs,

		SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			lang, _ := cmd.Flags().GetString("lang")
			a.terminal.Paint(color, a.getenv)
			return cmp.Or(oneOf(cmd, "lang", lang, "zh", "en", ""), oneOf(cmd, "color", color, term.Auto, term.Always, term.Never))
		},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate(a.text("version", "version", "{{.Version}}") + "\n")
	root.PersistentFlags().String(tableFlag, "", a.text("flag.table"))
	root.PersistentFlags().String("lang", "", a.text("flag.lang"))
	root.PersistentFlags().StringVar(&color, "color", term.Auto, a.text("flag.color"))
	root.PersistentFlags().Lookup("color").DefValue = "" // the help tells it
	root.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, a.text("flag.quiet"))
	root.PersistentFlags().BoolP("help", "h", false, a.text("flag.help"))
	root.Flags().BoolP("version", "v", false, a.text("flag.version"))
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage(cmd, flagError(err)) })
	root.SetUsageFunc(a.usageText)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		if about := cmp.Or(cmd.Long, cmd.Short); about != "" {
			fmt.Fprintf(cmd.OutOrStdout(), "%s\n\n", about)
		}
		a.usageText(cmd)
	})
	root.AddCommand(a.templateCommand(), a.validateCommand(), a.statusCommand(), a.scoreCommand(), a.verifyCommand(), a.diffCommand(),
		a.indicatorsCommand(), a.explainCommand(), a.versionCommand())
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true
		if cmd.Name() == "help" {
			cmd.Short, cmd.Long = a.text("help.help"), ""
			cmd.Use = "help [" + a.text("usage.placeholder") + "]"
			cmd.Run, cmd.RunE = nil, func(_ *cobra.Command, args []string) error {
				about, rest, err := root.Find(args)
				if err != nil || len(rest) > 0 {
					return unknownCommand(root, strings.Join(args, " "))
				}
				return about.Help()
			}
		}
	}
	return root
}

// usageText writes how a command is called, for its help.
func (a *app) usageText(cmd *cobra.Command) error {
	w := cmd.OutOrStdout()
	line := cmd.CommandPath()
	if cmd.HasSubCommands() {
		line += " " + a.text("usage.placeholder")
	} else if _, arguments, ok := strings.Cut(cmd.Use, " "); ok {
		line += " " + arguments
	}
	fmt.Fprintf(w, "%s\n  %s %s\n", a.text("usage.head"), line, a.text("usage.optionsmark"))
	if cmd.Example != "" {
		fmt.Fprintf(w, "\n%s\n%s\n", a.text("usage.examples"), cmd.Example)
	}
	if cmd.HasSubCommands() {
		fmt.Fprintf(w, "\n%s\n", a.text("usage.commands"))
		for _, sub := range cmd.Commands() {
			if !sub.Hidden {
				fmt.Fprintf(w, "  %s  %s\n", term.Pad(sub.Name(), 10), sub.Short)
			}
		}
	}
	for _, part := range []struct {
		key   string
		flags *pflag.FlagSet
	}{{"usage.flags", cmd.LocalFlags()}, {"usage.globalflags", cmd.InheritedFlags()}} {
		if part.flags.HasAvailableFlags() {
			fmt.Fprintf(w, "\n%s\n%s", a.text(part.key), flagLines(part.flags))
		}
	}
	if cmd.HasSubCommands() {
		fmt.Fprintf(w, "\n%s\n", a.text("usage.more", "path", cmd.CommandPath()))
	}
	return nil
}

// flagLines describes flags, one a line. (pflag's own description counts
// runes, and Chinese names would not line up.)
func flagLines(flags *pflag.FlagSet) string {
	const width = 26
	var b strings.Builder
	flags.VisitAll(func(f *pflag.Flag) {
		name, about := pflag.UnquoteUsage(f)
		short := "    "
		if f.Shorthand != "" {
			short = "-" + f.Shorthand + ", "
		}
		fmt.Fprintf(&b, "  %s  %s\n", term.Pad(short+"--"+f.Name+" "+name, width), about)
	})
	return b.String()
}

func unknownCommand(root *cobra.Command, name string) error {
	near := msg.Text{}
	if found := root.SuggestionsFor(name); len(found) > 0 {
		near = msg.New("suggest", "near", found[0])
	}
	return usage(root, msg.New("usage.command", "found", name, "near", near))
}

// usage is the failure of a command that was called wrongly.
func usage(cmd *cobra.Command, what msg.Text) error {
	return fail(diag.Usage, diag.Position{}, "what", what, "help", cmd.CommandPath()+" --help")
}

// flagError says in the user's language what the parser of flags found.
func flagError(err error) msg.Text {
	var (
		unknown  *pflag.NotExistError
		novalue  *pflag.ValueRequiredError
		badvalue *pflag.InvalidValueError
	)
	dashed := func(name string) string {
		if len(name) == 1 {
			return "-" + name
		}
		return "--" + name
	}
	switch {
	case errors.As(err, &unknown):
		return msg.New("usage.flag", "flag", dashed(unknown.GetSpecifiedName()))
	case errors.As(err, &novalue):
		return msg.New("usage.novalue", "flag", dashed(novalue.GetSpecifiedName()))
	case errors.As(err, &badvalue):
		return msg.New("usage.badvalue", "flag", dashed(badvalue.GetFlag().Name), "found", badvalue.GetValue())
	}
	return msg.New("usage.other", "error", err)
}

// oneOf checks the value of a flag against the ones that it takes; an empty one
// stands for the default.
func oneOf(cmd *cobra.Command, flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	named := slices.DeleteFunc(slices.Clone(allowed), func(s string) bool { return s == "" })
	return usage(cmd, msg.New("usage.oneof", "flag", "--"+flag, "found", value, "allowed", strings.Join(named, "|")))
}

// notEmpty refuses flags that are given with nothing behind them.
func notEmpty(cmd *cobra.Command, flags ...string) error {
	for _, flag := range flags {
		if f := cmd.Flags().Lookup(flag); f.Changed && f.Value.String() == "" {
			return usage(cmd, msg.New("usage.novalue", "flag", "--"+flag))
		}
	}
	return nil
}

// formatFlag adds --format. Its default, text, is not repeated in the help.
func formatFlag(cmd *cobra.Command, format *string, help string) {
	cmd.Flags().StringVar(format, "format", "text", help)
	cmd.Flags().Lookup("format").DefValue = ""
}

// forceFlag adds --force to a command that writes files.
func forceFlag(a *app, cmd *cobra.Command, force *bool) {
	cmd.Flags().BoolVarP(force, "force", "f", false, a.text("flag.force"))
}
