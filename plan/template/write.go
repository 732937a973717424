package template

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan"
)

func (s *saver) write(id, name string) ([]byte, error) {
	root := mapping()
	put(root, "template", scalar(id))
	put(root, "name", s.texts(name))
	put(root, "summary", s.texts(string(s.op.Purpose)))
	if s.op.Source != "" {
		put(root, "source", scalar(s.op.Source))
	}
	if len(s.sources) > 0 {
		put(root, "sources", sequence(s.sources, 0))
	}
	if s.op.Theatre != "" {
		put(root, "theatre", scalar(s.op.Theatre))
	}
	if len(s.named) > 0 {
		put(root, "roles", s.writeRoles())
	}
	put(root, "parts", s.writeParts())
	s.comment(root, "template", "template.file")
	s.comment(root, "roles", "template.file.roles")
	s.comment(root, "parts", "template.file.parts")

	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	err := safely(func() error { return enc.Encode(root) })
	if err == nil {
		err = enc.Close()
	}
	if err != nil {
		return nil, plan.Problem("error.template.save", "Name", s.op.Title).Because(err)
	}
	return b.Bytes(), nil
}

// comment puts a sentence above a key at the top of the file.
func (s *saver) comment(root *yaml.Node, key, message string) {
	if s.words == nil {
		return
	}
	for i := 0; i < len(root.Content); i += 2 {
		if root.Content[i].Value == key {
			root.Content[i].HeadComment = "# " + strings.ReplaceAll(s.words.T(message), "\n", "\n# ")
		}
	}
}

func (s *saver) texts(text string) *yaml.Node {
	language := "en"
	if s.words != nil {
		language = s.words.Language()
	}
	n := mapping()
	put(n, language, textNode(text))
	return n
}

func (s *saver) writeRoles() *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	first := map[plan.Choice]bool{}
	for _, role := range s.named {
		n := mapping()
		put(n, "role", scalar(role.key))
		if role.as != "" {
			put(n, "as", scalar(string(role.as)))
		}
		put(n, "name", s.texts(s.roleName(role)))
		needed := "0"
		if role.as != "" && !first[role.as] {
			needed = "1"
		}
		first[role.as] = true
		put(n, "min", plain(needed))
		put(n, "max", plain("1"))
		list.Content = append(list.Content, n)
	}
	return list
}

func (s *saver) roleName(role roleOf) string {
	name := "Other party"
	if role.as != "" {
		name = strings.ToUpper(string(role.as[:1])) + string(role.as[1:])
	}
	if s.words != nil {
		name = s.words.T("template.role.other")
		if role.as != "" {
			name = s.words.T(plan.KindOf[plan.Participation]().Field("role").ChoiceLabel(string(role.as)))
		}
	}
	if role.count > 1 {
		name += " " + strconv.Itoa(role.count)
	}
	return name
}

func (s *saver) writeParts() *yaml.Node {
	parts := mapping()
	put(parts, "operation", &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{s.writeOperation()}})
	for _, k := range s.kinds {
		if k == plan.KindOf[plan.Participation]() && s.rolesSayItAll() {
			continue
		}
		list := &yaml.Node{Kind: yaml.SequenceNode}
		for _, o := range s.objects[k] {
			list.Content = append(list.Content, s.writeObject(k, o))
		}
		if len(list.Content) == 0 {
			continue
		}
		put(parts, k.Name, list)
		if s.words != nil {
			parts.Content[len(parts.Content)-2].HeadComment = "# " + s.words.T(k.Plural())
		}
	}
	return parts
}

// rolesSayItAll reports whether the participations follow from the roles: one
// for each party, with nothing added.
func (s *saver) rolesSayItAll() bool {
	seen := map[plan.ID]bool{}
	k := plan.KindOf[plan.Participation]()
	for _, o := range s.objects[k] {
		p := o.(*plan.Participation)
		if seen[p.Party] || s.roles[p.Party] == "" {
			return false
		}
		seen[p.Party] = true
		for _, f := range k.Fields {
			if carried(f) && f.Name != "party" && f.Name != "role" && !f.IsEmpty(o) || f.Name == "source" && !f.IsEmpty(o) {
				return false
			}
		}
	}
	return true
}

func (s *saver) writeOperation() *yaml.Node {
	n := mapping()
	s.putFields(n, s.op)
	for _, name := range []string{"period", "lead", "hosts"} { // else the parts and roles would decide
		if plan.KindFor(s.op).Field(name).IsEmpty(s.op) {
			put(n, name, scalar(""))
		}
	}
	return n
}

