package msg

// What the commands say: their summaries, the headings of their tables, their progress.
var (
	UnfinishedMissing = say1[Text]("list", "未报送：{list}", "without a sheet: {list}")
	UnfinishedInvalid = say1[Text]("list", "有问题：{list}", "with problems: {list}")
	UnfinishedPartial = say1[Text]("list", "未填完：{list}", "not filled in: {list}")
	UnfinishedLoose   = plain("有读不出的文件或别的问题", "there are files that cannot be read, or other problems")

	WarningLine = say1[string]("message", "警告：{message}", "warning: {message}")
	NoteLine    = say1[string]("message", "提示：{message}", "note: {message}")

	joined = say2[Text, Text]("texts next", "{texts}；{next}", "{texts}; {next}")

	MessageWithHint = say2[string, string]("message hint", "{message}；{hint}", "{message}; {hint}")

	SummaryFailed      = say2[int, int]("errors warnings", "{errors}处错误，{warnings}处警告；没有计算结果，没有写出文件。", "errors: {errors}, warnings: {warnings}; no result was computed and no file written.")
	SummaryRefused     = say1[int]("errors", "{errors}处错误；没有写出文件。", "errors: {errors}; no file was written.")
	SummaryUndiffed    = say2[int, int]("errors warnings", "{errors}处错误，{warnings}处警告；没有比较，没有写出文件。", "errors: {errors}, warnings: {warnings}; nothing was compared and no file written.")
	SummaryOutstanding = plain("缺的评分还在路上时，加 --partial 可以先算阶段性结果；qeval status 列出各部门的进度。", "while scores are still to come, --partial computes what is certain already, and qeval status shows how far each department has come")
	SummaryProvisional = say2[int, int]("filled expected", "评分未齐：已评{filled}项，共{expected}项；这是阶段性结果，不是最终结果。", "scores are missing: {filled} of {expected} are there; this result is provisional")
	SummaryStrict      = say1[int]("warnings", "{warnings}处警告；--strict 把警告当作错误，没有计算结果，没有写出文件。", "warnings: {warnings}, which --strict counts as errors; no result was computed and no file written.")
	SummaryScored      = say4[int, int, int, int]("files units scores warnings", "已核对{files}个评分表、{units}个单位的{scores}个评分，{warnings}处警告。", "checked {files} sheets with {scores} scores of {units} units; warnings: {warnings}")
	SummaryValidated   = say4[int, int, int, int]("files valid errors warnings", "核对了{files}个文件，{valid}个通过；{errors}处错误，{warnings}处警告。", "checked {files} files, of which {valid} are valid; errors: {errors}, warnings: {warnings}")
	SummaryAnnotated   = say2[string, int]("folder count", "已在 {folder} 写出{count}个标注副本，可以退回改正。", "annotated copies written to {folder}: {count}; send them back to be corrected")
	SummaryAnnotate    = plain("加上 --annotate 文件夹，可以得到标出错处的副本。", "with --annotate FOLDER the faulty ones are copied there with their wrong cells marked")

	ValidateValid   = say4[string, string, int, int]("file department cells warnings", "{file}  通过：{department}，核对了{cells}格，{warnings}处警告", "{file}  valid: {department}, cells checked: {cells}, warnings: {warnings}")
	ValidateInvalid = say5[string, string, int, int, int]("file department cells errors warnings", "{file}  不通过：{department}，核对了{cells}格，{errors}处错误，{warnings}处警告", "{file}  not valid: {department}, cells checked: {cells}, errors: {errors}, warnings: {warnings}")
	ValidateUnread  = say3[string, int, int]("file errors warnings", "{file}  不通过：读不出评分表，{errors}处错误，{warnings}处警告", "{file}  not valid: no score sheet can be read, errors: {errors}, warnings: {warnings}")
	ValidateTwin    = say4[string, string, string, int]("file department other warnings", "{file}  不通过：{department}，与 {other} 重复评分，{warnings}处警告", "{file}  not valid: {department}, scores the same as {other}, warnings: {warnings}")
	ValidateSame    = say2[string, string]("file other", "{file}  与 {other} 内容完全相同，只算一份", "{file}  the same as {other}, and counted once")

	SummaryNoCopy   = plain("没有写出标注副本。", "no annotated copy was written")
	SummaryStrictly = plain("--strict 把警告当作错误。", "--strict counts warnings as errors")
	SummaryFeedback = say2[string, int]("folder count", "已在 {folder} 写出{count}个反馈工作簿", "wrote {count} feedback workbooks to {folder}")
	SummaryWrote    = say1[string]("file", "已写出 {file}", "wrote {file}")
	SummaryDryRun   = plain("没有写出文件（--dry-run）。", "no file was written (--dry-run)")

	AlikeCells = say2[int, string]("count cells", "同样的问题共{count}处：{cells}", "the same in {count} places: {cells}")
	AlikeRest  = say2[int, string]("count cells", "这样的问题还有{count}处：{cells}", "{count} more like these: {cells}")

	StateMissing  = plain("未报送", "no sheet")
	StateInvalid  = say1[int]("problems", "有问题（{problems}处）", "problems: {problems}")
	StatePartial  = say2[int, int]("filled expected", "未填完（已填{filled}项，共{expected}项）", "filled in: {filled} of {expected}")
	StateComplete = plain("已核对无误", "complete")

	GapsUnits    = say1[Text]("list", "单位未评：{list}", "units: {list}")
	GapsCriteria = say1[Text]("list", "条目未评：{list}", "criteria: {list}")
	GapsScores   = say1[Text]("list", "未填：{list}", "scores: {list}")

	orNext = say2[Text, string]("words next", "{words}、{next}", "{words}, {next}")
	orLast = say2[Text, string]("words last", "{words} 或 {last}", "{words} or {last}")
	allOf  = say1[string]("list", "{list}", "{list}")
	someOf = say2[string, int]("list count", "{list}等{count}个", "{list} and others, {count} in all")

	NextStep   = say2[string, string]("what command", "下一步：{what}：{command}", "next: {what}: {command}")
	NextLoose  = plain("先解决上面列出的问题，再看一次", "solve the problems above, then look again")
	NextFaulty = say1[int]("count", "有{count}个部门的评分表有问题，标出错处，把写出的副本退回改正", "there are problems in sheets (departments: {count}); mark the wrong cells in copies, and send those back")

	FolderFaulty = plain("退回", "returned")
	FolderBlank  = plain("空白表", "blank")

	NextNothingSent = plain("还没有收到评分表，催各部门报送；空白表还没有发的，先生成", "no sheet has come yet; if the blank ones are not sent out, make them")
	NextBoth        = say2[int, int]("missing partial", "催报未报送的{missing}个部门、未填完的{partial}个部门；要先看阶段性结果", "ask for what is missing (departments without a sheet: {missing}, not filled in: {partial}); for a provisional result")
	NextMissing     = say1[int]("missing", "催报未报送的{missing}个部门；要先看阶段性结果", "ask for what is missing (departments without a sheet: {missing}); for a provisional result")
	NextPartial     = say1[int]("partial", "催报未填完的{partial}个部门；要先看阶段性结果", "ask for what is missing (departments not filled in: {partial}); for a provisional result")
	NextScore       = plain("已经齐全，计算结果", "all is there; compute the result")

	ExplainHead    = say2[string, string]("title level", "{title}（{level}）", "{title} ({level})")
	ExplainExample = plain("例：", "Example:")
	ExplainFix     = plain("改法：", "What to do:")
	ExplainLimits  = plain("最多：", "At most:")
	ExplainLimit   = say2[string, int]("name max", "{name}：{max}", "{name}: {max}")
	ExplainMore    = plain("“qeval explain 代码”说明一个代码，“qeval explain 指标编号”说明一条评分标准。", "qeval explain CODE explains one of them or, given a criterion's code, that criterion.")

	LevelError       = plain("错误", "error")
	LevelOutstanding = plain("错误；score --partial 时只警告", "error; with score --partial only a warning")
	LevelWarning     = plain("警告", "warning")
	LevelNote        = plain("提示", "note")

	HeadCodeDiagnostic = plain("代码", "code")
	HeadLevel          = plain("性质", "level")
	HeadTitle          = plain("问题", "problem")
	HeadNote           = plain("备注", "note")
	HeadEntry          = plain("填法", "to enter")
	HeadRank           = plain("名次", "rank")
	HeadUnit           = plain("单位", "unit")
	HeadScored         = plain("得分", "scored")
	HeadAdded          = plain("加分", "bonus")
	HeadDeducted       = plain("减分", "deducted")
	HeadTotal          = plain("总分", "total")
	HeadVeto           = plain("否决", "veto")
	HeadGrade          = plain("等次", "grade")
	HeadRanks          = plain("可能名次", "rank range")
	HeadAssessed       = plain("已评得分/已评分值", "scored / of assessed")
	HeadGiven          = plain("已评加分", "bonus so far")
	HeadTaken          = plain("已评减分", "deducted so far")
	HeadTotals         = plain("可能总分", "total range")
	HeadGrades         = plain("可能等次", "grades possible")
	HeadState          = plain("状态", "state")
	HeadMissing        = plain("还缺", "missing")
	HeadFiles          = plain("文件", "files")
	HeadCode           = plain("指标编号", "code")
	HeadCategory       = plain("考核类别", "category")
	HeadItem           = plain("考核项目", "item")
	HeadText           = plain("评分标准", "criterion")
	HeadPoints         = plain("分值", "points")
	HeadNA             = plain("不涉及时", "not applicable")
	HeadBefore         = plain("原", "before")
	HeadAfter          = plain("现", "after")
	HeadChange         = plain("增减", "change")
	HeadDepartment     = plain("考核部门", "department")

	VetoYes  = plain("是", "yes")
	VetoOpen = plain("未评", "open")

	ProgressRead   = plain("读取文件", "reading")
	ProgressMade   = plain("生成文档", "making documents")
	ProgressMarked = plain("标注副本", "marking copies")
	ProgressLeft   = say1[string]("time", "还需{time}", "{time} left")

	CertainValue = say1[string]("value", "{value}（已确定）", "{value} (certain)")

	ProvisionalTitle = say1[string]("mark", "{mark}", "{mark} / provisional: scores are missing")

	SummaryTable = say2[int, int]("errors warnings", "{errors}处错误，{warnings}处警告；改正后再核对。", "errors: {errors}, warnings: {warnings}; mend them and check again.")

	Version         = say1[string]("version", "qeval {version}", "qeval {version}")
	VersionNoCommit = plain("提交：不明", "commit: unknown")
	VersionCommit   = say2[string, string]("commit time", "提交：{commit}（{time}）", "commit: {commit} ({time})")
	VersionModified = say2[string, string]("commit time", "提交：{commit}（{time}），另有未提交的改动", "commit: {commit} ({time}), and changes that are in no commit")
	VersionGo       = say2[string, string]("go system", "用 {go} 编译，{system}", "built with {go} for {system}")
	VersionTable    = say2[string, string]("title hash", "指标表：《{title}》（内置），校验值 {hash}", "table: {title} (embedded), hash {hash}")
	VersionFile     = say3[string, string, string]("title file hash", "指标表：《{title}》（{file}），校验值 {hash}", "table: {title} ({file}), hash {hash}")

	TemplateWrote    = say4[int, string, int, Text]("count folder n units", "已写出{count}个空白评分表到 {folder}，每个有{n}个单位：{units}", "blank score sheets written to {folder}: {count}; units in each: {n}: {units}")
	TemplateNextFill = say1[string]("folder", "收表期间，运行 qeval status {folder} 看进度；收齐后运行 qeval score {folder}", "while they come back, qeval status {folder} shows how far they are; once all are there, run qeval score {folder}")
)
