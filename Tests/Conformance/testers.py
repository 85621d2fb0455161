"""Testers of other people that speak stdio. Each starts the server itself, and has its own opinion of it."""
import pathlib
import shlex
import subprocess
import sys

BIN = pathlib.Path(sys.executable).parent
# Their own limits: a server that hangs ends the run with a message.
LIMIT = 120


def commands(server):
    """The testers' command lines by a name, for a server's command line."""
    line = shlex.join(server)
    return {
        # Opening, lists, unknown methods, schemas of tools, in the legacy era.
        "mcp-conform": ["mcp-conform", "server", "--command", line, "--format", "json"],
        # Every tool once with arguments made from its schema. What a tool refuses is a warning, and right.
        "amagi-mcp-probe": [
            "amagi-mcp-probe", "--allow-destructive", "--include-optional", "--format", "json", "--", *server
        ],
        # Every tool once, and with hostile arguments, ten times each.
        "mcp-assert audit": ["mcp-assert", "audit", "--include-writes", "--server", line],
        "mcp-assert fuzz": ["mcp-assert", "fuzz", "--runs", "10", "--seed", "1", "--server", line],
    }


def run(server, environment):
    """Returns the problems, each as a text."""
    problems = []
    for name, command in commands(server).items():
        done = subprocess.run(
            [BIN / command[0], *command[1:]], capture_output=True, text=True, timeout=LIMIT, env=environment
        )
        if done.returncode != 0:
            problems.append(f"{name} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")
    return problems
