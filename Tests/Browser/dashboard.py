"""The sandbox's dashboard in Chromium: every place and control, with a mouse, by keyboard and without scripts."""
import http.server
import threading
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from playwright.sync_api import expect

import screens
from sandbox import Sandbox
from visitor import SHOTS, Visitor

CLIPPED = """() => [...document.querySelectorAll("main *")].filter((e) => e.scrollWidth > e.clientWidth + 1
  && getComputedStyle(e).overflowX !== "visible"
  && !e.closest(".value, pre, select, input, .visually-hidden, thead")).map((e) => e.outerHTML.slice(0, 80))"""
LISTS = {"activity": "/", "orders": "/money", "deposits": "/money/deposits", "links": "/money/links",
         "pool": "/money/pool", "webhooks": "/money/webhooks", "controls": "/controls", "reset": "/controls/reset"}


class Receiver:
    """An endpoint of webhooks that refuses the first and takes the rest."""

    def __init__(self):
        answers = iter([500])

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(next(answers, 200))
                self.end_headers()

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Owner(Visitor):
    """A visitor who has opened the dashboard."""

    def __init__(self, browser, sandbox, **options):
        super().__init__(browser, **options)
        self.root = sandbox.api.removesuffix("/api/v1")
        self.page.goto(sandbox.dashboard)

    def open(self, path):
        self.page.goto(self.root + path)

    def press(self, name):
        self.page.get_by_role("button", name=name).click()

    def notice(self):
        return self.page.locator(".notice")


def scenarios(binary):
    """One sandbox for all: each scenario goes on where the last one has stopped."""
    sandbox, receiver = Sandbox(binary), Receiver()
    steps = [
        empty_places_fit, empty_places_make_samples, news_wait_for_their_button, order_is_followed_live,
        controls_by_keyboard, endpoint_is_tested, mistakes_are_explained_beside_their_fields, dashboard_works_without_scripts,
        dashboard_fits_and_can_be_read, dashboard_is_light_and_still, reset_is_asked_first]

    def bound(step):
        def scenario(_, browser):
            step(sandbox, receiver, browser)
            if step is steps[-1]: sandbox.close()
        scenario.__name__ = step.__name__
        return scenario
    return [bound(step) for step in steps]


def empty_places_fit(sandbox, _, browser):
    look_at(LISTS, "empty", sandbox, browser)


def empty_places_make_samples(sandbox, _, browser):
    with Owner(browser, sandbox, permissions=["clipboard-read", "clipboard-write"]) as owner:
        page = owner.page
        expect(owner.heading()).to_have_text("Activity")
        assert "token" not in page.url, page.url
        assert page.evaluate("document.cookie") == ""
        page.get_by_role("button", name="Copy").click()
        assert page.evaluate("navigator.clipboard.readText()").startswith(f"curl {sandbox.api}/orders ")
        owner.press("Make a sample order")
        expect(owner.heading()).to_have_text("sample-1")
        expect(owner.notice()).to_contain_text("A sample was made: sample-1")
        address = page.locator(".facts code.value").first
        page.locator(".facts code.value + .copy").first.click()
        assert page.evaluate("navigator.clipboard.readText()") == address.text_content() != ""
        for path, button in (("/money/deposits", "Make a sample deposit"), ("/money/links", "Make a sample link")):
            owner.open(path)
            owner.press(button)
            expect(page.get_by_role("table")).to_be_visible()
        page.get_by_role("link", name="Activity").click()
        expect(page.locator(".log li")).to_have_count(3)


def news_wait_for_their_button(sandbox, _, browser):
    with Owner(browser, sandbox) as owner:
        page = owner.page
        expect(page.locator("[data-state]")).to_have_text("Live")
        page.locator("summary, .log a").first.focus()
        rows = page.locator(".log li")
        before = rows.count()
        for reference in ("live-1", "live-2"):
            sandbox.post("orders", orderReference=reference, amount="10.50", currency="USDC", chainId="polygon-amoy")
        expect(page.get_by_role("button", name="2 new – show")).to_be_visible()
        assert rows.count() == before
        owner.press("2 new")
        expect(rows).to_have_count(before + 2)
        expect(rows.first).to_contain_text("POST /api/v1/orders")
        expect(rows.first).to_contain_text("201 created")
        rows.first.locator("summary").click()
        expect(rows.first).to_contain_text("pk_…dbox")
        # What a person has opened stays open when more comes.
        sandbox.post("/_sandbox/clock", advanceSeconds=1)
        owner.press("2 new")
        expect(page.locator("details[open]")).to_have_count(1)
        page.get_by_role("link", name="Clock and controls").click()
        expect(rows.first).to_be_visible()
        assert "POST /api/v1/orders" not in page.locator(".log").inner_text()
        assert owner.figures()["shift"] == 0


