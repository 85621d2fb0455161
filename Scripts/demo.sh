#!/usr/bin/env bash
# Builds payin-mcp and lets it play a whole scenario. The first run builds for some minutes, the next ones are quick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/install.sh
Scripts/build-debug.sh --product payin-mcp >&2
exec .build/debug/payin-mcp demo
