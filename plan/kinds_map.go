package plan

// Graphic is something drawn on the map that is no sector: the area of
// operations, a boundary, a route, a post. What is at a point has a symbol of
// MIL-STD-2525 and APP-6, that of its type where none was chosen.
type Graphic struct {
	Core
	Operation ID       `plan:"operation,ref=operation,part,hidden"`
	Title     string   `plan:"title,title,grid=200"`
	Type      Choice   `plan:"type,choice=area-of-operations|area|boundary|phase-line|line|route|post|checkpoint|crossing-point|observation-post|base|training-site|headquarters|hospital|camp|depot|helipad|point,required,grid=150,group"`
	Party     ID       `plan:"party,ref=party,grid=130,group"`
	Sector    ID       `plan:"sector,ref=sector,grid=130,group"`
	When      Span     `plan:"when,grid=170"`
	Symbol    string   `plan:"symbol,symbol"`
	Geometry  Geometry `plan:"geometry,hidden,takes=points|mixed"`
}
