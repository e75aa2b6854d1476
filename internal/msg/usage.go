package msg

// What is wrong with a command line.
var (
	UsageNoPath      = plain("没有指定评分表", "no score sheet is named")
	UsageNoReport    = plain("没有指定汇总表", "no report is named")
	UsageReportFirst = say1[string]("found", "{found} 是文件夹；先写汇总表，再写评分表", "{found} is a folder; name the report first, and then the sheets")
	UsageTwo         = say1[int]("count", "要给出两个路径，原来的和更正后的，现在有{count}个；通配符要加引号", "it takes two paths, the old and the new, and {count} are given; put a pattern in quotes")
	UsageNoTable     = plain("没有指定指标表文件", "no table was named")
	UsageTables      = say1[int]("count", "要一个或两个指标表文件，这里有{count}个", "one table or two are needed, not {count}")

	TogetherTable = plain("只能做一件事", "only one of them can be done")

	UsageNoRoster    = plain("指标表没有被考核单位：用 --units 给出", "the table lists no units: name them with --units")
	UsageReportUnits = plain("比较两份汇总表时不能用 --units：名单以汇总表为准", "--units cannot be used with two reports, which have their own rosters")
	UsageFlag        = say2[string, Text]("flag near", "没有选项 {flag}{near}", "there is no option {flag}{near}")
	UsageNoValue     = say1[string]("flag", "选项 {flag} 后面要有值", "the option {flag} needs a value")
	UsageBadValue    = say2[string, string]("flag found", "选项 {flag} 的值“{found}”不对", "{found} is not a value of the option {flag}")
	UsageOneOf       = say3[string, string, string]("flag found allowed", "选项 {flag} 的值“{found}”不对，应为 {allowed}", "{found} is not a value of the option {flag}; it takes {allowed}")
	UsageTogether    = say3[string, string, Text]("flag other why", "选项 {flag} 不能与 {other} 一起用：{why}", "{flag} does not go with {other}: {why}")

	TogetherDraft   = plain("征求意见稿不能公布", "a draft is not to be published")
	TogetherPartial = plain("评分未齐，不能反馈、公布或征求意见", "what lacks scores is not for feedback, publication or opinions")

	UsageWithout    = say2[string, string]("flag other", "选项 {flag} 要与 {other} 一起用", "{flag} needs {other}")
	UsageDate       = say1[string]("found", "“{found}”不是日期，或者写法不对；写作 2023-03-01", "{found} is no date, or not written as 2023-03-01")
	UsageCommand    = say2[string, Text]("found near", "没有命令“{found}”{near}", "there is no command {found}{near}")
	UsageDash       = say1[string]("found", "“{found}”不是选项；选项前的减号要用英文输入法，如 -n、--partial", "{found} is no option; one begins with the hyphens of the keyboard, such as -n or --partial")
	UsagePath       = say2[string, string]("found path", "“{found}”是一个路径，前面要写命令，如 qeval validate {path}", "{found} is a path, before which a command is needed, such as qeval validate {path}")
	UsageCode       = say2[string, Text]("found near", "没有代码或指标编号“{found}”{near}；qeval explain 列出全部代码，qeval indicators 列出全部指标", "there is no code or criterion {found}{near}; qeval explain lists the codes, qeval indicators the criteria")
	UsageArguments  = say1[string]("found", "这个命令不接受“{found}”", "the command does not take {found}")
	UsageDepartment = say2[string, Text]("found near", "没有名为“{found}”的考核部门{near}；qeval indicators 列出全部部门", "there is no department {found}{near}; qeval indicators lists them all")
	UsageUnitTwice  = say1[string]("found", "单位“{found}”重复", "the unit {found} is given twice")
	UsageUnitLabel  = say1[string]("found", "“{found}”是评分表自己的表头，不能作单位名称", "{found} is a heading of the score sheet's own and cannot be a unit")
	UsageManyUnits  = say2[int, int]("count most", "有{count}个单位，评分表最多容纳{most}个", "there are {count} units, and a score sheet has room for {most}")
	UsageLongUnit   = say2[string, int]("found most", "单位“{found}”的名称超过{most}个字", "the name of the unit {found} has more than {most} characters")
	UsageManyScores = say3[string, int, int]("department count most", "{department}有{count}个评分，评分表最多容纳{most}个；分几份生成，每份用 --units 给一部分单位，用 -o 写到各自的文件夹", "{department} has {count} scores, and a score sheet has room for {most}; make several with some of the units each, by --units, and each in a folder of its own, by -o")
	UsageJoined     = say1[string]("found", "“{found}”像是几个单位连在一起；单位之间用逗号、顿号分开，或每行一个", "{found} looks like several units in one; put commas between them, or one on a line")
	UsageNoUnits    = plain("--units 中没有一个单位", "--units names no unit")
	UsageParser     = say1[any]("error", "{error}", "{error}")
	UsageShell      = say1[string]("allowed", "要写明一种 shell：{allowed}", "it takes the name of one shell: {allowed}")
)
