package scoresheet

import (
	"fmt"
	"slices"
	"strings"

	"qeval/internal/indicator"
	"qeval/internal/msg"
)

// The worksheets of a score sheet.
const (
	scoresName  = "评分表"
	reasonsName = "扣分说明"
	helpName    = "填报说明"
)

// The labels of the score sheet's head and foot. The column headings that the
// table has too are the table's.
const (
	labelFiller  = "填报人"
	labelPhone   = "联系电话"
	labelDate    = "填报日期"
	labelBlank   = "未填项数"
	labelSigned  = "审核人（签字）："
	labelSealed  = "单位（盖章）："
	noteOfNA     = "“" + reasonsName + "”或" + indicator.HeadNote // where it says why a criterion does not apply
	reasonHead   = "扣分原因"
	HeadReason   = reasonHead + "（情况说明）"
	evidenceHead = "依据"
	HeadEvidence = evidenceHead + "/佐证材料（文号、台账编号）"
	vetoHeading  = "是否发生否决情形"
)

// A form is how a sheet asks for the criteria of one kind. In its texts N stands
// for a criterion's points.
type form struct {
	section  string                             // the line above them; scores that come first need none
	points   string                             // what the column 分值 shows
	rule     string                             // what may be entered: Excel's prompt and its refusal, and a line of the instructions
	subtotal string                             // the label of what they come to; "" if they have no points
	allowed  func(indicator.Criterion) msg.Text // what a message says of that
	fix      msg.Text                           // and of what to enter
}

var forms = map[indicator.Kind]form{
	indicator.Score: {
		section: "得分项：按评分标准填写，得0分的填0", points: "N", subtotal: "得分小计",
		rule:    "填0至N，最多两位小数",
		allowed: func(c indicator.Criterion) msg.Text { return msg.AllowedScore(c.Points.String()) }, fix: msg.FixScore,
	},
	indicator.Bonus: {
		section: "加分项：按正数填写，没有的填0", points: "最多加N分", subtotal: "加分小计",
		rule:    "按正数填写应加的分数：0至N，最多两位小数；没有的填0",
		allowed: func(c indicator.Criterion) msg.Text { return msg.AllowedPositive(c.Points.String()) }, fix: msg.FixBonus,
	},
	indicator.Deduction: {
		section: "减分项：按正数填写，未发生填0", points: "最多减N分", subtotal: "减分小计",
		rule:    "按正数填写应减的分数：0至N，最多两位小数；未发生填0，减0.5分填0.5，不填-0.5",
		allowed: func(c indicator.Criterion) msg.Text { return msg.AllowedPositive(c.Points.String()) }, fix: msg.FixDeduction,
	},
	indicator.Veto: {
		section: "否决项：填“是”或“否”，未发生填“否”", points: indicator.Yes + "/" + indicator.No,
		rule:    "填“是”或“否”；未发生填“否”",
		allowed: func(indicator.Criterion) msg.Text { return msg.AllowedVeto }, fix: msg.FixVeto,
	},
}

// withPoints puts a criterion's points into a text of its form.
func withPoints(text string, c indicator.Criterion) string {
	return strings.Replace(text, "N", c.Points.String(), 1)
}

// leadHeads are the headings before the units' columns, in the order in which
// a blank sheet has them.
var leadHeads = [...]string{
	indicator.HeadCode, indicator.HeadCategory, indicator.HeadItem, indicator.HeadCriterion, indicator.HeadPoints,
}

// saysNA are the answers that a criterion does not apply. The first is the one that
// people are told.
var saysNA = [...]string{indicator.NA, "不适用"}

// footLabels are the folded texts in the column of codes that are labels of the sheet's
// own rather than codes.
var footLabels = func() map[string]bool {
	labels := map[string]bool{}
	for _, label := range [...]string{labelBlank, labelSigned, labelSealed} {
		labels[indicator.Fold(label)] = true
	}
	for _, f := range forms {
		labels[indicator.Fold(f.subtotal)], labels[indicator.Fold(f.section)] = true, true
	}
	return labels
}()

func isFoot(text string) bool { return footLabels[text] }

