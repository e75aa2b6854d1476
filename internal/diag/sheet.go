package diag

import "qeval/internal/msg"

// What is wrong with a score sheet, apart from its scores.

var NoDepartment = declare1(Kind{
	Code: "Q201", Level: Error, Where: cell(2, 2),
	Title:   both{"没有考核部门", "no department"},
	Meaning: both{"评分表由哪个部门填写，写在表头上方“考核部门”后面的一格。现在没有这一格或者是空的。", "The cell behind 考核部门 above the header row names the department. It is blank or gone."},
	Message: both{"表头上方没有“{label}”，或者它后面没有部门名称", "there is no {label} above the header row, or no department behind it"},
	Hint:    both{"在表头上方写“{label}”，在它后面的一格填写部门名称", "write {label} above the header row, and the department's name in the next cell"},
}, blank("label", "考核部门"))

var UnknownDepartment = declare2(Kind{
	Code: "Q202", Level: Error, Where: cell(2, 2),
	Title:   both{"不认识的考核部门", "unknown department"},
	Meaning: both{"“考核部门”后面的名称不是指标表中的部门。名称要写得与指标表一样，空格不计。", "The name behind 考核部门 is none of the table's departments. It must be written as the table has it, spaces aside."},
	Message: both{"没有名为“{found}”的考核部门{near}", "there is no department {found}{near}"},
	Hint:    both{"按指标表填写部门的名称；qeval indicators 列出全部部门", "write the name as the indicator table has it; qeval indicators lists them all"},
}, blank("found", "水利局"), blank("near", msg.DidYouMean("市水利局")))

var OtherTable = declare4(Kind{
	Code: "Q203", Level: Error, Grouping: ByFile, Where: sheet,
	Title:   both{"别的指标表的评分表", "made for another table"},
	Meaning: both{"评分表是按另一年度或另一版本的指标表制作的，条目和分值可能不同。", "The sheet was made for the table of another year or edition, whose criteria and points may differ."},
	Message: both{"评分表按《{found}》（{hash}）制作，现用的是《{want}》（{wanthash}）", "the sheet was made for {found} ({hash}); the table in force is {want} ({wanthash})"},
	Hint:    both{"往年的移出这个文件夹，催报今年的；要按那份指标表核对，用 --table 指定它；两个标题相同的，是指标表后来改过，括号中是各自的校验值", "move an earlier year's sheet out of the folder and ask for this year's; to check it by its own table, name that with --table; if both titles are the same, the table was edited since: the brackets have the hash of each"},
}, blank("found", "2021年质量工作考核指标"), blank("hash", "5f0c1d2e"), blank("want", "2022年质量工作考核指标"), blank("wanthash", "9a8b7c6d"))

var NoMeta = declare0(Kind{
	Code: "Q204", Level: Warning, Where: sheet,
	Title:   both{"缺少用于核对的隐藏工作表", "the hidden worksheet is gone"},
	Meaning: both{"空白评分表带有一个隐藏的工作表，记着部门和单位，用来发现漏列、改名。没有它也能读，但少一重核对。", "A blank sheet has a hidden worksheet with its department and units, by which lost or renamed columns are found. Without it the sheet is read all the same, with one check less."},
	Message: both{"缺少程序用于核对的隐藏工作表，可能是复制到新工作簿的；已按表头和编号读取", "the hidden worksheet for checking is gone, perhaps because the sheet was copied to a new workbook; it was read by its headings and codes"},
	Hint:    both{"请核对单位和条目是否齐全；最好用原来的评分表填写", "check that all units and criteria are there; better fill in the original sheet"},
})

