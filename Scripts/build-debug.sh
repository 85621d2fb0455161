#!/usr/bin/env bash
# Builds for runs of the tests and the program, with the options of `swift build` that are named: everything from the
# start with two thirds of the processor time, but the whole of a module anew after a change in one of its files.
set -euo pipefail

# Debug information would be a fifth of the time, and no test reads it. Several compilers of one module each read all of
# its declarations, with what the macros of the tests add to them, and so would one for the interface alone: a third.
# By the number of threads the compiler writes an object for each file, as `swift build` expects.
exec swift build -debug-info-format none \
  $(printf ' -Xswiftc %s' -whole-module-optimization -disable-batch-mode -no-emit-module-separately-wmo) \
  $(printf ' -Xswiftc %s' -num-threads 2) "$@"
