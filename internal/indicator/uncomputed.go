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

// Grades by quota, by their words and as a heading, and as the bound of a grade.
var (
	quota = uncomputed{regexp.MustCompile(`前\s*[0-9一二三四五六七八九十]+\s*[名位]|不得?(?:超过|高于|多于)[^0-9,。;]*[0-9.]+\s*[%名个家]|名额|按名次|按比例`),
		msg.RuleQuota, msg.FixQuota, ""}
	quotaColumn = uncomputed{regexp.MustCompile(`名额|名次|排名|比例|占比`), msg.RuleQuota, msg.FixQuota, ""}
	quotaBound  = uncomputed{regexp.MustCompile(`名|%|比例`), msg.RuleQuota, msg.FixQuota, ""}
)

// What changes scores on the way to a total: in notes, as a heading, in the name of a
// category or an item, and in a criterion's text, where most of it is up to who scores.
var (
	missing      = uncomputed{regexp.MustCompile(`缺项[^。;]*(?:折算|换算|折合)|(?:折算|换算|折合)[^。;]*缺项`), msg.RuleMissing, msg.FixMissing, "缺项"}
	rate         = uncomputed{regexp.MustCompile(`得分率|折算|折合`), msg.RuleRate, msg.FixRate, ""}
	weight       = uncomputed{regexp.MustCompile(`权重|加权`), msg.RuleWeight, msg.FixWeight, ""}
	weightColumn = uncomputed{regexp.MustCompile(`权重|加权|系数|占比|折算`), msg.RuleWeight, msg.FixWeight, ""}
	weightName   = uncomputed{regexp.MustCompile(`权重|占\s*[0-9.]+\s*%|[(]\s*[0-9.]+\s*%\s*[)]`), msg.RuleWeight, msg.FixWeight, ""}
	weightText   = uncomputed{regexp.MustCompile(`权重[^0-9。;,()]*[0-9]`), msg.RuleWeight, msg.FixWeight, "权重"}
	weightPoints = uncomputed{regexp.MustCompile(`%`), msg.RuleWeight, msg.FixWeight, ""}
)

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