var UnknownUnit = declare4(Kind{
	Code: "Q205", Level: Error, Grouping: ByValue, Where: cell(8, 4),
	Title:   both{"不认识的单位", "unknown unit"},
	Meaning: both{"表头的这一列不是应评的单位。单位以评分表制作时的名单为准，给了 --units 的还要在其中。", "The column's heading is none of the units to be scored: those that the sheet was made for and, if given, those of --units."},
	Message: both{"单位“{found}”不在{list}之中{near}", "the unit {found} is not among {list}{near}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("found", "合津市"), blank("list", msg.RosterSheet), blank("near", msg.DidYouMean("河津市")), blank("fix", msg.FixHeading))

var RepeatedHeading = declare1(Kind{
	Code: "Q206", Level: Error, Where: cell(20, 4),
	Title:   both{"表头重复", "a heading twice"},
	Meaning: both{"评分表自己的表头出现了两次，不知道读哪一列。", "One of the sheet's own headings stands there twice, and it is not clear which column to read."},
	Message: both{"表头“{heading}”出现了两次", "the heading {heading} stands there twice"},
	Hint:    both{"删去多余的一列", "delete one of the columns"},
}, blank("heading", "分值"))

var UnitAlias = declare2(Kind{
	Code: "Q207", Level: Warning, Where: cell(6, 4),
	Title:   both{"单位的别名", "another form of a unit's name"},
	Meaning: both{"单位写的是全称或简称，只可能指一个单位，已按它读取。", "The unit is written in full or in short. Only one unit can be meant, and it was read as that."},
	Message: both{"单位“{found}”按“{unit}”读取", "the unit {found} was read as {unit}"},
	Hint:    both{"请核对；最好写作“{unit}”", "check that this is right; better write {unit}"},
}, blank("found", "运城市盐湖区"), blank("unit", "盐湖区"))

var UnknownCriterion = declare2(Kind{
	Code: "Q208", Level: Error, Where: cell(1, 5),
	Title:   both{"不认识的指标编号", "unknown criterion"},
	Meaning: both{"这一行的编号不在指标表中，其中的得分不知道算到哪一条。", "The row's code is not in the table, so it is not clear what its scores are for."},
	Message: both{"指标表中没有编号为“{found}”的评分标准{near}", "the indicator table has no criterion {found}{near}"},
	Hint:    both{"恢复原来的指标编号，或删去这一行", "restore the criterion's code, or delete the row"},
}, blank("found", "C1.88"), blank("near", msg.DidYouMean("C1.8")))

var ForeignCriterion = declare5(Kind{
	Code: "Q209", Level: Error, Where: cell(1, 5),
	Title:   both{"别的部门的评分标准", "another department's criterion"},
	Meaning: both{"每条评分标准只由一个部门评分，这一条不归本部门。", "Each criterion is scored by one department, and this one by another."},
	Message: both{"{code}（{item}）由{owner}评分，不由{department}评分", "{code} ({item}) is scored by {owner}, not by {department}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("code", "C1.4"), blank("item", "加大质量监管力度"), blank("owner", "市农业农村局"), blank("department", "市水利局"), blank("fix", msg.FixForeign))

var RepeatedCriterion = declare3(Kind{
	Code: "Q210", Level: Error, Where: cell(1, 6),
	Title:   both{"评分标准重复", "a criterion twice"},
	Meaning: both{"同一编号有两行，不知道以哪一行为准。", "There are two rows with one code, and it is not clear which one holds."},
	Message: both{"{code} 出现了两次，第一次在 {first}", "{code} stands there twice, first in {first}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("code", "C1.8"), blank("first", "A5"), blank("fix", msg.FixRepeated))

var AlteredText = declare4(Kind{
	Code: "Q211", Level: Error, Where: cell(4, 5),
	Title:   both{"评分标准的文字被改动", "a criterion's text altered"},
	Meaning: both{"评分标准与指标表不一致，部门可能按别的标准打了分。空格和全角半角的差别不算。", "The text differs from the table's, so the scores may follow another rule. Whitespace and width do not matter."},
	Message: both{"{code} 的评分标准被改动：现为“{found}”，应为“{want}”", "the text of {code} was altered: it is “{found}”, it should be “{want}”"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("code", "C1.8"), blank[any]("found", "开展水利工程监督检查（5分）"), blank("want", "开展水利工程质量监督检查……（5分）"), blank("fix", msg.FixCriterionText))

var AlteredPoints = declare3(Kind{
	Code: "Q212", Level: Error, Where: cell(5, 5),
	Title:   both{"分值被改动", "a criterion's points altered"},
	Meaning: both{"分值与指标表不一致，得分可能是按别的满分打的。", "The points differ from the table's, so the scores may be out of another maximum."},
	Message: both{"{code} 的分值被改动：现为“{found}”，应为“{want}”", "the points of {code} were altered: they are “{found}”, they should be “{want}”"},
	Hint:    both{"恢复原来的分值，并按它核对得分", "restore the points, and check the scores against them"},
}, blank("code", "C1.8"), blank[any]("found", "6"), blank("want", "5"))

var SelfScoreColumn = declare1(Kind{
	Code: "Q213", Level: Warning, Where: cell(19, 4),
	Title:   both{"不读的列", "a column not read"},
	Meaning: both{"表头带“自评”的列不是考核部门的评分，没有读取。", "A column headed 自评 is a unit's own opinion, not the department's score, and was not read."},
	Message: both{"“{heading}”列不是考核部门的评分，没有读取", "the column {heading} is not the department's score and was not read"},
	Hint:    both{"确认其中没有应计入的得分", "make sure that it holds no score that counts"},
}, blank("heading", "自评得分"))

var RepeatedUnit = declare3(Kind{
	Code: "Q214", Level: Error, Where: cell(9, 4),
	Title:   both{"单位重复", "a unit twice"},
	Meaning: both{"同一个单位有两列，不知道以哪一列为准。", "There are two columns for one unit, and it is not clear which one holds."},
	Message: both{"单位“{unit}”出现了两列，另一列在 {first}{without}", "the unit {unit} has two columns, the other at {first}{without}"},
	Hint:    both{"核对两列各是谁的得分，改正写错的表头；只有多余的一列才删去", "find out whose scores each column has, and correct the wrong heading; delete a column only if it is one too many"},
}, blank("unit", "河津市"), blank("first", "H4"), blank("without", msg.UnitWithout(msg.Some([]string{"芮城县"}, 3))))

var HiddenSheet = declare0(Kind{
	Code: "Q215", Level: Error, Where: cell(1, 4),
	Title:   both{"评分表被隐藏", "hidden worksheet"},
	Meaning: both{"评分表所在的工作表是隐藏的，签字盖章的人看不到这些得分。", "The worksheet with the scores is hidden, so that those who sign do not see them."},
	Message: both{"评分表所在的工作表是隐藏的，看表的人看不到它", "the worksheet with the scores is hidden, so that nobody sees it"},
	Hint:    both{"取消隐藏并核对得分；不要的工作表请删去", "show it and check the scores, or delete it if it is not wanted"},
})

var OtherLayout = declare2(Kind{
	Code: "Q216", Level: Error, Where: sheet,
	Title:   both{"别的格式版本", "another format"},
	Meaning: both{"评分表由另一版本的程序制作，格式不同。", "The sheet was made by another version of the program, in another format."},
	Message: both{"评分表的格式版本是“{found}”，本程序读取的是“{want}”", "the score sheet has the format {found}; this program reads {want}"},
	Hint:    both{"用生成它的那一版程序，或用现用程序重新生成评分表填写", "use the version of the program that made it, or fill in a sheet made by this one"},
}, blank("found", "3"), blank("want", "2"))

var AlteredDepartment = declare2(Kind{
	Code: "Q217", Level: Error, Where: cell(2, 2),
	Title:   both{"考核部门被改动", "the department altered"},
	Meaning: both{"评分表是为一个部门制作的，现在写的是另一个部门。", "The sheet was made for one department and now names another."},
	Message: both{"考核部门被改动：现为“{found}”，这个评分表是为“{want}”制作的", "the department was altered: it is {found}, and the sheet was made for {want}"},
	Hint:    both{"恢复原来的部门名称；要替别的部门填写，请用该部门的评分表", "restore the department's name; for another department fill in its own sheet"},
}, blank("found", "市交通运输局"), blank("want", "市水利局"))

var NoCode = declare1(Kind{
	Code: "Q218", Level: Error, Grouping: ByCell, Where: cell(8, 9),
	Title:   both{"没有编号的得分", "a score without a code"},
	Meaning: both{"这一行没有指标编号，单位的列中却有内容。得分只按编号读取，不按位置。", "A unit's column holds something in a row without a code. Scores are read by their codes, not by their places."},
	Message: both{"这一行没有指标编号，但单位的列中有内容“{found}”，不知道是哪一条的得分", "the row has no code, but there is “{found}” in a unit's column, and it is not clear which criterion it scores"},
	Hint:    both{"得分填在有指标编号的行中，每条一格；多余的行请删去", "enter the score in the row with the criterion's code, one cell each, and delete the row"},
}, blank("found", "4.5"))

var NoHeading = declare1(Kind{
	Code: "Q219", Level: Warning, Grouping: ByCell, Where: cell(20, 5),
	Title:   both{"没有表头的内容", "something without a heading"},
	Meaning: both{"一条评分标准的行中，没有表头的列里有内容，没有读取。", "In a criterion's row there is something in a column without a heading. It was not read."},
	Message: both{"这一列没有表头，其中的“{found}”没有读取", "the column has no heading, and “{found}” in it was not read"},
	Hint:    both{"如果是得分，填到单位的列中；不是的请删去", "if it is a score, move it to its unit's column, else delete it"},
}, blank("found", "4.5"))

var AlteredSubtotal = declare4(Kind{
	Code: "Q220", Level: Warning, Grouping: ByCell, Where: cell(8, 6),
	Title:   both{"小计被改动", "an altered subtotal"},
	Meaning: both{"表下方的小计由公式计算，现在填的是一个数，而且不等于各项之和。计算结果不受影响，但签字盖章的纸上是错的。", "The subtotals below the table are formulas. A number was typed over one, and it is not the sum. The result does not depend on it, but the signed print would be wrong."},
	Message: both{"{unit} {label}：填的是“{found}”，各项之和是{want}", "{unit} {label}: “{found}” was typed in, and the scores come to {want}"},
	Hint:    both{"小计由公式计算，不必填写；恢复公式，并核对各项", "the subtotal is a formula and need not be filled in; restore it, and check the scores"},
}, blank("unit", "河津市"), blank("label", "得分小计"), blank("found", "99"), blank[any]("want", "4.5"))

var ReasonUnit = declare2(Kind{
	Code: "Q221", Level: Warning, Grouping: ByValue, Where: reason(2),
	Title:   both{"扣分说明中不认识的单位", "a reason for an unknown unit"},
	Meaning: both{"“扣分说明”的这一行写的单位不是被考核单位，原因没有记到它名下。同一格中的其他单位不受影响。", "A row of 扣分说明 names a unit that is not assessed, and its reason was not taken for it. Other units in the same cell are not affected."},
	Message: both{"“扣分说明”中的单位“{found}”不是被考核单位{near}，这个原因没有记到它名下", "the unit {found} in 扣分说明 is not assessed{near}, and the reason was not taken for it"},
	Hint:    both{"改为正确的单位名称；几个单位之间用顿号分开，涉及所有单位的只填“全部”", "correct the unit's name; put 、 between several, or 全部 alone for all"},
}, blank("found", "合津市"), blank("near", msg.DidYouMean("河津市")))

var ReasonCriterion = declare3(Kind{
	Code: "Q222", Level: Warning, Grouping: ByValue, Where: reason(1),
	Title:   both{"扣分说明中不认识的指标编号", "a reason for an unknown criterion"},
	Meaning: both{"“扣分说明”的这一行写的编号，指标表中没有，或者不由本部门评分。这个原因没有记到评分上。", "A row of 扣分说明 has a code that the indicator table lacks, or whose criterion another department scores. Its reason was taken for no score."},
	Message: both{"“扣分说明”中的编号“{found}”不是{list}{near}，这个原因没有用上", "the code {found} in 扣分说明 is none {list}{near}, and the reason was not used"},
	Hint:    both{"改为评分表中的指标编号；别的部门评分的，由那个部门说明", "use a code of the score sheet; what another department scores, it explains"},
}, blank("found", "C1.88"), blank("list", msg.CodesDepartment("市水利局")), blank("near", msg.DidYouMean("C1.8")))

var IncompleteReason = declare1(Kind{
	Code: "Q223", Level: Warning, Grouping: ByValue, Where: reason(2),
	Title:   both{"没有用上的扣分说明", "a reason not used"},
	Meaning: both{"“扣分说明”的每一行要有指标编号、被考核单位和扣分原因（或依据），才知道说明的是哪一个评分；带删除线或错误值的行不知道还算不算数，隐藏的行、列或工作表可能是不公开的草稿（筛选也会隐藏行）。", "A row of 扣分说明 needs a code, a unit and a reason or evidence, or it is not clear which score it explains. Where something is struck out or an error value, it is not clear what still holds, and a hidden row, column or worksheet may be a draft (a filter hides rows too)."},
	Message: both{"“扣分说明”的这一行没有用上：{found}", "the row of 扣分说明 was not used: {found}"},
	Hint:    both{"补全这一行；作废的请删去", "complete the row, or delete it if it does not hold"},
}, blank("found", msg.ReasonLacks("指标编号")))

var NoReasonHeading = declare1(Kind{
	Code: "Q224", Level: Warning, Where: reasons,
	Title:   both{"扣分说明没有表头", "扣分说明 without headings"},
	Meaning: both{"“扣分说明”按表头读取，不按位置和名称。这个工作表像是扣分说明，但没有它的表头，其中的内容都没有读取。", "The worksheet 扣分说明 is read by its headings, not by places or its name. This one looks like it but lacks them, and nothing in it was read."},
	Message: both{"这个工作表没有“扣分说明”的表头（{heads}），其中的内容没有读取", "the worksheet lacks the headings of 扣分说明 ({heads}), and nothing in it was read"},
	Hint:    both{"恢复表头，每个原因一行；不是扣分说明的不必理会", "restore the row of headings, with one reason a row below it; if these are no reasons there is nothing to do"},
}, blank("heads", "指标编号、被考核单位、扣分原因"))

var OtherYear = declare2(Kind{
	Code: "Q225", Level: Error, Grouping: ByFile, Where: cell(1, 1),
	Title:   both{"别的年度的标题", "a title of another year"},
	Meaning: both{"评分表标题中的年度不是现用指标表的年度。条目相同的，别的年度的评分会被算进今年，所以不能用，这个部门仍算没有报送。要按那一年的指标表核对，用 --table 指定它。", "The year in the sheet's title is not that of the table in force. Where the criteria are the same, another year's scores would count for this one, so the sheet does not count, and the department has still to send one. To check it by that year's table, name that with --table."},
	Message: both{"标题写的是{found}年，现用的是《{want}》", "the title says {found}, and the table in force is {want}"},
	Hint:    both{"是那一年的评分表，移出这个文件夹，催报今年的；今年的写错了标题，由部门改正标题", "if the sheet is of that year, move it out of the folder and ask for this year's; if only the title is wrong, the department corrects it"},
}, blank("found", "2021"), blank("want", "2022年质量工作考核指标"))

var UnusedWords = declare2(Kind{
	Code: "Q226", Level: Warning, Grouping: ByValue, Where: cell(19, 5),
	Title:   both{"没有用上的备注或说明", "a note or reason not used"},
	Meaning: both{"备注带删除线、是错误值或被隐藏的，不知道该不该公开，没有用上（筛选也会隐藏行）；单元格里的图片读不出文字；“扣分说明”中有几列可以当作同一列的，只读第一列。", "A note that is struck out, an error value or hidden may not be meant to be published, and was not used (a filter hides rows too). A picture in a cell holds no words. Of several columns in 扣分说明 that may be the same one, only the first was read."},
	Message: both{"{what}没有用上：{why}", "{what} was not used: {why}"},
	Hint:    both{"要用的，改到读得到的样子或地方（图片改写成文字）；不用的请删去", "mend or move it if it is meant (put a picture into words), else delete it"},
}, blank("what", msg.WordsNote), blank("why", msg.ReasonStruck))

var UnclearLabel = declare2(Kind{
	Code: "Q227", Level: Error, Where: cell(8, 4),
	Title:   both{"看不清的表头或编号", "an unclear heading or code"},
	Meaning: both{"单位的表头、指标编号或考核部门带删除线、隐藏，显示的与存储的不同，或含有改变文字方向的字符，看表的人不知道得分是谁的、是哪一条的。", "The heading of a unit, the code of a criterion or the department is struck out, hidden, shown as something else, or has characters that change the direction of text, so that whoever looks cannot tell whose scores these are or by which criterion."},
	Message: both{"“{found}”{why}，看不清得分属于谁", "{found} {why}, so that nobody sees whose scores these are"},
	Hint:    both{"去掉删除线或特别的格式，取消隐藏，核对这一行或这一列的得分", "take off the strike-through or the format, or show the row or column, and check its scores"},
}, blank("found", "河津市"), blank("why", msg.UnclearStruck))

var MergedHeading = declare2(Kind{
	Code: "Q228", Level: Error, Where: cell(8, 4),
	Title:   both{"合并的表头", "a merged heading"},
	Meaning: both{"单位的表头合并了几列，看不出哪一列是考核部门的评分。", "A unit's heading is merged over several columns, and it is not clear which of them has the department's scores."},
	Message: both{"单位“{unit}”的表头合并了几列 {merged}，看不出哪一列是评分", "the heading of {unit} is merged over {merged}, and it is not clear which column has the scores"},
	Hint:    both{"取消合并，评分的一列以单位名称为表头，其余的删去或写明“自评”", "unmerge it, head the column of the scores with the unit's name, and delete the others or head them 自评"},
}, blank("unit", "河津市"), blank[any]("merged", "H4:I4"))

var SecondHeadings = declare3(Kind{
	Code: "Q229", Level: Error, Where: cell(6, 6),
	Title:   both{"又一行表头", "headings once more"},
	Meaning: both{"表头之下又有一行单位名称或“自评”等小表头，与上面的表头不一致，看不出下面的得分属于谁。", "Below the headings there are others, of units or like 自评, that do not agree with those above, so that it is not clear whose the scores below are."},
	Message: both{"“{found}”在单位“{unit}”的列中（表头在 {first}），看不出下面的得分属于谁", "{found} stands in the column of {unit} (headed at {first}), and it is not clear whose the scores below are"},
	Hint:    both{"只留一行表头，每列的得分都属于表头的单位", "leave one row of headings, and below each only its unit's scores"},
}, blank("found", "永济市"), blank("unit", "盐湖区"), blank("first", "F4"))

var UnseenCharacters = declare2(Kind{
	Code: "Q231", Level: Warning, Where: cell(8, 4),
	Title:   both{"看不见的字符", "invisible characters"},
	Meaning: both{"单位的表头、指标编号或考核部门中有看不见的字符，多半是从网页或聊天软件复制来的，已按没有它们读取。", "The heading of a unit, the code of a criterion or the department has invisible characters, which pages on the web and messengers leave in what is copied. It was read without them."},
	Message: both{"“{found}”中有看不见的字符，按“{read}”读取", "{found} has invisible characters in it and was read as {read}"},
	Hint:    both{"请核对；最好重新填", "check it; better enter it again"},
}, blank("found", "河津市\u200b"), blank("read", "河津市"))

var FormulaLabel = declare2(Kind{
	Code: "Q232", Level: Warning, Grouping: ByCell, Where: cell(8, 4),
	Title:   both{"公式算出的表头或编号", "a heading or code from a formula"},
	Meaning: both{"单位的表头、指标编号或考核部门由公式算出，已按保存时的结果读取。如果公式引用别的格或别的文件，结果会随之改变。", "The heading of a unit, the code of a criterion or the department comes from a formula and was read as it was saved. If the formula refers to other cells or files, it changes with them."},
	Message: both{"“{found}”由公式算出{elsewhere}", "{found} comes from a formula{elsewhere}"},
	Hint:    both{"请核对；最好直接填写", "check it; better enter it plainly"},
}, blank("found", "河津市"), blank("elsewhere", msg.FormulaElsewhere))

var UnclearDescription = declare2(Kind{
	Code: "Q233", Level: Warning, Grouping: ByCell, Where: cell(4, 5),
	Title:   both{"看不清的评分标准、项目或分值", "an unclear criterion, item or points"},
	Meaning: both{"评分标准、考核项目或分值隐藏、带删除线、颜色与底色几乎相同，或显示的与存储的不同，填表的人和签字的人可能看不到。", "A criterion, its item or its points are hidden, struck out, of the colour that they stand on or shown as something else, so that those who fill in and sign may not see them."},
	Message: both{"“{found}”{why}", "{found} {why}"},
	Hint:    both{"取消隐藏或特别的格式，核对这一行的得分", "show it or take the format off, and check the scores of its row"},
}, blank("found", "4"), blank("why", msg.UnclearHidden))

var OtherNumbers = declare1(Kind{
	Code: "Q234", Level: Error, Where: cell(8, 5),
	Title:   both{"填的不是得分", "numbers that are no scores"},
	Meaning: both{"表头上方、下方或评分各行之间的文字说明，所填的是扣分、失分、名次、百分制的分、自评或别的年度的分，不是这一条的得分。", "Words above the headings, below them or among the rows of criteria say that the numbers are points lost, ranks, percentages, self-assessments or of another year, and not the scores of the criteria."},
	Message: both{"“{found}”说明所填的不是得分", "{found} says that the numbers are no scores"},
	Hint:    both{"每格填这一条的得分，再把这句话删去；本来就是得分的，把这句话删去", "enter the scores and delete these words; if they are scores, delete the words"},
}, blank("found", "扣分"))

var WordsBeside = declare1(Kind{
	Code: "Q235", Level: Warning, Grouping: FirstFive, Where: cell(1, 20),
	Title:   both{"得分旁边的话", "words beside the scores"},
	Meaning: both{"得分的下面，或标题、工作表名称中，写着更正、作废、初稿之类的话。程序只读各格的得分，不按这些话处理。", "Below the scores, in the title or in a worksheet's name something is said of corrections, drafts or sheets that no longer hold. The program reads the cells for the scores alone and takes no account of it."},
	Message: both{"写着“{found}”，计算时不考虑", "{found} is said here, and not taken into account"},
	Hint:    both{"看看哪些得分受影响；要改的直接改在得分格中，不要的话删去", "find out which scores it concerns; correct these in their cells, and delete the words if they are of no use"},
}, blank("found", "C1.8 改为4分"))

var CommentsBeside = declare2(Kind{
	Code: "Q236", Level: Warning, Where: cell(8, 5),
	Title:   both{"得分上的批注", "comments at the scores"},
	Meaning: both{"得分、表头、编号等格上有别人写的批注。程序不读批注。", "There are comments at scores, headings or codes. The program does not read them."},
	Message: both{"得分等格上有{count}个批注，计算时不考虑；第一个是“{found}”", "there are comments at scores or their headings ({count}), which are not taken into account; the first is {found}"},
	Hint:    both{"看看批注说的是什么；要改的直接改在得分格中", "see what they say, and correct what they are about in the cells"},
}, blank("count", 2), blank("found", "应为4分"))

var DrawingsOver = declare2(Kind{
	Code: "Q237", Level: Warning, Where: cell(8, 5),
	Title:   both{"盖在得分上的图形", "drawings over the scores"},
	Meaning: both{"图片、文本框或别的图形盖在得分、表头、编号等格上，看表的人可能看到别的内容。印章、签名也会这样，不影响计算。", "Pictures, text boxes or other drawings lie over scores, headings or codes, where people may see something else. Seals and signatures do so too; they change nothing."},
	Message: both{"有{count}个图形或图片盖在得分等格上{says}", "drawings lie over scores or their headings: {count}{says}"},
	Hint:    both{"请核对下面的得分；不是印章、签名的移开", "check the scores below, and move away what is no seal or signature"},
}, blank("count", 1), blank("says", msg.DrawingSays(msg.Some([]string{"“改为4分”"}, 3))))

var OtherWorksheet = declare1(Kind{
	Code: "Q230", Level: Warning, Where: Position{File: sheet.File, Worksheet: "定稿", Col: 1, Row: 4},
	Title:   both{"另一个像评分表的工作表", "another worksheet like a score sheet"},
	Meaning: both{"另一个工作表也有单位和评分标准的表头，但不是评分表的样子，没有读取。", "Another worksheet has headings of units and criteria too, but is not headed as a score sheet is, and was not read."},
	Message: both{"这个工作表也像评分表，没有读取；读取的是“{read}”", "this worksheet is like a score sheet too, and was not read; {read} was"},
	Hint:    both{"确认得分以“{read}”为准；这个工作表不要的请删去", "make sure that the scores in {read} hold, and delete this worksheet if it is not wanted"},
}, blank("read", "评分表"))
