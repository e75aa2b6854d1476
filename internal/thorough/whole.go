//go:build interop

package thorough

// Tests says that tests try everything.
const Tests = true
