package workbook

import "qeval/internal/budget"

// MaxFile is how many bytes a file may have; the program writes none as large.
const MaxFile = 64 << 20

// MaxMerges is how many merged ranges a worksheet may have.
const MaxMerges = 10_000

// The most rows and columns that Excel has.
const (
	lastRow    = 1 << 20
	MaxColumns = 1 << 14
)

// What a workbook may hold. A score sheet of the whole nation, 2,843 units wide, stays
// far below each of them.
var (
	limitFile      = budget.NewBytes(MaxFile, "文件的大小", "size of the file")
	limitUnzipped  = budget.NewBytes(96<<20, "解压后的大小，不含工作表末尾的空行", "size when unpacked, empty rows at the end of worksheets excluded")
	limitWorksheet = budget.NewBytes(256<<20, "一个工作表解压后的大小，含末尾的空行", "size of one worksheet when unpacked, empty rows included")
	limitInflated  = budget.NewBytes(512<<20, "解压后的大小，含工作表末尾的空行", "size when unpacked, empty rows included")
	limitParts     = budget.New(10_000, "压缩包中的文件数", "parts of the archive")
	limitSheets    = budget.New(1000, "工作表数，或一处引用的部件数", "worksheets, or parts that one part refers to")
	limitStrings   = budget.New(1<<20, "共用的文字数", "texts that cells share")
	limitStyles    = budget.New(1<<16, "单元格样式数", "cell styles")                           // the most that Excel has
	limitRows      = budget.New(lastRow, "有内容的最后一行", "the last row that holds something") // the last one that Excel has
	limitCells     = budget.New(1<<18, "一个工作表中有内容的单元格数", "cells of a worksheet that hold something")
	limitAllCells  = budget.New(1<<19, "全部工作表中有内容的单元格数", "cells of all worksheets that hold something")
	limitColumns   = budget.New(1<<18, "一个工作表的列宽等说明（每列计一次）", "what a worksheet says of its columns, each time for each of them")
	limitText      = budget.NewBytes(3<<15, "一个单元格的文字", "size of one cell's text") // of which Excel takes 32,767 characters
	limitTexts     = budget.NewBytes(16<<20, "全部单元格的文字", "size of all cells' texts")
	limitCode      = budget.NewBytes(1<<10, "一个数字格式", "size of a number format") // of which Excel takes 255 characters
	limitCodes     = budget.NewBytes(1<<20, "全部数字格式", "size of all number formats")
	limitMerges    = budget.New(MaxMerges, "一个工作表的合并单元格数", "merged ranges of a worksheet")
	limitRules     = budget.New(10_000, "一个工作表中会遮盖内容的条件格式数（按区域计）", "conditional formats of a worksheet that may hide something, by their ranges")
	limitVisits    = budget.New(1<<22, "一个工作表中条件格式、数组公式和合并单元格涉及的单元格数（重叠的重复计）", "cells of a worksheet that conditional formats, array formulas and merged ranges cover, each as often as it is covered")
	limitExtras    = budget.New(1<<16, "单元格之外的链接、提示、页眉、图表引用等", "links, prompts, headers, references of charts and the like beside the cells")
	limitMoved     = budget.NewBytes(8<<20, "由别的公式得出的公式", "size of formulas that are made from others")
)

// What a worksheet of a report may hold, of which one is kept at a time. The longest one
// has a row for each score that is not full.
var (
	reportCells = budget.New(1<<20, "汇总表的一个工作表中有内容的单元格数", "cells of a worksheet of a report that hold something")
	reportTexts = budget.NewBytes(32<<20, "汇总表的一个工作表中全部单元格的文字", "size of all cells' texts in a worksheet of a report")
)

// Limits are those that a workbook may exceed.
func Limits() []budget.Limit {
	return []budget.Limit{
		limitFile, limitUnzipped, limitWorksheet, limitInflated, limitParts, limitSheets, limitStrings, limitStyles, limitRows, limitColumns,
		limitCells, limitAllCells, limitText, limitTexts, limitCode, limitCodes, limitMerges, limitRules, limitVisits, limitExtras, limitMoved,
		limitToken, limitDepth, limitAttributes, reportCells, reportTexts,
	}
}

// What is kept of what lies over a worksheet's cells, and told.
const (
	maxDrawings = 1000
	maxComments = 1000
	maxNote     = 4000 // bytes of the text of one
)

// What XML may hold, which no writer comes near.
var (
	limitToken      = budget.NewBytes(1<<20, "XML 中的一个标记或一段文字", "size of one tag or text in XML") // a cell holds 32,767 characters
	limitDepth      = budget.New(100, "XML 元素的层数", "XML elements in each other")
	limitAttributes = budget.New(200, "XML 元素的属性数", "attributes of an XML element")
)
