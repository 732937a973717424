package main

// renames mends names and codes of units that the source has wrong or leaves
// without meaning. What a unit is was told from its place and its other names.
var renames = []rename{
	{"AFG-1769", "AF-PAN", [3]string{"Panjshir", "Panchir", "Панджшер"}},
	{"AFG-1753", "AF-DAY", [3]string{"Daykundi", "Dâykondî", "Дайкунди"}},
	{"AFG-3413", "AF-PIA", [3]string{"Paktia", "Paktiyâ", "Пактия"}},
	{"AFG-1759", "AF-PKA", [3]string{"Paktika", "Paktîkâ", "Пактика"}},
	{"TJK-369", "TJ-SU", [3]string{"Sughd", "Sughd", "Согдийская область"}},
	{"TJK-368", "TJ-RA", [3]string{"Districts of Republican Subordination", "Districts de subordination républicaine", "Районы республиканского подчинения"}},
	{"AZE-1735", "AZ-LAC", [3]string{"Lachin", "Latchin", "Лачинский район"}},
	{"AZE-1737", "AZ-SUS", [3]string{"Shusha", "Choucha", "Шушинский район"}},
	{"AZE-5565", "AZ-SUS", [3]string{"Shusha (city)", "Choucha (ville)", "Шуша"}},
	{"AZE-4838", "AZ-XA", [3]string{"Khankendi / Stepanakert", "Khankendi / Stepanakert", "Ханкенди / Степанакерт"}},
	{"MDA-1645", "MD-SN", [3]string{"Rîbnița", "Rîbnița", "Рыбница"}},
	{"MDA-1628", "MD-SN", [3]string{"Dubăsari", "Dubăsari", "Дубоссары"}},
	{"MDA-1638", "MD-SN", [3]string{"Dubăsari (city)", "Dubăsari (ville)", "Дубоссары (город)"}},
	{"MDA-1637", "MD-SN", [3]string{"Grigoriopol", "Grigoriopol", "Григориополь"}},
	{"MDA-1652", "MD-SN", [3]string{"Camenca", "Camenca", "Каменка"}},
	{"MDA-1650", "MD-SN", [3]string{"Bender, Tiraspol and Slobozia", "Bender, Tiraspol et Slobozia", "Бендеры, Тирасполь и Слободзея"}},
	{"ISR-3053", "", [3]string{"Southern District", "District sud", "Южный округ"}},
	{"ISR-3056", "", [3]string{"Northern District", "District nord", "Северный округ"}},
	{"ISR-3055", "", [3]string{"Central District", "District centre", "Центральный округ"}},
	{"GAZ+00?", "", [3]string{"Gaza Strip", "Bande de Gaza", "Сектор Газа"}},
	{"WEB+00?", "", [3]string{"West Bank", "Cisjordanie", "Западный берег реки Иордан"}},
	{"KOS-5902", "", [3]string{"Pristina", "Pristina", "Приштина"}},
	{"KOS-5908", "", [3]string{"Prizren", "Prizren", "Призрен"}},
	{"KOS-5907", "", [3]string{"Kamenica", "Kamenica", "Каменица"}},
	{"KOS-5905", "", [3]string{"Viti / Vitina", "Viti / Vitina", "Витина"}},
	{"KOS-5913", "", [3]string{"Ferizaj / Uroševac", "Ferizaj / Uroševac", "Урошевац"}},
	{"UKR-289", "", [3]string{"Ivano-Frankivsk", "Ivano-Frankivsk", "Ивано-Франковская область"}},
	{"UKR-321", "", [3]string{"Kyiv oblast", "Oblast de Kiev", "Киевская область"}},
	{"GUY-679", "", [3]string{"Essequibo Islands-West Demerara", "Îles d’Essequibo-Demerara occidental", "Острова Эссекибо — Западная Демерара"}},
	{"SDN-5858", "", [3]string{"West Darfur", "Darfour-Occidental", "Западный Дарфур"}},
	{"GEO-3027", "", [3]string{"Adjara", "Adjarie", "Аджария"}},
	{"RUS-283", "", [3]string{"Crimea", "Crimée", "Крым"}},
}

