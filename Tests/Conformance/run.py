"""Plays the official suite's scenarios with two servers, in every revision, and has testers from PyPI try them.

usage: run.py CONFORMANCE_SERVER PAYIN_MCP
"""
import os
import pathlib
import sys
import tempfile
import time

import forms  # noqa: F401, registers its scenarios
import modern  # noqa: F401
import scenarios
import testers
from connection import LEGACY, MODERN, Connection, Refused
from schemas import Schemas


def play(command, environment, is_own, schemas):
    """Plays all scenarios that suit the server. Returns their number and the problems."""
    count, problems = 0, []
    for revision in LEGACY + [MODERN]:
        server = Connection(command, revision, environment, schemas.check)
        opened = server.open()
        for name, (function, since, until, anywhere) in scenarios.ALL.items():
            if not since <= revision <= until or not (is_own or anywhere):
                continue
            count += 1
            server.notifications, server.requests, server.answers = [], [], {}
            try:
                function(server, opened)
            except (AssertionError, LookupError, TypeError, ValueError, Refused) as problem:
                problems.append(f"{name} ({revision}): {problem!r}")
        if rest := server.close():
            problems.append(f"{revision}: messages after the end of input: {rest}")
    return count, problems


def main(conformance, payin):
    schemas = Schemas()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_STATE_HOME": folder, "PAYIN_LOG_LEVEL": "error", "PAYIN_LANG": "en"}
        servers = [([conformance], True), ([payin, "--sandbox-db", ":memory:"], False)]
        failed = False
        for command, is_own in servers:
            name, start = pathlib.Path(command[0]).name, time.monotonic()
            count, problems = play(command, environment, is_own, schemas)
            problems += testers.run(command, environment)
            took = time.monotonic() - start
            print(f"{name}: {count} scenarios and {len(testers.commands(command))} testers in {took:.1f} s")
            for problem in problems:
                print(f"  FAILED {problem}")
            failed = failed or bool(problems)
    print(f"{len(scenarios.LEFT_OUT)} entries of the suite are left out, for reasons in Tests/Conformance/scenarios.py")
    print(f"{schemas.count} results are valid by the official schemas" if schemas.count else schemas.absent)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
