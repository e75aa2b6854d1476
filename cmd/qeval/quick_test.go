//go:build !interop

package main

// thorough says whether tests that take long try everything or a part of it: .ci/run
// tries everything.
const thorough = false
