#!/usr/bin/env bash
# Long random use: the tests with random inputs at full size, all pages, then the release binary: Scripts/soak.sh [MINUTES] [SEED].
# Thirty minutes and a random seed if nothing is said.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export TEST_SIZE=full TEST_SEED=${2:-$RANDOM} SWIFT_BACKTRACE=enable=no
echo "The seed is $TEST_SEED" >&2
swift build --build-tests
for tests in SandboxModelTests PayInTests.ReferencePropertyTests EndToEndTests.BadInputTests EndToEndTests.ProcessTests; do
  swift test --skip-build --filter "^$tests"
done
Scripts/build-release.sh
# Every page on each of twelve screens, if Scripts/test.sh has made the browser's environment.
[ ! -x .build-browser/bin/python ] || Tests/Browser/run.sh .build/release/payin-mcp
exec python3 Scripts/soak.py .build/release/payin-mcp "${1:-30}" "$TEST_SEED"
