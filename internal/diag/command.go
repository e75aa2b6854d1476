package diag

import (
	"fmt"
	"runtime/debug"

	"qeval/internal/msg"
)

// What is wrong with a command, or with what the system lets it do.

var Usage = declare2(Kind{
	Code: "Q001", Level: Fatal,
	Title:   both{"命令有误", "wrong usage"},
	Meaning: both{"命令、选项或它们的值写错了，程序没有开始工作。", "A command, an option or a value was not understood, and nothing was done."},
	Message: both{"命令有误：{what}", "wrong usage: {what}"},
	Hint:    both{"运行 {help} 查看用法", "run {help} to see how it is used"},
}, blank("what", msg.UsageNoPath), blank("help", "qeval score --help"))

var CannotOpen = declare1(Kind{
	Code: "Q002", Level: Fatal, Where: file,
	Title:   both{"打不开", "cannot be opened"},
	Meaning: both{"系统不让程序读这个路径：不存在、没有权限，或者没有与通配符相符的文件。", "The system does not let the program read the path: it does not exist, may not be read, or no file matches the pattern."},
	Message: both{"打不开：{why}", "cannot be opened: {why}"},
	Hint:    both{"排除上述原因，或者改正路径", "remove the cause, or correct the path"},
}, blank[any]("why", msg.CauseNotExist))

