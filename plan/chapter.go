package plan

// Chapter is a part of the plan as a document tells it.
type Chapter string

// The chapters in the order of an operation order: situation and mission first, then
// how and by whom, then what it rests on. Kinds without one are in no document.
const (
	NoChapter         Chapter = ""
	ChapterSituation  Chapter = "situation"
	ChapterMission    Chapter = "mission"
	ChapterPrinciples Chapter = "principles"
	ChapterCommand    Chapter = "command"
	ChapterSectors    Chapter = "sectors"
	ChapterExecution  Chapter = "execution"
	ChapterForces     Chapter = "forces"
	ChapterSupport    Chapter = "support"
	ChapterTraining   Chapter = "training"
	ChapterLegal      Chapter = "legal"
	ChapterFinance    Chapter = "finance"
	ChapterLanguage   Chapter = "language"
	ChapterRisks      Chapter = "risks"
	ChapterOptions    Chapter = "options"
	ChapterAgreement  Chapter = "consultation"
)

// Chapters lists the chapters in their order.
var Chapters = []Chapter{
	ChapterSituation, ChapterMission, ChapterPrinciples, ChapterCommand, ChapterSectors, ChapterExecution, ChapterForces,
	ChapterSupport, ChapterTraining, ChapterLegal, ChapterFinance, ChapterLanguage, ChapterRisks, ChapterOptions, ChapterAgreement,
}

// Label is the translation key of the chapter's title.
func (c Chapter) Label() string { return "chapter." + string(c) }
