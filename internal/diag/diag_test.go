package diag

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"qeval/internal/msg"
)

func TestEveryCodeIsDeclaredOnceAndHasItsSentences(t *testing.T) {
	var codes []Code
	for _, info := range Catalogue() {
		codes = append(codes, info.Code)
		if !regexp.MustCompile(`^Q[0-6]\d\d$`).MatchString(string(info.Code)) {
			t.Errorf("%s is no code", info.Code)
		}
		if info.Example.Code != info.Code {
			t.Errorf("%s has an example of %s", info.Code, info.Example.Code)
		}
		for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
			for _, sentence := range []string{
				info.Title(lang), info.About(lang), info.Example.Message(lang), info.Example.Hint(lang),
			} {
				if strings.HasPrefix(sentence, string(info.Code)) || strings.ContainsAny(sentence, "{}") {
					t.Errorf("%s has no sentence, or one with a blank: %s", info.Code, sentence)
				}
			}
		}
	}
	if !slices.IsSorted(codes) || len(slices.Compact(slices.Clone(codes))) != len(codes) {
		t.Errorf("codes are out of order or given twice: %v", codes)
	}
}

// TestLevels pins which problems do not stop a result and which are the
// command's or the system's: everything else is an error of the sheets.
func TestLevels(t *testing.T) {
	var warnings, fatal []Code
	for _, info := range Catalogue() {
		switch New(info.Code, Position{}).Level() {
		case Warning:
			warnings = append(warnings, info.Code)
		case Fatal:
			fatal = append(fatal, info.Code)
		}
	}
	if want := []Code{
		OtherFormat, MoreAlike, NoMeta, UnitAlias, SelfScoreColumn, NoHeading, AlteredSubtotal,
		ReasonUnit, ReasonCriterion, IncompleteReason, NoReasonHeading, UnusedWords, OtherWorksheet, NumberAsText, FormulaValue, Spaces, UnscoredUnits, SameDeduction, NoReason, ReasonNames, SameContent, OtherVersion, InputRenamed,
		OtherPoints, AlikeDepartments, AssumedCap, UnreachedGrade, NoRoster, UnknownColumn, PassedOverRow, AssumedDepartment,
	}; !slices.Equal(warnings, want) {
		t.Errorf("warnings: %v, want %v", warnings, want)
	}
	if want := []Code{Usage, CannotOpen, CannotWrite, OutputExists, OutputIsInput, Internal}; !slices.Equal(fatal, want) {
		t.Errorf("fatal: %v, want %v", fatal, want)
	}
}

// TestWhatIsOutstanding pins what may still come, and so does not stop a
// provisional result.
func TestWhatIsOutstanding(t *testing.T) {
	var codes []Code
	for _, info := range Catalogue() {
		if info.Outstanding {
			codes = append(codes, info.Code)
		}
	}
	if want := []Code{Blank, MissingDepartment, MissingCriterion, MissingUnit, MissingScore}; !slices.Equal(codes, want) {
		t.Errorf("%v, want %v", codes, want)
	}
}

func TestPosition(t *testing.T) {
	for want, p := range map[string]Position{
		"":              {},
		"a.xlsx":        {File: "a.xlsx"},
		"a.xlsx:表":      {File: "a.xlsx", Worksheet: "表"},
		"a.xlsx:表!F5":   {File: "a.xlsx", Worksheet: "表", Col: 6, Row: 5},
		"a.xlsx:表!XFD1": {File: "a.xlsx", Worksheet: "表", Col: 16384, Row: 1},
		"a.xlsx:表!AA9":  {File: "a.xlsx", Worksheet: "表", Col: 27, Row: 9},
		"a.xlsx:表!Z10":  {File: "a.xlsx", Worksheet: "表", Col: 26, Row: 10},
	} {
		if got := p.String(); got != want {
			t.Errorf("%+v is %q, want %q", p, got, want)
		}
	}
}

func TestSorted(t *testing.T) {
	at := func(file string, col, row int) Position { return Position{file, "表", col, row} }
	list := List{
		New(TwoScoreSheets, at("b", 1, 1), "first", "x", "second", "y"),
		New(Blank, at("a", 2, 10)), New(Blank, at("a", 10, 9)), New(Blank, at("a", 9, 9)), New(Blank, at("a", 9, 9)),
		New(NoMeta, at("c", 0, 0)), New(AlteredText, at("a", 9, 9), "code", "x"),
	}
	var got []string
	for _, d := range list.Sorted() {
		got = append(got, string(d.Code)+" "+d.Position.String())
	}
	want := []string{"Q204 c:表", "Q211 a:表!I9", "Q304 a:表!I9", "Q304 a:表!J9", "Q304 a:表!B10", "Q106 b:表!A1"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWorst(t *testing.T) {
	warning, wrong, fatal := New(NoMeta, Position{}), New(Blank, Position{}), New(CannotOpen, Position{})
	for _, c := range []struct {
		list   List
		strict bool
		want   Level
	}{
		{nil, true, 0}, {List{warning}, false, 0}, {List{warning}, true, 1}, {List{warning, wrong}, false, 1},
		{List{fatal, wrong, warning}, false, 2}, {List{wrong, fatal}, true, 2},
	} {
		if got := c.list.Worst(c.strict); got != c.want {
			t.Errorf("%v, strict %v: %d, want %d", c.list, c.strict, got, c.want)
		}
	}
	// What is outstanding can be tolerated, whatever strict says; nothing else can.
	invalid := New(NotNumber, Position{})
	for _, c := range []struct {
		list   List
		strict bool
		want   Level
	}{
		{List{wrong}, false, 0}, {List{wrong}, true, 0}, {List{wrong, warning}, true, 1}, {List{wrong, invalid}, false, 1}, {List{wrong, fatal}, false, 2},
	} {
		list := c.list.Tolerate()
		if got := list.Worst(c.strict); got != c.want {
			t.Errorf("%v tolerated, strict %v: %d, want %d", c.list, c.strict, got, c.want)
		}
		if c.list[0].Level() == Warning {
			t.Error("the list itself is changed")
		}
	}
	if errors, warnings := (List{warning, wrong, fatal}).Count(); errors != 2 || warnings != 1 {
		t.Errorf("%d errors, %d warnings", errors, warnings)
	}
	if warning.Severity() != "warning" || wrong.Severity() != "error" || fatal.Severity() != "error" {
		t.Error("severities")
	}
}
