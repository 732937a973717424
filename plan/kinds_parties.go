package plan

// Party is a nation or organisation that takes part in planning. No party has a
// place above another here; roles are taken per operation.
type Party struct {
	Core
	Title     string `plan:"title,title,grid=180"`
	Short     string `plan:"short,grid=80"`
	Type      Choice `plan:"type,choice=nation|alliance|organisation|agency|authority,grid=110,group"`
	Languages string `plan:"languages,grid=110"`
	Contact   string `plan:"contact,grid=180"`
	Cleared   Choice `plan:"cleared,choice=unclassified|restricted|confidential|secret,grid=110,group,label"` // highest marking it may see
	Colour    string `plan:"colour,hidden"`                                                                   // "#0072B2"; by order of joining when empty
}

// Person is somebody who holds posts or takes decisions.
type Person struct {
	Core
	Title     string `plan:"title,title,grid=180"`
	Rank      string `plan:"rank,grid=100"`
	Party     ID     `plan:"party,ref=party,grid=120,group"`
	Function  string `plan:"function,grid=160"`
	Languages string `plan:"languages,grid=110"`
	Contact   string `plan:"contact,grid=180"`
}

// Participation says in which role a party takes part in an operation.
type Participation struct {
	Core
	Operation  ID     `plan:"operation,ref=operation,part,hidden"`
	Party      ID     `plan:"party,ref=party,part,required,grid=180"`
	Role       Choice `plan:"role,choice=lead|contributor|host|observer|mediator|donor|beneficiary,required,grid=120,group"`
	When       Span   `plan:"when,grid=170"`
	Conditions Long   `plan:"conditions,grid=320"`
}

// Command is one command relation of a unit over a span of days. Full command
// stays national and is not recorded here.
type Command struct {
	Core
	Operation  ID     `plan:"operation,ref=operation,part,hidden"`
	Unit       ID     `plan:"unit,ref=unit,part,required,grid=170,group"`
	Level      Choice `plan:"level,choice=opcom|opcon|tacom|tacon|coordination,required,grid=110,group"` // AAP-06 terms
	Holder     ID     `plan:"holder,ref=post,grid=180"`
	Party      ID     `plan:"party,ref=party,grid=120,group"` // whose commander holds it when no post is named
	When       Span   `plan:"when,grid=170"`
	Caveats    Long   `plan:"caveats,grid=220"`
	MayRefuse  bool   `plan:"may-refuse,grid=80"`
	Substitute ID     `plan:"substitute,ref=unit,grid=140"` // who takes a refused task
}
