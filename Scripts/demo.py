"""Plays a story through the real binary over pipes, as an MCP client would, and checks every answer.

Usage: demo.py BINARY. The state lives in memory and nothing leaves this machine.
"""
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from datetime import datetime

PATIENCE = 60  # seconds for the whole story
EVM_ADDRESS, TRON_ADDRESS = re.compile("0x[0-9a-f]{40}"), re.compile("T[1-9A-HJ-NP-Za-km-z]{33}")
EVM_HASH, TRON_HASH = re.compile("0x[0-9a-f]{64}"), re.compile("[0-9a-f]{64}")
STORY = {
    "get_status", "create_order", "list_orders", "simulate_payment", "get_order", "bind_deposit_address",
    "list_deposits", "get_deposit_reference", "unbind_deposit_address", "create_payment_link",
    "publish_payment_link", "archive_payment_link",
}
ORDER_ID, LINK_ID = re.compile("ord_[0-9a-f]+"), re.compile("pl_[0-9a-f]+")


class CheckFailed(Exception):
    pass


def check(what, value, expected):
    """`expected` is a value, or a pattern that the whole text must match."""
    if isinstance(expected, re.Pattern):
        holds = isinstance(value, str) and expected.fullmatch(value)
        expected = expected.pattern
    else:
        holds = type(value) is type(expected) and value == expected
    if not holds:
        raise CheckFailed(f"{what} is {value!r}, expected {expected!r}")


def check_fields(answer, **expected):
    for name, value in expected.items():
        check(name, answer.get(name), value)


