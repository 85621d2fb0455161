#!/usr/bin/env bash
# Everything that must hold, from set-up to real clients. The first step that fails ends the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A crash under Thread Sanitizer can leave the backtracer hung.
export SWIFT_BACKTRACE=enable=no
# All tests at once make each wait longer for a processor than its time limit: 130 failures on a slow machine. A limit
# counts from a test's turn. 32 at a time also saves a quarter of the processor time: 73 s for 95 s.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=32
# Random inputs differ from run to run. A failed run is repeated with its seed.
export TEST_SEED=${TEST_SEED:-$((RANDOM * 32768 + RANDOM))}

step() {
  printf '\n== %s, after %d s\n' "$1" $SECONDS
}

# Ends the run unless the job has ended well, or with status 75, which says that something is out of reach.
reached() {
  local status=0
  wait "$1" || status=$?
  [ $status = 0 ] || [ $status = 75 ] || exit $status
  [ $status = 0 ]
}

# Runs what follows in the processors' idle time: compilers seldom keep two cores busy, and tests wait a lot.
idly() {
  if chrt --idle 0 true 2>/dev/null; then chrt --idle 0 "$@"; else nice -n 19 "$@"; fi
}

format() {
  if swift format --version >/dev/null 2>&1; then
    idly swift format lint --strict -r Sources Tests Benchmarks Package.swift
  else
    echo "SKIPPED: this toolchain has no swift format"
  fi
}

sanitized_build() {
  format && idly Tests/ThreadSanitizer/build.sh
}

# Idly as well: a nice value does not reach the compilers, which then took half of the build that the tests wait for.
release_build() {
  idly Scripts/build-release.sh .build-release
}

tool_build() {
  idly Tests/AddingATool/run.sh
}

# Starts one of the three as a job of its own, so that all of it can be ended with this script.
declare -A jobs
start() {
  set -m
  "$1" >"$logs/$1" 2>&1 &
  jobs[$1]=$!
  set +m
}

# Waits for a job and shows what it wrote. Ends the run if the job has failed.
finish() {
  local status=0
  wait "${jobs[$1]}" || status=$?
  cat "$logs/$1"
  [ $status = 0 ] || exit $status
}

logs=$(mktemp -d)
trap 'for job in "${jobs[@]}"; do kill -- "-$job" 2>/dev/null || true; done; rm -rf "$logs"' EXIT

step "Set-up, with the random seed $TEST_SEED"
Scripts/install.sh --tests &
tools=true
reached $! || tools=false
Tests/environments.sh &
environments=$!
start release_build

step "Build"
Scripts/build-debug.sh --build-tests --explicit-target-dependency-import-check error
python=true
reached $environments || python=false
# A test whose tool could be installed is not skipped, but fails.
if $tools && $python; then export TEST_TOOLS=required; fi

step "Tests"
# The environment's Python comes first: some tests ask its jsonschema for a second opinion.
export PATH=$PWD/.build-interop/mcp-2/bin:$PATH
# Tests with servers and child processes run apart: all at once, hundreds of them would wait for two processors.
busy=(CurlTransportTests SandboxTests SandboxModelTests ClientSandboxTests FaultTests)
swift test --skip-build --disable-xctest $(printf ' --skip ^%s' "${busy[@]}" EndToEndTests)
for target in "${busy[@]}"; do swift test --skip-build --disable-xctest --filter "^$target"; done

step "Build for release"
finish release_build
binary=.build-release/release/payin-mcp

step "Release"
python3 Scripts/measure.py $binary
Scripts/demo.sh

# Not before: the next tests have waited for the release, and leave more of the processors idle than those before.
start sanitized_build
start tool_build

step "Tests of the program"
# What is installed is what is tested. It also starts, a thousand times here, in a third of the time of a debug build.
TEST_BINARY=$PWD/$binary swift test --skip-build --disable-xctest --filter ^EndToEndTests

step "API as described"
if $python; then
  Tests/Contract/run.sh
else
  echo "SKIPPED: PyPI IS OUT OF REACH. The sandbox was not compared with schemas/payin.openapi.json by schemathesis."
fi

step "Packages"
Tests/Release/run.sh $binary .build-release

step "Real clients"
if $python; then
  Tests/Interop/run.sh $binary
else
  echo "SKIPPED: PyPI IS OUT OF REACH. No real client was tried, and tests that need jsonschema were left out."
fi

step "Official suite and testers"
if $python; then
  Tests/Conformance/run.sh $binary
else
  echo "SKIPPED: PyPI IS OUT OF REACH. No tester of other people judged the protocol."
fi

step "Browser"
if $python && [ -x /usr/bin/chromium-headless-shell ]; then
  Tests/Browser/run.sh $binary
else
  echo "SKIPPED: NO CHROMIUM, OR PyPI IS OUT OF REACH. Nobody looked at the sandbox's pages."
fi

step "Format and build under Thread Sanitizer"
finish sanitized_build

step "Tests under Thread Sanitizer"
Tests/ThreadSanitizer/run.sh

step "The tool of docs/adding-a-tool.md"
finish tool_build

step "All passed"
