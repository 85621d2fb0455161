#!/usr/bin/env bash
# Lets real clients, once installed, go through all that the server offers. Usage: run.sh BINARY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for client in mcp-1.2 mcp-1.9 mcp-1.10 mcp-1.30 mcp-2; do
  ".build-interop/$client/bin/python" -B "Tests/Interop/${client%.*}.py" "$1"
done
