//go:build interop

package main

// withFloods says whether [TestHostileFiles] has the files that take their time.
const withFloods = true
