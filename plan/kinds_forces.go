package plan

// Unit is a contribution in people and equipment by one party, with its place
// in the task organisation and what it may not do.
type Unit struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=200"`
	Party     ID     `plan:"party,ref=party,required,grid=120,group"`
	Type      Choice `plan:"type,choice=infantry|border-guard|police|engineer|aviation|medical|logistics|signals|reconnaissance|observers|training|civil-affairs|staff|joint,grid=120,group"`
	Echelon   Choice `plan:"echelon,choice=team|section|platoon|company|battalion|brigade|headquarters,grid=100,group"`
	Strength  int    `plan:"strength,unit=people,min=0,grid=80"`
	Parent    ID     `plan:"parent,ref=unit,grid=140"`
	Sector    ID     `plan:"sector,ref=sector,grid=110,group"`
	When      Span   `plan:"when,grid=170"` // in theatre
	Base      string `plan:"base,grid=110"`
	Languages string `plan:"languages,grid=90"`
	Caveats   Long   `plan:"caveats,grid=220"`
	Symbol    string `plan:"symbol,symbol=10"` // of APP-6; that of its type and echelon when empty

	Geometry Geometry `plan:"geometry,point,hidden"` // where it stands
}

// Requirement is a capability the operation needs, before anybody offers it.
type Requirement struct {
	Core
	Operation  ID     `plan:"operation,ref=operation,part,hidden"`
	Title      string `plan:"title,title,grid=240"`
	Capability string `plan:"capability,grid=140,group"`
	Quantity   int    `plan:"quantity,required,min=0,grid=80"`
	Counted    string `plan:"counted,grid=80"` // what is counted: people, vehicles, aircraft
	Ready      Date   `plan:"ready,grid=100"`
	Phase      ID     `plan:"phase,ref=phase,grid=120,group"`
	Sector     ID     `plan:"sector,ref=sector,grid=110,group"`
	Sustain    int    `plan:"sustain,unit=days,min=0,grid=80"`
}

// Offer is a party's answer to a requirement.
type Offer struct {
	Core
	Operation   ID     `plan:"operation,ref=operation,part,hidden"`
	Requirement ID     `plan:"requirement,ref=requirement,part,required,grid=240,group"`
	Party       ID     `plan:"party,ref=party,required,grid=130,group"`
	Unit        ID     `plan:"unit,ref=unit,grid=150"`
	Quantity    int    `plan:"quantity,required,min=0,grid=80"`
	State       Choice `plan:"state,choice=offered|accepted|declined|withdrawn,required,grid=100,group"`
	Ready       Date   `plan:"ready,grid=100"`
	Caveats     Long   `plan:"caveats,grid=240"`
}

// Holding is equipment or people at a place on a date that an agreement counts.
type Holding struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=200"`
	Category  Choice `plan:"category,choice=people|tanks|vehicles|artillery|aircraft|helicopters|ammunition|other,grid=120,group"`
	Party     ID     `plan:"party,ref=party,required,grid=120,group"`
	Place     string `plan:"place,required,grid=130,group"`
	Quantity  int    `plan:"quantity,min=0,grid=80"`
	Counted   string `plan:"counted,grid=80"`
	AsOf      Date   `plan:"as-of,grid=100"`
	Ceiling   int    `plan:"ceiling,min=0,grid=80"`
}

// Move takes part of a holding to another place.
type Move struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=220"`
	Holding   ID     `plan:"holding,ref=holding,part,required,grid=180,group"`
	Quantity  int    `plan:"quantity,min=0,grid=80"`
	To        string `plan:"to,required,grid=140,group"`
	When      Span   `plan:"when,required,grid=170"`
	Mode      Choice `plan:"mode,choice=road|rail|air|sea|destroyed-on-site|handed-over,grid=110,group"`
	Verified  bool   `plan:"verified,grid=80"`
	Verifier  ID     `plan:"verifier,ref=party,grid=120"`
	Payer     ID     `plan:"payer,ref=party,grid=120"`
}

// Post is a billet in a headquarters or a mission, and who fills it.
type Post struct {
	Core
	Operation    ID     `plan:"operation,ref=operation,part,hidden"`
	Title        string `plan:"title,title,grid=220"`
	Headquarters string `plan:"headquarters,grid=170,group"`
	Party        ID     `plan:"party,ref=party,grid=120,group"`
	Grade        string `plan:"grade,grid=80"`
	Holder       ID     `plan:"holder,ref=person,grid=150"`
	When         Span   `plan:"when,grid=170"`
	Superior     ID     `plan:"superior,ref=post,grid=170"`
	Language     string `plan:"language,grid=90"`
	Essential    bool   `plan:"essential,grid=70"`
	Function     Long   `plan:"function,grid=240"`
	Terms        Long   `plan:"terms"` // of the exchange
}
