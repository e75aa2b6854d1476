package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"qeval/internal/goldentest"
	"qeval/internal/intake"
	"qeval/internal/tabletest"
	"qeval/internal/thorough"
	"qeval/internal/xlsxtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"qeval": main, measuredName: measured, "excel": excel})
}

// inProcesses is for tests that run the program many times over as a process. The race
// detector takes several times the time and memory for that, and would find no more
// than in the scripts, which it has too.
func inProcesses(t *testing.T) {
	if underRace {
		t.Skip("there is no need to run it under the race detector")
	}
}

// TestScripts runs the end-to-end tests, one behaviour a file. Each runs in a
// folder of its own, which holds the sample sheets as sheets/DEPARTMENT.xlsx.
// Beside testscript's own commands there are:
//
//	exit N COMMAND…         runs a command and checks its exit status, and that one that
//	                        is not 0 comes with a message
//	build FILE GRID         makes a workbook of text, see [xlsxtest.Build]
//	edit FILE PLACE=VALUE…  changes cells of a workbook, see [xlsxtest.Edit]
//	patch FILE PART OLD NEW changes a part of a workbook, OLD being a regular expression
//	dump FILE OUT           writes what a workbook shows as text
//	truncate FILE           cuts a file in half
//	text FROM TO            copies a file, replacing \r, \n, \xHH and the like
//
// The condition whole is that long ones do not stop half-way; see package thorough.
func TestScripts(t *testing.T) {
	sheets, err := filepath.Glob(sheetsDir + "/*.xlsx")
	if err != nil || len(sheets) != 11 {
		t.Fatal(sheets, err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       goldentest.Update(),
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Condition: func(cond string) (bool, error) {
			if cond != "whole" {
				return false, errors.New("no condition " + cond)
			}
			return thorough.Tests, nil
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else the race detector sleeps a second at every exit
			folder := filepath.Join(env.WorkDir, "sheets")
			if err := os.Mkdir(folder, 0o755); err != nil {
				return err
			}
			for _, sheet := range sheets {
				data, err := os.ReadFile(sheet)
				if err != nil {
					return err
				}
				_, name, _ := strings.Cut(filepath.Base(sheet), "-")
				if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exit": func(ts *testscript.TestScript, _ bool, args []string) {
				err := ts.Exec(args[1], args[2:]...)
				status := 0
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					status = exit.ExitCode()
				} else {
					ts.Check(err)
				}
				if want, err := strconv.Atoi(args[0]); err != nil || status != want {
					ts.Fatalf("exit status %d, want %s", status, args[0])
				}
				if complaint := unexplained(status, ts.ReadFile("stdout"), ts.ReadFile("stderr"), args); complaint != "" {
					ts.Fatalf("%s", complaint)
				}
			},
			"build": func(ts *testscript.TestScript, _ bool, args []string) {
				data, err := xlsxtest.Build(ts.ReadFile(args[1]))
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
			},
			"edit": func(ts *testscript.TestScript, _ bool, args []string) {
				data, err := xlsxtest.Edit([]byte(ts.ReadFile(args[0])), args[1:]...)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
			},
			"patch": func(ts *testscript.TestScript, _ bool, args []string) {
				data, err := xlsxtest.Patch([]byte(ts.ReadFile(args[0])), args[1], args[2], args[3])
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
			},
			"dump": func(ts *testscript.TestScript, _ bool, args []string) {
				text, err := xlsxtest.Dump([]byte(ts.ReadFile(args[0])))
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o644))
			},
			"truncate": func(ts *testscript.TestScript, _ bool, args []string) {
				data := ts.ReadFile(args[0])
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(data[:len(data)/2]), 0o644))
			},
			"text": func(ts *testscript.TestScript, _ bool, args []string) {
				quoted := `"` + strings.ReplaceAll(strings.TrimSpace(ts.ReadFile(args[0])), `"`, `\"`) + `"`
				text, err := strconv.Unquote(quoted)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o644))
			},
		},
	})
}

// BenchmarkTheRealJob is eleven sheets by thirteen units, from the files to the
// report in memory.
func BenchmarkTheRealJob(b *testing.B) {
	table := tabletest.Embedded(b)
	output := filepath.Join(b.TempDir(), "report.xlsx")
	b.ReportAllocs()
	for b.Loop() {
		out := new(app).assessAll(&scoreOptions{output: output}, intake.Rules{Table: table}, nil, []string{sheetsDir})
		if out.report == nil {
			b.Fatal(fmt.Sprint(out.list))
		}
		if list := new(app).writeDocuments(out.plan, out.report, scoreOptions{output: output}); len(list) > 0 {
			b.Fatal(fmt.Sprint(list))
		}
	}
}
