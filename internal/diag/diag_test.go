package diag

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"qeval/internal/msg"
)

// That every kind has its sentences, that they have the blanks that are declared, and
// that no code is declared twice is checked when the program starts.
func TestCodes(t *testing.T) {
	for _, kind := range Kinds() {
		if !regexp.MustCompile(`^Q[0-6]\d\d$`).MatchString(string(kind.Code)) {
			t.Errorf("%s is no code", kind.Code)
		}
		if Lookup(kind.Code) != kind || kind.Example.Code != kind.Code {
			t.Errorf("%s is not found, or has an example of %s", kind.Code, kind.Example.Code)
		}
		said := ""
		for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
			said += kind.Example.Message(lang) + kind.Example.Hint(lang)
			if strings.Contains(said, "%!") || strings.Contains(said, "<nil>") {
				t.Errorf("the example of %s has no value for a blank: %s", kind.Code, said)
			}
		}
		for _, name := range kind.names {
			blank := "{" + name + "}"
			if used := strings.Contains(kind.Message[0]+kind.Hint[0], blank); !used && !slices.Equal(kind.names, valueNames) {
				t.Errorf("%s never says %s", kind.Code, blank)
			}
		}
	}
	if Lookup("Q999") != nil {
		t.Error("Q999 is found")
	}
}

// TestADeclarationThatDoesNotFitIsNoPartOfTheProgram: it panics when the program starts.
func TestADeclarationThatDoesNotFitIsNoPartOfTheProgram(t *testing.T) {
	text := both{"字", "text"}
	good := Kind{Code: "Q998", Title: text, Meaning: text, Message: text, Hint: text}
	for name, change := range map[string]func(k *Kind){
		"a code twice":       func(k *Kind) { k.Code = "Q304" },
		"no title":           func(k *Kind) { k.Title = both{} },
		"a language missing": func(k *Kind) { k.Meaning[1] = "" },
		"an unknown blank":   func(k *Kind) { k.Message = both{"{x}", "{x}"} },
		"blanks that differ": func(k *Kind) { k.Hint = both{"{found}", "it"} },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: accepted", name)
				}
			}()
			k := good
			change(&k)
			declare1(k, blank("found", "甲"))
		}()
	}
}

// TestNote: it is shown, and changes nothing else.
func TestNote(t *testing.T) {
	kind := &Kind{Code: "Q997", Level: Note}
	list := List{Blank.At(Position{File: "a"}, Value{}), NoMeta.At(Position{File: "a"}), kind.at(Position{File: "b"})}
	if got := list.Sorted(); got[0].Kind != kind || got[1].Code != NoMeta.Code {
		t.Errorf("%v", got)
	}
	if list[2].Severity() != "note" || list[2:].Worst(true) != Warning || Note.ExitStatus() != 0 {
		t.Error("a note is counted for more")
	}
	if errors, warnings := list.Count(); errors != 1 || warnings != 1 {
		t.Error(errors, warnings)
	}
}

// TestLevels pins which problems do not stop a result and which are the
// command's or the system's: everything else is an error of the sheets.
func TestLevels(t *testing.T) {
	var warnings, fatal []Code
	for _, kind := range Kinds() {
		switch kind.Level {
		case Warning:
			warnings = append(warnings, kind.Code)
		case Fatal:
			fatal = append(fatal, kind.Code)
		}
	}
	if want := []Code{
		StaleFeedback.Code, OtherFormat.Code, MoreAlike.Code, FolderUnread.Code, NoMeta.Code, UnitAlias.Code, SelfScoreColumn.Code, NoHeading.Code, AlteredSubtotal.Code,
		ReasonUnit.Code, ReasonCriterion.Code, IncompleteReason.Code, NoReasonHeading.Code, UnusedWords.Code, OtherWorksheet.Code, UnseenCharacters.Code, FormulaLabel.Code, UnclearDescription.Code, WordsBeside.Code, CommentsBeside.Code, DrawingsOver.Code, NumberAsText.Code, FormulaValue.Code, Spaces.Code, UnscoredUnits.Code, SameDeduction.Code, NoReason.Code, ReasonNames.Code, SameContent.Code, CopyPassedOver.Code, OtherVersion.Code, InputRenamed.Code,
		OtherPoints.Code, TableFormula.Code, AlikeDepartments.Code, AssumedCap.Code, UnreachedGrade.Code, NoRoster.Code, UnknownColumn.Code, PassedOverRow.Code, AssumedDepartment.Code, RuleBeside.Code, KindInText.Code,
	}; !slices.Equal(warnings, want) {
		t.Errorf("warnings: %v, want %v", warnings, want)
	}
	if want := []Code{Usage.Code, CannotOpen.Code, CannotWrite.Code, OutputExists.Code, OutputIsInput.Code, Internal.Code}; !slices.Equal(fatal, want) {
		t.Errorf("fatal: %v, want %v", fatal, want)
	}
}

// TestWhatIsOutstanding pins what may still come, and so does not stop a
// provisional result.
func TestWhatIsOutstanding(t *testing.T) {
	var codes []Code
	for _, kind := range Kinds() {
		if kind.Outstanding {
			codes = append(codes, kind.Code)
		}
	}
	if want := []Code{Blank.Code, MissingDepartment.Code, MissingCriterion.Code, MissingUnit.Code, MissingScore.Code}; !slices.Equal(codes, want) {
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
		TwoScoreSheets.At(at("b", 1, 1), "x", "y"),
		Blank.At(at("a", 2, 10), Value{}), Blank.At(at("a", 10, 9), Value{}), Blank.At(at("a", 9, 9), Value{}), Blank.At(at("a", 9, 9), Value{}),
		NoMeta.At(at("c", 0, 0)), AlteredText.At(at("a", 9, 9), "x", "", "", msg.FixCriterionText),
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
	warning, wrong, fatal := NoMeta.At(Position{}), Blank.At(Position{}, Value{}), CannotOpen.At(Position{}, "?")
	for _, c := range []struct {
		list   List
		strict bool
		want   int
	}{
		{nil, true, 0}, {List{warning}, false, 0}, {List{warning}, true, 1}, {List{warning, wrong}, false, 1},
		{List{fatal, wrong, warning}, false, 2}, {List{wrong, fatal}, true, 2},
	} {
		if got := c.list.Worst(c.strict).ExitStatus(); got != c.want {
			t.Errorf("%v, strict %v: %d, want %d", c.list, c.strict, got, c.want)
		}
	}
	// What is outstanding can be allowed, whatever strict says; nothing else can.
	invalid := NotNumber.At(Position{}, Value{})
	for _, c := range []struct {
		list   List
		strict bool
		want   int
	}{
		{List{wrong}, false, 0}, {List{wrong}, true, 0}, {List{wrong, warning}, true, 1}, {List{wrong, invalid}, false, 1}, {List{wrong, fatal}, false, 2},
	} {
		list := c.list.AllowMissing()
		if got := list.Worst(c.strict).ExitStatus(); got != c.want {
			t.Errorf("%v, what is missing allowed, strict %v: %d, want %d", c.list, c.strict, got, c.want)
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
