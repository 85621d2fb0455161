#!/usr/bin/env bash
# A long random use of the release binary: Scripts/soak.sh [MINUTES] [SEED]. Thirty minutes if nothing is said.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/build-release.sh
exec python3 Scripts/soak.py .build/release/payin-mcp "${1:-30}" "${2:-$RANDOM}"
