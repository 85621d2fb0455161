"""A small host of MCP Apps: it shows the card in a frame without an origin, and answers what the card asks."""
from pathlib import Path

from visitor import CONTRAST, Visitor

PAGE = Path(__file__).with_name("card_host.html")
ADDRESS = "http://127.0.0.1/chat"
# The policy that a host must apply if a page declares no domains (MCP Apps 2026-01-26, host behavior).
POLICY = ("default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
          "img-src 'self' data:; media-src 'self' data:; connect-src 'none'; frame-src 'self'; base-uri 'self'")
EVERYTHING = {"openLinks": {}, "serverTools": {}}


class CardHost:
    """`answers` has results of tools by name, in the place of the program's own; None is an error of JSON-RPC."""

    def __init__(self, browser, server, html, capabilities=EVERYTHING, answers=None, context=None, **options):
        self.server, self.answers = server, {"payment_qr": None, **(answers or {})}
        self.capabilities, self.context = capabilities, context or {}
        self.calls, self.links, self.heights = [], [], []
        self.visitor = Visitor(browser, **options)
        self.page = self.visitor.page
        self.page.expose_function("fromCard", self.receive)
        self.page.route(ADDRESS, lambda route: route.fulfill(
            body=PAGE.read_text(), content_type="text/html", headers={"Content-Security-Policy": POLICY}))
        # Timers of the card run when a test says so; what is drawn does not depend on them.
        self.page.clock.install()
        self.page.goto(ADDRESS)
        self.is_ready = False
        self.page.evaluate("html => show(html)", html)
        self.card = self.page.frame_locator("iframe").first
        self.frame = self.page.frames[1]
        self.wait_until(lambda: self.is_ready)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.visitor.__exit__(*error)

    def wait_until(self, condition):
        for _ in range(400):
            if condition():
                return
            # Messages of the page are only taken while the browser is waited for.
            self.page.wait_for_timeout(25)
        raise AssertionError("the card did not do what was waited for")

    def pass_time(self, seconds):
        for _ in range(seconds):
            self.page.clock.fast_forward(1000)

    def pass_time_until(self, condition):
        for _ in range(120):
            if condition():
                return
            self.page.clock.fast_forward(1000)
            self.page.wait_for_timeout(25)
        raise AssertionError("two minutes have passed in vain")

    def receive(self, message):
        method, params = message["method"], message.get("params", {})
        assert message["jsonrpc"] == "2.0", message
        if method == "ui/notifications/initialized":
            self.is_ready = True
        elif method == "ui/notifications/size-changed":
            self.heights.append(params["height"])
        elif method == "ui/initialize":
            assert params["protocolVersion"] == "2026-01-26" and params["appInfo"]["name"], params
            return self.result(message, {
                "protocolVersion": "2026-01-26", "hostInfo": {"name": "test", "version": "1"},
                "hostCapabilities": self.capabilities, "hostContext": self.context})
        elif method == "ui/open-link":
            self.links.append(params["url"])
            return self.result(message, {})
        elif method == "tools/call":
            self.calls.append(params["name"])
            return self.result(message, self.call(params))
        else:
            raise AssertionError(f"the card sent {message}")

    def call(self, params):
        if params["name"] not in self.answers:
            return self.server.request("tools/call", params)
        answer = self.answers[params["name"]]
        return answer(params) if callable(answer) else answer

    @staticmethod
    def result(message, result):
        reply = {"error": {"code": -32602, "message": "no such tool"}} if result is None else {"result": result}
        return {"id": message["id"], **reply}

    def send(self, method, **params):
        self.page.evaluate("message => send(message)", {"method": f"ui/notifications/{method}", "params": params})

    def run(self, tool, **arguments):
        """Calls a tool as a model does, and tells the card of it. Returns the result's object."""
        self.send("tool-input", arguments=arguments)
        result = self.server.request("tools/call", {"name": tool, "arguments": arguments})
        self.send("tool-result", **result)
        return result["structuredContent"]

    def show(self, order, **more):
        self.send("tool-input", arguments={"orderId": order.get("orderId", "")})
        self.send("tool-result", content=[{"type": "text", "text": "Summary."}], structuredContent=order, **more)

    def heading(self):
        return self.card.get_by_role("heading", level=1)

    def says(self, headline):
        return self.heading().text_content() == headline

    def check_layout(self):
        width = self.frame.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"], f"the card is {width} wide"
        height = self.frame.evaluate("document.documentElement.getBoundingClientRect().height")
        self.wait_until(lambda: self.heights and abs(self.heights[-1] - height) <= 1)
        failures = self.frame.evaluate(CONTRAST)
        assert not failures, failures
