// Package chart draws maps, for windows and for files. A Scene says what is to be
// seen, a View from where, and a Canvas takes the paths, texts and symbols: one
// that is a picture of pixels for the window, one that writes SVG and PDF.
package chart
