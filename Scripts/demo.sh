#!/usr/bin/env bash
# Builds payin-mcp and lets it play a whole scenario. The first run builds for some minutes, the next ones are quick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/install.sh
swift build --product payin-mcp -debug-info-format none >&2
exec .build/debug/payin-mcp demo
