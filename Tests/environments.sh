#!/usr/bin/env bash
# Makes a virtual environment for each program from PyPI that the tests use. Status 75: PyPI is out of reach.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# One pip serves all: a pip of its own would take each environment four seconds of a processor.
pip=$PWD/.build-interop/pip/bin/pip
[ -x "$pip" ] || python3 -m venv .build-interop/pip

# Makes the folder named first hold what the file named second requires.
environment() {
  local folder=$1 wanted=$2
  cmp --silent "$wanted" "$folder/installed.txt" && return
  rm -rf "$folder"
  python3 -m venv --without-pip "$folder"
  if ! "$pip" --python "$folder/bin/python" install --quiet --disable-pip-version-check --retries 2 --timeout 30 -r "$wanted" \
    2>"$folder/pip.log"; then
    cat "$folder/pip.log" >&2
    # A package without any version is what pip finds where there is no index.
    grep -qE 'from versions: none|onnection|timed out' "$folder/pip.log" && exit 75
    exit 1
  fi
  cp "$wanted" "$folder/installed.txt"
}

for wanted in Tests/Interop/mcp-*.txt; do
  environment ".build-interop/$(basename "$wanted" .txt)" "$wanted"
done
environment .build-contract Tests/Contract/requirements.txt
environment .build-browser Tests/Browser/requirements.txt
environment .build-conformance Tests/Conformance/testers.txt
