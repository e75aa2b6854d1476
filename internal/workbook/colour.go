package workbook

import (
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"
)

// rgb is a colour as the eye sees it.
type rgb [3]uint8

var (
	black = rgb{}
	white = rgb{0xFF, 0xFF, 0xFF}
)

// near reports whether two colours can hardly be told from each other.
func (c rgb) near(other rgb) bool {
	const most = 32
	for i, channel := range c {
		if d := int(channel) - int(other[i]); d > most || d < -most {
			return false
		}
	}
	return true
}

// mix is a colour of which a part is another one.
func (c rgb) mix(other rgb, part float64) rgb {
	for i := range c {
		c[i] = uint8(math.Round(float64(c[i])*(1-part) + float64(other[i])*part))
	}
	return c
}

// colour is a colour as a workbook names it. The zero colour is the automatic one.
type colour struct {
	kind  colourKind
	rgb   rgb
	index int // of the theme's or the palette's
	tint  float64
}

type colourKind byte

const (
	automaticColour colourKind = iota
	rgbColour
	themeColour
	indexedColour
)

// readColour reads the colour of the element that has begun. What is no colour is
// the automatic one.
func readColour(s *scanner) (c colour) {
	if tint, err := strconv.ParseFloat(string(s.attr("tint")), 64); err == nil && tint >= -1 && tint <= 1 {
		c.tint = tint
	}
	if value, ok := rgbOf(s.attr("rgb")); ok {
		c.kind, c.rgb = rgbColour, value
	} else if i, ok := digits(s.attr("theme")); ok {
		c.kind, c.index = themeColour, i
	} else if i, ok := digits(s.attr("indexed")); ok {
		c.kind, c.index = indexedColour, i
	}
	return c
}

// rgbOf reads the digits of a colour. How transparent they say it is, no program minds.
func rgbOf(value []byte) (c rgb, ok bool) {
	if len(value) == 8 {
		value = value[2:]
	}
	if len(value) != 6 {
		return c, false
	}
	_, err := hex.Decode(c[:], value)
	return c, err == nil
}

// colours are what a workbook's colours stand for.
type colours struct {
	theme   []rgb // in the order of its part
	indexed []rgb // instead of the usual palette
}

// resolve is a colour as it is seen.
func (t *colours) resolve(c colour, automatic rgb) rgb {
	seen := automatic
	switch c.kind {
	case rgbColour:
		seen = c.rgb
	case themeColour:
		seen = t.ofTheme(c.index, automatic)
	case indexedColour:
		seen = t.ofPalette(c.index, automatic)
	}
	return seen.tinted(c.tint)
}

// ofTheme is a colour by its number in the theme. The numbers of the first four are
// not in the order in which the theme has them: light and dark are swapped.
func (t *colours) ofTheme(i int, automatic rgb) rgb {
	if i < 4 {
		i ^= 1
	}
	of := t.theme
	if len(of) < len(officeTheme) {
		of = officeTheme[:]
	}
	if i >= len(of) {
		return automatic
	}
	return of[i]
}

func (t *colours) ofPalette(i int, automatic rgb) rgb {
	const foreground, background = 64, 65 // of the system
	of := t.indexed
	if i >= len(of) {
		of = palette[:]
	}
	switch {
	case i == foreground:
		return black
	case i == background:
		return white
	case i >= len(of):
		return automatic
	}
	return of[i]
}

// tinted is a colour made lighter, or darker if the tint is negative, while hue and
// saturation stay.
func (c rgb) tinted(tint float64) rgb {
	if tint == 0 {
		return c
	}
	low, high := float64(min(c[0], c[1], c[2])), float64(max(c[0], c[1], c[2]))
	light := (low + high) / 2 / 0xFF
	lighter := light * (1 + tint)
	if tint > 0 {
		lighter = light + (1-light)*tint
	}
	spread := func(light float64) float64 { return 1 - math.Abs(2*light-1) } // the most that channels differ
	scale := 0.0
	if s := spread(light); s > 0 {
		scale = spread(lighter) / s
	}
	for i := range c {
		channel := lighter*0xFF + (float64(c[i])-light*0xFF)*scale
		c[i] = uint8(math.Round(min(max(channel, 0), 0xFF)))
	}
	return c
}

// rgbs reads colours as they are written, without anything between them.
func rgbs(all string) (list []rgb) {
	for one := range strings.FieldsSeq(all) {
		c, _ := rgbOf([]byte(one))
		list = append(list, c)
	}
	return list
}

// officeTheme are the colours of a workbook that has no theme of its own, and palette
// those of one that has no palette (ECMA-376 part 1, section 18.8.27).
var (
	officeTheme = [12]rgb(rgbs("000000 FFFFFF 44546A E7E6E6 5B9BD5 ED7D31 A5A5A5 FFC000 4472C4 70AD47 0563C1 954F72"))
	palette     = [64]rgb(rgbs(`
		000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF
		800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
		000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
		3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333`))
)

// themeSlots are the elements of a theme's colours.
var themeSlots = []string{"dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"}

// readTheme reads the colours of the workbook's theme, and no more of it.
func (t *colours) readTheme(s *scanner) error {
	return s.within(func() error {
		name, last := string(s.name), len(t.theme)-1
		switch {
		case slices.Contains(themeSlots, name):
			t.theme = append(t.theme, black)
		case name == "fontScheme", len(t.theme) > len(themeSlots):
			return errEnough
		case name == "srgbClr" && last >= 0:
			t.theme[last], _ = rgbOf(s.attr("val"))
		case name == "sysClr" && last >= 0:
			var ok bool
			if t.theme[last], ok = rgbOf(s.attr("lastClr")); !ok && string(s.attr("val")) == "window" {
				t.theme[last] = white
			}
		}
		return nil
	})
}

// readPalette reads the workbook's own palette.
func (t *colours) readPalette(s *scanner) error {
	return s.children(func() error {
		if string(s.name) != "indexedColors" {
			return nil
		}
		return s.children(func() error {
			if c, _ := rgbOf(s.attr("rgb")); len(t.indexed) < len(palette) {
				t.indexed = append(t.indexed, c)
			}
			return nil
		})
	})
}
