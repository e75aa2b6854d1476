package diag

import "qeval/internal/msg"

// What is wrong with the sheets together.

var MissingDepartment = declare2(Kind{
	Code: "Q401", Level: Error, Outstanding: true,
	Title:   both{"缺少部门的评分表", "a department is missing"},
	Meaning: both{"给出的文件中没有这个部门的评分表，总分算不出来。", "None of the files is the department's, and no total can be computed."},
	Message: both{"缺少{department}的评分表（应评{count}条）", "there is no sheet of {department} (criteria to score: {count})"},
	Hint:    both{"催报，或检查文件是否在给出的路径中", "ask for it, or check that its file is among the paths"},
}, blank("department", "市水利局"), blank("count", 1))

var MissingCriterion = declare4(Kind{
	Code: "Q402", Level: Error, Outstanding: true, Where: sheet,
	Title:   both{"缺少评分标准", "a criterion is missing"},
	Meaning: both{"部门的评分表中没有这一条的行。", "The department's sheets have no row for the criterion."},
	Message: both{"{department}的评分表中没有 {code}（{item}）：“{text}”", "the sheets of {department} lack {code} ({item}): “{text}”"},
	Hint:    both{"恢复这一行及其编号，填写得分；分几份报送的，催报另一份", "restore the row with its code and fill it in, or ask for the workbook that has it"},
}, blank("department", "市水利局"), blank("code", "C1.8"), blank("item", "加大质量监管力度"), blank("text", "开展水利工程质量监督检查……（5分）"))