var CannotWrite = declare2(Kind{
	Code: "Q003", Level: Fatal, Where: Position{File: "结果/汇总.xlsx"},
	Title:   both{"无法写入", "cannot be written"},
	Meaning: both{"输出文件写不出去。文件要么完整写出，要么不写，不会留下半个文件。", "An output could not be written. A file is written whole or not at all; no half of one is left."},
	Message: both{"无法写入：{why}", "cannot be written: {why}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank[any]("why", msg.CauseNoFolder("结果")), blank("fix", msg.FixRemoveCause))

var OutputExists = declare1(Kind{
	Code: "Q004", Level: Fatal, Where: Position{File: "汇总.xlsx"},
	Title:   both{"文件已经存在", "the file exists"},
	Meaning: both{"为了不丢失别人的劳动，已有的文件只有在它是 qeval 写的、而且后来没有被别的程序保存过时，才会被替换。用 --force 替换的，原来的保留在它旁边的文件夹“旧版（qeval）”。", "So that nobody's work is lost, a file is replaced only if qeval wrote it and no other program has saved it since. What --force replaces is kept in the folder 旧版（qeval） beside it."},
	Message: both{"文件已经存在，而且不是 qeval 写的，或者后来被别的程序保存过", "the file exists, and qeval did not write it or another program has saved it since"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("fix", msg.FixOtherOutput))

var EarlierKept = declare2(Kind{
	Code: "Q011", Level: Note, Where: published,
	Title:   both{"原来的文件已保留", "the earlier file is kept"},
	Meaning: both{"同名的文件已经换成新写出的。原来的内容与新的不同，移到了它旁边的文件夹“旧版（qeval）”，编了号；那里的文件不会当作评分表读，也不会被覆盖。", "The file has been replaced by the new one. What it held before is different, and is now in the folder 旧版（qeval） beside it, under a number. Nothing there is read as a score sheet or written over."},
	Message: both{"已换成新写出的；原来的内容不同，保留在 {kept}", "replaced by the new one; what it held before is different, and kept in {kept}"},
	Hint:    both{"{fix}", "{fix}"},
}, blank("kept", "旧版（qeval）/2022年质量工作考核汇总(1).xlsx"), blank("fix", msg.FixCompare("qeval diff 旧版（qeval）/2022年质量工作考核汇总(1).xlsx 2022年质量工作考核汇总.xlsx")))

var EarlierFilesKept = declare2(Kind{
	Code: "Q012", Level: Note, Where: Position{File: "反馈"},
	Title:   both{"原来的一些文件已保留", "earlier files are kept"},
	Meaning: both{"这个文件夹中同名的文件已经换成新写出的。其中一些原来的内容与新的不同，移到了文件夹“旧版（qeval）”，编了号。", "Files in the folder have been replaced by the new ones. What some of them held before is different, and is now in the folder 旧版（qeval）, under numbers."},
	Message: both{"其中{count}个已换成新写出的；它们原来的内容不同，保留在 {folder}", "{count} files here were replaced by the new ones; what they held before is different, and kept in {folder}"},
	Hint:    both{"已经发出的，换成新的", "send the new ones where the earlier ones were sent"},
}, blank("count", 13), blank("folder", "反馈/旧版（qeval）"))

var TakenByKilled = declare1(Kind{
	Code: "Q013", Level: Note, Where: published,
	Title:   both{"找回了中断时取下的文件", "a file of an ended run is found again"},
	Meaning: both{"以前有一次运行在替换这个文件时被强行结束（如断电、结束任务）。它从这里取下的内容没有丢失，移到了文件夹“旧版（qeval）”。", "An earlier run was ended by force (a power cut, the task manager) while it replaced the file. What it had taken from here is not lost, and is now in the folder 旧版（qeval）."},
	Message: both{"以前的一次运行在替换它时被强行结束；取下的内容保留在 {kept}", "an earlier run was ended by force while it replaced this; what it had taken from here is kept in {kept}"},
	Hint:    both{"打开看一下，要用的就移回来", "open it, and move it back if it is the one that is wanted"},
}, blank("kept", "旧版（qeval）/2022年质量工作考核汇总(1).xlsx"))

var StaleFeedback = declare0(Kind{
	Code: "Q014", Level: Warning, Grouping: ByFile, Where: Position{File: "反馈/2022年质量工作考核反馈-夏县.xlsx"},
	Title:   both{"以前写出的反馈", "an earlier feedback"},
	Meaning: both{"反馈的文件夹中有以前写出的反馈，而这次没有考核那个单位。它不会被替换，可能误发出去。", "The folder of the feedbacks has one of an earlier run, of a unit that is not assessed this time. It is not replaced, and may be sent by mistake."},
	Message: both{"这是以前写出的反馈，这次没有考核这个单位", "this is the feedback of an earlier run, and its unit is not assessed this time"},
	Hint:    both{"移到别处，以免误发；单位不该少的，检查评分表和 --units", "move it away, so that nobody sends it; if the unit is to be assessed, check the sheets and --units"},
})

var OutputIsInput = declare0(Kind{
	Code: "Q005", Level: Fatal, Where: file,
	Title:   both{"输出就是输入", "the output is an input"},
	Meaning: both{"输出的文件名与某个输入文件相同。输入文件从不被覆盖，用 --force 也不会。", "The output has the name of an input. An input is never written over, not even with --force."},
	Message: both{"输出文件也是输入文件", "the output is one of the inputs"},
	Hint:    both{"换一个输出文件或文件夹；输入文件从不被覆盖", "name another output file or folder; an input is never written over"},
})

var NothingToRead = declare0(Kind{
	Code: "Q006", Level: Error, Where: folder,
	Title:   both{"没有评分表", "nothing to read"},
	Meaning: both{"给出的路径中没有一个评分表。文件夹中只读 .xlsx；qeval 自己写的汇总等文件不算。", "No score sheet is at the path. Of a folder only the .xlsx are read, and qeval's own reports do not count."},
	Message: both{"这里没有评分表（.xlsx）", "there is no score sheet (.xlsx) here"},
	Hint:    both{"指定填好的评分表或其所在的文件夹；qeval 自己写的汇总等文件不算", "name the filled-in sheets or their folder; qeval's own reports do not count"},
})

var TableFromVariable = declare1(Kind{
	Code: "Q010", Level: Note, Where: Position{File: "2023年指标表.xlsx"},
	Title:   both{"指标表由环境变量指定", "a table named by the environment"},
	Meaning: both{"没有用 --table，指标表是环境变量指定的，而它不能用，或者有评分表不是按它制作的。", "There is no --table, the environment names the table, and that cannot be used, or sheets were made for another one."},
	Message: both{"这个指标表是环境变量 {variable} 指定的", "the environment variable {variable} names this table"},
	Hint:    both{"改正或清除 {variable}，或者用 --table 指定别的指标表", "correct or clear {variable}, or name another table with --table"},
}, blank("variable", "QEVAL_TABLE"))

var Internal = declare1(Kind{
	Code: "Q009", Level: Fatal, Where: file,
	Title:   both{"程序内部错误", "internal error"},
	Meaning: both{"程序自己出了错，与评分表无关。请把显示的全部内容报告给维护者。", "The program itself failed; the sheets are not to blame. Please report it with all that is shown."},
	Message: both{"程序内部错误：{why}", "internal error: {why}"},
	Hint:    both{"这是程序的缺陷，请报告给维护者", "this is a fault of the program; please report it"},
}, blank[any]("why", "index out of range"))

// Fault is why the program failed, as [Internal] tells it, and where.
type Fault struct {
	Reason any
	Stack  string // of the goroutine that failed
}

func (f Fault) String() string { return fmt.Sprint(f.Reason) }

// NewFault is the fault that a panic is, to be called by what recovers from it.
func NewFault(recovered any) Fault { return Fault{recovered, string(debug.Stack())} }
