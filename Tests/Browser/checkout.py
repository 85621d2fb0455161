"""Payers at the page of an order and at the page of a payment link, and developers who play the payer there.

With TEST_SHOTS=1 each state is also kept as a picture, which takes half as long again."""
import os
import re
import shutil
import subprocess
import sys

from playwright.sync_api import expect

import screens
from sandbox import Sandbox
from server import Server
from visitor import SHOTS, Visitor

ON_SEPOLIA = {"currency": "USDC", "chainId": "ethereum-sepolia"}
UTC_TIME = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$")
# What moved without an input of the reader, as the browser itself counts it. The token's name follows its amount.
SHIFTS = """() => new Promise((resolve) => {
  const moved = [];
  const isMoved = ({ node }) => node && !node.parentElement?.querySelector(":scope > [data-text=due]");
  const note = (list) => list.getEntries().filter((entry) => !entry.hadRecentInput && entry.sources.some(isMoved))
    .forEach((entry) => moved.push(
      `${entry.value.toFixed(4)}: ${entry.sources.map((s) => s.node?.outerHTML?.slice(0, 60) ?? s.node?.data)}`));
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 50);
})"""


def pay(sandbox, order, **how):
    sandbox.post("/_sandbox/payments", orderId=order["orderId"], **how)


def advance(sandbox, minutes):
    sandbox.post("/_sandbox/clock", advanceMinutes=minutes)


def link_of(sandbox, **changes):
    link = sandbox.post("payment-links", **{
        "title": "Coffee beans", "description": "One kilogram, roasted this week.", "amount": "12.50",
        "currencies": [{"currency": "USDC", "chainId": "polygon-amoy"}, {"currency": "USDT", "chainId": "tron-nile"}],
        "inventoryTotal": 5, **changes})
    return sandbox.post(f"payment-links/{link['id']}/publish")["checkoutUrl"]


def order_by_link(visitor, url):
    visitor.page.goto(url)
    visitor.page.locator("#email").fill("payer@example.com")
    visitor.page.locator("#email").press("Enter")
    expect(visitor.page.locator("[data-status]")).to_be_visible()
    return visitor.page.url.split("?")[0]


def states(sandbox, browser):
    """A page in each state, by name. What ends by the clock comes first, because the clock only goes forward."""
    def order(name, **changes):
        made = sandbox.post("orders", orderReference=name, amount="10.50", **{**ON_SEPOLIA, **changes})
        pages[name] = made["paymentUrl"]
        return made

    pages = {}
    order("expired", cancelUrl="https://shop.example/cart")
    pay(sandbox, order("expired-partly"), amount="4")
    pay(sandbox, order("expired-unconfirmed"), confirmed=False)
    pay(sandbox, order("expired-wrong-token"), kind="wrong_token")
    back = order("expired-taken-back")
    pay(sandbox, back, confirmations=1)
    sandbox.post("/_sandbox/reorganisations", orderId=back["orderId"])
    late, several = order("expired-late"), order("expired-several")
    pay(sandbox, several, amount="4")
    pay(sandbox, several, amount="1", confirmed=False)
    pay(sandbox, several, kind="wrong_token")
    advance(sandbox, 16)
    pay(sandbox, late, amount="10.50")
    pay(sandbox, several, amount="10.50")
    order("grace")
    advance(sandbox, 11)
    order("waiting")
    order("tron", chainId="tron-nile", currency="USDT")
    pay(sandbox, order("partly"), amount="4.000001")
    pay(sandbox, order("wrong-token"), kind="wrong_token")
    pay(sandbox, order("wrong-chain"), kind="wrong_chain")
    dropped = order("taken-back")
    pay(sandbox, dropped, confirmations=1)
    sandbox.post("/_sandbox/reorganisations", orderId=dropped["orderId"])
    replaced = order("taken-back-wrong")
    pay(sandbox, replaced, confirmations=1)
    sandbox.post("/_sandbox/reorganisations", orderId=replaced["orderId"])
    pay(sandbox, replaced, kind="wrong_token")
    pay(sandbox, order("confirming"), confirmations=1)
    rest = order("paid-rest")
    pay(sandbox, rest, amount="4")
    pay(sandbox, rest, amount="4", confirmations=1)
    pay(sandbox, rest, amount="6.50")
    pay(sandbox, order("paid", successUrl="https://shop.example/thanks"))
    pay(sandbox, order("paid-too-much-" + "r" * 180), amount="99999999999999.999999")
    twice = order("paid-twice")
    pay(sandbox, twice)
    pay(sandbox, twice, amount="10.50")
    pages["link"] = link_of(sandbox, expiresAt="2099-01-31T12:00:00Z")
    pages["link-chosen"] = link_of(sandbox, amount="0")
    with Visitor(browser) as visitor:
        pages["order-of-link"] = order_by_link(visitor, pages["link"])
    return pages


