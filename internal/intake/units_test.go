package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"qeval/internal/diag"
	"qeval/internal/indicator"
	"qeval/internal/msg"
)

// TestUnits: names that are given one by one.
func TestUnits(t *testing.T) {
	table, err := indicator.Table2022()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ value, units, said string }{
		{"盐湖区,永济市", "盐湖区 永济市", ""},
		{"盐湖区，永济市、河津市;夏　县", "盐湖区 永济市 河津市 夏县", ""},
		{"盐湖区，，", "盐湖区", ""},
		{"盐湖", "盐湖区", "Q207 “盐湖”"},
		{"开发区", "开发区", ""},
		{"盐湖区,盐湖区", "", "Q001 盐湖区"},
		{"盐湖区 永济市", "", "Q001 盐湖区"},
		{",", "", "Q001 "},
		{"备注", "", "Q001 备注"},
		{strings.Repeat("长", indicator.MaxName+1), "", "Q001 "},
		{strings.Repeat("甲,", 5000), "", "Q001 "},
		{"没有.txt", "", "Q002 "},
		{"没有/名单", "", "Q002 "},
	} {
		units, list := Units(c.value, table, "qeval score --help")
		said := ""
		for _, d := range list {
			said += string(d.Code) + " " + d.Message(msg.Chinese)
		}
		code, about, _ := strings.Cut(c.said, " ")
		if got := strings.Join(units, " "); got != c.units || !strings.HasPrefix(said, code) || !strings.Contains(said, about) || (c.said == "") != (said == "") {
			t.Errorf("%.20s: %s; %s", c.value, got, said)
		}
		if list.Worst(false) > diag.Warning && units != nil {
			t.Errorf("%.20s: units in spite of an error", c.value)
		}
	}
}

// TestListsOfUnitsInAnyEncoding are read alike, with the heading that they may have.
func TestListsOfUnitsInAnyEncoding(t *testing.T) {
	table, err := indicator.Table2022()
	if err != nil {
		t.Fatal(err)
	}
	const list = "被考核单位\r\n盐湖区\r\n永济市\r\n\r\n开发区"
	utf16 := func(order unicode.Endianness) string {
		text, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(list)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(list)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "名单.txt")
	for name, content := range map[string]string{
		"UTF-8": list, "with a mark": "\xEF\xBB\xBF" + list, "UTF-16 little": utf16(unicode.LittleEndian), "UTF-16 big": utf16(unicode.BigEndian), "GB 18030": gb,
	} {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if units, list := Units(path, table, ""); strings.Join(units, " ") != "盐湖区 永济市 开发区" || len(list) > 0 {
			t.Errorf("%s: %v, %v", name, units, list)
		}
	}
	for name, content := range map[string]string{"not a text": "PK\x03\x04", "too long": strings.Repeat("甲\n", maxUnitsText/4+1)} {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if units, list := Units(path, table, ""); units != nil || len(list) != 1 || list[0].Code != diag.CannotOpen.Code {
			t.Errorf("%s: %v, %v", name, units, list)
		}
	}
}
