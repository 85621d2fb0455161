"""Payers at the sandbox's pages, in Chromium. Usage: browser.py BINARY"""
import shutil
import subprocess
import sys
import time

from playwright.sync_api import expect, sync_playwright

import card
from sandbox import Sandbox
from server import Server
from visitor import SHOTS, Visitor

SMALLEST, PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}
SCREENS = (("small", SMALLEST, "light"), ("phone", PHONE, "dark"), ("desktop", {"width": 1280, "height": 900}, "light"))


def button_pays_exactly(server, browser):
    order = server.order("exact", successUrl="https://shop.example/thanks")
    with Visitor(browser) as visitor:
        visitor.page.goto(order["paymentUrl"])
        expect(visitor.heading()).to_have_text("Waiting for your payment")
        expect(visitor.page.get_by_text(order["address"])).to_be_visible()
        visitor.page.get_by_role("button", name="Pay exactly 10.50 USDC").click()
        expect(visitor.heading()).to_have_text("Paid")
        onward = visitor.page.get_by_role("link", name="Continue to the merchant")
        expect(onward).to_have_attribute("href", "https://shop.example/thanks")
        expect(visitor.page.get_by_text("Play the payer")).to_be_hidden()
    paid = server.call("get_order", orderId=order["orderId"])
    assert (paid["status"], paid["receivedAmount"]) == ("completed", "10.5"), paid


def page_notices_payments_by_itself(server, browser):
    order = server.order("live")
    with Visitor(browser) as visitor:
        visitor.page.goto(order["paymentUrl"])
        visitor.page.evaluate("window.isSamePage = true")
        code = visitor.page.get_by_role("img").get_attribute("src")
        server.call("simulate_payment", orderId=order["orderId"], amount="4")
        expect(visitor.heading()).to_have_text("Part of the payment is here")
        expect(visitor.page.locator("dd[data-text=missing]")).to_have_text("6.5 USDC")
        expect(visitor.page.get_by_role("img")).not_to_have_attribute("src", code)
        server.call("simulate_payment", orderId=order["orderId"])
        expect(visitor.heading()).to_have_text("Paid")
        expect(visitor.page.get_by_role("img")).to_be_hidden()
        assert visitor.page.evaluate("window.isSamePage") is True
        assert visitor.page.get_by_role("status").get_attribute("aria-live") == "polite"


def lost_sandbox_is_said(_, browser):
    server = Server(sys.argv[1])
    with Visitor(browser) as visitor:
        visitor.page.goto(server.order("lost")["paymentUrl"])
        server.close()
        expect(visitor.page.get_by_role("alert")).to_contain_text("does not answer")


def part_then_rest_without_scripts(server, browser):
    order = server.order("no-script")
    with Visitor(browser, java_script_enabled=False) as visitor:
        visitor.page.goto(order["paymentUrl"])
        visitor.page.get_by_role("button", name="Pay a part: 5.25 USDC").click()
        expect(visitor.heading()).to_have_text("Part of the payment is here")
        visitor.page.get_by_role("button", name="Pay the wrong token: 5.25 USDT").click()
        expect(visitor.page.get_by_text("does not count: wrong token")).to_be_visible()
        visitor.page.get_by_role("button", name="Pay exactly 5.25 USDC").click()
        expect(visitor.heading()).to_have_text("Paid")


