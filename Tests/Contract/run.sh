#!/usr/bin/env bash
# Sends a sandbox at least 1,000 requests made from its description, right and wrong ones, and compares the answers with
# the description. Usage: run.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Writes the root of its URLs and serves until its input ends.
coproc SERVER { exec .build/debug/ContractServer; }
read -r root <&"${SERVER[0]}"

schema=$PWD/schemas/payin.openapi.json
# What a run leaves behind stays out of the way.
cd .build-contract
export PYTHONHASHSEED=0
bin/st --no-color --config-file ../Tests/Contract/schemathesis.toml run "$schema" --url "$root" \
  --header 'Authorization: Bearer pk_contract' --seed 20260131 --max-examples 10 --generation-database none | tee output.txt

examples=$(sed -nE 's/^ +([0-9]+) generated.*/\1/p' output.txt)
if ((examples < 1000)); then
  echo "only $examples examples" >&2
  exit 1
fi
echo "The server answered $examples requests as described"
