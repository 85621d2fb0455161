#!/usr/bin/env bash
# Builds the binary to install, with the Swift runtime inside and without symbols: release/payin-mcp in the folder that
# is named, .build if none is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/install.sh
# Exported symbols would keep code alive that nothing calls.
# The symbols are stripped at the end, and debug information would be as well: making it takes a fifth of the build.
swift build --scratch-path "${1:-.build}" --configuration release --product payin-mcp --static-swift-stdlib \
  -debug-info-format none -Xlinker --strip-all -Xlinker --no-export-dynamic -Xswiftc -use-ld=lld >&2