// countryNames fills in what the source leaves empty, or mends it.
var countryNames = map[string][3]string{
	"PSE": {"Palestine", "Palestine", "Палестина"},
	"SSD": {"South Sudan", "Soudan du Sud", "Южный Судан"},
	"CZE": {"Czechia", "Tchéquie", "Чехия"},
	"MKD": {"North Macedonia", "Macédoine du Nord", "Северная Македония"},
	"SWZ": {"Eswatini", "Eswatini", "Эсватини"},
	"GNB": {"Guinea-Bissau", "Guinée-Bissau", "Гвинея-Бисау"},
	"STP": {"São Tomé and Príncipe", "Sao Tomé-et-Principe", "Сан-Томе и Принсипи"},
	"CPV": {"Cabo Verde", "Cap-Vert", "Кабо-Верде"},
	"MAC": {"Macao", "Macao", "Макао"},
	"MDA": {"Moldova", "Moldova", "Молдова"},
	"BLR": {"Belarus", "Bélarus", "Беларусь"},
	"KGZ": {"Kyrgyzstan", "Kirghizistan", "Кыргызстан"},
	"TKM": {"Turkmenistan", "Turkménistan", "Туркменистан"},
	"TUR": {"Türkiye", "Türkiye", "Турция"},
	"CHN": {"China", "Chine", "Китай"},
}

// openPairs are states whose common line is not an agreed boundary: ceasefire
// lines, armistice lines, lines of control, boundaries still to be drawn.
var openPairs = [][2]string{
	{"ISR", "PSE"}, {"SDN", "SSD"}, {"PRK", "KOR"}, {"IND", "CHN"},
}

