#!/usr/bin/env bash
# Packages one program twice, in two folders and surroundings, and compares every byte; then looks into the packages. A
# small program that passes its arguments on stands in for the binary, and empty libraries for those it needs: packing
# the real ones takes half a minute, and Scripts/release-check.sh does that. Usage: run.sh BINARY BUILD
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
binary=$(realpath "$1")
build=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The real one needs what is stated, no more: Debian 12's glibc, and libraries that each package has a name for.
PYTHONPATH=Scripts/release python3 -B - "$binary" <<'PYTHON'
import pathlib, re, subprocess, sys
import deb
from elf import ELF, settled
content = pathlib.Path(sys.argv[1]).read_bytes()
program = ELF(content)
stated = tuple(map(int, re.search(r"glibc (\d+)\.(\d+)", pathlib.Path("docs/install.md").read_text()).groups()))
assert program.glibc() <= stated, f"the binary needs glibc {program.glibc()}, not {stated}"
unknown = [name for name in program.needed() if name not in deb.PACKAGES and name not in deb.GLIBC]
assert not unknown, f"the binary needs {unknown}"
assert program.search_path() == ["$ORIGIN"], program.search_path()
# Builds in two folders differ in the compiler's hashes and in the id that follows from them. What the compiler keeps of
# its folder is where readelf sees it.
listed = subprocess.run(["readelf", "-SW", sys.argv[1]], capture_output=True, text=True, check=True).stdout
other, rest = bytearray(content), bytearray(settled(content))
for name, skipped in ((".swift_modhash", 0), (".note.gnu.build-id", 16)):
    offset, size = re.search(rf"{re.escape(name)} +\S+ +\S+ (\S+) (\S+)", listed).groups()
    part = slice(int(offset, 16) + skipped, int(offset, 16) + int(size, 16))
    other[part] = bytes(byte ^ 1 for byte in content[part])
    rest[part] = content[part]
assert bytes(other) != content and settled(bytes(other)) == settled(content), "two builds give two packages"
assert rest == content, "the program itself is changed"
PYTHON

mkdir "$work/libraries" "$work/a" "$work/b"
for name in libcurl.so.4 libcrypto.so.3 libqrencode.so.4 libsqlite3.so.0; do
  clang -shared -nostdlib -x c /dev/null -Wl,-soname,$name -o "$work/libraries/$name"
  printf '{"name": "%s", "version": "1", "licence": "licence"}\n' "${name%%.*}" > "$work/libraries/$name.origin.json"
done
echo "No rights reserved." > "$work/libraries/licence"
printf '#include <unistd.h>\nint main(int count, char **words) { return execv("%s", words); }\n' "$binary" |
  clang -O1 -x c - -Wl,--enable-new-dtags,-rpath,'$ORIGIN' -Wl,--no-as-needed -x none "$work"/libraries/*.so.[0-9] \
    -o "$work/a/payin-mcp"
cp "$work/a/payin-mcp" "$work/b/payin-mcp"
touch -d 2001-01-01 "$work/b/payin-mcp"
mkdir "$work/copy"
cp -r --parents Scripts LICENSE README.md CHANGELOG.md schemas/tools.lock "$work/copy/"
version=$("$binary" --version)

export SOURCE_DATE_EPOCH=1750000000
resolved=$(dirname "$build")/Package.resolved
cp "$resolved" "$work/copy/"
Scripts/release.sh "$version" --binary "$work/a/payin-mcp" --build "$build" --libraries "$work/libraries" \
  --output "$work/a/dist" --draft >/dev/null
(umask 077 && TZ=Asia/Shanghai LC_ALL=C HOME=/nonexistent "$work/copy/Scripts/release.sh" "$version" \
  --binary "$work/b/payin-mcp" --build "$build" --libraries "$work/libraries" --output "$work/b/dist" --draft >/dev/null)
diff -r "$work/a/dist" "$work/b/dist"

# What is missing or wrong stops it, with nothing packed.
refused() {
  local what=$1 words=$2
  shift 2
  if Scripts/release.sh "$@" --binary "$work/a/payin-mcp" >/dev/null 2>"$work/log"; then
    echo "$what was packed" >&2
    exit 1
  fi
  grep -qF "$words" "$work/log" || { cat "$work/log" >&2; exit 1; }
}
mkdir "$work/none" "$work/foreign"
usual=(--build "$build" --libraries "$work/libraries")
refused "a version that the binary is not" "the binary says that it is $version" \
  99.0.0 "${usual[@]}" --output "$work/c" --draft
refused "a folder without libcurl" "no libcurl.so.4 for this binary in $work/none" \
  "$version" --build "$build" --libraries "$work/none" --output "$work/c" --draft
refused "a build without its sources" "has no licence" \
  "$version" --build "$work/none" --libraries "$work/libraries" --output "$work/c" --draft
[ ! -e "$work/c" ]
touch "$work/foreign/notes.txt"
refused "a folder with other files" "notes.txt" "$version" "${usual[@]}" --output "$work/foreign" --draft
[ "$(ls "$work/foreign")" = notes.txt ]

# A version is released when its changes have a date.
sed -i "s/^## $version,.*/## $version, not yet released/" "$work/copy/CHANGELOG.md"
cd "$work/copy"
refused "a version without a date" "CHANGELOG.md has no heading" "$version" "${usual[@]}" --output "$work/b/dist"
diff -r "$work/a/dist" "$work/b/dist"
sed -i "s/^## $version,.*/## $version, 2026-01-31/" CHANGELOG.md
# What an earlier version left is not published again.
touch "$work/b/dist/payin-mcp_0.0.9-1_amd64.deb"
echo "0  payin-mcp_0.0.9-1_amd64.deb" >> "$work/b/dist/SHA256SUMS"
Scripts/release.sh "$version" --binary "$work/b/payin-mcp" "${usual[@]}" --output "$work/b/dist" >/dev/null
[ "$(ls "$work/b/dist")" = "$(ls "$work/a/dist")" ]
cd - >/dev/null

# Definitions of tools that a released version has do not change under it.
cd "$work/copy"
git init --quiet .
git -c user.name=t -c user.email=t@localhost commit --quiet --allow-empty --message t
sed -i '0,/"description": "/s//&0/' schemas/tools.lock
if "$binary" tools --all --verify schemas/tools.lock >/dev/null 2>&1; then
  echo "a changed definition went unnoticed" >&2
  exit 1
fi
git tag "v$version"
if Scripts/lock-tools.sh "$binary" 2>"$work/log"; then
  echo "the definitions of a released version were replaced" >&2
  exit 1
fi
grep -q "raise it" "$work/log"
git tag --delete "v$version" >/dev/null
Scripts/lock-tools.sh "$binary"
"$binary" tools --all --verify schemas/tools.lock >/dev/null
cd - >/dev/null

python3 -B Tests/Release/contents.py "$work/a/dist" "$version"
