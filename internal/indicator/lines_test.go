package indicator

import (
	"slices"
	"testing"
)

// TestLinesThatMayBeCriteria: of a cell in which nobody can tell what is one, nothing is
// read. No sum would show it where points are only added to, or taken off, a total.
func TestLinesThatMayBeCriteria(t *testing.T) {
	for text, problems := range map[string][]string{
		"1.国家级表彰加5分；\n2.省级表彰（3分）":             {"加分项", "Q619"},
		"国家级（三分）\n省级（2分）":                     {"加分项", "Q619"},
		"国家级（各2分）\n省级（1分）":                    {"加分项", "Q619"},
		"国家级〔3分〕\n省级（2分）":                     {"加分项", "Q619"},
		"国家级（3）分\n省级（2分）":                     {"加分项", "Q619"},
		"国家级（3分\n省级（2分）":                      {"加分项", "Q619"},
		"国家级，3分\n省级（2分）":                      {"加分项", "Q619"},
		"国家级（3分）\n部级，加2.5分\n省级（2分）":           {"加分项", "Q619"},
		"国家级（3分）\n部级：2.5分\n省级（2分）":            {"加分项", "Q619"},
		"约谈的扣2分\n通报的（1分）":                     {"减分项", "Q619"},
		"1.国家级（3分）\n2.省级（2分）\n（本项满分5分）":       {"加分项", "Q619"},
		"1.国家级（3分）\n2.省级（2分）\n（共5分）":          {"加分项", "Q619"},
		"表彰奖励（5分）：\n①国家级（3分）；\n②省级（2分）。":      {"加分项", "Q619"},
		"表彰（5分）\n注：同一项目（2分）不重复。":              {"加分项", "Q619"},
		"国家级（3分）\n须有文件。\n省级（2分）":              {"加分项", "Q619"},
		"（3分）国家级，\n须有文件。\n（2分）省级":             {"加分项", "Q619"},
		"1.1 国家级（3分）\n1.2 部级\n1.3 省级（2分）":     {"加分项", "Q619"},
		"1.国家级（3分）\n2.省级":                     {"加分项", "Q619"},
		"1.国家级（3分）\n2.省级（1-3分）":               {"加分项", "Q619"},
		"国家级（3分），省级（1～2分）":                    {"加分项", "Q620"},
		"国家级（五分），省级（3分）":                      {"加分项", "Q620"},
		"国家级〔5分〕，省级（3分）":                      {"加分项", "Q620"},
		"每获一次省级表彰加（2分），最多加6分。":                {"加分项", "Q620"},
		"每获一次（2分），上限10分":                      {"加分项", "Q620"},
		"每次扣（0.5分），最高扣10分":                    {"减分项", "Q620"},
		"获奖1项（0.5分），累计不超过2分":                  {"加分项", "Q620"},
		"1.制定方案；\n2.召开会议（5分）":                 {"加分项", "Q619"},
		"每获一次加1分，最多加3分（3分）":                   {"加分项"},
		"每发生一起扣1分，\n最多扣3分（3分）":                {"减分项"},
		"国家级表彰（3分）；\n省级表彰（2分）。":               {"加分项"},
		"国家级表彰（3分）\n按国发〔2013〕47号认定，不重复加分。":    {"加分项"},
		"1.获国家级表彰（3分），每次加1分；\n2.获省级表彰（2分）；\n": {"加分项"},
	} {
		table, got, says := parsed(withRow(problems[0], "项二", text), goodGrades, goodUnits)
		codes := problems[1:]
		for i := range got {
			got[i] = got[i][:4]
		}
		if !slices.Equal(got, codes) || (table == nil) != (len(codes) > 0) {
			t.Errorf("%q: %v, want %v: %s", text, got, codes, says)
		}
	}
}

// TestNumbersApart: space between two numbers does not make them one.
func TestNumbersApart(t *testing.T) {
	for text, want := range map[string]string{"5 3": "5 3", "5\n5": "5\n5", "2 0": "2 0", "６０ 分": "60", " 5 ": "5", "5\n": "5", "3 . 5": "3 . 5", "（5 分）": "5", "0 - 5分": "5"} {
		if got := amount(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	rows := [][]string{{"题"}, append(slices.Clone(heads), HeadPoints), {"类", "项", "文（100分）", "局"}, {"加分项", "项", "1.国家级；\n2.省级", "局", "", "5\n3"}}
	if table, got, _ := parsed(rows, goodGrades, goodUnits); table != nil || !slices.Equal(got, []string{"Q613 指标表!F4"}) {
		t.Error(got)
	}
	if table, got, _ := parsed(goodRows, [][]string{{"等次", "下限"}, {"好", "90\n80"}, {"差"}}, goodUnits); table != nil || !slices.Equal(got, []string{"Q651 等次!B2"}) {
		t.Error(got)
	}
}
