#!/usr/bin/env bash
# Builds the binary to install: .build/release/payin-mcp, with the Swift runtime inside and without symbols.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/install.sh
swift build --configuration release --product payin-mcp --static-swift-stdlib -Xlinker --strip-all >&2