// areas is the table of what is not drawn as a settled part of one state. Names
// say what is there and take no side; claimants and holders are ISO codes of states
// or, for the holder, the name an authority goes by.
var areas = []area{
	{country: country{code: "X-CRIMEA", names: [3]string{"Crimea", "Crimée", "Крым"}, status: disputed,
		holder: "RUS", claimants: []string{"UKR", "RUS"}}, units: []string{"RUS-283", "RUS-5482"}},
	{country: country{code: "X-GOLAN", names: [3]string{"Golan", "Golan", "Голаны"}, status: disputed,
		holder: "ISR", claimants: []string{"SYR", "ISR"}}, units: []string{"X-GOLAN"}},
	{country: country{code: "X-EJERUSALEM", names: [3]string{"East Jerusalem", "Jérusalem-Est", "Восточный Иерусалим"}, status: disputed,
		holder: "ISR", claimants: []string{"PSE", "ISR"}}, units: []string{"X-EJERUSALEM"}},
	{country: country{code: "ESH", names: [3]string{"Western Sahara", "Sahara occidental", "Западная Сахара"}, status: disputed,
		holder: "MAR", claimants: []string{"ESH", "MAR"}, international: []string{"DZA", "MRT"}},
		units: []string{"SAH+00?", "MAR-3469", "X-ESH-LAAYOUNE", "X-ESH-SMARA"}},
	{country: country{code: "X-KASHMIR", names: [3]string{"Jammu and Kashmir", "Jammu-et-Cachemire", "Джамму и Кашмир"}, status: disputed,
		holder: "IND", claimants: []string{"IND", "PAK"}}, units: []string{"IND-2431", "IND-20012"}},
	{country: country{code: "X-KASHMIR-N", names: [3]string{"Gilgit-Baltistan and Azad Kashmir", "Gilgit-Baltistan et Azad Cachemire", "Гилгит-Балтистан и Азад-Кашмир"},
		status: disputed, holder: "PAK", claimants: []string{"PAK", "IND"}, international: []string{"AFG"}}, units: []string{"PAK-1109", "PAK-1111"}},
	{country: country{code: "KAS", names: [3]string{"Siachen", "Siachen", "Сиачен"}, status: disputed,
		holder: "IND", claimants: []string{"IND", "PAK"}}, all: "KAS"},
	{country: country{code: "X-AKSAICHIN", names: [3]string{"Aksai Chin", "Aksai Chin", "Аксайчин"}, status: disputed,
		holder: "CHN", claimants: []string{"CHN", "IND"}}, units: []string{"X-AKSAICHIN"}},
	{country: country{code: "X-ARUNACHAL", names: [3]string{"Arunachal Pradesh", "Arunachal Pradesh", "Аруначал-Прадеш"}, status: disputed,
		holder: "IND", claimants: []string{"IND", "CHN"}, within: "IND", international: []string{"BTN", "MMR", "IND"}}, units: []string{"IND-3299"}},
	{country: country{code: "XKX", names: [3]string{"Kosovo", "Kosovo", "Косово"}, status: disputed,
		holder: "XKX", claimants: []string{"XKX", "SRB"}, international: []string{"ALB", "MKD", "MNE"}}, all: "XKX"},
	{country: country{code: "CYN", names: [3]string{"Northern Cyprus", "Chypre du Nord", "Северный Кипр"}, status: disputed,
		holder: "TUR", claimants: []string{"CYP"}}, all: "CYN"},
	{country: country{code: "TWN", names: [3]string{"Taiwan", "Taïwan", "Тайвань"}, status: disputed,
		holder: "TWN", claimants: []string{"CHN", "TWN"}}, all: "TWN"},
	{country: country{code: "SOL", names: [3]string{"Somaliland", "Somaliland", "Сомалиленд"}, status: parted,
		within: "SOM", holder: "Somaliland", claimants: []string{"SOM"}}, all: "SOL"},
	{country: country{code: "X-ABKHAZIA", names: [3]string{"Abkhazia", "Abkhazie", "Абхазия"}, status: parted,
		within: "GEO", holder: "Abkhazia", claimants: []string{"GEO"}}, units: []string{"GEO-3015"}},
	{country: country{code: "X-SOSSETIA", names: [3]string{"South Ossetia", "Ossétie du Sud", "Южная Осетия"}, status: parted,
		within: "GEO", holder: "South Ossetia", claimants: []string{"GEO"}}, units: []string{"X-SOSSETIA-W", "X-SOSSETIA-E"}},
	{country: country{code: "X-TRANSNISTRIA", names: [3]string{"Transnistria", "Transnistrie", "Приднестровье"}, status: parted,
		within: "MDA", holder: "Transnistria", claimants: []string{"MDA"}},
		units: []string{"MDA-1652", "MDA-1645", "MDA-1628", "MDA-1638", "MDA-1637", "MDA-1650"}},
	{country: country{code: "X-SKURILS", names: [3]string{"Southern Kurils", "Kouriles du Sud", "Южные Курилы"}, status: disputed,
		holder: "RUS", claimants: []string{"JPN", "RUS"}}, units: []string{"X-SKURILS"}},
	{country: country{code: "X-HALAIB", names: [3]string{"Hala’ib triangle", "Triangle de Hala’ib", "Халаибский треугольник"}, status: disputed,
		holder: "EGY", claimants: []string{"EGY", "SDN"}}, units: []string{"X-HALAIB"}},
	{country: country{code: "X-ILEMI", names: [3]string{"Ilemi triangle", "Triangle d’Ilemi", "Треугольник Илеми"}, status: disputed,
		holder: "KEN", claimants: []string{"KEN", "SSD"}}, units: []string{"X-ILEMI"}},
	{country: country{code: "PGA", names: [3]string{"Spratly Islands", "Îles Spratleys", "острова Спратли"}, status: disputed,
		claimants: []string{"BRN", "CHN", "MYS", "PHL", "TWN", "VNM"}}, all: "PGA"},
	{country: country{code: "X-PARACELS", names: [3]string{"Paracel Islands", "Îles Paracels", "Парасельские острова"}, status: disputed,
		holder: "CHN", claimants: []string{"CHN", "TWN", "VNM"}}, units: []string{"PFA+00?"}},
	{country: country{code: "FLK", names: [3]string{"Falkland Islands (Malvinas)", "Îles Falkland (Malvinas)", "Фолклендские (Мальвинские) острова"}, status: disputed,
		holder: "GBR", claimants: []string{"ARG", "GBR"}}, all: "FLK"},
	{country: country{code: "SGS", status: disputed, holder: "GBR", claimants: []string{"ARG", "GBR"}}, all: "SGS"},
	{country: country{code: "GIB", status: disputed, holder: "GBR", claimants: []string{"ESP", "GBR"}}, all: "GIB"},
	{country: country{code: "IOT", names: [3]string{"Chagos Archipelago", "Archipel des Chagos", "архипелаг Чагос"}, status: disputed,
		holder: "GBR", claimants: []string{"GBR", "MUS"}}, all: "IOT"},
	{country: country{code: "ATA", status: disputed, claimants: []string{"ARG", "AUS", "CHL", "FRA", "GBR", "NOR", "NZL"}}, all: "ATA"},
}

