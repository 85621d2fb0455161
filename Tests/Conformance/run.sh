#!/usr/bin/env bash
# Holds two servers against the official suite's scenarios and against testers from PyPI, once installed: the one in
# Tests/Conformance/Server and payin-mcp. Usage: run.sh BINARY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

exec .build-conformance/bin/python -B Tests/Conformance/run.py .build/debug/ConformanceServer "$1"
