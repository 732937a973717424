#!/bin/bash
# Installs what building ("build") or testing ("test") Jointplan needs from the
# system, on Debian and its kin. It says what it does, and does nothing where
# nothing is missing.
set -euo pipefail

# The compiler that SQLite and the window need, and the headers of the window.
packages=(gcc libc6-dev pkg-config libgl-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev)
if [[ "${1:-build}" == test ]]; then
	# A display without a screen, drawn on by software, and a hand for its keys.
	packages+=(xvfb xdotool libgl1-mesa-dri)
fi

need_go() {
	if ! command -v "${GO:-go}" >/dev/null; then
		echo "Go is missing. Install Go 1.26 or later from https://go.dev/dl/ and run make again." >&2
		exit 1
	fi
}

installed() {
	[[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

missing_packages() {
	for package in "${packages[@]}"; do
		installed "$package" || echo "$package"
	done
}

as_root() {
	if [[ $EUID -eq 0 ]]; then
		"$@"
	else
		sudo "$@"
	fi
}

need_go
[[ "$(uname)" == Linux ]] || exit 0
if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
	command -v "${CC:-cc}" >/dev/null || echo "There is no apt-get here. If the build fails, install what corresponds to: ${packages[*]}"
	exit 0
fi
mapfile -t missing < <(missing_packages)
[[ ${#missing[@]} -gt 0 ]] || exit 0
if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
	echo "Missing: ${missing[*]}. As root, run: apt-get install ${missing[*]}" >&2
	exit 1
fi
echo "Installing what is missing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -qq || echo "The lists of packages could not be brought up to date; trying with those at hand."
as_root apt-get install -y -qq --no-install-recommends "${missing[@]}"
