package ui

import (
	"os"
	"path/filepath"
	"testing"

	"jointplan/plan"
)

func TestWordPlanFromTheWindow(t *testing.T) {
	p := atTasks(t)
	p.run("file.word")
	p.wantText(p.t("document.title"))
	p.press(p.t("button.cancel"))

	path := filepath.Join(t.TempDir(), "plan.docx")
	p.ExportWord(path, p.operation())
	p.await("the document", func() bool { return p.reads("plan.docx") })
	p.closeOverlays()
	if info, err := os.Stat(path); err != nil || info.Size() < 10_000 {
		t.Errorf("written: %v, %v", info, err)
	}

	// With several operations and none in sight one has to be opened first.
	p.Go(Place{Section: plan.SectionWorkspace, Kind: "party"})
	p.run("share.word")
	p.wantText(p.t("error.document.operation"))
	p.closeOverlays()
}