def copied_address_is_the_orders(server, browser):
    order = server.order("copy")
    with Visitor(browser, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        visitor.page.goto(order["paymentUrl"])
        visitor.page.get_by_role("button", name="Copy the address").click()
        expect(visitor.page.get_by_text("Copied", exact=True)).to_be_visible()
        assert visitor.page.evaluate("navigator.clipboard.readText()") == order["address"]


def code_is_read_by_a_scanner(server, browser):
    if not shutil.which("zbarimg"):
        print("SKIPPED: NO zbarimg TO SCAN THE QR CODE WITH; on Debian the package zbar-tools has it")
        return
    order = server.order("scan")
    with Visitor(browser, color_scheme="dark", device_scale_factor=2) as visitor:
        visitor.page.goto(order["paymentUrl"])
        visitor.page.get_by_role("img").screenshot(path=SHOTS / "code.png")
    read = subprocess.run(["zbarimg", "--quiet", "--raw", SHOTS / "code.png"], capture_output=True, text=True)
    usdc = "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238"
    expected = f"ethereum:{usdc}@11155111/transfer?address={order['address']}&uint256=10500000"
    assert read.stdout == expected + "\n", read


def link_is_paid_with_the_keyboard(server, browser):
    link = server.link(amount="0")
    with Visitor(browser) as visitor:
        visitor.page.goto(link["checkoutUrl"])
        visitor.tab_to("#amount")
        visitor.page.keyboard.type("12.50")
        visitor.tab_to("[type=radio]")
        visitor.page.keyboard.press("ArrowDown")
        visitor.tab_to("#email")
        visitor.page.keyboard.type("payer@example.com")
        visitor.page.keyboard.press("Enter")
        expect(visitor.heading()).to_have_text("Waiting for your payment")
        expect(visitor.page.get_by_text("Tron Nile Testnet", exact=True)).to_be_visible()
        visitor.tab_to("[value=exact]")
        visitor.page.keyboard.press("Enter")
        expect(visitor.heading()).to_have_text("Paid")


def hostile_title_is_only_text(server, browser):
    title = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>\"'"
    link = server.link(title=title, description=title)
    order = server.order(f"<img src=x onerror=window.pwned=1>", successUrl="https://shop.example/\"onclick=\"x")
    with Visitor(browser) as visitor:
        visitor.page.goto(link["checkoutUrl"])
        expect(visitor.heading()).to_have_text(title)
        assert visitor.page.evaluate("window.pwned") is None
        visitor.page.goto(order["paymentUrl"])
        expect(visitor.page.get_by_text("<img src=x onerror=window.pwned=1>")).to_be_visible()
        server.call("simulate_payment", orderId=order["orderId"])
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


def owner_pays_on_the_dashboard(_, browser):
    """Nobody listens where the webhooks go, which the dashboard tells."""
    sandbox = Sandbox(sys.argv[1], "--webhook-url", "http://127.0.0.1:9/")
    try:
        look_at_dashboard(sandbox, browser)
    finally:
        sandbox.close()


def look_at_dashboard(sandbox, browser):
    order = sandbox.post("orders", orderReference="till-7", amount="10.50", currency="USDC", chainId="polygon-amoy")
    sandbox.post("deposits/bind", depositReference="user-7", protocol="tron")
    sandbox.post("/_sandbox/payments", depositReference="user-7", amount="1200.000001")
    sandbox.post("/_sandbox/faults", kind="status", status=503, route="POST /orders", count=2)
    with Visitor(browser) as visitor:
        visitor.page.goto(sandbox.dashboard)
        expect(visitor.heading()).to_have_text("Dashboard")
        assert "token" not in visitor.page.url, visitor.page.url
        assert visitor.page.evaluate("document.cookie") == ""
        visitor.page.get_by_role("button", name="Pay till-7").click()
        row = visitor.page.get_by_role("row", name="till-7")
        expect(row).to_contain_text("completed")
        expect(visitor.page.get_by_role("region", name="Webhook deliveries")).to_contain_text("order.completed")
        expect(visitor.page.get_by_role("region", name="Faults")).to_contain_text("POST /api/v1/orders")
        row.get_by_role("link", name="till-7").click()
        expect(visitor.heading()).to_have_text("Paid")
        expect(visitor.page.get_by_text(order["orderId"])).to_be_visible()
    for locale in ("en-US", "zh-CN"):
        for size, viewport, scheme in SCREENS:
            with Visitor(browser, locale=locale, viewport=viewport, color_scheme=scheme) as visitor:
                visitor.page.goto(sandbox.dashboard)
                visitor.check_layout()
                visitor.page.screenshot(path=SHOTS / f"dashboard-{locale}-{size}.png", full_page=True)


def pages_fit_and_can_be_read(server, browser):
    """On the narrowest phone, on a usual one in the dark, and on a desk, in both languages."""
    order, part, paid = (server.order(name, amount="49.99") for name in ("fit-1", "fit-2", "r" * 200))
    server.call("simulate_payment", orderId=part["orderId"], amount="20.000001")
    server.call("simulate_payment", orderId=paid["orderId"], amount="99999999999999.999999")
    link = server.link(title="Coffee beans", expiresAt="2099-01-31T12:00:00Z")
    pages = {"order": order["paymentUrl"], "part": part["paymentUrl"], "paid": paid["paymentUrl"],
             "checkout": link["checkoutUrl"], "missing": order["paymentUrl"] + "0",
             "gate": order["paymentUrl"].split("/pay/")[0] + "/"}
    for locale in ("en-US", "zh-CN"):
        for size, viewport, scheme in SCREENS:
            with Visitor(browser, locale=locale, viewport=viewport, color_scheme=scheme) as visitor:
                for name, url in pages.items():
                    visitor.page.goto(url)
                    visitor.check_layout()
                    if size == "small": visitor.check_rules()
                    visitor.page.screenshot(path=SHOTS / f"{name}-{locale}-{size}.png", full_page=True)


def main():
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    began = time.monotonic()
    pages = [
        button_pays_exactly, page_notices_payments_by_itself, lost_sandbox_is_said, part_then_rest_without_scripts,
        copied_address_is_the_orders, code_is_read_by_a_scanner, link_is_paid_with_the_keyboard,
        hostile_title_is_only_text, chinese_browser_gets_chinese, owner_pays_on_the_dashboard,
        pages_fit_and_can_be_read,
    ]
    server = Server(sys.argv[1])
    scenarios = pages + card.scenarios(server)
    # The page asks every 2 s; the rest is for machines that are busy.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        # Chromium cannot make its own sandbox as root in a container; it sees pages of this machine only.
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scenario in scenarios:
            scenario(server, browser)
            print(f"browser: {scenario.__name__.replace('_', ' ')}, after {time.monotonic() - began:.0f} s", flush=True)
        version = browser.version
        browser.close()
    server.close()
    print(f"browser: {len(scenarios)} scenarios in Chromium {version}")


if __name__ == "__main__":
    main()
