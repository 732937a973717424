package template

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan"
)

// Parse reads and checks a template. file names it in errors; a name that ends
// in ".yaml" has to agree with the id. The error is of type Errors and holds
// all that is wrong with the file.
func Parse(file string, data []byte) (*Template, error) {
	r := &reader{t: &Template{File: file, byKey: map[string]*entry{}}, sources: sources}
	if len(data) > maxBytes {
		r.wrong(0, plan.Say("error.template.size", "Max", maxBytes>>20))
		return nil, r.errors
	}
	root := r.decode(data)
	if root == nil {
		return nil, r.errors
	}
	r.readFile(root)
	if len(r.errors) > 0 {
		slices.SortStableFunc(r.errors, func(a, b error) int { return lineOf(a) - lineOf(b) })
		return nil, r.errors
	}
	return r.t, nil
}

// Read is Parse for what comes from anywhere: it reads no more than a template
// may be long. data is what was read.
func Read(file string, from io.Reader) (t *Template, data []byte, err error) {
	if data, err = io.ReadAll(io.LimitReader(from, maxBytes+1)); err != nil {
		return nil, nil, err
	}
	t, err = Parse(file, data)
	return t, data, err
}

func lineOf(err error) int {
	var p *plan.ProblemError
	if errors.As(err, &p) {
		if line, ok := p.Args["Line"].(int); ok {
			return line
		}
	}
	return 0
}

// reader turns YAML nodes into a template and gathers what is wrong.
type reader struct {
	t       *Template
	sources []string // known ones
	errors  Errors
}

// maxErrors is how many problems of a file are told at once.
const maxErrors = 200

func (r *reader) wrong(line int, why plan.Message) {
	if len(r.errors) < maxErrors {
		r.errors = append(r.errors, problem(r.t.File, line, why))
	}
}

func (r *reader) wrongErr(line int, err error) { r.wrong(line, messageOf(err)) }

var yamlLine = regexp.MustCompile(`line (\d+): *`)

// decode gives the mapping at the top of the file; nil, with errors noted, when
// there is none.
func (r *reader) decode(data []byte) *yaml.Node {
	var root, rest yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	err := safely(func() error { return dec.Decode(&root) })
	if errors.Is(err, io.EOF) {
		r.wrong(1, plan.Say("error.template.empty"))
		return nil
	}
	if err == nil {
		if err = safely(func() error { return dec.Decode(&rest) }); err == nil {
			r.wrong(rest.Line, plan.Say("error.template.documents"))
			return nil
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	if err != nil {
		r.wrongYAML(err)
		return nil
	}
	if n := findAlias(&root); n != nil {
		r.wrong(n.Line, plan.Say("error.template.alias"))
		return nil
	}
	if len(root.Content) != 1 || root.Content[0].Kind != yaml.MappingNode {
		r.wrong(1, plan.Say("error.template.empty"))
		return nil
	}
	return root.Content[0]
}

// safely turns a panic of the YAML library into an error.
func safely(read func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("yaml: %v", p)
		}
	}()
	return read()
}

func (r *reader) wrongYAML(err error) {
	text, line := strings.TrimPrefix(err.Error(), "yaml: "), 0
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = strings.Replace(text, m[0], "", 1)
	}
	r.wrong(line, plan.Say("error.template.yaml", "Reason", text))
}

// findAlias finds an anchor or alias. Templates have no use for them, and a few
// lines of them can stand for billions of nodes.
func findAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n
	}
	for _, c := range n.Content {
		if found := findAlias(c); found != nil {
			return found
		}
	}
	return nil
}

// pair is a key of a mapping with its value.
type pair struct {
	key   string
	line  int
	value *yaml.Node
}

// pairs lists a mapping; anything else, and keys that come twice, are noted as
// wrong.
func (r *reader) pairs(n *yaml.Node) []pair {
	if n.Kind != yaml.MappingNode {
		if !isEmpty(n) {
			r.wrong(n.Line, plan.Say("error.template.mapping"))
		}
		return nil
	}
	var list []pair
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if k.Kind != yaml.ScalarNode {
			r.wrong(k.Line, plan.Say("error.template.word"))
			continue
		}
		if first, twice := lines[k.Value]; twice {
			r.wrong(k.Line, plan.Say("error.template.twice", "Key", k.Value, "Line", first))
			continue
		}
		lines[k.Value] = k.Line
		list = append(list, pair{k.Value, k.Line, n.Content[i+1]})
	}
	return list
}

// items lists a sequence.
func (r *reader) items(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	if !isEmpty(n) {
		r.wrong(n.Line, plan.Say("error.template.list"))
	}
	return nil
}

// isEmpty reports whether nothing is written behind the colon.
func isEmpty(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// text gives a scalar as it is written; 2027-05-01, no and 12 stay as they are.
func (r *reader) text(n *yaml.Node) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.wrong(n.Line, plan.Say("error.template.text"))
		return "", false
	}
	if isEmpty(n) {
		return "", true
	}
	return n.Value, true
}

// whole reads a whole number between low and high.
func (r *reader) whole(n *yaml.Node, low, high int) int {
	s, ok := r.text(n)
	if !ok {
		return low
	}
	v, err := strconv.Atoi(s)
	if err != nil || v < low || v > high {
		r.wrong(n.Line, plan.Say("error.template.whole", "Value", s, "Min", low, "Max", high))
		return low
	}
	return v
}
