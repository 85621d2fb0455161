#!/usr/bin/env bash
# Makes a virtual environment with schemathesis in .build-contract. Status 75: PyPI is out of reach.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

wanted=Tests/Contract/requirements.txt
folder=.build-contract
cmp --silent $wanted $folder/installed.txt && exit
rm -rf $folder
python3 -m venv $folder
if ! $folder/bin/pip install --quiet --disable-pip-version-check --retries 2 --timeout 30 -r $wanted \
  2>$folder/pip.log; then
  cat $folder/pip.log >&2
  # A package without any version is what pip finds where there is no index.
  grep -qE 'from versions: none|onnection|timed out' $folder/pip.log && exit 75
  exit 1
fi
cp $wanted $folder/installed.txt
