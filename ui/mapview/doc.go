// Package mapview is the map in the window: one picture that is moved and scaled at
// once while the hand is on it and drawn anew behind it, with the tools that draw,
// move, cut and place things. It knows no plan: what is drawn comes as layers, and
// what the user did goes to the Host.
package mapview
