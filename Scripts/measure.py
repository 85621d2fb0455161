"""Facts about a release binary: its size, which may not pass 30 MB, and the time from its start to the first answer.

Usage: measure.py BINARY. Times are printed, never judged: they depend on what else the machine does.
"""
import json
import os
import statistics
import subprocess
import sys
import time

SIZE_LIMIT = 30_000_000
STARTS = 30
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
REQUEST = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": META}}).encode() + b"\n"


def first_answer(binary):
    """Milliseconds until the whole answer to the first `tools/list` is here, and its bytes."""
    start = time.perf_counter()
    server = subprocess.Popen([binary, "--sandbox-db", ":memory:"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdin.write(REQUEST)
    server.stdin.flush()
    answer = server.stdout.readline()
    milliseconds = (time.perf_counter() - start) * 1000
    server.stdin.close()
    if server.wait() != 0 or "result" not in json.loads(answer):
        sys.exit(f"measure: status {server.returncode}, answer {answer!r}")
    return milliseconds, len(answer)


def main():
    binary = os.path.abspath(sys.argv[1])
    size = os.path.getsize(binary)
    runs = [first_answer(binary) for _ in range(STARTS)]
    times = sorted(milliseconds for milliseconds, _ in runs)
    print(f"size {size / 1e6:.1f} MB, tools/list {runs[0][1]} bytes")
    print(f"first answer after {statistics.median(times):.1f} ms, median of {STARTS} ({times[0]:.1f} to {times[-1]:.1f})")
    if size >= SIZE_LIMIT:
        sys.exit(f"measure: the binary is larger than {SIZE_LIMIT / 1e6:.0f} MB; it may have drawn in all of Foundation")
    if b"libswiftCore.so" in open(binary, "rb").read():
        sys.exit("measure: the binary needs Swift's libraries beside it")


main()