def keep(visitor, name):
    if os.environ.get("TEST_SHOTS"):
        visitor.page.screenshot(path=SHOTS / f"checkout-{name}.png", full_page=True)


def every_state_fits_and_can_be_read(_, browser):
    sandbox = Sandbox(sys.argv[1], "--merchant", "Bean & Leaf", "--quiet")
    try:
        pages = states(sandbox, browser)
        for screen in screens.chosen():
            with Visitor(browser, **screen.options) as visitor:
                for name, url in pages.items():
                    visitor.page.goto(url)
                    if name == "link-chosen":
                        visitor.page.get_by_role("button").click()
                    visitor.check_layout()
                    if screen.is_judged:
                        visitor.check_rules()
                    keep(visitor, f"{name[:20]}-{screen.name}")
                visitor.page.goto(pages["paid"])
                visitor.page.emulate_media(media="print")
                expect(visitor.page.locator(".simulator")).to_be_hidden()
                expect(visitor.page.locator(".banner")).to_be_visible()
                keep(visitor, f"print-{screen.name}")
    finally:
        sandbox.close()


def press(visitor, button):
    visitor.tab_to(f"[value={button}]")
    visitor.page.keyboard.press("Enter")


def every_button_is_pressed_with_the_keyboard(server, browser):
    """Without a reload, with the news at once; a paid order then leads on to the merchant by itself."""
    order = server.order("walk", successUrl="http://127.0.0.1:9/thanks")
    with Visitor(browser) as visitor:
        page = visitor.page
        page.route("**/thanks", lambda route: route.fulfill(body="Thanks", content_type="text/plain"))
        page.goto(order["paymentUrl"])
        page.evaluate("window.isSamePage = true")
        for button, headline in (
                ("wrong_token", "The wrong token arrived"), ("wrong_chain", "Sent on the wrong network"),
                ("partial", "Part of the payment is here"), ("reorganisation", "A payment was taken back"),
                ("unconfirmed", "Payment seen"), ("reorganisation", "A payment was taken back"),
                ("unconfirmed", "Payment seen")):
            press(visitor, button)
            expect(visitor.heading()).to_have_text(headline)
        expect(page.locator(".digits")).to_be_hidden()
        expect(page.get_by_role("button", name="Pay exactly")).to_be_disabled()
        press(visitor, "next_block")
        expect(page.get_by_role("listitem").filter(has_text="2 of 3 confirmations").first).to_be_visible()
        expect(page.locator(".transfers li")).to_have_count(5)
        press(visitor, "next_block")
        expect(visitor.heading()).to_have_text("Paid")
        assert page.title().startswith("Paid · 10.50 USDC"), page.title()
        assert page.evaluate("window.isSamePage") is True
        expect(page.get_by_role("button", name="Stay on this page")).to_be_visible()
        page.wait_for_url("**/thanks")
    for button in ("exact", "over"):
        with Visitor(browser) as visitor:
            visitor.page.goto(server.order(button)["paymentUrl"])
            press(visitor, button)
            expect(visitor.heading()).to_have_text("Paid")
    paid = server.call("get_order", orderId=order["orderId"])
    assert (paid["status"], paid["receivedAmount"]) == ("completed", "10.5"), paid


def receipt_stays(server, browser):
    """After "Stay", and when it is opened again. The timers of the page run when the test says so."""
    order = server.order("stay", successUrl="http://127.0.0.1:9/thanks")
    with Visitor(browser) as visitor:
        page = visitor.page
        page.clock.install()
        page.goto(order["paymentUrl"])
        server.call("simulate_payment", orderId=order["orderId"])
        page.clock.run_for(2100)
        expect(visitor.heading()).to_have_text("Paid")
        visitor.tab_to("[data-stay]")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Continue to the merchant")).to_be_focused()
        for _ in range(2):
            page.clock.run_for(60_000)
            assert page.url == order["paymentUrl"], page.url
            expect(page.get_by_role("link", name="Continue to the merchant")).to_be_visible()
            expect(page.locator("[data-leaving]")).to_be_hidden()
            page.reload()
        hash = server.call("get_order", orderId=order["orderId"])["txHash"]
        expect(page.locator(".receipt").get_by_text(hash)).to_be_visible()
        for absent in ("Missing", "Grace until", "Time left to pay"):
            expect(page.get_by_text(absent).locator("visible=true")).to_have_count(0)
        page.evaluate("window.print = () => { window.isPrinted = true; }")
        page.get_by_role("button", name="Print the receipt").click()
        assert page.evaluate("window.isPrinted") is True