func (s *saver) writeObject(k *plan.Kind, o plan.Object) *yaml.Node {
	n := mapping()
	if key := s.keys[plan.IDFor(o)]; key != "" {
		put(n, "key", scalar(key))
	}
	if f := k.Title(); f != nil && f.IsEmpty(o) {
		put(n, f.Name, scalar(nameless(o)))
	}
	s.putFields(n, o)
	if deps := s.after[plan.IDFor(o)]; len(deps) > 0 {
		items := make([]string, len(deps))
		for i, dep := range deps {
			items[i] = strings.TrimSpace(s.keys[dep.From] + " " + linkText(dep))
		}
		put(n, "after", sequence(items, yaml.FlowStyle))
	}
	if source := o.Shared().Source; source != s.op.Source {
		put(n, "source", scalar(source))
	}
	return n
}

// nameless is a title for an object that has none, since templates want one.
func nameless(o plan.Object) string {
	if number := o.Shared().Number(); number != "" {
		return number
	}
	return plan.KindFor(o).Name
}

func (s *saver) putFields(n *yaml.Node, o plan.Object) {
	k := plan.KindFor(o)
	for _, f := range k.Fields {
		if !carried(f) || k == plan.KindFor(s.op) && given[f.Name] || s.followsFromText(o, f) {
			continue
		}
		if f.IsEmpty(o) {
			if p, ok := o.(*plan.Passage); ok && f.Name == "translated" && p.Second != "" {
				put(n, f.Name, scalar("")) // not confirmed
			}
			continue
		}
		if v := s.value(o, f); v != nil {
			put(n, f.Name, v)
		}
	}
}

// followsFromText reports whether f marks the second text of a passage as a
// translation of the first, which is what a template means anyhow.
func (s *saver) followsFromText(o plan.Object, f *plan.Field) bool {
	p, ok := o.(*plan.Passage)
	return ok && f.Name == "translated" && p.Second != "" && p.Translated == plan.TextDigest(string(p.Text))
}

// value writes the value of a field; nil when a template cannot say it.
func (s *saver) value(o plan.Object, f *plan.Field) *yaml.Node {
	switch f.Type {
	case plan.Text, plan.LongText:
		return textNode(escapeHoles(f.Text(o)))
	case plan.Day:
		return scalar(s.day(f.Date(o)))
	case plan.Period:
		return scalar(s.period(f.Span(o)))
	case plan.Number, plan.Whole, plan.Flag:
		return plain(f.Get(o))
	case plan.Reference, plan.List:
		var words []string
		for _, id := range f.Refs(o) {
			if word := s.word(o, f, id); word != "" {
				words = append(words, word)
			}
		}
		switch {
		case len(words) == 0 && f.Limits:
			return sequence([]string{nobodyWord}, yaml.FlowStyle)
		case len(words) == 0:
			return nil
		case f.Type == plan.Reference:
			return scalar(words[0])
		}
		return sequence(words, yaml.FlowStyle)
	case plan.Portions:
		return s.shares(f.Shares(o))
	case plan.Shape:
		if g := groundFor(s.world, f.Get(o)); g != nil {
			return g
		}
	}
	return scalar(f.Get(o))
}

func (s *saver) shares(shares plan.Shares) *yaml.Node {
	n := mapping()
	n.Style = yaml.FlowStyle
	percent := map[string]float64{}
	var order []string
	for _, share := range shares {
		role := s.roles[share.Party]
		if role == "" {
			continue
		}
		if _, known := percent[role]; !known {
			order = append(order, role)
		}
		percent[role] = min(100, percent[role]+share.Percent)
	}
	for _, role := range order {
		put(n, role, plain(strconv.FormatFloat(percent[role], 'f', -1, 64)))
	}
	if len(order) == 0 {
		return nil
	}
	return n
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func put(n *yaml.Node, key string, v *yaml.Node) { n.Content = append(n.Content, plain(key), v) }

// plain is a number, a flag or a name of the format.
func plain(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

// scalar is a word or text that may need quotes.
func scalar(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if !isSimple(s) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// isSimple reports whether a text can stand as it is, or as a block of lines:
// printable characters without blanks at the ends of lines.
func isSimple(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) != line || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return false
		}
	}
	return s != "" && !strings.HasPrefix(s, "\n") && !strings.HasSuffix(s, "\n")
}

// textNode is a text, as a block when it has several lines.
func textNode(s string) *yaml.Node {
	n := scalar(s)
	if n.Style == 0 && strings.Contains(s, "\n") {
		n.Style = yaml.LiteralStyle
	}
	return n
}

func sequence(items []string, style yaml.Style) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Style: style}
	for _, item := range items {
		n.Content = append(n.Content, scalar(item))
	}
	return n
}