// cuts draw, by hand and roughly, lines that the source does not have. They are
// good for a map that shows a region, never for measuring; units made of them are
// marked as approximate.
var cuts = []cut{
	{ // the line of 1949 and of 1923 west of the Golan
		line: [][2]float64{
			{35.600, 33.300}, {35.640, 33.265}, {35.685, 33.245}, {35.660, 33.205}, {35.648, 33.130}, {35.628, 33.060}, {35.628, 33.010},
			{35.618, 32.940}, {35.620, 32.890}, {35.642, 32.870}, {35.658, 32.830}, {35.658, 32.785}, {35.668, 32.755}, {35.650, 32.715}, {35.665, 32.670},
		},
		parts: []cutPart{{"ISR-3056", [2]float64{35.75, 33.00}, unit{code: "X-GOLAN", country: "X-GOLAN", names: [3]string{"Golan", "Golan", "Голаны"}}}},
	},
	{ // the armistice line of 1949 through Jerusalem
		line: [][2]float64{
			{35.175, 31.822}, {35.195, 31.802}, {35.215, 31.799}, {35.228, 31.793}, {35.2265, 31.784}, {35.2265, 31.776}, {35.2285, 31.768},
			{35.230, 31.760}, {35.224, 31.748}, {35.205, 31.742}, {35.185, 31.742}, {35.155, 31.728},
		},
		parts: []cutPart{{"ISR-3058", [2]float64{35.235, 31.785}, unit{code: "X-EJERUSALEM", country: "X-EJERUSALEM", names: [3]string{"East Jerusalem", "Jérusalem-Est", "Восточный Иерусалим"}}}},
	},
	{ // 27° 40′ N, the northern limit of Western Sahara
		line: [][2]float64{{-14.5, 27.6667}, {-8.5, 27.6667}},
		parts: []cutPart{
			{"MAR-3456", [2]float64{-13.2, 27.15}, unit{code: "X-ESH-LAAYOUNE", country: "ESH", names: [3]string{"Laayoune", "Laâyoune", "Эль-Аюн"}}},
			{"MAR-3457", [2]float64{-11.5, 26.8}, unit{code: "X-ESH-SMARA", country: "ESH", names: [3]string{"Smara", "Es-Semara", "Эс-Смара"}}},
		},
	},
	{
		line: [][2]float64{
			{77.70, 35.30}, {77.95, 35.55}, {78.30, 35.65}, {78.90, 35.90}, {79.40, 35.92}, {80.00, 35.55}, {80.25, 35.35}, {80.30, 34.90}, {80.20, 34.50}, {79.80, 34.10},
		},
		parts: []cutPart{{"CHN-1756", [2]float64{79.3, 35.2}, unit{code: "X-AKSAICHIN", country: "X-AKSAICHIN", names: [3]string{"Aksai Chin", "Aksai Chin", "Аксайчин"}}}},
	},
	{ // the administrative boundary line around South Ossetia
		line: [][2]float64{
			{43.25, 42.24}, {43.55, 42.20}, {43.70, 42.14}, {43.85, 42.16}, {43.93, 42.195}, {44.00, 42.20}, {44.08, 42.17}, {44.15, 42.10},
			{44.25, 42.05}, {44.40, 42.02}, {44.51, 42.00}, {44.58, 42.08}, {44.62, 42.16}, {44.52, 42.28}, {44.42, 42.40}, {44.33, 42.52}, {44.20, 42.75},
		},
		parts: []cutPart{
			{"GEO-3039", [2]float64{43.97, 42.30}, unit{code: "X-SOSSETIA-W", country: "X-SOSSETIA", names: [3]string{"South Ossetia (west)", "Ossétie du Sud (ouest)", "Южная Осетия (запад)"}}},
			{"GEO-3034", [2]float64{44.48, 42.13}, unit{code: "X-SOSSETIA-E", country: "X-SOSSETIA", names: [3]string{"South Ossetia (Akhalgori)", "Ossétie du Sud (Akhalgori)", "Южная Осетия (Ахалгори)"}}},
		},
	},
	{ // the line of 1914 along 4° 37′ N; what Kenya holds north of it is in dispute
		line:  [][2]float64{{34.340, 4.620}, {35.640, 4.620}},
		parts: []cutPart{{"KEN-890", [2]float64{35.2, 4.8}, unit{code: "X-ILEMI", country: "X-ILEMI", names: [3]string{"Ilemi triangle", "Triangle d’Ilemi", "Треугольник Илеми"}}}},
	},
	{ // Egypt's and Sudan's lines of 1899 and 1902 enclose it
		line: [][2]float64{
			{34.08, 21.90}, {34.15, 22.20}, {34.65, 22.29}, {34.95, 22.85}, {35.25, 22.80}, {35.50, 23.00}, {35.80, 23.30},
		},
		parts: []cutPart{{"EGY-1556", [2]float64{36.0, 22.3}, unit{code: "X-HALAIB", country: "X-HALAIB", names: [3]string{"Hala’ib triangle", "Triangle de Hala’ib", "Халаибский треугольник"}}}},
	},
}

var apart = []islands{
	{from: "RUS-2616", west: 145.2, south: 43.2, east: 149.0, north: 45.65,
		to: unit{code: "X-SKURILS", country: "X-SKURILS", names: [3]string{"Southern Kurils", "Kouriles du Sud", "Южные Курилы"}}},
}
