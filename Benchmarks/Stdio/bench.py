"""Measures payin-mcp over pipes, beside the floor: the least that one process with libcurl can do.

    python3 Benchmarks/Stdio/bench.py BINARY [--peer] [--rounds N] [--only ROW,…] [--json FILE]
    python3 Benchmarks/Stdio/bench.py BINARY --growth
    python3 Benchmarks/Stdio/bench.py BINARY --window --peer --json FILE

See Benchmarks/README.md for what each row means. Figures are printed, never judged; a wrong answer ends everything.
"""
import argparse
import json
import os
import shlex
import sys
from dataclasses import dataclass

import growth
import table
import window
from machine import describe
from programs import Failure, compile_program, peer_command
from rows import MEASUREMENTS
from sessions import API, Session

ROWS = ", ".join(MEASUREMENTS)


@dataclass
class Server:
    name: str
    command: list[str]
    # The binary whose size counts, if there is one.
    program: str | None = None


@dataclass
class Bench:
    api: API
    load: list[str]
    servers: list[Server]

    def session(self, server):
        return Session(self.load, self.api, server.command)

    def in_turn(self, turn):
        """The servers, each time beginning with another one, so that none is always measured first."""
        first = turn % len(self.servers)
        return self.servers[first:] + self.servers[:first]


def measure_rows(bench, options):
    """Each figure of each server, once for each round."""
    results = {name: {server.name: [] for server in bench.servers} for name in options.only}
    for turn in range(options.rounds):
        for place, name in enumerate(options.only):
            for server in bench.in_turn(turn + place):
                progress(f"round {turn + 1} of {options.rounds}: {name}, {server.name}")
                results[name][server.name].append(MEASUREMENTS[name].measure(bench, server))
    return {"rows": results}


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def servers(options):
    floor = compile_program("floor", "-lcurl")
    command = [*options.under, options.binary]
    chosen = [Server("floor", [floor], floor), Server("payin-mcp", command, options.binary)]
    return chosen + [Server("peer", peer_command())] if options.peer else chosen


def pinned(options):
    """What to start a program with so that it stays on the first processor, and on the last."""
    if not options.pin:
        return [], []
    processors = os.sched_getaffinity(0)
    if len(processors) < 2:
        raise Failure("--pin needs two processors")
    return [["taskset", "-c", str(processor)] for processor in (min(processors), max(processors))]


def measure(options):
    beside, alone = pinned(options)
    with API([*beside, compile_program("api")]) as api:
        bench = Bench(api, [*beside, compile_program("load"), *alone], servers(options))
        kind = growth.measure if options.growth else window.measure if options.window else measure_rows
        before = describe()
        return {"machine": before, "rounds": options.rounds, **kind(bench, options)}


def names_of_rows(text):
    names = text.split(",")
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no row is named {', '.join(unknown)}; there are {ROWS}")
    return names


def positive(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above 0")
    return int(text)


def executable(path):
    if not os.path.isfile(path) or not os.access(path, os.X_OK):
        raise argparse.ArgumentTypeError(f"{path} is no program; Scripts/build-release.sh makes one")
    return os.path.abspath(path)


def writable(path):
    """Said before the run: it would be a pity after it."""
    try:
        open(path, "a").close()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be written: {error.strerror}")
    return path


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", metavar="BINARY", type=executable)
    parser.add_argument("--rounds", type=positive, default=5, help="how often each row is measured")
    parser.add_argument("--only", type=names_of_rows, default=list(MEASUREMENTS), metavar="ROW,…", help=ROWS)
    parser.add_argument("--json", type=writable, metavar="FILE", help="write every figure there")
    parser.add_argument("--peer", action="store_true", help="measure a server of the official Python SDK too")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--growth", action="store_true", help="how cost grows with calls, calls in flight and rows")
    kinds.add_argument("--window", action="store_true", help="throughput and latency by calls in flight, for plot.py")
    parser.add_argument("--pin", action="store_true", help="keep the server on a processor of its own")
    parser.add_argument("--under", type=shlex.split, default=[], metavar="COMMAND", help="start BINARY with it, to profile")
    parser.add_argument("--calls", type=positive, default=1_000_000, help="how far --growth goes")
    return parser.parse_args()


def main():
    options = parse()
    try:
        results = measure(options)
    except Failure as failure:
        progress("")
        sys.exit(f"bench: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)
    progress("")
    if options.json:
        with open(options.json, "w") as file:
            json.dump(results, file, indent=1)
    print(table.render(results))


if __name__ == "__main__":
    main()
