package plan

// Option is a course of action to be compared with others. The five gates are
// the tests of validity of joint planning doctrine (JP 5-0).
type Option struct {
	Core
	Operation       ID     `plan:"operation,ref=operation,part,hidden"`
	Title           string `plan:"title,title,grid=220"`
	Description     Long   `plan:"description,grid=360"`
	Suitable        Choice `plan:"suitable,choice=yes|no|open,grid=90"`
	Feasible        Choice `plan:"feasible,choice=yes|no|open,grid=90"`
	Acceptable      Choice `plan:"acceptable,choice=yes|no|open,grid=90"`
	Distinguishable Choice `plan:"distinguishable,choice=yes|no|open,grid=90"`
	Complete        Choice `plan:"complete,choice=yes|no|open,grid=90"`
}

// Criterion is what options are weighed by.
type Criterion struct {
	Core
	Operation ID      `plan:"operation,ref=operation,part,hidden"`
	Title     string  `plan:"title,title,grid=260"`
	Weight    float64 `plan:"weight,min=0,max=100,grid=80"`
	Meaning   Long    `plan:"meaning,grid=360"`
}

// Score is what one party gives one option by one criterion, 1 (worst) to 5.
type Score struct {
	Core
	Operation ID      `plan:"operation,ref=operation,part,hidden"`
	Option    ID      `plan:"option,ref=option,part,required,grid=220,group"`
	Criterion ID      `plan:"criterion,ref=criterion,part,required,grid=220,group"`
	Party     ID      `plan:"party,ref=party,grid=130,group"`
	Value     float64 `plan:"value,min=1,max=5,grid=80"`
	Reason    Long    `plan:"reason,grid=320"`
}

// Decision records what was decided, or is still to be, by whom.
type Decision struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	Title     string `plan:"title,title,grid=260"`
	State     Choice `plan:"state,choice=open|taken|deferred,required,grid=90,group"`
	On        Date   `plan:"on,grid=100"`
	Body      string `plan:"body,grid=160,group"`
	Text      Long   `plan:"text,grid=320"`
	Parties   IDs    `plan:"parties,ref=party,grid=180"` // whose consent it needs or has
	About     ID     `plan:"about,ref=any"`
}

// Agreement is where one party stands on one object. Content keeps a digest of
// the object as it was then: an edit after agreement makes it lapse, visibly.
type Agreement struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	About     ID     `plan:"about,ref=any,part,required,grid=260"`
	Party     ID     `plan:"party,ref=party,required,grid=130,group"`
	State     Choice `plan:"state,choice=not-seen|proposed|reserved|agreed,required,grid=110,group"`
	On        Date   `plan:"on,grid=100"`
	By        string `plan:"by,grid=140"`
	Reason    Long   `plan:"reason,grid=320"`
	Content   string `plan:"content,hidden,own,digest=about"`
}

// Release is the label of all objects of one kind in an operation that have
// none of their own, or of one field of theirs: its own marking and list of
// parties are what it gives. Without an operation it holds for the whole
// workspace where the operation says nothing.
type Release struct {
	Core
	Operation ID     `plan:"operation,ref=operation,part,hidden"`
	What      Choice `plan:"what,kinds,required,grid=200,group"`
	Field     string `plan:"field,of=what,grid=200"` // the whole object when empty
}
