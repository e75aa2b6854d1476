package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/intake"
	"qeval/internal/msg"
	"qeval/internal/oserror"
	"qeval/internal/sanitize"
	"qeval/internal/term"
)

// results is the standard output. What cannot be written there is a failure
// like that of any other output, also where nobody asks for it; but whoever reads it
// from a pipe may stop when he has seen enough.
type results struct {
	io.Writer
	failed error
}

func (r *results) Write(p []byte) (int, error) {
	n, err := r.Writer.Write(p)
	if readerGone(err) {
		return len(p), nil
	}
	if err != nil {
		err = fail(diag.CannotWrite.At(diag.Position{}, msg.CauseStdout(oserror.Describe(err)), msg.FixTryAgain))
		r.failed = err
	}
	return n, err
}

// readerGone reports whether an error is that nobody reads from a pipe any more, which on
// Windows has numbers of its own.
func readerGone(err error) bool {
	const brokenPipe, noData = syscall.Errno(109), syscall.Errno(232)
	return errors.Is(err, syscall.EPIPE) || runtime.GOOS == "windows" && (errors.Is(err, brokenPipe) || errors.Is(err, noData))
}

// app is what every command works with.
type app struct {
	args           []string
	lang           msg.Lang
	getenv         func(string) string
	stdout, stderr io.Writer // of plain text: what comes from files can do nothing there
	terminal       term.Terminal
	progress       term.Terminal // stderr
	quiet          bool          // only results and problems are wanted

	failures map[string]func(format string, list diag.List) error // by command: see [formats.addFlag]
}

// failure is the error of a command that cannot do what it was asked to.
type failure struct{ list diag.List }

func (f failure) Error() string { return fmt.Sprint(len(f.list), " problems") }

func fail(d diag.Diagnostic) error {
	return failure{diag.List{d}}
}

// status is the exit status of a command that has said everything already.
type status int

func (s status) Error() string { return fmt.Sprint("exit status ", int(s)) }

// run is the program: it returns the exit status. A panic anywhere is a fault
// of the program, and is said like every other.
func run(args []string, getenv func(string) string, stdout, stderr io.Writer) (code int) {
	out := &results{Writer: stdout}
	a := &app{
		args: args, lang: language(args, getenv), getenv: getenv, stdout: sanitize.NewWriter(out), stderr: sanitize.NewWriter(stderr),
		terminal: term.On(stdout, out), progress: term.On(stderr, stderr),
	}
	defer func() {
		if r := recover(); r != nil {
			code = a.end(nil, args, fail(diag.Internal.At(diag.Position{}, diag.NewFault(r))))
		}
	}()
	root := a.root()
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	if err == nil {
		err = out.failed
	}
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
		failed.list.Add(diag.Internal.At(diag.Position{}, err))
	}
	list := failed.list.Sorted()
	a.writeFailure(cmd, early(args, "--format"), list)
	a.showDiagnostics(list)
	return list.Worst(false).ExitStatus()
}

// write writes what a function of package jsonout has made to standard output.
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

// text is a sentence in the language of the run.
func (a *app) text(t msg.Text) string { return t.In(a.lang) }

// root is the command tree.
func (a *app) root() *cobra.Command {
	a.failures = map[string]func(string, diag.List) error{}
	var color string
	root := &cobra.Command{
		Use: "qeval", Short: a.text(msg.HelpRoot), Long: a.text(msg.HelpRootLong), Example: a.text(msg.HelpRootExample),
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
			a.terminal.Paint(color, a.getenv)
			if cmd.Name() == cobra.ShellCompRequestCmd {
				plainDescriptions(cmd.Root())
			}
			return checkChoices(cmd)
		},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate(a.text(msg.Version("{{.Version}}")) + "\n")
	root.PersistentFlags().String(tableFlag, "", a.text(msg.FlagTable))
	root.PersistentFlags().String("lang", "", a.text(msg.FlagLang))
	choose(root.PersistentFlags().Lookup("lang"), "zh", "en", "")
	root.PersistentFlags().StringVar(&color, "color", term.Auto, a.text(msg.FlagColor))
	choose(root.PersistentFlags().Lookup("color"), term.Auto, term.Always, term.Never)
	root.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, a.text(msg.FlagQuiet))
	root.PersistentFlags().BoolP("help", "h", false, a.text(msg.FlagHelp))
	root.Flags().BoolP("version", "v", false, a.text(msg.FlagVersion))
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage(cmd, flagError(cmd, err)) })
	root.SetUsageFunc(a.help)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.help(cmd) })
	root.AddCommand(a.templateCommand(), a.validateCommand(), a.statusCommand(), a.scoreCommand(), a.verifyCommand(), a.diffCommand(),
		a.indicatorsCommand(), a.explainCommand(), a.versionCommand(), a.completionCommand(), a.manCommand(), a.manualCommand())
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		cmd.DisableFlagsInUseLine = true
		if cmd.Name() == "help" {
			cmd.Short, cmd.Long, cmd.Example = a.text(msg.HelpHelp), "", "  qeval help score\n  qeval score -h"
			cmd.Use = "help [" + a.text(msg.UsagePlaceholder) + "]"
			cmd.Run, cmd.RunE = nil, func(_ *cobra.Command, args []string) error {
				about, rest, err := root.Find(args)
				if err != nil || len(rest) > 0 {
					return noCommand(root, strings.Join(args, " "))
				}
				return about.Help()
			}
		}
	}
	a.addCompletions(root)
	return root
}

// unknownCommand is the failure where a command is to stand and something else does.
func unknownCommand(root *cobra.Command, name string) error {
	if _, err := os.Stat(name); err == nil {
		return usage(root, msg.UsagePath(name, shellWord(name)))
	}
	return noCommand(root, name)
}

// noCommand is the failure of a name that is no command's.
func noCommand(root *cobra.Command, name string) error {
	if intake.OtherDash(name) {
		return usage(root, msg.UsageDash(name))
	}
	return usage(root, msg.UsageCommand(name, offer("", name, root)))
}

// offer is the half sentence that offers the command that may have been meant: one that
// begins so, that is two letters off at most, or that goes by this other name.
func offer(dashes, typed string, among *cobra.Command) msg.Text {
	found := among.SuggestionsFor(typed)
	if typed == "" || len(found) == 0 {
		return msg.Text{}
	}
	return msg.DidYouMean(dashes + cmp.Or(indicator.Nearest(typed, found), found[0]))
}

// usage is the failure of a command that was called wrongly.
func usage(cmd *cobra.Command, what msg.Text) error {
	return fail(diag.Usage.At(diag.Position{}, what, cmd.CommandPath()+" --help"))
}
