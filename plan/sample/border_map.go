package sample

import "jointplan/plan"

// stretches of the border from west to east. The lines are those of Natural Earth
// at 1:10 million, which cuts bends off: they are shorter than the border on the
// ground and than the lengths that the parties state.
var stretches = []struct {
	title          string
	km             int
	summer, winter int
	posts          int
	seat           string
	line           string // longitude and latitude of its corners
}{
	{"Ingush", 58, 31, 18, 2, "Sno",
		"[44.5082,42.7502],[44.5582,42.7532],[44.6010,42.7492],[44.6388,42.7402],[44.6424,42.7392],[44.6794,42.7236],[44.6950,42.7142]," +
			"[44.7244,42.6910],[44.7364,42.6776],[44.7610,42.6192],[44.7734,42.6096],[44.7824,42.6166],[44.7984,42.6718],[44.8274,42.7180]," +
			"[44.8336,42.7340],[44.8594,42.7596],[44.9030,42.7530],[45.0122,42.6954],[45.0298,42.6888]"},
	{"Chechen", 82, 43, 25, 3, "Shatili",
		"[45.0298,42.6888],[45.0480,42.6858],[45.0670,42.6884],[45.0760,42.6914],[45.1038,42.7006],[45.1230,42.7022],[45.1554,42.6932]," +
			"[45.1842,42.6748],[45.2826,42.5864],[45.2936,42.5730],[45.3016,42.5598],[45.3126,42.5418],[45.3226,42.5302],[45.3560,42.5200]," +
			"[45.3986,42.5244],[45.4792,42.5424],[45.5368,42.5414],[45.6206,42.5304]"},
	{"Dagestan stretch, west", 72, 38, 22, 2, "Girevi",
		"[45.6206,42.5304],[45.6986,42.5076],[45.7396,42.4714],[45.7396,42.4706],[45.7364,42.4476],[45.6214,42.2244],[45.6314,42.2012]," +
			"[45.6616,42.1868],[45.7018,42.1728]"},
	{"Dagestan stretch, east", 68, 36, 20, 2, "Omalo",
		"[45.7018,42.1728],[45.8116,42.1154],[45.8814,42.1020],[45.8952,42.0918],[45.9234,42.0396],[45.9342,42.0284],[45.9476,42.0230]," +
			"[45.9664,42.0220],[45.9736,42.0242],[45.9868,42.0320],[45.9952,42.0334],[46.0016,42.0310],[46.0184,42.0200],[46.0268,42.0168]," +
			"[46.0448,42.0178],[46.0584,42.0204],[46.0682,42.0154],[46.0750,41.9934],[46.0992,41.9850],[46.1298,41.9844],[46.1886,41.9936]," +
			"[46.1976,41.9956],[46.2062,41.9960],[46.2146,41.9956],[46.2244,41.9934],[46.2504,41.9778],[46.2942,41.9386],[46.3226,41.9290]," +
			"[46.3820,41.9252],[46.4066,41.9150],[46.4308,41.8904]"},
}

func lineText(corners string) string { return `{"type":"LineString","coordinates":[` + corners + `]}` }

func pointText(place string) string { return `{"type":"Point","coordinates":[` + place + `]}` }

// rear is the southern boundary of the area of operations, from east to west.
const rear = "[46.35,41.78],[46.05,41.84],[45.72,41.98],[45.48,42.20],[45.20,42.38],[44.80,42.45],[44.42,42.55]"

// places on the map, roughly where villages are.
var places = []struct {
	title, kind, at string
	sector          int // place in the stretches, -1 for none
}{
	{"Observation base Sno", "base", "44.632,42.606", 0},
	{"Observation base Shatili", "base", "45.158,42.661", 1},
	{"Observation base Girevi", "base", "45.655,42.492", 2},
	{"Observation base Omalo", "base", "45.635,42.372", 3},
	{"Post Juta", "observation-post", "44.745,42.579", 0},
	{"Overnight post below Tebulo", "observation-post", "45.318,42.521", 1},
	{"Crossing point Larsi", "crossing-point", "44.627,42.741", 0},
	{"Headquarters, Telavi", "headquarters", "45.473,41.919", -1},
	{"Helipad Telavi", "helipad", "45.500,41.955", -1},
}

// mapObjects draws the area of operations, its rear boundary and what is at places.
func (b *border) mapObjects() {
	area := ""
	for _, s := range stretches {
		area += s.line + ","
	}
	first := stretches[0].line[:len("[44.5082,42.7502]")]
	b.add("graphic", values{
		"title": "Area of operations", "type": "area-of-operations",
		"geometry": `{"type":"Polygon","coordinates":[[` + area + rear + "," + first + `]]}`,
	})
	b.add("graphic", values{"title": "Rear boundary", "type": "boundary", "geometry": lineText(rear)})
	b.add("graphic", values{
		"title": "Supply route Telavi to Omalo", "type": "route",
		"geometry": lineText("[45.473,41.919],[45.345,42.010],[45.395,42.125],[45.470,42.230],[45.560,42.320],[45.635,42.372]"),
	})
	for _, p := range places {
		v := values{"title": p.title, "type": p.kind, "geometry": pointText(p.at), "party": b.osce.String()}
		if p.sector >= 0 {
			v["sector"] = b.sectors[p.sector].String()
			v["party"] = plan.Find[plan.Sector](b.d, b.sectors[p.sector]).Party.String()
		}
		b.add("graphic", v)
	}
}
