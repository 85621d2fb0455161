#!/usr/bin/env bash
# Builds the tests of all targets with threads under Thread Sanitizer, from a package of links in .build-tsan.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

package=.build-tsan
mkdir -p $package
cat Package.swift Tests/ThreadSanitizer/manifest.swift >$package/Package.swift
ln -sfn ../Sources $package/Sources
ln -sfn ../Tests $package/Tests
ln -sfn ../schemas $package/schemas
clang -shared -fPIC -O1 -Wall -Werror -o $package/mutex.so Tests/ThreadSanitizer/mutex.c
# A report names functions without debug information too; build by `swift build` for their lines.
Scripts/build-debug.sh --package-path $package --build-tests --sanitize=thread
