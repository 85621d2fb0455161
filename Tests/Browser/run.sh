#!/usr/bin/env bash
# Uses the sandbox's pages in a real browser, once installed. Screenshots go to .build-browser/shots. Usage: run.sh BINARY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

exec .build-browser/bin/python -B Tests/Browser/browser.py "$1"
