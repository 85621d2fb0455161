#!/usr/bin/env bash
# Makes everything that is published of a version, in the folder dist: tar.gz, .deb, wheel, .mcpb, server.json,
# licences, bill of materials and SHA256SUMS. Publishes nothing.
# Usage: release.sh VERSION [--binary PATH] [--build FOLDER] [--libraries FOLDER] [--output FOLDER] [--draft]
#   --binary     a release binary; without it one is built in .build-release
#   --build      the folder it was built in, which has the sources of the Swift packages
#   --libraries  shared libraries that wheel and bundle carry instead of the system's; without it libcurl is built
#   --output     dist if not set; what an earlier run made there is removed, and other files are refused
#   --draft      takes a version whose changes have no date yet, to try it
set -euo pipefail
usage() {
  sed -n '2,/^set/{/^set/!s/^# \{0,1\}//p;}' "${BASH_SOURCE[0]}" >&2
  exit 2
}
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/..")

version=
binary=
build=
libraries=
output=
draft=
while [ $# != 0 ]; do
  case $1 in
    --binary | --build | --libraries | --output)
      [ $# -ge 2 ] || usage
      printf -v "${1#--}" %s "$(realpath -m "$2")"
      shift
      ;;
    --draft) draft=1 ;;
    -*) usage ;;
    *) [ -z "$version" ] || usage; version=$1 ;;
  esac
  shift
done
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || usage
cd "$root"
if [ -z "$draft" ] && ! grep -qE "^## ${version//./\\.}, [0-9]{4}-[0-9]{2}-[0-9]{2}$" CHANGELOG.md; then
  echo "release: CHANGELOG.md has no heading \"## $version, YYYY-MM-DD\"; --draft packs what is not released" >&2
  exit 1
fi

if [ -z "$binary" ]; then
  build=${build:-$PWD/.build-release}
  Scripts/build-release.sh "$build"
  binary=$build/release/payin-mcp
fi
build=${build:-$PWD/.build-release}
resolved=Package.resolved
[ -f "$resolved" ] || resolved=$(dirname "$build")/Package.resolved
# Who has approved the tools of a version must find no others in it.
"$binary" tools --all --verify schemas/tools.lock >&2
if [ -z "$libraries" ]; then
  libraries=$PWD/.build-libraries
  # Built for each release: Debian may have mended it since the last one.
  Scripts/release/libcurl.sh "$libraries"
fi
python3 -B Scripts/release/release.py "$version" --binary "$binary" --build "$build" --resolved "$resolved" \
  --libraries "$libraries" --output "${output:-dist}"
cat "${output:-dist}/SHA256SUMS"
