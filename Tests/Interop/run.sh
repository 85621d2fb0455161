#!/usr/bin/env bash
# Lets real clients, once installed, list and call every tool. Usage: run.sh BINARY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for client in mcp-1 mcp-2; do
  ".build-interop/$client/bin/python" -B "Tests/Interop/$client.py" "$1"
done
