package check

// Where rules come from. The first are sections of the report on NATO–Russia
// engagement (RAND 2004), then doctrine, then missions and our own reasons.
const (
	fromStaffing    = "Personnel Engagement, Exchanges, and Staffing"
	fromMilitary    = "Military-to-Military Cooperation"
	fromStandards   = "Transformation, Interoperability, and Defense Industrial Relations"
	fromEmergencies = "Civil Emergencies"
	fromTreaty      = "Arms Control: The Treaty on Conventional Armed Forces in Europe"
	fromAfghanistan = "A Russian Role with NATO on Afghanistan"
	fromIraq        = "A Russian Role in Iraq"
	fromCaucasus    = "Cooperation in Central Asia and the Transcaucasus"
	fromPeaceForce  = "Israeli-Palestinian Peacekeeping"
	fromFuture      = "The Future of Russia Within NATO"

	fromCommandTerms = "AAP-06, levels of command authority"
	fromStructures   = "Multinational Command Relationships, JFQ 65"
	fromPlanning     = "JP 5-0, joint planning"
	fromForces       = "JP 5-0, statement of requirements"
	fromRiskPractice = "JP 5-0, risk assessment"
	fromBrigade      = "Russian brigade in SFOR, 1996"
	fromHelsinki     = "Helsinki agreement on KFOR, 18 June 1999"
	fromBorderOffice = "EUBAM, Moldova and Ukraine"
	fromBorderWatch  = "OSCE Border Monitoring Operation, Georgia"
	fromPoliceSchool = "Kosovo Police Service School, OSCE"
	fromSymbols      = "MIL-STD-2525 and APP-6, map symbols"
	fromScheduling   = "Scheduling practice"
	fromConsistency  = "Consistency of the plan"
)
