#!/usr/bin/env bash
# Runs, once built, the tests of all targets with threads under Thread Sanitizer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Random inputs look for races only here, and a few of them meet the same code.
export TEST_SIZE=small
run() {
  LD_PRELOAD=$PWD/.build-tsan/mutex.so swift test --package-path .build-tsan --skip-build --disable-xctest --sanitize=thread "$@"
}
# The transport's tests have time limits of their own, and run apart as without the sanitizer.
run --filter '^CurlTransportTests'
run --skip '^CurlTransportTests'
