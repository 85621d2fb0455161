#!/usr/bin/env bash
# Writes schemas/tools.lock, the hashes of all definitions of tools, and refuses to if they have changed under a version
# that was released (has a tag): who has approved these tools must see another version. Usage: lock-tools.sh BINARY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
binary=$1
lock=schemas/tools.lock
version=$("$binary" --version)

changes=
if [ -f $lock ]; then changes=$("$binary" tools --all --verify $lock 2>&1) && changes=; fi
if [ -n "$changes" ] && git rev-parse --quiet --verify "refs/tags/v$version" >/dev/null; then
  printf '%s\n%s\n' "$changes" "Version $version is released with other definitions: raise it in Sources/payin-mcp/PayInMCP.swift first." >&2
  exit 1
fi
"$binary" tools --all --lock $lock
