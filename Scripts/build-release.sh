#!/usr/bin/env bash
# Builds the binary to install, with the Swift runtime inside and without symbols: release/payin-mcp in the folder that
# is named, .build if none is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/install.sh
# Exported symbols keep code that nothing calls, and relative relocations take an eighth of the others' room: together
# 3 MB of 25, and pages that the start would touch. glibc reads such relocations from 2.36 on.
swift build --scratch-path "${1:-.build}" --configuration release --product payin-mcp --static-swift-stdlib \
  -Xlinker --strip-all -Xlinker --no-export-dynamic -Xswiftc -use-ld=lld -Xlinker --pack-dyn-relocs=relr >&2
