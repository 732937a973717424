package sealed

import (
	"context"
	"io"
)

// meter reads until its context ends and says how far it is.
type meter struct {
	ctx      context.Context
	r        io.Reader
	done     int64
	total    int64
	progress func(done, total int)
}

func newMeter(ctx context.Context, r io.Reader, total int64, progress func(done, total int)) *meter {
	return &meter{ctx: ctx, r: r, total: total, progress: progress}
}

// Read implements io.Reader.
func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.r.Read(p)
	m.done += int64(n)
	if m.progress != nil {
		m.progress(int(m.done), int(m.total))
	}
	return n, err
}
