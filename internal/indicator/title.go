package indicator

import (
	"cmp"
	"regexp"
	"strings"

	"golang.org/x/text/width"
)

// What stands above the headings beside the title. All match texts in half width.
var (
	titleWord = regexp.MustCompile(`指标|考核|评价|考评|评分|细则|任务分解|目标管理`)
	// annex is 附件1 and the like, which may stand before the title in its cell.
	annex = regexp.MustCompile(`^\s*附[件表录](?:\s*[0-9一二三四五六七八九十]{1,3}(?:-[0-9]{1,2})?)?(?:\s*[:、.]\s*|\s+|$)`)
	// formLine is what is filled in: 被考核单位（盖章）：甲县  考核时间：
	formLine = regexp.MustCompile(`^[^:(]{0,12}(?:单位|部门|机构|县区|区县|地区|乡镇|企业|成员|组长|人员?|姓名|电话|时间|日期|年度|编号|文号|得分|总分|等次|盖章|签[字名])\s*(?:[(][^)]*[)])?\s*:|^[^:]{1,20}:[\s_]*$`)
	date     = regexp.MustCompile(`^[(]?[0-9_]*年(?:度|[0-9_]*月(?:[0-9_]*日)?)?[)]?$`) // without spaces
)

// titleIn is the title among the texts above the headings, where 附件1 and lines of a form
// may stand too: the first that speaks of what it is, or else the first.
func titleIn(rows [][]Cell) string {
	title := ""
	for _, row := range rows {
		for _, c := range row {
			text, form := titleOf(c.Text)
			if form {
				break // what is filled in stands behind it
			}
			if titleWord.MatchString(text) {
				return text
			}
			title = cmp.Or(title, text)
		}
	}
	return title
}

// titleOf is the title that a text above the headings may be, "" if it cannot be one, and
// whether it is a line of a form.
func titleOf(text string) (title string, form bool) {
	folded := width.Fold.String(text)
	before := []rune(annex.FindString(folded))
	text, folded = string([]rune(text)[len(before):]), string([]rune(folded)[len(before):])
	if formLine.MatchString(strings.TrimSpace(folded)) {
		return "", true
	}
	if date.MatchString(Fold(folded)) {
		return "", false
	}
	return oneLine(text), false
}
