package workbook

import "qeval/internal/msg"

// Doubt is a set of reasons for which somebody who opens the file may not see a cell as
// it is stored, beside what its number format makes of it, which its [Kind] tells.
type Doubt uint16

// The reasons, those first that hide most.
const (
	Hidden      Doubt = 1 << iota // its row or its column is hidden, or as good as hidden
	Struck                        // it is struck out, at least in part
	Faint                         // it is nearly of the colour that it stands on, at least in part
	NoRoom                        // its column is too narrow: ### is shown for a number
	Low                           // its row is too low to be read with ease
	Tiny                          // its characters are too small to be read, at least in part
	Symbols                       // its font draws something else for digits and letters
	Raised                        // a part of it is raised or lowered, as the 1 of 0.5¹
	Crossed                       // a diagonal line goes through it
	Conditional                   // a conditional format over it may show it otherwise
)

// InWords are those that matter for words, in which raised characters, as in m², are usual.
func (d Doubt) InWords() Doubt { return d &^ Raised }

// Has reports whether one of other's reasons is among them.
func (d Doubt) Has(other Doubt) bool { return d&other != 0 }

// Each lists the reasons one by one, in the order in which they are declared.
func (d Doubt) Each() []Doubt {
	var each []Doubt
	for one := Hidden; one <= Conditional; one <<= 1 {
		if d.Has(one) {
			each = append(each, one)
		}
	}
	return each
}

var whyDoubted = map[Doubt]msg.Text{
	Hidden: msg.UnclearHidden, Struck: msg.UnclearStruck, Faint: msg.UnclearFaint, NoRoom: msg.UnclearNoRoom, Low: msg.UnclearLow,
	Tiny: msg.UnclearTiny, Symbols: msg.UnclearSymbols, Raised: msg.UnclearRaised, Crossed: msg.UnclearCrossed, Conditional: msg.UnclearConditional,
}

// Why says the first of the reasons, as what is to be said of the cell; nothing if there
// is none.
func (d Doubt) Why() msg.Text {
	for _, one := range d.Each() {
		return whyDoubted[one]
	}
	return msg.Text{}
}
