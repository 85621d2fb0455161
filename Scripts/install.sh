#!/usr/bin/env bash
# Installs what the build needs and this machine lacks, on Debian and Ubuntu; with --tests, what only the tests use as
# well. Swift is only looked for. Status 75: all that the build needs is there, and something for the tests is not.
set -euo pipefail

build=(pkg-config libcurl4-openssl-dev libssl-dev libqrencode-dev libsqlite3-dev libtomlplusplus-dev libyaml-dev python3 zlib1g-dev)
tests=(
  chromium-headless-shell curl default-jdk-headless esbuild golang-go jq nodejs openssl php-cli php-curl python3-venv
  zbar-tools
)

# Prints the first argument as a message and the others as lines to copy.
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
    default-jdk-headless) command -v javac ;;
    golang-go) command -v go ;;
    libcurl4-openssl-dev) pkg-config --atleast-version=7.87 libcurl ;;
    libqrencode-dev) pkg-config --exists libqrencode ;;
    libsqlite3-dev) pkg-config --exists sqlite3 ;;
    libssl-dev) pkg-config --exists libcrypto ;;
    libtomlplusplus-dev) pkg-config --exists tomlplusplus ;;
    # The archive is what is linked: without it the binary would need one more library.
    libyaml-dev) pkg-config --exists yaml-0.1 && [ -f "$(pkg-config --variable=libdir yaml-0.1)/libyaml.a" ] ;;
    nodejs) command -v node ;;
    php-cli) command -v php ;;
    php-curl) php -r 'exit(extension_loaded("curl") ? 0 : 1);' ;;
    python3-venv) python3 -c 'import ensurepip, venv' ;;
    # The archive is what is linked, as of libyaml.
    zlib1g-dev) pkg-config --exists zlib && [ -f "$(pkg-config --variable=libdir zlib)/libz.a" ] ;;
    zbar-tools) command -v zbarimg ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

# Prints the packages among the arguments that this machine lacks.
missing() {
  local package
  for package; do is_present "$package" || printf '%s ' "$package"; done
}

# Installs the packages it is given. Fails with a message that says what to do.
install() {
  command -v apt-get >/dev/null || { echo "install: not a Debian or Ubuntu; these are missing: $*" >&2; return 1; }
  local as_root=
  if [ "$(id -u)" != 0 ]; then
    as_root=sudo
    if ! sudo -n true 2>/dev/null; then
      printf 'install: %s\n  %s\n' "packages are missing. Run this, then start again:" \
        "sudo apt-get update && sudo apt-get install -y $*" >&2
      return 1
    fi
  fi
  $as_root apt-get update -qq >&2 || return 1
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "$@" >&2
}

swift_is_recent || fail "Swift 6.3 or newer is needed. It is installed by:" \
  "curl -O https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz" \
  "tar zxf swiftly-$(uname -m).tar.gz && ./swiftly init"

read -ra packages <<<"$(missing "${build[@]}")"
[ ${#packages[@]} = 0 ] || install "${packages[@]}" || exit 1
packages=$(missing "${build[@]}")
[ -z "$packages" ] || fail "Still missing, or too old in this release of the system: $packages"

[ "${1:-}" = --tests ] || exit 0
read -ra packages <<<"$(missing "${tests[@]}")"
[ ${#packages[@]} = 0 ] || install "${packages[@]}" || true
packages=$(missing "${tests[@]}")
if [ -n "$packages" ]; then
  echo "install: some tests will be SKIPPED, since these packages are missing: $packages" >&2
  exit 75
fi
