#!/usr/bin/env bash
# Makes a virtual environment that can drive the system's Chromium, in .build-browser. Status 75: there is no Chromium,
# or PyPI is out of reach; which of them is said.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ -x /usr/bin/chromium ] || { echo "browser: no /usr/bin/chromium; on Debian the package chromium has it" >&2; exit 75; }

wanted=Tests/Browser/playwright.txt
folder=.build-browser
cmp --silent $wanted $folder/installed.txt && exit 0
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
