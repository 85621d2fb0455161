# Sourced by Scripts/release-check.sh: what the checks share.

fail() {
  printf 'release-check: %s\n' "$*" >&2
  exit 1
}

# Makes a copy of a fresh root of a Debian release at a path.
fresh_root() {
  local release=$1 path=$2 kept=$roots/$1
  if [ ! -d "$kept" ]; then
    command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
    mkdir -p "$roots"
    debootstrap --variant=minbase "$release" "$kept.part" http://deb.debian.org/debian >"$work/debootstrap.log" 2>&1 ||
      { tail -n 5 "$work/debootstrap.log" >&2; fail "no root of $release can be made"; }
    mv "$kept.part" "$kept"
  fi
  cp -a "$kept" "$path"
  # The loader finds the libraries beside a program by /proc/self/exe.
  mount -t proc proc "$path/proc"
  cp /etc/resolv.conf /etc/hosts "$path/etc/"
}

in_root() {
  local root=$1
  shift
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}

remove_root() {
  umount "$1/proc"
  rm -rf --one-file-system "$1"
}

# Every path of a root but for what package managers write of their own work.
paths() {
  (cd "$1" && find . -xdev \( -path ./proc -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/apt \
    -o -path ./var/lib/dpkg -o -path ./tmp \) -prune -o -print | sort)
}

# Lets the program play a whole story, and then real clients of both protocol eras use it. The first argument is what it
# is; the others start it.
used() {
  local what=$1 launcher=$work/payin-mcp status=0
  shift
  { printf '#!/bin/sh\nexec'; printf ' %q' "$@"; printf ' "$@"\n'; } > "$launcher"
  chmod +x "$launcher"
  [ "$("$launcher" --version)" = "$version" ] || fail "$what: another version"
  "$launcher" demo >"$work/demo.log" 2>&1 || { tail -n 5 "$work/demo.log" >&2; fail "$what: the demo fails"; }
  [ -x .build-interop/mcp-2/bin/python ] || Tests/environments.sh || status=$?
  [ $status = 0 ] || fail "$what: no client can be installed"
  .build-interop/mcp-1.30/bin/python -B Tests/Interop/mcp-1.py "$launcher" || fail "$what: a client fails"
  .build-interop/mcp-2/bin/python -B Tests/Interop/mcp-2.py "$launcher" || fail "$what: a client fails"
}
