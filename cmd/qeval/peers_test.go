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
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
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
	case "limit":
		fmt.Println(scanScores(folder))
	}
}

// BenchmarkPeers does the same work with the program and with others, in turns, and
// prints the median of each, in time by the clock and of all cores, and how many times as
// much of both it takes as the program. The limit is the least that any reader can do.
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
		{"limit: bare scan of the scores", os.Args[0], "-test.run", "TestAsAPeer", "limit"},
		{"unzip and scan", os.Args[0], "-test.run", "TestAsAPeer", "scan"},
		{"excelize, all cores", os.Args[0], "-test.run", "TestAsAPeer", "excelize"},
		{"SheetJS", "node", "../../testdata/interop/rank.js", "sheetjs", folder},
		{"exceljs", "node", "../../testdata/interop/rank.js", "exceljs", folder},
		{"openpyxl, read-only", python(b), "../../testdata/interop/rank.py", "openpyxl", folder},
	}
	if python := pythonWith("pandas"); python != "" {
		contenders = append(contenders, []string{"pandas", python, "../../testdata/interop/rank.py", "pandas", folder})
	}
	walls, cpus := make([][]time.Duration, len(contenders)), make([][]time.Duration, len(contenders))
	for b.Loop() {
		for i, c := range contenders {
			b.Setenv(peerEnv, c[len(c)-1])
			start, command := time.Now(), exec.Command(c[1], c[2:]...)
			if out, err := command.CombinedOutput(); err != nil {
				b.Fatalf("%s: %v: %.300s", c[0], err, out)
			}
			walls[i] = append(walls[i], time.Since(start))
			cpus[i] = append(cpus[i], command.ProcessState.UserTime()+command.ProcessState.SystemTime())
		}
	}
	median := func(times []time.Duration) float64 {
		slices.Sort(times)
		return times[len(times)/2].Seconds()
	}
	var table strings.Builder
	fmt.Fprintf(&table, "\n%d sheets of one unit, %d cores, medians of %d rounds, by the clock and of all cores:\n", 11*counties, runtime.NumCPU(), len(walls[0]))
	for i, c := range contenders {
		wall, cpu := median(walls[i]), median(cpus[i])
		fmt.Fprintf(&table, "| %-30s | %8.3f s | %6.1f | %8.3f s | %6.1f |\n", c[0], wall, wall/median(walls[0]), cpu, cpu/median(cpus[0]))
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

// scanScores unzips the two parts that hold the scores, with the fastest inflate that
// there is and no checksums, and counts the cells.
func scanScores(folder string) int64 {
	return eachFile(folder, func(path string) int64 {
		data, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			panic(err)
		}
		var cells int64
		for _, part := range archive.File {
			if part.Name != "xl/worksheets/sheet1.xml" && part.Name != "xl/sharedStrings.xml" {
				continue
			}
			from, err := part.DataOffset()
			if err != nil {
				panic(err)
			}
			r := inflaters.Get().(io.ReadCloser)
			r.(flate.Resetter).Reset(bytes.NewReader(data[from:from+int64(part.CompressedSize64)]), nil)
			content := make([]byte, part.UncompressedSize64)
			if _, err := io.ReadFull(r, content); err != nil {
				panic(err)
			}
			inflaters.Put(r)
			cells += int64(bytes.Count(content, []byte("<c ")))
		}
		return cells
	})
}

var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}
