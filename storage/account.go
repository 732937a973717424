package storage

import "os/user"

// AccountName is the name of whoever is at the machine, for an Author that has
// none of its own; "" when the system does not tell.
func AccountName() string {
	u, err := user.Current()
	switch {
	case err != nil:
		return ""
	case u.Name != "":
		return u.Name
	}
	return u.Username
}
