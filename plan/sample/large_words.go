package sample

import (
	"fmt"
	"math/rand/v2"
)

// The words that titles of large plans are put together from.
var (
	largeParties = []string{
		"Northland", "Eastmark", "Westria", "Southmoor", "Highland Federation", "Lake Republic",
		"Coastal Union", "River States", "Mountain Confederation", "Plains Republic", "Island League", "Forest Commonwealth",
	}
	largeTitles = []string{
		"Joint border monitoring", "Joint peacekeeping", "Stabilisation support", "Police training",
		"Civil emergency response", "Joint exercise", "Settlement monitoring", "Relocation and withdrawal",
	}
	largePlaces = []string{
		"Upper valley", "Lower valley", "North pass", "South pass", "Old bridge", "New bridge", "East ridge", "West ridge",
		"Lake shore", "Salt road", "Mill river", "Stone quarry", "Railway junction", "Airfield", "Harbour", "Market town",
		"Monastery hill", "Birch forest", "Customs yard", "Power station", "Hospital district", "University quarter",
		"Border village 1", "Border village 2",
	}
	largePhaseTitles = []string{"Preparation", "Deployment", "Operation", "Consolidation", "Hand-over"}
	largeLines       = []string{"Observation", "Security", "Support", "Liaison", "Training", "Reconstruction"}
	largeUnitTitles  = []string{"Observer company", "Engineer company", "Medical company", "Signals company", "Transport company"}

	largeVerbs = []string{
		"Reconnoitre", "Survey", "Mark", "Patrol", "Watch", "Inspect", "Repair", "Guard", "Supply", "Map",
		"Clear mines at", "Set up radio at", "Count traffic at", "Photograph", "Visit", "Search", "Escort convoys to",
		"Hold a meeting at", "Train the guard of", "Hand over",
		"Разведать", "Осмотреть", "Reconnaître", "Inspecter",
	}
	largeObjects = []string{
		"the crossing point", "the checkpoint", "the observation post", "the depot", "the base", "the bridge", "the road",
		"the landing site", "the school", "the clinic", "the well", "the repeater", "the camp", "the store of arms",
		"the police station", "the fuel point", "the warehouse", "the ferry", "the tunnel", "the water tower",
	}
)

func largeTitle(rng *rand.Rand, i int) string {
	return fmt.Sprintf("%s %s %d, %s", largeVerbs[rng.IntN(len(largeVerbs))], largeObjects[rng.IntN(len(largeObjects))],
		1+i%97, largePlaces[rng.IntN(len(largePlaces))])
}
