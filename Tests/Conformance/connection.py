"""One server over stdio, spoken to in one revision of the protocol."""
import json
import os
import selectors
import subprocess
import time

MODERN = "2026-07-28"
LEGACY = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
META = "io.modelcontextprotocol/"
CLIENT = {"name": "conformance", "version": "1.0.0"}
# Servers here answer within milliseconds; a processor that is shared may hold them up.
TIME_LIMIT = 20


class Refused(Exception):
    """The server answered with an error."""

    def __init__(self, error):
        super().__init__(f"error {error.get('code')}: {error.get('message')}")
        self.code, self.data = error.get("code"), error.get("data")


class Connection:
    """`judge` is called with each result: revision, method, result. `answers` maps methods of the server's requests to
    functions from their params to a result."""

    def __init__(self, command, revision, environment, judge):
        self.revision, self.judge = revision, judge
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **environment}
        )
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.process.stdout, selectors.EVENT_READ)
        self.unread, self.ids = b"", 0
        self.notifications, self.requests, self.results, self.answers = [], [], {}, {}

    @property
    def is_modern(self):
        return self.revision == MODERN

    # What is sent

    def meta(self):
        return {
            META + "protocolVersion": self.revision,
            META + "clientInfo": CLIENT,
            META + "clientCapabilities": {"elicitation": {}},
        }

    def open(self):
        """Shakes hands, in the revisions that have a handshake. Returns the result."""
        if self.is_modern:
            return self.request("server/discover")
        result = self.request(
            "initialize",
            {"protocolVersion": self.revision, "capabilities": {"elicitation": {}}, "clientInfo": CLIENT},
        )
        self.send({"method": "notifications/initialized"})
        return result

    def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        self.process.stdin.flush()

    def post(self, method, params):
        """Sends a request as it is, and returns its id."""
        self.ids += 1
        self.send({"id": self.ids, "method": method, "params": params})
        return self.ids

    def start(self, method, params=None, meta=None):
        """Sends a request as the revision has it, with `meta` over the usual `_meta`, and returns its id."""
        meta = {**(self.meta() if self.is_modern else {}), **(meta or {})}
        return self.post(method, {**(params or {}), **({"_meta": meta} if meta else {})})

    def answer(self, identifier):
        while identifier not in self.results:
            self.read_one()
        return self.results.pop(identifier)

    def request(self, method, params=None, meta=None):
        answer = self.answer(self.start(method, params, meta))
        assert ("result" in answer) != ("error" in answer), f"neither a result nor an error: {answer}"
        if "error" in answer:
            raise Refused(answer["error"])
        self.judge(self.revision, method, answer["result"])
        return answer["result"]

    def error(self, method, params=None, meta=None):
        """The error that the request is answered with."""
        try:
            result = self.request(method, params, meta)
        except Refused as error:
            return error
        raise AssertionError(f"{method} was answered with {json.dumps(result)[:200]}, and not with an error")

    def call(self, tool, arguments=None, meta=None, **params):
        return self.request("tools/call", {"name": tool, "arguments": arguments or {}, **params}, meta)

    # What comes back

    def read_one(self):
        """Reads a message and keeps it where it belongs."""
        message = json.loads(self.line())
        assert message.get("jsonrpc") == "2.0", message
        if "method" not in message:
            self.results[message.get("id")] = message
        elif "id" not in message:
            self.notifications.append(message)
        else:
            self.requests.append(message)
            answer = self.answers.get(message["method"])
            assert answer, f"the server asks for {message['method']}, which was not declared"
            self.send({"id": message["id"], "result": answer(message.get("params", {}))})

    def line(self):
        deadline = time.monotonic() + TIME_LIMIT
        while b"\n" not in self.unread:
            if not self.selector.select(max(0, deadline - time.monotonic())):
                raise AssertionError("the server wrote nothing in time")
            piece = os.read(self.process.stdout.fileno(), 1 << 16)
            assert piece, "the server has ended"
            self.unread += piece
        line, _, self.unread = self.unread.partition(b"\n")
        return line

    def notification(self, method):
        """The next notification of this method that was not looked at before."""
        while True:
            for index, message in enumerate(self.notifications):
                if message["method"] == method:
                    return self.notifications.pop(index)["params"]
            self.read_one()

    def close(self):
        """Ends the input. The server must end with status 0 and without a further message."""
        self.process.stdin.close()
        status = self.process.wait(TIME_LIMIT)
        rest = self.unread + self.process.stdout.read()
        assert status == 0, f"the server ended with {status}"
        return [json.loads(line) for line in rest.splitlines()]
