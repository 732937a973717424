// Package keys holds what one user signs and opens sealed copies with, and whose
// signatures he has met.
//
// The own key is two: an Ed25519 key that signs and an age identity that opens
// what was encrypted for the user. They are kept by the system's key store where
// there is one (Keychain, Credential Manager, Secret Service), else in a file
// that is encrypted to a passphrase. Beside them lies the card, which holds what
// others may know.
//
// Signers are trusted on first use: who signed once is remembered with the
// fingerprint of the key, and another key under the same name is a warning.
package keys