var MissingUnit = declare3(Kind{
	Code: "Q403", Level: Error, Grouping: ByUnit, Outstanding: true, Where: cell(1, 4),
	Title:   both{"缺少单位", "a unit is missing"},
	Meaning: both{"部门的评分表中没有这个单位的列。", "The department's sheets have no column for the unit."},
	Message: both{"{department}的评分表中没有单位“{unit}”", "the sheets of {department} lack the unit {unit}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("department", "市水利局"), blank("unit", "河津市"), blank("fix", msg.FixColumn))

var RepeatedScore = declare4(Kind{
	Code: "Q404", Level: Error, Grouping: ByOther, Where: sheet,
	Title:   both{"重复评分", "scored twice"},
	Meaning: both{"同一单位的同一条有两个得分，即使相同也不行：多半是新旧两份文件放在了一起。一个部门可以按单位或按评分标准分几份报送，但不能重复。", "One unit has two scores for one criterion, which is refused even if they agree: an old and a new file often lie together. A department may send its units or its criteria in several workbooks, but no score twice."},
	Message: both{"与 {first} 重复：{overlap}；{dates}", "repeats {first}: {overlap}; {dates}"},
	Hint:    both{"只留一份；{which}", "leave one of them; {which}"},
}, blank[Position]("first", Position{File: "评分表/旧/市水利局.xlsx"}), blank("overlap", msg.RepeatedCounts(13, 12, 1, msg.RepeatedList(msg.RepeatedScore("河津市", "C1.8", "加大质量监管力度", "H5", "4.5", "H5", "4")))), blank("dates", msg.RepeatedDates("2023-01-20", "2023-01-05")), blank("which", msg.WhichUnknown))

var UnscoredUnits = declare1(Kind{
	Code: "Q405", Level: Warning,
	Title:   both{"没有评到的单位", "units not scored"},
	Meaning: both{"指标表所列的单位中，有的一个得分也没有。今年不考核的可以不管。", "Some of the table's units have no score at all. That is right if they are not assessed this year."},
	Message: both{"指标表所列单位中，没有评到的有：{units}", "of the units in the indicator table these were not scored: {units}"},
	Hint:    both{"如果它们今年不考核，不必理会；如果它们的评分表还没有到，用 --units 给出全部单位", "nothing to do if they are not assessed this year; if their sheets are still to come, name all units with --units"},
}, blank("units", "绛县、垣曲县"))

var SameDeduction = declare4(Kind{
	Code: "Q406", Level: Warning, Where: cell(6, 8),
	Title:   both{"减分都相同", "one deduction for all"},
	Meaning: both{"所有单位的同一减分项都减了一样的分，可能是误把它当得分填了满分。", "Every unit has the same deduction, perhaps because full marks were entered as for a score."},
	Message: both{"{code}（{item}）：{count}个单位的减分都是 {points}，可能把减分项填成了满分", "{code} ({item}): all {count} units have the deduction {points}; full marks may have been entered by mistake"},
	Hint:    both{"向评分部门核实；未发生应填0", "ask the department; where nothing happened it is 0"},
}, blank("code", "F1.1"), blank("item", "重大质量事件"), blank("count", 13), blank[any]("points", "3"))

var MissingScore = declare4(Kind{
	Code: "Q407", Level: Error, Grouping: ByUnit, Outstanding: true, Where: sheet,
	Title:   both{"缺少一个得分", "a score is missing"},
	Meaning: both{"几份评分表合起来，还缺这个单位的这一条。", "Of several sheets of the department none has this unit's score for this criterion."},
	Message: both{"{department}没有给{unit}评 {code}（{item}）", "{department} did not score {code} ({item}) for {unit}"},
	Hint:    both{"补报这一项", "ask for this score"},
}, blank("department", "市水利局"), blank("unit", "河津市"), blank("code", "C1.8"), blank("item", "加大质量监管力度"))

var NoUnits = declare0(Kind{
	Code: "Q408", Level: Error,
	Title:   both{"没有单位", "no units"},
	Meaning: both{"没有一个评分表有单位的列，也没有用 --units 给出单位。", "No sheet has a column for a unit, and --units names none."},
	Message: both{"评分表中没有一个被考核单位", "no unit is scored in any sheet"},
	Hint:    both{"在表头“分值”之后，每个单位占一列", "give each unit a column behind the heading 分值"},
})

var NoReason = declare4(Kind{
	Code: "Q409", Level: Warning, Grouping: ByCell, Where: cell(8, 8),
	Title:   both{"减分、否决没有说明原因", "a deduction without a reason"},
	Meaning: both{"减了分或有否决情形，“扣分说明”中却没有这个单位这一条的原因。被扣分的单位会问为什么；只有依据或备注还不够。", "Points were taken off or a veto was answered 是, and 扣分说明 has no reason for it. The unit will ask why; evidence or a note alone does not say."},
	Message: both{"{unit} {code}（{item}）：{lost}，“扣分说明”中没有原因", "{unit} {code} ({item}): {lost}, and 扣分说明 gives no reason"},
	Hint:    both{"在工作表“扣分说明”中填写原因和依据", "enter the reason and the evidence in the worksheet 扣分说明"},
}, blank("unit", "河津市"), blank("code", "F1.1"), blank("item", "重大质量事件"), blank("lost", msg.LossDeduction("1.5")))

var ReasonRequired = declare4(Kind{
	Code: "Q410", Level: Error, Grouping: ByCell, Where: cell(8, 5),
	Title:   both{"扣分没有说明原因", "a loss without a reason"},
	Meaning: both{"用了 --require-reasons：每一处失分、减分和否决都要在“扣分说明”中有原因；只有依据或备注还不够。", "With --require-reasons every point lost, every deduction and every veto needs a reason in 扣分说明; evidence or a note alone is none."},
	Message: both{"{unit} {code}（{item}）：{lost}，“扣分说明”中没有原因", "{unit} {code} ({item}): {lost}, and 扣分说明 gives no reason"},
	Hint:    both{"在工作表“扣分说明”中填写原因；--require-reasons 要求每处扣分都有原因", "enter the reason in the worksheet 扣分说明; --require-reasons asks for one wherever points are lost"},
}, blank("unit", "河津市"), blank("code", "C1.8"), blank("item", "加大质量监管力度"), blank("lost", msg.LossScore("0.35")))

var ReasonNames = declare2(Kind{
	Code: "Q411", Level: Warning, Where: reason(3),
	Title:   both{"说明中提到别的单位", "a reason that names another unit"},
	Meaning: both{"反馈只给一个单位看，不出现其他单位的名称。扣分原因、依据或备注中提到的其他单位，在反馈中以“〔其他单位〕”代替；汇总表中照原文。", "A feedback is for one unit and names no other. Where a reason, its evidence or a note does, 〔其他单位〕 stands for the name in the feedback; the report has the text as it is."},
	Message: both{"这里提到{units}，别的单位的反馈中以“{other}”代替", "{units} is named here, for which {other} stands in the feedback of another unit"},
	Hint:    both{"看一下代替后是否仍说得清楚；必要时请部门各单位分写一行", "see whether it can still be understood; if need be have the department write a row for each unit"},
}, blank("units", "夏县"), blank("other", "〔其他单位〕"))

var SameContent = declare1(Kind{
	Code: "Q412", Level: Warning, Grouping: ByFile, Where: Position{File: "评分表/旧/市水利局.xlsx"},
	Title:   both{"内容相同的文件", "the same file again"},
	Meaning: both{"两个文件的内容完全相同，只算一份，不算重复评分。", "Two files have exactly the same content. They count as one, and nothing is scored twice."},
	Message: both{"与 {first} 的内容完全相同，只算一份", "has exactly the same content as {first}, and the two count as one"},
	Hint:    both{"如果应该是另一份评分表，请换成正确的文件；否则不必理会", "if it should be another sheet, put the right file there; else there is nothing to do"},
}, blank[Position]("first", file))

var CopyPassedOver = declare3(Kind{
	Code: "Q416", Level: Warning, Grouping: ByOther, Where: Position{File: "评分表/退回/市水利局.xlsx"},
	Title:   both{"没有读取的标注副本", "an annotated copy that was not read"},
	Meaning: both{"标注副本没有人改动过，它的部门又有别的评分表，所以没有读取。但它所据的原文件不在其中，得分也不同：可能是较新的一份被换成了旧的。", "Nobody has touched the annotated copy, and its department has another sheet, so that it was not read. But the file that it was made from is not among those read, and its scores differ: a newer sheet may have been replaced by an older one."},
	Message: both{"这个标注副本没有读取；它的原文件不在其中，与 {read} 有{count}个评分不同{list}", "this annotated copy was not read; the file that it was made from is not among those read, and scores differ from those in {read}: {count}{list}"},
	Hint:    both{"确认哪一份有效：{read} 有效的，去掉这个副本；否则换上有效的", "find out which one holds: if it is {read}, take this copy away; else put the right one there"},
}, blank("read", file), blank("count", 1), blank("list", msg.RepeatedList(msg.RepeatedScore("河津市", "C1.8", "加大质量监管力度", "H5", "5", "H5", "4"))))

var Unfinished = declare2(Kind{
	Code: "Q413", Level: Error,
	Title:   both{"评分还没有收齐", "the collection is not finished"},
	Meaning: both{"qeval status 时，还有部门未报送、有问题或未填完，结果算不出来。", "qeval status says so while departments have sent nothing, or sheets with problems or gaps, so that no result can be computed."},
	Message: both{"还不能计算结果：{departments}", "no result can be computed yet: {departments}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("departments", msg.UnfinishedMissing(msg.Some([]string{"市水利局", "市公安局"}, 2))), blank("fix", msg.FixUnfinished))

var UnexplainedNA = declare3(Kind{
	Code: "Q414", Level: Error, Grouping: ByCell, Where: cell(8, 5),
	Title:   both{"不涉及没有写明原因", "not applicable without a reason"},
	Meaning: both{"指标表规定这一条不涉及时计满分，但要写明为什么不涉及：在“扣分说明”中写这个单位这一条的原因，或在这一行的备注中写明；只有依据还不够。", "By the table a criterion that does not apply counts its full points, but why it does not must be said: as the unit's reason in 扣分说明, or under 备注 in the row; evidence alone is none."},
	Message: both{"{unit} {code}（{item}）：填了“不涉及”，“扣分说明”和备注中没有原因", "{unit} {code} ({item}): it has 不涉及, and neither 扣分说明 nor 备注 says why"},
	Hint:    both{"在工作表“扣分说明”或这一行的备注中写明为什么不涉及；涉及的填分数", "say in the worksheet 扣分说明 or under 备注 why it does not apply, or enter the points if it does"},
}, blank("unit", "河津市"), blank("code", "C1.8"), blank("item", "加大质量监管力度"))

var TooManyUnits = declare2(Kind{
	Code: "Q417", Level: Error,
	Title:   both{"单位太多", "too many units"},
	Meaning: both{"全部评分表的单位合起来比全国的县还多，多出的没有计入。多半是单位名称写法不一，或者混进了别的表。", "The sheets together have more units than the nation has counties, and those beyond the limit were left out. Most often names are written in many ways, or other tables have got among the sheets."},
	Message: both{"全部评分表共有{count}个单位，最多{most}个", "the sheets have {count} units together; {most} are allowed"},
	Hint:    both{"核对单位名称，移走不是评分表的文件；或用 --units 给出名单", "check the units' names and move away what is no score sheet, or name the units with --units"},
}, blank("count", 5000), blank("most", 4000))

var TooManyWords = declare0(Kind{
	Code: "Q415", Level: Error, Where: reason(3),
	Title:   both{"备注和原因太多", "too many notes and reasons"},
	Meaning: both{"备注和“扣分说明”的文字太多（写给几个单位、几条的，各算一次），或一项评分的原因太多；超过的没有读取，也就不说哪里缺少原因。", "There are too many words under 备注 and in 扣分说明 (counted for each unit and criterion that they are about), or too many reasons for one score. What is beyond the limit is not read, so that nothing is said to lack a reason."},
	Message: both{"备注和“扣分说明”的文字太多，从这里起没有读取", "there is too much under 备注 and in 扣分说明; from here on it is not read"},
	Hint:    both{"这里只写要点和文号，详细材料另存文件", "write only the main point and a number here, and keep the particulars in a file of their own"},
})
