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

// Annotate makes a copy of a workbook on which each problem is marked, and
// explained in the words of its diagnostic. list has this file's problems in
// order. lost names what the copy cannot keep, by the keys of package msg.
func Annotate(data []byte, book *workbook.Book, table *indicator.Table, list diag.List) (marked []byte, lost []string, err error) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b diag.Diagnostic) int { return cmp.Compare(b.Level(), a.Level()) }) // errors first
	return annotate.Copy(data, book, annotate.Annotation{Marks: marks(table, list), List: results(list)})
}

// marks has one for each cell that anything is wrong with.
func marks(table *indicator.Table, list diag.List) []annotate.Mark {
	var cells []diag.Position
	problems := map[diag.Position]diag.List{}
	for _, d := range list {
		if d.Cell() == "" {
			continue
		}
		if problems[d.Position] == nil {
			cells = append(cells, d.Position)
		}
		problems[d.Position] = append(problems[d.Position], d)
	}
	var marks []annotate.Mark
	for _, at := range cells {
		var said []string
		for _, d := range problems[at] {
			info, _ := diag.Lookup(d.Code)
			said = append(said, fmt.Sprintf("%s %s\n%s\n改法：%s", d.Code, info.Title(msg.Chinese), d.Message(msg.Chinese), d.Hint(msg.Chinese)))
		}
		marks = append(marks, annotate.Mark{
			At: at, Color: colorOf(problems[at][0]), Comment: strings.Join(said, "\n\n"), Mended: mended(table, problems[at]),
		})
	}
	return marks
}

// colorOf is the colour of a problem.
func colorOf(d diag.Diagnostic) string {
	if d.Level() == diag.Warning {
		return annotate.Doubted
	}
	return annotate.Wrong
}

// curable are the problems that are over as soon as the cell's value is
// allowed. Of the others Excel cannot tell.
var curable = [...]diag.Code{
	diag.NotNumber, diag.Negative, diag.AbovePoints, diag.Blank, diag.TooPrecise, diag.NotYesNo,
	diag.NotApplicable, diag.ErrorValue, diag.NotCalculated, diag.NumberAsText,
}

// mended is the formula by which Excel can tell that a cell's problems are over,
// or "".
func mended(table *indicator.Table, problems diag.List) string {
	for _, d := range problems {
		if !slices.Contains(curable[:], d.Code) {
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
	l := annotate.List{
		Name: resultName, Title: resultName, Heads: resultHeads, Widths: []float64{6, 7, 17, 8, 66, 46},
		Note: fmt.Sprintf("错误%d处（红色），须改正；警告%d处（黄色），请核对。点“位置”可跳到有问题的格，格上的批注说明原因和改法；改好的分数变为绿色。"+
			"在本文件中改正并保存，交回本文件即可；本工作表不必改动。", errors, warnings),
	}
	for i, d := range list {
		kind := "错误"
		if d.Level() == diag.Warning {
			kind = "警告"
		}
		where, link := "整个文件", ""
		if d.Worksheet != "" {
			link = "'" + strings.ReplaceAll(d.Worksheet, "'", "''") + "'!" + cmp.Or(d.Cell(), "A1")
			where = strings.TrimSuffix(d.Worksheet+"!"+d.Cell(), "!")
		}
		l.Rows = append(l.Rows, annotate.Row{
			Cells: []string{strconv.Itoa(i + 1), kind, where, string(d.Code), d.Message(msg.Chinese), d.Hint(msg.Chinese)},
			Link:  link, Color: colorOf(d),
		})
	}
	return l
}