class Server:
    """The binary as a child process; one request at a time."""

    def __init__(self, binary):
        # A key in the environment would send the story to a real API.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PAYIN_")}
        self.process = subprocess.Popen(
            [binary, "--sandbox-db", ":memory:"], env=environment, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.answers = 0

    def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()

    def request(self, method, **params):
        """The whole answer, and the milliseconds it took."""
        self.answers += 1
        start = time.perf_counter()
        with contextlib.suppress(BrokenPipeError):  # the missing answer tells it better
            self.send({"id": self.answers, "method": method, "params": params})
        line = self.process.stdout.readline()
        milliseconds = (time.perf_counter() - start) * 1000
        if not line:
            raise CheckFailed(f"the server ended instead of answering: {self.process.stderr.read()}")
        answer = json.loads(line)
        check("id", answer.get("id"), self.answers)
        return answer, milliseconds

    def finish(self):
        """End of input ends the server, with status 0 and without a word."""
        self.process.stdin.close()
        check("what was left on stdout", self.process.stdout.read(), "")
        check("what was said on stderr", self.process.stderr.read(), "")
        check("exit status", self.process.wait(), 0)


class Transcript:
    """What the reader sees: a line for each call, and under it what was asked and what came back."""

    def __init__(self, stream):
        self.stream = stream
        self.coloured = stream.isatty() and "NO_COLOR" not in os.environ

    def paint(self, code, text):
        return f"\x1b[{code}m{text}\x1b[0m" if self.coloured else text

    def write(self, text=""):
        print(text, file=self.stream, flush=True)

    def chapter(self, title):
        self.write(f"\n{self.paint(1, title)}")

    def step(self, name, milliseconds):
        time_taken = self.paint(2, f"{milliseconds:.1f} ms".rjust(10))
        self.write(f"  {self.paint(32, '✓')} {name.ljust(56)}{time_taken}")

    def detail(self, label, text):
        for line in textwrap.wrap(text, 84, break_on_hyphens=False):
            self.write(f"      {self.paint(2, label.ljust(9))} {line}")
            label = ""

    def failure(self, where, reason):
        self.write(f"  {self.paint(31, '✗')} {where}: {reason}")


class Story:
    def __init__(self, server, transcript):
        self.server = server
        self.page = transcript
        self.where = "start"

    def call(self, tool, *, envelope=(), **arguments):
        """The structured content of a call that must succeed."""
        self.where = tool
        answer, milliseconds = self.server.request("tools/call", name=tool, arguments=arguments, **dict(envelope))
        if "result" not in answer or answer["result"].get("isError"):
            raise CheckFailed(f"it failed: {json.dumps(answer)}")
        content = answer["result"]["structuredContent"]
        check("the text for clients that only read text", json.loads(answer["result"]["content"][1]["text"]), content)
        self.page.step(tool, milliseconds)
        return content

    def tell(self):
        self.start()
        self.pay_order()
        self.receive_deposit()
        self.run_payment_link()
        self.make_mistakes()
        self.speak_newest_revision()

    def start(self):
        self.page.chapter("An assistant starts the server")
        self.where = "initialize"
        answer, milliseconds = self.server.request(
            "initialize", protocolVersion="2025-11-25", capabilities={}, clientInfo={"name": "demo", "version": "1"})
        check_fields(answer["result"], protocolVersion="2025-11-25")
        check("server name", answer["result"]["serverInfo"]["name"], "payin-mcp")
        self.server.send({"method": "notifications/initialized"})
        self.page.step("initialize", milliseconds)
        self.page.detail("speaks", f"MCP 2025-11-25, payin-mcp {answer['result']['serverInfo']['version']}")
        self.list_tools()
        status = self.call("get_status")
        check_fields(status, configured=True, reachable=True, writesAllowed=True)
        check("mode", status["environment"]["mode"], "sandbox")
        self.page.detail("API", f"the sandbox at {status['environment']['host']}, which answers")

    def list_tools(self):
        self.where = "tools/list"
        answer, milliseconds = self.server.request("tools/list")
        names = [tool["name"] for tool in answer["result"]["tools"]]
        check("tools the story needs", sorted(STORY - set(names)), [])
        self.page.step("tools/list", milliseconds)
        for start in range(0, len(names), 3):
            self.page.detail("" if start else "offers", ", ".join(names[start : start + 3]))

    def pay_order(self):
        self.page.chapter("An order is created, listed, paid and read again")
        sale = {"orderReference": "invoice-1042", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia"}
        order = self.call("create_order", **sale)
        check_fields(
            order, **sale, orderId=ORDER_ID, address=EVM_ADDRESS, status="pending", receivedAmount="0",
            outcome="created")
        check("time to pay in seconds", seconds_between(order["createdAt"], order["expiresAt"]), 900.0)
        self.page.detail("asked", "49.99 USDT on ethereum-sepolia for invoice-1042")
        self.page.detail("order", f"{order['orderId']} is {order['status']}")
        self.page.detail("pay to", order["address"])
        self.page.detail("before", clock_time(order["expiresAt"]))

        orders = self.call("list_orders", status="pending", currency="USDT")
        check("number of orders", [entry["orderId"] for entry in orders["orders"]], [order["orderId"]])
        check("total", orders["pagination"]["total"], 1)
        check_fields(orders["orders"][0], **sale)
        self.page.detail("found", f"{orders['pagination']['total']} pending order in USDT: invoice-1042")

        payment = self.call("simulate_payment", orderId=order["orderId"])
        check_fields(payment, amount="49.99", currency="USDT", confirmed=True, credited=True, txHash=EVM_HASH)
        self.page.detail("paid", f"{payment['amount']} {payment['currency']}, confirmed")
        self.page.detail("hash", payment["txHash"])

        paid = self.call("get_order", orderId=order["orderId"])
        check_fields(paid, **sale, status="completed", receivedAmount="49.99", txHash=payment["txHash"])
        check("paid within a minute", 0 <= seconds_between(order["createdAt"], paid["completedAt"]) < 60, True)
        self.page.detail("order", f"{paid['orderId']} is {paid['status']}")
        self.page.detail("received", f"{paid['receivedAmount']} {paid['currency']} at {clock_time(paid['completedAt'])}")
        self.page.detail("hash", paid["txHash"])

    def receive_deposit(self):
        self.page.chapter("A user gets an address of their own and pays in")
        bound = self.call("bind_deposit_address", depositReference="user-7", protocol="tron")
        check_fields(
            bound, depositReference="user-7", protocol="tron", address=TRON_ADDRESS, monitoredChains=["tron-nile"])
        self.page.detail("address", f"{bound['address']} on tron-nile, for user-7")

        payment = self.call(
            "simulate_payment", depositReference="user-7", amount="1200.000001", currency="USDT", chainId="tron-nile")
        check_fields(payment, amount="1200.000001", address=bound["address"], credited=True, txHash=TRON_HASH)
        self.page.detail("paid", f"{payment['amount']} {payment['currency']}, confirmed")
        self.page.detail("hash", payment["txHash"])

        deposits = self.call("list_deposits", depositReference="user-7")
        check("total", deposits["pagination"]["total"], 1)
        check_fields(
            deposits["deposits"][0], status="confirmed", amount="1200.000001", currency="USDT", chainId="tron-nile",
            address=bound["address"], txHash=payment["txHash"])
        self.page.detail("found", "1 deposit of user-7: 1200.000001 USDT, confirmed")

        reference = self.call("get_deposit_reference", depositReference="user-7")
        check_fields(
            reference, address=bound["address"], totalDeposits=1, totalAmountByCurrency={"USDT": "1200.000001"})
        self.page.detail("in total", "1200.000001 USDT, every digit kept")

        self.call("unbind_deposit_address", depositReference="user-7")
        self.page.detail("address", "no longer bound to user-7")

    def run_payment_link(self):
        self.page.chapter("A payment link is created, published and archived")
        link = self.call(
            "create_payment_link", title="Coffee beans", amount="25",
            currencies=[{"currency": "USDC", "chainId": "polygon-amoy"}])
        check_fields(link, id=LINK_ID, title="Coffee beans", amount="25", status="draft", archived=False)
        self.page.detail("link", f"{link['id']}, Coffee beans for {link['amount']} USDC, is a {link['status']}")

        published = self.call("publish_payment_link", id=link["id"])
        check_fields(published, id=link["id"], status="published", archived=False, checkoutUrl=link["checkoutUrl"])
        self.page.detail("link", f"{link['id']} is published")

        archived = self.call("archive_payment_link", id=link["id"])
        check_fields(archived, id=link["id"], archived=True)
        self.page.detail("link", f"{link['id']} is archived")

    def make_mistakes(self):
        self.page.chapter("Mistakes are answered with what to do about them")
        self.where = "create_order with wrong arguments"
        arguments = {"orderReference": "invoice-1043", "amount": "12,50", "currency": "USDT", "chain": "tron-nile"}
        answer, milliseconds = self.server.request("tools/call", name="create_order", arguments=arguments)
        check("isError", answer["result"].get("isError"), True)
        check("structuredContent", answer["result"].get("structuredContent"), None)
        error = answer["result"]["_meta"]["payin-mcp/error"]
        check_fields(error, code="invalid_arguments", outcome="not_sent", retry="never")
        check("what is wrong", [problem["path"] for problem in error["problems"]], ["/chainId", "/amount", "/chain"])
        self.page.step(self.where, milliseconds)
        self.page.detail("asked", 'amount "12,50" and chain "tron-nile"')
        for problem in error["problems"]:
            self.page.detail(problem["path"][1:], problem["fix"])
        check("orders in all", self.call("list_orders")["pagination"]["total"], 1)
        self.page.detail("found", "still 1 order: nothing was sent")

        self.where = "a tool that does not exist"
        answer, milliseconds = self.server.request("tools/call", name="pay_order", arguments={})
        check_fields(answer["error"], code=-32602, message="unknown tool: pay_order")
        self.page.step(self.where, milliseconds)
        self.page.detail("error", f"{answer['error']['code']}, {answer['error']['message']}")

    def speak_newest_revision(self):
        self.page.chapter("The same process serves MCP 2026-07-28, which has no handshake")
        meta = {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
        orders = self.call("list_orders", envelope={"_meta": meta}, orderReference="invoice-1042")
        check("statuses", [order["status"] for order in orders["orders"]], ["completed"])
        self.page.detail("found", "invoice-1042, completed")


def seconds_between(start, end):
    return (moment(end) - moment(start)).total_seconds()


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def clock_time(text):
    return moment(text).strftime("%H:%M:%S UTC")


def give_up(_signal, _frame):
    raise CheckFailed(f"no answer; the story had {PATIENCE} seconds")


def main():
    sys.stdout.reconfigure(errors="replace")  # a terminal without UTF-8 is no reason to fail
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    start = time.perf_counter()
    server = Server(sys.argv[1])
    story = Story(server, Transcript(sys.stdout))
    try:
        story.tell()
        story.where = "end of input"
        server.finish()
    except (CheckFailed, LookupError, TypeError, ValueError) as failure:
        story.page.failure(story.where, failure if isinstance(failure, CheckFailed) else repr(failure))
        server.process.kill()
        return 1
    taken = time.perf_counter() - start
    story.page.write(f"\n{server.answers} answers, each as it should be, in {taken:.2f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
