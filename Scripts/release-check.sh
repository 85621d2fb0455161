#!/usr/bin/env bash
# Installs each package of a release where nothing of it was before, uses it, and takes it away again. Needs root,
# Debian and its mirror, and PyPI. Usage: release-check.sh VERSION [CHECK…]
#   CHECK: sums formats deb archive wheel bundle certificates image; without one, all
#   DIST   the folder of the packages, dist if not set
#   ROOTS  the folder in which roots of Debian are kept from one run to the next, .build-roots if not set
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$1
shift
dist=$(realpath "${DIST:-dist}")
roots=$(realpath -m "${ROOTS:-.build-roots}")
releases=(bookworm trixie)
work=$(mktemp -d)
ended() {
  local folder
  for folder in "$work"/*/proc; do ! mountpoint --quiet "$folder" || umount "$folder"; done
  rm -rf --one-file-system "$work"
}
trap ended EXIT
export HOME=$work/home PIP_DISABLE_PIP_VERSION_CHECK=1
mkdir -p "$HOME"

for part in Tests/Release/Checks/*.sh; do . "$part"; done

checks=("$@")
[ $# != 0 ] || checks=(sums formats deb archive wheel bundle certificates image)
for check in "${checks[@]}"; do
  started=$SECONDS
  "check_$check"
  printf 'release-check: %s: well, %d s\n' "$check" $((SECONDS - started))
done
