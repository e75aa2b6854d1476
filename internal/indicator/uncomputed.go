package indicator

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"

	"qeval/internal/diag"
	"qeval/internal/msg"
)

// uncomputed is a rule of other assessments that is not computed, so that a table which
// speaks of it is refused: the words of it in half width, its name, and what to do.
type uncomputed struct {
	words     *regexp.Regexp
	name, fix msg.Text
	needs     string // a part of the words that is quickly looked for; "" if there is none
}

// someUnits is the number of those that a quota lets in.
const someUnits = `[0-9一二三四五六七八九十]+\s*(?:[名家]|个(?:$|[^等档级层类]))` // and not 四个等次

// Grades by quota: in notes, by the name of a grade, as a heading of the criteria and of
// the grades, and as the bound of a grade.
var (
	quota = uncomputed{regexp.MustCompile(strings.Join([]string{
		`前\s*[0-9一二三四五六七八九十]+\s*[名位]`, `排名?\s*在?\s*[前后末]\s*[0-9一二三四五六七八九十]`, `[前后末]\s*[0-9.]+\s*%`,
		`不得?(?:超过|高于|多于)[^0-9,。;]*[0-9.]+\s*[%名个家]`, `控制在[^,。;]*[0-9.]+\s*[%名个家]`, `(?:优秀|良好|一等|先进)[^,。;、]{0,6}` + someUnits, `名额|按名次|按比例`,
	}, "|")), msg.RuleQuota, msg.FixQuota, ""}
	quotaName   = uncomputed{regexp.MustCompile(`%`), msg.RuleQuota, msg.FixQuota, ""}
	quotaColumn = uncomputed{regexp.MustCompile(`名额|名次|排名|比例|占比`), msg.RuleQuota, msg.FixQuota, ""}
	quotaCount  = uncomputed{regexp.MustCompile(`数量|数额|[个家名]数|单位数|限额|比率`), msg.RuleQuota, msg.FixQuota, ""}
	quotaBound  = uncomputed{regexp.MustCompile(`名|%|比例`), msg.RuleQuota, msg.FixQuota, ""}
)

// What changes scores on the way to a total: in notes, as a heading, in the name of a
// category or an item, and in a criterion's text, where most of it is up to who scores.
// A name that ends in a percentage is a weight, but for rates: 合格率95%.
var (
	missing      = uncomputed{regexp.MustCompile(`缺项[^。;]*(?:折算|换算|折合)|(?:折算|换算|折合)[^。;]*缺项`), msg.RuleMissing, msg.FixMissing, "缺项"}
	rate         = uncomputed{regexp.MustCompile(`得分率|折算|折合|换算`), msg.RuleRate, msg.FixRate, ""}
	weight       = uncomputed{regexp.MustCompile(`权重|加权|[×*]\s*0?\.[0-9]|[×*]\s*[0-9.]+\s*%|按\s*[0-9.]+\s*%?\s*计入`), msg.RuleWeight, msg.FixWeight, ""}
	weightColumn = uncomputed{regexp.MustCompile(`权重|加权|权值|权数|比重|系数|占比|折算`), msg.RuleWeight, msg.FixWeight, ""}
	weightName   = uncomputed{regexp.MustCompile(`权重|占\s*[0-9.]+\s*%|[(]\s*[0-9.]+\s*%\s*[)]|(?:权数|权值|系数|比重)[^0-9]{0,2}[0-9]|[^0-9.%率例度量比重率为到达于≥≤<>=~-]\s*[0-9.]+\s*%$`),
		msg.RuleWeight, msg.FixWeight, ""}
	weightText   = uncomputed{regexp.MustCompile(`权重(?:系数|值)?\s*[为是占:]?\s*[0-9]`), msg.RuleWeight, msg.FixWeight, "权重"}
	weightPoints = uncomputed{regexp.MustCompile(`%`), msg.RuleWeight, msg.FixWeight, ""}
)

// ruleWord is what a sentence speaks of that would change a total or a grade, in half
// width.
var ruleWord = regexp.MustCompile(strings.Join([]string{
	`否决|判定|一律|[加减]\s*[0-9.]*\s*分|扣|上限|封顶|不得|取消|不超过|` + quota.words.String(),
	`[上下]调(?:$|[^查研])|[升降]\s*(?:为|[0-9一二两]\s*个?\s*[级档等])|降[级档等]|视为|直接[定列]`, // grades that change
	`[评定列]为[^的,、0-9]{1,8}(?:$|[,)])`,                                              // but for 评为优秀的，予以表扬
	`[0-9]\s*分?\s*(?:[(]含[)])?\s*(?:以[上下]|及以上)[^,]{0,6}为|[0-9]\s*分[^,]{0,2}为[^止]`, // bounds
	`最[高多][^,]{0,4}[0-9]|倒[计减扣]|不计入|系数|[×*]\s*[0-9]`,
	`按\s*(?:零|[0-9.]+)\s*[分%]?\s*计|[计得记]\s*[零0]\s*分|加倍|翻倍|减半|减?[双两]倍|平均|奖励?\s*[0-9.]+\s*分`,
}, "|"))

// fullSaid is how a sentence says what the whole table adds up to, and not one item.
var fullSaid = regexp.MustCompile(`(?:^|[^类项条])(?:满分|总分|总计|合计)\s*[值数]?\s*[为是:]?\s*([0-9]+(?:\.[0-9]+)?)\s*分|([0-9]+)\s*分制`)

// speaksOfRule reports whether a sentence speaks of a rule that is not applied, such as
// other points than the table is declared to add up to.
func (p *parser) speaksOfRule(sentence string) bool {
	folded := width.Fold.String(sentence)
	return ruleWord.MatchString(folded) || p.saysOtherFull(folded)
}

// saysOtherFull reports whether a text in half width says that the table adds up to
// something else than is declared.
func (p *parser) saysOtherFull(text string) bool {
	for _, m := range fullSaid.FindAllStringSubmatch(text, -1) {
		if said, err := ParsePoints(m[1] + m[2]); err != nil || said != p.full {
			return true
		}
	}
	return false
}

// refusedBy reports whether a cell speaks of one of the rules, which refuses the table.
func (p *parser) refusedBy(c Cell, rules ...uncomputed) bool {
	for _, rule := range rules {
		if strings.Contains(c.Text, rule.needs) && rule.words.MatchString(width.Fold.String(c.Text)) {
			p.list.Add(diag.NotComputed.At(c.At, msg.Brief(oneLine(c.Text), 60), rule.name, rule.fix))
			return true
		}
	}
	return false
}
