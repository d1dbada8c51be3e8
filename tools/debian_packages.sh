#!/bin/sh
# Installs the Debian packages named, where apt is there and they are missing; says what to do where it cannot.
set -eu
command -v apt-get >/dev/null 2>&1 || { echo "Not a Debian system: install the counterparts of: $*" >&2; exit 0; }
missing=""
for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q "ok installed" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -eq 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1; then as_root="sudo"; else
    echo "These Debian packages are missing and need an administrator:$missing" >&2; exit 0
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
