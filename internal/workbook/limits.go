package workbook

import "qeval/internal/budget"

// MaxFile is how many bytes a file may have; the program writes none as large.
const MaxFile = 64 << 20

// MaxColumns is the last column that may hold something.
const MaxColumns = 4096

// MaxMerges is how many merged ranges a worksheet may have.
const MaxMerges = 1000

// What a workbook may hold. A score sheet of the whole nation, 2,843 units wide, stays
// far below each of them.
var (
	limitFile      = budget.New(MaxFile, "文件的字节数", "bytes of the file")
	limitUnzipped  = budget.New(64<<20, "解压后的字节数（工作表末尾的空行不计）", "bytes of all parts, without the empty rows at the end of worksheets")
	limitWorksheet = budget.New(256<<20, "一个工作表解压后的字节数", "bytes of one worksheet with them")
	limitInflated  = budget.New(512<<20, "全部解压后的字节数", "bytes of all parts with them")
	limitParts     = budget.New(10_000, "压缩包中的文件数", "parts of the archive")
	limitSheets    = budget.New(1000, "工作表数，或一处引用的部件数", "worksheets, or parts that one part refers to")
	limitStrings   = budget.New(1<<20, "共用的文字数", "texts that cells share")
	limitStyles    = budget.New(1<<16, "单元格样式数", "cell styles") // the most that Excel has
	limitColumns   = budget.New(MaxColumns, "有内容的最后一列", "the last column that holds something")
	limitCells     = budget.New(1<<18, "一个工作表的单元格数（行中的空格也计）", "cells of a worksheet, the gaps in its rows included")
	limitAllCells  = budget.New(1<<19, "全部工作表的单元格数（行中的空格也计）", "cells of all worksheets, the gaps in their rows included")
	limitText      = budget.New(3<<15, "一个单元格文字的字节数", "bytes of one cell's text") // of which Excel takes 32,767 characters
	limitTexts     = budget.New(16<<20, "全部单元格文字的字节数", "bytes of all cells' texts")
	limitCode      = budget.New(1<<10, "一个数字格式的字节数", "bytes of a number format") // of which Excel takes 255 characters
	limitCodes     = budget.New(1<<20, "全部数字格式的字节数", "bytes of all number formats")
	limitMerges    = budget.New(MaxMerges, "一个工作表的合并单元格数", "merged ranges of a worksheet")
	limitMoved     = budget.New(8<<20, "由别的公式得出的公式的字节数", "bytes of formulas that are made from others")
)

// Limits are those that a workbook may exceed.
func Limits() []budget.Limit {
	return append([]budget.Limit{
		limitFile, limitUnzipped, limitWorksheet, limitInflated, limitParts, limitSheets, limitStrings, limitStyles, limitColumns,
		limitCells, limitAllCells, limitText, limitTexts, limitCode, limitCodes, limitMerges, limitMoved,
	}, limitsOfXML...)
}

// What XML may hold, which no writer comes near.
const (
	maxToken      = 1 << 20 // bytes of one tag or text; a cell holds 32,767 characters
	maxDepth      = 100     // elements in each other
	maxAttributes = 200     // of an element
)

var limitsOfXML = []budget.Limit{
	budget.New(maxToken, "XML 中一个标记或一段文字的字节数", "bytes of one tag or text in XML"),
	budget.New(maxDepth, "XML 元素的层数", "XML elements in each other"),
	budget.New(maxAttributes, "XML 元素的属性数", "attributes of an XML element"),
}
