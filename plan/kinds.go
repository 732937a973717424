package plan

// The kinds, in the order of files, sheets and menus. A new kind is a struct with
// tags in a kinds_*.go file and its line here; the rest follows from them.
var _ = []*Kind{
	declare[Workspace]("workspace", SectionWorkspace, NoChapter, "W"),
	declare[Operation]("operation", SectionWorkspace, ChapterMission, "O"),
	declare[Phase]("phase", SectionTasks, ChapterExecution, "PH"),
	declare[Passage]("passage", SectionText, NoChapter, "X"),
	declare[Term]("term", SectionText, ChapterLanguage, "G"),
	declare[Party]("party", SectionParties, NoChapter, "P"),
	declare[Participation]("participation", SectionParties, ChapterSituation, "R"),
	declare[Person]("person", SectionPosts, ChapterCommand, "N"),
	declare[Unit]("unit", SectionForces, ChapterForces, "U"),
	declare[Command]("command", SectionParties, ChapterCommand, "C"),
	declare[Sector]("sector", SectionSectors, ChapterSectors, "S"),
	declare[Graphic]("graphic", SectionSectors, ChapterSectors, "GR"),
	declare[Line]("line", SectionTasks, ChapterExecution, "L"),
	declare[Task]("task", SectionTasks, ChapterExecution, "T"),
	declare[Dependency]("dependency", SectionTasks, ChapterExecution, "D"),
	declare[Requirement]("requirement", SectionForces, ChapterForces, "Q"),
	declare[Offer]("offer", SectionForces, ChapterForces, "F"),
	declare[Holding]("holding", SectionForces, ChapterForces, "H"),
	declare[Move]("move", SectionForces, ChapterForces, "M"),
	declare[Post]("post", SectionPosts, ChapterCommand, "B"),
	declare[Rotation]("rotation", SectionPosts, ChapterCommand, "RO"),
	declare[Course]("course", SectionTraining, ChapterTraining, "CO"),
	declare[Class]("class", SectionTraining, ChapterTraining, "CL"),
	declare[Instrument]("instrument", SectionLegal, ChapterLegal, "I"),
	declare[Signature]("signature", SectionLegal, ChapterLegal, "SG"),
	declare[Cost]("cost", SectionMoney, ChapterFinance, "K"),
	declare[Standard]("standard", SectionInterop, ChapterLanguage, "ST"),
	declare[Adoption]("adoption", SectionInterop, ChapterLanguage, "AD"),
	declare[Risk]("risk", SectionRisks, ChapterRisks, "RK"),
	declare[Option]("option", SectionOptions, ChapterOptions, "OP"),
	declare[Criterion]("criterion", SectionOptions, ChapterOptions, "CR"),
	declare[Score]("score", SectionOptions, ChapterOptions, "SC"),
	declare[Decision]("decision", SectionAgreement, ChapterAgreement, "DE"),
	declare[Agreement]("agreement", SectionAgreement, ChapterAgreement, "AG"),
	declare[Release]("release", SectionAgreement, NoChapter, "RL"),
}

func init() {
	for _, k := range kinds {
		for _, f := range k.Fields {
			if f.kinds {
				f.Choices = kindNames()
			}
		}
	}
}

func kindNames() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Name
	}
	return names
}
