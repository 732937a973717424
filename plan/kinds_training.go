package plan

// Course is a curriculum with the strength it has to bring by a day. The pass
// rate is the planner's parameter and has no default: no source gives one.
type Course struct {
	Core
	Operation   ID      `plan:"operation,ref=operation,part,hidden"`
	Title       string  `plan:"title,title,grid=220"`
	Audience    string  `plan:"audience,grid=150"`
	Party       ID      `plan:"party,ref=party,grid=120,group"` // who runs it
	Weeks       float64 `plan:"weeks,unit=weeks,min=0,max=520,grid=70"`
	Seats       int     `plan:"seats,min=0,grid=70"`
	Required    int     `plan:"required,unit=people,min=0,grid=90"` // trained strength
	Due         Date    `plan:"due,grid=100"`
	PassRate    float64 `plan:"pass-rate,unit=%,min=0,max=100,grid=80"`
	Instructors float64 `plan:"instructors,min=0,grid=90"` // for each class
	Language    string  `plan:"language,grid=90"`
	Level       string  `plan:"level,grid=140"` // needed on entry
	Certificate string  `plan:"certificate,grid=140"`
}

// Class is one run of a course.
type Class struct {
	Core
	Operation   ID     `plan:"operation,ref=operation,part,hidden"`
	Title       string `plan:"title,title,grid=180"`
	Course      ID     `plan:"course,ref=course,part,required,grid=200,group"`
	When        Span   `plan:"when,required,grid=170"`
	Site        string `plan:"site,grid=120,group"`
	Host        ID     `plan:"host,ref=party,grid=120,group"`
	Seats       int    `plan:"seats,min=0,grid=70"`
	Enrolled    int    `plan:"enrolled,min=0,grid=80"`
	Women       int    `plan:"women,min=0,grid=70"`
	Minorities  int    `plan:"minorities,min=0,grid=80"`
	Graduated   int    `plan:"graduated,min=0,grid=80"`
	Instructors int    `plan:"instructors,min=0,grid=90"` // at hand
	Language    string `plan:"language,grid=90"`
}

// Standard is a standardisation agreement or procedure the parties may share.
type Standard struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=260"`
	Code      string `plan:"code,grid=120"`
	Area      Choice `plan:"area,choice=procedures|communications|logistics|medical|aviation|engineering|training|terminology|equipment,grid=130,group"`
	Needed    bool   `plan:"needed,grid=80"` // for this operation
	Purpose   Long   `plan:"purpose,grid=280"`
}

// Adoption is the state of a standard with one party.
type Adoption struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Standard  ID     `plan:"standard,ref=standard,part,required,grid=240,group"`
	Party     ID     `plan:"party,ref=party,required,grid=130,group"`
	State     Choice `plan:"state,choice=closed|opened|study|adopted|implemented|waived,required,grid=120,group"`
	On        Date   `plan:"on,grid=100"`
	Condition Long   `plan:"condition,grid=320"` // of release, and proof that nothing is passed on
}
