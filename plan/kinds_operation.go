package plan

// Workspace describes the file as a whole; there is one in each.
type Workspace struct {
	Core
	Title   string `plan:"title,title"`
	Purpose Long   `plan:"purpose"`
	Policy  string `plan:"policy"` // the marking policy, as in STANAG 4774
	Created Date   `plan:"created"`
}

// Operation is one joint undertaking, real or proposed: the frame for phases,
// sectors, tasks and all else.
type Operation struct {
	Core
	Title     string  `plan:"title,title,grid=260"`
	Theatre   string  `plan:"theatre,required,grid=160"`
	Status    Choice  `plan:"status,choice=draft|staffing|agreed|running|closed,default=draft,grid=90,group"`
	Period    Span    `plan:"period,required,grid=170"`
	Structure Choice  `plan:"structure,choice=integrated|lead|parallel|deputy,grid=110"` // JFQ 65; deputy as for the Russian brigade of 1996
	Lead      ID      `plan:"lead,ref=party"`
	Hosts     IDs     `plan:"hosts,ref=party"`
	Mandate   string  `plan:"mandate"`
	Purpose   Long    `plan:"purpose"`
	EndState  Long    `plan:"endstate"`
	Currency  string  `plan:"currency"`                        // ISO 4217
	Languages string  `plan:"languages"`                       // two-letter codes, the first is the one texts are written in
	Border    float64 `plan:"border,unit=km,min=0,max=100000"` // length all sectors together have to cover
	Area      float64 `plan:"area,unit=km2,min=0"`
	Template  string  `plan:"template,hidden"`
}

// Phase is a stretch of the operation with a purpose and a condition for going
// on to the next.
type Phase struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=240"`
	When      Span   `plan:"when,required,grid=170"`
	Purpose   Long   `plan:"purpose,grid=260"`
	EndState  Long   `plan:"endstate,grid=200"`
	Entry     Long   `plan:"entry,grid=200"` // no-go without
}

// Line is a line of work: a group of tasks that serve one objective.
type Line struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=260"`
	Objective Long   `plan:"objective,grid=320"`
	Lead      ID     `plan:"lead,ref=party,grid=120,group"`
}

// Passage is a piece of the plan's text in up to two languages. Translated
// keeps a digest of the first text as it stood when the second was last
// confirmed, so that a stale translation shows.
type Passage struct {
	Core
	Operation  ID     `plan:"operation,ref=operation,part,hidden"`
	Title      string `plan:"title,title,grid=240"`
	Chapter    Choice `plan:"chapter,choice=situation|mission|principles|execution|command|support|legal|consultation,chapter,grid=120,group"`
	Text       Long   `plan:"text,grid=420"`
	Second     Long   `plan:"second,grid=260"`
	Translated string `plan:"translated,hidden,digest=text"`
}

// Term is an entry of the glossary that all operations share.
type Term struct {
	Core
	Title      string `plan:"title,title,grid=200"`
	Second     string `plan:"second,grid=200"`
	Definition Long   `plan:"definition,grid=420"`
}