def order_is_followed_live(sandbox, receiver, browser):
    sandbox.post("/_sandbox/faults", kind="status", status=503, route="GET /orders", count=1)
    with Owner(browser, sandbox) as owner:
        page = owner.page
        owner.open("/controls")
        page.get_by_label("Receiver").fill(receiver.url)
        owner.press("Add endpoint")
        owner.open("/money")
        row = page.get_by_role("row", name="live-2")
        row.get_by_role("link").click()
        expect(owner.heading()).to_have_text("live-2")
        page.evaluate("window.isSamePage = true")
        order = page.url.rsplit("/", 1)[1]
        sandbox.post("/_sandbox/payments", orderId=order, amount="4")
        expect(page.locator("[data-section=badge]")).to_have_text("partly paid")
        sandbox.post("/_sandbox/payments", orderId=order)
        timeline = page.locator(".timeline")
        for words in ("4 USDC seen", "6.5 USDC confirmed", "webhook not delivered", "webhook delivered"):
            expect(timeline).to_contain_text(words)
        assert page.evaluate("window.isSamePage") is True, "the page was loaded anew"
        figures = owner.figures()
        assert figures["shift"] == 0, figures
        page.get_by_role("link", name="order.completed").last.click()
        expect(page.get_by_text("attempt 2")).to_be_visible()
        # The whole signature is there, though its middle is not shown.
        chosen = "() => { const e = document.querySelector('.timeline .value'); getSelection().selectAllChildren(e); " \
                 "return [getSelection().toString(), e.title, e.scrollWidth < e.title.length * 6]; }"
        text, whole, is_short = page.evaluate(chosen)
        assert text == whole and len(whole) >= 64, (text, whole)


def controls_by_keyboard(sandbox, _, browser):
    """In Chinese and with the keyboard alone."""
    with Owner(browser, sandbox, locale="zh-CN") as owner:
        page, keyboard = owner.page, owner.page.keyboard
        owner.tab_to("a[href='/controls']")
        keyboard.press("Enter")
        expect(owner.heading()).to_have_text("操作")
        for action, words in (("/controls/clock", "时钟已调至"), ("/controls/pool/drain", "地址池已清空"),
                              ("/controls/pool/refill", "地址池已补满")):
            owner.tab_to(f"form[action='{action}'] button")
            keyboard.press("Enter")
            expect(owner.notice()).to_contain_text(words)
        owner.tab_to("#route")
        owner.tab_to("#status")
        keyboard.press("Control+a")
        keyboard.type("502")
        keyboard.press("Enter")
        expect(owner.notice()).to_contain_text("已添加故障")
        # Typed text and focus stay while others change the page.
        owner.tab_to("#url")
        keyboard.type("http://127.0.0.1:1/half")
        sandbox.post("/_sandbox/faults", kind="hang", route="GET /orders", count=1)
        expect(page.get_by_role("button", name="有 1 条新内容")).to_be_visible()
        assert page.evaluate("document.activeElement.value") == "http://127.0.0.1:1/half"
        owner.tab_to("form[action='/controls/faults/remove'] button")
        keyboard.press("Enter")
        expect(owner.notice()).to_contain_text("已移除故障")


def endpoint_is_tested(sandbox, receiver, browser):
    with Owner(browser, sandbox) as owner:
        owner.open("/controls")
        owner.press("Send a test")
        expect(owner.notice()).to_contain_text("The test webhook was delivered. (HTTP 200)")
        owner.page.get_by_label("Receiver").fill("http://127.0.0.1:9/nobody")
        owner.press("Add endpoint")
        owner.page.get_by_role("button", name="Send a test").first.click()
        expect(owner.notice()).to_contain_text("The test webhook was not delivered:")
        owner.page.locator("#webhook ~ .rows").get_by_role("button", name="Remove").first.click()
        expect(owner.notice()).to_contain_text("The endpoint was removed.")


