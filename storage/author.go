package storage

// SetAuthor says who edits from here on. Another author is another session of
// the log, so that nobody writes under a name that others wrote under.
func (w *Workspace) SetAuthor(a Author) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.options.Author == a {
		return
	}
	w.options.Author = a
	if w.log != nil && !w.damaged {
		w.log.own = w.newSession()
		w.steps = nil
	}
}
