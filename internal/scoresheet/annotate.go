package scoresheet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"qeval/internal/annotate"
	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
	"qeval/internal/workbook"
)

// resultName is the worksheet that lists the problems of an annotated copy.
const resultName = "校验结果"

// resultHeads are its headings. The third is that of the links.
var resultHeads = []string{"序号", "性质", "位置", "代码", "问题", "怎样改"}

// IsCopy reports whether a workbook is an annotated copy.
func IsCopy(book *workbook.Book) bool { return annotate.IsCopy(book.Meta) }

// Annotate makes a copy of a workbook on which each problem is marked, and
// explained in the words of its diagnostic. list has this file's problems in
// order. lost names what the copy cannot keep.
func Annotate(data []byte, book *workbook.Book, table *indicator.Table, list diag.List) (marked []byte, lost []msg.Text, err error) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b diag.Diagnostic) int { return cmp.Compare(b.Level(), a.Level()) }) // errors first
	all := results(list)
	if len(list) > maxMarked {
		list = list[:maxMarked]
		all.Rows = all.Rows[:maxMarked]
		all.Note += fmt.Sprintf("问题太多，只标出前%d处。", maxMarked)
	}
	return annotate.Copy(data, book, annotate.Annotation{
		Marks: marks(table, book, list), Unprotect: structural(list), List: all,
	})
}

// entered are the problems that end when something is entered in a cell that is
// not locked. Whether it is right, Excel can tell of those that are true.
var entered = map[diag.Code]bool{
	diag.NotNumber.Code: true, diag.Negative.Code: true, diag.AbovePoints.Code: true, diag.Blank.Code: true, diag.TooPrecise.Code: true,
	diag.NotYesNo.Code: true, diag.NotApplicable.Code: true, diag.ErrorValue.Code: true, diag.NotCalculated.Code: true,
	diag.NumberAsText.Code: true, diag.FormulaValue.Code: false, diag.Spaces.Code: false,
	diag.NoReason.Code: false, diag.ReasonRequired.Code: false, diag.UnexplainedNA.Code: false,
}

// structural lists the worksheets with problems for which more must be changed
// than what is entered in the cells for scores.
func structural(list diag.List) []string {
	var names []string
	for _, d := range list {
		if _, ok := entered[d.Code]; !ok && d.Worksheet != "" && !slices.Contains(names, d.Worksheet) {
			names = append(names, d.Worksheet)
		}
	}
	return names
}

// marks has one for each cell that anything is wrong with.
func marks(table *indicator.Table, book *workbook.Book, list diag.List) []annotate.Mark {
	var cells []diag.Position
	problems := map[diag.Position]diag.List{}
	for _, d := range list {
		if d.Cell() == "" {
			continue
		}
		at := inSight(book, d.Position)
		if problems[at] == nil {
			cells = append(cells, at)
		}
		problems[at] = append(problems[at], d)
	}
	var marks []annotate.Mark
	for _, at := range cells {
		var said []string
		for _, d := range problems[at] {
			said = append(said, fmt.Sprintf("%s %s\n%s\n改法：%s", d.Code, d.Title.In(msg.Chinese), d.Message(msg.Chinese), d.Hint(msg.Chinese)))
		}
		marks = append(marks, annotate.Mark{
			At: at, Color: colorOf(problems[at][0]), Comment: strings.Join(said, "\n\n"), Mended: mended(table, problems[at]),
		})
	}
	return marks
}

// inSight is where a cell's mark can be seen: the first cell of a merged range.
func inSight(book *workbook.Book, at diag.Position) diag.Position {
	for _, sheet := range book.Sheets {
		if merged, ok := sheet.Merged(at); ok && sheet.Name == at.Worksheet {
			at.Col, at.Row = merged.FirstCol, merged.FirstRow
		}
	}
	return at
}

// colorOf is the colour of a problem.
func colorOf(d diag.Diagnostic) string {
	if d.Level() <= diag.Warning {
		return annotate.Doubted
	}
	return annotate.Wrong
}

// mended is the formula by which Excel can tell that a cell's problems are over,
// or "".
func mended(table *indicator.Table, problems diag.List) string {
	for _, d := range problems {
		if !entered[d.Code] {
			return ""
		}
	}
	d := problems[0]
	i := table.Index(d.Text("code", msg.Chinese))
	if i < 0 {
		return ""
	}
	return excelRule(table.Criteria[i], d.Cell())
}

// results is the list of all problems.
func results(list diag.List) annotate.List {
	errors, warnings := list.Count()
	var notes []string
	if errors > 0 {
		notes = append(notes, fmt.Sprintf("错误%d处（红色），须改正。", errors))
	}
	if warnings > 0 {
		notes = append(notes, fmt.Sprintf("警告%d处（黄色），请核对。", warnings))
	}
	notes = append(notes, "点“位置”可跳到有问题的格，格上的批注说明原因和改法。填错的分数改对后变为绿色；其他的改好后颜色不变。")
	notes = append(notes, "在本文件中改正并保存，交回本文件即可；本工作表不必改动。")
	l := annotate.List{
		Name: resultName, Title: resultName, Heads: resultHeads, Widths: []float64{6, 7, 17, 8, 66, 46},
		Note:   strings.Join(notes, ""),
		Lifted: "为便于改正，已取消评分表的工作表保护。",
		Locked: "评分表设有带密码的工作表保护，要先由设密码的人取消，才能改正其中锁定的格。",
	}
	for i, d := range list {
		where, link := "整个文件", ""
		if d.Worksheet != "" {
			link = workbook.In(d.Worksheet, cmp.Or(d.Cell(), "A1"))
			where = strings.TrimSuffix(d.Worksheet+"!"+d.Cell(), "!")
		}
		l.Rows = append(l.Rows, annotate.Row{
			Cells: []string{strconv.Itoa(i + 1), d.Level().Name(msg.Chinese), where, string(d.Code), d.Message(msg.Chinese), d.Hint(msg.Chinese)},
			Link:  link, Color: colorOf(d),
		})
	}
	return l
}
