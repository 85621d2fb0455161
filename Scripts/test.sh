#!/usr/bin/env bash
# Everything that must hold, from set-up to real clients. The first step that fails ends the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A crash under Thread Sanitizer can leave the backtracer hung.
export SWIFT_BACKTRACE=enable=no

step() {
  printf '\n== %s, after %d s\n' "$1" $SECONDS
}

step "Set-up"
Scripts/install.sh
# Waits for the network while the compiler uses the processor.
Tests/Interop/install.sh &
clients=$!
Tests/Contract/install.sh &
fuzzer=$!
Tests/Browser/install.sh &
visitor=$!

step "Format"
if swift format --version >/dev/null 2>&1; then
  swift format lint --strict -r Sources Tests Benchmarks Package.swift
else
  echo "SKIPPED: this toolchain has no swift format"
fi

step "Build"
swift build --build-tests --explicit-target-dependency-import-check error
interop=0
wait $clients || interop=$?
[ $interop = 0 ] || [ $interop = 75 ]
contract=0
wait $fuzzer || contract=$?
[ $contract = 0 ] || [ $contract = 75 ]
browser=0
wait $visitor || browser=$?
[ $browser = 0 ] || [ $browser = 75 ]

step "Tests"
# The environment's Python comes first: some tests ask its jsonschema for a second opinion.
export PATH=$PWD/.build-interop/mcp-2/bin:$PATH
# Tests with servers and child processes run apart: all at once, hundreds of them would wait for two processors.
busy=(CurlTransportTests SandboxTests SandboxModelTests ClientSandboxTests FaultTests EndToEndTests)
swift test --skip-build $(printf ' --skip ^%s' "${busy[@]}")
for target in "${busy[@]}"; do swift test --skip-build --filter "^$target"; done

step "API as described"
if [ $contract = 0 ]; then
  Tests/Contract/run.sh
else
  echo "SKIPPED: PyPI IS OUT OF REACH. The sandbox was not compared with schemas/payin.openapi.json by schemathesis."
fi

step "Tests under Thread Sanitizer"
Tests/ThreadSanitizer/run.sh

step "Release build"
Scripts/build-release.sh
python3 Scripts/measure.py .build/release/payin-mcp

step "Demo"
Scripts/demo.sh

step "Real clients"
if [ $interop = 0 ]; then
  Tests/Interop/run.sh .build/release/payin-mcp
else
  echo "SKIPPED: PyPI IS OUT OF REACH. No real client was tried, and tests that need jsonschema were left out."
fi

step "Browser"
if [ $browser = 0 ]; then
  Tests/Browser/run.sh .build/release/payin-mcp
else
  echo "SKIPPED: NO CHROMIUM, OR PyPI IS OUT OF REACH. Nobody looked at the sandbox's pages."
fi

step "All passed"
