#!/usr/bin/env bash
# Holds two servers against the official suite's scenarios and against testers from PyPI: the one in
# Tests/Conformance/Server and payin-mcp. Tests/environments.sh must have run. Usage: run.sh BINARY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if ! [ -x .build-conformance/bin/python ]; then
  echo "There is no .build-conformance: run Tests/environments.sh first." >&2
  exit 2
fi
exec .build-conformance/bin/python -B Tests/Conformance/run.py .build/debug/ConformanceServer "$1"
