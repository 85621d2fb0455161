#!/usr/bin/env bash
# Runs the tests of the pure targets and of the transport under Thread Sanitizer, from a package of links in .build-tsan.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

package=.build-tsan
mkdir -p $package
cat Package.swift Tests/ThreadSanitizer/manifest.swift >$package/Package.swift
ln -sfn ../Sources $package/Sources
ln -sfn ../Tests $package/Tests
ln -sfn ../schemas $package/schemas
clang -shared -fPIC -O1 -Wall -Werror -o $package/mutex.so Tests/ThreadSanitizer/mutex.c

swift build --package-path $package --build-tests --sanitize=thread
# Under the sanitizer the property of references looks for races only, and a few of them meet the same code.
export REFERENCES=200
run() {
  LD_PRELOAD=$PWD/$package/mutex.so swift test --package-path $package --skip-build --sanitize=thread "$@"
}
# Long computations would keep the others from the pool's few threads beyond their time limits.
run --filter '^JSON(Schema)?Tests'
run --skip '^JSON(Schema)?Tests'
