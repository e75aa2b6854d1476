package indicator

import (
	"regexp"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// kindWords are the words in a category's name by which its criteria are no scores.
// Those without a kind mean one too, but which is not for the program to guess.
var kindWords = [...]struct {
	word string
	kind Kind
}{{"减分", Deduction}, {"加分", Bonus}, {"否决", Veto}, {"加减", ""}, {"扣分", ""}, {"倒扣", ""}, {"奖励分", ""}, {"奖励项", ""}, {"奖分", ""}, {"附加项", ""}, {"增分", ""}, {"负分", ""}, {"扣减", ""}}

// kind is what a category's name says that its criteria do.
func (r *criteriaReader) kind(category string, at Cell) Kind {
	var kinds []Kind
	for _, w := range kindWords {
		if strings.Contains(Fold(category), w.word) {
			kinds = append(kinds, w.kind)
		}
	}
	switch {
	case len(kinds) == 0:
		return Score
	case len(kinds) == 1 && kinds[0] != "":
		return kinds[0]
	}
	r.list.Add(diag.AmbiguousKind.At(at.At, category))
	r.unknownKind = true
	return Deduction
}

// kindAsItem refuses an item that is named as kinds of categories are, such as 减分项,
// within a category of another kind: its points would count as that one's.
func (r *criteriaReader) kindAsItem() {
	name := bracketed.ReplaceAllString(numbered.ReplaceAllString(FoldText(r.item.Name), ""), "")
	if m := kindName.FindStringSubmatch(name); m != nil && !r.unknownKind && kindsNamed[m[1]] != r.category.Kind {
		r.list.Add(diag.KindAsItem.At(r.levelAt[r.item.Code], r.item.Name, r.category.Name, kindTexts[r.category.Kind]))
		r.doubt()
	}
}

// questionKind asks about a criterion that speaks of another kind than that of its
// category.
func (r *criteriaReader) questionKind(text string, c Criterion, at diag.Position) {
	folded := Fold(text)
	for _, said := range kindsInTexts {
		if said.kind != c.Kind() && !r.unknownKind && strings.Contains(folded, said.word) {
			r.list.Add(diag.KindInText.At(at, brief(text), said.word, c.Category.Name, kindTexts[c.Kind()]))
			return
		}
	}
}

// kindsInTexts are the words by which a text says what a criterion does.
var kindsInTexts = [...]struct {
	word string
	kind Kind
}{{"加减分", ""}, {"加分项", Bonus}, {"奖励分", Bonus}, {"奖励项", Bonus}, {"减分项", Deduction}, {"扣分项", Deduction}, {"倒扣", Deduction}, {"一票否决", Veto}, {"否决项", Veto}, {"另加", Bonus}, {"额外加", Bonus}, {"另减", Deduction}, {"另扣", Deduction}}

// kindsNamed are the kinds that words stand for where nothing else is named.
var kindsNamed = map[string]Kind{"加分": Bonus, "奖励": Bonus, "奖励分": Bonus, "减分": Deduction, "扣分": Deduction, "倒扣": Deduction, "否决": Veto}

var kindTexts = map[Kind]msg.Text{Score: msg.KindScore, Bonus: msg.KindBonus, Deduction: msg.KindDeduction, Veto: msg.KindVeto}

var kindName = regexp.MustCompile(`^(?:一票)?(加减分|加分|奖励分|奖励|减分|扣分|倒扣|否决)(?:分?项|项目|指标|事项|因素|情形|类|内容)?$`)
