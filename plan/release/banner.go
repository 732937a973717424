package release

import (
	"strings"

	"jointplan/plan"
)

// BannerWith is the banner of operation op together with objects of the whole
// workspace that are told of with it.
func (l *Labels) BannerWith(op plan.ID, outside []plan.Object) Label {
	banner := l.Banner(op)
	if op == plan.NoID {
		return banner // it has seen them
	}
	for _, o := range outside {
		if plan.KindFor(o).Operation() != nil {
			continue
		}
		banner = banner.Meet(l.Of(o).Label)
		for _, one := range o.Shared().Labels {
			if f := plan.KindFor(o).Field(one.Field); f != nil {
				banner = banner.Meet(l.Field(o, f).Label)
			}
		}
	}
	return banner
}

// Show is policy and marking in capitals, as prints carry them; "" when nothing is
// marked.
func (l Label) Show(d *plan.Document, words plan.Words) string {
	if l.Marking == "" {
		return ""
	}
	f := plan.KindOf[plan.Operation]().Field("marking")
	text := words.T(f.ChoiceLabel(string(l.Marking)))
	if w := d.Workspace(); w != nil && w.Policy != "" {
		text = w.Policy + " " + text
	}
	return strings.ToUpper(text)
}

// ShowTo says in one line who may have all that is under the label.
func (l Label) ShowTo(d *plan.Document, words plan.Words) string {
	if !l.Limited {
		return words.T("marking.all")
	}
	names := make([]string, len(l.To))
	for i, id := range l.To {
		if o := d.Get(id); o != nil {
			names[i] = plan.ShortName(d, o, words)
		} else {
			names[i] = plan.GoneName(id, words)
		}
	}
	if len(names) == 0 {
		names = append(names, words.T("label.nobody"))
	}
	text := words.Say(plan.Say("marking.to", "Names", strings.Join(names, ", ")))
	return strings.Join(strings.Fields(text), " ")
}
