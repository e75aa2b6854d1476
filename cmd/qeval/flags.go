package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"qeval/internal/msg"
)

// flagError says in the user's language what the parser of flags found.
func flagError(cmd *cobra.Command, err error) msg.Text {
	var (
		unknown  *pflag.NotExistError
		novalue  *pflag.ValueRequiredError
		badvalue *pflag.InvalidValueError
	)
	dashed := func(name, shorthands string) string {
		if shorthands != "" {
			return "-" + name
		}
		return "--" + name
	}
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		return msg.UsageFlag(dashed(name, unknown.GetSpecifiedShortnames()), offerFlag(cmd, name))
	case errors.As(err, &novalue):
		return msg.UsageNoValue(dashed(novalue.GetSpecifiedName(), novalue.GetSpecifiedShortnames()))
	case errors.As(err, &badvalue):
		return msg.UsageBadValue(dashed(badvalue.GetFlag().Name, ""), badvalue.GetValue())
	}
	return msg.UsageParser(err)
}

// oneOf checks the value of a flag against the ones that it takes; an empty one
// stands for the default.
func oneOf(cmd *cobra.Command, flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	named := slices.DeleteFunc(slices.Clone(allowed), func(s string) bool { return s == "" })
	return usage(cmd, msg.UsageOneOf("--"+flag, value, strings.Join(named, "|")))
}

// notEmpty refuses flags that are given with nothing behind them.
func notEmpty(cmd *cobra.Command, flags ...string) error {
	for _, flag := range flags {
		if f := cmd.Flags().Lookup(flag); f.Changed && f.Value.String() == "" {
			return usage(cmd, msg.UsageNoValue("--"+flag))
		}
	}
	return nil
}

// choicesOf is the annotation of a flag that takes only certain values.
const choicesOf = "choices"

// choose says which values a flag takes.
func choose(f *pflag.Flag, values ...string) {
	f.Annotations = map[string][]string{choicesOf: values}
}

// choices are the values that a flag takes, or nil.
func choices(f *pflag.Flag) []string { return f.Annotations[choicesOf] }

// checkChoices checks all flags that were given.
func checkChoices(cmd *cobra.Command) error {
	var wrong error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if allowed := choices(f); allowed != nil && wrong == nil {
			wrong = oneOf(cmd, f.Name, f.Value.String(), allowed...)
		}
	})
	return wrong
}

// forceFlag adds --force to a command that writes files.
func forceFlag(a *app, cmd *cobra.Command, force *bool) {
	cmd.Flags().BoolVarP(force, "force", "f", false, a.text(msg.FlagForce))
}

// offerFlag is [offer] for options: for that they are commands.
func offerFlag(cmd *cobra.Command, typed string) msg.Text {
	flags := &cobra.Command{SuggestionsMinimumDistance: cmd.Root().SuggestionsMinimumDistance}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		flags.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
	})
	if len(typed) == 1 { // too short to be near anything else
		if cmd.Flags().ShorthandLookup(typed) != nil {
			return msg.DidYouMean("-" + typed)
		}
		return msg.Text{}
	}
	return offer("--", typed, flags)
}
