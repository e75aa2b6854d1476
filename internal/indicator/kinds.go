package indicator

import (
	"regexp"
	"slices"
	"strings"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// kindWords are the words in a category's name by which its criteria are no scores.
// Those without a kind mean one too, but which is not for the program to guess.
var kindWords = [...]struct {
	word string
	kind Kind
}{{"减分", Deduction}, {"加分", Bonus}, {"否决", Veto}, {"扣分", ""}, {"倒扣", ""}, {"奖励分", ""}, {"奖励项", ""}, {"奖分", ""}, {"附加项", ""}, {"附加分", ""}, {"增分", ""}, {"负分", ""}, {"扣减", ""}}

// How categories are named whose criteria may add or take off. All match names in half
// width without their numbers and what stands in brackets, but for bothWays.
var (
	bothWays = regexp.MustCompile(`[加奖增][^\p{Han}]*[与和或及]?[^\p{Han}]*[减扣罚惩][^\p{Han}]*(?:分|项|指标|情形|$)|[减扣罚惩][^\p{Han}]*[与和或及]?[^\p{Han}]*[加奖增][^\p{Han}]*(?:分|项|指标|情形|$)|不[加减扣]分`)
	unclear  = regexp.MustCompile(`^(?:负向|负面|反向|惩罚|处罚|扣除|失分|罚分|降分|附加|奖惩|奖励)(?:清单|项目?|指标|题|情形|事项|分|类)?$`)
	noKind   = regexp.MustCompile(`增加分|加分[类布]|减分流|加分项目(?:申报|公示|管理|审核)`) // in which 加分 or 减分 is no word
)

// plainName is a name in half width without its number and what stands in brackets.
func plainName(name string) string {
	folded := FoldText(name)
	return bracketed.ReplaceAllString(folded[len(numberOf(folded)):], "")
}

// kind is what a category's name says that its criteria do.
func (r *criteriaReader) kind(category string, at Cell) Kind {
	var kinds []Kind
	name := noKind.ReplaceAllString(FoldText(category), "")
	for _, w := range kindWords {
		if strings.Contains(name, w.word) {
			kinds = append(kinds, w.kind)
		}
	}
	isUnclear := bothWays.MatchString(name) || unclear.MatchString(plainName(category))
	switch {
	case len(kinds) == 0 && !isUnclear:
		return Score
	case len(kinds) == 1 && kinds[0] != "" && !isUnclear:
		return kinds[0]
	}
	r.list.Add(diag.AmbiguousKind.At(at.At, category))
	r.unknownKind = true
	return Deduction
}

// kindAsItem refuses an item that is named as kinds of categories are, such as 减分项,
// within a category of another kind: its points would count as that one's.
func (r *criteriaReader) kindAsItem() {
	name := noKind.ReplaceAllString(plainName(r.item.Name), "")
	if m := kindName.FindStringSubmatch(name); m != nil && !r.unknownKind && kindsNamed[m[1]+m[2]] != r.category.Kind {
		r.list.Add(diag.KindAsItem.At(r.levelAt[r.item.Code], r.item.Name, r.category.Name, kindTexts[r.category.Kind]))
		r.doubt()
	}
}

// questionKind asks about a criterion that speaks of another kind than that of its
// category.
func (r *criteriaReader) questionKind(text string, c Criterion, at diag.Position) {
	folded := FoldText(text)
	for _, said := range kindsInTexts {
		if word := said.words.FindString(folded); word != "" && !said.of(c.Kind()) && !r.unknownKind {
			r.list.Add(diag.KindInText.At(at, brief(text), word, c.Category.Name, kindTexts[c.Kind()]))
			return
		}
	}
}

// said are words, in half width, by which a text says what a criterion does.
type said struct {
	words *regexp.Regexp
	kinds []Kind // of which that is nothing to ask about
}

func (s said) of(kind Kind) bool { return slices.Contains(s.kinds, kind) }

var kindsInTexts = [...]said{
	{regexp.MustCompile(`加减分`), nil},
	{regexp.MustCompile(`加分项|奖励分|奖励项|另加|额外加|[(\[【]加分[)\]】]|^加分:|在?总分(?:基础上)?加|不计入?(?:总分|满分)`), []Kind{Bonus}},
	{regexp.MustCompile(`减分项|扣分项|倒扣|另减|另扣|[(\[【][减扣]分[)\]】]|^减分:|从?总分中?[扣减]`), []Kind{Deduction}},
	{regexp.MustCompile(`一票否决|否决项|一律[定评判]?为`), []Kind{Veto}},
	{regexp.MustCompile(`加[0-9.]+分`), []Kind{Score, Bonus, Veto}},
	{regexp.MustCompile(`[扣减][0-9.]+分`), []Kind{Score, Deduction, Veto}},
}

// kindsNamed are the kinds that words stand for where nothing else is named.
var kindsNamed = map[string]Kind{"加分": Bonus, "奖励": Bonus, "奖励分": Bonus, "附加分": Bonus, "附加项": Bonus, "减分": Deduction, "扣分": Deduction, "倒扣": Deduction, "否决": Veto}

var kindTexts = map[Kind]msg.Text{Score: msg.KindScore, Bonus: msg.KindBonus, Deduction: msg.KindDeduction, Veto: msg.KindVeto}

var kindName = regexp.MustCompile(`(加减分|加分|奖励分|附加分|附加项|减分|扣分|倒扣|否决)|^(奖励)(?:分?项|项目|指标|事项|因素|情形|类|内容)?$`)
