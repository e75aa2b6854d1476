//go:build !race

package main

// underRace: the race detector makes everything several times as large and slow.
const underRace = false