def nothing_moves_under_a_reader(server, browser):
    """While the clock runs, and when the state changes because something arrives. Prints the browser's own figures."""
    visitors = []
    try:
        for size, viewport in screens.SIZES.items():
            visitor = Visitor(browser, viewport=viewport, timezone_id="Asia/Shanghai", reduced_motion="reduce")
            visitors.append(visitor)
            order = server.order(f"still-{size}")
            visitor.order = order["orderId"]
            # Of the first page, 60 to 100 ms are those of a browser's new process, even if it is one line of text.
            visitor.page.goto(order["paymentUrl"])
            visitor.first_paint = visitor.figures()["paint"]
            visitor.page.goto(order["paymentUrl"])
            expect(visitor.page.get_by_text("GMT+8").first).to_have_attribute("title", UTC_TIME)
            visitor.page.wait_for_timeout(1100)
        for payment, headline in (
                ({"kind": "wrong_token"}, "The wrong token arrived"), ({"amount": "4"}, "Part of the payment is here"),
                ({"kind": "taken_back"}, "A payment was taken back"), ({"confirmations": 0}, "Payment seen"),
                (None, "Paid")):
            for visitor in visitors:
                if payment is None:
                    visitor.page.locator("[value=all_blocks]").click()
                else:
                    server.call("simulate_payment", orderId=visitor.order, **payment)
            for visitor in visitors:
                expect(visitor.heading()).to_have_text(headline)
        for size, visitor in zip(screens.SIZES, visitors):
            moved = visitor.page.evaluate(SHIFTS)
            assert not moved, (size, moved)
            figures = visitor.figures()
            print(f"browser: {size}: first paint {figures['paint']:.0f} ms, {visitor.first_paint:.0f} ms in a browser's new "
                  f"process, {figures['bytes']} bytes, nothing moved")
            assert figures["bytes"] < 40_000, figures
            assert visitor.page.evaluate("document.getAnimations().length") == 0
            keep(visitor, f"live-{size}")
    finally:
        for visitor in visitors:
            visitor.__exit__(None)


def lost_sandbox_is_said(_, browser):
    server = Server(sys.argv[1])
    with Visitor(browser) as visitor:
        visitor.page.goto(server.order("lost")["paymentUrl"])
        server.close()
        expect(visitor.page.get_by_role("alert")).to_contain_text("does not answer")


def everything_works_without_scripts(server, browser):
    order = server.order("no-script", successUrl="http://127.0.0.1:9/thanks")
    with Visitor(browser, java_script_enabled=False) as visitor:
        page = visitor.page
        page.goto(order["paymentUrl"])
        expect(page.locator(".limit time").first).to_contain_text("UTC")
        expect(page.get_by_role("button", name="Copy")).to_have_count(0)
        page.get_by_role("button", name="Pay a part: 5.25 USDC").click()
        expect(visitor.heading()).to_have_text("Part of the payment is here")
        page.get_by_role("button", name="Pay the wrong token: 5.25 USDT").click()
        expect(page.get_by_text("does not count: wrong token")).to_be_visible()
        page.get_by_role("button", name="Pay 5.25 USDC unconfirmed").click()
        expect(visitor.heading()).to_have_text("Payment seen")
        for _ in range(2):
            page.get_by_role("button", name="Next block").click()
        expect(visitor.heading()).to_have_text("Paid")
        expect(page.get_by_role("link", name="Continue to the merchant")).to_be_visible()
        expect(page.get_by_role("button", name="Stay on this page")).to_have_count(0)
        expect(page.get_by_role("button", name="Print")).to_have_count(0)


