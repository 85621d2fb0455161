"""The API that servers are measured against, and sessions with a server under load."""
import json
import os
import subprocess
import tempfile
import urllib.request

from programs import Failure

SETTINGS = {
    "PAYIN_API_KEY": "pk_bench0123456789", "PAYIN_RATE_LIMIT": "off", "PAYIN_MAX_CONNECTIONS": "1000",
    "PAYIN_MAX_IN_FLIGHT": "1024", "PAYIN_DUPLICATE_CHECK": "0",
}


class API:
    """The stand-in for PayIn's API; used with `with`."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port = self.process.stdout.readline().decode().strip()
        if not port.isdigit():
            raise Failure("the stand-in for the API has not started")
        self.url = f"http://127.0.0.1:{port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def control(self, name):
        """What the API holds: `load` tells it, `reset` also counts anew."""
        try:
            with urllib.request.urlopen(f"{self.url}/control/{name}", timeout=10) as reply:
                return json.load(reply)
        except OSError as error:
            raise Failure(f"the stand-in for the API does not answer: {error}")


class Session:
    """One server in a process of its own under the load generator, both as commands; used with `with`."""

    def __init__(self, load, api, command):
        self.command = command
        # Nothing of this shell's settings and proxies reaches the server.
        environment = {"PATH": os.environ["PATH"], "PAYIN_BASE_URL": api.url, **SETTINGS}
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [*load, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, env=environment)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.process.kill()
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        if self.process.wait() and not kind:
            raise self.failure()

    def failure(self):
        self.process.wait()
        self.errors.seek(0)
        said = self.errors.read().decode(errors="replace").strip().splitlines()
        return Failure("\n".join([f"{' '.join(self.command)}:"] + said[-8:]))

    def job(self, *fields):
        try:
            self.process.stdin.write("\t".join(map(str, fields)).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise self.failure()

    def run(self, call, count, window=1, seconds=600, verb="run"):
        """Makes so many calls, so many of them at once, and returns what the load generator has measured."""
        request, expected = call
        self.job(verb, count, window, seconds, request, expected)
        line = self.process.stdout.readline()
        if not line:
            raise self.failure()
        return json.loads(line)

    def shake_hands(self):
        measured = self.run(INITIALIZE, 1)
        self.job("send", '{"jsonrpc":"2.0","method":"notifications/initialized"}')
        return measured


# Each call is the text of a request and what its answer must hold; `#` is the id, in both.
def request(method, **parameters):
    message = {"jsonrpc": "2.0", "id": "#", "method": method, "params": parameters}
    return json.dumps(message, separators=(",", ":")).replace('"#"', "#", 1)


CLIENT = {"name": "bench", "version": "1"}
INITIALIZE = (
    request("initialize", protocolVersion="2025-11-25", capabilities={}, clientInfo=CLIENT), "protocolVersion")
PING = (request("ping"), "result")
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientInfo": CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {},
}


def get_order(word="ord", **parameters):
    """The API makes the reference up from the id, so an answer that holds it has been there."""
    expected = f"{word}_#" if word.startswith("dense") else f"invoice-for-{word}_#"
    return request("tools/call", name="get_order", arguments={"orderId": f"{word}_#"}, **parameters), expected


def create_order():
    order = {"orderReference": "ref_#", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia"}
    return request("tools/call", name="create_order", arguments=order), "ord-for-ref_#"


def list_orders(rows):
    """No more than the first hundred rows are sure to fit into a result."""
    arguments = {"orderReference": f"rows{rows}_#", "limit": 100}
    return request("tools/call", name="list_orders", arguments=arguments), f"rows{rows}_#-{min(rows, 100) - 1}"
