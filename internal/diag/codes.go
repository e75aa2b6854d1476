package diag

import "slices"

// Code names one kind of problem for good: "Q304". The first digit tells
// what is at fault: 0 the command or the system, 1 a workbook, 2 a sheet, 3 a
// cell, 4 the sheets together.
type Code string

// The codes. Their sentences are in package msg, under "Q304.message" and
// "Q304.hint".
const (
	Usage         Code = "Q001"
	CannotOpen    Code = "Q002"
	CannotWrite   Code = "Q003"
	OutputExists  Code = "Q004"
	OutputIsInput Code = "Q005"
	NothingToRead Code = "Q006"
	Internal      Code = "Q009"

	NotWorkbook    Code = "Q101"
	Protected      Code = "Q102"
	Damaged        Code = "Q103"
	TooLarge       Code = "Q104"
	NoScoreSheet   Code = "Q105"
	TwoScoreSheets Code = "Q106"
	OtherFormat    Code = "Q107"

	NoDepartment      Code = "Q201"
	UnknownDepartment Code = "Q202"
	OtherTable        Code = "Q203"
	NoMeta            Code = "Q204"
	UnknownUnit       Code = "Q205"
	RepeatedHeading   Code = "Q206"
	UnitAlias         Code = "Q207"
	UnknownCriterion  Code = "Q208"
	ForeignCriterion  Code = "Q209"
	RepeatedCriterion Code = "Q210"
	AlteredText       Code = "Q211"
	AlteredPoints     Code = "Q212"
	SelfScoreColumn   Code = "Q213"
	RepeatedUnit      Code = "Q214"
	HiddenSheet       Code = "Q215"
	OtherLayout       Code = "Q216"
	AlteredDepartment Code = "Q217"
	NoCode            Code = "Q218"
	NoHeading         Code = "Q219"

	NotNumber      Code = "Q301"
	Negative       Code = "Q302"
	AbovePoints    Code = "Q303"
	Blank          Code = "Q304"
	TooPrecise     Code = "Q305"
	NotYesNo       Code = "Q306"
	NotApplicable  Code = "Q307"
	ErrorValue     Code = "Q308"
	NotCalculated  Code = "Q309"
	DateValue      Code = "Q310"
	PercentValue   Code = "Q311"
	DisguisedValue Code = "Q312"
	StruckValue    Code = "Q313"
	NumberAsText   Code = "Q321"
	FormulaValue   Code = "Q322"
	Spaces         Code = "Q323"

	MissingDepartment Code = "Q401"
	MissingCriterion  Code = "Q402"
	MissingUnit       Code = "Q403"
	RepeatedScore     Code = "Q404"
	UnscoredUnits     Code = "Q405"
	SameDeduction     Code = "Q406"
	MissingScore      Code = "Q407"
	NoUnits           Code = "Q408"
)

// Level is how bad a problem is. Its value is the exit status that it causes.
type Level int

// The levels. Fatal is shown as an error too; it is what is wrong with the
// command or the system rather than with the sheets.
const (
	Warning Level = iota
	Error
	Fatal
)

// Info is what is declared of a code.
type Info struct {
	Code  Code
	Level Level
}

// Catalogue lists every code in order.
func Catalogue() []Info { return slices.Clone(catalogue[:]) }

var catalogue = [...]Info{
	{Usage, Fatal}, {CannotOpen, Fatal}, {CannotWrite, Fatal}, {OutputExists, Fatal},
	{OutputIsInput, Fatal}, {NothingToRead, Error}, {Internal, Fatal},

	{NotWorkbook, Error}, {Protected, Error}, {Damaged, Error}, {TooLarge, Error},
	{NoScoreSheet, Error}, {TwoScoreSheets, Error}, {OtherFormat, Warning},

	{NoDepartment, Error}, {UnknownDepartment, Error}, {OtherTable, Error}, {NoMeta, Warning},
	{UnknownUnit, Error}, {RepeatedHeading, Error}, {UnitAlias, Warning}, {UnknownCriterion, Error},
	{ForeignCriterion, Error}, {RepeatedCriterion, Error}, {AlteredText, Error},
	{AlteredPoints, Error}, {SelfScoreColumn, Warning}, {RepeatedUnit, Error}, {HiddenSheet, Error}, {OtherLayout, Error},
	{AlteredDepartment, Error}, {NoCode, Error}, {NoHeading, Warning},

	{NotNumber, Error}, {Negative, Error}, {AbovePoints, Error}, {Blank, Error},
	{TooPrecise, Error}, {NotYesNo, Error}, {NotApplicable, Error}, {ErrorValue, Error},
	{NotCalculated, Error}, {DateValue, Error}, {PercentValue, Error}, {DisguisedValue, Error}, {StruckValue, Error}, {NumberAsText, Warning}, {FormulaValue, Warning}, {Spaces, Warning},

	{MissingDepartment, Error}, {MissingCriterion, Error}, {MissingUnit, Error},
	{RepeatedScore, Error}, {UnscoredUnits, Warning}, {SameDeduction, Warning},
	{MissingScore, Error}, {NoUnits, Error},
}
