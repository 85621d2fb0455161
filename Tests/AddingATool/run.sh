#!/usr/bin/env bash
# Adds the tool of docs/adding-a-tool.md to a copy in .build-tool as the document says, and runs the tests there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

walk=$PWD/Tests/AddingATool/walk.py
copy=.build-tool
log=$(mktemp)
trap 'rm -f "$log"' EXIT

python3 "$walk" $copy
cat Tests/AddingATool/manifest.swift >>$copy/Package.swift
cd $copy
if swift format --version >/dev/null 2>&1; then
  swift format lint --strict $(python3 "$walk" --touched .swift)
fi
# The copy has texts only, and no modes.
bash Scripts/build-debug.sh --build-tests --explicit-target-dependency-import-check error
swift test --skip-build --disable-xctest 2>&1 | tee "$log"
# A test that does not exist, or is not found, would pass as well.
for test in $(python3 "$walk" --tests); do
  grep -q "Test $test() passed" "$log" || { echo "$test did not run" >&2; exit 1; }
done
