package plan

// Sector is an area or a stretch of border with a responsible party, or several
// with shares. Lengths and areas are as the parties state them; what a map
// measures is derived and never overwrites them.
type Sector struct {
	Core
	Operation ID       `plan:"operation,ref=operation,part,hidden"`
	Title     string   `plan:"title,title,grid=180"`
	Type      Choice   `plan:"type,choice=area|border|line-of-contact|site,grid=110,group"`
	Party     ID       `plan:"party,ref=party,grid=130,group,answers"`
	Joint     Shares   `plan:"joint,grid=150"` // when no single party answers for it
	Length    float64  `plan:"length,unit=km,min=0,max=100000,grid=80"`
	Area      float64  `plan:"area,unit=km2,min=0,grid=80"`
	Summer    int      `plan:"summer,unit=people,min=0,grid=80"` // strength, April to October
	Winter    int      `plan:"winter,unit=people,min=0,grid=80"`
	Posts     int      `plan:"posts,min=0,grid=60"`
	Patrols   float64  `plan:"patrols,min=0,grid=80"` // a day
	Seat      string   `plan:"seat,grid=120"`         // headquarters or base
	When      Span     `plan:"when,grid=170"`
	Overlaps  IDs      `plan:"overlaps,ref=sector"` // overlaps the parties declare on purpose
	Geometry  Geometry `plan:"geometry,hidden,takes=lines|areas"`
}

// Task is a piece of work with a purpose, somebody who answers for it and days.
type Task struct {
	Core
	Operation  ID      `plan:"operation,ref=operation,part,hidden"`
	Title      string  `plan:"title,title,grid=252"`
	Line       ID      `plan:"line,ref=line,group"`
	Sector     ID      `plan:"sector,ref=sector,grid=90,group"`
	Party      ID      `plan:"party,ref=party,grid=104,group,answers"`
	Units      IDs     `plan:"units,ref=unit,grid=96,group"`
	When       Span    `plan:"when,required,grid=170"`
	Phase      ID      `plan:"phase,ref=phase,grid=110,group"`
	Status     Choice  `plan:"status,choice=planned|ready|running|done|blocked|cancelled,default=planned,grid=90,group"`
	Progress   float64 `plan:"progress,unit=%,min=0,max=100,grid=60"`
	Priority   Choice  `plan:"priority,choice=high|normal|low,group"`
	Milestone  bool    `plan:"milestone"`
	Purpose    Long    `plan:"purpose"`
	Measure    Long    `plan:"measure"` // of performance
	Capability string  `plan:"capability,group"`
	Supporting IDs     `plan:"supporting,ref=party"`
	Instrument ID      `plan:"instrument,ref=instrument"` // must be in force before it starts
	Hours      float64 `plan:"hours,unit=h,min=0"`        // H+ after the alert, for emergencies
	People     int     `plan:"people,unit=people,min=0"`
	Parent     ID      `plan:"parent,ref=task"`
}

// Dependency binds the days of two tasks of an operation.
type Dependency struct {
	Core
	Operation ID      `plan:"operation,ref=operation,part,hidden"`
	From      ID      `plan:"from,ref=task,part,required,grid=260"`
	Type      Choice  `plan:"type,choice=fs|ss|ff|sf,required,grid=100"`
	Lag       float64 `plan:"lag,unit=days,grid=80"`
	To        ID      `plan:"to,ref=task,part,required,grid=260"`
}

// Rotation is a turn of duty with a lead, as in a response force.
type Rotation struct {
	Core
	Operation  ID     `plan:"operation,ref=operation,part,hidden"`
	Title      string `plan:"title,title,grid=220"`
	When       Span   `plan:"when,required,grid=170"`
	Lead       ID     `plan:"lead,ref=party,grid=120,group"`
	Conditions Long   `plan:"conditions,grid=320"`
}
