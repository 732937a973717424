package plan

// Instrument is a legal text the operation rests on.
type Instrument struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=260"`
	Type      Choice `plan:"type,choice=mandate|consent|sofa|mou|roe|transit|privileges|financial|technical|information,grid=120,group"`
	Needed    ID     `plan:"needed,ref=phase,grid=140,group"` // first phase that may not start without it
	Validity  Span   `plan:"validity,grid=170"`
	Renewal   string `plan:"renewal,grid=140"`
	Contents  Long   `plan:"contents,grid=320"`
}

// Signature is the state of an instrument with one party.
type Signature struct {
	Core
	Operation   ID     `plan:"operation,ref=operation,part,hidden"`
	Instrument  ID     `plan:"instrument,ref=instrument,part,required,grid=240,group"`
	Party       ID     `plan:"party,ref=party,required,grid=130,group"`
	State       Choice `plan:"state,choice=not-started|proposed|negotiated|signed|in-force|refused,required,grid=120,group"`
	On          Date   `plan:"on,grid=100"`
	Reservation Long   `plan:"reservation,grid=320"`
}

// Cost is a line of the budget with the rule by which it is borne.
type Cost struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=240"`
	Category  Choice `plan:"category,choice=personnel|transport|infrastructure|equipment|training|operations|medical|communications|language|administration,grid=120,group"`
	Amount    Money  `plan:"amount,required,grid=130"`
	Period    Choice `plan:"period,choice=once|month|year,grid=80,group"`
	Phase     ID     `plan:"phase,ref=phase,grid=120,group"`
	Rule      Choice `plan:"rule,choice=where-it-falls|shares|fund|host,required,grid=120,group"`
	Party     ID     `plan:"party,ref=party,grid=120,group"` // who bears it where it falls
	Shares    Shares `plan:"shares,grid=180"`
	Fund      string `plan:"fund,grid=120"`
	Basis     Long   `plan:"basis,grid=240"`
}

// Risk is what may go wrong, how likely and how bad from 1 to 5, and who deals
// with it.
type Risk struct {
	Core
	Operation   ID     `plan:"operation,ref=operation,part,hidden"`
	Title       string `plan:"title,title,grid=260"`
	Cause       Long   `plan:"cause,grid=200"`
	Effect      Long   `plan:"effect,grid=200"`
	Probability int    `plan:"probability,min=1,max=5,grid=80"`
	Impact      int    `plan:"impact,min=1,max=5,grid=80"`
	Owner       ID     `plan:"owner,ref=party,grid=120,group"`
	Control     Long   `plan:"control,grid=260"`
	Residual    int    `plan:"residual,min=1,max=25,grid=80"` // probability times impact after control
	State       Choice `plan:"state,choice=open|controlled|accepted|closed,default=open,grid=100,group"`
	Task        ID     `plan:"task,ref=task"`
}
