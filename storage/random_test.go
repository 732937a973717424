package storage

import (
	"fmt"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	"jointplan/plan"
)

var scripts = []string{
	"Наблюдение за переходом", "Pont-à-Mousson œuvre", "مراقبة الحدود", "国境監視", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🚧",
	"\u2028line\u2029", `"quoted" \back\`, "it's; --", "%s%n", "\u007f",
}

var (
	anyLine = rapid.Custom(func(t *rapid.T) string {
		switch n := rapid.IntRange(0, 99).Draw(t, "sort of text"); {
		case n == 0:
			return strings.Repeat(rapid.SampledFrom([]string{"ж", "w", "線"}).Draw(t, "letter"), 10_000)
		case n < 40:
			return rapid.SampledFrom(scripts).Draw(t, "script")
		}
		return rapid.StringMatching(`[ -~]{0,20}`).Draw(t, "line")
	})
	anyID = rapid.Custom(func(t *rapid.T) plan.ID {
		return plan.ID{9, byte(rapid.IntRange(0, 255).Draw(t, "id")), 1}
	})
	anyDay = rapid.Custom(func(t *rapid.T) plan.Date {
		return plan.MakeDate(2027, 1, 1) + plan.Date(rapid.IntRange(0, 900).Draw(t, "day"))
	})
)

// drawValue gives an acceptable canonical value of field f.
func drawValue(t *rapid.T, f *plan.Field) string {
	v, err := f.Parse(drawText(t, f))
	if err != nil {
		return ""
	}
	return v
}

func drawText(t *rapid.T, f *plan.Field) string {
	switch f.Type {
	case plan.Text:
		return anyLine.Draw(t, "text")
	case plan.LongText:
		return anyLine.Draw(t, "first") + "\n\t" + anyLine.Draw(t, "second")
	case plan.Number:
		return strconv.FormatFloat(rapid.Float64Range(max(f.Min, -1e6), min(f.Max, 1e6)).Draw(t, "number"), 'f', -1, 64)
	case plan.Whole:
		return strconv.Itoa(rapid.IntRange(int(max(f.Min, -1e6)), int(min(f.Max, 1e6))).Draw(t, "whole"))
	case plan.Flag:
		return rapid.SampledFrom([]string{"", "true"}).Draw(t, "flag")
	case plan.Day:
		return anyDay.Draw(t, "date").String()
	case plan.Period:
		start := anyDay.Draw(t, "start")
		return plan.Span{Start: start, Finish: start + plan.Date(rapid.IntRange(0, 90).Draw(t, "days"))}.String()
	case plan.Amount:
		return fmt.Sprintf("%d.%02d EUR", rapid.IntRange(-9999, 1e9).Draw(t, "amount"), rapid.IntRange(0, 99).Draw(t, "cents"))
	case plan.OneOf:
		return rapid.SampledFrom(f.Choices).Draw(t, "choice")
	case plan.Reference:
		return anyID.Draw(t, "ref").String()
	case plan.List:
		return plan.IDs(rapid.SliceOfN(anyID, 0, 4).Draw(t, "refs")).String()
	case plan.Portions:
		return fmt.Sprintf("%s=60 %s=40", plan.ID{9, 1}, plan.ID{9, 2})
	case plan.Labels:
		return fmt.Sprintf("title=secret:%s remarks=restricted:", anyID.Draw(t, "cleared party"))
	case plan.Shape:
		return `{"type":"Point","coordinates":[20.5,42.25]}`
	}
	return ""
}

// drawObject gives an object of kind k with most of its fields filled.
func drawObject(t *rapid.T, k *plan.Kind, id plan.ID) plan.Object {
	values := make([]string, len(k.Fields))
	for i, f := range k.Fields {
		if f.Name != "order" && rapid.IntRange(0, 3).Draw(t, "fill") > 0 {
			values[i] = drawValue(t, f)
		}
	}
	o, err := plan.DecodeFields(k, id, values)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// content is what a document holds, for comparing.
func content(d *plan.Document) map[plan.ID]string {
	all := map[plan.ID]string{}
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			all[plan.IDFor(o)] = k.Name + plan.EncodeObject(o)
		}
	}
	return all
}
