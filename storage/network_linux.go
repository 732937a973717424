package storage

import "syscall"

// onNetwork reports whether the file lies on a network share, where locks and
// the order of writes can't be relied on. Numbers are those of statfs(2).
func onNetwork(path string) bool {
	const nfs, smb, cifs, smb2 = 0x6969, 0x517B, 0xFF534D42, 0xFE534D42
	var s syscall.Statfs_t
	if syscall.Statfs(path, &s) != nil {
		return false
	}
	switch uint32(s.Type) {
	case nfs, smb, cifs, smb2:
		return true
	}
	return false
}
