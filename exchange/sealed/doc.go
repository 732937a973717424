// Package sealed writes and reads copies of a workspace that are handed over:
// signed, so that the reader sees who made the copy, encrypted, so that nobody
// else reads it, or both.
//
// A sealed copy is one file:
//
//	magic     16 bytes, "JOINTPLAN-SEALED"
//	version    1 byte
//	mode       1 byte: signed only, by passphrase, for recipients
//	body      the content, in the last two modes as an age file
//	digest    32 bytes, SHA-256 of everything before
//
// and the content within the body is
//
//	payload   the bytes of the workspace file
//	signature signer's key, time, name and Ed25519 signature; or nothing
//	length     2 bytes, how long the signature block is
//
// The signature is inside the encryption: who signed is nobody else's business.
// It tells who made the copy, which encryption alone does not; it does not tell
// for whom, so a reader may pass a signed payload on under a seal of his own.
// The digest needs no key. It finds a file that was cut or damaged on its way
// before anybody is asked for a passphrase, and leaves "wrong passphrase" to
// mean just that. Against intent protect the signature and age.
package sealed
