package template

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan"
)

var (
	idForm  = regexp.MustCompile(`^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$`)
	keyForm = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}_.-]*$`)
)

const maxKey = 100

var headings = []string{"template", "name", "summary", "source", "sources", "theatre", "roles", "sectors", "parts", "theatres"}

func (r *reader) readFile(root *yaml.Node) {
	top := map[string]pair{}
	for _, p := range r.pairs(root) {
		if !slices.Contains(headings, p.key) {
			r.wrong(p.line, plan.Say("error.template.heading", "Key", p.key, "Known", strings.Join(headings, ", ")))
			continue
		}
		top[p.key] = p
	}
	for _, name := range []string{"template", "name", "parts"} {
		if _, ok := top[name]; !ok {
			r.wrong(root.Line, plan.Say("error.template.lacks", "Key", name))
		}
	}
	r.readHeader(top)
	if p, ok := top["parts"]; ok {
		r.readParts(p.value)
		if p, ok := top["theatres"]; ok {
			r.readTheatres(p.value)
		}
		r.link()
	}
}

func (r *reader) readHeader(top map[string]pair) {
	if p, ok := top["template"]; ok {
		r.t.ID, _ = r.text(p.value)
		r.checkID(p.line)
	}
	if p, ok := top["name"]; ok {
		r.t.Name = r.readTexts(p.value)
		if r.t.Name.In("en") == "" {
			r.wrong(p.line, plan.Say("error.template.lacks", "Key", "name"))
		}
	}
	if p, ok := top["summary"]; ok {
		r.t.Summary = r.readTexts(p.value)
	}
	if p, ok := top["sources"]; ok {
		r.sources = slices.Clone(r.sources)
		for _, n := range r.items(p.value) {
			if s, ok := r.text(n); ok {
				r.sources = append(r.sources, s)
			}
		}
	}
	if p, ok := top["source"]; ok {
		r.t.Source = r.readSource(p.value)
	}
	if p, ok := top["theatre"]; ok {
		r.t.Theatre, _ = r.text(p.value)
	}
	if p, ok := top["roles"]; ok {
		r.readRoles(p.value)
	}
	if p, ok := top["sectors"]; ok {
		r.readSectors(p.value)
	}
}

func (r *reader) checkID(line int) {
	if len(r.t.ID) > maxKey || !idForm.MatchString(r.t.ID) {
		r.wrong(line, plan.Say("error.template.id", "Value", r.t.ID))
		return
	}
	base := path.Base(strings.ReplaceAll(r.t.File, `\`, "/"))
	if name, ok := strings.CutSuffix(base, ".yaml"); ok && name != r.t.ID {
		r.wrong(line, plan.Say("error.template.file", "Value", r.t.ID, "Name", name))
	}
}

// readTexts reads {en: …, fr: …}; a bare text is English.
func (r *reader) readTexts(n *yaml.Node) Texts {
	if n.Kind == yaml.ScalarNode {
		s, _ := r.text(n)
		return Texts{"en": s}
	}
	texts := Texts{}
	for _, p := range r.pairs(n) {
		if len(p.key) != 2 {
			r.wrong(p.line, plan.Say("error.template.language", "Value", p.key))
			continue
		}
		texts[p.key], _ = r.text(p.value)
		if _, err := plan.KindOf[plan.Task]().Field("purpose").Parse(texts[p.key]); err != nil {
			r.wrongErr(p.line, err)
		}
	}
	return texts
}

func (r *reader) readSource(n *yaml.Node) string {
	s, ok := r.text(n)
	if ok && s != "" && !slices.Contains(r.sources, s) {
		r.wrong(n.Line, plan.Say("error.template.source", "Value", s))
	}
	return s
}

// reserved words of party references cannot be roles.
var reserved = []string{"each", "sector", "party", "next", "equal", "operation"}

func (r *reader) readRoles(n *yaml.Node) {
	for _, item := range r.items(n) {
		role := Role{Max: 1}
		for _, p := range r.pairs(item) {
			r.readRole(&role, p)
		}
		switch {
		case !keyForm.MatchString(role.Key) || len(role.Key) > maxKey || slices.Contains(reserved, role.Key):
			r.wrong(item.Line, plan.Say("error.template.rolekey", "Value", role.Key))
			continue
		case r.t.Role(role.Key) != nil:
			r.wrong(item.Line, plan.Say("error.template.key.twice", "Key", role.Key))
			continue
		case role.Min > role.Max:
			r.wrong(item.Line, plan.Say("error.template.minmax", "Min", role.Min, "Max", role.Max))
		}
		if role.Name.In("en") == "" {
			role.Name = Texts{"en": role.Key}
		}
		r.t.Roles = append(r.t.Roles, role)
	}
}

func (r *reader) readRole(role *Role, p pair) {
	switch p.key {
	case "role":
		role.Key, _ = r.text(p.value)
	case "as":
		s, _ := r.text(p.value)
		if _, err := plan.KindOf[plan.Participation]().Field("role").Parse(s); err != nil {
			r.wrongErr(p.line, err)
		}
		role.As = plan.Choice(s)
	case "name":
		role.Name = r.readTexts(p.value)
	case "min":
		role.Min = r.whole(p.value, 0, maxParties)
	case "max":
		role.Max = r.whole(p.value, 0, maxParties)
	default:
		r.wrong(p.line, plan.Say("error.template.heading", "Key", p.key, "Known", "role, as, name, min, max"))
	}
}

func (r *reader) readSectors(n *yaml.Node) {
	s := &SectorRule{Count: 1, Min: 1, Max: maxSectors, Name: "{n}"}
	for _, p := range r.pairs(n) {
		switch p.key {
		case "count":
			s.Count = r.whole(p.value, 0, maxSectors)
		case "min":
			s.Min = r.whole(p.value, 0, maxSectors)
		case "max":
			s.Max = r.whole(p.value, 0, maxSectors)
		case "name":
			s.Name, _ = r.text(p.value)
			r.checkHoles(p.line, s.Name, []string{"n"})
		default:
			r.wrong(p.line, plan.Say("error.template.heading", "Key", p.key, "Known", "count, min, max, name"))
		}
	}
	if s.Min > s.Count || s.Count > s.Max {
		r.wrong(n.Line, plan.Say("error.template.minmax", "Min", s.Min, "Max", s.Max))
	}
	r.t.Sectors = s
}

func (r *reader) checkHoles(line int, text string, known []string) {
	pieces := holes(text)
	for i := 1; i < len(pieces); i += 2 {
		if !slices.Contains(known, pieces[i]) {
			list := "—"
			if len(known) > 0 {
				list = "{" + strings.Join(known, "}, {") + "}"
			}
			r.wrong(line, plan.Say("error.template.hole", "Value", fmt.Sprintf("{%s}", pieces[i]), "Known", list))
		}
	}
}
