"""Measures `payin-mcp run` beside the same frames, sent one at a time by the load generator, which is written in C.

    python3 Benchmarks/Stdio/script.py BINARY [--calls N] [--rounds N]

Each call of the script is followed by an expectation. Both start the server, make the handshake, and end it; what is
compared is the time of all that. Figures are printed, never judged; a wrong answer ends everything.
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time

from machine import describe
from programs import compile_program
from sessions import INITIALIZE, request

# The seed and the place of the sandbox are those of `run`.
SERVE = ["serve", "--sandbox-db", ":memory:", "--sandbox-seed", "1"]
# The frame, what its answer must hold, and the same as lines of a script. The ping costs the server next to nothing.
STEPS = {
    "get_status": (
        request("tools/call", name="get_status", arguments={}), "healthy",
        'call get_status\nexpect {result: {content: contains({text: contains("healthy")})}}\n'),
    "ping": (request("ping"), "result", "request ping\nexpect {result: {}}\n"),
}


def pipe(load, binary, steps, count):
    text, expected, _ = steps
    jobs = [
        ("run", 1, 1, 600, *INITIALIZE), ("send", '{"jsonrpc":"2.0","method":"notifications/initialized"}'),
        ("run", count, 1, 600, text, expected),
    ]
    lines = "".join("\t".join(map(str, job)) + "\n" for job in jobs)
    begin = time.monotonic()
    subprocess.run([load, binary, *SERVE], input=lines, text=True, check=True, capture_output=True, env=environment())
    return time.monotonic() - begin


def script(binary, steps, count):
    with tempfile.NamedTemporaryFile("w", suffix=".payin") as file:
        file.write(steps[2] * count)
        file.flush()
        begin = time.monotonic()
        subprocess.run([binary, "run", "--quiet", file.name], check=True, env=environment())
        return time.monotonic() - begin


def environment():
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PAYIN_LANG": "en"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--calls", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    load, binary = compile_program("load"), os.path.realpath(options.binary)
    print(f"{describe()}, {options.rounds} rounds of {options.calls:,} calls with an expectation each\n")
    print("| call | frames through a pipe | as a script | ratio |\n| --- | --: | --: | --: |")
    for name, steps in STEPS.items():
        pairs = [
            (pipe(load, binary, steps, options.calls), script(binary, steps, options.calls))
            for _ in range(options.rounds)
        ]
        ratios = sorted(run / piped for piped, run in pairs)
        piped, run = (statistics.median(times) for times in zip(*pairs))
        spread = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        print(f"| `{name}` | {piped:.2f} s | {run:.2f} s | {spread} |", flush=True)


main()
