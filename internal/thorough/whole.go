//go:build interop

package thorough

// Tests says whether tests try everything.
const Tests = true