def mistakes_are_explained_beside_their_fields(sandbox, _, browser):
    with Owner(browser, sandbox) as owner:
        page = owner.page
        owner.open("/controls")
        page.get_by_label("Status, 300 to 599").fill("99")
        page.get_by_label("How often").fill("often")
        owner.press("Add fault")
        for field, hint in (("Status, 300 to 599", "Enter a status from 300"), ("How often", "Enter a whole number")):
            expect(page.get_by_label(field)).to_have_accessible_description(
                page.get_by_text(hint, exact=False).first.inner_text())
            expect(page.get_by_label(field)).to_have_value("99" if "Status" in field else "often")
        owner.check_layout()
        owner.check_rules()
        page.screenshot(path=SHOTS / "controls-mistakes.png", full_page=True)
        page.get_by_label("Receiver").fill("http://shop.example/hook")
        owner.press("Add endpoint")
        expect(page.get_by_text("Enter a URL with https://")).to_be_visible()


def dashboard_works_without_scripts(sandbox, _, browser):
    with Owner(browser, sandbox, java_script_enabled=False) as owner:
        page = owner.page
        assert page.locator("noscript meta").count() == 1 or "refresh" in page.content()
        page.get_by_role("link", name="Money").click()
        page.get_by_role("button", name="Pay live-1").click()
        expect(page.get_by_role("row", name="live-1")).to_contain_text("completed")
        page.get_by_role("link", name="Controls").click()
        owner.press("+10 min")
        expect(owner.notice()).to_contain_text("The clock was moved to")
        assert page.locator("[data-copy]:visible").count() == 0


def fill(sandbox):
    """Twenty rows of each kind, with the longest that may be shown."""
    for number in range(16):
        sandbox.post("orders", orderReference=f"row-{number}", amount=f"{number}.5", currency="USDT",
                     chainId="ethereum-sepolia")
        sandbox.post("/_sandbox/payments", depositReference="sample-user", amount=f"{10 ** (number % 9)}.000001")
    sandbox.post("orders", orderReference="r" * 200, amount="99999999999999.999999", currency="USDT",
                 chainId="ethereum-sepolia")
    for path in ("/api/v1/orders/none", "/api/v1/nowhere"):
        try:
            urllib.request.urlopen(urllib.request.Request(sandbox.api.removesuffix("/api/v1") + path,
                                                          headers=sandbox.headers), timeout=20)
        except urllib.error.HTTPError as error:
            assert error.code in (404, 502, 503), error.code


def places(owner):
    """Every page, by a name; those of one subject by the first row of their list."""
    found = {**LISTS, "addresses": "/money/pool/tron"}
    for name in ("orders", "deposits", "links", "webhooks"):
        owner.open(found[name])
        found[name[:-1]] = urlsplit(owner.page.locator("td a").first.get_attribute("href")).path
    return found


def dashboard_fits_and_can_be_read(sandbox, _, browser):
    """Each page, with rows of the longest values."""
    fill(sandbox)
    with Owner(browser, sandbox) as owner:
        pages = places(owner)
    look_at(pages, "dashboard", sandbox, browser)


def look_at(pages, kind, sandbox, browser):
    """Looks at pages, given as paths by name, on the screens of this run."""
    for screen in screens.chosen():
        with Owner(browser, sandbox, **screen.options) as owner:
            for name, path in pages.items():
                owner.open(path)
                owner.page.locator("summary").evaluate_all("all => all.slice(0, 1).forEach((e) => e.click())")
                owner.check_layout()
                clipped = owner.page.evaluate(CLIPPED)
                assert not clipped, f"{name} {screen.name}: {clipped}"
                if screen.is_judged: owner.check_rules()
                owner.page.screenshot(path=SHOTS / f"{kind}-{name}-{screen.name}.png", full_page=True)


def dashboard_is_light_and_still(sandbox, _, browser):
    with Owner(browser, sandbox) as owner:
        # Deliveries have the longest rows of the log.
        for name, path in {**places(owner), "deliveries": "/?kind=webhooks"}.items():
            owner.open(path)
            expect(owner.heading()).to_be_visible()
            figures = owner.figures()
            print(f"dashboard: {name} {figures['bytes']} B, paint {figures['paint']:.0f} ms, shift {figures['shift']}")
            assert figures["bytes"] < 40_000, (name, figures)
            assert figures["shift"] == 0, (name, figures)


def reset_is_asked_first(sandbox, _, browser):
    with Owner(browser, sandbox) as owner:
        page = owner.page
        owner.open("/controls")
        page.get_by_role("link", name="Reset the sandbox…").click()
        page.get_by_role("link", name="No, keep it").click()
        page.get_by_role("link", name="Reset the sandbox…").click()
        owner.press("Yes, remove everything")
        expect(owner.notice()).to_contain_text("The sandbox was reset.")
        owner.open("/money")
        expect(page.get_by_text("There is no order yet.")).to_be_visible()