// PointsCell is what the column 分值 shows for a criterion.
func PointsCell(c indicator.Criterion) string { return withPoints(forms[c.Kind()].points, c) }

// criterionCell is what the column 评分标准 shows for a criterion.
func criterionCell(c indicator.Criterion) string {
	if c.Kind() == indicator.Veto {
		return vetoHeading + "：\n" + c.Described()
	}
	return c.Described()
}

// criterionCells are what that column may show: [criterionCell] or, in the sheets of
// earlier versions, the same without the table's note.
func criterionCells(c indicator.Criterion) []string {
	bare := c
	bare.Note = ""
	return []string{criterionCell(c), criterionCell(bare)}
}

// rule says in one sentence what may be entered for a criterion.
func rule(c indicator.Criterion) string {
	text := withPoints(forms[c.Kind()].rule, c)
	if c.FullIfNA {
		text += "；" + indicator.NA + "的填“" + indicator.NA + "”，计满分，并在" + noteOfNA + "中写明原因"
	}
	return text
}

// excelRule is Excel's form of what [readEntry] accepts in a cell.
func excelRule(c indicator.Criterion, cell string) string {
	if c.Kind() == indicator.Veto {
		return fmt.Sprintf(`OR(%[1]s="%[2]s",%[1]s="%[3]s")`, cell, indicator.Yes, indicator.No)
	}
	number := "AND(ISNUMBER(%[1]s),%[1]s>=0,%[1]s<=%[2]s,ROUND(%[3]s,2)=%[1]s)"
	if c.FullIfNA {
		// N makes a 0 of an answer, where ROUND would fail and the OR with it.
		return "OR(" + excelSaysNA(cell) + "," + fmt.Sprintf(number, cell, c.Points, "N("+cell+")") + ")"
	}
	return fmt.Sprintf(number, cell, c.Points, cell)
}

// excelSaysNA is Excel's condition that a text says that a criterion does not apply.
func excelSaysNA(text string) string {
	var answers []string
	for _, answer := range saysNA {
		answers = append(answers, text+`="`+answer+`"`)
	}
	return "OR(" + strings.Join(answers, ",") + ")"
}

// instructions are the lines of the worksheet 填报说明.
func instructions(table *indicator.Table, department string) []string {
	criteria := table.Of(department)
	lines := []string{
		"浅黄色的格是要填的，填好后底色消失；表头的填报人、联系电话、填报日期和各行的备注也可以填。其余内容已锁定（无密码），请不要改动、增删或移动。",
		"得分按每条评分标准填写，最低0分，最高为该条分值，最多两位小数。得0分也要填0，空格视为未填。",
	}
	if slices.ContainsFunc(criteria, func(c indicator.Criterion) bool { return c.Kind() == indicator.Bonus }) {
		lines = append(lines, "加分项按正数填写，没有加分的填0。加分计入总分，不在满分之内。")
	}
	others := ""
	if slices.ContainsFunc(criteria, func(c indicator.Criterion) bool { return c.FullIfNA }) {
		lines = append(lines, "下面注明可填“"+indicator.NA+"”的各项，没有适用情形的填“"+indicator.NA+"”，计满分；原因必须写在"+noteOfNA+"中。")
		others = "其他各项"
	}
	lines = append(lines,
		others+"没有适用情形的，也不要填“不涉及”“/”“—”等。指标表对此没有规定，请向"+table.Office()+"询问应填多少，并在“"+reasonsName+"”中注明。",
		"扣分、减分、否决的原因和依据，填在“"+reasonsName+"”中。一个原因涉及几个单位的，单位之间用顿号分开；涉及所有单位的填“"+indicator.EveryUnit[0]+"”。",
		"表下方的“"+labelBlank+"”全部为0时，表已填完。打印后由审核人签字、单位盖章，以签章的纸质件为准。",
		"本部门（"+department+"）应填的各项：",
	)
	for _, c := range criteria {
		lines = append(lines, fmt.Sprintf("%s　%s　%s。", c.Code, c.Item.Name, rule(c)))
	}
	return lines
}
