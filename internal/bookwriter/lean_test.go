package bookwriter

import (
	"bytes"
	"strings"
	"testing"

	"qeval/internal/workbook"
	"qeval/internal/xlsxtest"
)

// TestPartsAreLean: what says nothing goes, and all else stays as it is.
func TestPartsAreLean(t *testing.T) {
	const cell = `<c r="A1" s="1" t="inlineStr"><is>`
	for in, want := range map[string]string{
		`<w xmlns="m" xmlns:a="u" xmlns:b="v"><a:x></a:x></w>`:                                                 `<w xmlns="m" xmlns:a="u"><a:x/></w>`,
		`<w xmlns:a="u" xmlns:b="v"><x b:y="1"></x></w>`:                                                       `<w xmlns:b="v"><x b:y="1"/></w>`,
		`<a:w xmlns:a="u" xmlns:b="v">b:x</a:w>`:                                                               `<a:w xmlns:a="u">b:x</a:w>`,
		`<w xmlns:a="u" xmlns:b="v" xmlns:mc="c" mc:Ignorable="a b" xr:uid="{0}" xmlns:xr="r"><x b:y=""/></w>`: `<w xmlns:b="v" xmlns:mc="c" mc:Ignorable="b"><x b:y=""/></w>`,
		`<w xmlns:a="u" xmlns:mc="c" mc:Ignorable="a"><x>1</x></w>`:                                            `<w><x>1</x></w>`,
		`<w><x><m a="1"/></x><v></v><color></color><color rgb="F"></color></w>`:                                `<w><x><m a="1"/></x><v/><color rgb="F"/></w>`,
		`<w><autoFilter ref="$A$1:$B$2"></autoFilter><f>$A$1</f></w>`:                                          `<w><autoFilter ref="A1:B2"/><f>$A$1</f></w>`,
		`<w>` + cell + `<t>甲</t></is></c>` + cell + `<t></t></is></c>` + cell + `<t xml:space="preserve"> 甲</t></is></c>` + cell + `<t>甲</t></is></c></w>`: `<w>` +
			`<c r="A1" s="1" t="s"><v>1</v></c><c r="A1" s="1"/><c r="A1" s="1" t="s"><v>2</v></c><c r="A1" s="1" t="s"><v>1</v></c></w>`,
		`<w><c r="A1" t="str"><f>"甲"</f><v>甲</v></c></w>`: `<w><c r="A1" t="str"><f>"甲"</f><v>甲</v></c></w>`,
	} {
		parts := lean([]workbook.Part{{Name: textsPart, Content: []byte(`<sst count="1"><si><t>乙</t></si></sst>`)}, {Name: "xl/worksheets/sheet1.xml", Content: []byte(in)}})
		if got := string(parts[1].Content); got != want {
			t.Errorf("%s\n%s, want\n%s", in, got, want)
		}
		if texts := string(parts[0].Content); !strings.HasSuffix(texts, `main"><si><t>乙</t></si></sst>`) != strings.Contains(in, "甲</t>") {
			t.Errorf("%s: %s", in, texts)
		}
	}
}

// TestAThemeIsThereIfItIsNeeded: by a chart, whose fonts are of the theme.
func TestAThemeIsThereIfItIsNeeded(t *testing.T) {
	plain := New("一", workbook.Meta{{"kind", "test"}})
	plain.Page(Layout{Name: "一", Widths: []float64{10}}).Add(20, Cell{StyleID: plain.AddStyle(CellStyle{Fill: "FFFFFF"}), Value: "x"})
	for theme, data := range map[bool][]byte{true: encoded(t), false: encode(t, plain)} {
		found, named := false, false
		if _, err := xlsxtest.Repack(data, func(name string, content []byte) []byte {
			found = found || name == themePart
			named = named || bytes.Contains(content, []byte("theme/theme1.xml"))
			return content
		}); err != nil || found != theme || named != theme {
			t.Errorf("there: %v, named: %v, want %v; %v", found, named, theme, err)
		}
	}
}
