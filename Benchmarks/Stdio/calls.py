"""Times tools/call of the built binary against a server in C on loopback, beside ping, which needs no HTTP.

Usage: calls.py BINARY [CALLS]. Also prints the memory after the first call and the processor time while idle.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
IN_FLIGHT = 64
INITIALIZE = {
    "jsonrpc": "2.0", "id": "i", "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}},
}
CALL = ("tools/call", {"name": "get_order", "arguments": {"orderId": "ord_1"}})


def line(number, method, params):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode() + b"\n"


class Server:
    def __init__(self, binary, port):
        settings = {"PAYIN_API_KEY": "pk_test_bench", "PAYIN_BASE_URL": f"http://127.0.0.1:{port}"}
        self.process = subprocess.Popen(
            [binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env={"PATH": os.environ["PATH"], **settings})
        self.output = os.fdopen(self.process.stdout.fileno(), "rb", closefd=False)
        self.send(json.dumps(INITIALIZE).encode() + b"\n")
        self.output.readline()

    def send(self, data):
        self.process.stdin.write(data)

    def one_by_one(self, count, method, params):
        """Median milliseconds of a request that has the server for itself."""
        times = []
        for number in range(count):
            start = time.perf_counter()
            self.send(line(number, method, params))
            answer = self.output.readline()
            times.append((time.perf_counter() - start) * 1000)
            assert b'"error"' not in answer and b'"isError":true' not in answer, answer
        return statistics.median(times)

    def all_at_once(self, count, method, params):
        """Answers in a second with so many requests in flight."""
        lines = [line(number, method, params) for number in range(count)]
        start = time.perf_counter()
        self.send(b"".join(lines[:IN_FLIGHT]))
        for number in range(count):
            assert self.output.readline()
            if number + IN_FLIGHT < count:
                self.send(lines[number + IN_FLIGHT])
        return count / (time.perf_counter() - start)

    def memory(self):
        for entry in open(f"/proc/{self.process.pid}/status"):
            if entry.startswith("VmRSS"):
                return int(entry.split()[1]) / 1024

    def processor_time(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])


def main():
    binary, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["cc", "-O2", "-o", f"{folder}/server", f"{HERE}/server.c"], check=True)
        api = subprocess.Popen([f"{folder}/server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        server = Server(binary, int(api.stdout.readline()))
        server.one_by_one(1, *CALL)
        print(f"memory after the first call: {server.memory():.1f} MiB")
        before = server.processor_time()
        time.sleep(3)
        print(f"processor time in 3 idle seconds: {(server.processor_time() - before) * 1000 // os.sysconf('SC_CLK_TCK')} ms")
        call, ping = server.one_by_one(count, *CALL), server.one_by_one(count, "ping", {})
        print(f"one by one: tools/call {call:.3f} ms, ping {ping:.3f} ms, ratio {call / ping:.1f}")
        calls, pings = server.all_at_once(count * 4, *CALL), server.all_at_once(count * 4, "ping", {})
        print(f"{IN_FLIGHT} in flight: tools/call {calls:.0f}/s, ping {pings:.0f}/s, ratio {pings / calls:.1f}")
        print(f"memory at the end: {server.memory():.1f} MiB")
        server.process.stdin.close()
        sys.exit(server.process.wait())


main()
