#!/usr/bin/env bash
# Builds payin-mcp and runs a whole scenario through it. The first run builds for some minutes, the next ones are quick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/install.sh
swift build --product payin-mcp >&2
exec python3 Scripts/demo.py .build/debug/payin-mcp
