// Package thorough says how much a test tries that takes long: a part of it with
// go test ./..., so that this stays quick, and everything with the build tag interop, as
// .ci/run does. It serves tests alone.
package thorough

import (
	"flag"
	"testing"

	"pgregory.net/rapid"
)

// Some is all of a list where tests are thorough, and else every n-th one.
func Some[T any](list []T, n int) []T {
	if Tests {
		return list
	}
	var some []T
	for i := 0; i < len(list); i += n {
		some = append(some, list[i])
	}
	return some
}

// Check is [rapid.Check] for a property that takes long to check, of fewer cases where
// tests are not thorough and nobody asks for a number of them. It is not for tests that
// run in parallel.
func Check(t *testing.T, property func(t *rapid.T)) {
	t.Helper()
	if most := flag.Lookup("rapid.checks"); !Tests && most.Value.String() == most.DefValue {
		defer flag.Set(most.Name, most.Value.String())
		flag.Set(most.Name, "20")
	}
	rapid.Check(t, property)
}

// Sequential skips a test that takes long and does one thing at a time where nothing but
// races is looked for, which -short says.
func Sequential(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it does one thing at a time")
	}
}
