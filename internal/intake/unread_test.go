package intake

import (
	"strings"
	"testing"

	"qeval/internal/diag"
	"qeval/internal/msg"
	"qeval/internal/scoresheet"
	"qeval/internal/tabletest"
)

// TestOtherFormats: a file that is not read is told of only as long as it may be a sheet
// that is missing, with the way out that fits it, and it is the department's that its name
// names.
func TestOtherFormats(t *testing.T) {
	table := tabletest.Embedded(t)
	all := strings.Join(table.Departments(), " ")
	without := func(department string) string { return strings.ReplaceAll(all, department, "") }
	for _, c := range []struct {
		file, sheets string
		fix          string // "" if it is only counted
		received     string // department: state
	}{
		{"收到/市水利局.xls", "", "另存为", "市水利局：已收到，格式不符（.xls），请另存为.xlsx"},
		{"收到/市水利局.xls", without("市水利局"), "另存为", "市水利局：已收到，格式不符（.xls），请另存为.xlsx"},
		{"收到/市水利局.xls", "市水利局", "", ""},
		{"收到/2022 市 水利　局(2).ET", "", "另存为", "市水利局：已收到，格式不符（.et），请另存为.xlsx"},
		{"收到/市水利局.pdf", "", "打印它所用的工作簿", "市水利局：已收到，格式不符（.pdf），请要原工作簿"},
		{"收到/市水利局.rar", "", "解压", "市水利局：已收到压缩包（.rar），请解压"},
		{"收到/市水利局.xlsx.crdownload", "", "重新下载", "市水利局：没有下载完（.crdownload），请重新下载"},
		{"市水利局/评分表.csv", "市水利局", "另存为", ""}, // names none: others are missing
		{"收到/通知.docx", without("市公安局"), "打印它所用的工作簿", ""},
		{"收到/通知.docx", all, "", ""},
		{"收到/市水利局、市公安局.zip", "市水利局", "解压", "市公安局：已收到压缩包（.zip），请解压"},
		{"收到/市水利局、市公安局.zip", "市水利局 市公安局", "", ""},
	} {
		var read Reading
		for _, department := range strings.Fields(c.sheets) {
			read.Sheets = append(read.Sheets, &scoresheet.Sheet{Department: department})
		}
		list := read.FindMissing([]string{c.file}, table)
		if told := len(list) == 1; told != (c.fix != "") || len(read.Others) != 1-len(list) {
			t.Errorf("%s with %q: %v, %d others", c.file, c.sheets, list, len(read.Others))
		} else if told && (list[0].Code != diag.OtherFormat.Code || !strings.Contains(list[0].Hint(msg.Chinese), c.fix)) {
			t.Errorf("%s: %s", c.file, list[0].Hint(msg.Chinese))
		}
		set, _ := scoresheet.Check(table, read.Sheets, nil)
		departments := set.Submissions(table, nil, false)
		read.Receive(departments)
		received := ""
		for _, d := range departments {
			if d.State == scoresheet.Unread && len(d.Files) == 1 && d.Files[0] == c.file {
				received = d.Department + "：" + d.Summary().In(msg.Chinese)
			}
		}
		if received != c.received {
			t.Errorf("%s with %q: %s", c.file, c.sheets, received)
		}
	}
}

// TestTheLongerNameIsMeant where one department's is a part of another's.
func TestTheLongerNameIsMeant(t *testing.T) {
	departments := []string{"市教育局", "市教育局督导室", "县残联"}
	for file, want := range map[string]string{
		"市教育局.xls": "市教育局", "市教育局督导室.xls": "市教育局督导室", "市教育局督导室、市教育局.zip": "市教育局督导室 市教育局", "市残联.xls": "", "教育局.xls": "",
	} {
		if got := strings.Join(named(file, departments), " "); got != want {
			t.Errorf("%s names %q, want %q", file, got, want)
		}
	}
}
