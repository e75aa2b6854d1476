package indicator

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"qeval/internal/diag"
)

// What stands above the headings beside the title. All match texts in half width.
var (
	titleWord = regexp.MustCompile(`指标|考核|评价|考评|评分|细则|任务分解|目标管理`)
	// annex is 附件1 and the like, which may stand before the title in its cell.
	annex = regexp.MustCompile(`^\s*附[件表录](?:\s*[0-9一二三四五六七八九十]{1,3}(?:-[0-9]{1,2})?)?(?:\s*[:、.]\s*|\s+|$)`)
	// formLine is what is filled in: 被考核单位（盖章）：甲县  考核时间：
	formLine = regexp.MustCompile(`^[^:(]{0,12}(?:单位|部门|机构|县区|区县|地区|乡镇|企业|成员|组长|人员?|姓名|电话|时间|日期|年度|编号|文号|得分|总分|等次|盖章|签[字名])\s*(?:[(][^)]*[)])?\s*:|^[^:]{1,20}:[\s_]*$`)
	date     = regexp.MustCompile(`^[(]?[0-9_]*年(?:度|[0-9_]*月(?:[0-9_]*日)?)?[)]?$`) // without spaces
	// notTitle is what surrounds a title: who issues it, on what it rests, which draft it is,
	// and the number of its document.
	notTitle = regexp.MustCompile(`^.{2,}(?:办公室|领导小组|工作组|专班|指挥部|委员会|人民政府|[委局厅])(?:文件)?$|^(?:根据|按照|依据).*,|制定本|[。;]$|^[(][^()]*[稿行][)]$|[〔\[(][0-9]{4}[〕\])]第?[0-9]+号$`)
	year     = regexp.MustCompile(`(?:^|[^0-9])[0-9]{4}年度?$`)
	anyYear  = regexp.MustCompile(`[0-9]{4}年`)
	halfOf   = regexp.MustCompile(`^(?:年度|工作|目标|管理|考核|考评|评价|评议|评分|任务|分解|指标|体系|细则|标准|办法|清单|表)+$`) // of a title
)

// title reads the title above the headings, and looks for rules beside it.
func (p *parser) title(at diag.Position, above [][]Cell) {
	title, parts := titleIn(above)
	if p.table.Title = title; title == "" {
		p.list.Add(diag.NoTitle.At(at))
	}
	for _, c := range slices.Concat(above...) {
		text, _ := titleOf(c.Text)
		switch {
		case text == "" || !slices.Contains(parts, text):
			p.rules([]Cell{c})
		case p.saysOtherFull(width.Fold.String(text)):
			p.list.Add(diag.RuleBeside.At(c.At, text))
			fallthrough
		default:
			p.formulas(c)
		}
	}
}

// titleIn is the title among the texts above the headings, where 附件1 and lines of a form
// may stand too: the first that speaks of what it is, or else the first. One that is broken
// over two cells is whole again; parts are the texts that it is made of.
func titleIn(rows [][]Cell) (title string, parts []string) {
	var before []string // the title
	dated := ""
	for _, row := range rows {
		for _, c := range row {
			text, form := titleOf(c.Text)
			if form {
				break // what is filled in stands behind it
			}
			folded := FoldText(text)
			switch {
			case folded == "" || notTitle.MatchString(folded):
			case titleWord.MatchString(folded):
				return whole(text, before, dated)
			case year.MatchString(folded):
				dated = text
			default:
				before = append(before, text)
			}
		}
	}
	switch {
	case len(before) > 0:
		return whole(before[0], nil, dated)
	case date.MatchString(FoldText(dated)): // and nothing else
		return "", nil
	}
	return whole(dated, nil, "")
}

// whole is a title with what stands before it in cells of its own: its year, and what it
// is about if it says no more than 考核细则.
func whole(title string, before []string, dated string) (string, []string) {
	parts := []string{title}
	if n := len(before); n > 0 && halfOf.MatchString(FoldText(title)) {
		parts = []string{before[n-1], title}
	}
	if all := strings.Join(parts, ""); dated != "" && !anyYear.MatchString(FoldText(all)) {
		parts = append([]string{dated}, parts...)
	}
	return strings.Join(parts, ""), parts
}

// titleOf is the title that a text above the headings may be, or its year, "" if it cannot
// be one, and whether it is a line of a form.
func titleOf(text string) (title string, form bool) {
	folded := width.Fold.String(text)
	before := []rune(annex.FindString(folded))
	text, folded = string([]rune(text)[len(before):]), string([]rune(folded)[len(before):])
	if formLine.MatchString(strings.TrimSpace(folded)) {
		return "", true
	}
	if whole := Fold(folded); date.MatchString(whole) && !year.MatchString(whole) {
		return "", false
	}
	return oneLine(text), false
}
