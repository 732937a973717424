package plan

import "strings"

// Order keys are fractions written in base 62, so that a row can be put between
// two others without renumbering any: two planners who insert apart do not
// touch each other's rows. Keys compare as plain text and never end in the
// lowest digit, which leaves room below every key.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// OrderBetween gives a key after a and before b. An empty a stands for the very
// beginning, an empty b for the very end. When a is not before b (two copies
// may have made the same key) it gives a key after a.
func OrderBetween(a, b string) string {
	if b != "" && a >= b {
		b = ""
	}
	if b == "" {
		return orderAfter(a)
	}
	var key strings.Builder
	for i := 0; ; i++ {
		low, high := digitAt(a, i, 0), digitAt(b, i, len(digits))
		if b != "" && i >= len(b) {
			high = len(digits)
		}
		if low == high {
			key.WriteByte(digits[low])
			continue
		}
		if high-low > 1 {
			key.WriteByte(digits[(low+high)/2])
			return key.String()
		}
		key.WriteByte(digits[low])
		b = "" // below b from here on, whatever follows
	}
}

// orderAfter appends: it counts up the digits after the first so that keys of
// rows added one after another stay short.
func orderAfter(a string) string {
	const width = 5
	if a == "" {
		return "a0001"
	}
	key := []byte(a)
	for len(key) < width {
		key = append(key, digits[0])
	}
	for i := len(key) - 1; i >= 0; i-- {
		n := strings.IndexByte(digits, key[i])
		if n < 0 {
			n = 0
		}
		if n+1 < len(digits) {
			key[i] = digits[n+1]
			return string(key[:i+1]) + padding(string(key[:i+1]), len(key))
		}
		key[i] = digits[0]
	}
	return a + "V"
}

// padding fills a counted-up key to its length; the last digit may not be the
// lowest.
func padding(key string, n int) string {
	if len(key) >= n {
		return ""
	}
	return strings.Repeat(string(digits[0]), n-len(key)-1) + string(digits[1])
}

func digitAt(key string, i, missing int) int {
	if i >= len(key) {
		return missing
	}
	if n := strings.IndexByte(digits, key[i]); n >= 0 {
		return n
	}
	return 0
}
