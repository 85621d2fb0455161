"""Payers at the sandbox's pages, in Chromium. Usage: browser.py BINARY"""
import shutil
import sys
import time

from playwright.sync_api import expect, sync_playwright

import card
import checkout
from sandbox import Sandbox
from server import Server
from visitor import SHOTS, Visitor

SMALLEST, PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}
SCREENS = (("small", SMALLEST, "light"), ("phone", PHONE, "dark"), ("desktop", {"width": 1280, "height": 900}, "light"))


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
    url = server.order("fit")["paymentUrl"]
    pages = {"missing": url + "0", "gate": url.split("/pay/")[0] + "/"}
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
    pages = [owner_pays_on_the_dashboard, pages_fit_and_can_be_read]
    server = Server(sys.argv[1])
    scenarios = checkout.SCENARIOS + pages + card.scenarios(server)
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
