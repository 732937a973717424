package plan

// The kinds, in the order of files, sheets and menus. A new kind is a struct with
// tags in a kinds_*.go file and its line here; the rest follows from them.
var _ = []*Kind{
	declare[Workspace]("workspace", SectionWorkspace, "W"),
	declare[Operation]("operation", SectionWorkspace, "O"),
	declare[Phase]("phase", SectionTasks, "PH"),
	declare[Passage]("passage", SectionText, "X"),
	declare[Term]("term", SectionText, "G"),
	declare[Party]("party", SectionParties, "P"),
	declare[Participation]("participation", SectionParties, "R"),
	declare[Person]("person", SectionPosts, "N"),
	declare[Unit]("unit", SectionForces, "U"),
	declare[Command]("command", SectionParties, "C"),
	declare[Sector]("sector", SectionSectors, "S"),
	declare[Graphic]("graphic", SectionSectors, "GR"),
	declare[Line]("line", SectionTasks, "L"),
	declare[Task]("task", SectionTasks, "T"),
	declare[Dependency]("dependency", SectionTasks, "D"),
	declare[Requirement]("requirement", SectionForces, "Q"),
	declare[Offer]("offer", SectionForces, "F"),
	declare[Holding]("holding", SectionForces, "H"),
	declare[Move]("move", SectionForces, "M"),
	declare[Post]("post", SectionPosts, "B"),
	declare[Rotation]("rotation", SectionPosts, "RO"),
	declare[Course]("course", SectionTraining, "CO"),
	declare[Class]("class", SectionTraining, "CL"),
	declare[Instrument]("instrument", SectionLegal, "I"),
	declare[Signature]("signature", SectionLegal, "SG"),
	declare[Cost]("cost", SectionMoney, "K"),
	declare[Standard]("standard", SectionInterop, "ST"),
	declare[Adoption]("adoption", SectionInterop, "AD"),
	declare[Risk]("risk", SectionRisks, "RK"),
	declare[Option]("option", SectionOptions, "OP"),
	declare[Criterion]("criterion", SectionOptions, "CR"),
	declare[Score]("score", SectionOptions, "SC"),
	declare[Decision]("decision", SectionAgreement, "DE"),
	declare[Agreement]("agreement", SectionAgreement, "AG"),
	declare[Release]("release", SectionAgreement, "RL"),
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
