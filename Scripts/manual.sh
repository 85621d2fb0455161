#!/usr/bin/env bash
# Makes the manual pages and the completion scripts of a binary, .build/release/payin-mcp if none is named, in the folder
# .build/manual or the one that is named second: man1/payin-mcp*.1, bash, zsh and fish.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

binary=${1:-.build/release/payin-mcp}
folder=${2:-.build/manual}

python3 Scripts/man-pages.py "$binary" "$folder/man1"
for shell in bash zsh fish; do
  mkdir -p "$folder/$shell"
done
export PAYIN_LANG=en
"$binary" --generate-completion-script bash > "$folder/bash/payin-mcp"
"$binary" --generate-completion-script zsh > "$folder/zsh/_payin-mcp"
"$binary" --generate-completion-script fish > "$folder/fish/payin-mcp.fish"
