package main

import (
	"slices"

	"github.com/spf13/cobra"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// A format is a form in which a command shows a result of one type.
type format[R any] struct {
	name  string
	write func(a *app, result R) error

	// It is for other programs: it is written also where there is no result, and
	// before the messages.
	machine bool
}

// formats are the forms in which a command shows its result; the first is the default.
// A new one is one more of them.
type formats[R any] []format[R]

func (f formats[R]) names() []string {
	var names []string
	for _, one := range f {
		names = append(names, one.name)
	}
	return names
}

// addFlag adds --format to a command. failed is the result of a run that failed before
// there was any.
func (f formats[R]) addFlag(a *app, cmd *cobra.Command, value *string, failed func(diag.List) R) {
	cmd.Flags().StringVar(value, "format", f[0].name, a.text(msg.FlagFormat(msg.Either(f.names()))))
	choose(cmd.Flags().Lookup("format"), f.names()...)
	a.failures[cmd.Name()] = func(name string, list diag.List) error {
		if i := f.index(name); i >= 0 && f[i].machine {
			return f[i].write(a, failed(list))
		}
		return nil
	}
}

func (f formats[R]) index(name string) int {
	return slices.IndexFunc(f, func(one format[R]) bool { return one.name == name })
}

// show writes a result in the form of this name, and what there is to say of it. For a
// person there is none if the run has failed.
func (f formats[R]) show(a *app, name string, result R, list diag.List, failed bool) error {
	form := f[f.index(name)]
	if form.machine {
		if err := form.write(a, result); err != nil {
			return err
		}
	}
	a.showDiagnostics(list)
	if form.machine || failed {
		return nil
	}
	return form.write(a, result)
}

// writeFailure writes a failure in the form in which the command would have shown its
// result; cmd may be nil.
func (a *app) writeFailure(cmd *cobra.Command, format string, list diag.List) {
	write := a.failures[scoreName]
	if cmd != nil && a.failures[cmd.Name()] != nil {
		write = a.failures[cmd.Name()]
	}
	if write != nil { // or the program has failed before there were any commands
		write(format, list) // what cannot be written is noted in [results]
	}
}
