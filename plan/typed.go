package plan

// The functions here give values without their canonical text, for code that
// reads many: exports, checks, schedules. Each is for fields of one Type and
// panics on others, as a wrong Go type would.

// Text gives the value of a Text, LongText, OneOf or Shape field.
func (f *Field) Text(o Object) string { return f.value(o).String() }

// Flag gives the value of a Flag field.
func (f *Field) Flag(o Object) bool { return f.value(o).Bool() }

// Date gives the value of a Day field, 0 for none.
func (f *Field) Date(o Object) Date { return Date(f.value(o).Int()) }

// Money gives the value of an Amount field.
func (f *Field) Money(o Object) Money { return *f.value(o).Addr().Interface().(*Money) }

// Ref gives the id that a Reference field names, NoID for none.
func (f *Field) Ref(o Object) ID { return *f.value(o).Addr().Interface().(*ID) }

// Labels gives the value of a Labels field; the slice must not be altered.
func (f *Field) Labels(o Object) FieldLabels {
	return *f.value(o).Addr().Interface().(*FieldLabels)
}

// Shares gives the value of a Portions field; the slice must not be altered.
func (f *Field) Shares(o Object) Shares { return *f.value(o).Addr().Interface().(*Shares) }
