"""Puts `payin-mcp sandbox` under load: 100 clients at once, rounds of 50,000 requests on state in memory.

load.py BINARY [ROUNDS]
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CLIENTS, REQUESTS = 100, 50_000
# Of ten requests four create an order, five read one, one lists twenty.
MIX = "crrcrcrlcr"
ORDERS = REQUESTS * MIX.count("c") // len(MIX)
# Without the database: what HTTP alone costs.
BASELINE = "h"


class Sandbox:
    def __init__(self, binary, pool):
        self.process = subprocess.Popen(
            [binary, "sandbox", "--port", "0", "--db", ":memory:", "--pool-size", str(pool)],
            stdout=subprocess.PIPE, text=True)
        lines = {}
        for text in self.process.stdout:
            if text == "\n":
                break
            name, value = text.split("  ", 1)
            lines[name] = value.strip()
        self.key = lines["Key"]
        self.port = lines["API"].split(":")[2].split("/")[0]

    def memory(self):
        for entry in open(f"/proc/{self.process.pid}/status"):
            if entry.startswith("VmRSS"):
                return int(entry.split()[1]) / 1024

    def stop(self):
        self.process.terminate()
        return self.process.wait()


def run(program, sandbox, pattern, name):
    command = [program, sandbox.port, sandbox.key, str(CLIENTS), str(REQUESTS), pattern, name]
    fields = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    errors, rate, median, slow = (int(field) for field in fields)
    assert errors == 0, f"{errors} errors"
    return rate, median / 1000, slow / 1000


def main():
    binary, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/load"
        subprocess.run(["cc", "-O2", "-o", program, f"{HERE}/load.c"], check=True)
        sandbox = Sandbox(binary, ORDERS * (rounds + 1))
        print(f"load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        base, median, slow = run(program, sandbox, BASELINE, "")
        print(f"health: {base}/s, p50 {median:.1f} ms, p99 {slow:.1f} ms")
        start = memory = sandbox.memory()
        print(f"memory before the first order: {start:.1f} MiB")
        for number in range(1, rounds + 1):
            rate, median, slow = run(program, sandbox, MIX, f"{number}-")
            growth, memory = sandbox.memory() - memory, sandbox.memory()
            print(f"round {number}: {rate}/s, p50 {median:.1f} ms, p99 {slow:.1f} ms, health/mix {base / rate:.1f}, "
                  f"memory {memory:.1f} MiB, {growth * 10_000 / ORDERS:+.2f} MiB for 10,000 orders")
        sys.exit(sandbox.stop())


main()
