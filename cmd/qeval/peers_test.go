//go:build interop

package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"

	"qeval/internal/scoretest"
	"qeval/internal/tabletest"
)

// peerEnv names what TestAsAPeer is to do, and peerFolder where.
const peerEnv, peerFolder = "QEVAL_TEST_PEER", "QEVAL_TEST_FOLDER"

// TestAsAPeer is the process of a contender of BenchmarkPeers that is written in Go.
func TestAsAPeer(*testing.T) {
	switch folder := os.Getenv(peerFolder); os.Getenv(peerEnv) {
	case "excelize":
		fmt.Println(rankByExcelize(folder))
	case "scan":
		fmt.Println(scanOnly(folder))
	}
}

// BenchmarkPeers does the same work with the program and with others, in turns, and
// prints the median of each and how many times as long it takes as the program.
// Run it with
//
//	go test -tags interop -run - -bench Peers -benchtime 5x ./cmd/qeval
func BenchmarkPeers(b *testing.B) {
	const counties = 100
	sheets, err := scoretest.OneCountyEach(tabletest.Embedded(b), counties)
	if err != nil {
		b.Fatal(err)
	}
	folder := folderOf(b, sheets)
	b.Setenv(peerFolder, folder)
	program := filepath.Join(b.TempDir(), "qeval")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	contenders := [][]string{
		{"qeval score -n", program, "score", "-n", folder},
		{"unzip and scan", os.Args[0], "-test.run", "TestAsAPeer", "scan"},
		{"excelize, all cores", os.Args[0], "-test.run", "TestAsAPeer", "excelize"},
		{"SheetJS", "node", "../../testdata/interop/rank.js", "sheetjs", folder},
		{"exceljs", "node", "../../testdata/interop/rank.js", "exceljs", folder},
		{"openpyxl, read-only", python(b), "../../testdata/interop/rank.py", "openpyxl", folder},
	}
	if python := pythonWith("pandas"); python != "" {
		contenders = append(contenders, []string{"pandas", python, "../../testdata/interop/rank.py", "pandas", folder})
	}
	times := make([][]time.Duration, len(contenders))
	for b.Loop() {
		for i, c := range contenders {
			b.Setenv(peerEnv, c[len(c)-1])
			start := time.Now()
			if out, err := exec.Command(c[1], c[2:]...).CombinedOutput(); err != nil {
				b.Fatalf("%s: %v: %.300s", c[0], err, out)
			}
			times[i] = append(times[i], time.Since(start))
		}
	}
	median := func(i int) time.Duration {
		slices.Sort(times[i])
		return times[i][len(times[i])/2]
	}
	var table strings.Builder
	fmt.Fprintf(&table, "\n%d sheets of one unit, %d cores, medians of %d rounds:\n", 11*counties, runtime.NumCPU(), len(times[0]))
	for i, c := range contenders {
		fmt.Fprintf(&table, "| %-20s | %8.3f s | %6.1f |\n", c[0], median(i).Seconds(), float64(median(i))/float64(median(0)))
	}
	fmt.Print(table.String())
}

// pythonWith is a Python that has a module, or "".
func pythonWith(module string) string {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import "+module).Run() == nil {
			return python
		}
	}
	return ""
}

// eachFile does something to every file of a folder, with all cores.
func eachFile(folder string, do func(path string) int64) int64 {
	files, _ := filepath.Glob(folder + "/*.xlsx")
	var sum atomic.Int64
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for _, file := range files {
		group.Go(func() error {
			sum.Add(do(file))
			return nil
		})
	}
	group.Wait()
	return sum.Load()
}

// rankByExcelize adds up what plain excelize reads.
func rankByExcelize(folder string) int64 {
	return eachFile(folder, func(path string) int64 {
		f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			panic(err)
		}
		defer f.Close()
		rows, err := f.GetRows("评分表")
		if err != nil {
			panic(err)
		}
		var sum int64
		for _, row := range rows {
			if len(row) < 6 {
				continue
			}
			most, err := strconv.ParseFloat(row[4], 64)
			if err != nil {
				continue
			}
			if score, err := strconv.ParseFloat(row[5], 64); err == nil && score >= 0 && score <= most {
				sum += int64(score*100 + 0.5)
			}
		}
		return sum
	})
}

// scanOnly unzips every part, checksums included, and counts the cells.
func scanOnly(folder string) int64 {
	return eachFile(folder, func(path string) int64 {
		archive, err := zip.OpenReader(path)
		if err != nil {
			panic(err)
		}
		defer archive.Close()
		var cells int64
		for _, part := range archive.File {
			r, err := part.Open()
			if err != nil {
				panic(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				panic(err)
			}
			r.Close()
			cells += int64(bytes.Count(data, []byte("<c ")))
		}
		return cells
	})
}
