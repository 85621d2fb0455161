#!/usr/bin/env bash
# Builds the binary to install, with the Swift runtime inside and without symbols: release/payin-mcp in the folder that
# is named, .build if none is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/install.sh
scratch=${1:-.build}

# The C++ library inside spares the start a library and the search for each of its symbols. Where both kinds of a library
# stand in a folder, the linker takes the shared one.
static=$scratch/static-libraries
mkdir -p "$static"
ln -sf "$(clang -print-file-name=libstdc++.a)" "$static/libstdc++.a"
options=(--strip-all "-L$(realpath "$static")")
# Exported symbols would keep code alive that nothing calls.
options+=(--no-export-dynamic)
# Short relocations save 1.5 MB and the time to read them. glibc knows them from 2.36 on.
if [ "$(printf '%s\n' 2.36 "$(getconf GNU_LIBC_VERSION | cut -d ' ' -f 2)" | sort -V | head -n 1)" = 2.36 ]; then
  options+=(-z pack-relative-relocs)
fi

# No path of this machine is to stand in the binary.
options_of_c="-Xcc -ffile-prefix-map=$(realpath "$scratch")=.build -Xcc -ffile-prefix-map=$PWD=."

# The symbols are stripped at the end, and debug information would be as well: making it takes a fifth of the build.
swift build --scratch-path "$scratch" --configuration release --product payin-mcp --static-swift-stdlib \
  -debug-info-format none -Xswiftc -use-ld=lld $options_of_c $(printf ' -Xlinker %s' "${options[@]}") >&2
