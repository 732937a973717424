package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"jointplan/plan"
)

// progress is a line on the terminal that says how far something is. It shows
// only what takes longer than a moment, and never in a file or a pipe.
type progress struct {
	job   *job
	key   string
	on    bool
	began time.Time
	last  time.Time
	width int // of what is on the line
}

// progressPause is how long a step takes at least until it is shown, and between
// two states of the line.
const progressPause = 200 * time.Millisecond

func (j *job) progress(key string) *progress {
	p := &progress{job: j, key: key, began: time.Now()}
	if f, ok := j.errs.(*os.File); ok {
		info, err := f.Stat()
		p.on = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	p.last = p.began
	return p
}

// step says that done of total are done.
func (p *progress) step(done, total int) {
	if !p.on || total == 0 || time.Since(p.last) < progressPause {
		return
	}
	p.last = time.Now()
	line := p.job.words.Say(plan.Say(p.key, "Percent", done*100/total))
	fmt.Fprint(p.job.errs, "\r"+line+strings.Repeat(" ", max(0, p.width-len([]rune(line)))))
	p.width = len([]rune(line))
}

// end takes the line away.
func (p *progress) end() {
	if p.width > 0 {
		fmt.Fprint(p.job.errs, "\r"+strings.Repeat(" ", p.width)+"\r")
		p.width = 0
	}
}