def copied_address_is_the_orders(server, browser):
    order = server.order("copy")
    with Visitor(browser, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        page = visitor.page
        page.goto(order["paymentUrl"])
        page.get_by_role("button", name="Copy the address").click()
        expect(page.get_by_text("Copied", exact=True)).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == order["address"]
        page.evaluate("getSelection().selectAllChildren(document.getElementById('address'))")
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()") == order["address"]


def codes_are_read_by_a_scanner(server, browser):
    if not shutil.which("zbarimg"):
        print("SKIPPED: NO zbarimg TO SCAN THE QR CODES WITH; on Debian the package zbar-tools has it")
        return
    order = server.order("scan")
    usdc = "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238"
    uri = f"ethereum:{usdc}@11155111/transfer?address={order['address']}&uint256=10500000"
    with Visitor(browser, color_scheme="dark", device_scale_factor=2) as visitor:
        visitor.page.goto(order["paymentUrl"])
        visitor.page.get_by_text("Code with the amount").click()
        for name, content in (("QR code with the address", order["address"]), ("QR code with token", uri)):
            code = visitor.page.get_by_role("img", name=name)
            assert code.evaluate("image => image.decode().then(() => true)")
            code.screenshot(path=SHOTS / "code.png")
            read = subprocess.run(["zbarimg", "--quiet", "--raw", SHOTS / "code.png"], capture_output=True, text=True)
            assert read.stdout == content + "\n", read


def link_is_paid_with_the_keyboard(server, browser):
    """The first try has mistakes: each is said beside its field, in the page's own words, and the first has the focus."""
    link = server.link(amount="0")
    with Visitor(browser) as visitor:
        page = visitor.page
        page.goto(link["checkoutUrl"])
        visitor.tab_to("#amount")
        page.keyboard.type("12,50")
        page.keyboard.press("Enter")
        expect(page.locator("#amount")).to_be_focused()
        expect(page.locator("#amount")).to_have_accessible_description(
            "Enter an amount above zero with at most 6 digits after the point. "
            "In whole tokens, such as 12.50; at most 6 digits after the point.")
        expect(page.get_by_text("Enter an email address")).to_be_visible()
        page.keyboard.press("Control+a")
        page.keyboard.type("12.50")
        visitor.tab_to("[type=radio]")
        page.keyboard.press("ArrowDown")
        visitor.tab_to("#email")
        page.keyboard.type("payer@example.com")
        page.keyboard.press("Enter")
        expect(visitor.heading()).to_have_text("Waiting for your payment")
        expect(page.locator(".merchant")).to_have_text("Coffee beans")
        expect(page.locator(".network").get_by_text("Tron Nile Testnet")).to_be_visible()
        expect(page.locator("#due")).to_have_text("12.50")
        press(visitor, "exact")
        expect(visitor.heading()).to_have_text("Paid")
        expect(page.locator(".receipt strong")).to_have_text("12.50 USDT")


def hostile_title_is_only_text(server, browser):
    title = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>\"'"
    link = server.link(title=title, description=title)
    order = server.order("<img src=x onerror=window.pwned=1>", successUrl="https://shop.example/\"onclick=\"x")
    with Visitor(browser) as visitor:
        visitor.page.goto(link["checkoutUrl"])
        expect(visitor.heading()).to_have_text(title)
        assert visitor.page.evaluate("window.pwned") is None
        visitor.page.goto(order["paymentUrl"])
        expect(visitor.page.get_by_text("<img src=x onerror=window.pwned=1>").locator("visible=true")).to_be_visible()
        server.call("simulate_payment", orderId=order["orderId"])
        visitor.page.reload()
        expect(visitor.heading()).to_have_text("Paid")
        assert visitor.page.evaluate("window.pwned") is None


def chinese_browser_gets_chinese(server, browser):
    order = server.order("chinese")
    with Visitor(browser, locale="zh-CN") as visitor:
        visitor.page.goto(order["paymentUrl"])
        expect(visitor.heading()).to_have_text("等待付款")
        assert visitor.page.locator("html").get_attribute("lang") == "zh-Hans"
        visitor.page.get_by_role("link", name="English").click()
        expect(visitor.heading()).to_have_text("Waiting for your payment")
        visitor.page.get_by_role("button", name="Pay exactly").click()
        expect(visitor.heading()).to_have_text("Paid")


SCENARIOS = [
    every_state_fits_and_can_be_read, every_button_is_pressed_with_the_keyboard, receipt_stays,
    nothing_moves_under_a_reader, lost_sandbox_is_said, everything_works_without_scripts,
    copied_address_is_the_orders, codes_are_read_by_a_scanner, link_is_paid_with_the_keyboard,
    hostile_title_is_only_text, chinese_browser_gets_chinese,
]
