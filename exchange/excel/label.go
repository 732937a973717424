package excel

import (
	"strings"
	"unicode/utf16"

	"jointplan/plan"
	"jointplan/plan/release"
)

// banner is the label of a workbook being found: that of all it holds together,
// as the window shows it.
type banner struct {
	release.Label
	labels *release.Labels
	op     plan.ID
}

func newBanner(d *plan.Document, op plan.ID) *banner {
	labels := release.NewLabels(d)
	return &banner{labels.Banner(op), labels, op}
}

// see adds objects of the whole workspace that go with a single operation.
func (b *banner) see(k *plan.Kind, objects []plan.Object) {
	if b.op == plan.NoID || k.Operation() != nil {
		return
	}
	for _, o := range objects {
		b.Label = b.Meet(b.labels.Of(o).Label)
		for _, one := range o.Shared().Labels {
			if f := k.Field(one.Field); f != nil {
				b.Label = b.Meet(b.labels.Field(o, f).Label)
			}
		}
	}
}

// labelText is the label of the workbook: policy, marking, and who may have all
// of it.
func (b *book) labelText() string {
	marking := b.markingText()
	if marking == "" {
		marking = b.t("excel.unmarked")
	}
	return marking + " · " + b.toText()
}

// markingText is policy and marking; "" when nothing is marked.
func (b *book) markingText() string {
	if b.label.Marking == "" {
		return ""
	}
	f := plan.KindOf[plan.Operation]().Field("marking")
	text := b.t(f.ChoiceLabel(string(b.label.Marking)))
	if w := b.doc.Workspace(); w != nil && w.Policy != "" {
		text = w.Policy + " " + text
	}
	return strings.ToUpper(text)
}

// toText says to whom the workbook as a whole may go.
func (b *book) toText() string {
	if !b.label.Limited {
		return b.t("marking.all")
	}
	names := make([]string, len(b.label.To))
	for i, id := range b.label.To {
		if o := b.doc.Get(id); o != nil {
			names[i] = plan.ShortName(b.doc, o, b.words)
		} else {
			names[i] = plan.GoneName(id, b.words)
		}
	}
	if len(names) == 0 {
		names = append(names, b.t("label.nobody"))
	}
	return oneLine(b.say("marking.to", "Names", strings.Join(names, ", ")))
}

// toHeader is toText with the codes of headers in at most n units. Where the
// names do not fit it says how many there are: a list that was cut would name
// the wrong ones.
func (b *book) toHeader(n int) string {
	text := headerText(b.toText(), maxHeader)
	if units(text) > n {
		return headerText(b.say("excel.to.many", "Count", len(b.label.To)), n)
	}
	return text
}

// units is the length of s as Excel counts.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
