package diag

import (
	"qeval/internal/budget"
	"qeval/internal/msg"
)

// What is wrong with a file.

var NotWorkbook = declare2(Kind{
	Code: "Q101", Level: Error, Where: Position{File: "评分表/市水利局.et"},
	Title:   both{"不是工作簿", "not a workbook"},
	Meaning: both{"文件的内容不是 .xlsx 工作簿，只改扩展名没有用。旧版 Excel 的 .xls 和 WPS 的 .et 要另存。", "The file's content is not an .xlsx workbook, and renaming it does not help. Save an .xls of old Excel or an .et of WPS anew."},
	Message: both{"不是 .xlsx 工作簿，而是{found}", "not an .xlsx workbook but {found}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("found", msg.ForeignXLS), blank("fix", msg.FixSaveOriginal))

var Protected = declare0(Kind{
	Code: "Q102", Level: Error, Where: file,
	Title:   both{"有打开密码", "protected with a password"},
	Meaning: both{"工作簿加了密，没有密码谁也读不了。工作表保护不是打开密码，不碍事。", "The workbook is encrypted. The protection of a worksheet is another thing, and does no harm."},
	Message: both{"工作簿设有打开密码", "the workbook is protected with a password"},
	Hint:    both{"在 Excel 或 WPS 中打开，去掉打开密码后重新保存（打开时不问密码的，另存一份）", "open it in Excel or WPS, remove the password and save it again (if none is asked for, save it as a new file)"},
})

var Damaged = declare1(Kind{
	Code: "Q103", Level: Error, Where: file,
	Title:   both{"工作簿已损坏", "damaged workbook"},
	Meaning: both{"文件不完整或内容与校验和不符，常见于传输中断。即使 Excel 还能打开，其中的数也不可信。", "The file is incomplete or does not match its checksums, often after a broken transfer. Even if Excel still opens it, its numbers cannot be trusted."},
	Message: both{"工作簿已损坏：{why}", "the workbook is damaged: {why}"},
	Hint:    both{"请报送单位重新发送；或在 Excel、WPS 中打开，核对后另存", "ask for it again, or open it in Excel or WPS, check it and save it anew"},
}, blank[any]("why", msg.CauseChecksum))

var TooLarge = declare1(Kind{
	Code: "Q104", Level: Error, Where: file,
	Title:   both{"工作簿太大", "too large"},
	Meaning: both{"工作簿远远大于评分表，多半是行、列或合并单元格多得不正常。", "The workbook is far larger than any score sheet, most often by rows, columns or merged cells."},
	Message: both{"工作簿太大，不像评分表（{limit}）", "the workbook is too large to be a score sheet ({limit})"},
	Hint:    both{"把评分表复制到新的工作簿，或重新生成空白评分表填写", "copy the score sheet to a new workbook, or fill in a new blank one"},
}, blank("limit", budget.NewBytes(64<<20, "文件的大小", "size of the file").Text()))

var TooManyFiles = declare1(Kind{
	Code: "Q112", Level: Error, Where: file,
	Title:   both{"文件合起来太多", "too many files at once"},
	Meaning: both{"这一次给出的文件合起来比全国各县的评分表还多得多，从这个文件起没有核对。多半是文件夹里混进了别的文件，或者同一份评分表有很多副本。", "Together the files have far more in them than the sheets of all the nation's counties; from this one on they were not checked. Most often other files have got into the folder, or very many copies of the same sheets."},
	Message: both{"没有核对：这一次的文件合起来太多（{limit}）", "not checked: the files are too much together ({limit})"},
	Hint:    both{"移走不是评分表的文件和多余的副本，或分几次核对", "move away what is no score sheet and what is there several times, or check fewer files at a time"},
}, blank("limit", budget.NewBytes(96<<20, "从全部文件读出的评分、原因和问题", "size of the scores, reasons and problems read from all files").Text()))

var NoScoreSheet = declare2(Kind{
	Code: "Q105", Level: Error, Where: file,
	Title:   both{"没有评分表", "no score sheet in it"},
	Meaning: both{"没有一个工作表的某一行同时有表头“指标编号”和“分值”，程序不知道从哪里读。", "No worksheet has a row with both headings 指标编号 and 分值, so there is nothing to read scores by."},
	Message: both{"没有评分表：没有一个工作表的表头含有“{code}”和“{points}”", "no score sheet in it: no worksheet has a header row with {code} and {points}"},
	Hint:    both{"不是评分表的，移出这个文件夹；是的，恢复表头，或用 qeval template 重新生成评分表填写", "move what is no score sheet out of the folder; else restore the header row, or fill in a new sheet made by qeval template"},
}, blank("code", "指标编号"), blank("points", "分值"))

var TwoScoreSheets = declare2(Kind{
	Code: "Q106", Level: Error, Where: file,
	Title:   both{"有两个评分表", "two score sheets in it"},
	Meaning: both{"一个工作簿里有两处表头，可能是工作表的副本，不知道以哪个为准。", "There are two header rows, perhaps in a copy of the worksheet, and it is not clear which one holds."},
	Message: both{"有两个评分表：一个表头在 {first}，一个在 {second}", "two score sheets in it: one has its header row at {first}, one at {second}"},
	Hint:    both{"一个工作簿只放一个评分表，删去多余的（也可能在隐藏的工作表中）", "leave one score sheet in the workbook and delete the other, which may be on a hidden worksheet"},
}, blank("first", "评分表!A4"), blank("second", "评分表 (2)!A4"))

var OtherFormat = declare2(Kind{
	Code: "Q107", Level: Warning, Grouping: ByFile, Where: Position{File: "评分表/市水利局.xls"},
	Title:   both{"没有读取的文件", "a file was not read"},
	Meaning: both{"文件夹中有别种格式的文件，其中可能有还缺的评分表。文件夹中只读 .xlsx（和 .xlsm、.xltx、.xltm）。文件名中的部门已有评分表的，不再提示。", "The folder has a file of another format in it, which may be or hold a score sheet that is missing. Of a folder only .xlsx (and .xlsm, .xltx, .xltm) are read. Nothing is said of a file whose name has a department in it that has a sheet."},
	Message: both{"没有读取：这是{what}", "not read: it is {what}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("what", msg.OtherSpreadsheet), blank("fix", msg.FixIfSheet(msg.FixSaveAs)))

var CannotAnnotate = declare1(Kind{
	Code: "Q108", Level: Error, Where: file,
	Title:   both{"写不出标注副本", "no annotated copy"},
	Meaning: both{"工作簿能读，但它的写法特别，标不出错处。问题仍然全部列出。", "The workbook can be read, but is written in a way in which nothing can be marked. Its problems are listed all the same."},
	Message: both{"写不出标注副本：{why}", "no annotated copy can be made: {why}"},
	Hint:    both{"用 Excel 或 WPS 打开，另存后再试", "open it in Excel or WPS, save it anew and try again"},
}, blank[any]("why", "xl/styles.xml: unexpected EOF"))

var MoreAlike = declare3(Kind{
	Code: "Q109", Level: Warning, Where: file,
	Title:   both{"同类问题太多", "too many problems of one kind"},
	Meaning: both{"一个文件中同一代码的问题多得列不完，只列出前一部分。多半是填错了行列，或文件不是评分表。", "A file has more problems of one code than can be listed, and the first ones stand for all. Most often rows or columns have been mixed up, or the file is no score sheet."},
	Message: both{"{found}的问题只列出{most}处，还有{count}处", "of {found} {most} problems are listed, and there are {count} more"},
	Hint:    both{"先改正已列出的，再校验一次", "correct those that are listed, then check again"},
}, blank[Code]("found", "Q301"), blank("most", MaxAlike), blank("count", 12000))

var FolderUnread = declare1(Kind{
	Code: "Q110", Level: Warning, Where: Position{File: "评分表/晚到"},
	Title:   both{"没有读取的文件夹", "a folder was not read"},
	Meaning: both{"下级文件夹打不开，其中如有评分表，都没有读取；别的照样读取。", "A subfolder cannot be opened, and the score sheets that may be in it were not read. The others were."},
	Message: both{"没有读取：文件夹打不开（{why}）", "not read: the folder cannot be opened ({why})"},
	Hint:    both{"其中有评分表的，排除上述原因，或把评分表移出来；没有的不必理会", "if there are score sheets in it, remove the cause or move them out of it; else there is nothing to do"},
}, blank[any]("why", msg.CausePermission))

var OthersUnread = declare2(Kind{
	Code: "Q111", Level: Note,
	Title:   both{"其他格式的文件", "files of other formats"},
	Meaning: both{"文件夹中还有别种格式的文件（文档、压缩包等），没有读取，但没有哪个部门的评分表因此缺着。", "The folder has files of other formats in it, such as documents and archives, which were not read, and for want of which no department's sheet is missing."},
	Message: both{"另有{count}个其他格式的文件，未读取：{files}", "files of other formats that were not read: {count} ({files})"},
	Hint:    both{"其中有更正了的评分表的，另存为 .xlsx，换下原来的；没有的不必理会", "if a corrected sheet is among them, save it as .xlsx in place of the earlier one; else there is nothing to do"},
}, blank("count", 2), blank("files", msg.Some([]string{"评分表/通知.docx", "评分表/市水利局.pdf"}, 2)))

var ChangedMeanwhile = declare0(Kind{
	Code: "Q113", Level: Error, Where: file,
	Title:   both{"校验时被改动的文件", "changed while it was checked"},
	Meaning: both{"文件在核对之后、写标注副本之前被改动，可能正有人在填写。列出的问题是改动前的，所以不写它的标注副本。", "The file was changed after it had been checked and before its annotated copy was made, perhaps because somebody is filling it in. The problems listed are those from before, so that no copy of it is written."},
	Message: both{"核对之后文件被改动，没有写它的标注副本", "the file was changed after it had been checked, and no annotated copy of it was written"},
	Hint:    both{"等文件填好、关闭后，再运行一次", "wait until the file has been filled in and closed, then run the command again"},
})
