#!/usr/bin/env bash
# Installs what the build and the tests need and this machine lacks, on Debian and Ubuntu. Swift is only looked for.
set -euo pipefail

# The first argument is said, the others are lines to copy.
fail() {
  printf 'install: %s\n' "$1" >&2
  shift
  [ $# = 0 ] || printf '  %s\n' "$@" >&2
  exit 1
}

swift_is_recent() {
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] && printf '6.3\n%s\n' "$version" | sort --check=quiet --version-sort
}

# libcurl is new enough from 7.87 on; a package that is there but too old counts as missing.
is_present() {
  case $1 in
    libcurl4-openssl-dev) pkg-config --atleast-version=7.87 libcurl ;;
    libssl-dev) pkg-config --exists libcrypto ;;
    libqrencode-dev) pkg-config --exists libqrencode ;;
    libsqlite3-dev) pkg-config --exists sqlite3 ;;
    python3-venv) python3 -c 'import ensurepip, venv' ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

missing() {
  local package
  for package in pkg-config libcurl4-openssl-dev libssl-dev libqrencode-dev libsqlite3-dev curl openssl python3 python3-venv; do
    is_present "$package" || printf '%s\n' "$package"
  done
}

swift_is_recent || fail "Swift 6.3 or newer is needed. It is installed by:" \
  "curl -O https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz" \
  "tar zxf swiftly-$(uname -m).tar.gz && ./swiftly init"

packages=$(missing | tr '\n' ' ')
[ -n "$packages" ] || exit 0

command -v apt-get >/dev/null || fail "Not a Debian or Ubuntu. Install what these packages hold there: $packages"
as_root=
if [ "$(id -u)" != 0 ]; then
  as_root=sudo
  sudo -n true 2>/dev/null || fail "Packages are missing. Run this, then start again:" \
    "sudo apt-get update && sudo apt-get install -y $packages"
fi
$as_root apt-get update -qq >&2
# shellcheck disable=SC2086 # one word for each package
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $packages >&2

packages=$(missing | tr '\n' ' ')
[ -z "$packages" ] || fail "Still missing, or too old in this release of the system: $packages"
